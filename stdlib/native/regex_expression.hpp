// SPDX-License-Identifier: MIT
//
// A regular expression as Pattern objects hold it: its tree, the programs made from it so far, and the
// subject that they run on. A program is made when a subject of a new width, or a new way of matching, first
// asks for it.
#pragma once

#include "regex_program.hpp"

namespace adder::stdlib::regex {

// The characters of a str, or the bytes of an object, as long as this lives: a bytearray cannot be resized.
class Subject {
  public:
    Subject() = default;
    Subject(const Subject &) = delete;
    Subject &operator=(const Subject &) = delete;
    ~Subject();

    // False with an exception.
    [[nodiscard]] bool open(PyObject *object);

    [[nodiscard]] PyObject *object() const { return object_; }
    [[nodiscard]] bool is_text() const { return is_text_; }
    [[nodiscard]] bool is_ascii() const { return is_ascii_; }
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] size_t length() const { return length_; }
    // The characters with so many bytes each; a copy is made for a width that is not the subject's own.
    [[nodiscard]] const void *data(int width);
    // The bytes of a subject that is no str.
    [[nodiscard]] const void *bytes() const { return data_; }
    // A new str or bytes object.
    [[nodiscard]] PyObject *slice(size_t start, size_t end) const;

  private:
    PyObject *object_ = nullptr; // borrowed
    const void *data_ = nullptr;
    size_t length_ = 0;
    int width_ = 1;
    bool is_text_ = false;
    bool is_ascii_ = false;
    bool has_view_ = false;
    Py_buffer view_;
    std::vector<uint32_t> wide_;
};

class Expression {
  public:
    // False with an exception. `names` is a dict that gets the named groups.
    [[nodiscard]] bool compile(PyObject *pattern, uint32_t flags, PyObject *names);

    [[nodiscard]] uint32_t flags() const { return tree_.flags; }
    [[nodiscard]] size_t group_count() const { return tree_.group_count(); }
    // The program for the subject; NULL with an exception.
    [[nodiscard]] Program *program(const Subject &subject, Mode mode);
    // The group that was closed last, or 0 if there is none.
    [[nodiscard]] size_t last_group(const size_t *offsets) const;

  private:
    static constexpr int variants = 4; // ASCII, Latin-1, two bytes, four bytes
    static constexpr int modes = 3;

    Tree tree_;
    bool has_assertion_groups_ = false;
    std::vector<uint32_t> closing_order_; // by group
    std::unique_ptr<Program> programs_[variants][modes];
};

} // namespace adder::stdlib::regex
