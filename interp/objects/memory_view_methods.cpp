// SPDX-License-Identifier: MIT
//
// memoryview's methods and attributes. cast() makes a view of the same bytes with another format or shape.
#include "objects/memory_view.hpp"

#include "objects/error.hpp"
#include "objects/native_function.hpp"

#include <cstring>

namespace adder::objects {

namespace {

PyObject *view_release(PyObject *self, PyObject *) {
    TRY(release_view(as_view(self)));
    Py_RETURN_NONE;
}

PyObject *view_enter(PyObject *self, PyObject *) {
    TRY(check_released(self));
    return Py_NewRef(self);
}

PyObject *view_exit(PyObject *self, PyObject *const *, Py_ssize_t) {
    return view_release(self, nullptr);
}

Ref bytes_of(PyMemoryViewObject *view, char order) {
    Ref bytes = TRY_REF(PyBytes_FromStringAndSize(nullptr, view->view.len));
    TRY(PyBuffer_ToContiguous(PyBytes_AS_STRING(bytes.get()), &view->view, view->view.len, order));
    return bytes;
}

PyObject *view_tobytes(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr ArgumentSpec spec("tobytes", "order=None");
    PyObject *order_argument;
    TRY(spec.bind(args, count, keyword_names, &order_argument));
    TRY(check_released(self));
    char order = 'C';
    if (order_argument != nullptr && order_argument != Py_None) {
        if (!PyUnicode_Check(order_argument)) {
            _PyArg_BadArgument("tobytes", "argument 'order'", "str or None", order_argument);
            return nullptr;
        }
        const char *text = PyUnicode_AsUTF8(order_argument);
        if (text == nullptr) return nullptr;
        if (std::strlen(text) != 1 || std::strchr("CFA", text[0]) == nullptr)
            return raise_value_error("order must be 'C', 'F' or 'A'");
        order = text[0];
    }
    if (order == 'A')
        order =
            as_view(self)->flags & view_fortran && !(as_view(self)->flags & view_c_contiguous) ? 'F' : 'C';
    return bytes_of(as_view(self), order).release();
}

// Nested lists of the items from dimension `dimension` on.
Ref list_of_items(const Py_buffer &view, int dimension, char *pointer) {
    if (dimension == view.ndim) return Ref::steal(unpack_item(pointer, view.format));
    Py_ssize_t extent = view.shape[dimension];
    Ref list = TRY_REF(PyList_New(extent));
    for (Py_ssize_t i = 0; i < extent; i++) {
        char *item = pointer + i * view.strides[dimension];
        if (view.suboffsets != nullptr && view.suboffsets[dimension] >= 0)
            item = *reinterpret_cast<char **>(item) + view.suboffsets[dimension];
        Ref value = TRY(list_of_items(view, dimension + 1, item));
        PyList_SET_ITEM(list.get(), i, value.release());
    }
    return list;
}

PyObject *view_tolist(PyObject *self, PyObject *) {
    TRY(check_released(self));
    const Py_buffer &view = as_view(self)->view;
    if (native_format(view.format) == '\0') return raise_unsupported_format(view.format);
    return list_of_items(view, 0, static_cast<char *>(view.buf)).release();
}

PyObject *view_hex(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    TRY(check_released(self));
    Ref bytes = TRY(bytes_of(as_view(self), 'C'));
    Ref method = TRY_REF(PyObject_GetAttrString(bytes.get(), "hex"));
    return PyObject_Vectorcall(method.get(), args, static_cast<size_t>(count), keyword_names);
}

PyObject *view_toreadonly(PyObject *self, PyObject *) {
    TRY(check_released(self));
    Ref result = TRY(make_view(as_view(self)->mbuf, as_view(self)->view));
    as_view(result.get())->view.readonly = 1;
    return result.release();
}

// --- cast

bool is_byte_format(char letter) {
    return letter == 'b' || letter == 'B' || letter == 'c';
}

// The format as static text, as the view outlives its argument. NULL with ValueError.
const char *static_format(PyObject *text) {
    static const char formats[] = "?\0c\0b\0B\0h\0H\0i\0I\0l\0L\0q\0Q\0n\0N\0e\0f\0d\0P\0"
                                  "@?\0@c\0@b\0@B\0@h\0@H\0@i\0@I\0@l\0@L\0@q\0@Q\0@n\0@N\0@e\0@f\0@d\0@P";
    const char *wanted = PyUnicode_AsUTF8(text);
    if (wanted == nullptr) return nullptr;
    for (const char *format = formats; format < formats + sizeof formats; format += std::strlen(format) + 1)
        if (*format != '\0' && std::strcmp(format, wanted) == 0) return format;
    return raise_value_error("memoryview: destination format must be a native single character format "
                             "prefixed with an optional '@'");
}

int check_castable(PyMemoryViewObject *view) {
    if (!has_c_order(view)) return raise_type_error("memoryview: casts are restricted to C-contiguous views");
    for (int i = 0; i < view->view.ndim; i++)
        if (view->view.ndim > 1 && (view->view.shape[i] == 0 || view->view.strides[i] == 0))
            return raise_type_error("memoryview: cannot cast view with zeros in shape or strides");
    return 0;
}

int cast_format(Py_buffer &geometry, PyObject *format_text) {
    // No character for a format that is none of the machine's own: such views are cast to bytes only.
    char from = native_format(geometry.format);
    const char *format = static_format(format_text);
    if (format == nullptr) return -1;
    if (!is_byte_format(from) && !is_byte_format(native_format(format)))
        return raise_type_error("memoryview: cannot cast between two non-byte formats");
    Py_ssize_t size = native_item_size(format);
    if (geometry.len % size != 0) return raise_type_error("memoryview: length is not a multiple of itemsize");
    geometry.format = const_cast<char *>(format);
    geometry.itemsize = size;
    return 0;
}

int cast_shape(Py_buffer &geometry, Py_ssize_t *shape, PyObject *shape_argument) {
    Ref items = TRY_REF(PySequence_Tuple(shape_argument));
    Py_ssize_t dimensions = PyTuple_GET_SIZE(items.get());
    Py_ssize_t size = geometry.itemsize;
    for (Py_ssize_t i = 0; i < dimensions; i++) {
        PyObject *item = PyTuple_GET_ITEM(items.get(), i);
        if (!PyLong_Check(item))
            return raise_type_error("memoryview.cast(): elements of shape must be integers");
        shape[i] = PyLong_AsSsize_t(item);
        if (shape[i] == -1 && is_error_pending()) return -1;
        if (shape[i] <= 0)
            return raise_value_error("memoryview.cast(): elements of shape must be integers > 0");
        if (size > PY_SSIZE_T_MAX / shape[i])
            return raise_value_error("memoryview.cast(): product(shape) > SSIZE_MAX");
        size *= shape[i];
    }
    if (size != geometry.len) return raise_type_error("memoryview: product(shape) * itemsize != buffer size");
    geometry.ndim = static_cast<int>(dimensions);
    return 0;
}

PyObject *view_cast(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr ArgumentSpec spec("cast", "format, shape=None");
    PyObject *values[2];
    TRY(spec.bind(args, count, keyword_names, values));
    auto &[format, shape_argument] = values;
    if (!PyUnicode_Check(format))
        return raise_type_error("cast() argument 'format' must be str, not %.50s",
                                format == Py_None ? "None" : Py_TYPE(format)->tp_name);
    TRY(check_released(self));
    auto *view = as_view(self);
    TRY(check_castable(view));
    bool has_shape = shape_argument != nullptr;
    if (has_shape && !PyList_Check(shape_argument) && !PyTuple_Check(shape_argument))
        return raise_type_error("shape must be a list or a tuple");
    Py_ssize_t dimensions = has_shape ? PySequence_Size(shape_argument) : 1;
    if (dimensions > PyBUF_MAX_NDIM)
        return raise_value_error("memoryview: number of dimensions must not exceed 64");
    if (view->view.ndim != 1 && dimensions != 1)
        return raise_type_error("memoryview: cast must be 1D -> ND or ND -> 1D");
    Py_buffer geometry = view->view;
    Py_ssize_t shape[PyBUF_MAX_NDIM];
    TRY(cast_format(geometry, format));
    geometry.ndim = 1;
    shape[0] = geometry.len / geometry.itemsize;
    if (has_shape) TRY(cast_shape(geometry, shape, shape_argument));
    geometry.shape = shape;
    geometry.strides = nullptr;
    geometry.suboffsets = nullptr;
    return make_view(view->mbuf, geometry).release();
}

// --- attributes

Ref tuple_of(const Py_ssize_t *values, int count) {
    Ref tuple = TRY_REF(PyTuple_New(values == nullptr ? 0 : count));
    for (int i = 0; values != nullptr && i < count; i++) {
        PyObject *number = TRY(PyLong_FromSsize_t(values[i]));
        PyTuple_SET_ITEM(tuple.get(), i, number);
    }
    return tuple;
}

// The attributes, each made by a function of the view; all fail on a released one.
template <auto Make> PyObject *get(PyObject *self, void *) {
    TRY(check_released(self));
    return Make(as_view(self));
}

PyObject *make_obj(PyMemoryViewObject *view) {
    return Py_NewRef(view->view.obj == nullptr ? Py_None : view->view.obj);
}
PyObject *make_nbytes(PyMemoryViewObject *view) {
    return PyLong_FromSsize_t(view->view.len);
}
PyObject *make_readonly(PyMemoryViewObject *view) {
    return PyBool_FromLong(view->view.readonly);
}
PyObject *make_itemsize(PyMemoryViewObject *view) {
    return PyLong_FromSsize_t(view->view.itemsize);
}
PyObject *make_format(PyMemoryViewObject *view) {
    return PyUnicode_FromString(view->view.format);
}
PyObject *make_ndim(PyMemoryViewObject *view) {
    return PyLong_FromLong(view->view.ndim);
}
PyObject *make_shape(PyMemoryViewObject *view) {
    return tuple_of(view->view.shape, view->view.ndim).release();
}
PyObject *make_strides(PyMemoryViewObject *view) {
    return tuple_of(view->view.strides, view->view.ndim).release();
}
PyObject *make_suboffsets(PyMemoryViewObject *view) {
    return tuple_of(view->view.suboffsets, view->view.ndim).release();
}
PyObject *make_c_contiguous(PyMemoryViewObject *view) {
    return PyBool_FromLong(has_c_order(view));
}
PyObject *make_f_contiguous(PyMemoryViewObject *view) {
    return PyBool_FromLong((view->flags & (view_fortran | view_scalar)) != 0);
}
PyObject *make_contiguous(PyMemoryViewObject *view) {
    return PyBool_FromLong(has_any_order(view));
}

} // namespace

PyGetSetDef view_getset[] = {
    {"obj", get<make_obj>, nullptr, "The underlying object of the memoryview.", nullptr},
    {"nbytes", get<make_nbytes>, nullptr, "Bytes that the items take.", nullptr},
    {"readonly", get<make_readonly>, nullptr, "Whether the memory is read only.", nullptr},
    {"itemsize", get<make_itemsize>, nullptr, "Bytes of an item.", nullptr},
    {"format", get<make_format>, nullptr, "Format of an item, as module struct writes it.", nullptr},
    {"ndim", get<make_ndim>, nullptr, "Number of dimensions.", nullptr},
    {"shape", get<make_shape>, nullptr, "Extents of the dimensions.", nullptr},
    {"strides", get<make_strides>, nullptr, "Bytes from one item to the next, for each dimension.", nullptr},
    {"suboffsets", get<make_suboffsets>, nullptr, "Used for arrays of pointers.", nullptr},
    {"c_contiguous", get<make_c_contiguous>, nullptr, "Whether the items lie in C order without gaps.",
     nullptr},
    {"f_contiguous", get<make_f_contiguous>, nullptr, "Whether the items lie in Fortran order without gaps.",
     nullptr},
    {"contiguous", get<make_contiguous>, nullptr, "Whether the items lie without gaps.", nullptr},
    {},
};

PyMethodDef view_methods[] = {
    {"release", view_release, METH_NOARGS, "release($self, /)\n--\n\nGive the buffer back to its object."},
    {"tobytes", _PyCFunction_CAST(view_tobytes), METH_FASTCALL | METH_KEYWORDS,
     "tobytes($self, /, order=\'C\')\n--\n\nThe items as bytes."},
    {"hex", _PyCFunction_CAST(view_hex), METH_FASTCALL | METH_KEYWORDS,
     "hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nThe items' bytes in hexadecimal."},
    {"tolist", view_tolist, METH_NOARGS, "tolist($self, /)\n--\n\nThe items as nested lists."},
    {"cast", _PyCFunction_CAST(view_cast), METH_FASTCALL | METH_KEYWORDS,
     "cast($self, /, format, shape=<unrepresentable>)\n--\n\nA view of the same memory in another format or "
     "shape."},
    {"toreadonly", view_toreadonly, METH_NOARGS, "toreadonly($self, /)\n--\n\nA view that cannot write."},
    {"__enter__", view_enter, METH_NOARGS, nullptr},
    {"__exit__", _PyCFunction_CAST(view_exit), METH_FASTCALL, nullptr},
    {},
};

} // namespace adder::objects
