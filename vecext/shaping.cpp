// SPDX-License-Identifier: MIT
#include "vecext/shaping.hpp"

#include <vector>

#include "vecext/axes.hpp"
#include "vecext/broadcast.hpp"
#include "vecext/construct.hpp"

namespace adder::vecext {

namespace {

Ref raise_cannot_reshape(const Array *array, const Dimensions &shape) {
    return raised(PyErr_Format(PyExc_ValueError, "cannot reshape array of size %lld into shape %s",
                               static_cast<long long>(array->size),
                               shape_text(shape.ndim, shape.shape).c_str()));
}

// Replaces a -1 by the length that makes the sizes equal. False if there is none.
bool complete_shape(const Array *array, Dimensions &shape, int unknown) {
    if (unknown < 0) return shape.size() == array->size;
    shape.shape[unknown] = 1;
    const std::int64_t known = shape.size();
    shape.shape[unknown] = -1;
    if (known == 0 || array->size % known != 0) return false;
    shape.shape[unknown] = array->size / known;
    return true;
}

int find_unknown(const Dimensions &shape, int &unknown) {
    unknown = -1;
    for (int axis = 0; axis < shape.ndim; ++axis) {
        if (shape.shape[axis] >= 0) continue;
        if (unknown >= 0) {
            PyErr_SetString(PyExc_ValueError, "can only specify one unknown dimension");
            return -1;
        }
        unknown = axis;
    }
    return 0;
}

Ref view_in_shape(Array *array, Dimensions &shape) {
    Ref source = array->is_contiguous ? Ref::share(array->object()) : copy_array(array, array->dtype);
    if (!source) return nullptr;
    set_c_strides(shape, array->dtype);
    return new_view(as_array(source), as_array(source)->data, shape);
}

// The arguments of a method like reshape(2, 3) or reshape((2, 3)) as one object.
Ref single_or_tuple(PyObject *const *arguments, Py_ssize_t count) {
    if (count == 1) return Ref::share(arguments[0]);
    Ref tuple = Ref::steal(PyTuple_New(count));
    for (Py_ssize_t k = 0; tuple && k < count; ++k) {
        PyTuple_SET_ITEM(tuple.get(), k, Ref::share(arguments[k]).release());
    }
    return tuple;
}

Ref transposed(Array *array, PyObject *order) {
    Dimensions axes;
    if (to_shape(order, axes) < 0) return nullptr;
    if (axes.ndim != array->ndim) {
        PyErr_SetString(PyExc_ValueError, "axes don't match array");
        return nullptr;
    }
    AxisSet seen(array->ndim);
    Dimensions result;
    for (int k = 0; k < axes.ndim; ++k) {
        Ref number = Ref::steal(PyLong_FromLongLong(axes.shape[k]));
        int axis;
        if (!number || to_axis(number.get(), array->ndim, axis) < 0) return nullptr;
        if (seen.has(axis)) {
            PyErr_SetString(PyExc_ValueError, "repeated axis in transpose");
            return nullptr;
        }
        seen.add(axis);
        result.append(array->shape[axis], array->strides[axis]);
    }
    return new_view(array, array->data, result);
}

Ref flat_view(Array *array) {
    Dimensions shape;
    shape.append(array->size, 0);
    return view_in_shape(array, shape);
}

Ref squeezed(Array *array, PyObject *axis) {
    AxisSet axes(array->ndim);
    const bool is_given = axis != nullptr && axis != Py_None;
    if (is_given && to_axes(axis, axes) < 0) return nullptr;
    Dimensions result;
    for (int k = 0; k < array->ndim; ++k) {
        if (axes.has(k) && array->shape[k] != 1) {
            PyErr_SetString(PyExc_ValueError,
                            "cannot select an axis to squeeze out which has size not equal to one");
            return nullptr;
        }
        const bool is_dropped = is_given ? axes.has(k) : array->shape[k] == 1;
        if (!is_dropped) result.append(array->shape[k], array->strides[k]);
    }
    return new_view(array, array->data, result);
}

// ---- methods

PyObject *method_reshape(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    Ref shape = single_or_tuple(arguments, count);
    return shape ? reshape(as_array(self), shape.get()).release() : nullptr;
}
PyObject *method_transpose(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    if (count == 0 || (count == 1 && arguments[0] == Py_None)) return reversed_axes(as_array(self)).release();
    Ref order = single_or_tuple(arguments, count);
    return order ? transposed(as_array(self), order.get()).release() : nullptr;
}
PyObject *method_ravel(PyObject *self, PyObject *) {
    return flat_view(as_array(self)).release();
}
PyObject *method_flatten(PyObject *self, PyObject *) {
    Ref copy = copy_array(as_array(self), as_array(self)->dtype);
    return copy ? flat_view(as_array(copy)).release() : nullptr;
}
PyObject *method_squeeze(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"axis", nullptr};
    PyObject *axis;
    if (bind_arguments({"squeeze", names, 0, 1}, arguments, count, keywords, &axis) < 0) return nullptr;
    return squeezed(as_array(self), axis).release();
}
PyObject *method_swapaxes(PyObject *self, PyObject *arguments) {
    PyObject *first, *second;
    if (!PyArg_ParseTuple(arguments, "OO:swapaxes", &first, &second)) return nullptr;
    Array *array = as_array(self);
    int left, right;
    if (to_axis(first, array->ndim, left) < 0 || to_axis(second, array->ndim, right) < 0) return nullptr;
    Dimensions result = dimensions_of(array);
    std::swap(result.shape[left], result.shape[right]);
    std::swap(result.strides[left], result.strides[right]);
    return new_view(array, array->data, result).release();
}

// ---- functions

PyObject *function_reshape(PyObject *, PyObject *arguments) {
    PyObject *object, *shape;
    if (!PyArg_ParseTuple(arguments, "OO:reshape", &object, &shape)) return nullptr;
    Ref array = to_array(object);
    return array ? reshape(as_array(array), shape).release() : nullptr;
}
PyObject *function_transpose(PyObject *, PyObject *arguments) {
    PyObject *object, *order = Py_None;
    if (!PyArg_ParseTuple(arguments, "O|O:transpose", &object, &order)) return nullptr;
    Ref array = to_array(object);
    if (!array) return nullptr;
    return (order == Py_None ? reversed_axes(as_array(array)) : transposed(as_array(array), order)).release();
}
PyObject *function_ravel(PyObject *, PyObject *object) {
    Ref array = to_array(object);
    return array ? flat_view(as_array(array)).release() : nullptr;
}
PyObject *function_expand_dims(PyObject *, PyObject *arguments) {
    PyObject *object, *position;
    if (!PyArg_ParseTuple(arguments, "OO:expand_dims", &object, &position)) return nullptr;
    Ref array = to_array(object);
    int axis;
    if (!array || to_axis(position, as_array(array)->ndim + 1, axis) < 0) return nullptr;
    Dimensions result;
    for (int k = 0; k <= as_array(array)->ndim; ++k) {
        if (k == axis) result.append(1, 0);
        if (k < as_array(array)->ndim) result.append(as_array(array)->shape[k], as_array(array)->strides[k]);
    }
    return new_view(as_array(array), as_array(array)->data, result).release();
}

// A read-only view that repeats elements by strides of 0.
PyObject *function_broadcast_to(PyObject *, PyObject *arguments) {
    PyObject *object, *lengths;
    if (!PyArg_ParseTuple(arguments, "OO:broadcast_to", &object, &lengths)) return nullptr;
    Ref array = to_array(object);
    Dimensions shape;
    if (!array || to_shape(lengths, shape) < 0) return nullptr;
    Dimensions widened = shape;
    const bool fits = broadcast_shape(widened, as_array(array)->ndim, as_array(array)->shape) &&
                      widened.ndim == shape.ndim &&
                      std::equal(shape.shape, shape.shape + shape.ndim, widened.shape);
    if (!fits) {
        return PyErr_Format(
            PyExc_ValueError,
            "operands could not be broadcast together with remapped shapes [original->remapped]: %s "
            " and requested shape %s",
            shape_text(as_array(array)->ndim, as_array(array)->shape).c_str(),
            shape_text(shape.ndim, shape.shape).c_str());
    }
    Walk walk;
    walk.ndim = shape.ndim;
    walk.add(as_array(array));
    std::copy_n(walk.strides[0], shape.ndim, shape.strides);
    Array *source = as_array(array);
    PyObject *owner = source->base != nullptr ? source->base : source->object();
    return new_view(owner, source->data, source->dtype, shape, false).release();
}

// ---- putting together

// The arrays of a sequence, and the type that holds all their elements.
int take_arrays(PyObject *sequence, std::vector<Ref> &arrays, DType &dtype) {
    Ref items = Ref::steal(PySequence_List(sequence));
    if (!items) return -1;
    for (Py_ssize_t k = 0; k < PyList_GET_SIZE(items.get()); ++k) {
        arrays.push_back(to_array(PyList_GET_ITEM(items.get(), k)));
        if (!arrays.back()) return -1;
        dtype = k == 0 ? as_array(arrays[0])->dtype : promote(dtype, as_array(arrays.back())->dtype);
    }
    if (!arrays.empty()) return 0;
    PyErr_SetString(PyExc_ValueError, "need at least one array to concatenate");
    return -1;
}

int check_joinable(const Array *first, const Array *other, std::size_t position, int axis) {
    if (first->ndim != other->ndim) {
        PyErr_Format(
            PyExc_ValueError,
            "all the input arrays must have same number of dimensions, but the array at index 0 has %d "
            "dimension(s) and the array at index %zu has %d dimension(s)",
            first->ndim, position, other->ndim);
        return -1;
    }
    for (int k = 0; k < first->ndim; ++k) {
        if (k == axis || first->shape[k] == other->shape[k]) continue;
        PyErr_Format(
            PyExc_ValueError,
            "all the input array dimensions except for the concatenation axis must match exactly, but along "
            "dimension %d, the array at index 0 has size %lld and the array at index %zu has size %lld",
            k, static_cast<long long>(first->shape[k]), position, static_cast<long long>(other->shape[k]));
        return -1;
    }
    return 0;
}

Ref join(const std::vector<Ref> &arrays, DType dtype, int axis) {
    Dimensions shape = dimensions_of(as_array(arrays[0]));
    shape.shape[axis] = 0;
    for (std::size_t k = 0; k < arrays.size(); ++k) {
        if (check_joinable(as_array(arrays[0]), as_array(arrays[k]), k, axis) < 0) return nullptr;
        shape.shape[axis] += as_array(arrays[k])->shape[axis];
    }
    Ref result = new_array(dtype, shape.ndim, shape.shape);
    if (!result) return nullptr;
    char *at = as_array(result)->data;
    for (const Ref &array : arrays) {
        Dimensions part = dimensions_of(as_array(result));
        part.shape[axis] = as_array(array)->shape[axis];
        Ref view = new_view(as_array(result), at, part);
        if (!view || assign_array(as_array(view), as_array(array)) < 0) return nullptr;
        at += part.shape[axis] * part.strides[axis];
    }
    return result;
}

PyObject *concatenate(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"arrays", "axis", nullptr};
    PyObject *bound[2];
    if (bind_arguments({"concatenate", names, 1, 2}, arguments, count, keywords, bound) < 0) return nullptr;
    std::vector<Ref> arrays;
    DType dtype;
    int axis = 0;
    if (take_arrays(bound[0], arrays, dtype) < 0) return nullptr;
    if (as_array(arrays[0])->ndim == 0) {
        return PyErr_Format(PyExc_ValueError, "zero-dimensional arrays cannot be concatenated");
    }
    if (bound[1] != nullptr && to_axis(bound[1], as_array(arrays[0])->ndim, axis) < 0) return nullptr;
    return join(arrays, dtype, axis).release();
}

