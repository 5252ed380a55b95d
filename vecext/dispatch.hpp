// SPDX-License-Identifier: MIT
// Which kernel runs: the choice of SIMD level, and the one place from which kernels are called.
//
// The best level that the CPU has is chosen when the library is loaded, unless the environment variable
// VECEXT_SIMD names another; set_simd() changes it later. Every call of a kernel goes through run(), which
// tells Adder's tracer what was done when somebody listens. Nobody listening costs a load and a branch.
#pragma once

#include "vecext/broadcast.hpp"
#include "vecext/threads.hpp"
#include "vecext/tiling.hpp"

#include <memory>

#include "adder/trace_hook.h"

namespace adder::vecext {

enum class Kind : std::uint8_t {
    Unary,
    Predicate,
    Magnitude,
    Binary,
    Compare,
    Select,
    Ternary,
    Reduce,
    Dot,
    Scan,
    Position
};

struct OperationInfo {
    const char *name;
    Kind kind;
    TypeSet types;
    const char *text; // empty for what is no ufunc
};

// The rows of operation.def, and behind them those that other modules add (registry.hpp).
inline constexpr int most_operations = 256;
extern OperationInfo operation_table[most_operations];
inline const OperationInfo &info(Operation operation) {
    return operation_table[static_cast<int>(operation)];
}
constexpr bool is_added(Operation operation) {
    return static_cast<int>(operation) >= operation_count;
}

constexpr int input_count(Kind kind) {
    switch (kind) {
    case Kind::Binary:
    case Kind::Compare:
    case Kind::Dot: return 2;
    case Kind::Select:
    case Kind::Ternary: return 3;
    default: return 1;
    }
}
// The type of the result of a loop for elements of `dtype`.
constexpr DType output_type(Kind kind, DType dtype) {
    switch (kind) {
    case Kind::Predicate:
    case Kind::Compare: return DType::Bool;
    case Kind::Magnitude: return real_type(dtype);
    case Kind::Position: return DType::Int64;
    default: return dtype;
    }
}

// A kernel of the active level, and what to say of it in a trace.
struct KernelChoice {
    Kernel kernel; // null if there is none for the type
    const char *name;
    DType dtype;
    std::uint8_t lanes;
    StatusSource status;
    std::uint8_t in_bytes[3], out_bytes; // of one element of each operand
    bool is_copy = false;
};

// How the operands of a kernel's runs lie in memory, beyond what the tracer is told.
struct KernelLayout {
    bool is_strided = false;  // one has gaps
    bool is_repeated = false; // one is a single element for a whole run
};

// What the rest of the library sees of the choice made here.
struct DispatchState {
    const KernelTable *table;
    const AdderTraceHook *hook; // null under CPython
    // explain's ear (explain.hpp); null while nobody listens.
    void (*tell_kernel)(const AdderKernelEvent &event, const KernelLayout &layout);
};
extern DispatchState dispatch;

KernelChoice choose_added_kernel(Operation operation, DType dtype);
inline KernelChoice choose_kernel(Operation operation, DType dtype) {
    if (is_added(operation)) [[unlikely]]
        return choose_added_kernel(operation, dtype);
    const int row = static_cast<int>(operation);
    const Kind kind = info(operation).kind;
    const auto bytes = static_cast<std::uint8_t>(itemsize(dtype));
    const std::uint8_t first = kind == Kind::Select ? std::uint8_t(1) : bytes;
    const auto out = static_cast<std::uint8_t>(itemsize(output_type(kind, dtype)));
    const TypeKernels &kernels = dispatch.table->of(operation, dtype);
    return {kernels.loops[row],  info(operation).name,  dtype, kernels.lanes[row],
            kernels.status[row], {first, bytes, bytes}, out};
}
KernelChoice choose_cast(DType from, DType to);

inline bool is_explained() {
    return dispatch.tell_kernel != nullptr;
}
// Whether somebody wants to know of kernels: the tracer or explain.
inline bool is_traced() {
    return is_explained() || (dispatch.hook != nullptr && dispatch.hook->enabled);
}

// Times what is done between its making and finish(), and reports it as one kernel.
class KernelReport {
  public:
    explicit KernelReport(const KernelChoice &choice);
    // Adds what a run does, so many times: elements, iterations, bytes.
    void count(const Run &run, int inputs, std::int64_t times = 1);
    void count(const Walk &walk);
    void use_threads(int count) { event_.threads = count; }
    // For what a library does: its name in place of a SIMD level.
    void count_library(const char *name, std::int64_t elements, std::int64_t bytes);
    void start();
    void finish();
    // The same with a time that was measured otherwise.
    void finish(std::int64_t took);

