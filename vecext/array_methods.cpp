// SPDX-License-Identifier: MIT
#include "vecext/array_methods.hpp"

#include <cstring>

#include "vecext/arguments.hpp"
#include "vecext/construct.hpp"
#include "vecext/elementwise.hpp"
#include "vecext/indexing.hpp"
#include "vecext/linear.hpp"
#include "vecext/scalars.hpp"
#include "vecext/shaping.hpp"
#include "vecext/status.hpp"

namespace adder::vecext {

namespace {

// ---- as Python numbers

Ref nested_list(const Array *array, int axis, const char *at) {
    if (axis == array->ndim) return from_element(array->dtype, at);
    Ref list = Ref::steal(PyList_New(array->shape[axis]));
    for (std::int64_t i = 0; list && i < array->shape[axis]; ++i, at += array->strides[axis]) {
        Ref item = nested_list(array, axis + 1, at);
        if (!item) return nullptr;
        PyList_SET_ITEM(list.get(), i, item.release());
    }
    return list;
}

PyObject *tolist(PyObject *self, PyObject *) {
    return nested_list(as_array(self), 0, as_array(self)->data).release();
}

// An int for an array without gaps, the commonest index; null without an exception for any other.
const char *plain_item(const Array *array, PyObject *index) {
    if (!array->is_contiguous || !PyLong_CheckExact(index)) return nullptr;
    std::int64_t position = PyLong_AsSsize_t(index);
    if (position == -1 && PyErr_Occurred()) PyErr_Clear();
    if (position < 0) position += array->size;
    const bool is_inside = position >= 0 && position < array->size;
    return is_inside ? array->data + position * itemsize(array->dtype) : nullptr;
}

Ref as_tuple(PyObject *const *items, Py_ssize_t count) {
    Ref tuple = Ref::steal(PyTuple_New(count));
    for (Py_ssize_t k = 0; tuple && k < count; ++k)
        PyTuple_SET_ITEM(tuple.get(), k, Ref::share(items[k]).release());
    return tuple;
}

// The element at an index into the flattened array, or at one index a dimension.
PyObject *item(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    Array *array = as_array(self);
    if (keywords != nullptr) return PyErr_Format(PyExc_TypeError, "item() takes no keyword arguments");
    if (count == 0) {
        if (array->size == 1) return from_element(array->dtype, array->data).release();
        return PyErr_Format(PyExc_ValueError, "can only convert an array of size 1 to a Python scalar");
    }
    const char *element = count == 1 ? plain_item(array, arguments[0]) : nullptr;
    if (element != nullptr) return from_element(array->dtype, element).release();
    Ref key = count == 1 ? Ref::share(arguments[0]) : as_tuple(arguments, count);
    Ref source = is_scalar(self) ? copy_array(array, array->dtype) : Ref::share(self);
    if (source && key && !PyTuple_Check(key.get())) source = flattened(as_array(source), Order::C);
    Ref found = source && key ? Ref::steal(array_subscript(source.get(), key.get())) : nullptr;
    if (!found) return nullptr;
    if (as_array(found)->ndim > 0)
        return PyErr_Format(PyExc_ValueError, "incorrect number of indices for array");
    return from_element(as_array(found)->dtype, as_array(found)->data).release();
}

PyObject *as_complex(PyObject *self, PyObject *) {
    if (as_array(self)->size != 1)
        return PyErr_Format(PyExc_TypeError, "only size-1 arrays can be converted to Python scalars");
    Ref value = from_element(as_array(self)->dtype, as_array(self)->data);
    return value ? PyObject_CallOneArg(reinterpret_cast<PyObject *>(&PyComplex_Type), value.get()) : nullptr;
}

// Numbers are formatted, arrays of more dimensions are only printed.
PyObject *format(PyObject *self, PyObject *specification) {
    const Array *array = as_array(self);
    if (PyUnicode_Check(specification) && PyUnicode_GET_LENGTH(specification) == 0) return PyObject_Str(self);
    if (array->ndim == 0) {
        Ref value = from_element(array->dtype, array->data);
        return value ? PyObject_Format(value.get(), specification) : nullptr;
    }
    return PyErr_Format(PyExc_TypeError, "unsupported format string passed to %s.__format__",
                        Py_TYPE(self)->tp_name);
}

// ---- copies

PyObject *copy(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"order", nullptr};
    PyObject *given;
    Order order = Order::C;
    if (bind_arguments({"copy", names, 0, 1}, arguments, count, keywords, &given) < 0) return nullptr;
    if (to_order(given, order) < 0) return nullptr;
    if (is_scalar(self)) return Ref::share(self).release();
    return copy_array(as_array(self), as_array(self)->dtype, order).release();
}
PyObject *copy_plain(PyObject *self, PyObject *) {
    return copy(self, nullptr, 0, nullptr);
}

PyObject *astype(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"dtype", "order",  "casting", "subok",
                                                  "copy",  "device", nullptr};
    PyObject *bound[6];
    DType dtype;
    Order order = Order::Keep;
    Casting casting = Casting::Unsafe;
    if (bind_arguments({"astype", names, 1, 5}, arguments, count, keywords, bound) < 0) return nullptr;
    if (to_dtype(bound[0], dtype) < 0 || to_order(bound[1], order) < 0 || to_casting(bound[2], casting) < 0)
        return nullptr;
    const int copies = to_flag(bound[4], 1);
    if (copies < 0) return nullptr;
    Array *array = as_array(self);
    if (!can_cast(array->dtype, dtype, casting)) {
        return PyErr_Format(PyExc_TypeError,
                            "Cannot cast array data from %R to %R according to the rule '%s'",
                            dtype_object(array->dtype), dtype_object(dtype), casting_name(casting));
    }
    if (warn_of_lost_parts(array->dtype, dtype) < 0) return nullptr;
    const bool fits =
        array->dtype == dtype && (order == Order::Keep || order == Order::Any ||
                                  (order == Order::C ? array->is_contiguous : array->is_fortran));
    if (!copies && fits) return Ref::share(self).release();
    Ref result = copy_array(array, dtype, order);
    return (is_scalar(self) ? unwrap_scalar(std::move(result)) : std::move(result)).release();
}

