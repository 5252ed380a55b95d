// SPDX-License-Identifier: MIT
#include "vm/arguments.hpp"

#include "objects/dict.hpp"
#include "objects/error.hpp"
#include "objects/object.hpp"
#include "objects/str.hpp"
#include "objects/tuple.hpp"

namespace adder::vm {

using objects::Failure;
using objects::Ref;

namespace {

// One call being bound: where things are, so that the steps below read as the rules of the language.
struct Binding {
    PyFunctionObject *function;
    PyCodeObject *code;
    PyObject *const *arguments;
    Py_ssize_t count;
    PyObject *keyword_names;
    PyObject **variables;

    [[nodiscard]] bool has_star() const { return (code->flags & bytecode::CodeVarArgs) != 0; }
    [[nodiscard]] bool has_double_star() const { return (code->flags & bytecode::CodeVarKeywords) != 0; }
    [[nodiscard]] int named_count() const { return code->argument_count + code->keyword_only_count; }
    [[nodiscard]] PyObject *&star() const { return variables[named_count()]; }
    [[nodiscard]] PyObject *&double_star() const { return variables[named_count() + (has_star() ? 1 : 0)]; }
    [[nodiscard]] PyObject *name_of(int index) const { return PyTuple_GET_ITEM(code->variable_names, index); }
    [[nodiscard]] PyObject *qualname() const { return function->qualname; }
    [[nodiscard]] Py_ssize_t default_count() const {
        return function->defaults != nullptr ? PyTuple_GET_SIZE(function->defaults) : 0;
    }
};

// --- errors, in CPython's words

// "'a', 'b', and 'c'".
Ref join_names(PyObject *names) {
    const Py_ssize_t count = PyList_GET_SIZE(names);
    if (count == 1) return Ref::borrow(PyList_GET_ITEM(names, 0));
    PyObject *last = PyList_GET_ITEM(names, count - 1);
    PyObject *before = PyList_GET_ITEM(names, count - 2);
    if (count == 2) return Ref::steal(PyUnicode_FromFormat("%U and %U", before, last));
    Ref head = TRY_REF(PyList_GetSlice(names, 0, count - 2));
    Ref comma = TRY_REF(PyUnicode_FromString(", "));
    Ref text = TRY_REF(PyUnicode_Join(comma.get(), head.get()));
    return Ref::steal(PyUnicode_FromFormat("%U, %U, and %U", text.get(), before, last));
}

Failure raise_missing(const Binding &call, int begin, int end, const char *kind) {
    Ref names = TRY_REF(PyList_New(0));
    for (int i = begin; i < end; i++) {
        if (call.variables[i] != nullptr) continue;
        Ref repr = TRY_REF(PyObject_Repr(call.name_of(i)));
        TRY(PyList_Append(names.get(), repr.get()));
    }
    const Py_ssize_t missing = PyList_GET_SIZE(names.get());
    Ref text = TRY(join_names(names.get()));
    PyErr_Format(PyExc_TypeError, "%U() missing %zd required %s argument%s: %U", call.qualname(), missing,
                 kind, missing == 1 ? "" : "s", text.get());
    return {};
}

Failure raise_too_many(const Binding &call) {
    Py_ssize_t keyword_only_given = 0;
    for (int i = call.code->argument_count; i < call.named_count(); i++) {
        if (call.variables[i] != nullptr) keyword_only_given++;
    }
    const Py_ssize_t defaults = call.default_count();
    const int wanted = call.code->argument_count;
    Ref takes = defaults > 0 ? TRY_REF(PyUnicode_FromFormat("from %zd to %d", wanted - defaults, wanted))
                             : TRY_REF(PyUnicode_FromFormat("%d", wanted));
    const bool is_plural = defaults > 0 || wanted != 1;
    Ref keywords =
        keyword_only_given > 0
            ? TRY_REF(PyUnicode_FromFormat(" positional argument%s (and %zd keyword-only argument%s)",
                                           call.count != 1 ? "s" : "", keyword_only_given,
                                           keyword_only_given != 1 ? "s" : ""))
            : TRY_REF(PyUnicode_FromString(""));
    PyErr_Format(PyExc_TypeError, "%U() takes %U positional argument%s but %zd%U %s given", call.qualname(),
                 takes.get(), is_plural ? "s" : "", call.count, keywords.get(),
                 call.count == 1 && keyword_only_given == 0 ? "was" : "were");
    return {};
}

// Names of positional-only parameters that were given by keyword, if any.
int raise_positional_only(const Binding &call) {
    Ref names = TRY_REF(PyList_New(0));
    for (int i = 0; i < call.code->positional_only_count; i++) {
        for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(call.keyword_names); k++) {
            const int is_same = TRY(
                PyObject_RichCompareBool(call.name_of(i), PyTuple_GET_ITEM(call.keyword_names, k), Py_EQ));
            if (is_same != 0) TRY(PyList_Append(names.get(), call.name_of(i)));
        }
    }
    if (PyList_GET_SIZE(names.get()) == 0) return 0;
    Ref comma = TRY_REF(PyUnicode_FromString(", "));
    Ref text = TRY_REF(PyUnicode_Join(comma.get(), names.get()));
    PyErr_Format(PyExc_TypeError, "%U() got some positional-only arguments passed as keyword arguments: '%U'",
                 call.qualname(), text.get());
    return -1;
}

// --- steps

int bind_star(const Binding &call) {
    if (!call.has_star()) return 0;
    const Py_ssize_t taken = std::min<Py_ssize_t>(call.count, call.code->argument_count);
    call.star() = objects::tuple_from_array(call.arguments + taken, call.count - taken);
    return call.star() == nullptr ? -1 : 0;
}

// Index of the parameter that may be given by this name, or -1; -2 with an exception. Names are usually
// identical objects.
int parameter_index(const Binding &call, PyObject *name) {
    for (int i = call.code->positional_only_count; i < call.named_count(); i++) {
        if (call.name_of(i) == name) return i;
    }
    for (int i = call.code->positional_only_count; i < call.named_count(); i++) {
        const int is_same = PyObject_RichCompareBool(name, call.name_of(i), Py_EQ);
        if (is_same != 0) return is_same < 0 ? -2 : i;
    }
    return -1;
}

int bind_keyword(const Binding &call, PyObject *name, PyObject *value) {
    if (!PyUnicode_Check(name)) {
        PyErr_SetString(PyExc_TypeError, "keywords must be strings");
        return -1;
    }
    const int index = parameter_index(call, name);
    if (index == -2) return -1;
    if (index == -1) {
        if (call.has_double_star()) return PyDict_SetItem(call.double_star(), name, value);
        if (call.code->positional_only_count > 0) TRY(raise_positional_only(call));
        PyErr_Format(PyExc_TypeError, "%U() got an unexpected keyword argument '%S'", call.qualname(), name);
        return -1;
    }
    if (call.variables[index] != nullptr) {
        PyErr_Format(PyExc_TypeError, "%U() got multiple values for argument '%S'", call.qualname(), name);
        return -1;
    }
    call.variables[index] = Py_NewRef(value);
    return 0;
}

int bind_keywords(const Binding &call) {
    if (call.has_double_star()) {
        call.double_star() = PyDict_New();
        if (call.double_star() == nullptr) return -1;
    }
    if (call.keyword_names == nullptr) return 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(call.keyword_names); i++) {
        TRY(bind_keyword(call, PyTuple_GET_ITEM(call.keyword_names, i), call.arguments[call.count + i]));
    }
    return 0;
}

