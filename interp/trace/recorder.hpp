// SPDX-License-Identifier: MIT
//
// The recorder: listens to the VM and the native door, and keeps what happened in a bounded ring of events.
//
//  1. An event holds no Python object but the code it belongs to; values are kept as short texts
//  ("float 2.5",
//     "ndarray float64 (1000,)"), so recording keeps nothing alive and runs no Python code.
//  2. Totals are exact however many events the ring has dropped.
//  3. Time spent in the recorder is measured and taken out of what it reports. Time between two events
//  belongs to
//     bytecode unless a native call is open; kernels' time is part of their native call's.
#pragma once

#include "adder/trace_hook.h"
#include "objects/object.hpp"
#include "objects/tracer.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

namespace adder::trace {

enum class EventKind : uint8_t {
    Instruction,
    Call,
    Return,
    Yield,
    NativeEnter,
    NativeLeave,
    Kernel,
    Exception,
    Collection
};

struct Event {
    EventKind kind;
    uint8_t opcode; // Instruction: as executed
    int depth;      // of frames
    int line;
    int offset; // Instruction: units
    int argument;
    int64_t time;     // nanoseconds since the start, recorder's time taken out
    int64_t duration; // NativeLeave, Kernel
    objects::Ref code;
    std::string name; // NativeEnter: "vecext.ndarray.nb_add"; Call: function
    std::string text; // arguments, result, or the instruction's argument
    AdderKernelEvent kernel;
};

struct NativeTotal {
    int64_t calls = 0;
    int64_t nanoseconds = 0; // without the time of bytecode that it called back
};

struct KernelTotal {
    int64_t calls = 0;
    int64_t nanoseconds = 0;
    int64_t elements = 0;
    int64_t bytes = 0;
};

struct LineTotal {
    int64_t instructions = 0;
    int64_t native_calls = 0;
};

struct Totals {
    int64_t instructions = 0;
    int64_t frames = 0;
    int64_t native_calls = 0;
    int64_t kernel_calls = 0;
    int64_t bytecode_nanoseconds = 0;
    int64_t native_nanoseconds = 0;
    int64_t kernel_nanoseconds = 0;
    int64_t dropped = 0; // events that the ring has no room for
    std::map<std::string, NativeTotal> natives;
    std::map<std::string, KernelTotal> kernels; // "add float64 avx2"
    std::map<std::pair<std::string, int>, LineTotal> lines;
};

class Recorder : public objects::Tracer {
  public:
    // Keeps the last `capacity` events. With `only_file`, events are those of code in that file;
    // totals count everything that was called since, but not the code that began the recording.
    Recorder(size_t capacity, std::string only_file);

    void instruction(vm::Frame *frame, int offset, PyObject *const *stack_base, int stack_depth) override;
    void enter_frame(vm::Frame *frame) override;
    void leave_frame(vm::Frame *frame, PyObject *result, bool is_yield) override;
    void enter_native(const objects::NativeCall &call) override;
    void leave_native(const objects::NativeCall &call, PyObject *result) override;
    void exception(vm::Frame *frame) override;
    void collection(int generation, Py_ssize_t collected) override;
    void kernel(const AdderKernelEvent &event);

    // Ends the last open span; to be called when the tracer is taken off.
    void finish();

    [[nodiscard]] const std::deque<Event> &events() const { return events_; }
    [[nodiscard]] const Totals &totals() const { return totals_; }

  private:
    class Pause;
    struct OpenNative {
        std::string name;
        int64_t begin;
        int64_t inner; // nanoseconds of bytecode called back
        bool is_shown; // made by code of the recorded file
    };

    Event &add(EventKind kind);
    [[nodiscard]] int64_t now() const;
    void charge_time();
    [[nodiscard]] bool is_recorded(const vm::Frame *frame);
    // Whether code runs that is not the program: the runner that called it, or a module while it is imported.
    [[nodiscard]] bool is_outside() const { return !only_file_.empty() && (depth_ <= 0 || is_importing()); }
    [[nodiscard]] bool is_importing() const { return import_depth_ >= 0; }
    [[nodiscard]] bool begins_import(const vm::Frame *frame);

    size_t capacity_;
    std::string only_file_;
    std::deque<Event> events_;
    Totals totals_;
    std::vector<OpenNative> open_natives_;
    std::vector<int> native_depths_; // frame depth at which each open native call was made
    std::map<const void *, bool> file_matches_;
    int64_t start_;
    int64_t own_time_ = 0; // spent in the recorder
    int64_t charged_until_ = 0;
    int depth_ = 0;
    int import_depth_ = -1; // of the outermost module body of another file that runs; -1 while none does
    int line_ = 0;
    std::string file_;
};

// "float 2.5", "str 'abc'", "list[3]", "ndarray float64 (1000,)": type and size of a value, at most about 60
// characters.
std::string summarize(PyObject *value);

} // namespace adder::trace
