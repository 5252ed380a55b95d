// SPDX-License-Identifier: MIT
#include "vecext/shaping.hpp"

#include <algorithm>
#include <vector>

#include "vecext/axes.hpp"
#include "vecext/broadcast.hpp"
#include "vecext/construct.hpp"
#include "vecext/promotion.hpp"
#include "vecext/reduce.hpp"

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

// Strides for `shape` over the same memory, taking the elements in C or F order; false if they need a copy.
// Groups of axes, old and new, that hold as many elements are matched, and an old group must be without gaps
// in itself.
bool reshape_strides(const Array *array, Dimensions &shape, Order order) {
    Dimensions old;
    for (int k = 0; k < array->ndim; ++k) {
        if (array->shape[k] != 1) old.append(array->shape[k], array->strides[k]);
    }
    if (order == Order::F) {
        std::reverse(old.shape, old.shape + old.ndim);
        std::reverse(old.strides, old.strides + old.ndim);
        std::reverse(shape.shape, shape.shape + shape.ndim);
    }
    bool fits = true;
    int from = 0, to = 0;
    while (fits && from < old.ndim && to < shape.ndim) {
        std::int64_t old_size = old.shape[from], new_size = shape.shape[to];
        int from_end = from + 1, to_end = to + 1;
        while (old_size != new_size) {
            if (old_size < new_size)
                old_size *= old.shape[from_end++];
            else
                new_size *= shape.shape[to_end++];
        }
        for (int k = from; k + 1 < from_end; ++k)
            fits &= old.strides[k] == old.shape[k + 1] * old.strides[k + 1];
        std::int64_t stride = old.strides[from_end - 1];
        for (int k = to_end - 1; k >= to; --k) {
            shape.strides[k] = stride;
            stride *= shape.shape[k];
        }
        from = from_end;
        to = to_end;
    }
    for (; to < shape.ndim; ++to) shape.strides[to] = itemsize(array->dtype); // lengths of 1
    if (order == Order::F) {
        std::reverse(shape.shape, shape.shape + shape.ndim);
        std::reverse(shape.strides, shape.strides + shape.ndim);
    }
    return fits;
}

