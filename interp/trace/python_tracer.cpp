// SPDX-License-Identifier: MIT
#include "trace/python_tracer.hpp"

#include "bytecode/opcode.hpp"
#include "objects/error.hpp"
#include "vm/frame_jump.hpp"
#include "vm/frame_object.hpp"

#include <algorithm>
#include <map>

namespace adder::trace {

using objects::Failure;
using objects::Ref;

namespace {

// A Python function, or one in C with the object that it is called with.
struct Hook {
    Ref object;
    Py_tracefunc function = nullptr;

    explicit operator bool() const { return object || function != nullptr; }
};

struct Hooks {
    Hook trace;
    Hook profile;
    int silence = 0; // hooks that run, and PyThreadState_EnterTracing

    Hook &of(HookKind kind) { return kind == HookKind::Trace ? trace : profile; }
    bool has_c_trace() const { return trace.function != nullptr; }
};

// An event: what happened (PyTrace_…), and what came with it (NULL for None).
struct PythonEvent {
    int code;
    PyObject *argument;

    [[nodiscard]] const char *name() const {
        static constexpr const char *names[] = {"call",   "exception",   "line",     "return",
                                                "c_call", "c_exception", "c_return", "opcode"};
        return names[code];
    }
};

class PythonTracer final : public objects::Tracer {
  public:
    std::map<objects::ThreadState *, Hooks> hooks;
    objects::Tracer *recorder = nullptr;
    vm::Frame *left_frame = nullptr; // whose return a hook turned into an error: it is left a second time

    void instruction(vm::Frame *frame, int offset, PyObject *const *base, int depth) override;
    void enter_frame(vm::Frame *frame) override;
    void leave_frame(vm::Frame *frame, PyObject *result, bool is_yield) override;
    void enter_native(const objects::NativeCall &call) override;
    void leave_native(const objects::NativeCall &call, PyObject *result) override;
    void exception(vm::Frame *frame) override;
    void stop_iteration(vm::Frame *frame) override;
    void collection(int generation, Py_ssize_t collected) override;
};

PythonTracer &tracer() {
    static PythonTracer instance;
    return instance;
}

// The thread's hooks when something is to be reported to them now.
Hooks *listening_hooks() {
    auto found = tracer().hooks.find(objects::thread());
    return found == tracer().hooks.end() || found->second.silence > 0 ? nullptr : &found->second;
}

bool is_listening(const std::pair<objects::ThreadState *const, Hooks> &entry) {
    return entry.second.trace || entry.second.profile;
}

// Decides who listens to the loop. It changes to its traced or untraced form at its next chance.
void choose_tracer() {
    const bool has_hooks = std::ranges::any_of(tracer().hooks, is_listening);
    objects::Tracer *chosen = has_hooks ? &tracer() : tracer().recorder;
    if (objects::runtime.tracer == chosen) return;
    objects::runtime.tracer = chosen;
    objects::runtime.attention.fetch_or(objects::AttentionTrace);
}

// --- calling the functions

// A function's variables, which a hook may change through f_locals.
int refresh_locals(PyFrameObject *frame) {
    if (frame->locals == nullptr) return 0;
    Ref locals = TRY_REF(vm::frame_locals(frame->frame));
    return 0;
}

// While a hook runs the frame knows of what event, on which depends whether its line may be set.
class EventMark {
  public:
    EventMark(PyFrameObject *frame, int event)
        : frame_(frame), previous_(std::exchange(frame->traced_event, event)) {}
    ~EventMark() { frame_->traced_event = previous_; }
    EventMark(const EventMark &) = delete;
    EventMark &operator=(const EventMark &) = delete;

