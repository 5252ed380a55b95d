// SPDX-License-Identifier: MIT
#include "vecext/explain.hpp"

#include <algorithm>
#include <memory>
#include <new>

namespace adder::vecext {

namespace {

PyObject *listener; // a list, owned; null while nobody listens

void tell(PyObject *fact) {
    Ref owned = Ref::steal(fact);
    if (!owned || listener == nullptr || PyList_Append(listener, owned.get()) < 0) PyErr_Clear();
}

const char *layout_of(const Array *array) {
    if (array->ndim == 0) return "one element";
    if (array->is_contiguous) return "contiguous";
    if (array->is_fortran) return "contiguous, first axis fastest";
    bool is_repeated = false;
    for (int axis = 0; axis < array->ndim; ++axis)
        is_repeated = is_repeated || (array->strides[axis] == 0 && array->shape[axis] > 1);
    return is_repeated ? "repeated" : "strided";
}

Ref array_fact(const Array *array) {
    Ref shape = shape_tuple(array->ndim, array->shape), strides = shape_tuple(array->ndim, array->strides);
    if (!shape || !strides) return nullptr;
    return Ref::steal(Py_BuildValue("{s:s,s:O,s:O,s:s}", "dtype", info(array->dtype).name, "shape",
                                    shape.get(), "strides", strides.get(), "layout", layout_of(array)));
}

Ref input_fact(const Input &input) {
    if (!input.is_number()) return array_fact(input.array);
    return Ref::steal(Py_BuildValue("{s:O}", "number", input.number));
}

std::string loop_text(DType inputs, DType output, int count, bool is_select) {
    std::string text(static_cast<std::size_t>(count), info(inputs).character);
    if (is_select) text[0] = info(DType::Bool).character;
    return text + "->" + info(output).character;
}

const char *target_text(const Options &options) {
    return options.target != nullptr ? "out" : options.reusable != nullptr ? "temporary" : "new";
}

void tell_kernel(const AdderKernelEvent &event, const KernelLayout &layout) {
    tell(Py_BuildValue(
        "{s:s,s:s,s:s,s:s,s:i,s:i,s:L,s:L,s:L,s:L,s:L,s:O,s:O}", "kind", "kernel", "operation",
        event.operation, "dtype", event.dtype, "level", event.simd_level, "lanes", event.lanes, "threads",
        event.threads, "elements", static_cast<long long>(event.elements), "iterations",
        static_cast<long long>(event.vector_iterations), "tail", static_cast<long long>(event.scalar_tail),
        "bytes", static_cast<long long>(event.bytes), "nanoseconds",
        static_cast<long long>(event.nanoseconds), "strided", layout.is_strided ? Py_True : Py_False,
        "repeated", layout.is_repeated ? Py_True : Py_False));
}

} // namespace

void explain_elementwise(const LoopTypes &types, const Input *inputs, int count, const Options &options) {
    Ref operands = Ref::steal(PyList_New(0));
    for (int k = 0; operands && k < count; ++k) {
        Ref fact = input_fact(inputs[k]);
        if (!fact || PyList_Append(operands.get(), fact.get()) < 0) operands = nullptr;
    }
    if (!operands) return PyErr_Clear();
    const bool is_select = info(types.operation).kind == Kind::Select;
    const std::string loop = loop_text(types.inputs, types.output, count, is_select);
    tell(Py_BuildValue("{s:s,s:s,s:z,s:s,s:s,s:s,s:O,s:O}", "kind", "operation", "name",
                       info(types.operation).name, "slot", options.slot, "loop", loop.c_str(), "dtype",
                       info(types.inputs).name, "result", target_text(options), "inputs", operands.get(),
                       "masked", options.where != nullptr ? Py_True : Py_False));
}

void explain_operation(const char *name, std::span<const Array *const> inputs, DType loop,
                       const std::string &detail) {
    Ref operands = Ref::steal(PyList_New(0));
    for (const Array *each : inputs) {
        Ref fact = operands ? array_fact(each) : nullptr;
        if (!fact || PyList_Append(operands.get(), fact.get()) < 0) operands = nullptr;
    }
    if (!operands) return PyErr_Clear();
    tell(Py_BuildValue("{s:s,s:s,s:s,s:s,s:s,s:O}", "kind", "operation", "name", name, "detail",
                       detail.c_str(), "dtype", info(loop).name, "result", "new", "inputs", operands.get()));
}

namespace {

// Returns whom it told before; None if nobody.
PyObject *explain_to(PyObject *, PyObject *list) {
    if (list != Py_None && !PyList_Check(list))
        return PyErr_Format(PyExc_TypeError, "_explain_to() takes a list or None, not %.100s",
                            Py_TYPE(list)->tp_name);
    PyObject *before = listener != nullptr ? listener : Ref::share(Py_None).release();
    listener = list == Py_None ? nullptr : Ref::share(list).release();
    dispatch.tell_kernel = listener != nullptr ? tell_kernel : nullptr;
    return before;
}

// Three arrays beyond every cache, and a plain loop over them.
class Triad {
  public:
    static constexpr std::size_t count = std::size_t(4) << 20;

    Triad() : a_(make(1)), b_(make(1)), c_(make(2)) {}
    bool is_ready() const { return a_ && b_ && c_; }
    void run() {
        double *a = a_.get(), *b = b_.get(), *c = c_.get();
        for (std::size_t i = 0; i < count; ++i) a[i] = b[i] + 3 * c[i];
        b[0] = a[count / 2]; // so that no repetition can be left out
    }

  private:
    static std::unique_ptr<double[]> make(double value) {
        std::unique_ptr<double[]> made(new (std::nothrow) double[count]);
        if (made) std::fill_n(made.get(), count, value);
        return made;
    }
    std::unique_ptr<double[]> a_, b_, c_;
};

// Bytes in a second that the loop reads and writes on one thread; the best of a few times. Measured once.
double measure_bandwidth() {
    Triad triad;
    if (!triad.is_ready()) return 0;
    std::int64_t best = INT64_MAX;
    for (int repeat = 0; repeat < 5; ++repeat) {
        const std::int64_t started = nanoseconds();
        triad.run();
        best = std::min(best, nanoseconds() - started);
    }
    return 3.0 * sizeof(double) * Triad::count * 1e9 / static_cast<double>(std::max<std::int64_t>(best, 1));
}

PyObject *memory_bandwidth(PyObject *, PyObject *) {
    PyThreadState *state = PyEval_SaveThread();
    static const double measured = measure_bandwidth();
    PyEval_RestoreThread(state);
    return PyFloat_FromDouble(measured);
}

PyObject *plain_triad(PyObject *, PyObject *) {
    static Triad triad;
    if (!triad.is_ready()) return PyErr_NoMemory();
    triad.run();
    return PyLong_FromSize_t(Triad::count);
}

} // namespace

PyMethodDef explain_functions[] = {
    {"_explain_to", explain_to, METH_O,
     "_explain_to(list, /)\n--\n\nAppends what operations do to the list, or to none. Returns the one "
     "before."},
    {"_memory_bandwidth", memory_bandwidth, METH_NOARGS,
     "_memory_bandwidth()\n--\n\nBytes a second of a plain loop over large arrays on one thread."},
    {"_plain_triad", plain_triad, METH_NOARGS,
     "_plain_triad()\n--\n\nRuns that loop once, for benchmarks; returns the length of each of its three "
     "arrays."},
    {},
};

} // namespace adder::vecext
