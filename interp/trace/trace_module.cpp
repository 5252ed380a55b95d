// SPDX-License-Identifier: MIT
//
// The built-in module `_trace`: switches the recorder on and off and hands out what it kept. Views are made
// in Python (stdlib/lib/trace.py). The capsule in it is the hook through which kernels report
// (adder/trace_hook.h).
#include "bytecode/opcode.hpp"
#include "objects/error.hpp"
#include "objects/function.hpp"
#include "objects/runtime_state.hpp"
#include "trace/python_tracer.hpp"
#include "trace/recorder.hpp"

#include <memory>

namespace adder::trace {

using objects::Failure;
using objects::Ref;

namespace {

// The recorder outlives its recording, so that the events can be read.
struct State {
    std::unique_ptr<Recorder> recorder;
    bool is_running = false;
    AdderTraceHook hook{ADDER_TRACE_HOOK_VERSION, 0, nullptr};
};

State &state() {
    static State instance;
    return instance;
}

void report_kernel(const AdderKernelEvent *event) {
    if (state().is_running) state().recorder->kernel(*event);
}

void set_running(bool is_running) {
    state().is_running = is_running;
    state().hook.enabled = is_running ? 1 : 0;
    set_recorder(is_running ? state().recorder.get() : nullptr);
}

int begin(Py_ssize_t capacity, const char *file) {
    if (state().is_running) {
        PyErr_SetString(PyExc_RuntimeError, "a trace is already being recorded: stop() it first");
        return -1;
    }
    if (capacity < 1) {
        PyErr_SetString(PyExc_ValueError, "a trace needs room for at least one event");
        return -1;
    }
    state().recorder = std::make_unique<Recorder>(static_cast<size_t>(capacity), file);
    set_running(true);
    return 0;
}

void end() {
    if (!state().is_running) return;
    set_running(false);
    state().recorder->finish();
}

PyObject *start(PyObject *, PyObject *args) {
    Py_ssize_t capacity = 1'000'000;
    const char *file = "";
    if (PyArg_ParseTuple(args, "|ns:start", &capacity, &file) == 0) return nullptr;
    TRY(begin(capacity, file));
    Py_RETURN_NONE;
}

PyObject *stop(PyObject *, PyObject *) {
    end();
    Py_RETURN_NONE;
}

// Recording begins and ends inside this function, so that the caller's own instructions are no part of it.
PyObject *record(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (count < 3) return objects::raise_type_error("record expected at least 3 arguments, got %zd", count);
    const Py_ssize_t capacity = PyNumber_AsSsize_t(args[0], PyExc_OverflowError);
    if (capacity == -1 && objects::is_error_pending()) return nullptr;
    const char *file = PyUnicode_AsUTF8(args[1]);
    if (file == nullptr) return nullptr;
    TRY(begin(capacity, file));
    PyObject *result = PyObject_Vectorcall(args[2], args + 3, static_cast<size_t>(count - 3), nullptr);
    end();
    return result;
}

const char *kind_name(EventKind kind) {
    switch (kind) {
    case EventKind::Instruction: return "instruction";
    case EventKind::Call: return "call";
    case EventKind::Return: return "return";
    case EventKind::Yield: return "yield";
    case EventKind::NativeEnter: return "native_enter";
    case EventKind::NativeLeave: return "native_leave";
    case EventKind::Kernel: return "kernel";
    case EventKind::Exception: return "exception";
    case EventKind::Collection: return "collection";
    }
    return "?";
}

int set_item(PyObject *dict, const char *key, PyObject *owned_value) {
    Ref value = Ref::steal(owned_value);
    if (!value) return -1;
    return PyDict_SetItemString(dict, key, value.get());
}

PyObject *text(const std::string &value) {
    return PyUnicode_DecodeUTF8(value.data(), static_cast<Py_ssize_t>(value.size()), "replace");
}

int add_kernel(PyObject *dict, const AdderKernelEvent &kernel) {
    TRY(set_item(dict, "operation", PyUnicode_FromString(kernel.operation)));
    TRY(set_item(dict, "dtype", PyUnicode_FromString(kernel.dtype)));
    TRY(set_item(dict, "simd_level", PyUnicode_FromString(kernel.simd_level)));
    TRY(set_item(dict, "lanes", PyLong_FromLong(kernel.lanes)));
    TRY(set_item(dict, "threads", PyLong_FromLong(kernel.threads)));
    TRY(set_item(dict, "elements", PyLong_FromLongLong(kernel.elements)));
    TRY(set_item(dict, "vector_iterations", PyLong_FromLongLong(kernel.vector_iterations)));
    TRY(set_item(dict, "scalar_tail", PyLong_FromLongLong(kernel.scalar_tail)));
    return set_item(dict, "bytes", PyLong_FromLongLong(kernel.bytes));
}

Ref event_dict(const Event &event) {
    Ref dict = TRY_REF(PyDict_New());
    TRY(set_item(dict.get(), "kind", PyUnicode_FromString(kind_name(event.kind))));
    TRY(set_item(dict.get(), "time", PyLong_FromLongLong(event.time)));
    TRY(set_item(dict.get(), "depth", PyLong_FromLong(event.depth)));
    TRY(set_item(dict.get(), "line", PyLong_FromLong(event.line)));
    if (event.code) {
        auto *code = event.code.as<PyCodeObject>();
        TRY(PyDict_SetItemString(dict.get(), "file", code->filename));
        TRY(PyDict_SetItemString(dict.get(), "function", code->qualname));
    }
    if (event.kind == EventKind::Instruction) {
        const bytecode::OpcodeInfo &info = bytecode::info_of(static_cast<bytecode::Opcode>(event.opcode));
        TRY(set_item(
            dict.get(), "opcode",
            PyUnicode_FromStringAndSize(info.name.data(), static_cast<Py_ssize_t>(info.name.size()))));
        TRY(set_item(dict.get(), "offset", PyLong_FromLong(2 * event.offset)));
        TRY(set_item(dict.get(), "has_argument",
                     PyBool_FromLong(info.operand != bytecode::OperandKind::None)));
        TRY(set_item(dict.get(), "argument", PyLong_FromLong(event.argument)));
    }
    if (event.kind == EventKind::Kernel) TRY(add_kernel(dict.get(), event.kernel));
    if (event.kind == EventKind::Kernel || event.kind == EventKind::NativeLeave) {
        TRY(set_item(dict.get(), "duration", PyLong_FromLongLong(event.duration)));
    }
    TRY(set_item(dict.get(), "name", text(event.name)));
    TRY(set_item(dict.get(), "text", text(event.text)));
    return dict;
}

PyObject *events(PyObject *, PyObject *) {
    Ref list = TRY_REF(PyList_New(0));
    if (state().recorder == nullptr) return list.release();
    for (const Event &event : state().recorder->events()) {
        Ref dict = TRY(event_dict(event));
        TRY(PyList_Append(list.get(), dict.get()));
    }
    return list.release();
}

int add_natives(PyObject *dict, const Totals &totals) {
    Ref natives = TRY_REF(PyDict_New());
    for (const auto &[name, total] : totals.natives) {
        TRY(set_item(natives.get(), name.c_str(), Py_BuildValue("(LL)", total.calls, total.nanoseconds)));
    }
    TRY(PyDict_SetItemString(dict, "natives", natives.get()));
    Ref kernels = TRY_REF(PyDict_New());
    for (const auto &[name, total] : totals.kernels) {
        TRY(set_item(kernels.get(), name.c_str(),
                     Py_BuildValue("(LLLL)", total.calls, total.nanoseconds, total.elements, total.bytes)));
    }
    return PyDict_SetItemString(dict, "kernels", kernels.get());
}

int add_lines(PyObject *dict, const Totals &totals) {
    Ref lines = TRY_REF(PyDict_New());
    for (const auto &[place, total] : totals.lines) {
        Ref key = TRY_REF(Py_BuildValue("(si)", place.first.c_str(), place.second));
        Ref value = TRY_REF(Py_BuildValue("(LL)", total.instructions, total.native_calls));
        TRY(PyDict_SetItem(lines.get(), key.get(), value.get()));
    }
    return PyDict_SetItemString(dict, "lines", lines.get());
}

PyObject *totals(PyObject *, PyObject *) {
    Ref dict = TRY_REF(PyDict_New());
    if (state().recorder == nullptr) return dict.release();
    const Totals &totals = state().recorder->totals();
    const std::pair<const char *, int64_t> numbers[] = {{"instructions", totals.instructions},
                                                        {"frames", totals.frames},
                                                        {"native_calls", totals.native_calls},
                                                        {"kernel_calls", totals.kernel_calls},
                                                        {"bytecode_nanoseconds", totals.bytecode_nanoseconds},
                                                        {"native_nanoseconds", totals.native_nanoseconds},
                                                        {"kernel_nanoseconds", totals.kernel_nanoseconds},
                                                        {"dropped", totals.dropped}};
    for (const auto &[name, value] : numbers) TRY(set_item(dict.get(), name, PyLong_FromLongLong(value)));
    TRY(add_natives(dict.get(), totals));
    TRY(add_lines(dict.get(), totals));
    return dict.release();
}

int execute(PyObject *module) {
    state().hook.kernel = report_kernel;
    Ref capsule = TRY_REF(PyCapsule_New(&state().hook, ADDER_TRACE_HOOK_NAME, nullptr));
    return PyModule_AddObjectRef(module, "kernel_hook", capsule.get());
}

PyMethodDef methods[] = {
    {"start", start, METH_VARARGS,
     "start($module, capacity=1000000, file='', /)\n--\n\nBegins to record; keeps the last `capacity` "
     "events, of one file if given."},
    {"record", _PyCFunction_CAST(record), METH_FASTCALL,
     "record($module, capacity, file, function, /, *args)\n--\n\n"
     "Calls the function and records just that; returns its result."},
    {"stop", stop, METH_NOARGS,
     "stop($module, /)\n--\n\nEnds recording; the events stay until the next start()."},
    {"events", events, METH_NOARGS, "events($module, /)\n--\n\nThe events as a list of dicts, oldest first."},
    {"totals", totals, METH_NOARGS,
     "totals($module, /)\n--\n\nCounts and times of the whole recording, as a dict."},
    {},
};

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void *>(execute)}, {}};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_trace",
    .m_doc = "Records what bytecode, native code and kernels do. Use the module `trace`.",
    .m_size = 0,
    .m_methods = methods,
    .m_slots = slots,
};

} // namespace

} // namespace adder::trace

extern "C" PyObject *PyInit__trace() {
    return PyModuleDef_Init(&adder::trace::definition);
}
