// SPDX-License-Identifier: MIT
//
// PyType_Ready: makes a type out of what its author filled in.
//
//  1. Metatype, base and bases, method resolution order.
//  2. tp_dict: wrappers for the slots that are set, then descriptors for methods, members and getters, then
//  the doc string.
//     An entry that is there already stays, unless a method says METH_COEXIST.
//  3. What is not set is inherited: flags and sizes from tp_base, slots from the classes along the order. A
//  slot is taken
//     from the first class that does not itself inherit it.
#include "objects/type.hpp"

#include "objects/dict.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/native_function.hpp"
#include "objects/shape.hpp"
#include "objects/slots.hpp"

namespace adder::objects {

namespace {

// --- inheritance of slots

// A slot that `base` defines itself, rather than having it from its own base.
template <class Struct, class Slot>
void inherit(Struct *to, const Struct *from, const Struct *from_base, Slot Struct::*slot) {
    if (to->*slot != Slot{}) return;
    if (from->*slot == Slot{}) return;
    if (from_base != nullptr && from->*slot == from_base->*slot) return;
    to->*slot = from->*slot;
}

template <class Struct, class... Slots>
void inherit_suite(Struct *to, const Struct *from, const Struct *from_base, Slots... slots) {
    if (to == nullptr || from == nullptr || to == from) return;
    (inherit(to, from, from_base, slots), ...);
}

void inherit_numbers(PyTypeObject *type, PyTypeObject *base, PyTypeObject *base_base) {
    using M = PyNumberMethods;
    inherit_suite(
        type->tp_as_number, base->tp_as_number, base_base ? base_base->tp_as_number : nullptr, &M::nb_add,
        &M::nb_subtract, &M::nb_multiply, &M::nb_remainder, &M::nb_divmod, &M::nb_power, &M::nb_negative,
        &M::nb_positive, &M::nb_absolute, &M::nb_bool, &M::nb_invert, &M::nb_lshift, &M::nb_rshift,
        &M::nb_and, &M::nb_xor, &M::nb_or, &M::nb_int, &M::nb_float, &M::nb_inplace_add,
        &M::nb_inplace_subtract, &M::nb_inplace_multiply, &M::nb_inplace_remainder, &M::nb_inplace_power,
        &M::nb_inplace_lshift, &M::nb_inplace_rshift, &M::nb_inplace_and, &M::nb_inplace_xor,
        &M::nb_inplace_or, &M::nb_true_divide, &M::nb_floor_divide, &M::nb_inplace_true_divide,
        &M::nb_inplace_floor_divide, &M::nb_index, &M::nb_matrix_multiply, &M::nb_inplace_matrix_multiply);
}

void inherit_containers(PyTypeObject *type, PyTypeObject *base, PyTypeObject *base_base) {
    using S = PySequenceMethods;
    using M = PyMappingMethods;
    using A = PyAsyncMethods;
    using B = PyBufferProcs;
    inherit_suite(type->tp_as_sequence, base->tp_as_sequence, base_base ? base_base->tp_as_sequence : nullptr,
                  &S::sq_length, &S::sq_concat, &S::sq_repeat, &S::sq_item, &S::sq_ass_item, &S::sq_contains,
                  &S::sq_inplace_concat, &S::sq_inplace_repeat);
    inherit_suite(type->tp_as_mapping, base->tp_as_mapping, base_base ? base_base->tp_as_mapping : nullptr,
                  &M::mp_length, &M::mp_subscript, &M::mp_ass_subscript);
    inherit_suite(type->tp_as_async, base->tp_as_async, base_base ? base_base->tp_as_async : nullptr,
                  &A::am_await, &A::am_aiter, &A::am_anext, &A::am_send);
    inherit_suite(type->tp_as_buffer, base->tp_as_buffer, base_base ? base_base->tp_as_buffer : nullptr,
                  &B::bf_getbuffer, &B::bf_releasebuffer);
}

// 1 when the class defines __eq__ or __hash__, so that comparison and hash must not be inherited.
int overrides_hash(PyTypeObject *type) {
    const int has_eq = TRY(PyDict_Contains(type->tp_dict, name::dunder_eq));
    return has_eq ? 1 : PyDict_Contains(type->tp_dict, name::dunder_hash);
}

int inherit_comparison(PyTypeObject *type, PyTypeObject *base) {
    if (type->tp_richcompare != nullptr || type->tp_hash != nullptr) return 0;
    const int overrides = TRY(overrides_hash(type));
    if (overrides) return 0;
    type->tp_richcompare = base->tp_richcompare;
    type->tp_hash = base->tp_hash;
    return 0;
}

void inherit_free(PyTypeObject *type, PyTypeObject *base, PyTypeObject *base_base) {
    const bool type_is_gc = has_flag(type, Py_TPFLAGS_HAVE_GC);
    if (type_is_gc == has_flag(base, Py_TPFLAGS_HAVE_GC)) {
        inherit(type, base, base_base, &PyTypeObject::tp_free);
    } else if (type_is_gc && type->tp_free == nullptr && base->tp_free == PyObject_Free) {
        type->tp_free = PyObject_GC_Del;
    }
}

// The two attribute hooks of each direction are one slot for inheritance.
void inherit_attribute_hooks(PyTypeObject *type, PyTypeObject *base) {
    if (type->tp_getattr == nullptr && type->tp_getattro == nullptr) {
        type->tp_getattr = base->tp_getattr;
        type->tp_getattro = base->tp_getattro;
    }
    if (type->tp_setattr == nullptr && type->tp_setattro == nullptr) {
        type->tp_setattr = base->tp_setattr;
        type->tp_setattro = base->tp_setattro;
    }
}

void inherit_call(PyTypeObject *type, PyTypeObject *base, PyTypeObject *base_base) {
    inherit(type, base, base_base, &PyTypeObject::tp_vectorcall_offset);
    // A __call__ in Python takes the flag away again (slots.cpp).
    if (type->tp_call == nullptr && has_flag(base, Py_TPFLAGS_HAVE_VECTORCALL)) {
        type->tp_flags |= Py_TPFLAGS_HAVE_VECTORCALL;
    }
    inherit(type, base, base_base, &PyTypeObject::tp_call);
}

void inherit_descriptor(PyTypeObject *type, PyTypeObject *base, PyTypeObject *base_base) {
    inherit(type, base, base_base, &PyTypeObject::tp_descr_get);
    const bool is_same = base->tp_descr_get != nullptr && type->tp_descr_get == base->tp_descr_get;
    if (is_same && has_flag(type, Py_TPFLAGS_IMMUTABLETYPE) && has_flag(base, Py_TPFLAGS_METHOD_DESCRIPTOR)) {
        type->tp_flags |= Py_TPFLAGS_METHOD_DESCRIPTOR;
    }
    inherit(type, base, base_base, &PyTypeObject::tp_descr_set);
}

// --- steps of PyType_Ready

int set_bases(PyTypeObject *type) {
    if (type->tp_base == nullptr && type != &PyBaseObject_Type) {
        type->tp_base = &PyBaseObject_Type;
        if (is_heap_type(type)) Py_INCREF(type->tp_base);
    }
    PyTypeObject *base = type->tp_base;
    if (base != nullptr && base->tp_dict == nullptr) TRY(PyType_Ready(base));
    if (type->ob_base.ob_base.ob_type == nullptr && base != nullptr)
        Py_SET_TYPE(as_object(type), Py_TYPE(base));
    if (type->tp_bases == nullptr) {
        type->tp_bases = base == nullptr ? PyTuple_New(0) : PyTuple_Pack(1, base);
        if (type->tp_bases == nullptr) return -1;
    }
    return 0;
}

int check_static_bases(PyTypeObject *type) {
    if (is_heap_type(type)) return 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->tp_mro); i++) {
        auto *ancestor = as_type(PyTuple_GET_ITEM(type->tp_mro, i));
        if (!is_heap_type(ancestor)) continue;
        return raise_type_error(
            "type '%.100s' is not dynamically allocated but its base type '%.100s' is dynamically "
            "allocated",
            type->tp_name, ancestor->tp_name);
    }
    return 0;
}