Ref view_in_shape(Array *array, Dimensions &shape, Order order) {
    if (order == Order::Any) order = array->is_fortran && !array->is_contiguous ? Order::F : Order::C;
    const bool is_straight =
        array->size == 0 || (order == Order::F ? array->is_fortran : array->is_contiguous);
    Ref source = Ref::share(array->object());
    if (!is_straight) {
        if (reshape_strides(array, shape, order)) return new_view(array, array->data, shape);
        source = copy_array(array, array->dtype, order);
        if (!source) return nullptr;
    }
    if (order == Order::F)
        set_f_strides(shape, array->dtype);
    else
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

Ref flat_view(Array *array, Order order) {
    Dimensions shape;
    shape.append(array->size, 0);
    // As they lie in memory: the axes sorted by strides, then in C order.
    if (order != Order::Keep || array->is_contiguous) {
        return view_in_shape(array, shape, order == Order::Keep ? Order::C : order);
    }
    if (array->is_fortran) return view_in_shape(array, shape, Order::F);
    Walk walk;
    walk.ndim = array->ndim;
    std::copy_n(array->shape, array->ndim, walk.shape);
    walk.add(array);
    walk.sort_by(0);
    Dimensions sorted;
    for (int k = 0; k < walk.ndim; ++k) sorted.append(walk.shape[k], walk.strides[0][k]);
    Ref view = new_view(array, array->data, sorted);
    return view ? view_in_shape(as_array(view), shape, Order::C) : nullptr;
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

// reshape(2, 3), reshape((2, 3)), either with order=.
PyObject *method_reshape(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    Order order = Order::C;
    for (Py_ssize_t k = 0; keywords != nullptr && k < PyTuple_GET_SIZE(keywords); ++k) {
        PyObject *name = PyTuple_GET_ITEM(keywords, k);
        if (PyUnicode_CompareWithASCIIString(name, "order") != 0) {
            return PyErr_Format(PyExc_TypeError, "'%U' is an invalid keyword argument for this function",
                                name);
        }
        if (to_order(arguments[count + k], order) < 0) return nullptr;
    }
    if (order == Order::Keep)
        return PyErr_Format(PyExc_ValueError, "order 'K' is not permitted for reshaping");
    Ref shape = single_or_tuple(arguments, count);
    return shape ? reshape(as_array(self), shape.get(), order).release() : nullptr;
}
PyObject *method_transpose(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    if (count == 0 || (count == 1 && arguments[0] == Py_None)) return reversed_axes(as_array(self)).release();
    Ref order = single_or_tuple(arguments, count);
    return order ? transposed(as_array(self), order.get()).release() : nullptr;
}
int take_order(const char *function, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords,
               Order &order) {
    static constexpr const char *const names[] = {"order", nullptr};
    PyObject *given;
    if (bind_arguments({function, names, 0, 1}, arguments, count, keywords, &given) < 0) return -1;
    return to_order(given, order);
}
PyObject *method_ravel(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    Order order = Order::C;
    if (take_order("ravel", arguments, count, keywords, order) < 0) return nullptr;
    return flat_view(as_array(self), order).release();
}
PyObject *method_flatten(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    Order order = Order::C;
    if (take_order("flatten", arguments, count, keywords, order) < 0) return nullptr;
    Ref flat = flat_view(as_array(self), order);
    const bool is_copy = flat && as_array(flat)->base != nullptr && as_array(flat)->base != self &&
                         as_array(flat)->base != as_array(self)->base;
    return is_copy ? flat.release()
           : flat  ? copy_array(as_array(flat), as_array(flat)->dtype).release()
                   : nullptr;
}
PyObject *method_squeeze(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"axis", nullptr};
    PyObject *axis;
    if (bind_arguments({"squeeze", names, 0, 1}, arguments, count, keywords, &axis) < 0) return nullptr;
    return squeezed(as_array(self), axis).release();
}
Ref swapped(Array *array, PyObject *first, PyObject *second) {
    int left, right;
    if (to_axis(first, array->ndim, left) < 0 || to_axis(second, array->ndim, right) < 0) return nullptr;
    Dimensions result = dimensions_of(array);
    std::swap(result.shape[left], result.shape[right]);
    std::swap(result.strides[left], result.strides[right]);
    return new_view(array, array->data, result);
}
PyObject *method_swapaxes(PyObject *self, PyObject *arguments) {
    PyObject *first, *second;
    if (!PyArg_ParseTuple(arguments, "OO:swapaxes", &first, &second)) return nullptr;
    return swapped(as_array(self), first, second).release();
}

// All of the view's elements lie in the array's memory.
bool is_within(const Array *view, const Array *whole) {
    const char *low, *high, *first, *last;
    address_range(view, low, high);
    address_range(whole, first, last);
    return low >= first && high <= last;
}

// ---- functions

PyObject *function_reshape(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"a", "newshape", "order", "shape", "copy", nullptr};
    PyObject *bound[5];
    if (bind_arguments({"reshape", names, 1, 3}, arguments, count, keywords, bound) < 0) return nullptr;
    PyObject *shape = bound[1] != nullptr ? bound[1] : bound[3];
    if (shape == nullptr)
        return PyErr_Format(PyExc_TypeError, "reshape() missing required argument 'shape' (pos 2)");
    Order order = Order::C;
    Ref array = to_array(bound[0]);
    if (!array || to_order(bound[2], order) < 0) return nullptr;
    Ref result = reshape(as_array(array), shape, order);
    const bool is_view = result && as_array(result)->data == as_array(array)->data;
    const int copies = to_flag(bound[4] == Py_None ? nullptr : bound[4], !is_view);
    if (!result || copies < 0) return nullptr;
    if (!is_view && copies == 0)
        return PyErr_Format(PyExc_ValueError, "Unable to avoid creating a copy while reshaping.");
    return is_view && copies ? copy_array(as_array(result), as_array(result)->dtype).release() : result.release();
}
PyObject *function_transpose(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"a", "axes", nullptr};
    PyObject *bound[2];
    if (bind_arguments({"transpose", names, 1, 2}, arguments, count, keywords, bound) < 0) return nullptr;
    Ref array = to_array(bound[0]);
    if (!array) return nullptr;
    const bool is_given = bound[1] != nullptr && bound[1] != Py_None;
    return (is_given ? transposed(as_array(array), bound[1]) : reversed_axes(as_array(array))).release();
}
PyObject *function_ravel(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"a", "order", nullptr};
    PyObject *bound[2];
    Order order = Order::C;
    if (bind_arguments({"ravel", names, 1, 2}, arguments, count, keywords, bound) < 0) return nullptr;
    if (to_order(bound[1], order) < 0) return nullptr;
    Ref array = to_array(bound[0]);
    return array ? flat_view(as_array(array), order).release() : nullptr;
}
PyObject *function_squeeze(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"a", "axis", nullptr};
    PyObject *bound[2];
    if (bind_arguments({"squeeze", names, 1, 2}, arguments, count, keywords, bound) < 0) return nullptr;
    Ref array = to_array(bound[0]);
    return array ? squeezed(as_array(array), bound[1]).release() : nullptr;
}
PyObject *function_swapaxes(PyObject *, PyObject *arguments) {
    PyObject *object, *first, *second;
    if (!PyArg_ParseTuple(arguments, "OOO:swapaxes", &object, &first, &second)) return nullptr;
    Ref array = to_array(object);
    return array ? swapped(as_array(array), first, second).release() : nullptr;
}
// A view with any shape and strides, in bytes; the caller answers for what lies there being the array's.
PyObject *function_as_strided(PyObject *, PyObject *arguments) {
    PyObject *object, *lengths, *steps;
    if (!PyArg_ParseTuple(arguments, "OOO:as_strided", &object, &lengths, &steps)) return nullptr;
    Ref array = to_array(object);
    Dimensions shape, strides;
    if (!array || to_shape(lengths, shape) < 0 || to_shape(steps, strides) < 0) return nullptr;
    if (shape.ndim != strides.ndim)
        return PyErr_Format(PyExc_ValueError, "strides, if given, must be of the same length as shape");
    std::copy_n(strides.shape, shape.ndim, shape.strides);
    Ref view = new_view(as_array(array), as_array(array)->data, shape);
    if (!view || shape.size() == 0) return view.release();
    // Nothing may be reached that is not part of the array.
    Array *whole = as_array(array);
    while (whole->base != nullptr && is_array(whole->base)) whole = as_array(whole->base);
    if (!is_within(as_array(view), whole)) {
        return PyErr_Format(PyExc_ValueError,
                            "strides are incompatible with the shape and the memory of the array");
    }
    return view.release();
}
PyObject *function_expand_dims(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"a", "axis", nullptr};
    PyObject *object, *position = nullptr;
    if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "O|O:expand_dims", const_cast<char **>(names),
                                     &object, &position))
        return nullptr;
    Ref first = Ref::steal(PyLong_FromLong(0));
    if (position == nullptr) position = first.get();
    Ref array = to_array(object);
    if (!array) return nullptr;
    const int added = PyTuple_Check(position) ? static_cast<int>(PyTuple_GET_SIZE(position)) : 1;
    const int ndim = as_array(array)->ndim + added;
    if (ndim > max_ndim)
        return PyErr_Format(PyExc_ValueError, "maximum supported dimension for an ndarray is 32, found %d",
                            ndim);
    AxisSet axes(ndim);
    if (to_axes(position, axes) < 0) return nullptr;
    Dimensions result;
    for (int k = 0, from = 0; k < ndim; ++k) {
        if (axes.has(k)) {
            result.append(1, 0);
        } else {
            result.append(as_array(array)->shape[from], as_array(array)->strides[from]);
            ++from;
        }
    }
    return new_view(as_array(array), as_array(array)->data, result).release();
}

