// SPDX-License-Identifier: MIT
//
// Buffers of bytes and of items in several dimensions, memoryview (adder/buffer.h).
#include "cases.hpp"

#include <array>
#include <cstring>
#include <iterator>

// The functions of the first buffer protocol are deprecated.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace {

constexpr const char *INTS = "__import__('array').array('i', [1, 2, 3, 4, 5, 6])";
constexpr const char *TABLE = "memoryview(bytes(range(6))).cast('B', (2, 3))";
constexpr const char *STEPPED = "memoryview(bytearray(b'abcdef'))[::2]";
constexpr const char *RELEASED = "(lambda m: (m.release(), m)[1])(memoryview(b'abc'))";

std::string number(Py_ssize_t value) {
    return std::to_string(value);
}

std::string told_array(const char *name, const Py_ssize_t *values, int count) {
    std::string text = std::string(", ") + name;
    if (values == nullptr) return text + " NULL";
    for (int i = 0; i < count; ++i) text += " " + number(values[i]);
    return text;
}

// What a buffer says of itself.
std::string told(const Py_buffer &view) {
    return "length " + number(view.len) + ", item " + number(view.itemsize) + ", read-only " +
           number(view.readonly) + ", dimensions " + number(view.ndim) + ", format " +
           (view.format == nullptr ? "NULL" : view.format) + told_array("shape", view.shape, view.ndim) +
           told_array("strides", view.strides, view.ndim) +
           (view.suboffsets == nullptr ? "" : ", suboffsets");
}

// The buffer that an object exports.
std::string exported(PyObject *object, int flags) {
    Py_buffer view;
    if (PyObject_GetBuffer(object, &view, flags) < 0) return "-1";
    const std::string text = told(view) + (view.obj == object ? ", its own" : ", another's");
    PyBuffer_Release(&view);
    return text + (view.obj == nullptr ? "" : ", not released");
}

// Calls a function with the buffer of an object.
template <class Function> auto with_buffer(PyObject *object, int flags, Function function) {
    Py_buffer view;
    if (PyObject_GetBuffer(object, &view, flags) < 0) return decltype(function(view)){};
    auto result = function(view);
    PyBuffer_Release(&view);
    return result;
}

std::string filled(PyObject *object, int read_only, int flags) {
    char memory[] = "abcdef";
    Py_buffer view;
    view.obj = nullptr;
    if (PyBuffer_FillInfo(&view, object, memory, 6, read_only, flags) < 0) return "-1";
    const std::string text = told(view) + (view.obj == object ? ", its own" : ", another's");
    PyBuffer_Release(&view);
    return text;
}

std::string contiguous_strides(int dimensions, char order) {
    Py_ssize_t shape[] = {2, 3, 4}, strides[] = {9, 9, 9};
    PyBuffer_FillContiguousStrides(dimensions, shape, strides, 4, order);
    return told_array("strides", strides, 3);
}

// The bytes of a buffer in an order, hexadecimal.
std::string bytes_in_order(PyObject *object, char order, Py_ssize_t short_by = 0) {
    return with_buffer(object, PyBUF_FULL_RO, [order, short_by](Py_buffer &view) {
        std::array<char, 64> memory{};
        const int status = PyBuffer_ToContiguous(memory.data(), &view, view.len - short_by, order);
        return number(status) + " " +
               told(PyBytes_FromStringAndSize(memory.data(), status < 0 ? 0 : view.len));
    });
}

std::string written_in_order(PyObject *object, char order, Py_ssize_t length) {
    return with_buffer(object, PyBUF_FULL, [order, length](Py_buffer &view) {
        return number(PyBuffer_FromContiguous(&view, "123456", length, order));
    });
}

template <class Pointer>
std::string old_buffer(int (*get)(PyObject *, Pointer *, Py_ssize_t *), PyObject *object) {
    Pointer memory = nullptr;
    Py_ssize_t length = -9;
    if (get(object, &memory, &length) < 0) return "-1";
    return told(PyBytes_FromStringAndSize(reinterpret_cast<const char *>(memory), length));
}

// A memoryview's description and bytes.
std::string view_text(PyObject *view) {
    if (view == nullptr) return "NULL";
    const std::string text = told(*PyMemoryView_GET_BUFFER(view));
    const std::string bytes = ::told(PyObject_CallMethod(view, "tobytes", nullptr));
    Py_DECREF(view);
    return text + ", " + bytes;
}