// A static type directly below object that says nothing about tp_new cannot be called.
int set_new(PyTypeObject *type) {
    const PyTypeObject *base = type->tp_base;
    if (type->tp_new == nullptr && base == &PyBaseObject_Type && !is_heap_type(type)) {
        type->tp_flags |= Py_TPFLAGS_DISALLOW_INSTANTIATION;
    }
    if (has_flag(type, Py_TPFLAGS_DISALLOW_INSTANTIATION)) {
        type->tp_new = nullptr;
        return 0;
    }
    if (type->tp_new != nullptr) return add_new_wrapper(type);
    type->tp_new = base->tp_new;
    return 0;
}

int add_doc(PyTypeObject *type) {
    const int is_there = TRY(PyDict_Contains(type->tp_dict, name::dunder_doc));
    if (is_there) return 0;
    Ref doc = TRY_REF(doc_without_signature(type->tp_name, type->tp_doc));
    return PyDict_SetItem(type->tp_dict, name::dunder_doc, doc.get());
}

int fill_dict(PyTypeObject *type) {
    TRY(add_slot_wrappers(type));
    if (type->tp_methods != nullptr) TRY(add_methods(type, type->tp_methods));
    if (type->tp_members != nullptr) TRY(add_members(type, type->tp_members));
    if (type->tp_getset != nullptr) TRY(add_getsets(type, type->tp_getset));
    return add_doc(type);
}