int bind_defaults(const Binding &call) {
    const int wanted = call.code->argument_count;
    const int first_default = wanted - static_cast<int>(call.default_count());
    for (int i = static_cast<int>(std::min<Py_ssize_t>(call.count, wanted)); i < first_default; i++) {
        if (call.variables[i] == nullptr) return raise_missing(call, 0, first_default, "positional");
    }
    for (int i = std::max(first_default, 0); i < wanted; i++) {
        if (call.variables[i] != nullptr) continue;
        call.variables[i] = Py_NewRef(PyTuple_GET_ITEM(call.function->defaults, i - first_default));
    }
    return 0;
}

int bind_keyword_only_defaults(const Binding &call) {
    bool is_missing = false;
    for (int i = call.code->argument_count; i < call.named_count(); i++) {
        if (call.variables[i] != nullptr) continue;
        PyObject *value = nullptr;
        if (call.function->kwdefaults != nullptr) {
            value = PyDict_GetItemWithError(call.function->kwdefaults, call.name_of(i));
            if (value == nullptr && objects::is_error_pending()) return -1;
        }
        call.variables[i] = Py_XNewRef(value);
        is_missing |= value == nullptr;
    }
    if (is_missing) return raise_missing(call, call.code->argument_count, call.named_count(), "keyword-only");
    return 0;
}

int bind_all(const Binding &call) {
    const Py_ssize_t taken = std::min<Py_ssize_t>(call.count, call.code->argument_count);
    for (Py_ssize_t i = 0; i < taken; i++) call.variables[i] = Py_NewRef(call.arguments[i]);
    TRY(bind_star(call));
    TRY(bind_keywords(call));
    if (call.count > call.code->argument_count && !call.has_star()) return raise_too_many(call);
    if (call.count < call.code->argument_count) TRY(bind_defaults(call));
    return call.code->keyword_only_count > 0 ? bind_keyword_only_defaults(call) : 0;
}

// While it lives, frames that binding enters (a keyword's __eq__ may be Python code) begin behind the
// variables.
class ReservedVariables {
  public:
    ReservedVariables(objects::ThreadState *thread, PyObject **end)
        : free_stack_(thread->frame != nullptr ? thread->frame->free_stack : thread->stack_begin),
          begin_(free_stack_) {
        free_stack_ = end;
    }
    ReservedVariables(const ReservedVariables &) = delete;
    ReservedVariables &operator=(const ReservedVariables &) = delete;
    ~ReservedVariables() { free_stack_ = begin_; }

  private:
    PyObject **&free_stack_;
    PyObject **begin_;
};

} // namespace

int bind_arguments(PyFunctionObject *function, PyObject *const *arguments, Py_ssize_t count,
                   PyObject *keyword_names, PyObject **variables) {
    PyCodeObject *code = function->code;
    const ReservedVariables reserved(objects::thread(), variables + code->total_arguments);
    std::fill(variables, variables + code->total_arguments, nullptr);
    if (bind_all(Binding{function, code, arguments, count, keyword_names, variables}) == 0) return 0;
    for (int i = 0; i < code->total_arguments; i++) Py_CLEAR(variables[i]);
    return -1;
}

} // namespace adder::vm
