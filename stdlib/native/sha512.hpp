// SPDX-License-Identifier: MIT
//
// The hash function SHA-512 of FIPS 180-4, for data that lies in memory as a whole.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace adder::stdlib {

// The 64 bytes of the digest; cannot fail.
[[nodiscard]] std::array<uint8_t, 64> sha512(const uint8_t *data, size_t size);

} // namespace adder::stdlib
