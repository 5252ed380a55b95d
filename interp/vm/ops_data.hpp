// SPDX-License-Identifier: MIT
//
// Stack, names, attributes, items and displays.
#pragma once

#include "objects/dict.hpp"
#include "objects/list.hpp"
#include "objects/shape.hpp"
#include "objects/tuple.hpp"
#include "vm/ops_operators.hpp"
#include "vm/registers.hpp"

namespace adder::vm {

using objects::dict_entry;
using objects::shape_of;
using objects::values_of;

// --- slow paths: functions of frame and operands

// Sets UnboundLocalError or NameError for a fast variable without a value.
void raise_unbound(Frame *frame, int index);
// Name look-ups; new references.
[[nodiscard]] PyObject *load_name(Frame *frame, PyObject *name);
[[nodiscard]] PyObject *load_global(Frame *frame, PyObject *name);
[[nodiscard]] PyObject *load_class_deref(Frame *frame, int index);
[[nodiscard]] int store_name(Frame *frame, PyObject *name, PyObject *value);
[[nodiscard]] int delete_name(Frame *frame, PyObject *name);
[[nodiscard]] int delete_global(Frame *frame, PyObject *name);
[[nodiscard]] int setup_annotations(Frame *frame);
// Attributes and items; operands lie on the stack at `operands` in stack order and stay the caller's.
template <bool Traced>
[[nodiscard]] PyObject *load_attribute(Frame *frame, PyObject **object, PyObject *name);
template <bool Traced>
[[nodiscard]] int store_attribute(Frame *frame, PyObject **object, PyObject *name, PyObject *value_or_null);
// 1: `method` is unbound and the object is its self; 0: `method` is to be called as it is; -1: error.
[[nodiscard]] int load_method(PyObject *object, PyObject *name, PyObject **method);
template <bool Traced> [[nodiscard]] PyObject *subscript(Frame *frame, PyObject **operands);
// value container key
template <bool Traced> [[nodiscard]] int store_subscript(Frame *frame, PyObject **operands);
[[nodiscard]] int delete_subscript(PyObject **operands);
[[nodiscard]] PyObject *load_build_class(Frame *frame);
// Displays.
[[nodiscard]] PyObject *build_map(PyObject **pairs, int count);
[[nodiscard]] PyObject *build_const_key_map(PyObject **values, int count, PyObject *keys);
[[nodiscard]] PyObject *build_set(PyObject **items, int count);
[[nodiscard]] PyObject *format_value(PyObject *value, PyObject *spec, int conversion);
[[nodiscard]] int extend_list(PyObject *list, PyObject *iterable);
[[nodiscard]] int update_dict(PyObject *dict, PyObject *mapping);
[[nodiscard]] int merge_keywords(PyObject *callable, PyObject *dict, PyObject *mapping);
// Writes `before` items, then the list of the rest and `after` items when `has_star`; first item on top.
[[nodiscard]] int unpack_iterable(PyObject *iterable, int before, int after, bool has_star, PyObject **stack);

// --- stack

ADDER_OP op_NOP(R &, int) {
    return Flow::Next;
}

ADDER_OP op_POP_TOP(R &r, int) {
    PyObject *value = r.pop();
    r.release(value);
    return Flow::Next;
}

ADDER_OP op_PUSH_NULL(R &r, int) {
    r.push(nullptr);
    return Flow::Next;
}

ADDER_OP op_COPY(R &r, int arg) {
    r.push(Py_XNewRef(r.peek(arg)));
    return Flow::Next;
}

ADDER_OP op_SWAP(R &r, int arg) {
    std::swap(r.peek(1), r.peek(arg));
    return Flow::Next;
}

ADDER_OP op_LOAD_CONST(R &r, int arg) {
    r.push(new_reference(r.code()->constants[arg]));
    return Flow::Next;
}

template <class R> ADDER_INLINE Flow push_variable(R &r, int index) {
    PyObject *value = r.variables[index];
    if (__builtin_expect(value == nullptr, 0)) {
        raise_unbound(r.frame, index);
        return Flow::Error;
    }
    r.push(new_reference(value));
    return Flow::Next;
}

template <class R> ADDER_INLINE void pop_to_variable(R &r, int index) {
    PyObject *old = r.variables[index];
    r.variables[index] = r.pop();
    r.release_if_any(old);
}

ADDER_OP op_LOAD_FAST(R &r, int arg) {
    return push_variable(r, arg);
}

ADDER_OP op_STORE_FAST(R &r, int arg) {
    pop_to_variable(r, arg);
    return Flow::Next;
}

// The second instruction of a pair runs in the same dispatch. The traced loop runs the halves one by one.
ADDER_OP op_LOAD_FAST__LOAD_FAST(R &r, int arg) {
    const Flow flow = push_variable(r, arg);
    if (R::is_traced || flow != Flow::Next) return flow;
    return push_variable(r, bytecode::argument_of(*r.ip++));
}

ADDER_OP op_LOAD_FAST__LOAD_CONST(R &r, int arg) {
    const Flow flow = push_variable(r, arg);
    if (R::is_traced || flow != Flow::Next) return flow;
    return op_LOAD_CONST(r, bytecode::argument_of(*r.ip++));
}

ADDER_OP op_LOAD_CONST__LOAD_FAST(R &r, int arg) {
    op_LOAD_CONST(r, arg);
    if (R::is_traced) return Flow::Next;
    return push_variable(r, bytecode::argument_of(*r.ip++));
}

ADDER_OP op_STORE_FAST__LOAD_FAST(R &r, int arg) {
    pop_to_variable(r, arg);
    if (R::is_traced) return Flow::Next;
    return push_variable(r, bytecode::argument_of(*r.ip++));
}

ADDER_OP op_STORE_FAST__STORE_FAST(R &r, int arg) {
    pop_to_variable(r, arg);
    if (R::is_traced) return Flow::Next;
    pop_to_variable(r, bytecode::argument_of(*r.ip++));
    return Flow::Next;
}

ADDER_OP op_DELETE_FAST(R &r, int arg) {
    PyObject *old = r.variables[arg];
    if (old == nullptr) {
        raise_unbound(r.frame, arg);
        return Flow::Error;
    }
    r.variables[arg] = nullptr;
    r.release(old);
    return Flow::Next;
}

// --- cells

ADDER_OP op_MAKE_CELL(R &r, int arg) {
    objects::Ref cell = objects::make_cell(r.variables[arg]);
    if (!cell) return Flow::Error;
    Py_XDECREF(r.variables[arg]); // the cell holds it
    r.variables[arg] = cell.release();
    return Flow::Next;
}

ADDER_OP op_COPY_FREE_VARS(R &r, int arg) {
    PyObject *closure = r.frame->function->closure;
    PyObject **target = r.variables + r.code()->variable_count - arg;
    for (int i = 0; i < arg; i++) target[i] = Py_NewRef(PyTuple_GET_ITEM(closure, i));
    return Flow::Next;
}

ADDER_OP op_LOAD_CLOSURE(R &r, int arg) {
    r.push(Py_NewRef(r.variables[arg]));
    return Flow::Next;
}

ADDER_OP op_LOAD_DEREF(R &r, int arg) {
    PyObject *value = objects::cell_get(r.variables[arg]);
    if (__builtin_expect(value == nullptr, 0)) {
        raise_unbound(r.frame, arg);
        return Flow::Error;
    }
    r.push(Py_NewRef(value));
    return Flow::Next;
}

ADDER_OP op_STORE_DEREF(R &r, int arg) {
    auto *cell = reinterpret_cast<PyCellObject *>(r.variables[arg]);
    PyObject *old = cell->value;
    cell->value = r.pop();
    r.release_if_any(old);
    return Flow::Next;
}

ADDER_OP op_DELETE_DEREF(R &r, int arg) {
    auto *cell = reinterpret_cast<PyCellObject *>(r.variables[arg]);
    if (cell->value == nullptr) {
        raise_unbound(r.frame, arg);
        return Flow::Error;
    }
    r.release(std::exchange(cell->value, nullptr));
    return Flow::Next;
}

// --- names

template <class R> ADDER_INLINE Flow push_result(R &r, PyObject *result) {
    if (__builtin_expect(result == nullptr, 0)) return Flow::Error;
    r.push(result);
    return Flow::Next;
}

ADDER_INLINE Flow flow_of(int status) {
    return __builtin_expect(status < 0, 0) ? Flow::Error : Flow::Next;
}

ADDER_OP op_LOAD_CLASSDEREF(R &r, int arg) {
    r.save();
    return push_result(r, load_class_deref(r.frame, arg));
}

ADDER_OP op_LOAD_NAME(R &r, int arg) {
    r.save();
    return push_result(r, load_name(r.frame, r.code()->names[arg]));
}

template <class R> ADDER_INLINE Flow drop_stored(R &r, int status) {
    if (__builtin_expect(status < 0, 0)) return Flow::Error;
    PyObject *value = r.pop();
    r.release(value);
    return Flow::Next;
}

ADDER_OP op_STORE_NAME(R &r, int arg) {
    r.save();
    return drop_stored(r, store_name(r.frame, r.code()->names[arg], r.peek(1)));
}
ADDER_OP op_DELETE_NAME(R &r, int arg) {
    r.save();
    return flow_of(delete_name(r.frame, r.code()->names[arg]));
}

ADDER_OP op_LOAD_GLOBAL(R &r, int arg) {
    r.save();
    PyObject *value = load_global(r.frame, r.code()->names[arg >> 1]);
    if (value == nullptr) return Flow::Error;
    if ((arg & 1) != 0) r.push(nullptr);
    r.push(value);
    r.ip += units_of<LoadGlobalCache>;
    return Flow::Next;
}

template <class R> ADDER_INLINE Flow push_global(R &r, PyObject *value, int arg) {
    r.sp[0] = nullptr;
    r.sp += arg & 1;
    r.push(Py_NewRef(value));
    r.ip += units_of<LoadGlobalCache>;
    return Flow::Next;
}

ADDER_OP op_LOAD_GLOBAL_MODULE(R &r, int arg) {
    auto &cache = cache_at<LoadGlobalCache>(r.ip);
    auto *globals = reinterpret_cast<PyDictObject *>(r.frame->globals);
    if (globals->ma_keys_version != cache.module_version.get()) return Flow::Generic;
    return push_global(r, dict_entry(globals, cache.index).value, arg);
}

ADDER_OP op_LOAD_GLOBAL_BUILTIN(R &r, int arg) {
    auto &cache = cache_at<LoadGlobalCache>(r.ip);
    auto *globals = reinterpret_cast<PyDictObject *>(r.frame->globals);
    auto *builtins = reinterpret_cast<PyDictObject *>(r.frame->builtins);
    if (globals->ma_keys_version != cache.module_version.get()) return Flow::Generic;
    if (builtins->ma_keys_version != cache.builtins_version.get()) return Flow::Generic;
    return push_global(r, dict_entry(builtins, cache.index).value, arg);
}

ADDER_OP op_STORE_GLOBAL(R &r, int arg) {
    r.save();
    return drop_stored(r, PyDict_SetItem(r.frame->globals, r.code()->names[arg], r.peek(1)));
}
ADDER_OP op_DELETE_GLOBAL(R &r, int arg) {
    r.save();
    return flow_of(delete_global(r.frame, r.code()->names[arg]));
}
ADDER_OP op_SETUP_ANNOTATIONS(R &r, int) {
    r.save();
    return flow_of(setup_annotations(r.frame));
}

// --- attributes

// Replaces the object on top by the value of its attribute, which is owned.
template <class R> ADDER_INLINE Flow replace_object(R &r, PyObject *value) {
    PyObject *object = r.peek(1);
    r.peek(1) = value;
    r.ip += units_of<LoadAttrCache>;
    r.release(object);
    return Flow::Next;
}

ADDER_OP op_LOAD_ATTR(R &r, int arg) {
    r.save();
    PyObject *value = load_attribute<R::is_traced>(r.frame, &r.peek(1), r.code()->names[arg]);
    if (value == nullptr) return Flow::Error;
    return replace_object(r, value);
}

ADDER_INLINE bool has_version(PyTypeObject *type, uint32_t version) {
    return type->tp_version_tag == version;
}

ADDER_OP op_LOAD_ATTR_INSTANCE_VALUE(R &r, int) {
    auto &cache = cache_at<LoadAttrCache>(r.ip);
    PyObject *object = r.peek(1);
    if (!has_version(Py_TYPE(object), cache.version.get())) return Flow::Generic;
    if (shape_of(object) != cache.pointer.get()) return Flow::Generic;
    return replace_object(r, Py_NewRef(values_of(object)[cache.index]));
}

ADDER_INLINE PyObject *&slot_at(PyObject *object, int offset) {
    return *reinterpret_cast<PyObject **>(reinterpret_cast<char *>(object) + offset);
}

ADDER_OP op_LOAD_ATTR_SLOT(R &r, int) {
    auto &cache = cache_at<LoadAttrCache>(r.ip);
    PyObject *object = r.peek(1);
    if (!has_version(Py_TYPE(object), cache.version.get())) return Flow::Generic;
    PyObject *value = slot_at(object, cache.index);
    if (value == nullptr) return Flow::Generic;
    return replace_object(r, Py_NewRef(value));
}

// A class attribute that is no descriptor, seen through an instance that has none of that name of its own.
ADDER_OP op_LOAD_ATTR_CLASS_VALUE(R &r, int arg) {
    auto &cache = cache_at<LoadAttrCache>(r.ip);
    PyObject *object = r.peek(1);
    PyTypeObject *type = Py_TYPE(object);
    if (!has_version(type, cache.version.get())) return Flow::Generic;
    if (objects::has_managed_attributes(type)) {
        const objects::Shape *shape = shape_of(object);
        if (shape == nullptr || objects::shape_index(shape, r.code()->names[arg]) >= 0) return Flow::Generic;
    }
    return replace_object(r, Py_NewRef(static_cast<PyObject *>(cache.pointer.get())));
}

ADDER_OP op_LOAD_ATTR_CLASS(R &r, int) {
    auto &cache = cache_at<LoadAttrCache>(r.ip);
    PyObject *object = r.peek(1);
    if (!PyType_Check(object)) return Flow::Generic;
    if (!has_version(reinterpret_cast<PyTypeObject *>(object), cache.version.get())) return Flow::Generic;
    return replace_object(r, Py_NewRef(static_cast<PyObject *>(cache.pointer.get())));
}

ADDER_OP op_LOAD_ATTR_MODULE(R &r, int) {
    auto &cache = cache_at<LoadAttrCache>(r.ip);
    PyObject *object = r.peek(1);
    if (!PyModule_CheckExact(object)) return Flow::Generic;
    auto *dict = reinterpret_cast<PyDictObject *>(PyModule_GetDict(object));
    if (dict->ma_keys_version != cache.version.get()) return Flow::Generic;
    return replace_object(r, Py_NewRef(dict_entry(dict, cache.index).value));
}

template <class R> ADDER_INLINE Flow drop_attribute_operands(R &r) {
    PyObject *object = r.pop();
    r.ip += units_of<StoreAttrCache>;
    r.release(object);
    return Flow::Next;
}

ADDER_OP op_STORE_ATTR(R &r, int arg) {
    r.save();
    if (store_attribute<R::is_traced>(r.frame, &r.peek(1), r.code()->names[arg], r.peek(2)) < 0)
        return Flow::Error;
    drop_attribute_operands(r);
    PyObject *value = r.pop();
    Py_DECREF(value);
    return Flow::Next;
}

ADDER_OP op_STORE_ATTR_INSTANCE_VALUE(R &r, int) {
    auto &cache = cache_at<StoreAttrCache>(r.ip);
    PyObject *object = r.peek(1);
    if (!has_version(Py_TYPE(object), cache.version.get())) return Flow::Generic;
    if (shape_of(object) != cache.shape.get()) return Flow::Generic;
    PyObject *&place = values_of(object)[cache.index];
    PyObject *old = place;
    place = r.peek(2);
    drop_attribute_operands(r);
    r.drop(1);
    r.release(old);
    return Flow::Next;
}

// The first assignment of an attribute: the instance goes from one shape to the next.
ADDER_OP op_STORE_ATTR_ADD_VALUE(R &r, int) {
    auto &cache = cache_at<StoreAttrCache>(r.ip);
    PyObject *object = r.peek(1);
    if (!has_version(Py_TYPE(object), cache.version.get())) return Flow::Generic;
    if (shape_of(object) != cache.shape.get()) return Flow::Generic;
    PyObject **values = values_of(object);
    if (cache.index >= objects::capacity_of(values)) return Flow::Generic;
    values[cache.index] = r.peek(2);
    shape_of(object) = static_cast<objects::Shape *>(cache.next_shape.get());
    drop_attribute_operands(r);
    r.drop(1);
    return Flow::Next;
}

ADDER_OP op_STORE_ATTR_SLOT(R &r, int) {
    auto &cache = cache_at<StoreAttrCache>(r.ip);
    PyObject *object = r.peek(1);
    if (!has_version(Py_TYPE(object), cache.version.get())) return Flow::Generic;
    PyObject *&place = slot_at(object, cache.index);
    PyObject *old = place;
    place = r.peek(2);
    drop_attribute_operands(r);
    r.drop(1);
    r.release_if_any(old);
    return Flow::Next;
}

ADDER_OP op_DELETE_ATTR(R &r, int arg) {
    r.save();
    return drop_stored(r, store_attribute<R::is_traced>(r.frame, &r.peek(1), r.code()->names[arg], nullptr));
}

ADDER_OP op_LOAD_METHOD(R &r, int arg) {
    r.save();
    PyObject *object = r.peek(1);
    PyObject *method = nullptr;
    const int is_unbound = load_method(object, r.code()->names[arg], &method);
    if (is_unbound < 0) return Flow::Error;
    r.ip += units_of<LoadMethodCache>;
    if (is_unbound != 0) {
        r.peek(1) = method;
        r.push(object);
        return Flow::Next;
    }
    r.peek(1) = nullptr;
    r.push(method);
    Py_DECREF(object);
    return Flow::Next;
}

template <class R> ADDER_INLINE Flow push_method(R &r, PyObject *method) {
    PyObject *object = r.peek(1);
    r.peek(1) = Py_NewRef(method);
    r.push(object);
    r.ip += units_of<LoadMethodCache>;
    return Flow::Next;
}

ADDER_OP op_LOAD_METHOD_WITH_VALUES(R &r, int) {
    auto &cache = cache_at<LoadMethodCache>(r.ip);
    PyObject *object = r.peek(1);
    if (!has_version(Py_TYPE(object), cache.version.get())) return Flow::Generic;
    if (shape_of(object) != cache.shape.get()) return Flow::Generic;
    return push_method(r, cache.method.get());
}

ADDER_OP op_LOAD_METHOD_NO_DICT(R &r, int) {
    auto &cache = cache_at<LoadMethodCache>(r.ip);
    if (!has_version(Py_TYPE(r.peek(1)), cache.version.get())) return Flow::Generic;
    return push_method(r, cache.method.get());
}

template <class R> ADDER_INLINE Flow replace_by_callable(R &r, PyObject *callable) {
    PyObject *object = r.peek(1);
    r.peek(1) = nullptr;
    r.push(Py_NewRef(callable));
    r.ip += units_of<LoadMethodCache>;
    r.release(object);
    return Flow::Next;
}

ADDER_OP op_LOAD_METHOD_CLASS(R &r, int) {
    auto &cache = cache_at<LoadMethodCache>(r.ip);
    PyObject *object = r.peek(1);
    if (!PyType_Check(object)) return Flow::Generic;
    if (!has_version(reinterpret_cast<PyTypeObject *>(object), cache.version.get())) return Flow::Generic;
    return replace_by_callable(r, cache.method.get());
}

ADDER_OP op_LOAD_METHOD_MODULE(R &r, int) {
    auto &cache = cache_at<LoadMethodCache>(r.ip);
    PyObject *object = r.peek(1);
    if (!PyModule_CheckExact(object)) return Flow::Generic;
    auto *dict = reinterpret_cast<PyDictObject *>(PyModule_GetDict(object));
    if (dict->ma_keys_version != cache.version.get()) return Flow::Generic;
    // The cell of the method holds the index of the entry here.
    return replace_by_callable(r,
                               dict_entry(dict, static_cast<Py_ssize_t>(word_of(cache.method.get()))).value);
}

// --- items

ADDER_OP op_BINARY_SUBSCR(R &r, int) {
    r.save();
    return finish_binary(r, subscript<R::is_traced>(r.frame, &r.peek(2)), units_of<SubscriptCache>);
}

// The index of an exact list or tuple item for a small int key, counted from the end when negative; -1 when
// out of range.
ADDER_INLINE Py_ssize_t item_index(PyObject *key, Py_ssize_t size) {
    Py_ssize_t index = as_small_int(key);
    if (index < 0) index += size;
    return static_cast<size_t>(index) < static_cast<size_t>(size) ? index : -1;
}

template <class R> ADDER_INLINE Flow replace_by_item(R &r, PyObject *item) {
    PyObject *container = r.peek(2);
    r.drop(1);
    r.peek(1) = item;
    r.ip += units_of<SubscriptCache>;
    r.release(container);
    return Flow::Next;
}

ADDER_OP op_BINARY_SUBSCR_LIST_INT(R &r, int) {
    PyObject *key = r.peek(1);
    PyObject *list = r.peek(2);
    if (!is_small_int(key) || !PyList_CheckExact(list)) return Flow::Generic;
    const Py_ssize_t index = item_index(key, PyList_GET_SIZE(list));
    if (index < 0) return Flow::Generic;
    return replace_by_item(r, Py_NewRef(PyList_GET_ITEM(list, index)));
}

ADDER_OP op_BINARY_SUBSCR_TUPLE_INT(R &r, int) {
    PyObject *key = r.peek(1);
    PyObject *tuple = r.peek(2);
    if (!is_small_int(key) || !PyTuple_CheckExact(tuple)) return Flow::Generic;
    const Py_ssize_t index = item_index(key, PyTuple_GET_SIZE(tuple));
    if (index < 0) return Flow::Generic;
    return replace_by_item(r, Py_NewRef(PyTuple_GET_ITEM(tuple, index)));
}

ADDER_OP op_BINARY_SUBSCR_STR_INT(R &r, int) {
    PyObject *key = r.peek(1);
    PyObject *string = r.peek(2);
    if (!is_small_int(key) || !PyUnicode_CheckExact(string)) return Flow::Generic;
    const Py_ssize_t index = item_index(key, PyUnicode_GET_LENGTH(string));
    if (index < 0) return Flow::Generic;
    PyObject *character = objects::str_character(string, index);
    if (character == nullptr) return Flow::Error;
    return replace_by_item(r, character);
}

ADDER_OP op_BINARY_SUBSCR_DICT(R &r, int) {
    PyObject *dict = r.peek(2);
    if (!PyDict_CheckExact(dict)) return Flow::Generic;
    r.save();
    return finish_binary(r, objects::dict_subscript(dict, r.peek(1)), units_of<SubscriptCache>);
}

template <class R> ADDER_INLINE Flow drop_subscript_operands(R &r) {
    PyObject *key = r.peek(1);
    PyObject *container = r.peek(2);
    r.drop(2);
    r.ip += 1;
    r.release(container);
    r.release(key);
    return Flow::Next;
}

ADDER_OP op_STORE_SUBSCR(R &r, int) {
    r.save();
    if (store_subscript<R::is_traced>(r.frame, &r.peek(3)) < 0) return Flow::Error;
    drop_subscript_operands(r);
    PyObject *value = r.pop();
    Py_DECREF(value);
    return Flow::Next;
}

ADDER_OP op_STORE_SUBSCR_LIST_INT(R &r, int) {
    PyObject *key = r.peek(1);
    PyObject *list = r.peek(2);
    if (!is_small_int(key) || !PyList_CheckExact(list)) return Flow::Generic;
    const Py_ssize_t index = item_index(key, PyList_GET_SIZE(list));
    if (index < 0) return Flow::Generic;
    PyObject *&place = reinterpret_cast<PyListObject *>(list)->ob_item[index];
    PyObject *old = place;
    place = r.peek(3);
    r.drop(3);
    r.ip += 1;
    r.release(old);
    r.release(list);
    return Flow::Next;
}

ADDER_OP op_STORE_SUBSCR_DICT(R &r, int) {
    PyObject *dict = r.peek(2);
    if (!PyDict_CheckExact(dict)) return Flow::Generic;
    r.save();
    if (PyDict_SetItem(dict, r.peek(1), r.peek(3)) < 0) return Flow::Error;
    drop_subscript_operands(r);
    PyObject *value = r.pop();
    Py_DECREF(value);
    return Flow::Next;
}

template <class R> ADDER_INLINE Flow drop_operands(R &r, int status, int count) {
    if (__builtin_expect(status < 0, 0)) return Flow::Error;
    for (int i = 0; i < count; i++) {
        PyObject *value = r.pop();
        r.release(value);
    }
    return Flow::Next;
}

ADDER_OP op_DELETE_SUBSCR(R &r, int) {
    r.save();
    return drop_operands(r, delete_subscript(&r.peek(2)), 2);
}

// Pops `count` operands, whose references are released, and pushes `result`, which is owned.
template <class R> ADDER_INLINE Flow replace_operands(R &r, PyObject *result, int count) {
    if (__builtin_expect(result == nullptr, 0)) return Flow::Error;
    for (int i = 0; i < count; i++) {
        PyObject *value = r.pop();
        r.release_if_any(value);
    }
    r.push(result);
    return Flow::Next;
}

ADDER_OP op_BUILD_SLICE(R &r, int arg) {
    PyObject **operands = r.sp - arg;
    return replace_operands(r, PySlice_New(operands[0], operands[1], arg == 3 ? operands[2] : nullptr), arg);
}

// --- displays

// The display has taken the references of its items over from the stack, even when it could not be made.
template <class R> ADDER_INLINE Flow replace_taken(R &r, PyObject *result, int count) {
    r.drop(count);
    if (__builtin_expect(result == nullptr, 0)) return Flow::Error;
    r.push(result);
    return Flow::Next;
}

ADDER_OP op_BUILD_TUPLE(R &r, int arg) {
    return replace_taken(r, objects::tuple_from_stack(r.sp - arg, arg), arg);
}
ADDER_OP op_BUILD_LIST(R &r, int arg) {
    return replace_taken(r, objects::list_from_stack(r.sp - arg, arg), arg);
}
ADDER_OP op_BUILD_SET(R &r, int arg) {
    r.save();
    return replace_operands(r, build_set(r.sp - arg, arg), arg);
}
ADDER_OP op_BUILD_MAP(R &r, int arg) {
    r.save();
    return replace_operands(r, build_map(r.sp - 2 * arg, arg), 2 * arg);
}
ADDER_OP op_BUILD_CONST_KEY_MAP(R &r, int arg) {
    r.save();
    return replace_operands(r, build_const_key_map(r.sp - arg - 1, arg, r.peek(1)), arg + 1);
}
ADDER_OP op_BUILD_STRING(R &r, int arg) {
    return replace_operands(r, objects::str_join_array(r.sp - arg, arg), arg);
}
ADDER_OP op_FORMAT_VALUE(R &r, int arg) {
    r.save();
    const bool has_spec = (arg & 4) != 0;
    PyObject **operands = r.sp - (has_spec ? 2 : 1);
    return replace_operands(r, format_value(operands[0], has_spec ? operands[1] : nullptr, arg & 3),
                            has_spec ? 2 : 1);
}

ADDER_OP op_LIST_APPEND(R &r, int arg) {
    PyObject *value = r.pop();
    return flow_of(objects::list_append_take(objects::as_list(r.peek(arg)), value));
}
ADDER_OP op_SET_ADD(R &r, int arg) {
    r.save();
    PyObject *set = r.peek(arg + 1);
    return drop_operands(r, PySet_Add(set, r.peek(1)), 1);
}
ADDER_OP op_MAP_ADD(R &r, int arg) {
    r.save();
    PyObject *dict = r.peek(arg + 2);
    return drop_operands(r, PyDict_SetItem(dict, r.peek(2), r.peek(1)), 2);
}
ADDER_OP op_LIST_EXTEND(R &r, int arg) {
    r.save();
    return drop_operands(r, extend_list(r.peek(arg + 1), r.peek(1)), 1);
}
ADDER_OP op_SET_UPDATE(R &r, int arg) {
    r.save();
    return drop_operands(r, objects::set_update(reinterpret_cast<PySetObject *>(r.peek(arg + 1)), r.peek(1)),
                         1);
}
ADDER_OP op_DICT_UPDATE(R &r, int arg) {
    r.save();
    return drop_operands(r, update_dict(r.peek(arg + 1), r.peek(1)), 1);
}
ADDER_OP op_DICT_MERGE(R &r, int arg) {
    r.save();
    return drop_operands(r, merge_keywords(r.peek(arg + 3), r.peek(arg + 1), r.peek(1)), 1);
}
ADDER_OP op_LIST_TO_TUPLE(R &r, int) {
    return replace_operands(r, PyList_AsTuple(r.peek(1)), 1);
}

// --- unpacking

template <class R> ADDER_INLINE Flow unpack(R &r, int before, int after, bool has_star) {
    r.save();
    PyObject *iterable = r.peek(1);
    // The items are written over the iterable's place, which is released afterwards.
    if (unpack_iterable(iterable, before, after, has_star, r.sp - 1) < 0) return Flow::Error;
    r.sp += before + after + (has_star ? 1 : 0) - 1;
    Py_DECREF(iterable);
    return Flow::Next;
}

ADDER_OP op_UNPACK_SEQUENCE(R &r, int arg) {
    const Flow flow = unpack(r, arg, 0, false);
    r.ip += 1;
    return flow;
}
ADDER_OP op_UNPACK_EX(R &r, int arg) {
    return unpack(r, arg & 0xFF, arg >> 8, true);
}

ADDER_OP op_UNPACK_SEQUENCE_TWO_TUPLE(R &r, int) {
    PyObject *tuple = r.peek(1);
    if (!PyTuple_CheckExact(tuple) || PyTuple_GET_SIZE(tuple) != 2) return Flow::Generic;
    r.peek(1) = Py_NewRef(PyTuple_GET_ITEM(tuple, 1));
    r.push(Py_NewRef(PyTuple_GET_ITEM(tuple, 0)));
    r.ip += 1;
    r.release(tuple);
    return Flow::Next;
}

// Pushes the items of an array in place of the sequence on top, the first one on top.
template <class R> ADDER_INLINE Flow spread_items(R &r, PyObject *const *items, int count) {
    PyObject *sequence = r.pop();
    for (int i = count - 1; i >= 0; i--) r.push(Py_NewRef(items[i]));
    r.ip += 1;
    r.release(sequence);
    return Flow::Next;
}

ADDER_OP op_UNPACK_SEQUENCE_TUPLE(R &r, int arg) {
    PyObject *tuple = r.peek(1);
    if (!PyTuple_CheckExact(tuple) || PyTuple_GET_SIZE(tuple) != arg) return Flow::Generic;
    return spread_items(r, &PyTuple_GET_ITEM(tuple, 0), arg);
}
ADDER_OP op_UNPACK_SEQUENCE_LIST(R &r, int arg) {
    PyObject *list = r.peek(1);
    if (!PyList_CheckExact(list) || PyList_GET_SIZE(list) != arg) return Flow::Generic;
    return spread_items(r, reinterpret_cast<PyListObject *>(list)->ob_item, arg);
}

} // namespace adder::vm
