// SPDX-License-Identifier: MIT
//
// Walks through a string: findall(), split(), finditer() and the Scanner behind it.
#include "regex_objects.hpp"

#include <structmember.h>

#include <algorithm>
#include <cstddef>
#include <memory>

namespace adder::stdlib::regex {
namespace {

constexpr const char *span_keywords[] = {"string", "pos", "endpos", nullptr};

size_t clamped(Py_ssize_t position, size_t length) {
    return position < 0 ? 0 : std::min(static_cast<size_t>(position), length);
}

bool to_position(PyObject *object, Py_ssize_t &position) {
    if (object == nullptr) return true;
    const Owned index(PyNumber_Index(object));
    position = index ? PyLong_AsSsize_t(index.get()) : -1;
    return position != -1 || PyErr_Occurred() == nullptr;
}

// What findall() has of a match: its text, the text of its only group, or a tuple of all groups.
PyObject *found_item(const Scan &scan, Py_ssize_t groups) {
    if (groups <= 1) return scan.group(groups, nullptr);
    Owned tuple(PyTuple_New(groups));
    for (Py_ssize_t i = 0; tuple && i < groups; i++) {
        PyObject *text = scan.group(i + 1, nullptr);
        if (text == nullptr) return nullptr;
        PyTuple_SET_ITEM(tuple.get(), i, text);
    }
    return tuple.release();
}

bool append(PyObject *list, PyObject *item) {
    const Owned held(item);
    return held && PyList_Append(list, item) == 0;
}

// Appends what lies before the match, and its groups.
bool append_split(PyObject *list, const Scan &scan, size_t last, Py_ssize_t groups) {
    if (!append(list, scan.subject().slice(last, scan.offsets()[0]))) return false;
    for (Py_ssize_t i = 1; i <= groups; i++)
        if (!append(list, scan.group(i, Py_None))) return false;
    return true;
}

struct ScannerObject {
    PyObject_HEAD Scan *scan; // has the references to pattern and string
    PyObject *pattern;        // borrowed from the scan
};

template <Mode mode> PyObject *scanner_next(PyObject *self, PyObject *) {
    Scan &scan = *as<ScannerObject>(self)->scan;
    const int status = scan.next(mode);
    if (status < 0) return nullptr;
    return status == 0 ? Py_NewRef(Py_None) : scan.make_match();
}

int scanner_traverse(PyObject *self, visitproc visit, void *arg) {
    const Scan *scan = as<ScannerObject>(self)->scan;
    if (scan == nullptr) return 0;
    Py_VISIT(scan->pattern());
    Py_VISIT(scan->string());
    return 0;
}

void scanner_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    delete as<ScannerObject>(self)->scan;
    Py_TYPE(self)->tp_free(self);
}

PyMethodDef scanner_methods[] = {
    {"match", scanner_next<Mode::Match>, METH_NOARGS, "match($self, /)\n--\n\n"},
    {"search", scanner_next<Mode::Search>, METH_NOARGS, "search($self, /)\n--\n\n"},
    {},
};

PyMemberDef scanner_members[] = {
    {"pattern", T_OBJECT, offsetof(ScannerObject, pattern), READONLY, nullptr},
    {},
};

PyObject *make_scanner(PyObject *pattern, const SpanArguments &arguments) {
    auto scan = std::make_unique<Scan>();
    if (!scan->open(as<PatternObject>(pattern), arguments.string, arguments.position, arguments.end_position))
        return nullptr;
    auto *self = allocate<ScannerObject>(&scanner_type);
    if (self == nullptr) return nullptr;
    self->scan = scan.release();
    self->pattern = pattern;
    return as_object(self);
}

} // namespace

bool parse_span_arguments(_PyArg_Parser &parser, PyObject *const *args, Py_ssize_t count, PyObject *names,
                          SpanArguments &result) {
    PyObject *buffer[3];
    if (names != nullptr || count != 1) {
        const Py_ssize_t named = names == nullptr ? 0 : PyTuple_GET_SIZE(names);
        args = _PyArg_UnpackKeywords(args, count, nullptr, names, &parser, 1, 3, 0, buffer);
        if (args == nullptr) return false;
        const Py_ssize_t given = count + named;
        if (given > 1 &&
            !(to_position(args[1], result.position) && to_position(args[2], result.end_position)))
            return false;
    }
    result.string = args[0];
    return true;
}

bool parse_counted_arguments(_PyArg_Parser &parser, PyObject *const *args, Py_ssize_t count, PyObject *names,
                             int objects, PyObject **result, Py_ssize_t &number) {
    PyObject *buffer[3];
    if (names != nullptr || count != objects) {
        args = _PyArg_UnpackKeywords(args, count, nullptr, names, &parser, objects, objects + 1, 0, buffer);
        if (args == nullptr) return false;
        const Py_ssize_t named = names == nullptr ? 0 : PyTuple_GET_SIZE(names);
        if (count + named > objects && !to_position(args[objects], number)) return false;
    }
    std::copy_n(args, objects, result);
    return true;
}

