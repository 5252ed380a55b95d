# SPDX-License-Identifier: MIT
"""The texts of a new project. @NAME@ stands for its name; every source builds for Adder and for CPython."""

C_SOURCE = """\
// SPDX-License-Identifier: MIT
//
// The extension module @NAME@, in C. `import @NAME@` calls PyInit_@NAME@, at the end.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

// mean(numbers): every value that a function makes or is given has an owner; `return NULL` always follows a
// set exception.
static PyObject *mean(PyObject *module, PyObject *argument) {
    (void)module;
    PyObject *items = PySequence_Fast(argument, "mean() needs a sequence of numbers");
    if (items == NULL) return NULL;
    const Py_ssize_t count = PySequence_Fast_GET_SIZE(items);
    double sum = 0.0;
    for (Py_ssize_t i = 0; i < count; i++) {
        const double value = PyFloat_AsDouble(PySequence_Fast_GET_ITEM(items, i));
        if (value == -1.0 && PyErr_Occurred()) {
            Py_DECREF(items);
            return NULL;
        }
        sum += value;
    }
    Py_DECREF(items);
    if (count == 0) {
        PyErr_SetString(PyExc_ValueError, "mean() of no numbers");
        return NULL;
    }
    return PyFloat_FromDouble(sum / (double)count);
}

static PyMethodDef functions[] = {
    {"mean", mean, METH_O, "mean($module, numbers, /)\\n--\\n\\nThe mean of a sequence of numbers."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "@NAME@",
    .m_doc = "Statistics in C.",
    .m_methods = functions,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit_@NAME@(void) {
    return PyModuleDef_Init(&definition);
}
"""

CPP_SOURCE = """\
// SPDX-License-Identifier: MIT
//
// The extension module @NAME@, in C++: `import @NAME@` calls PyInit_@NAME@, at the end. No exception of C++ may
// leave a function that the interpreter calls.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <memory>

namespace {

struct DropReference {
    void operator()(PyObject *object) const { Py_DECREF(object); }
};
// A reference that gives itself back, however the function is left.
using Owned = std::unique_ptr<PyObject, DropReference>;

// mean(numbers): `return nullptr` always follows a set exception.
PyObject *mean(PyObject *, PyObject *argument) {
    Owned items(PySequence_Fast(argument, "mean() needs a sequence of numbers"));
    if (!items) return nullptr;
    const Py_ssize_t count = PySequence_Fast_GET_SIZE(items.get());
    double sum = 0.0;
    for (Py_ssize_t i = 0; i < count; i++) {
        const double value = PyFloat_AsDouble(PySequence_Fast_GET_ITEM(items.get(), i));
        if (value == -1.0 && PyErr_Occurred()) return nullptr;
        sum += value;
    }
    if (count == 0) {
        PyErr_SetString(PyExc_ValueError, "mean() of no numbers");
        return nullptr;
    }
    return PyFloat_FromDouble(sum / static_cast<double>(count));
}

PyMethodDef functions[] = {
    {"mean", mean, METH_O, "mean($module, numbers, /)\\n--\\n\\nThe mean of a sequence of numbers."},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef_Slot slots[] = {{0, nullptr}};

PyModuleDef definition = {PyModuleDef_HEAD_INIT, "@NAME@", "Statistics in C++.", 0, functions, slots,
                          nullptr,               nullptr,  nullptr};

} // namespace

PyMODINIT_FUNC PyInit_@NAME@() {
    return PyModuleDef_Init(&definition);
}
"""

