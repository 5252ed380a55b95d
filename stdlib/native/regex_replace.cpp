// SPDX-License-Identifier: MIT
//
// sub() and subn(). A template or literal of the string's own kind is put in without making Match objects;
// what a callable returns, and everything else, is joined as a list, which finds the errors.
#include "regex_joiner.hpp"
#include "regex_template.hpp"

#include <cstring>

namespace adder::stdlib::regex {
namespace {

struct Replaced {
    Owned text; // empty with an exception
    Py_ssize_t count = 0;
};

bool has_backslash(PyObject *text) {
    if (PyUnicode_Check(text)) return PyUnicode_FindChar(text, '\\', 0, PyUnicode_GET_LENGTH(text), 1) >= 0;
    Subject subject;
    if (!subject.open(text)) {
        PyErr_Clear(); // the parser of templates says what is wrong with it
        return true;
    }
    return std::memchr(subject.data(1), '\\', subject.length()) != nullptr;
}

class Replacer {
  public:
    // All references are borrowed.
    Replacer(PatternObject *pattern, PyObject *string, Py_ssize_t limit)
        : pattern_(pattern), string_(string), limit_(limit) {}

    [[nodiscard]] Replaced run(PyObject *replacement);

  private:
    // Replaces by literals and groups.
    [[nodiscard]] Replaced join_parts(PyObject *parts);
    void add_slice(Joiner &joiner, size_t start, size_t end) const;
    // Replaces by what a callable returns or, if there is none, by the object itself.
    [[nodiscard]] Replaced join_items(PyObject *callable, PyObject *object, PyObject *parts);
    [[nodiscard]] Owned joined(PyObject *list) const;
    // True if all literals are of the string's kind.
    [[nodiscard]] bool fits(PyObject *parts) const;
    [[nodiscard]] bool is_over(Py_ssize_t count) const { return limit_ != 0 && count >= limit_; }

    PatternObject *pattern_;
    PyObject *string_;
    Py_ssize_t limit_;
    Scan scan_;
};

bool Replacer::fits(PyObject *parts) const {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(parts); i++) {
        PyObject *part = PyTuple_GET_ITEM(parts, i);
        if (PyLong_Check(part)) continue;
        if (!(pattern_->is_text ? PyUnicode_Check(part) : PyBytes_Check(part))) return false;
    }
    return true;
}

Replaced Replacer::run(PyObject *replacement) {
    Owned parts;
    const bool is_callable = PyCallable_Check(replacement) != 0;
    if (!is_callable && has_backslash(replacement)) {
        parts = template_parts(pattern_, replacement);
        if (!parts) return {};
    } else if (!is_callable) {
        parts = Owned(PyTuple_Pack(1, replacement));
        if (!parts) return {};
    }
    if (!scan_.open(pattern_, string_, 0, PY_SSIZE_T_MAX)) return {};
    if (is_callable) return join_items(replacement, nullptr, nullptr);
    if (fits(parts.get())) return join_parts(parts.get());
    if (PyTuple_GET_SIZE(parts.get()) == 1 && !PyLong_Check(PyTuple_GET_ITEM(parts.get(), 0)))
        return join_items(nullptr, PyTuple_GET_ITEM(parts.get(), 0), nullptr);
    return join_items(nullptr, nullptr, replacement);
}

void Replacer::add_slice(Joiner &joiner, size_t start, size_t end) const {
    if (start >= end) return;
    if (pattern_->is_text)
        joiner.add_text(string_, start, end);
    else
        joiner.add_bytes(static_cast<const char *>(scan_.subject().bytes()) + start, end - start);
}

Replaced Replacer::join_parts(PyObject *parts) {
    Joiner joiner(pattern_->is_text);
    Replaced result;
    size_t last = 0;
    int status = 0;
    while (!is_over(result.count) && (status = scan_.next(Mode::Search)) > 0) {
        const size_t *offsets = scan_.offsets();
        add_slice(joiner, last, offsets[0]);
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(parts); i++) {
            PyObject *part = PyTuple_GET_ITEM(parts, i);
            if (!PyLong_Check(part)) {
                joiner.add_all(part);
                continue;
            }
            const Py_ssize_t group = PyLong_AsSsize_t(part);
            // A group that took no part has the same start and end.
            add_slice(joiner, offsets[2 * group], offsets[2 * group + 1]);
        }
        last = offsets[1];
        result.count++;
    }
    if (status < 0) return {};
    if (result.count == 0) {
        result.text = Owned(scan_.subject().slice(0, scan_.end_position()));
    } else {
        add_slice(joiner, last, scan_.end_position());
        result.text = Owned(joiner.finish());
    }
    return result;
}

Owned Replacer::joined(PyObject *list) const {
    if (pattern_->is_text) {
        const Owned empty(PyUnicode_New(0, 0));
        return Owned(empty ? PyUnicode_Join(empty.get(), list) : nullptr);
    }
    const Owned empty(PyBytes_FromStringAndSize(nullptr, 0));
    return Owned(empty ? _PyBytes_Join(empty.get(), list) : nullptr);
}

Replaced Replacer::join_items(PyObject *callable, PyObject *object, PyObject *text) {
    const Owned list(PyList_New(0));
    Replaced result;
    size_t last = 0;
    int status = list ? 0 : -1;
    const auto append = [&](Owned item) {
        return item && (item.get() == Py_None || PyList_Append(list.get(), item.get()) == 0);
    };
    while (status >= 0 && !is_over(result.count) && (status = scan_.next(Mode::Search)) > 0) {
        const size_t start = scan_.offsets()[0];
        const size_t end = scan_.offsets()[1];
        if (last < start && !append(Owned(scan_.subject().slice(last, start)))) return {};
        Owned item = Owned::borrow(object);
        if (object == nullptr) {
            const Owned match(scan_.make_match());
            if (!match) return {};
            item = Owned(callable != nullptr ? PyObject_CallOneArg(callable, match.get())
                                             : expand_template(as<MatchObject>(match.get()), text));
        }
        if (!append(std::move(item))) return {};
        last = end;
        result.count++;
    }
    if (status < 0) return {};
    if (last < scan_.end_position() && !append(Owned(scan_.subject().slice(last, scan_.end_position()))))
        return {};
    result.text = joined(list.get());
    return result;
}

Replaced substitute(_PyArg_Parser &parser, PyObject *self, PyObject *const *args, Py_ssize_t count,
                    PyObject *names) {
    PyObject *objects[2];
    Py_ssize_t limit = 0;
    if (!parse_counted_arguments(parser, args, count, names, 2, objects, limit)) return {};
    return Replacer(as<PatternObject>(self), objects[1], limit).run(objects[0]);
}

constexpr const char *keywords[] = {"repl", "string", "count", nullptr};

} // namespace

PyObject *pattern_sub(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    static _PyArg_Parser parser = {.keywords = keywords, .fname = "sub"};
    return substitute(parser, self, args, count, names).text.release();
}

PyObject *pattern_subn(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    static _PyArg_Parser parser = {.keywords = keywords, .fname = "subn"};
    Replaced result = substitute(parser, self, args, count, names);
    return result.text ? Py_BuildValue("Nn", result.text.release(), result.count) : nullptr;
}

} // namespace adder::stdlib::regex