std::string view_of_memory(int flags) {
    char memory[] = "memory";
    return view_text(PyMemoryView_FromMemory(memory, 6, flags));
}

std::string view_of_buffer(PyObject *object) {
    return with_buffer(object, PyBUF_FULL_RO, [](Py_buffer &buffer) {
        PyObject *view = PyMemoryView_FromBuffer(&buffer);
        const bool has_object = view != nullptr && PyMemoryView_GET_BUFFER(view)->obj != nullptr;
        return view_text(view) + (has_object ? ", of an object" : ", of nobody");
    });
}

const Case BUFFERS[] = {
    CASE(PyObject_CheckBuffer, PyObject_CheckBuffer(on.bytes)),
    CASE(PyObject_CheckBuffer, PyObject_CheckBuffer(on.text)),
    CASE(PyObject_GetBuffer, exported(on.bytes, PyBUF_SIMPLE)),
    CASE(PyObject_GetBuffer, exported(on.bytes, PyBUF_FULL_RO)),
    CASE(PyObject_GetBuffer, exported(on.bytes, PyBUF_WRITABLE)),
    CASE(PyObject_GetBuffer, exported(on.array, PyBUF_FULL)),
    CASE(PyObject_GetBuffer, exported(on.array, PyBUF_SIMPLE)),
    CASE(PyObject_GetBuffer, exported(on.list, PyBUF_SIMPLE)),
    CASE(PyObject_GetBuffer, exported(on.text, PyBUF_SIMPLE)),
    CASE(PyObject_GetBuffer, exported(Value(INTS), PyBUF_FULL)),
    CASE(PyObject_GetBuffer, exported(Value(INTS), PyBUF_SIMPLE)),
    CASE(PyObject_GetBuffer, exported(Value(TABLE), PyBUF_FULL_RO)),
    CASE(PyObject_GetBuffer, exported(Value(TABLE), PyBUF_ND)),
    CASE(PyObject_GetBuffer, exported(Value(TABLE), PyBUF_F_CONTIGUOUS)),
    CASE(PyObject_GetBuffer, exported(Value(TABLE), PyBUF_FORMAT)),
    CASE(PyObject_GetBuffer, exported(Value(STEPPED), PyBUF_STRIDES)),
    CASE(PyObject_GetBuffer, exported(Value(STEPPED), PyBUF_SIMPLE)),
    CASE(PyObject_GetBuffer, exported(Value(STEPPED), PyBUF_C_CONTIGUOUS)),
    CASE(PyObject_GetBuffer, exported(Value(STEPPED), PyBUF_ANY_CONTIGUOUS)),
    CASE(PyObject_GetBuffer, exported(Value(RELEASED), PyBUF_SIMPLE)),
    CASE(PyObject_GetBuffer, PyObject_GetBuffer(on.bytes, nullptr, PyBUF_SIMPLE)),
    CASE(PyObject_GetBuffer, PyObject_GetBuffer(on.array, nullptr, PyBUF_SIMPLE)),
    VOID_CASE(PyBuffer_Release, Py_buffer view; view.obj = nullptr; PyBuffer_Release(&view)),
    CASE(PyBuffer_Release,
         [&on] {
             Py_buffer view;
             PyObject_GetBuffer(on.array, &view, PyBUF_SIMPLE);
             Py_XDECREF(PyObject_CallMethod(on.array, "append", "i", 33));
             const std::string text = PyErr_Occurred() ? "locked" : "open";
             PyErr_Clear();
             PyBuffer_Release(&view);
             PyBuffer_Release(&view);
             Py_XDECREF(PyObject_CallMethod(on.array, "append", "i", 33));
             return text;
         }()),
    CASE(PyBuffer_GetPointer, with_buffer(Value(TABLE), PyBUF_FULL_RO,
                                          [](Py_buffer &view) {
                                              const Py_ssize_t indices[] = {1, 2};
                                              return static_cast<int>(
                                                  *static_cast<char *>(PyBuffer_GetPointer(&view, indices)));
                                          })),
    CASE(PyBuffer_GetPointer, with_buffer(Value(STEPPED), PyBUF_FULL_RO,
                                          [](Py_buffer &view) {
                                              const Py_ssize_t indices[] = {2};
                                              return static_cast<int>(
                                                  *static_cast<char *>(PyBuffer_GetPointer(&view, indices)));
                                          })),
    CASE(PyBuffer_SizeFromFormat, PyBuffer_SizeFromFormat("i")),
    CASE(PyBuffer_SizeFromFormat, PyBuffer_SizeFromFormat("<hhl")),
    CASE(PyBuffer_SizeFromFormat, PyBuffer_SizeFromFormat("")),
    CASE(PyBuffer_SizeFromFormat, PyBuffer_SizeFromFormat("!?")),
    CASE(PyBuffer_SizeFromFormat, PyBuffer_SizeFromFormat("7k")),
    CASE(PyBuffer_IsContiguous, with_buffer(Value(TABLE), PyBUF_FULL_RO,
                                            [](Py_buffer &view) {
                                                return number(PyBuffer_IsContiguous(&view, 'C')) +
                                                       number(PyBuffer_IsContiguous(&view, 'F')) +
                                                       number(PyBuffer_IsContiguous(&view, 'A'));
                                            })),
    CASE(PyBuffer_IsContiguous,
         with_buffer(Value(STEPPED), PyBUF_FULL_RO,
                     [](Py_buffer &view) { return PyBuffer_IsContiguous(&view, 'A'); })),
    CASE(PyBuffer_IsContiguous, with_buffer(on.bytes, PyBUF_SIMPLE,
                                            [](Py_buffer &view) {
                                                return number(PyBuffer_IsContiguous(&view, 'C')) +
                                                       number(PyBuffer_IsContiguous(&view, 'F')) +
                                                       number(PyBuffer_IsContiguous(&view, 'x'));
                                            })),
    CASE(PyBuffer_IsContiguous,
         with_buffer(Value("memoryview(b'')[::2]"), PyBUF_FULL_RO,
                     [](Py_buffer &view) { return PyBuffer_IsContiguous(&view, 'C'); })),
    CASE(PyBuffer_FillContiguousStrides, contiguous_strides(3, 'C')),
    CASE(PyBuffer_FillContiguousStrides, contiguous_strides(3, 'F')),
    CASE(PyBuffer_FillContiguousStrides, contiguous_strides(1, 'C')),
    CASE(PyBuffer_FillInfo, filled(on.list, 0, PyBUF_SIMPLE)),
    CASE(PyBuffer_FillInfo, filled(on.list, 1, PyBUF_FULL_RO)),
    CASE(PyBuffer_FillInfo, filled(on.list, 1, PyBUF_WRITABLE)),
    CASE(PyBuffer_FillInfo, filled(nullptr, 0, PyBUF_ND)),
    CASE(PyBuffer_FillInfo, PyBuffer_FillInfo(nullptr, on.list, nullptr, 0, 0, PyBUF_SIMPLE)),
    CASE(PyBuffer_ToContiguous, bytes_in_order(Value(TABLE), 'C')),
    CASE(PyBuffer_ToContiguous, bytes_in_order(Value(TABLE), 'F')),
    CASE(PyBuffer_ToContiguous, bytes_in_order(Value(TABLE), 'A')),
    CASE(PyBuffer_ToContiguous, bytes_in_order(Value(STEPPED), 'C')),
    CASE(PyBuffer_ToContiguous, bytes_in_order(on.bytes, 'C')),
    CASE(PyBuffer_ToContiguous, bytes_in_order(on.bytes, 'C', 1)),
    CASE(PyBuffer_FromContiguous, written_in_order(on.array, 'C', 5)),
    CASE(PyBuffer_FromContiguous, written_in_order(on.array, 'C', 2)),
    CASE(PyBuffer_FromContiguous, written_in_order(on.array, 'F', 5)),
    CASE(PyBuffer_FromContiguous, written_in_order(Value(PyMemoryView_FromObject(on.array)), 'C', 5)),
    CASE(PyBuffer_FromContiguous,
         [&on] {
             Value slicer("lambda array: memoryview(array)[::2]");
             return written_in_order(Value(PyObject_CallOneArg(slicer, on.array)), 'C', 3);
         }()),
    CASE(PyBuffer_FromContiguous,
         [&on] {
             Value caster("lambda array: memoryview(array)[:4].cast('B', (2, 2))");
             return written_in_order(Value(PyObject_CallOneArg(caster, on.array)), 'F', 4);
         }()),
    CASE(PyObject_CopyData, PyObject_CopyData(on.array, on.bytes)),
    CASE(PyObject_CopyData, PyObject_CopyData(on.array, Value("b'longer than that'"))),
    CASE(PyObject_CopyData, PyObject_CopyData(on.array, Value(TABLE))),
    CASE(PyObject_CopyData, PyObject_CopyData(on.bytes, on.array)),
    CASE(PyObject_CopyData, PyObject_CopyData(on.array, on.list)),
    CASE(PyObject_CopyData, PyObject_CopyData(on.array, Value("b'b'"))),
    CASE(PyObject_AsReadBuffer, old_buffer(PyObject_AsReadBuffer, on.bytes)),
    CASE(PyObject_AsReadBuffer, old_buffer(PyObject_AsReadBuffer, on.list)),
    CASE(PyObject_AsReadBuffer, PyObject_AsReadBuffer(on.bytes, nullptr, nullptr)),
    CASE(PyObject_AsWriteBuffer, old_buffer(PyObject_AsWriteBuffer, on.array)),
    CASE(PyObject_AsWriteBuffer, old_buffer(PyObject_AsWriteBuffer, on.bytes)),
    CASE(PyObject_AsWriteBuffer, old_buffer(PyObject_AsWriteBuffer, on.list)),
    CASE(PyObject_AsCharBuffer, old_buffer(PyObject_AsCharBuffer, on.array)),
    CASE(PyObject_AsCharBuffer, old_buffer(PyObject_AsCharBuffer, on.text)),
    CASE(PyObject_CheckReadBuffer, PyObject_CheckReadBuffer(on.bytes)),
    CASE(PyObject_CheckReadBuffer, PyObject_CheckReadBuffer(on.text)),
    CASE(PyObject_CheckReadBuffer, PyObject_CheckReadBuffer(Value(RELEASED))),
    CASE(PyMemoryView_FromObject, view_text(PyMemoryView_FromObject(on.bytes))),
    CASE(PyMemoryView_FromObject, view_text(PyMemoryView_FromObject(Value(TABLE)))),
    CASE(PyMemoryView_FromObject, view_text(PyMemoryView_FromObject(Value(INTS)))),
    CASE(PyMemoryView_FromObject, PyMemoryView_FromObject(on.list)),
    CASE(PyMemoryView_FromObject, PyMemoryView_FromObject(Value(RELEASED))),
    CASE(PyMemoryView_FromMemory, view_of_memory(PyBUF_READ)),
    CASE(PyMemoryView_FromMemory, view_of_memory(PyBUF_WRITE)),
    CASE(PyMemoryView_FromBuffer, view_of_buffer(on.array)),
    CASE(PyMemoryView_FromBuffer, view_of_buffer(Value(TABLE))),
    CASE(PyMemoryView_FromBuffer,
         [] {
             Py_buffer view{};
             return PyMemoryView_FromBuffer(&view);
         }()),
    CASE(PyMemoryView_GetContiguous, view_text(PyMemoryView_GetContiguous(on.bytes, PyBUF_READ, 'C'))),
    CASE(PyMemoryView_GetContiguous, view_text(PyMemoryView_GetContiguous(Value(STEPPED), PyBUF_READ, 'C'))),
    CASE(PyMemoryView_GetContiguous, view_text(PyMemoryView_GetContiguous(Value(TABLE), PyBUF_READ, 'F'))),
    CASE(PyMemoryView_GetContiguous, PyMemoryView_GetContiguous(Value(STEPPED), PyBUF_WRITE, 'C')),
    CASE(PyMemoryView_GetContiguous, PyMemoryView_GetContiguous(on.bytes, PyBUF_WRITE, 'C')),
    CASE(PyMemoryView_GetContiguous, view_text(PyMemoryView_GetContiguous(on.array, PyBUF_WRITE, 'A'))),
    CASE(PyMemoryView_GetContiguous, PyMemoryView_GetContiguous(on.list, PyBUF_READ, 'C')),
    CASE(PyMemoryView_GET_BASE,
         borrowed(PyMemoryView_GET_BASE(Value(PyMemoryView_FromObject(on.bytes)).get()))),
};

} // namespace

Area buffer_cases() {
    return BUFFERS;
}
