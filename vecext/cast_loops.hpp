// SPDX-License-Identifier: MIT
// The loops that convert elements from one type to another.
//
// Contiguous runs between real types go through the compiler's own vectors, which know each level's
// conversions; floats become whole numbers one by one, because what lies outside the range must give the same
// on every level: what x86 CPUs make of it, the lowest number (of 32 or 64 bits, cut to narrower types).
#pragma once

#include "vecext/loops.hpp"

namespace adder::vecext {

template <class From, class To, class Arch> struct CastLoop {
    using F = Stored<From>;
    using R = Stored<To>;

    static unsigned run(const Run &run) {
        const char *from = run.in[0].data;
        char *to = run.out;
        std::ptrdiff_t i = 0;
        if constexpr (has_vector) {
            if (run.in[0].stride == sizeof(F) && run.out_stride == sizeof(R)) {
                for (; i + width <= run.count; i += width) {
                    convert_vector(from, to);
                    from += width * sizeof(F);
                    to += width * sizeof(R);
                }
            }
        }
        for (; i < run.count; ++i, from += run.in[0].stride, to += run.out_stride) {
            F element;
            std::memcpy(&element, from, sizeof element);
            const R converted = convert(element);
            std::memcpy(to, &converted, sizeof converted);
        }
        return 0;
    }

  private:
    static constexpr bool is_real = !is_complex<From> && !is_complex<To>;
    static constexpr bool makes_whole = std::is_floating_point_v<From> && std::is_integral_v<To>;
    static constexpr bool has_vector = is_real && !makes_whole && !std::is_same_v<Arch, ScalarLevel>;
    static constexpr std::ptrdiff_t width = 64 / (sizeof(F) > sizeof(R) ? sizeof(F) : sizeof(R));

    static void convert_vector(const char *from, char *to) {
        using In [[gnu::vector_size(width * sizeof(F))]] = F;
        using Out [[gnu::vector_size(width * sizeof(R))]] = R;
        In in;
        std::memcpy(&in, from, sizeof in);
        Out out;
        if constexpr (std::is_same_v<To, bool>)
            out = __builtin_convertvector(in != In{}, Out) & 1;
        else
            out = __builtin_convertvector(in, Out);
        std::memcpy(to, &out, sizeof out);
    }

    static R convert(F x) {
        if constexpr (std::is_same_v<To, bool>) {
            return x != 0;
        } else if constexpr (is_complex<From> && is_complex<To>) {
            return ComplexParts<Arch>::template make<R>(Real<R>(__real__ x), Real<R>(__imag__ x));
        } else if constexpr (is_complex<To>) {
            return ComplexParts<Arch>::template make<R>(Real<R>(x), 0);
        } else if constexpr (is_complex<From>) {
            return CastLoop<Real<From>, To, Arch>::convert_real(__real__ x);
        } else {
            return convert_real(x);
        }
    }

    template <class, class, class> friend struct CastLoop;
    static R convert_real(F x) {
        if constexpr (!makes_whole)
            return R(x);
        else if constexpr (std::is_same_v<To, std::uint64_t>)
            return x < F(0x1p63) ? std::uint64_t(whole<std::int64_t>(x, 0x1p63)) : above(x);
        else if constexpr (sizeof(R) == 8 || std::is_same_v<To, std::uint32_t>)
            return R(whole<std::int64_t>(x, 0x1p63));
        else
            return R(whole<std::int32_t>(x, 0x1p31));
    }
    template <class Whole> static Whole whole(F x, double limit) {
        if (x >= F(-limit) && x < F(limit)) return Whole(x);
        Flags<Arch>::invalid();
        return std::numeric_limits<Whole>::min();
    }
    static std::uint64_t above(F x) {
        if (x < F(0x1p64)) return std::uint64_t(x);
        Flags<Arch>::invalid();
        return 0;
    }
};

} // namespace adder::vecext
