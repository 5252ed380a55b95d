// SPDX-License-Identifier: MIT
// The module `_fft`: Fourier transforms along the last axis, by FFTW.
//
// A line of the input, of any strides and number type, is copied into aligned memory of the output's
// precision, cut or filled up with zeros to the transform's length; FFTW runs there; the result is scaled and
// copied out. A line is read before it is written, so that input and output may be the same array.
#include "vecext/fourier_plans.hpp"
#include "vecext/strided_buffer.hpp"

#include <algorithm>
#include <cstdlib>
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

// How many lines FFTW transforms at once, with one line in each place of its vectors, where lines are short
// or lie across the memory.
constexpr int block_lines = 16;
constexpr Py_ssize_t short_line = 128;

// An item of the stack is the lines of its last axis, or the only line of an array of one dimension.
struct Lines {
    const StridedBuffer &input, &output;
    Transform kind;
    Py_ssize_t n;
    double scale;
    int core; // 1 or 2, the dimensions of an item

    bool is_from_real() const { return kind == Transform::RealForward; }
    bool is_to_real() const { return kind == Transform::RealBackward; }
    Py_ssize_t input_length() const { return is_to_real() ? n / 2 + 1 : n; }
    Py_ssize_t output_length() const { return is_from_real() ? n / 2 + 1 : n; }
    Py_ssize_t line_count() const { return core == 2 ? input.core_length(0) : 1; }
    Py_ssize_t line_stride(const StridedBuffer &buffer) const {
        return core == 2 ? buffer.core_stride(0) : 0;
    }
    Py_ssize_t stride(const StridedBuffer &buffer) const { return buffer.core_stride(core - 1); }
    bool fit() const {
        return output.core_length(core - 1) == output_length() && output.is_complex() != is_to_real() &&
               !(is_from_real() && input.is_complex()) &&
               (core == 1 || output.core_length(0) == line_count());
    }
    bool has_blocks() const {
        return line_count() >= block_lines &&
               (n <= short_line || std::abs(stride(input)) > std::abs(line_stride(input)));
    }

    template <class Real> PyObject *transform(State &state, StackIterator &stack) const {
        using Number = std::complex<Real>;
        if (is_from_real()) return transform<Real, Number>(state, stack, Real());
        if (is_to_real()) return transform<Number, Real>(state, stack, Real());
        return transform<Number, Number>(state, stack, Real());
    }

    // From is what FFTW reads, To what it writes.
    template <class From, class To, class Real>
    PyObject *transform(State &state, StackIterator &stack, Real) const {
        const int most = has_blocks() ? block_lines : 1;
        Aligned<From> in = make_aligned<From>(input_length() * most);
        Aligned<To> out = make_aligned<To>(output_length() * most);
        if (!in || !out) return PyErr_NoMemory();
        PlanCache<Real> &plans = state.plans(Real());
        auto *single = plans.borrow(kind, static_cast<int>(n), 1, in.get(), out.get());
        auto *block = most > 1 ? plans.borrow(kind, static_cast<int>(n), most, in.get(), out.get()) : single;
        if (single && block) {
            PyThreadState *thread = PyEval_SaveThread();
            for (; !stack.is_done(); stack.advance()) {
                Py_ssize_t line = 0;
                for (; line + most <= line_count(); line += most) {
                    transform_lines<Real>(block->plan, stack, line, most, in.get(), out.get());
                }
                for (; line < line_count(); line++) {
                    transform_lines<Real>(single->plan, stack, line, 1, in.get(), out.get());
                }
            }
            PyEval_RestoreThread(thread);
        } else {
            PyErr_SetString(PyExc_RuntimeError,
                            "no plan for this transform: too many threads are transforming");
        }
        if (single) plans.release(single);
        if (block && most > 1) plans.release(block);
        return single && block ? Py_NewRef(Py_None) : nullptr;
    }

    template <class Real, class From, class To>
    void transform_lines(void *plan, const StackIterator &stack, Py_ssize_t line, int count, From *in,
                         To *out) const {
        read_lines(stack.item(0) + line * line_stride(input), count, in);
        Fftw<Real>::run(kind, plan, in, out);
        const Py_ssize_t length = output_length();
        if (scale != 1) {
            const Real factor = static_cast<Real>(scale);
            for (Py_ssize_t i = 0; i < length * count; i++) out[i] *= factor;
        }
        char *to = stack.item(1) + line * line_stride(output);
        if (count == 1) return output.write(to, stride(output), length, out);
        for (Py_ssize_t i = 0; i < length; i++) {
            output.write(to + i * stride(output), line_stride(output), count, out + i * count);
        }
    }

    template <class T> void read_lines(const char *from, int count, T *lines) const {
        const Py_ssize_t length = input_length(), given = std::min(length, input.core_length(core - 1));
        if (count == 1) {
            input.read(from, stride(input), given, lines);
        } else {
            for (Py_ssize_t i = 0; i < given; i++) {
                input.read(from + i * stride(input), line_stride(input), count, lines + i * count);
            }
        }
        std::fill(lines + given * count, lines + length * count, T(0));
        if constexpr (requires { lines->imag(); }) {
            // What cannot be in the spectrum of a real line is ignored, as NumPy does.
            if (!is_to_real()) return;
            for (int i = 0; i < count; i++) {
                lines[i] = lines[i].real();
                if (n % 2 == 0) lines[n / 2 * count + i] = lines[n / 2 * count + i].real();
            }
        }
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
    const bool has_lines = input.stack_ndim() > 0 && output.stack_ndim() > 0;
    if (has_lines) input.widen_item(), output.widen_item();
    const Lines lines{input, output, kind, n, scale, has_lines ? 2 : 1};
    if (n < 1 || n > INT32_MAX / 2 || !lines.fit()) {
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