bool Scan::open(PatternObject *pattern, PyObject *string, Py_ssize_t position, Py_ssize_t end_position) {
    pattern_ = Owned::borrow(as_object(pattern));
    string_ = Owned::borrow(string);
    if (!subject_.open(string)) return false;
    if (subject_.is_text() != pattern->is_text) {
        PyErr_SetString(PyExc_TypeError, pattern->is_text
                                             ? "cannot use a string pattern on a bytes-like object"
                                             : "cannot use a bytes pattern on a string-like object");
        return false;
    }
    const size_t offsets = 2 * (static_cast<size_t>(pattern->groups) + 1);
    if (offsets > few) {
        many_offsets_.resize(offsets);
        offsets_ = many_offsets_.data();
    }
    first_position_ = position_ = clamped(position, subject_.length());
    end_position_ = clamped(end_position, subject_.length());
    return true;
}

int Scan::next(Mode mode) {
    // match() may begin behind the end, where an empty text is.
    if (position_ > end_position_ && (mode != Mode::Match || position_ == SIZE_MAX)) return 0;
    const size_t length = std::max(position_, end_position_);
    const auto *pattern = as<PatternObject>(pattern_.get());
    Program *program = pattern->expression->program(subject_, mode);
    if (program == nullptr) return -1;
    const int status = program->run(subject_.data(program->width()), length, position_, not_empty_);
    if (status <= 0) {
        position_ = SIZE_MAX; // a scan that came to its end stays there
        return status;
    }
    std::copy_n(program->offsets(), 2 * (pattern->groups + 1), offsets_);
    position_ = offsets_[1];
    not_empty_ = offsets_[0] == offsets_[1];
    return status;
}

PyObject *Scan::group(Py_ssize_t number, PyObject *missing) const {
    const size_t start = offsets_[2 * number];
    const size_t end = offsets_[2 * number + 1];
    if (start == SIZE_MAX) return missing == nullptr ? subject_.slice(0, 0) : Py_NewRef(missing);
    return subject_.slice(start, end);
}

PyObject *Scan::make_match() const {
    auto *pattern = as<PatternObject>(pattern_.get());
    const Py_ssize_t count = 2 * (pattern->groups + 1);
    auto *match = as<MatchObject>(match_type.tp_alloc(&match_type, count));
    if (match == nullptr) return nullptr;
    match->string = Py_NewRef(string_.get());
    match->pattern = as<PatternObject>(Py_NewRef(pattern_.get()));
    match->position = static_cast<Py_ssize_t>(first_position_);
    match->end_position = static_cast<Py_ssize_t>(end_position_);
    if (pattern->groups > 0)
        match->last_index = static_cast<Py_ssize_t>(pattern->expression->last_group(offsets_));
    // PCRE2's mark of a group that took no part is -1 as well.
    for (Py_ssize_t i = 0; i < count; i++) match->marks[i] = static_cast<Py_ssize_t>(offsets_[i]);
    return as_object(match);
}

PyObject *pattern_findall(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    static _PyArg_Parser parser = {.keywords = span_keywords, .fname = "findall"};
    SpanArguments arguments;
    Scan scan;
    auto *pattern = as<PatternObject>(self);
    if (!parse_span_arguments(parser, args, count, names, arguments) ||
        !scan.open(pattern, arguments.string, arguments.position, arguments.end_position))
        return nullptr;
    Owned list(PyList_New(0));
    int status = list ? 1 : -1;
    while (status > 0 && (status = scan.next(Mode::Search)) > 0)
        if (!append(list.get(), found_item(scan, pattern->groups))) status = -1;
    return status < 0 ? nullptr : list.release();
}

PyObject *pattern_split(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    static const char *const keywords[] = {"string", "maxsplit", nullptr};
    static _PyArg_Parser parser = {.keywords = keywords, .fname = "split"};
    PyObject *string;
    Py_ssize_t limit = 0;
    Scan scan;
    auto *pattern = as<PatternObject>(self);
    if (!parse_counted_arguments(parser, args, count, names, 1, &string, limit) ||
        !scan.open(pattern, string, 0, PY_SSIZE_T_MAX))
        return nullptr;
    Owned list(PyList_New(0));
    int status = list ? 1 : -1;
    size_t last = 0;
    for (Py_ssize_t i = 0; status > 0 && (limit == 0 || i < limit); i++) {
        status = scan.next(Mode::Search);
        if (status <= 0) break;
        const size_t end = scan.offsets()[1];
        if (!append_split(list.get(), scan, last, pattern->groups)) return nullptr;
        last = end;
    }
    if (status < 0 || !append(list.get(), scan.subject().slice(last, scan.end_position()))) return nullptr;
    return list.release();
}

PyObject *pattern_scanner(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    static _PyArg_Parser parser = {.keywords = span_keywords, .fname = "scanner"};
    SpanArguments arguments;
    if (!parse_span_arguments(parser, args, count, names, arguments)) return nullptr;
    return make_scanner(self, arguments);
}

PyObject *pattern_finditer(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    static _PyArg_Parser parser = {.keywords = span_keywords, .fname = "finditer"};
    SpanArguments arguments;
    if (!parse_span_arguments(parser, args, count, names, arguments)) return nullptr;
    const Owned scanner(make_scanner(self, arguments));
    const Owned search(scanner ? PyObject_GetAttrString(scanner.get(), "search") : nullptr);
    return search ? PyCallIter_New(search.get(), Py_None) : nullptr;
}

PyTypeObject scanner_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "_sre.SRE_Scanner",
    .tp_basicsize = sizeof(ScannerObject),
    .tp_dealloc = scanner_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = scanner_traverse,
    .tp_methods = scanner_methods,
    .tp_members = scanner_members,
};

} // namespace adder::stdlib::regex
