// SPDX-License-Identifier: MIT
//
// Specialization of calls: which kind of callable, with how many arguments.
#include "objects/names.hpp"
#include "objects/native_function.hpp"
#include "objects/type.hpp"
#include "vm/specialize.hpp"

#include <string_view>

namespace adder::vm {

namespace {

void call_python_function(const Site &site, PyFunctionObject *function, int count) {
    if (!is_plain_function(function) || function->version == 0) return;
    site.cache<CallCache>().version.set(function->version);
    const int wanted = function->code->argument_count;
    if (count == wanted) return site.become(Opcode::CALL_PY_EXACT_ARGS);
    const Py_ssize_t default_count = function->defaults != nullptr ? PyTuple_GET_SIZE(function->defaults) : 0;
    if (count < wanted && count >= wanted - default_count) site.become(Opcode::CALL_PY_WITH_DEFAULTS);
}

void call_bound_method(const Site &site, PyMethodObject *method) {
    if (!PyFunction_Check(method->im_func)) return;
    auto *function = reinterpret_cast<PyFunctionObject *>(method->im_func);
    if (!is_plain_function(function) || function->version == 0) return;
    if (function->code->argument_count != site.argument + 1) return;
    site.cache<CallCache>().version.set(function->version);
    site.become(Opcode::CALL_BOUND_METHOD_EXACT_ARGS);
}

// A class whose instances plain `object` makes and a Python __init__ fills.
void call_python_class(const Site &site, PyTypeObject *type) {
    if (!objects::is_heap_type(type) || Py_TYPE(type)->tp_call != PyType_Type.tp_call) return;
    if (type->tp_new != PyBaseObject_Type.tp_new || type->tp_alloc != PyType_GenericAlloc) return;
    if (objects::has_flag(type, Py_TPFLAGS_IS_ABSTRACT)) return;
    PyObject *init = objects::type_lookup(type, objects::name::dunder_init);
    const uint32_t version = objects::type_version(type);
    if (version == 0 || init == nullptr || !PyFunction_Check(init)) return;
    auto *function = reinterpret_cast<PyFunctionObject *>(init);
    if (!is_plain_function(function) || function->code->argument_count != site.argument + 1) return;
    auto &cache = site.cache<CallCache>();
    cache.version.set(version);
    cache.pointer.set(function);
    site.become(Opcode::CALL_CLASS_EXACT_ARGS);
}

void call_by_vector(const Site &site, PyObject *callable) {
    if (PyVectorcall_Function(callable) == nullptr) return;
    site.cache<CallCache>().pointer.set(Py_TYPE(callable));
    site.become(Opcode::CALL_NO_KW_VECTORCALL);
}

void call_type(const Site &site, PyTypeObject *type) {
    site.cache<CallCache>().pointer.set(type);
    if (site.argument == 1 && type == &PyType_Type) return site.become(Opcode::CALL_NO_KW_TYPE_1);
    if (site.argument == 1 && type == &PyUnicode_Type) return site.become(Opcode::CALL_NO_KW_STR_1);
    call_python_class(site, type);
}

// Whether it is this function of module builtins, whatever name it is called by.
bool is_builtin(const PyCFunctionObject *callable, std::string_view name) {
    return callable->m_self == objects::runtime.builtins_module && callable->m_ml->ml_name == name;
}

void call_native_function(const Site &site, const PyCFunctionObject *callable) {
    PyMethodDef *row = callable->m_ml;
    site.cache<CallCache>().pointer.set(row);
    if (site.argument == 1 && is_builtin(callable, "len")) return site.become(Opcode::CALL_NO_KW_LEN);
    if (site.argument == 2 && is_builtin(callable, "isinstance"))
        return site.become(Opcode::CALL_NO_KW_ISINSTANCE);
    const int flags =
        row->ml_flags & (METH_VARARGS | METH_KEYWORDS | METH_NOARGS | METH_O | METH_FASTCALL | METH_METHOD);
    if (flags == METH_NOARGS && site.argument == 0) site.become(Opcode::CALL_NO_KW_BUILTIN_NOARGS);
    if (flags == METH_O && site.argument == 1) site.become(Opcode::CALL_NO_KW_BUILTIN_O);
    if (flags == METH_FASTCALL) site.become(Opcode::CALL_NO_KW_BUILTIN_FAST);
    if (flags == (METH_FASTCALL | METH_KEYWORDS)) site.become(Opcode::CALL_NO_KW_BUILTIN_FAST_WITH_KEYWORDS);
    if ((flags & ~METH_KEYWORDS) == METH_VARARGS) site.become(Opcode::CALL_NO_KW_BUILTIN_VARARGS);
}

void call_method_descriptor(const Site &site, PyObject *callable) {
    PyMethodDef *row = reinterpret_cast<PyMethodDescrObject *>(callable)->d_method;
    auto &cache = site.cache<CallCache>();
    if (site.argument == 1 && callable == objects::type_lookup(&PyList_Type, objects::name::append)) {
        cache.pointer.set(callable);
        return site.become(Opcode::CALL_NO_KW_LIST_APPEND);
    }
    cache.pointer.set(row);
    const int flags =
        row->ml_flags & (METH_VARARGS | METH_KEYWORDS | METH_NOARGS | METH_O | METH_FASTCALL | METH_METHOD);
    if (flags == METH_NOARGS && site.argument == 0) site.become(Opcode::CALL_NO_KW_METHOD_DESCRIPTOR_NOARGS);
    if (flags == METH_O && site.argument == 1) site.become(Opcode::CALL_NO_KW_METHOD_DESCRIPTOR_O);
    if ((flags & ~METH_KEYWORDS) == METH_FASTCALL) site.become(Opcode::CALL_NO_KW_METHOD_DESCRIPTOR_FAST);
}

} // namespace

void specialize_call(const Site &site) {
    if (site.keyword_names != nullptr) return;
    PyObject **base = site.sp - site.argument - 2;
    const bool has_self = base[0] != nullptr;
    PyObject *callable = has_self ? base[0] : base[1];
    if (PyFunction_Check(callable)) {
        return call_python_function(site, reinterpret_cast<PyFunctionObject *>(callable),
                                    site.argument + (has_self ? 1 : 0));
    }
    if (has_self) {
        if (Py_IS_TYPE(callable, &PyMethodDescr_Type)) call_method_descriptor(site, callable);
        return;
    }
    if (PyMethod_Check(callable))
        return call_bound_method(site, reinterpret_cast<PyMethodObject *>(callable));
    if (PyType_Check(callable)) return call_type(site, reinterpret_cast<PyTypeObject *>(callable));
    if (PyCFunction_CheckExact(callable))
        return call_native_function(site, reinterpret_cast<PyCFunctionObject *>(callable));
    call_by_vector(site, callable);
}

} // namespace adder::vm
