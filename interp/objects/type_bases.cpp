// SPDX-License-Identifier: MIT
//
// Changing a class under its instances: assignment of __bases__ and of an object's __class__.
//
// Both are allowed between types whose instances are laid out alike: the same native base, the same slots
// added to it.
#include "objects/type_attributes.hpp"

#include "objects/base_object.hpp"
#include "objects/error.hpp"
#include "objects/shape.hpp"
#include "objects/slots.hpp"

#include <vector>

namespace adder::objects {

namespace {

// Whether a class adds nothing to the layout of its base.
bool is_like_base(const PyTypeObject *type) {
    const PyTypeObject *base = type->tp_base;
    return base != nullptr && type->tp_basicsize == base->tp_basicsize &&
           type->tp_itemsize == base->tp_itemsize && type->tp_dictoffset == base->tp_dictoffset &&
           type->tp_weaklistoffset == base->tp_weaklistoffset &&
           has_flag(type, Py_TPFLAGS_HAVE_GC) == has_flag(base, Py_TPFLAGS_HAVE_GC) &&
           (type->tp_clear == subtype_clear || type->tp_clear == base->tp_clear);
}

// Whether two classes add the same to the same base.
bool add_the_same(PyTypeObject *a, PyTypeObject *b) {
    if (a->tp_base != b->tp_base || has_managed_attributes(a) != has_managed_attributes(b)) return false;
    constexpr auto word = static_cast<Py_ssize_t>(sizeof(PyObject *));
    Py_ssize_t size = a->tp_base->tp_basicsize;
    if (a->tp_dictoffset == size && b->tp_dictoffset == size) size += word;
    if (a->tp_weaklistoffset == size && b->tp_weaklistoffset == size) size += word;
    if (is_heap_type(a) && is_heap_type(b)) {
        PyObject *a_slots = as_heap_type(a)->ht_slots;
        PyObject *b_slots = as_heap_type(b)->ht_slots;
        if (a_slots != nullptr && b_slots != nullptr) {
            if (PyObject_RichCompareBool(a_slots, b_slots, Py_EQ) != 1) return false;
            size += word * PyTuple_GET_SIZE(a_slots);
        }
    }
    return size == a->tp_basicsize && size == b->tp_basicsize;
}

bool reaches_by_base(const PyTypeObject *type, const PyTypeObject *wanted) {
    for (; type != nullptr; type = type->tp_base) {
        if (type == wanted) return true;
    }
    return false;
}

int check_new_bases(PyTypeObject *type, PyObject *bases) {
    TRY(check_type_attribute_settable(type, bases, "__bases__"));
    if (!PyTuple_Check(bases)) {
        return raise_type_error("can only assign tuple to %s.__bases__, not %s", type->tp_name,
                                Py_TYPE(bases)->tp_name);
    }
    if (PyTuple_GET_SIZE(bases) == 0) {
        return raise_type_error("can only assign non-empty tuple to %s.__bases__, not ()", type->tp_name);
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyObject *item = PyTuple_GET_ITEM(bases, i);
        if (!PyType_Check(item)) {
            return raise_type_error("%s.__bases__ must be tuple of classes, not '%s'", type->tp_name,
                                    Py_TYPE(item)->tp_name);
        }
        if (PyType_IsSubtype(as_type(item), type) || reaches_by_base(as_type(item), type)) {
            return raise_type_error("a __bases__ item causes an inheritance cycle");
        }
    }
    return 0;
}

// A type whose order was computed anew. A type in creation has no old one.
struct ReplacedOrder {
    Ref type;
    Ref old_order;
    Ref new_order;
};

// Computes the order of the type and of everything below it anew. A mro() method may assign __bases__ on its
// way; what that computed stays.
int replace_orders(PyTypeObject *type, std::vector<ReplacedOrder> &undo) {
    Ref old = Ref::borrow(type->tp_mro);
    const int is_replaced = TRY(set_mro(type));
    if (!is_replaced) return 0;
    undo.push_back({Ref::borrow(as_object(type)), std::move(old), Ref::borrow(type->tp_mro)});
    Ref subclasses = TRY(subclasses_of(type));
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(subclasses.get()); i++) {
        TRY(replace_orders(as_type(PyList_GET_ITEM(subclasses.get(), i)), undo));
    }
    return 0;
}

// Orders that are newer than the ones replaced stay.
void restore_orders(std::vector<ReplacedOrder> &undo) {
    for (; !undo.empty(); undo.pop_back()) {
        ReplacedOrder &entry = undo.back();
        auto *type = entry.type.as<PyTypeObject>();
        if (type->tp_mro != entry.new_order.get()) continue;
        const Ref failed = Ref::steal(std::exchange(type->tp_mro, entry.old_order.release()));
        if (type->tp_mro != nullptr) note_mro_changed(type);
    }
}

// Puts bases in the place of the type's own; what was there goes into the arguments.
void exchange_bases(PyTypeObject *type, Ref &bases, Ref &base) {
    bases = Ref::steal(std::exchange(type->tp_bases, bases.release()));
    base = Ref::steal(as_object(std::exchange(type->tp_base, as_type(base.release()))));
}

} // namespace

