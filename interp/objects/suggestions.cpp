// SPDX-License-Identifier: MIT
//
// "Did you mean …?": the name nearest to a misspelt one, by the edit distance of CPython 3.11.
//
// A change of a letter's case costs 1, any other insertion, deletion or replacement 2. A name is near enough
// when at most a third of the characters would change.
#include "objects/traceback.hpp"

#include "objects/error.hpp"
#include "objects/function.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace adder::objects {

namespace {

constexpr Py_ssize_t max_candidates = 750;
constexpr size_t max_length = 40;
constexpr size_t move_cost = 2;
constexpr size_t case_cost = 1;

char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

size_t replacement_cost(char a, char b) {
    if (a == b) return 0;
    return to_lower(a) == to_lower(b) ? case_cost : move_cost;
}

void trim_common_ends(std::string_view &a, std::string_view &b) {
    while (!a.empty() && !b.empty() && a.front() == b.front()) {
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
}

// Levenshtein's distance with the costs above; anything above `limit` when it is more than that.
size_t edit_distance(std::string_view a, std::string_view b, size_t limit) {
    trim_common_ends(a, b);
    if (a.empty() || b.empty()) return (a.size() + b.size()) * move_cost;
    if (a.size() > max_length || b.size() > max_length) return limit + 1;
    if (b.size() < a.size()) std::swap(a, b);
    if ((b.size() - a.size()) * move_cost > limit) return limit + 1;
    std::array<size_t, max_length> row;
    for (size_t i = 0; i < a.size(); i++) row[i] = (i + 1) * move_cost;
    size_t result = 0;
    for (size_t j = 0; j < b.size(); j++) {
        size_t diagonal = result = j * move_cost;
        size_t least = SIZE_MAX;
        for (size_t i = 0; i < a.size(); i++) {
            size_t replaced = diagonal + replacement_cost(b[j], a[i]);
            diagonal = row[i];
            size_t moved = std::min(result, diagonal) + move_cost;
            result = row[i] = std::min(moved, replaced);
            least = std::min(least, result);
        }
        if (least > limit) return limit + 1;
    }
    return result;
}

// The item of the list nearest to `wanted`; empty without an error when none is near enough.
Ref nearest_name(PyObject *candidates, PyObject *wanted) {
    Py_ssize_t count = PyList_GET_SIZE(candidates);
    if (count >= max_candidates) return {};
    Py_ssize_t size;
    const char *text = PyUnicode_AsUTF8AndSize(wanted, &size);
    if (text == nullptr) return {};
    std::string_view wanted_text(text, static_cast<size_t>(size));
    PyObject *best = nullptr;
    size_t best_distance = SIZE_MAX;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *item = PyList_GET_ITEM(candidates, i);
        const char *item_data = PyUnicode_Check(item) ? PyUnicode_AsUTF8AndSize(item, &size) : nullptr;
        if (item_data == nullptr) return {};
        std::string_view item_text(item_data, static_cast<size_t>(size));
        if (item_text == wanted_text) continue;
        size_t limit =
            std::min((wanted_text.size() + item_text.size() + 3) * move_cost / 6, best_distance - 1);
        size_t distance = edit_distance(wanted_text, item_text, limit);
        if (distance > limit) continue;
        best = item;
        best_distance = distance;
    }
    return Ref::borrow(best);
}

// `names` is a new reference to a list, or NULL with an error.
Ref nearest_of_list(PyObject *names, PyObject *wanted) {
    Ref list = Ref::steal(names);
    return list ? nearest_name(list.get(), wanted) : Ref();
}

Ref suggest_attribute(PyAttributeErrorObject *error) {
    if (error->name == nullptr || error->obj == nullptr || !PyUnicode_CheckExact(error->name)) return {};
    return nearest_of_list(PyObject_Dir(error->obj), error->name);
}

// Looks at the names that the frame could see: its variables, its globals, the built-in functions.
Ref suggest_variable(PyNameErrorObject *error) {
    if (error->name == nullptr || error->traceback == nullptr || !PyUnicode_CheckExact(error->name))
        return {};
    auto *entry = as_traceback(error->traceback);
    while (entry->tb_next != nullptr) entry = entry->tb_next;
    Ref code = Ref::steal(reinterpret_cast<PyObject *>(PyFrame_GetCode(entry->tb_frame)));
    if (Ref found = nearest_of_list(PySequence_List(code.as<PyCodeObject>()->variable_names), error->name))
        return found;
    PyErr_Clear();
    Ref globals = Ref::steal(PyFrame_GetGlobals(entry->tb_frame));
    if (Ref found = nearest_of_list(PySequence_List(globals.get()), error->name)) return found;
    PyErr_Clear();
    Ref builtins = Ref::steal(PyFrame_GetBuiltins(entry->tb_frame));
    return nearest_of_list(PySequence_List(builtins.get()), error->name);
}

} // namespace

Ref suggestion_for(PyObject *exception) {
    PyObject *exact_class = PyExceptionInstance_Class(exception);
    if (exact_class == PyExc_AttributeError)
        return suggest_attribute(reinterpret_cast<PyAttributeErrorObject *>(exception));
    if (exact_class == PyExc_NameError)
        return suggest_variable(reinterpret_cast<PyNameErrorObject *>(exception));
    return {};
}

} // namespace adder::objects
