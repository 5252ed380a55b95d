// SPDX-License-Identifier: MIT
//
// The table of slots and the two translations: wrappers for the slots of native types, slots for the methods
// of classes written in Python. A slot that all its methods inherit from one native type is taken over as it
// is, so that a subclass of int that overrides nothing adds as fast as int.
#include "objects/slots.hpp"

#include "objects/dict.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/native_function.hpp"
#include "objects/slot_functions.hpp"
#include "objects/type.hpp"

#include <cstddef>
#include <span>

namespace adder::objects {

namespace {

enum class Group : uint8_t { Type, Async, Number, Mapping, Sequence };

struct SlotRow {
    struct wrapperbase base; // what wrapper descriptors point to
    PyObject **name;         // interned once the names are there
    Group group;
};

template <class Function> void *as_pointer(Function *function) {
    return reinterpret_cast<void *>(function);
}

template <class Function> wrapperfunc as_wrapper(Function *function) {
    return reinterpret_cast<wrapperfunc>(reinterpret_cast<void (*)()>(function));
}
wrapperfunc as_wrapper(std::nullptr_t) {
    return nullptr;
}

SlotRow slot_rows[] = {
#define ROW(method, group, slot, function, wrapper, flags, doc)                                              \
    {{"__" #method "__", static_cast<int>(offsetof(SlotStruct##group, slot)), function, as_wrapper(wrapper), \
      "__" #method "__" doc, flags, nullptr},                                                                \
     &name::dunder_##method,                                                                                 \
     Group::group},
#define SLOT(method, group, slot, function, wrapper, doc)                                                    \
    ROW(method, group, slot, as_pointer(function), wrapper, 0, doc)
#define SLOT_WITH_KEYWORDS(method, group, slot, function, wrapper, doc)                                      \
    ROW(method, group, slot, as_pointer(function), wrapper, PyWrapperFlag_KEYWORDS, doc)
#define SLOT_FOR_PYTHON(method, group, slot, function, doc)                                                  \
    ROW(method, group, slot, as_pointer(function), nullptr, 0, doc)
#define SLOT_FOR_NATIVE(method, group, slot, wrapper, doc) ROW(method, group, slot, nullptr, wrapper, 0, doc)
#include "objects/slots.def"
#undef SLOT
#undef SLOT_WITH_KEYWORDS
#undef SLOT_FOR_PYTHON
#undef SLOT_FOR_NATIVE
#undef ROW
};

constexpr size_t row_count = std::size(slot_rows);

// Where the slot of a row is in a type; NULL when the type has no such suite.
void **slot_address(PyTypeObject *type, const SlotRow &row) {
    void *suite = nullptr;
    switch (row.group) {
    case Group::Type: suite = type; break;
    case Group::Async: suite = type->tp_as_async; break;
    case Group::Number: suite = type->tp_as_number; break;
    case Group::Mapping: suite = type->tp_as_mapping; break;
    case Group::Sequence: suite = type->tp_as_sequence; break;
    }
    if (suite == nullptr) return nullptr;
    return reinterpret_cast<void **>(static_cast<char *>(suite) + row.base.offset);
}

bool are_same_slot(const SlotRow &a, const SlotRow &b) {
    return a.group == b.group && a.base.offset == b.base.offset;
}

// First row behind `index` that is for another slot.
size_t end_of_slot(size_t index) {
    size_t end = index + 1;
    while (end < row_count && are_same_slot(slot_rows[index], slot_rows[end])) end++;
    return end;
}

// A method such as __len__ fills several slots. If the type has just one of them set, that one is meant; else
// NULL.
void **only_slot_of_method(PyTypeObject *type, const SlotRow &wanted) {
    void **only = nullptr;
    for (const SlotRow &row : slot_rows) {
        if (*row.name != *wanted.name) continue;
        void **slot = slot_address(type, row);
        if (slot == nullptr || *slot == nullptr) continue;
        if (only != nullptr) return nullptr;
        only = slot;
    }
    return only;
}

// What the methods that a class has for one slot ask for.
struct SlotChoice {
    void *specific = nullptr; // the native function that they all wrap
    void *generic = nullptr;  // the function that calls a Python method
    bool needs_generic = false;
};

bool is_native_new(PyObject *method) {
    return PyCFunction_CheckExact(method) && is_new_wrapper(method);
}

void consider_method(PyTypeObject *type, const SlotRow &row, void **slot, PyObject *method,
                     SlotChoice &choice) {
    if (Py_IS_TYPE(method, &PyWrapperDescr_Type)) {
        auto *wrapper = reinterpret_cast<PyWrapperDescrObject *>(method);
        if (wrapper->d_base->name_strobj == *row.name) {
            void **only = only_slot_of_method(type, row);
            if (only == nullptr || only == slot) choice.generic = row.base.function;
            const bool fits = (choice.specific == nullptr || choice.specific == wrapper->d_wrapped) &&
                              wrapper->d_base->wrapper == row.base.wrapper &&
                              PyType_IsSubtype(type, PyDescr_TYPE(wrapper));
            if (fits) {
                choice.specific = wrapper->d_wrapped;
            } else {
                choice.needs_generic = true;
            }
            return;
        }
    }
    if (slot == reinterpret_cast<void **>(&type->tp_new) && is_native_new(method)) {
        choice.specific = reinterpret_cast<void *>(type->tp_new);
        return;
    }
    if (method == Py_None && slot == reinterpret_cast<void **>(&type->tp_hash)) {
        choice.specific = as_pointer(PyObject_HashNotImplemented);
        return;
    }
    choice.needs_generic = true;
    choice.generic = row.base.function;
    // What a metaclass or class does in a Python __call__ must not be bypassed.
    if (slot == reinterpret_cast<void **>(&type->tp_call)) type->tp_flags &= ~Py_TPFLAGS_HAVE_VECTORCALL;
}

// Sets the slot that the rows from `begin` to `end` are about.
void fix_slot(PyTypeObject *type, size_t begin, size_t end) {
    void **slot = slot_address(type, slot_rows[begin]);
    if (slot == nullptr) return;
    SlotChoice choice;
    for (size_t i = begin; i < end; i++) {
        PyObject *method = lookup_in_mro(type, *slot_rows[i].name);
        if (method != nullptr) {
            consider_method(type, slot_rows[i], slot, method, choice);
        } else if (slot == reinterpret_cast<void **>(&type->tp_iternext)) {
            choice.specific = as_pointer(_PyObject_NextNotImplemented);
        }
    }
    *slot = choice.specific != nullptr && !choice.needs_generic ? choice.specific : choice.generic;
}

// Sets the slots of a method on the type and on every subclass that inherits the method.
int update_method(PyTypeObject *type, PyObject *method_name) {
    for (size_t begin = 0; begin < row_count;) {
        const size_t end = end_of_slot(begin);
        bool is_concerned = false;
        for (size_t i = begin; i < end; i++) is_concerned = is_concerned || *slot_rows[i].name == method_name;
        if (is_concerned) fix_slot(type, begin, end);
        begin = end;
    }
    Ref subclasses = TRY(subclasses_of(type));
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(subclasses.get()); i++) {
        auto *subclass = as_type(PyList_GET_ITEM(subclasses.get(), i));
        const int has_own = TRY(PyDict_Contains(subclass->tp_dict, method_name));
        if (!has_own) TRY(update_method(subclass, method_name));
    }
    return 0;
}

bool is_slot_method(PyObject *method_name) {
    for (const SlotRow &row : slot_rows) {
        if (*row.name == method_name) return true;
    }
    return false;
}

} // namespace

int add_slot_wrappers(PyTypeObject *type) {
    for (SlotRow &row : slot_rows) {
        if (row.base.wrapper == nullptr) continue;
        void **slot = slot_address(type, row);
        if (slot == nullptr || *slot == nullptr) continue;
        const int is_there = TRY(PyDict_Contains(type->tp_dict, *row.name));
        if (is_there) continue;
        if (*slot == as_pointer(PyObject_HashNotImplemented)) {
            TRY(PyDict_SetItem(type->tp_dict, *row.name, Py_None));
            continue;
        }
        Ref wrapper = TRY_REF(PyDescr_NewWrapper(type, &row.base, *slot));
        TRY(PyDict_SetItem(type->tp_dict, *row.name, wrapper.get()));
    }
    return 0;
}

void fix_all_slots(PyTypeObject *type) {
    for (size_t begin = 0; begin < row_count;) {
        const size_t end = end_of_slot(begin);
        fix_slot(type, begin, end);
        begin = end;
    }
}

int update_slot(PyTypeObject *type, PyObject *name) {
    return is_slot_method(name) ? update_method(type, name) : 0;
}

int update_all_slots(PyTypeObject *type) {
    fix_all_slots(type);
    Ref subclasses = TRY(subclasses_of(type));
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(subclasses.get()); i++) {
        TRY(update_all_slots(as_type(PyList_GET_ITEM(subclasses.get(), i))));
    }
    return 0;
}

void init_slots() {
    for (SlotRow &row : slot_rows) row.base.name_strobj = *row.name;
}

} // namespace adder::objects
