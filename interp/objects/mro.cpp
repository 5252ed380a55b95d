// SPDX-License-Identifier: MIT
//
// Method resolution order: the C3 linearization, and what a metaclass's mro() makes of it.
//
// C3 merges the orders of the bases and the list of bases itself: the next class is the first head that
// stands in no other list's tail.
#include "objects/type.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/small_array.hpp"

namespace adder::objects {

namespace {

// One of the lists that are merged: a tuple and how much of it is used up.
struct MergedList {
    PyObject *tuple;
    Py_ssize_t next;

    [[nodiscard]] bool is_empty() const { return next >= PyTuple_GET_SIZE(tuple); }
    [[nodiscard]] PyObject *head() const { return PyTuple_GET_ITEM(tuple, next); }
    [[nodiscard]] bool has_in_tail(PyObject *cls) const {
        for (Py_ssize_t i = next + 1; i < PyTuple_GET_SIZE(tuple); i++) {
            if (PyTuple_GET_ITEM(tuple, i) == cls) return true;
        }
        return false;
    }
};

bool is_in_any_tail(MergedList *lists, Py_ssize_t count, PyObject *cls) {
    for (Py_ssize_t i = 0; i < count; i++) {
        if (lists[i].has_in_tail(cls)) return true;
    }
    return false;
}

// The first head that no tail holds; NULL when there is none.
PyObject *next_class(MergedList *lists, Py_ssize_t count) {
    for (Py_ssize_t i = 0; i < count; i++) {
        if (lists[i].is_empty()) continue;
        PyObject *head = lists[i].head();
        if (!is_in_any_tail(lists, count, head)) return head;
    }
    return nullptr;
}

Ref name_of_class(PyObject *cls) {
    PyObject *found = nullptr;
    TRY(_PyObject_LookupAttr(cls, name::dunder_name, &found));
    if (found == nullptr) return Ref::steal(PyObject_Repr(cls));
    return Ref::steal(found);
}

// TypeError that names the heads left over, each once.
int raise_inconsistent_order(MergedList *lists, Py_ssize_t count) {
    Ref heads = TRY_REF(PyDict_New());
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!lists[i].is_empty()) TRY(PyDict_SetItem(heads.get(), lists[i].head(), Py_None));
    }
    Ref names = TRY_REF(PyList_New(0));
    Py_ssize_t position = 0;
    for (PyObject *cls, *value; PyDict_Next(heads.get(), &position, &cls, &value);) {
        Ref text = TRY(name_of_class(cls));
        TRY(PyList_Append(names.get(), text.get()));
    }
    Ref separator = TRY_REF(PyUnicode_FromString(", "));
    Ref joined = TRY_REF(PyUnicode_Join(separator.get(), names.get()));
    return raise_type_error("Cannot create a consistent method resolution\norder (MRO) for bases %U",
                            joined.get());
}

int check_duplicates(PyObject *bases) {
    const Py_ssize_t count = PyTuple_GET_SIZE(bases);
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *base = PyTuple_GET_ITEM(bases, i);
        for (Py_ssize_t k = i + 1; k < count; k++) {
            if (PyTuple_GET_ITEM(bases, k) != base) continue;
            Ref text = TRY(name_of_class(base));
            return raise_type_error("duplicate base class %U", text.get());
        }
    }
    return 0;
}

// With one base there is nothing to merge.
Ref extend_mro(PyTypeObject *type, PyObject *base_mro) {
    const Py_ssize_t count = PyTuple_GET_SIZE(base_mro);
    Ref mro = TRY_REF(PyTuple_New(count + 1));
    PyTuple_SET_ITEM(mro.get(), 0, Py_NewRef(type));
    for (Py_ssize_t i = 0; i < count; i++)
        PyTuple_SET_ITEM(mro.get(), i + 1, Py_NewRef(PyTuple_GET_ITEM(base_mro, i)));
    return mro;
}

