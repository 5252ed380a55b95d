// SPDX-License-Identifier: MIT
//
// Contexts: the limits of arithmetic, which signals are trapped, and which have happened; and the mapping
// from signals to bools that `flags` and `traps` are.
//
// A mapping is a view: it reads and writes the bits of its context. The context holds its views; one that
// outlives the context takes the bits over.
#include "decimal_object.hpp"

#include <bit>
#include <string>

namespace adder::stdlib::decimal {

State &state() {
    static State the_state;
    return the_state;
}

Limits limits_of(const ContextObject *context) {
    Limits limits = context->limits;
    limits.status = 0;
    return limits;
}

namespace {

// A trapped or looked-up InvalidOperation means all its forms.
Status with_forms(Status signals) {
    return (signals & invalid_operation) != 0 ? signals | invalid_forms : signals;
}

// The classes of the bits, the forms of InvalidOperation before the other signals.
Owned classes_of(Status status) {
    Owned list(PyList_New(0));
    const auto append = [&](PyObject *signal) {
        if (list && PyList_Append(list.get(), signal) < 0) list = {};
    };
    if ((status & invalid_operation) != 0) append(state().signals[0]);
    for (int i = 0; i < invalid_form_count; i++)
        if ((status & (conversion_syntax << i)) != 0) append(state().invalid_signals[i]);
    for (int i = 1; i < signal_count; i++)
        if ((status & (1U << i)) != 0) append(state().signals[i]);
    return list;
}

void raise_signals(Status status) {
    const Owned list = classes_of(status);
    if (!list) return;
    for (int i = 0; i < signal_count; i++)
        if ((with_forms(1U << i) & status) != 0) return PyErr_SetObject(state().signals[i], list.get());
}

} // namespace

bool report(ContextObject *context, Status status) {
    if (status == 0) return true;
    if ((status & missing_memory) != 0) return PyErr_NoMemory() != nullptr;
    context->limits.status |= status;
    const Status trapped = status & with_forms(context->traps);
    if (trapped == 0) return true;
    raise_signals(trapped);
    return false;
}

PyObject *finished(Number &&result, const Limits &limits, ContextObject *context) {
    return report(context, limits.status) ? make_decimal(std::move(result)) : nullptr;
}

bool to_rounding(PyObject *name, Rounding &rounding) {
    if (PyUnicode_Check(name))
        for (size_t i = 0; i < rounding_names.size(); i++)
            if (PyUnicode_CompareWithASCIIString(name, rounding_names[i]) == 0) {
                rounding = static_cast<Rounding>(i);
                return true;
            }
    PyErr_SetString(PyExc_TypeError, "valid values for rounding are:\n"
                                     "  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                                     "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n"
                                     "   ROUND_05UP]");
    return false;
}

// --- flags and traps

namespace {

struct SignalDict {
    PyObject_HEAD ContextObject *context;
    bool is_traps;
    Status own;
};

SignalDict *as_signals(PyObject *object) {
    return reinterpret_cast<SignalDict *>(object);
}

// The bits that the mapping shows. One that the program made by itself has its own.
Status &bits_of(PyObject *object) {
    SignalDict *self = as_signals(object);
    if (self->context == nullptr) return self->own;
    return self->is_traps ? self->context->traps : self->context->limits.status;
}

// The view of a context; borrowed.
PyObject *view_of(ContextObject *context, bool is_traps) {
    PyObject *&view = context->views[is_traps ? 1 : 0];
    if (view != nullptr) return view;
    view = PyObject_CallNoArgs(state().signal_dict);
    if (view == nullptr) return nullptr;
    as_signals(view)->context = context;
    as_signals(view)->is_traps = is_traps;
    return view;
}

void context_dealloc(PyObject *self) {
    for (PyObject *view : as_context(self)->views) {
        if (view == nullptr) continue;
        as_signals(view)->own = bits_of(view);
        as_signals(view)->context = nullptr;
        Py_DECREF(view);
    }
    Py_TYPE(self)->tp_free(self);
}

void signals_dealloc(PyObject *self) {
    Py_TYPE(self)->tp_free(self);
}

// The bit of a signal's class; 0 with KeyError.
Status bit_of(PyObject *signal) {
    for (int i = 0; i < signal_count; i++)
        if (state().signals[i] == signal) return 1U << i;
    PyErr_SetString(PyExc_KeyError, "valid values for signals are:\n"
                                    "  [InvalidOperation, FloatOperation, DivisionByZero,\n"
                                    "   Overflow, Underflow, Subnormal, Inexact, Rounded,\n"
                                    "   Clamped]");
    return 0;
}

Py_ssize_t signals_length(PyObject *) {
    return signal_count;
}

PyObject *signals_get(PyObject *self, PyObject *signal) {
    const Status bit = bit_of(signal);
    return bit == 0 ? nullptr : PyBool_FromLong((bits_of(self) & with_forms(bit)) != 0);
}

int signals_set(PyObject *self, PyObject *signal, PyObject *value) {
    if (value == nullptr) {
        PyErr_SetString(PyExc_ValueError, "signal keys cannot be deleted");
        return -1;
    }
    const Status bit = bit_of(signal);
    if (bit == 0) return -1;
    const int truth = PyObject_IsTrue(value);
    if (truth < 0) return -1;
    Status &bits = bits_of(self);
    bits = truth != 0 ? bits | bit : bits & ~with_forms(bit);
    return 0;
}

Owned tuple_of_signals() {
    Owned result(PyTuple_New(signal_count));
    for (int i = 0; result && i < signal_count; i++)
        PyTuple_SET_ITEM(result.get(), i, Py_NewRef(state().signals[i]));
    return result;
}

PyObject *signals_iter(PyObject *) {
    const Owned keys = tuple_of_signals();
    return keys ? PyObject_GetIter(keys.get()) : nullptr;
}

PyObject *signals_copy(PyObject *self, PyObject *) {
    Owned result(PyDict_New());
    for (PyObject *signal : state().signals) {
        const Owned truth(signals_get(self, signal));
        if (!result || !truth || PyDict_SetItem(result.get(), signal, truth.get()) < 0) return nullptr;
    }
    return result.release();
}

PyObject *signals_repr(PyObject *self) {
    std::string text = "{";
    for (int i = 0; i < signal_count; i++) {
        if (i > 0) text += ", ";
        text += std::string("<class 'decimal.") + signal_names[i] + "'>:";
        text += (bits_of(self) & with_forms(1U << i)) != 0 ? "True" : "False";
    }
    return PyUnicode_FromString((text + "}").c_str());
}

// The bits of a dict with every signal as its key. False with an exception.
bool bits_of_dict(PyObject *dict, Status &bits) {
    if (PyDict_Size(dict) != signal_count) {
        PyErr_SetString(PyExc_KeyError, "invalid signal dict");
        return false;
    }
    bits = 0;
    for (int i = 0; i < signal_count; i++) {
        PyObject *value = PyDict_GetItemWithError(dict, state().signals[i]);
        if (value == nullptr) {
            if (PyErr_Occurred() == nullptr) PyErr_SetString(PyExc_KeyError, "invalid signal dict");
            return false;
        }
        const int truth = PyObject_IsTrue(value);
        if (truth < 0) return false;
        if (truth != 0) bits |= 1U << i;
    }
    return true;
}

bool bits_of_list(PyObject *list, Status &bits) {
    bits = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        const Status bit = bit_of(PyList_GET_ITEM(list, i));
        if (bit == 0) return false;
        bits |= bit;
    }
    return true;
}

// Each signal once, whatever forms it had.
Status plain_signals(Status bits) {
    if ((bits & invalid_forms) != 0) bits |= invalid_operation;
    return bits & ((1U << signal_count) - 1);
}

bool is_signals(PyObject *object);

PyObject *signals_compare(PyObject *self, PyObject *other, int op) {
    if (op != Py_EQ && op != Py_NE) Py_RETURN_NOTIMPLEMENTED;
    Status theirs;
    if (is_signals(other)) {
        theirs = bits_of(other);
    } else if (PyDict_Check(other)) {
        if (!bits_of_dict(other, theirs)) {
            if (PyErr_ExceptionMatches(PyExc_KeyError) == 0) return nullptr;
            PyErr_Clear();
            return PyBool_FromLong(op == Py_NE);
        }
    } else {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return PyBool_FromLong((plain_signals(bits_of(self)) == plain_signals(theirs)) == (op == Py_EQ));
}

PyMethodDef signals_methods[] = {
    {"__copy__", signals_copy, METH_NOARGS, nullptr},
    {"copy", signals_copy, METH_NOARGS, nullptr},
    {},
};

PyMappingMethods signals_mapping = {
    .mp_length = signals_length,
    .mp_subscript = signals_get,
    .mp_ass_subscript = signals_set,
};

PyTypeObject signals_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "decimal.SignalDictMixin",
    .tp_basicsize = sizeof(SignalDict),
    .tp_dealloc = signals_dealloc,
    .tp_repr = signals_repr,
    .tp_as_mapping = &signals_mapping,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_richcompare = signals_compare,
    .tp_iter = signals_iter,
    .tp_methods = signals_methods,
    .tp_new = PyType_GenericNew,
};

bool is_signals(PyObject *object) {
    return PyObject_TypeCheck(object, &signals_type);
}

// --- attributes of contexts

struct IntegerAttribute {
    const char *error;
    int64_t least;
    int64_t greatest;
};

bool read_integer(PyObject *value, const IntegerAttribute &attribute, int64_t &result) {
    if (value == nullptr) {
        PyErr_SetString(PyExc_AttributeError, "context attributes cannot be deleted");
        return false;
    }
    if (!PyLong_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "an integer is required");
        return false;
    }
    result = PyLong_AsSsize_t(value);
    if (result == -1 && PyErr_Occurred() != nullptr) return false;
    if (result >= attribute.least && result <= attribute.greatest) return true;
    PyErr_SetString(PyExc_ValueError, attribute.error);
    return false;
}

