// SPDX-License-Identifier: MIT
// The numbers in the formulas of math_*.hpp, for both float types.
//
// The polynomials (lowest coefficient first) and the constants in parts come from fit_polynomials.py, which
// states their error. A constant in parts is the sum of the parts; the leading ones are short enough for
// exact products, or, where the level multiplies and adds with one rounding, of full width. Limits say up to
// where the plain formula of a function holds.
#pragma once

#include "vecext/simd.hpp"

namespace adder::vecext {

template <class T, class Arch> struct Coefficients;

template <class Arch> struct Coefficients<double, Arch> {
    static constexpr int mantissa_bits = 52;
    static constexpr double exp_tail[] = {0x1p-1,
                                          0x1.5555555555557p-3,
                                          0x1.5555555555556p-5,
                                          0x1.11111111100d5p-7,
                                          0x1.6c16c16c162d1p-10,
                                          0x1.a01a01abeb69fp-13,
                                          0x1.a01a01a6da7e2p-16,
                                          0x1.71de0226bd07ap-19,
                                          0x1.27e4db5e389d2p-22,
                                          0x1.af4e000e84be8p-26,
                                          0x1.1f73102e57f8bp-29};
    static constexpr double sin_tail[] = {
        -0x1.5555555555555p-3,  0x1.111111111110ep-7,  -0x1.a01a01a01a00ep-13, 0x1.71de3a556c727p-19,
        -0x1.ae64567f53a5cp-26, 0x1.6124613a069c4p-33, -0x1.ae7f3dfd12635p-41, 0x1.952c3395d10adp-49,
        -0x1.2f326f6119a9p-57,  0x1.68d00c3dc61d8p-66};
    static constexpr double sin_tail_quarter[] = {
        -0x1.5555555555555p-3,  0x1.1111111111105p-7,  -0x1.a01a01a01991ap-13, 0x1.71de3a54604f4p-19,
        -0x1.ae6454124c303p-26, 0x1.61217eab7b79ap-33, -0x1.ab179b6ceccd3p-41};
    static constexpr double cos_tail[] = {0x1.5555555555555p-5,  -0x1.6c16c16c1695cp-10,
                                          0x1.a01a019f4e787p-16, -0x1.27e4fa17955ccp-22,
                                          0x1.1eeb68a1ad757p-29, -0x1.907d6fdbdb726p-37};
    static constexpr double exp2_tail[] = {
        0x1.ebfbdff82c58fp-3,  0x1.c6b08d704a0c2p-5,  0x1.3b2ab6fba4e78p-7,  0x1.5d87fe78a526dp-10,
        0x1.430912f86bf4ep-13, 0x1.ffcbfc6712438p-17, 0x1.62c022401d5c2p-20, 0x1.b524fad88ed3p-24,
        0x1.e4cf1cc5c8b02p-28, 0x1.e9d419696e0e9p-32, 0x1.c48f8c2305624p-36};
    static constexpr double sinh_tail[] = {0x1.5555555555555p-3,  0x1.1111111111149p-7,
                                           0x1.a01a01a019674p-13, 0x1.71de3a5aa92ebp-19,
                                           0x1.ae642c7ac6906p-26, 0x1.61bfb92323861p-33};
    static constexpr double cosh_tail[] = {0x1.5555555555555p-5, 0x1.6c16c16c1686ap-10, 0x1.a01a01a47c39p-16,
                                           0x1.27e4e1ef975dep-22, 0x1.1f66eb3828965p-29};
    static constexpr double log_tail[] = {0x1.5555555555558p-1, 0x1.9999999995267p-2, 0x1.2492492dff913p-2,
                                          0x1.c71c62d34ccf4p-3, 0x1.7462b9d873fc4p-3, 0x1.39fdb46b1eaedp-3,
                                          0x1.2b609728174bbp-3};
    static constexpr double log2_tail[] = {0x1.2776c50ef9bfep-1, 0x1.a61762a7adfdp-2,  0x1.484b13d79bfep-2,
                                           0x1.0c9a84bf85a9ep-2, 0x1.c68f2ed57bfd9p-3, 0x1.89fedbe68c721p-3,
                                           0x1.59df8c0ac7cb4p-3, 0x1.5a6af8568491ap-3};
    static constexpr double asin_tail[] = {0x1.5555555555556p-3, 0x1.3333333332ec1p-4, 0x1.6db6db6e32931p-5,
                                           0x1.f1c71c1d4aa0ep-6, 0x1.6e8bb1d89492bp-6, 0x1.1c4d343fa57f7p-6,
                                           0x1.c9cf3759fd8ffp-7, 0x1.78246f32d075ep-7, 0x1.524ea8b3aad32p-7,
                                           0x1.653a8f8cfd436p-8, 0x1.1d661531b223p-6,  -0x1.e7a24f548c9a7p-7,
                                           0x1.d78189767524fp-6};
    static constexpr double atan_tail[] = {
        -0x1.5555555555555p-2, 0x1.9999999999348p-3, -0x1.2492492435c23p-3, 0x1.c71c71850285ap-4,
        -0x1.745d0b1f4c104p-4, 0x1.3b12622cf27d3p-4, -0x1.10fa6bbc9c84ap-4, 0x1.dfe579ccc4f4dp-5,
        -0x1.a0955dc95a2d2p-5, 0x1.41567dc7c0902p-5, -0x1.3a13ac9a25522p-6};
    static constexpr double cbrt_seed[] = {0x1.fecea5d9490d6p+0, -0x1.3bc1d2f367dcep+1,
                                           0x1.609ddf4f9f252p+1, -0x1.dcacde6c5542fp+0,
                                           0x1.5df996d2b5a9bp-1, -0x1.ad67ad19b499fp-4};
    // With one rounding 3 parts of full width do; else 4 parts, short enough for exact products.
    static constexpr double pi_fused[] = {0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53,
                                          -0x1.f1976b7ed8fbcp-109};
    static constexpr double pi_short[] = {0x1.921fb548p+1, -0x1.de973dc8p-30, -0x1.9d9cceb8p-61,
                                          -0x1.1fc8f8cbb5bf7p-92};
    static constexpr double pi[] = {0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};
    static constexpr double ln2[] = {0x1.62e42ffp-1, -0x1.718432a1b0e26p-35};
    static constexpr double log10_2[] = {0x1.34413509f8p-2, -0x1.80433b83b532ap-44};
    static constexpr double inverse_ln2 = 0x1.71547652b82fep+0, inverse_ln10 = 0x1.bcb7b1526e50ep-2;
    static constexpr double inverse_pi = 0x1.45f306dc9c883p-2, plain_ln2 = 0x1.62e42fefa39efp-1;
    // log2((1+s)/(1-s)) = s (2/ln2 + z (2/3/ln2 + ...)): both twice as long as a double.
    static constexpr double two_over_ln2[] = {0x1.71547652b82fep+1, 0x1.777d0ffda0d24p-55};
    static constexpr double two_thirds_over_ln2[] = {0x1.ec709dc3a03fdp-1, 0x1.d27f05548af0cp-55};
    static constexpr double tan_top[] = {11486475, -810810, 12870, -44};
    static constexpr double tan_bottom[] = {34459425, -16216200, 945945, -13860, 45};
    static constexpr double cbrt_2 = 0x1.428a2f98d728bp+0, cbrt_half = 0x1.965fea53d6e3dp-1;
    static constexpr double angle_limit = has_fused<Arch> ? 1e9 : 1e7;
    static constexpr double exp_plain = 708, exp_low = -746, exp_high = 710;
    static constexpr double exp2_plain = 1021, exp2_low = -1080, exp2_high = 1030;
    static constexpr double tanh_one = 20;
    // Squares of numbers between these neither overflow nor lose digits.
    static constexpr double square_low = 0x1p-480, square_high = 0x1p+500, square_scale = 0x1p+600;
    static constexpr double sqrt_half = 0x1.6a09e667f3bcdp-1;
};

template <class Arch> struct Coefficients<float, Arch> {
    static constexpr int mantissa_bits = 23;
    static constexpr float exp_tail[] = {0x1p-1f,       0x1.555556p-3f,  0x1.5554e8p-5f,
                                         0x1.1110ep-7f, 0x1.6d4342p-10f, 0x1.a1250cp-13f};
    static constexpr float sin_tail[] = {-0x1.555556p-3f, 0x1.111116p-7f,   -0x1.a019f2p-13f,
                                         0x1.71ddaep-19f, -0x1.ae20b6p-26f, 0x1.54e6bep-33f};
    static constexpr float sin_tail_quarter[] = {-0x1.555556p-3f, 0x1.111124p-7f, -0x1.a013d2p-13f,
                                                 0x1.6dbd9cp-19f};
    static constexpr float cos_tail[] = {0x1.555556p-5f, -0x1.6c16eap-10f, 0x1.a01572p-16f, -0x1.252412p-22f};
    static constexpr float exp2_tail[] = {0x1.ebfbep-3f,  0x1.c6b08ep-5f,  0x1.3b2a52p-7f,
                                          0x1.5d87cp-10f, 0x1.4413a4p-13f, 0x1.008a3p-16f};
    static constexpr float sinh_tail[] = {0x1.555556p-3f, 0x1.111076p-7f, 0x1.a12342p-13f};
    static constexpr float cosh_tail[] = {0x1.555556p-5f, 0x1.6c15cp-10f, 0x1.a0eecep-16f};
    static constexpr float log_direct[] = {0x1.555554p-2f,  -0x1.fffffcp-3f, 0x1.999d5cp-3f,
                                           -0x1.555b4ap-3f, 0x1.23d1e6p-3f,  -0x1.fcf494p-4f,
                                           0x1.dea6bcp-4f,  -0x1.d6393cp-4f, 0x1.1d86c4p-4f};
    static constexpr float log2_tail[] = {0x1.2776c6p-1f, 0x1.a61774p-2f, 0x1.4808c2p-2f, 0x1.1a7c7p-2f};
    static constexpr float asin_tail[] = {0x1.555554p-3f, 0x1.33343ap-4f, 0x1.6d5b92p-5f,
                                          0x1.fd9218p-6f, 0x1.18e1f8p-6f, 0x1.14138ep-5f};
    static constexpr float atan_tail[] = {-0x1.555554p-2f, 0x1.99972cp-3f, -0x1.242012p-3f, 0x1.b80d0ap-4f,
                                          -0x1.083ac6p-4f};
    static constexpr float cbrt_seed[] = {0x1.8d8cfp+0f, -0x1.838c78p-1f, 0x1.a391a6p-3f};
    static constexpr float pi_fused[] = {0x1.921fb6p+1f, -0x1.777a5cp-24f, -0x1.ee59dap-49f};
    static constexpr float pi_short[] = {0x1.922p+1f, -0x1.2aep-17f, -0x1.deap-30f, 0x1.184698p-43f};
    static constexpr float pi[] = {0x1.921fb6p+1f, -0x1.777a5cp-24f};
    static constexpr float ln2[] = {0x1.62e4p-1f, 0x1.7f7d1cp-20f};
    static constexpr float log10_2[] = {0x1.344p-2f, 0x1.3509f8p-18f};
    static constexpr float inverse_ln2 = 0x1.715476p+0f, inverse_ln10 = 0x1.bcb7b2p-2f;
    static constexpr float inverse_pi = 0x1.45f306p-2f, plain_ln2 = 0x1.62e43p-1f;
    static constexpr float two_over_ln2[] = {0x1.715476p+1f, 0x1.4ae0cp-25f};
    static constexpr float two_thirds_over_ln2[] = {0x1.ec709ep-1f, -0x1.e2fe02p-28f};
    static constexpr float tan_top[] = {315, -14}, tan_bottom[] = {945, -420, 15};
    static constexpr float cbrt_2 = 0x1.428a3p+0f, cbrt_half = 0x1.965feap-1f;
    static constexpr float angle_limit = has_fused<Arch> ? 1e5f : 6e3f;
    static constexpr float exp_plain = 87, exp_low = -104, exp_high = 89;
    static constexpr float exp2_plain = 125, exp2_low = -160, exp2_high = 130;
    static constexpr float tanh_one = 10;
    static constexpr float square_low = 0x1p-50f, square_high = 0x1p+60f, square_scale = 0x1p+70f;
    static constexpr float sqrt_half = 0x1.6a09e6p-1f;
};

} // namespace adder::vecext
