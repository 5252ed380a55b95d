// SPDX-License-Identifier: MIT
#include "vecext/dispatch.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>

#include "vecext/copying.hpp"
#include "vecext/division.hpp"

namespace adder::vecext {

constinit OperationInfo operation_table[most_operations] = {
#define ADDER_OPERATION(identifier, name, kind, types, text) {name, Kind::kind, types, text},
#include "vecext/operation.def"
#undef ADDER_OPERATION
};

DispatchState dispatch{&kernels_scalar, nullptr, nullptr};

namespace {

struct Level {
    const KernelTable *table;
    bool is_usable;
};

// Best last.
struct Levels {
    static constexpr int most = 4;
    Level level[most];
    int count = 0;
    void add(const KernelTable &table, bool is_usable) { level[count++] = {&table, is_usable}; }
};

Levels find_levels() {
    Levels levels;
    levels.add(kernels_scalar, true);
#if defined(__x86_64__)
    __builtin_cpu_init();
    levels.add(kernels_sse2, true);
    levels.add(kernels_avx2, __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"));
    levels.add(kernels_avx512, __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512cd") &&
                                   __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
                                   __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("fma"));
#elif defined(__aarch64__)
    levels.add(kernels_neon64, true);
#endif
    return levels;
}

const Levels &levels() {
    static const Levels found = find_levels();
    return found;
}

const KernelTable *best_level() {
    const KernelTable *best = nullptr;
    for (int i = 0; i < levels().count; ++i) {
        if (levels().level[i].is_usable) best = levels().level[i].table;
    }
    return best;
}

// What set the level in use.
const char *chosen_by = "the CPU";

// Raises ValueError for a name that is unknown or that the CPU does not have.
int use_level(const char *name) {
    if (std::strcmp(name, "auto") == 0) {
        dispatch.table = best_level();
        return 0;
    }
    for (int i = 0; i < levels().count; ++i) {
        const Level &level = levels().level[i];
        if (std::strcmp(level.table->level, name) != 0) continue;
        if (level.is_usable) {
            dispatch.table = level.table;
            return 0;
        }
        PyErr_Format(PyExc_ValueError, "this CPU does not have SIMD level '%s'", name);
        return -1;
    }
    PyErr_Format(PyExc_ValueError, "unknown SIMD level '%s'; see vecext.simd_info()['available']", name);
    return -1;
}

} // namespace

KernelChoice choose_cast(DType from, DType to) {
    const Kernel kernel =
        from == to ? copy_kernel(itemsize(to)) : dispatch.table->of(from).casts[static_cast<int>(to)];
    const auto in = static_cast<std::uint8_t>(itemsize(from)), out = static_cast<std::uint8_t>(itemsize(to));
    return {kernel,    from == to ? "copy" : "astype", to, 1, StatusSource::Flags, {in, in, in}, out,
            from == to};
}

std::int64_t nanoseconds() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

KernelReport::KernelReport(const KernelChoice &choice)
    : choice_(choice), event_{.operation = choice.name,
                              .dtype = info(choice.dtype).name,
                              .simd_level = dispatch.table->level,
                              .lanes = choice.lanes,
                              .threads = 1,
                              .elements = 0,
                              .vector_iterations = 0,
                              .scalar_tail = 0,
                              .bytes = 0,
                              .nanoseconds = 0} {}

void KernelReport::count(const Run &run, int inputs, std::int64_t times) {
    const int lanes = choice_.lanes;
    event_.elements += times * run.count;
    event_.vector_iterations += times * (lanes > 1 ? run.count / lanes : 0);
    event_.scalar_tail += times * (lanes > 1 ? run.count % lanes : run.count);
    for (int k = 0; k < inputs; ++k) {
        event_.bytes += times * choice_.in_bytes[k] * (run.in[k].stride == 0 ? 1 : run.count);
        note_stride(run.in[k].stride, choice_.in_bytes[k]);
    }
    if (run.out_stride != 0) note_stride(run.out_stride, choice_.out_bytes);
    event_.bytes += times * choice_.out_bytes * (run.out_stride == 0 ? 1 : run.count);
}

void KernelReport::note_stride(std::int64_t stride, int bytes) {
    if (stride == 0)
        layout_.is_repeated = true;
    else if (stride != bytes)
        layout_.is_strided = true;
}

void KernelReport::count(const Walk &walk) {
    for_each_run(walk, [&](const Run &run) {
        count(run, walk.operands - 1);
        return 0u;
    });
}

void KernelReport::count_library(const char *name, std::int64_t elements, std::int64_t bytes) {
    event_.simd_level = name;
    event_.elements = elements;
    event_.bytes = bytes;
}

void KernelReport::start() {
    started_ = nanoseconds();
}

void KernelReport::finish() {
    finish(nanoseconds() - started_);
}

void KernelReport::finish(std::int64_t took) {
    event_.nanoseconds = took;
    if (is_explained()) dispatch.tell_kernel(event_, layout_);
    if (dispatch.hook != nullptr && dispatch.hook->enabled) dispatch.hook->kernel(&event_);
}

namespace {

// Elements in a part of a divided job. Long formulas take ten times as long for one as moving it takes, and
// pay with smaller parts.
std::int64_t part_elements(const KernelChoice &choice) {
    const std::int64_t bytes = choice.status == StatusSource::Result ? 64 * 1024 : 512 * 1024;
    return bytes / std::max<std::int64_t>(choice.out_bytes, choice.in_bytes[0]);
}

Run part_of(const Run &run, int inputs, std::int64_t start, std::int64_t count) {
    Run part = run;
    for (int k = 0; k < inputs; ++k) part.in[k].data += start * run.in[k].stride;
    part.out += start * run.out_stride;
    part.count = count;
    return part;
}

} // namespace

unsigned run_watched(const KernelChoice &choice, const Run &run, int inputs) {
    const std::int64_t step = part_elements(choice);
    const std::int64_t parts = run.out_stride == 0 ? 1 : (run.count + step - 1) / step;
    const auto work = [&] {
        if (parts <= 1) return choice.kernel(run);
        return parallel_for(parts, [&](std::int64_t number) {
            const std::int64_t start = number * step;
            return choice.kernel(part_of(run, inputs, start, std::min(step, run.count - start)));
        });
    };
    if (!is_traced()) return work();
    KernelReport report(choice);
    report.count(run, inputs);
    report.use_threads(threads_for(parts));
    report.start();
    const unsigned status = work();
    report.finish();
    return status;
}

unsigned run_watched(const KernelChoice &choice, const Walk &walk, const Run *line, WalkFunction function) {
    const std::int64_t weight = line != nullptr ? line->count : 1;
    const Division division = divide(walk, std::max<std::int64_t>(part_elements(choice) / weight, 1));
    return report_walk(choice, walk, line, division.parts, [&] {
        if (division.parts == 1) return function.call(function.visit, walk, turned_bytes(choice));
        return parallel_for(division.parts, [&](std::int64_t number) {
            return function.call(function.visit, division.part(walk, number), turned_bytes(choice));
        });
    });
}

int start_dispatch() {
    dispatch.hook = static_cast<const AdderTraceHook *>(PyCapsule_Import(ADDER_TRACE_HOOK_NAME, 0));
    if (dispatch.hook == nullptr)
        PyErr_Clear();
    else if (dispatch.hook->version != ADDER_TRACE_HOOK_VERSION)
        dispatch.hook = nullptr;
    const char *wanted = std::getenv("VECEXT_SIMD");
    if (wanted == nullptr || *wanted == '\0') return use_level("auto");
    chosen_by = "VECEXT_SIMD";
    return use_level(wanted);
}

PyObject *set_simd(PyObject *, PyObject *name) {
    const char *text = PyUnicode_AsUTF8(name);
    if (text == nullptr || use_level(text) < 0) return nullptr;
    chosen_by = "set_simd()";
    Py_RETURN_NONE;
}

PyObject *simd_info(PyObject *, PyObject *) {
    Ref available = Ref::steal(PyList_New(0)), compiled = Ref::steal(PyList_New(0));
    if (!available || !compiled) return nullptr;
    for (int i = 0; i < levels().count; ++i) {
        Ref name = Ref::steal(PyUnicode_FromString(levels().level[i].table->level));
        if (!name || PyList_Append(compiled.get(), name.get()) < 0) return nullptr;
        if (levels().level[i].is_usable && PyList_Append(available.get(), name.get()) < 0) return nullptr;
    }
    Ref lanes = Ref::steal(PyDict_New());
    for (int i = 0; lanes && i < dtype_count; ++i) {
        const int most = dispatch.table->types[i]->lanes[static_cast<int>(Operation::Maximum)];
        Ref count = Ref::steal(PyLong_FromLong(most));
        if (!count || PyDict_SetItemString(lanes.get(), dtype_table[static_cast<std::size_t>(i)].name,
                                           count.get()) < 0) {
            return nullptr;
        }
    }
    if (!lanes) return nullptr;
    return Py_BuildValue("{s:s,s:s,s:O,s:O,s:O}", "level", dispatch.table->level, "chosen_by", chosen_by,
                         "compiled", compiled.get(), "available", available.get(), "lanes", lanes.get());
}

} // namespace adder::vecext
