// SPDX-License-Identifier: MIT
//
// The built-in module `_warnings`: issuing warnings from Python, and the filters that C++ code asks as well.
#include "objects/error.hpp"
#include "objects/native_function.hpp"
#include "objects/warnings.hpp"

namespace adder::runtime {

namespace {

using objects::ArgumentSpec;

// The class of a warning, which `category` is unless the message is an instance. NULL with TypeError.
PyObject *category_of(PyObject *message, PyObject *category) {
    auto *base = reinterpret_cast<PyTypeObject *>(PyExc_Warning);
    if (PyObject_TypeCheck(message, base)) return reinterpret_cast<PyObject *>(Py_TYPE(message));
    if (category == nullptr || category == Py_None) return PyExc_UserWarning;
    const bool is_warning =
        PyType_Check(category) && PyType_IsSubtype(reinterpret_cast<PyTypeObject *>(category), base);
    if (is_warning) return category;
    return objects::raise_type_error("category must be a Warning subclass, not '%s'",
                                     Py_TYPE(category)->tp_name);
}

PyObject *none_if_zero(int status) {
    return status < 0 ? nullptr : Py_NewRef(Py_None);
}

PyObject *warnings_warn(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr ArgumentSpec spec("warn", "message, category=None, stacklevel=1, source=None");
    PyObject *values[4];
    TRY(spec.bind(args, count, keyword_names, values));
    const Py_ssize_t level = values[2] == nullptr ? 1 : PyNumber_AsSsize_t(values[2], PyExc_OverflowError);
    if (level == -1 && objects::is_error_pending()) return nullptr;
    PyObject *category = TRY(category_of(values[0], values[1]));
    return none_if_zero(objects::issue_warning(values[0], category, level, values[3]));
}

PyObject *warnings_warn_explicit(PyObject *, PyObject *const *args, Py_ssize_t count,
                                 PyObject *keyword_names) {
    static constexpr ArgumentSpec spec(
        "warn_explicit",
        "message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None");
    PyObject *values[8];
    TRY(spec.bind(args, count, keyword_names, values));
    if (!PyUnicode_Check(values[2]))
        return objects::raise_type_error("warn_explicit() argument 3 must be str, not %.50s",
                                         Py_TYPE(values[2])->tp_name);
    const int line = _PyLong_AsInt(values[3]);
    if (line == -1 && objects::is_error_pending()) return nullptr;
    return none_if_zero(
        objects::issue_warning_at(values[0], values[1], values[2], line, values[4], values[5], values[7]));
}

PyObject *warnings_filters_mutated(PyObject *, PyObject *) {
    objects::WarningState *state = objects::warning_state();
    if (state == nullptr) return nullptr;
    state->version++;
    Py_RETURN_NONE;
}

PyMethodDef methods[] = {
    {"warn", _PyCFunction_CAST(warnings_warn), METH_FASTCALL | METH_KEYWORDS,
     "warn($module, /, message, category=None, stacklevel=1, source=None)\n--\n\n"
     "Issue a warning for the caller, or for a frame further out."},
    {"warn_explicit", _PyCFunction_CAST(warnings_warn_explicit), METH_FASTCALL | METH_KEYWORDS,
     "Issue a warning with a place of its own."},
    {"_filters_mutated", warnings_filters_mutated, METH_NOARGS, "Forget which warnings were shown already."},
    {},
};

int add_state(PyObject *module) {
    const objects::WarningState *state = objects::warning_state();
    if (state == nullptr) return -1;
    TRY(PyModule_AddObjectRef(module, "filters", state->filters));
    TRY(PyModule_AddObjectRef(module, "_defaultaction", state->default_action));
    return PyModule_AddObjectRef(module, "_onceregistry", state->once_registry);
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(add_state)},
    {0, nullptr},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_warnings",
    .m_doc = "Issuing warnings, and the filters that decide about them.",
    .m_size = 0,
    .m_methods = methods,
    .m_slots = slots,
    .m_traverse = nullptr,
    .m_clear = nullptr,
    .m_free = nullptr,
};

} // namespace

} // namespace adder::runtime

extern "C" PyObject *PyInit__warnings() {
    return PyModuleDef_Init(&adder::runtime::definition);
}
