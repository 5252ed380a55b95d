// SPDX-License-Identifier: MIT
//
// What a shared library says about itself before it is opened: read from its ELF tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace adder::runtime {

struct LibraryFile {
    bool is_elf = false;
    bool is_for_this_machine = false;
    bool is_complete = false;                // every part that gets mapped lies within the file
    std::string machine;                     // that it is for
    std::vector<std::string> init_functions; // exported PyInit_… symbols
    std::vector<std::string> look_alikes; // what was perhaps meant to be one: misspelt, mangled, not exported
    std::optional<int> adder_abi;         // value of _Adder_ExtensionAbi; absent in libraries for CPython
};

// The name of the machine that this interpreter runs on, as in LibraryFile.
[[nodiscard]] std::string this_machine_name();

// Never fails: what cannot be read is absent.
[[nodiscard]] LibraryFile inspect_library(const char *path);

} // namespace adder::runtime
