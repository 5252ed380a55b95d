// SPDX-License-Identifier: MIT
//
// What the native types of random streams share: their arguments, and methods that are the same for every
// kind of stream. A kind, `Bits`, has next32(), next64() and next_double(), and draw_integer(),
// draw_interval() and shuffle() take it.
//
// A method's first argument is where the numbers go: a writable contiguous buffer whose items have the
// distribution's type, or None for one number as the result. Parameters follow, each a number or a contiguous
// buffer with a parameter for every number drawn.
#pragma once

#include <Python.h>

#include "vecext/random_streams.hpp"

#include <tuple>
#include <type_traits>
#include <utility>

namespace adder::vecext::random {

template <class Bits> struct StreamObject { PyObject_HEAD Bits stream; };

template <class Bits> Bits &stream_of(PyObject *self) {
    return reinterpret_cast<StreamObject<Bits> *>(self)->stream;
}

inline bool has_arguments(const char *name, Py_ssize_t count, Py_ssize_t wanted) {
    if (count == wanted) return true;
    PyErr_Format(PyExc_TypeError, "%s() takes %zd arguments, not %zd", name, wanted, count);
    return false;
}

// ---- memory and numbers from Python

// Memory borrowed from an object for as long as this lives, seen as items of type T.
template <class T> class Items {
  public:
    Items() = default;
    Items(const Items &) = delete;
    Items &operator=(const Items &) = delete;
    ~Items() { PyBuffer_Release(&view_); }

    [[nodiscard]] bool open(PyObject *object, int flags) {
        if (PyObject_GetBuffer(object, &view_, flags) < 0) return false;
        if (view_.itemsize == sizeof(T)) return true;
        PyErr_Format(PyExc_TypeError, "expected items of %zd bytes, not %zd", Py_ssize_t{sizeof(T)},
                     view_.itemsize);
        return false;
    }
    [[nodiscard]] bool open_to_read(PyObject *object) { return open(object, PyBUF_C_CONTIGUOUS); }
    [[nodiscard]] bool open_to_write(PyObject *object) {
        return open(object, PyBUF_ANY_CONTIGUOUS | PyBUF_WRITABLE);
    }

    T *data() const { return static_cast<T *>(view_.buf); }
    Py_ssize_t count() const { return view_.len / static_cast<Py_ssize_t>(sizeof(T)); }

  private:
    Py_buffer view_ = {};
};

inline bool to_number(PyObject *object, double &number) {
    number = PyFloat_AsDouble(object);
    return number != -1 || PyErr_Occurred() == nullptr;
}

inline bool to_number(PyObject *object, float &number) {
    const double wide = PyFloat_AsDouble(object);
    number = static_cast<float>(wide);
    return wide != -1 || PyErr_Occurred() == nullptr;
}

inline bool to_number(PyObject *object, std::int64_t &number) {
    number = PyLong_AsLongLong(object);
    return number != -1 || PyErr_Occurred() == nullptr;
}

inline bool to_number(PyObject *object, std::uint64_t &number) {
    number = PyLong_AsUnsignedLongLongMask(object);
    return number != ~std::uint64_t{0} || PyErr_Occurred() == nullptr;
}

inline PyObject *to_python(double number) {
    return PyFloat_FromDouble(number);
}

inline PyObject *to_python(std::int64_t number) {
    return PyLong_FromLongLong(number);
}

inline PyObject *to_python(std::uint64_t number) {
    return PyLong_FromUnsignedLongLong(number);
}

// One parameter of a distribution: the same for all numbers, or one for each.
template <class T> class Parameter {
  public:
    [[nodiscard]] bool read(PyObject *object) {
        if (PyFloat_Check(object) || PyLong_Check(object)) return to_number(object, value_);
        is_single_ = false;
        return items_.open_to_read(object);
    }

    // Whether there is one for each of `count` numbers; raises ValueError.
    [[nodiscard]] bool fits(Py_ssize_t count) const {
        if (is_single_ || items_.count() == count) return true;
        PyErr_Format(PyExc_ValueError, "%zd parameters for %zd numbers", items_.count(), count);
        return false;
    }

    bool is_single() const { return is_single_; }
    T at(Py_ssize_t i) const { return is_single_ ? value_ : items_.data()[i]; }
    T single() const { return value_; }

  private:
    bool is_single_ = true;
    T value_ = {};
    Items<T> items_;
};

// ---- distributions as methods

template <auto draw> struct Distribution;

template <class Bits, class Result, class... Types, Result (*draw)(Bits &, Types...)>
struct Distribution<draw> {
    static PyObject *method(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
        if (!has_arguments("draw", count, 1 + sizeof...(Types))) return nullptr;
        return read_and_draw(stream_of<Bits>(self), arguments, std::index_sequence_for<Types...>{});
    }

  private:
    template <std::size_t... I>
    static PyObject *read_and_draw(Bits &stream, PyObject *const *arguments, std::index_sequence<I...>) {
        [[maybe_unused]] std::tuple<Parameter<Types>...> parameters;
        if (!(std::get<I>(parameters).read(arguments[I + 1]) && ...)) return nullptr;
        if (arguments[0] == Py_None) {
            if (!(std::get<I>(parameters).fits(1) && ...)) return nullptr;
            return to_python(draw(stream, std::get<I>(parameters).at(0)...));
        }
        Items<Result> out;
        if (!out.open_to_write(arguments[0]) || !(std::get<I>(parameters).fits(out.count()) && ...))
            return nullptr;
        fill(stream, out.data(), out.count(), std::get<I>(parameters)...);
        Py_RETURN_NONE;
    }

