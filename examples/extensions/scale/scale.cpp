// SPDX-License-Identifier: MIT
//
// The lessons on buffers, kernels and adder.hpp: scale.scale(array, factor) multiplies doubles in place, in
// the memory of whatever object lends it.
#include <adder.hpp>

#include <cstring>
#include <stdexcept>

namespace {

// The kernel knows nothing of Python: plain memory, a loop that compilers vectorize.
void multiply(double *values, Py_ssize_t count, double factor) noexcept {
    for (Py_ssize_t i = 0; i < count; i++) values[i] *= factor;
}

// A loan of memory: while it is open, the lender can neither move nor free it.
class Doubles {
  public:
    explicit Doubles(PyObject *object) {
        adder::check(PyObject_GetBuffer(object, &view_, PyBUF_ND | PyBUF_FORMAT | PyBUF_WRITABLE));
        if (view_.format == nullptr || std::strcmp(view_.format, "d") != 0) {
            PyBuffer_Release(&view_);
            throw std::invalid_argument("scale() needs doubles");
        }
    }
    ~Doubles() { PyBuffer_Release(&view_); }
    Doubles(const Doubles &) = delete;
    Doubles &operator=(const Doubles &) = delete;

    double *data() const { return static_cast<double *>(view_.buf); }
    Py_ssize_t count() const { return view_.len / view_.itemsize; }

  private:
    Py_buffer view_ = {};
};

void scale(PyObject *object, double factor) {
    const Doubles doubles(object);
    // No object is touched between these two: other threads may run Python meanwhile.
    Py_BEGIN_ALLOW_THREADS;
    multiply(doubles.data(), doubles.count(), factor);
    Py_END_ALLOW_THREADS;
}

} // namespace

ADDER_MODULE(scale, "Multiplication in place.",
             adder::function<scale>("scale", "scale($module, array, factor, /)\n--\n\narray *= factor."))
