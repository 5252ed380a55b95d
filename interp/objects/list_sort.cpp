// SPDX-License-Identifier: MIT
//
// list.sort(): keys are computed once, looked over for what they have in common, and sorted with a
// comparison made for that.
//
//  1. While keys are computed and compared the list is empty, so that whoever looks at it or changes it
//     meets a valid list; a change is noticed by its `allocated`, which is -1 meanwhile.
//  2. Exact small ints, floats, strs and tuples are compared without a call; everything else by __lt__.
//  3. reverse=True sorts the reversed list and reverses the result, so equal items keep their order.
#include "objects/list.hpp"

#include "objects/error.hpp"
#include "objects/protocol.hpp"
#include "objects/str.hpp"
#include "objects/timsort.hpp"
#include "objects/tuple.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace adder::objects {

namespace {

// What is sorted: the items themselves, or each with its key.
struct Item {
    PyObject *key;
};
struct KeyedItem {
    PyObject *key; // owned
    PyObject *value;
};
static_assert(sizeof(Item) == sizeof(PyObject *), "the items of a list are sorted where they lie");

// --- comparisons

struct SmallIntLess {
    bool operator()(PyObject *a, PyObject *b) const { return word_of(a) < word_of(b); }
};

// Small ints and floats: 48 bits fit a double exactly.
struct NumberLess {
    static double number(PyObject *value) {
        return is_small_int(value) ? static_cast<double>(as_small_int(value)) : as_word_float(value);
    }
    bool operator()(PyObject *a, PyObject *b) const { return number(a) < number(b); }
};

inline bool is_less_str(PyObject *a, PyObject *b) {
    const PyASCIIObject *left = as_str(a), *right = as_str(b);
    if ((left->state.kind | right->state.kind) != PyUnicode_1BYTE_KIND) return unicode_compare(a, b) < 0;
    const Py_ssize_t common = std::min(left->length, right->length);
    const int order = std::memcmp(PyUnicode_DATA(a), PyUnicode_DATA(b), static_cast<size_t>(common));
    return order != 0 ? order < 0 : left->length < right->length;
}

struct StrLess {
    bool operator()(PyObject *a, PyObject *b) const { return is_less_str(a, b); }
};

// By the type's own slot when both have one type; a NotImplemented leads through the whole protocol.
int is_less_object(PyObject *a, PyObject *b) {
    PyTypeObject *type = Py_TYPE(a);
    if (type != Py_TYPE(b) || type->tp_richcompare == nullptr) return PyObject_RichCompareBool(a, b, Py_LT);
    const Ref answer = TRY_REF(type->tp_richcompare(a, b, Py_LT));
    if (answer.get() == Py_NotImplemented) return PyObject_RichCompareBool(a, b, Py_LT);
    return is_true(answer.get());
}

// Any two objects; 1, 0 or -1.
inline int is_less_any(PyObject *a, PyObject *b) {
    if (are_small_ints(a, b)) return word_of(a) < word_of(b);
    if (is_word_float(a) && is_word_float(b)) return as_word_float(a) < as_word_float(b);
    if (is_exact_str(a) && is_exact_str(b)) return is_less_str(a, b);
    return is_less_object(a, b);
}

struct AnyLess {
    int operator()(PyObject *a, PyObject *b) const { return is_less_any(a, b); }
};

// By the first items that differ, then by size.
struct TupleLess {
    int operator()(PyObject *a, PyObject *b) const {
        const Py_ssize_t a_size = PyTuple_GET_SIZE(a), b_size = PyTuple_GET_SIZE(b);
        for (Py_ssize_t i = 0; i < a_size && i < b_size; i++) {
            PyObject *x = PyTuple_GET_ITEM(a, i), *y = PyTuple_GET_ITEM(b, i);
            if (x == y) continue;
            if (are_small_ints(x, y)) return word_of(x) < word_of(y);
            const int is_equal = is_exact_str(x) && is_exact_str(y) ? unicode_equal(x, y) : are_equal(x, y);
            if (is_equal < 0) return -1;
            if (!is_equal) return is_less_any(x, y);
        }
        return a_size < b_size;
    }
};

// --- choosing one

enum class KeyKind { SmallInt, Number, Str, Tuple, Any };

KeyKind kind_of(PyObject *key) {
    if (is_small_int(key)) return KeyKind::SmallInt;
    if (is_word_float(key)) return KeyKind::Number;
    if (is_exact_str(key)) return KeyKind::Str;
    return is_exact_tuple(key) ? KeyKind::Tuple : KeyKind::Any;
}

// The kind that covers all keys.
template <class Element> KeyKind common_kind(const Element *elements, Py_ssize_t count) {
    KeyKind common = kind_of(elements[0].key);
    for (Py_ssize_t i = 1; i < count && common != KeyKind::Any; i++) {
        const KeyKind kind = kind_of(elements[i].key);
        if (kind == common) continue;
        const bool are_numbers = kind <= KeyKind::Number && common <= KeyKind::Number;
        common = are_numbers ? KeyKind::Number : KeyKind::Any;
    }
    return common;
}

template <class Element, class Less> [[gnu::noinline]] int sort_with(Element *elements, Py_ssize_t count) {
    return Timsort<Element, Less>(Less{}).sort(elements, count);
}

template <class Element> int sort_elements(Element *elements, Py_ssize_t count) {
    if (count < 2) return 0;
    switch (common_kind(elements, count)) {
    case KeyKind::SmallInt: return sort_with<Element, SmallIntLess>(elements, count);
    case KeyKind::Number: return sort_with<Element, NumberLess>(elements, count);
    case KeyKind::Str: return sort_with<Element, StrLess>(elements, count);
    case KeyKind::Tuple: return sort_with<Element, TupleLess>(elements, count);
    default: return sort_with<Element, AnyLess>(elements, count);
    }
}

// --- keys

// The items with their keys; the keys are released at the end, the items are the list's.
class KeyedItems {
  public:
    KeyedItems() = default;
    KeyedItems(const KeyedItems &) = delete;
    KeyedItems &operator=(const KeyedItems &) = delete;
    ~KeyedItems() {
        for (Py_ssize_t i = 0; i < count_; i++) Py_DECREF(items_[i].key);
        PyMem_Free(items_);
    }

