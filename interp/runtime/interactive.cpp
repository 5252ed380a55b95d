// SPDX-License-Identifier: MIT
#include "runtime/interactive.hpp"

#include "base/arena.hpp"
#include "objects/error.hpp"
#include "objects/function.hpp"
#include "objects/runtime_state.hpp"
#include "runtime/compile_text.hpp"
#include "syntax/parser.hpp"

#include <algorithm>

namespace adder::runtime {

using objects::Failure;
using objects::Ref;

InteractiveCode compile_interactive(const std::string &text, uint32_t &flags) {
    const base::Source source = base::Source::from_text("<stdin>", text);
    base::Arena arena;
    const syntax::ParseResult parsed =
        syntax::parse(source, syntax::Mode::Interactive, arena,
                      {.max_str_digits = objects::runtime.int_max_str_digits,
                       .is_barry_bdfl = (flags & bytecode::CodeFutureBarryAsBdfl) != 0});
    InteractiveCode result;
    result.is_incomplete = parsed.is_incomplete;
    if (parsed.is_incomplete) return result;
    if (parsed.root != nullptr && static_cast<const syntax::Interactive *>(parsed.root)->body.empty()) {
        result.is_empty = true;
        return result;
    }
    result.code = compile_text(source, {.mode = syntax::Mode::Interactive, .inherited_flags = flags});
    constexpr uint32_t kept = bytecode::CodeFutureAnnotations | bytecode::CodeFutureBarryAsBdfl;
    if (result.code) flags |= result.code.as<PyCodeObject>()->flags & kept;
    return result;
}

bool is_interrupt_pending() {
    return (objects::runtime.attention.load() & objects::AttentionSignal) != 0;
}

// --- completion

namespace {

constexpr const char *keywords[] = {"False",  "None",   "True",    "and",      "as",       "assert", "async",
                                    "await",  "break",  "class",   "continue", "def",      "del",    "elif",
                                    "else",   "except", "finally", "for",      "from",     "global", "if",
                                    "import", "in",     "is",      "lambda",   "nonlocal", "not",    "or",
                                    "pass",   "raise",  "return",  "try",      "while",    "with",   "yield"};

bool begins_with(const std::string &text, const std::string &prefix) {
    return text.compare(0, prefix.size(), prefix) == 0;
}

Ref look_up(PyObject *space, const std::string &name) {
    PyObject *value = PyDict_GetItemString(space, name.c_str());
    if (value == nullptr) value = PyDict_GetItemString(objects::runtime.builtins, name.c_str());
    return Ref::borrow(value);
}

// The object that "a.b.c" names, or empty.
Ref resolve(const std::string &dotted, PyObject *space) {
    Ref object;
    for (size_t begin = 0; begin <= dotted.size();) {
        const size_t end = std::min(dotted.find('.', begin), dotted.size());
        const std::string name = dotted.substr(begin, end - begin);
        object = begin == 0 ? look_up(space, name)
                            : Ref::steal(PyObject_GetAttrString(object.get(), name.c_str()));
        if (!object) {
            PyErr_Clear();
            return {};
        }
        begin = end + 1;
    }
    return object;
}

void add_matches(std::vector<std::string> &found, PyObject *names, const std::string &head,
                 const std::string &prefix) {
    Ref list = Ref::steal(PySequence_List(names));
    for (Py_ssize_t i = 0; list && i < PyList_GET_SIZE(list.get()); i++) {
        const char *name = PyUnicode_AsUTF8(PyList_GET_ITEM(list.get(), i));
        // Private names show up once an underscore was typed.
        const bool is_hidden = name != nullptr && name[0] == '_' && prefix.empty();
        if (name != nullptr && begins_with(name, prefix) && !is_hidden) found.push_back(head + name);
    }
    PyErr_Clear();
}

void mark_callable(std::string &name, PyObject *space) {
    Ref value = resolve(name, space);
    if (value && PyCallable_Check(value.get()) != 0) name += "(";
}

} // namespace

std::vector<std::string> completions(const std::string &text, PyObject *space) {
    std::vector<std::string> found;
    const size_t dot = text.rfind('.');
    if (dot != std::string::npos) {
        Ref object = resolve(text.substr(0, dot), space);
        Ref names = object ? Ref::steal(PyObject_Dir(object.get())) : Ref();
        if (names) add_matches(found, names.get(), text.substr(0, dot + 1), text.substr(dot + 1));
        PyErr_Clear();
    } else {
        add_matches(found, space, "", text);
        add_matches(found, objects::runtime.builtins, "", text);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    for (std::string &name : found) mark_callable(name, space);
    if (dot == std::string::npos) {
        for (const char *keyword : keywords) {
            if (begins_with(keyword, text) && std::find(found.begin(), found.end(), keyword) == found.end()) {
                found.emplace_back(keyword);
            }
        }
    }
    return found;
}

} // namespace adder::runtime
