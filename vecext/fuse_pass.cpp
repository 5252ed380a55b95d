// SPDX-License-Identifier: MIT
#include "vecext/fuse_pass.hpp"

#include <algorithm>
#include <memory>
#include <new>

#include "vecext/arguments.hpp"
#include "vecext/construct.hpp"
#include "vecext/fuse_machine.hpp"
#include "vecext/scalars.hpp"

namespace adder::vecext {

// ---- decoding and verifying

namespace {

bool is_elementwise(Kind kind) {
    switch (kind) {
    case Kind::Unary:
    case Kind::Predicate:
    case Kind::Magnitude:
    case Kind::Binary:
    case Kind::Compare:
    case Kind::Select:
    case Kind::Ternary: return true;
    default: return false;
    }
}

// Follows the code with the types that registers hold.
class Verifier {
  public:
    explicit Verifier(FusedPass &pass) : pass_(pass) {
        std::fill_n(is_written_, most_registers + max_operands, false);
    }

    // Null, or what is wrong.
    const char *check(const VectorInstruction &instruction) {
        const char *wrong = check_operation(instruction);
        for (int k = 0; wrong == nullptr && k < instruction.inputs; ++k) {
            const bool is_mask =
                instruction.form == Form::Apply && k == 0 && info(instruction.operation).kind == Kind::Select;
            wrong = check_input(instruction.in[k], is_mask ? DType::Bool : instruction.from);
        }
        return wrong != nullptr ? wrong : check_output(instruction);
    }
    bool is_complete() const {
        return std::all_of(is_written_ + most_registers, is_written_ + most_registers + pass_.results.size(),
                           [](bool is) { return is; });
    }

  private:
    static const char *check_operation(const VectorInstruction &instruction) {
        const OperationInfo &row = info(instruction.operation);
        const int inputs = instruction.form == Form::Apply ? input_count(row.kind) : 1;
        if (instruction.inputs != inputs) return "wrong number of inputs";
        if (instruction.form == Form::Cast) return nullptr;
        if (instruction.form == Form::Reduce) {
            const ReduceRule rule = rule_for(instruction.operation);
            const bool fits = rule.has_along && instruction.from == instruction.to &&
                              has_type(info(rule.along).types, instruction.from);
            const bool has_start = rule.has_identity || !is_complex_type(instruction.from);
            return fits && has_start ? nullptr : "no such reduction";
        }
        if (!is_elementwise(row.kind) || !has_type(row.types, instruction.from)) return "no such loop";
        return instruction.to == output_type(row.kind, instruction.from) ? nullptr : "wrong type of result";
    }

    const char *check_input(const Spot &spot, DType dtype) const {
        const std::size_t index = spot.index;
        switch (spot.place) {
        case Place::Register:
            if (index >= most_registers || !is_written_[index])
                return "a register is read before it is written";
            return types_[index] == dtype ? nullptr : "a register holds another type";
        case Place::Array:
            return array_type_at(index) == dtype ? nullptr : "there is no such array, or of another type";
        case Place::Constant:
            if (index >= pass_.constants.size()) return "no such constant";
            return pass_.constant_types[index] == dtype ? nullptr : "a constant has another type";
        default: return "no such place";
        }
    }

    // An input, or a result that was written before: it is read again from where it was written to.
    // dtype_count, which no operation reads, if there is none.
    DType array_type_at(std::size_t index) const {
        if (index < pass_.input_types.size()) return pass_.input_types[index];
        const std::size_t result = index - pass_.input_types.size();
        const bool is_there = result < pass_.results.size() && !pass_.results[result].is_reduced &&
                              is_written_[most_registers + result];
        return is_there ? pass_.results[result].dtype : static_cast<DType>(dtype_count);
    }

    const char *check_output(const VectorInstruction &instruction) {
        const Spot &out = instruction.out;
        if (out.place == Place::Register && instruction.form != Form::Reduce && out.index < most_registers) {
            is_written_[out.index] = true;
            types_[out.index] = instruction.to;
            pass_.registers = std::max(pass_.registers, out.index + 1);
            pass_.widest = std::max(pass_.widest, static_cast<int>(itemsize(instruction.to)));
            return nullptr;
        }
        const std::size_t index = std::size_t(out.index) - pass_.input_types.size();
        if (out.place != Place::Array || out.index < pass_.inputs() || index >= pass_.results.size())
            return "the output is no place to write to";
        const PassResult &result = pass_.results[index];
        const bool fits = result.dtype == instruction.to &&
                          result.is_reduced == (instruction.form == Form::Reduce) &&
                          (!result.is_reduced || result.operation == instruction.operation);
        is_written_[most_registers + index] = true;
        return fits ? nullptr : "the output is of another kind";
    }