int check_compatible_layout(PyTypeObject *old_type, PyTypeObject *new_type, const char *attribute) {
    if (new_type->tp_free != old_type->tp_free) {
        return raise_type_error("%s assignment: '%s' deallocator differs from '%s'", attribute,
                                new_type->tp_name, old_type->tp_name);
    }
    PyTypeObject *new_base = new_type;
    PyTypeObject *old_base = old_type;
    while (is_like_base(new_base)) new_base = new_base->tp_base;
    while (is_like_base(old_base)) old_base = old_base->tp_base;
    if (new_base == old_base) return 0;
    if (new_base->tp_base == old_base->tp_base && new_base->tp_base != nullptr &&
        add_the_same(new_base, old_base))
        return 0;
    return raise_type_error("%s assignment: '%s' object layout differs from '%s'", attribute,
                            new_type->tp_name, old_type->tp_name);
}

PyObject *type_get_bases(PyObject *type, void *) {
    return Py_NewRef(as_type(type)->tp_bases);
}

int type_set_bases(PyObject *self, PyObject *bases, void *) {
    PyTypeObject *type = as_type(self);
    TRY(check_new_bases(type, bases));
    PyTypeObject *new_base = best_base(bases);
    if (new_base == nullptr) return -1;
    TRY(check_compatible_layout(type->tp_base, new_base, "__bases__"));
    std::vector<ReplacedOrder> undo;
    Ref old_bases = Ref::borrow(bases);
    Ref old_base = Ref::borrow(as_object(new_base));
    exchange_bases(type, old_bases, old_base);
    const int status = replace_orders(type, undo);
    if (status < 0) restore_orders(undo);
    if (type->tp_bases != bases) return status; // a mro() method assigned __bases__ in between
    if (status < 0) {
        exchange_bases(type, old_bases, old_base);
        return -1;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(old_bases.get()); i++) {
        remove_subclass(as_type(PyTuple_GET_ITEM(old_bases.get(), i)), type);
    }
    TRY(add_to_bases(type));
    type->tp_flags &= ~Py_TPFLAGS_HAVE_VECTORCALL; // the new base may be called otherwise
    return update_all_slots(type);
}

// The setter of object.__class__.
int object_set_class(PyObject *self, PyObject *value, void *) {
    PyTypeObject *old_type = Py_TYPE(self);
    if (value == nullptr) return raise_type_error("can't delete __class__ attribute");
    if (!PyType_Check(value)) {
        return raise_type_error("__class__ must be set to a class, not '%s' object", Py_TYPE(value)->tp_name);
    }
    PyTypeObject *new_type = as_type(value);
    const bool are_modules =
        PyType_IsSubtype(new_type, &PyModule_Type) && PyType_IsSubtype(old_type, &PyModule_Type);
    if (!are_modules &&
        (has_flag(new_type, Py_TPFLAGS_IMMUTABLETYPE) || has_flag(old_type, Py_TPFLAGS_IMMUTABLETYPE))) {
        return raise_type_error(
            "__class__ assignment only supported for mutable types or ModuleType subclasses");
    }
    TRY(check_compatible_layout(old_type, new_type, "__class__"));
    // A shape belongs to one type.
    if (has_managed_attributes(old_type) && materialize_dict(self) == nullptr) return -1;
    if (is_heap_type(new_type)) Py_INCREF(new_type);
    Py_SET_TYPE(self, new_type);
    if (is_heap_type(old_type)) Py_DECREF(old_type);
    return 0;
}

} // namespace adder::objects
