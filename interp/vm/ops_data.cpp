// SPDX-License-Identifier: MIT
//
// Slow paths of names, attributes, items and displays.
#include "vm/ops_data.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "vm/native_call.hpp"

namespace adder::vm {

using objects::Failure;
using objects::Ref;

void raise_unbound(Frame *frame, int index) {
    PyObject *name = PyTuple_GET_ITEM(frame->code->variable_names, index);
    const bool is_free = index >= frame->code->variable_count - frame->code->free_count;
    if (is_free) {
        PyErr_Format(
            PyExc_NameError,
            "cannot access free variable '%U' where it is not associated with a value in enclosing scope",
            name);
    } else {
        PyErr_Format(PyExc_UnboundLocalError,
                     "cannot access local variable '%U' where it is not associated with a value", name);
    }
}

namespace {

// NameError with the name as attribute, which "Did you mean" reads.
Failure raise_name_error(PyObject *name) {
    PyErr_Format(PyExc_NameError, "name '%.200U' is not defined", name);
    Ref error = objects::take_exception();
    if (error && PyObject_SetAttr(error.get(), objects::name::name_, name) < 0) PyErr_Clear();
    objects::restore_exception(std::move(error));
    return {};
}

// Borrowed from the dict, or looked up in another mapping; *is_owned tells.
Ref find_in_namespace(PyObject *space, PyObject *name) {
    if (PyDict_CheckExact(space)) return Ref::borrow(PyDict_GetItemWithError(space, name));
    Ref value = Ref::steal(PyObject_GetItem(space, name));
    if (!value && PyErr_ExceptionMatches(PyExc_KeyError) != 0) PyErr_Clear();
    return value;
}

bool is_missing(const Ref &value) {
    return !value && !objects::is_error_pending();
}

} // namespace

PyObject *load_global(Frame *frame, PyObject *name) {
    Ref value = find_in_namespace(frame->globals, name);
    if (is_missing(value)) value = find_in_namespace(frame->builtins, name);
    if (is_missing(value)) return raise_name_error(name);
    return value.release();
}

// Code of a module or class body that was marked as a function's has no namespace. 0, or -1 with SystemError.
static int require_locals(const Frame *frame, const char *format, PyObject *name) {
    if (frame->locals_dict != nullptr) return 0;
    PyErr_Format(PyExc_SystemError, format, name);
    return -1;
}

PyObject *load_name(Frame *frame, PyObject *name) {
    TRY(require_locals(frame, "no locals when loading %R", name));
    Ref value = find_in_namespace(frame->locals_dict, name);
    // Unlike LOAD_GLOBAL, this looks into the dict itself where the globals are of a subclass.
    if (is_missing(value)) value = Ref::borrow(PyDict_GetItemWithError(frame->globals, name));
    if (is_missing(value)) value = find_in_namespace(frame->builtins, name);
    if (is_missing(value)) return raise_name_error(name);
    return value.release();
}

PyObject *load_build_class(Frame *frame) {
    Ref builder = find_in_namespace(frame->builtins, objects::name::dunder_build_class);
    if (is_missing(builder)) PyErr_SetString(PyExc_NameError, "__build_class__ not found");
    return builder.release();
}

PyObject *load_class_deref(Frame *frame, int index) {
    PyObject *name = PyTuple_GET_ITEM(frame->code->variable_names, index);
    TRY(require_locals(frame, "no locals when loading %R", name));
    Ref value = find_in_namespace(frame->locals_dict, name);
    if (!is_missing(value)) return value.release();
    PyObject *in_cell = objects::cell_get(frame->variables[index]);
    if (in_cell == nullptr) {
        raise_unbound(frame, index);
        return nullptr;
    }
    return Py_NewRef(in_cell);
}

int store_name(Frame *frame, PyObject *name, PyObject *value) {
    TRY(require_locals(frame, "no locals found when storing %R", name));
    if (PyDict_CheckExact(frame->locals_dict)) return PyDict_SetItem(frame->locals_dict, name, value);
    return PyObject_SetItem(frame->locals_dict, name, value);
}

int delete_name(Frame *frame, PyObject *name) {
    TRY(require_locals(frame, "no locals when deleting %R", name));
    if (PyObject_DelItem(frame->locals_dict, name) == 0) return 0;
    if (PyErr_ExceptionMatches(PyExc_KeyError) == 0) return -1;
    PyErr_Clear();
    return raise_name_error(name);
}

int delete_global(Frame *frame, PyObject *name) {
    if (PyDict_DelItem(frame->globals, name) == 0) return 0;
    if (PyErr_ExceptionMatches(PyExc_KeyError) == 0) return -1;
    PyErr_Clear();
    return raise_name_error(name);
}

int setup_annotations(Frame *frame) {
    PyObject *key = objects::name::dunder_annotations;
    TRY(require_locals(frame, "no locals found when setting up annotations", key));
    Ref existing = find_in_namespace(frame->locals_dict, key);
    if (existing) return 0;
    if (objects::is_error_pending()) return -1;
    Ref dict = TRY_REF(PyDict_New());
    return PyObject_SetItem(frame->locals_dict, key, dict.get());
}

// --- attributes and items

template <bool Traced> PyObject *load_attribute(Frame *frame, PyObject **object, PyObject *name) {
    SlotCall<Traced> call(frame, "tp_getattro", object, 1);
    return call.finish(PyObject_GetAttr(*object, name));
}

template <bool Traced>
int store_attribute(Frame *frame, PyObject **object, PyObject *name, PyObject *value_or_null) {
    SlotCall<Traced> call(frame, "tp_setattro", object, 1);
    const int status = PyObject_SetAttr(*object, name, value_or_null);
    (void)call.finish(status < 0 ? nullptr : Py_None);
    return status;
}

int load_method(PyObject *object, PyObject *name, PyObject **method) {
    const int is_unbound = _PyObject_GetMethod(object, name, method);
    return *method == nullptr ? -1 : is_unbound;
}

template <bool Traced> PyObject *subscript(Frame *frame, PyObject **operands) {
    SlotCall<Traced> call(frame, "mp_subscript", operands, 2);
    return call.finish(PyObject_GetItem(operands[0], operands[1]));
}

template <bool Traced> int store_subscript(Frame *frame, PyObject **operands) {
    PyObject *reported[] = {operands[1], operands[2], operands[0]};
    SlotCall<Traced> call(frame, "mp_ass_subscript", reported, 3);
    const int status = PyObject_SetItem(operands[1], operands[2], operands[0]);
    (void)call.finish(status < 0 ? nullptr : Py_None);
    return status;
}

int delete_subscript(PyObject **operands) {
    return PyObject_DelItem(operands[0], operands[1]);
}

template PyObject *load_attribute<false>(Frame *, PyObject **, PyObject *);
template PyObject *load_attribute<true>(Frame *, PyObject **, PyObject *);
template int store_attribute<false>(Frame *, PyObject **, PyObject *, PyObject *);
template int store_attribute<true>(Frame *, PyObject **, PyObject *, PyObject *);
template PyObject *subscript<false>(Frame *, PyObject **);
template PyObject *subscript<true>(Frame *, PyObject **);
template int store_subscript<false>(Frame *, PyObject **);
template int store_subscript<true>(Frame *, PyObject **);

// --- displays

PyObject *build_map(PyObject **pairs, int count) {
    Ref dict = TRY_REF(PyDict_New());
    for (int i = 0; i < count; i++) TRY(PyDict_SetItem(dict.get(), pairs[2 * i], pairs[2 * i + 1]));
    return dict.release();
}

PyObject *build_const_key_map(PyObject **values, int count, PyObject *keys) {
    Ref dict = TRY_REF(PyDict_New());
    for (int i = 0; i < count; i++) TRY(PyDict_SetItem(dict.get(), PyTuple_GET_ITEM(keys, i), values[i]));
    return dict.release();
}

PyObject *build_set(PyObject **items, int count) {
    Ref set = TRY_REF(PySet_New(nullptr));
    for (int i = 0; i < count; i++) TRY(PySet_Add(set.get(), items[i]));
    return set.release();
}

PyObject *format_value(PyObject *value, PyObject *spec, int conversion) {
    constexpr int letters[] = {0, 's', 'r', 'a'};
    return objects::format_simple(value, letters[conversion], spec);
}

int extend_list(PyObject *list, PyObject *iterable) {
    if (objects::list_extend(objects::as_list(list), iterable) == 0) return 0;
    // `[*x]` words the failure in its own way.
    const bool is_iterable = Py_TYPE(iterable)->tp_iter != nullptr || PySequence_Check(iterable) != 0;
    if (PyErr_ExceptionMatches(PyExc_TypeError) != 0 && !is_iterable) {
        PyErr_Format(PyExc_TypeError, "Value after * must be an iterable, not %.200s",
                     Py_TYPE(iterable)->tp_name);
    }
    return -1;
}

int update_dict(PyObject *dict, PyObject *mapping) {
    if (PyDict_Update(dict, mapping) == 0) return 0;
    if (PyErr_ExceptionMatches(PyExc_AttributeError) != 0) {
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not a mapping", Py_TYPE(mapping)->tp_name);
    }
    return -1;
}

namespace {

// A key that is there twice arrives as the arguments of a KeyError that nobody has made an instance of yet.
// Where an exception is being handled it has been made one, to have a context, and stays a KeyError: so it is
// in CPython.
Failure raise_keyword_twice(PyObject *callable) {
    PyObject *type;
    PyObject *value;
    PyObject *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (value == nullptr || !PyTuple_Check(value) || PyTuple_GET_SIZE(value) != 1) {
        PyErr_Restore(type, value, traceback);
        return {};
    }
    const Ref arguments = Ref::steal(value);
    Py_DECREF(type);
    Py_XDECREF(traceback);
    Ref text = TRY(objects::callable_text(callable));
    PyErr_Format(PyExc_TypeError, "%U got multiple values for keyword argument '%S'", text.get(),
                 PyTuple_GET_ITEM(arguments.get(), 0));
    return {};
}

} // namespace

int merge_keywords(PyObject *callable, PyObject *dict, PyObject *mapping) {
    if (_PyDict_MergeEx(dict, mapping, 2) == 0) return 0;
    if (PyErr_ExceptionMatches(PyExc_AttributeError) != 0) {
        PyErr_Clear();
        Ref text = objects::callable_text(callable);
        if (!text) return -1;
        PyErr_Format(PyExc_TypeError, "%U argument after ** must be a mapping, not %.200s", text.get(),
                     Py_TYPE(mapping)->tp_name);
        return -1;
    }
    return PyErr_ExceptionMatches(PyExc_KeyError) == 0 ? -1 : raise_keyword_twice(callable);
}

// --- unpacking

namespace {

Failure raise_not_enough(bool has_star, int wanted, int got) {
    const char *at_least = has_star ? "at least " : "";
    PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected %s%d, got %d)", at_least, wanted,
                 got);
    return {};
}

