// SPDX-License-Identifier: MIT
//
// The module vecext._random: the type Stream, a stream of random bits with one method for each distribution
// (random_methods.hpp says how they take arguments), and OldStream. Shapes, broadcasting and limits are the
// business of vecext/lib/random.py; here only what would reach beyond memory is refused.
#include <Python.h>

#include "vecext/random_continuous.hpp"
#include "vecext/random_discrete.hpp"
#include "vecext/random_legacy.hpp"
#include "vecext/random_methods.hpp"
#include "vecext/random_streams.hpp"

namespace adder::vecext::random {
namespace {

Pcg64 &as_stream(PyObject *self) {
    return stream_of<Pcg64>(self);
}

std::uint64_t raw(Pcg64 &stream) {
    return stream.next64();
}

// ---- selections

PyObject *sample_buffer(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    if (!has_arguments("sample", count, 3)) return nullptr;
    Items<std::int64_t> out;
    std::int64_t population;
    if (!out.open_to_write(arguments[0]) || !to_number(arguments[1], population)) return nullptr;
    const int is_shuffled = PyObject_IsTrue(arguments[2]);
    if (is_shuffled < 0) return nullptr;
    if (population < out.count()) {
        PyErr_SetString(PyExc_ValueError,
                        "Cannot take a larger sample than population when replace is False");
        return nullptr;
    }
    if (!sample(as_stream(self), population, out.count(), is_shuffled, out.data())) return PyErr_NoMemory();
    Py_RETURN_NONE;
}

// ---- vectors

// Whether the rows fill the memory exactly; raises ValueError.
bool has_rows(Py_ssize_t count, Py_ssize_t length) {
    if (length > 0 && count % length == 0) return true;
    PyErr_SetString(PyExc_ValueError, "the result does not consist of whole vectors");
    return false;
}

// multinomial(out, trials, rows, probabilities, length): for each vector the trials and the row of its
// probabilities.
PyObject *multinomial_rows(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    if (!has_arguments("multinomial", count, 5)) return nullptr;
    Items<std::int64_t> out;
    Items<double> probabilities;
    Parameter<std::int64_t> trials;
    Parameter<std::int64_t> rows;
    std::int64_t length;
    if (!out.open_to_write(arguments[0]) || !trials.read(arguments[1]) || !rows.read(arguments[2]) ||
        !probabilities.open_to_read(arguments[3]) || !to_number(arguments[4], length))
        return nullptr;
    if (!has_rows(out.count(), length) || !has_rows(probabilities.count(), length)) return nullptr;
    const Py_ssize_t vectors = out.count() / length;
    const Py_ssize_t last_row = probabilities.count() / length - 1;
    if (!trials.fits(vectors) || !rows.fits(vectors)) return nullptr;
    for (Py_ssize_t i = 0; i < vectors; ++i) {
        const std::int64_t row = rows.at(i);
        if (row < 0 || row > last_row) {
            PyErr_SetString(PyExc_IndexError, "no such row of probabilities");
            return nullptr;
        }
        multinomial(as_stream(self), trials.at(i), probabilities.data() + row * length, length,
                    out.data() + i * length);
    }
    Py_RETURN_NONE;
}

// multivariate_hypergeometric(out, total, colors, sample)
PyObject *multivariate_hypergeometric_rows(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    if (!has_arguments("multivariate_hypergeometric", count, 4)) return nullptr;
    Items<std::int64_t> out;
    Items<std::int64_t> colors;
    std::int64_t total;
    std::int64_t wanted;
    if (!out.open_to_write(arguments[0]) || !to_number(arguments[1], total) ||
        !colors.open_to_read(arguments[2]) || !to_number(arguments[3], wanted) ||
        !has_rows(out.count(), colors.count()))
        return nullptr;
    for (Py_ssize_t i = 0; i < out.count(); i += colors.count())
        multivariate_hypergeometric(as_stream(self), total, colors.data(), colors.count(), wanted,
                                    out.data() + i);
    Py_RETURN_NONE;
}

// dirichlet(out, alpha, sums): by breaking if there are sums, by dividing if that is None.
PyObject *dirichlet_rows(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    if (!has_arguments("dirichlet", count, 3)) return nullptr;
    Items<double> out;
    Items<double> alpha;
    Items<double> sums;
    const bool is_broken = arguments[2] != Py_None;
    if (!out.open_to_write(arguments[0]) || !alpha.open_to_read(arguments[1]) ||
        !has_rows(out.count(), alpha.count()))
        return nullptr;
    if (is_broken && (!sums.open_to_read(arguments[2]) || !has_rows(sums.count(), alpha.count())))
        return nullptr;
    for (Py_ssize_t i = 0; i < out.count(); i += alpha.count()) {
        if (is_broken)
            dirichlet_by_breaking(as_stream(self), alpha.data(), sums.data(), alpha.count(), out.data() + i);
        else
            dirichlet(as_stream(self), alpha.data(), alpha.count(), out.data() + i);
    }
    Py_RETURN_NONE;
}

// ---- the state

// 128 bits from two arguments, the upper half first.
bool to_word128(PyObject *const *arguments, Word128 &word) {
    std::uint64_t high;
    std::uint64_t low;
    if (!to_number(arguments[0], high) || !to_number(arguments[1], low)) return false;
    word = Word128{high} << 64 | low;
    return true;
}

PyObject *stream_seed(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    Word128 start;
    Word128 track;
    if (!has_arguments("seed", count, 4) || !to_word128(arguments, start) ||
        !to_word128(arguments + 2, track))
        return nullptr;
    as_stream(self) = make_pcg64(start, track);
    Py_RETURN_NONE;
}

PyObject *stream_advance(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    Word128 steps;
    if (!has_arguments("advance", count, 2) || !to_word128(arguments, steps)) return nullptr;
    as_stream(self).advance(steps);
    Py_RETURN_NONE;
}

PyObject *stream_get_state(PyObject *self, PyObject *) {
    const Pcg64 &stream = as_stream(self);
    const auto high = [](Word128 word) { return static_cast<unsigned long long>(word >> 64); };
    const auto low = [](Word128 word) { return static_cast<unsigned long long>(word); };
    return Py_BuildValue("(KKKKik)", high(stream.state), low(stream.state), high(stream.increment),
                         low(stream.increment), int{stream.has_half},
                         static_cast<unsigned long>(stream.half));
}

PyObject *stream_set_state(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    Pcg64 stream;
    std::uint64_t half;
    if (!has_arguments("set_state", count, 6) || !to_word128(arguments, stream.state) ||
        !to_word128(arguments + 2, stream.increment) || !to_number(arguments[5], half))
        return nullptr;
    const int has_half = PyObject_IsTrue(arguments[4]);
    if (has_half < 0) return nullptr;
    stream.has_half = has_half;
    stream.half = static_cast<std::uint32_t>(half);
    as_stream(self) = stream;
    Py_RETURN_NONE;
}

// ---- tables

PyMethodDef methods[] = {
    row("beta", Distribution<beta>::method, "beta(out, a, b)"),
    row("binomial", Distribution<binomial>::method, "binomial(out, p, n)"),
    row("chisquare", Distribution<chisquare>::method, "chisquare(out, df)"),
    row("exponential", Distribution<exponential>::method, "exponential(out, scale)"),
    row("f", Distribution<f>::method, "f(out, dfnum, dfden)"),
    row("gamma", Distribution<gamma>::method, "gamma(out, shape, scale)"),
    row("geometric", Distribution<geometric>::method, "geometric(out, p)"),
    row("gumbel", Distribution<gumbel>::method, "gumbel(out, loc, scale)"),
    row("hypergeometric", Distribution<hypergeometric>::method, "hypergeometric(out, good, bad, sample)"),
    row("laplace", Distribution<laplace>::method, "laplace(out, loc, scale)"),
    row("logistic", Distribution<logistic>::method, "logistic(out, loc, scale)"),
    row("lognormal", Distribution<lognormal>::method, "lognormal(out, mean, sigma)"),
    row("logseries", Distribution<logseries>::method, "logseries(out, p)"),
    row("negative_binomial", Distribution<negative_binomial>::method, "negative_binomial(out, n, p)"),
    row("noncentral_chisquare", Distribution<noncentral_chisquare>::method,
        "noncentral_chisquare(out, df, nonc)"),
    row("noncentral_f", Distribution<noncentral_f>::method, "noncentral_f(out, dfnum, dfden, nonc)"),
    row("normal", Distribution<normal>::method, "normal(out, loc, scale)"),
    row("pareto", Distribution<pareto>::method, "pareto(out, a)"),
    row("poisson", Distribution<poisson>::method, "poisson(out, lam)"),
    row("power", Distribution<power>::method, "power(out, a)"),
    row("random", Distribution<uniform01>::method, "random(out)"),
    row("random_float", Distribution<uniform01_float>::method, "random_float(out)"),
    row("raw", Distribution<raw>::method, "raw(out)"),
    row("rayleigh", Distribution<rayleigh>::method, "rayleigh(out, scale)"),
    row("standard_cauchy", Distribution<standard_cauchy>::method, "standard_cauchy(out)"),
    row("standard_exponential", Distribution<standard_exponential>::method, "standard_exponential(out)"),
    row("standard_exponential_float", Distribution<standard_exponential_float>::method,
        "standard_exponential_float(out)"),
    row("standard_exponential_by_inversion", Distribution<standard_exponential_by_inversion>::method,
        "standard_exponential_by_inversion(out)"),
    row("standard_exponential_by_inversion_float",
        Distribution<standard_exponential_by_inversion_float>::method,
        "standard_exponential_by_inversion_float(out)"),
    row("standard_gamma", Distribution<standard_gamma>::method, "standard_gamma(out, shape)"),
    row("standard_gamma_float", Distribution<standard_gamma_float>::method,
        "standard_gamma_float(out, shape)"),
    row("standard_normal", Distribution<standard_normal>::method, "standard_normal(out)"),
    row("standard_normal_float", Distribution<standard_normal_float>::method, "standard_normal_float(out)"),
    row("standard_t", Distribution<standard_t>::method, "standard_t(out, df)"),
    row("triangular", Distribution<triangular>::method, "triangular(out, left, mode, right)"),
    row("uniform", Distribution<uniform>::method, "uniform(out, low, range)"),
    row("vonmises", Distribution<vonmises>::method, "vonmises(out, mu, kappa)"),
    row("wald", Distribution<wald>::method, "wald(out, mean, scale)"),
    row("weibull", Distribution<weibull>::method, "weibull(out, a)"),
    row("zipf", Distribution<zipf>::method, "zipf(out, a)"),
    row("dirichlet", dirichlet_rows, "dirichlet(out, alpha, sums)"),
    row("multinomial", multinomial_rows, "multinomial(out, trials, rows, probabilities, length)"),
    row("multivariate_hypergeometric", multivariate_hypergeometric_rows,
        "multivariate_hypergeometric(out, total, colors, sample)"),
    row("integers", integers<Pcg64>,
        "integers(out, code, low, range)\n\nWhole numbers from low to low + range."),
    {"interval", interval<Pcg64>, METH_O, "interval(largest)\n\nA whole number from 0 to largest."},
    {"shuffle", shuffle_buffer<Pcg64>, METH_O,
     "shuffle(buffer)\n\nShuffle along the last axis, each run for itself."},
    row("sample", sample_buffer, "sample(out, population, shuffle)\n\nDifferent numbers below population."),
    row("seed", stream_seed, "seed(start_high, start_low, track_high, track_low)"),
    row("advance", stream_advance, "advance(high, low)\n\nAs if so many words had been drawn."),
    {"get_state", stream_get_state, METH_NOARGS,
     "get_state()\n\n(state_high, state_low, increment_high, increment_low, has_half, half)"},
    row("set_state", stream_set_state, "set_state(*what get_state gave)"),
    {},
};

void stream_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free(self);
    Py_DECREF(type);
}

PyType_Slot type_slots[] = {
    {Py_tp_doc,
     const_cast<char *>("Stream()\n--\n\nA PCG64 stream of random bits. Call seed() or set_state() first.")},
    {Py_tp_methods, methods},
    {Py_tp_new, reinterpret_cast<void *>(PyType_GenericNew)},
    {Py_tp_dealloc, reinterpret_cast<void *>(stream_dealloc)},
    {0, nullptr},
};

PyType_Spec type_spec = {
    .name = "vecext._random.Stream",
    .basicsize = sizeof(StreamObject<Pcg64>),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = type_slots,
};

// Takes over the reference to the type.
int add_type(PyObject *module, PyObject *type) {
    if (type == nullptr) return -1;
    const int result = PyModule_AddType(module, reinterpret_cast<PyTypeObject *>(type));
    Py_DECREF(type);
    return result;
}

int execute(PyObject *module) {
    if (add_type(module, PyType_FromSpec(&type_spec)) < 0) return -1;
    return add_type(module, make_old_stream_type());
}

PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {0, nullptr},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_random",
    .m_doc = "Streams of random bits and the distributions drawn from them.",
    .m_slots = module_slots,
};

} // namespace
} // namespace adder::vecext::random

PyMODINIT_FUNC PyInit__random(void) {
    return PyModuleDef_Init(&adder::vecext::random::definition);
}
