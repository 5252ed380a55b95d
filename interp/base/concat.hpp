// SPDX-License-Identifier: MIT
//
// Messages put together from pieces in one allocation. GCC 12 warns of broken bounds inside the chains of
// std::string::operator+ that this stands in for.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace adder::base {

inline std::string concat(std::initializer_list<std::string_view> pieces) {
    std::size_t size = 0;
    for (const std::string_view piece : pieces) size += piece.size();
    std::string text;
    text.reserve(size);
    for (const std::string_view piece : pieces) text += piece;
    return text;
}

} // namespace adder::base
