// SPDX-License-Identifier: MIT
//
// A memoryview holds its exporter's buffer through a managed buffer, which all views made from each other
// share: the exporter is asked once, and told when the last view is gone.
//
// Shape, strides and suboffsets of a view lie in the object itself, behind one another.
#include "objects/memory_view.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/sequence_iterators.hpp"

#include <cstddef>
#include <cstring>

namespace adder::objects {

namespace {

_PyManagedBufferObject *as_managed(PyObject *object) {
    return reinterpret_cast<_PyManagedBufferObject *>(object);
}

// --- managed buffers

Ref make_managed_buffer() {
    auto *managed = new_gc_object<_PyManagedBufferObject>(&managed_buffer_type);
    if (managed == nullptr) return {};
    managed->flags = 0;
    managed->exports = 0;
    managed->master = {};
    auto *object = reinterpret_cast<PyObject *>(managed);
    track(object);
    return Ref::steal(object);
}

Ref managed_buffer_of(PyObject *exporter) {
    Ref managed = TRY(make_managed_buffer());
    TRY(PyObject_GetBuffer(exporter, &managed.as<_PyManagedBufferObject>()->master, PyBUF_FULL_RO));
    return managed;
}

void release_managed_buffer(_PyManagedBufferObject *managed) {
    if (managed->flags & view_released) return;
    managed->flags |= view_released;
    untrack(reinterpret_cast<PyObject *>(managed));
    PyBuffer_Release(&managed->master);
}

void managed_buffer_dealloc(PyObject *self) {
    release_managed_buffer(as_managed(self));
    release_gc_object(self, sizeof(_PyManagedBufferObject));
}

int managed_buffer_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_managed(self)->master.obj);
    return 0;
}

int managed_buffer_clear(PyObject *self) {
    if (as_managed(self)->exports == 0) release_managed_buffer(as_managed(self));
    return 0;
}

// --- making views

void copy_geometry(PyMemoryViewObject *view, const Py_buffer &source) {
    int dimensions = source.ndim;
    view->view.shape = view->ob_array;
    view->view.strides = view->ob_array + dimensions;
    view->view.suboffsets = nullptr;
    for (int i = 0; i < dimensions; i++)
        view->view.shape[i] = source.shape != nullptr ? source.shape[i] : source.len / source.itemsize;
    if (source.strides != nullptr) {
        for (int i = 0; i < dimensions; i++) view->view.strides[i] = source.strides[i];
    } else {
        PyBuffer_FillContiguousStrides(dimensions, view->view.shape, view->view.strides,
                                       static_cast<int>(source.itemsize), 'C');
    }
    if (source.suboffsets == nullptr) return;
    view->view.suboffsets = view->ob_array + 2 * dimensions;
    for (int i = 0; i < dimensions; i++) view->view.suboffsets[i] = source.suboffsets[i];
}

PyObject *view_new(PyTypeObject *, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"object", nullptr};
    PyObject *object;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O:memoryview", const_cast<char **>(keywords), &object))
        return nullptr;
    return PyMemoryView_FromObject(object);
}

void view_dealloc(PyObject *self) {
    auto *view = as_view(self);
    untrack(self);
    if (view->weakreflist != nullptr) PyObject_ClearWeakRefs(self);
    view->exports = 0;
    (void)release_view(view);
    Py_CLEAR(view->mbuf);
    PyObject_GC_Del(self);
}

int view_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_view(self)->mbuf);
    return 0;
}

int view_clear(PyObject *self) {
    if (release_view(as_view(self)) < 0) PyErr_Clear();
    Py_CLEAR(as_view(self)->mbuf);
    return 0;
}

// --- the view as an exporter

// Why a consumer cannot have what it asked for, or NULL.
const char *export_problem(PyMemoryViewObject *view, int flags) {
    auto asks = [flags](int wanted) { return (flags & wanted) == wanted; };
    if (asks(PyBUF_WRITABLE) && view->view.readonly) return "memoryview: underlying buffer is not writable";
    if (asks(PyBUF_C_CONTIGUOUS) && !has_c_order(view))
        return "memoryview: underlying buffer is not C-contiguous";
    if (asks(PyBUF_F_CONTIGUOUS) && !(view->flags & (view_fortran | view_scalar)))
        return "memoryview: underlying buffer is not Fortran contiguous";
    if (asks(PyBUF_ANY_CONTIGUOUS) && !has_any_order(view))
        return "memoryview: underlying buffer is not contiguous";
    if (!asks(PyBUF_INDIRECT) && (view->flags & view_indirect))
        return "memoryview: underlying buffer requires suboffsets";
    if (!asks(PyBUF_STRIDES) && !has_c_order(view))
        return "memoryview: underlying buffer is not C-contiguous";
    if (!asks(PyBUF_ND) && asks(PyBUF_FORMAT))
        return "memoryview: cannot cast to unsigned bytes if the format flag is present";
    return nullptr;
}

