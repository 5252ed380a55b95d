// SPDX-License-Identifier: MIT
//
// Feeds files, or the files of folders, to an entry: how inputs that once broke a promise are kept as tests,
// and how one is looked at under a debugger.
#include "entry.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace adder::fuzz {
namespace {

void replay(const std::filesystem::path &path) {
    std::ifstream file(path, std::ios::binary);
    const std::string content(std::istreambuf_iterator<char>(file), {});
    // Said before, not after: a crash leaves the name of its input as the last line.
    std::printf("%s\n", path.filename().c_str());
    std::fflush(stdout);
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(content.data()), content.size());
}

void replay_folder(const std::filesystem::path &folder) {
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) replay(entry.path());
}

} // namespace
} // namespace adder::fuzz

int main(int argument_count, char **arguments) {
    for (int i = 1; i < argument_count; i++) {
        if (std::filesystem::is_directory(arguments[i]))
            adder::fuzz::replay_folder(arguments[i]);
        else
            adder::fuzz::replay(arguments[i]);
    }
    return 0;
}
