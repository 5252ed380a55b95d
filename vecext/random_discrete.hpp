// SPDX-License-Identifier: MIT
//
// Numbers from discrete distributions, with NumPy's operations in NumPy's order. Parameters have been
// checked.
#pragma once

#include "vecext/random_streams.hpp"

namespace adder::vecext::random {

std::int64_t poisson(Pcg64 &stream, double mean);
std::int64_t negative_binomial(Pcg64 &stream, double count, double probability);
std::int64_t geometric(Pcg64 &stream, double probability);
std::int64_t logseries(Pcg64 &stream, double probability);
std::int64_t zipf(Pcg64 &stream, double exponent);
std::int64_t hypergeometric(Pcg64 &stream, std::int64_t good, std::int64_t bad, std::int64_t sample);

// Successes in `count` trials. `probability` comes first, as in NumPy's own function.
std::int64_t binomial(Pcg64 &stream, double probability, std::int64_t count);

// How often each of `outcomes` results came up in `trials` trials. The last probability is not looked at.
void multinomial(Pcg64 &stream, std::int64_t trials, const double *probabilities, std::ptrdiff_t outcomes,
                 std::int64_t *out);

// How many of each colour are among `sample` items drawn from `colors`, whose sum is `total`.
void multivariate_hypergeometric(Pcg64 &stream, std::int64_t total, const std::int64_t *colors,
                                 std::ptrdiff_t count, std::int64_t sample, std::int64_t *out);

} // namespace adder::vecext::random
