// SPDX-License-Identifier: MIT
//
// Python functions: code with globals, defaults and closure. Reference manual, 3.2 "User-defined functions".
//
//  1. The version names one state of code and defaults; inline caches of calls rest on it. A change gives a
//  new one.
//  2. A frame borrows code, globals and builtins from its function, so these are never taken away while the
//     function lives, not even by the collector.
//  3. Annotations stay the tuple that the compiler laid out until somebody looks at them.
#include "objects/function.hpp"

#include "objects/dict.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/module.hpp"
#include "objects/names.hpp"
#include "objects/native_function.hpp"
#include "objects/runtime_state.hpp"
#include "objects/type.hpp"

namespace adder::objects {

namespace {

PyFunctionObject *as_function(PyObject *object) {
    return reinterpret_cast<PyFunctionObject *>(object);
}

uint32_t next_version() {
    return runtime.next_function_version == 0 ? 0 : runtime.next_function_version++;
}

void assign(PyObject *&field, PyObject *owned) {
    Ref old = Ref::steal(std::exchange(field, owned));
}

// --- making

// What functions with these globals see as builtins; borrowed. An assignment to __builtins__ counts.
PyObject *builtins_of(PyObject *globals) {
    PyObject *found = PyDict_GetItemWithError(globals, name::dunder_builtins);
    if (found == nullptr) return is_error_pending() ? nullptr : runtime.builtins;
    if (PyModule_Check(found)) return module_dict(found);
    return found;
}

PyObject *doc_of(const PyCodeObject *code) {
    const bool has_doc = PyTuple_GET_SIZE(code->constants_tuple) > 0 && PyUnicode_Check(code->constants[0]);
    return has_doc ? code->constants[0] : Py_None;
}

} // namespace

Ref make_function(PyObject *code_object, PyObject *globals) {
    auto *code = reinterpret_cast<PyCodeObject *>(code_object);
    PyObject *builtins = builtins_of(globals);
    if (builtins == nullptr) return {};
    PyObject *module = PyDict_GetItemWithError(globals, name::dunder_name);
    if (module == nullptr && is_error_pending()) return {};
    auto *function = new_gc_object<PyFunctionObject>(&PyFunction_Type);
    if (function == nullptr) return {};
    Py_INCREF(code_object);
    function->code = code;
    function->globals = Py_NewRef(globals);
    function->builtins = Py_NewRef(builtins);
    function->name = Py_NewRef(code->name);
    function->qualname = Py_NewRef(code->qualname);
    function->defaults = nullptr;
    function->kwdefaults = nullptr;
    function->closure = nullptr;
    function->doc = Py_NewRef(doc_of(code));
    function->dict = nullptr;
    function->weakrefs = nullptr;
    function->module = Py_XNewRef(module);
    function->annotations = nullptr;
    function->former_codes = nullptr;
    function->vectorcall = runtime.call_function;
    function->version = next_version();
    auto *object = reinterpret_cast<PyObject *>(function);
    track(object);
    return Ref::steal(object);
}

namespace {

// --- life

void function_dealloc(PyObject *self) {
    PyFunctionObject *function = as_function(self);
    untrack(self);
    if (function->weakrefs != nullptr) PyObject_ClearWeakRefs(self);
    Py_DECREF(function->globals);
    Py_DECREF(function->builtins);
    Py_DECREF(function->name);
    Py_DECREF(function->qualname);
    Py_XDECREF(function->defaults);
    Py_XDECREF(function->kwdefaults);
    Py_XDECREF(function->closure);
    Py_XDECREF(function->doc);
    Py_XDECREF(function->dict);
    Py_XDECREF(function->module);
    Py_XDECREF(function->annotations);
    Py_XDECREF(function->former_codes);
    Py_DECREF(function->code);
    release_gc_object(self, sizeof(PyFunctionObject));
}

int function_traverse(PyObject *self, visitproc visit, void *arg) {
    PyFunctionObject *function = as_function(self);
    Py_VISIT(function->globals);
    Py_VISIT(function->builtins);
    Py_VISIT(function->name);
    Py_VISIT(function->qualname);
    Py_VISIT(function->defaults);
    Py_VISIT(function->kwdefaults);
    Py_VISIT(function->closure);
    Py_VISIT(function->doc);
    Py_VISIT(function->dict);
    Py_VISIT(function->module);
    Py_VISIT(function->annotations);
    return 0;
}

int function_clear(PyObject *self) {
    PyFunctionObject *function = as_function(self);
    function->version = next_version();
    Py_CLEAR(function->defaults);
    Py_CLEAR(function->kwdefaults);
    Py_CLEAR(function->doc);
    Py_CLEAR(function->dict);
    Py_CLEAR(function->module);
    Py_CLEAR(function->annotations);
    // The closure's cells clear themselves; name and qualname might be instances of a subclass that refers
    // back.
    assign(function->name, Py_NewRef(name::empty));
    assign(function->qualname, Py_NewRef(name::empty));
    return 0;
}

// --- slots

PyObject *function_repr(PyObject *self) {
    return PyUnicode_FromFormat("<function %U at %p>", as_function(self)->qualname, self);
}

PyObject *function_descr_get(PyObject *self, PyObject *object, PyObject *) {
    return object == nullptr || object == Py_None ? Py_NewRef(self) : PyMethod_New(self, object);
}

constexpr ArgumentSpec new_spec("function", "code, globals, name=None, argdefs=None, closure=None");

int check_closure(const PyCodeObject *code, PyObject *closure) {
    const Py_ssize_t wanted = code->free_count;
    if (!PyTuple_Check(closure)) {
        if (wanted != 0 && closure == Py_None) return raise_type_error("arg 5 (closure) must be tuple");
        if (closure != Py_None) return raise_type_error("arg 5 (closure) must be None or tuple");
    }
    const Py_ssize_t count = closure == Py_None ? 0 : PyTuple_GET_SIZE(closure);
    if (count != wanted) {
        return raise_value_error("%U requires closure of length %zd, not %zd", code->name, wanted, count);
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *cell = PyTuple_GET_ITEM(closure, i);
        if (!PyCell_Check(cell)) {
            return raise_type_error("arg 5 (closure) expected cell, found %s", Py_TYPE(cell)->tp_name);
        }
    }
    return 0;
}

// values: code, globals, name, argdefs, closure; None where nothing was given.
int check_new_arguments(PyObject *const *values) {
    if (!PyCode_Check(values[0])) {
        return raise_type_error("function() argument 'code' must be code, not %.50s",
                                Py_TYPE(values[0])->tp_name);
    }
    if (!PyDict_Check(values[1])) {
        return raise_type_error("function() argument 'globals' must be dict, not %.50s",
                                Py_TYPE(values[1])->tp_name);
    }
    if (values[2] != Py_None && !PyUnicode_Check(values[2])) {
        return raise_type_error("arg 3 (name) must be None or string");
    }
    if (values[3] != Py_None && !PyTuple_Check(values[3])) {
        return raise_type_error("arg 4 (defaults) must be None or tuple");
    }
    return check_closure(reinterpret_cast<PyCodeObject *>(values[0]), values[4]);
}

PyObject *function_new(PyTypeObject *, PyObject *args, PyObject *keywords) {
    PyObject *values[5];
    TRY(new_spec.bind_tuple(args, keywords, values));
    for (PyObject *&value : values) {
        if (value == nullptr) value = Py_None;
    }
    TRY(check_new_arguments(values));
    Ref function = TRY(make_function(values[0], values[1]));
    auto *fields = function.as<PyFunctionObject>();
    if (values[2] != Py_None) assign(fields->name, Py_NewRef(values[2]));
    if (values[3] != Py_None) fields->defaults = Py_NewRef(values[3]);
    if (values[4] != Py_None) fields->closure = Py_NewRef(values[4]);
    return function.release();
}

// --- attributes

PyObject *none_if_null(PyObject *value) {
    return Py_NewRef(value != nullptr ? value : Py_None);
}

PyObject *get_code(PyObject *self, void *) {
    return Py_NewRef(as_function(self)->code);
}

int set_code(PyObject *self, PyObject *value, void *) {
    PyFunctionObject *function = as_function(self);
    if (value == nullptr || !PyCode_Check(value))
        return raise_type_error("__code__ must be set to a code object");
    const Py_ssize_t free_count = reinterpret_cast<PyCodeObject *>(value)->free_count;
    const Py_ssize_t cells = function->closure == nullptr ? 0 : PyTuple_GET_SIZE(function->closure);
    if (cells != free_count) {
        return raise_value_error("%U() requires a code object with %zd free vars, not %zd", function->name,
                                 cells, free_count);
    }
    if (function->former_codes == nullptr) function->former_codes = PyList_New(0);
    if (function->former_codes == nullptr) return -1;
    TRY(PyList_Append(function->former_codes, reinterpret_cast<PyObject *>(function->code)));
    function->version = next_version();
    auto *old = reinterpret_cast<PyObject *>(
        std::exchange(function->code, reinterpret_cast<PyCodeObject *>(Py_NewRef(value))));
    Py_DECREF(old);
    return 0;
}

PyObject *get_name(PyObject *self, void *) {
    return Py_NewRef(as_function(self)->name);
}
PyObject *get_qualname(PyObject *self, void *) {
    return Py_NewRef(as_function(self)->qualname);
}

int set_name(PyObject *self, PyObject *value, void *) {
    if (value == nullptr || !PyUnicode_Check(value))
        return raise_type_error("__name__ must be set to a string object");
    assign(as_function(self)->name, Py_NewRef(value));
    return 0;
}

int set_qualname(PyObject *self, PyObject *value, void *) {
    if (value == nullptr || !PyUnicode_Check(value)) {
        return raise_type_error("__qualname__ must be set to a string object");
    }
    assign(as_function(self)->qualname, Py_NewRef(value));
    return 0;
}

PyObject *get_defaults(PyObject *self, void *) {
    return none_if_null(as_function(self)->defaults);
}
PyObject *get_kwdefaults(PyObject *self, void *) {
    return none_if_null(as_function(self)->kwdefaults);
}

int set_defaults(PyObject *self, PyObject *value, void *) {
    if (value == Py_None) value = nullptr;
    if (value != nullptr && !PyTuple_Check(value))
        return raise_type_error("__defaults__ must be set to a tuple object");
    as_function(self)->version = next_version();
    assign(as_function(self)->defaults, Py_XNewRef(value));
    return 0;
}

int set_kwdefaults(PyObject *self, PyObject *value, void *) {
    if (value == Py_None) value = nullptr;
    if (value != nullptr && !PyDict_Check(value))
        return raise_type_error("__kwdefaults__ must be set to a dict object");
    as_function(self)->version = next_version();
    assign(as_function(self)->kwdefaults, Py_XNewRef(value));
    return 0;
}

// The annotations as a dict, made from the tuple if need be; borrowed, NULL with an error, or without when
// there are none.
PyObject *annotations_dict(PyFunctionObject *function) {
    PyObject *known = function->annotations;
    if (known == nullptr || !PyTuple_CheckExact(known)) return known;
    Ref dict = TRY_REF(PyDict_New());
    for (Py_ssize_t i = 0; i + 1 < PyTuple_GET_SIZE(known); i += 2) {
        TRY(PyDict_SetItem(dict.get(), PyTuple_GET_ITEM(known, i), PyTuple_GET_ITEM(known, i + 1)));
    }
    assign(function->annotations, dict.release());
    return function->annotations;
}

PyObject *get_annotations(PyObject *self, void *) {
    PyFunctionObject *function = as_function(self);
    PyObject *dict = annotations_dict(function);
    if (dict == nullptr) {
        if (is_error_pending()) return nullptr;
        function->annotations = dict = PyDict_New();
    }
    return Py_XNewRef(dict);
}

int set_annotations(PyObject *self, PyObject *value, void *) {
    if (value == Py_None) value = nullptr;
    if (value != nullptr && !PyDict_Check(value)) {
        return raise_type_error("__annotations__ must be set to a dict object");
    }
    assign(as_function(self)->annotations, Py_XNewRef(value));
    return 0;
}

PyGetSetDef function_getset[] = {
    {"__code__", get_code, set_code, nullptr, nullptr},
    {"__defaults__", get_defaults, set_defaults, nullptr, nullptr},
    {"__kwdefaults__", get_kwdefaults, set_kwdefaults, nullptr, nullptr},
    {"__annotations__", get_annotations, set_annotations, nullptr, nullptr},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
    {"__name__", get_name, set_name, nullptr, nullptr},
    {"__qualname__", get_qualname, set_qualname, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyMemberDef function_members[] = {
    {"__closure__", T_OBJECT, offsetof(PyFunctionObject, closure), READONLY, nullptr},
    {"__doc__", T_OBJECT, offsetof(PyFunctionObject, doc), 0, nullptr},
    {"__globals__", T_OBJECT, offsetof(PyFunctionObject, globals), READONLY, nullptr},
    {"__module__", T_OBJECT, offsetof(PyFunctionObject, module), 0, nullptr},
    {"__builtins__", T_OBJECT, offsetof(PyFunctionObject, builtins), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

bool check_function(PyObject *object) {
    if (PyFunction_Check(object)) return true;
    PyErr_BadInternalCall();
    return false;
}

PyObject *get_field(PyObject *object, PyObject *PyFunctionObject::*field) {
    return check_function(object) ? as_function(object)->*field : nullptr;
}

} // namespace

extern "C" {

PyObject *PyFunction_NewWithQualName(PyObject *code, PyObject *globals, PyObject *qualname) {
    Ref function = TRY(make_function(code, globals));
    if (qualname != nullptr) assign(as_function(function.get())->qualname, Py_NewRef(qualname));
    return function.release();
}

PyObject *PyFunction_New(PyObject *code, PyObject *globals) {
    return PyFunction_NewWithQualName(code, globals, nullptr);
}

PyObject *PyFunction_GetCode(PyObject *function) {
    return check_function(function) ? reinterpret_cast<PyObject *>(as_function(function)->code) : nullptr;
}
PyObject *PyFunction_GetGlobals(PyObject *function) {
    return get_field(function, &PyFunctionObject::globals);
}
PyObject *PyFunction_GetModule(PyObject *function) {
    return get_field(function, &PyFunctionObject::module);
}
PyObject *PyFunction_GetDefaults(PyObject *function) {
    return get_field(function, &PyFunctionObject::defaults);
}
PyObject *PyFunction_GetKwDefaults(PyObject *function) {
    return get_field(function, &PyFunctionObject::kwdefaults);
}
PyObject *PyFunction_GetClosure(PyObject *function) {
    return get_field(function, &PyFunctionObject::closure);
}

PyObject *PyFunction_GetAnnotations(PyObject *function) {
    return check_function(function) ? annotations_dict(as_function(function)) : nullptr;
}

// What an attribute refuses with TypeError is a SystemError of the C code that calls these.
int PyFunction_SetDefaults(PyObject *function, PyObject *defaults) {
    if (!check_function(function)) return -1;
    if (defaults != Py_None && (defaults == nullptr || !PyTuple_Check(defaults)))
        return raise(PyExc_SystemError, "non-tuple default args");
    return set_defaults(function, defaults, nullptr);
}
int PyFunction_SetKwDefaults(PyObject *function, PyObject *defaults) {
    if (!check_function(function)) return -1;
    if (defaults != Py_None && (defaults == nullptr || !PyDict_Check(defaults)))
        return raise(PyExc_SystemError, "non-dict keyword only default args");
    return set_kwdefaults(function, defaults, nullptr);
}
int PyFunction_SetAnnotations(PyObject *function, PyObject *annotations) {
    if (!check_function(function)) return -1;
    if (annotations != Py_None && (annotations == nullptr || !PyDict_Check(annotations)))
        return raise(PyExc_SystemError, "non-dict annotations");
    return set_annotations(function, annotations, nullptr);
}

int PyFunction_SetClosure(PyObject *function, PyObject *closure) {
    if (!check_function(function)) return -1;
    if (closure == Py_None) closure = nullptr;
    if (closure != nullptr && !PyTuple_Check(closure)) {
        return raise(PyExc_SystemError, "expected tuple for closure, got '%.100s'",
                     Py_TYPE(closure)->tp_name);
    }
    as_function(function)->version = next_version();
    assign(as_function(function)->closure, Py_XNewRef(closure));
    return 0;
}

PyTypeObject PyFunction_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "function",
    .tp_basicsize = sizeof(PyFunctionObject),
    .tp_dealloc = function_dealloc,
    .tp_vectorcall_offset = offsetof(PyFunctionObject, vectorcall),
    .tp_repr = function_repr,
    .tp_call = PyVectorcall_Call,
    .tp_flags =
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR,
    .tp_doc = "function(code, globals, name=None, argdefs=None, closure=None)\n--\n\nA function made from a "
              "code object.",
    .tp_traverse = function_traverse,
    .tp_clear = function_clear,
    .tp_weaklistoffset = offsetof(PyFunctionObject, weakrefs),
    .tp_members = function_members,
    .tp_getset = function_getset,
    .tp_descr_get = function_descr_get,
    .tp_dictoffset = offsetof(PyFunctionObject, dict),
    .tp_new = function_new,
};

} // extern "C"

} // namespace adder::objects
