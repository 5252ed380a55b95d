// SPDX-License-Identifier: MIT
//
// Native functions, members of C structs and descriptors (adder/callable.h).
#include "cases.hpp"

#include <structmember.h>

#include <array>
#include <cstddef>

namespace {

PyTypeObject *type_of(PyObject *object) {
    return reinterpret_cast<PyTypeObject *>(object);
}

// ---- native functions, which tell what they were called with

PyObject *with_nothing(PyObject *self, PyObject *argument) {
    return Py_BuildValue("sOO", "nothing", self == nullptr ? Py_None : self,
                         argument == nullptr ? Py_None : argument);
}
PyObject *with_one(PyObject *self, PyObject *argument) {
    return Py_BuildValue("sOO", "one", self == nullptr ? Py_None : self, argument);
}
PyObject *with_tuple(PyObject *self, PyObject *arguments) {
    return Py_BuildValue("sOO", "tuple", self == nullptr ? Py_None : self, arguments);
}
PyObject *with_keywords(PyObject *self, PyObject *arguments, PyObject *keywords) {
    return Py_BuildValue("sOOO", "keywords", self == nullptr ? Py_None : self, arguments,
                         keywords == nullptr ? Py_None : keywords);
}
PyObject *with_array(PyObject *self, PyObject *const *, Py_ssize_t count) {
    return Py_BuildValue("sOn", "array", self == nullptr ? Py_None : self, count);
}
PyObject *with_class(PyObject *self, PyTypeObject *type, PyObject *const *, Py_ssize_t count,
                     PyObject *names) {
    return Py_BuildValue("sOsnO", "class", self == nullptr ? Py_None : self,
                         type == nullptr ? "none" : type->tp_name, count, names == nullptr ? Py_None : names);
}

template <class Function> PyCFunction any(Function *function) {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

PyMethodDef NOTHING{"nothing", with_nothing, METH_NOARGS, "nothing($self)\n--\n\nDocumented."};
PyMethodDef ONE{"one", with_one, METH_O, nullptr};
PyMethodDef TUPLE{"tuple", with_tuple, METH_VARARGS, nullptr};
PyMethodDef KEYWORDS{"keywords", any(with_keywords), METH_VARARGS | METH_KEYWORDS, nullptr};
PyMethodDef ARRAY{"array", any(with_array), METH_FASTCALL, nullptr};
PyMethodDef STATIC{"static", with_nothing, METH_NOARGS | METH_STATIC, nullptr};
PyMethodDef CLASS{"class", any(with_class), METH_METHOD | METH_FASTCALL | METH_KEYWORDS, nullptr};
PyMethodDef WRONG_FLAGS{"wrong", with_nothing, METH_NOARGS | METH_O, nullptr};

PyObject *called(PyObject *callable, PyObject *arguments, PyObject *keywords = nullptr) {
    PyObject *result = callable == nullptr ? nullptr : PyObject_Call(callable, arguments, keywords);
    Py_XDECREF(callable);
    return result;
}

// Deprecated in favour of PyObject_Call, which it is.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
PyObject *called_as_native(PyMethodDef &method, Operands &on, PyObject *keywords) {
    return PyCFunction_Call(Value(PyCFunction_New(&method, on.list)), on.tuple, keywords);
}
#pragma GCC diagnostic pop

// Name, qualified name, module, text and signature: what a native function tells of itself.
std::string told_of(PyObject *callable) {
    if (callable == nullptr) return "NULL";
    std::string text = Py_TYPE(callable)->tp_name;
    for (const char *name : {"__name__", "__qualname__", "__module__", "__doc__", "__text_signature__"}) {
        PyObject *value = PyObject_GetAttrString(callable, name);
        text += ", " + told(value);
        PyErr_Clear();
    }
    Py_DECREF(callable);
    return text;
}

// ---- members: one struct with a field of each type

struct Fields {
    PyObject head{1, &PyBaseObject_Type};
    short short_field = -1;
    int int_field = -2;
    long long_field = -3;
    float float_field = 0.25F;
    double double_field = 0.1;
    const char *text = "h\xc3\xa4";
    const char *no_text = nullptr;
    char inplace[4] = "abc";
    char character = 'c';
    signed char byte = -4;
    unsigned char unsigned_byte = 5;
    unsigned short unsigned_short = 6;
    unsigned unsigned_int = 7;
    unsigned long unsigned_long = ~0UL;
    char boolean = 1;
    long long long_long = -8;
    unsigned long long unsigned_long_long = ~0ULL;
    Py_ssize_t size = -9;
    PyObject *object = nullptr;
};

#define MEMBER(name, type, flags)                                                                            \
    { #name, type, offsetof(Fields, name), flags, nullptr }
std::array<PyMemberDef, 22> MEMBERS{{MEMBER(short_field, T_SHORT, 0),
                                     MEMBER(int_field, T_INT, 0),
                                     MEMBER(long_field, T_LONG, 0),
                                     MEMBER(float_field, T_FLOAT, 0),
                                     MEMBER(double_field, T_DOUBLE, 0),
                                     MEMBER(text, T_STRING, 0),
                                     MEMBER(no_text, T_STRING, 0),
                                     MEMBER(inplace, T_STRING_INPLACE, 0),
                                     MEMBER(character, T_CHAR, 0),
                                     MEMBER(byte, T_BYTE, 0),
                                     MEMBER(unsigned_byte, T_UBYTE, 0),
                                     MEMBER(unsigned_short, T_USHORT, 0),
                                     MEMBER(unsigned_int, T_UINT, 0),
                                     MEMBER(unsigned_long, T_ULONG, 0),
                                     MEMBER(boolean, T_BOOL, 0),
                                     MEMBER(long_long, T_LONGLONG, 0),
                                     MEMBER(unsigned_long_long, T_ULONGLONG, 0),
                                     MEMBER(size, T_PYSSIZET, 0),
                                     MEMBER(object, T_OBJECT, 0),
                                     MEMBER(object, T_OBJECT_EX, 0),
                                     MEMBER(int_field, T_NONE, 0),
                                     MEMBER(int_field, T_INT, READONLY)}};

// The exception that is set, as text; it is cleared.
std::string exception() {
    if (!PyErr_Occurred()) return "";
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
    return " " + told(value);
}

std::string read_members() {
    const Fields fields;
    std::string text;
    for (PyMemberDef &member : MEMBERS) {
        text += told(PyMember_GetOne(reinterpret_cast<const char *>(&fields), &member));
        text += exception() + "; ";
    }
    return text;
}

// Each field set to `value`, and what it holds then if that succeeded: CPython leaves -1 in some that failed.
std::string written_members(PyObject *value) {
    std::string text;
    for (PyMemberDef &member : MEMBERS) {
        Fields fields;
        auto *address = reinterpret_cast<char *>(&fields);
        text += member.name + std::string(" ") + std::to_string(PyMember_SetOne(address, &member, value));
        if (PyErr_Occurred()) {
            text += exception() + "; ";
            continue;
        }
        text += " " + told(PyMember_GetOne(address, &member)) + exception() + "; ";
        if (member.type == T_OBJECT || member.type == T_OBJECT_EX) Py_XDECREF(fields.object);
    }
    return text;
}

std::string unknown_member(bool is_set) {
    PyMemberDef member{"unknown", 99, 0, 0, nullptr};
    Fields fields;
    auto *address = reinterpret_cast<char *>(&fields);
    if (is_set) return std::to_string(PyMember_SetOne(address, &member, Py_None));
    return told(PyMember_GetOne(address, &member));
}

// ---- descriptors

PyObject *get_name(PyObject *self, void *closure) {
    return PyUnicode_FromFormat("%s of %S", static_cast<char *>(closure), self);
}
int set_nothing(PyObject *, PyObject *value, void *) {
    if (value != nullptr) return 0;
    PyErr_SetString(PyExc_ValueError, "not to be deleted");
    return -1;
}
char closure[] = "closure";
PyGetSetDef BOTH{"both", get_name, set_nothing, "Documented.", closure};
PyGetSetDef READ_ONLY{"read_only", get_name, nullptr, nullptr, closure};
PyGetSetDef WRITE_ONLY{"write_only", nullptr, set_nothing, nullptr, closure};

PyObject *wrap_length(PyObject *self, PyObject *arguments, void *wrapped) {
    if (PyTuple_GET_SIZE(arguments) != 0) return PyErr_Format(PyExc_TypeError, "no arguments");
    return PyLong_FromSsize_t(reinterpret_cast<lenfunc>(wrapped)(self));
}
Py_ssize_t nine(PyObject *) {
    return 9;
}
wrapperbase WRAPPER{"nine", 0, nullptr, wrap_length, "nine($self)\n--\n\nWrapped.", 0, nullptr};

PyObject *new_wrapper(PyObject *type) {
    return PyDescr_NewWrapper(type_of(type), &WRAPPER, reinterpret_cast<void *>(nine));
}

// What the descriptor gives for the object.
PyObject *bound(PyObject *descriptor, PyObject *object) {
    if (descriptor == nullptr) return nullptr;
    descrgetfunc get = Py_TYPE(descriptor)->tp_descr_get;
    PyObject *result = get(descriptor, object, reinterpret_cast<PyObject *>(Py_TYPE(object)));
    Py_DECREF(descriptor);
    return result;
}

int assigned(PyObject *descriptor, PyObject *object, PyObject *value) {
    const int status = Py_TYPE(descriptor)->tp_descr_set(descriptor, object, value);
    Py_DECREF(descriptor);
    return status;
}

const Case NATIVE_FUNCTIONS[] = {
    CASE(PyCFunction_New, called(PyCFunction_New(&NOTHING, on.list), Value("()"))),
    CASE(PyCFunction_New, called(PyCFunction_New(&NOTHING, nullptr), Value("()"))),
    CASE(PyCFunction_New, called(PyCFunction_New(&NOTHING, nullptr), on.tuple)),
    CASE(PyCFunction_New, called(PyCFunction_New(&NOTHING, nullptr), Value("()"), on.dict)),
    CASE(PyCFunction_New, called(PyCFunction_New(&ONE, on.list), Value("('argument',)"))),
    CASE(PyCFunction_New, called(PyCFunction_New(&ONE, on.list), on.tuple)),
    CASE(PyCFunction_New, called(PyCFunction_New(&TUPLE, on.list), on.tuple)),
    CASE(PyCFunction_New, called(PyCFunction_New(&TUPLE, on.list), on.tuple, on.dict)),
    CASE(PyCFunction_New, called(PyCFunction_New(&KEYWORDS, on.list), on.tuple, on.dict)),
    CASE(PyCFunction_New, called(PyCFunction_New(&KEYWORDS, on.list), on.tuple)),
    CASE(PyCFunction_New, called(PyCFunction_New(&ARRAY, on.list), on.tuple)),
    CASE(PyCFunction_New, called(PyCFunction_New(&ARRAY, on.list), on.tuple, on.dict)),
    CASE(PyCFunction_New, PyCFunction_New(&WRONG_FLAGS, on.list)),
    CASE(PyCFunction_New, PyCFunction_New(&CLASS, on.list)),
    CASE(PyCFunction_New, told_of(PyCFunction_New(&NOTHING, on.list))),
    CASE(PyCFunction_NewEx, told_of(PyCFunction_NewEx(&ONE, nullptr, on.text))),
    CASE(PyCFunction_NewEx, called(PyCFunction_NewEx(&ONE, on.list, on.text), Value("(1,)"))),
    CASE(PyCMethod_New, called(PyCMethod_New(&CLASS, on.list, nullptr, type_of(on.type)), on.tuple)),
    CASE(PyCMethod_New, called(PyCMethod_New(&CLASS, on.list, on.text, type_of(on.type)), on.tuple, on.dict)),
    CASE(PyCMethod_New, told_of(PyCMethod_New(&CLASS, on.list, on.text, type_of(on.type)))),
    CASE(PyCMethod_New, PyCMethod_New(&CLASS, on.list, nullptr, nullptr)),
    CASE(PyCMethod_New, PyCMethod_New(&ONE, on.list, nullptr, type_of(on.type))),
    CASE(PyCFunction_GetFunction, PyCFunction_GetFunction(Value(PyCFunction_New(&ONE, on.list))) == with_one),
    CASE(PyCFunction_GetFunction, PyCFunction_GetFunction(on.function) == nullptr),
    CASE(PyCFunction_GetSelf, borrowed(PyCFunction_GetSelf(Value(PyCFunction_New(&ONE, on.list))))),
    CASE(PyCFunction_GetSelf, borrowed(PyCFunction_GetSelf(Value(PyCFunction_New(&ONE, nullptr))))),
    CASE(PyCFunction_GetSelf, borrowed(PyCFunction_GetSelf(Value(PyCFunction_New(&STATIC, on.list))))),
    CASE(PyCFunction_GetSelf, borrowed(PyCFunction_GetSelf(on.function))),
    CASE(PyCFunction_GetFlags, PyCFunction_GetFlags(Value(PyCFunction_New(&KEYWORDS, on.list)))),
    CASE(PyCFunction_GetFlags, PyCFunction_GetFlags(on.list)),
    CASE(PyCFunction_Call, called_as_native(KEYWORDS, on, on.dict)),
    CASE(PyCFunction_Call, called_as_native(ONE, on, nullptr)),
    CASE(PyCFunction_Check, PyCFunction_Check(Value("len")) != 0),
    CASE(PyCFunction_CheckExact, PyCFunction_CheckExact(Value("len")) != 0),
};

const Case MEMBER_CASES[] = {
    CASE(PyMember_GetOne, read_members()),
    CASE(PyMember_GetOne, unknown_member(false)),
    CASE(PyMember_SetOne, written_members(Value("1"))),
    CASE(PyMember_SetOne, written_members(Value("-1"))),
    CASE(PyMember_SetOne, written_members(Value("300"))),
    CASE(PyMember_SetOne, written_members(Value("70000"))),
    CASE(PyMember_SetOne, written_members(Value("2 ** 32 + 5"))),
    CASE(PyMember_SetOne, written_members(Value("2 ** 63"))),
    CASE(PyMember_SetOne, written_members(Value("10 ** 30"))),
    CASE(PyMember_SetOne, written_members(Value("1.5"))),
    CASE(PyMember_SetOne, written_members(Value("1e300"))),
    CASE(PyMember_SetOne, written_members(Value("True"))),
    CASE(PyMember_SetOne, written_members(Value("'z'"))),
    CASE(PyMember_SetOne, written_members(on.text)),
    CASE(PyMember_SetOne, written_members(on.list)),
    CASE(PyMember_SetOne, written_members(on.number)),
    CASE(PyMember_SetOne, written_members(Py_None)),
    CASE(PyMember_SetOne, written_members(nullptr)),
    CASE(PyMember_SetOne, unknown_member(true)),
};

const Case DESCRIPTORS[] = {
    CASE(PyDescr_NewMethod, PyDescr_NewMethod(type_of(on.type), &ONE)),
    CASE(PyDescr_NewMethod, told_of(PyDescr_NewMethod(type_of(on.type), &NOTHING))),
    CASE(PyDescr_NewMethod,
         called(bound(PyDescr_NewMethod(type_of(on.type), &ONE), on.instance), Value("(1,)"))),
    CASE(PyDescr_NewMethod, called(PyDescr_NewMethod(type_of(on.type), &ONE), on.tuple)),
    CASE(PyDescr_NewMethod, called(PyDescr_NewMethod(type_of(on.type), &ONE), Value("()"))),
    CASE(PyDescr_NewMethod, bound(PyDescr_NewMethod(type_of(on.type), &ONE), on.list)),
    CASE(PyDescr_NewMethod, PyDescr_NewMethod(type_of(on.type), &WRONG_FLAGS)),
    CASE(PyDescr_NewClassMethod, PyDescr_NewClassMethod(type_of(on.type), &ONE)),
    CASE(PyDescr_NewClassMethod,
         called(bound(PyDescr_NewClassMethod(type_of(on.type), &ONE), on.instance), Value("(1,)"))),
    CASE(PyDescr_NewClassMethod, bound(PyDescr_NewClassMethod(type_of(on.type), &ONE), on.list)),
    CASE(PyDescr_NewMember, PyDescr_NewMember(type_of(on.type), &MEMBERS[1])),
    CASE(PyDescr_NewMember, bound(PyDescr_NewMember(type_of(on.type), &MEMBERS[1]), on.list)),
    CASE(PyDescr_NewMember, assigned(PyDescr_NewMember(type_of(on.type), &MEMBERS[1]), on.list, on.text)),
    CASE(PyDescr_NewMember,
         assigned(PyDescr_NewMember(type_of(on.type), &MEMBERS[21]), on.instance, Value("1"))),
    CASE(PyDescr_NewGetSet, PyDescr_NewGetSet(type_of(on.type), &BOTH)),
    CASE(PyDescr_NewGetSet, told_of(PyDescr_NewGetSet(type_of(on.type), &BOTH))),
    CASE(PyDescr_NewGetSet, bound(PyDescr_NewGetSet(type_of(on.type), &BOTH), on.instance)),
    CASE(PyDescr_NewGetSet, bound(PyDescr_NewGetSet(type_of(on.type), &BOTH), on.list)),
    CASE(PyDescr_NewGetSet, bound(PyDescr_NewGetSet(type_of(on.type), &WRITE_ONLY), on.instance)),
    CASE(PyDescr_NewGetSet, assigned(PyDescr_NewGetSet(type_of(on.type), &BOTH), on.instance, on.text)),
    CASE(PyDescr_NewGetSet, assigned(PyDescr_NewGetSet(type_of(on.type), &BOTH), on.instance, nullptr)),
    CASE(PyDescr_NewGetSet, assigned(PyDescr_NewGetSet(type_of(on.type), &BOTH), on.list, on.text)),
    CASE(PyDescr_NewGetSet, assigned(PyDescr_NewGetSet(type_of(on.type), &READ_ONLY), on.instance, on.text)),
    CASE(PyDescr_NewWrapper, new_wrapper(on.type)),
    CASE(PyDescr_NewWrapper, told_of(new_wrapper(on.type))),
    CASE(PyDescr_NewWrapper, called(new_wrapper(on.type), Value(PyTuple_Pack(1, on.instance)))),
    CASE(PyDescr_NewWrapper, called(new_wrapper(on.type), on.tuple)),
    CASE(PyDescr_NewWrapper, called(new_wrapper(on.type), Value("()"))),
    CASE(PyDescr_NewWrapper, bound(new_wrapper(on.type), on.list)),
    CASE(PyDescr_NewWrapper, called(bound(new_wrapper(on.type), on.instance), on.tuple)),
    CASE(PyWrapper_New, called(PyWrapper_New(Value(new_wrapper(on.type)), on.instance), Value("()"))),
    CASE(PyWrapper_New,
         called(PyWrapper_New(Value(new_wrapper(on.type)), on.instance), Value("()"), on.dict)),
    CASE(PyWrapper_New, told_of(PyWrapper_New(Value(new_wrapper(on.type)), on.instance))),
    CASE(PyDescr_IsData, PyDescr_IsData(Value(PyDescr_NewGetSet(type_of(on.type), &BOTH)))),
    CASE(PyDescr_IsData, PyDescr_IsData(Value(PyDescr_NewMethod(type_of(on.type), &ONE)))),
    CASE(PyDescr_IsData, PyDescr_IsData(on.function)),
    CASE(PyDescr_IsData, PyDescr_IsData(Value("property()"))),
    CASE(PyDictProxy_New, PyDictProxy_New(on.dict)),
    CASE(PyDictProxy_New, PyObject_GetItem(Value(PyDictProxy_New(on.dict)), Value("'a'"))),
    CASE(PyDictProxy_New, PyObject_SetItem(Value(PyDictProxy_New(on.dict)), on.text, on.text)),
    CASE(PyDictProxy_New, PyDictProxy_New(on.list)),
    CASE(PyDictProxy_New, PyDictProxy_New(on.set)),
    CASE(PyClassMethod_New, called(bound(PyClassMethod_New(Value("lambda *a: a")), on.instance), on.tuple)),
    CASE(PyClassMethod_New, PyClassMethod_New(on.list)),
    CASE(PyClassMethod_New, bound(PyClassMethod_New(on.list), on.instance)),
    CASE(PyStaticMethod_New, bound(PyStaticMethod_New(on.list), on.instance)),
    CASE(PyStaticMethod_New, called(PyStaticMethod_New(on.type), Value("()"))),
    CASE(PyStaticMethod_New, PyStaticMethod_New(on.list)),
    CASE(PyMethod_New, called(PyMethod_New(Value("max"), on.list), on.tuple)),
    CASE(PyMethod_New, called(PyMethod_New(Value("lambda *a, **k: (a, k)"), on.list), on.tuple, on.dict)),
    CASE(PyMethod_New, PyMethod_New(on.list, on.text)),
    CASE(PyMethod_New, called(PyMethod_New(on.list, on.text), Value("()"))),
    CASE(PyMethod_New, PyMethod_New(on.list, nullptr)),
    CASE(PyMethod_Function, borrowed(PyMethod_Function(Value(PyMethod_New(on.list, on.text))))),
    CASE(PyMethod_Function, borrowed(PyMethod_Function(on.list))),
    CASE(PyMethod_Self, borrowed(PyMethod_Self(Value(PyMethod_New(on.list, on.text))))),
    CASE(PyMethod_Self, borrowed(PyMethod_Self(on.function))),
    CASE(PyMethod_GET_SELF, borrowed(PyMethod_GET_SELF(Value(PyMethod_New(on.list, on.text)).get()))),
    CASE(PyInstanceMethod_New, bound(PyInstanceMethod_New(on.list), on.text)),
    CASE(PyInstanceMethod_New,
         called(bound(PyInstanceMethod_New(Value("lambda *a: a")), on.text), Value("(1,)"))),
    CASE(PyInstanceMethod_New, called(PyInstanceMethod_New(Value("lambda *a: a")), on.tuple)),
    CASE(PyInstanceMethod_Function,
         borrowed(PyInstanceMethod_Function(Value(PyInstanceMethod_New(on.list))))),
    CASE(PyInstanceMethod_Function, borrowed(PyInstanceMethod_Function(on.list))),
};

} // namespace

Area native_function_cases() {
    return NATIVE_FUNCTIONS;
}
Area member_cases() {
    return MEMBER_CASES;
}
Area descriptor_cases() {
    return DESCRIPTORS;
}
