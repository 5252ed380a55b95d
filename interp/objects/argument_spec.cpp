// SPDX-License-Identifier: MIT
//
// Binding of arguments to the parameters of a native function, off the fast path: keywords, and what is wrong
// with a call. The texts are those of CPython 3.11's argument parsers; the checks come in their order.
#include "objects/native_function.hpp"

#include "objects/error.hpp"
#include "objects/small_array.hpp"
#include "objects/tuple.hpp"

#include <algorithm>
#include <string>

namespace adder::objects {

namespace {

const char *plural(Py_ssize_t count) {
    return count == 1 ? "" : "s";
}

} // namespace

int ArgumentSpec::find_parameter(PyObject *name) const {
    if (!PyUnicode_IS_ASCII(name)) return -1;
    const Py_ssize_t length = PyUnicode_GET_LENGTH(name);
    for (int i = positional_only_; i < total_; i++) {
        if (parameters_[i].length == length &&
            memcmp(parameters_[i].name, PyUnicode_DATA(name), static_cast<size_t>(length)) == 0) {
            return i;
        }
    }
    return -1;
}

int ArgumentSpec::check_counts(Py_ssize_t count, Py_ssize_t keyword_count) const {
    const int required_in_all = required_ + required_keywords_;
    if (!takes_any_positional_ && count + keyword_count > total_) {
        return raise_type_error("%.200s() takes %s %d %sargument%s (%zd given)", function_,
                                required_in_all < total_ ? "at most" : "exactly", total_,
                                count == 0 ? "keyword " : "", plural(total_), count + keyword_count);
    }
    if (!takes_any_positional_ && count > positional_) {
        if (positional_ == 0) return raise_type_error("%.200s() takes no positional arguments", function_);
        return raise_type_error("%.200s() takes %s %d positional argument%s (%zd given)", function_,
                                required_ < positional_ ? "at most" : "exactly", positional_,
                                plural(positional_), count);
    }
    const int least = std::min(positional_only_, required_);
    if (count >= least) return 0;
    return raise_type_error("%.200s() takes %s %d positional argument%s (%zd given)", function_,
                            least < positional_ || takes_any_positional_ ? "at least" : "exactly", least,
                            plural(least), count);
}

int ArgumentSpec::bind_keyword(PyObject *name, PyObject *value, Py_ssize_t count, PyObject **values) const {
    if (!PyUnicode_Check(name)) return raise_type_error("keywords must be strings");
    const int index = find_parameter(name);
    if (index < 0)
        return raise_type_error("'%U' is an invalid keyword argument for %.200s()", name, function_);
    if (index < std::min<Py_ssize_t>(count, positional_)) {
        return raise_type_error("argument for %.200s() given by name ('%U') and position (%d)", function_,
                                name, index + 1);
    }
    values[index] = value;
    return 0;
}

int ArgumentSpec::check_required(PyObject *const *values) const {
    for (int i = 0; i < total_; i++) {
        const bool is_required = i < required_ || (i >= positional_ && i < positional_ + required_keywords_);
        if (!is_required || values[i] != nullptr) continue;
        const std::string name(parameters_[i].name, parameters_[i].length);
        return raise_type_error("%.200s() missing required argument '%s' (pos %d)", function_, name.c_str(),
                                i + 1);
    }
    return 0;
}

int ArgumentSpec::bind_slowly(PyObject *const *args, Py_ssize_t count, PyObject *keyword_names,
                              PyObject **values) const {
    const Py_ssize_t keyword_count = keyword_names == nullptr ? 0 : PyTuple_GET_SIZE(keyword_names);
    TRY(check_counts(count, keyword_count));
    for (int i = 0; i < total_; i++)
        values[i] = i < std::min<Py_ssize_t>(count, positional_) ? args[i] : nullptr;
    // A missing argument is reported before a wrong keyword, so all keywords that fit are bound first.
    Py_ssize_t wrong = -1;
    for (Py_ssize_t i = 0; i < keyword_count; i++) {
        PyObject *name = PyTuple_GET_ITEM(keyword_names, i);
        const int index = PyUnicode_Check(name) ? find_parameter(name) : -1;
        if (index >= std::min<Py_ssize_t>(count, positional_)) {
            values[index] = args[count + i];
        } else if (wrong < 0 || (index >= 0 && index < std::min<Py_ssize_t>(count, positional_))) {
            wrong = i;
        }
    }
    TRY(check_required(values));
    if (wrong < 0) return 0;
    return bind_keyword(PyTuple_GET_ITEM(keyword_names, wrong), args[count + wrong], count, values);
}

int ArgumentSpec::bind_tuple(PyObject *args, PyObject *keywords, PyObject **values) const {
    const Py_ssize_t count = PyTuple_GET_SIZE(args);
    const Py_ssize_t keyword_count = keywords == nullptr ? 0 : PyDict_GET_SIZE(keywords);
    if (keyword_count == 0) return bind(tuple_items(args), count, nullptr, values);
    SmallArray<PyObject *, max_parameters> all(static_cast<size_t>(count + keyword_count));
    if (!all) return -1;
    Ref names = TRY_REF(PyTuple_New(keyword_count));
    std::copy(tuple_items(args), tuple_items(args) + count, all.data());
    Py_ssize_t position = 0, i = 0;
    for (PyObject *key, *value; i < keyword_count && PyDict_Next(keywords, &position, &key, &value); i++) {
        PyTuple_SET_ITEM(names.get(), i, Py_NewRef(key));
        all[static_cast<size_t>(count + i)] = value;
    }
    return bind_slowly(all.data(), count, names.get(), values);
}

} // namespace adder::objects
