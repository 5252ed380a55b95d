// SPDX-License-Identifier: MIT
// Operands of the library modules (LAPACK, FFTW): buffers of any strides and element type, read into and
// written from plain vectors of the library's own type.
//
// A StridedBuffer holds its buffer for its lifetime. Its last `core` dimensions are one item (a matrix, a
// line, a number), those before them the stack. Reading and writing need no GIL.
#pragma once

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <complex>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace adder::vecext {

// Memory for the library's work: unlike containers it reports that there is none instead of throwing.
template <class T> class Workspace {
  public:
    Workspace() = default;
    Workspace(const Workspace &) = delete;
    Workspace &operator=(const Workspace &) = delete;
    ~Workspace() { std::free(data_); }

    // Room for `count` elements at least; what it held is lost.
    [[nodiscard]] bool resize(std::size_t count) {
        std::free(data_);
        data_ = nullptr;
        if (count > SIZE_MAX / sizeof(T) / 2) return false;
        data_ = static_cast<T *>(std::malloc((count ? count : 1) * sizeof(T)));
        return data_ != nullptr;
    }
    T *data() const { return data_; }
    T &operator[](std::size_t index) const { return data_[index]; }

  private:
    T *data_ = nullptr;
};

class StridedBuffer {
  public:
    StridedBuffer() = default;
    StridedBuffer(const StridedBuffer &) = delete;
    StridedBuffer &operator=(const StridedBuffer &) = delete;
    ~StridedBuffer() {
        if (view_.obj) PyBuffer_Release(&view_);
    }

    // False with an error set if the object has no such buffer, too few dimensions or elements that are no
    // numbers.
    [[nodiscard]] bool open(PyObject *object, int core, bool is_written);

    // Takes one more dimension of the stack into the item.
    void widen_item() { core_++; }

    bool is_open() const { return view_.obj != nullptr; }
    bool is_complex() const { return code_ == 'F' || code_ == 'D'; }
    bool is_single() const { return code_ == 'f' || code_ == 'F'; }
    int stack_ndim() const { return view_.ndim - core_; }
    Py_ssize_t length(int axis) const { return view_.shape[axis]; }
    Py_ssize_t stride(int axis) const { return view_.strides[axis]; }
    // Of the item's dimension, counted from 0.
    Py_ssize_t core_length(int axis) const { return view_.shape[stack_ndim() + axis]; }
    Py_ssize_t core_stride(int axis) const { return view_.strides[stack_ndim() + axis]; }
    char *data() const { return static_cast<char *>(view_.buf); }

    // Elements `stride` bytes apart to consecutive ones of T and back.
    template <class T> void read(const char *from, Py_ssize_t stride, Py_ssize_t count, T *to) const;
    template <class T> void write(char *to, Py_ssize_t stride, Py_ssize_t count, const T *from) const;

    // The item that is a matrix, as columns without gaps.
    template <class T> void read_matrix(const char *from, T *to) const {
        const Py_ssize_t rows = core_length(0), columns = core_length(1);
        for (Py_ssize_t j = 0; j < columns; j++) {
            read(from + j * core_stride(1), core_stride(0), rows, to + j * rows);
        }
    }
    template <class T> void write_matrix(char *to, const T *from, Py_ssize_t line) const {
        const Py_ssize_t rows = core_length(0), columns = core_length(1);
        for (Py_ssize_t j = 0; j < columns; j++) {
            write(to + j * core_stride(1), core_stride(0), rows, from + j * line);
        }
    }

  private:
    Py_buffer view_{};
    int core_ = 0;
    char code_ = 0; // of struct, with F and D for the complex types
};

// Goes through the items of a stack of up to four operands with equal shapes of the stack.
class StackIterator {
  public:
    // False with a ValueError set if the stacks differ.
    template <class... Buffers>
    [[nodiscard]] bool start(const StridedBuffer &first, const Buffers &...others) {
        shape_ = &first;
        (add(first), ..., add(others));
        return check();
    }
    bool is_done() const { return is_done_; }
    char *item(int operand) const { return items_[operand]; }
    void advance();

  private:
    void add(const StridedBuffer &operand) {
        operands_[count_] = &operand;
        items_[count_++] = operand.data();
    }
    [[nodiscard]] bool check();

    static constexpr int max_operands = 4, max_dimensions = 64;
    const StridedBuffer *shape_ = nullptr;
    const StridedBuffer *operands_[max_operands];
    char *items_[max_operands];
    Py_ssize_t position_[max_dimensions] = {};
    int count_ = 0;
    bool is_done_ = false;
};

// ---- conversion of elements

template <class From, class To> inline To convert_element(From value) {
    if constexpr (
        requires { value.imag(); } && requires(To to) { to.imag(); }) {
        return To(static_cast<typename To::value_type>(value.real()),
                  static_cast<typename To::value_type>(value.imag()));
    } else if constexpr (requires { value.imag(); }) {
        return static_cast<To>(value.real());
    } else if constexpr (requires(To to) { to.imag(); }) {
        return To(static_cast<typename To::value_type>(value));
    } else {
        return static_cast<To>(value);
    }
}

template <class From, class To>
inline void convert_run(const char *from, Py_ssize_t from_stride, char *to, Py_ssize_t to_stride,
                        Py_ssize_t count) {
    for (Py_ssize_t i = 0; i < count; i++) {
        From value;
        std::memcpy(&value, from + i * from_stride, sizeof value);
        const To result = convert_element<From, To>(value);
        std::memcpy(to + i * to_stride, &result, sizeof result);
    }
}

template <class T>
void StridedBuffer::read(const char *from, Py_ssize_t stride, Py_ssize_t count, T *to) const {
    char *out = reinterpret_cast<char *>(to);
    constexpr Py_ssize_t step = sizeof(T);
    switch (code_) {
    case '?':
    case 'B': return convert_run<unsigned char, T>(from, stride, out, step, count);
    case 'b': return convert_run<signed char, T>(from, stride, out, step, count);
    case 'h': return convert_run<short, T>(from, stride, out, step, count);
    case 'H': return convert_run<unsigned short, T>(from, stride, out, step, count);
    case 'i': return convert_run<int, T>(from, stride, out, step, count);
    case 'I': return convert_run<unsigned int, T>(from, stride, out, step, count);
    case 'l': return convert_run<long, T>(from, stride, out, step, count);
    case 'L': return convert_run<unsigned long, T>(from, stride, out, step, count);
    case 'q': return convert_run<long long, T>(from, stride, out, step, count);
    case 'Q': return convert_run<unsigned long long, T>(from, stride, out, step, count);
    case 'f': return convert_run<float, T>(from, stride, out, step, count);
    case 'd': return convert_run<double, T>(from, stride, out, step, count);
    case 'F': return convert_run<std::complex<float>, T>(from, stride, out, step, count);
    case 'D': return convert_run<std::complex<double>, T>(from, stride, out, step, count);
    }
}

template <class T>
void StridedBuffer::write(char *to, Py_ssize_t stride, Py_ssize_t count, const T *from) const {
    const char *in = reinterpret_cast<const char *>(from);
    constexpr Py_ssize_t step = sizeof(T);
    switch (code_) {
    case 'f': return convert_run<T, float>(in, step, to, stride, count);
    case 'd': return convert_run<T, double>(in, step, to, stride, count);
    case 'F': return convert_run<T, std::complex<float>>(in, step, to, stride, count);
    case 'D': return convert_run<T, std::complex<double>>(in, step, to, stride, count);
    }
}

} // namespace adder::vecext
