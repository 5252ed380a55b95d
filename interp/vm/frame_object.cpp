// SPDX-License-Identifier: MIT
#include "vm/frame_object.hpp"

#include "objects/error.hpp"

#include "objects/runtime_state.hpp"
#include "vm/frame_jump.hpp"
#include "vm/generator.hpp"

namespace adder::vm {

using objects::Failure;
using objects::Ref;

static_assert(offsetof(AdderFrameFields, f_lineno) == offsetof(PyFrameObject, shown_line));
static_assert(offsetof(AdderFrameFields, f_back) == offsetof(PyFrameObject, back));

namespace {

PyFrameObject *as_frame_object(PyObject *object) {
    return reinterpret_cast<PyFrameObject *>(object);
}
Frame *frame_of(PyObject *object) {
    return as_frame_object(object)->frame;
}

void set_up_frame_object(PyFrameObject *object, Frame *frame) {
    object->shown_line = 0;
    object->frame = frame;
    object->back = nullptr;
    object->trace = nullptr;
    object->locals = nullptr;
    object->storage = nullptr;
    object->last_traced = current_offset(frame);
    object->traced_event = PyTrace_CALL;
    object->trace_lines = true;
    object->trace_opcodes = false;
    frame->object = object;
}

} // namespace

PyFrameObject *frame_object(Frame *frame) {
    if (frame->object != nullptr) return frame->object;
    PyFrameObject *object = PyObject_GC_New(PyFrameObject, &PyFrame_Type);
    if (object == nullptr) return nullptr;
    set_up_frame_object(object, frame);
    PyObject_GC_Track(object);
    return object;
}

namespace {

// A frame object that never runs and has no caller: what native code puts into tracebacks for functions of
// its own.
PyFrameObject *make_detached_frame(PyCodeObject *code, PyObject *globals, PyObject *locals) {
    Ref function = Ref::steal(PyFunction_New(reinterpret_cast<PyObject *>(code), globals));
    if (!function) return nullptr;
    const int count = code->variable_count;
    auto **storage = static_cast<PyObject **>(PyMem_Calloc(count + frame_words, sizeof(PyObject *)));
    PyFrameObject *object = storage == nullptr ? nullptr : PyObject_GC_New(PyFrameObject, &PyFrame_Type);
    if (object == nullptr) {
        PyMem_Free(storage);
        PyErr_NoMemory();
        return nullptr;
    }
    auto *frame = reinterpret_cast<Frame *>(storage + count);
    frame->code = code;
    frame->globals = globals;
    frame->builtins = function.as<PyFunctionObject>()->builtins;
    frame->locals_dict = Py_XNewRef(locals);
    frame->function = reinterpret_cast<PyFunctionObject *>(function.release());
    frame->instruction = code->instructions;
    frame->variables = storage;
    frame->owner = FrameOwner::Object;
    set_up_frame_object(object, frame);
    object->storage = storage;
    PyObject_GC_Track(object);
    return object;
}

} // namespace

void detach_frame_object(Frame *frame) {
    PyFrameObject *object = frame->object;
    frame->object = nullptr;
    if (Py_REFCNT(object) == 1) {
        object->frame = nullptr;
        Py_DECREF(object);
        return;
    }
    const int count = frame->code->variable_count;
    auto **storage = static_cast<PyObject **>(PyMem_Malloc((count + frame_words) * sizeof(PyObject *)));
    if (storage == nullptr) {
        object->frame = nullptr; // the variables are lost, the traceback keeps its lines
        Py_DECREF(object);
        return;
    }
    for (int i = 0; i < count; i++) storage[i] = std::exchange(frame->variables[i], nullptr);
    auto *copy = reinterpret_cast<Frame *>(storage + count);
    *copy = *frame;
    copy->variables = storage;
    copy->stack_top = nullptr;
    copy->object = object; // not counted
    copy->owner = FrameOwner::Object;
    copy->generator = nullptr;
    copy->previous = nullptr;
    Py_INCREF(copy->function);
    Py_XINCREF(copy->locals_dict);
    object->storage = storage;
    object->frame = copy;
    if (frame->previous != nullptr) {
        PyFrameObject *back = frame_object(frame->previous);
        if (back == nullptr) PyErr_Clear();
        object->back = Py_XNewRef(back);
    }
    Py_DECREF(object);
}

namespace {

void release_storage(PyFrameObject *object) {
    if (object->storage == nullptr) return;
    Frame *frame = object->frame;
    PyObject **storage = std::exchange(object->storage, nullptr);
    object->frame = nullptr;
    for (int i = 0; i < frame->code->variable_count; i++) Py_XDECREF(storage[i]);
    Py_XDECREF(frame->locals_dict);
    Py_DECREF(frame->function);
    PyMem_Free(storage);
}

void frame_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    PyFrameObject *object = as_frame_object(self);
    release_storage(object);
    Py_XDECREF(object->back);
    Py_XDECREF(object->trace);
    Py_XDECREF(object->locals);
    PyObject_GC_Del(self);
}

int frame_traverse(PyObject *self, visitproc visit, void *arg) {
    PyFrameObject *object = as_frame_object(self);
    Py_VISIT(object->back);
    Py_VISIT(object->trace);
    Py_VISIT(object->locals);
    if (object->storage == nullptr) return 0;
    for (int i = 0; i < object->frame->code->variable_count; i++) Py_VISIT(object->storage[i]);
    Py_VISIT(object->frame->locals_dict);
    Py_VISIT(reinterpret_cast<PyObject *>(object->frame->function));
    return 0;
}

int frame_tp_clear(PyObject *self) {
    PyFrameObject *object = as_frame_object(self);
    Py_CLEAR(object->locals);
    if (object->storage == nullptr) return 0;
    for (int i = 0; i < object->frame->code->variable_count; i++) Py_CLEAR(object->storage[i]);
    return 0;
}

PyObject *frame_repr(PyObject *self) {
    Frame *frame = frame_of(self);
    if (frame == nullptr) return PyUnicode_FromFormat("<frame at %p>", self);
    return PyUnicode_FromFormat("<frame at %p, file %R, line %d, code %S>", self, frame->code->filename,
                                PyFrame_GetLineNumber(as_frame_object(self)), frame->code->name);
}

PyObject *get_code(PyObject *self, void *) {
    Frame *frame = frame_of(self);
    return frame == nullptr ? Py_NewRef(Py_None) : Py_NewRef(reinterpret_cast<PyObject *>(frame->code));
}
PyObject *get_globals(PyObject *self, void *) {
    Frame *frame = frame_of(self);
    return frame == nullptr ? PyDict_New() : Py_NewRef(frame->globals);
}
PyObject *get_builtins(PyObject *self, void *) {
    Frame *frame = frame_of(self);
    return frame == nullptr ? PyDict_New() : Py_NewRef(frame->builtins);
}
PyObject *get_locals(PyObject *self, void *) {
    Frame *frame = frame_of(self);
    return frame == nullptr ? PyDict_New() : frame_locals(frame);
}
PyObject *get_line(PyObject *self, void *) {
    PyFrameObject *object = as_frame_object(self);
    const int line = object->frame == nullptr ? -1 : PyFrame_GetLineNumber(object);
    if (line < 0) Py_RETURN_NONE;
    return PyLong_FromLong(line);
}

// Jumps are for debuggers: only the trace function that is told of a line may jump.
int check_jump(const PyFrameObject *frame) {
    if (frame->traced_event == PyTrace_CALL)
        return objects::raise_value_error("can't jump from the 'call' trace event of a new frame");
    if (frame->traced_event != PyTrace_LINE)
        return objects::raise_value_error("can only jump from a 'line' trace event");
    if (frame->trace == nullptr)
        return objects::raise_value_error("f_lineno can only be set by a trace function");
    return 0;
}

int set_line(PyObject *self, PyObject *value, void *) {
    if (value == nullptr) return objects::raise(PyExc_AttributeError, "cannot delete attribute");
    if (!PyLong_CheckExact(value)) return objects::raise_value_error("lineno must be an integer");
    TRY(check_jump(as_frame_object(self)));
    int overflow = 0;
    const long line = PyLong_AsLongAndOverflow(value, &overflow);
    if (overflow != 0) return objects::raise_value_error("lineno out of range");
    return move_to_line(frame_of(self), line);
}
PyObject *get_lasti(PyObject *self, void *) {
    Frame *frame = frame_of(self);
    return PyLong_FromLong(frame == nullptr ? -1 : 2 * current_offset(frame));
}
PyObject *get_back(PyObject *self, void *) {
    PyFrameObject *object = as_frame_object(self);
    if (object->frame == nullptr || object->storage != nullptr) {
        return Py_NewRef(object->back != nullptr ? object->back : Py_None);
    }
    Frame *previous = object->frame->previous;
    if (previous == nullptr) Py_RETURN_NONE;
    return Py_XNewRef(reinterpret_cast<PyObject *>(frame_object(previous)));
}
PyObject *get_trace(PyObject *self, void *) {
    PyObject *trace = as_frame_object(self)->trace;
    return Py_NewRef(trace != nullptr ? trace : Py_None);
}
int set_trace(PyObject *self, PyObject *value, void *) {
    Py_XSETREF(as_frame_object(self)->trace, value == Py_None ? nullptr : Py_XNewRef(value));
    return 0;
}

PyObject *frame_clear(PyObject *self, PyObject *) {
    PyFrameObject *object = as_frame_object(self);
    if (object->frame == nullptr) Py_RETURN_NONE;
    if (object->storage == nullptr) {
        PyGenObject *generator = object->frame->generator;
        if (generator == nullptr || generator->state == GeneratorState::Running) {
            PyErr_SetString(PyExc_RuntimeError, "cannot clear an executing frame");
            return nullptr;
        }
        close_generator_frame(generator);
        Py_RETURN_NONE;
    }
    frame_tp_clear(self);
    Py_RETURN_NONE;
}

PyMemberDef frame_members[] = {
    {"f_trace_lines", T_BOOL, offsetof(PyFrameObject, trace_lines), 0, "whether lines are traced"},
    {"f_trace_opcodes", T_BOOL, offsetof(PyFrameObject, trace_opcodes), 0, "whether instructions are traced"},
    {},
};

PyMethodDef frame_methods[] = {
    {"clear", frame_clear, METH_NOARGS, "clear($self, /)\n--\n\nDrops all references that the frame holds."},
    {},
};

PyGetSetDef frame_getset[] = {
    {"f_code", get_code, nullptr, "code object", nullptr},
    {"f_globals", get_globals, nullptr, "global namespace", nullptr},
    {"f_builtins", get_builtins, nullptr, "builtins namespace", nullptr},
    {"f_locals", get_locals, nullptr, "local namespace", nullptr},
    {"f_lineno", get_line, set_line, "current line number", nullptr},
    {"f_lasti", get_lasti, nullptr, "offset of the current instruction in bytes", nullptr},
    {"f_back", get_back, nullptr, "frame of the caller", nullptr},
    {"f_trace", get_trace, set_trace, "trace function", nullptr},
    {},
};

// The cell that a fast variable lives in, or NULL. Free variables are not yet in place before COPY_FREE_VARS
// ran, nor cells before MAKE_CELL.
PyObject *cell_of(Frame *frame, int index) {
    PyObject *value = frame->variables[index];
    const uint8_t kind = frame->code->data->variable_kinds[index];
    const bool is_cell = (kind & (bytecode::VariableCell | bytecode::VariableFree)) != 0;
    return value != nullptr && is_cell && Py_IS_TYPE(value, &PyCell_Type) ? value : nullptr;
}

// The value of a fast variable, looked up through its cell; borrowed, NULL when unbound.
PyObject *variable_value(Frame *frame, int index) {
    PyObject *cell = cell_of(frame, index);
    return cell != nullptr ? objects::cell_get(cell) : frame->variables[index];
}

int update_locals(Frame *frame, PyObject *locals) {
    PyCodeObject *code = frame->code;
    for (int i = 0; i < code->variable_count; i++) {
        PyObject *name = PyTuple_GET_ITEM(code->variable_names, i);
        Ref value = Ref::borrow(variable_value(frame, i));
        if (value) {
            TRY(PyDict_SetItem(locals, name, value.get()));
        } else if (TRY(PyDict_Contains(locals, name)) != 0) {
            TRY(PyDict_DelItem(locals, name));
        }
    }
    return 0;
}

} // namespace

