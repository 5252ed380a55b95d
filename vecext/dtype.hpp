// SPDX-License-Identifier: MIT
// Element types: their properties, and the Python objects that stand for them.
//
// dtype.def has a row for each. A DType is the index of a row; visit() turns it into a C++ type.
// promotion.hpp has the rules by which types combine, scalars.hpp the types of single elements
// (`vecext.float64`), which name dtypes too.
#pragma once

#include "vecext/ref.hpp"

#include <array>
#include <type_traits>

#include "vecext/kernels.hpp"

namespace adder::vecext {

struct DTypeInfo {
    const char *name, *format, *code;
    char character, kind;
    int itemsize;
};

inline constexpr std::array<DTypeInfo, dtype_count> dtype_table{{
#define ADDER_DTYPE(identifier, type, name, character, format, code, kind)                                   \
    {name, format, code, character, kind, sizeof(type)},
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
constexpr bool is_complex_type(DType dtype) {
    return info(dtype).kind == 'c';
}
constexpr bool is_integer(DType dtype) {
    return info(dtype).kind == 'i' || info(dtype).kind == 'u';
}
// The address that elements of a type must be a multiple of: complex ones that of their parts.
constexpr std::int64_t alignment(DType dtype) {
    return is_complex_type(dtype) ? itemsize(dtype) / 2 : itemsize(dtype);
}
// float32 for complex64; any other type is its own.
constexpr DType real_type(DType dtype) {
    return dtype == DType::Complex64 ? DType::Float32 : dtype == DType::Complex128 ? DType::Float64 : dtype;
}
constexpr DType complex_type(DType dtype) {
    return dtype == DType::Float32 || dtype == DType::Complex64 ? DType::Complex64 : DType::Complex128;
}

// Calls function(std::type_identity<T>()) with the element's C++ type.
template <class F> decltype(auto) visit(DType dtype, F function) {
    switch (dtype) {
#define ADDER_DTYPE(identifier, type, name, character, format, code, kind)                                   \
    case DType::identifier:                                                                                  \
        return function(std::type_identity<type>());
#include "vecext/dtype.def"
#undef ADDER_DTYPE
    }
    Py_UNREACHABLE();
}

// The Python object of a dtype (`dtype('float64')`): one for each, alive as long as the process. Borrowed.
PyObject *dtype_object(DType dtype);
// Accepts a dtype object, a scalar type, a name or code ("float64", "f8", "<f8", "d"), the types float, int,
// bool and complex, or an object with an attribute `dtype`. Returns -1 with TypeError for anything else.
[[nodiscard]] int to_dtype(PyObject *object, DType &dtype);
// The same for an optional argument: None and null leave `dtype` alone. `given` (may be null) tells which it
// was.
[[nodiscard]] int to_optional_dtype(PyObject *object, DType &dtype, bool *given = nullptr);
[[nodiscard]] int add_dtypes(PyObject *module);
// PyModule_AddObject for a borrowed object.
[[nodiscard]] int add_to_module(PyObject *module, const char *name, PyObject *object);

} // namespace adder::vecext
