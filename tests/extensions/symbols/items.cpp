// SPDX-License-Identifier: MIT
//
// Sizes, items, iteration, sequences and mappings as any object may be one (adder/abstract.h).
#include "cases.hpp"

namespace {

constexpr const char *FAILING =
    "type('F', (), {f'__{name}__': lambda *args: 1 // 0 for name in 'len length_hint getitem setitem delitem "
    "iter next aiter anext contains add mul iadd imul'.split()})()";
constexpr const char *FAILING_ITERATOR = "(1 // 0 for item in [1])";
constexpr const char *FAILING_EQUAL = "type('E', (), {'__eq__': lambda self, other: 1 // 0})()";
constexpr const char *WRONG_LENGTH = "type('L', (), {'__len__': lambda self: 'long'})()";
constexpr const char *NEGATIVE_LENGTH = "type('L', (), {'__len__': lambda self: -1})()";
constexpr const char *HUGE_LENGTH = "type('L', (), {'__len__': lambda self: 10 ** 30})()";
constexpr const char *BY_INDEX = "type('B', (), {'__getitem__': lambda self, i: 'abc'[i], "
                                 "'__len__': lambda self: 3})()";
constexpr const char *ALIAS = "type('A', (), {'__class_getitem__': lambda key: ('alias', key)})";
constexpr const char *DICT_CLASS = "type('D', (dict,), {'keys': lambda self: iter('pq'), "
                                   "'values': lambda self: 5, 'items': lambda self: 1 // 0})(a=1)";
constexpr const char *NO_ITERATION = "type('N', (), {'__iter__': None, '__contains__': None})()";
constexpr const char *WRONG_ITERATOR = "type('W', (), {'__iter__': lambda self: 5})()";

std::string with(PyObject *object, long long status) {
    return std::to_string(status) + ", " + told(borrowed(object));
}

// What an iterator gives, at most four items of it; the exception stays set.
std::string items(PyObject *iterator) {
    if (iterator == nullptr) return "NULL";
    std::string text = Py_TYPE(iterator)->tp_name;
    for (int i = 0; i < 4; ++i) {
        PyObject *item = PyIter_Next(iterator);
        text += ", " + told(item);
        if (item == nullptr) break;
    }
    Py_DECREF(iterator);
    return text;
}

std::string sent(PyObject *iterator, PyObject *value, int times = 1) {
    std::string text;
    for (int i = 0; i < times; ++i) {
        PyObject *result = nullptr;
        const PySendResult status = PyIter_Send(iterator, value, &result);
        text += std::to_string(static_cast<int>(status)) + ", " + told(result) + "; ";
    }
    return text;
}

// Whether PySequence_Fast gave the object itself.
std::string fast(PyObject *iterable) {
    PyObject *sequence = PySequence_Fast(iterable, "not a sequence: h\xc3\xa4!");
    if (sequence == nullptr) return "NULL";
    const bool is_same = sequence == iterable;
    const std::string text = std::to_string(PySequence_Fast_GET_SIZE(sequence)) + ", ";
    return text + (is_same ? "same " : "other ") + told(sequence);
}

const Case ITEMS[] = {
    CASE(PyObject_Size, PyObject_Size(on.list)),
    CASE(PyObject_Size, PyObject_Size(on.text)),
    CASE(PyObject_Size, PyObject_Size(Value("{}"))),
    CASE(PyObject_Size, PyObject_Size(on.number)),
    CASE(PyObject_Size, PyObject_Size(Value("1"))),
    CASE(PyObject_Size, PyObject_Size(nullptr)),
    CASE(PyObject_Size, PyObject_Size(Value(FAILING))),
    CASE(PyObject_Size, PyObject_Size(Value(WRONG_LENGTH))),
    CASE(PyObject_Size, PyObject_Size(Value(NEGATIVE_LENGTH))),
    CASE(PyObject_Size, PyObject_Size(Value(HUGE_LENGTH))),
    CASE(PyObject_Length, PyObject_Length(on.dict)),
    CASE(PyObject_Length, PyObject_Length(on.instance)),
    CASE(PyObject_LengthHint, PyObject_LengthHint(on.list, 9)),
    CASE(PyObject_LengthHint, PyObject_LengthHint(on.instance, 9)),
    CASE(PyObject_LengthHint, PyObject_LengthHint(Value("iter('abc')"), 9)),
    CASE(PyObject_LengthHint, PyObject_LengthHint(Value(FAILING), 9)),
    CASE(PyObject_LengthHint, PyObject_LengthHint(Value(WRONG_LENGTH), 9)),
    CASE(PyObject_LengthHint,
         PyObject_LengthHint(Value("type('H', (), {'__length_hint__': lambda self: 5.5})()"), 9)),
    CASE(PyObject_LengthHint,
         PyObject_LengthHint(Value("type('H', (), {'__length_hint__': lambda self: -5})()"), 9)),
    CASE(PyObject_LengthHint,
         PyObject_LengthHint(Value("type('H', (), {'__length_hint__': lambda self: NotImplemented})()"), 9)),
    CASE(PyObject_LengthHint,
         PyObject_LengthHint(Value("type('H', (), {'__length_hint__': lambda self: 1 // 0})()"), 9)),
    CASE(PyObject_GetItem, PyObject_GetItem(on.list, Value("-1"))),
    CASE(PyObject_GetItem, PyObject_GetItem(on.list, Value("3"))),
    CASE(PyObject_GetItem, PyObject_GetItem(on.list, Value("10 ** 30"))),
    CASE(PyObject_GetItem, PyObject_GetItem(on.list, Value("slice(None, None, -1)"))),
    CASE(PyObject_GetItem, PyObject_GetItem(on.list, on.text)),
    CASE(PyObject_GetItem, PyObject_GetItem(on.text, Value("1"))),
    CASE(PyObject_GetItem, PyObject_GetItem(on.dict, Value("'a'"))),
    CASE(PyObject_GetItem, PyObject_GetItem(on.dict, on.text)),
    CASE(PyObject_GetItem, PyObject_GetItem(on.dict, on.list)),
    CASE(PyObject_GetItem, PyObject_GetItem(on.set, Value("1"))),
    CASE(PyObject_GetItem, PyObject_GetItem(on.type, Value("1"))),
    CASE(PyObject_GetItem, PyObject_GetItem(Value("list"), Value("int"))),
    CASE(PyObject_GetItem, PyObject_GetItem(Value(ALIAS), on.text)),
    CASE(PyObject_GetItem, PyObject_GetItem(Value(BY_INDEX), Value("1"))),
    CASE(PyObject_GetItem, PyObject_GetItem(Value(FAILING), Value("1"))),
    CASE(PyObject_GetItem, PyObject_GetItem(nullptr, on.text)),
    CASE(PyObject_GetItem, PyObject_GetItem(on.list, nullptr)),
    CASE(PyObject_SetItem, PyObject_SetItem(on.list, Value("-1"), on.text)),
    CASE(PyObject_SetItem, PyObject_SetItem(on.list, Value("3"), on.text)),
    CASE(PyObject_SetItem, PyObject_SetItem(on.list, on.text, on.text)),
    CASE(PyObject_SetItem, PyObject_SetItem(on.list, Value("slice(1)"), on.tuple)),
    CASE(PyObject_SetItem, PyObject_SetItem(on.dict, on.text, on.list)),
    CASE(PyObject_SetItem, PyObject_SetItem(on.dict, on.list, on.text)),
    CASE(PyObject_SetItem, PyObject_SetItem(on.tuple, Value("0"), on.text)),
    CASE(PyObject_SetItem, PyObject_SetItem(on.instance, Value("0"), on.text)),
    CASE(PyObject_SetItem, PyObject_SetItem(on.array, Value("0"), Value("256"))),
    CASE(PyObject_SetItem, PyObject_SetItem(Value(FAILING), Value("0"), on.text)),
    CASE(PyObject_SetItem, PyObject_SetItem(on.list, Value("0"), nullptr)),
    CASE(PyObject_SetItem, PyObject_SetItem(nullptr, Value("0"), on.text)),
    CASE(PyObject_DelItem, PyObject_DelItem(on.list, Value("0"))),
    CASE(PyObject_DelItem, PyObject_DelItem(on.list, Value("3"))),
    CASE(PyObject_DelItem, PyObject_DelItem(on.list, on.text)),
    CASE(PyObject_DelItem, PyObject_DelItem(on.dict, Value("'a'"))),
    CASE(PyObject_DelItem, PyObject_DelItem(on.dict, on.text)),
    CASE(PyObject_DelItem, PyObject_DelItem(on.tuple, Value("0"))),
    CASE(PyObject_DelItem, PyObject_DelItem(on.instance, Value("0"))),
    CASE(PyObject_DelItem, PyObject_DelItem(Value(FAILING), Value("0"))),
    CASE(PyObject_DelItem, PyObject_DelItem(nullptr, Value("0"))),
    CASE(PyObject_DelItem, PyObject_DelItem(on.list, nullptr)),
    CASE(PyObject_DelItemString, PyObject_DelItemString(on.dict, "a")),
    CASE(PyObject_DelItemString, PyObject_DelItemString(on.dict, "h\xc3\xa4")),
    CASE(PyObject_DelItemString, PyObject_DelItemString(on.dict, "\xff")),
    CASE(PyObject_DelItemString, PyObject_DelItemString(on.list, "a")),
    CASE(PyObject_DelItemString, PyObject_DelItemString(nullptr, "a")),
    CASE(PyObject_DelItemString, PyObject_DelItemString(on.dict, nullptr)),
    CASE(Py_GenericAlias, Py_GenericAlias(Value("list"), Value("int"))),
    CASE(Py_GenericAlias, Py_GenericAlias(Value("dict"), Value("(str, 5)"))),
    CASE(Py_GenericAlias, Py_GenericAlias(on.list, on.text)),
};

const Case ITERATION[] = {
    CASE(PyObject_GetIter, items(PyObject_GetIter(on.list))),
    CASE(PyObject_GetIter, items(PyObject_GetIter(on.text))),
    CASE(PyObject_GetIter, items(PyObject_GetIter(on.dict))),
    CASE(PyObject_GetIter, items(PyObject_GetIter(Value(BY_INDEX)))),
    CASE(PyObject_GetIter, items(PyObject_GetIter(Value(FAILING_ITERATOR)))),
    CASE(PyObject_GetIter, PyObject_GetIter(on.instance)),
    CASE(PyObject_GetIter, PyObject_GetIter(on.type)),
    CASE(PyObject_GetIter, PyObject_GetIter(Value("1"))),
    CASE(PyObject_GetIter, PyObject_GetIter(Value(FAILING))),
    CASE(PyObject_GetIter, PyObject_GetIter(Value(NO_ITERATION))),
    CASE(PyObject_GetIter, PyObject_GetIter(Value(WRONG_ITERATOR))),
    CASE(PyObject_GetAIter, PyObject_GetAIter(on.list)),
    CASE(PyObject_GetAIter, PyObject_GetAIter(Value(FAILING))),
    CASE(PyObject_GetAIter, PyObject_GetAIter(Value("type('A', (), {'__aiter__': lambda self: 5})()"))),
    CASE(PyObject_GetAIter, PyObject_GetAIter(Value("type('A', (), {'__aiter__': lambda self: self, "
                                                    "'__anext__': None, '__repr__': lambda self: 'A'})()"))),
    CASE(PyObject_SelfIter, PyObject_SelfIter(on.list)),
    CASE(PyIter_Check, PyIter_Check(Value("iter('')"))),
    CASE(PyIter_Check, PyIter_Check(on.list)),
    CASE(PyIter_Check, PyIter_Check(Value(FAILING))),
    CASE(PyAIter_Check, PyAIter_Check(Value(FAILING))),
    CASE(PyAIter_Check, PyAIter_Check(Value("iter('')"))),
    CASE(PyIter_Next, PyIter_Next(Value("iter('h\xc3\xa4')"))),
    CASE(PyIter_Next, PyIter_Next(Value("iter('')"))),
    CASE(PyIter_Next, PyIter_Next(Value(FAILING))),
    CASE(PyIter_Next, PyIter_Next(Value("type('I', (), {'__next__': lambda self: next(iter(''))})()"))),
    CASE(PyIter_Send, sent(Value("iter('ab')"), Py_None, 3)),
    CASE(PyIter_Send, sent(Value("(item for item in 'ab')"), Py_None, 3)),
    CASE(PyIter_Send, sent(Value("(lambda: (yield (yield 1)))()"), Py_None, 3)),
    CASE(PyIter_Send, sent(Value("(lambda: (yield))()"), on.text)),
    CASE(PyIter_Send, sent(Value("iter('ab')"), on.text)),
    CASE(PyIter_Send, sent(Value(FAILING), Py_None)),
    CASE(PyIter_Send, sent(Value(FAILING_ITERATOR), Py_None)),
    CASE(PyIter_Send, sent(Value("type('S', (), {'send': lambda self, x: ('sent', x)})()"), on.text)),
    CASE(_PyObject_NextNotImplemented, _PyObject_NextNotImplemented(on.list)),
};

const Case SEQUENCES[] = {
    CASE(PySequence_Check, PySequence_Check(on.list)),
    CASE(PySequence_Check, PySequence_Check(on.dict)),
    CASE(PySequence_Check, PySequence_Check(on.set)),
    CASE(PySequence_Check, PySequence_Check(Value(BY_INDEX))),
    CASE(PySequence_Check, PySequence_Check(Value(DICT_CLASS))),
    CASE(PySequence_Check, PySequence_Check(Value("1"))),
    CASE(PySequence_Size, PySequence_Size(on.tuple)),
    CASE(PySequence_Size, PySequence_Size(on.dict)),
    CASE(PySequence_Size, PySequence_Size(on.set)),
    CASE(PySequence_Size, PySequence_Size(on.instance)),
    CASE(PySequence_Size, PySequence_Size(nullptr)),
    CASE(PySequence_Size, PySequence_Size(Value(FAILING))),
    CASE(PySequence_Length, PySequence_Length(on.text)),
    CASE(PySequence_Concat, PySequence_Concat(on.list, on.list)),
    CASE(PySequence_Concat, PySequence_Concat(on.list, on.tuple)),
    CASE(PySequence_Concat, PySequence_Concat(on.bytes, on.array)),
    CASE(PySequence_Concat, PySequence_Concat(on.instance, on.list)),
    CASE(PySequence_Concat, PySequence_Concat(Value("1"), Value("2"))),
    CASE(PySequence_Concat, PySequence_Concat(Value(FAILING), Value(FAILING))),
    CASE(PySequence_Concat, PySequence_Concat(Value(BY_INDEX), Value(BY_INDEX))),
    CASE(PySequence_Concat, PySequence_Concat(nullptr, on.list)),
    CASE(PySequence_Concat, PySequence_Concat(on.list, nullptr)),
    CASE(PySequence_Repeat, PySequence_Repeat(on.list, 2)),
    CASE(PySequence_Repeat, PySequence_Repeat(on.list, -1)),
    CASE(PySequence_Repeat, PySequence_Repeat(on.tuple, 1)),
    CASE(PySequence_Repeat, PySequence_Repeat(on.list, PY_SSIZE_T_MAX)),
    CASE(PySequence_Repeat, PySequence_Repeat(on.text, PY_SSIZE_T_MAX)),
    CASE(PySequence_Repeat, PySequence_Repeat(on.instance, 2)),
    CASE(PySequence_Repeat, PySequence_Repeat(Value("5"), 2)),
    CASE(PySequence_Repeat, PySequence_Repeat(Value(FAILING), 2)),
    CASE(PySequence_Repeat, PySequence_Repeat(nullptr, 2)),
    CASE(PySequence_InPlaceConcat, PySequence_InPlaceConcat(on.list, on.tuple)),
    CASE(PySequence_InPlaceConcat, PySequence_InPlaceConcat(on.tuple, on.tuple)),
    CASE(PySequence_InPlaceConcat, PySequence_InPlaceConcat(on.list, on.instance)),
    CASE(PySequence_InPlaceConcat, PySequence_InPlaceConcat(on.instance, on.list)),
    CASE(PySequence_InPlaceConcat, PySequence_InPlaceConcat(Value(FAILING), Value(FAILING))),
    CASE(PySequence_InPlaceConcat, PySequence_InPlaceConcat(nullptr, on.list)),
    CASE(PySequence_InPlaceRepeat, PySequence_InPlaceRepeat(on.list, 2)),
    CASE(PySequence_InPlaceRepeat, PySequence_InPlaceRepeat(on.list, 0)),
    CASE(PySequence_InPlaceRepeat, PySequence_InPlaceRepeat(on.tuple, 2)),
    CASE(PySequence_InPlaceRepeat, PySequence_InPlaceRepeat(on.instance, 2)),
    CASE(PySequence_InPlaceRepeat, PySequence_InPlaceRepeat(Value(FAILING), 2)),
    CASE(PySequence_InPlaceRepeat, PySequence_InPlaceRepeat(nullptr, 2)),
    CASE(PySequence_GetItem, PySequence_GetItem(on.list, -1)),
    CASE(PySequence_GetItem, PySequence_GetItem(on.list, 3)),
    CASE(PySequence_GetItem, PySequence_GetItem(on.list, -4)),
    CASE(PySequence_GetItem, PySequence_GetItem(on.text, 1)),
    CASE(PySequence_GetItem, PySequence_GetItem(on.dict, 0)),
    CASE(PySequence_GetItem, PySequence_GetItem(on.set, 0)),
    CASE(PySequence_GetItem, PySequence_GetItem(on.instance, 0)),
    CASE(PySequence_GetItem, PySequence_GetItem(Value(BY_INDEX), -1)),
    CASE(PySequence_GetItem, PySequence_GetItem(Value(BY_INDEX), 9)),
    CASE(PySequence_GetItem, PySequence_GetItem(Value(FAILING), 0)),
    CASE(PySequence_GetItem, PySequence_GetItem(Value(FAILING), -1)),
    CASE(PySequence_GetItem, PySequence_GetItem(nullptr, 0)),
    CASE(PySequence_ITEM, PySequence_ITEM(on.list, 1)),
    CASE(PySequence_SetItem, PySequence_SetItem(on.list, -1, on.text)),
    CASE(PySequence_SetItem, PySequence_SetItem(on.list, 3, on.text)),
    CASE(PySequence_SetItem, PySequence_SetItem(on.list, 0, nullptr)),
    CASE(PySequence_SetItem, PySequence_SetItem(on.dict, 0, on.text)),
    CASE(PySequence_SetItem, PySequence_SetItem(on.tuple, 0, on.text)),
    CASE(PySequence_SetItem, PySequence_SetItem(on.instance, 0, on.text)),
    CASE(PySequence_SetItem, PySequence_SetItem(on.array, 0, Value("300"))),
    CASE(PySequence_SetItem, PySequence_SetItem(Value(FAILING), 0, on.text)),
    CASE(PySequence_SetItem, PySequence_SetItem(nullptr, 0, on.text)),
    CASE(PySequence_DelItem, PySequence_DelItem(on.list, -1)),
    CASE(PySequence_DelItem, PySequence_DelItem(on.list, 3)),
    CASE(PySequence_DelItem, PySequence_DelItem(on.dict, 0)),
    CASE(PySequence_DelItem, PySequence_DelItem(on.tuple, 0)),
    CASE(PySequence_DelItem, PySequence_DelItem(on.instance, 0)),
    CASE(PySequence_DelItem, PySequence_DelItem(Value(FAILING), 0)),
    CASE(PySequence_DelItem, PySequence_DelItem(nullptr, 0)),
    CASE(PySequence_GetSlice, PySequence_GetSlice(on.list, 1, 3)),
    CASE(PySequence_GetSlice, PySequence_GetSlice(on.text, -3, PY_SSIZE_T_MAX)),
    CASE(PySequence_GetSlice, PySequence_GetSlice(on.dict, 0, 1)),
    CASE(PySequence_GetSlice, PySequence_GetSlice(on.instance, 0, 1)),
    CASE(PySequence_GetSlice, PySequence_GetSlice(Value(FAILING), 0, 1)),
    CASE(PySequence_GetSlice, PySequence_GetSlice(nullptr, 0, 1)),
    CASE(PySequence_SetSlice, PySequence_SetSlice(on.list, 1, 2, on.tuple)),
    CASE(PySequence_SetSlice, PySequence_SetSlice(on.list, 0, 9, nullptr)),
    CASE(PySequence_SetSlice, PySequence_SetSlice(on.list, 0, 1, on.instance)),
    CASE(PySequence_SetSlice, PySequence_SetSlice(on.tuple, 0, 1, on.list)),
    CASE(PySequence_SetSlice, PySequence_SetSlice(on.instance, 0, 1, on.list)),
    CASE(PySequence_SetSlice, PySequence_SetSlice(nullptr, 0, 1, on.list)),
    CASE(PySequence_DelSlice, PySequence_DelSlice(on.list, 0, 2)),
    CASE(PySequence_DelSlice, PySequence_DelSlice(on.array, -2, 99)),
    CASE(PySequence_DelSlice, PySequence_DelSlice(on.tuple, 0, 1)),
    CASE(PySequence_DelSlice, PySequence_DelSlice(on.instance, 0, 1)),
    CASE(PySequence_DelSlice, PySequence_DelSlice(nullptr, 0, 1)),
    CASE(PySequence_Tuple, PySequence_Tuple(on.list)),
    CASE(PySequence_Tuple, PySequence_Tuple(on.tuple)),
    CASE(PySequence_Tuple, PySequence_Tuple(Value("iter(range(3))"))),
    CASE(PySequence_Tuple, PySequence_Tuple(on.instance)),
    CASE(PySequence_Tuple, PySequence_Tuple(Value(FAILING_ITERATOR))),
    CASE(PySequence_Tuple, PySequence_Tuple(Value(FAILING))),
    CASE(PySequence_Tuple, PySequence_Tuple(nullptr)),
    CASE(PySequence_List, PySequence_List(on.tuple)),
    CASE(PySequence_List, PySequence_List(on.dict)),
    CASE(PySequence_List, PySequence_List(on.instance)),
    CASE(PySequence_List, PySequence_List(Value(FAILING_ITERATOR))),
    CASE(PySequence_List, PySequence_List(nullptr)),
    CASE(PySequence_Fast, fast(on.list)),
    CASE(PySequence_Fast, fast(on.tuple)),
    CASE(PySequence_Fast, fast(on.text)),
    CASE(PySequence_Fast, fast(on.instance)),
    CASE(PySequence_Fast, fast(Value(FAILING))),
    CASE(PySequence_Fast, fast(Value(FAILING_ITERATOR))),
    CASE(PySequence_Fast, fast(nullptr)),
    CASE(PySequence_Count, PySequence_Count(on.list, Value("'x'"))),
    CASE(PySequence_Count, PySequence_Count(on.text, Value("'\xc3\x9f'"))),
    CASE(PySequence_Count, PySequence_Count(on.instance, on.text)),
    CASE(PySequence_Count, PySequence_Count(on.list, Value(FAILING_EQUAL))),
    CASE(PySequence_Count, PySequence_Count(Value(FAILING_ITERATOR), on.text)),
    CASE(PySequence_Count, PySequence_Count(nullptr, on.text)),
    CASE(PySequence_Contains, PySequence_Contains(on.list, Value("'x'"))),
    CASE(PySequence_Contains, PySequence_Contains(on.dict, on.text)),
    CASE(PySequence_Contains, PySequence_Contains(on.set, on.list)),
    CASE(PySequence_Contains, PySequence_Contains(on.text, on.list)),
    CASE(PySequence_Contains, PySequence_Contains(on.text, Value("'\xc3\x9f' 'l'"))),
    CASE(PySequence_Contains, PySequence_Contains(on.instance, on.text)),
    CASE(PySequence_Contains, PySequence_Contains(Value(FAILING), on.text)),
    CASE(PySequence_Contains, PySequence_Contains(Value(NO_ITERATION), on.text)),
    CASE(PySequence_Contains, PySequence_Contains(Value(BY_INDEX), Value("'c'"))),
    CASE(PySequence_Contains, PySequence_Contains(on.tuple, Value(FAILING_EQUAL))),
    CASE(PySequence_Index, PySequence_Index(on.list, Value("'z'"))),
    CASE(PySequence_Index, PySequence_Index(on.list, on.text)),
    CASE(PySequence_Index, PySequence_Index(on.instance, on.text)),
    CASE(PySequence_Index, PySequence_Index(on.list, Value(FAILING_EQUAL))),
    CASE(PySequence_Index, PySequence_Index(nullptr, on.text)),
    CASE(_PySequence_IterSearch, _PySequence_IterSearch(on.text, Value("'h'"), PY_ITERSEARCH_COUNT)),
    CASE(_PySequence_IterSearch, _PySequence_IterSearch(on.text, Value("'i'"), PY_ITERSEARCH_INDEX)),
    CASE(_PySequence_IterSearch, _PySequence_IterSearch(on.text, Value("'i'"), PY_ITERSEARCH_CONTAINS)),
    CASE(_PySequence_IterSearch, _PySequence_IterSearch(nullptr, on.text, PY_ITERSEARCH_CONTAINS)),
    CASE(_PySequence_IterSearch, _PySequence_IterSearch(on.list, nullptr, PY_ITERSEARCH_COUNT)),
    CASE(_PySequence_IterSearch, _PySequence_IterSearch(on.instance, on.text, PY_ITERSEARCH_COUNT)),
};

const Case MAPPINGS[] = {
    CASE(PyMapping_Check, PyMapping_Check(on.dict)),
    CASE(PyMapping_Check, PyMapping_Check(on.list)),
    CASE(PyMapping_Check, PyMapping_Check(on.set)),
    CASE(PyMapping_Check, PyMapping_Check(Value(BY_INDEX))),
    CASE(PyMapping_Check, PyMapping_Check(nullptr)),
    CASE(PyMapping_Size, PyMapping_Size(on.dict)),
    CASE(PyMapping_Size, PyMapping_Size(on.list)),
    CASE(PyMapping_Size, PyMapping_Size(on.set)),
    CASE(PyMapping_Size, PyMapping_Size(on.instance)),
    CASE(PyMapping_Size, PyMapping_Size(nullptr)),
    CASE(PyMapping_Length, PyMapping_Length(on.text)),
    CASE(PyMapping_HasKeyString, PyMapping_HasKeyString(on.dict, "a")),
    CASE(PyMapping_HasKeyString, PyMapping_HasKeyString(on.dict, "h\xc3\xa4")),
    CASE(PyMapping_HasKeyString, PyMapping_HasKeyString(on.list, "a")),
    CASE(PyMapping_HasKeyString, PyMapping_HasKeyString(nullptr, "a")),
    CASE(PyMapping_HasKey, PyMapping_HasKey(on.dict, Value("'a'"))),
    CASE(PyMapping_HasKey, PyMapping_HasKey(on.dict, on.list)),
    CASE(PyMapping_HasKey, PyMapping_HasKey(on.list, Value("1"))),
    CASE(PyMapping_HasKey, PyMapping_HasKey(Value(FAILING), Value("1"))),
    CASE(PyMapping_Keys, PyMapping_Keys(on.dict)),
    CASE(PyMapping_Keys, PyMapping_Keys(Value(DICT_CLASS))),
    CASE(PyMapping_Keys, PyMapping_Keys(on.list)),
    CASE(PyMapping_Keys, PyMapping_Keys(nullptr)),
    CASE(PyMapping_Values, PyMapping_Values(on.dict)),
    CASE(PyMapping_Values, PyMapping_Values(Value(DICT_CLASS))),
    CASE(PyMapping_Values, PyMapping_Values(on.instance)),
    CASE(PyMapping_Items, PyMapping_Items(on.dict)),
    CASE(PyMapping_Items, PyMapping_Items(Value(DICT_CLASS))),
    CASE(PyMapping_Items, PyMapping_Items(on.instance)),
    CASE(PyMapping_GetItemString, PyMapping_GetItemString(on.dict, "a")),
    CASE(PyMapping_GetItemString, PyMapping_GetItemString(on.dict, "h\xc3\xa4")),
    CASE(PyMapping_GetItemString, PyMapping_GetItemString(on.dict, "\xff")),
    CASE(PyMapping_GetItemString, PyMapping_GetItemString(on.list, "a")),
    CASE(PyMapping_GetItemString, PyMapping_GetItemString(on.dict, nullptr)),
    CASE(PyMapping_SetItemString, with(on.dict, PyMapping_SetItemString(on.dict, "c", on.list))),
    CASE(PyMapping_SetItemString, PyMapping_SetItemString(on.dict, "\xff", on.list)),
    CASE(PyMapping_SetItemString, PyMapping_SetItemString(on.list, "a", on.text)),
    CASE(PyMapping_SetItemString, PyMapping_SetItemString(on.dict, nullptr, on.text)),
    CASE(PyMapping_DelItem, PyMapping_DelItem(on.dict, Value("'b'"))),
    CASE(PyMapping_DelItemString, PyMapping_DelItemString(on.dict, "b")),
};

} // namespace

Area item_cases() {
    return ITEMS;
}
Area iteration_cases() {
    return ITERATION;
}
Area any_sequence_cases() {
    return SEQUENCES;
}
Area mapping_cases() {
    return MAPPINGS;
}
