// SPDX-License-Identifier: MIT
//
// A static type with every family of slots: a vector of doubles with a label, numbers, sequence, mapping,
// comparison, hash, call, iteration, members, getters and setters, and the collector's part.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

#include <cstddef>
#include <cstring>
#include <new>
#include <vector>

namespace {

struct Vector {
    PyObject_HEAD std::vector<double> *items;
    PyObject *label;
    int changes;
    double scale;
    char is_open;
};

extern PyTypeObject vector_type;

Vector *as_vector(PyObject *object) {
    return reinterpret_cast<Vector *>(object);
}

std::vector<double> &items_of(PyObject *object) {
    return *as_vector(object)->items;
}

bool is_vector(PyObject *object) {
    return PyObject_TypeCheck(object, &vector_type);
}

PyObject *make_vector(std::vector<double> items) {
    PyObject *object = vector_type.tp_alloc(&vector_type, 0);
    if (object == nullptr) return nullptr;
    as_vector(object)->items = new std::vector<double>(std::move(items));
    as_vector(object)->label = Py_NewRef(Py_None);
    as_vector(object)->scale = 1.0;
    return object;
}

PyObject *vector_new(PyTypeObject *type, PyObject *, PyObject *) {
    PyObject *object = type->tp_alloc(type, 0);
    if (object == nullptr) return nullptr;
    as_vector(object)->items = new std::vector<double>;
    as_vector(object)->label = Py_NewRef(Py_None);
    as_vector(object)->scale = 1.0;
    return object;
}

int vector_init(PyObject *self, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"items", "label", nullptr};
    PyObject *source = nullptr;
    PyObject *label = nullptr;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O$O:Vector", const_cast<char **>(names), &source,
                                     &label))
        return -1;
    if (label != nullptr) Py_XSETREF(as_vector(self)->label, Py_NewRef(label));
    if (source == nullptr) return 0;
    PyObject *iterator = PyObject_GetIter(source);
    if (iterator == nullptr) return -1;
    items_of(self).clear();
    while (PyObject *item = PyIter_Next(iterator)) {
        items_of(self).push_back(PyFloat_AsDouble(item));
        Py_DECREF(item);
        if (PyErr_Occurred()) break;
    }
    Py_DECREF(iterator);
    return PyErr_Occurred() ? -1 : 0;
}

int vector_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_vector(self)->label);
    return 0;
}

int vector_clear(PyObject *self) {
    Py_CLEAR(as_vector(self)->label);
    return 0;
}

void vector_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    vector_clear(self);
    delete as_vector(self)->items;
    Py_TYPE(self)->tp_free(self);
}

PyObject *vector_repr(PyObject *self) {
    PyObject *list = PyList_New(0);
    for (double item : items_of(self)) {
        PyObject *number = PyFloat_FromDouble(item);
        if (number == nullptr || PyList_Append(list, number) < 0) Py_CLEAR(list);
        Py_XDECREF(number);
        if (list == nullptr) return nullptr;
    }
    PyObject *text = PyUnicode_FromFormat("Vector(%R)", list);
    Py_XDECREF(list);
    return text;
}

PyObject *vector_str(PyObject *self) {
    return PyUnicode_FromFormat("%S of %zd", as_vector(self)->label, Py_ssize_t(items_of(self).size()));
}

Py_hash_t vector_hash(PyObject *self) {
    return static_cast<Py_hash_t>(items_of(self).size()) + 1000;
}

PyObject *vector_compare(PyObject *self, PyObject *other, int operation) {
    if (!is_vector(self) || !is_vector(other)) Py_RETURN_NOTIMPLEMENTED;
    Py_RETURN_RICHCOMPARE(items_of(self), items_of(other), operation);
}

PyObject *vector_call(PyObject *self, PyObject *args, PyObject *keywords) {
    return Py_BuildValue("(OOO)", self, args, keywords == nullptr ? Py_None : keywords);
}

// Numbers: elementwise with a vector, or with a number on either side.

template <class Operation> PyObject *combine(PyObject *left, PyObject *right, Operation operation) {
    if (is_vector(left) && is_vector(right)) {
        if (items_of(left).size() != items_of(right).size())
            return PyErr_Format(PyExc_ValueError, "sizes %zd and %zd differ",
                                Py_ssize_t(items_of(left).size()), Py_ssize_t(items_of(right).size()));
        std::vector<double> result = items_of(left);
        for (size_t i = 0; i < result.size(); i++) result[i] = operation(result[i], items_of(right)[i]);
        return make_vector(std::move(result));
    }
    bool is_left = is_vector(left);
    PyObject *number = is_left ? right : left;
    if (!PyFloat_Check(number) && !PyLong_Check(number)) Py_RETURN_NOTIMPLEMENTED;
    const double value = PyFloat_AsDouble(number);
    if (value == -1.0 && PyErr_Occurred()) return nullptr;
    std::vector<double> result = items_of(is_left ? left : right);
    for (double &item : result) item = is_left ? operation(item, value) : operation(value, item);
    return make_vector(std::move(result));
}