    FusedPass &pass_;
    bool is_written_[most_registers + max_operands]; // registers, then results
    DType types_[most_registers];
};

// The type whose character code this is.
bool decode_type(unsigned char code, DType &dtype) {
    for (int row = 0; row < dtype_count; ++row) {
        if (info(static_cast<DType>(row)).character != code) continue;
        dtype = static_cast<DType>(row);
        return true;
    }
    return false;
}

bool decode(const unsigned char *bytes, VectorInstruction &instruction) {
    const unsigned operation = bytes[1] | unsigned(bytes[2]) << 8;
    const bool is_known = bytes[0] < static_cast<int>(Form::form_count) &&
                          operation < unsigned(operation_count) && bytes[5] <= std::size(instruction.in) &&
                          decode_type(bytes[3], instruction.from) && decode_type(bytes[4], instruction.to);
    if (!is_known) return false;
    instruction.form = static_cast<Form>(bytes[0]);
    instruction.operation = static_cast<Operation>(operation);
    instruction.inputs = bytes[5];
    Spot *const spots[] = {&instruction.out, &instruction.in[0], &instruction.in[1], &instruction.in[2]};
    for (const unsigned char *at = bytes + 6; Spot * spot : spots) {
        if (at[0] >= static_cast<int>(Place::place_count)) return false;
        *spot = {static_cast<Place>(at[0]), at[1]};
        at += 2;
    }
    return true;
}

} // namespace

int decode_pass(const unsigned char *bytes, std::size_t size, FusedPass &pass) {
    const std::size_t count = size / encoded_size;
    const bool fits = size % encoded_size == 0 && count <= most_instructions &&
                      pass.input_types.size() + pass.results.size() <= max_operands && pass.inputs() > 0;
    if (!fits) {
        PyErr_SetString(PyExc_ValueError, "the pass is too long or has too many arrays");
        return -1;
    }
    Verifier verifier(pass);
    for (std::size_t k = 0; k < count; ++k) {
        VectorInstruction instruction;
        const char *wrong = decode(bytes + k * encoded_size, instruction) ? verifier.check(instruction)
                                                                          : "not an instruction";
        if (wrong != nullptr) {
            PyErr_Format(PyExc_ValueError, "instruction %zd: %s", static_cast<Py_ssize_t>(k), wrong);
            return -1;
        }
        pass.code.push_back(instruction);
    }
    if (verifier.is_complete()) return 0;
    PyErr_SetString(PyExc_ValueError, "a result is not written");
    return -1;
}

// ---- Python's side

namespace {

constexpr const char *capsule_name = "vecext.fused_pass";

void free_pass(PyObject *capsule) {
    delete static_cast<FusedPass *>(PyCapsule_GetPointer(capsule, capsule_name));
}

// The elements of a tuple one by one; -1 if `take` says so.
template <class F> int for_each_item(PyObject *tuple, F take) {
    if (!PyTuple_Check(tuple)) {
        PyErr_Format(PyExc_TypeError, "expected a tuple, not %.100s", Py_TYPE(tuple)->tp_name);
        return -1;
    }
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(tuple); ++k) {
        if (take(PyTuple_GET_ITEM(tuple, k)) < 0) return -1;
    }
    return 0;
}

int take_constant(PyObject *item, FusedPass &pass) {
    PyObject *type, *number;
    DType dtype;
    if (!PyArg_ParseTuple(item, "OO", &type, &number) || to_dtype(type, dtype) < 0) return -1;
    PassConstant constant{};
    if (to_element(number, dtype, constant.element) < 0) return -1;
    pass.constants.push_back(constant);
    pass.constant_types.push_back(dtype);
    return 0;
}

// (dtype,) for an element of the result for each of the pass; (dtype, operation, axes, keepdims) for a
// reduction.
int take_result(PyObject *item, FusedPass &pass) {
    PyObject *type;
    int operation = -1, keeps_axes = 0;
    unsigned long long axes = 0;
    PassResult result{};
    if (!PyArg_ParseTuple(item, "O|iKp", &type, &operation, &axes, &keeps_axes)) return -1;
    if (to_dtype(type, result.dtype) < 0) return -1;
    if (operation >= operation_count) {
        PyErr_SetString(PyExc_ValueError, "no such operation");
        return -1;
    }
    result.is_reduced = operation >= 0;
    result.operation = static_cast<Operation>(std::max(operation, 0));
    result.axes = axes;
    result.keeps_axes = keeps_axes != 0;
    pass.results.push_back(result);
    return 0;
}

PyObject *make_pass(PyObject *, PyObject *arguments) {
    PyObject *code, *inputs, *constants, *results;
    if (!PyArg_ParseTuple(arguments, "SOOO:_make_pass", &code, &inputs, &constants, &results)) return nullptr;
    std::unique_ptr<FusedPass> made(new (std::nothrow) FusedPass);
    if (made == nullptr) return PyErr_NoMemory();
    FusedPass &pass = *made;
    const auto take_input = [&](PyObject *item) {
        pass.input_types.emplace_back();
        return to_dtype(item, pass.input_types.back());
    };
    if (for_each_item(inputs, take_input) < 0 ||
        for_each_item(constants, [&](PyObject *item) { return take_constant(item, pass); }) < 0 ||
        for_each_item(results, [&](PyObject *item) { return take_result(item, pass); }) < 0 ||
        decode_pass(reinterpret_cast<const unsigned char *>(PyBytes_AS_STRING(code)),
                    std::size_t(PyBytes_GET_SIZE(code)), pass) < 0) {
        return nullptr;
    }
    Ref capsule = Ref::steal(PyCapsule_New(made.get(), capsule_name, free_pass));
    if (!capsule) return nullptr;
    made.release(); // the capsule's now
    return Py_BuildValue("Oii", capsule.get(), pass.registers, static_cast<int>(block_length(pass)));
}

PyObject *run_pass_on(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    if (count < 1) return PyErr_Format(PyExc_TypeError, "_run_pass() takes a pass and its inputs");
    const auto *pass = static_cast<const FusedPass *>(PyCapsule_GetPointer(arguments[0], capsule_name));
    if (pass == nullptr) return nullptr;
    if (count - 1 != pass->inputs())
        return PyErr_Format(PyExc_TypeError, "the pass takes %d arrays, not %zd", pass->inputs(), count - 1);
    Array *inputs[max_operands];
    for (int k = 0; k < pass->inputs(); ++k) {
        PyObject *input = arguments[k + 1];
        if (!is_array(input) || as_array(input)->dtype != pass->input_types[std::size_t(k)])
            return PyErr_Format(PyExc_TypeError, "input %d is no array of the pass's type", k);
        inputs[k] = as_array(input);
    }
    Ref made[max_operands];
    if (run_pass(*pass, inputs, made) < 0) return nullptr;
    const auto results = static_cast<Py_ssize_t>(pass->results.size());
    Ref all = Ref::steal(PyTuple_New(results));
    for (Py_ssize_t k = 0; all && k < results; ++k) PyTuple_SET_ITEM(all.get(), k, made[k].release());
    return all.release();
}

Operation operation_named(const char *name) {
    for (int k = 0; k < operation_count; ++k) {
        const auto operation = static_cast<Operation>(k);
        if (std::string(info(operation).name) == name) return operation;
    }
    return static_cast<Operation>(operation_count);
}

// The loop that an operation has for operands, arrays (of any size) and numbers.
PyObject *find_loop(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    const char *name = count > 0 ? PyUnicode_AsUTF8(arguments[0]) : nullptr;
    if (name == nullptr) return nullptr;
    const Operation operation = operation_named(name);
    const bool is_known =
        static_cast<int>(operation) < operation_count && is_elementwise(info(operation).kind);
    if (!is_known) return PyErr_Format(PyExc_ValueError, "no operation of elements is named '%s'", name);
    if (count - 1 != input_count(info(operation).kind)) {
        return PyErr_Format(PyExc_TypeError, "%s takes %d operands, not %zd", name,
                            input_count(info(operation).kind), count - 1);
    }
    Input inputs[3];
    for (Py_ssize_t k = 1; k < count; ++k) {
        if (take_input(operation, arguments[k], inputs[k - 1]) < 0) return nullptr;
    }
    LoopTypes types;
    if (resolve(operation, inputs, static_cast<int>(count - 1), {}, types) < 0) return nullptr;
    const bool is_costly = choose_kernel(types.operation, types.inputs).status == StatusSource::Result;
    return Py_BuildValue("siOOi", info(types.operation).name, static_cast<int>(types.operation),
                         dtype_object(types.inputs), dtype_object(types.output), is_costly ? 1 : 0);
}

} // namespace

PyMethodDef fusion_functions[] = {
    {"_find_loop", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(find_loop)), METH_FASTCALL,
     "_find_loop(name, /, *operands)\n--\n\n"
     "The loop's name and number, the types it reads and writes, and whether it is a long formula."},
    {"_make_pass", make_pass, METH_VARARGS,
     "_make_pass(code, inputs, constants, results, /)\n--\n\n"
     "A pass of a fused function, how many registers it has, and the length of its blocks."},
    {"_run_pass", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(run_pass_on)), METH_FASTCALL,
     "_run_pass(pass, /, *inputs)\n--\n\nThe pass's results as a tuple."},
    {},
};

} // namespace adder::vecext
