// SPDX-License-Identifier: MIT
#include "vecext/temporaries.hpp"

namespace adder::vecext {

namespace {

#if defined(ADDER_VERSION)

// Adder's VM calls slots with operands on its own stack, each with a reference of its own; no native module
// that comes with it calls an operator on an object that it keeps.
bool is_called_by_instruction() {
    return true;
}

#elif PY_VERSION_HEX >= 0x030B0000 && PY_VERSION_HEX < 0x030C0000

// The instruction that the innermost Python frame is executing is BINARY_OP.
bool is_called_by_instruction() {
    constexpr unsigned char binary_op = 122;
    PyFrameObject *frame = PyEval_GetFrame();
    if (frame == nullptr) return false;
    const int last_instruction = PyFrame_GetLasti(frame);
    Ref code = Ref::steal(reinterpret_cast<PyObject *>(PyFrame_GetCode(frame)));
    Ref bytes = Ref::steal(PyCode_GetCode(reinterpret_cast<PyCodeObject *>(code.get())));
    if (!bytes) PyErr_Clear();
    if (!bytes || last_instruction < 0 || last_instruction >= PyBytes_GET_SIZE(bytes.get())) return false;
    return static_cast<unsigned char>(PyBytes_AS_STRING(bytes.get())[last_instruction]) == binary_op;
}

#else

bool is_called_by_instruction() {
    return false;
}

#endif

} // namespace

Array *reusable_temporary(PyObject *operand) {
    constexpr std::int64_t worthwhile_bytes = 32 * 1024;
    if (!is_array(operand) || Py_REFCNT(operand) != 1) return nullptr;
    Array *array = as_array(operand);
    const bool is_own = array->storage == Storage::Block && array->exports == 0 && array->is_writeable;
    return is_own && array->bytes() >= worthwhile_bytes && is_called_by_instruction() ? array : nullptr;
}

} // namespace adder::vecext