constexpr IntegerAttribute precision_attribute = {"valid range for prec is [1, MAX_PREC]", 1, most_precision};
constexpr IntegerAttribute greatest_attribute = {"valid range for Emax is [0, MAX_EMAX]", 0, most_exponent};
constexpr IntegerAttribute least_attribute = {"valid range for Emin is [MIN_EMIN, 0]", -most_exponent, 0};
constexpr IntegerAttribute capitals_attribute = {"valid values for capitals are 0 or 1", 0, 1};
constexpr IntegerAttribute clamp_attribute = {"valid values for clamp are 0 or 1", 0, 1};

template <int64_t Limits::*field> PyObject *get_limit(PyObject *self, void *) {
    return PyLong_FromLongLong(as_context(self)->limits.*field);
}

template <int64_t Limits::*field> int set_limit(PyObject *self, PyObject *value, void *attribute) {
    int64_t number;
    if (!read_integer(value, *static_cast<const IntegerAttribute *>(attribute), number)) return -1;
    as_context(self)->limits.*field = number;
    return 0;
}

PyObject *get_capitals(PyObject *self, void *) {
    return PyLong_FromLong(as_context(self)->capitals ? 1 : 0);
}
int set_capitals(PyObject *self, PyObject *value, void *) {
    int64_t number;
    if (!read_integer(value, capitals_attribute, number)) return -1;
    as_context(self)->capitals = number == 1;
    return 0;
}

