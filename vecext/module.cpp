// SPDX-License-Identifier: MIT
// The module: its table of functions and what is done when it is imported.
//
// The functions of single operations are ufuncs (operation.def), the others come from the units that
// implement them. The module is `vecext._core`; the package around it is written in Python (vecext/lib).
#include "vecext/ref.hpp"

#include <vector>

#include "vecext/arguments.hpp"
#include "vecext/array_text.hpp"
#include "vecext/array_type.hpp"
#include "vecext/axes.hpp"
#include "vecext/construct.hpp"
#include "vecext/dlpack.hpp"
#include "vecext/elementwise.hpp"
#include "vecext/explain.hpp"
#include "vecext/fuse_pass.hpp"
#include "vecext/indexing.hpp"
#include "vecext/line_functions.hpp"
#include "vecext/linear.hpp"
#include "vecext/overrides.hpp"
#include "vecext/picking.hpp"
#include "vecext/promotion.hpp"
#include "vecext/reduce.hpp"
#include "vecext/reduction.hpp"
#include "vecext/registry.hpp"
#include "vecext/scalars.hpp"
#include "vecext/shaping.hpp"
#include "vecext/sorting.hpp"
#include "vecext/status.hpp"
#include "vecext/threads.hpp"
#include "vecext/ufunc_type.hpp"

namespace adder::vecext {

namespace {

// An array even of numbers alone.
Ref select(PyObject *const *arguments) {
    return apply_to(Operation::Where, arguments, 3);
}

PyObject *where(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *names) {
    if (PyObject *owner = find_override(arguments, count, function_protocol)) [[unlikely]]
        return call_array_function(owner, "where", arguments, count, names);
    if (count == 3) return select(arguments).release();
    if (count != 1)
        return PyErr_Format(PyExc_ValueError, "either both or neither of x and y should be given");
    Ref mask = to_array(arguments[0]);
    std::vector<Ref> positions;
    if (!mask || nonzero(as_array(mask), positions) < 0) return nullptr;
    Ref tuple = Ref::steal(PyTuple_New(static_cast<Py_ssize_t>(positions.size())));
    for (std::size_t k = 0; tuple && k < positions.size(); ++k) {
        PyTuple_SET_ITEM(tuple.get(), static_cast<Py_ssize_t>(k), positions[k].release());
    }
    return tuple.release();
}

// dot() fills only an array that is just like its result; matmul() casts into it.
PyObject *dot_function(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"a", "b", "out", nullptr};
    PyObject *bound[3];
    if (bind_arguments({"dot", names, 2, 3}, arguments, count, keywords, bound) < 0) return nullptr;
    Ref result = dot(bound[0], bound[1]);
    if (!result || bound[2] == nullptr || bound[2] == Py_None) return result.release();
    const Array *made = as_array(result);
    const bool fits = is_array(bound[2]) && as_array(bound[2])->dtype == made->dtype &&
                      has_same_shape(as_array(bound[2]), made) && as_array(bound[2])->is_contiguous;
    if (fits) return deliver(std::move(result), bound[2]).release();
    return PyErr_Format(is_array(bound[2]) ? PyExc_ValueError : PyExc_TypeError,
                        is_array(bound[2])
                            ? "output array is not acceptable (must have the right datatype, number "
                              "of dimensions, and be a C-Array)"
                            : "'out' must be an array");
}
PyObject *matmul(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"x1", "x2", "out", nullptr};
    PyObject *bound[3];
    if (bind_arguments({"matmul", names, 2, 3}, arguments, count, keywords, bound) < 0) return nullptr;
    Ref result = Ref::steal(matrix_multiply(bound[0], bound[1]));
    return result ? deliver(std::move(result), bound[2]).release() : nullptr;
}

PyObject *address_of(PyObject *, PyObject *array) {
    if (!is_array(array)) return PyErr_Format(PyExc_TypeError, "_address() takes an array");
    return PyLong_FromVoidPtr(as_array(array)->data);
}

