// SPDX-License-Identifier: MIT
//
// Subjects, the choice of a program, and which group was the last one: PCRE2 does not record the order in
// which groups close. Positions tell it, and where they are equal, or an assertion made them jump, the
// pattern does.
#include "regex_expression.hpp"

#include "regex_parser.hpp"

#include <algorithm>

namespace adder::stdlib::regex {
namespace {

// What PCRE2 takes.
constexpr size_t most_groups = 65535;
constexpr uint64_t widest_look_behind = 65535;

// Raises re.error without a place in the pattern; always false.
bool refuse(const char *message) {
    const Owned text(PyUnicode_FromString(message));
    if (text) raise_regex_error(text.get(), Py_None, Py_None);
    return false;
}

// Two rules that CPython's compiler has and not its parser, and the width that a look-behind may have.
bool check_sequence(const Sequence &sequence, const Tree &tree) {
    for (const Node &node : sequence) {
        if (node.is_repeat() && (tree.flags & flag_template) != 0) {
            return refuse(node.op == Op::Greedy ? "internal: unsupported template operator MAX_REPEAT"
                          : node.op == Op::Lazy
                              ? "internal: unsupported template operator MIN_REPEAT"
                              : "internal: unsupported template operator POSSESSIVE_REPEAT");
        }
        if (node.op == Op::Behind) {
            const Width width = width_of(node.parts[0], tree.group_widths);
            if (width.least != width.most) return refuse("look-behind requires fixed-width pattern");
            if (width.most > widest_look_behind)
                return refuse("look-behind is too wide (at most 65535 characters)");
        }
        for (const Sequence &part : node.parts)
            if (!check_sequence(part, tree)) return false;
    }
    return true;
}

// Numbers the groups in the order in which their parentheses close. True if one stands in an assertion.
bool find_closing_order(const Sequence &sequence, bool in_assertion, uint32_t &next,
                        std::vector<uint32_t> &order) {
    bool found = false;
    for (const Node &node : sequence) {
        const bool inside = in_assertion || node.op == Op::Ahead || node.op == Op::Behind;
        for (const Sequence &part : node.parts) found |= find_closing_order(part, inside, next, order);
        if (node.op != Op::Group || node.value == 0) continue;
        order[node.value] = next++;
        found |= in_assertion;
    }
    return found;
}

} // namespace

Subject::~Subject() {
    if (has_view_) PyBuffer_Release(&view_);
}

bool Subject::open(PyObject *object) {
    object_ = object;
    if (PyUnicode_Check(object)) {
        is_text_ = true;
        is_ascii_ = PyUnicode_IS_ASCII(object) != 0;
        width_ = static_cast<int>(PyUnicode_KIND(object));
        length_ = static_cast<size_t>(PyUnicode_GET_LENGTH(object));
        data_ = PyUnicode_DATA(object);
        return true;
    }
    if (PyBytes_Check(object)) {
        data_ = PyBytes_AS_STRING(object);
        length_ = static_cast<size_t>(PyBytes_GET_SIZE(object));
        return true;
    }
    if (PyObject_GetBuffer(object, &view_, PyBUF_SIMPLE) < 0) {
        PyErr_Clear();
        PyErr_Format(PyExc_TypeError, "expected string or bytes-like object, got '%.200s'",
                     Py_TYPE(object)->tp_name);
        return false;
    }
    has_view_ = true;
    static const char empty = 0;
    data_ = view_.buf == nullptr ? &empty : view_.buf;
    length_ = static_cast<size_t>(view_.len);
    return true;
}

const void *Subject::data(int width) {
    if (width == width_) return data_;
    if (wide_.empty()) {
        wide_.resize(length_ + 1);
        if (width_ == 1)
            std::copy_n(static_cast<const uint8_t *>(data_), length_, wide_.begin());
        else
            std::copy_n(static_cast<const uint16_t *>(data_), length_, wide_.begin());
    }
    return wide_.data();
}

PyObject *Subject::slice(size_t start, size_t end) const {
    const auto from = static_cast<Py_ssize_t>(start);
    const auto to = static_cast<Py_ssize_t>(end);
    if (is_text_) return PyUnicode_Substring(object_, from, to);
    if (PyBytes_CheckExact(object_) && start == 0 && end == length_) return Py_NewRef(object_);
    return PyBytes_FromStringAndSize(static_cast<const char *>(data_) + start, to - from);
}

bool Expression::compile(PyObject *pattern, uint32_t flags, PyObject *names) {
    if (!Parser(pattern, flags, names).parse(tree_) || !check_sequence(tree_.sequence, tree_)) return false;
    if (tree_.group_count() > most_groups)
        return refuse("too many groups (at most 65535); (?:...) is a group without a number");
    closing_order_.resize(tree_.group_widths.size());
    uint32_t next = 0;
    has_assertion_groups_ = find_closing_order(tree_.sequence, false, next, closing_order_);
    return true;
}

Program *Expression::program(const Subject &subject, Mode mode) {
    static constexpr uint32_t largest[variants] = {0x7f, 0xff, 0xffff, 0x10ffff};
    const int variant = subject.is_ascii() ? 0 : subject.width() == 4 ? 3 : subject.width();
    auto &program = programs_[variant][static_cast<int>(mode)];
    if (!program) program = compile_program(tree_, subject.width(), largest[variant], mode);
    return program.get();
}

size_t Expression::last_group(const size_t *offsets) const {
    size_t last = 0;
    for (size_t group = 1; group < closing_order_.size(); group++) {
        const size_t end = offsets[2 * group + 1];
        if (end == SIZE_MAX) continue;
        const bool is_later = closing_order_[group] > closing_order_[last];
        const size_t last_end = offsets[2 * last + 1];
        if (last == 0 || (has_assertion_groups_ || end == last_end ? is_later : end > last_end)) last = group;
    }
    return last;
}

} // namespace adder::stdlib::regex