int inherit_everything(PyTypeObject *type) {
    PyTypeObject *base = type->tp_base;
    if (base == nullptr) return 0;
    inherit_special(type, base);
    for (Py_ssize_t i = 1; i < PyTuple_GET_SIZE(type->tp_mro); i++) {
        TRY(inherit_slots(type, as_type(PyTuple_GET_ITEM(type->tp_mro, i))));
    }
    if (type->tp_as_async == nullptr) type->tp_as_async = base->tp_as_async;
    if (type->tp_as_number == nullptr) type->tp_as_number = base->tp_as_number;
    if (type->tp_as_sequence == nullptr) type->tp_as_sequence = base->tp_as_sequence;
    if (type->tp_as_mapping == nullptr) type->tp_as_mapping = base->tp_as_mapping;
    if (type->tp_as_buffer == nullptr) type->tp_as_buffer = base->tp_as_buffer;
    return 0;
}

// A class that compares but does not hash is not hashable.
int set_hash(PyTypeObject *type) {
    if (type->tp_hash != nullptr) return 0;
    const int is_there = TRY(PyDict_Contains(type->tp_dict, name::dunder_hash));
    if (is_there) return 0;
    TRY(PyDict_SetItem(type->tp_dict, name::dunder_hash, Py_None));
    type->tp_hash = PyObject_HashNotImplemented;
    return 0;
}

int prepare_managed_attributes(PyTypeObject *type) {
    if (!has_managed_attributes(type)) return 0;
    type->tp_dictoffset = -1;
    if (type->_adder_root_shape == nullptr) type->_adder_root_shape = make_root_shape(type);
    return type->_adder_root_shape == nullptr ? -1 : 0;
}

int check_collection(PyTypeObject *type) {
    if (!has_flag(type, Py_TPFLAGS_HAVE_GC) || type->tp_traverse != nullptr) return 0;
    return raise(PyExc_SystemError, "type %s has the Py_TPFLAGS_HAVE_GC flag but has no traverse function",
                 type->tp_name);
}

int ready_steps(PyTypeObject *type) {
    if (!is_heap_type(type)) type->tp_flags |= Py_TPFLAGS_IMMUTABLETYPE;
    if (type->tp_dict == nullptr) type->tp_dict = PyDict_New();
    if (type->tp_dict == nullptr) return -1;
    TRY(set_bases(type));
    TRY(set_mro(type));
    TRY(check_static_bases(type));
    TRY(set_new(type));
    TRY(fill_dict(type));
    TRY(inherit_everything(type));
    TRY(set_hash(type));
    TRY(check_collection(type));
    TRY(prepare_managed_attributes(type));
    return add_to_bases(type);
}

template <class Row, class Make> int add_rows(PyTypeObject *type, Row *rows, Make make) {
    for (Row *row = rows; row->name != nullptr; row++) {
        Ref descriptor = TRY_REF(make(type, row));
        if (PyDict_SetDefault(type->tp_dict, PyDescr_NAME(descriptor.get()), descriptor.get()) == nullptr)
            return -1;
    }
    return 0;
}

Ref make_static_method(PyTypeObject *type, PyMethodDef *row) {
    Ref function = TRY_REF(PyCFunction_NewEx(row, as_object(type), nullptr));
    return Ref::steal(PyStaticMethod_New(function.get()));
}

Ref make_method(PyTypeObject *type, PyMethodDef *row) {
    if (row->ml_flags & METH_CLASS) {
        if (row->ml_flags & METH_STATIC) return raise_value_error("method cannot be both class and static");
        return Ref::steal(PyDescr_NewClassMethod(type, row));
    }
    if (row->ml_flags & METH_STATIC) return make_static_method(type, row);
    return Ref::steal(PyDescr_NewMethod(type, row));
}

} // namespace

