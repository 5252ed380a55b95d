// SPDX-License-Identifier: MIT
//
// Text, hash, comparison, truth, attributes and types of any object (adder/abstract.h, adder/object.h).
#include "cases.hpp"

#include <cstdio>
#include <cstdlib>

namespace {

constexpr const char *FAILING = "type('F', (), {name: lambda *args: 1 // 0 for name in '__repr__ __str__ "
                                "__bytes__ __format__ __hash__ __eq__ __lt__ __bool__ __len__ __dir__ "
                                "__getattribute__ __setattr__ __delattr__'.split()})()";
constexpr const char *WRONG = "type('W', (), dict({name: lambda *args: [] for name in '__repr__ __str__ "
                              "__bytes__ __format__ __hash__ __bool__ __len__'.split()}, __dir__=None))()";
constexpr const char *SLOTTED = "type('S', (), {'__slots__': ('a',)})()";
constexpr const char *WITHOUT_HASH = "type('H', (), {'__hash__': None})()";
constexpr const char *TEXT_CLASS = "type('T', (str,), {})('text')";
constexpr const char *PROPERTIES = "type('P', (), {'read': property(lambda self: 'read'), "
                                   "'fails': property(lambda self: 1 // 0), "
                                   "'missing': property(lambda self: self.nothing)})()";
constexpr const char *BY_GETATTR = "type('G', (), {'__getattr__': lambda self, name: name.upper()})()";
constexpr const char *CHECKED = "type('M', (type,), {'__instancecheck__': lambda self, other: 'yes', "
                                "'__subclasscheck__': lambda self, other: []})('C', (), {})";
constexpr const char *FAILING_CHECK = "type('M', (type,), {'__instancecheck__': lambda self, other: 1 // 0, "
                                      "'__subclasscheck__': lambda self, other: 1 // 0})('C', (), {})";
constexpr const char *LIKE_A_CLASS = "type('D', (), {'__bases__': (int,)})()";

// The field, which in an extension in C++ is right for numbers in words too. Sanitizers see a pointer in
// those.
__attribute__((no_sanitize("alignment"))) PyTypeObject *type_by_field(PyObject *object) {
    return object->ob_type;
}

_Py_Identifier *identifier(bool is_known) {
    _Py_IDENTIFIER(name);
    _Py_IDENTIFIER(unknown);
    return is_known ? &PyId_name : &PyId_unknown;
}

// What PyObject_Print writes.
std::string printed(PyObject *object, int flags) {
    char *text = nullptr;
    std::size_t size = 0;
    std::FILE *file = open_memstream(&text, &size);
    const int status = PyObject_Print(object, file, flags);
    std::fclose(file);
    const std::string written(text, size);
    std::free(text);
    return std::to_string(status) + ", " + written;
}

std::string looked_up(PyObject *object, PyObject *name) {
    PyObject *result = nullptr;
    const int status = _PyObject_LookupAttr(object, name, &result);
    return std::to_string(status) + ", " + told(result);
}

std::string looked_up_by_identifier(PyObject *object, bool is_known) {
    PyObject *result = nullptr;
    const int status = _PyObject_LookupAttrId(object, identifier(is_known), &result);
    return std::to_string(status) + ", " + told(result);
}

std::string method_of(PyObject *object, PyObject *name) {
    PyObject *method = nullptr;
    const int status = _PyObject_GetMethod(object, name, &method);
    const std::string kind = method == nullptr ? "NULL" : Py_TYPE(method)->tp_name;
    Py_XDECREF(method);
    return std::to_string(status) + ", " + kind;
}

std::string dict_of(PyObject *object) {
    PyObject **place = _PyObject_GetDictPtr(object);
    if (place == nullptr) return "no dict";
    return told(borrowed(*place));
}

// Entering twice says that the object is on its way already.
std::string entered_twice(PyObject *object) {
    const int first = Py_ReprEnter(object);
    const int second = Py_ReprEnter(object);
    Py_ReprLeave(object);
    const int third = Py_ReprEnter(object);
    Py_ReprLeave(object);
    return std::to_string(first) + std::to_string(second) + std::to_string(third);
}

std::string left_without_entering(PyObject *object) {
    Py_ReprLeave(object);
    return told(PyObject_Repr(object));
}

std::string counted(PyObject *object) {
    const Py_ssize_t before = Py_REFCNT(object);
    Py_IncRef(object);
    const Py_ssize_t between = Py_REFCNT(object);
    Py_DecRef(object);
    return std::to_string(between - before) + std::to_string(Py_REFCNT(object) - before);
}

// The number of items in dir(): their order and some names are there.
std::string directory(PyObject *object, const char *name) {
    PyObject *names = PyObject_Dir(object);
    if (names == nullptr) return "NULL";
    const Value searched(PyUnicode_FromString(name));
    const int contained = PySequence_Contains(names, searched);
    const std::string kind = Py_TYPE(names)->tp_name;
    Py_DECREF(names);
    return kind + ", " + std::to_string(contained);
}

// A type whose finalizer counts, and keeps the object if it is told to.
int finalized = 0;
PyObject *kept = nullptr;
bool is_kept = false;

void finalize(PyObject *object) {
    ++finalized;
    if (is_kept) kept = Py_NewRef(object);
}

void deallocate(PyObject *object) {
    if (PyObject_CallFinalizerFromDealloc(object) < 0) return;
    PyTypeObject *type = Py_TYPE(object);
    type->tp_free(object);
    Py_DECREF(type);
}

PyObject *finalized_type() {
    PyType_Slot slots[] = {{Py_tp_finalize, reinterpret_cast<void *>(finalize)},
                           {Py_tp_dealloc, reinterpret_cast<void *>(deallocate)},
                           {0, nullptr}};
    PyType_Spec spec = {"symbols.Finalized", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, slots};
    return PyType_FromSpec(&spec);
}

// How often the finalizer ran after two calls of it, and after the end of the object that it may keep.
std::string finalizations(int direct_calls, bool resurrects) {
    const Value type(finalized_type());
    finalized = 0;
    is_kept = resurrects;
    PyObject *object = PyObject_CallNoArgs(type);
    for (int i = 0; i < direct_calls; ++i) {
        PyObject_CallFinalizer(object);
        Py_CLEAR(kept);
    }
    Py_DECREF(object);
    is_kept = false;
    const bool is_alive = kept != nullptr;
    Py_CLEAR(kept);
    return std::to_string(finalized) + (is_alive ? ", kept" : ", gone");
}

const Case TEXT_AND_ORDER[] = {
    // ---- text
    CASE(PyObject_Repr, PyObject_Repr(on.text)),
    CASE(PyObject_Repr, PyObject_Repr(on.list)),
    CASE(PyObject_Repr, PyObject_Repr(nullptr)),
    CASE(PyObject_Repr, PyObject_Repr(Value(FAILING))),
    CASE(PyObject_Repr, PyObject_Repr(Value(WRONG))),
    CASE(PyObject_Str, PyObject_Str(on.text)),
    CASE(PyObject_Str, PyObject_Str(on.number)),
    CASE(PyObject_Str, PyObject_Str(on.error)),
    CASE(PyObject_Str, PyObject_Str(nullptr)),
    CASE(PyObject_Str, PyObject_Str(Value(TEXT_CLASS))),
    CASE(PyObject_Str, PyObject_Str(Value(FAILING))),
    CASE(PyObject_Str, PyObject_Str(Value(WRONG))),
    CASE(PyObject_ASCII, PyObject_ASCII(on.text)),
    CASE(PyObject_ASCII, PyObject_ASCII(Value("['\\U0001f600', '\\x80']"))),
    CASE(PyObject_ASCII, PyObject_ASCII(nullptr)),
    CASE(PyObject_ASCII, PyObject_ASCII(Value(FAILING))),
    CASE(PyObject_ASCII, PyObject_ASCII(Value(WRONG))),
    CASE(PyObject_Bytes, PyObject_Bytes(on.bytes)),
    CASE(PyObject_Bytes, PyObject_Bytes(on.array)),
    CASE(PyObject_Bytes, PyObject_Bytes(Value("[1, 2]"))),
    CASE(PyObject_Bytes, PyObject_Bytes(Value("[1, 256]"))),
    CASE(PyObject_Bytes, PyObject_Bytes(nullptr)),
    CASE(PyObject_Bytes, PyObject_Bytes(on.text)),
    CASE(PyObject_Bytes, PyObject_Bytes(on.number)),
    CASE(PyObject_Bytes, PyObject_Bytes(Value("5"))),
    CASE(PyObject_Bytes, PyObject_Bytes(Value(FAILING))),
    CASE(PyObject_Bytes, PyObject_Bytes(Value(WRONG))),
    CASE(PyObject_Format, PyObject_Format(on.text, nullptr)),
    CASE(PyObject_Format, PyObject_Format(on.text, Value("'>9'"))),
    CASE(PyObject_Format, PyObject_Format(Value("1234567"), Value("','"))),
    CASE(PyObject_Format, PyObject_Format(on.instance, Value("''"))),
    CASE(PyObject_Format, PyObject_Format(on.instance, Value("'x'"))),
    CASE(PyObject_Format, PyObject_Format(on.text, on.list)),
    CASE(PyObject_Format, PyObject_Format(Value("1"), on.list)),
    CASE(PyObject_Format, PyObject_Format(Value("1"), Value("'y'"))),
    CASE(PyObject_Format, PyObject_Format(Value(FAILING), nullptr)),
    CASE(PyObject_Format, PyObject_Format(Value(WRONG), nullptr)),
    CASE(PyObject_Print, printed(on.text, 0)),
    CASE(PyObject_Print, printed(on.text, Py_PRINT_RAW)),
    CASE(PyObject_Print, printed(on.list, 0)),
    CASE(PyObject_Print, printed(nullptr, 0)),
    CASE(PyObject_Print, printed(Value(FAILING), 0)),
    CASE(PyObject_Print, printed(Value(FAILING), Py_PRINT_RAW)),
    CASE(Py_ReprEnter, entered_twice(on.list)),
    CASE(Py_ReprEnter, entered_twice(on.text)),
    CASE(Py_ReprLeave, left_without_entering(on.list)),
    // ---- hash, comparison, truth
    CASE(PyObject_Hash, PyObject_Hash(Value("12345"))),
    CASE(PyObject_Hash, PyObject_Hash(Value("-1"))),
    CASE(PyObject_Hash, PyObject_Hash(Value("0.5"))),
    CASE(PyObject_Hash, PyObject_Hash(Value("(1, 2)"))),
    CASE(PyObject_Hash, PyObject_Hash(on.list)),
    CASE(PyObject_Hash, PyObject_Hash(Value("(1, [])"))),
    CASE(PyObject_Hash, PyObject_Hash(Value(WITHOUT_HASH))),
    CASE(PyObject_Hash, PyObject_Hash(Value(FAILING))),
    CASE(PyObject_Hash, PyObject_Hash(Value(WRONG))),
    CASE(PyObject_Hash, PyObject_Hash(Value("type('N', (), {'__hash__': lambda self: -1})()"))),
    CASE(PyObject_Hash, PyObject_Hash(Value("type('N', (), {'__hash__': lambda self: 10 ** 30})()"))),
    CASE(PyObject_HashNotImplemented, PyObject_HashNotImplemented(on.text)),
    CASE(PyObject_HashNotImplemented, PyObject_HashNotImplemented(Value("1"))),
    CASE(PyObject_RichCompare, PyObject_RichCompare(on.list, Value("['x', 'y', 'z']"), Py_EQ)),
    CASE(PyObject_RichCompare, PyObject_RichCompare(on.list, on.tuple, Py_NE)),
    CASE(PyObject_RichCompare, PyObject_RichCompare(on.list, on.tuple, Py_LT)),
    CASE(PyObject_RichCompare, PyObject_RichCompare(on.instance, on.number, Py_GE)),
    CASE(PyObject_RichCompare, PyObject_RichCompare(on.text, Value("'h'"), Py_GT)),
    CASE(PyObject_RichCompare, PyObject_RichCompare(Value("1"), Value("1.5"), Py_LE)),
    CASE(PyObject_RichCompare, PyObject_RichCompare(Value("{1}"), Value("{1, 2}"), Py_LT)),
    CASE(PyObject_RichCompare, PyObject_RichCompare(Value(FAILING), on.list, Py_EQ)),
    CASE(PyObject_RichCompare, PyObject_RichCompare(nullptr, on.list, Py_EQ)),
    CASE(PyObject_RichCompare, PyObject_RichCompare(on.list, nullptr, Py_EQ)),
    CASE(PyObject_RichCompareBool, PyObject_RichCompareBool(on.list, on.list, Py_EQ)),
    CASE(PyObject_RichCompareBool, PyObject_RichCompareBool(on.list, on.list, Py_NE)),
    CASE(PyObject_RichCompareBool, PyObject_RichCompareBool(on.list, on.list, Py_LE)),
    CASE(PyObject_RichCompareBool, PyObject_RichCompareBool(on.instance, on.instance, Py_LT)),
    CASE(PyObject_RichCompareBool, PyObject_RichCompareBool(on.list, on.tuple, Py_EQ)),
    CASE(PyObject_RichCompareBool, PyObject_RichCompareBool(Value(FAILING), on.list, Py_EQ)),
    CASE(PyObject_RichCompareBool,
         PyObject_RichCompareBool(Value("type('E', (), {'__eq__': lambda a, b: b})()"), on.list, Py_EQ)),
    CASE(PyObject_RichCompareBool, PyObject_RichCompareBool(on.list, nullptr, Py_EQ)),
    CASE(PyObject_RichCompareBool, PyObject_RichCompareBool(nullptr, nullptr, Py_EQ)),
    CASE(PyObject_IsTrue, PyObject_IsTrue(on.list)),
    CASE(PyObject_IsTrue, PyObject_IsTrue(Value("{}"))),
    CASE(PyObject_IsTrue, PyObject_IsTrue(Value("0.0"))),
    CASE(PyObject_IsTrue, PyObject_IsTrue(Py_None)),
    CASE(PyObject_IsTrue, PyObject_IsTrue(on.instance)),
    CASE(PyObject_IsTrue, PyObject_IsTrue(Value(FAILING))),
    CASE(PyObject_IsTrue, PyObject_IsTrue(Value(WRONG))),
    CASE(PyObject_IsTrue, PyObject_IsTrue(Value("type('L', (), {'__len__': lambda self: -1})()"))),
    CASE(PyObject_IsTrue, PyObject_IsTrue(Value("type('L', (), {'__len__': lambda self: 2})()"))),
    CASE(PyObject_Not, PyObject_Not(on.list)),
    CASE(PyObject_Not, PyObject_Not(Value("''"))),
    CASE(PyObject_Not, PyObject_Not(Value(FAILING))),
};

const Case ATTRIBUTES[] = {
    CASE(PyObject_GetAttr, PyObject_GetAttr(on.instance, Value("'name'"))),
    CASE(PyObject_GetAttr, PyObject_GetAttr(on.instance, Value("'unknown'"))),
    CASE(PyObject_GetAttr, PyObject_GetAttr(on.instance, on.text)),
    CASE(PyObject_GetAttr, PyObject_GetAttr(on.instance, Value("1"))),
    CASE(PyObject_GetAttr, PyObject_GetAttr(on.instance, on.list)),
    CASE(PyObject_GetAttr, PyObject_GetAttr(on.type, Value("'unknown'"))),
    CASE(PyObject_GetAttr, PyObject_GetAttr(Value("1"), Value("'unknown'"))),
    CASE(PyObject_GetAttr, PyObject_GetAttr(Value("1.5"), Value("'real'"))),
    CASE(PyObject_GetAttr, PyObject_GetAttr(Value(PROPERTIES), Value("'read'"))),
    CASE(PyObject_GetAttr, PyObject_GetAttr(Value(PROPERTIES), Value("'fails'"))),
    CASE(PyObject_GetAttr, PyObject_GetAttr(Value(PROPERTIES), Value("'missing'"))),
    CASE(PyObject_GetAttr, PyObject_GetAttr(Value(BY_GETATTR), Value("'missing'"))),
    CASE(PyObject_GetAttr, PyObject_GetAttr(Value(SLOTTED), Value("'a'"))),
    CASE(PyObject_GetAttr, PyObject_GetAttr(Value(FAILING), Value("'a'"))),
    CASE(PyObject_GetAttrString, PyObject_GetAttrString(on.instance, "name")),
    CASE(PyObject_GetAttrString, PyObject_GetAttrString(on.instance, "unknown")),
    CASE(PyObject_GetAttrString, PyObject_GetAttrString(on.instance, "")),
    CASE(PyObject_GetAttrString, PyObject_GetAttrString(on.instance, "n\xc3\xa4me")),
    CASE(PyObject_GetAttrString, PyObject_GetAttrString(on.instance, "\xff")),
    CASE(PyObject_GetAttrString, PyObject_GetAttrString(Value(PROPERTIES), "fails")),
    CASE(PyObject_SetAttr, PyObject_SetAttr(on.instance, Value("'other'"), on.list)),
    CASE(PyObject_SetAttr, (PyObject_SetAttr(on.instance, Value("'name'"), on.list),
                            PyObject_GetAttrString(on.instance, "name"))),
    CASE(PyObject_SetAttr, PyObject_SetAttr(on.instance, Value("'name'"), nullptr)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(on.instance, Value("'unknown'"), nullptr)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(on.instance, Value("1"), on.list)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(on.list, Value("'name'"), on.text)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(on.list, Value("'append'"), on.text)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(on.list, Value("'append'"), nullptr)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(Value("1"), Value("'real'"), on.text)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(Value("1"), Value("'real'"), nullptr)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(Value(PROPERTIES), Value("'read'"), on.text)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(Value(PROPERTIES), Value("'read'"), nullptr)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(Value(SLOTTED), Value("'a'"), on.text)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(Value(SLOTTED), Value("'a'"), nullptr)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(Value(SLOTTED), Value("'b'"), on.text)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(Value(FAILING), Value("'b'"), on.text)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(Value("list"), Value("'b'"), on.text)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(on.type, Value("'__name__'"), on.list)),
    CASE(PyObject_SetAttr, PyObject_SetAttr(on.type, Value("'__name__'"), nullptr)),
    CASE(PyObject_SetAttrString, PyObject_SetAttrString(on.instance, "other", on.list)),
    CASE(PyObject_SetAttrString, PyObject_SetAttrString(on.instance, "name", nullptr)),
    CASE(PyObject_SetAttrString, PyObject_SetAttrString(on.instance, "unknown", nullptr)),
    CASE(PyObject_SetAttrString, PyObject_SetAttrString(on.instance, "\xff", on.list)),
    CASE(PyObject_SetAttrString, PyObject_SetAttrString(on.text, "n\xc3\xa4me", on.list)),
    CASE(PyObject_DelAttr, PyObject_DelAttr(on.instance, Value("'name'"))),
    CASE(PyObject_DelAttr, PyObject_DelAttr(on.instance, Value("'unknown'"))),
    CASE(PyObject_DelAttrString, PyObject_DelAttrString(on.instance, "name")),
    CASE(PyObject_HasAttr, PyObject_HasAttr(on.instance, Value("'name'"))),
    CASE(PyObject_HasAttr, PyObject_HasAttr(on.instance, Value("'unknown'"))),
    CASE(PyObject_HasAttr, PyObject_HasAttr(on.instance, on.list)),
    CASE(PyObject_HasAttr, PyObject_HasAttr(Value(PROPERTIES), Value("'fails'"))),
    CASE(PyObject_HasAttrString, PyObject_HasAttrString(on.instance, "name")),
    CASE(PyObject_HasAttrString, PyObject_HasAttrString(on.instance, "unknown")),
    CASE(PyObject_HasAttrString, PyObject_HasAttrString(on.instance, "\xff")),
    CASE(PyObject_HasAttrString, PyObject_HasAttrString(Value(PROPERTIES), "fails")),
    CASE(_PyObject_GenericGetAttrWithDict,
         _PyObject_GenericGetAttrWithDict(on.instance, Value("'name'"), nullptr, 0)),
    CASE(_PyObject_GenericGetAttrWithDict,
         _PyObject_GenericGetAttrWithDict(on.instance, Value("'a'"), on.dict, 0)),
    CASE(_PyObject_GenericGetAttrWithDict,
         _PyObject_GenericGetAttrWithDict(on.instance, Value("'none'"), on.dict, 0)),
    CASE(_PyObject_GenericGetAttrWithDict,
         _PyObject_GenericGetAttrWithDict(on.instance, Value("'none'"), nullptr, 1) == nullptr),
    CASE(ob_type, type_by_field(Value("1").get()) == &PyLong_Type),
    CASE(ob_type, type_by_field(Value("1.5").get()) == &PyFloat_Type),
    CASE(Py_SIZE, Py_SIZE(Value("7").get())),
    CASE(Py_SIZE, Py_SIZE(Value("0").get())),
    CASE(Py_SIZE, Py_SIZE(Value("-7").get())),
    CASE(Py_SIZE, Py_SIZE(on.list)),
    CASE(ob_type, on.list->ob_type->tp_name),
    CASE(PyObject_GenericGetAttr, PyObject_GenericGetAttr(on.instance, Value("'name'"))),
    CASE(PyObject_GenericGetAttr, PyObject_GenericGetAttr(on.instance, Value("'unknown'"))),
    CASE(PyObject_GenericGetAttr, PyObject_GenericGetAttr(on.instance, on.list)),
    CASE(PyObject_GenericGetAttr, PyObject_GenericGetAttr(Value(BY_GETATTR), Value("'missing'"))),
    CASE(PyObject_GenericGetAttr, PyObject_GenericGetAttr(Value(PROPERTIES), Value("'fails'"))),
    CASE(PyObject_GenericGetAttr, PyObject_GenericGetAttr(on.list, Value("'missing'"))),
    CASE(PyObject_GenericSetAttr, PyObject_GenericSetAttr(on.instance, Value("'other'"), on.list)),
    CASE(PyObject_GenericSetAttr, PyObject_GenericSetAttr(on.instance, Value("'name'"), nullptr)),
    CASE(PyObject_GenericSetAttr, PyObject_GenericSetAttr(on.instance, Value("'unknown'"), nullptr)),
    CASE(PyObject_GenericSetAttr, PyObject_GenericSetAttr(on.instance, on.list, on.text)),
    CASE(PyObject_GenericSetAttr, PyObject_GenericSetAttr(on.list, Value("'append'"), on.text)),
    CASE(PyObject_GenericSetAttr, PyObject_GenericSetAttr(on.list, Value("'unknown'"), on.text)),
    CASE(PyObject_GenericGetDict, PyObject_GenericGetDict(on.instance, nullptr)),
    CASE(PyObject_GenericGetDict, PyObject_GenericGetDict(on.error, nullptr)),
    CASE(PyObject_GenericGetDict, PyObject_GenericGetDict(on.list, nullptr)),
    CASE(PyObject_GenericSetDict, PyObject_GenericSetDict(on.instance, on.dict, nullptr)),
    CASE(PyObject_GenericSetDict,
         (PyObject_GenericSetDict(on.instance, on.dict, nullptr), PyObject_GetAttrString(on.instance, "a"))),
    CASE(PyObject_GenericSetDict, PyObject_GenericSetDict(on.instance, on.list, nullptr)),
    CASE(PyObject_GenericSetDict, PyObject_GenericSetDict(on.instance, nullptr, nullptr)),
    CASE(PyObject_GenericSetDict, PyObject_GenericSetDict(on.list, on.dict, nullptr)),
    CASE(PyObject_Dir, directory(on.instance, "name")),
    CASE(PyObject_Dir, directory(on.instance, "unknown")),
    CASE(PyObject_Dir, directory(on.type, "__init__")),
    CASE(PyObject_Dir, directory(Value(FAILING), "name")),
    CASE(PyObject_Dir, directory(Value(WRONG), "name")),
    CASE(PyObject_Dir, directory(Value("type('D', (), {'__dir__': lambda self: ['b', 'a']})()"), "b")),
    CASE(PyObject_Dir, PyObject_Dir(Value("type('D', (), {'__dir__': lambda self: ['b', 'a']})()"))),
    CASE(PyObject_Dir, PyObject_Dir(Value("type('D', (), {'__dir__': lambda self: 5})()"))),
    CASE(_PyObject_GetDictPtr, dict_of(on.error)),
    CASE(_PyObject_GetDictPtr, dict_of(on.list)),
    CASE(_PyObject_GetDictPtr, dict_of(Value("1"))),
    CASE(_PyObject_LookupAttr, looked_up(on.instance, Value("'name'"))),
    CASE(_PyObject_LookupAttr, looked_up(on.instance, Value("'unknown'"))),
    CASE(_PyObject_LookupAttr, looked_up(on.type, Value("'unknown'"))),
    CASE(_PyObject_LookupAttr, looked_up(on.instance, on.list)),
    CASE(_PyObject_LookupAttr, looked_up(Value(PROPERTIES), Value("'fails'"))),
    CASE(_PyObject_LookupAttr, looked_up(Value(PROPERTIES), Value("'missing'"))),
    CASE(_PyObject_LookupAttr, looked_up(Value(BY_GETATTR), Value("'missing'"))),
    CASE(_PyObject_GetMethod, method_of(on.instance, Value("'method'"))),
    CASE(_PyObject_GetMethod, method_of(on.instance, Value("'name'"))),
    CASE(_PyObject_GetMethod, method_of(on.instance, Value("'unknown'"))),
    CASE(_PyObject_GetMethod, method_of(on.list, Value("'append'"))),
    CASE(_PyObject_GetMethod, method_of(on.type, Value("'method'"))),
    CASE(_PyObject_GetMethod, method_of(Value(PROPERTIES), Value("'fails'"))),
    CASE(_PyObject_IsAbstract, _PyObject_IsAbstract(on.instance)),
    CASE(_PyObject_IsAbstract, _PyObject_IsAbstract(nullptr)),
    CASE(_PyObject_IsAbstract, _PyObject_IsAbstract(Value("type('A', (), {'__isabstractmethod__': [1]})()"))),
    CASE(_PyObject_IsAbstract, _PyObject_IsAbstract(Value(FAILING))),
    CASE(_PyObject_GetAttrId, _PyObject_GetAttrId(on.instance, identifier(true))),
    CASE(_PyObject_GetAttrId, _PyObject_GetAttrId(on.instance, identifier(false))),
    CASE(_PyObject_SetAttrId, _PyObject_SetAttrId(on.instance, identifier(true), on.list)),
    CASE(_PyObject_SetAttrId, _PyObject_SetAttrId(on.instance, identifier(false), nullptr)),
    CASE(_PyObject_SetAttrId, _PyObject_SetAttrId(on.list, identifier(true), on.text)),
    CASE(_PyObject_LookupAttrId, looked_up_by_identifier(on.instance, true)),
    CASE(_PyObject_LookupAttrId, looked_up_by_identifier(on.instance, false)),
    CASE(_PyObject_LookupAttrId, looked_up_by_identifier(Value(FAILING), false)),
    // ---- types of objects, reference counts, the end of objects
    CASE(PyObject_Type, PyObject_Type(on.instance)),
    CASE(PyObject_Type, PyObject_Type(Value("1"))),
    CASE(PyObject_Type, PyObject_Type(nullptr)),
    CASE(PyObject_IsInstance, PyObject_IsInstance(on.instance, on.type)),
    CASE(PyObject_IsInstance, PyObject_IsInstance(on.list, on.type)),
    CASE(PyObject_IsInstance, PyObject_IsInstance(on.list, Value("(int, (str, list))"))),
    CASE(PyObject_IsInstance, PyObject_IsInstance(on.list, Value("int | list"))),
    CASE(PyObject_IsInstance, PyObject_IsInstance(on.list, Value("list[int]"))),
    CASE(PyObject_IsInstance, PyObject_IsInstance(on.list, on.list)),
    CASE(PyObject_IsInstance, PyObject_IsInstance(on.list, Value("()"))),
    CASE(PyObject_IsInstance, PyObject_IsInstance(on.list, Value("(int, 5)"))),
    CASE(PyObject_IsInstance, PyObject_IsInstance(on.list, Value(CHECKED))),
    CASE(PyObject_IsInstance, PyObject_IsInstance(on.list, Value(FAILING_CHECK))),
    CASE(PyObject_IsInstance, PyObject_IsInstance(on.list, Value(LIKE_A_CLASS))),
    CASE(PyObject_IsSubclass, PyObject_IsSubclass(on.type, Value("object"))),
    CASE(PyObject_IsSubclass, PyObject_IsSubclass(Value("bool"), Value("(str, int)"))),
    CASE(PyObject_IsSubclass, PyObject_IsSubclass(on.type, Value("int | str"))),
    CASE(PyObject_IsSubclass, PyObject_IsSubclass(on.list, on.type)),
    CASE(PyObject_IsSubclass, PyObject_IsSubclass(on.type, on.list)),
    CASE(PyObject_IsSubclass, PyObject_IsSubclass(on.type, Value(CHECKED))),
    CASE(PyObject_IsSubclass, PyObject_IsSubclass(on.type, Value(FAILING_CHECK))),
    CASE(PyObject_IsSubclass, PyObject_IsSubclass(Value(LIKE_A_CLASS), Value("int"))),
    CASE(PyCallable_Check, PyCallable_Check(on.function)),
    CASE(PyCallable_Check, PyCallable_Check(on.instance)),
    CASE(PyCallable_Check, PyCallable_Check(Value("1"))),
    CASE(PyCallable_Check, PyCallable_Check(nullptr)),
    CASE(PyCallable_Check, PyCallable_Check(Value("type('C', (), {'__call__': None})()"))),
    CASE(Py_IncRef, counted(on.list)),
    VOID_CASE(Py_IncRef, Py_IncRef(nullptr)),
    VOID_CASE(Py_DecRef, Py_DecRef(nullptr)),
    VOID_CASE(Py_DecRef, Py_INCREF(on.list); Py_DecRef(on.list)),
    CASE(_Py_Dealloc, finalizations(0, false)),
    CASE(PyObject_CallFinalizer, finalizations(1, false)),
    CASE(PyObject_CallFinalizerFromDealloc, finalizations(0, true)),
};

} // namespace

Area object_cases() {
    return TEXT_AND_ORDER;
}
Area attribute_cases() {
    return ATTRIBUTES;
}
