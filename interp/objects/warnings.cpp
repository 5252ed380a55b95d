// SPDX-License-Identifier: MIT
//
// Issuing warnings: place of the warning, filters, registry of those shown, text on standard error.
//
// A warning belongs to the frame `stack_level` steps out. Its module's __warningregistry__ remembers (text,
// category, line) so that the default action shows it once for each place. A filter's message and module are
// None, a text (the message's beginning in any case, the whole module), or a pattern with a method `match`.
#include "objects/warnings.hpp"
#include "objects/codec.hpp"

#include "base/file.hpp"
#include "base/source.hpp"
#include "objects/error.hpp"
#include "objects/function.hpp"
#include "objects/names.hpp"
#include "objects/str.hpp"

#include <algorithm>
#include <array>

namespace adder::objects {

namespace {

constexpr const char *actions[] = {"error", "ignore", "always", "default", "module", "once"};

struct Warning {
    PyObject *category; // borrowed
    Ref message;        // instance of the category
    Ref text;
    Ref filename;
    Ref module;
    Ref registry;               // dict, or empty
    PyObject *source = nullptr; // borrowed, or NULL
    int line = 1;
};

bool is_subclass(PyObject *derived, PyObject *base) {
    return PyType_IsSubtype(reinterpret_cast<PyTypeObject *>(derived),
                            reinterpret_cast<PyTypeObject *>(base));
}

[[nodiscard]] bool is_text(PyObject *value, const char *text) {
    return is_str(value) && PyUnicode_CompareWithASCIIString(value, text) == 0;
}

// --- filters

// An attribute of the module `warnings`; empty, without an exception, when it is not loaded or has none.
Ref module_attribute(const char *name) {
    PyObject *modules = PySys_GetObject("modules");
    if (modules == nullptr || !PyDict_Check(modules)) return {};
    Ref module = Ref::borrow(PyDict_GetItemString(modules, "warnings"));
    if (!module) return {};
    Ref value = Ref::steal(PyObject_GetAttrString(module.get(), name));
    if (!value) PyErr_Clear();
    return value;
}

// 1, 0 or -1: whether a text begins with the other one in any case.
int begins_with(PyObject *text, PyObject *beginning) {
    const Ref folded = TRY_REF(PyObject_CallMethod(text, "lower", nullptr));
    const Ref wanted = TRY_REF(PyObject_CallMethod(beginning, "lower", nullptr));
    return static_cast<int>(PyUnicode_Tailmatch(folded.get(), wanted.get(), 0, PY_SSIZE_T_MAX, -1));
}

// 1, 0 or -1: whether a filter's message or module takes the text.
int accepts(PyObject *wanted, PyObject *text, bool is_message) {
    if (wanted == Py_None) return 1;
    if (is_exact_str(wanted) && !is_str(text)) return 0;
    if (is_exact_str(wanted)) return is_message ? begins_with(text, wanted) : unicode_equal(wanted, text);
    const Ref match = TRY_REF(PyObject_CallMethod(wanted, "match", "O", text));
    return PyObject_IsTrue(match.get());
}

// 1, 0 or -1: whether the filter, a tuple of five, is about the warning.
int matches(PyObject *filter, const Warning &warning) {
    if (!TRY(PyObject_IsSubclass(warning.category, PyTuple_GET_ITEM(filter, 2)))) return 0;
    const Py_ssize_t line = PyLong_AsSsize_t(PyTuple_GET_ITEM(filter, 4));
    if (line == -1 && is_error_pending()) return -1;
    if (line != 0 && line != warning.line) return 0;
    if (!TRY(accepts(PyTuple_GET_ITEM(filter, 1), warning.text.get(), true))) return 0;
    return accepts(PyTuple_GET_ITEM(filter, 3), warning.module.get(), false);
}

// The action of the first filter that matches; `filter` stays empty when it is the default one.
Ref action_for(const Warning &warning, Ref &filter) {
    const WarningState *state = warning_state();
    if (state == nullptr) return {};
    Ref filters = module_attribute("filters");
    if (!filters) filters = Ref::borrow(state->filters);
    if (!PyList_Check(filters.get())) return raise_value_error("_warnings.filters must be a list");
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(filters.get()); i++) {
        const Ref row = Ref::borrow(PyList_GET_ITEM(filters.get(), i));
        if (!PyTuple_Check(row.get()) || PyTuple_GET_SIZE(row.get()) != 5)
            return raise_value_error("_warnings.filters item %zd isn't a 5-tuple", i);
        if (!TRY(matches(row.get(), warning))) continue;
        filter = row;
        PyObject *action = PyTuple_GET_ITEM(row.get(), 0);
        if (is_str(action)) return Ref::borrow(action);
        return raise_type_error("action must be a string, not '%.200s'", Py_TYPE(action)->tp_name);
    }
    Ref action = module_attribute("defaultaction");
    if (!action) return Ref::borrow(state->default_action);
    if (is_str(action.get())) return action;
    return raise_type_error("_warnings.defaultaction must be a string, not '%.200s'",
                            Py_TYPE(action.get())->tp_name);
}

// --- registries

// 1, 0 or -1: whether the registry knows the key. One of another version of the filters is emptied before.
int is_known(PyObject *registry, PyObject *key) {
    const WarningState *state = warning_state();
    if (state == nullptr) return -1;
    PyObject *known_version = PyDict_GetItemString(registry, "version");
    const long version =
        known_version != nullptr && PyLong_CheckExact(known_version) ? PyLong_AsLong(known_version) : -1;
    if (version == state->version) return PyDict_Contains(registry, key);
    PyDict_Clear(registry);
    const Ref current = TRY_REF(PyLong_FromLong(state->version));
    TRY(PyDict_SetItemString(registry, "version", current.get()));
    return 0;
}

// The same, and from now on it does.
int remember(PyObject *registry, PyObject *key) {
    if (TRY(is_known(registry, key))) return 1;
    TRY(PyDict_SetItem(registry, key, Py_True));
    return 0;
}

// 1, 0 or -1: whether a warning that is to be shown once, or once a module, was shown already.
int was_shown(const Warning &warning, bool is_once) {
    Ref registry = warning.registry;
    if (is_once) {
        registry = module_attribute("onceregistry");
        const WarningState *state = warning_state();
        if (!registry && state != nullptr) registry = Ref::borrow(state->once_registry);
    }
    if (!registry) return 0;
    const Ref key = is_once ? TRY_REF(PyTuple_Pack(2, warning.text.get(), warning.category))
                            : TRY_REF(Py_BuildValue("(OOi)", warning.text.get(), warning.category, 0));
    return remember(registry.get(), key.get());
}

// --- showing

std::string source_line(PyObject *filename, int number) {
    const char *path = PyUnicode_AsUTF8(filename);
    if (path == nullptr) {
        PyErr_Clear();
        return "";
    }
    const std::optional<std::string> bytes = base::read_regular_file(path);
    if (!bytes) return "";
    base::Source source = base::Source::from_file_bytes(path, *bytes, decode_source);
    if (number < 1 || number > source.line_count()) return "";
    std::string_view line = source.line(number);
    size_t begin = line.find_first_not_of(" \t\f");
    size_t end = line.find_last_not_of(" \t\f");
    return begin == std::string_view::npos ? "" : std::string(line.substr(begin, end - begin + 1));
}

void show_on_stderr(const Warning &warning) {
    const char *class_name = reinterpret_cast<PyTypeObject *>(warning.category)->tp_name;
    if (PySys_GetObject("stderr") == Py_None) return;
    PySys_FormatStderr("%U:%d: %s: %S\n", warning.filename.get(), warning.line, class_name,
                       warning.text.get());
    std::string line = source_line(warning.filename.get(), warning.line);
    if (!line.empty()) PySys_FormatStderr("  %s\n", line.c_str());
    if (warning.source != nullptr && !runtime.is_finalizing)
        PySys_FormatStderr("%s: Enable tracemalloc to get the object allocation traceback\n", class_name);
}

// By the module `warnings` when it is loaded, so that replaced functions are asked.
[[nodiscard]] int show(const Warning &warning) {
    const Ref function = module_attribute("_showwarnmsg");
    if (!function) {
        show_on_stderr(warning);
        return is_error_pending() ? -1 : 0;
    }
    if (!PyCallable_Check(function.get()))
        return raise_type_error("warnings._showwarnmsg() must be set to a callable");
    const Ref make_message = module_attribute("WarningMessage");
    if (!make_message) return raise(PyExc_RuntimeError, "unable to get warnings.WarningMessage");
    PyObject *source = warning.source == nullptr ? Py_None : warning.source;
    const Ref message =
        TRY_REF(PyObject_CallFunction(make_message.get(), "OOOiOOO", warning.message.get(), warning.category,
                                      warning.filename.get(), warning.line, Py_None, Py_None, source));
    const Ref result = TRY_REF(PyObject_CallOneArg(function.get(), message.get()));
    return 0;
}

[[nodiscard]] int issue(const Warning &warning) {
    const Ref key = TRY_REF(Py_BuildValue("(OOi)", warning.text.get(), warning.category, warning.line));
    if (warning.registry && TRY(is_known(warning.registry.get(), key.get()))) return 0;
    Ref filter;
    const Ref action = TRY(action_for(warning, filter));
    if (is_text(action.get(), "error")) {
        PyErr_SetObject(warning.category, warning.message.get());
        return -1;
    }
    if (is_text(action.get(), "ignore")) return 0;
    if (is_text(action.get(), "always")) return show(warning);
    if (warning.registry) TRY(PyDict_SetItem(warning.registry.get(), key.get(), Py_True));
    if (is_text(action.get(), "default")) return show(warning);
    const bool is_once = is_text(action.get(), "once");
    if (!is_once && !is_text(action.get(), "module"))
        return raise(PyExc_RuntimeError, "Unrecognized action (%R) in warnings.filters:\n %R", action.get(),
                     filter ? filter.get() : Py_None);
    return TRY(was_shown(warning, is_once))
    ? 0 : show(warning);
}

[[nodiscard]] int set_message(Warning &warning, PyObject *message, PyObject *category) {
    if (PyObject_TypeCheck(message, reinterpret_cast<PyTypeObject *>(PyExc_Warning))) {
        warning.message = Ref::borrow(message);
        warning.category = reinterpret_cast<PyObject *>(Py_TYPE(message));
        warning.text = TRY_REF(PyObject_Str(message));
        return 0;
    }
    warning.category = category;
    warning.text = Ref::borrow(message);
    warning.message = TRY_REF(PyObject_CallOneArg(category, message));
    return 0;
}

// The frame `level` steps out from the running one; empty when the stack is not that deep.
Ref frame_at(Py_ssize_t level) {
    Ref frame = Ref::borrow(reinterpret_cast<PyObject *>(PyEval_GetFrame()));
    for (; level > 1 && frame; level--)
        frame = Ref::steal(reinterpret_cast<PyObject *>(PyFrame_GetBack(frame.as<PyFrameObject>())));
    return frame;
}

[[nodiscard]] int set_place(Warning &warning, Py_ssize_t level) {
    Ref frame = frame_at(level);
    Ref globals = Ref::borrow(runtime.sys_dict);
    warning.filename = TRY_REF(PyUnicode_FromString("sys"));
    if (frame) {
        globals = TRY_REF(PyFrame_GetGlobals(frame.as<PyFrameObject>()));
        Ref code = Ref::steal(reinterpret_cast<PyObject *>(PyFrame_GetCode(frame.as<PyFrameObject>())));
        warning.filename = Ref::borrow(code.as<PyCodeObject>()->filename);
        warning.line = PyFrame_GetLineNumber(frame.as<PyFrameObject>());
    }
    PyObject *registry = PyDict_GetItemWithError(globals.get(), name::dunder_warningregistry);
    if (registry == nullptr && is_error_pending()) return -1;
    if (registry != nullptr && registry != Py_None && !PyDict_Check(registry))
        return raise_type_error("'registry' must be a dict or None");
    if (registry == nullptr) {
        warning.registry = TRY_REF(PyDict_New());
        TRY(PyDict_SetItem(globals.get(), name::dunder_warningregistry, warning.registry.get()));
    } else if (registry != Py_None) {
        warning.registry = Ref::borrow(registry);
    }
    PyObject *module = PyDict_GetItemWithError(globals.get(), name::dunder_name);
    bool has_name = module != nullptr && PyUnicode_Check(module);
    warning.module = has_name ? Ref::borrow(module) : Ref::steal(PyUnicode_FromString("<string>"));
    return 0;
}

int warn_text(PyObject *category, const Ref &text, Py_ssize_t level) {
    if (!text) return -1;
    return issue_warning(text.get(), category == nullptr ? PyExc_RuntimeWarning : category, level, nullptr);
}

// The warning class of that name, of a module that is imported or of the builtins; else what is wrong.
Ref category_of(const std::string &name, std::string &problem) {
    if (name.empty()) return Ref::borrow(PyExc_Warning);
    const size_t dot = name.rfind('.');
    const std::string module_name = dot == std::string::npos ? "builtins" : name.substr(0, dot);
    const Ref module = Ref::steal(PyImport_ImportModule(module_name.c_str()));
    Ref found = module ? Ref::steal(PyObject_GetAttrString(module.get(), name.c_str() + (dot + 1))) : Ref();
    if (!module)
        problem = "invalid module name: '" + module_name + "'";
    else if (!found)
        problem = "unknown warning category: '" + name + "'";
    else if (!PyExceptionClass_Check(found.get()) || !is_subclass(found.get(), PyExc_Warning))
        problem = "invalid warning category: '" + name + "'";
    PyErr_Clear();
    return problem.empty() ? found : Ref();
}

// The line of an option; -1 with the problem when it is no number.
int line_of(const std::string &text, std::string &problem) {
    if (text.empty()) return 0;
    char *end = nullptr;
    const long line = std::strtol(text.c_str(), &end, 10);
    if (*end != '\0')
        problem = "invalid lineno '" + text + "'";
    else if (line < 0 || line > INT_MAX)
        problem = "invalid lineno " + std::to_string(line);
    return problem.empty() ? static_cast<int>(line) : -1;
}

std::array<std::string, 5> split_option(const std::string &option) {
    std::array<std::string, 5> parts;
    size_t begin = 0;
    for (size_t i = 0; i < parts.size() && begin <= option.size(); i++) {
        size_t end = std::min(option.find(':', begin), option.size());
        parts[i] = option.substr(begin, end - begin);
        begin = end + 1;
    }
    return parts;
}

// (action, None, category, module or None, 0)
Ref make_filter(const char *action, PyObject *category, const char *module) {
    return Ref::steal(Py_BuildValue("(sOOzi)", action, Py_None, category, module, 0));
}

// CPython's defaults.
Ref make_filters() {
    Ref filters = TRY_REF(PyList_New(0));
    Ref rows[] = {
        make_filter("default", PyExc_DeprecationWarning, "__main__"),
        make_filter("ignore", PyExc_DeprecationWarning, nullptr),
        make_filter("ignore", PyExc_PendingDeprecationWarning, nullptr),
        make_filter("ignore", PyExc_ImportWarning, nullptr),
        make_filter("ignore", PyExc_ResourceWarning, nullptr),
    };
    for (const Ref &row : rows)
        if (!row || PyList_Append(filters.get(), row.get()) < 0) return {};
    return filters;
}

// The module of a file that says none: its name without ".py".
Ref module_of_file(PyObject *filename) {
    const Py_ssize_t length = PyUnicode_GET_LENGTH(filename);
    if (length == 0) return Ref::steal(PyUnicode_FromString("<unknown>"));
    const Ref suffix = TRY_REF(PyUnicode_FromString(".py"));
    if (PyUnicode_Tailmatch(filename, suffix.get(), 0, length, 1) == 1)
        return Ref::steal(PyUnicode_Substring(filename, 0, length - 3));
    return Ref::borrow(filename);
}

} // namespace

