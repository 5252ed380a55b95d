// SPDX-License-Identifier: MIT
// The Python type of arrays: attributes, methods, iteration, the buffer protocol.
#include "vecext/array_type.hpp"

#include <algorithm>
#include <vector>

#include "vecext/arguments.hpp"
#include "vecext/array_methods.hpp"
#include "vecext/array_text.hpp"
#include "vecext/axes.hpp"
#include "vecext/construct.hpp"
#include "vecext/dlpack.hpp"
#include "vecext/indexing.hpp"
#include "vecext/linear.hpp"
#include "vecext/memory.hpp"
#include "vecext/operators.hpp"
#include "vecext/picking.hpp"
#include "vecext/reduction.hpp"
#include "vecext/shaping.hpp"
#include "vecext/sorting.hpp"

namespace adder::vecext {

namespace {

void array_dealloc(PyObject *self) {
    destroy_array(as_array(self));
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
// The last two axes exchanged.
PyObject *get_matrix_transposed(PyObject *self, void *) {
    Array *array = as_array(self);
    if (array->ndim < 2) {
        return PyErr_Format(PyExc_ValueError, "matrix transpose with ndim < 2 is undefined");
    }
    Dimensions result = dimensions_of(array);
    std::swap(result.shape[array->ndim - 1], result.shape[array->ndim - 2]);
    std::swap(result.strides[array->ndim - 1], result.strides[array->ndim - 2]);
    return new_view(array, array->data, result).release();
}
PyObject *get_real(PyObject *self, void *) {
    return real_part(as_array(self)).release();
}
PyObject *get_imaginary(PyObject *self, void *) {
    return imaginary_part(as_array(self)).release();
}

int assign_part(Ref part, PyObject *value) {
    if (!part) return -1;
    if (value != nullptr) return array_ass_subscript(part.get(), Py_Ellipsis, value);
    PyErr_SetString(PyExc_AttributeError, "can't delete attribute");
    return -1;
}
int set_real(PyObject *self, PyObject *value, void *) {
    return assign_part(real_part(as_array(self)), value);
}
int set_imaginary(PyObject *self, PyObject *value, void *) {
    if (!is_complex_type(as_array(self)->dtype)) {
        PyErr_SetString(PyExc_TypeError, "array does not have imaginary part to set");
        return -1;
    }
    return assign_part(imaginary_part(as_array(self)), value);
}

// In place, where the strides can say the new shape.
int set_shape(PyObject *self, PyObject *value, void *) {
    if (value == nullptr) {
        PyErr_SetString(PyExc_AttributeError, "Cannot delete array shape");
        return -1;
    }
    Array *array = as_array(self);
    Ref changed = reshape(array, value);
    if (!changed) return -1;
    const Array *model = as_array(changed);
    if (model->data != array->data || is_scalar(self)) {
        PyErr_SetString(PyExc_AttributeError,
                        "Incompatible shape for in-place modification. Use `.reshape()` to make a "
                        "copy with the desired shape.");
        return -1;
    }
    return set_dimensions(array, dimensions_of(model));
}

PyObject *get_base(PyObject *self, void *) {
    PyObject *base = as_array(self)->base;
    return Ref::share(base != nullptr ? lender_of(base) : Py_None).release();
}

PyGetSetDef array_getset[] = {
    {"shape", get_shape, set_shape, "Length of each dimension.", nullptr},
    {"strides", get_strides, nullptr, "Bytes from one element to the next in each dimension.", nullptr},
    {"ndim", get_ndim, nullptr, "Number of dimensions.", nullptr},
    {"size", get_size, nullptr, "Number of elements.", nullptr},
    {"itemsize", get_itemsize, nullptr, "Bytes of one element.", nullptr},
    {"nbytes", get_nbytes, nullptr, "Bytes of all elements.", nullptr},
    {"dtype", get_dtype, nullptr, "Type of the elements.", nullptr},
    {"T", get_transposed, nullptr, "A view with the dimensions in reverse.", nullptr},
    {"mT", get_matrix_transposed, nullptr, "A view with the last two dimensions exchanged.", nullptr},
    {"real", get_real, set_real, "The real parts.", nullptr},
    {"imag", get_imaginary, set_imaginary, "The imaginary parts.", nullptr},
    {"base", get_base, nullptr, "What owns the memory of a view; None if the array does.", nullptr},
    {},
};

// The methods of all units in one table, made when the type is.
PyMethodDef *all_methods() {
    static std::vector<PyMethodDef> methods = [] {
        std::vector<PyMethodDef> rows;
        for (PyMethodDef *table : {array_methods, shaping_methods, reduction_methods, sorting_methods,
                                   picking_methods, dlpack_methods}) {
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
    equal = copy_array(as_array(equal), DType::Bool);
    if (!equal) return -1;
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
    const bool wants_f_order = (flags & PyBUF_F_CONTIGUOUS) == PyBUF_F_CONTIGUOUS;
    const bool wants_any_order = (flags & PyBUF_ANY_CONTIGUOUS) == PyBUF_ANY_CONTIGUOUS;
    if (wants_c_order && !array->is_contiguous) {
        PyErr_SetString(PyExc_BufferError, "ndarray is not C-contiguous");
        return -1;
    }
    if ((wants_f_order && !array->is_fortran) ||
        (wants_any_order && !array->is_fortran && !array->is_contiguous)) {
        PyErr_SetString(PyExc_BufferError, "ndarray is not Fortran contiguous");
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

PyObject *extend_array(PyObject *, PyObject *attributes) {
    if (!PyDict_Check(attributes)) return PyErr_Format(PyExc_TypeError, "extend_array() takes a dict");
    if (PyDict_Update(array_type.tp_dict, attributes) < 0) return nullptr;
    PyType_Modified(&array_type);
    Py_RETURN_NONE;
}

} // namespace adder::vecext
