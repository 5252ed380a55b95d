// SPDX-License-Identifier: MIT
//
// bytearray: its block, and the API functions.
//
// The block has a zero byte behind the content. Deleting in front moves ob_start instead of the content.
// While buffers are exported the size is fixed.
#include "objects/bytearray.hpp"

#include "objects/bytes.hpp"
#include "objects/error.hpp"

#include <cstring>

namespace adder::objects {

int check_resizable(PyByteArrayObject *self) {
    if (self->ob_exports == 0) return 0;
    return raise(PyExc_BufferError, "Existing exports of data: object cannot be re-sized");
}

namespace {

// Room for `size` bytes and the zero, more than needed when it grows by little.
Py_ssize_t new_allocation(Py_ssize_t size, Py_ssize_t allocated) {
    const bool grows_a_little = static_cast<double>(size) <= static_cast<double>(allocated) * 1.125;
    return grows_a_little ? size + (size >> 3) + (size < 9 ? 3 : 6) : size + 1;
}

[[nodiscard]] int move_to_block(PyByteArrayObject *self, Py_ssize_t size, Py_ssize_t allocation) {
    char *block;
    if (self->ob_start == self->ob_bytes) {
        block = static_cast<char *>(PyObject_Realloc(self->ob_bytes, static_cast<size_t>(allocation)));
    } else {
        block = static_cast<char *>(PyObject_Malloc(static_cast<size_t>(allocation)));
        if (block != nullptr) {
            memcpy(block, self->ob_start, static_cast<size_t>(Py_MIN(size, Py_SIZE(self))));
            PyObject_Free(self->ob_bytes);
        }
    }
    if (block == nullptr) {
        PyErr_NoMemory();
        return -1;
    }
    self->ob_bytes = self->ob_start = block;
    self->ob_alloc = allocation;
    return 0;
}

} // namespace

int delete_and_insert(PyByteArrayObject *self, Py_ssize_t low, Py_ssize_t high, std::string_view bytes) {
    const auto size = static_cast<Py_ssize_t>(bytes.size());
    const Py_ssize_t growth = size - (high - low);
    const Py_ssize_t old_size = Py_SIZE(self);
    auto *object = reinterpret_cast<PyObject *>(self);
    if (growth != 0) TRY(check_resizable(self));
    if (growth > 0 && old_size > PY_SSIZE_T_MAX - growth) {
        PyErr_NoMemory();
        return -1;
    }
    if (growth < 0) {
        if (low == 0) {
            self->ob_start -= growth; // the front goes; the rest stays where it is
            Py_SET_SIZE(&self->ob_base, old_size + growth);
        } else {
            memmove(self->ob_start + low + size, self->ob_start + high, static_cast<size_t>(old_size - high));
        }
        TRY(low == 0 ? settle_size(self) : PyByteArray_Resize(object, old_size + growth));
    } else if (growth > 0) {
        TRY(PyByteArray_Resize(object, old_size + growth));
        memmove(self->ob_start + high + growth, self->ob_start + high, static_cast<size_t>(old_size - high));
    }
    if (size > 0) memcpy(self->ob_start + low, bytes.data(), static_cast<size_t>(size));
    return 0;
}

// After the front was cut: gives memory back when most of the block is unused.
int settle_size(PyByteArrayObject *self) {
    const Py_ssize_t size = Py_SIZE(self);
    if (size + 1 >= self->ob_alloc / 2) return 0;
    return move_to_block(self, size, size + 1) < 0 ? -1 : (self->ob_start[size] = '\0', 0);
}

extern "C" {

char _PyByteArray_empty_string[] = "";

PyObject *PyByteArray_FromStringAndSize(const char *bytes, Py_ssize_t size) {
    if (size < 0) {
        PyErr_SetString(PyExc_SystemError, "Negative size passed to PyByteArray_FromStringAndSize");
        return nullptr;
    }
    if (size == PY_SSIZE_T_MAX) return PyErr_NoMemory();
    auto *self = PyObject_New(PyByteArrayObject, &PyByteArray_Type);
    if (self == nullptr) return nullptr;
    self->ob_exports = 0;
    self->ob_alloc = 0;
    self->ob_bytes = self->ob_start = nullptr;
    Py_SET_SIZE(&self->ob_base, 0);
    if (size > 0) {
        self->ob_bytes = self->ob_start = static_cast<char *>(PyObject_Malloc(static_cast<size_t>(size) + 1));
        if (self->ob_bytes == nullptr) {
            Py_DECREF(self);
            return PyErr_NoMemory();
        }
        self->ob_alloc = size + 1;
        Py_SET_SIZE(&self->ob_base, size);
        if (bytes != nullptr) memcpy(self->ob_bytes, bytes, static_cast<size_t>(size));
        self->ob_bytes[size] = '\0';
    }
    return reinterpret_cast<PyObject *>(self);
}

PyObject *PyByteArray_FromObject(PyObject *object) {
    return PyObject_CallOneArg(reinterpret_cast<PyObject *>(&PyByteArray_Type), object);
}

PyObject *PyByteArray_Concat(PyObject *left, PyObject *right) {
    if (!PyObject_CheckBuffer(left) || !PyObject_CheckBuffer(right))
        return raise_type_error("can't concat %.100s to %.100s", Py_TYPE(right)->tp_name,
                                Py_TYPE(left)->tp_name);
    const BufferView a(left);
    const BufferView b(right);
    if (!a || !b) return nullptr;
    if (a.view().size() > static_cast<size_t>(PY_SSIZE_T_MAX) - b.view().size()) return PyErr_NoMemory();
    const auto size = static_cast<Py_ssize_t>(a.view().size() + b.view().size());
    PyObject *result = TRY(PyByteArray_FromStringAndSize(nullptr, size));
    if (size == 0) return result;
    memcpy(PyByteArray_AS_STRING(result), a.view().data(), a.view().size());
    memcpy(PyByteArray_AS_STRING(result) + a.view().size(), b.view().data(), b.view().size());
    return result;
}

Py_ssize_t PyByteArray_Size(PyObject *bytes) {
    return Py_SIZE(bytes);
}
char *PyByteArray_AsString(PyObject *bytes) {
    return PyByteArray_AS_STRING(bytes);
}

int PyByteArray_Resize(PyObject *bytes, Py_ssize_t size) {
    auto *self = reinterpret_cast<PyByteArrayObject *>(bytes);
    if (size == Py_SIZE(self)) return 0;
    TRY(check_resizable(self));
    const Py_ssize_t offset = self->ob_start - self->ob_bytes;
    if (size > PY_SSIZE_T_MAX - offset - 64 - (size >> 3)) {
        PyErr_NoMemory();
        return -1;
    }
    const bool has_room = size + offset + 1 <= self->ob_alloc;
    if (!has_room)
        TRY(move_to_block(self, size, new_allocation(size, self->ob_alloc)));
    else if (size < self->ob_alloc / 2)
        TRY(move_to_block(self, size, size + 1));
    Py_SET_SIZE(&self->ob_base, size);
    self->ob_start[size] = '\0';
    return 0;
}

} // extern "C"

} // namespace adder::objects