PyObject *stack(PyObject *module, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"arrays", "axis", nullptr};
    PyObject *bound[2];
    if (bind_arguments({"stack", names, 1, 2}, arguments, count, keywords, bound) < 0) return nullptr;
    std::vector<Ref> arrays;
    DType dtype;
    if (take_arrays(bound[0], arrays, dtype) < 0) return nullptr;
    Ref zero = Ref::steal(PyLong_FromLong(0));
    PyObject *axis_object = bound[1] != nullptr ? bound[1] : zero.get();
    int axis;
    if (!zero || to_axis(axis_object, as_array(arrays[0])->ndim + 1, axis) < 0) return nullptr;
    for (Ref &array : arrays) {
        if (!has_same_shape(as_array(array), as_array(arrays[0])) && &array != &arrays[0]) {
            return PyErr_Format(PyExc_ValueError, "all input arrays must have the same shape");
        }
    }
    for (Ref &array : arrays) {
        Ref pair = Ref::steal(PyTuple_Pack(2, array.get(), axis_object));
        array = pair ? Ref::steal(function_expand_dims(module, pair.get())) : nullptr;
        if (!array) return nullptr;
    }
    return join(arrays, dtype, axis).release();
}

PyCFunction plain(PyObject *(*function)(PyObject *, PyObject *const *, Py_ssize_t)) {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

} // namespace