// A read-only view that repeats elements by strides of 0.
PyObject *function_broadcast_to(PyObject *, PyObject *const *arguments, Py_ssize_t count,
                                PyObject *keywords) {
    static constexpr const char *const names[] = {"array", "shape", "subok", nullptr};
    PyObject *bound[3];
    if (bind_arguments({"broadcast_to", names, 2, 3}, arguments, count, keywords, bound) < 0) return nullptr;
    PyObject *object = bound[0], *lengths = bound[1];
    Ref array = to_array(object);
    Dimensions shape;
    if (!array || to_shape(lengths, shape) < 0) return nullptr;
    for (int k = 0; k < shape.ndim; ++k) {
        if (shape.shape[k] < 0)
            return PyErr_Format(PyExc_ValueError, "all elements of broadcast shape must be non-negative");
    }
    return broadcast_to(as_array(array), shape).release();
}

// ---- putting together

// The arrays of a sequence, and the type that holds all their elements.
int take_arrays(PyObject *sequence, std::vector<Ref> &arrays, DType &dtype) {
    Ref items = Ref::steal(PySequence_List(sequence));
    if (!items) return -1;
    std::vector<DType> types;
    for (Py_ssize_t k = 0; k < PyList_GET_SIZE(items.get()); ++k) {
        arrays.push_back(to_array(PyList_GET_ITEM(items.get(), k)));
        if (!arrays.back()) return -1;
        types.push_back(as_array(arrays.back())->dtype);
    }
    if (!types.empty()) return dtype = promote_all(types.data(), types.size()), 0;
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
    static constexpr const char *const names[] = {"arrays", "axis", "out", "dtype", "casting", nullptr};
    PyObject *bound[5];
    if (bind_arguments({"concatenate", names, 1, 3}, arguments, count, keywords, bound) < 0) return nullptr;
    std::vector<Ref> arrays;
    DType dtype;
    Casting casting = Casting::SameKind;
    if (take_arrays(bound[0], arrays, dtype) < 0 || to_casting(bound[4], casting) < 0) return nullptr;
    if (to_optional_dtype(bound[3], dtype) < 0) return nullptr;
    int axis = 0;
    if (bound[1] == Py_None) {
        for (Ref &array : arrays) {
            array = flat_view(as_array(array), Order::C);
            if (!array) return nullptr;
        }
    } else if (as_array(arrays[0])->ndim == 0) {
        return PyErr_Format(PyExc_ValueError, "zero-dimensional arrays cannot be concatenated");
    } else if (bound[1] != nullptr && to_axis(bound[1], as_array(arrays[0])->ndim, axis) < 0) {
        return nullptr;
    }
    for (const Ref &array : arrays) {
        if (can_cast(as_array(array)->dtype, dtype, casting)) continue;
        return PyErr_Format(PyExc_TypeError,
                            "Cannot cast array data from %R to %R according to the rule '%s'",
                            dtype_object(as_array(array)->dtype), dtype_object(dtype), casting_name(casting));
    }
    return deliver(join(arrays, dtype, axis), bound[2]).release();
}

