// SPDX-License-Identifier: MIT
//
// A raw stream reads into a buffer that it is given; a buffered one gives bytes, at best what one call of the
// system brings (read1).
#include "runtime/stream_object.hpp"

#include "objects/error.hpp"

namespace adder::runtime {

namespace {

int append_bytes(PyObject *result, const char *method, std::string &bytes, Py_ssize_t &count) {
    Py_buffer view;
    if (!PyObject_CheckBuffer(result))
        return objects::raise_type_error(
            "underlying %s() should have returned a bytes-like object, not '%.200s'", method,
            Py_TYPE(result)->tp_name);
    TRY(PyObject_GetBuffer(result, &view, PyBUF_SIMPLE));
    bytes.append(static_cast<const char *>(view.buf), static_cast<size_t>(view.len));
    count = view.len;
    PyBuffer_Release(&view);
    return 0;
}

Py_ssize_t read_buffered(PyObject *object, std::string &bytes, size_t size) {
    const char *method = PyObject_HasAttrString(object, "read1") ? "read1" : "read";
    const objects::Ref result =
        TRY_REF(PyObject_CallMethod(object, method, "n", static_cast<Py_ssize_t>(size)));
    Py_ssize_t count = 0;
    TRY(append_bytes(result.get(), method, bytes, count));
    return count;
}

Py_ssize_t read_raw(PyObject *object, std::string &bytes, size_t size) {
    const objects::Ref target =
        TRY_REF(PyByteArray_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(size)));
    const objects::Ref view = TRY_REF(PyMemoryView_FromObject(target.get()));
    const objects::Ref result = TRY_REF(PyObject_CallMethod(object, "readinto", "O", view.get()));
    if (result.get() == Py_None) return 0;
    const Py_ssize_t count = PyNumber_AsSsize_t(result.get(), PyExc_ValueError);
    if (count == -1 && objects::is_error_pending()) return -1;
    if (count < 0 || static_cast<size_t>(count) > size)
        return objects::raise(
            PyExc_OSError, "raw readinto() returned invalid length %zd (should have been between 0 and %zd)",
            count, static_cast<Py_ssize_t>(size));
    bytes.append(PyByteArray_AS_STRING(target.get()), static_cast<size_t>(count));
    return count;
}

int64_t to_position(PyObject *number) {
    const int64_t position = PyLong_AsLongLong(number);
    if (position == -1 && objects::is_error_pending()) return -1;
    if (position >= 0) return position;
    return objects::raise(PyExc_OSError, "Raw stream returned invalid position %lld",
                          static_cast<long long>(position));
}

} // namespace

Py_ssize_t read_object(PyObject *object, bool is_raw, std::string &bytes, size_t size) {
    const objects::Ref kept = objects::Ref::borrow(object);
    return is_raw ? read_raw(object, bytes, size) : read_buffered(object, bytes, size);
}

Py_ssize_t write_object(PyObject *object, std::string_view bytes) {
    const objects::Ref kept = objects::Ref::borrow(object);
    const objects::Ref data =
        TRY_REF(PyBytes_FromStringAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size())));
    const objects::Ref result = TRY_REF(PyObject_CallMethod(object, "write", "O", data.get()));
    if (result.get() == Py_None) {
        objects::raise(PyExc_BlockingIOError, "write could not complete without blocking");
        return -1;
    }
    const Py_ssize_t count = PyNumber_AsSsize_t(result.get(), PyExc_ValueError);
    if (count == -1 && objects::is_error_pending()) return -1;
    if (count < 0 || static_cast<size_t>(count) > bytes.size())
        return objects::raise(PyExc_OSError,
                              "raw write() returned invalid length %zd (should have been between 0 and %zd)",
                              count, static_cast<Py_ssize_t>(bytes.size()));
    return count;
}

int64_t seek_object(PyObject *object, int64_t offset, int whence) {
    const objects::Ref kept = objects::Ref::borrow(object);
    const objects::Ref result =
        TRY_REF(PyObject_CallMethod(object, "seek", "Li", static_cast<long long>(offset), whence));
    return to_position(result.get());
}

int64_t tell_object(PyObject *object) {
    const objects::Ref kept = objects::Ref::borrow(object);
    const objects::Ref result = TRY_REF(PyObject_CallMethod(object, "tell", nullptr));
    return to_position(result.get());
}

int call_object(PyObject *object, const char *method, PyObject *argument) {
    const objects::Ref kept = objects::Ref::borrow(object);
    const objects::Ref result =
        TRY_REF(argument == nullptr ? PyObject_CallMethod(object, method, nullptr)
                                    : PyObject_CallMethod(object, method, "O", argument));
    return 0;
}

int ask_object(PyObject *object, const char *method) {
    const objects::Ref kept = objects::Ref::borrow(object);
    const objects::Ref result = TRY_REF(PyObject_CallMethod(object, method, nullptr));
    return PyObject_IsTrue(result.get());
}

int is_object_closed(PyObject *object) {
    const objects::Ref kept = objects::Ref::borrow(object);
    const objects::Ref result = TRY_REF(PyObject_GetAttrString(object, "closed"));
    return PyObject_IsTrue(result.get());
}

} // namespace adder::runtime