int add_methods(PyTypeObject *type, PyMethodDef *methods) {
    for (PyMethodDef *row = methods; row->ml_name != nullptr; row++) {
        Ref method = TRY(make_method(type, row));
        Ref key = TRY_REF(PyUnicode_InternFromString(row->ml_name));
        if (row->ml_flags & METH_COEXIST) {
            TRY(PyDict_SetItem(type->tp_dict, key.get(), method.get()));
        } else if (PyDict_SetDefault(type->tp_dict, key.get(), method.get()) == nullptr) {
            return -1;
        }
    }
    return 0;
}

int add_members(PyTypeObject *type, PyMemberDef *members) {
    return add_rows(type, members, PyDescr_NewMember);
}

int add_getsets(PyTypeObject *type, PyGetSetDef *getsets) {
    return add_rows(type, getsets, PyDescr_NewGetSet);
}

void inherit_special(PyTypeObject *type, PyTypeObject *base) {
    if (!has_flag(type, Py_TPFLAGS_HAVE_GC) && has_flag(base, Py_TPFLAGS_HAVE_GC) &&
        type->tp_traverse == nullptr && type->tp_clear == nullptr) {
        type->tp_flags |= Py_TPFLAGS_HAVE_GC;
        type->tp_traverse = base->tp_traverse;
        type->tp_clear = base->tp_clear;
    }
    constexpr unsigned long inherited = Py_TPFLAGS_MANAGED_DICT | Py_TPFLAGS_LONG_SUBCLASS |
                                        Py_TPFLAGS_LIST_SUBCLASS | Py_TPFLAGS_TUPLE_SUBCLASS |
                                        Py_TPFLAGS_BYTES_SUBCLASS | Py_TPFLAGS_UNICODE_SUBCLASS |
                                        Py_TPFLAGS_DICT_SUBCLASS | Py_TPFLAGS_BASE_EXC_SUBCLASS |
                                        Py_TPFLAGS_TYPE_SUBCLASS | _Py_TPFLAGS_MATCH_SELF;
    type->tp_flags |= base->tp_flags & inherited;
    constexpr unsigned long collection = Py_TPFLAGS_SEQUENCE | Py_TPFLAGS_MAPPING;
    if (!has_flag(type, collection)) type->tp_flags |= base->tp_flags & collection;
    if (type->tp_basicsize == 0) type->tp_basicsize = base->tp_basicsize;
    if (type->tp_itemsize == 0) type->tp_itemsize = base->tp_itemsize;
    if (type->tp_weaklistoffset == 0) type->tp_weaklistoffset = base->tp_weaklistoffset;
    if (type->tp_dictoffset == 0) type->tp_dictoffset = base->tp_dictoffset;
    if (type->tp_itemsize == 0) {
        type->_adder_inline_capacity = std::max(type->_adder_inline_capacity, base->_adder_inline_capacity);
    }
}

int inherit_slots(PyTypeObject *type, PyTypeObject *base) {
    PyTypeObject *base_base = base->tp_base;
    inherit_numbers(type, base, base_base);
    inherit_containers(type, base, base_base);
    inherit_attribute_hooks(type, base);
    inherit_call(type, base, base_base);
    TRY(inherit_comparison(type, base));
    inherit_descriptor(type, base, base_base);
    using T = PyTypeObject;
    inherit_suite(type, static_cast<const T *>(base), static_cast<const T *>(base_base), &T::tp_dealloc,
                  &T::tp_repr, &T::tp_str, &T::tp_iter, &T::tp_iternext, &T::tp_init, &T::tp_alloc,
                  &T::tp_is_gc, &T::tp_finalize);
    inherit_free(type, base, base_base);
    return 0;
}

extern "C" int PyType_Ready(PyTypeObject *type) {
    if (has_flag(type, Py_TPFLAGS_READY)) return 0;
    if (type->tp_name == nullptr) return raise(PyExc_SystemError, "Type does not define the tp_name field.");
    type->tp_flags |= Py_TPFLAGS_READYING;
    const int status = ready_steps(type);
    type->tp_flags &= ~Py_TPFLAGS_READYING;
    if (status < 0) return -1;
    type->tp_flags |= Py_TPFLAGS_READY;
    return 0;
}

} // namespace adder::objects
