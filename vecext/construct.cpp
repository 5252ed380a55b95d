// SPDX-License-Identifier: MIT
// The functions of the module that make arrays.
#include "vecext/construct.hpp"

#include <cmath>
#include <cstring>

namespace adder::vecext {

namespace {

// PyArg_ParseTupleAndKeywords with the names as CPython's header wants them.
template <class... Out>
bool parse(PyObject *arguments, PyObject *keywords, const char *format, const char *const *names,
           Out *...out) {
    return PyArg_ParseTupleAndKeywords(arguments, keywords, format, const_cast<char **>(names), out...) != 0;
}

template <class Fill> void fill_each(Array *array, Fill fill) {
    visit(array->dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        T *elements = reinterpret_cast<T *>(array->data);
        for (std::int64_t i = 0; i < array->size; ++i) elements[i] = static_cast<T>(fill(i));
    });
}

int fill_with(Array *array, PyObject *number) {
    char element[8];
    if (to_element(number, array->dtype, element) < 0) return -1;
    visit(array->dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        T value;
        std::memcpy(&value, element, sizeof value);
        std::fill_n(reinterpret_cast<T *>(array->data), array->size, value);
    });
    return 0;
}

PyObject *array(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"object", "dtype", "copy", nullptr};
    PyObject *object, *description = nullptr;
    int copies = 1;
    if (!parse(arguments, keywords, "O|O$p:array", names, &object, &description, &copies)) return nullptr;
    DType dtype;
    bool is_given;
    if (to_optional_dtype(description, dtype, &is_given) < 0) return nullptr;
    Ref result = to_array(object, is_given ? &dtype : nullptr);
    const bool is_shared =
        result && (result.get() == object || as_array(result)->storage == Storage::Borrowed);
    if (is_shared && copies) result = copy_array(as_array(result), as_array(result)->dtype);
    return result.release();
}

PyObject *asarray(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"a", "dtype", nullptr};
    PyObject *object, *description = nullptr;
    if (!parse(arguments, keywords, "O|O:asarray", names, &object, &description)) return nullptr;
    DType dtype;
    bool is_given;
    if (to_optional_dtype(description, dtype, &is_given) < 0) return nullptr;
    return to_array(object, is_given ? &dtype : nullptr).release();
}

// ---- one value everywhere

enum class Content { Nothing, Zeros, Ones };

Ref new_filled(DType dtype, const Dimensions &shape, Content content) {
    Ref result = new_array(dtype, shape.ndim, shape.shape);
    if (!result) return nullptr;
    Array *array = as_array(result);
    // All zero bits are 0, 0.0 and False.
    if (content == Content::Zeros) std::memset(array->data, 0, static_cast<std::size_t>(array->bytes()));
    if (content == Content::Ones) fill_each(array, [](std::int64_t) { return 1; });
    return result;
}

template <Content content> PyObject *of_shape(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"shape", "dtype", nullptr};
    PyObject *lengths, *description = nullptr;
    if (!parse(arguments, keywords, "O|O", names, &lengths, &description)) return nullptr;
    DType dtype = DType::Float64;
    Dimensions shape;
    if (to_optional_dtype(description, dtype) < 0 || to_shape(lengths, shape) < 0) return nullptr;
    return new_filled(dtype, shape, content).release();
}

template <Content content> PyObject *of_model(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"a", "dtype", nullptr};
    PyObject *object, *description = nullptr;
    if (!parse(arguments, keywords, "O|O", names, &object, &description)) return nullptr;
    Ref model = to_array(object);
    if (!model) return nullptr;
    DType dtype = as_array(model)->dtype;
    if (to_optional_dtype(description, dtype) < 0) return nullptr;
    return new_filled(dtype, dimensions_of(as_array(model)), content).release();
}

// The type of a fill value, unless the caller names one.
int value_dtype(PyObject *value, PyObject *description, DType &dtype) {
    bool is_given;
    if (to_optional_dtype(description, dtype, &is_given) < 0) return -1;
    if (is_given) return 0;
    Ref converted = to_array(value);
    if (!converted) return -1;
    dtype = as_array(converted)->dtype;
    return 0;
}

