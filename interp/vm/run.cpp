// SPDX-License-Identifier: MIT
#include "vm/run.hpp"

#include "objects/error.hpp"
#include "objects/gil.hpp"
#include "objects/heap.hpp"
#include "objects/pending_calls.hpp"
#include "vm/arguments.hpp"
#include "vm/frame_object.hpp"
#include "vm/generator.hpp"
#include "vm/loop.hpp"
#include "vm/ops_call.hpp"
#include "vm/specialize.hpp"

#include <cxxabi.h>
#include <exception>
#include <new>
#include <sys/mman.h>

namespace adder::vm {

using objects::Failure;
using objects::Ref;
using objects::ThreadState;

namespace {

// Address space of a thread's value stack; memory is only used where frames have been. Smaller where limits
// forbid it.
constexpr size_t largest_stack = size_t{256} << 20;
constexpr size_t smallest_stack = size_t{1} << 20;

} // namespace

int allocate_stack(ThreadState *thread) {
    for (size_t size = largest_stack; size >= smallest_stack; size /= 4) {
        void *block =
            mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (block == MAP_FAILED) continue;
        thread->stack_begin = static_cast<PyObject **>(block);
        thread->stack_end = thread->stack_begin + size / sizeof(PyObject *);
        return 0;
    }
    PyErr_NoMemory();
    return -1;
}

void free_stack(ThreadState *thread) {
    if (thread->stack_begin == nullptr) return;
    munmap(thread->stack_begin, (thread->stack_end - thread->stack_begin) * sizeof(PyObject *));
    thread->stack_begin = thread->stack_end = nullptr;
}

int init_vm() {
    objects::runtime.call_function = call_function;
    objects::runtime.find_super_arguments = find_super_arguments;
    TRY(init_frame_type());
    return init_generator_types();
}

// --- running frames

namespace {

// What a native function's C++ exception says, as the SystemError that stands for it.
void raise_foreign(const char *what) {
    PyErr_Clear();
    PyErr_Format(PyExc_SystemError, "native code threw a C++ exception: %s", what);
}

// C++ containers and GMP tell of missing memory by std::bad_alloc. It ends here, as an error of the
// instruction that was running: every instruction saves its place before it calls what may allocate. Any
// other exception is one that an extension let out of its functions, against the rules of a C interface; a
// thread's cancellation passes.
LoopEnd run_either_loop(ThreadState *thread, Frame *frame, bool is_throwing, PyObject **result) {
    try {
        return objects::runtime.tracer != nullptr ? run_loop<true>(thread, frame, is_throwing, result)
                                                  : run_loop<false>(thread, frame, is_throwing, result);
    } catch (const std::bad_alloc &) {
        PyErr_NoMemory();
    } catch (const abi::__forced_unwind &) {
        throw;
    } catch (const std::exception &exception) {
        raise_foreign(exception.what());
    } catch (...) {
        raise_foreign("not a std::exception");
    }
    return LoopEnd::Thrown;
}

PyObject *run(Frame *frame, bool is_throwing) {
    ThreadState *thread = objects::thread();
    PyObject *result = nullptr;
    const bool was_traced = objects::runtime.tracer != nullptr;
    for (;;) {
        const LoopEnd end = run_either_loop(thread, frame, is_throwing, &result);
        if (end == LoopEnd::Left) {
            // The loop around this one has to change its form too.
            if (was_traced != (objects::runtime.tracer != nullptr))
                objects::runtime.attention.fetch_or(objects::AttentionTrace);
            return result;
        }
        frame = thread->frame;
        is_throwing = end == LoopEnd::Thrown;
    }
}

// Where the next frame of native code's making may begin.
PyObject **free_stack_of(ThreadState *thread) {
    return thread->frame != nullptr ? thread->frame->free_stack : thread->stack_begin;
}

// Native code that calls Python code nests the C++ stack, whose end is what matters.
int check_native_stack(ThreadState *thread, const char *where) {
    if (static_cast<char *>(__builtin_frame_address(0)) > thread->native_stack_limit) return 0;
    PyErr_Format(PyExc_RecursionError, "maximum recursion depth exceeded%s", where);
    return -1;
}

PyObject *run_as_entry(ThreadState *thread, Frame *frame) {
    frame->is_entry = true;
    frame->previous = thread->frame;
    thread->frame = frame;
    if (objects::runtime.tracer != nullptr) report_enter_frame(frame);
    return run(frame, false);
}

} // namespace

PyObject *run_frame(Frame *frame) {
    return run(frame, false);
}
PyObject *run_throwing_frame(Frame *frame) {
    return run(frame, true);
}

PyObject *call_function(PyObject *callable, PyObject *const *arguments, size_t count_and_flag,
                        PyObject *keyword_names) {
    ThreadState *thread = objects::thread();
    auto *function = reinterpret_cast<PyFunctionObject *>(callable);
    PyCodeObject *code = function->code;
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    TRY(check_native_stack(thread, " while calling a Python object"));
    PyObject **variables = free_stack_of(thread);
    if (!has_room(thread, variables + code->variable_count + frame_words + code->stack_size)) return nullptr;
    if (keyword_names == nullptr && count == code->argument_count && is_plain_function(function)) {
        for (Py_ssize_t i = 0; i < count; i++) variables[i] = Py_NewRef(arguments[i]);
    } else if (bind_arguments(function, arguments, count, keyword_names, variables) < 0) {
        thread->recursion_depth--;
        return nullptr;
    }
    Py_INCREF(function);
    return run_as_entry(thread, make_frame(function, nullptr, variables, code->total_arguments));
}

PyObject *run_code(PyObject *code_object, PyObject *globals, PyObject *locals, PyObject *closure) {
    ThreadState *thread = objects::thread();
    auto *code = reinterpret_cast<PyCodeObject *>(code_object);
    TRY(check_native_stack(thread, ""));
    Ref function = TRY(objects::make_function(code_object, globals));
    function.as<PyFunctionObject>()->closure = Py_XNewRef(closure);
    Py_SETREF(function.as<PyFunctionObject>()->qualname, Py_NewRef(code->name));
    quicken(code);
    PyObject **variables = free_stack_of(thread);
    if (!has_room(thread, variables + code->variable_count + frame_words + code->stack_size)) return nullptr;
    if (bind_arguments(function.as<PyFunctionObject>(), nullptr, 0, nullptr, variables) < 0) {
        thread->recursion_depth--;
        return nullptr;
    }
    PyObject *space = (code->flags & bytecode::CodeNewLocals) != 0
                          ? nullptr
                          : Py_NewRef(locals != nullptr ? locals : globals);
    auto *owned_function = reinterpret_cast<PyFunctionObject *>(function.release());
    return run_as_entry(thread, make_frame(owned_function, space, variables, code->total_arguments));
}

int serve_attention() {
    const uint32_t reasons = objects::runtime.attention.exchange(0);
    if ((reasons & objects::AttentionCollect) != 0) objects::run_due_collection();
    if ((reasons & objects::AttentionGil) != 0) objects::yield_gil();
    if ((reasons & objects::AttentionSignal) != 0) TRY(PyErr_CheckSignals());
    if ((reasons & objects::AttentionPending) != 0) TRY(objects::run_pending_calls());
    return 0;
}

} // namespace adder::vm