Ref iterator_for_unpacking(PyObject *iterable) {
    Ref iterator = Ref::steal(PyObject_GetIter(iterable));
    const bool is_iterable = Py_TYPE(iterable)->tp_iter != nullptr || PySequence_Check(iterable) != 0;
    if (!iterator && PyErr_ExceptionMatches(PyExc_TypeError) != 0 && !is_iterable) {
        PyErr_Format(PyExc_TypeError, "cannot unpack non-iterable %.200s object", Py_TYPE(iterable)->tp_name);
    }
    return iterator;
}

// Appends exactly `wanted` items to the list.
int take_items(PyObject *iterator, int wanted, int before, bool has_star, int expected, PyObject *items) {
    for (int i = 0; i < wanted; i++) {
        Ref item = Ref::steal(PyIter_Next(iterator));
        if (!item)
            return objects::is_error_pending()
                       ? -1
                       : static_cast<int>(raise_not_enough(has_star, expected, before + i));
        TRY(PyList_Append(items, item.get()));
    }
    return 0;
}

int check_exhausted(PyObject *iterator, int expected) {
    Ref extra = Ref::steal(PyIter_Next(iterator));
    if (extra) {
        PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %d)", expected);
        return -1;
    }
    return objects::is_error_pending() ? -1 : 0;
}