PyObject *get_clamp(PyObject *self, void *) {
    return PyLong_FromLong(as_context(self)->limits.clamp ? 1 : 0);
}
int set_clamp(PyObject *self, PyObject *value, void *) {
    int64_t number;
    if (!read_integer(value, clamp_attribute, number)) return -1;
    as_context(self)->limits.clamp = number == 1;
    return 0;
}

PyObject *get_rounding(PyObject *self, void *) {
    return PyUnicode_InternFromString(rounding_names[static_cast<size_t>(as_context(self)->limits.rounding)]);
}
int set_rounding(PyObject *self, PyObject *value, void *) {
    if (value == nullptr) {
        PyErr_SetString(PyExc_AttributeError, "context attributes cannot be deleted");
        return -1;
    }
    return to_rounding(value, as_context(self)->limits.rounding) ? 0 : -1;
}

template <bool is_traps> PyObject *get_signals(PyObject *self, void *) {
    return Py_XNewRef(view_of(as_context(self), is_traps));
}

template <bool is_traps> int set_signals(PyObject *self, PyObject *value, void *) {
    if (value == nullptr) {
        PyErr_SetString(PyExc_AttributeError, "context attributes cannot be deleted");
        return -1;
    }
    Status bits;
    if (is_signals(value)) {
        bits = bits_of(value);
    } else if (PyDict_Check(value)) {
        if (!bits_of_dict(value, bits)) return -1;
    } else {
        PyErr_SetString(PyExc_TypeError, "argument must be a signal dict");
        return -1;
    }
    (is_traps ? as_context(self)->traps : as_context(self)->limits.status) = bits;
    return 0;
}

template <class Attribute> void *closure(const Attribute &attribute) {
    return const_cast<Attribute *>(&attribute);
}

PyGetSetDef attributes[] = {
    {"prec", get_limit<&Limits::precision>, set_limit<&Limits::precision>, nullptr,
     closure(precision_attribute)},
    {"Emax", get_limit<&Limits::greatest_exponent>, set_limit<&Limits::greatest_exponent>, nullptr,
     closure(greatest_attribute)},
    {"Emin", get_limit<&Limits::least_exponent>, set_limit<&Limits::least_exponent>, nullptr,
     closure(least_attribute)},
    {"rounding", get_rounding, set_rounding, nullptr, nullptr},
    {"capitals", get_capitals, set_capitals, nullptr, nullptr},
    {"clamp", get_clamp, set_clamp, nullptr, nullptr},
    {"flags", get_signals<false>, set_signals<false>, nullptr, nullptr},
    {"traps", get_signals<true>, set_signals<true>, nullptr, nullptr},
    {},
};