PyMethodDef other_functions[] = {
    {"_address", address_of, METH_O, "_address(a, /)\n--\n\nWhere the first element lies in memory."},
    fast_method("where", where,
                "where(condition, x, y, /)\n--\n\nElements of x where the condition holds, else of y."),
    fast_method("dot", dot_function, "dot(a, b, out=None)\n--\n\nThe product of vectors or matrices."),
    fast_method("matmul", matmul, "matmul(x1, x2, /, out=None)\n--\n\nThe product x1 @ x2."),
    {"extend_array", extend_array, METH_O,
     "extend_array(attributes, /)\n--\n\nGives ndarray methods and properties that are written in Python."},
    {"set_simd", set_simd, METH_O,
     "set_simd(level, /)\n--\n\nUses the named SIMD level from now on; \"auto\" is the CPU's best."},
    {"simd_info", simd_info, METH_NOARGS,
     "simd_info()\n--\n\nThe SIMD level in use and what chose it, the levels compiled in, those that the "
     "CPU\n"
     "has, and lanes for each dtype."},
    {},
};

// Other names that NumPy gives to the same functions.
void add_aliases(std::vector<PyMethodDef> &rows) {
    static constexpr struct {
        const char *alias, *name;
    } aliases[] = {
        {"amin", "min"}, {"amax", "max"}, {"concat", "concatenate"}, {"permute_dims", "transpose"}};
    const std::size_t count = rows.size();
    for (const auto &[alias, name] : aliases) {
        for (std::size_t k = 0; k < count; ++k) {
            if (std::string(rows[k].ml_name) != name) continue;
            PyMethodDef row = rows[k];
            row.ml_name = alias;
            rows.push_back(row);
            break;
        }
    }
}

PyMethodDef *all_functions() {
    static std::vector<PyMethodDef> functions = [] {
        std::vector<PyMethodDef> rows;
        for (PyMethodDef *table :
             {construct_functions, reduction_functions, shaping_functions, promotion_functions,
              status_functions, text_functions, sorting_functions, picking_functions, dlpack_functions,
              explain_functions, fusion_functions, thread_functions, line_functions, other_functions}) {
            for (; table->ml_name != nullptr; ++table) rows.push_back(*table);
        }
        add_aliases(rows);
        rows.push_back({});
        return rows;
    }();
    return functions.data();
}

int add_constant(PyObject *module, const char *name, double value) {
    Ref number = Ref::steal(PyFloat_FromDouble(value));
    return number ? add_to_module(module, name, number.get()) : -1;
}

int start_module(PyObject *module) {
    if (start_dispatch() < 0 || start_threads() < 0 || add_dtypes(module) < 0 || add_array_type(module) < 0)
        return -1;
    if (add_scalar_types(module) < 0 || add_ufuncs(module) < 0 || add_registry(module) < 0) return -1;
    if (add_axis_error(module) < 0 || add_complex_warning(module) < 0 ||
        add_to_module(module, "newaxis", Py_None) < 0)
        return -1;
    if (add_constant(module, "pi", 3.141592653589793) < 0 || add_constant(module, "e", 2.718281828459045) < 0)
        return -1;
    if (add_constant(module, "inf", Py_HUGE_VAL) < 0) return -1;
    return add_constant(module, "nan", Py_NAN);
}

PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(start_module)},
    {0, nullptr},
};

PyModuleDef module_definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "vecext._core",
    .m_doc = "Arrays of numbers whose operations run as SIMD kernels.",
    .m_size = 0,
    .m_slots = module_slots,
};

} // namespace

} // namespace adder::vecext

PyMODINIT_FUNC PyInit__core() {
    adder::vecext::module_definition.m_methods = adder::vecext::all_functions();
    return PyModuleDef_Init(&adder::vecext::module_definition);
}
