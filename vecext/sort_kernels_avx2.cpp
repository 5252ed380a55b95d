// SPDX-License-Identifier: MIT
// AVX2 has no instruction that presses elements together: they are permuted by tables, one entry for each
// pattern of bits.
#include "vecext/sort_kernels.hpp"
#include "vecext/vector_sort.hpp"

#include <immintrin.h>

namespace adder::vecext {

namespace {

// For each pattern the places of its set bits, in order; `parts` indices for each element.
template <int lanes, int parts> struct PressTable {
    alignas(32) std::int32_t order[1 << lanes][8] = {};
    constexpr PressTable() {
        for (int bits = 0; bits < 1 << lanes; ++bits) {
            int filled = 0;
            for (int lane = 0; lane < lanes; ++lane) {
                if (!(bits >> lane & 1)) continue;
                for (int part = 0; part < parts; ++part) order[bits][filled++] = lane * parts + part;
            }
        }
    }
};
constexpr PressTable<4, 2> press_four;
constexpr PressTable<8, 1> press_eight;

template <int lanes> __m256i press_integers(__m256i v, unsigned bits) {
    const std::int32_t *order = lanes == 4 ? press_four.order[bits & 15] : press_eight.order[bits & 255];
    return _mm256_permutevar8x32_epi32(v, _mm256_load_si256(reinterpret_cast<const __m256i *>(order)));
}

struct Doubles {
    using T = double;
    using vector = __m256d;
    static constexpr int width = 4;
    static vector load(const T *from) { return _mm256_loadu_pd(from); }
    static void store(T *to, vector v) { _mm256_storeu_pd(to, v); }
    static vector repeat(T x) { return _mm256_set1_pd(x); }
    static unsigned less(vector a, vector b) { return bits(_mm256_cmp_pd(a, b, _CMP_LT_OQ)); }
    static unsigned less_equal(vector a, vector b) { return bits(_mm256_cmp_pd(a, b, _CMP_LE_OQ)); }
    static vector press(vector v, unsigned bits) {
        return _mm256_castsi256_pd(press_integers<4>(_mm256_castpd_si256(v), bits));
    }
    static unsigned bits(vector mask) { return static_cast<unsigned>(_mm256_movemask_pd(mask)); }
};

struct Floats {
    using T = float;
    using vector = __m256;
    static constexpr int width = 8;
    static vector load(const T *from) { return _mm256_loadu_ps(from); }
    static void store(T *to, vector v) { _mm256_storeu_ps(to, v); }
    static vector repeat(T x) { return _mm256_set1_ps(x); }
    static unsigned less(vector a, vector b) { return bits(_mm256_cmp_ps(a, b, _CMP_LT_OQ)); }
    static unsigned less_equal(vector a, vector b) { return bits(_mm256_cmp_ps(a, b, _CMP_LE_OQ)); }
    static vector press(vector v, unsigned bits) {
        return _mm256_castsi256_ps(press_integers<8>(_mm256_castps_si256(v), bits));
    }
    static unsigned bits(vector mask) { return static_cast<unsigned>(_mm256_movemask_ps(mask)); }
};

struct Longs {
    using T = std::int64_t;
    using vector = __m256i;
    static constexpr int width = 4;
    static vector load(const T *from) { return _mm256_loadu_si256(reinterpret_cast<const vector *>(from)); }
    static void store(T *to, vector v) { _mm256_storeu_si256(reinterpret_cast<vector *>(to), v); }
    static vector repeat(T x) { return _mm256_set1_epi64x(x); }
    static unsigned less(vector a, vector b) { return bits(_mm256_cmpgt_epi64(b, a)); }
    static unsigned less_equal(vector a, vector b) { return ~bits(_mm256_cmpgt_epi64(a, b)) & 15; }
    static vector press(vector v, unsigned bits) { return press_integers<4>(v, bits); }
    static unsigned bits(vector mask) {
        return static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(mask)));
    }
};

struct Ints {
    using T = std::int32_t;
    using vector = __m256i;
    static constexpr int width = 8;
    static vector load(const T *from) { return _mm256_loadu_si256(reinterpret_cast<const vector *>(from)); }
    static void store(T *to, vector v) { _mm256_storeu_si256(reinterpret_cast<vector *>(to), v); }
    static vector repeat(T x) { return _mm256_set1_epi32(x); }
    static unsigned less(vector a, vector b) { return bits(_mm256_cmpgt_epi32(b, a)); }
    static unsigned less_equal(vector a, vector b) { return ~bits(_mm256_cmpgt_epi32(a, b)) & 255; }
    static vector press(vector v, unsigned bits) { return press_integers<8>(v, bits); }
    static unsigned bits(vector mask) {
        return static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(mask)));
    }
};

} // namespace

constexpr SortKernels sort_kernels_avx2{&VectorSort<Ints>::run, &VectorSort<Longs>::run,
                                        &VectorSort<Floats>::run, &VectorSort<Doubles>::run};

} // namespace adder::vecext