  private:
    PyFrameObject *frame_;
    int previous_;
};

int call_c_hook(Hooks &hooks, const Hook &hook, PyFrameObject *frame, PythonEvent event) {
    const Ref keep_frame = Ref::borrow(reinterpret_cast<PyObject *>(frame));
    const Ref keep_object = Ref::borrow(hook.object.get());
    const EventMark mark(frame, event.code);
    hooks.silence++;
    const int status = hook.function(keep_object.get(), frame, event.code,
                                     event.argument == nullptr ? Py_None : event.argument);
    hooks.silence--;
    return status;
}

Ref call_hook(Hooks &hooks, PyObject *function, PyFrameObject *frame, PythonEvent event) {
    Ref name = TRY_REF(PyUnicode_InternFromString(event.name()));
    Ref callable = Ref::borrow(function);
    TRY(refresh_locals(frame));
    const EventMark mark(frame, event.code);
    hooks.silence++;
    Ref result = Ref::steal(PyObject_CallFunctionObjArgs(
        callable.get(), frame, name.get(), event.argument == nullptr ? Py_None : event.argument, nullptr));
    hooks.silence--;
    vm::store_frame_locals(frame->frame);
    if (!result) {
        const int line = PyFrame_GetLineNumber(frame);
        (void)objects::add_traceback(frame, PyFrame_GetLasti(frame), line);
    }
    return result;
}

// The trace function gets calls; everything else goes to what it returned for the frame.
int report_to_trace(Hooks &hooks, PyFrameObject *frame, PythonEvent event) {
    if (hooks.has_c_trace()) return call_c_hook(hooks, hooks.trace, frame, event);
    PyObject *function = event.code == PyTrace_CALL ? hooks.trace.object.get() : frame->trace;
    if (function == nullptr || !hooks.trace) return 0;
    Ref keep_alive = Ref::borrow(reinterpret_cast<PyObject *>(frame));
    Ref result = call_hook(hooks, function, frame, event);
    if (!result) {
        Py_CLEAR(frame->trace);
        set_hook(HookKind::Trace, nullptr);
        return -1;
    }
    if (result.get() != Py_None) Py_XSETREF(frame->trace, result.release());
    return 0;
}

int report_to_profile(Hooks &hooks, PyFrameObject *frame, PythonEvent event) {
    if (!hooks.profile) return 0;
    Ref keep_alive = Ref::borrow(reinterpret_cast<PyObject *>(frame));
    const bool is_good = hooks.profile.function != nullptr
                             ? call_c_hook(hooks, hooks.profile, frame, event) == 0
                             : static_cast<bool>(call_hook(hooks, hooks.profile.object.get(), frame, event));
    if (is_good) return 0;
    set_hook(HookKind::Profile, nullptr);
    return -1;
}

// Runs `report` with the pending exception set aside; it comes back unless there is a new one.
template <class Report> void report_beside_error(Report report) {
    Ref pending = objects::take_exception();
    if (report() == 0 && pending) objects::restore_exception(std::move(pending));
}

// --- lines

bytecode::Opcode opcode_at(const vm::Frame *frame, int offset) {
    return bytecode::opcode_of(frame->code->data->instructions[offset]);
}

// What lies before the first RESUME makes cells and generators: no line of the program.
bool is_before_start(const vm::Frame *frame, int offset) {
    const int size = static_cast<int>(frame->code->data->instructions.size());
    int start = 0;
    while (start < size && opcode_at(frame, start) != bytecode::Opcode::RESUME) start++;
    return offset <= start;
}

// A line begins where its number differs from that of the instruction run before, or by a jump backward.
bool begins_line(const vm::Frame *frame, int offset, int previous) {
    const int line = objects::position_of(frame->code, offset).line;
    if (line < 0) return false;
    if (is_before_start(frame, previous)) return true;
    if (line != objects::position_of(frame->code, previous).line) return true;
    return offset < previous && opcode_at(frame, offset) != bytecode::Opcode::SEND;
}

int report_line(Hooks &hooks, PyFrameObject *frame, int offset, int previous) {
    if (frame->trace == nullptr && !hooks.has_c_trace()) return 0;
    if (frame->trace_lines && begins_line(frame->frame, offset, previous) &&
        report_to_trace(hooks, frame, {PyTrace_LINE, nullptr}) < 0)
        return -1;
    return frame->trace_opcodes ? report_to_trace(hooks, frame, {PyTrace_OPCODE, nullptr}) : 0;
}

int report_call(Hooks &hooks, PyFrameObject *frame) {
    if (report_to_trace(hooks, frame, {PyTrace_CALL, nullptr}) < 0) return -1;
    return report_to_profile(hooks, frame, {PyTrace_CALL, nullptr});
}

// The trace function has set f_lineno: the loop goes on at `target` without another event for that place.
void jump(PyFrameObject *object, int offset, int target) {
    vm::Frame *frame = object->frame;
    vm::drop_for_jump(frame, offset, target);
    frame->instruction = frame->code->instructions + target;
    object->last_traced = target;
}

// While a hook runs the frame stands at the instruction that comes, not behind the one before.
int report_instruction(Hooks &hooks, vm::Frame *frame, int offset) {
    const bool is_start = opcode_at(frame, offset) == bytecode::Opcode::RESUME;
    if (frame->object == nullptr && !is_start && !hooks.has_c_trace()) return 0;
    if (!is_start && is_before_start(frame, offset)) return 0;
    PyFrameObject *object = vm::frame_object(frame);
    if (object == nullptr) return -1;
    const int previous = std::exchange(object->last_traced, offset);
    uint16_t *const instruction = std::exchange(frame->instruction, frame->code->instructions + offset + 1);
    const int status = is_start ? report_call(hooks, object) : report_line(hooks, object, offset, previous);
    const int target = vm::current_offset(frame);
    frame->instruction = instruction;
    if (status == 0 && target != offset) jump(object, offset, target);
    return status;
}

void PythonTracer::instruction(vm::Frame *frame, int offset, PyObject *const *base, int depth) {
    if (recorder != nullptr) recorder->instruction(frame, offset, base, depth);
    if (Hooks *found = listening_hooks()) (void)report_instruction(*found, frame, offset);
}

// --- frames

// Calls are reported at RESUME; one that an exception is thrown into does not get there.
void PythonTracer::enter_frame(vm::Frame *frame) {
    if (recorder != nullptr) recorder->enter_frame(frame);
    Hooks *found = listening_hooks();
    if (found == nullptr || !objects::is_error_pending()) return;
    report_beside_error([&] {
        PyFrameObject *object = vm::frame_object(frame);
        return object == nullptr ? -1 : report_call(*found, object);
    });
}

int report_return(Hooks &hooks, PyFrameObject *frame, PyObject *result) {
    if (report_to_trace(hooks, frame, {PyTrace_RETURN, result}) < 0) return -1;
    return report_to_profile(hooks, frame, {PyTrace_RETURN, result});
}

void PythonTracer::leave_frame(vm::Frame *frame, PyObject *result, bool is_yield) {
    if (recorder != nullptr) recorder->leave_frame(frame, result, is_yield);
    Hooks *found = listening_hooks();
    if (found == nullptr) return;
    const bool makes_generator = result != nullptr && opcode_at(frame, vm::current_offset(frame)) ==
                                                          bytecode::Opcode::RETURN_GENERATOR;
    if (makes_generator || std::exchange(left_frame, nullptr) == frame) return;
    report_beside_error([&] {
        PyFrameObject *object = vm::frame_object(frame);
        const int status = object == nullptr ? -1 : report_return(*found, object, result);
        if (status < 0 && result != nullptr && found->has_c_trace()) left_frame = frame;
        return status;
    });
}

void report_exception(vm::Frame *frame) {
    Hooks *found = listening_hooks();
    if (found == nullptr || frame->object == nullptr) return;
    if (frame->object->trace == nullptr && !found->has_c_trace()) return;
    Ref value = objects::take_exception();
    if (!value) return;
    Ref traceback = Ref::steal(PyException_GetTraceback(value.get()));
    Ref argument =
        Ref::steal(PyTuple_Pack(3, Py_TYPE(value.get()), value.get(), traceback ? traceback.get() : Py_None));
    if (!argument) return;
    if (report_to_trace(*found, frame->object, {PyTrace_EXCEPTION, argument.get()}) == 0)
        objects::restore_exception(std::move(value));
}

void PythonTracer::exception(vm::Frame *frame) {
    if (recorder != nullptr) recorder->exception(frame);
    report_exception(frame);
}

void PythonTracer::stop_iteration(vm::Frame *frame) {
    report_exception(frame);
}

// --- native functions, which only the profile function hears of

Ref bound_callable(const objects::NativeCall &call) {
    if (PyCFunction_Check(call.callable)) return Ref::borrow(call.callable);
    if (call.argument_count == 0) return {};
    PyObject *self = call.arguments[0];
    PyTypeObject *type = Py_TYPE(call.callable);
    Ref bound =
        Ref::steal(type->tp_descr_get(call.callable, self, reinterpret_cast<PyObject *>(Py_TYPE(self))));
    if (!bound) PyErr_Clear();
    return bound;
}

int report_native(const objects::NativeCall &call, int event) {
    Hooks *found = listening_hooks();
    if (found == nullptr || !found->profile || call.callable == nullptr) return 0;
    if (call.kind != objects::DoorKind::Method) return 0;
    Ref callable = bound_callable(call);
    if (!callable) return 0;
    PyFrameObject *frame = PyEval_GetFrame();
    return frame == nullptr ? -1 : report_to_profile(*found, frame, {event, callable.get()});
}

void PythonTracer::enter_native(const objects::NativeCall &call) {
    if (recorder != nullptr) recorder->enter_native(call);
    (void)report_native(call, PyTrace_C_CALL);
}

void PythonTracer::leave_native(const objects::NativeCall &call, PyObject *result) {
    if (recorder != nullptr) recorder->leave_native(call, result);
    if (result != nullptr) {
        (void)report_native(call, PyTrace_C_RETURN);
    } else {
        report_beside_error([&] { return report_native(call, PyTrace_C_EXCEPTION); });
    }
}

void PythonTracer::collection(int generation, Py_ssize_t collected) {
    if (recorder != nullptr) recorder->collection(generation, collected);
}

} // namespace

// --- setting

void set_hook(HookKind kind, PyObject *function, Py_tracefunc c_function) {
    Hook wanted{function == Py_None && c_function == nullptr ? Ref() : Ref::borrow(function), c_function};
    // The entry stays when both are gone: one of them may be running.
    const Hook old = std::exchange(tracer().hooks[objects::thread()].of(kind), std::move(wanted));
    choose_tracer();
}

PyObject *get_hook(HookKind kind) {
    auto found = tracer().hooks.find(objects::thread());
    return found == tracer().hooks.end() ? nullptr : found->second.of(kind).object.get();
}

void forget_thread(objects::ThreadState *thread) {
    auto node = tracer().hooks.extract(thread);
    choose_tracer();
}

void set_recorder(objects::Tracer *recorder) {
    tracer().recorder = recorder;
    choose_tracer();
}

extern "C" {

void PyEval_SetTrace(Py_tracefunc function, PyObject *object) {
    set_hook(HookKind::Trace, function == nullptr ? nullptr : object, function);
}

void PyEval_SetProfile(Py_tracefunc function, PyObject *object) {
    set_hook(HookKind::Profile, function == nullptr ? nullptr : object, function);
}

void PyThreadState_EnterTracing(PyThreadState *state) {
    tracer().hooks[reinterpret_cast<objects::ThreadState *>(state)].silence++;
}

void PyThreadState_LeaveTracing(PyThreadState *state) {
    tracer().hooks[reinterpret_cast<objects::ThreadState *>(state)].silence--;
}

} // extern "C"

} // namespace adder::trace
