// SPDX-License-Identifier: MIT
#include "vecext/promotion.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "vecext/elementwise.hpp"

namespace adder::vecext {

namespace {

constexpr DType signed_of_size(int bytes) {
    return bytes == 1 ? DType::Int8 : bytes == 2 ? DType::Int16 : bytes == 4 ? DType::Int32 : DType::Int64;
}

constexpr DType promote_integers(DType left, DType right) {
    if (info(left).kind == info(right).kind) return itemsize(left) > itemsize(right) ? left : right;
    const DType with_sign = info(left).kind == 'i' ? left : right,
                without = info(left).kind == 'i' ? right : left;
    if (itemsize(with_sign) > itemsize(without)) return with_sign;
    return without == DType::UInt64 ? DType::Float64 : signed_of_size(2 * info(without).itemsize);
}

// The float that holds the numbers of a type: float32 those of up to 16 bits.
constexpr DType float_for(DType dtype) {
    if (is_float(dtype)) return dtype;
    return itemsize(dtype) <= 2 ? DType::Float32 : DType::Float64;
}

constexpr DType promote_rows(DType left, DType right) {
    if (left == right || right == DType::Bool) return left;
    if (left == DType::Bool) return right;
    if (is_integer(left) && is_integer(right)) return promote_integers(left, right);
    const DType one = float_for(real_type(left)), other = float_for(real_type(right));
    const DType real = one > other ? one : other;
    return is_complex_type(left) || is_complex_type(right) ? complex_type(real) : real;
}

struct PromotionTable {
    DType rows[dtype_count][dtype_count];
};
constexpr PromotionTable promotion_table = [] {
    PromotionTable table{};
    for (int left = 0; left < dtype_count; ++left) {
        for (int right = 0; right < dtype_count; ++right) {
            table.rows[left][right] = promote_rows(static_cast<DType>(left), static_cast<DType>(right));
        }
    }
    return table;
}();

constexpr int kind_order(DType dtype) {
    switch (info(dtype).kind) {
    case 'b': return 0;
    case 'u': return 1;
    case 'i': return 2;
    case 'f': return 3;
    default: return 4;
    }
}

constexpr const char *casting_names[] = {"no", "equiv", "safe", "same_kind", "unsafe"};

} // namespace

DType promote(DType left, DType right) {
    return promotion_table.rows[static_cast<int>(left)][static_cast<int>(right)];
}

DType promote_all(DType *types, std::size_t count) {
    std::sort(types, types + count, [](DType left, DType right) { return left > right; });
    DType result = types[0];
    for (std::size_t k = 1; k < count; ++k) result = promote(result, types[k]);
    return result;
}

DType default_type(Weak number) {
    static constexpr DType types[] = {DType::Bool, DType::Int64, DType::Float64, DType::Complex128};
    return types[static_cast<int>(number)];
}

DType promote_weak(DType dtype, Weak number) {
    switch (number) {
    case Weak::Bool: return dtype;
    case Weak::Int: return dtype == DType::Bool ? DType::Int64 : dtype;
    case Weak::Float: return is_float(dtype) || is_complex_type(dtype) ? dtype : DType::Float64;
    case Weak::Complex:
        return is_complex_type(dtype) || is_float(dtype) ? complex_type(dtype) : DType::Complex128;
    }
    Py_UNREACHABLE();
}

bool can_cast(DType from, DType to, Casting casting) {
    switch (casting) {
    case Casting::No:
    case Casting::Equivalent: return from == to;
    case Casting::Safe: return promote(from, to) == to;
    case Casting::SameKind: return promote(from, to) == to || kind_order(from) <= kind_order(to);
    case Casting::Unsafe: return true;
    }
    Py_UNREACHABLE();
}

const char *casting_name(Casting casting) {
    return casting_names[static_cast<int>(casting)];
}

int to_casting(PyObject *object, Casting &casting) {
    if (object == nullptr || object == Py_None) return 0;
    for (std::size_t k = 0; PyUnicode_Check(object) && k < std::size(casting_names); ++k) {
        if (PyUnicode_CompareWithASCIIString(object, casting_names[k]) != 0) continue;
        casting = static_cast<Casting>(k);
        return 0;
    }
    PyErr_Format(PyExc_ValueError,
                 "casting must be one of 'no', 'equiv', 'safe', 'same_kind', or 'unsafe' (got '%S')", object);
    return -1;
}

namespace {

PyObject *promote_types(PyObject *, PyObject *arguments) {
    PyObject *left, *right;
    DType one, other;
    if (!PyArg_ParseTuple(arguments, "OO:promote_types", &left, &right)) return nullptr;
    if (to_dtype(left, one) < 0 || to_dtype(right, other) < 0) return nullptr;
    return Ref::share(dtype_object(promote(one, other))).release();
}

// What the arguments of result_type() stand for: arrays' or named types, or Python numbers.
struct Participants {
    std::vector<DType> types;
    Weak number = Weak::Bool;
    bool has_number = false;
};

int add_argument(PyObject *object, Participants &found) {
    Weak weak;
    DType dtype;
    if (is_array(object)) {
        found.types.push_back(as_array(object)->dtype);
    } else if (is_python_number(object, weak)) {
        found.number = found.has_number ? std::max(found.number, weak) : weak;
        found.has_number = true;
    } else if (to_dtype(object, dtype) < 0) {
        return -1;
    } else {
        found.types.push_back(dtype);
    }
    return 0;
}

PyObject *result_type(PyObject *, PyObject *arguments) {
    Participants found;
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(arguments); ++k) {
        if (add_argument(PyTuple_GET_ITEM(arguments, k), found) < 0) return nullptr;
    }
    if (found.types.empty() && !found.has_number) {
        return PyErr_Format(PyExc_ValueError, "at least one array or dtype is required");
    }
    DType dtype = found.types.empty() ? default_type(found.number)
                                      : promote_all(found.types.data(), found.types.size());
    if (found.has_number && !found.types.empty()) dtype = promote_weak(dtype, found.number);
    return Ref::share(dtype_object(dtype)).release();
}

PyObject *can_cast_function(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"from_", "to", "casting", nullptr};
    PyObject *from, *to, *rule = nullptr;
    if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "OO|O:can_cast", const_cast<char **>(names), &from,
                                     &to, &rule)) {
        return nullptr;
    }
    Casting casting = Casting::Safe;
    DType one, other;
    Weak number;
    if (is_python_number(from, number)) {
        return PyErr_Format(PyExc_TypeError,
                            "can_cast() does not support Python ints, floats, and complex because "
                            "the result used to depend on the value.");
    }
    if (to_casting(rule, casting) < 0 || to_dtype(from, one) < 0 || to_dtype(to, other) < 0) return nullptr;
    return PyBool_FromLong(can_cast(one, other, casting));
}

} // namespace

PyMethodDef promotion_functions[] = {
    {"promote_types", promote_types, METH_VARARGS,
     "promote_types(type1, type2, /)\n--\n\nThe smallest type that holds both."},
    {"result_type", result_type, METH_VARARGS,
     "result_type(*arrays_and_dtypes)\n--\n\nThe type of an operation on all of these."},
    {"can_cast", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(can_cast_function)),
     METH_VARARGS | METH_KEYWORDS,
     "can_cast(from_, to, casting='safe')\n--\n\nWhether one type may be converted to another."},
    {},
};

} // namespace adder::vecext
