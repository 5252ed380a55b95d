// SPDX-License-Identifier: MIT
//
// Where the operator is in the text of an expression: what tracebacks mark apart with ^.
#pragma once

#include "objects/traceback.hpp"

#include <optional>
#include <string_view>

namespace adder::runtime {

// For a binary operation its operator, for a subscription its brackets; nothing for all else and for what
// does not parse.
[[nodiscard]] std::optional<objects::Anchors> find_anchors(std::string_view expression);

} // namespace adder::runtime
