// SPDX-License-Identifier: MIT
#include "trace/recorder.hpp"

#include "bytecode/disassemble.hpp"
#include "objects/error.hpp"
#include "objects/function.hpp"
#include "objects/runtime_state.hpp"
#include "vm/frame.hpp"

#include <algorithm>
#include <cstring>
#include <ctime>
#include <string_view>

namespace adder::trace {

using objects::Ref;

namespace {

int64_t clock_now() {
    timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

std::string utf8_of(PyObject *text) {
    const char *bytes = PyUnicode_AsUTF8(text);
    if (bytes == nullptr) PyErr_Clear();
    return bytes != nullptr ? bytes : "?";
}

} // namespace

// Takes the time of a report out of the account.
class Recorder::Pause {
  public:
    explicit Pause(Recorder &recorder) : recorder_(recorder), begin_(clock_now()) {}
    ~Pause() { recorder_.own_time_ += clock_now() - begin_; }
    Pause(const Pause &) = delete;
    Pause &operator=(const Pause &) = delete;

    // The reporter's time when the report began.
    [[nodiscard]] int64_t time() const { return begin_ - recorder_.start_ - recorder_.own_time_; }

  private:
    Recorder &recorder_;
    int64_t begin_;
};

Recorder::Recorder(size_t capacity, std::string only_file)
    : capacity_(capacity), only_file_(std::move(only_file)), start_(clock_now()) {}

int64_t Recorder::now() const {
    return clock_now() - start_ - own_time_;
}

bool Recorder::is_recorded(const vm::Frame *frame) {
    if (only_file_.empty()) return true;
    auto [place, is_new] = file_matches_.try_emplace(frame->code, false);
    if (is_new) {
        Py_INCREF(frame->code); // the address must not be used again
        place->second = utf8_of(frame->code->filename) == only_file_;
    }
    return place->second;
}

Event &Recorder::add(EventKind kind) {
    if (events_.size() >= capacity_) {
        events_.pop_front();
        totals_.dropped++;
    }
    Event &event = events_.emplace_back();
    event.kind = kind;
    event.depth = depth_;
    event.line = line_;
    return event;
}

// Gives the time since the last report to whoever ran: native code when a call into it is the innermost
// activity.
void Recorder::charge_time() {
    const int64_t time = now();
    const int64_t span = std::max<int64_t>(time - charged_until_, 0);
    charged_until_ = time;
    const bool is_native = !open_natives_.empty() && native_depths_.back() == depth_;
    if (is_importing()) {
        for (OpenNative &open : open_natives_) open.inner += span;
        return;
    }
    if (!is_native) {
        totals_.bytecode_nanoseconds += span;
        for (OpenNative &open : open_natives_) open.inner += span;
        return;
    }
    totals_.native_nanoseconds += span;
}

namespace {

// The form that runs: specialized ones as they are, but the halves of a superinstruction run one by one when
// traced.
bytecode::Opcode executed_opcode(const PyCodeObject *code, int offset) {
    using bytecode::Opcode;
    if (code->is_checked) return bytecode::opcode_of(code->data->instructions[static_cast<size_t>(offset)]);
    const Opcode opcode = bytecode::opcode_of(code->instructions[offset]);
    const bool is_pair = opcode >= Opcode::LOAD_FAST__LOAD_FAST && opcode <= Opcode::LOAD_CONST__LOAD_FAST;
    return is_pair ? bytecode::info_of(opcode).generic : opcode;
}

} // namespace

// --- bytecode

void Recorder::instruction(vm::Frame *frame, int offset, PyObject *const *, int) {
    charge_time();
    if (is_outside()) return;
    Pause pause(*this);
    totals_.instructions++;
    if (!is_recorded(frame)) return;
    const bytecode::PositionRun position = objects::position_of(frame->code, offset);
    if (position.line > 0) line_ = position.line;
    file_ = utf8_of(frame->code->filename);
    totals_.lines[{file_, line_}].instructions++;
    Event &event = add(EventKind::Instruction);
    const bytecode::Code &code = *frame->code->data;
    const bytecode::DecodedInstruction decoded = bytecode::decode_instruction(code, offset);
    event.time = pause.time();
    event.offset = decoded.offset;
    event.argument = decoded.argument;
    event.opcode = static_cast<uint8_t>(executed_opcode(frame->code, decoded.offset));
    event.text = bytecode::argument_text(code, decoded);
    event.code = Ref::borrow(reinterpret_cast<PyObject *>(frame->code));
}

bool Recorder::begins_import(const vm::Frame *frame) {
    return !only_file_.empty() && depth_ > 0 && utf8_of(frame->code->name) == "<module>" &&
           !is_recorded(frame);
}

void Recorder::enter_frame(vm::Frame *frame) {
    charge_time();
    Pause pause(*this);
    if (!is_importing() && begins_import(frame)) import_depth_ = depth_;
    if (is_importing()) {
        depth_++;
        return;
    }
    totals_.frames++;
    if (is_recorded(frame)) {
        Event &event = add(EventKind::Call);
        event.time = pause.time();
        event.code = Ref::borrow(reinterpret_cast<PyObject *>(frame->code));
        event.name = utf8_of(frame->code->qualname);
    }
    depth_++;
}

void Recorder::leave_frame(vm::Frame *frame, PyObject *result, bool is_yield) {
    charge_time();
    Pause pause(*this);
    depth_--;
    if (is_importing()) {
        if (depth_ == import_depth_) import_depth_ = -1;
        return;
    }
    if (!is_recorded(frame)) return;
    Event &event = add(is_yield ? EventKind::Yield : EventKind::Return);
    event.time = pause.time();
    event.code = Ref::borrow(reinterpret_cast<PyObject *>(frame->code));
    event.name = utf8_of(frame->code->qualname);
    event.text = result != nullptr ? summarize(result) : "exception";
}

void Recorder::exception(vm::Frame *frame) {
    charge_time();
    if (is_outside()) return;
    Pause pause(*this);
    if (!is_recorded(frame)) return;
    Event &event = add(EventKind::Exception);
    event.time = pause.time();
    PyObject *type = objects::thread()->curexc_type;
    event.text = type != nullptr ? reinterpret_cast<PyTypeObject *>(type)->tp_name : "?";
}

void Recorder::collection(int generation, Py_ssize_t collected) {
    if (is_outside()) return;
    Pause pause(*this);
    Event &event = add(EventKind::Collection);
    event.time = pause.time();
    event.text = "generation " + std::to_string(generation) + ", " + std::to_string(collected) + " objects";
}

// --- native code

namespace {

// The name that a callable object of a native type has, behind its type's module: "vecext.sqrt" of a
// vecext.ufunc. Empty for types made in Python, whose attributes may be code.
std::string callable_name(PyObject *callable) {
    if (callable == nullptr || PyType_HasFeature(Py_TYPE(callable), Py_TPFLAGS_HEAPTYPE)) return "";
    Ref name = Ref::steal(PyObject_GetAttrString(callable, "__name__"));
    if (!name) PyErr_Clear();
    if (!name || !PyUnicode_Check(name.get())) return "";
    const std::string type = Py_TYPE(callable)->tp_name;
    const size_t dot = type.rfind('.');
    return (dot == std::string::npos ? "" : type.substr(0, dot + 1)) + utf8_of(name.get());
}

std::string native_name(const objects::NativeCall &call) {
    std::string owner = call.owner != nullptr ? call.owner : "";
    if (call.kind == objects::DoorKind::Slot && std::string_view(call.slot) == "tp_call") {
        const std::string name = callable_name(call.callable);
        if (!name.empty()) return name;
    }
    if (call.kind == objects::DoorKind::Slot)
        return (owner.empty() ? std::string(call.name) : owner) + "." + call.slot;
    if (owner.empty()) return call.name;
    return owner + "." + call.name;
}

std::string native_arguments(const objects::NativeCall &call) {
    std::string text;
    const Py_ssize_t names = call.keyword_names != nullptr ? PyTuple_GET_SIZE(call.keyword_names) : 0;
    for (Py_ssize_t i = 0; i < call.argument_count; i++) {
        if (i > 0) text += ", ";
        const Py_ssize_t keyword = i - (call.argument_count - names);
        if (keyword >= 0) text += utf8_of(PyTuple_GET_ITEM(call.keyword_names, keyword)) + "=";
        text += summarize(call.arguments[i]);
    }
    return text;
}

std::string door_text(const objects::NativeCall &call) {
    if (call.kind == objects::DoorKind::Slot) return std::string("slot ") + call.slot + " of " + call.name;
    if (call.kind == objects::DoorKind::Type) return std::string("type ") + call.name;
    std::string flags;
    constexpr std::pair<int, const char *> names[] = {{METH_VARARGS, "VARARGS"},
                                                      {METH_FASTCALL, "FASTCALL"},
                                                      {METH_KEYWORDS, "KEYWORDS"},
                                                      {METH_NOARGS, "NOARGS"},
                                                      {METH_O, "O"},
                                                      {METH_METHOD, "METHOD"}};
    for (const auto &[bit, name] : names) {
        if ((call.method_flags & bit) != 0) flags += (flags.empty() ? "METH_" : "|METH_") + std::string(name);
    }
    return std::string("row \"") + call.name + "\" of " +
           (call.owner != nullptr ? call.owner : "a native function") + ", " + flags;
}

} // namespace

void Recorder::enter_native(const objects::NativeCall &call) {
    charge_time();
    if (is_outside()) return;
    Pause pause(*this);
    totals_.native_calls++;
    const vm::Frame *frame = objects::thread()->frame;
    const bool is_shown = frame == nullptr || is_recorded(frame);
    open_natives_.push_back({native_name(call), pause.time(), 0, is_shown});
    native_depths_.push_back(depth_);
    if (!is_shown) return;
    totals_.lines[{file_, line_}].native_calls++;
    Event &event = add(EventKind::NativeEnter);
    event.time = pause.time();
    event.name = call.opcode;
    event.text = open_natives_.back().name + "(" + native_arguments(call) + ")  " + door_text(call);
}

void Recorder::leave_native(const objects::NativeCall &, PyObject *result) {
    charge_time();
    if (is_outside()) return;
    Pause pause(*this);
    if (open_natives_.empty()) return; // recording began inside the call
    const OpenNative open = std::move(open_natives_.back());
    open_natives_.pop_back();
    native_depths_.pop_back();
    const int64_t duration = pause.time() - open.begin - open.inner;
    NativeTotal &total = totals_.natives[open.name];
    total.calls++;
    total.nanoseconds += duration;
    if (!open.is_shown) return;
    Event &event = add(EventKind::NativeLeave);
    event.time = pause.time();
    event.duration = duration;
    event.name = open.name;
    event.text = result != nullptr ? summarize(result) : "exception";
}

void Recorder::kernel(const AdderKernelEvent &reported) {
    if (is_outside()) return;
    Pause pause(*this);
    totals_.kernel_calls++;
    totals_.kernel_nanoseconds += reported.nanoseconds;
    KernelTotal &total =
        totals_.kernels[std::string(reported.operation) + " " + reported.dtype + " " + reported.simd_level];
    total.calls++;
    total.nanoseconds += reported.nanoseconds;
    total.elements += reported.elements;
    total.bytes += reported.bytes;
    Event &event = add(EventKind::Kernel);
    event.time = pause.time();
    event.duration = reported.nanoseconds;
    event.kernel = reported;
}

void Recorder::finish() {
    charge_time();
    open_natives_.clear();
    native_depths_.clear();
}

// --- values as short texts

namespace {

std::string shortened(std::string text, size_t limit) {
    if (text.size() <= limit) return text;
    while (limit > 0 && (text[limit] & 0xC0) == 0x80) limit--;
    return text.substr(0, limit) + "…";
}

std::string repr_text(PyObject *value) {
    Ref repr = Ref::steal(PyObject_Repr(value));
    if (!repr) {
        PyErr_Clear();
        return "?";
    }
    return shortened(utf8_of(repr.get()), 40);
}

// An array by what its buffer tells: element type and shape. Asking runs native code of the exporter only.
std::string buffer_text(PyObject *value) {
    Py_buffer view;
    if (PyObject_GetBuffer(value, &view, PyBUF_RECORDS_RO) < 0) {
        PyErr_Clear();
        return "";
    }
    constexpr std::pair<const char *, const char *> formats[] = {
        {"d", "float64"}, {"f", "float32"}, {"l", "int64"},      {"q", "int64"},      {"i", "int32"},
        {"?", "bool"},    {"B", "uint8"},   {"b", "int8"},       {"h", "int16"},      {"H", "uint16"},
        {"I", "uint32"},  {"L", "uint64"},  {"Zf", "complex64"}, {"Zd", "complex128"}};
    std::string format = view.format != nullptr ? view.format : "B";
    for (const auto &[code, name] : formats) {
        if (format == code) {
            format = name;
            break;
        }
    }
    std::string shape;
    for (int i = 0; i < view.ndim; i++)
        shape += std::to_string(view.shape[i]) + (i + 1 < view.ndim ? ", " : "");
    if (view.ndim == 1) shape += ",";
    PyBuffer_Release(&view);
    return format + " (" + shape + ")";
}

} // namespace

std::string summarize(PyObject *value) {
    objects::SavedError saved;
    PyTypeObject *type = Py_TYPE(value);
    if (value == Py_None) return "None";
    const char *dot = std::strrchr(type->tp_name, '.');
    const std::string name = dot != nullptr ? dot + 1 : type->tp_name;
    if (type == &PyLong_Type || type == &PyFloat_Type || type == &PyBool_Type || type == &PyUnicode_Type) {
        return name + " " + repr_text(value);
    }
    if (PyList_Check(value)) return name + "[" + std::to_string(PyList_GET_SIZE(value)) + "]";
    if (PyTuple_Check(value)) return name + "[" + std::to_string(PyTuple_GET_SIZE(value)) + "]";
    if (PyDict_Check(value)) return name + "[" + std::to_string(PyDict_GET_SIZE(value)) + "]";
    if (PyFunction_Check(value))
        return "function " + utf8_of(reinterpret_cast<PyFunctionObject *>(value)->qualname);
    if (PyType_Check(value)) return std::string("class ") + reinterpret_cast<PyTypeObject *>(value)->tp_name;
    const bool has_buffer = type->tp_as_buffer != nullptr && type->tp_as_buffer->bf_getbuffer != nullptr;
    if (!has_buffer) return name;
    // A single element says more by its value than by its shape.
    const std::string text = buffer_text(value);
    return text == name + " ()" ? name + " " + repr_text(value) : name + " " + text;
}

} // namespace adder::trace
