// SPDX-License-Identifier: MIT
//
// Heap types from specifications: one with state reached through its defining class, one derived from it, one
// derived from list, one that cannot be called, one that is immutable.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

#include <cstddef>

namespace {

struct Counter {
    PyObject_HEAD long count;
    PyObject *dictionary;
    PyObject *weak_references;
};

struct State {
    long made;
};

Counter *as_counter(PyObject *object) {
    return reinterpret_cast<Counter *>(object);
}

PyObject *counter_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"start", nullptr};
    long start = 0;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|l:Counter", const_cast<char **>(names), &start))
        return nullptr;
    PyObject *object = type->tp_alloc(type, 0);
    if (object != nullptr) as_counter(object)->count = start;
    return object;
}

int counter_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(as_counter(self)->dictionary);
    return 0;
}

int counter_clear(PyObject *self) {
    Py_CLEAR(as_counter(self)->dictionary);
    return 0;
}

void counter_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (as_counter(self)->weak_references != nullptr) PyObject_ClearWeakRefs(self);
    counter_clear(self);
    type->tp_free(self);
    Py_DECREF(type);
}

PyObject *counter_repr(PyObject *self) {
    return PyUnicode_FromFormat("<%s at %ld>", Py_TYPE(self)->tp_name, as_counter(self)->count);
}

PyObject *counter_step(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    long step = count == 0 ? 1 : PyLong_AsLong(args[0]);
    if (step == -1 && PyErr_Occurred()) return nullptr;
    as_counter(self)->count += step;
    return PyLong_FromLong(as_counter(self)->count);
}

// Counts in the module's state: the method is told the class that defines it.
PyObject *counter_register(PyObject *self, PyTypeObject *defining_class, PyObject *const *, Py_ssize_t count,
                           PyObject *names) {
    auto *state = static_cast<State *>(PyType_GetModuleState(defining_class));
    if (state == nullptr) return nullptr;
    return Py_BuildValue("(Olnn)", Py_TYPE(self), ++state->made, count,
                         names == nullptr ? Py_ssize_t{0} : PyTuple_GET_SIZE(names));
}

PyObject *counter_next(PyObject *self) {
    if (as_counter(self)->count <= 0) return nullptr;
    return PyLong_FromLong(as_counter(self)->count--);
}

PyObject *counter_call(PyObject *self, PyObject *, PyObject *) {
    return counter_repr(self);
}

PyObject *counter_get_item(PyObject *self, PyObject *key) {
    return PyTuple_Pack(2, self, key);
}

PyObject *counter_or(PyObject *left, PyObject *right) {
    return Py_BuildValue("(OO)", Py_TYPE(left), Py_TYPE(right));
}

template <class Function> PyCFunction as_method(Function *function) {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)(void)>(function));
}

template <class Function> void *as_slot(Function *function) {
    return reinterpret_cast<void *>(function);
}