Ref full_array(DType dtype, const Dimensions &shape, PyObject *value) {
    Ref result = new_array(dtype, shape.ndim, shape.shape);
    if (!result) return nullptr;
    if (!is_array(value) && !PyList_Check(value) && !PyTuple_Check(value)) {
        if (fill_with(as_array(result), value) < 0) return nullptr;
        return result;
    }
    Ref values = to_array(value, &dtype);
    if (!values || assign_array(as_array(result), as_array(values)) < 0) return nullptr;
    return result;
}

PyObject *full(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"shape", "fill_value", "dtype", nullptr};
    PyObject *lengths, *value, *description = nullptr;
    if (!parse(arguments, keywords, "OO|O:full", names, &lengths, &value, &description)) return nullptr;
    DType dtype;
    Dimensions shape;
    if (value_dtype(value, description, dtype) < 0 || to_shape(lengths, shape) < 0) return nullptr;
    return full_array(dtype, shape, value).release();
}

PyObject *full_like(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"a", "fill_value", "dtype", nullptr};
    PyObject *object, *value, *description = nullptr;
    if (!parse(arguments, keywords, "OO|O:full_like", names, &object, &value, &description)) return nullptr;
    Ref model = to_array(object);
    if (!model) return nullptr;
    DType dtype = as_array(model)->dtype;
    if (to_optional_dtype(description, dtype) < 0) return nullptr;
    return full_array(dtype, dimensions_of(as_array(model)), value).release();
}

PyObject *eye(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"N", "M", "k", "dtype", nullptr};
    Py_ssize_t rows, diagonal = 0;
    PyObject *columns_given = Py_None, *description = nullptr;
    if (!parse(arguments, keywords, "n|OnO:eye", names, &rows, &columns_given, &diagonal, &description))
        return nullptr;
    const Py_ssize_t columns =
        columns_given == Py_None ? rows : PyNumber_AsSsize_t(columns_given, PyExc_OverflowError);
    if (columns == -1 && PyErr_Occurred()) return nullptr;
    DType dtype = DType::Float64;
    if (to_optional_dtype(description, dtype) < 0) return nullptr;
    Dimensions shape;
    shape.append(rows, 0);
    shape.append(columns, 0);
    Ref result = new_filled(dtype, shape, Content::Nothing);
    if (!result) return nullptr;
    fill_each(as_array(result), [=](std::int64_t i) { return i % columns - i / columns == diagonal; });
    return result.release();
}

// ---- ranges

// Start, stop and step of arange as floats, or exactly as ints when all are.
struct Range {
    double start = 0, stop = 0, step = 1;
    std::int64_t first = 0, end = 0, stride = 1;
    bool is_whole = true;
};

int take_number(PyObject *object, double &value, std::int64_t &whole, bool &is_whole) {
    if (to_element(object, DType::Float64, reinterpret_cast<char *>(&value)) < 0) return -1;
    if (!PyLong_Check(object)) {
        is_whole = false;
        return 0;
    }
    return to_element(object, DType::Int64, reinterpret_cast<char *>(&whole));
}

int take_range(PyObject *start, PyObject *stop, PyObject *step, Range &range) {
    if (start != nullptr && take_number(start, range.start, range.first, range.is_whole) < 0) return -1;
    if (take_number(stop, range.stop, range.end, range.is_whole) < 0) return -1;
    if (step != nullptr && take_number(step, range.step, range.stride, range.is_whole) < 0) return -1;
    if (range.step != 0) return 0;
    PyErr_SetString(PyExc_ZeroDivisionError, "division by zero");
    return -1;
}

int range_length(const Range &range, std::int64_t &length) {
    const double steps = std::ceil((range.stop - range.start) / range.step);
    if (!(steps < 9e18)) { // nan too
        PyErr_SetString(PyExc_ValueError, std::isnan(steps) ? "arange: cannot compute length"
                                                            : "Maximum allowed size exceeded");
        return -1;
    }
    length = steps > 0 ? static_cast<std::int64_t>(steps) : 0;
    return 0;
}

