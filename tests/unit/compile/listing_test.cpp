// SPDX-License-Identifier: MIT
// Golden listings: every tests/listings/NAME.py is compiled and its listing compared with NAME.txt beside it.
// With ADDER_UPDATE_LISTINGS=1 in the environment the .txt files are written anew.
#include "compile_helpers.hpp"

#include "bytecode/disassemble.hpp"
#include "bytecode/verify.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace adder::compile {
namespace {

std::string read_file(const std::filesystem::path &path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

TEST(Listing, IsTheGoldenOne) {
    const bool is_updating = std::getenv("ADDER_UPDATE_LISTINGS") != nullptr;
    int count = 0;
    for (const auto &entry : std::filesystem::directory_iterator(ADDER_LISTINGS)) {
        std::filesystem::path path = entry.path();
        if (path.extension() != ".py") continue;
        const Compiled compiled = compile_text(read_file(path), {.filename = path.filename().string()});
        ASSERT_NE(compiled.code, nullptr) << path << ": " << compiled.error.message;
        EXPECT_EQ(bytecode::verify(*compiled.code), std::nullopt) << path;
        const std::string listing = bytecode::disassemble(*compiled.code);
        path.replace_extension(".txt");
        if (is_updating) std::ofstream(path, std::ios::binary) << listing;
        EXPECT_EQ(listing, read_file(path)) << path;
        ++count;
    }
    EXPECT_GT(count, 0);
}

} // namespace
} // namespace adder::compile