PyCFunction plain(PyObject *(*function)(PyObject *, PyObject *const *, Py_ssize_t)) {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

} // namespace

Ref reshape(Array *array, PyObject *lengths, Order order) {
    Dimensions shape;
    int unknown;
    if (to_shape(lengths, shape) < 0 || find_unknown(shape, unknown) < 0) return nullptr;
    if (!complete_shape(array, shape, unknown)) return raise_cannot_reshape(array, shape);
    return view_in_shape(array, shape, order);
}

Ref flattened(Array *array, Order order) {
    return flat_view(array, order);
}

Ref broadcast_to(Array *array, const Dimensions &lengths) {
    Dimensions shape = lengths, widened = lengths;
    const bool fits = broadcast_shape(widened, array->ndim, array->shape) && widened.ndim == shape.ndim &&
                      std::equal(shape.shape, shape.shape + shape.ndim, widened.shape);
    if (!fits) {
        return raised(PyErr_Format(
            PyExc_ValueError,
            "operands could not be broadcast together with remapped shapes [original->remapped]: %s "
            " and requested shape %s",
            shape_text(array->ndim, array->shape).c_str(), shape_text(shape.ndim, shape.shape).c_str()));
    }
    Walk walk;
    walk.ndim = shape.ndim;
    walk.add(array);
    std::copy_n(walk.strides[0], shape.ndim, shape.strides);
    PyObject *owner = array->base != nullptr ? array->base : array->object();
    return new_view(owner, array->data, array->dtype, shape, false);
}

Ref reversed_axes(Array *array) {
    Dimensions result;
    for (int axis = array->ndim - 1; axis >= 0; --axis)
        result.append(array->shape[axis], array->strides[axis]);
    return new_view(array, array->data, result);
}

PyMethodDef shaping_methods[] = {
    fast_method("reshape", method_reshape,
                "reshape($self, *shape, order='C')\n--\n\nThe elements in another shape."),
    {"transpose", plain(method_transpose), METH_FASTCALL,
     "transpose($self, *axes)\n--\n\nA view with the axes in another order."},
    fast_method("ravel", method_ravel,
                "ravel($self, order='C')\n--\n\nOne dimension, without copying where possible."),
    fast_method("flatten", method_flatten, "flatten($self, order='C')\n--\n\nA copy in one dimension."),
    fast_method("squeeze", method_squeeze,
                "squeeze($self, axis=None)\n--\n\nA view without axes of length 1."),
    {"swapaxes", method_swapaxes, METH_VARARGS,
     "swapaxes($self, axis1, axis2, /)\n--\n\nA view with two axes exchanged."},
    {},
};

PyMethodDef shaping_functions[] = {
    fast_method("reshape", function_reshape,
                "reshape(a, shape, order='C')\n--\n\nThe elements in another shape."),
    fast_method("transpose", function_transpose,
                "transpose(a, axes=None)\n--\n\nA view with the axes in another order."),
    fast_method("ravel", function_ravel,
                "ravel(a, order='C')\n--\n\nOne dimension, without copying where possible."),
    fast_method("squeeze", function_squeeze, "squeeze(a, axis=None)\n--\n\nA view without axes of length 1."),
    {"swapaxes", function_swapaxes, METH_VARARGS,
     "swapaxes(a, axis1, axis2, /)\n--\n\nA view with two axes exchanged."},
    {"as_strided", function_as_strided, METH_VARARGS,
     "as_strided(a, shape, strides, /)\n--\n\nA view with any shape and strides that stay within the array's "
     "memory."},
    {"expand_dims", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function_expand_dims)),
     METH_VARARGS | METH_KEYWORDS, "expand_dims(a, axis=0)\n--\n\nA view with more axes."},
    fast_method("broadcast_to", function_broadcast_to,
                "broadcast_to(array, shape, subok=False)\n--\n\nA read-only view in a wider shape."),
    fast_method("concatenate", concatenate,
                "concatenate(arrays, axis=0)\n--\n\nArrays joined along an axis."),
    {},
};

} // namespace adder::vecext
