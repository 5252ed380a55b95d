// SPDX-License-Identifier: MIT
//
// The C API for those who write C++17: optional, this header alone, for Adder and CPython alike.
//
//     double hypotenuse(double a, double b) { return std::sqrt(a * a + b * b); }
//     ADDER_MODULE(shapes, "Shapes.", adder::function<hypotenuse>("hypotenuse", "The long side."))
//
// Three ideas. `Ref` owns one reference and gives it back. `Convert<T>` turns a Python value into a T and
// back; specialize it for types of your own. `function<f>` makes a row of the module table from a typed
// function: the wrapper counts and converts arguments (METH_FASTCALL), and turns every exception of C++ into
// Python's, as none may cross the interpreter's frames. A pending Python exception travels through C++ as
// `Error`.
#ifndef ADDER_HPP
#define ADDER_HPP

#ifndef PY_SSIZE_T_CLEAN
#define PY_SSIZE_T_CLEAN
#endif
#include <Python.h>

#include <exception>
#include <limits>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace adder {

// --- errors

// A Python exception is set; it is thrown to leave the function, never caught to be dropped.
struct Error {};

// Sets an exception with a text after PyErr_Format and throws.
template <typename... Values> [[noreturn]] void raise(PyObject *type, const char *format, Values... values) {
    if constexpr (sizeof...(values) == 0) {
        PyErr_SetString(type, format);
    } else {
        PyErr_Format(type, format, values...);
    }
    throw Error();
}

// For calls of the API that return -1 on failure.
inline int check(int status) {
    if (status < 0) throw Error();
    return status;
}

// Sets the Python exception for the C++ exception that is being handled.
inline void set_python_error() noexcept {
    try {
        throw;
    } catch (const Error &) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "adder::Error without an exception set");
    } catch (const std::bad_alloc &) {
        PyErr_NoMemory();
    } catch (const std::out_of_range &error) {
        PyErr_SetString(PyExc_IndexError, error.what());
    } catch (const std::overflow_error &error) {
        PyErr_SetString(PyExc_OverflowError, error.what());
    } catch (const std::invalid_argument &error) {
        PyErr_SetString(PyExc_ValueError, error.what());
    } catch (const std::domain_error &error) {
        PyErr_SetString(PyExc_ValueError, error.what());
    } catch (const std::exception &error) {
        PyErr_SetString(PyExc_RuntimeError, error.what());
    } catch (...) {
        PyErr_SetString(PyExc_RuntimeError, "unknown C++ exception");
    }
}

// --- references

