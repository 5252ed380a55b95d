// SPDX-License-Identifier: MIT
//
// The module _weakref: the types of weak references and questions about an object's references, which stand
// in a list that begins in the object.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

namespace {

// The first of the object's references; NULL when it has none or can have none.
PyWeakReference *first_reference(PyObject *object) {
    if (!PyType_SUPPORTS_WEAKREFS(Py_TYPE(object))) return nullptr;
    return reinterpret_cast<PyWeakReference *>(*PyObject_GET_WEAKREFS_LISTPTR(object));
}

PyObject *weakref_getweakrefcount(PyObject *, PyObject *object) {
    return PyLong_FromSsize_t(_PyWeakref_GetWeakrefCount(first_reference(object)));
}

PyObject *weakref_getweakrefs(PyObject *, PyObject *object) {
    PyObject *result = PyList_New(0);
    if (result == nullptr) return nullptr;
    for (PyWeakReference *reference = first_reference(object); reference != nullptr;
         reference = reference->wr_next) {
        if (PyList_Append(result, reinterpret_cast<PyObject *>(reference)) == 0) continue;
        Py_DECREF(result);
        return nullptr;
    }
    return result;
}

PyObject *weakref_proxy(PyObject *, PyObject *args) {
    PyObject *object;
    PyObject *callback = nullptr;
    if (!PyArg_UnpackTuple(args, "proxy", 1, 2, &object, &callback)) return nullptr;
    return PyWeakref_NewProxy(object, callback);
}

// Deletes dict[key] if it is a reference whose object is gone. Weak dictionaries ask for it when a callback
// runs, since the key may have been given to another object by then.
PyObject *weakref_remove_dead_weakref(PyObject *, PyObject *args) {
    PyObject *dict;
    PyObject *key;
    if (!PyArg_ParseTuple(args, "O!O:_remove_dead_weakref", &PyDict_Type, &dict, &key)) return nullptr;
    PyObject *value = PyDict_GetItemWithError(dict, key);
    if (value == nullptr) {
        if (PyErr_Occurred()) return nullptr;
        Py_RETURN_NONE;
    }
    if (!PyWeakref_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "not a weakref");
        return nullptr;
    }
    if (PyWeakref_GET_OBJECT(value) == Py_None && PyDict_DelItem(dict, key) < 0) return nullptr;
    Py_RETURN_NONE;
}

int execute(PyObject *module) {
    const struct {
        const char *name;
        PyTypeObject *type;
    } types[] = {
        {"ref", &_PyWeakref_RefType},
        {"ReferenceType", &_PyWeakref_RefType},
        {"ProxyType", &_PyWeakref_ProxyType},
        {"CallableProxyType", &_PyWeakref_CallableProxyType},
    };
    for (const auto &[name, type] : types) {
        if (PyModule_AddObjectRef(module, name, reinterpret_cast<PyObject *>(type)) < 0) return -1;
    }
    return 0;
}

PyMethodDef functions[] = {
    {"getweakrefcount", weakref_getweakrefcount, METH_O,
     "getweakrefcount($module, object, /)\n--\n\nHow many weak references the object has."},
    {"getweakrefs", weakref_getweakrefs, METH_O,
     "getweakrefs($module, object, /)\n--\n\nA list of the object's weak references."},
    {"proxy", weakref_proxy, METH_VARARGS,
     "proxy($module, object, callback=None, /)\n--\n\n"
     "A stand-in that passes every use on to the object, which it does not keep alive.\n\n"
     "callback is called with the proxy when the object dies."},
    {"_remove_dead_weakref", weakref_remove_dead_weakref, METH_VARARGS,
     "_remove_dead_weakref($module, dct, key, /)\n--\n\nDelete an item whose value is a dead reference."},
    {},
};

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_weakref",
    .m_doc = "Weak references.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace

PyMODINIT_FUNC PyInit__weakref(void) {
    return PyModuleDef_Init(&definition);
}
