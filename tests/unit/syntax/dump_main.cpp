// SPDX-License-Identifier: MIT
// What the front end makes of a script, in the form that compare_trees.py gets from CPython: a line
// "tree" with the dumped tree behind it, or "error" with the error's attributes. Reads names of files from
// standard input, one a line; each answer ends with a line of its own. Arguments: the mode (exec, eval,
// single, interactive), and "text" to hand the script over as text instead of bytes.
#include "syntax/ast_dump.hpp"
#include "syntax/parser.hpp"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

namespace {

namespace base = adder::base;
namespace syntax = adder::syntax;

constexpr const char *kind_names[] = {"SyntaxError",    "IndentationError", "TabError",     "MemoryError",
                                      "RecursionError", "ValueError",       "OverflowError"};

void print_error(const syntax::SyntaxError &error) {
    std::printf("error\n%s\n%s\n", kind_names[static_cast<int>(error.kind)], error.message.c_str());
    if (error.has_place) {
        std::printf("%d %d %d %d\n", error.lineno, error.offset, error.end_lineno, error.end_offset);
    }
    if (error.has_place && error.has_text) std::printf("%s\n", error.text.c_str());
}

syntax::Mode mode_of(const std::string &name) {
    if (name == "single") return syntax::Mode::Single;
    if (name == "eval") return syntax::Mode::Expression;
    return name == "interactive" ? syntax::Mode::Interactive : syntax::Mode::File;
}

void process(const std::string &filename, syntax::Mode mode, const std::string &origin) {
    std::ifstream file(filename, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    const auto source = origin == "text"   ? base::Source::from_text("<string>", bytes.str())
                        : origin == "file" ? base::Source::from_file_bytes(filename, bytes.str())
                                           : base::Source::from_bytes("<string>", bytes.str());
    base::Arena arena;
    const auto result = syntax::parse(source, mode, arena);
    if (result.is_incomplete) std::puts("incomplete");
    if (result.root == nullptr) {
        print_error(*result.error);
    } else {
        std::printf("tree\n%s\n",
                    syntax::dump(*result.root, {.indent = 1, .include_attributes = true}).c_str());
    }
    std::printf("=== %s\n", filename.c_str());
    std::fflush(stdout);
}

} // namespace

int main(int argument_count, char **arguments) {
    const auto mode = mode_of(argument_count > 1 ? arguments[1] : "exec");
    const std::string origin = argument_count > 2 ? arguments[2] : "bytes";
    for (std::string filename; std::getline(std::cin, filename);) process(filename, mode, origin);
    return 0;
}