PyObject *frame_locals(Frame *frame) {
    if (frame->locals_dict != nullptr) return Py_NewRef(frame->locals_dict);
    PyFrameObject *object = frame_object(frame);
    if (object == nullptr) return nullptr;
    if (object->locals == nullptr) {
        object->locals = PyDict_New();
        if (object->locals == nullptr) return nullptr;
    }
    Ref locals = Ref::borrow(object->locals);
    TRY(update_locals(frame, locals.get()));
    return locals.release();
}

void store_frame_locals(Frame *frame) {
    if (frame->locals_dict != nullptr || frame->object == nullptr || frame->object->locals == nullptr) return;
    Ref locals = Ref::borrow(frame->object->locals);
    objects::SavedError saved;
    for (int i = 0; i < frame->code->variable_count; i++) {
        PyObject *name = PyTuple_GET_ITEM(frame->code->variable_names, i);
        PyObject *value = PyDict_GetItemWithError(locals.get(), name);
        if (value == variable_value(frame, i) || objects::is_error_pending()) continue;
        if (PyObject *cell = cell_of(frame, i)) {
            (void)PyCell_Set(cell, value);
        } else {
            Py_XSETREF(frame->variables[i], Py_XNewRef(value));
        }
    }
}

extern "C" {
PyTypeObject PyFrame_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "frame",
    .tp_basicsize = sizeof(PyFrameObject),
    .tp_dealloc = frame_dealloc,
    .tp_repr = frame_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = frame_traverse,
    .tp_clear = frame_tp_clear,
    .tp_methods = frame_methods,
    .tp_members = frame_members,
    .tp_getset = frame_getset,
};
}

