// SPDX-License-Identifier: MIT
//
// Dicts, sets and struct sequences (adder/container.h).
#include "cases.hpp"

#include <algorithm>
#include <vector>

namespace {

constexpr const char *NOT_EQUAL = "type('K', (), {'__hash__': lambda self: hash('a'), '__eq__': lambda self, "
                                  "other: 1 // 0})()";
constexpr const char *FAILING_HASH = "type('K', (), {'__hash__': lambda self: 1 // 0})()";
constexpr const char *FAILING_ITERATOR = "(1 // 0 for item in [1])";
constexpr const char *KEYS_ONLY =
    "type('M', (), {'keys': lambda self: ['a', 'q'], '__getitem__': lambda self, "
    "key: key * 2})()";
constexpr const char *FAILING_MAPPING = "type('M', (), {'keys': lambda self: ['q'], '__getitem__': lambda "
                                        "self, key: 1 // 0})()";
constexpr const char *DICT_CLASS = "type('D', (dict,), {})(a=1)";
constexpr const char *FROZEN = "frozenset('a')";

Value text_a() {
    return Value("'a'");
}

Py_hash_t hash_of(PyObject *object) {
    const Py_hash_t hash = PyObject_Hash(object);
    PyErr_Clear();
    return hash;
}

// All items as a walk gives them; the hashes must be those of the keys.
std::string walked(PyObject *dict) {
    std::string text;
    Py_ssize_t position = 0;
    PyObject *key, *value;
    while (PyDict_Next(dict, &position, &key, &value))
        text += told(Py_NewRef(key)) + "=" + told(Py_NewRef(value)) + " ";
    return text;
}

std::string walked_with_hashes(PyObject *dict) {
    std::string text;
    Py_ssize_t position = 0;
    PyObject *key, *value;
    Py_hash_t hash;
    while (_PyDict_Next(dict, &position, &key, &value, &hash))
        text += told(Py_NewRef(key)) + "=" + told(Py_NewRef(value)) + (hash == hash_of(key) ? " " : "? ");
    return text;
}

std::string walked_set(PyObject *set) {
    std::vector<std::string> keys;
    Py_ssize_t position = 0;
    PyObject *key;
    Py_hash_t hash;
    int status;
    while ((status = _PySet_NextEntry(set, &position, &key, &hash)) == 1)
        keys.push_back(told(Py_NewRef(key)) + (hash == hash_of(key) ? "" : "?"));
    std::sort(keys.begin(), keys.end());
    std::string text = std::to_string(status);
    for (const std::string &part : keys) text += ", " + part;
    return text;
}

// A new dict or set after a function changed it, with what the function returned.
template <class Function> std::string changed(const char *start, Function function) {
    Value container(start);
    const long long status = function(container.get());
    return std::to_string(status) + ", " + told(Py_NewRef(container));
}

std::string replaced_while_walked(PyObject *dict, PyObject *by) {
    Py_ssize_t position = 0;
    PyObject *key, *value;
    while (PyDict_Next(dict, &position, &key, &value)) PyDict_SetItem(dict, key, by);
    return walked(dict);
}

PyObject *extra_frozen(PyObject *key) {
    PyObject *set = PyFrozenSet_New(nullptr);
    if (PySet_Add(set, key) < 0) Py_CLEAR(set);
    return set;
}

PyStructSequence_Field fields[] = {{"first", "the first"},
                                   {PyStructSequence_UnnamedField, "without a name"},
                                   {"third", nullptr},
                                   {"hidden", "an attribute only"},
                                   {nullptr, nullptr}};
PyStructSequence_Desc description{"symbols.Triple", "Three and one.", fields, 3};
PyStructSequence_Desc short_description{"symbols.Single", nullptr, fields, 1};

PyObject *new_type() {
    return reinterpret_cast<PyObject *>(PyStructSequence_NewType(&description));
}

PyObject *filled(PyTypeObject *type, PyObject *item) {
    PyObject *sequence = PyStructSequence_New(type);
    if (sequence == nullptr) return nullptr;
    for (Py_ssize_t i = 0; i < 4; ++i) PyStructSequence_SetItem(sequence, i, Py_NewRef(item));
    return sequence;
}
PyObject *filled(PyObject *item) {
    Value type(new_type());
    return filled(reinterpret_cast<PyTypeObject *>(type.get()), item);
}

// Static types of struct sequences live as long as the library; they are made once.
PyTypeObject *static_type() {
    static PyTypeObject type{};
    if (type.tp_name == nullptr && PyStructSequence_InitType2(&type, &description) < 0) return nullptr;
    return &type;
}
PyTypeObject *short_type() {
    static PyTypeObject type{};
    if (type.tp_name == nullptr) PyStructSequence_InitType(&type, &short_description);
    return &type;
}

const Case DICTS[] = {
    CASE(PyDict_New, PyDict_New()),
    CASE(_PyDict_NewPresized, _PyDict_NewPresized(0)),
    CASE(_PyDict_NewPresized, _PyDict_NewPresized(100)),
    CASE(PyDict_GetItem, borrowed(PyDict_GetItem(on.dict, text_a()))),
    CASE(PyDict_GetItem, borrowed(PyDict_GetItem(on.dict, on.text))),
    CASE(PyDict_GetItem, borrowed(PyDict_GetItem(on.dict, on.list))),
    CASE(PyDict_GetItem, borrowed(PyDict_GetItem(on.dict, Value(NOT_EQUAL)))),
    CASE(PyDict_GetItem, borrowed(PyDict_GetItem(on.list, on.text))),
    CASE(PyDict_GetItemWithError, borrowed(PyDict_GetItemWithError(on.dict, text_a()))),
    CASE(PyDict_GetItemWithError, borrowed(PyDict_GetItemWithError(on.dict, on.text))),
    CASE(PyDict_GetItemWithError, borrowed(PyDict_GetItemWithError(on.dict, on.list))),
    CASE(PyDict_GetItemWithError, borrowed(PyDict_GetItemWithError(on.dict, Value(NOT_EQUAL)))),
    CASE(PyDict_GetItemWithError, borrowed(PyDict_GetItemWithError(on.list, on.text))),
    CASE(PyDict_GetItemString, borrowed(PyDict_GetItemString(on.dict, "a"))),
    CASE(PyDict_GetItemString, borrowed(PyDict_GetItemString(on.dict, "\xc3\xa4"))),
    CASE(PyDict_GetItemString, borrowed(PyDict_GetItemString(on.dict, "\xff"))),
    CASE(PyDict_GetItemString, borrowed(PyDict_GetItemString(on.list, "a"))),
    CASE(_PyDict_GetItemStringWithError, borrowed(_PyDict_GetItemStringWithError(on.dict, "b"))),
    CASE(_PyDict_GetItemStringWithError, borrowed(_PyDict_GetItemStringWithError(on.dict, "c"))),
    CASE(_PyDict_GetItemStringWithError, borrowed(_PyDict_GetItemStringWithError(on.dict, "\xff"))),
    CASE(_PyDict_GetItemStringWithError, borrowed(_PyDict_GetItemStringWithError(on.list, "a"))),
    CASE(_PyDict_GetItem_KnownHash,
         borrowed(_PyDict_GetItem_KnownHash(on.dict, text_a(), hash_of(text_a())))),
    CASE(_PyDict_GetItem_KnownHash, borrowed(_PyDict_GetItem_KnownHash(on.dict, on.list, 12345))),
    CASE(_PyDict_GetItem_KnownHash,
         borrowed(_PyDict_GetItem_KnownHash(on.dict, Value(NOT_EQUAL), hash_of(text_a())))),
    CASE(_PyDict_GetItem_KnownHash, borrowed(_PyDict_GetItem_KnownHash(on.list, on.text, 1))),
    CASE(PyDict_SetItem, PyDict_SetItem(on.dict, on.text, on.list)),
    CASE(PyDict_SetItem, PyDict_SetItem(on.dict, text_a(), on.list)),
    CASE(PyDict_SetItem, PyDict_SetItem(on.dict, on.list, on.text)),
    CASE(PyDict_SetItem, PyDict_SetItem(on.dict, Value(NOT_EQUAL), on.text)),
    CASE(PyDict_SetItem, PyDict_SetItem(on.dict, Value(FAILING_HASH), on.text)),
    CASE(PyDict_SetItem, PyDict_SetItem(on.list, on.text, on.text)),
    CASE(PyDict_SetItemString, PyDict_SetItemString(on.dict, "\xc3\xa4", on.list)),
    CASE(PyDict_SetItemString, PyDict_SetItemString(on.dict, "a", on.list)),
    CASE(PyDict_SetItemString, PyDict_SetItemString(on.dict, "\xff", on.list)),
    CASE(PyDict_SetItemString, PyDict_SetItemString(on.list, "a", on.list)),
    CASE(_PyDict_SetItem_KnownHash, _PyDict_SetItem_KnownHash(on.dict, on.text, on.list, hash_of(on.text))),
    CASE(_PyDict_SetItem_KnownHash, _PyDict_SetItem_KnownHash(on.dict, text_a(), on.list, hash_of(text_a()))),
    CASE(_PyDict_SetItem_KnownHash, _PyDict_SetItem_KnownHash(on.list, on.text, on.list, 1)),
    CASE(PyDict_SetDefault, borrowed(PyDict_SetDefault(on.dict, text_a(), on.list))),
    CASE(PyDict_SetDefault, borrowed(PyDict_SetDefault(on.dict, on.text, on.list))),
    CASE(PyDict_SetDefault, borrowed(PyDict_SetDefault(on.dict, on.set, on.list))),
    CASE(PyDict_SetDefault, borrowed(PyDict_SetDefault(on.list, on.text, on.list))),
    CASE(PyDict_DelItem, PyDict_DelItem(on.dict, text_a())),
    CASE(PyDict_DelItem, PyDict_DelItem(on.dict, on.text)),
    CASE(PyDict_DelItem, PyDict_DelItem(on.dict, on.list)),
    CASE(PyDict_DelItem, PyDict_DelItem(on.list, on.text)),
    CASE(PyDict_DelItemString, PyDict_DelItemString(on.dict, "a")),
    CASE(PyDict_DelItemString, PyDict_DelItemString(on.dict, "")),
    CASE(PyDict_DelItemString, PyDict_DelItemString(on.dict, "\xff")),
    CASE(PyDict_DelItemString, PyDict_DelItemString(on.list, "a")),
    CASE(_PyDict_DelItem_KnownHash, _PyDict_DelItem_KnownHash(on.dict, text_a(), hash_of(text_a()))),
    CASE(_PyDict_DelItem_KnownHash, _PyDict_DelItem_KnownHash(on.list, text_a(), 12345)),
    CASE(_PyDict_Pop, _PyDict_Pop(on.dict, text_a(), nullptr)),
    CASE(_PyDict_Pop, _PyDict_Pop(on.dict, on.text, on.list)),
    CASE(_PyDict_Pop, _PyDict_Pop(on.dict, on.text, nullptr)),
    CASE(_PyDict_Pop, _PyDict_Pop(on.dict, on.list, on.list)),
    CASE(_PyDict_Pop, _PyDict_Pop(Value("{}"), on.list, nullptr)),
    CASE(PyDict_Contains, PyDict_Contains(on.dict, text_a())),
    CASE(PyDict_Contains, PyDict_Contains(on.dict, on.text)),
    CASE(PyDict_Contains, PyDict_Contains(on.dict, on.list)),
    CASE(PyDict_Contains, PyDict_Contains(on.dict, Value(NOT_EQUAL))),
    CASE(_PyDict_Contains_KnownHash, _PyDict_Contains_KnownHash(on.dict, text_a(), hash_of(text_a()))),
    CASE(_PyDict_Contains_KnownHash, _PyDict_Contains_KnownHash(on.dict, on.text, hash_of(on.text))),
    VOID_CASE(PyDict_Clear, PyDict_Clear(on.dict)),
    VOID_CASE(PyDict_Clear, PyDict_Clear(on.list)),
    CASE(PyDict_Next, walked(on.dict)),
    CASE(PyDict_Next, walked(Value("{}"))),
    CASE(PyDict_Next, walked(on.list)),
    CASE(PyDict_Next, walked(Value("(lambda d: (d.pop('p'), d)[1])({'p': 1, 'q': 2, 'r': 3})"))),
    CASE(PyDict_Next, replaced_while_walked(on.dict, on.list)),
    CASE(_PyDict_Next, walked_with_hashes(on.dict)),
    CASE(PyDict_Keys, PyDict_Keys(on.dict)),
    CASE(PyDict_Keys, PyDict_Keys(on.list)),
    CASE(PyDict_Values, PyDict_Values(on.dict)),
    CASE(PyDict_Values, PyDict_Values(on.list)),
    CASE(PyDict_Items, PyDict_Items(on.dict)),
    CASE(PyDict_Items, PyDict_Items(Value(DICT_CLASS))),
    CASE(PyDict_Items, PyDict_Items(on.list)),
    CASE(PyDict_Size, PyDict_Size(on.dict)),
    CASE(PyDict_Size, PyDict_Size(on.list)),
    CASE(PyDict_Copy, PyDict_Copy(on.dict)),
    CASE(PyDict_Copy, PyDict_Copy(Value(DICT_CLASS))),
    CASE(PyDict_Copy, PyDict_Copy(on.list)),
    CASE(PyDict_Copy, PyDict_Copy(nullptr)),
    CASE(PyDict_Update, PyDict_Update(on.dict, Value("{'a': 1, 'q': 2}"))),
    CASE(PyDict_Update, PyDict_Update(on.dict, on.dict)),
    CASE(PyDict_Update, PyDict_Update(on.dict, Value(KEYS_ONLY))),
    CASE(PyDict_Update, PyDict_Update(on.dict, Value(FAILING_MAPPING))),
    CASE(PyDict_Update, PyDict_Update(on.dict, on.list)),
    CASE(PyDict_Update, PyDict_Update(on.list, on.dict)),
    CASE(PyDict_Merge, PyDict_Merge(on.dict, Value("{'a': 1, 'q': 2}"), 0)),
    CASE(PyDict_Merge, PyDict_Merge(on.dict, Value("{'a': 1, 'q': 2}"), 1)),
    CASE(PyDict_Merge, PyDict_Merge(on.dict, Value(KEYS_ONLY), 0)),
    CASE(PyDict_Merge, PyDict_Merge(on.dict, on.number, 1)),
    CASE(_PyDict_MergeEx, _PyDict_MergeEx(on.dict, Value("{'q': 2, 'a': 1}"), 2)),
    CASE(_PyDict_MergeEx, _PyDict_MergeEx(on.dict, Value(KEYS_ONLY), 2)),
    CASE(_PyDict_MergeEx, _PyDict_MergeEx(on.dict, Value("{'q': 2}"), 2)),
    CASE(PyDict_MergeFromSeq2, PyDict_MergeFromSeq2(on.dict, Value("[('a', 1), 'pq']"), 1)),
    CASE(PyDict_MergeFromSeq2, PyDict_MergeFromSeq2(on.dict, Value("[('a', 1), 'pq']"), 0)),
    CASE(PyDict_MergeFromSeq2, PyDict_MergeFromSeq2(on.dict, Value("[('q', 1), 'pqr']"), 1)),
    CASE(PyDict_MergeFromSeq2, PyDict_MergeFromSeq2(on.dict, Value("[('q', 1), 3]"), 1)),
    CASE(PyDict_MergeFromSeq2, PyDict_MergeFromSeq2(on.dict, on.number, 1)),
    CASE(PyDict_MergeFromSeq2, PyDict_MergeFromSeq2(on.dict, Value(FAILING_ITERATOR), 1)),
    CASE(_PyDictView_New, _PyDictView_New(on.dict, &PyDictKeys_Type)),
    CASE(_PyDictView_New, _PyDictView_New(on.dict, &PyDictItems_Type)),
    CASE(_PyDictView_New, _PyDictView_New(on.list, &PyDictKeys_Type)),
    CASE(_PyDictView_New, _PyDictView_New(nullptr, &PyDictKeys_Type)),
    CASE(_PyDict_MaybeUntrack, (_PyDict_MaybeUntrack(on.dict), PyObject_GC_IsTracked(on.dict))),
    CASE(_PyDict_MaybeUntrack, (PyDict_SetItemString(on.dict, "l", on.list), _PyDict_MaybeUntrack(on.dict),
                                PyObject_GC_IsTracked(on.dict))),
    CASE(_PyTuple_MaybeUntrack, (_PyTuple_MaybeUntrack(on.tuple), PyObject_GC_IsTracked(on.tuple))),
    CASE(_PyTuple_MaybeUntrack,
         [&on] {
             Value tuple(PyTuple_Pack(2, on.list, on.text));
             _PyTuple_MaybeUntrack(tuple);
             return PyObject_GC_IsTracked(tuple);
         }()),
    CASE(PyDict_CheckExact, PyDict_CheckExact(Value(DICT_CLASS)) != 0),
    CASE(PyDictViewSet_Check, PyDictViewSet_Check(Value("{}.items()")) != 0),
    CASE(PyDictViewSet_Check, PyDictViewSet_Check(Value("{}.values()")) != 0),
};

const Case SETS[] = {
    CASE(PySet_New, PySet_New(on.set)),
    CASE(PySet_New, PySet_New(nullptr)),
    CASE(PySet_New, PySet_New(on.number)),
    CASE(PySet_New, PySet_New(Value("[[]]"))),
    CASE(PySet_New, PySet_New(Value(FAILING_ITERATOR))),
    CASE(PyFrozenSet_New, PyFrozenSet_New(on.set)),
    CASE(PyFrozenSet_New, PyFrozenSet_New(nullptr)),
    CASE(PyFrozenSet_New, PyFrozenSet_New(on.number)),
    CASE(PyFrozenSet_New,
         [] {
             Value frozen(FROZEN);
             return Value(PyFrozenSet_New(frozen)).get() == frozen.get();
         }()),
    CASE(PySet_Size, PySet_Size(on.set)),
    CASE(PySet_Size, PySet_Size(Value(FROZEN))),
    CASE(PySet_Size, PySet_Size(on.list)),
    CASE(PySet_Contains, PySet_Contains(on.set, Value("'x'"))),
    CASE(PySet_Contains, PySet_Contains(on.set, on.text)),
    CASE(PySet_Contains, PySet_Contains(on.set, on.list)),
    CASE(PySet_Contains, PySet_Contains(on.set, on.set)),
    CASE(PySet_Contains, PySet_Contains(Value("{'a'}"), Value(NOT_EQUAL))),
    CASE(PySet_Contains, PySet_Contains(on.list, on.text)),
    CASE(PySet_Add, (PySet_Discard(on.set, Value("'x'")), PySet_Add(on.set, on.text))),
    CASE(PySet_Add, PySet_Add(on.set, Value("'x'"))),
    CASE(PySet_Add, PySet_Add(on.set, on.list)),
    CASE(PySet_Add, PySet_Add(on.list, on.text)),
    CASE(PySet_Add, extra_frozen(on.text)),
    CASE(PySet_Add,
         [&on] {
             Value shared(FROZEN);
             Value second(Py_NewRef(shared));
             return PySet_Add(shared, on.text);
         }()),
    CASE(PySet_Discard, PySet_Discard(on.set, Value("'x'"))),
    CASE(PySet_Discard, PySet_Discard(on.set, on.text)),
    CASE(PySet_Discard, PySet_Discard(on.set, on.list)),
    CASE(PySet_Discard, PySet_Discard(Value(FROZEN), on.text)),
    CASE(PySet_Pop, PySet_Pop(on.set)),
    CASE(PySet_Pop, PySet_Pop(Value("set()"))),
    CASE(PySet_Pop, PySet_Pop(Value(FROZEN))),
    CASE(PySet_Clear, PySet_Clear(on.set)),
    CASE(PySet_Clear, PySet_Clear(Value(FROZEN))),
    CASE(_PySet_NextEntry, walked_set(Value("{'p', 'q', 'r'}"))),
    CASE(_PySet_NextEntry, walked_set(Value("frozenset()"))),
    CASE(_PySet_NextEntry, walked_set(on.list)),
    CASE(_PySet_Update, changed("{'a'}", [](PyObject *set) { return _PySet_Update(set, Value("['a']")); })),
    CASE(_PySet_Update, _PySet_Update(on.set, on.number)),
    CASE(_PySet_Update, _PySet_Update(on.set, Value("[[]]"))),
    CASE(_PySet_Update, _PySet_Update(on.list, on.tuple)),
    CASE(PySet_Check, PySet_Check(Value(FROZEN)) != 0),
    CASE(PyFrozenSet_Check, PyFrozenSet_Check(Value(FROZEN)) != 0),
    CASE(PyAnySet_CheckExact, PyAnySet_CheckExact(on.set) != 0),
    // ---- struct sequences
    CASE(PyStructSequence_NewType, new_type()),
    CASE(PyStructSequence_NewType, filled(on.text)),
    CASE(PyStructSequence_NewType, PyObject_GetAttrString(Value(new_type()), "__doc__")),
    CASE(PyStructSequence_NewType, PyObject_GetAttrString(Value(new_type()), "__match_args__")),
    CASE(PyStructSequence_NewType, PyObject_GetAttrString(Value(new_type()), "n_unnamed_fields")),
    CASE(PyStructSequence_NewType, PyObject_GetAttrString(Value(filled(on.text)), "hidden")),
    CASE(PyStructSequence_NewType, PyObject_GetAttrString(Value(filled(on.text)), "none")),
    CASE(PyStructSequence_NewType, PyObject_CallFunction(Value(new_type()), "((iii))", 1, 2, 3)),
    CASE(PyStructSequence_NewType, PyObject_CallFunction(Value(new_type()), "((ii))", 1, 2)),
    CASE(PyStructSequence_NewType, PyObject_CallFunction(Value(new_type()), "(O)", on.number)),
    CASE(PyStructSequence_InitType, Value(PyStructSequence_New(short_type())).get() != nullptr),
    CASE(PyStructSequence_InitType,
         PyObject_GetAttrString(reinterpret_cast<PyObject *>(short_type()), "n_sequence_fields")),
    CASE(PyStructSequence_InitType,
         PyObject_GetAttrString(reinterpret_cast<PyObject *>(short_type()), "__doc__")),
    CASE(PyStructSequence_InitType2, filled(static_type(), on.list)),
    CASE(PyStructSequence_InitType2, PyObject_Repr(reinterpret_cast<PyObject *>(static_type()))),
    CASE(PyStructSequence_New, PyTuple_GET_SIZE(Value(PyStructSequence_New(static_type())).get())),
    CASE(PyStructSequence_SetItem, filled(static_type(), on.text)),
    CASE(PyStructSequence_GetItem, borrowed(PyStructSequence_GetItem(Value(filled(on.text)), 3))),
    CASE(PyStructSequence_GET_ITEM, borrowed(PyStructSequence_GET_ITEM(Value(filled(on.text)).get(), 0))),
};

} // namespace

Area dict_cases() {
    return DICTS;
}
Area set_cases() {
    return SETS;
}
