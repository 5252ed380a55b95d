// SPDX-License-Identifier: MIT
// The module `_fft`: Fourier transforms along the last axis, by FFTW.
//
// A line of the input, of any strides and number type, is copied into aligned memory of the output's
// precision, cut or filled up with zeros to the transform's length; FFTW runs there; the result is scaled and
// copied out. A line is read before it is written, so that input and output may be the same array.
#include "vecext/fourier_plans.hpp"
#include "vecext/strided_buffer.hpp"

#include <algorithm>
#include <memory>

namespace adder::vecext {

namespace {

struct State {
    PlanCache<double> doubles;
    PlanCache<float> singles;

    PlanCache<double> &plans(double) { return doubles; }
    PlanCache<float> &plans(float) { return singles; }
};

struct Freed {
    void operator()(void *memory) const { fftw_free(memory); }
};
template <class T> using Aligned = std::unique_ptr<T[], Freed>;

template <class T> Aligned<T> make_aligned(Py_ssize_t count) {
    return Aligned<T>(
        static_cast<T *>(fftw_malloc(sizeof(T) * static_cast<std::size_t>(std::max<Py_ssize_t>(count, 1)))));
}

struct Lines {
    const StridedBuffer &input, &output;
    Transform kind;
    Py_ssize_t n;
    double scale;

    bool is_from_real() const { return kind == Transform::RealForward; }
    bool is_to_real() const { return kind == Transform::RealBackward; }
    Py_ssize_t input_length() const { return is_to_real() ? n / 2 + 1 : n; }
    Py_ssize_t output_length() const { return is_from_real() ? n / 2 + 1 : n; }

    // From is what FFTW reads, To what it writes.
    template <class From, class To, class Real>
    PyObject *transform(State &state, StackIterator &stack, Real) const {
        Aligned<From> in = make_aligned<From>(input_length());
        Aligned<To> out = make_aligned<To>(output_length());
        if (!in || !out) return PyErr_NoMemory();
        PlanCache<Real> &plans = state.plans(Real());
        auto *entry = plans.borrow(kind, static_cast<int>(n), in.get(), out.get());
        if (!entry) {
            PyErr_SetString(PyExc_RuntimeError,
                            "no plan for this transform: too many threads are transforming");
            return nullptr;
        }
        PyThreadState *thread = PyEval_SaveThread();
        for (; !stack.is_done(); stack.advance()) {
            read_line(stack.item(0), in.get());
            Fftw<Real>::run(kind, entry->plan, in.get(), out.get());
            if (scale != 1) multiply(out.get(), static_cast<Real>(scale));
            output.write(stack.item(1), output.core_stride(0), output_length(), out.get());
        }
        PyEval_RestoreThread(thread);
        plans.release(entry);
        Py_RETURN_NONE;
    }

    template <class T> void read_line(const char *from, T *line) const {
        const Py_ssize_t length = input_length(), count = std::min(length, input.core_length(0));
        input.read(from, input.core_stride(0), count, line);
        std::fill(line + count, line + length, T(0));
        if constexpr (requires { line->imag(); }) {
            // What cannot be in the spectrum of a real line is ignored, as NumPy does.
            if (is_to_real()) {
                line[0] = line->real();
                if (n % 2 == 0) line[n / 2] = line[n / 2].real();
            }
        }
    }

    template <class T, class Real> void multiply(T *line, Real factor) const {
        for (Py_ssize_t i = 0; i < output_length(); i++) line[i] *= factor;
    }

    template <class Real> PyObject *transform(State &state, StackIterator &stack) const {
        using Number = std::complex<Real>;
        if (is_from_real()) return transform<Real, Number>(state, stack, Real());
        if (is_to_real()) return transform<Number, Real>(state, stack, Real());
        return transform<Number, Number>(state, stack, Real());
    }
};

PyObject *run_transform(PyObject *module, PyObject *const *arguments, Py_ssize_t count, Transform kind) {
    StridedBuffer input, output;
    StackIterator stack;
    if (count != 4) return PyErr_Format(PyExc_TypeError, "expected 4 arguments, got %zd", count);
    if (!input.open(arguments[0], 1, false) || !output.open(arguments[1], 1, true)) return nullptr;
    const Py_ssize_t n = PyLong_AsSsize_t(arguments[2]);
    if (n == -1 && PyErr_Occurred()) return nullptr;
    const double scale = PyFloat_AsDouble(arguments[3]);
    if (scale == -1 && PyErr_Occurred()) return nullptr;
    const Lines lines{input, output, kind, n, scale};
    if (n < 1 || n > INT32_MAX / 2 || output.core_length(0) != lines.output_length() ||
        output.is_complex() == lines.is_to_real() || (lines.is_from_real() && input.is_complex())) {
        PyErr_SetString(PyExc_ValueError, "an operand has the wrong length or type");
        return nullptr;
    }
    if (!stack.start(input, output)) return nullptr;
    State &state = *static_cast<State *>(PyModule_GetState(module));
    return output.is_single() ? lines.transform<float>(state, stack) : lines.transform<double>(state, stack);
}

template <Transform kind>
PyObject *transform_function(PyObject *module, PyObject *const *arguments, Py_ssize_t count) {
    return run_transform(module, arguments, count, kind);
}

template <Transform kind> PyCFunction as_method() {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(transform_function<kind>));
}

PyMethodDef methods[] = {
    {"forward", as_method<Transform::Forward>(), METH_FASTCALL,
     "forward(input, output, n, scale, /)\n--\n\nSpectra of complex lines."},
    {"backward", as_method<Transform::Backward>(), METH_FASTCALL,
     "backward(input, output, n, scale, /)\n--\n\nComplex lines from their spectra."},
    {"real_forward", as_method<Transform::RealForward>(), METH_FASTCALL,
     "real_forward(input, output, n, scale, /)\n--\n\nHalf spectra of real lines."},
    {"real_backward", as_method<Transform::RealBackward>(), METH_FASTCALL,
     "real_backward(input, output, n, scale, /)\n--\n\nReal lines from their half spectra."},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef_Slot slots[] = {{0, nullptr}};

void free_state(void *module) {
    auto *state = static_cast<State *>(PyModule_GetState(static_cast<PyObject *>(module)));
    if (!state) return;
    state->doubles.clear();
    state->singles.clear();
}

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "vecext._fft",
    .m_doc = "Fourier transforms of lines in buffers.",
    .m_size = sizeof(State),
    .m_methods = methods,
    .m_slots = slots,
    .m_free = free_state,
};

} // namespace

} // namespace adder::vecext

PyMODINIT_FUNC PyInit__fft(void) {
    return PyModuleDef_Init(&adder::vecext::definition);
}
