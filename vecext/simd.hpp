// SPDX-License-Identifier: MIT
// One vocabulary for vectors and single elements, so that an operation is written once for both.
//
// Simd<Arch> has every function twice: for xsimd::batch<T, Arch> and for T itself. The vector forms are
// xsimd's, with the few that xsimd 8.1 lacks or emulates slowly added here. ScalarLevel is the level without
// vectors. Invariant: every function is a member of a template over Arch, so that no two levels share a
// symbol and the linker cannot hand AVX code to the baseline (tests/vecext/check_symbols.py).
#pragma once

#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <xsimd/xsimd.hpp>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "vecext/simd_group.hpp"

namespace adder::vecext {

struct ScalarLevel {};

// A complex element is the compiler's own `_Complex` type: no library's templates, so no symbol is shared by
// levels. A vector of them is a vector of their parts, each real part followed by its imaginary part.
template <class T> inline constexpr bool is_complex = false;
template <> inline constexpr bool is_complex<_Complex float> = true;
template <> inline constexpr bool is_complex<_Complex double> = true;

template <class T> struct RealOf { using type = T; };
template <> struct RealOf<_Complex float> { using type = float; };
template <> struct RealOf<_Complex double> { using type = double; };
template <class T> using Real = typename RealOf<T>::type;

template <class T>
concept ComplexElement = is_complex<T>;

template <class V> struct ElementOf { using type = V; };
template <class T, class Arch> struct ElementOf<xsimd::batch<T, Arch>> { using type = T; };
template <class T, class Arch> struct ElementOf<Group<T, Arch>> { using type = T; };
// The element type of a vector, or the type itself.
template <class V> using Element = typename ElementOf<V>::type;

template <class T> struct BitsOf {
    static_assert(sizeof(T) == 1);
    using type = std::uint8_t;
};
template <class T>
requires(sizeof(T) == 2) struct BitsOf<T> {
    using type = std::uint16_t;
};
template <class T>
requires(sizeof(T) == 4) struct BitsOf<T> {
    using type = std::uint32_t;
};
template <class T>
requires(sizeof(T) == 8) struct BitsOf<T> {
    using type = std::uint64_t;
};
template <class T>
requires(sizeof(T) == 16 && !requires { typename T::arch_type; }) struct BitsOf<T> {
    using type = unsigned __int128;
};
template <class T, class Arch> struct BitsOf<xsimd::batch<T, Arch>> {
    using type = xsimd::batch<typename BitsOf<T>::type, Arch>;
};
template <class T, class Arch> struct BitsOf<Group<T, Arch>> {
    using type = Group<typename BitsOf<T>::type, Arch>;
};
// The unsigned type of the same width.
template <class V> using Bits = typename BitsOf<V>::type;

template <class V>
concept Scalar = std::is_arithmetic_v<V>;

// The compiler's own vector of so many bytes.
template <class T, std::size_t bytes> struct LanesOf { using type [[gnu::vector_size(bytes)]] = T; };

// The level multiplies and adds with one rounding.
template <class Arch> inline constexpr bool has_fused = false;
#if defined(__x86_64__)
template <> inline constexpr bool has_fused<xsimd::fma3<xsimd::avx2>> = true;
template <> inline constexpr bool has_fused<xsimd::avx512bw> = true;
#elif defined(__aarch64__)
template <> inline constexpr bool has_fused<xsimd::neon64> = true;
#endif

// The single-element half of the vocabulary.
template <class Arch> struct SimdScalars {
    template <class T> static constexpr std::ptrdiff_t lanes = 1;

    template <std::floating_point T> static T multiply_add(T a, T b, T c) {
        if constexpr (!has_fused<Arch>)
            return a * b + c;
        else if constexpr (sizeof(T) == 8)
            return __builtin_fma(a, b, c);
        else
            return __builtin_fmaf(a, b, c);
    }
    template <Scalar T> static T select(bool mask, T yes, T no) { return mask ? yes : no; }
    template <Scalar T> static T multiply(T a, T b) { return T(a * b); }
    template <Scalar T> static T lower(T a, T b) { return a < b ? a : b; }
    template <Scalar T> static T higher(T a, T b) { return a > b ? a : b; }
    static bool all(bool mask) { return mask; }
    template <std::floating_point T> static T absolute(T x) { return from_bits<T>(bits(x) & ~sign_bit<T>()); }
    template <std::floating_point T> static T square_root(T x) { return T(__builtin_sqrt(x)); }
    template <std::floating_point T> static T floor(T x) { return T(__builtin_floor(x)); }
    template <std::floating_point T> static T ceil(T x) { return T(__builtin_ceil(x)); }
    template <std::floating_point T> static T trunc(T x) { return T(__builtin_trunc(x)); }
    template <Scalar T> static Bits<T> bits(T x) { return __builtin_bit_cast(Bits<T>, x); }
    template <Scalar T> static T from_bits(Bits<T> x) { return __builtin_bit_cast(T, x); }
    template <Scalar T> static T load(const T *from) { return *from; }
    template <Scalar T> static void store(T *to, T x) { *to = x; }
    // The function applied to every lane: for the rare arguments that the vector form does not cover.
    template <Scalar T, class F> static T map_lanes(T x, F function) { return function(x); }

    template <class T> static constexpr Bits<T> sign_bit() { return Bits<T>(1) << (sizeof(T) * 8 - 1); }
};

template <class Arch> struct Simd : SimdScalars<Arch> {
    using Base = SimdScalars<Arch>;
    using Base::absolute, Base::all, Base::bits, Base::ceil, Base::floor, Base::from_bits, Base::higher;
    using Base::lower, Base::map_lanes, Base::multiply, Base::multiply_add, Base::select, Base::square_root;
    using Base::store, Base::trunc;

    template <class T> using Batch = xsimd::batch<T, Arch>;
    template <class T> using Mask = xsimd::batch_bool<T, Arch>;
    // The compiler's vectors know the best instructions for whole numbers of each width, and for exchanging
    // lanes; xsimd lacks most of them.
    template <class T> using Lanes = typename LanesOf<T, sizeof(Batch<T>)>::type;
    template <class T>
    static constexpr std::ptrdiff_t lanes = static_cast<std::ptrdiff_t>(Batch<Real<T>>::size) /
                                            (is_complex<T> ? 2 : 1);

    template <class T> static auto load(const T *from) {
        return Batch<Real<T>>::load_unaligned(reinterpret_cast<const Real<T> *>(from));
    }
    template <class T> static void store(T *to, Batch<Real<T>> x) {
        x.store_unaligned(reinterpret_cast<Real<T> *>(to));
    }
    template <class T> static Batch<T> select(Mask<T> mask, Batch<T> yes, Batch<T> no) {
        return xsimd::select(mask, yes, no);
    }
    template <class T> static bool all(Mask<T> mask) { return xsimd::all(mask); }
    template <class T> static bool any(Mask<T> mask) { return xsimd::any(mask); }
    // b where neither is lower (higher), as with two zeros or a nan.
    template <class T> static Batch<T> lower(Batch<T> a, Batch<T> b) {
        const Lanes<T> x = to_lanes(a), y = to_lanes(b);
        return from_lanes<T>(x < y ? x : y);
    }
    template <class T> static Batch<T> higher(Batch<T> a, Batch<T> b) {
        const Lanes<T> x = to_lanes(a), y = to_lanes(b);
        return from_lanes<T>(x > y ? x : y);
    }
    template <class T> static Batch<T> absolute(Batch<T> x) { return xsimd::abs(x); }
    template <class T> static Batch<T> square_root(Batch<T> x) { return xsimd::sqrt(x); }
    template <class T> static Batch<T> floor(Batch<T> x) { return xsimd::floor(x); }
    template <class T> static Batch<T> ceil(Batch<T> x) { return xsimd::ceil(x); }
    template <class T> static Batch<T> trunc(Batch<T> x) { return xsimd::trunc(x); }
    template <class T> static Bits<Batch<T>> bits(Batch<T> x) {
        return __builtin_bit_cast(Bits<Batch<T>>, x);
    }
    template <class V> static V from_bits(Bits<V> x) {
        if constexpr (requires { V::width; })
            return V::map([](auto part) { return from_bits<typename V::V>(part); }, x);
        else
            return __builtin_bit_cast(V, x);
    }

    template <class T> static Batch<T> multiply(Batch<T> a, Batch<T> b) {
        if constexpr (std::is_floating_point_v<T>)
            return a * b;
        else
            return from_lanes<T>(to_lanes(a) * to_lanes(b));
    }

    // ---- lanes in pairs, as the parts of complex elements

    template <class T> static Batch<T> swap_pairs(Batch<T> x) {
        return exchange(x, x, [](int lane) { return lane ^ 1; });
    }
    // The first, or second, of each pair in both places.
    template <class T> static Batch<T> first_of_pairs(Batch<T> x) {
        return exchange(x, x, [](int lane) { return lane & ~1; });
    }
    template <class T> static Batch<T> second_of_pairs(Batch<T> x) {
        return exchange(x, x, [](int lane) { return lane | 1; });
    }
    // Pairs of the first of `first` and the second of `second`.
    template <class T> static Batch<T> pair_up(Batch<T> first, Batch<T> second) {
        return exchange(first, second, [](int lane) { return lane % 2 == 0 ? lane : int(lanes<T>) + lane; });
    }
    // Of twice as many lanes in two vectors: those with even, or odd, numbers.
    template <class T> static Batch<T> even_lanes(Batch<T> low, Batch<T> high) {
        return exchange(low, high, [](int lane) { return 2 * lane; });
    }
    template <class T> static Batch<T> odd_lanes(Batch<T> low, Batch<T> high) {
        return exchange(low, high, [](int lane) { return 2 * lane + 1; });
    }

    // ---- shifts; counts of the width and more, negative ones too, move every bit out

    template <class T> static Batch<T> shift_left(Batch<T> x, Batch<T> count) {
        return in_words(x, count, [](auto value, auto by) {
            using W = Word<T>;
            const auto inside = by < W(sizeof(T) * 8);
            return (value << (by & W(sizeof(W) * 8 - 1))) & decltype(value)(inside);
        });
    }
    template <class T> static Batch<T> shift_right(Batch<T> x, Batch<T> count) {
        return in_words(x, count, [](auto value, auto by) {
            using W = Word<T>;
            constexpr W most = sizeof(T) * 8 - 1;
            const auto last = by - by + most;
            const auto few = by < last ? by : last;
            if constexpr (std::is_signed_v<T>) {
                const auto sign = (by - by + (W(1) << (sizeof(W) * 8 - 1))) >> few;
                return ((value >> few) ^ sign) - sign;
            } else {
                return (value >> few) & decltype(value)(by <= most);
            }
        });
    }

    template <class T> static Batch<T> multiply_add(Batch<T> a, Batch<T> b, Batch<T> c) {
#if defined(__AVX512F__)
        // xsimd 8.1 multiplies and adds separately on AVX-512.
        if constexpr (std::is_same_v<T, double>)
            return _mm512_fmadd_pd(a, b, c);
        else
            return _mm512_fmadd_ps(a, b, c);
#else
        if constexpr (has_fused<Arch>)
            return xsimd::fma(a, b, c);
        else
            return a * b + c;
#endif
    }

    template <class T, class F> static Batch<T> map_lanes(Batch<T> x, F function) {
        alignas(64) T elements[lanes<T>];
        x.store_aligned(elements);
        for (T &element : elements) element = function(element);
        return Batch<T>::load_aligned(elements);
    }

    // ---- groups: the same vector by vector

    template <class T> using Many = Group<T, Arch>;
    template <class T> static Many<T> load_group(const T *from) {
        return load_parts(from, std::make_integer_sequence<int, Many<T>::width>());
    }
    template <class T> static void store(T *to, const Many<T> &group) {
        for (int k = 0; k < Many<T>::width; ++k) store(to + k * lanes<T>, group.part[k]);
    }
    template <class T> static Many<T> multiply_add(const Many<T> &a, const Many<T> &b, const Many<T> &c) {
        return Many<T>::map([](auto x, auto y, auto z) { return multiply_add(x, y, z); }, a, b, c);
    }
    template <class T>
    static Many<T> select(const GroupMask<T, Arch> &mask, const Many<T> &yes, const Many<T> &no) {
        return Many<T>::map([](auto set, auto x, auto y) { return select(set, x, y); }, mask, yes, no);
    }
    template <class T> static bool all(const GroupMask<T, Arch> &mask) {
        auto set = mask.part[0];
        for (int k = 1; k < Many<T>::width; ++k) set = set & mask.part[k];
        return xsimd::all(set);
    }
    template <class T> static Many<T> absolute(const Many<T> &x) {
        return Many<T>::map([](auto part) { return xsimd::abs(part); }, x);
    }
    template <class T> static Bits<Many<T>> bits(const Many<T> &x) {
        return Bits<Many<T>>::map([](auto part) { return bits(part); }, x);
    }
    template <class T, class F> static Many<T> map_lanes(const Many<T> &x, F function) {
        return Many<T>::map([function](auto part) { return map_lanes(part, function); }, x);
    }

    // Writes one byte a lane, 1 where the mask is set. xsimd 8.1 offers only a store lane by lane.
    template <class T> static void store_mask(std::uint8_t *to, Mask<T> mask) {
#if defined(__AVX512F__)
        const auto set = typename Mask<T>::register_type(mask);
        if constexpr (sizeof(T) == 1)
            _mm512_storeu_si512(to, _mm512_maskz_set1_epi8(set, 1));
        else if constexpr (sizeof(T) == 2)
            _mm256_storeu_si256(reinterpret_cast<__m256i *>(to), _mm256_maskz_set1_epi8(set, 1));
        else if constexpr (sizeof(T) == 4)
            _mm_storeu_si128(reinterpret_cast<__m128i *>(to), _mm_maskz_set1_epi8(set, 1));
        else
            _mm_storel_epi64(reinterpret_cast<__m128i *>(to), _mm_maskz_set1_epi8(set, 1));
#else
        if constexpr (sizeof(T) <= 2) {
            store_narrow_mask<T>(to, mask);
        } else if constexpr (lanes<T> == 2) {
            const unsigned set = mask_bits(mask);
            to[0] = set & 1;
            to[1] = set >> 1;
        } else {
            unsigned set = mask_bits(mask);
            for (std::ptrdiff_t i = 0; i < lanes<T>; i += 4, set >>= 4) {
                const std::uint32_t spread = ((set & 15u) * 0x00204081u) & 0x01010101u;
                std::memcpy(to + i, &spread, 4);
            }
        }
#endif
    }

    // Bytes 0 and 1 as elements of all zeros and all ones.
    template <class U> static Batch<U> widen_mask(const std::uint8_t *from) {
        if constexpr (sizeof(U) == 1) {
            return Batch<U>(U(0)) - load(reinterpret_cast<const U *>(from));
        } else {
            using Bytes [[gnu::vector_size(lanes<U>)]] = std::uint8_t;
            Bytes bytes;
            std::memcpy(&bytes, from, sizeof bytes);
            return from_lanes<U>(-__builtin_convertvector(bytes, Lanes<U>));
        }
    }

  private:
    template <class T> static Lanes<T> to_lanes(Batch<T> x) {
        return __builtin_bit_cast(Lanes<T>, x);
    }
    template <class T> static Batch<T> from_lanes(Lanes<T> x) {
        return __builtin_bit_cast(Batch<T>, x);
    }

    // A vector whose lanes are those of the two, one after the other, that `place` names.
    template <class T, class Place> static Batch<T> exchange(Batch<T> low, Batch<T> high, Place) {
        return exchange_at<T, Place>(to_lanes(low), to_lanes(high),
                                     std::make_integer_sequence<int, int(lanes<T>)>());
    }
    template <class T, class Place, int... lane>
    static Batch<T> exchange_at(Lanes<T> low, Lanes<T> high, std::integer_sequence<int, lane...>) {
        return from_lanes<T>(__builtin_shufflevector(low, high, Place{}(lane)...));
    }

    // `shift` of unsigned words of at least 32 bits: there are no shifts of narrower lanes by their own
    // counts.
    template <class T> using Word = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;
    template <class T, class Shift> static Batch<T> in_words(Batch<T> x, Batch<T> count, Shift shift) {
        using Words = typename LanesOf<Word<T>, sizeof(Batch<T>)>::type;
        if constexpr (sizeof(T) == sizeof(Word<T>)) {
            const Words value = __builtin_bit_cast(Words, x), by = __builtin_bit_cast(Words, count);
            return __builtin_bit_cast(Batch<T>, Words(shift(value, by)));
        } else {
            constexpr std::ptrdiff_t step = sizeof(Words) / sizeof(Word<T>);
            using Wide = std::conditional_t<std::is_signed_v<T>, std::int32_t, std::uint32_t>;
            using Wides = typename LanesOf<Wide, sizeof(Words)>::type;
            alignas(64) T values[lanes<T>];
            alignas(64) Bits<T> counts[lanes<T>];
            store(values, x);
            store(counts, __builtin_bit_cast(Batch<Bits<T>>, count));
            for (std::ptrdiff_t i = 0; i < lanes<T>; i += step) {
                typename LanesOf<T, step * sizeof(T)>::type part;
                typename LanesOf<Bits<T>, step * sizeof(T)>::type part_counts;
                std::memcpy(&part, values + i, sizeof part);
                std::memcpy(&part_counts, counts + i, sizeof part);
                const Words shifted = shift(Words(__builtin_convertvector(part, Wides)),
                                            __builtin_convertvector(part_counts, Words));
                part = __builtin_convertvector(Wides(shifted), decltype(part));
                std::memcpy(values + i, &part, sizeof part);
            }
            return load(values);
        }
    }

    template <class T, int... index>
    static Many<T> load_parts(const T *from, std::integer_sequence<int, index...>) {
        return Many<T>(load(from + index * lanes<T>)...);
    }

    // Bytes of the mask's registers, cut to one a lane.
    template <class T> static void store_narrow_mask(std::uint8_t *to, Mask<T> mask) {
        using Lanes [[gnu::vector_size(sizeof(Batch<T>))]] = Bits<T>;
        using Bytes [[gnu::vector_size(lanes<T>)]] = std::uint8_t;
        const Lanes set = __builtin_bit_cast(Lanes, typename Mask<T>::register_type(mask)) & Bits<T>(1);
        const Bytes bytes = __builtin_convertvector(set, Bytes);
        std::memcpy(to, &bytes, sizeof bytes);
    }

    template <class T> static unsigned mask_bits(Mask<T> mask) {
#if defined(__AVX__)
        if constexpr (sizeof(T) == 8)
            return _mm256_movemask_pd(__builtin_bit_cast(__m256d, mask));
        else
            return _mm256_movemask_ps(__builtin_bit_cast(__m256, mask));
#elif defined(__SSE2__)
        if constexpr (sizeof(T) == 8)
            return _mm_movemask_pd(__builtin_bit_cast(__m128d, mask));
        else
            return _mm_movemask_ps(__builtin_bit_cast(__m128, mask));
#else
        unsigned set = 0;
        for (std::ptrdiff_t i = 0; i < lanes<T>; ++i) set |= unsigned(mask.get(i)) << i;
        return set;
#endif
    }
};

// Without vectors only the single-element half exists.
template <> struct Simd<ScalarLevel> : SimdScalars<ScalarLevel> {};

// lanes_of<Arch, T>: elements in one vector, 1 where there is none.
template <class Arch, class T> inline constexpr std::ptrdiff_t lanes_of = Simd<Arch>::template lanes<T>;

} // namespace adder::vecext