PyObject *arange(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"start", "stop", "step", "dtype", nullptr};
    PyObject *start = nullptr, *stop = nullptr, *step = nullptr, *description = nullptr;
    if (!parse(arguments, keywords, "O|OOO:arange", names, &start, &stop, &step, &description))
        return nullptr;
    if (stop == nullptr || stop == Py_None) std::swap(start, stop);
    if (start == Py_None) start = nullptr;
    if (step == Py_None) step = nullptr;
    Range range;
    std::int64_t length;
    if (take_range(start, stop, step, range) < 0 || range_length(range, length) < 0) return nullptr;
    DType dtype = range.is_whole ? DType::Int64 : DType::Float64;
    if (to_optional_dtype(description, dtype) < 0) return nullptr;
    Ref result = new_array(dtype, 1, &length);
    if (!result) return nullptr;
    // NumPy's rule: the step is the difference of the first two elements as stored.
    const double delta = (range.start + range.step) - range.start;
    if (range.is_whole)
        fill_each(as_array(result), [=](std::int64_t i) { return range.first + i * range.stride; });
    else
        fill_each(as_array(result), [=](std::int64_t i) {
            return i == 1 ? range.start + range.step : range.start + double(i) * delta;
        });
    return result.release();
}

PyObject *linspace(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"start", "stop", "num", "endpoint", "dtype", nullptr};
    double start, stop;
    Py_ssize_t count = 50;
    int has_endpoint = 1;
    PyObject *description = nullptr;
    if (!parse(arguments, keywords, "dd|npO:linspace", names, &start, &stop, &count, &has_endpoint,
               &description)) {
        return nullptr;
    }
    if (count < 0)
        return PyErr_Format(PyExc_ValueError, "Number of samples, %zd, must be non-negative.", count);
    DType dtype = DType::Float64;
    if (to_optional_dtype(description, dtype) < 0) return nullptr;
    const std::int64_t length = count, parts = has_endpoint ? length - 1 : length;
    Ref result = new_array(dtype, 1, &length);
    if (!result) return nullptr;
    const double delta = stop - start, step = parts > 0 ? delta / double(parts) : delta;
    const bool whole = dtype == DType::Int64;
    fill_each(as_array(result), [=](std::int64_t i) {
        if (has_endpoint && length > 1 && i == length - 1) return stop;
        const double offset = step != 0 || parts <= 0 ? double(i) * step : double(i) / double(parts) * delta;
        return whole ? std::floor(offset + start) : offset + start;
    });
    return result.release();
}

PyCFunction with_keywords(PyCFunctionWithKeywords function) {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}
constexpr int flags = METH_VARARGS | METH_KEYWORDS;

} // namespace

PyMethodDef construct_functions[] = {
    {"array", with_keywords(array), flags,
     "array(object, dtype=None, *, copy=True)\n--\n\nA new array of numbers, nested sequences or a buffer."},
    {"asarray", with_keywords(asarray), flags,
     "asarray(a, dtype=None)\n--\n\nAn array, without copying where possible."},
    {"zeros", with_keywords(of_shape<Content::Zeros>), flags,
     "zeros(shape, dtype=float)\n--\n\nAn array of zeros."},
    {"ones", with_keywords(of_shape<Content::Ones>), flags,
     "ones(shape, dtype=float)\n--\n\nAn array of ones."},
    {"empty", with_keywords(of_shape<Content::Nothing>), flags,
     "empty(shape, dtype=float)\n--\n\nAn array whose elements are not set."},
    {"full", with_keywords(full), flags, "full(shape, fill_value, dtype=None)\n--\n\nAn array of one value."},
    {"zeros_like", with_keywords(of_model<Content::Zeros>), flags,
     "zeros_like(a, dtype=None)\n--\n\nZeros in the shape of another array."},
    {"ones_like", with_keywords(of_model<Content::Ones>), flags,
     "ones_like(a, dtype=None)\n--\n\nOnes in the shape of another array."},
    {"empty_like", with_keywords(of_model<Content::Nothing>), flags,
     "empty_like(a, dtype=None)\n--\n\nElements not set, in the shape of another array."},
    {"full_like", with_keywords(full_like), flags,
     "full_like(a, fill_value, dtype=None)\n--\n\nOne value in the shape of another array."},
    {"eye", with_keywords(eye), flags,
     "eye(N, M=None, k=0, dtype=float)\n--\n\nOnes on a diagonal, zeros elsewhere."},
    {"arange", with_keywords(arange), flags,
     "arange([start,] stop[, step], dtype=None)\n--\n\nNumbers from start to before stop."},
    {"linspace", with_keywords(linspace), flags,
     "linspace(start, stop, num=50, endpoint=True, dtype=None)\n--\n\nEvenly spaced numbers."},
    {},
};

} // namespace adder::vecext
