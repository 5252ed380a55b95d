// SPDX-License-Identifier: MIT
//
// Built-in functions that walk over iterables.
#include "runtime/builtins.hpp"
#include "runtime/item_stream.hpp"

#include "objects/error.hpp"
#include "objects/float.hpp"
#include "objects/int.hpp"
#include "objects/names.hpp"
#include "objects/native_function.hpp"
#include "objects/protocol.hpp"

namespace adder::runtime {
namespace {

PyObject *builtin_len(PyObject *, PyObject *object) {
    const Py_ssize_t length = PyObject_Size(object);
    return length < 0 ? nullptr : PyLong_FromSsize_t(length);
}

// any() and all(): looks for an item whose truth is `wanted`.
PyObject *find_truth(PyObject *iterable, bool wanted) {
    ItemStream items(iterable);
    if (items.has_failed()) return nullptr;
    while (const objects::Ref item = items.next()) {
        const int truth = TRY(objects::is_true(item.get()));
        if ((truth != 0) == wanted) return objects::new_bool(wanted);
    }
    return objects::is_error_pending() ? nullptr : objects::new_bool(!wanted);
}

PyObject *builtin_all(PyObject *, PyObject *iterable) {
    return find_truth(iterable, false);
}
PyObject *builtin_any(PyObject *, PyObject *iterable) {
    return find_truth(iterable, true);
}

// --- sum

[[nodiscard]] int refuse_texts(PyObject *start) {
    if (PyUnicode_Check(start))
        return objects::raise_type_error("sum() can't sum strings [use ''.join(seq) instead]");
    if (PyBytes_Check(start))
        return objects::raise_type_error("sum() can't sum bytes [use b''.join(seq) instead]");
    if (PyByteArray_Check(start))
        return objects::raise_type_error("sum() can't sum bytearray [use b''.join(seq) instead]");
    return 0;
}

// Adds up exact ints as long as they come and fit; `total` then has them. Gives the item that ended it, empty
// at the end.
[[nodiscard]] objects::Ref add_ints(ItemStream &items, objects::Ref &total) {
    int64_t sum = objects::as_small_int(total.get());
    const auto add = [&](PyObject *item) {
        int64_t next;
        if (!objects::is_small_int(item) || __builtin_add_overflow(sum, objects::as_small_int(item), &next))
            return false;
        sum = next;
        return true;
    };
    items.visit_in_place(add);
    objects::Ref item = items.next();
    while (item && add(item.get())) item = items.next();
    total = objects::Ref::steal(objects::make_int(sum));
    return item;
}

// The same for floats, ints among them included.
[[nodiscard]] objects::Ref add_floats(ItemStream &items, objects::Ref &total) {
    double sum = objects::as_double(total.get());
    const auto add = [&](PyObject *item) {
        if (objects::is_word_float(item)) {
            sum += objects::as_word_float(item);
        } else if (objects::is_small_int(item)) {
            sum += static_cast<double>(objects::as_small_int(item));
        } else {
            return false;
        }
        return true;
    };
    items.visit_in_place(add);
    objects::Ref item = items.next();
    while (item && add(item.get())) item = items.next();
    total = objects::Ref::steal(objects::make_float(sum));
    return item;
}

PyObject *builtin_sum(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr objects::ArgumentSpec spec("sum", "iterable, /, start=0");
    PyObject *values[2];
    TRY(spec.bind(args, count, keyword_names, values));
    ItemStream items(values[0]);
    if (items.has_failed()) return nullptr;
    objects::Ref total = objects::Ref::borrow(values[1] == nullptr ? objects::small_int(0) : values[1]);
    TRY(refuse_texts(total.get()));
    objects::Ref item;
    if (objects::is_small_int(total.get())) {
        item = add_ints(items, total);
    } else {
        item = items.next();
    }
    while (item && total) {
        total = objects::Ref::steal(PyNumber_Add(total.get(), item.get()));
        if (!total) return nullptr;
        item = objects::is_word_float(total.get()) ? add_floats(items, total) : items.next();
    }
    return objects::is_error_pending() ? nullptr : total.release();
}

// --- min and max

// Whether a goes before b in the order that is looked for; 1, 0 or -1.
[[nodiscard]] int goes_before(PyObject *a, PyObject *b, int op) {
    if (objects::are_small_ints(a, b))
        return op == Py_LT ? objects::word_of(a) < objects::word_of(b)
                           : objects::word_of(a) > objects::word_of(b);
    if (objects::is_word_float(a) && objects::is_word_float(b)) {
        return op == Py_LT ? objects::as_word_float(a) < objects::as_word_float(b)
                           : objects::as_word_float(a) > objects::as_word_float(b);
    }
    return PyObject_RichCompareBool(a, b, op);
}

struct Extreme {
    const char *name;
    int op;
};

PyObject *find_extreme(ItemStream &items, PyObject *key, const Extreme &extreme, bool &is_empty) {
    objects::Ref best, best_key;
    while (objects::Ref item = items.next()) {
        objects::Ref item_key =
            key == nullptr ? item : objects::Ref::steal(objects::call_one(key, item.get()));
        if (!item_key) return nullptr;
        if (best && TRY(goes_before(item_key.get(), best_key.get(), extreme.op)) == 0) continue;
        best = std::move(item);
        best_key = std::move(item_key);
    }
    if (objects::is_error_pending()) return nullptr;
    is_empty = !best;
    return best.release();
}

PyObject *find_extreme_of_args(PyObject *const *args, Py_ssize_t count, const Extreme &extreme) {
    PyObject *best = args[0];
    for (Py_ssize_t i = 1; i < count; i++) {
        if (TRY(goes_before(args[i], best, extreme.op)) != 0) best = args[i];
    }
    return Py_NewRef(best);
}

PyObject *min_or_max(PyObject *const *args, Py_ssize_t count, PyObject *keyword_names,
                     const objects::ArgumentSpec &spec, const Extreme &extreme) {
    if (count == 0) return objects::raise_type_error("%s expected at least 1 argument, got 0", extreme.name);
    PyObject *values[2];
    TRY(spec.bind(args, count, keyword_names, values));
    PyObject *key = values[0] == Py_None ? nullptr : values[0];
    PyObject *default_value = values[1];
    if (count > 1 && default_value != nullptr) {
        return objects::raise_type_error(
            "Cannot specify a default for %s() with multiple positional arguments", extreme.name);
    }
    if (count > 1 && key == nullptr) return find_extreme_of_args(args, count, extreme);
    const objects::Ref several = count > 1 ? objects::Ref::steal(PyTuple_New(count)) : nullptr;
    if (count > 1 && !several) return nullptr;
    for (Py_ssize_t i = 0; count > 1 && i < count; i++)
        PyTuple_SET_ITEM(several.get(), i, Py_NewRef(args[i]));
    ItemStream items(count > 1 ? several.get() : args[0]);
    if (items.has_failed()) return nullptr;
    bool is_empty = false;
    PyObject *best = find_extreme(items, key, extreme, is_empty);
    if (!is_empty) return best;
    if (default_value != nullptr) return Py_NewRef(default_value);
    return objects::raise_value_error("%s() arg is an empty sequence", extreme.name);
}

PyObject *builtin_min(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr objects::ArgumentSpec spec("min", "*args, key=None, default=None");
    return min_or_max(args, count, keyword_names, spec, {"min", Py_LT});
}

PyObject *builtin_max(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr objects::ArgumentSpec spec("max", "*args, key=None, default=None");
    return min_or_max(args, count, keyword_names, spec, {"max", Py_GT});
}

// --- iterators

PyObject *builtin_iter(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("iter", count, 1, 2)) return nullptr;
    if (count == 1) return PyObject_GetIter(args[0]);
    if (!PyCallable_Check(args[0])) return objects::raise_type_error("iter(v, w): v must be callable");
    return PyCallIter_New(args[0], args[1]);
}

PyObject *builtin_next(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("next", count, 1, 2)) return nullptr;
    PyObject *iterator = args[0];
    if (!PyIter_Check(iterator)) {
        return objects::raise_type_error("'%.200s' object is not an iterator", Py_TYPE(iterator)->tp_name);
    }
    PyObject *item = Py_TYPE(iterator)->tp_iternext(iterator);
    if (item != nullptr) return item;
    if (count > 1) {
        if (objects::is_error_pending() && !objects::clear_if_matches(PyExc_StopIteration)) return nullptr;
        return Py_NewRef(args[1]);
    }
    if (!objects::is_error_pending()) PyErr_SetNone(PyExc_StopIteration);
    return nullptr;
}

