// SPDX-License-Identifier: MIT
//
// Look-up along the method resolution order with the method cache, version tags, subclass registry, and the
// rules that pick a metatype and a base. type.hpp states the invariants.
#include "objects/type.hpp"

#include "objects/dict.hpp"
#include "objects/error.hpp"
#include "objects/protocol.hpp"
#include "objects/str.hpp"

namespace adder::objects {

MethodCacheEntry method_cache[method_cache_size];

namespace {

// A mro() written in Python may list classes that are no bases; their changes are not reported, so there are
// no versions.
constexpr unsigned unversioned = 1;

void forget_version(PyTypeObject *type) {
    if (type->tp_version_tag == 0) return;
    type->tp_version_tag = 0;
    type->tp_flags &= ~Py_TPFLAGS_VALID_VERSION_TAG;
    if (type->tp_subclasses == nullptr) return;
    Py_ssize_t position = 0;
    for (PyObject *key, *reference; PyDict_Next(type->tp_subclasses, &position, &key, &reference);) {
        PyObject *subclass = PyWeakref_GET_OBJECT(reference);
        if (subclass != Py_None) forget_version(as_type(subclass));
    }
}

// Whether instances of `type` are laid out otherwise than those of its base, apart from a weak-reference slot
// at the end.
bool has_own_layout(PyTypeObject *type, PyTypeObject *base) {
    auto size = type->tp_basicsize;
    if (type->tp_itemsize != 0 || base->tp_itemsize != 0) {
        return size != base->tp_basicsize || type->tp_itemsize != base->tp_itemsize;
    }
    constexpr auto word = static_cast<Py_ssize_t>(sizeof(PyObject *));
    if (type->tp_weaklistoffset != 0 && base->tp_weaklistoffset == 0 &&
        type->tp_weaklistoffset + word == size && is_heap_type(type)) {
        size -= word;
    }
    return size != base->tp_basicsize;
}

// The nearest class along tp_base that determines the layout.
PyTypeObject *solid_base(PyTypeObject *type) {
    PyTypeObject *base = type->tp_base != nullptr ? solid_base(type->tp_base) : &PyBaseObject_Type;
    return has_own_layout(type, base) ? type : base;
}

} // namespace

PyObject *lookup_in_mro(PyTypeObject *type, PyObject *name) {
    Ref mro = Ref::borrow(type->tp_mro);
    if (!mro) return nullptr;
    const Py_hash_t hash = PyUnicode_CheckExact(name) ? str_hash(name) : PyObject_Hash(name);
    if (hash == -1) {
        PyErr_Clear();
        return nullptr;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(mro.get()); i++) {
        PyObject *dict = as_type(PyTuple_GET_ITEM(mro.get(), i))->tp_dict;
        if (dict == nullptr) continue;
        PyObject *found = dict_get_item_hashed(as_dict(dict), name, hash);
        if (found != nullptr) return found;
        if (is_error_pending()) {
            PyErr_Clear();
            return nullptr;
        }
    }
    return nullptr;
}

PyObject *type_lookup_slowly(PyTypeObject *type, PyObject *name) {
    const uint32_t version = type_version(type);
    if (version == 0 || !PyUnicode_CheckExact(name)) return lookup_in_mro(type, name);
    MethodCacheEntry &entry = method_cache[method_cache_index(version, name)];
    if (entry.version == version && entry.name == name) return entry.value;
    PyObject *value = lookup_in_mro(type, name);
    if (type->tp_version_tag != version) return value; // a key's __eq__ changed the class meanwhile
    entry.version = version;
    entry.value = value;
    Ref old = Ref::steal(std::exchange(entry.name, Py_NewRef(name)));
    return value;
}

uint32_t assign_type_version(PyTypeObject *type) {
    if (type->tp_version_tag != 0) return type->tp_version_tag;
    if (!has_flag(type, Py_TPFLAGS_READY) || (type->_adder_flags & unversioned) ||
        runtime.next_type_version == 0)
        return 0;
    // A class has a version only while all its bases have one, so that a change always finds it.
    for (Py_ssize_t i = 0; type->tp_bases != nullptr && i < PyTuple_GET_SIZE(type->tp_bases); i++) {
        if (assign_type_version(as_type(PyTuple_GET_ITEM(type->tp_bases, i))) == 0) return 0;
    }
    type->tp_version_tag = runtime.next_type_version++;
    type->tp_flags |= Py_TPFLAGS_VALID_VERSION_TAG;
    return type->tp_version_tag;
}

void note_mro_changed(PyTypeObject *type) {
    PyType_Modified(type);
    type->_adder_flags &= ~unversioned;
    for (Py_ssize_t i = 1; i < PyTuple_GET_SIZE(type->tp_mro); i++) {
        auto *ancestor = as_type(PyTuple_GET_ITEM(type->tp_mro, i));
        bool is_reached = false;
        for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(type->tp_bases) && !is_reached; k++) {
            is_reached = PyType_IsSubtype(as_type(PyTuple_GET_ITEM(type->tp_bases, k)), ancestor);
        }
        if (!is_reached) type->_adder_flags |= unversioned;
    }
}