// Owns one reference, or is empty.
class Ref {
  public:
    Ref() = default;
    Ref(Ref &&other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    Ref(const Ref &other) : object_(other.object_) { Py_XINCREF(object_); }
    Ref &operator=(Ref other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~Ref() { Py_XDECREF(object_); }

    // Takes over a new reference, as most of the API returns one; throws Error for NULL.
    static Ref steal(PyObject *object) {
        if (object == nullptr) throw Error();
        return Ref(object);
    }
    // Adds a reference to one that somebody else keeps.
    static Ref borrow(PyObject *object) {
        Py_XINCREF(object);
        return steal(object);
    }

    [[nodiscard]] PyObject *get() const { return object_; }
    // Hands the reference to the caller, who must give it back.
    [[nodiscard]] PyObject *release() { return std::exchange(object_, nullptr); }
    explicit operator bool() const { return object_ != nullptr; }

  private:
    explicit Ref(PyObject *object) : object_(object) {}
    PyObject *object_ = nullptr;
};

// --- conversion

// from_python(object) throws Error when it does not fit; to_python(value) gives a Ref.
template <typename T, typename = void> struct Convert;

template <> struct Convert<bool> {
    static bool from_python(PyObject *object) { return check(PyObject_IsTrue(object)) != 0; }
    static Ref to_python(bool value) { return Ref::borrow(value ? Py_True : Py_False); }
};

template <typename T> struct Convert<T, std::enable_if_t<std::is_floating_point_v<T>>> {
    static T from_python(PyObject *object) {
        const double value = PyFloat_AsDouble(object);
        if (value == -1.0 && PyErr_Occurred()) throw Error();
        return static_cast<T>(value);
    }
    static Ref to_python(T value) { return Ref::steal(PyFloat_FromDouble(static_cast<double>(value))); }
};

template <typename T>
struct Convert<T,
               std::enable_if_t<std::is_integral_v<T> && std::is_signed_v<T> && !std::is_same_v<T, bool>>> {
    static T from_python(PyObject *object) {
        const long long value = PyLong_AsLongLong(object);
        if (value == -1 && PyErr_Occurred()) throw Error();
        if (value < std::numeric_limits<T>::min() || value > std::numeric_limits<T>::max())
            raise(PyExc_OverflowError, "int does not fit into %zu bytes", sizeof(T));
        return static_cast<T>(value);
    }
    static Ref to_python(T value) { return Ref::steal(PyLong_FromLongLong(value)); }
};

template <typename T>
struct Convert<T,
               std::enable_if_t<std::is_integral_v<T> && std::is_unsigned_v<T> && !std::is_same_v<T, bool>>> {
    static T from_python(PyObject *object) {
        const Ref number = Ref::steal(PyNumber_Index(object));
        const unsigned long long value = PyLong_AsUnsignedLongLong(number.get());
        if (value == static_cast<unsigned long long>(-1) && PyErr_Occurred()) throw Error();
        if (value > std::numeric_limits<T>::max())
            raise(PyExc_OverflowError, "int does not fit into %zu bytes", sizeof(T));
        return static_cast<T>(value);
    }
    static Ref to_python(T value) { return Ref::steal(PyLong_FromUnsignedLongLong(value)); }
};

// A view lives as long as the str that it is a view of: arguments do, for the time of the call.
template <> struct Convert<std::string_view> {
    static std::string_view from_python(PyObject *object) {
        Py_ssize_t size;
        const char *text = PyUnicode_AsUTF8AndSize(object, &size);
        if (text == nullptr) throw Error();
        return {text, static_cast<size_t>(size)};
    }
    static Ref to_python(std::string_view value) {
        return Ref::steal(PyUnicode_FromStringAndSize(value.data(), static_cast<Py_ssize_t>(value.size())));
    }
};

template <> struct Convert<std::string> : Convert<std::string_view> {
    static std::string from_python(PyObject *object) {
        return std::string(Convert<std::string_view>::from_python(object));
    }
};

template <> struct Convert<const char *> {
    static Ref to_python(const char *value) { return Ref::steal(PyUnicode_FromString(value)); }
};

// Any object, borrowed for the time of the call; as a result it is a new reference, as in the C API.
template <> struct Convert<PyObject *> {
    static PyObject *from_python(PyObject *object) { return object; }
    static Ref to_python(PyObject *value) { return Ref::steal(value); }
};

template <> struct Convert<Ref> {
    static Ref from_python(PyObject *object) { return Ref::borrow(object); }
    static Ref to_python(Ref value) { return value; }
};

// From any iterable; to a list.
template <typename T> struct Convert<std::vector<T>> {
    static std::vector<T> from_python(PyObject *object) {
        const Ref items = Ref::steal(PySequence_Fast(object, "a sequence is needed"));
        std::vector<T> values;
        // Converting an item may run Python code that changes the list: its size is asked for each time.
        for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(items.get()); i++) {
            const Ref item = Ref::borrow(PySequence_Fast_GET_ITEM(items.get(), i));
            values.push_back(Convert<T>::from_python(item.get()));
        }
        return values;
    }
    static Ref to_python(const std::vector<T> &values) {
        Ref list = Ref::steal(PyList_New(static_cast<Py_ssize_t>(values.size())));
        for (size_t i = 0; i < values.size(); i++)
            PyList_SET_ITEM(list.get(), static_cast<Py_ssize_t>(i),
                            Convert<T>::to_python(values[i]).release());
        return list;
    }
};

template <typename T> auto from_python(PyObject *object) {
    return Convert<std::decay_t<T>>::from_python(object);
}
template <typename T> Ref to_python(T &&value) {
    return Convert<std::decay_t<T>>::to_python(std::forward<T>(value));
}

// --- functions

// The row and the wrapper of one C++ function; each has its own, so the name is a static of it.
template <auto function> struct Wrapper;

template <typename Result, typename... Parameters, Result (*function)(Parameters...)>
struct Wrapper<function> {
    static inline const char *name = "";

    static PyObject *call(PyObject *, PyObject *const *arguments, Py_ssize_t count) noexcept {
        try {
            constexpr Py_ssize_t expected = sizeof...(Parameters);
            if (count != expected)
                raise(PyExc_TypeError, "%s() takes exactly %zd argument%s (%zd given)", name, expected,
                      expected == 1 ? "" : "s", count);
            return invoke(arguments, std::index_sequence_for<Parameters...>()).release();
        } catch (...) {
            set_python_error();
            return nullptr;
        }
    }

  private:
    template <size_t... indexes>
    static Ref invoke([[maybe_unused]] PyObject *const *arguments, std::index_sequence<indexes...>) {
        // Braces: from left to right.
        std::tuple<std::decay_t<Parameters>...> values{from_python<Parameters>(arguments[indexes])...};
        if constexpr (std::is_void_v<Result>) {
            function(std::forward<Parameters>(std::get<indexes>(values))...);
            return Ref::borrow(Py_None);
        } else {
            return to_python(function(std::forward<Parameters>(std::get<indexes>(values))...));
        }
    }
};

// A row of the module table. The document string may begin with a signature, "name($module, x, /)\n--\n\n".
template <auto f> PyMethodDef function(const char *name, const char *doc = nullptr) {
    Wrapper<f>::name = name;
    auto call = reinterpret_cast<void (*)()>(&Wrapper<f>::call);
    return {name, reinterpret_cast<PyCFunction>(call), METH_FASTCALL, doc};
}

} // namespace adder

// The init function of a module with these rows. Stands outside of any namespace.
#define ADDER_MODULE(module_name, doc, ...)                                                                  \
    PyMODINIT_FUNC PyInit_##module_name() {                                                                  \
        static PyMethodDef rows[] = {__VA_ARGS__, {nullptr, nullptr, 0, nullptr}};                           \
        static PyModuleDef definition = {                                                                    \
            PyModuleDef_HEAD_INIT, #module_name, doc, 0, rows, nullptr, nullptr, nullptr, nullptr};          \
        return PyModuleDef_Init(&definition);                                                                \
    }

#endif
