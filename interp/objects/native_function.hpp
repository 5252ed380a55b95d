// SPDX-License-Identifier: MIT
//
// Native functions from C++: the objects around rows of method tables (their structs are in
// adder/callable.h), and the binding of arguments to the parameters that a signature names.
//
// PyCFunctionObject: m_ml is the row, m_self the bound object, m_module the module's name.
// PyMethodDescrObject: d_method is the row, d_common.d_type the type that `self` must be an instance of. Both
// have a vectorcall function chosen by the row's flags, so a call is one indirect jump.
#pragma once

#include "objects/object.hpp"

#include <cstddef>
#include <cstdint>

namespace adder::objects {

// Parameters of a native function, read at compile time from a signature as Python writes it:
//
//     constexpr ArgumentSpec spec("sum", "iterable, /, start=0");
//     PyObject *values[2];                                       // borrowed, in order; NULL: not given
//     TRY(spec.bind(args, count, keyword_names, values));
//
// "/" ends the positional-only parameters, "*" begins the keyword-only ones, "=…" makes one optional, and
// "*args" takes any further positional arguments, which have no value of their own. The errors' texts are
// those of CPython's generated argument parsers.
class ArgumentSpec {
  public:
    static constexpr int max_parameters = 16;

    consteval ArgumentSpec(const char *function, const char *signature) : function_(function) {
        parse(signature);
    }

    // 0, or -1 with TypeError. `values` has room for every parameter.
    [[nodiscard]] int bind(PyObject *const *args, Py_ssize_t count, PyObject *keyword_names,
                           PyObject **values) const {
        if (keyword_names == nullptr && count >= required_ && count <= positional_ && !needs_keywords_) {
            int i = 0;
            for (; i < count; i++) values[i] = args[i];
            for (; i < total_; i++) values[i] = nullptr;
            return 0;
        }
        return bind_slowly(args, count, keyword_names, values);
    }
    // The same for functions that take a tuple and a dict (tp_new, tp_init, tp_call).
    [[nodiscard]] int bind_tuple(PyObject *args, PyObject *keywords, PyObject **values) const;

    [[nodiscard]] constexpr int parameter_count() const { return total_; }

  private:
    struct Parameter {
        const char *name = nullptr;
        uint8_t length = 0;
    };

    consteval void parse(const char *signature);
    [[nodiscard]] int bind_slowly(PyObject *const *args, Py_ssize_t count, PyObject *keyword_names,
                                  PyObject **values) const;
    [[nodiscard]] int check_counts(Py_ssize_t count, Py_ssize_t keyword_count) const;
    [[nodiscard]] int find_parameter(PyObject *name) const;
    [[nodiscard]] int bind_keyword(PyObject *name, PyObject *value, Py_ssize_t count,
                                   PyObject **values) const;
    [[nodiscard]] int check_required(PyObject *const *values) const;

    const char *function_;
    Parameter parameters_[max_parameters] = {};
    int total_ = 0;
    int positional_only_ = 0;
    int positional_ = 0; // parameters that may be given by position
    int required_ = 0;   // of those, the first ones that must be given
    int required_keywords_ = 0;
    bool takes_any_positional_ = false;
    bool needs_keywords_ = false;
};

consteval void ArgumentSpec::parse(const char *text) {
    bool is_keyword_only = false;
    while (*text != '\0') {
        const char *begin = text;
        const char *name_end = nullptr;
        bool has_default = false;
        int nesting = 0;
        char quote = '\0';
        for (; *text != '\0' && (*text != ',' || nesting > 0 || quote != '\0'); text++) {
            if (quote != '\0') {
                if (*text == quote) quote = '\0';
            } else if (*text == '\'' || *text == '"') {
                quote = *text;
            } else if (*text == '(' || *text == '[') {
                nesting++;
            } else if (*text == ')' || *text == ']') {
                nesting--;
            } else if (*text == '=' && name_end == nullptr) {
                has_default = true;
                name_end = text;
            }
        }
        if (name_end == nullptr) name_end = text;
        if (*begin == '/') {
            positional_only_ = total_;
        } else if (*begin == '*') {
            is_keyword_only = true;
            takes_any_positional_ = name_end - begin > 1;
        } else {
            parameters_[total_] = {begin, static_cast<uint8_t>(name_end - begin)};
            total_++;
            if (!is_keyword_only) {
                positional_ = total_;
                if (!has_default) required_ = total_;
            } else if (!has_default) {
                needs_keywords_ = true;
                required_keywords_++;
            }
        }
        if (*text == ',') text++;
        while (*text == ' ') text++;
    }
}

// The vectorcall function of a row's flags; NULL with SystemError for a combination that does not exist.
[[nodiscard]] vectorcallfunc native_vectorcall(const PyMethodDef *row, const char *owner);
[[nodiscard]] vectorcallfunc descriptor_vectorcall(const PyMethodDef *row);

// `type.__new__` as an entry of the type's dict; 0 or -1.
[[nodiscard]] int add_new_wrapper(PyTypeObject *type);
// Whether a native function is the __new__ that add_new_wrapper made.
bool is_new_wrapper(PyObject *function);

} // namespace adder::objects