PyObject *vector_add(PyObject *left, PyObject *right) {
    return combine(left, right, [](double a, double b) { return a + b; });
}

PyObject *vector_subtract(PyObject *left, PyObject *right) {
    return combine(left, right, [](double a, double b) { return a - b; });
}

PyObject *vector_inplace_add(PyObject *self, PyObject *other) {
    if (!PyFloat_Check(other)) Py_RETURN_NOTIMPLEMENTED;
    for (double &item : items_of(self)) item += PyFloat_AsDouble(other);
    as_vector(self)->changes++;
    return Py_NewRef(self);
}

PyObject *vector_power(PyObject *base, PyObject *exponent, PyObject *modulus) {
    return Py_BuildValue("(sOOO)", "power", base, exponent, modulus);
}

PyObject *vector_negative(PyObject *self) {
    std::vector<double> result = items_of(self);
    for (double &item : result) item = -item;
    return make_vector(std::move(result));
}

int vector_bool(PyObject *self) {
    return !items_of(self).empty();
}

PyObject *vector_index(PyObject *self) {
    return PyLong_FromSize_t(items_of(self).size());
}

PyObject *vector_float(PyObject *self) {
    double sum = 0;
    for (double item : items_of(self)) sum += item;
    return PyFloat_FromDouble(sum);
}

// Sequence and mapping.

Py_ssize_t vector_length(PyObject *self) {
    return static_cast<Py_ssize_t>(items_of(self).size());
}

PyObject *vector_item(PyObject *self, Py_ssize_t index) {
    if (index < 0 || index >= vector_length(self)) {
        PyErr_SetString(PyExc_IndexError, "vector index out of range");
        return nullptr;
    }
    return PyFloat_FromDouble(items_of(self)[static_cast<size_t>(index)]);
}

int vector_contains(PyObject *self, PyObject *value) {
    const double wanted = PyFloat_AsDouble(value);
    if (wanted == -1.0 && PyErr_Occurred()) return -1;
    for (double item : items_of(self))
        if (item == wanted) return 1;
    return 0;
}

PyObject *vector_slice(PyObject *self, PyObject *slice) {
    Py_ssize_t start, stop, step;
    if (PySlice_Unpack(slice, &start, &stop, &step) < 0) return nullptr;
    const Py_ssize_t count = PySlice_AdjustIndices(vector_length(self), &start, &stop, step);
    std::vector<double> result;
    for (Py_ssize_t i = 0; i < count; i++)
        result.push_back(items_of(self)[static_cast<size_t>(start + i * step)]);
    return make_vector(std::move(result));
}

PyObject *vector_subscript(PyObject *self, PyObject *key) {
    if (PySlice_Check(key)) return vector_slice(self, key);
    if (!PyIndex_Check(key))
        return PyErr_Format(PyExc_TypeError, "vector indices must be integers, not %.200s",
                            Py_TYPE(key)->tp_name);
    Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (index == -1 && PyErr_Occurred()) return nullptr;
    return vector_item(self, index < 0 ? index + vector_length(self) : index);
}

int vector_set_subscript(PyObject *self, PyObject *key, PyObject *value) {
    Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (index == -1 && PyErr_Occurred()) return -1;
    if (index < 0 || index >= vector_length(self)) {
        PyErr_SetString(PyExc_IndexError, "vector assignment index out of range");
        return -1;
    }
    as_vector(self)->changes++;
    if (value == nullptr) {
        items_of(self).erase(items_of(self).begin() + index);
        return 0;
    }
    const double number = PyFloat_AsDouble(value);
    if (number == -1.0 && PyErr_Occurred()) return -1;
    items_of(self)[static_cast<size_t>(index)] = number;
    return 0;
}

// Iteration: a second static type.

struct VectorIterator {
    PyObject_HEAD PyObject *vector;
    Py_ssize_t next;
};

void iterator_dealloc(PyObject *self) {
    Py_XDECREF(reinterpret_cast<VectorIterator *>(self)->vector);
    PyObject_Free(self);
}

PyObject *iterator_next(PyObject *self) {
    auto *iterator = reinterpret_cast<VectorIterator *>(self);
    if (iterator->next >= vector_length(iterator->vector)) return nullptr;
    return vector_item(iterator->vector, iterator->next++);
}

PyTypeObject iterator_type = [] {
    PyTypeObject type = {PyVarObject_HEAD_INIT(nullptr, 0)};
    type.tp_name = "statictype.VectorIterator";
    type.tp_basicsize = sizeof(VectorIterator);
    type.tp_flags = Py_TPFLAGS_DEFAULT;
    type.tp_dealloc = iterator_dealloc;
    type.tp_iter = PyObject_SelfIter;
    type.tp_iternext = iterator_next;
    return type;
}();