WarningState *warning_state() {
    static WarningState state{};
    if (state.filters != nullptr) return &state;
    Ref filters = make_filters();
    if (!filters) return nullptr;
    Ref action = Ref::steal(PyUnicode_FromString("default"));
    Ref registry = Ref::steal(PyDict_New());
    if (!action || !registry) return nullptr;
    state = {filters.release(), action.release(), registry.release()};
    return &state;
}

bool add_warning_option(const std::string &option, std::string &problem) {
    if (std::count(option.begin(), option.end(), ':') > 4) {
        problem = "too many fields (max 5): '" + option + "'";
        return false;
    }
    const auto [given_action, message, category_name, module, line] = split_option(option);
    const std::string action = given_action.empty() ? "default" : given_action;
    const auto *found = std::find_if(std::begin(actions), std::end(actions), [&](const char *name) {
        return std::string_view(name).starts_with(action);
    });
    if (found == std::end(actions)) {
        problem = "invalid action: '" + action + "'";
        return false;
    }
    const Ref category = category_of(category_name, problem);
    if (!category) return false;
    const int wanted_line = line_of(line, problem);
    if (wanted_line < 0) return false;
    const auto text_or_none = [](const std::string &text) { return text.empty() ? nullptr : text.c_str(); };
    const Ref filter = Ref::steal(Py_BuildValue("(szOzi)", *found, text_or_none(message), category.get(),
                                                text_or_none(module), wanted_line));
    const WarningState *state = warning_state();
    if (state != nullptr && filter && PyList_Insert(state->filters, 0, filter.get()) == 0) return true;
    PyErr_Clear();
    problem = "out of memory";
    return false;
}

