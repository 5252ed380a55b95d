// SPDX-License-Identifier: MIT
//
// Items, lengths, concatenation and membership: the sequence protocol and `object[key]` of any object.
// Reference manual, 3.3.7. The mapping protocol's own functions are in protocol_mapping.cpp.
#include "objects/protocol.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/type.hpp"

namespace adder::objects {

namespace {

const PySequenceMethods *sequence_methods(PyObject *object) {
    return Py_TYPE(object)->tp_as_sequence;
}
const PyMappingMethods *mapping_methods(PyObject *object) {
    return Py_TYPE(object)->tp_as_mapping;
}

// "'X' object does not support indexing", or that it is no sequence when it is a mapping.
Failure raise_no_sequence(PyObject *object, bool is_mapping, const char *problem) {
    if (is_mapping) return raise_type_error("%.200s is not a sequence", Py_TYPE(object)->tp_name);
    return raise_type_error("'%.200s' object %s", Py_TYPE(object)->tp_name, problem);
}

// A negative index counts from the end when the length is known. 0, or -1.
int adjust_index(PyObject *sequence, Py_ssize_t &index) {
    const lenfunc length = sequence_methods(sequence)->sq_length;
    if (index >= 0 || length == nullptr) return 0;
    const Py_ssize_t size = TRY(length(sequence));
    index += size;
    return 0;
}

PyObject *subscript_class(PyTypeObject *type, PyObject *key) {
    if (type == &PyType_Type) return Py_GenericAlias(as_object(type), key);
    PyObject *found = nullptr;
    TRY(_PyObject_LookupAttr(as_object(type), name::dunder_class_getitem, &found));
    Ref method = Ref::steal(found);
    if (method && method.get() != Py_None) return call_one(method.get(), key);
    return raise_type_error("type '%.200s' is not subscriptable", type->tp_name);
}

int assign_item(PyObject *object, PyObject *key, PyObject *value, const char *problem) {
    const PyMappingMethods *mapping = mapping_methods(object);
    if (mapping != nullptr && mapping->mp_ass_subscript != nullptr) {
        return mapping->mp_ass_subscript(object, key, value);
    }
    const PySequenceMethods *sequence = sequence_methods(object);
    if (sequence != nullptr) {
        if (PyIndex_Check(key)) {
            const Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
            if (index == -1 && is_error_pending()) return -1;
            return value != nullptr ? PySequence_SetItem(object, index, value)
                                    : PySequence_DelItem(object, index);
        }
        if (sequence->sq_ass_item != nullptr) {
            return raise_type_error("sequence index must be integer, not '%.200s'", Py_TYPE(key)->tp_name);
        }
    }
    return raise_type_error("'%.200s' object %s", Py_TYPE(object)->tp_name, problem);
}

int assign_index(PyObject *sequence, Py_ssize_t index, PyObject *value, const char *problem) {
    if (sequence == nullptr) return raise_null_argument();
    const PySequenceMethods *methods = sequence_methods(sequence);
    if (methods != nullptr && methods->sq_ass_item != nullptr) {
        TRY(adjust_index(sequence, index));
        return methods->sq_ass_item(sequence, index, value);
    }
    const PyMappingMethods *mapping = mapping_methods(sequence);
    return raise_no_sequence(sequence, mapping != nullptr && mapping->mp_ass_subscript != nullptr, problem);
}

Ref make_slice(Py_ssize_t low, Py_ssize_t high) {
    Ref start = TRY_REF(PyLong_FromSsize_t(low));
    Ref stop = TRY_REF(PyLong_FromSsize_t(high));
    return Ref::steal(PySlice_New(start.get(), stop.get(), nullptr));
}

int assign_slice(PyObject *sequence, Py_ssize_t low, Py_ssize_t high, PyObject *value, const char *problem) {
    if (sequence == nullptr) return raise_null_argument();
    const PyMappingMethods *mapping = mapping_methods(sequence);
    if (mapping == nullptr || mapping->mp_ass_subscript == nullptr) {
        return raise_type_error("'%.200s' object %s", Py_TYPE(sequence)->tp_name, problem);
    }
    Ref slice = TRY(make_slice(low, high));
    return mapping->mp_ass_subscript(sequence, slice.get(), value);
}

// a + b of two sequences whose class defines only __add__, as the numeric slot does it; NotImplemented if it
// does not.
PyObject *add_sequences(PyObject *left, PyObject *right, bool is_inplace) {
    for (const binaryfunc PyNumberMethods::*slot :
         {&PyNumberMethods::nb_inplace_add, &PyNumberMethods::nb_add}) {
        if (slot == &PyNumberMethods::nb_inplace_add && !is_inplace) continue;
        const PyNumberMethods *methods = Py_TYPE(left)->tp_as_number;
        if (methods == nullptr || methods->*slot == nullptr) continue;
        PyObject *result = (methods->*slot)(left, right);
        if (result != Py_NotImplemented) return result;
        Py_DECREF(result);
    }
    Py_RETURN_NOTIMPLEMENTED;
}

PyObject *concat(PyObject *left, PyObject *right, bool is_inplace) {
    if (left == nullptr || right == nullptr) return raise_null_argument();
    const PySequenceMethods *methods = sequence_methods(left);
    if (methods != nullptr) {
        if (is_inplace && methods->sq_inplace_concat != nullptr)
            return methods->sq_inplace_concat(left, right);
        if (methods->sq_concat != nullptr) return methods->sq_concat(left, right);
    }
    if (PySequence_Check(left) && PySequence_Check(right)) {
        PyObject *result = add_sequences(left, right, is_inplace);
        if (result != Py_NotImplemented) return result;
        Py_DECREF(result);
    }
    return raise_type_error("'%.200s' object can't be concatenated", Py_TYPE(left)->tp_name);
}

PyObject *repeat(PyObject *sequence, Py_ssize_t count, bool is_inplace) {
    if (sequence == nullptr) return raise_null_argument();
    const PySequenceMethods *methods = sequence_methods(sequence);
    if (methods != nullptr) {
        if (is_inplace && methods->sq_inplace_repeat != nullptr)
            return methods->sq_inplace_repeat(sequence, count);
        if (methods->sq_repeat != nullptr) return methods->sq_repeat(sequence, count);
    }
    if (!PySequence_Check(sequence)) {
        return raise_type_error("'%.200s' object can't be repeated", Py_TYPE(sequence)->tp_name);
    }
    Ref number = TRY_REF(PyLong_FromSsize_t(count));
    return is_inplace ? PyNumber_InPlaceMultiply(sequence, number.get())
                      : PyNumber_Multiply(sequence, number.get());
}

// What the three searches do with the result of one comparison: true when the answer is known.
bool note_match(int operation, Py_ssize_t index, Py_ssize_t &result) {
    if (operation != PY_ITERSEARCH_COUNT) {
        result = operation == PY_ITERSEARCH_INDEX ? index : 1;
        return true;
    }
    if (result == PY_SSIZE_T_MAX) {
        PyErr_SetString(PyExc_OverflowError, "count exceeds C integer size");
        result = -1;
        return true;
    }
    result++;
    return false;
}

} // namespace

extern "C" {

Py_ssize_t PyObject_Size(PyObject *object) {
    if (object == nullptr) return raise_null_argument();
    const PySequenceMethods *sequence = sequence_methods(object);
    if (sequence != nullptr && sequence->sq_length != nullptr) return sequence->sq_length(object);
    return PyMapping_Size(object);
}
#undef PyObject_Length
Py_ssize_t PyObject_Length(PyObject *object) {
    return PyObject_Size(object);
}

PyObject *PyObject_GetItem(PyObject *object, PyObject *key) {
    if (object == nullptr || key == nullptr) return raise_null_argument();
    const PyMappingMethods *mapping = mapping_methods(object);
    if (mapping != nullptr && mapping->mp_subscript != nullptr) return mapping->mp_subscript(object, key);
    const PySequenceMethods *sequence = sequence_methods(object);
    if (sequence != nullptr && sequence->sq_item != nullptr) {
        if (!PyIndex_Check(key)) {
            return raise_type_error("sequence index must be integer, not '%.200s'", Py_TYPE(key)->tp_name);
        }
        const Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
        if (index == -1 && is_error_pending()) return nullptr;
        return PySequence_GetItem(object, index);
    }
    if (PyType_Check(object)) return subscript_class(as_type(object), key);
    return raise_type_error("'%.200s' object is not subscriptable", Py_TYPE(object)->tp_name);
}

int PyObject_SetItem(PyObject *object, PyObject *key, PyObject *value) {
    if (object == nullptr || key == nullptr || value == nullptr) return raise_null_argument();
    return assign_item(object, key, value, "does not support item assignment");
}

int PyObject_DelItem(PyObject *object, PyObject *key) {
    if (object == nullptr || key == nullptr) return raise_null_argument();
    return assign_item(object, key, nullptr, "does not support item deletion");
}

int PyObject_DelItemString(PyObject *object, const char *key) {
    if (object == nullptr || key == nullptr) return raise_null_argument();
    Ref text = TRY_REF(PyUnicode_FromString(key));
    return PyObject_DelItem(object, text.get());
}

int PySequence_Check(PyObject *object) {
    if (PyDict_Check(object)) return 0;
    const PySequenceMethods *methods = sequence_methods(object);
    return methods != nullptr && methods->sq_item != nullptr;
}

Py_ssize_t PySequence_Size(PyObject *sequence) {
    if (sequence == nullptr) return raise_null_argument();
    const PySequenceMethods *methods = sequence_methods(sequence);
    if (methods != nullptr && methods->sq_length != nullptr) return methods->sq_length(sequence);
    const PyMappingMethods *mapping = mapping_methods(sequence);
    if (mapping != nullptr && mapping->mp_length != nullptr) {
        return raise_type_error("%.200s is not a sequence", Py_TYPE(sequence)->tp_name);
    }
    return raise_type_error("object of type '%.200s' has no len()", Py_TYPE(sequence)->tp_name);
}
Py_ssize_t PySequence_Length(PyObject *sequence) {
    return PySequence_Size(sequence);
}

PyObject *PySequence_Concat(PyObject *left, PyObject *right) {
    return concat(left, right, false);
}
PyObject *PySequence_InPlaceConcat(PyObject *left, PyObject *right) {
    return concat(left, right, true);
}
PyObject *PySequence_Repeat(PyObject *sequence, Py_ssize_t count) {
    return repeat(sequence, count, false);
}
PyObject *PySequence_InPlaceRepeat(PyObject *sequence, Py_ssize_t count) {
    return repeat(sequence, count, true);
}

PyObject *PySequence_GetItem(PyObject *sequence, Py_ssize_t index) {
    if (sequence == nullptr) return raise_null_argument();
    const PySequenceMethods *methods = sequence_methods(sequence);
    if (methods != nullptr && methods->sq_item != nullptr) {
        TRY(adjust_index(sequence, index));
        return methods->sq_item(sequence, index);
    }
    const PyMappingMethods *mapping = mapping_methods(sequence);
    return raise_no_sequence(sequence, mapping != nullptr && mapping->mp_subscript != nullptr,
                             "does not support indexing");
}

int PySequence_SetItem(PyObject *sequence, Py_ssize_t index, PyObject *value) {
    return assign_index(sequence, index, value, "does not support item assignment");
}

int PySequence_DelItem(PyObject *sequence, Py_ssize_t index) {
    return assign_index(sequence, index, nullptr, "doesn't support item deletion");
}

PyObject *PySequence_GetSlice(PyObject *sequence, Py_ssize_t low, Py_ssize_t high) {
    if (sequence == nullptr) return raise_null_argument();
    const PyMappingMethods *mapping = mapping_methods(sequence);
    if (mapping == nullptr || mapping->mp_subscript == nullptr) {
        return raise_type_error("'%.200s' object is unsliceable", Py_TYPE(sequence)->tp_name);
    }
    Ref slice = TRY(make_slice(low, high));
    return mapping->mp_subscript(sequence, slice.get());
}

int PySequence_SetSlice(PyObject *sequence, Py_ssize_t low, Py_ssize_t high, PyObject *value) {
    return assign_slice(sequence, low, high, value, "doesn't support slice assignment");
}

int PySequence_DelSlice(PyObject *sequence, Py_ssize_t low, Py_ssize_t high) {
    return assign_slice(sequence, low, high, nullptr, "doesn't support slice deletion");
}

Py_ssize_t _PySequence_IterSearch(PyObject *sequence, PyObject *value, int operation) {
    if (sequence == nullptr || value == nullptr) return raise_null_argument();
    Ref iterator = Ref::steal(PyObject_GetIter(sequence));
    if (!iterator) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) {
            raise_type_error("argument of type '%.200s' is not iterable", Py_TYPE(sequence)->tp_name);
        }
        return -1;
    }
    Py_ssize_t result = 0;
    for (Py_ssize_t index = 0;; index++) {
        Ref item = Ref::steal(next_item(iterator.get()));
        if (!item) break;
        const int is_equal = TRY(PyObject_RichCompareBool(item.get(), value, Py_EQ));
        if (is_equal && note_match(operation, index, result)) return result;
    }
    if (is_error_pending()) return -1;
    if (operation != PY_ITERSEARCH_INDEX) return result;
    return raise_value_error("sequence.index(x): x not in sequence");
}

Py_ssize_t PySequence_Count(PyObject *sequence, PyObject *value) {
    return _PySequence_IterSearch(sequence, value, PY_ITERSEARCH_COUNT);
}

Py_ssize_t PySequence_Index(PyObject *sequence, PyObject *value) {
    return _PySequence_IterSearch(sequence, value, PY_ITERSEARCH_INDEX);
}

int PySequence_Contains(PyObject *container, PyObject *value) {
    const PySequenceMethods *methods = sequence_methods(container);
    if (methods != nullptr && methods->sq_contains != nullptr) return methods->sq_contains(container, value);
    return static_cast<int>(_PySequence_IterSearch(container, value, PY_ITERSEARCH_CONTAINS));
}

} // extern "C"

} // namespace adder::objects
