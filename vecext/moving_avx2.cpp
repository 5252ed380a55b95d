// SPDX-License-Identifier: MIT
// Moving kernels of the AVX2 level: a vector is compressed by a permutation out of a table, which has a row
// for every set of lanes.
#include <array>
#include <immintrin.h>

#include "vecext/compress_loops.hpp"
#include "vecext/moving.hpp"
#include "vecext/order_loops.hpp"

namespace adder::vecext {

namespace {

// Rows of lane numbers as bytes, those of the set first.
struct LaneOrders {
    std::uint64_t row[256];
};
consteval LaneOrders make_lane_orders(int lanes, int parts) {
    LaneOrders orders{};
    for (unsigned set = 0; set < 1u << lanes; ++set) {
        int at = 0;
        for (unsigned wanted = 2; wanted-- > 0;) {
            for (int lane = 0; lane < lanes; ++lane) {
                if ((set >> lane & 1) != wanted) continue;
                for (int part = 0; part < parts; ++part)
                    orders.row[set] |= std::uint64_t(lane * parts + part) << (8 * at++);
            }
        }
    }
    return orders;
}
// Lanes of 4 bytes, alone and in pairs.
constexpr LaneOrders narrow_orders = make_lane_orders(8, 1), wide_orders = make_lane_orders(4, 2);

__m256i permuted(__m256i vector, std::uint64_t order) {
    const __m256i places = _mm256_cvtepu8_epi32(_mm_cvtsi64_si128(static_cast<long long>(order)));
    return _mm256_permutevar8x32_epi32(vector, places);
}

struct WideKeys256 {
    using Key = std::int64_t;
    using Vector = __m256i;
    static constexpr int width = 4;
    static constexpr unsigned all_lanes = 0xf;

    static Vector load(const Key *at) { return _mm256_loadu_si256(reinterpret_cast<const Vector *>(at)); }
    static void store(Key *at, Vector keys) { _mm256_storeu_si256(reinterpret_cast<Vector *>(at), keys); }
    static Vector fill(Key key) { return _mm256_set1_epi64x(key); }
    static Vector lower(Vector left, Vector right) {
        return _mm256_blendv_epi8(left, right, _mm256_cmpgt_epi64(left, right));
    }
    static Vector higher(Vector left, Vector right) {
        return _mm256_blendv_epi8(right, left, _mm256_cmpgt_epi64(left, right));
    }
    static unsigned above(Vector keys, Vector limit) {
        return static_cast<unsigned>(
            _mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpgt_epi64(keys, limit))));
    }
    static Vector compress(Vector keys, unsigned lanes) { return permuted(keys, wide_orders.row[lanes]); }
    template <int x> static Vector turn(Vector keys) {
        return _mm256_permute4x64_epi64(keys, (0 ^ x) | (1 ^ x) << 2 | (2 ^ x) << 4 | (3 ^ x) << 6);
    }
    template <int x> static Vector merge(Vector low, Vector high) {
        return _mm256_blend_epi32(low, high, x >= 2 ? 0xf0 : 0xcc);
    }
};

struct NarrowKeys256 {
    using Key = std::int32_t;
    using Vector = __m256i;
    static constexpr int width = 8;
    static constexpr unsigned all_lanes = 0xff;

    static Vector load(const Key *at) { return _mm256_loadu_si256(reinterpret_cast<const Vector *>(at)); }
    static void store(Key *at, Vector keys) { _mm256_storeu_si256(reinterpret_cast<Vector *>(at), keys); }
    static Vector fill(Key key) { return _mm256_set1_epi32(key); }
    static Vector lower(Vector left, Vector right) { return _mm256_min_epi32(left, right); }
    static Vector higher(Vector left, Vector right) { return _mm256_max_epi32(left, right); }
    static unsigned above(Vector keys, Vector limit) {
        return static_cast<unsigned>(
            _mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(keys, limit))));
    }
    static Vector compress(Vector keys, unsigned lanes) { return permuted(keys, narrow_orders.row[lanes]); }
    template <int x> static Vector turn(Vector keys) {
        const Vector places = _mm256_setr_epi32(0 ^ x, 1 ^ x, 2 ^ x, 3 ^ x, 4 ^ x, 5 ^ x, 6 ^ x, 7 ^ x);
        return _mm256_permutevar8x32_epi32(keys, places);
    }
    template <int x> static Vector merge(Vector low, Vector high) {
        return _mm256_blend_epi32(low, high, x >= 4 ? 0xf0 : x >= 2 ? 0xcc : 0xaa);
    }
};

struct Masks256 {
    static constexpr int mask_bytes = 32;
    static std::uint64_t mask_bits(const std::uint8_t *mask) {
        const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(mask));
        return static_cast<std::uint32_t>(
            _mm256_movemask_epi8(_mm256_cmpgt_epi8(bytes, _mm256_setzero_si256())));
    }
};

struct ByteMover256 {
    static constexpr int width = 8, bytes = 1;
    static void store(char *to, const char *from, std::uint64_t word) {
        std::uint64_t elements;
        std::memcpy(&elements, from, sizeof elements);
        elements = _pext_u64(elements, word * 0xff);
        std::memcpy(to, &elements, sizeof elements);
    }
};

struct HalfMover256 {
    static constexpr int width = 4, bytes = 2;
    static void store(char *to, const char *from, std::uint64_t word) {
        std::uint64_t elements;
        std::memcpy(&elements, from, sizeof elements);
        elements = _pext_u64(elements, _pdep_u64(word, 0x00ff00ff00ff00ff) * 0xffff);
        std::memcpy(to, &elements, sizeof elements);
    }
};

struct NarrowMover256 {
    static constexpr int width = 8, bytes = 4;
    static void store(char *to, const char *from, std::uint64_t word) {
        const __m256i elements = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(from));
        const std::uint64_t lanes = _pext_u64(word, 0x0101010101010101);
        _mm256_storeu_si256(reinterpret_cast<__m256i *>(to), permuted(elements, narrow_orders.row[lanes]));
    }
};

struct WideMover256 {
    static constexpr int width = 4, bytes = 8;
    static void store(char *to, const char *from, std::uint64_t word) {
        const __m256i elements = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(from));
        const std::uint64_t lanes = _pext_u64(word, 0x01010101);
        _mm256_storeu_si256(reinterpret_cast<__m256i *>(to), permuted(elements, wide_orders.row[lanes]));
    }
};

} // namespace

constexpr MovingKernels moving_kernels_avx2 = {
    &Quicksort<NarrowKeys256>::order,
    &Quicksort<WideKeys256>::order,
    &KeyTurn<NarrowKeys256, float>::run,
    &KeyTurn<WideKeys256, double>::run,
    {&CompressLoop<ByteMover256>::run, &CompressLoop<HalfMover256>::run, &CompressLoop<NarrowMover256>::run,
     &CompressLoop<WideMover256>::run},
    &MaskLoops<Masks256>::true_positions,
    &MaskLoops<Masks256>::count_true};

} // namespace adder::vecext
