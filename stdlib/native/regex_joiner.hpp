// SPDX-License-Identifier: MIT
//
// Builds a str or bytes object from parts of others in one go: the parts are noted first, then the result is
// made in its final size and width. Every part's object must live until finish().
#pragma once

#include "owned.hpp"

#include <vector>

namespace adder::stdlib::regex {

class Joiner {
  public:
    explicit Joiner(bool is_text) : is_text_(is_text) {}

    // Notes a part of a str.
    void add_text(PyObject *text, size_t start, size_t end);
    // Notes bytes in memory.
    void add_bytes(const char *data, size_t size);
    // Notes all of a str or bytes object, whichever is joined.
    void add_all(PyObject *object);

    // The result, or NULL with an exception.
    [[nodiscard]] PyObject *finish() const;

  private:
    struct Piece {
        PyObject *text; // NULL for bytes
        const char *data;
        size_t start;
        size_t size;
    };

    [[nodiscard]] PyObject *finish_text() const;
    [[nodiscard]] PyObject *finish_bytes() const;

    std::vector<Piece> pieces_;
    size_t size_ = 0;
    Py_UCS4 largest_ = 0x7f;
    bool is_text_;
};

} // namespace adder::stdlib::regex
