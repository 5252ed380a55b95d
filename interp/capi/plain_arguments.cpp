// SPDX-License-Identifier: MIT
#include "capi/plain_arguments.hpp"

#include "objects/value.hpp"

#include <cstring>
#include <limits>

namespace adder::capi {
namespace {

using objects::as_small_int;
using objects::is_small_int;

bool is_end(char c) {
    return c == '\0' || c == ':' || c == ';';
}

// Walks over format and results; `argument` is NULL for optional items that are not given.
class PlainWalk {
  public:
    PlainWalk(const char *format, va_list results, bool has_clean_sizes)
        : format_(format), has_clean_sizes_(has_clean_sizes) {
        va_copy(results_, results);
    }
    PlainWalk(const PlainWalk &) = delete;
    PlainWalk &operator=(const PlainWalk &) = delete;
    ~PlainWalk() { va_end(results_); }

    [[nodiscard]] bool is_at_end() const { return is_end(*format_); }
    // A second one is an error, which `store` meets.
    void take_bar() {
        if (*format_ == '|') format_++;
    }
    bool store(PyObject *argument) {
        switch (*format_++) {
        case 'O': return store_object(argument);
        case 'd': return store_float<double>(argument);
        case 'f': return store_float<float>(argument);
        case 'b': return store_int<unsigned char>(argument);
        case 'h': return store_int<short>(argument);
        case 'i': return store_int<int>(argument);
        case 'l': return store_int<long>(argument);
        case 'L': return store_int<long long>(argument);
        case 'n': return store_int<Py_ssize_t>(argument);
        case 'p': return store_truth(argument);
        case 's': return store_text(argument);
        case 'U': return store_if(argument == nullptr || PyUnicode_Check(argument), argument);
        case 'S': return store_if(argument == nullptr || PyBytes_Check(argument), argument);
        default: return false;
        }
    }

  private:
    template <class T> T *next() { return va_arg(results_, T *); }

    bool store_if(bool fits, PyObject *argument) {
        auto **result = next<PyObject *>();
        if (fits && argument != nullptr) *result = argument;
        return fits;
    }

    bool store_object(PyObject *argument) {
        if (*format_ == '&') return false;
        if (*format_ != '!') return store_if(true, argument);
        format_++;
        auto *type = next<PyTypeObject>();
        return store_if(argument == nullptr || PyObject_TypeCheck(argument, type), argument);
    }

    template <class T> bool store_float(PyObject *argument) {
        auto *result = next<T>();
        if (argument == nullptr) return true;
        if (objects::is_word_float(argument)) {
            *result = static_cast<T>(objects::as_word_float(argument));
        } else if (is_small_int(argument)) {
            *result = static_cast<T>(as_small_int(argument));
        } else {
            return false;
        }
        return true;
    }

    template <class T> bool store_int(PyObject *argument) {
        auto *result = next<T>();
        if (argument == nullptr) return true;
        if (!is_small_int(argument)) return false;
        const int64_t number = as_small_int(argument);
        if (number < std::numeric_limits<T>::min() || number > std::numeric_limits<T>::max()) return false;
        *result = static_cast<T>(number);
        return true;
    }

    bool store_truth(PyObject *argument) {
        auto *result = next<int>();
        if (argument == nullptr) return true;
        if (argument != Py_True && argument != Py_False) return false;
        *result = argument == Py_True;
        return true;
    }

    // ASCII text is its own UTF-8.
    bool store_text(PyObject *argument) {
        const bool has_size = *format_ == '#';
        if (*format_ == '*' || (has_size && !has_clean_sizes_)) return false;
        if (has_size) format_++;
        auto **result = next<const char *>();
        auto *size = has_size ? next<Py_ssize_t>() : nullptr;
        if (argument == nullptr) return true;
        if (!PyUnicode_CheckExact(argument) || !PyUnicode_IS_ASCII(argument)) return false;
        const auto *text = static_cast<const char *>(PyUnicode_DATA(argument));
        const Py_ssize_t length = PyUnicode_GET_LENGTH(argument);
        if (!has_size && std::strlen(text) != static_cast<size_t>(length)) return false;
        *result = text;
        if (has_size) *size = length;
        return true;
    }

    const char *format_;
    va_list results_;
    bool has_clean_sizes_;
};

// Whether a plain format takes so many arguments: nothing may be stored for a call that is refused for their
// number.
bool takes_count(const char *format, Py_ssize_t count) {
    Py_ssize_t items = 0;
    Py_ssize_t needed = -1;
    for (; !is_end(*format); format++) {
        if (*format == '|') {
            needed = items;
        } else if (*format != '#' && *format != '!') {
            items++;
        }
    }
    return count <= items && count >= (needed < 0 ? items : needed);
}

} // namespace

bool store_plain_arguments(PyObject *const *arguments, Py_ssize_t count, const char *format,
                           const char *const *keywords, va_list results, bool has_clean_sizes) {
    if (!takes_count(format, count)) return false;
    PlainWalk walk(format, results, has_clean_sizes);
    Py_ssize_t i = 0;
    for (; !walk.is_at_end(); i++) {
        if (keywords != nullptr && (keywords[i] == nullptr || keywords[i][0] == '\0')) return false;
        walk.take_bar();
        if (!walk.store(i < count ? arguments[i] : nullptr)) return false;
    }
    return keywords == nullptr || keywords[i] == nullptr;
}

} // namespace adder::capi
