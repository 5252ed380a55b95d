// SPDX-License-Identifier: MIT
//
// Each instruction has two rules: how many words on top must be objects and no NULL, and which of them, or of
// those below, must be of a type that the instruction's function takes for granted.
#include "vm/operand_check.hpp"

#include "bytecode/disassemble.hpp"
#include "bytecode/verify.hpp"
#include "objects/error.hpp"
#include "objects/function.hpp"

namespace adder::vm {

using bytecode::Opcode;

namespace {

int fail(Opcode opcode, const char *needed, PyObject *found) {
    PyErr_Format(PyExc_SystemError, "code made by hand: %s needs %s, found %.100s",
                 bytecode::info_of(opcode).name.data(), needed,
                 found == nullptr ? "NULL" : Py_TYPE(found)->tp_name);
    return -1;
}

int fail_state(Opcode opcode, const char *problem) {
    PyErr_Format(PyExc_SystemError, "code made by hand: %s %s", bytecode::info_of(opcode).name.data(),
                 problem);
    return -1;
}

// --- what an operand can be

struct Kind {
    const char *name;
    bool (*contains)(PyObject *);
};

bool is_exception(PyObject *object) {
    return PyExceptionInstance_Check(object) != 0;
}
bool is_exception_or_none(PyObject *object) {
    return object == Py_None || is_exception(object);
}
template <bool (*Contains)(PyObject *)> bool is_all(PyObject *const *items, Py_ssize_t count) {
    for (Py_ssize_t i = 0; i < count; i++) {
        if (items[i] == nullptr || !Contains(items[i])) return false;
    }
    return true;
}
bool is_string(PyObject *object) {
    return PyUnicode_Check(object) != 0;
}
bool is_name_tuple(PyObject *object) {
    return PyTuple_CheckExact(object) != 0 &&
           is_all<is_string>(&PyTuple_GET_ITEM(object, 0), PyTuple_GET_SIZE(object));
}
bool is_cell(PyObject *object) {
    return PyCell_Check(object) != 0;
}
bool is_exception_list(PyObject *object) {
    return PyList_Check(object) != 0 &&
           is_all<is_exception_or_none>(&PyList_GET_ITEM(object, 0), PyList_GET_SIZE(object));
}

constexpr Kind any_object = {"an object", [](PyObject *) { return true; }};
constexpr Kind list = {"a list", [](PyObject *object) { return PyList_Check(object) != 0; }};
constexpr Kind set = {"a set", [](PyObject *object) { return PySet_Check(object) != 0; }};
constexpr Kind dict = {"a dict", [](PyObject *object) { return PyDict_Check(object) != 0; }};
constexpr Kind tuple = {"a tuple", [](PyObject *object) { return PyTuple_CheckExact(object) != 0; }};
constexpr Kind code = {"a code object", [](PyObject *object) { return PyCode_Check(object) != 0; }};
constexpr Kind string = {"a str", is_string};
constexpr Kind names = {"a tuple of str", is_name_tuple};
constexpr Kind iterator = {"an iterator", [](PyObject *object) { return PyIter_Check(object) != 0; }};
constexpr Kind exception = {"an exception", is_exception};
constexpr Kind exception_or_none = {"an exception or None", is_exception_or_none};
constexpr Kind exception_list = {"a list of exceptions", is_exception_list};

// --- the rules

// How many words on top must not be NULL. Where what an instruction touches lies deeper, a rule of its own
// names it.
int count_objects(Opcode opcode, int argument) {
    switch (opcode) {
    case Opcode::COPY:
    case Opcode::SWAP: return 0;
    case Opcode::LIST_APPEND:
    case Opcode::SET_ADD:
    case Opcode::LIST_EXTEND:
    case Opcode::SET_UPDATE:
    case Opcode::DICT_UPDATE:
    case Opcode::DICT_MERGE:
    case Opcode::RERAISE:
    case Opcode::WITH_EXCEPT_START: return 1;
    case Opcode::MAP_ADD: return 2;
    case Opcode::CALL: return argument + 1; // the method's place below may be NULL
    case Opcode::CALL_FUNCTION_EX: return 2 + argument;
    default: return bytecode::operand_count(opcode, argument);
    }
}

class OperandCheck {
  public:
    OperandCheck(const Frame *frame, Opcode opcode, int argument)
        : frame_(frame), top_(frame->stack_top), opcode_(opcode), argument_(argument) {}

    int check_objects() const {
        for (int depth = count_objects(opcode_, argument_); depth > 0; depth--) TRY(need(depth, any_object));
        return 0;
    }

