// SPDX-License-Identifier: MIT
//
// PyEval_…: the running frame's namespaces, and code run in given ones.
#include "runtime/evaluate.hpp"

#include "objects/bytes.hpp"
#include "objects/codec.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/runtime_state.hpp"
#include "vm/frame_object.hpp"
#include "vm/run.hpp"

namespace adder::runtime {

namespace {

constexpr uint32_t future_flags = bytecode::CodeFutureBarryAsBdfl | bytecode::CodeFutureAnnotations;

vm::Frame *current_frame() {
    return objects::thread()->frame;
}

} // namespace

PyObject *current_globals() {
    return current_frame() == nullptr ? nullptr : current_frame()->globals;
}

objects::Ref current_locals() {
    return current_frame() == nullptr ? nullptr : objects::Ref::steal(vm::frame_locals(current_frame()));
}

uint32_t current_future_flags() {
    return current_frame() == nullptr ? 0 : current_frame()->code->flags & future_flags;
}

int ensure_builtins(PyObject *globals) {
    const int has_builtins = TRY(PyDict_Contains(globals, objects::name::dunder_builtins));
    return has_builtins ? 0 : PyDict_SetItem(globals, objects::name::dunder_builtins, PyEval_GetBuiltins());
}

std::optional<base::Source> source_from_object(PyObject *object, const std::string &filename,
                                               const char *function, const char *expected) {
    if (PyUnicode_Check(object)) {
        Py_ssize_t size;
        const char *text = PyUnicode_AsUTF8AndSize(object, &size);
        if (text == nullptr) return std::nullopt;
        return base::Source::from_text(filename, {text, static_cast<size_t>(size)});
    }
    if (!PyObject_CheckBuffer(object)) {
        objects::raise_type_error("%s() arg 1 must be a %s object", function, expected);
        return std::nullopt;
    }
    const objects::BufferView bytes(object);
    if (!bytes) return std::nullopt;
    return base::Source::from_bytes(filename, bytes.view(), objects::decode_source);
}

extern "C" {

PyObject *PyEval_GetGlobals(void) {
    return current_globals();
}

PyObject *PyEval_GetBuiltins(void) {
    const adder::vm::Frame *frame = objects::thread()->frame;
    return frame == nullptr ? objects::runtime.builtins : frame->builtins;
}

// The result is borrowed, so the thread keeps it until the next call.
PyObject *PyEval_GetLocals(void) {
    const objects::Ref locals = current_locals();
    if (!locals) {
        if (!objects::is_error_pending()) PyErr_SetString(PyExc_SystemError, "frame does not exist");
        return nullptr;
    }
    if (objects::thread()->frame->locals_dict == locals.get()) return locals.get();
    PyObject *kept = PyThreadState_GetDict();
    if (kept == nullptr || PyDict_SetItem(kept, objects::name::locals_, locals.get()) < 0) return nullptr;
    return locals.get();
}

PyObject *PyEval_EvalCode(PyObject *code, PyObject *globals, PyObject *locals) {
    if (globals == nullptr) {
        PyErr_SetString(PyExc_SystemError, "PyEval_EvalCode: NULL globals");
        return nullptr;
    }
    if (!PyDict_Check(globals)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    return adder::vm::run_code(code, globals, locals == nullptr ? globals : locals);
}

} // extern "C"

} // namespace adder::runtime
