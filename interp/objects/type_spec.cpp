// SPDX-License-Identifier: MIT
//
// Heap types from C specifications (PyType_FromSpec), their slots by number, and the module that they belong
// to.
//
// The slot numbers are those of the stable ABI (include/adder/typeslots.h); one table says which field each
// one means.
#include "objects/type.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"

#include <cstddef>
#include <iterator>

namespace adder::objects {

namespace {

// Where a numbered slot is: an offset in the heap type, and for a suite the pointer to it that static types
// have.
struct SlotPlace {
    short heap_offset;
    short suite_pointer; // -1: the field is in the type itself
    short suite_offset;
};

#define IN_TYPE(field)                                                                                       \
    { offsetof(PyHeapTypeObject, ht_type.field), -1, 0 }
#define IN_SUITE(suite, pointer, type, field)                                                                \
    { offsetof(PyHeapTypeObject, suite.field), offsetof(PyTypeObject, pointer), offsetof(type, field) }
#define NUMBER(field) IN_SUITE(as_number, tp_as_number, PyNumberMethods, field)
#define SEQUENCE(field) IN_SUITE(as_sequence, tp_as_sequence, PySequenceMethods, field)
#define MAPPING(field) IN_SUITE(as_mapping, tp_as_mapping, PyMappingMethods, field)
#define ASYNC(field) IN_SUITE(as_async, tp_as_async, PyAsyncMethods, field)
#define BUFFER(field) IN_SUITE(as_buffer, tp_as_buffer, PyBufferProcs, field)

// By slot number, from 1.
constexpr SlotPlace slot_places[] = {
    {-1, -1, 0},
    BUFFER(bf_getbuffer),
    BUFFER(bf_releasebuffer),
    MAPPING(mp_ass_subscript),
    MAPPING(mp_length),
    MAPPING(mp_subscript),
    NUMBER(nb_absolute),
    NUMBER(nb_add),
    NUMBER(nb_and),
    NUMBER(nb_bool),
    NUMBER(nb_divmod),
    NUMBER(nb_float),
    NUMBER(nb_floor_divide),
    NUMBER(nb_index),
    NUMBER(nb_inplace_add),
    NUMBER(nb_inplace_and),
    NUMBER(nb_inplace_floor_divide),
    NUMBER(nb_inplace_lshift),
    NUMBER(nb_inplace_multiply),
    NUMBER(nb_inplace_or),
    NUMBER(nb_inplace_power),
    NUMBER(nb_inplace_remainder),
    NUMBER(nb_inplace_rshift),
    NUMBER(nb_inplace_subtract),
    NUMBER(nb_inplace_true_divide),
    NUMBER(nb_inplace_xor),
    NUMBER(nb_int),
    NUMBER(nb_invert),
    NUMBER(nb_lshift),
    NUMBER(nb_multiply),
    NUMBER(nb_negative),
    NUMBER(nb_or),
    NUMBER(nb_positive),
    NUMBER(nb_power),
    NUMBER(nb_remainder),
    NUMBER(nb_rshift),
    NUMBER(nb_subtract),
    NUMBER(nb_true_divide),
    NUMBER(nb_xor),
    SEQUENCE(sq_ass_item),
    SEQUENCE(sq_concat),
    SEQUENCE(sq_contains),
    SEQUENCE(sq_inplace_concat),
    SEQUENCE(sq_inplace_repeat),
    SEQUENCE(sq_item),
    SEQUENCE(sq_length),
    SEQUENCE(sq_repeat),
    IN_TYPE(tp_alloc),
    IN_TYPE(tp_base),
    IN_TYPE(tp_bases),
    IN_TYPE(tp_call),
    IN_TYPE(tp_clear),
    IN_TYPE(tp_dealloc),
    IN_TYPE(tp_del),
    IN_TYPE(tp_descr_get),
    IN_TYPE(tp_descr_set),
    IN_TYPE(tp_doc),
    IN_TYPE(tp_getattr),
    IN_TYPE(tp_getattro),
    IN_TYPE(tp_hash),
    IN_TYPE(tp_init),
    IN_TYPE(tp_is_gc),
    IN_TYPE(tp_iter),
    IN_TYPE(tp_iternext),
    IN_TYPE(tp_methods),
    IN_TYPE(tp_new),
    IN_TYPE(tp_repr),
    IN_TYPE(tp_richcompare),
    IN_TYPE(tp_setattr),
    IN_TYPE(tp_setattro),
    IN_TYPE(tp_str),
    IN_TYPE(tp_traverse),
    IN_TYPE(tp_members),
    IN_TYPE(tp_getset),
    IN_TYPE(tp_free),
    NUMBER(nb_matrix_multiply),
    NUMBER(nb_inplace_matrix_multiply),
    ASYNC(am_await),
    ASYNC(am_aiter),
    ASYNC(am_anext),
    IN_TYPE(tp_finalize),
    ASYNC(am_send),
};
constexpr int slot_count = static_cast<int>(std::size(slot_places));
static_assert(slot_count == Py_am_send + 1, "one row for each slot number");
#undef IN_TYPE
#undef IN_SUITE
#undef NUMBER
#undef SEQUENCE
#undef MAPPING
#undef ASYNC
#undef BUFFER

bool is_valid_slot(int slot) {
    return slot > 0 && slot < slot_count;
}

template <class T> T &field_at(void *object, Py_ssize_t offset) {
    return *reinterpret_cast<T *>(static_cast<char *>(object) + offset);
}

void *find_slot(const PyType_Spec *spec, int wanted) {
    for (const PyType_Slot *slot = spec->slots; slot->slot != 0; slot++) {
        if (slot->slot == wanted) return slot->pfunc;
    }
    return nullptr;
}

// --- the steps of PyType_FromSpec

int check_spec(const PyType_Spec *spec) {
    if (spec->name == nullptr) return raise(PyExc_SystemError, "Type spec does not define the name field.");
    for (const PyType_Slot *slot = spec->slots; slot->slot != 0; slot++) {
        if (!is_valid_slot(slot->slot)) return raise(PyExc_RuntimeError, "invalid slot offset");
    }
    return 0;
}

Ref choose_bases(const PyType_Spec *spec, PyObject *bases) {
    if (bases == nullptr) bases = static_cast<PyObject *>(find_slot(spec, Py_tp_bases));
    if (bases == nullptr) bases = static_cast<PyObject *>(find_slot(spec, Py_tp_base));
    if (bases == nullptr) bases = as_object(&PyBaseObject_Type);
    if (PyTuple_Check(bases)) return Ref::borrow(bases);
    return Ref::steal(PyTuple_Pack(1, bases));
}

Py_ssize_t count_members(const PyType_Spec *spec) {
    auto *members = static_cast<PyMemberDef *>(find_slot(spec, Py_tp_members));
    Py_ssize_t count = 0;
    while (members != nullptr && members[count].name != nullptr) count++;
    return count;
}

// Members of these names are not attributes but tell where a list or pointer is in the instance.
void note_special_member(PyTypeObject *type, const PyMemberDef &member) {
    const auto is = [&member](const char *name) { return strcmp(member.name, name) == 0; };
    if (is("__weaklistoffset__")) type->tp_weaklistoffset = member.offset;
    if (is("__dictoffset__")) type->tp_dictoffset = member.offset;
    if (is("__vectorcalloffset__")) type->tp_vectorcall_offset = member.offset;
}

void copy_members(PyTypeObject *type, const PyMemberDef *members) {
    // The collector's slots of instances (instance.cpp) are found here too.
    auto *own = reinterpret_cast<PyMemberDef *>(reinterpret_cast<char *>(type) + Py_TYPE(type)->tp_basicsize);
    for (Py_ssize_t i = 0; i < Py_SIZE(type); i++) {
        own[i] = members[i];
        note_special_member(type, members[i]);
    }
    type->tp_members = own;
}

char *copy_text(const char *text) {
    const size_t size = strlen(text) + 1;
    auto *copy = static_cast<char *>(PyMem_Malloc(size));
    if (copy == nullptr) {
        PyErr_NoMemory();
        return nullptr;
    }
    memcpy(copy, text, size);
    return copy;
}

int set_names(PyTypeObject *type, const PyType_Spec *spec) {
    PyHeapTypeObject *heap_type = as_heap_type(type);
    heap_type->_ht_tpname = copy_text(spec->name);
    if (heap_type->_ht_tpname == nullptr) return -1;
    type->tp_name = heap_type->_ht_tpname;
    heap_type->ht_name = PyUnicode_FromString(short_name(type));
    if (heap_type->ht_name == nullptr) return -1;
    heap_type->ht_qualname = Py_NewRef(heap_type->ht_name);
    return 0;
}

PyTypeObject *allocate_type(const PyType_Spec *spec) {
    auto *type = as_type(PyType_Type.tp_alloc(&PyType_Type, count_members(spec)));
    if (type == nullptr) return nullptr;
    PyHeapTypeObject *heap_type = as_heap_type(type);
    type->tp_flags = spec->flags | Py_TPFLAGS_HEAPTYPE;
    type->tp_as_async = &heap_type->as_async;
    type->tp_as_number = &heap_type->as_number;
    type->tp_as_sequence = &heap_type->as_sequence;
    type->tp_as_mapping = &heap_type->as_mapping;
    type->tp_as_buffer = &heap_type->as_buffer;
    type->tp_basicsize = spec->basicsize;
    type->tp_itemsize = spec->itemsize;
    return type;
}

int set_slots(PyTypeObject *type, const PyType_Spec *spec) {
    for (const PyType_Slot *slot = spec->slots; slot->slot != 0; slot++) {
        switch (slot->slot) {
        case Py_tp_base:
        case Py_tp_bases: break; // done already
        case Py_tp_doc:
            if (slot->pfunc == nullptr) break;
            type->tp_doc = copy_text(static_cast<const char *>(slot->pfunc));
            if (type->tp_doc == nullptr) return -1;
            break;
        case Py_tp_members: copy_members(type, static_cast<PyMemberDef *>(slot->pfunc)); break;
        default: field_at<void *>(type, slot_places[slot->slot].heap_offset) = slot->pfunc;
        }
    }
    // The end of a heap type's instance releases the type; the base's own end does not.
    if (type->tp_dealloc == nullptr) type->tp_dealloc = subtype_dealloc;
    return 0;
}

int set_module_name(PyTypeObject *type) {
    const int is_there = TRY(PyDict_Contains(type->tp_dict, name::dunder_module));
    if (is_there) return 0;
    const char *dot = strrchr(type->tp_name, '.');
    if (dot == nullptr) {
        return PyErr_WarnFormat(PyExc_DeprecationWarning, 1,
                                "builtin type %.200s has no __module__ attribute", type->tp_name);
    }
    Ref module = TRY_REF(PyUnicode_FromStringAndSize(type->tp_name, dot - type->tp_name));
    return PyDict_SetItem(type->tp_dict, name::dunder_module, module.get());
}

Ref build_type(PyObject *module, const PyType_Spec *spec, PyObject *bases, PyTypeObject *base) {
    PyTypeObject *type = allocate_type(spec);
    if (type == nullptr) return {};
    Ref owner = Ref::steal(as_object(type));
    Py_INCREF(base);
    type->tp_base = base;
    type->tp_bases = Py_NewRef(bases);
    as_heap_type(type)->ht_module = Py_XNewRef(module);
    TRY(set_names(type, spec));
    TRY(set_slots(type, spec));
    TRY(PyType_Ready(type));
    TRY(set_module_name(type));
    return owner;
}

} // namespace

extern "C" {

PyObject *PyType_FromModuleAndSpec(PyObject *module, PyType_Spec *spec, PyObject *bases_or_null) {
    TRY(check_spec(spec));
    Ref bases = TRY(choose_bases(spec, bases_or_null));
    PyTypeObject *base = best_base(bases.get());
    if (base == nullptr) return nullptr;
    return build_type(module, spec, bases.get(), base).release();
}

PyObject *PyType_FromSpecWithBases(PyType_Spec *spec, PyObject *bases) {
    return PyType_FromModuleAndSpec(nullptr, spec, bases);
}

PyObject *PyType_FromSpec(PyType_Spec *spec) {
    return PyType_FromModuleAndSpec(nullptr, spec, nullptr);
}

void *PyType_GetSlot(PyTypeObject *type, int slot) {
    if (!is_valid_slot(slot)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    const SlotPlace &place = slot_places[slot];
    if (place.suite_pointer < 0) return field_at<void *>(type, place.heap_offset);
    void *suite = field_at<void *>(type, place.suite_pointer);
    return suite == nullptr ? nullptr : field_at<void *>(suite, place.suite_offset);
}

PyObject *PyType_GetModule(PyTypeObject *type) {
    if (!is_heap_type(type)) {
        return raise_type_error("PyType_GetModule: Type '%s' is not a heap type", type->tp_name);
    }
    PyObject *module = as_heap_type(type)->ht_module;
    if (module != nullptr) return module;
    return raise_type_error("PyType_GetModule: Type '%s' has no associated module", type->tp_name);
}

void *PyType_GetModuleState(PyTypeObject *type) {
    PyObject *module = PyType_GetModule(type);
    return module == nullptr ? nullptr : PyModule_GetState(module);
}

PyObject *PyType_GetModuleByDef(PyTypeObject *type, struct PyModuleDef *definition) {
    for (Py_ssize_t i = 0; type->tp_mro != nullptr && i < PyTuple_GET_SIZE(type->tp_mro); i++) {
        auto *ancestor = as_type(PyTuple_GET_ITEM(type->tp_mro, i));
        if (!is_heap_type(ancestor)) continue;
        PyObject *module = as_heap_type(ancestor)->ht_module;
        if (module != nullptr && PyModule_GetDef(module) == definition) return module;
    }
    return raise_type_error("PyType_GetModuleByDef: No superclass of '%s' has the given module",
                            type->tp_name);
}

} // extern "C"

} // namespace adder::objects
