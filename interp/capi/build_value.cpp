// SPDX-License-Identifier: MIT
//
// Py_BuildValue and the calls that take its formats. A format is read from left to right; parentheses,
// brackets and braces nest. When one value cannot be made, the rest is still read, so that every reference
// passed for 'N' is released.
#include "objects/object.hpp"

#include <cstdarg>
#include <cstring>
#include <vector>

namespace adder::capi {
namespace {

using objects::Ref;

class ValueBuilder {
  public:
    ValueBuilder(const char *format, va_list values, bool has_clean_sizes)
        : format_(format), has_clean_sizes_(has_clean_sizes) {
        va_copy(values_, values);
    }
    ValueBuilder(const ValueBuilder &) = delete;
    ValueBuilder &operator=(const ValueBuilder &) = delete;
    ~ValueBuilder() { va_end(values_); }

    // What Py_BuildValue gives: None, the one value, or a tuple.
    PyObject *build() {
        const Py_ssize_t count = count_items('\0');
        if (count < 0) return nullptr;
        if (count == 0) return Py_NewRef(Py_None);
        if (count == 1) return build_one().release();
        return build_tuple('\0', count).release();
    }

    // The values one by one, for a call; false with an error.
    bool build_all(std::vector<Ref> &items) {
        const Py_ssize_t count = count_items('\0');
        return count >= 0 && take_items('\0', count, items);
    }

  private:
    void skip_separators() {
        while (*format_ == ',' || *format_ == ':' || *format_ == ' ' || *format_ == '\t') format_++;
    }

    // Items up to the closing character at this level; -1 with SystemError.
    Py_ssize_t count_items(char end) {
        Py_ssize_t count = 0;
        int level = 0;
        for (const char *f = format_; level > 0 || *f != end; f++) {
            switch (*f) {
            case '\0': PyErr_SetString(PyExc_SystemError, "unmatched paren in format"); return -1;
            case '(':
            case '[':
            case '{':
                if (level++ == 0) count++;
                break;
            case ')':
            case ']':
            case '}': level--; break;
            case '#':
            case '&':
            case ',':
            case ':':
            case ' ':
            case '\t': break;
            default:
                if (level == 0) count++;
            }
        }
        return count;
    }

    // Exactly `count` items and the closing character. Goes on after a failure, to read all arguments.
    bool take_items(char end, Py_ssize_t count, std::vector<Ref> &items) {
        bool is_complete = true;
        for (Py_ssize_t i = 0; i < count; i++) {
            if (!is_complete) {
                PyObject *type, *value, *traceback;
                PyErr_Fetch(&type, &value, &traceback);
                (void)build_one();
                PyErr_Restore(type, value, traceback);
                continue;
            }
            items.push_back(build_one());
            is_complete = static_cast<bool>(items.back());
        }
        skip_separators();
        if (is_complete && *format_ != end) {
            PyErr_SetString(PyExc_SystemError, "Unmatched paren in format");
            return false;
        }
        if (end != '\0' && *format_ == end) format_++;
        return is_complete;
    }

    Ref build_tuple(char end, Py_ssize_t count) {
        std::vector<Ref> items;
        if (count < 0 || !take_items(end, count, items)) return nullptr;
        Ref tuple = Ref::steal(PyTuple_New(count));
        for (Py_ssize_t i = 0; tuple && i < count; i++) {
            PyTuple_SET_ITEM(tuple.get(), i, items[static_cast<size_t>(i)].release());
        }
        return tuple;
    }

    Ref build_list(Py_ssize_t count) {
        std::vector<Ref> items;
        if (count < 0 || !take_items(']', count, items)) return nullptr;
        Ref list = Ref::steal(PyList_New(count));
        for (Py_ssize_t i = 0; list && i < count; i++) {
            PyList_SET_ITEM(list.get(), i, items[static_cast<size_t>(i)].release());
        }
        return list;
    }

    Ref build_dict(Py_ssize_t count) {
        std::vector<Ref> items;
        if (count < 0) return nullptr;
        if (count % 2 != 0) {
            PyErr_SetString(PyExc_SystemError, "Bad dict format");
            (void)take_items('}', count, items);
            return nullptr;
        }
        if (!take_items('}', count, items)) return nullptr;
        Ref dict = Ref::steal(PyDict_New());
        for (size_t i = 0; dict && i < items.size(); i += 2) {
            if (PyDict_SetItem(dict.get(), items[i].get(), items[i + 1].get()) < 0) return nullptr;
        }
        return dict;
    }