int init_frame_type() {
    return PyType_Ready(&PyFrame_Type);
}

} // namespace adder::vm

extern "C" {

PyFrameObject *PyFrame_New(PyThreadState *, PyCodeObject *code, PyObject *globals, PyObject *locals) {
    return adder::vm::make_detached_frame(code, globals, locals);
}
PyFrameObject *PyEval_GetFrame() {
    adder::vm::Frame *frame = adder::objects::thread()->frame;
    return frame == nullptr ? nullptr : adder::vm::frame_object(frame);
}
int PyFrame_GetLineNumber(PyFrameObject *object) {
    if (object->shown_line != 0) return object->shown_line;
    return object->frame == nullptr ? 0 : adder::vm::current_line(object->frame);
}
PyCodeObject *PyFrame_GetCode(PyFrameObject *object) {
    Py_INCREF(object->frame->code);
    return object->frame->code;
}
PyFrameObject *PyFrame_GetBack(PyFrameObject *object) {
    adder::objects::Ref back =
        adder::objects::Ref::steal(adder::vm::get_back(reinterpret_cast<PyObject *>(object), nullptr));
    if (!back || back.get() == Py_None) return nullptr;
    return reinterpret_cast<PyFrameObject *>(back.release());
}
PyObject *PyFrame_GetLocals(PyFrameObject *object) {
    return adder::vm::get_locals(reinterpret_cast<PyObject *>(object), nullptr);
}
PyObject *PyFrame_GetGlobals(PyFrameObject *object) {
    return adder::vm::get_globals(reinterpret_cast<PyObject *>(object), nullptr);
}
PyObject *PyFrame_GetBuiltins(PyFrameObject *object) {
    return adder::vm::get_builtins(reinterpret_cast<PyObject *>(object), nullptr);
}
int PyFrame_GetLasti(PyFrameObject *object) {
    return object->frame == nullptr ? -1 : 2 * adder::vm::current_offset(object->frame);
}
}
