// SPDX-License-Identifier: MIT
#include "vecext/random_legacy.hpp"

#include <algorithm>

#include "vecext/random_methods.hpp"
#include "vecext/random_twister.hpp"

namespace adder::vecext::random {
namespace {

Twister &as_twister(PyObject *self) {
    return stream_of<Twister>(self);
}

// seed(number), or seed(buffer of 32-bit words)
PyObject *seed(PyObject *self, PyObject *argument) {
    if (PyLong_Check(argument)) {
        std::uint64_t number;
        if (!to_number(argument, number)) return nullptr;
        as_twister(self).seed(static_cast<std::uint32_t>(number));
        Py_RETURN_NONE;
    }
    Items<std::uint32_t> words;
    if (!words.open_to_read(argument)) return nullptr;
    if (words.count() == 0) return PyErr_Format(PyExc_ValueError, "Seed must be non-empty");
    as_twister(self).seed(words.data(), words.count());
    Py_RETURN_NONE;
}

// get_state(out): fills the buffer of 624 words; position, whether a normal number waits, and that.
PyObject *get_state(PyObject *self, PyObject *target) {
    const Twister &stream = as_twister(self);
    Items<std::uint32_t> words;
    if (!words.open_to_write(target)) return nullptr;
    if (words.count() != Twister::length) return PyErr_Format(PyExc_ValueError, "state must be 624 longs");
    std::copy_n(stream.words, Twister::length, words.data());
    return Py_BuildValue("(iid)", stream.position, int{stream.has_normal}, stream.normal);
}

PyObject *set_state(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    Items<std::uint32_t> words;
    std::int64_t position;
    double normal;
    if (!has_arguments("set_state", count, 4) || !words.open_to_read(arguments[0]) ||
        !to_number(arguments[1], position) || !to_number(arguments[3], normal))
        return nullptr;
    const int has_normal = PyObject_IsTrue(arguments[2]);
    if (has_normal < 0) return nullptr;
    if (words.count() != Twister::length || position < 0 || position > Twister::length)
        return PyErr_Format(PyExc_ValueError, "state must be 624 longs");
    Twister &stream = as_twister(self);
    std::copy_n(words.data(), Twister::length, stream.words);
    stream.position = static_cast<int>(position);
    stream.has_normal = has_normal != 0;
    stream.normal = normal;
    Py_RETURN_NONE;
}

// The functions' names are also the Generator's: the stream's type tells which is meant.
template <double (*draw)(Twister &)> constexpr FastMethod plain = Distribution<draw>::method;
template <double (*draw)(Twister &, double)> constexpr FastMethod with_one = Distribution<draw>::method;
template <double (*draw)(Twister &, double, double)>
constexpr FastMethod with_two = Distribution<draw>::method;
template <std::int64_t (*draw)(Twister &, double)> constexpr FastMethod counting = Distribution<draw>::method;
template <std::int64_t (*draw)(Twister &, double, std::int64_t)>
constexpr FastMethod counting_in = Distribution<draw>::method;

PyMethodDef methods[] = {
    row("beta", with_two<beta>, "beta(out, a, b)"),
    row("binomial", counting_in<binomial>, "binomial(out, p, n)"),
    row("chisquare", with_one<chisquare>, "chisquare(out, df)"),
    row("exponential", with_one<exponential>, "exponential(out, scale)"),
    row("gamma", with_two<gamma>, "gamma(out, shape, scale)"),
    row("lognormal", with_two<lognormal>, "lognormal(out, mean, sigma)"),
    row("normal", with_two<normal>, "normal(out, loc, scale)"),
    row("pareto", with_one<pareto>, "pareto(out, a)"),
    row("poisson", counting<poisson>, "poisson(out, lam)"),
    row("random", plain<uniform01>, "random(out)"),
    row("standard_exponential", plain<standard_exponential>, "standard_exponential(out)"),
    row("standard_gamma", with_one<standard_gamma>, "standard_gamma(out, shape)"),
    row("standard_normal", plain<standard_normal>, "standard_normal(out)"),
    row("standard_t", with_one<standard_t>, "standard_t(out, df)"),
    row("uniform", with_two<uniform>, "uniform(out, low, range)"),
    row("weibull", with_one<weibull>, "weibull(out, a)"),
    row("integers", integers<Twister>,
        "integers(out, code, low, range)\n\nWhole numbers from low to low + range."),
    {"interval", interval<Twister>, METH_O, "interval(largest)\n\nA whole number from 0 to largest."},
    {"shuffle", shuffle_buffer<Twister>, METH_O,
     "shuffle(buffer)\n\nShuffle along the last axis, each run for itself."},
    {"seed", seed, METH_O, "seed(number or words)\n\nBegin anew."},
    {"get_state", get_state, METH_O, "get_state(words)\n\nFill the words; position, has_normal, normal."},
    row("set_state", set_state, "set_state(words, position, has_normal, normal)"),
    {},
};

PyObject *make(PyTypeObject *type, PyObject *, PyObject *) {
    PyObject *self = type->tp_alloc(type, 0);
    if (self != nullptr) as_twister(self).seed(0);
    return self;
}

void dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free(self);
    Py_DECREF(type);
}

PyType_Slot type_slots[] = {
    {Py_tp_doc, const_cast<char *>("OldStream()\n--\n\nA Mersenne twister, seeded with 0.")},
    {Py_tp_methods, methods},
    {Py_tp_new, reinterpret_cast<void *>(make)},
    {Py_tp_dealloc, reinterpret_cast<void *>(dealloc)},
    {0, nullptr},
};

PyType_Spec type_spec = {
    .name = "vecext._random.OldStream",
    .basicsize = sizeof(StreamObject<Twister>),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = type_slots,
};

} // namespace

PyObject *make_old_stream_type() {
    return PyType_FromSpec(&type_spec);
}

} // namespace adder::vecext::random
