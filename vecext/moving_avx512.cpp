// SPDX-License-Identifier: MIT
// Moving kernels of the AVX-512 level: the instruction set has the compression of a vector itself.
#include <immintrin.h>

#include "vecext/compress_loops.hpp"
#include "vecext/moving.hpp"
#include "vecext/order_loops.hpp"

namespace adder::vecext {

namespace {

struct WideKeys512 {
    using Key = std::int64_t;
    using Vector = __m512i;
    static constexpr int width = 8;
    static constexpr unsigned all_lanes = 0xff;

    static Vector load(const Key *at) { return _mm512_loadu_si512(at); }
    static void store(Key *at, Vector keys) { _mm512_storeu_si512(at, keys); }
    static Vector fill(Key key) { return _mm512_set1_epi64(key); }
    static Vector lower(Vector left, Vector right) { return _mm512_min_epi64(left, right); }
    static Vector higher(Vector left, Vector right) { return _mm512_max_epi64(left, right); }
    static unsigned above(Vector keys, Vector limit) { return _mm512_cmpgt_epi64_mask(keys, limit); }
    static Vector compress(Vector keys, unsigned lanes) {
        return _mm512_maskz_compress_epi64(static_cast<__mmask8>(lanes), keys);
    }
    template <int x> static Vector turn(Vector keys) {
        const Vector places = _mm512_setr_epi64(0 ^ x, 1 ^ x, 2 ^ x, 3 ^ x, 4 ^ x, 5 ^ x, 6 ^ x, 7 ^ x);
        return _mm512_permutexvar_epi64(places, keys);
    }
    template <int x> static Vector merge(Vector low, Vector high) {
        constexpr unsigned upper = x >= 4 ? 0xf0 : x >= 2 ? 0xcc : 0xaa;
        return _mm512_mask_mov_epi64(low, upper, high);
    }
};

struct NarrowKeys512 {
    using Key = std::int32_t;
    using Vector = __m512i;
    static constexpr int width = 16;
    static constexpr unsigned all_lanes = 0xffff;

    static Vector load(const Key *at) { return _mm512_loadu_si512(at); }
    static void store(Key *at, Vector keys) { _mm512_storeu_si512(at, keys); }
    static Vector fill(Key key) { return _mm512_set1_epi32(key); }
    static Vector lower(Vector left, Vector right) { return _mm512_min_epi32(left, right); }
    static Vector higher(Vector left, Vector right) { return _mm512_max_epi32(left, right); }
    static unsigned above(Vector keys, Vector limit) { return _mm512_cmpgt_epi32_mask(keys, limit); }
    static Vector compress(Vector keys, unsigned lanes) {
        return _mm512_maskz_compress_epi32(static_cast<__mmask16>(lanes), keys);
    }
    template <int x> static Vector turn(Vector keys) {
        const Vector lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        return _mm512_permutexvar_epi32(_mm512_xor_si512(lanes, _mm512_set1_epi32(x)), keys);
    }
    template <int x> static Vector merge(Vector low, Vector high) {
        constexpr unsigned upper = x >= 8 ? 0xff00 : x >= 4 ? 0xf0f0 : x >= 2 ? 0xcccc : 0xaaaa;
        return _mm512_mask_mov_epi32(low, upper, high);
    }
};

struct Masks512 {
    static constexpr int mask_bytes = 64;
    static std::uint64_t mask_bits(const std::uint8_t *mask) {
        const __m512i bytes = _mm512_loadu_si512(mask);
        return _mm512_test_epi8_mask(bytes, bytes);
    }
};

__mmask16 lanes_of(std::uint64_t word) {
    const __m128i bytes = _mm_cvtsi64_si128(static_cast<long long>(word));
    return _mm_test_epi8_mask(bytes, bytes);
}

struct ByteMover512 {
    static constexpr int width = 8, bytes = 1;
    static void store(char *to, const char *from, std::uint64_t word) {
        std::uint64_t elements;
        std::memcpy(&elements, from, sizeof elements);
        elements = _pext_u64(elements, word * 0xff);
        std::memcpy(to, &elements, sizeof elements);
    }
};

struct HalfMover512 {
    static constexpr int width = 8, bytes = 2;
    static void store(char *to, const char *from, std::uint64_t word) {
        const __m256i wide = _mm256_cvtepu16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i *>(from)));
        const __m256i moved = _mm256_maskz_compress_epi32(static_cast<__mmask8>(lanes_of(word)), wide);
        _mm_storeu_si128(reinterpret_cast<__m128i *>(to), _mm256_cvtepi32_epi16(moved));
    }
};

struct NarrowMover512 {
    static constexpr int width = 8, bytes = 4;
    static void store(char *to, const char *from, std::uint64_t word) {
        const __m256i elements = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(from));
        const __m256i moved = _mm256_maskz_compress_epi32(static_cast<__mmask8>(lanes_of(word)), elements);
        _mm256_storeu_si256(reinterpret_cast<__m256i *>(to), moved);
    }
};

struct WideMover512 {
    static constexpr int width = 8, bytes = 8;
    static void store(char *to, const char *from, std::uint64_t word) {
        const __m512i elements = _mm512_loadu_si512(from);
        _mm512_storeu_si512(to, _mm512_maskz_compress_epi64(static_cast<__mmask8>(lanes_of(word)), elements));
    }
};

} // namespace

constexpr MovingKernels moving_kernels_avx512 = {
    &Quicksort<NarrowKeys512>::order,
    &Quicksort<WideKeys512>::order,
    &KeyTurn<NarrowKeys512, float>::run,
    &KeyTurn<WideKeys512, double>::run,
    {&CompressLoop<ByteMover512>::run, &CompressLoop<HalfMover512>::run, &CompressLoop<NarrowMover512>::run,
     &CompressLoop<WideMover512>::run},
    &MaskLoops<Masks512>::true_positions,
    &MaskLoops<Masks512>::count_true};

} // namespace adder::vecext