PyObject *tobytes(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"order", nullptr};
    PyObject *given;
    Order order = Order::C;
    if (bind_arguments({"tobytes", names, 0, 1}, arguments, count, keywords, &given) < 0) return nullptr;
    if (to_order(given, order) < 0) return nullptr;
    Array *array = as_array(self);
    Ref straight = copy_array(array, array->dtype, order == Order::Keep ? Order::Any : order);
    if (!straight) return nullptr;
    return PyBytes_FromStringAndSize(as_array(straight)->data, static_cast<Py_ssize_t>(array->bytes()));
}

PyObject *fill(PyObject *self, PyObject *value) {
    if (is_scalar(self)) Py_RETURN_NONE;
    if (array_ass_subscript(self, Py_Ellipsis, value) < 0) return nullptr;
    Py_RETURN_NONE;
}

// ---- other views

// The same memory as elements of another type: the last axis holds more or fewer of them.
Ref view_as(Array *array, DType dtype) {
    Dimensions dimensions = dimensions_of(array);
    const std::int64_t from = itemsize(array->dtype), to = itemsize(dtype);
    if (from != to) {
        const int last = dimensions.ndim - 1;
        if (last < 0) {
            return raised(PyErr_Format(
                PyExc_ValueError,
                "Changing the dtype of a 0d array is only supported if the itemsize is unchanged"));
        }
        if (dimensions.strides[last] != from && dimensions.shape[last] != 1) {
            return raised(PyErr_Format(PyExc_ValueError,
                                       "To change to a dtype of a different size, the last axis must be "
                                       "contiguous"));
        }
        const std::int64_t bytes = dimensions.shape[last] * from;
        if (bytes % to != 0) {
            return raised(PyErr_Format(
                PyExc_ValueError, from < to
                                      ? "When changing to a larger dtype, its size must be a divisor of the "
                                        "total size in bytes of the last axis of the array."
                                      : "When changing to a smaller dtype, its size must be a divisor of the "
                                        "size of original dtype"));
        }
        dimensions.shape[last] = bytes / to;
        dimensions.strides[last] = to;
    }
    auto address = reinterpret_cast<std::uintptr_t>(array->data);
    for (int axis = 0; axis < dimensions.ndim; ++axis)
        address |= static_cast<std::uintptr_t>(dimensions.strides[axis]);
    if (address % static_cast<std::uintptr_t>(alignment(dtype)) != 0) {
        return raised(
            PyErr_Format(PyExc_ValueError, "the elements would not be aligned; copy the array first"));
    }
    PyObject *owner = array->base != nullptr ? array->base : array->object();
    return new_view(owner, array->data, dtype, dimensions, array->is_writeable);
}

PyObject *view(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"dtype", "type", nullptr};
    PyObject *bound[2];
    if (bind_arguments({"view", names, 0, 2}, arguments, count, keywords, bound) < 0) return nullptr;
    DType dtype = as_array(self)->dtype;
    const bool is_plain = bound[0] == reinterpret_cast<PyObject *>(&array_type);
    if (!is_plain && to_optional_dtype(bound[0], dtype) < 0) return nullptr;
    return view_as(as_array(self), dtype).release();
}

PyObject *dot_method(PyObject *self, PyObject *other) {
    return dot(self, other).release();
}

PyObject *conjugate(PyObject *self, PyObject *) {
    if (!is_complex_type(as_array(self)->dtype)) return Ref::share(self).release();
    return apply_to(Operation::Conjugate, &self, 1).release();
}

