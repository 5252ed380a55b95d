// SPDX-License-Identifier: MIT
// The Python type of arrays: attributes, methods, iteration, the buffer protocol.
#include "vecext/array_type.hpp"

#include <algorithm>
#include <vector>

#include "vecext/arguments.hpp"
#include "vecext/array_text.hpp"
#include "vecext/axes.hpp"
#include "vecext/construct.hpp"
#include "vecext/indexing.hpp"
#include "vecext/linear.hpp"
#include "vecext/memory.hpp"
#include "vecext/operators.hpp"
#include "vecext/reduction.hpp"
#include "vecext/shaping.hpp"

namespace adder::vecext {

namespace {

void array_dealloc(PyObject *self) {
    Array *array = as_array(self);
    if (array->storage == Storage::Block)
        free_elements(array->data, static_cast<std::size_t>(array->bytes()));
    if (array->shape != array->inline_dimensions) PyMem_Free(array->shape);
    Py_XDECREF(array->base);
    PyObject_Free(self);
}

// ---- attributes

PyObject *get_shape(PyObject *self, void *) {
    return shape_tuple(as_array(self)->ndim, as_array(self)->shape).release();
}
PyObject *get_strides(PyObject *self, void *) {
    return shape_tuple(as_array(self)->ndim, as_array(self)->strides).release();
}
PyObject *get_ndim(PyObject *self, void *) {
    return PyLong_FromLong(as_array(self)->ndim);
}
PyObject *get_size(PyObject *self, void *) {
    return PyLong_FromLongLong(as_array(self)->size);
}
PyObject *get_itemsize(PyObject *self, void *) {
    return PyLong_FromLongLong(itemsize(as_array(self)->dtype));
}
PyObject *get_nbytes(PyObject *self, void *) {
    return PyLong_FromLongLong(as_array(self)->bytes());
}
PyObject *get_dtype(PyObject *self, void *) {
    return Ref::share(dtype_object(as_array(self)->dtype)).release();
}
PyObject *get_transposed(PyObject *self, void *) {
    return reversed_axes(as_array(self)).release();
}
PyObject *get_base(PyObject *self, void *) {
    PyObject *base = as_array(self)->base;
    return Ref::share(base != nullptr ? lender_of(base) : Py_None).release();
}

PyGetSetDef array_getset[] = {
    {"shape", get_shape, nullptr, "Length of each dimension.", nullptr},
    {"strides", get_strides, nullptr, "Bytes from one element to the next in each dimension.", nullptr},
    {"ndim", get_ndim, nullptr, "Number of dimensions.", nullptr},
    {"size", get_size, nullptr, "Number of elements.", nullptr},
    {"itemsize", get_itemsize, nullptr, "Bytes of one element.", nullptr},
    {"nbytes", get_nbytes, nullptr, "Bytes of all elements.", nullptr},
    {"dtype", get_dtype, nullptr, "Type of the elements.", nullptr},
    {"T", get_transposed, nullptr, "A view with the dimensions in reverse.", nullptr},
    {"base", get_base, nullptr, "What owns the memory of a view; None if the array does.", nullptr},
    {},
};

// ---- methods

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

PyObject *copy(PyObject *self, PyObject *) {
    return copy_array(as_array(self), as_array(self)->dtype).release();
}

PyObject *astype(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"dtype", "copy", nullptr};
    PyObject *bound[2];
    DType dtype;
    if (bind_arguments({"astype", names, 1, 2}, arguments, count, keywords, bound) < 0) return nullptr;
    if (to_dtype(bound[0], dtype) < 0) return nullptr;
    const int copies = to_flag(bound[1], 1);
    if (copies < 0) return nullptr;
    return (copies ? copy_array(as_array(self), dtype) : cast_array(as_array(self), dtype)).release();
}

// The element at an index into the flattened array, or at one index a dimension.
PyObject *item(PyObject *self, PyObject *arguments) {
    Array *array = as_array(self);
    if (PyTuple_GET_SIZE(arguments) == 0) {
        if (array->size == 1) return from_element(array->dtype, array->data).release();
        return PyErr_Format(PyExc_ValueError, "can only convert an array of size 1 to a Python scalar");
    }
    PyObject *key = arguments;
    Ref source = Ref::share(self);
    if (PyTuple_GET_SIZE(arguments) == 1) {
        key = PyTuple_GET_ITEM(arguments, 0);
        Ref whole = PyTuple_Check(key) ? nullptr : Ref::steal(PyLong_FromLong(-1));
        if (whole) source = reshape(array, whole.get());
        if (!source) return nullptr;
    }
    Ref found = Ref::steal(array_subscript(source.get(), key));
    if (!found || !is_array(found.get())) return found.release();
    return PyErr_Format(PyExc_ValueError, "incorrect number of indices for array");
}

PyObject *fill(PyObject *self, PyObject *value) {
    if (array_ass_subscript(self, Py_Ellipsis, value) < 0) return nullptr;
    Py_RETURN_NONE;
}

PyObject *dot_method(PyObject *self, PyObject *other) {
    return dot(self, other).release();
}

PyMethodDef own_methods[] = {
    {"tolist", tolist, METH_NOARGS, "tolist($self)\n--\n\nThe elements as Python numbers in nested lists."},
    {"copy", copy, METH_NOARGS, "copy($self)\n--\n\nA contiguous copy."},
    fast_method("astype", astype, "astype($self, dtype, copy=True)\n--\n\nA copy with another element type."),
    {"item", item, METH_VARARGS, "item($self, *index)\n--\n\nOne element as a Python number."},
    {"fill", fill, METH_O, "fill($self, value, /)\n--\n\nSets every element."},
    {"dot", dot_method, METH_O, "dot($self, other, /)\n--\n\nThe product of vectors or matrices."},
    {},
};

// The methods of all units in one table, made when the type is.
PyMethodDef *all_methods() {
    static std::vector<PyMethodDef> methods = [] {
        std::vector<PyMethodDef> rows;
        for (PyMethodDef *table : {own_methods, shaping_methods, reduction_methods}) {
            for (; table->ml_name != nullptr; ++table) rows.push_back(*table);
        }
        rows.push_back({});
        return rows;
    }();
    return methods.data();
}

// ---- length and iteration

Py_ssize_t array_length(PyObject *self) {
    if (as_array(self)->ndim > 0) return as_array(self)->shape[0];
    PyErr_SetString(PyExc_TypeError, "len() of unsized object");
    return -1;
}

struct ArrayIterator {
    PyObject_HEAD PyObject *array;
    std::int64_t index;
};

void iterator_dealloc(PyObject *self) {
    Py_XDECREF(reinterpret_cast<ArrayIterator *>(self)->array);
    PyObject_Free(self);
}

PyObject *iterator_next(PyObject *self) {
    ArrayIterator *iterator = reinterpret_cast<ArrayIterator *>(self);
    Array *array = as_array(iterator->array);
    if (iterator->index >= array->shape[0]) return nullptr;
    return item_at(array, iterator->index++).release();
}

PyTypeObject iterator_type = {
    .ob_base = PyVarObject_HEAD_INIT(nullptr, 0).tp_name = "vecext.ndarray_iterator",
    .tp_basicsize = sizeof(ArrayIterator),
    .tp_dealloc = iterator_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = iterator_next,
};

PyObject *array_iter(PyObject *self) {
    if (as_array(self)->ndim == 0) return PyErr_Format(PyExc_TypeError, "iteration over a 0-d array");
    ArrayIterator *iterator = PyObject_New(ArrayIterator, &iterator_type);
    if (iterator == nullptr) return nullptr;
    iterator->array = Ref::share(self).release();
    iterator->index = 0;
    return reinterpret_cast<PyObject *>(iterator);
}

// `value in array`: is any element equal to it?
int array_contains(PyObject *self, PyObject *value) {
    Ref equal = Ref::steal(PyObject_RichCompare(self, value, Py_EQ));
    if (!equal) return -1;
    if (!is_array(equal.get())) return PyObject_IsTrue(equal.get());
    const Array *array = as_array(equal);
    return std::find(array->data, array->data + array->size, 1) != array->data + array->size;
}

// ---- memory lent to others

int array_getbuffer(PyObject *self, Py_buffer *view, int flags) {
    Array *array = as_array(self);
    view->obj = nullptr;
    if ((flags & PyBUF_WRITABLE) && !array->is_writeable) {
        PyErr_SetString(PyExc_BufferError, "buffer source array is read-only");
        return -1;
    }
    const bool wants_strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES;
    const bool wants_c_order = (flags & PyBUF_C_CONTIGUOUS) == PyBUF_C_CONTIGUOUS || !wants_strides;
    if (wants_c_order && !array->is_contiguous) {
        PyErr_SetString(PyExc_BufferError, "ndarray is not C-contiguous");
        return -1;
    }
    view->buf = array->data;
    view->obj = Ref::share(self).release();
    view->len = array->bytes();
    view->itemsize = itemsize(array->dtype);
    view->readonly = !array->is_writeable;
    view->ndim = array->ndim;
    view->format = flags & PyBUF_FORMAT ? const_cast<char *>(info(array->dtype).format) : nullptr;
    static_assert(sizeof(Py_ssize_t) == sizeof(std::int64_t));
    view->shape = flags & PyBUF_ND ? reinterpret_cast<Py_ssize_t *>(array->shape) : nullptr;
    view->strides = wants_strides ? reinterpret_cast<Py_ssize_t *>(array->strides) : nullptr;
    view->suboffsets = nullptr;
    view->internal = nullptr;
    ++array->exports;
    return 0;
}

void array_releasebuffer(PyObject *self, Py_buffer *) {
    --as_array(self)->exports;
}

PyMappingMethods array_mapping = {
    .mp_length = array_length,
    .mp_subscript = array_subscript,
    .mp_ass_subscript = array_ass_subscript,
};
PySequenceMethods array_sequence = {.sq_length = array_length, .sq_contains = array_contains};
PyBufferProcs array_buffer = {.bf_getbuffer = array_getbuffer, .bf_releasebuffer = array_releasebuffer};

} // namespace

PyTypeObject array_type = {
    .ob_base = PyVarObject_HEAD_INIT(nullptr, 0).tp_name = "vecext.ndarray",
    .tp_basicsize = sizeof(Array),
    .tp_dealloc = array_dealloc,
    .tp_repr = array_repr,
    .tp_as_number = &array_number_methods,
    .tp_as_sequence = &array_sequence,
    .tp_as_mapping = &array_mapping,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_str = array_str,
    .tp_as_buffer = &array_buffer,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "An array of numbers of one type in any number of dimensions. Made by array(), zeros(), …",
    .tp_richcompare = array_richcompare,
    .tp_iter = array_iter,
    .tp_getset = array_getset,
};

int add_array_type(PyObject *module) {
    array_type.tp_methods = all_methods();
    if (PyType_Ready(&array_type) < 0 || PyType_Ready(&iterator_type) < 0) return -1;
    return add_to_module(module, "ndarray", reinterpret_cast<PyObject *>(&array_type));
}

} // namespace adder::vecext
