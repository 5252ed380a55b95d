// SPDX-License-Identifier: MIT
//
// One item of a PyArg_Parse… format: reads its code, converts the argument, stores the result through the
// pointers that the caller passed. A conversion either succeeds, raises, or complains: a text that completes
// "argument 2 …"; one that begins with '(' tells of a wrong format rather than a wrong argument. Whatever a
// successful conversion acquired (buffers, memory) is given back when a later one fails.
#pragma once

#include "objects/object.hpp"

#include <cstdarg>
#include <vector>

namespace adder::capi {

using Complaint = const char *;

class ItemConverter {
  public:
    // `has_clean_sizes`: the extension defined PY_SSIZE_T_CLEAN.
    ItemConverter(va_list results, bool has_clean_sizes) : has_clean_sizes_(has_clean_sizes) {
        va_copy(results_, results);
    }
    ItemConverter(const ItemConverter &) = delete;
    ItemConverter &operator=(const ItemConverter &) = delete;
    ~ItemConverter();

    // Converts one item and leaves `format` behind it; NULL when it went well.
    [[nodiscard]] Complaint convert(PyObject *argument, const char *&format) {
        return convert(argument, format, 0);
    }
    // Passes over one item and its pointers.
    [[nodiscard]] Complaint skip(const char *&format);

    // TypeError or SystemError about argument `index` (0: the only one), unless one is pending. `message`
    // replaces the text.
    void raise(Complaint complaint, Py_ssize_t index, const char *function, const char *message) const;

    // Keeps what was acquired.
    void commit() { cleanups_.clear(); }

  private:
    static constexpr int most_levels = 32;
    using Converter = int (*)(PyObject *, void *);
    struct Cleanup {
        enum class Kind { Memory, Buffer, Converted } kind;
        void *target;
        Converter converter;
    };

    void *next_result() { return va_arg(results_, void *); }
    template <class T> T *next() { return static_cast<T *>(next_result()); }

    Complaint convert(PyObject *argument, const char *&format, int level);
    Complaint convert_sequence(PyObject *argument, const char *&format, int level);
    Complaint convert_simple(PyObject *argument, const char *&format);
    Complaint convert_number(PyObject *argument, char code);
    Complaint convert_real(PyObject *argument, char code);
    Complaint convert_text(PyObject *argument, char code, const char *&format);
    Complaint convert_bytes(PyObject *argument, const char *&format);
    Complaint convert_character(PyObject *argument, char code);
    Complaint convert_object(PyObject *argument, const char *&format);
    Complaint convert_encoded(PyObject *argument, const char *&format);
    Complaint convert_writable(PyObject *argument, const char *&format);
    Complaint store_buffer(PyObject *argument);
    Complaint store_encoded(const char *text, Py_ssize_t size, char **buffer, bool has_size);
    Complaint store_if(bool fits, const char *expected, PyObject *argument);
    Complaint complain_type(const char *expected, PyObject *argument);
    template <class T> Complaint store_ranged(PyObject *argument, const char *name);

    va_list results_;
    bool has_clean_sizes_;
    std::vector<Cleanup> cleanups_;
    int levels_[most_levels + 1] = {};
    char text_[256] = "";
};

} // namespace adder::capi