int view_getbuffer(PyObject *self, Py_buffer *target, int flags) {
    auto *view = as_view(self);
    target->obj = nullptr;
    TRY(check_released(self));
    if (const char *problem = export_problem(view, flags)) return raise(PyExc_BufferError, "%s", problem);
    *target = view->view;
    target->obj = nullptr;
    if (!(flags & PyBUF_FORMAT)) target->format = nullptr;
    if ((flags & PyBUF_INDIRECT) != PyBUF_INDIRECT) target->suboffsets = nullptr;
    if ((flags & PyBUF_STRIDES) != PyBUF_STRIDES) target->strides = nullptr;
    if ((flags & PyBUF_ND) != PyBUF_ND) {
        target->ndim = 1;
        target->shape = nullptr;
    }
    target->obj = Py_NewRef(self);
    view->exports++;
    return 0;
}

void view_releasebuffer(PyObject *self, Py_buffer *) {
    as_view(self)->exports--;
}

PyObject *view_repr(PyObject *self) {
    bool is_released = (as_view(self)->flags & view_released) != 0;
    return PyUnicode_FromFormat(is_released ? "<released memory at %p>" : "<memory at %p>", self);
}

Py_hash_t view_hash(PyObject *self) {
    auto *view = as_view(self);
    if (view->hash != -1) return view->hash;
    TRY(check_released(self));
    if (!view->view.readonly) return raise_value_error("cannot hash writable memoryview object");
    char letter = native_format(view->view.format);
    if (letter != 'B' && letter != 'b' && letter != 'c')
        return raise_value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    if (view->view.obj != nullptr && PyObject_Hash(view->view.obj) == -1) return -1;
    Ref bytes = TRY_REF(PyBytes_FromStringAndSize(nullptr, view->view.len));
    TRY(PyBuffer_ToContiguous(PyBytes_AS_STRING(bytes.get()), &view->view, view->view.len, 'C'));
    return view->hash = PyObject_Hash(bytes.get());
}

PyObject *view_iter(PyObject *self) {
    TRY(check_released(self));
    const int dimensions = as_view(self)->view.ndim;
    if (dimensions == 0) return raise_type_error("invalid indexing of 0-dim memory");
    if (dimensions != 1)
        return raise(PyExc_NotImplementedError, "multi-dimensional sub-views are not implemented");
    return make_sequence_iterator(self, &_PyMemoryIter_Type);
}

PyBufferProcs view_buffer = {view_getbuffer, view_releasebuffer};
PySequenceMethods view_sequence = {.sq_length = view_length, .sq_item = view_item};
PyMappingMethods view_mapping = {view_length, view_subscript, view_set_subscript};

} // namespace

PyTypeObject managed_buffer_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "managedbuffer",
    .tp_basicsize = sizeof(_PyManagedBufferObject),
    .tp_dealloc = managed_buffer_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = managed_buffer_traverse,
    .tp_clear = managed_buffer_clear,
};

int check_released(PyObject *self) {
    auto *view = as_view(self);
    if (!(view->flags & view_released) && !(view->mbuf->flags & view_released)) return 0;
    return raise_value_error("operation forbidden on released memoryview object");
}

void update_flags(PyMemoryViewObject *view) {
    int flags = 0;
    if (view->view.ndim == 0) {
        flags = view_scalar | view_c_contiguous | view_fortran;
    } else {
        if (PyBuffer_IsContiguous(&view->view, 'C')) flags |= view_c_contiguous;
        if (PyBuffer_IsContiguous(&view->view, 'F')) flags |= view_fortran;
    }
    if (view->view.suboffsets != nullptr)
        flags = (flags & ~(view_c_contiguous | view_fortran)) | view_indirect;
    view->flags = (view->flags & view_released) | flags;
}

Ref make_view(_PyManagedBufferObject *buffer, const Py_buffer &source) {
    if (source.ndim > PyBUF_MAX_NDIM)
        return raise_value_error(
            "memoryview: number of dimensions must not exceed " Py_STRINGIFY(PyBUF_MAX_NDIM));
    auto *view = PyObject_GC_NewVar(PyMemoryViewObject, &PyMemoryView_Type, 3 * source.ndim);
    if (view == nullptr) return {};
    view->view = source;
    view->view.format = source.format == nullptr ? const_cast<char *>("B") : source.format;
    view->view.internal = nullptr;
    view->hash = -1;
    view->flags = 0;
    view->exports = 0;
    view->weakreflist = nullptr;
    view->mbuf = reinterpret_cast<_PyManagedBufferObject *>(Py_NewRef(buffer));
    buffer->exports++;
    copy_geometry(view, source);
    update_flags(view);
    auto *object = reinterpret_cast<PyObject *>(view);
    track(object);
    return Ref::steal(object);
}

