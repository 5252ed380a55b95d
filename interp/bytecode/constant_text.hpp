// SPDX-License-Identifier: MIT
//
// Constants as Python's repr() shows them, for listings, and for the text of annotations in the compiler.
#pragma once

#include "bytecode/code.hpp"

#include <string>
#include <string_view>

namespace adder::bytecode {

// repr() of a str whose text is WTF-8.
[[nodiscard]] std::string text_repr(std::string_view utf8);
// repr() of bytes.
[[nodiscard]] std::string bytes_repr(std::string_view bytes);

// repr() of any constant. A code object has no address here: <code object f, file "x.py", line 1>.
[[nodiscard]] std::string constant_repr(const Constant &constant);

} // namespace adder::bytecode