    Ref build_one() {
        skip_separators();
        const char code = *format_++;
        switch (code) {
        case '(': return build_tuple(')', count_items(')'));
        case '[': return build_list(count_items(']'));
        case '{': return build_dict(count_items('}'));
        case 's':
        case 'z':
        case 'U':
        case 'y': return build_text(code);
        case 'u': return build_wide_text();
        case 'O':
        case 'N':
        case 'S': return build_object(code);
        case 'f':
        case 'd': return Ref::steal(PyFloat_FromDouble(va_arg(values_, double)));
        case 'D': return Ref::steal(PyComplex_FromCComplex(*va_arg(values_, Py_complex *)));
        case 'c': return build_byte();
        case 'C': return Ref::steal(PyUnicode_FromOrdinal(va_arg(values_, int)));
        default: return build_integer(code);
        }
    }

    Ref build_integer(char code) {
        switch (code) {
        case 'b':
        case 'B':
        case 'h':
        case 'i': return Ref::steal(PyLong_FromLong(va_arg(values_, int)));
        case 'H': return Ref::steal(PyLong_FromLong(static_cast<long>(va_arg(values_, unsigned int))));
        case 'I': return Ref::steal(PyLong_FromUnsignedLong(va_arg(values_, unsigned int)));
        case 'n': return Ref::steal(PyLong_FromSsize_t(va_arg(values_, Py_ssize_t)));
        case 'l': return Ref::steal(PyLong_FromLong(va_arg(values_, long)));
        case 'k': return Ref::steal(PyLong_FromUnsignedLong(va_arg(values_, unsigned long)));
        case 'L': return Ref::steal(PyLong_FromLongLong(va_arg(values_, long long)));
        case 'K': return Ref::steal(PyLong_FromUnsignedLongLong(va_arg(values_, unsigned long long)));
        default:
            PyErr_SetString(PyExc_SystemError, "bad format char passed to Py_BuildValue");
            return nullptr;
        }
    }

    // The size behind '#', or -1; false with SystemError.
    bool take_size(Py_ssize_t &size) {
        size = -1;
        if (*format_ != '#') return true;
        format_++;
        if (!has_clean_sizes_) {
            PyErr_SetString(PyExc_SystemError, "PY_SSIZE_T_CLEAN macro must be defined for '#' formats");
            return false;
        }
        size = va_arg(values_, Py_ssize_t);
        return true;
    }

    Ref build_text(char code) {
        const char *text = va_arg(values_, const char *);
        Py_ssize_t size;
        if (!take_size(size)) return nullptr;
        if (text == nullptr) return Ref::borrow(Py_None);
        if (size < 0) {
            const size_t length = strlen(text);
            if (length > static_cast<size_t>(PY_SSIZE_T_MAX)) {
                PyErr_SetString(PyExc_OverflowError, "string too long for Python string");
                return nullptr;
            }
            size = static_cast<Py_ssize_t>(length);
        }
        return Ref::steal(code == 'y' ? PyBytes_FromStringAndSize(text, size)
                                      : PyUnicode_FromStringAndSize(text, size));
    }

    Ref build_wide_text() {
        const wchar_t *text = va_arg(values_, const wchar_t *);
        Py_ssize_t size;
        if (!take_size(size)) return nullptr;
        return text == nullptr ? Ref::borrow(Py_None) : Ref::steal(PyUnicode_FromWideChar(text, size));
    }

    Ref build_byte() {
        const char byte = static_cast<char>(va_arg(values_, int));
        return Ref::steal(PyBytes_FromStringAndSize(&byte, 1));
    }

    Ref build_object(char code) {
        if (*format_ == '&') {
            format_++;
            const auto make = va_arg(values_, PyObject * (*)(void *));
            return Ref::steal(make(va_arg(values_, void *)));
        }
        PyObject *object = va_arg(values_, PyObject *);
        if (object == nullptr && !PyErr_Occurred()) {
            PyErr_SetString(PyExc_SystemError, "NULL object passed to Py_BuildValue");
        }
        return code == 'N' ? Ref::steal(object) : Ref::borrow(object);
    }