KERNEL_SOURCE = """\
// SPDX-License-Identifier: MIT
//
// The extension module @NAME@: a loop over the memory of two arrays, without objects. The buffers come from
// whatever has them (array.array, memoryview, vecext, NumPy); the loop is compiled to vector instructions, with
// xsimd if its headers are there, else by the compiler alone; other threads run meanwhile.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <cstring>

#if __has_include(<xsimd/xsimd.hpp>)
#include <xsimd/xsimd.hpp>
#endif

namespace {

// y[i] += a * x[i]: the kernel, which knows nothing of Python.
void add_scaled(double a, const double *x, double *y, Py_ssize_t count) {
    Py_ssize_t i = 0;
#ifdef XSIMD_HPP
    using Batch = xsimd::batch<double>;
    const auto lanes = static_cast<Py_ssize_t>(Batch::size);
    for (; i + lanes <= count; i += lanes)
        (Batch::load_unaligned(y + i) + a * Batch::load_unaligned(x + i)).store_unaligned(y + i);
#endif
    for (; i < count; i++) y[i] += a * x[i];
}

// A buffer of doubles that lie side by side; given back when it goes.
class Doubles {
  public:
    Doubles() = default;
    Doubles(const Doubles &) = delete;
    Doubles &operator=(const Doubles &) = delete;
    ~Doubles() { PyBuffer_Release(&view_); }

    bool open(PyObject *object, int flags) {
        if (PyObject_GetBuffer(object, &view_, PyBUF_ND | PyBUF_FORMAT | flags) < 0) return false;
        if (view_.format != nullptr && std::strcmp(view_.format, "d") == 0) return true;
        PyErr_SetString(PyExc_TypeError, "axpy() needs arrays of doubles");
        return false;
    }
    double *data() const { return static_cast<double *>(view_.buf); }
    Py_ssize_t count() const { return view_.len / view_.itemsize; }

  private:
    Py_buffer view_ = {};
};

PyObject *axpy(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (count != 3) {
        PyErr_Format(PyExc_TypeError, "axpy() takes exactly 3 arguments (%zd given)", count);
        return nullptr;
    }
    const double a = PyFloat_AsDouble(args[0]);
    if (a == -1.0 && PyErr_Occurred()) return nullptr;
    Doubles x, y;
    if (!x.open(args[1], 0) || !y.open(args[2], PyBUF_WRITABLE)) return nullptr;
    if (x.count() != y.count()) {
        PyErr_Format(PyExc_ValueError, "axpy() needs arrays of one length, got %zd and %zd", x.count(), y.count());
        return nullptr;
    }
    Py_BEGIN_ALLOW_THREADS
    add_scaled(a, x.data(), y.data(), y.count());
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

PyMethodDef functions[] = {
    {"axpy", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(axpy)), METH_FASTCALL,
     "axpy($module, a, x, y, /)\\n--\\n\\ny += a * x for arrays of doubles, in place."},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef_Slot slots[] = {{0, nullptr}};

PyModuleDef definition = {PyModuleDef_HEAD_INIT, "@NAME@", "A kernel over arrays.", 0, functions, slots,
                          nullptr,               nullptr,  nullptr};

} // namespace

PyMODINIT_FUNC PyInit_@NAME@() {
    return PyModuleDef_Init(&definition);
}
"""

UFUNC_SOURCE = """\
// SPDX-License-Identifier: MIT
//
// The extension module @NAME@: universal functions for vecext's arrays. A row is a function's name, documentation and
// formula; broadcasting, types, out=, where=, methods, SIMD levels and threads come with it.
#include <vecext/ufunc.hpp>

VECEXT_MODULE(@NAME@, "Functions of elements.",
              vecext::ufunc("hypotenuse", "The longest side of a right-angled triangle.",
                            [](auto x, auto y) { return sqrt(x * x + y * y); }),
              vecext::ufunc("softened", "x, but 0 where it is within limit of 0.",
                            [](auto x, auto limit) { return where(abs(x) < limit, 0, x); }))
"""

MEAN_TEST = """\
\"\"\"What @NAME@ must do: the same under Adder and CPython.\"\"\"
import @NAME@

assert @NAME@.mean([1, 2, 3.0]) == 2.0
for wrong, error in (([], ValueError), (["x"], TypeError), (5, TypeError)):
    try:
        @NAME@.mean(wrong)
    except error:
        pass
    else:
        raise AssertionError(f"mean({wrong!r}) raised no {error.__name__}")
print("@NAME@: all is well")
"""

