// SPDX-License-Identifier: MIT
//
// Python functions, cells, code and weak references (adder/callable.h).
#include "cases.hpp"

#include <structmember.h>

#include <cstddef>

namespace {

constexpr const char *CODE = "(lambda first, *, second: [first for item in second]).__code__";
constexpr const char *CLOSURE = "(lambda outer: lambda: outer)(5)";

PyCodeObject *code_of(PyObject *code) {
    return reinterpret_cast<PyCodeObject *>(code);
}

std::string told_of(PyObject *function) {
    if (function == nullptr) return "NULL";
    std::string text;
    for (const char *name : {"__name__", "__qualname__", "__module__", "__doc__", "__defaults__"}) {
        PyObject *value = PyObject_GetAttrString(function, name);
        text += told(value) + ", ";
        PyErr_Clear();
    }
    Py_DECREF(function);
    return text;
}

PyObject *new_function(const char *code, PyObject *names, PyObject *arguments) {
    const Value object(code);
    const Value function(PyFunction_New(object, names));
    return PyObject_Call(function, arguments, nullptr);
}

// Sets by the function and reads by the other; the operand is left as it was.
using Get = PyObject *(*)(PyObject *);
using Set = int (*)(PyObject *, PyObject *);
std::string set_and_got(Set set, Get get, PyObject *function, PyObject *value) {
    const int status = set(function, value);
    if (status < 0) return "-1";
    return std::to_string(status) + ", " + told(borrowed(get(function)));
}

PyObject *called_with_new_defaults(PyObject *function, PyObject *defaults, PyObject *keyword_defaults) {
    if (PyFunction_SetDefaults(function, defaults) < 0) return nullptr;
    if (PyFunction_SetKwDefaults(function, keyword_defaults) < 0) return nullptr;
    return PyObject_CallNoArgs(function);
}

std::string cell_after(PyObject *cell, PyObject *value) {
    const int status = PyCell_Set(cell, value);
    return std::to_string(status) + ", " + told(PyCell_Get(cell));
}

constexpr const char *MADE = "(lambda a, b=1, *, c: a + b + len(c)).__code__";

std::string empty_code() {
    PyCodeObject *code = PyCode_NewEmpty("file h\xc3\xa4.py", "name h\xc3\xa4", 42);
    if (code == nullptr) return "NULL";
    const Value object(reinterpret_cast<PyObject *>(code));
    return told(PyObject_GetAttrString(object, "co_filename")) +
           told(PyObject_GetAttrString(object, "co_name")) +
           told(PyObject_GetAttrString(object, "co_firstlineno")) +
           std::to_string(PyCode_Check(object.get()));
}

std::string fields_of(PyObject *object) {
    const auto *code = reinterpret_cast<PyCodeObject *>(object);
    std::string text;
    for (const int number : {code->co_argcount, code->co_posonlyargcount, code->co_kwonlyargcount,
                             code->co_nlocalsplus, code->co_firstlineno, code->co_flags})
        text += std::to_string(number) + " ";
    for (PyObject *name :
         {code->co_filename, code->co_name, code->co_qualname, code->co_names, code->co_consts})
        text += told(borrowed(name)) + " ";
    return text;
}

// A copy of a code object, made from its attributes.
PyObject *remade_code(PyObject *code, bool is_positional_only) {
    const auto get = [code](const char *name) { return Value(PyObject_GetAttrString(code, name)); };
    const auto number = [get](const char *name) { return static_cast<int>(PyLong_AsLong(get(name))); };
    const int count = number("co_argcount"), keyword_only = number("co_kwonlyargcount");
    const int locals = number("co_nlocals"), stack = number("co_stacksize"), flags = number("co_flags");
    const Value instructions(get("co_code")), constants(get("co_consts")), names(get("co_names"));
    const Value variables(get("co_varnames")), free(get("co_freevars")), cells(get("co_cellvars"));
    const Value file(get("co_filename")), name(get("co_name")), qualname(get("co_qualname"));
    const Value lines(get("co_linetable")), handlers(get("co_exceptiontable"));
    if (!is_positional_only) {
        return reinterpret_cast<PyObject *>(PyCode_New(count, keyword_only, locals, stack, flags,
                                                       instructions, constants, names, variables, free, cells,
                                                       file, name, qualname, 77, lines, handlers));
    }
    return reinterpret_cast<PyObject *>(
        PyCode_NewWithPosOnlyArgs(count, 1, keyword_only, locals, stack, flags, instructions, constants,
                                  names, variables, free, cells, file, name, qualname, 78, lines, handlers));
}

// Code without instructions, as Cython makes it for its functions.
PyObject *code_without_instructions() {
    const Value code(reinterpret_cast<PyObject *>(PyCode_NewEmpty("made.pyx", "made", 5)));
    const Value replace(PyObject_GetAttrString(code, "replace"));
    const Value keywords(
        "dict(co_code=b'', co_argcount=1, co_nlocals=2, co_varnames=('a', 'b'), co_stacksize=0, "
        "co_flags=3, co_linetable=b'')");
    return PyObject_Call(replace, Value("()"), keywords);
}

std::string cell_set(PyObject *value) {
    const Value cell(PyCell_New(nullptr));
    const bool was_empty = PyCell_GET(cell.get()) == nullptr;
    Py_INCREF(value);
    PyCell_SET(cell.get(), value);
    return std::to_string(was_empty) + told(borrowed(PyCell_GET(cell.get())));
}

PyObject *list_of_weak_references(PyObject *object) {
    return *PyObject_GET_WEAKREFS_LISTPTR(object);
}

std::string weak_references(PyObject *object, PyObject *callback) {
    const Value first(PyWeakref_NewRef(object, nullptr)), second(PyWeakref_NewRef(object, nullptr));
    const Value third(PyWeakref_NewRef(object, callback)), fourth(PyWeakref_NewProxy(object, nullptr));
    auto *head = reinterpret_cast<PyWeakReference *>(list_of_weak_references(object));
    return std::to_string(first.get() == second.get()) + std::to_string(first.get() == third.get()) + ", " +
           std::to_string(_PyWeakref_GetWeakrefCount(head));
}

// What a reference gives after its object is gone, and how often the callback was called.
std::string after_the_end(PyObject *type, PyObject *log) {
    PyObject *object = PyObject_CallNoArgs(type);
    const Value callback(PyObject_GetAttrString(log, "append"));
    const Value reference(PyWeakref_NewRef(object, callback));
    const bool was_alive = PyWeakref_GetObject(reference) == object;
    Py_DECREF(object);
    const bool is_logged = PyList_GET_ITEM(log, PyList_GET_SIZE(log) - 1) == reference;
    PyList_SetSlice(log, 3, 9, nullptr);
    return std::to_string(was_alive) + std::to_string(is_logged) +
           told(borrowed(PyWeakref_GetObject(reference))) + told(PyObject_CallNoArgs(reference));
}

std::string used_after_the_end(PyObject *type) {
    PyObject *object = PyObject_CallNoArgs(type);
    const Value proxy(PyWeakref_NewProxy(object, nullptr));
    const std::string before = told(PyObject_GetAttrString(proxy, "name"));
    Py_DECREF(object);
    return before + told(PyObject_GetAttrString(proxy, "name"));
}

std::string cleared_reference(PyObject *object) {
    const Value reference(PyWeakref_NewRef(object, nullptr));
    _PyWeakref_ClearRef(reinterpret_cast<PyWeakReference *>(reference.get()));
    return told(borrowed(PyWeakref_GetObject(reference))) +
           std::to_string(list_of_weak_references(object) == nullptr);
}

// For types in C, which call it from tp_dealloc, when the count is zero.
int cleared_by_type = 0;
struct Weakling {
    PyObject_HEAD PyObject *references;
};
void deallocate(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    if (reinterpret_cast<Weakling *>(object)->references != nullptr) PyObject_ClearWeakRefs(object);
    cleared_by_type += reinterpret_cast<Weakling *>(object)->references == nullptr;
    type->tp_free(object);
    Py_DECREF(type);
}
std::string cleared_by_deallocation() {
    PyMemberDef members[] = {
        {"__weaklistoffset__", T_PYSSIZET, offsetof(Weakling, references), READONLY, nullptr},
        {nullptr, 0, 0, 0, nullptr}};
    PyType_Slot slots[] = {
        {Py_tp_dealloc, reinterpret_cast<void *>(deallocate)}, {Py_tp_members, members}, {0, nullptr}};
    PyType_Spec spec = {"symbols.Weakling", sizeof(Weakling), 0, Py_TPFLAGS_DEFAULT, slots};
    const Value type(PyType_FromSpec(&spec));
    PyObject *object = PyObject_CallNoArgs(type);
    const Value reference(PyWeakref_NewRef(object, nullptr));
    cleared_by_type = 0;
    Py_DECREF(object);
    return std::to_string(cleared_by_type) + told(borrowed(PyWeakref_GetObject(reference)));
}

const Case FUNCTIONS[] = {
    CASE(PyFunction_New, new_function("(lambda a, b: (b, a)).__code__", on.dict, Value("(1, 2)"))),
    CASE(PyFunction_New, new_function("(lambda: a).__code__", on.dict, Value("()"))),
    CASE(PyFunction_New, new_function("(lambda: unknown).__code__", on.dict, Value("()"))),
    CASE(PyFunction_New, told_of(PyFunction_New(Value(CODE), on.dict))),
    CASE(PyFunction_New, told_of(PyFunction_New(Value(CODE), Value("{'__name__': 'module'}")))),
    CASE(PyFunction_NewWithQualName,
         told_of(PyFunction_NewWithQualName(Value(CODE), on.dict, Value("'Qualified.name'")))),
    CASE(PyFunction_NewWithQualName, told_of(PyFunction_NewWithQualName(Value(CODE), on.dict, nullptr))),
    CASE(PyFunction_GetCode, PyCode_Check(PyFunction_GetCode(on.function)) != 0),
    CASE(PyFunction_GetCode, borrowed(PyFunction_GetCode(on.list))),
    CASE(PyFunction_GetGlobals, PyDict_Check(PyFunction_GetGlobals(on.function)) != 0),
    CASE(PyFunction_GetGlobals, borrowed(PyFunction_GetGlobals(on.list))),
    CASE(PyFunction_GetModule, borrowed(PyFunction_GetModule(on.function))),
    CASE(PyFunction_GetModule, borrowed(PyFunction_GetModule(on.list))),
    CASE(PyFunction_GetDefaults, borrowed(PyFunction_GetDefaults(on.function))),
    CASE(PyFunction_GetDefaults, borrowed(PyFunction_GetDefaults(Value("lambda: 0")))),
    CASE(PyFunction_GetDefaults, borrowed(PyFunction_GetDefaults(on.list))),
    CASE(PyFunction_SetDefaults,
         set_and_got(PyFunction_SetDefaults, PyFunction_GetDefaults, on.function, on.tuple)),
    CASE(PyFunction_SetDefaults,
         set_and_got(PyFunction_SetDefaults, PyFunction_GetDefaults, on.function, Py_None)),
    CASE(PyFunction_SetDefaults, PyFunction_SetDefaults(on.function, on.list)),
    CASE(PyFunction_SetDefaults, PyFunction_SetDefaults(on.list, on.tuple)),
    CASE(PyFunction_GetKwDefaults, borrowed(PyFunction_GetKwDefaults(Value("lambda *, k=5: k")))),
    CASE(PyFunction_GetKwDefaults, borrowed(PyFunction_GetKwDefaults(on.list))),
    CASE(PyFunction_SetKwDefaults,
         set_and_got(PyFunction_SetKwDefaults, PyFunction_GetKwDefaults, on.function, on.dict)),
    CASE(PyFunction_SetKwDefaults,
         set_and_got(PyFunction_SetKwDefaults, PyFunction_GetKwDefaults, on.function, Py_None)),
    CASE(PyFunction_SetKwDefaults, PyFunction_SetKwDefaults(on.function, on.list)),
    CASE(PyFunction_SetKwDefaults, PyFunction_SetKwDefaults(on.list, on.dict)),
    CASE(PyFunction_SetKwDefaults,
         called_with_new_defaults(on.function, Value("('A',)"), Value("{'c': 'C'}"))),
    CASE(PyFunction_SetKwDefaults,
         called_with_new_defaults(on.function, Value("('A', 'B')"), Value("{'c': 'C'}"))),
    CASE(PyFunction_GetClosure, borrowed(PyFunction_GetClosure(on.function))),
    CASE(PyFunction_GetClosure, PyTuple_Check(PyFunction_GetClosure(Value(CLOSURE))) != 0),
    CASE(PyFunction_GetClosure, borrowed(PyFunction_GetClosure(on.list))),
    CASE(PyFunction_SetClosure,
         [&on] {
             Value function(CLOSURE), cells(PyTuple_Pack(1, Value(PyCell_New(on.list)).get()));
             const int status = PyFunction_SetClosure(function, cells);
             return std::to_string(status) + ", " + told(PyObject_CallNoArgs(function));
         }()),
    CASE(PyFunction_SetClosure, PyFunction_SetClosure(on.function, Py_None)),
    CASE(PyFunction_SetClosure, PyFunction_SetClosure(on.function, on.list)),
    CASE(PyFunction_SetClosure, PyFunction_SetClosure(on.list, on.tuple)),
    CASE(PyFunction_GetAnnotations, borrowed(PyFunction_GetAnnotations(on.function))),
    CASE(PyFunction_GetAnnotations, borrowed(PyFunction_GetAnnotations(on.list))),
    CASE(PyFunction_SetAnnotations,
         set_and_got(PyFunction_SetAnnotations, PyFunction_GetAnnotations, on.function, on.dict)),
    CASE(PyFunction_SetAnnotations,
         set_and_got(PyFunction_SetAnnotations, PyFunction_GetAnnotations, on.function, Py_None)),
    CASE(PyFunction_SetAnnotations, PyFunction_SetAnnotations(on.function, on.list)),
    CASE(PyFunction_SetAnnotations, PyFunction_SetAnnotations(on.list, on.dict)),
    // ---- cells
    CASE(PyCell_New, PyCell_Get(Value(PyCell_New(on.list)))),
    CASE(PyCell_New, PyCell_Get(Value(PyCell_New(nullptr)))),
    CASE(PyCell_Get, PyCell_Get(on.list)),
    CASE(PyCell_Set, cell_after(Value(PyCell_New(on.list)), on.text)),
    CASE(PyCell_Set, cell_after(Value(PyCell_New(on.list)), nullptr)),
    CASE(PyCell_Set, PyCell_Set(on.list, on.text)),
    CASE(PyCell_Check, PyCell_Check(on.list) != 0),
    // ---- code
    CASE(PyCode_GetCode, PyBytes_Check(Value(PyCode_GetCode(code_of(Value(CODE)))).get()) != 0),
    CASE(PyCode_GetVarnames, PyCode_GetVarnames(code_of(Value(CODE)))),
    CASE(PyCode_GetCellvars, PyCode_GetCellvars(code_of(Value(CODE)))),
    CASE(PyCode_GetFreevars, PyCode_GetFreevars(code_of(Value("(lambda outer: lambda: outer)(5).__code__")))),
    CASE(PyCode_GetFreevars, PyCode_GetFreevars(code_of(Value(CODE)))),
    CASE(PyCode_GetNumFree, static_cast<long long>(PyCode_GetNumFree(
                                code_of(Value("(lambda outer: lambda: outer)(5).__code__").get())))),
    CASE(PyCode_Addr2Line, PyCode_Addr2Line(code_of(Value(CODE)), 0)),
    CASE(PyCode_Addr2Line, PyCode_Addr2Line(code_of(Value(CODE)), -1)),
    CASE(PyCode_NewEmpty, empty_code()),
    CASE(PyCode_NewEmpty, fields_of(Value(code_without_instructions()))),
    CASE(PyCode_New, fields_of(Value(remade_code(Value(MADE), false)))),
    CASE(PyCode_NewWithPosOnlyArgs, fields_of(Value(remade_code(Value(MADE), true)))),
    CASE(PyFunction_GET_CODE, PyFunction_GET_CODE(on.function) == PyFunction_GetCode(on.function)),
    CASE(PyFunction_GET_GLOBALS, PyFunction_GET_GLOBALS(on.function) == PyFunction_GetGlobals(on.function)),
    CASE(PyFunction_GET_MODULE, borrowed(PyFunction_GET_MODULE(on.function))),
    CASE(PyFunction_GET_DEFAULTS, borrowed(PyFunction_GET_DEFAULTS(on.function))),
    CASE(PyFunction_GET_KW_DEFAULTS, borrowed(PyFunction_GET_KW_DEFAULTS(on.function))),
    CASE(PyFunction_GET_CLOSURE, PyFunction_GET_CLOSURE(on.function) == nullptr),
    CASE(PyCell_GET, cell_set(on.list)),
    CASE(PyCell_SET, cell_set(on.list)),
    CASE(PyInstanceMethod_New, PyObject_GetAttrString(Value(PyInstanceMethod_New(on.function)), "__name__")),
    CASE(PyInstanceMethod_New, PyObject_GetAttrString(Value(PyInstanceMethod_New(Value("len"))), "__doc__")),
    CASE(PyInstanceMethod_New, PyObject_RichCompare(Value(PyInstanceMethod_New(on.function)),
                                                    Value(PyInstanceMethod_New(on.function)), Py_EQ)),
    CASE(PyInstanceMethod_New, PyObject_GetAttrString(Value(PyInstanceMethod_New(on.function)), "none")),
    CASE(PyCode_Check, PyCode_Check(Value(CODE).get()) != 0),
};

const Case WEAK_REFERENCES[] = {
    CASE(PyWeakref_NewRef, PyObject_CallNoArgs(Value(PyWeakref_NewRef(on.instance, nullptr)))),
    CASE(PyWeakref_NewRef, PyObject_CallNoArgs(Value(PyWeakref_NewRef(on.instance, Py_None)))),
    CASE(PyWeakref_NewRef, PyWeakref_Check(Value(PyWeakref_NewRef(on.set, on.failing)).get()) != 0),
    CASE(PyWeakref_NewRef, PyWeakref_NewRef(on.list, nullptr)),
    CASE(PyWeakref_NewRef, PyWeakref_NewRef(Value("1"), nullptr)),
    CASE(PyWeakref_NewRef, weak_references(on.instance, on.failing)),
    CASE(PyWeakref_NewRef, after_the_end(on.type, on.list)),
    CASE(PyWeakref_NewProxy, PyObject_GetAttrString(Value(PyWeakref_NewProxy(on.instance, nullptr)), "name")),
    CASE(PyWeakref_NewProxy, PyObject_CallNoArgs(Value(PyWeakref_NewProxy(on.failing, nullptr)))),
    CASE(PyWeakref_NewProxy, PyObject_CallNoArgs(Value(PyWeakref_NewProxy(on.instance, nullptr)))),
    CASE(PyWeakref_NewProxy, PyWeakref_CheckProxy(Value(PyWeakref_NewProxy(on.failing, on.list)).get()) != 0),
    CASE(PyWeakref_NewProxy, PyWeakref_NewProxy(on.list, nullptr)),
    CASE(PyWeakref_NewProxy, used_after_the_end(on.type)),
    CASE(PyWeakref_GetObject, borrowed(PyWeakref_GetObject(Value(PyWeakref_NewRef(on.instance, nullptr))))),
    CASE(PyWeakref_GetObject, borrowed(PyWeakref_GetObject(Value(PyWeakref_NewProxy(on.instance, nullptr))))),
    CASE(PyWeakref_GetObject, borrowed(PyWeakref_GetObject(on.list))),
    CASE(PyWeakref_GetObject, borrowed(PyWeakref_GetObject(nullptr))),
    CASE(PyWeakref_GET_OBJECT,
         borrowed(PyWeakref_GET_OBJECT(Value(PyWeakref_NewRef(on.instance, nullptr)).get()))),
    CASE(PyObject_ClearWeakRefs, cleared_by_deallocation()),
    VOID_CASE(PyObject_ClearWeakRefs, PyObject_ClearWeakRefs(on.instance)),
    VOID_CASE(PyObject_ClearWeakRefs, PyObject_ClearWeakRefs(on.list)),
    VOID_CASE(PyObject_ClearWeakRefs, PyObject_ClearWeakRefs(nullptr)),
    CASE(_PyWeakref_GetWeakrefCount, _PyWeakref_GetWeakrefCount(nullptr)),
    CASE(_PyWeakref_ClearRef, cleared_reference(on.set)),
};

} // namespace

Area function_cases() {
    return FUNCTIONS;
}
Area weak_reference_cases() {
    return WEAK_REFERENCES;
}
