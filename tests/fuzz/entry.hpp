// SPDX-License-Identifier: MIT
//
// What libFuzzer and replay.cpp call, once an input. An entry never fails by returning: a broken promise ends
// in abort(), a sanitizer's report or a signal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace adder::fuzz {

inline std::string_view to_text(const uint8_t *data, size_t size) {
    return {reinterpret_cast<const char *>(data), size};
}

} // namespace adder::fuzz