PyMethodDef counter_methods[] = {
    {"step", as_method(counter_step), METH_FASTCALL, "step($self, by=1, /)\n--\n\nCounts on."},
    {"register", as_method(counter_register), METH_METHOD | METH_FASTCALL | METH_KEYWORDS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyMemberDef counter_members[] = {
    {"count", T_LONG, offsetof(Counter, count), READONLY, nullptr},
    {"__dictoffset__", T_PYSSIZET, offsetof(Counter, dictionary), READONLY, nullptr},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(Counter, weak_references), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyGetSetDef counter_getset[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyType_Slot counter_slots[] = {
    {Py_tp_doc, const_cast<char *>("Counter(start=0)\n--\n\nCounts.")},
    {Py_tp_new, as_slot(counter_new)},
    {Py_tp_dealloc, as_slot(counter_dealloc)},
    {Py_tp_traverse, as_slot(counter_traverse)},
    {Py_tp_clear, as_slot(counter_clear)},
    {Py_tp_repr, as_slot(counter_repr)},
    {Py_tp_call, as_slot(counter_call)},
    {Py_tp_iter, as_slot(PyObject_SelfIter)},
    {Py_tp_iternext, as_slot(counter_next)},
    {Py_mp_subscript, as_slot(counter_get_item)},
    {Py_nb_or, as_slot(counter_or)},
    {Py_tp_methods, counter_methods},
    {Py_tp_members, counter_members},
    {Py_tp_getset, counter_getset},
    {0, nullptr},
};

PyType_Spec counter_spec = {"heaptype.Counter", sizeof(Counter), 0,
                            Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC, counter_slots};

PyType_Slot derived_slots[] = {{Py_tp_doc, const_cast<char *>("Derived natively.")}, {0, nullptr}};

PyType_Spec derived_spec = {"heaptype.Derived", sizeof(Counter), 0, Py_TPFLAGS_DEFAULT, derived_slots};

// A list that knows how many items it lost through pop_all().
struct Stack {
    PyListObject list;
    long popped;
};

PyObject *stack_pop_all(PyObject *self, PyObject *) {
    auto *stack = reinterpret_cast<Stack *>(self);
    stack->popped += PyList_GET_SIZE(self);
    if (PyList_SetSlice(self, 0, PyList_GET_SIZE(self), nullptr) < 0) return nullptr;
    return PyLong_FromLong(stack->popped);
}

PyMethodDef stack_methods[] = {
    {"pop_all", stack_pop_all, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyType_Slot stack_slots[] = {{Py_tp_methods, stack_methods}, {0, nullptr}};

PyType_Spec stack_spec = {"heaptype.Stack", sizeof(Stack), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
                          stack_slots};

PyType_Slot no_slots[] = {{0, nullptr}};

PyType_Spec closed_spec = {"heaptype.Closed", sizeof(PyObject), 0,
                           Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, no_slots};

PyType_Spec fixed_spec = {"heaptype.Fixed", sizeof(PyObject), 0,
                          Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE, no_slots};

// What a specification says wrong.
PyObject *make_wrong(PyObject *, PyObject *) {
    static PyType_Slot slots[] = {{9999, nullptr}, {0, nullptr}};
    static PyType_Spec spec = {"heaptype.Wrong", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, slots};
    return PyType_FromSpec(&spec);
}

PyObject *make_untraversed(PyObject *, PyObject *) {
    static PyType_Spec spec = {"heaptype.Untraversed", sizeof(PyObject), 0,
                               Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, no_slots};
    return PyType_FromSpec(&spec);
}

PyObject *make_final_child(PyObject *, PyObject *) {
    static PyType_Spec spec = {"heaptype.Child", 0, 0, Py_TPFLAGS_DEFAULT, no_slots};
    return PyType_FromSpecWithBases(&spec, reinterpret_cast<PyObject *>(&PyBool_Type));
}

PyObject *slot_is_set(PyObject *, PyObject *type) {
    return PyBool_FromLong(PyType_GetSlot(reinterpret_cast<PyTypeObject *>(type), Py_tp_iternext) ==
                           as_slot(counter_next));
}

PyMethodDef methods[] = {
    {"make_wrong", make_wrong, METH_NOARGS, nullptr},
    {"make_untraversed", make_untraversed, METH_NOARGS, nullptr},
    {"make_final_child", make_final_child, METH_NOARGS, nullptr},
    {"slot_is_set", slot_is_set, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

// Makes a type and puts it into the module.
PyObject *add_type(PyObject *module, PyType_Spec *spec, PyObject *bases) {
    PyObject *type = PyType_FromModuleAndSpec(module, spec, bases);
    if (type != nullptr && PyModule_AddType(module, reinterpret_cast<PyTypeObject *>(type)) < 0)
        Py_CLEAR(type);
    return type;
}

int execute(PyObject *module) {
    PyObject *counter = add_type(module, &counter_spec, nullptr);
    PyObject *derived = counter == nullptr ? nullptr : add_type(module, &derived_spec, counter);
    Py_XDECREF(counter);
    Py_XDECREF(derived);
    if (derived == nullptr) return -1;
    PyObject *list_type = reinterpret_cast<PyObject *>(&PyList_Type);
    const struct {
        PyType_Spec *spec;
        PyObject *bases;
    } others[] = {{&stack_spec, list_type}, {&closed_spec, nullptr}, {&fixed_spec, nullptr}};
    for (const auto &other : others) {
        PyObject *type = add_type(module, other.spec, other.bases);
        if (type == nullptr) return -1;
        Py_DECREF(type);
    }
    return 0;
}

PyModuleDef_Slot slots[] = {{Py_mod_exec, as_slot(execute)}, {0, nullptr}};

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "heaptype", nullptr, sizeof(State), methods, slots, nullptr, nullptr, nullptr};

} // namespace

PyMODINIT_FUNC PyInit_heaptype(void) {
    return PyModuleDef_Init(&definition);
}