PyObject *vector_iter(PyObject *self) {
    VectorIterator *iterator = PyObject_New(VectorIterator, &iterator_type);
    if (iterator == nullptr) return nullptr;
    iterator->vector = Py_NewRef(self);
    iterator->next = 0;
    return reinterpret_cast<PyObject *>(iterator);
}

// Attributes and methods.

PyObject *get_first(PyObject *self, void *) {
    return vector_item(self, 0);
}

int set_first(PyObject *self, PyObject *value, void *closure) {
    if (value == nullptr) {
        PyErr_Format(PyExc_TypeError, "cannot delete %s", static_cast<const char *>(closure));
        return -1;
    }
    PyObject *zero = PyLong_FromLong(0);
    int result = vector_set_subscript(self, zero, value);
    Py_DECREF(zero);
    return result;
}

PyObject *get_size(PyObject *self, void *) {
    return PyLong_FromSsize_t(vector_length(self));
}

PyObject *vector_push(PyObject *self, PyObject *value) {
    const double number = PyFloat_AsDouble(value);
    if (number == -1.0 && PyErr_Occurred()) return nullptr;
    items_of(self).push_back(number);
    Py_RETURN_NONE;
}

PyObject *vector_from_count(PyObject *type, PyObject *count) {
    const long size = PyLong_AsLong(count);
    if (size == -1 && PyErr_Occurred()) return nullptr;
    PyObject *object = PyObject_CallNoArgs(type);
    if (object != nullptr) items_of(object).resize(static_cast<size_t>(size));
    return object;
}

PyObject *vector_help(PyObject *nothing, PyObject *) {
    return PyBool_FromLong(nothing == nullptr);
}

char first_closure[] = "first";

PyGetSetDef vector_getset[] = {
    {"first", get_first, set_first, "The first item.", first_closure},
    {"size", get_size, nullptr, "How many.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyMemberDef vector_members[] = {
    {"label", T_OBJECT, offsetof(Vector, label), 0, "Any object."},
    {"label_or_error", T_OBJECT_EX, offsetof(Vector, label), 0, nullptr},
    {"changes", T_INT, offsetof(Vector, changes), READONLY, nullptr},
    {"scale", T_DOUBLE, offsetof(Vector, scale), 0, nullptr},
    {"is_open", T_BOOL, offsetof(Vector, is_open), 0, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyMethodDef vector_methods[] = {
    {"push", vector_push, METH_O, "push($self, value, /)\n--\n\nAppends."},
    {"from_count", vector_from_count, METH_O | METH_CLASS, nullptr},
    {"help", vector_help, METH_NOARGS | METH_STATIC, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyNumberMethods vector_number = [] {
    PyNumberMethods methods = {};
    methods.nb_add = vector_add;
    methods.nb_subtract = vector_subtract;
    methods.nb_inplace_add = vector_inplace_add;
    methods.nb_power = vector_power;
    methods.nb_negative = vector_negative;
    methods.nb_bool = vector_bool;
    methods.nb_index = vector_index;
    methods.nb_float = vector_float;
    return methods;
}();

PySequenceMethods vector_sequence = [] {
    PySequenceMethods methods = {};
    methods.sq_length = vector_length;
    methods.sq_item = vector_item;
    methods.sq_contains = vector_contains;
    return methods;
}();

PyMappingMethods vector_mapping = {vector_length, vector_subscript, vector_set_subscript};

PyTypeObject vector_type = [] {
    PyTypeObject type = {PyVarObject_HEAD_INIT(nullptr, 0)};
    type.tp_name = "statictype.Vector";
    type.tp_doc = "Vector(items=(), *, label=None)\n--\n\nA vector of floats.";
    type.tp_basicsize = sizeof(Vector);
    type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC;
    type.tp_new = vector_new;
    type.tp_init = vector_init;
    type.tp_dealloc = vector_dealloc;
    type.tp_traverse = vector_traverse;
    type.tp_clear = vector_clear;
    type.tp_repr = vector_repr;
    type.tp_str = vector_str;
    type.tp_hash = vector_hash;
    type.tp_richcompare = vector_compare;
    type.tp_call = vector_call;
    type.tp_iter = vector_iter;
    type.tp_as_number = &vector_number;
    type.tp_as_sequence = &vector_sequence;
    type.tp_as_mapping = &vector_mapping;
    type.tp_getset = vector_getset;
    type.tp_members = vector_members;
    type.tp_methods = vector_methods;
    return type;
}();

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "statictype", nullptr, -1, nullptr, nullptr, nullptr, nullptr, nullptr};

} // namespace

PyMODINIT_FUNC PyInit_statictype(void) {
    if (PyType_Ready(&iterator_type) < 0) return nullptr;
    PyObject *module = PyModule_Create(&definition);
    if (module != nullptr && PyModule_AddType(module, &vector_type) < 0) Py_CLEAR(module);
    return module;
}