KERNEL_TEST = """\
\"\"\"What @NAME@ must do: the same under Adder and CPython.\"\"\"
from array import array

import @NAME@

x = array("d", range(1003))
y = array("d", [1.0]) * 1003
@NAME@.axpy(2.0, x, y)
assert list(y) == [1.0 + 2.0 * i for i in range(1003)]
for wrong, error in (((1.0, x, y[1:]), ValueError), ((1.0, array("i", [1]), y), TypeError), ((1.0, x), TypeError),
                     ((1.0, x, bytes(8)), BufferError)):
    try:
        @NAME@.axpy(*wrong)
    except error:
        pass
    else:
        raise AssertionError(f"no {error.__name__}")
print("@NAME@: all is well")
"""

UFUNC_TEST = """\
\"\"\"What @NAME@ must do: the same under Adder and CPython, at every SIMD level.\"\"\"
import vecext as np

import @NAME@

x = np.linspace(-3, 3, 1001)
for level in np.simd_info()["available"]:
    np.set_simd(level)
    assert abs(@NAME@.hypotenuse(x, 4) - np.sqrt(x * x + 16)).max() < 1e-15 * 8
    assert @NAME@.softened(x, 0.5).tolist() == [0 if abs(each) < 0.5 else each for each in x.tolist()]
    assert @NAME@.hypotenuse.reduce([2.0, 3.0, 6.0]) == 7.0
print("@NAME@: all is well")
"""

CMAKE = """\
# SPDX-License-Identifier: MIT
# Builds @NAME@ for an installed Adder and, if its headers are there, for CPython. `adder -m ext build` needs none of this.
cmake_minimum_required(VERSION 3.20)
project(@NAME@ LANGUAGES C CXX)
set(CMAKE_CXX_STANDARD 17)

find_package(Adder)
if(Adder_FOUND)
  adder_add_module(@NAME@ @SIMD@@SOURCE@)
endif()

find_package(Python3 3.11 COMPONENTS Interpreter Development.Module)
if(Python3_FOUND)
  Python3_add_library(@NAME@_cpython MODULE @SOURCE@)
  set_target_properties(@NAME@_cpython PROPERTIES PREFIX "" OUTPUT_NAME @NAME@ SUFFIX ".so"
    LIBRARY_OUTPUT_DIRECTORY cpython)
@LINK@endif()
"""
LINK = "  target_link_libraries(@NAME@_cpython PRIVATE @NAME@_simd)\n"

README = """\
# @NAME@

An extension module for Adder and CPython, from one source: `@SOURCE@`.

    adder -m ext build              compiles it for Adder and runs test_@NAME@.py
    adder -m ext build --cpython    the same, and again for CPython
    adder -m ext check @NAME@.adder.so

The first shows the compiler's command, to be typed by hand or put into a build of your own. With CMake:

    cmake -B build -DCMAKE_PREFIX_PATH=PREFIX && cmake --build build

where PREFIX is the folder that Adder is installed in.
"""

KINDS = {"c": ("c", C_SOURCE, MEAN_TEST), "cpp": ("cpp", CPP_SOURCE, MEAN_TEST), "kernel": ("cpp", KERNEL_SOURCE, KERNEL_TEST),
         "ufunc": ("cpp", UFUNC_SOURCE, UFUNC_TEST)}


def files(name, kind):
    """{file name: text} of a project."""
    ending, source, test = KINDS[kind]
    source_name = f"{name}.{ending}"
    simd, link = ("SIMD ", LINK) if kind == "ufunc" else ("", "")
    cmake = CMAKE.replace("@SIMD@", simd).replace("@LINK@", link)
    texts = {source_name: source, f"test_{name}.py": test, "CMakeLists.txt": cmake, "README.md": README}
    return {file: text.replace("@NAME@", name).replace("@SOURCE@", source_name) for file, text in texts.items()}