PyObject *builtin_sorted(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    if (!_PyArg_CheckPositional("sorted", count, 1, 1)) return nullptr;
    objects::Ref list = TRY_REF(PySequence_List(args[0]));
    if (keyword_names == nullptr) {
        TRY(PyList_Sort(list.get()));
        return list.release();
    }
    const objects::Ref sort = TRY_REF(PyObject_GetAttr(list.get(), objects::name::sort));
    const objects::Ref none = TRY_REF(PyObject_Vectorcall(sort.get(), args + 1, 0, keyword_names));
    return list.release();
}

} // namespace

PyMethodDef iteration_functions[] = {
    {"all", builtin_all, METH_O,
     "all($module, iterable, /)\n--\n\nReturn True if bool(x) is True for all values x in the iterable.\n\n"
     "If the iterable is empty, return True."},
    {"any", builtin_any, METH_O,
     "any($module, iterable, /)\n--\n\nReturn True if bool(x) is True for any x in the iterable.\n\n"
     "If the iterable is empty, return False."},
    {"iter", _PyCFunction_CAST(builtin_iter), METH_FASTCALL,
     "iter(iterable) -> iterator\n"
     "iter(callable, sentinel) -> iterator\n\n"
     "Get an iterator from an object.  In the first form, the argument must\n"
     "supply its own iterator, or be a sequence.\n"
     "In the second form, the callable is called until it returns the sentinel."},
    {"len", builtin_len, METH_O, "len($module, obj, /)\n--\n\nReturn the number of items in a container."},
    {"max", _PyCFunction_CAST(builtin_max), METH_FASTCALL | METH_KEYWORDS,
     "max(iterable, *[, default=obj, key=func]) -> value\n"
     "max(arg1, arg2, *args, *[, key=func]) -> value\n\n"
     "With a single iterable argument, return its biggest item. The\n"
     "default keyword-only argument specifies an object to return if\n"
     "the provided iterable is empty.\n"
     "With two or more arguments, return the largest argument."},
    {"min", _PyCFunction_CAST(builtin_min), METH_FASTCALL | METH_KEYWORDS,
     "min(iterable, *[, default=obj, key=func]) -> value\n"
     "min(arg1, arg2, *args, *[, key=func]) -> value\n\n"
     "With a single iterable argument, return its smallest item. The\n"
     "default keyword-only argument specifies an object to return if\n"
     "the provided iterable is empty.\n"
     "With two or more arguments, return the smallest argument."},
    {"next", _PyCFunction_CAST(builtin_next), METH_FASTCALL,
     "next(iterator[, default])\n\n"
     "Return the next item from the iterator. If default is given and the iterator\n"
     "is exhausted, it is returned instead of raising StopIteration."},
    {"sorted", _PyCFunction_CAST(builtin_sorted), METH_FASTCALL | METH_KEYWORDS,
     "sorted($module, iterable, /, *, key=None, reverse=False)\n--\n\n"
     "Return a new list containing all items from the iterable in ascending order.\n\n"
     "A custom key function can be supplied to customize the sort order, and the\n"
     "reverse flag can be set to request the result in descending order."},
    {"sum", _PyCFunction_CAST(builtin_sum), METH_FASTCALL | METH_KEYWORDS,
     "sum($module, iterable, /, start=0)\n--\n\n"
     "Return the sum of a 'start' value (default: 0) plus an iterable of numbers\n\n"
     "When the iterable is empty, return the start value.\n"
     "This function is intended specifically for use with numeric values and may\n"
     "reject non-numeric types."},
    {},
};

} // namespace adder::runtime
