// SPDX-License-Identifier: MIT
//
// Issuing warnings from C and C++: place of the warning, filters, registry of those shown, text on standard
// error.
//
// A warning belongs to the frame `stack_level` steps out. Its module's __warningregistry__ remembers (text,
// category, line) so that the default action shows it once for each place.
#include "objects/warnings.hpp"

#include "base/source.hpp"
#include "objects/error.hpp"
#include "objects/function.hpp"
#include "objects/names.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace adder::objects {

namespace {

struct NamedAction {
    const char *name;
    WarningAction action;
};

constexpr NamedAction named_actions[] = {
    {"error", WarningAction::Error},     {"ignore", WarningAction::Ignore}, {"always", WarningAction::Always},
    {"default", WarningAction::Default}, {"module", WarningAction::Module}, {"once", WarningAction::Once},
};

struct Warning {
    PyObject *category; // borrowed
    Ref message;        // instance of the category
    Ref text;
    Ref filename;
    Ref module;
    Ref registry; // dict, or empty
    int line = 1;
};

bool is_subclass(PyObject *derived, PyObject *base) {
    return PyType_IsSubtype(reinterpret_cast<PyTypeObject *>(derived),
                            reinterpret_cast<PyTypeObject *>(base));
}

bool matches(const WarningFilter &filter, const Warning &warning) {
    if (!is_subclass(warning.category, filter.category) || (filter.line != 0 && filter.line != warning.line))
        return false;
    const char *module = PyUnicode_AsUTF8(warning.module.get());
    const char *text = PyUnicode_AsUTF8(warning.text.get());
    if (module == nullptr || text == nullptr) {
        PyErr_Clear();
        return false;
    }
    return (filter.module.empty() || filter.module == module) &&
           std::string_view(text).starts_with(filter.message);
}

WarningAction action_for(const Warning &warning) {
    for (const WarningFilter &filter : warning_filters())
        if (matches(filter, warning)) return filter.action;
    return WarningAction::Default;
}

// Whether the warning was shown at this place (or in this module) already; remembers it. -1 with an error.
int was_shown(const Warning &warning, WarningAction action) {
    if (!warning.registry || action == WarningAction::Always) return 0;
    int line = action == WarningAction::Default ? warning.line : 0;
    Ref key = TRY_REF(Py_BuildValue("(OOi)", warning.text.get(), warning.category, line));
    int is_known = TRY(PyDict_Contains(warning.registry.get(), key.get()));
    if (is_known) return 1;
    TRY(PyDict_SetItem(warning.registry.get(), key.get(), Py_True));
    return 0;
}

std::string source_line(PyObject *filename, int number) {
    const char *path = PyUnicode_AsUTF8(filename);
    if (path == nullptr) {
        PyErr_Clear();
        return "";
    }
    std::ifstream file(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file && bytes.empty()) return "";
    base::Source source = base::Source::from_file_bytes(path, bytes);
    if (number < 1 || number > source.line_count()) return "";
    std::string_view line = source.line(number);
    size_t begin = line.find_first_not_of(" \t\f");
    size_t end = line.find_last_not_of(" \t\f");
    return begin == std::string_view::npos ? "" : std::string(line.substr(begin, end - begin + 1));
}

void show(const Warning &warning) {
    const char *class_name = reinterpret_cast<PyTypeObject *>(warning.category)->tp_name;
    PySys_FormatStderr("%U:%d: %s: %U\n", warning.filename.get(), warning.line, class_name,
                       warning.text.get());
    std::string line = source_line(warning.filename.get(), warning.line);
    if (!line.empty()) PySys_FormatStderr("  %s\n", line.c_str());
}

int issue(const Warning &warning) {
    WarningAction action = action_for(warning);
    if (action == WarningAction::Error) {
        PyErr_SetObject(warning.category, warning.message.get());
        return -1;
    }
    if (action == WarningAction::Ignore || TRY(was_shown(warning, action))) return 0;
    show(warning);
    return 0;
}

int set_message(Warning &warning, PyObject *message, PyObject *category) {
    if (PyExceptionInstance_Check(message) &&
        PyObject_TypeCheck(message, reinterpret_cast<PyTypeObject *>(PyExc_Warning))) {
        warning.message = Ref::borrow(message);
        warning.category = PyExceptionInstance_Class(message);
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

int set_place(Warning &warning, Py_ssize_t level) {
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
    if (registry == nullptr) {
        warning.registry = TRY_REF(PyDict_New());
        TRY(PyDict_SetItem(globals.get(), name::dunder_warningregistry, warning.registry.get()));
    } else {
        warning.registry = Ref::borrow(registry);
    }
    PyObject *module = PyDict_GetItemWithError(globals.get(), name::dunder_name);
    bool has_name = module != nullptr && PyUnicode_Check(module);
    warning.module = has_name ? Ref::borrow(module) : Ref::steal(PyUnicode_FromString("<string>"));
    return 0;
}

int warn(PyObject *category, PyObject *message, Py_ssize_t level) {
    Warning warning;
    TRY(set_message(warning, message, category == nullptr ? PyExc_RuntimeWarning : category));
    TRY(set_place(warning, level));
    return issue(warning);
}

int warn_text(PyObject *category, Ref text, Py_ssize_t level) {
    return text ? warn(category, text.get(), level) : -1;
}

// The warning class of that name, or NULL.
PyObject *category_of(const std::string &name) {
    if (name.empty()) return PyExc_Warning;
    PyObject *found = PyDict_GetItemString(runtime.builtins, name.c_str());
    return found != nullptr && PyExceptionClass_Check(found) && is_subclass(found, PyExc_Warning) ? found
                                                                                                  : nullptr;
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

} // namespace

std::vector<WarningFilter> &warning_filters() {
    static std::vector<WarningFilter> filters = {
        {WarningAction::Default, PyExc_DeprecationWarning, "__main__", "", 0},
        {WarningAction::Ignore, PyExc_DeprecationWarning, "", "", 0},
        {WarningAction::Ignore, PyExc_PendingDeprecationWarning, "", "", 0},
        {WarningAction::Ignore, PyExc_ImportWarning, "", "", 0},
        {WarningAction::Ignore, PyExc_ResourceWarning, "", "", 0},
    };
    return filters;
}

bool add_warning_option(const std::string &option, std::string &problem) {
    auto [action_name, message, category_name, module, line] = split_option(option);
    if (action_name.empty()) action_name = "default";
    // clang 14 lets no lambda capture a structured binding by itself.
    auto *found = std::find_if(std::begin(named_actions), std::end(named_actions),
                               [&prefix = action_name](const NamedAction &entry) {
                                   return std::string_view(entry.name).starts_with(prefix);
                               });
    if (found == std::end(named_actions)) {
        problem = "invalid action: '" + action_name + "'";
        return false;
    }
    PyObject *category = category_of(category_name);
    if (category == nullptr) {
        problem = "unknown warning category: '" + category_name + "'";
        return false;
    }
    int number = line.empty() ? 0 : std::atoi(line.c_str());
    auto &filters = warning_filters();
    filters.insert(filters.begin(), {found->action, category, module, message, number});
    return true;
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
    return warn_text(category, std::move(text), stack_level);
}

int PyErr_ResourceWarning(PyObject *, Py_ssize_t stack_level, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Ref text = Ref::steal(PyUnicode_FromFormatV(format, arguments));
    va_end(arguments);
    return warn_text(PyExc_ResourceWarning, std::move(text), stack_level);
}

int PyErr_WarnExplicitObject(PyObject *category, PyObject *message, PyObject *filename, int line,
                             PyObject *module, PyObject *registry) {
    Warning warning;
    TRY(set_message(warning, message, category == nullptr ? PyExc_RuntimeWarning : category));
    warning.filename = Ref::borrow(filename);
    warning.line = line;
    warning.module = module != nullptr ? Ref::borrow(module) : Ref::steal(PyUnicode_FromString("<unknown>"));
    if (registry != nullptr && registry != Py_None) warning.registry = Ref::borrow(registry);
    return issue(warning);
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