int release_view(PyMemoryViewObject *view) {
    if (view->flags & view_released) return 0;
    if (view->exports > 0)
        return raise(PyExc_BufferError, "memoryview has %zd exported buffer%s", view->exports,
                     view->exports == 1 ? "" : "s");
    view->flags |= view_released;
    if (view->mbuf != nullptr && --view->mbuf->exports == 0) release_managed_buffer(view->mbuf);
    return 0;
}

extern "C" {

PyTypeObject PyMemoryView_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "memoryview",
    .tp_basicsize = offsetof(PyMemoryViewObject, ob_array),
    .tp_itemsize = sizeof(Py_ssize_t),
    .tp_dealloc = view_dealloc,
    .tp_repr = view_repr,
    .tp_as_sequence = &view_sequence,
    .tp_as_mapping = &view_mapping,
    .tp_hash = view_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_as_buffer = &view_buffer,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_SEQUENCE,
    .tp_doc = "memoryview(object)\n--\n\nThe memory of another object.",
    .tp_traverse = view_traverse,
    .tp_clear = view_clear,
    .tp_richcompare = view_compare,
    .tp_weaklistoffset = offsetof(PyMemoryViewObject, weakreflist),
    .tp_iter = view_iter,
    .tp_methods = view_methods,
    .tp_getset = view_getset,
    .tp_new = view_new,
};

PyObject *PyMemoryView_FromObject(PyObject *object) {
    if (PyMemoryView_Check(object)) {
        TRY(check_released(object));
        return make_view(as_view(object)->mbuf, as_view(object)->view).release();
    }
    if (!PyObject_CheckBuffer(object))
        return raise_type_error("memoryview: a bytes-like object is required, not '%.200s'",
                                Py_TYPE(object)->tp_name);
    Ref managed = TRY(managed_buffer_of(object));
    auto *buffer = managed.as<_PyManagedBufferObject>();
    return make_view(buffer, buffer->master).release();
}

PyObject *PyMemoryView_FromBuffer(const Py_buffer *info) {
    if (info->buf == nullptr)
        return raise_value_error("PyMemoryView_FromBuffer(): info->buf must not be NULL");
    Ref managed = TRY(make_managed_buffer());
    auto *buffer = managed.as<_PyManagedBufferObject>();
    buffer->master = *info;
    buffer->master.obj = nullptr;
    return make_view(buffer, buffer->master).release();
}

PyObject *PyMemoryView_FromMemory(char *memory, Py_ssize_t size, int flags) {
    Py_buffer info;
    TRY(PyBuffer_FillInfo(&info, nullptr, memory, size, flags == PyBUF_READ, PyBUF_FULL_RO));
    info.shape = nullptr;
    info.strides = nullptr;
    return PyMemoryView_FromBuffer(&info);
}

PyObject *PyMemoryView_GetContiguous(PyObject *object, int buffer_type, char order) {
    Ref view = TRY_REF(PyMemoryView_FromObject(object));
    Py_buffer *buffer = PyMemoryView_GET_BUFFER(view.get());
    if (buffer_type == PyBUF_WRITE && buffer->readonly)
        return raise(PyExc_BufferError, "underlying buffer is not writable");
    if (PyBuffer_IsContiguous(buffer, order)) return view.release();
    if (buffer_type == PyBUF_WRITE)
        return raise(PyExc_BufferError, "writable contiguous buffer requested for a non-contiguous object.");
    Ref bytes = TRY_REF(PyBytes_FromStringAndSize(nullptr, buffer->len));
    TRY(PyBuffer_ToContiguous(PyBytes_AS_STRING(bytes.get()), buffer, buffer->len, order));
    Ref flat = TRY_REF(PyMemoryView_FromObject(bytes.get()));
    Py_buffer geometry = *PyMemoryView_GET_BUFFER(flat.get());
    Py_ssize_t strides[PyBUF_MAX_NDIM];
    PyBuffer_FillContiguousStrides(buffer->ndim, buffer->shape, strides, static_cast<int>(buffer->itemsize),
                                   order);
    geometry.ndim = buffer->ndim;
    geometry.itemsize = buffer->itemsize;
    geometry.format = buffer->format;
    geometry.shape = buffer->shape;
    geometry.strides = strides;
    return make_view(as_view(flat.get())->mbuf, geometry).release();
}

} // extern "C"

} // namespace adder::objects