    const char *format_;
    va_list values_;
    bool has_clean_sizes_;
};

// Calls with what the format gives; a single tuple is the argument list itself.
PyObject *call_with_format(PyObject *callable, const char *format, va_list values, bool has_clean_sizes) {
    if (callable == nullptr) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "null argument to internal routine");
        return nullptr;
    }
    if (format == nullptr || *format == '\0') return PyObject_CallNoArgs(callable);
    std::vector<Ref> items;
    if (!ValueBuilder(format, values, has_clean_sizes).build_all(items)) return nullptr;
    if (items.size() == 1 && PyTuple_Check(items[0].get()))
        return PyObject_Call(callable, items[0].get(), nullptr);
    std::vector<PyObject *> arguments;
    arguments.reserve(items.size());
    for (const Ref &item : items) arguments.push_back(item.get());
    return PyObject_Vectorcall(callable, arguments.data(), arguments.size(), nullptr);
}

PyObject *call_method_with_format(PyObject *object, PyObject *name, const char *format, va_list values,
                                  bool has_clean_sizes) {
    if (object == nullptr || name == nullptr) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "null argument to internal routine");
        return nullptr;
    }
    const Ref method = Ref::steal(PyObject_GetAttr(object, name));
    if (!method) return nullptr;
    if (!PyCallable_Check(method.get())) {
        PyErr_Format(PyExc_TypeError, "attribute of type '%.200s' is not callable",
                     Py_TYPE(method.get())->tp_name);
        return nullptr;
    }
    return call_with_format(method.get(), format, values, has_clean_sizes);
}

PyObject *call_method_by_text(PyObject *object, const char *name, const char *format, va_list values,
                              bool has_clean_sizes) {
    const Ref text = Ref::steal(name == nullptr ? nullptr : PyUnicode_FromString(name));
    return call_method_with_format(object, text.get(), format, values, has_clean_sizes);
}

} // namespace

// Both forms of every function: plain, and as PY_SSIZE_T_CLEAN renames it.
#define ADDER_CALL_WITH_VALUES(last, call)                                                                   \
    va_list values;                                                                                          \
    va_start(values, last);                                                                                  \
    PyObject *const result = call;                                                                           \
    va_end(values);                                                                                          \
    return result

extern "C" {

PyAPI_FUNC(PyObject *) _Py_BuildValue_SizeT(const char *format, ...);
PyAPI_FUNC(PyObject *) _Py_VaBuildValue_SizeT(const char *format, va_list values);
PyAPI_FUNC(PyObject *) _PyObject_CallFunction_SizeT(PyObject *callable, const char *format, ...);
PyAPI_FUNC(PyObject *)
    _PyObject_CallMethod_SizeT(PyObject *object, const char *name, const char *format, ...);
PyAPI_FUNC(PyObject *)
    _PyObject_CallMethodId_SizeT(PyObject *object, _Py_Identifier *name, const char *format, ...);

PyObject *Py_BuildValue(const char *format, ...) {
    ADDER_CALL_WITH_VALUES(format, ValueBuilder(format, values, false).build());
}
PyObject *_Py_BuildValue_SizeT(const char *format, ...) {
    ADDER_CALL_WITH_VALUES(format, ValueBuilder(format, values, true).build());
}
PyObject *Py_VaBuildValue(const char *format, va_list values) {
    return ValueBuilder(format, values, false).build();
}
PyObject *_Py_VaBuildValue_SizeT(const char *format, va_list values) {
    return ValueBuilder(format, values, true).build();
}

PyObject *PyObject_CallFunction(PyObject *callable, const char *format, ...) {
    ADDER_CALL_WITH_VALUES(format, call_with_format(callable, format, values, false));
}
PyObject *_PyObject_CallFunction_SizeT(PyObject *callable, const char *format, ...) {
    ADDER_CALL_WITH_VALUES(format, call_with_format(callable, format, values, true));
}
PyObject *PyObject_CallMethod(PyObject *object, const char *name, const char *format, ...) {
    ADDER_CALL_WITH_VALUES(format, call_method_by_text(object, name, format, values, false));
}
PyObject *_PyObject_CallMethod_SizeT(PyObject *object, const char *name, const char *format, ...) {
    ADDER_CALL_WITH_VALUES(format, call_method_by_text(object, name, format, values, true));
}
PyObject *_PyObject_CallMethodId(PyObject *object, _Py_Identifier *name, const char *format, ...) {
    ADDER_CALL_WITH_VALUES(format,
                           call_method_with_format(object, _PyUnicode_FromId(name), format, values, false));
}
PyObject *_PyObject_CallMethodId_SizeT(PyObject *object, _Py_Identifier *name, const char *format, ...) {
    ADDER_CALL_WITH_VALUES(format,
                           call_method_with_format(object, _PyUnicode_FromId(name), format, values, true));
}

} // extern "C"

} // namespace adder::capi