constexpr const char *constructor_names[] = {"prec",  "rounding", "Emin",  "Emax", "capitals",
                                             "clamp", "flags",    "traps", nullptr};

} // namespace

int set_context_attributes(PyObject *context, const std::array<PyObject *, context_attribute_count> &values) {
    constexpr size_t flags_place = 6;
    for (size_t i = 0; i < values.size(); i++) {
        if (values[i] == nullptr || values[i] == Py_None) continue;
        // Only here may signals be a list.
        if (i >= flags_place && PyList_Check(values[i])) {
            Status bits;
            if (!bits_of_list(values[i], bits)) return -1;
            (i == flags_place ? as_context(context)->limits.status : as_context(context)->traps) = bits;
        } else if (PyObject_SetAttrString(context, constructor_names[i], values[i]) < 0) {
            return -1;
        }
    }
    return 0;
}

PyObject *make_context(const ContextObject *like) {
    auto *context = PyObject_New(ContextObject, &context_type);
    if (context == nullptr) return nullptr;
    context->limits = like->limits;
    context->traps = like->traps;
    context->capitals = like->capitals;
    context->views = {};
    return reinterpret_cast<PyObject *>(context);
}

// --- the type Context

namespace {

PyObject *context_new(PyTypeObject *type, PyObject *, PyObject *) {
    PyObject *self = type->tp_alloc(type, 0);
    if (self == nullptr) return nullptr;
    ContextObject *context = as_context(self);
    context->limits = Limits();
    context->traps = invalid_operation | division_by_zero | overflow;
    context->capitals = true;
    if (const ContextObject *defaults = state().defaults; defaults != nullptr) {
        context->limits = limits_of(defaults);
        context->traps = defaults->traps;
        context->capitals = defaults->capitals;
    }
    return self;
}

int context_init(PyObject *self, PyObject *args, PyObject *keywords) {
    std::array<PyObject *, context_attribute_count> values{};
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|OOOOOOOO", const_cast<char **>(constructor_names),
                                     &values[0], &values[1], &values[2], &values[3], &values[4], &values[5],
                                     &values[6], &values[7]))
        return -1;
    return set_context_attributes(self, values);
}

// In alphabetical order, but for two that have longer names in the specification.
std::string names_of(Status bits) {
    constexpr std::array order = {clamped,  invalid_operation, division_by_zero, inexact,  float_operation,
                                  overflow, rounded,           subnormal,        underflow};
    std::string text;
    for (const Status bit : order)
        if ((plain_signals(bits) & bit) != 0)
            text += (text.empty() ? "" : ", ") + std::string(signal_names[std::countr_zero(bit)]);
    return "[" + text + "]";
}

PyObject *context_repr(PyObject *self) {
    const ContextObject *context = as_context(self);
    const Limits &limits = context->limits;
    return PyUnicode_FromFormat(
        "Context(prec=%lld, rounding=%s, Emin=%lld, Emax=%lld, capitals=%d, clamp=%d, flags=%s, traps=%s)",
        static_cast<long long>(limits.precision), rounding_names[static_cast<size_t>(limits.rounding)],
        static_cast<long long>(limits.least_exponent), static_cast<long long>(limits.greatest_exponent),
        context->capitals ? 1 : 0, limits.clamp ? 1 : 0, names_of(limits.status).c_str(),
        names_of(context->traps).c_str());
}

} // namespace

PyTypeObject context_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "decimal.Context",
    .tp_basicsize = sizeof(ContextObject),
    .tp_dealloc = context_dealloc,
    .tp_repr = context_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc =
        "Context(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, "
        "traps=None)\n--\n\nThe limits of arithmetic and what happens when a result breaks them.\n"
        "Arguments that are left out are those of DefaultContext.",
    .tp_methods = context_methods,
    .tp_getset = attributes,
    .tp_init = context_init,
    .tp_new = context_new,
};

// The class of flags and traps: a mapping by its own slots, with the rest from MutableMapping.
PyObject *make_signal_dict_type() {
    if (PyType_Ready(&signals_type) < 0) return nullptr;
    const Owned abc(PyImport_ImportModule("collections.abc"));
    const Owned mapping(abc ? PyObject_GetAttrString(abc.get(), "MutableMapping") : nullptr);
    if (!mapping) return nullptr;
    return PyObject_CallFunction(reinterpret_cast<PyObject *>(&PyType_Type), "s(OO){s()}", "SignalDict",
                                 &signals_type, mapping.get(), "__slots__");
}

} // namespace adder::stdlib::decimal
