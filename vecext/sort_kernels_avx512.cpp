// SPDX-License-Identifier: MIT
#include "vecext/sort_kernels.hpp"
#include "vecext/vector_sort.hpp"

#include <immintrin.h>

namespace adder::vecext {

namespace {

struct Doubles {
    using T = double;
    using vector = __m512d;
    static constexpr int width = 8;
    static vector load(const T *from) { return _mm512_loadu_pd(from); }
    static void store(T *to, vector v) { _mm512_storeu_pd(to, v); }
    static vector repeat(T x) { return _mm512_set1_pd(x); }
    static unsigned less(vector a, vector b) { return _mm512_cmp_pd_mask(a, b, _CMP_LT_OQ); }
    static unsigned less_equal(vector a, vector b) { return _mm512_cmp_pd_mask(a, b, _CMP_LE_OQ); }
    static vector press(vector v, unsigned bits) {
        return _mm512_maskz_compress_pd(static_cast<__mmask8>(bits), v);
    }
};

struct Floats {
    using T = float;
    using vector = __m512;
    static constexpr int width = 16;
    static vector load(const T *from) { return _mm512_loadu_ps(from); }
    static void store(T *to, vector v) { _mm512_storeu_ps(to, v); }
    static vector repeat(T x) { return _mm512_set1_ps(x); }
    static unsigned less(vector a, vector b) { return _mm512_cmp_ps_mask(a, b, _CMP_LT_OQ); }
    static unsigned less_equal(vector a, vector b) { return _mm512_cmp_ps_mask(a, b, _CMP_LE_OQ); }
    static vector press(vector v, unsigned bits) {
        return _mm512_maskz_compress_ps(static_cast<__mmask16>(bits), v);
    }
};

struct Longs {
    using T = std::int64_t;
    using vector = __m512i;
    static constexpr int width = 8;
    static vector load(const T *from) { return _mm512_loadu_si512(from); }
    static void store(T *to, vector v) { _mm512_storeu_si512(to, v); }
    static vector repeat(T x) { return _mm512_set1_epi64(x); }
    static unsigned less(vector a, vector b) { return _mm512_cmplt_epi64_mask(a, b); }
    static unsigned less_equal(vector a, vector b) { return _mm512_cmple_epi64_mask(a, b); }
    static vector press(vector v, unsigned bits) {
        return _mm512_maskz_compress_epi64(static_cast<__mmask8>(bits), v);
    }
};

struct Ints {
    using T = std::int32_t;
    using vector = __m512i;
    static constexpr int width = 16;
    static vector load(const T *from) { return _mm512_loadu_si512(from); }
    static void store(T *to, vector v) { _mm512_storeu_si512(to, v); }
    static vector repeat(T x) { return _mm512_set1_epi32(x); }
    static unsigned less(vector a, vector b) { return _mm512_cmplt_epi32_mask(a, b); }
    static unsigned less_equal(vector a, vector b) { return _mm512_cmple_epi32_mask(a, b); }
    static vector press(vector v, unsigned bits) {
        return _mm512_maskz_compress_epi32(static_cast<__mmask16>(bits), v);
    }
};

} // namespace

constexpr SortKernels sort_kernels_avx512{&VectorSort<Ints>::run, &VectorSort<Longs>::run,
                                          &VectorSort<Floats>::run, &VectorSort<Doubles>::run};

} // namespace adder::vecext
