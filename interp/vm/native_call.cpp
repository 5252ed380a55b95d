// SPDX-License-Identifier: MIT
#include "vm/native_call.hpp"

#include "objects/error.hpp"
#include "objects/protocol.hpp"
#include "objects/type.hpp"
#include "vm/ops_call.hpp"

#include <cstring>

namespace adder::vm {

using objects::DoorKind;
using objects::Failure;
using objects::NativeCall;
using objects::Ref;

PyObject *check_native_result(PyObject *callable, PyObject *result) {
    return objects::check_result(callable, result);
}

const char *current_opcode_name(const Frame *frame) {
    const auto &units = frame->code->data->instructions;
    // The instruction pointer may already stand behind the caches: go back to the instruction they belong to.
    int offset = current_offset(frame);
    const int begin = objects::position_of(frame->code, offset).start;
    int at = begin;
    for (int next = begin; next <= offset && next < static_cast<int>(units.size());) {
        at = next;
        next += 1 + bytecode::info_of(bytecode::opcode_of(units[next])).cache_units;
    }
    return bytecode::info_of(bytecode::opcode_of(units[at])).name.data();
}

void report_enter(const NativeCall &call) {
    if (objects::Tracer *tracer = objects::runtime.tracer) tracer->enter_native(call);
}
void report_leave(const NativeCall &call, PyObject *result) {
    if (objects::Tracer *tracer = objects::runtime.tracer) tracer->leave_native(call, result);
}

namespace {

const char *type_name(PyObject *value) {
    return Py_TYPE(value)->tp_name;
}

// What the tracer is told about a callable: the row of a table where there is one.
NativeCall describe(Frame *frame, PyObject *callable, PyObject *const *arguments, Py_ssize_t count,
                    PyObject *names) {
    NativeCall call{};
    call.kind = DoorKind::Slot;
    call.callable = callable;
    call.opcode = current_opcode_name(frame);
    call.slot = "tp_call";
    call.name = type_name(callable);
    call.arguments = arguments;
    call.argument_count = count;
    call.keyword_names = names;
    if (PyCFunction_Check(callable)) {
        auto *function = reinterpret_cast<PyCFunctionObject *>(callable);
        call.kind = DoorKind::Method;
        call.slot = nullptr;
        call.name = function->m_ml->ml_name;
        call.method_flags = function->m_ml->ml_flags;
        if (function->m_self != nullptr && PyModule_Check(function->m_self)) {
            call.owner = PyModule_GetName(function->m_self);
            if (call.owner == nullptr) PyErr_Clear();
        } else if (function->m_self != nullptr) {
            call.owner = type_name(function->m_self);
        }
    } else if (Py_IS_TYPE(callable, &PyMethodDescr_Type)) {
        auto *descriptor = reinterpret_cast<PyMethodDescrObject *>(callable);
        call.kind = DoorKind::Method;
        call.slot = nullptr;
        call.name = descriptor->d_method->ml_name;
        call.method_flags = descriptor->d_method->ml_flags;
        call.owner = descriptor->d_common.d_type->tp_name;
    } else if (PyType_Check(callable)) {
        call.kind = DoorKind::Type;
        call.slot = "tp_new";
        call.name = reinterpret_cast<PyTypeObject *>(callable)->tp_name;
    }
    return call;
}

// A report that raises stands for the call, or for its result.
template <class Function> PyObject *reported_call(const NativeCall &call, Function function) {
    report_enter(call);
    if (objects::is_error_pending()) return nullptr;
    PyObject *result = function();
    report_leave(call, result);
    if (result != nullptr && objects::is_error_pending()) Py_CLEAR(result);
    return result;
}

// Whether calling this leads straight to Python code: a class made by a class statement, a method wrapper
// around one.
bool is_python_class(PyObject *callable) {
    return PyType_Check(callable) && objects::is_heap_type(reinterpret_cast<PyTypeObject *>(callable));
}

} // namespace

template <bool Traced>
PyObject *native_call(Frame *frame, PyObject *callable, PyObject **arguments, Py_ssize_t count,
                      PyObject *keyword_names) {
    const Py_ssize_t positional = count - (keyword_names != nullptr ? PyTuple_GET_SIZE(keyword_names) : 0);
    const size_t count_and_flag = static_cast<size_t>(positional) | PY_VECTORCALL_ARGUMENTS_OFFSET;
    if constexpr (Traced) {
        if (!is_python_class(callable)) {
            const NativeCall call = describe(frame, callable, arguments, count, keyword_names);
            return reported_call(call, [&] {
                return objects::call_vector(callable, arguments, count_and_flag, keyword_names);
            });
        }
    }
    (void)frame;
    return objects::call_vector(callable, arguments, count_and_flag, keyword_names);
}

template PyObject *native_call<false>(Frame *, PyObject *, PyObject **, Py_ssize_t, PyObject *);
template PyObject *native_call<true>(Frame *, PyObject *, PyObject **, Py_ssize_t, PyObject *);

template <bool Traced>
PyObject *native_star_call(Frame *frame, PyObject *callable, PyObject *args, PyObject *kwargs_or_null) {
    if constexpr (Traced) {
        if (!is_python_class(callable)) {
            const NativeCall call =
                describe(frame, callable, objects::tuple_items(args), PyTuple_GET_SIZE(args), nullptr);
            return reported_call(call, [&] { return PyObject_Call(callable, args, kwargs_or_null); });
        }
    }
    (void)frame;
    return PyObject_Call(callable, args, kwargs_or_null);
}

template PyObject *native_star_call<false>(Frame *, PyObject *, PyObject *, PyObject *);
template PyObject *native_star_call<true>(Frame *, PyObject *, PyObject *, PyObject *);

// --- slots

namespace {

struct SlotPlace {
    const char *name;
    int suite_offset; // of the suite's pointer in the type, -1: the slot is in the type itself
    int offset;
};

#define NUMBER(slot)                                                                                         \
    { #slot, offsetof(PyTypeObject, tp_as_number), offsetof(PyNumberMethods, slot) }
constexpr SlotPlace slot_places[] = {
    NUMBER(nb_add),
    NUMBER(nb_subtract),
    NUMBER(nb_multiply),
    NUMBER(nb_remainder),
    NUMBER(nb_power),
    NUMBER(nb_lshift),
    NUMBER(nb_rshift),
    NUMBER(nb_and),
    NUMBER(nb_xor),
    NUMBER(nb_or),
    NUMBER(nb_floor_divide),
    NUMBER(nb_true_divide),
    NUMBER(nb_matrix_multiply),
    NUMBER(nb_negative),
    NUMBER(nb_positive),
    NUMBER(nb_invert),
    NUMBER(nb_inplace_add),
    NUMBER(nb_inplace_subtract),
    NUMBER(nb_inplace_multiply),
    NUMBER(nb_inplace_remainder),
    NUMBER(nb_inplace_power),
    NUMBER(nb_inplace_lshift),
    NUMBER(nb_inplace_rshift),
    NUMBER(nb_inplace_and),
    NUMBER(nb_inplace_xor),
    NUMBER(nb_inplace_or),
    NUMBER(nb_inplace_floor_divide),
    NUMBER(nb_inplace_true_divide),
    NUMBER(nb_inplace_matrix_multiply),
    {"mp_subscript", offsetof(PyTypeObject, tp_as_mapping), offsetof(PyMappingMethods, mp_subscript)},
    {"mp_ass_subscript", offsetof(PyTypeObject, tp_as_mapping), offsetof(PyMappingMethods, mp_ass_subscript)},
    {"sq_contains", offsetof(PyTypeObject, tp_as_sequence), offsetof(PySequenceMethods, sq_contains)},
    {"sq_item", offsetof(PyTypeObject, tp_as_sequence), offsetof(PySequenceMethods, sq_item)},
    {"sq_ass_item", offsetof(PyTypeObject, tp_as_sequence), offsetof(PySequenceMethods, sq_ass_item)},
    {"sq_concat", offsetof(PyTypeObject, tp_as_sequence), offsetof(PySequenceMethods, sq_concat)},
    {"sq_repeat", offsetof(PyTypeObject, tp_as_sequence), offsetof(PySequenceMethods, sq_repeat)},
    {"sq_inplace_concat", offsetof(PyTypeObject, tp_as_sequence),
     offsetof(PySequenceMethods, sq_inplace_concat)},
    {"tp_richcompare", -1, offsetof(PyTypeObject, tp_richcompare)},
    {"tp_getattro", -1, offsetof(PyTypeObject, tp_getattro)},
    {"tp_setattro", -1, offsetof(PyTypeObject, tp_setattro)},
    {"tp_iter", -1, offsetof(PyTypeObject, tp_iter)},
    {"tp_iternext", -1, offsetof(PyTypeObject, tp_iternext)},
};
#undef NUMBER

bool has_slot(PyTypeObject *type, const char *slot) {
    for (const SlotPlace &place : slot_places) {
        if (std::strcmp(place.name, slot) != 0) continue;
        const char *base = reinterpret_cast<const char *>(type);
        if (place.suite_offset >= 0) base = *reinterpret_cast<char *const *>(base + place.suite_offset);
        return base != nullptr && *reinterpret_cast<void *const *>(base + place.offset) != nullptr;
    }
    return false;
}

// The slot that really serves: the in-place form falls back to the plain one, the mapping's to the
// sequence's.
const char *serving_slot(PyTypeObject *type, const char *slot) {
    if (has_slot(type, slot)) return slot;
    static constexpr struct {
        const char *wanted;
        const char *instead;
    } fallbacks[] = {
        {"nb_inplace_add", "nb_add"},
        {"nb_inplace_add", "sq_inplace_concat"},
        {"nb_inplace_add", "sq_concat"},
        {"nb_inplace_subtract", "nb_subtract"},
        {"nb_inplace_multiply", "nb_multiply"},
        {"nb_inplace_multiply", "sq_repeat"},
        {"nb_inplace_remainder", "nb_remainder"},
        {"nb_inplace_power", "nb_power"},
        {"nb_inplace_lshift", "nb_lshift"},
        {"nb_inplace_rshift", "nb_rshift"},
        {"nb_inplace_and", "nb_and"},
        {"nb_inplace_xor", "nb_xor"},
        {"nb_inplace_or", "nb_or"},
        {"nb_inplace_floor_divide", "nb_floor_divide"},
        {"nb_inplace_true_divide", "nb_true_divide"},
        {"nb_inplace_matrix_multiply", "nb_matrix_multiply"},
        {"nb_add", "sq_concat"},
        {"nb_multiply", "sq_repeat"},
        {"mp_subscript", "sq_item"},
        {"mp_ass_subscript", "sq_ass_item"},
        {"sq_contains", "tp_iter"},
        {"tp_iter", "sq_item"},
    };
    for (const auto &row : fallbacks) {
        if (std::strcmp(row.wanted, slot) == 0 && has_slot(type, row.instead)) return row.instead;
    }
    return nullptr;
}

bool is_native_type(PyTypeObject *type) {
    // Slots of classes made by class statements lead to Python methods, whose own frames are reported.
    return !objects::is_heap_type(type) || type->tp_base == nullptr ||
           type->tp_new != type->tp_base->tp_new || !objects::has_managed_attributes(type);
}

} // namespace

namespace {

// A built-in number answers for other built-in numbers only and leaves the rest to the right operand's slot.
bool leaves_to_right(PyObject *const *operands, int count, const char *slot) {
    if (count != 2 || std::strncmp(slot, "nb_", 3) != 0) return false;
    const bool is_number =
        PyLong_Check(operands[0]) || PyFloat_Check(operands[0]) || PyComplex_Check(operands[0]);
    const bool is_right_number =
        PyLong_Check(operands[1]) || PyFloat_Check(operands[1]) || PyComplex_Check(operands[1]);
    return is_number && !is_right_number && serving_slot(Py_TYPE(operands[1]), slot) != nullptr;
}

} // namespace

SlotCall<true>::SlotCall(Frame *frame, const char *slot, PyObject *const *operands, int operand_count)
    : call_{}, is_reported_(false) {
    // Attributes of modules and classes are names, not hand-offs.
    const bool is_attribute = std::strcmp(slot, "tp_getattro") == 0 || std::strcmp(slot, "tp_setattro") == 0;
    if (is_attribute) return;
    for (int i = leaves_to_right(operands, operand_count, slot) ? 1 : 0; i < operand_count && i < 2; i++) {
        PyTypeObject *type = Py_TYPE(operands[i]);
        const char *serving = serving_slot(type, slot);
        if (serving == nullptr || !is_native_type(type)) continue;
        call_.kind = DoorKind::Slot;
        call_.opcode = current_opcode_name(frame);
        call_.slot = serving;
        call_.name = type->tp_name;
        call_.owner = type->tp_name;
        call_.arguments = operands;
        call_.argument_count = operand_count;
        is_reported_ = true;
        report_enter(call_);
        return;
    }
}

PyObject *SlotCall<true>::finish(PyObject *result) {
    if (is_reported_) report_leave(call_, result);
    return result;
}

} // namespace adder::vm