int issue_warning(PyObject *message, PyObject *category, Py_ssize_t level, PyObject *source) {
    Warning warning;
    TRY(set_message(warning, message, category == nullptr ? PyExc_UserWarning : category));
    TRY(set_place(warning, level));
    warning.source = source;
    return issue(warning);
}

int issue_warning_at(PyObject *message, PyObject *category, PyObject *filename, int line, PyObject *module,
                     PyObject *registry, PyObject *source) {
    if (module == Py_None) return 0;
    if (registry != nullptr && registry != Py_None && !PyDict_Check(registry))
        return raise_type_error("'registry' must be a dict or None");
    Warning warning;
    TRY(set_message(warning, message, category));
    warning.filename = Ref::borrow(filename);
    warning.line = line;
    warning.module = module != nullptr ? Ref::borrow(module) : TRY(module_of_file(filename));
    if (registry != nullptr && registry != Py_None) warning.registry = Ref::borrow(registry);
    warning.source = source;
    return issue(warning);
}

extern "C" {

int PyErr_WarnEx(PyObject *category, const char *message, Py_ssize_t stack_level) {
    return warn_text(category, Ref::steal(PyUnicode_FromString(message)), stack_level);
}

int PyErr_WarnFormat(PyObject *category, Py_ssize_t stack_level, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Ref text = Ref::steal(PyUnicode_FromFormatV(format, arguments));
    va_end(arguments);
    return warn_text(category, text, stack_level);
}

int PyErr_ResourceWarning(PyObject *source, Py_ssize_t stack_level, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Ref text = Ref::steal(PyUnicode_FromFormatV(format, arguments));
    va_end(arguments);
    return text ? issue_warning(text.get(), PyExc_ResourceWarning, stack_level, source) : -1;
}

int PyErr_WarnExplicitObject(PyObject *category, PyObject *message, PyObject *filename, int line,
                             PyObject *module, PyObject *registry) {
    return issue_warning_at(message, category == nullptr ? PyExc_RuntimeWarning : category, filename, line,
                            module, registry, nullptr);
}

int PyErr_WarnExplicit(PyObject *category, const char *message, const char *filename, int line,
                       const char *module, PyObject *registry) {
    Ref text = TRY_REF(PyUnicode_FromString(message));
    Ref file = TRY_REF(PyUnicode_DecodeFSDefault(filename));
    Ref module_name;
    if (module != nullptr) module_name = TRY_REF(PyUnicode_FromString(module));
    return PyErr_WarnExplicitObject(category, text.get(), file.get(), line, module_name.get(), registry);
}

} // extern "C"

} // namespace adder::objects