const char *short_name(const PyTypeObject *type) {
    const char *dot = strrchr(type->tp_name, '.');
    return dot != nullptr ? dot + 1 : type->tp_name;
}

PyTypeObject *calculate_metatype(PyTypeObject *metatype, PyObject *bases) {
    PyTypeObject *winner = metatype;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyTypeObject *other = Py_TYPE(PyTuple_GET_ITEM(bases, i));
        if (PyType_IsSubtype(winner, other)) continue;
        if (!PyType_IsSubtype(other, winner)) {
            return raise_type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                "subclass of the metaclasses of all its bases");
        }
        winner = other;
    }
    return winner;
}

PyTypeObject *best_base(PyObject *bases) {
    PyTypeObject *base = nullptr;
    PyTypeObject *winner = nullptr;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyObject *item = PyTuple_GET_ITEM(bases, i);
        if (!PyType_Check(item)) return raise_type_error("bases must be types");
        PyTypeObject *candidate = as_type(item);
        if (candidate->tp_dict == nullptr) TRY(PyType_Ready(candidate));
        if (!has_flag(candidate, Py_TPFLAGS_BASETYPE)) {
            return raise_type_error("type '%.100s' is not an acceptable base type", candidate->tp_name);
        }
        PyTypeObject *solid = solid_base(candidate);
        if (winner == nullptr || (!PyType_IsSubtype(winner, solid) && PyType_IsSubtype(solid, winner))) {
            winner = solid;
            base = candidate;
        } else if (!PyType_IsSubtype(winner, solid)) {
            return raise_type_error("multiple bases have instance lay-out conflict");
        }
    }
    return base;
}

int add_subclass(PyTypeObject *base, PyTypeObject *type) {
    if (base->tp_subclasses == nullptr) base->tp_subclasses = PyDict_New();
    if (base->tp_subclasses == nullptr) return -1;
    Ref key = TRY_REF(PyLong_FromVoidPtr(type));
    Ref reference = TRY_REF(PyWeakref_NewRef(as_object(type), nullptr));
    return PyDict_SetItem(base->tp_subclasses, key.get(), reference.get());
}

int add_to_bases(PyTypeObject *type) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->tp_bases); i++) {
        TRY(add_subclass(as_type(PyTuple_GET_ITEM(type->tp_bases, i)), type));
    }
    return 0;
}

void remove_subclass(PyTypeObject *base, PyTypeObject *type) {
    if (base->tp_subclasses == nullptr) return;
    SavedError saved;
    Ref key = Ref::steal(PyLong_FromVoidPtr(type));
    if (!key || PyDict_DelItem(base->tp_subclasses, key.get()) < 0) PyErr_Clear();
    if (PyDict_GET_SIZE(base->tp_subclasses) == 0) Py_CLEAR(base->tp_subclasses);
}

Ref subclasses_of(PyTypeObject *type) {
    Ref list = TRY_REF(PyList_New(0));
    if (type->tp_subclasses == nullptr) return list;
    Py_ssize_t position = 0;
    for (PyObject *key, *reference; PyDict_Next(type->tp_subclasses, &position, &key, &reference);) {
        PyObject *subclass = PyWeakref_GET_OBJECT(reference);
        if (subclass != Py_None) TRY(PyList_Append(list.get(), subclass));
    }
    return list;
}

extern "C" {

PyObject *_PyType_Lookup(PyTypeObject *type, PyObject *name) {
    return type_lookup(type, name);
}

void PyType_Modified(PyTypeObject *type) {
    forget_version(type);
}

unsigned int PyType_ClearCache(void) {
    for (MethodCacheEntry &entry : method_cache) {
        entry.version = 0;
        entry.value = nullptr;
        Py_CLEAR(entry.name);
    }
    return runtime.next_type_version - 1;
}

int PyType_IsSubtype(PyTypeObject *a, PyTypeObject *b) {
    if (PyObject *mro = a->tp_mro) {
        const Py_ssize_t count = PyTuple_GET_SIZE(mro);
        for (Py_ssize_t i = 0; i < count; i++) {
            if (PyTuple_GET_ITEM(mro, i) == as_object(b)) return 1;
        }
        return 0;
    }
    for (; a != nullptr; a = a->tp_base) { // not readied yet
        if (a == b) return 1;
    }
    return b == &PyBaseObject_Type;
}

const char *_PyType_Name(PyTypeObject *type) {
    return short_name(type);
}

} // extern "C"

} // namespace adder::objects