    [[nodiscard]] int compute(PyObject *key_function, PyObject *const *values, Py_ssize_t count) {
        items_ = PyMem_New(KeyedItem, count);
        if (items_ == nullptr) {
            PyErr_NoMemory();
            return -1;
        }
        for (; count_ < count; count_++) {
            PyObject *key = call_one(key_function, values[count_]);
            if (key == nullptr) return -1;
            items_[count_] = {key, values[count_]};
        }
        return 0;
    }
    void reverse() { std::reverse(items_, items_ + count_); }
    [[nodiscard]] int sort() { return sort_elements(items_, count_); }
    void write_values(PyObject **values) const {
        for (Py_ssize_t i = 0; i < count_; i++) values[i] = items_[i].value;
    }

  private:
    KeyedItem *items_ = nullptr;
    Py_ssize_t count_ = 0;
};

int sort_by_key(PyObject **values, Py_ssize_t count, PyObject *key_function, bool reverse) {
    KeyedItems items;
    TRY(items.compute(key_function, values, count));
    if (reverse) items.reverse();
    const int status = items.sort();
    if (reverse) items.reverse();
    items.write_values(values);
    return status;
}

int sort_values(PyObject **values, Py_ssize_t count, bool reverse) {
    if (reverse) std::reverse(values, values + count);
    const int status = sort_elements(reinterpret_cast<Item *>(values), count);
    if (reverse) std::reverse(values, values + count);
    return status;
}

// Holds a list's items while the list is empty, and gives them back.
class DetachedItems {
  public:
    explicit DetachedItems(PyListObject *list)
        : list_(list), items_(std::exchange(list->ob_item, nullptr)), count_(list_size(list)),
          allocated_(std::exchange(list->allocated, -1)) {
        list->ob_base.ob_size = 0;
    }
    DetachedItems(const DetachedItems &) = delete;
    DetachedItems &operator=(const DetachedItems &) = delete;
    ~DetachedItems() {
        PyObject **others = std::exchange(list_->ob_item, items_);
        Py_ssize_t other_count = std::exchange(list_->ob_base.ob_size, count_);
        list_->allocated = allocated_;
        while (--other_count >= 0) Py_XDECREF(others[other_count]);
        PyMem_Free(others);
    }

    [[nodiscard]] PyObject **items() const { return items_; }
    [[nodiscard]] Py_ssize_t count() const { return count_; }
    [[nodiscard]] bool is_list_modified() const { return list_->allocated != -1; }

  private:
    PyListObject *list_;
    PyObject **items_;
    Py_ssize_t count_;
    Py_ssize_t allocated_;
};

} // namespace

int list_sort(PyListObject *list, PyObject *key, bool reverse) {
    const DetachedItems detached(list);
    const bool has_key = key != nullptr && key != Py_None;
    const int status = has_key ? sort_by_key(detached.items(), detached.count(), key, reverse)
                               : sort_values(detached.items(), detached.count(), reverse);
    if (status < 0) return -1;
    if (detached.is_list_modified()) return raise_value_error("list modified during sort");
    return 0;
}

} // namespace adder::objects
