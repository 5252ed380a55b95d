// SPDX-License-Identifier: MIT
// Element types: their properties, promotion, and the Python objects that stand for them.
//
// dtype.def has a row for each. A DType is the index of a row; visit() turns it into a C++ type. Promotion is
// NumPy 2's: it depends on types only, and a Python number bends to the array's type (see elementwise.hpp).
#pragma once

#include "vecext/ref.hpp"

#include <array>
#include <type_traits>

#include "vecext/kernels.hpp"

namespace adder::vecext {

struct DTypeInfo {
    const char *name, *format, *code;
    char kind;
    int itemsize;
};

inline constexpr std::array<DTypeInfo, dtype_count> dtype_table{{
#define ADDER_DTYPE(identifier, type, name, format, code, kind) {name, format, code, kind, sizeof(type)},
#include "vecext/dtype.def"
#undef ADDER_DTYPE
}};

constexpr const DTypeInfo &info(DType dtype) {
    return dtype_table[static_cast<std::size_t>(dtype)];
}
constexpr std::int64_t itemsize(DType dtype) {
    return info(dtype).itemsize;
}
constexpr bool is_float(DType dtype) {
    return info(dtype).kind == 'f';
}

// Calls function(std::type_identity<T>()) with the element's C++ type.
template <class F> decltype(auto) visit(DType dtype, F function) {
    switch (dtype) {
#define ADDER_DTYPE(identifier, type, name, format, code, kind)                                              \
    case DType::identifier:                                                                                  \
        return function(std::type_identity<type>());
#include "vecext/dtype.def"
#undef ADDER_DTYPE
    }
    Py_UNREACHABLE();
}

// The smallest type that holds both; int64 with float32 gives float64.
DType promote(DType left, DType right);
// Whether NumPy's rule "same_kind" lets a result of one type be stored in the other.
bool can_store(DType from, DType to);

// The Python object of a dtype (`vecext.float64`): one for each, alive as long as the process. Borrowed.
PyObject *dtype_object(DType dtype);
// Accepts a dtype object, a name or code ("float64", "f8", "<f8"), or the types float, int and bool.
// Returns -1 with TypeError for anything else.
[[nodiscard]] int to_dtype(PyObject *object, DType &dtype);
// The same for an optional argument: None and null leave `dtype` alone. `given` (may be null) tells which it
// was.
[[nodiscard]] int to_optional_dtype(PyObject *object, DType &dtype, bool *given = nullptr);
[[nodiscard]] int add_dtypes(PyObject *module);
// PyModule_AddObject for a borrowed object.
[[nodiscard]] int add_to_module(PyObject *module, const char *name, PyObject *object);

} // namespace adder::vecext
