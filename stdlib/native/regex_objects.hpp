// SPDX-License-Identifier: MIT
//
// The objects of module re and what their units share: Pattern, Match, Scanner, and a scan, the walk through
// a subject from match to match.
#pragma once

#include "iterator_type.hpp"
#include "regex_expression.hpp"

namespace adder::stdlib::regex {

struct PatternObject {
    PyObject_HEAD PyObject *weak_references;
    PyObject *pattern;    // str, bytes or another object with a buffer
    PyObject *names;      // dict from name to number
    PyObject *names_list; // tuple of names by number, None for a group without
    Expression *expression;
    PyObject *templates; // dict from the templates of sub() to tuples: literals and, for groups, ints
    Py_ssize_t groups;
    int flags;
    bool is_text;
};

struct MatchObject {
    PyObject_VAR_HEAD PyObject *string;
    PatternObject *pattern;
    PyObject *regs; // NULL until it is asked for
    Py_ssize_t position;
    Py_ssize_t end_position;
    Py_ssize_t last_index; // 0 for none
    Py_ssize_t marks[1];   // start and end of each group and of the whole match, -1 for none

    [[nodiscard]] Py_ssize_t group_count() const { return Py_SIZE(this) / 2; } // with the whole match
};

extern PyTypeObject pattern_type;
extern PyTypeObject match_type;
extern PyTypeObject scanner_type;

// A walk through a subject. An empty match is allowed where none ended just before.
class Scan {
  public:
    // False with an exception. Keeps the pattern and the string.
    [[nodiscard]] bool open(PatternObject *pattern, PyObject *string, Py_ssize_t position,
                            Py_ssize_t end_position);
    // 1 for a match, whose offsets offsets() has; 0 for none; -1 with an exception.
    [[nodiscard]] int next(Mode mode);

    [[nodiscard]] const size_t *offsets() const { return offsets_; }
    [[nodiscard]] size_t end_position() const { return end_position_; }
    [[nodiscard]] const Subject &subject() const { return subject_; }
    [[nodiscard]] PyObject *pattern() const { return pattern_.get(); }
    [[nodiscard]] PyObject *string() const { return string_.get(); }
    // The group's text as a new object; `missing` for a group that took no part, or an empty text if it is
    // NULL.
    [[nodiscard]] PyObject *group(Py_ssize_t number, PyObject *missing) const;
    // A Match of what next() found.
    [[nodiscard]] PyObject *make_match() const;

  private:
    Owned pattern_;
    Owned string_;
    Subject subject_;
    size_t first_position_ = 0;
    size_t position_ = 0;
    size_t end_position_ = 0;
    bool not_empty_ = false;
    // A copy of the program's offsets, for a finalizer may use the pattern at any time.
    static constexpr size_t few = 16;
    size_t few_offsets_[few];
    std::vector<size_t> many_offsets_;
    size_t *offsets_ = few_offsets_;
};

// The arguments (string, pos=0, endpos=sys.maxsize) of a method. False with an exception.
struct SpanArguments {
    PyObject *string = nullptr;
    Py_ssize_t position = 0;
    Py_ssize_t end_position = PY_SSIZE_T_MAX;
};
[[nodiscard]] bool parse_span_arguments(_PyArg_Parser &parser, PyObject *const *args, Py_ssize_t count,
                                        PyObject *names, SpanArguments &result);
// The arguments of a method with a number at the end: objects, of which all are needed, then the number.
[[nodiscard]] bool parse_counted_arguments(_PyArg_Parser &parser, PyObject *const *args, Py_ssize_t count,
                                           PyObject *names, int objects, PyObject **result,
                                           Py_ssize_t &number);

// __copy__ and __deepcopy__ of what never changes.
inline PyObject *return_self(PyObject *self, PyObject *) {
    return Py_NewRef(self);
}

using FastMethod = PyObject *(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);
FastMethod pattern_findall, pattern_finditer, pattern_split, pattern_scanner, pattern_sub, pattern_subn;

// The text of a replacement template with the match's groups.
[[nodiscard]] PyObject *expand_template(MatchObject *match, PyObject *text);

// A new Pattern. Raises what re.compile() raises.
[[nodiscard]] PyObject *make_pattern(PyObject *pattern, int flags);

} // namespace adder::stdlib::regex
