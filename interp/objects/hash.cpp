// SPDX-License-Identifier: MIT
//
// SipHash with one compression and three finalisation rounds (Aumasson and Bernstein, "SipHash: a fast
// short-input PRF"), and the key that CPython makes from PYTHONHASHSEED.
#include "objects/hash.hpp"

#include "objects/runtime_state.hpp"

#include <bit>
#include <cstring>
#include <sys/random.h>

namespace adder::objects {

namespace {

struct SipState {
    uint64_t v0, v1, v2, v3;

    explicit SipState(const uint64_t (&key)[2])
        : v0(key[0] ^ UINT64_C(0x736f6d6570736575)), v1(key[1] ^ UINT64_C(0x646f72616e646f6d)),
          v2(key[0] ^ UINT64_C(0x6c7967656e657261)), v3(key[1] ^ UINT64_C(0x7465646279746573)) {}

    void round() {
        v0 += v1;
        v2 += v3;
        v1 = std::rotl(v1, 13) ^ v0;
        v3 = std::rotl(v3, 16) ^ v2;
        v0 = std::rotl(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = std::rotl(v1, 17) ^ v2;
        v3 = std::rotl(v3, 21) ^ v0;
        v2 = std::rotl(v2, 32);
    }
    void absorb(uint64_t word) {
        v3 ^= word;
        round();
        v0 ^= word;
    }
};

} // namespace

Py_hash_t hash_bytes(const void *bytes, size_t size) {
    if (size == 0) return 0;
    SipState state(runtime.hash_key);
    const char *input = static_cast<const char *>(bytes);
    size_t left = size;
    for (; left >= 8; left -= 8, input += 8) {
        uint64_t word;
        memcpy(&word, input, 8);
        state.absorb(word);
    }
    uint64_t last = 0;
    memcpy(&last, input, left);
    state.absorb(last | static_cast<uint64_t>(size) << 56);
    state.v2 ^= 0xff;
    for (int i = 0; i < 3; i++) state.round();
    const auto hash = static_cast<Py_hash_t>(state.v0 ^ state.v1 ^ state.v2 ^ state.v3);
    return hash == -1 ? -2 : hash;
}

void set_hash_seed(uint32_t seed) {
    unsigned char key[sizeof runtime.hash_key] = {};
    if (seed != 0) {
        for (unsigned char &byte : key) {
            seed = seed * 214013 + 2531011;
            byte = static_cast<unsigned char>(seed >> 16);
        }
    }
    memcpy(runtime.hash_key, key, sizeof key);
}

void set_random_hash_key() {
    if (getrandom(runtime.hash_key, sizeof runtime.hash_key, GRND_NONBLOCK) < 0) set_hash_seed(0);
}

} // namespace adder::objects

extern "C" Py_hash_t _Py_HashBytes(const void *bytes, Py_ssize_t size) {
    return adder::objects::hash_bytes(bytes, static_cast<size_t>(size));
}
