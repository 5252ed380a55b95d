// SPDX-License-Identifier: MIT
#include "vecext/ufunc_type.hpp"

#include <cstring>

#include "vecext/construct.hpp"
#include "vecext/direct.hpp"
#include "vecext/elementwise.hpp"
#include "vecext/overrides.hpp"

namespace adder::vecext {

namespace {

struct Ufunc {
    PyObject_HEAD vectorcallfunc call;
    Operation operation;
};

extern PyTypeObject ufunc_type;

int operands_of(Operation operation) {
    return input_count(info(operation).kind);
}

// ---- calls

// The keyword arguments of a call, borrowed, and what they were converted to.
struct Keywords {
    PyObject *out = nullptr, *where = nullptr, *casting = nullptr, *order = nullptr, *dtype = nullptr;
    Ref mask;
    DType loop = DType::Bool;
};

int take_keyword(Operation operation, PyObject *name, PyObject *value, Keywords &keywords) {
    const struct {
        const char *name;
        PyObject **place;
    } known[] = {{"out", &keywords.out},
                 {"where", &keywords.where},
                 {"casting", &keywords.casting},
                 {"order", &keywords.order},
                 {"dtype", &keywords.dtype}};
    for (const auto &[text, place] : known) {
        if (PyUnicode_CompareWithASCIIString(name, text) != 0) continue;
        if (*place != nullptr) {
            PyErr_Format(PyExc_TypeError, "cannot specify '%s' as both a positional and keyword argument",
                         text);
            return -1;
        }
        *place = value;
        return 0;
    }
    if (PyUnicode_CompareWithASCIIString(name, "subok") == 0) return 0; // there are no subclasses
    PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%U'", info(operation).name, name);
    return -1;
}

int use_out(PyObject *out, Options &options) {
    if (out == nullptr || out == Py_None) return 0;
    if (PyTuple_Check(out)) {
        if (PyTuple_GET_SIZE(out) != 1) {
            PyErr_SetString(PyExc_ValueError, "The 'out' tuple must have exactly one entry per ufunc output");
            return -1;
        }
        return use_out(PyTuple_GET_ITEM(out, 0), options);
    }
    if (!is_array(out)) {
        PyErr_SetString(PyExc_TypeError, "return arrays must be of ArrayType");
        return -1;
    }
    options.target = as_array(out);
    return 0;
}

int use_where(Keywords &keywords, Options &options) {
    if (keywords.where == nullptr || keywords.where == Py_True) return 0;
    keywords.mask = to_array(keywords.where);
    if (!keywords.mask) return -1;
    if (as_array(keywords.mask)->dtype != DType::Bool) {
        PyErr_Format(PyExc_TypeError,
                     "Cannot cast array data from %R to dtype('bool') according to the rule 'safe'",
                     dtype_object(as_array(keywords.mask)->dtype));
        return -1;
    }
    options.where = as_array(keywords.mask);
    return 0;
}

int use_keywords(Keywords &keywords, Options &options) {
    bool is_given;
    if (use_out(keywords.out, options) < 0 || use_where(keywords, options) < 0) return -1;
    if (to_casting(keywords.casting, options.casting) < 0 || to_order(keywords.order, options.order) < 0)
        return -1;
    if (to_optional_dtype(keywords.dtype, keywords.loop, &is_given) < 0) return -1;
    if (is_given) options.dtype = &keywords.loop;
    return 0;
}

PyObject *call_with_options(Operation operation, PyObject *const *arguments, Py_ssize_t count,
                            PyObject *names) {
    const int operands = operands_of(operation);
    if (count < operands || count > operands + 1) {
        return PyErr_Format(PyExc_TypeError,
                            "%s() takes from %d to %d positional arguments but %zd were given",
                            info(operation).name, operands, operands + 1, count);
    }
    Keywords keywords;
    if (count > operands) keywords.out = arguments[operands];
    for (Py_ssize_t k = 0; names != nullptr && k < PyTuple_GET_SIZE(names); ++k) {
        if (take_keyword(operation, PyTuple_GET_ITEM(names, k), arguments[count + k], keywords) < 0)
            return nullptr;
    }
    Options options;
    if (use_keywords(keywords, options) < 0) return nullptr;
    return apply_to(operation, arguments, operands, options).release();
}

PyObject *ufunc_call(PyObject *self, PyObject *const *arguments, std::size_t flagged_count, PyObject *names) {
    const Operation operation = operation_of(self);
    const Py_ssize_t count = PyVectorcall_NARGS(flagged_count);
    const bool is_plain = names == nullptr && count == operands_of(operation);
    if (is_plain) {
        const Direct direct = apply_directly(operation, arguments, static_cast<int>(count), nullptr, false);
        if (direct.is_done) return direct.result;
    }
    if (PyObject *owner = find_override(arguments, count, ufunc_protocol)) [[unlikely]]
        return call_array_ufunc(owner, self, arguments, count, names);
    if (is_plain) return apply_generally(operation, arguments, static_cast<int>(count)).release();
    return call_with_options(operation, arguments, count, names);
}

// ---- attributes

PyObject *ufunc_repr(PyObject *self) {
    return PyUnicode_FromFormat("<ufunc '%s'>", info(operation_of(self)).name);
}
PyObject *get_name(PyObject *self, void *) {
    return PyUnicode_FromString(info(operation_of(self)).name);
}
PyObject *get_doc(PyObject *self, void *) {
    const OperationInfo &row = info(operation_of(self));
    static constexpr const char *inputs[] = {"x", "x1, x2", "x1, x2, x3"};
    return PyUnicode_FromFormat(
        "%s(%s, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None)\n\n%s", row.name,
        inputs[operands_of(operation_of(self)) - 1], row.text);
}
PyObject *get_nin(PyObject *self, void *) {
    return PyLong_FromLong(operands_of(operation_of(self)));
}
PyObject *get_nout(PyObject *, void *) {
    return PyLong_FromLong(1);
}
PyObject *get_nargs(PyObject *self, void *) {
    return PyLong_FromLong(operands_of(operation_of(self)) + 1);
}

// "dd->d" for every loop.
Ref loop_texts(Operation operation) {
    Ref texts = Ref::steal(PyList_New(0));
    for (int row = 0; texts && row < dtype_count; ++row) {
        const DType dtype = static_cast<DType>(row);
        if (!has_type(info(operation).types, dtype)) continue;
        const char in = info(dtype).character, out = info(output_type(info(operation).kind, dtype)).character;
        const char text[] = {in, in, in, '-', '>', out, '\0'};
        Ref item = Ref::steal(PyUnicode_FromString(text + 3 - operands_of(operation)));
        if (!item || PyList_Append(texts.get(), item.get()) < 0) return nullptr;
    }
    return texts;
}
PyObject *get_types(PyObject *self, void *) {
    return loop_texts(operation_of(self)).release();
}
PyObject *get_ntypes(PyObject *self, void *) {
    Ref texts = loop_texts(operation_of(self));
    return texts ? PyLong_FromSsize_t(PyList_GET_SIZE(texts.get())) : nullptr;
}
PyObject *get_signature(PyObject *, void *) {
    Py_RETURN_NONE;
}
PyObject *get_identity(PyObject *self, void *) {
    switch (operation_of(self)) {
    case Operation::Add:
    case Operation::BitwiseOr:
    case Operation::BitwiseXor:
    case Operation::Gcd:
    case Operation::Hypot: return PyLong_FromLong(0);
    case Operation::Multiply: return PyLong_FromLong(1);
    case Operation::BitwiseAnd: return PyLong_FromLong(-1);
    case Operation::LogicalAnd: Py_RETURN_TRUE;
    case Operation::LogicalOr:
    case Operation::LogicalXor: Py_RETURN_FALSE;
    case Operation::Logaddexp:
    case Operation::Logaddexp2: return PyFloat_FromDouble(-Py_HUGE_VAL);
    default: Py_RETURN_NONE;
    }
}

PyGetSetDef ufunc_getset[] = {
    {"__name__", get_name, nullptr, "The function's name.", nullptr},
    {"__doc__", get_doc, nullptr, "What it does.", nullptr},
    {"nin", get_nin, nullptr, "Number of inputs.", nullptr},
    {"nout", get_nout, nullptr, "Number of outputs.", nullptr},
    {"nargs", get_nargs, nullptr, "Number of inputs and outputs.", nullptr},
    {"types", get_types, nullptr, "The loops there are, by type codes: \"dd->d\".", nullptr},
    {"ntypes", get_ntypes, nullptr, "Number of loops.", nullptr},
    {"identity", get_identity, nullptr, "What changes nothing; None if there is no such number.", nullptr},
    {"signature", get_signature, nullptr, "None: the function works on single elements.", nullptr},
    {},
};

PyTypeObject ufunc_type = {
    .ob_base = PyVarObject_HEAD_INIT(nullptr, 0).tp_name = "vecext.ufunc",
    .tp_basicsize = sizeof(Ufunc),
    .tp_vectorcall_offset = offsetof(Ufunc, call),
    .tp_repr = ufunc_repr,
    .tp_call = PyVectorcall_Call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_doc = "A function of elements.",
    .tp_methods = ufunc_methods,
    .tp_getset = ufunc_getset,
};

// Static objects: compared by identity and never freed. Those behind operation.def's rows wait for modules
// that add operations.
Ufunc *ufuncs() {
    static Ufunc objects[most_operations];
    [[maybe_unused]] static const bool is_filled = [] {
        for (int k = 0; k < most_operations; ++k)
            objects[k] = {PyObject_HEAD_INIT(&ufunc_type) ufunc_call, static_cast<Operation>(k)};
        return true;
    }();
    return objects;
}

// Other names of the same functions: NumPy's and the array API standard's.
constexpr struct {
    const char *alias, *name;
} aliases[] = {
    {"abs", "absolute"},
    {"mod", "remainder"},
    {"true_divide", "divide"},
    {"conj", "conjugate"},
    {"bitwise_not", "invert"},
    {"bitwise_invert", "invert"},
    {"acos", "arccos"},
    {"asin", "arcsin"},
    {"atan", "arctan"},
    {"atan2", "arctan2"},
    {"acosh", "arccosh"},
    {"asinh", "arcsinh"},
    {"atanh", "arctanh"},
    {"pow", "power"},
    {"degrees", "rad2deg"},
    {"radians", "deg2rad"},
    {"bitwise_left_shift", "left_shift"},
    {"bitwise_right_shift", "right_shift"},
};

} // namespace

Operation operation_of(PyObject *ufunc) {
    return reinterpret_cast<Ufunc *>(ufunc)->operation;
}

PyObject *ufunc_object(Operation operation) {
    return reinterpret_cast<PyObject *>(&ufuncs()[static_cast<int>(operation)]);
}

int add_ufuncs(PyObject *module) {
    if (PyType_Ready(&ufunc_type) < 0) return -1;
    if (add_to_module(module, "ufunc", reinterpret_cast<PyObject *>(&ufunc_type)) < 0) return -1;
    for (int k = 0; k < operation_count; ++k) {
        const OperationInfo &row = info(static_cast<Operation>(k));
        if (row.text[0] == '\0') continue;
        PyObject *ufunc = ufunc_object(static_cast<Operation>(k));
        if (add_to_module(module, row.name, ufunc) < 0) return -1;
        for (const auto &[alias, name] : aliases) {
            if (std::strcmp(name, row.name) == 0 && add_to_module(module, alias, ufunc) < 0) return -1;
        }
    }
    return 0;
}

} // namespace adder::vecext