  private:
    void note_stride(std::int64_t stride, int bytes);

    const KernelChoice &choice_;
    AdderKernelEvent event_;
    KernelLayout layout_;
    std::int64_t started_ = 0;
};
// Of a clock that only goes forward.
std::int64_t nanoseconds();

// A function that goes through the runs of a walk, its type erased.
struct WalkFunction {
    unsigned (*call)(const void *visit, const Walk &walk, const std::uint8_t *bytes);
    const void *visit;
};
// Calls work(), which does the walk in so many parts, with a report around it if somebody listens.
template <class F>
unsigned report_walk(const KernelChoice &choice, const Walk &walk, const Run *line, std::int64_t parts,
                     const F &work) {
    if (!is_traced()) [[likely]]
        return work();
    KernelReport report(choice);
    if (line != nullptr)
        report.count(*line, 1, walk.size());
    else
        report.count(walk);
    report.use_threads(threads_for(parts));
    report.start();
    const unsigned status = work();
    report.finish();
    return status;
}
[[nodiscard]] unsigned run_watched(const KernelChoice &choice, const Run &run, int inputs);
[[nodiscard]] unsigned run_watched(const KernelChoice &choice, const Walk &walk, const Run *line,
                                   WalkFunction function);

// What has fewer elements is done at once: dividing it, letting go of the GIL and waking threads would take
// longer than the work. What has more is divided (threads.hpp).
inline constexpr std::int64_t large_count = 1 << 14;

// The widths of the inputs, for tiles (tiling.hpp); null for copies, which turn over by themselves.
inline const std::uint8_t *turned_bytes(const KernelChoice &choice) {
    return choice.is_copy ? nullptr : choice.in_bytes;
}

// All of these return the status that the kernels return; with status_raised in it an exception is set.
[[nodiscard]] inline unsigned run(const KernelChoice &choice, const Run &run, int inputs) {
    if (run.count >= large_count || is_traced()) [[unlikely]]
        return run_watched(choice, run, inputs);
    return choice.kernel(run);
}
// The walk must have been simplified. `visit` makes each run: the kernel itself, or a function that calls it,
// in any thread and without the GIL. With `line` an element of the walk stands for a line like it, which one
// call of the kernel does.
template <class Visit>
[[nodiscard]] unsigned run(const KernelChoice &choice, const Walk &walk, const Visit &visit,
                           const Run *line = nullptr) {
    const std::int64_t weight = line != nullptr ? line->count : 1;
    if (walk.size() * weight < large_count && !is_traced()) [[likely]]
        return for_each_run_tiled(walk, visit, turned_bytes(choice));
    const auto call = [](const void *visit, const Walk &walk, const std::uint8_t *bytes) {
        return for_each_run_tiled(walk, *static_cast<const Visit *>(visit), bytes);
    };
    return run_watched(choice, walk, line, {call, std::addressof(visit)});
}
[[nodiscard]] inline unsigned run(const KernelChoice &choice, const Walk &walk) {
    return run(choice, walk, choice.kernel);
}

// Finds the CPU's levels and the tracer. Raises ValueError if VECEXT_SIMD names no usable level.
[[nodiscard]] int start_dispatch();
PyObject *set_simd(PyObject *module, PyObject *name);
PyObject *simd_info(PyObject *module, PyObject *unused);

} // namespace adder::vecext