Ref merge(PyTypeObject *type, PyObject *bases) {
    const Py_ssize_t count = PyTuple_GET_SIZE(bases) + 1;
    SmallArray<MergedList> lists(static_cast<size_t>(count));
    if (!lists) return {};
    for (Py_ssize_t i = 0; i + 1 < count; i++) {
        lists[static_cast<size_t>(i)] = {as_type(PyTuple_GET_ITEM(bases, i))->tp_mro, 0};
    }
    lists[static_cast<size_t>(count - 1)] = {bases, 0};
    Ref order = TRY_REF(PyList_New(0));
    TRY(PyList_Append(order.get(), as_object(type)));
    while (PyObject *cls = next_class(lists.data(), count)) {
        TRY(PyList_Append(order.get(), cls));
        for (Py_ssize_t i = 0; i < count; i++) {
            MergedList &list = lists[static_cast<size_t>(i)];
            if (!list.is_empty() && list.head() == cls) list.next++;
        }
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!lists[static_cast<size_t>(i)].is_empty()) {
            TRY(raise_inconsistent_order(lists.data(), count));
        }
    }
    return Ref::steal(PyList_AsTuple(order.get()));
}

// The classes in what a mro() method returned must fit the type's layout.
int check_custom_mro(PyTypeObject *type, PyObject *mro) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(mro); i++) {
        PyObject *cls = PyTuple_GET_ITEM(mro, i);
        if (!PyType_Check(cls)) {
            return raise_type_error("mro() returned a non-class ('%.500s')", Py_TYPE(cls)->tp_name);
        }
        for (PyTypeObject *t = as_type(cls); t != nullptr; t = t->tp_base) {
            // Every class whose layout is its own must be one of ours.
            if (t->tp_base != nullptr && t->tp_basicsize != t->tp_base->tp_basicsize && !is_heap_type(t) &&
                !PyType_IsSubtype(type->tp_base, t)) {
                return raise_type_error("mro() returned base with unsuitable layout ('%.500s')",
                                        as_type(cls)->tp_name);
            }
        }
    }
    return 0;
}

// The metaclass's mro() if it has one of its own, else C3.
Ref ask_for_mro(PyTypeObject *type) {
    if (Py_TYPE(type) == &PyType_Type) return compute_mro(type);
    Ref method = Ref::steal(lookup_special(as_object(type), name::mro_method));
    if (!method) return is_error_pending() ? Ref() : compute_mro(type);
    if (PyCFunction_Check(method.get())) return compute_mro(type); // type.mro itself
    Ref result = TRY_REF(PyObject_CallNoArgs(method.get()));
    Ref mro = TRY_REF(PySequence_Tuple(result.get()));
    if (PyTuple_GET_SIZE(mro.get()) == 0) return raise_type_error("type MRO must not be empty");
    TRY(check_custom_mro(type, mro.get()));
    return mro;
}

} // namespace

Ref compute_mro(PyTypeObject *type) {
    PyObject *bases = type->tp_bases;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        auto *base = as_type(PyTuple_GET_ITEM(bases, i));
        if (base->tp_mro == nullptr) {
            return raise_type_error("Cannot extend an incomplete type '%.100s'", base->tp_name);
        }
    }
    if (PyTuple_GET_SIZE(bases) == 0) return extend_mro(type, bases);
    if (PyTuple_GET_SIZE(bases) == 1) return extend_mro(type, as_type(PyTuple_GET_ITEM(bases, 0))->tp_mro);
    TRY(check_duplicates(bases));
    return merge(type, bases);
}

int set_mro(PyTypeObject *type) {
    // Kept alive over mro(), so that no other tuple can take its address.
    const Ref before = Ref::borrow(type->tp_mro);
    Ref mro = TRY(ask_for_mro(type));
    if (type->tp_mro != before.get()) return 0; // mro() assigned __bases__: that order is newer
    const Ref old = Ref::steal(std::exchange(type->tp_mro, mro.release()));
    note_mro_changed(type);
    return 1;
}

} // namespace adder::objects