    // A flat list of cases.
    int check_kinds(PyObject *keyword_names) const {
        switch (opcode_) {
        case Opcode::LIST_APPEND:
        case Opcode::LIST_EXTEND: return need(argument_ + 1, list);
        case Opcode::SET_ADD:
        case Opcode::SET_UPDATE: return need(argument_ + 1, set);
        case Opcode::MAP_ADD: return need(argument_ + 2, dict);
        case Opcode::DICT_UPDATE: return need(argument_ + 1, dict);
        case Opcode::DICT_MERGE: TRY(need(argument_ + 3, any_object)); return need(argument_ + 1, dict);
        case Opcode::LIST_TO_TUPLE: return need(1, list);
        case Opcode::BUILD_CONST_KEY_MAP: return check_const_keys();
        case Opcode::BUILD_STRING: return check_strings();
        case Opcode::FOR_ITER: return need(1, iterator);
        case Opcode::MATCH_KEYS: return need(1, tuple);
        case Opcode::MATCH_CLASS: return need(1, names);
        case Opcode::PUSH_EXC_INFO:
        case Opcode::RERAISE:
        case Opcode::END_ASYNC_FOR: return need(1, exception);
        case Opcode::POP_EXCEPT: return need(1, exception_or_none);
        case Opcode::CHECK_EXC_MATCH:
        case Opcode::CHECK_EG_MATCH: return need(2, exception);
        case Opcode::PREP_RERAISE_STAR: TRY(need(1, exception_list)); return need(2, exception);
        case Opcode::WITH_EXCEPT_START: TRY(need(4, any_object)); return need(1, exception);
        case Opcode::KW_NAMES: return check(frame_->code->constants[argument_], names);
        case Opcode::CALL: return check_keyword_count(keyword_names);
        case Opcode::MAKE_FUNCTION: return check_function_parts();
        case Opcode::RETURN_GENERATOR: return check_new_generator();
        case Opcode::YIELD_VALUE:
            return frame_->generator != nullptr ? 0 : fail_state(opcode_, "outside of a generator");
        default: return 0;
        }
    }

  private:
    int check(PyObject *object, const Kind &kind) const {
        return object != nullptr && kind.contains(object) ? 0 : fail(opcode_, kind.name, object);
    }

    // The verifier has seen that the stack is that deep.
    int need(int depth, const Kind &kind) const { return check(top_[-depth], kind); }

    int check_const_keys() const {
        TRY(need(1, tuple));
        if (PyTuple_GET_SIZE(top_[-1]) == argument_) return 0;
        return fail_state(opcode_, "with another number of keys than of values");
    }

    int check_strings() const {
        for (int depth = argument_; depth > 0; depth--) TRY(need(depth, string));
        return 0;
    }

    int check_keyword_count(PyObject *keyword_names) const {
        if (keyword_names == nullptr || PyTuple_GET_SIZE(keyword_names) <= argument_) return 0;
        return fail_state(opcode_, "with more names than arguments");
    }

    // [defaults] [kwdefaults] [annotations] [closure] code
    int check_function_parts() const {
        TRY(need(1, code));
        int depth = 2;
        const int free_count = reinterpret_cast<PyCodeObject *>(top_[-1])->free_count;
        if ((argument_ & 8) != 0) TRY(check_closure(top_[-depth++], free_count));
        if ((argument_ & 8) == 0 && free_count != 0) return fail_state(opcode_, "without the code's closure");
        if ((argument_ & 4) != 0) TRY(check_annotations(top_[-depth++]));
        if ((argument_ & 2) != 0) TRY(need(depth++, dict));
        return (argument_ & 1) != 0 ? need(depth, tuple) : 0;
    }

    int check_closure(PyObject *closure, int free_count) const {
        TRY(check(closure, tuple));
        const Py_ssize_t count = PyTuple_GET_SIZE(closure);
        if (count == free_count && is_all<is_cell>(&PyTuple_GET_ITEM(closure, 0), count)) return 0;
        return fail_state(opcode_, "with a closure that is not the code's");
    }

    int check_annotations(PyObject *annotations) const {
        TRY(check(annotations, tuple));
        return PyTuple_GET_SIZE(annotations) % 2 == 0 ? 0 : fail_state(opcode_, "with a name too many");
    }

    int check_new_generator() const {
        if (frame_->generator != nullptr) return fail_state(opcode_, "inside of a generator");
        const bool is_empty = top_ == stack_base(const_cast<Frame *>(frame_));
        return is_empty ? 0 : fail_state(opcode_, "with operands on the stack");
    }

    const Frame *frame_;
    PyObject **top_;
    Opcode opcode_;
    int argument_;
};

} // namespace

int check_operands(Frame *frame, int argument, PyObject *keyword_names) {
    const OperandCheck operands(frame, original_opcode(frame->code, frame->instruction - 1), argument);
    TRY(operands.check_objects());
    return operands.check_kinds(keyword_names);
}

} // namespace adder::vm