// Splits the items behind the star off: `rest` keeps what the star takes.
int write_star(PyObject *head, PyObject *rest, int before, int after, PyObject **stack) {
    const Py_ssize_t rest_size = PyList_GET_SIZE(rest);
    if (rest_size < after)
        return raise_not_enough(true, before + after, before + static_cast<int>(rest_size));
    Ref middle = TRY_REF(PyList_GetSlice(rest, 0, rest_size - after));
    for (int i = 0; i < after; i++) stack[i] = Py_NewRef(PyList_GET_ITEM(rest, rest_size - 1 - i));
    stack[after] = middle.release();
    for (int i = 0; i < before; i++) stack[after + before - i] = Py_NewRef(PyList_GET_ITEM(head, i));
    return 0;
}

} // namespace

int unpack_iterable(PyObject *iterable, int before, int after, bool has_star, PyObject **stack) {
    Ref iterator = TRY(iterator_for_unpacking(iterable));
    Ref head = TRY_REF(PyList_New(0));
    TRY(take_items(iterator.get(), before, 0, has_star, before + after, head.get()));
    if (has_star) {
        Ref rest = TRY_REF(PySequence_List(iterator.get()));
        return write_star(head.get(), rest.get(), before, after, stack);
    }
    TRY(check_exhausted(iterator.get(), before));
    for (int i = 0; i < before; i++) stack[before - 1 - i] = Py_NewRef(PyList_GET_ITEM(head.get(), i));
    return 0;
}

} // namespace adder::vm