Ref reshape(Array *array, PyObject *lengths) {
    Dimensions shape;
    int unknown;
    if (to_shape(lengths, shape) < 0 || find_unknown(shape, unknown) < 0) return nullptr;
    if (!complete_shape(array, shape, unknown)) return raise_cannot_reshape(array, shape);
    return view_in_shape(array, shape);
}

Ref reversed_axes(Array *array) {
    Dimensions result;
    for (int axis = array->ndim - 1; axis >= 0; --axis)
        result.append(array->shape[axis], array->strides[axis]);
    return new_view(array, array->data, result);
}

PyMethodDef shaping_methods[] = {
    {"reshape", plain(method_reshape), METH_FASTCALL,
     "reshape($self, *shape)\n--\n\nThe elements in another shape."},
    {"transpose", plain(method_transpose), METH_FASTCALL,
     "transpose($self, *axes)\n--\n\nA view with the axes in another order."},
    {"ravel", method_ravel, METH_NOARGS,
     "ravel($self)\n--\n\nOne dimension, without copying where possible."},
    {"flatten", method_flatten, METH_NOARGS, "flatten($self)\n--\n\nA copy in one dimension."},
    fast_method("squeeze", method_squeeze,
                "squeeze($self, axis=None)\n--\n\nA view without axes of length 1."),
    {"swapaxes", method_swapaxes, METH_VARARGS,
     "swapaxes($self, axis1, axis2, /)\n--\n\nA view with two axes exchanged."},
    {},
};

PyMethodDef shaping_functions[] = {
    {"reshape", function_reshape, METH_VARARGS, "reshape(a, shape, /)\n--\n\nThe elements in another shape."},
    {"transpose", function_transpose, METH_VARARGS,
     "transpose(a, axes=None, /)\n--\n\nA view with the axes in another order."},
    {"ravel", function_ravel, METH_O, "ravel(a, /)\n--\n\nOne dimension, without copying where possible."},
    {"expand_dims", function_expand_dims, METH_VARARGS,
     "expand_dims(a, axis, /)\n--\n\nA view with one more axis."},
    {"broadcast_to", function_broadcast_to, METH_VARARGS,
     "broadcast_to(a, shape, /)\n--\n\nA read-only view in a wider shape."},
    fast_method("concatenate", concatenate,
                "concatenate(arrays, axis=0)\n--\n\nArrays joined along an axis."),
    fast_method("stack", stack, "stack(arrays, axis=0)\n--\n\nArrays joined along a new axis."),
    {},
};

} // namespace adder::vecext
