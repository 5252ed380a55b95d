// SPDX-License-Identifier: MIT
//
// Arguments or environment of a program as the array of texts, closed by NULL, that exec takes. The texts
// belong to bytes objects that are kept as long.
#pragma once

#include "owned.hpp"

#include <cstring>
#include <vector>

namespace adder::stdlib {

class ProcessStrings {
  public:
    // A str, bytes or path; ValueError for a NUL inside.
    int add_path(PyObject *path) {
        PyObject *bytes;
        if (!PyUnicode_FSConverter(path, &bytes)) return -1;
        objects_.emplace_back(bytes);
        return 0;
    }

    // Each item of a sequence.
    int add_paths(PyObject *paths) {
        Owned items(PySequence_Fast(paths, "argv must be a tuple or list"));
        if (!items) return -1;
        for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(items.get()); i++) {
            Owned item = Owned::borrow(PySequence_Fast_GET_ITEM(items.get(), i));
            if (add_path(item.get()) < 0) return -1;
        }
        return 0;
    }

    // NAME=VALUE for each item of a mapping; ValueError for a name with '='.
    int add_environment(PyObject *mapping) {
        Owned items(PyMapping_Items(mapping));
        if (!items) return -1;
        for (Py_ssize_t i = 0; i < PyList_GET_SIZE(items.get()); i++) {
            PyObject *item = PyList_GET_ITEM(items.get(), i);
            if (add_variable(PyTuple_GET_ITEM(item, 0), PyTuple_GET_ITEM(item, 1)) < 0) return -1;
        }
        return 0;
    }

    [[nodiscard]] const std::vector<Owned> &objects() const { return objects_; }

    // Valid until something is added.
    [[nodiscard]] char **pointers() {
        pointers_.clear();
        for (const Owned &object : objects_) pointers_.push_back(PyBytes_AS_STRING(object.get()));
        pointers_.push_back(nullptr);
        return pointers_.data();
    }

  private:
    int add_variable(PyObject *name_object, PyObject *value_object) {
        PyObject *converted;
        if (!PyUnicode_FSConverter(name_object, &converted)) return -1;
        Owned name(converted);
        if (!PyUnicode_FSConverter(value_object, &converted)) return -1;
        Owned value(converted);
        const char *text = PyBytes_AS_STRING(name.get());
        if (*text == '\0' || std::strchr(text + 1, '=') != nullptr) {
            PyErr_SetString(PyExc_ValueError, "illegal environment variable name");
            return -1;
        }
        Owned entry(PyBytes_FromFormat("%s=%s", text, PyBytes_AS_STRING(value.get())));
        if (!entry) return -1;
        objects_.push_back(std::move(entry));
        return 0;
    }

    std::vector<Owned> objects_;
    std::vector<char *> pointers_;
};

} // namespace adder::stdlib
