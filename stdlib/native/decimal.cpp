// SPDX-License-Identifier: MIT
//
// The module decimal: exceptions, constants and the three contexts that come with it.
//
// Types and exceptions exist once in the process. A module that is imported anew shows the same ones.
#include "decimal_object.hpp"

namespace adder::stdlib::decimal {
namespace {

PyObject *&signal_at(Status bit) {
    int place = 0;
    while ((bit >> place) != 1) place++;
    return state().signals[place];
}

// A class below one or two others; DecimalException comes first where there is no other of the module.
PyObject *make_exception(const char *name, std::initializer_list<PyObject *> bases) {
    const Owned tuple(PyTuple_New(static_cast<Py_ssize_t>(bases.size())));
    if (!tuple) return nullptr;
    Py_ssize_t i = 0;
    for (PyObject *base : bases) PyTuple_SET_ITEM(tuple.get(), i++, Py_NewRef(base));
    const std::string full_name = std::string("decimal.") + name;
    return PyErr_NewException(full_name.c_str(), tuple.get(), nullptr);
}

bool make_exceptions() {
    State &all = state();
    PyObject *root = all.exception = make_exception("DecimalException", {PyExc_ArithmeticError});
    if (root == nullptr) return false;
    const auto make = [](Status bit, const char *name, std::initializer_list<PyObject *> bases) {
        return (signal_at(bit) = make_exception(name, bases)) != nullptr;
    };
    if (!make(invalid_operation, "InvalidOperation", {root}) ||
        !make(float_operation, "FloatOperation", {root, PyExc_TypeError}) ||
        !make(division_by_zero, "DivisionByZero", {root, PyExc_ZeroDivisionError}) ||
        !make(subnormal, "Subnormal", {root}) || !make(inexact, "Inexact", {root}) ||
        !make(rounded, "Rounded", {root}) || !make(clamped, "Clamped", {root}) ||
        !make(overflow, "Overflow", {signal_at(inexact), signal_at(rounded)}) ||
        !make(underflow, "Underflow", {signal_at(inexact), signal_at(rounded), signal_at(subnormal)}))
        return false;
    PyObject *invalid = signal_at(invalid_operation);
    auto &forms = all.invalid_signals;
    return (forms[0] = make_exception("ConversionSyntax", {invalid})) != nullptr &&
           (forms[1] = make_exception("DivisionImpossible", {invalid})) != nullptr &&
           (forms[2] = make_exception("DivisionUndefined", {invalid, PyExc_ZeroDivisionError})) != nullptr &&
           (forms[3] = make_exception("InvalidContext", {invalid})) != nullptr;
}

ContextObject *make_template(int64_t precision, Rounding rounding, Status traps) {
    Limits limits;
    limits.precision = precision;
    limits.rounding = rounding;
    const ContextObject like = {
        .ob_base = {}, .limits = limits, .traps = traps, .capitals = true, .views = {}};
    return as_context(make_context(&like));
}

bool make_contexts() {
    State &all = state();
    constexpr Status usual = invalid_operation | division_by_zero | overflow;
    all.defaults = make_template(28, Rounding::HalfEven, usual);
    all.basic = make_template(9, Rounding::HalfUp, usual | underflow | clamped);
    all.extended = make_template(9, Rounding::HalfEven, 0);
    if (all.defaults == nullptr || all.basic == nullptr || all.extended == nullptr) return false;
    return (all.current = as_context(make_context(all.defaults))) != nullptr;
}

// The class DecimalTuple and what the module needs of others.
bool take_from_other_modules() {
    State &all = state();
    const Owned numbers(PyImport_ImportModule("numbers"));
    const Owned collections(numbers ? PyImport_ImportModule("collections") : nullptr);
    if (!collections) return false;
    all.rational = PyObject_GetAttrString(numbers.get(), "Rational");
    all.tuple =
        PyObject_CallMethod(collections.get(), "namedtuple", "ss", "DecimalTuple", "sign digits exponent");
    if (all.rational == nullptr || all.tuple == nullptr) return false;
    const Owned module_name(PyUnicode_FromString("decimal"));
    if (!module_name || PyObject_SetAttrString(all.tuple, "__module__", module_name.get()) < 0) return false;
    const Owned number(PyObject_GetAttrString(numbers.get(), "Number"));
    const Owned registered(number ? PyObject_CallMethod(number.get(), "register", "O", &decimal_type)
                                  : nullptr);
    return registered && (all.signal_dict = make_signal_dict_type()) != nullptr;
}

bool prepare() {
    if (state().current != nullptr) return true;
    return PyType_Ready(&decimal_type) == 0 && PyType_Ready(&context_type) == 0 &&
           PyType_Ready(&context_manager_type) == 0 && make_exceptions() && take_from_other_modules() &&
           make_contexts();
}

bool add_object(PyObject *module, const char *name, PyObject *object) {
    return PyModule_AddObjectRef(module, name, object) == 0;
}

bool add_exceptions(PyObject *module) {
    const State &all = state();
    if (!add_object(module, "DecimalException", all.exception)) return false;
    for (int i = 0; i < signal_count; i++)
        if (!add_object(module, signal_names[i], all.signals[i])) return false;
    constexpr std::array names = {"ConversionSyntax", "DivisionImpossible", "DivisionUndefined",
                                  "InvalidContext"};
    for (int i = 0; i < invalid_form_count; i++)
        if (!add_object(module, names[i], all.invalid_signals[i])) return false;
    return true;
}

bool add_constants(PyObject *module) {
    const auto add_integer = [module](const char *name, long long value) {
        const Owned number(PyLong_FromLongLong(value));
        return number && add_object(module, name, number.get());
    };
    for (const char *name : rounding_names)
        if (PyModule_AddStringConstant(module, name, name) < 0) return false;
    return add_integer("MAX_PREC", most_precision) && add_integer("MAX_EMAX", most_exponent) &&
           add_integer("MIN_EMIN", -most_exponent) &&
           add_integer("MIN_ETINY", -most_exponent - (most_precision - 1)) &&
           add_object(module, "HAVE_THREADS", Py_True) && add_object(module, "HAVE_CONTEXTVAR", Py_True) &&
           PyModule_AddStringConstant(module, "__version__", "1.70") == 0 &&
           PyModule_AddStringConstant(module, "__libmpdec_version__", "2.5.1") == 0;
}

int execute(PyObject *module) {
    if (!prepare()) return -1;
    const State &all = state();
    const auto object = [](auto *pointer) { return reinterpret_cast<PyObject *>(pointer); };
    const bool is_complete = add_object(module, "Decimal", object(&decimal_type)) &&
                             add_object(module, "Context", object(&context_type)) &&
                             add_object(module, "DecimalTuple", all.tuple) &&
                             add_object(module, "DefaultContext", object(all.defaults)) &&
                             add_object(module, "BasicContext", object(all.basic)) &&
                             add_object(module, "ExtendedContext", object(all.extended)) &&
                             add_exceptions(module) && add_constants(module);
    return is_complete ? 0 : -1;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "decimal",
    .m_doc = "Decimal arithmetic with a precision of choice, as people learn it at school.",
    .m_methods = manager_functions,
    .m_slots = slots,
};

} // namespace
} // namespace adder::stdlib::decimal

PyMODINIT_FUNC PyInit_decimal(void) {
    return PyModuleDef_Init(&adder::stdlib::decimal::definition);
}
