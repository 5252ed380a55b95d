// SPDX-License-Identifier: MIT
//
// Capsules: a C pointer as an object, found again by a name that both sides know.
//
// The name is the owner's memory and is compared as text, so that libraries loaded apart agree.
#include "objects/error.hpp"

#include <cstring>
#include <string>

namespace adder::objects {

namespace {

struct Capsule {
    PyObject_HEAD void *pointer;
    const char *name;
    void *context;
    PyCapsule_Destructor destroy;
};

Capsule *as_capsule(PyObject *object) {
    return reinterpret_cast<Capsule *>(object);
}

bool is_same_name(const char *a, const char *b) {
    return a == b || (a != nullptr && b != nullptr && std::strcmp(a, b) == 0);
}

bool is_legal(PyObject *capsule) {
    return capsule != nullptr && PyCapsule_CheckExact(capsule) && as_capsule(capsule)->pointer != nullptr;
}

// The capsule, or NULL with ValueError when it is none.
Capsule *check_capsule(PyObject *capsule, const char *function) {
    if (is_legal(capsule)) return as_capsule(capsule);
    return raise_value_error("%s called with invalid PyCapsule object", function);
}

void capsule_dealloc(PyObject *self) {
    if (as_capsule(self)->destroy != nullptr) as_capsule(self)->destroy(self);
    PyObject_Free(self);
}

PyObject *capsule_repr(PyObject *self) {
    const char *name = as_capsule(self)->name;
    const char *quote = name == nullptr ? "" : "\"";
    return PyUnicode_FromFormat("<capsule object %s%s%s at %p>", quote, name == nullptr ? "NULL" : name,
                                quote, self);
}

} // namespace

extern "C" {

PyTypeObject PyCapsule_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "PyCapsule",
    .tp_basicsize = sizeof(Capsule),
    .tp_dealloc = capsule_dealloc,
    .tp_repr = capsule_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "A C pointer that native modules pass to each other.",
};

PyObject *PyCapsule_New(void *pointer, const char *name, PyCapsule_Destructor destroy) {
    if (pointer == nullptr) return raise_value_error("PyCapsule_New called with null pointer");
    auto *capsule = PyObject_New(Capsule, &PyCapsule_Type);
    if (capsule == nullptr) return nullptr;
    capsule->pointer = pointer;
    capsule->name = name;
    capsule->context = nullptr;
    capsule->destroy = destroy;
    return reinterpret_cast<PyObject *>(capsule);
}

int PyCapsule_IsValid(PyObject *capsule, const char *name) {
    return is_legal(capsule) && is_same_name(as_capsule(capsule)->name, name);
}

void *PyCapsule_GetPointer(PyObject *object, const char *name) {
    Capsule *capsule = check_capsule(object, "PyCapsule_GetPointer");
    if (capsule == nullptr) return nullptr;
    if (is_same_name(name, capsule->name)) return capsule->pointer;
    PyErr_SetString(PyExc_ValueError, "PyCapsule_GetPointer called with incorrect name");
    return nullptr;
}

PyCapsule_Destructor PyCapsule_GetDestructor(PyObject *object) {
    Capsule *capsule = check_capsule(object, "PyCapsule_GetDestructor");
    return capsule == nullptr ? nullptr : capsule->destroy;
}

const char *PyCapsule_GetName(PyObject *object) {
    Capsule *capsule = check_capsule(object, "PyCapsule_GetName");
    return capsule == nullptr ? nullptr : capsule->name;
}

void *PyCapsule_GetContext(PyObject *object) {
    Capsule *capsule = check_capsule(object, "PyCapsule_GetContext");
    return capsule == nullptr ? nullptr : capsule->context;
}

int PyCapsule_SetPointer(PyObject *object, void *pointer) {
    if (pointer == nullptr) return raise_value_error("PyCapsule_SetPointer called with null pointer");
    Capsule *capsule = check_capsule(object, "PyCapsule_SetPointer");
    if (capsule == nullptr) return -1;
    capsule->pointer = pointer;
    return 0;
}

int PyCapsule_SetDestructor(PyObject *object, PyCapsule_Destructor destroy) {
    Capsule *capsule = check_capsule(object, "PyCapsule_SetDestructor");
    if (capsule == nullptr) return -1;
    capsule->destroy = destroy;
    return 0;
}

int PyCapsule_SetName(PyObject *object, const char *name) {
    Capsule *capsule = check_capsule(object, "PyCapsule_SetName");
    if (capsule == nullptr) return -1;
    capsule->name = name;
    return 0;
}

int PyCapsule_SetContext(PyObject *object, void *context) {
    Capsule *capsule = check_capsule(object, "PyCapsule_SetContext");
    if (capsule == nullptr) return -1;
    capsule->context = context;
    return 0;
}

void *PyCapsule_Import(const char *name, int) {
    std::string_view rest = name;
    size_t dot = rest.find('.');
    std::string first(rest.substr(0, dot));
    Ref object = Ref::steal(PyImport_ImportModule(first.c_str()));
    if (!object) {
        PyErr_Format(PyExc_ImportError, "PyCapsule_Import could not import module \"%s\"", first.c_str());
        return nullptr;
    }
    while (dot != std::string_view::npos) {
        rest.remove_prefix(dot + 1);
        dot = rest.find('.');
        object = TRY_REF(PyObject_GetAttrString(object.get(), std::string(rest.substr(0, dot)).c_str()));
    }
    if (PyCapsule_IsValid(object.get(), name)) return as_capsule(object.get())->pointer;
    PyErr_Format(PyExc_AttributeError, "PyCapsule_Import \"%s\" is not valid", name);
    return nullptr;
}

} // extern "C"

} // namespace adder::objects
