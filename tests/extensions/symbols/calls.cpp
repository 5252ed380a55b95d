// SPDX-License-Identifier: MIT
//
// Calls of any object and of methods by name (adder/abstract.h).
#include "cases.hpp"

#include <array>

namespace {

constexpr const char *KEYWORDS = "{'b': 5, 'c': 6}";
constexpr const char *WITHOUT_VECTORCALL = "type('C', (), {'__call__': lambda self, *a, **k: (a, k)})()";

_Py_Identifier *identifier(const char *kind) {
    _Py_IDENTIFIER(method);
    _Py_IDENTIFIER(name);
    _Py_IDENTIFIER(unknown);
    return *kind == 'm' ? &PyId_method : *kind == 'n' ? &PyId_name : &PyId_unknown;
}

// The arguments a call may take, with a free place before them: list, text, tuple.
struct Arguments {
    explicit Arguments(Operands &on) : values{nullptr, on.list, on.text, on.tuple} {}
    PyObject **get() { return values.data() + 1; }
    std::array<PyObject *, 4> values;
};

PyObject *vectorcall(Operands &on, PyObject *callable, size_t count, PyObject *names = nullptr) {
    Arguments arguments(on);
    return PyObject_Vectorcall(callable, arguments.get(), count, names);
}

PyObject *vectorcall_dict(Operands &on, PyObject *callable, size_t count, PyObject *keywords) {
    Arguments arguments(on);
    return PyObject_VectorcallDict(callable, arguments.get(), count, keywords);
}

// The method of `object` with list and text as arguments.
PyObject *vectorcall_method(Operands &on, PyObject *object, const char *name, size_t count,
                            PyObject *keywords = nullptr) {
    PyObject *arguments[] = {nullptr, object, on.list, on.text};
    const Value text(PyUnicode_FromString(name));
    return PyObject_VectorcallMethod(text, arguments + 1, count, keywords);
}

PyObject *fast_call(Operands &on, PyObject *callable, Py_ssize_t count) {
    Arguments arguments(on);
    return _PyObject_FastCall(callable, arguments.get(), count);
}

// A native function that sets an exception and gives a result, and one that gives none without exception.
PyObject *result_and_exception(PyObject *, PyObject *) {
    PyErr_SetString(PyExc_ValueError, "set");
    return Py_NewRef(Py_None);
}
PyObject *neither(PyObject *, PyObject *) {
    return nullptr;
}
PyMethodDef rule_breakers[] = {{"both", result_and_exception, METH_NOARGS, nullptr},
                               {"neither", neither, METH_O, nullptr}};

PyObject *broken(int which) {
    return PyCFunction_New(&rule_breakers[which], nullptr);
}

const Case CALLS[] = {
    CASE(PyObject_Call, PyObject_Call(on.function, on.tuple, nullptr)),
    CASE(PyObject_Call, PyObject_Call(on.function, Value("(1, 2)"), nullptr)),
    CASE(PyObject_Call, PyObject_Call(on.function, Value("(1,)"), Value(KEYWORDS))),
    CASE(PyObject_Call, PyObject_Call(on.function, Value("(1, 2)"), Value(KEYWORDS))),
    CASE(PyObject_Call, PyObject_Call(on.function, Value("()"), nullptr)),
    CASE(PyObject_Call, PyObject_Call(on.function, Value("(1,)"), Value("{'d': 1}"))),
    CASE(PyObject_Call, PyObject_Call(on.function, Value("(1,)"), Value("{1: 1}"))),
    CASE(PyObject_Call, PyObject_Call(on.failing, on.tuple, on.dict)),
    CASE(PyObject_Call, PyObject_Call(on.type, Value("()"), nullptr)),
    CASE(PyObject_Call, PyObject_Call(on.type, on.tuple, nullptr)),
    CASE(PyObject_Call, PyObject_Call(on.instance, on.tuple, nullptr)),
    CASE(PyObject_Call, PyObject_Call(Value("1"), on.tuple, nullptr)),
    CASE(PyObject_Call, PyObject_Call(Value(WITHOUT_VECTORCALL), on.tuple, on.dict)),
    CASE(PyObject_Call, PyObject_Call(Value("len"), Value("('abc',)"), nullptr)),
    CASE(PyObject_Call, PyObject_Call(Value("len"), Value("('abc',)"), on.dict)),
    CASE(PyObject_Call, PyObject_Call(Value("len"), on.tuple, nullptr)),
    CASE(PyObject_Call, PyObject_Call(Value("type"), Value("('N', ())"), nullptr)),
    CASE(PyObject_Call, PyObject_Call(Value(broken(1)), Value("()"), nullptr)),
    CASE(PyObject_Call, PyObject_Call(Value(broken(0)), on.tuple, nullptr)),
    CASE(PyObject_Call, PyObject_Call(Value(broken(0)), Value("()"), on.dict)),
    CASE(PyObject_CallObject, PyObject_CallObject(on.function, Value("(1, 2)"))),
    CASE(PyObject_CallObject, PyObject_CallObject(on.function, nullptr)),
    CASE(PyObject_CallObject, PyObject_CallObject(on.function, on.list)),
    CASE(PyObject_CallObject, PyObject_CallObject(on.failing, on.tuple)),
    CASE(PyObject_CallNoArgs, PyObject_CallNoArgs(on.type)),
    CASE(PyObject_CallNoArgs, PyObject_CallNoArgs(on.function)),
    CASE(PyObject_CallNoArgs, PyObject_CallNoArgs(on.failing)),
    CASE(PyObject_CallNoArgs, PyObject_CallNoArgs(on.list)),
    CASE(PyObject_CallNoArgs, PyObject_CallNoArgs(Value(broken(0)))),
    CASE(PyObject_CallOneArg, PyObject_CallOneArg(on.function, on.text)),
    CASE(PyObject_CallOneArg, PyObject_CallOneArg(Value("len"), on.text)),
    CASE(PyObject_CallOneArg, PyObject_CallOneArg(Value("len"), Value("1"))),
    CASE(PyObject_CallOneArg, PyObject_CallOneArg(on.text, on.text)),
    CASE(PyObject_CallOneArg, PyObject_CallOneArg(Value(broken(1)), on.text)),
    CASE(PyObject_CallFunctionObjArgs, PyObject_CallFunctionObjArgs(on.function, on.list, on.text, nullptr)),
    CASE(PyObject_CallFunctionObjArgs, PyObject_CallFunctionObjArgs(on.function, nullptr)),
    CASE(PyObject_CallFunctionObjArgs, PyObject_CallFunctionObjArgs(on.failing, on.list, nullptr)),
    CASE(PyObject_CallFunctionObjArgs,
         PyObject_CallFunctionObjArgs(Value("max"), Value("1").get(), Value("2").get(), Value("3").get(),
                                      Value("4").get(), Value("5").get(), Value("9").get(), Value("8").get(),
                                      Value("7").get(), nullptr)),
    CASE(PyObject_CallFunctionObjArgs, PyObject_CallFunctionObjArgs(nullptr, on.list, nullptr)),
    CASE(PyObject_CallMethodObjArgs,
         PyObject_CallMethodObjArgs(on.instance, Value("'method'"), on.list, on.text, nullptr)),
    CASE(PyObject_CallMethodObjArgs, PyObject_CallMethodObjArgs(on.list, Value("'pop'"), nullptr)),
    CASE(PyObject_CallMethodObjArgs, PyObject_CallMethodObjArgs(on.list, Value("'unknown'"), nullptr)),
    CASE(PyObject_CallMethodObjArgs, PyObject_CallMethodObjArgs(on.list, on.dict, nullptr)),
    CASE(PyObject_CallMethodObjArgs, PyObject_CallMethodObjArgs(on.instance, Value("'name'"), nullptr)),
    CASE(PyObject_CallMethodObjArgs, PyObject_CallMethodObjArgs(nullptr, Value("'pop'"), nullptr)),
    CASE(PyObject_CallMethodObjArgs, PyObject_CallMethodObjArgs(on.list, nullptr, nullptr)),
    CASE(PyObject_CallMethodNoArgs, PyObject_CallMethodNoArgs(on.instance, Value("'method'"))),
    CASE(PyObject_CallMethodNoArgs, PyObject_CallMethodNoArgs(on.instance, Value("'unknown'"))),
    CASE(PyObject_CallMethodOneArg, PyObject_CallMethodOneArg(on.instance, Value("'method'"), on.list)),
    CASE(PyObject_CallMethodOneArg, PyObject_CallMethodOneArg(on.list, Value("'append'"), on.text)),
    CASE(PyObject_CallMethodOneArg, PyObject_CallMethodOneArg(on.list, Value("'pop'"), on.text)),
    CASE(_PyObject_CallMethodIdObjArgs,
         _PyObject_CallMethodIdObjArgs(on.instance, identifier("method"), on.list, nullptr)),
    CASE(_PyObject_CallMethodIdObjArgs,
         _PyObject_CallMethodIdObjArgs(on.list, identifier("unknown"), nullptr)),
    CASE(_PyObject_CallMethodIdObjArgs,
         _PyObject_CallMethodIdObjArgs(nullptr, identifier("method"), nullptr)),
    CASE(_PyObject_CallMethodIdNoArgs, _PyObject_CallMethodIdNoArgs(on.instance, identifier("method"))),
    CASE(_PyObject_CallMethodIdNoArgs, _PyObject_CallMethodIdNoArgs(on.instance, identifier("name"))),
    CASE(_PyObject_CallMethodIdOneArg,
         _PyObject_CallMethodIdOneArg(on.instance, identifier("method"), on.list)),
    CASE(_PyObject_CallMethodIdOneArg,
         _PyObject_CallMethodIdOneArg(on.instance, identifier("unknown"), on.list)),
    CASE(PyObject_CallFunction, PyObject_CallFunction(on.function, nullptr)),
    CASE(PyObject_CallFunction, PyObject_CallFunction(on.function, "")),
    CASE(PyObject_CallFunction, PyObject_CallFunction(on.function, "is", 5, "h\xc3\xa4")),
    CASE(PyObject_CallFunction, PyObject_CallFunction(on.function, "(is)", 5, "text")),
    CASE(PyObject_CallFunction, PyObject_CallFunction(on.function, "O", on.tuple)),
    CASE(PyObject_CallFunction, PyObject_CallFunction(on.function, "(O)", on.tuple)),
    CASE(PyObject_CallFunction, PyObject_CallFunction(on.function, "[i]", 5)),
    CASE(PyObject_CallFunction, PyObject_CallFunction(on.function, "s#", "long", static_cast<Py_ssize_t>(2))),
    CASE(PyObject_CallFunction, PyObject_CallFunction(on.function, "s", "\xff")),
    CASE(PyObject_CallFunction, PyObject_CallFunction(on.function, "O", nullptr)),
    CASE(PyObject_CallFunction, PyObject_CallFunction(on.function, "q!", 1)),
    CASE(PyObject_CallFunction, PyObject_CallFunction(on.failing, "i", 1)),
    CASE(PyObject_CallFunction, PyObject_CallFunction(on.list, "i", 1)),
    CASE(PyObject_CallFunction, PyObject_CallFunction(nullptr, "i", 1)),
    CASE(PyObject_CallMethod, PyObject_CallMethod(on.instance, "method", nullptr)),
    CASE(PyObject_CallMethod, PyObject_CallMethod(on.instance, "method", "(ii)", 1, 2)),
    CASE(PyObject_CallMethod, PyObject_CallMethod(on.instance, "method", "O", on.tuple)),
    CASE(PyObject_CallMethod, PyObject_CallMethod(on.instance, "name", "i", 1)),
    CASE(PyObject_CallMethod, PyObject_CallMethod(on.instance, "unknown", "i", 1)),
    CASE(PyObject_CallMethod, PyObject_CallMethod(on.list, "insert", "is", 0, "new")),
    CASE(PyObject_CallMethod, PyObject_CallMethod(nullptr, "insert", nullptr)),
    CASE(PyObject_CallMethod, PyObject_CallMethod(on.list, nullptr, nullptr)),
    CASE(_PyObject_CallMethodId, _PyObject_CallMethodId(on.instance, identifier("method"), "i", 5)),
    CASE(_PyObject_CallMethodId, _PyObject_CallMethodId(on.instance, identifier("unknown"), nullptr)),
    CASE(_PyObject_CallMethodId, _PyObject_CallMethodId(on.instance, identifier("name"), nullptr)),
};

const Case VECTOR_CALLS[] = {
    CASE(PyObject_Vectorcall, vectorcall(on, on.function, 2)),
    CASE(PyObject_Vectorcall, vectorcall(on, on.function, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET)),
    CASE(PyObject_Vectorcall, vectorcall(on, on.function, 1, Value("('b', 'c')"))),
    CASE(PyObject_Vectorcall, vectorcall(on, on.function, 1, Value("('d',)"))),
    CASE(PyObject_Vectorcall, vectorcall(on, on.function, 1, Value("()"))),
    CASE(PyObject_Vectorcall, vectorcall(on, on.function, 2, Value("('b',)"))),
    CASE(PyObject_Vectorcall, vectorcall(on, on.function, 0)),
    CASE(PyObject_Vectorcall, vectorcall(on, on.function, 3)),
    CASE(PyObject_Vectorcall, vectorcall(on, on.failing, 3)),
    CASE(PyObject_Vectorcall, vectorcall(on, on.list, 3)),
    CASE(PyObject_Vectorcall, vectorcall(on, Value("len"), 1)),
    CASE(PyObject_Vectorcall, vectorcall(on, Value("len"), 1, Value("('b',)"))),
    CASE(PyObject_Vectorcall, vectorcall(on, Value(WITHOUT_VECTORCALL), 1, Value("('b', 'c')"))),
    CASE(PyObject_Vectorcall, vectorcall(on, Value("dict"), 0, Value("('b', 'c')"))),
    CASE(PyObject_VectorcallDict, vectorcall_dict(on, on.function, 1, Value(KEYWORDS))),
    CASE(PyObject_VectorcallDict, vectorcall_dict(on, on.function, 2, nullptr)),
    CASE(PyObject_VectorcallDict, vectorcall_dict(on, on.function, 1, Value("{}"))),
    CASE(PyObject_VectorcallDict, vectorcall_dict(on, on.function, 1, Value("{1: 2}"))),
    CASE(PyObject_VectorcallDict, vectorcall_dict(on, on.function, 1, on.dict)),
    CASE(PyObject_VectorcallDict, vectorcall_dict(on, Value(WITHOUT_VECTORCALL), 1, on.dict)),
    CASE(PyObject_VectorcallDict,
         vectorcall_dict(on, Value(WITHOUT_VECTORCALL), 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr)),
    CASE(PyObject_VectorcallDict, vectorcall_dict(on, on.text, 1, nullptr)),
    CASE(PyObject_VectorcallDict, vectorcall_dict(on, on.failing, 1, on.dict)),
    CASE(PyObject_VectorcallMethod, vectorcall_method(on, on.instance, "method", 3)),
    CASE(PyObject_VectorcallMethod,
         vectorcall_method(on, on.instance, "method", 2 | PY_VECTORCALL_ARGUMENTS_OFFSET)),
    CASE(PyObject_VectorcallMethod,
         vectorcall_method(on, on.instance, "method", 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, Value("('key',)"))),
    CASE(PyObject_VectorcallMethod, vectorcall_method(on, on.instance, "unknown", 1)),
    CASE(PyObject_VectorcallMethod, vectorcall_method(on, on.instance, "name", 1)),
    CASE(PyObject_VectorcallMethod, vectorcall_method(on, on.list, "append", 1)),
    CASE(PyObject_VectorcallMethod, vectorcall_method(on, on.list, "append", 1, Value("('key',)"))),
    CASE(PyObject_VectorcallMethod,
         vectorcall_method(on, on.instance, "__class__", 1 | PY_VECTORCALL_ARGUMENTS_OFFSET)),
    CASE(PyVectorcall_Call, PyVectorcall_Call(on.function, on.tuple, nullptr)),
    CASE(PyVectorcall_Call, PyVectorcall_Call(on.function, Value("(1,)"), Value(KEYWORDS))),
    CASE(PyVectorcall_Call, PyVectorcall_Call(on.function, Value("(1, 2)"), Value("{}"))),
    CASE(PyVectorcall_Call, PyVectorcall_Call(on.function, Value("(1,)"), Value("{1: 2}"))),
    CASE(PyVectorcall_Call, PyVectorcall_Call(on.instance, on.tuple, nullptr)),
    CASE(PyVectorcall_Call, PyVectorcall_Call(Value(WITHOUT_VECTORCALL), on.tuple, nullptr)),
    CASE(PyVectorcall_Function, PyVectorcall_Function(on.list) == nullptr),
    CASE(PyVectorcall_Function, PyVectorcall_Function(Value("len")) == nullptr),
    CASE(PyVectorcall_Function, PyVectorcall_Function(Value("1")) == nullptr),
    CASE(PyVectorcall_NARGS, PyVectorcall_NARGS(3 | PY_VECTORCALL_ARGUMENTS_OFFSET)),
    CASE(_PyObject_FastCall, fast_call(on, on.function, 2)),
    CASE(_PyObject_FastCall, fast_call(on, on.function, 0)),
    CASE(_PyObject_FastCall, fast_call(on, on.failing, 3)),
};

} // namespace

Area call_cases() {
    return CALLS;
}
Area vector_call_cases() {
    return VECTOR_CALLS;
}
