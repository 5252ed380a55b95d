// SPDX-License-Identifier: MIT
//
// The text of a pattern or template, token by token: a character, or a backslash and the character behind it.
// One token is looked at ahead. The first error stays as the pending exception and ends the text, so that
// every loop over tokens comes to its end; callers ask failed() once.
#pragma once

#include "owned.hpp"

#include <cstdint>
#include <vector>

namespace adder::stdlib::regex {

class Source {
  public:
    // A str, or an object with a buffer, whose bytes are taken as characters. Asks failed() afterwards.
    explicit Source(PyObject *pattern);

    [[nodiscard]] bool is_text() const { return is_text_; }
    [[nodiscard]] PyObject *pattern() const { return pattern_; }
    [[nodiscard]] bool failed() const { return failed_; }

    // The token ahead.
    [[nodiscard]] bool at_end() const { return next_size_ == 0; }
    [[nodiscard]] bool is(uint32_t character) const { return next_size_ == 1 && text_[next_] == character; }
    [[nodiscard]] bool is_escape() const { return next_size_ == 2; }
    [[nodiscard]] bool is_one_of(const char *characters) const;
    [[nodiscard]] size_t position() const { return next_; }

    // The character of the token ahead, behind its backslash if it has one.
    [[nodiscard]] uint32_t character() const { return text_[next_ + (next_size_ == 2 ? 1 : 0)]; }

    void advance();
    void seek(size_t position);
    bool accept(uint32_t character);
    // Goes on over at most `count` of the characters.
    void skip_while(size_t count, const char *characters);
    // The text before the terminator, which is passed; an error with `what` if it is empty or does not end.
    [[nodiscard]] Owned take_until(uint32_t terminator, const char *what);

    [[nodiscard]] const uint32_t *text() const { return text_.data(); }
    [[nodiscard]] size_t length() const { return text_.size(); }
    // The text from one position to another, as a str.
    [[nodiscard]] Owned slice(size_t from, size_t to) const;
    [[nodiscard]] Owned slice_from(size_t from) const { return slice(from, position()); }

    // re.error at the position. The format is PyUnicode_FromFormat's.
    void fail(size_t position, const char *format, ...);
    // An exception is pending already.
    void fail_as_pending() { stop(); }
    // A warning whose text ends in a position; the callers of re's functions are `stack_level` frames away.
    void warn(PyObject *category, int stack_level, const char *format, ...);

  private:
    void stop();

    PyObject *pattern_;
    std::vector<uint32_t> text_;
    size_t next_ = 0;
    size_t next_size_ = 0;
    bool is_text_ = false;
    bool failed_ = false;
};

// A group's number as text, in any form that int() takes.
struct GroupNumber {
    Owned number;          // the int
    long value = -1;       // LONG_MAX if it is larger; -1 for a negative number and for what is no number
    bool is_plain = false; // written with ASCII digits alone
};
[[nodiscard]] GroupNumber parse_group_number(PyObject *name);

// Raises re.error; `position` may be NULL for None.
void raise_regex_error(PyObject *message, PyObject *pattern, PyObject *position);

} // namespace adder::stdlib::regex
