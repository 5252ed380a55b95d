// SPDX-License-Identifier: MIT
//
// A vectorized kernel over buffers: `target += factor * source` by xsimd, any two objects of doubles, without
// the GIL. One type exports its memory with shape and strides, so that views of it are taken without a copy.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <cstring>
#include <xsimd/xsimd.hpp>

namespace {

// A buffer for as long as it is looked at.
class View {
  public:
    View(PyObject *object, int flags) : is_good_(PyObject_GetBuffer(object, &buffer_, flags) == 0) {}
    ~View() {
        if (is_good_) PyBuffer_Release(&buffer_);
    }
    View(const View &) = delete;
    View &operator=(const View &) = delete;
    explicit operator bool() const { return is_good_; }
    const Py_buffer *operator->() const { return &buffer_; }

  private:
    Py_buffer buffer_{};
    bool is_good_;
};

bool holds_doubles(const View &view) {
    return view->itemsize == sizeof(double) && view->format != nullptr && std::strcmp(view->format, "d") == 0;
}

void add_scaled(double *target, const double *source, double factor, std::size_t count) {
    using batch = xsimd::batch<double>;
    std::size_t i = 0;
    for (; i + batch::size <= count; i += batch::size) {
        const batch sum = batch::load_unaligned(target + i) + batch::load_unaligned(source + i) * factor;
        sum.store_unaligned(target + i);
    }
    for (; i < count; i++) target[i] += source[i] * factor;
}

PyObject *axpy(PyObject *, PyObject *args) {
    PyObject *target_object;
    PyObject *source_object;
    double factor;
    if (!PyArg_ParseTuple(args, "OdO:axpy", &target_object, &factor, &source_object)) return nullptr;
    const View target(target_object, PyBUF_C_CONTIGUOUS | PyBUF_WRITABLE | PyBUF_FORMAT);
    if (!target) return nullptr;
    const View source(source_object, PyBUF_C_CONTIGUOUS | PyBUF_FORMAT);
    if (!source) return nullptr;
    if (!holds_doubles(target) || !holds_doubles(source))
        return PyErr_Format(PyExc_TypeError, "doubles are needed");
    if (target->len != source->len)
        return PyErr_Format(PyExc_ValueError, "%zd and %zd bytes", target->len, source->len);
    const auto count = static_cast<std::size_t>(target->len) / sizeof(double);
    Py_BEGIN_ALLOW_THREADS add_scaled(static_cast<double *>(target->buf),
                                      static_cast<const double *>(source->buf), factor, count);
    Py_END_ALLOW_THREADS Py_RETURN_NONE;
}

// --- a matrix of doubles that exports its memory

struct Matrix {
    PyObject_HEAD double *items;
    Py_ssize_t shape[2];
    Py_ssize_t strides[2];
    int exports;
};

Matrix *as_matrix(PyObject *object) {
    return reinterpret_cast<Matrix *>(object);
}

PyObject *matrix_new(PyTypeObject *type, PyObject *args, PyObject *) {
    Py_ssize_t rows;
    Py_ssize_t columns;
    if (!PyArg_ParseTuple(args, "nn:Matrix", &rows, &columns)) return nullptr;
    if (rows < 0 || columns < 0 || (columns > 0 && rows > PY_SSIZE_T_MAX / columns / 8))
        return PyErr_Format(PyExc_ValueError, "no matrix of %zd by %zd", rows, columns);
    PyObject *self = type->tp_alloc(type, 0);
    if (self == nullptr) return nullptr;
    *as_matrix(self) =
        Matrix{as_matrix(self)->ob_base,
               static_cast<double *>(PyMem_Calloc(static_cast<size_t>(rows * columns) + 1, sizeof(double))),
               {rows, columns},
               {columns * 8, 8},
               0};
    if (as_matrix(self)->items != nullptr) return self;
    Py_DECREF(self);
    return PyErr_NoMemory();
}

void matrix_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyMem_Free(as_matrix(self)->items);
    type->tp_free(self);
    Py_DECREF(type);
}

int matrix_getbuffer(PyObject *self, Py_buffer *view, int flags) {
    Matrix *matrix = as_matrix(self);
    const Py_ssize_t size = matrix->shape[0] * matrix->shape[1] * 8;
    if (PyBuffer_FillInfo(view, self, matrix->items, size, 0, flags) < 0) return -1;
    view->itemsize = 8;
    if (flags & PyBUF_FORMAT) view->format = const_cast<char *>("d");
    if ((flags & PyBUF_ND) == PyBUF_ND) {
        view->ndim = 2;
        view->shape = matrix->shape;
    }
    if ((flags & PyBUF_STRIDES) == PyBUF_STRIDES) view->strides = matrix->strides;
    matrix->exports++;
    return 0;
}

void matrix_releasebuffer(PyObject *self, Py_buffer *) {
    as_matrix(self)->exports--;
}

PyObject *matrix_exports(PyObject *self, void *) {
    return PyLong_FromLong(as_matrix(self)->exports);
}

PyObject *matrix_resize(PyObject *self, PyObject *) {
    if (as_matrix(self)->exports == 0) Py_RETURN_NONE;
    PyErr_SetString(PyExc_BufferError, "the matrix is looked at");
    return nullptr;
}

PyMethodDef matrix_methods[] = {
    {"resize", matrix_resize, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef matrix_getset[] = {
    {"exports", matrix_exports, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

template <class Function> void *as_slot(Function function) {
    return reinterpret_cast<void *>(function);
}

PyType_Slot matrix_slots[] = {
    {Py_tp_new, as_slot(matrix_new)},
    {Py_tp_dealloc, as_slot(matrix_dealloc)},
    {Py_tp_methods, matrix_methods},
    {Py_tp_getset, matrix_getset},
    {Py_bf_getbuffer, as_slot(matrix_getbuffer)},
    {Py_bf_releasebuffer, as_slot(matrix_releasebuffer)},
    {0, nullptr},
};

PyType_Spec matrix_spec = {"kernel.Matrix", sizeof(Matrix), 0, Py_TPFLAGS_DEFAULT, matrix_slots};

PyMethodDef functions[] = {
    {"axpy", axpy, METH_VARARGS, "axpy($module, target, factor, source, /)\n--\n\nAdd a multiple in place."},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "kernel", nullptr, -1, functions, nullptr, nullptr, nullptr, nullptr};

} // namespace

PyMODINIT_FUNC PyInit_kernel(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module == nullptr) return nullptr;
    PyObject *type = PyType_FromSpec(&matrix_spec);
    if (PyModule_AddObjectRef(module, "Matrix", type) < 0) Py_CLEAR(module);
    Py_XDECREF(type);
    return module;
}