    static void fill(Bits &shared, Result *out, Py_ssize_t count, const Parameter<Types> &...parameters) {
        // A copy, so that what is written to `out` cannot be taken for a change of the stream.
        Bits stream = shared;
        if ((parameters.is_single() && ...))
            for (Py_ssize_t i = 0; i < count; ++i) out[i] = draw(stream, parameters.single()...);
        else
            for (Py_ssize_t i = 0; i < count; ++i) out[i] = draw(stream, parameters.at(i)...);
        shared = stream;
    }
};

// ---- whole numbers: integers(out, code, low, range)

// Calls function with a value of the type that a code stands for: the item's size, negative if signed, 0 for
// bool.
template <class Function> PyObject *visit_code(long code, Function function) {
    switch (code) {
    case 0: return function(bool{}, bool{});
    case 1: return function(std::uint8_t{}, std::uint8_t{});
    case 2: return function(std::uint16_t{}, std::uint16_t{});
    case 4: return function(std::uint32_t{}, std::uint32_t{});
    case 8: return function(std::uint64_t{}, std::uint64_t{});
    case -1: return function(std::uint8_t{}, std::int8_t{});
    case -2: return function(std::uint16_t{}, std::int16_t{});
    case -4: return function(std::uint32_t{}, std::int32_t{});
    case -8: return function(std::uint64_t{}, std::int64_t{});
    default: PyErr_SetString(PyExc_ValueError, "unknown item type"); return nullptr;
    }
}

template <class Word, class Bits>
PyObject *fill_integers(Bits &shared, PyObject *target, const Parameter<std::uint64_t> &low,
                        const Parameter<std::uint64_t> &range) {
    Items<Word> out;
    if (!out.open_to_write(target) || !low.fits(out.count()) || !range.fits(out.count())) return nullptr;
    Bits stream = shared;
    SmallWords small;
    Word *data = out.data();
    if (low.is_single() && range.is_single()) {
        const auto first = static_cast<Word>(low.single());
        const auto extent = static_cast<Word>(range.single());
        for (Py_ssize_t i = 0; i < out.count(); ++i)
            data[i] = draw_integer<Word>(stream, first, extent, small);
    } else {
        for (Py_ssize_t i = 0; i < out.count(); ++i)
            data[i] = draw_integer<Word>(stream, static_cast<Word>(low.at(i)), static_cast<Word>(range.at(i)),
                                         small);
    }
    shared = stream;
    Py_RETURN_NONE;
}

template <class Bits> PyObject *integers(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    if (!has_arguments("integers", count, 4)) return nullptr;
    const long code = PyLong_AsLong(arguments[1]);
    if (code == -1 && PyErr_Occurred()) return nullptr;
    Parameter<std::uint64_t> low;
    Parameter<std::uint64_t> range;
    if (!low.read(arguments[2]) || !range.read(arguments[3])) return nullptr;
    Bits &stream = stream_of<Bits>(self);
    return visit_code(code, [&]<class Word, class Value>(Word, Value) -> PyObject * {
        if (arguments[0] != Py_None) return fill_integers<Word>(stream, arguments[0], low, range);
        if (!low.fits(1) || !range.fits(1)) return nullptr;
        SmallWords small;
        const Word number =
            draw_integer<Word>(stream, static_cast<Word>(low.at(0)), static_cast<Word>(range.at(0)), small);
        using Shown = std::conditional_t<std::is_signed_v<Value>, std::int64_t, std::uint64_t>;
        return to_python(static_cast<Shown>(static_cast<Value>(number)));
    });
}

template <class Bits> PyObject *interval(PyObject *self, PyObject *largest) {
    std::uint64_t limit;
    if (!to_number(largest, limit)) return nullptr;
    return to_python(draw_interval(stream_of<Bits>(self), limit));
}

// ---- orders

// Shuffles along the last axis, for each place in the axes before it.
template <class Bits> void shuffle_runs(Bits &stream, const Py_buffer &view, int axis, char *data) {
    if (axis == view.ndim - 1) {
        shuffle(stream, {data, view.shape[axis], view.strides[axis], view.itemsize});
        return;
    }
    for (Py_ssize_t i = 0; i < view.shape[axis]; ++i)
        shuffle_runs(stream, view, axis + 1, data + i * view.strides[axis]);
}

template <class Bits> PyObject *shuffle_buffer(PyObject *self, PyObject *target) {
    Py_buffer view;
    if (PyObject_GetBuffer(target, &view, PyBUF_STRIDES | PyBUF_WRITABLE) < 0) return nullptr;
    if (view.ndim > 0) shuffle_runs(stream_of<Bits>(self), view, 0, static_cast<char *>(view.buf));
    PyBuffer_Release(&view);
    Py_RETURN_NONE;
}

// ---- tables

using FastMethod = PyObject *(*)(PyObject *, PyObject *const *, Py_ssize_t);

inline PyMethodDef row(const char *name, FastMethod method, const char *doc) {
    return {name, _PyCFunction_CAST(method), METH_FASTCALL, doc};
}

} // namespace adder::vecext::random