// Read-only arrays cannot be made writeable again where the memory is somebody else's.
PyObject *setflags(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"write", "align", "uic", nullptr};
    PyObject *bound[3];
    if (bind_arguments({"setflags", names, 0, 3}, arguments, count, keywords, bound) < 0) return nullptr;
    Array *array = as_array(self);
    if (bound[0] == nullptr || bound[0] == Py_None) Py_RETURN_NONE;
    const int is_wanted = PyObject_IsTrue(bound[0]);
    if (is_wanted < 0) return nullptr;
    const bool is_own = array->storage != Storage::Borrowed && !is_scalar(self);
    const bool is_of_writeable =
        array->base != nullptr && is_array(array->base) && as_array(array->base)->is_writeable;
    if (is_wanted && !array->is_writeable && !is_own && !is_of_writeable) {
        return PyErr_Format(PyExc_ValueError, "cannot set WRITEABLE flag to True of this array");
    }
    array->is_writeable = is_wanted != 0;
    Py_RETURN_NONE;
}

// (C contiguous, F contiguous, owns its memory, writeable)
PyObject *layout(PyObject *self, PyObject *) {
    const Array *array = as_array(self);
    return Py_BuildValue(
        "(OOOO)", array->is_contiguous ? Py_True : Py_False, array->is_fortran ? Py_True : Py_False,
        array->storage == Storage::Borrowed ? Py_False : Py_True, array->is_writeable ? Py_True : Py_False);
}

} // namespace

Ref real_part(Array *array) {
    if (!is_complex_type(array->dtype)) return Ref::share(array->object());
    PyObject *owner = array->base != nullptr ? array->base : array->object();
    Ref view =
        new_view(owner, array->data, real_type(array->dtype), dimensions_of(array), array->is_writeable);
    return is_scalar(array->object()) ? unwrap_scalar(std::move(view)) : std::move(view);
}

Ref imaginary_part(Array *array) {
    if (!is_complex_type(array->dtype)) {
        Ref zeros = new_array_like(array, array->dtype);
        if (!zeros) return nullptr;
        std::memset(as_array(zeros)->data, 0, static_cast<std::size_t>(as_array(zeros)->bytes()));
        as_array(zeros)->is_writeable = false;
        return is_scalar(array->object()) ? unwrap_scalar(std::move(zeros)) : std::move(zeros);
    }
    const DType part = real_type(array->dtype);
    PyObject *owner = array->base != nullptr ? array->base : array->object();
    Ref view = new_view(owner, array->data + itemsize(part), part, dimensions_of(array), array->is_writeable);
    return is_scalar(array->object()) ? unwrap_scalar(std::move(view)) : std::move(view);
}

PyMethodDef array_methods[] = {
    {"tolist", tolist, METH_NOARGS, "tolist($self)\n--\n\nThe elements as Python numbers in nested lists."},
    fast_method("copy", copy, "copy($self, order='C')\n--\n\nA copy without gaps."),
    {"__copy__", copy_plain, METH_NOARGS, "__copy__($self)\n--\n\nA copy."},
    {"__deepcopy__", copy_plain, METH_O, "__deepcopy__($self, memo, /)\n--\n\nA copy."},
    {"__complex__", as_complex, METH_NOARGS, "__complex__($self)\n--\n\nThe only element as a complex."},
    {"__format__", format, METH_O,
     "__format__($self, specification, /)\n--\n\nA number as Python formats it."},
    fast_method("astype", astype,
                "astype($self, dtype, order='K', casting='unsafe', subok=True, copy=True)\n--\n\n"
                "A copy with another element type."),
    fast_method("item", item, "item($self, *index)\n--\n\nOne element as a Python number."),
    {"fill", fill, METH_O, "fill($self, value, /)\n--\n\nSets every element."},
    {"dot", dot_method, METH_O, "dot($self, other, /)\n--\n\nThe product of vectors or matrices."},
    {"conj", conjugate, METH_NOARGS, "conj($self)\n--\n\nWith the sign of imaginary parts turned."},
    {"conjugate", conjugate, METH_NOARGS, "conjugate($self)\n--\n\nWith the sign of imaginary parts turned."},
    fast_method("tobytes", tobytes, "tobytes($self, order='C')\n--\n\nThe elements' bytes."),
    fast_method("view", view, "view($self, dtype=None)\n--\n\nThe same memory, as elements of another type."),
    fast_method("setflags", setflags,
                "setflags($self, write=None)\n--\n\nMakes the array read-only or writeable."),
    {"_layout", layout, METH_NOARGS,
     "_layout($self)\n--\n\n(C order, Fortran's order, owns its memory, writeable)."},
    {},
};

} // namespace adder::vecext
