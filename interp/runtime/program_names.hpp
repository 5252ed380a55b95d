// SPDX-License-Identifier: MIT
//
// What an embedding program says of itself before the start: its name, and the home of the library.
#pragma once

#include <string>

namespace adder::runtime {

// The folder with lib/adder, or empty: the executable's place decides. Asked for by Py_SetPythonHome or a
// configuration, else told by the build of the embedding program (ADDER_HOME in include/adder/embed.h).
[[nodiscard]] std::string library_home();
void set_library_home(const std::string &folder);
[[nodiscard]] std::string program_name();
void set_program_name(const std::string &name);

} // namespace adder::runtime
