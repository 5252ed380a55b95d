// SPDX-License-Identifier: MIT
//
// Positions and handlers as the bytes that CPython 3.11 keeps them in: co_linetable, co_lnotab and
// co_exceptiontable. Adder runs on the vectors of bytecode::Code; the bytes are made when Python asks for
// them and read when replace() gets some.
//
// A location entry begins with a byte that has bit 7 set, a kind of four bits and a length of three (units
// less one); lines are told as differences. A handler entry is four numbers of six bits a byte, the first of
// which has bit 7 set.
#pragma once

#include "bytecode/code.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace adder::bytecode {

// Where the instruction at `start`, with its prefixes and caches, ends; at most `limit`. In units.
[[nodiscard]] int end_of_instruction(const Code &code, int start, int limit);

// One entry an instruction, as CPython's compiler writes it.
[[nodiscard]] std::string encode_line_table(const Code &code);
// Runs for `unit_count` units; what the table does not reach has no line. Bad bytes give runs without
// meaning, never a failure.
[[nodiscard]] std::vector<PositionRun> decode_line_table(std::string_view table, int first_line,
                                                         int unit_count);
// Pairs of byte distance and line distance, the form before 3.10.
[[nodiscard]] std::string encode_line_distances(const Code &code);

[[nodiscard]] std::string encode_handlers(const std::vector<Handler> &handlers);
// Nothing when the bytes are no table.
[[nodiscard]] std::optional<std::vector<Handler>> decode_handlers(std::string_view table);

} // namespace adder::bytecode
