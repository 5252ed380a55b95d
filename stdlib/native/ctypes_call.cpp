// SPDX-License-Identifier: MIT
//
// The call of a C function: arguments to C values on the stack, libffi, result to a Python object.
//
// The first call of a function object makes a plan: libffi's description of the declared arguments and how
// each is converted. With a plan, and no parameter flags or error check, a call converts straight into the
// values that libffi reads. All other calls go by a tuple of arguments and a description made for that one
// call.
#include "ctypes.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>

namespace adder::stdlib::ctypes {

thread_local int saved_errno = 0;

namespace {

// How an argument of a declared type is converted.
enum class Route : unsigned char {
    Number,  // ints and floats by the setter of the code, as from_param would
    Pointer, // references to the target, instances of it, arrays of it, None
    Text,    // bytes and None for c_char_p
    Plain,   // only instances of the type itself
    Any,     // by from_param
};

struct ArgumentPlan {
    PyObject *type;
    PyObject *converter;
    const Descriptor *descriptor; // NULL for a type that only has a from_param
    Route route;
};

} // namespace

struct CallPlan {
    int users = 0;          // calls that run by it
    bool is_current = true; // false: the last user deletes it
    bool is_declared = false;
    bool is_plain = false;
    int flags = 0;
    Owned argument_types, converters, result_type, result_check;
    std::vector<ArgumentPlan> arguments;
    std::vector<ffi_type *> types;
    PyObject *(*get_result)(const char *memory) = nullptr; // of a fundamental type that C does not own
    ffi_cif cif = {};
};

namespace {

FunctionObject *as_function(PyObject *object) {
    return reinterpret_cast<FunctionObject *>(object);
}

// --- arguments

struct Argument {
    ffi_type *ffi;
    void *where; // the value, here or in an instance
    Value value;
    PyObject *keep; // owned, may be NULL

    void point_to(void *pointer) {
        ffi = &ffi_type_pointer;
        value.pointer = pointer;
    }
};

// The arguments of one call, a few of them on the stack.
class ArgumentList {
  public:
    explicit ArgumentList(size_t count)
        : arguments_(count <= few ? reinterpret_cast<Argument *>(small_) : allocate(count)) {}
    ArgumentList(const ArgumentList &) = delete;
    ArgumentList &operator=(const ArgumentList &) = delete;
    ~ArgumentList() {
        for (size_t i = 0; i < count_; i++) Py_XDECREF(arguments_[i].keep);
    }

    Argument &add() {
        Argument &argument = arguments_[count_++];
        argument.where = &argument.value;
        argument.keep = nullptr;
        return argument;
    }
    [[nodiscard]] size_t size() const { return count_; }
    Argument &operator[](size_t index) { return arguments_[index]; }

  private:
    static constexpr size_t few = 8;

    Argument *allocate(size_t count) {
        large_ = std::make_unique<char[]>(count * sizeof(Argument));
        return reinterpret_cast<Argument *>(large_.get());
    }

    alignas(16) char small_[few * sizeof(Argument)];
    std::unique_ptr<char[]> large_;
    Argument *arguments_;
    size_t count_ = 0;
};

void take_data(Argument &argument, PyObject *object) {
    const DataObject *data = as_data(object);
    const Descriptor *descriptor = descriptor_of_data(object);
    switch (descriptor->kind) {
    case Kind::Array: argument.point_to(data->memory); break;
    case Kind::Struct:
    case Kind::Union:
        argument.ffi = descriptor->ffi;
        argument.where = data->memory;
        break;
    default:
        argument.ffi = descriptor->ffi;
        std::memcpy(argument.value.bytes, data->memory, static_cast<size_t>(descriptor->size));
    }
}

// An int whose type nobody declared is C's int. One that has more bits is most likely an address.
bool take_int(Argument &argument, PyObject *object) {
    int overflow;
    const long long number = PyLong_AsLongLongAndOverflow(object, &overflow);
    argument.ffi = &ffi_type_sint32;
    argument.value.integer = number;
    if (overflow == 0 && number >= INT_MIN && number <= static_cast<long long>(UINT_MAX)) return true;
    PyErr_SetString(PyExc_OverflowError,
                    "int too long to convert to C int: declare argtypes (for a pointer, c_void_p)");
    return false;
}

bool take_text(Argument &argument, PyObject *object) {
    argument.ffi = &ffi_type_pointer;
    argument.keep = find_code('Z')->set(argument.value.bytes, object);
    return argument.keep != nullptr;
}

// What an argument without declared type, or the result of from_param, is for C.
bool take_any(Argument &argument, PyObject *object, Py_ssize_t position) {
    if (is_data(object)) {
        take_data(argument, object);
        return true;
    }
    if (is_parameter(object)) {
        argument.ffi = reinterpret_cast<ParameterObject *>(object)->ffi;
        argument.value = reinterpret_cast<ParameterObject *>(object)->value;
        return true;
    }
    if (object == Py_None) {
        argument.point_to(nullptr);
        return true;
    }
    if (PyLong_Check(object)) return take_int(argument, object);
    if (PyBytes_Check(object)) {
        argument.point_to(PyBytes_AS_STRING(object));
        return true;
    }
    if (PyUnicode_Check(object)) return take_text(argument, object);

    bool failed;
    Owned parameter = as_parameter(object, failed);
    if (failed) return false;
    if (!parameter) {
        PyErr_Format(PyExc_TypeError, "Don't know how to convert parameter %d", static_cast<int>(position));
        return false;
    }
    if (Py_EnterRecursiveCall(" while processing _as_parameter_")) return false;
    const bool taken = take_any(argument, parameter.get(), position);
    Py_LeaveRecursiveCall();
    // The object behind is needed until the call is over, and so is what it was turned into.
    if (taken && argument.keep != nullptr) {
        const Owned both(argument.keep);
        argument.keep = PyTuple_Pack(2, both.get(), parameter.get());
        return argument.keep != nullptr;
    }
    if (taken) argument.keep = parameter.release();
    return taken;
}

bool take_converted(Argument &argument, PyObject *converter, PyObject *object, Py_ssize_t position) {
    Owned converted(PyObject_CallOneArg(converter, object));
    if (!converted || !take_any(argument, converted.get(), position)) return false;
    if (argument.keep == nullptr)
        argument.keep = converted.release();
    else {
        const Owned inner(argument.keep);
        argument.keep = PyTuple_Pack(2, inner.get(), converted.get());
    }
    return argument.keep != nullptr;
}

bool is_number_code(const Code *code) {
    return code != nullptr && strchr("bBhHiIlLqQfd", code->letter) != nullptr;
}

// What a pointer type takes most often; false without an error when it is none of that.
bool take_pointer(Argument &argument, const ArgumentPlan &plan, PyObject *object) {
    PyObject *target = plan.descriptor->item.get();
    // Whoever points to no data takes what from_param says.
    if (target == nullptr || !descriptor_of(target)->holds_data) return false;
    if (is_parameter(object)) {
        const auto *parameter = reinterpret_cast<ParameterObject *>(object);
        if (parameter->object == nullptr || as_object(Py_TYPE(parameter->object)) != target) return false;
        argument.point_to(parameter->value.pointer);
        return true;
    }
    if (object == Py_None) {
        argument.point_to(nullptr);
        return true;
    }
    const Descriptor *given = descriptor_of_data(object);
    const bool is_array = given != nullptr && given->kind == Kind::Array && given->item.get() == target;
    if (!is_array && as_object(Py_TYPE(object)) != target) return false;
    argument.point_to(as_data(object)->memory);
    return true;
}

bool take_number(Argument &argument, const ArgumentPlan &plan, PyObject *object) {
    if (!PyFloat_CheckExact(object) && !PyLong_CheckExact(object)) return false;
    argument.ffi = plan.descriptor->ffi;
    if (argument.ffi == &ffi_type_double && PyFloat_CheckExact(object)) {
        argument.value.real = PyFloat_AS_DOUBLE(object);
        return true;
    }
    // The setters of numbers keep nothing.
    if (const Owned done(plan.descriptor->setter()(argument.value.bytes, object)); done) return true;
    PyErr_Clear();
    return false;
}

bool take_bytes(Argument &argument, PyObject *object) {
    if (!PyBytes_Check(object) && object != Py_None) return false;
    argument.point_to(object == Py_None ? nullptr : PyBytes_AS_STRING(object));
    return true;
}

bool take_planned(Argument &argument, const ArgumentPlan &plan, PyObject *object, Py_ssize_t position) {
    if (plan.route == Route::Number && take_number(argument, plan, object)) return true;
    if (plan.route == Route::Pointer && take_pointer(argument, plan, object)) return true;
    if (plan.route == Route::Text && take_bytes(argument, object)) return true;
    if (plan.route != Route::Any && Py_TYPE(object) == as_type(plan.type)) {
        take_data(argument, object);
        return true;
    }
    return take_converted(argument, plan.converter, object, position);
}

bool fail_argument(size_t index) {
    extend_error(state().argument_error, "argument %zd: ", static_cast<Py_ssize_t>(index + 1));
    return false;
}

// --- the call itself

class ResultMemory {
  public:
    explicit ResultMemory(size_t size) {
        if (size > sizeof small_) large_ = std::make_unique<char[]>(size);
    }
    char *get() { return large_ != nullptr ? large_.get() : small_; }

  private:
    alignas(16) char small_[64];
    std::unique_ptr<char[]> large_;
};

void swap_errno() {
    std::swap(errno, saved_errno);
}

// False with the error of a function of the C API.
bool invoke(ffi_cif *cif, void *address, void *result, void **values, int flags) {
    PyThreadState *thread = nullptr;
    if (!(flags & flag_python_api)) thread = PyEval_SaveThread();
    if (flags & flag_use_errno) swap_errno();
    ffi_call(cif, FFI_FN(address), result, values);
    if (flags & flag_use_errno) swap_errno();
    if (thread != nullptr) PyEval_RestoreThread(thread);
    return !(flags & flag_python_api) || PyErr_Occurred() == nullptr;
}

ffi_type *ffi_type_of_result(PyObject *type) {
    if (type == Py_None) return &ffi_type_void;
    const Descriptor *descriptor = type != nullptr ? descriptor_of(type) : nullptr;
    return descriptor != nullptr ? descriptor->ffi : &ffi_type_sint32;
}

int int_result(const char *memory) {
    int result;
    std::memcpy(&result, memory, sizeof result);
    return result;
}

PyObject *unchecked_result(PyObject *type, const char *memory) {
    if (type == nullptr) return PyLong_FromLong(int_result(memory));
    if (type == Py_None) Py_RETURN_NONE;
    const Descriptor *descriptor = descriptor_of(type);
    if (descriptor == nullptr) return PyObject_CallFunction(type, "i", int_result(memory));
    if (descriptor->code == nullptr || is_simple_subclass(type)) return make_copy(type, memory);
    PyObject *result = descriptor->getter()(memory);
    // A function that returns an object gives its reference away.
    if (descriptor->code->letter == 'O') Py_XDECREF(result);
    return result;
}

PyObject *to_result(PyObject *type, PyObject *check, const char *memory) {
    Owned result(unchecked_result(type, memory));
    if (!result || check == nullptr) return result.release();
    return PyObject_CallOneArg(check, result.get());
}

bool check_address(const void *address) {
    if (address == nullptr) PyErr_SetString(PyExc_ValueError, "NULL function pointer called");
    return address != nullptr;
}

// libffi's description of a call whose arguments after the first `declared` are variable (0: none are).
bool describe(ffi_cif &cif, ffi_type *result, std::vector<ffi_type *> &types, Py_ssize_t declared) {
    const auto count = static_cast<unsigned>(types.size());
    const bool is_variadic = declared != 0 && static_cast<unsigned>(declared) < count;
    const ffi_status status = is_variadic
                                  ? ffi_prep_cif_var(&cif, FFI_DEFAULT_ABI, static_cast<unsigned>(declared),
                                                     count, result, types.data())
                                  : ffi_prep_cif(&cif, FFI_DEFAULT_ABI, count, result, types.data());
    if (status == FFI_OK) return true;
    PyErr_SetString(PyExc_RuntimeError, is_variadic ? "ffi_prep_cif_var failed" : "ffi_prep_cif failed");
    return false;
}

// --- by plan

void *address_of(const FunctionObject *self) {
    void *address;
    std::memcpy(&address, self->data.memory, sizeof address);
    return address;
}

// Converts all arguments; false with an error. `is_as_planned` tells whether each came out as its declared
// type, which a from_param of the program may change.
bool take_all(const CallPlan &plan, PyObject *const *args, ArgumentList &arguments, void **values,
              bool &is_as_planned) {
    is_as_planned = true;
    for (size_t i = 0; i < plan.arguments.size(); i++) {
        Argument &argument = arguments.add();
        if (!take_planned(argument, plan.arguments[i], args[i], static_cast<Py_ssize_t>(i + 1)))
            return fail_argument(i);
        values[i] = argument.where;
        is_as_planned &= argument.ffi == plan.types[i];
    }
    return true;
}

// With libffi's description of the arguments as they came out.
bool invoke_unplanned(CallPlan &plan, void *address, void *result, ArgumentList &arguments, void **values) {
    ffi_cif cif;
    std::vector<ffi_type *> types;
    for (size_t i = 0; i < arguments.size(); i++) types.push_back(arguments[i].ffi);
    return describe(cif, plan.cif.rtype, types, 0) && invoke(&cif, address, result, values, plan.flags);
}

PyObject *call_by_plan(FunctionObject *self, CallPlan &plan, PyObject *const *args) {
    const size_t count = plan.arguments.size();
    ArgumentList arguments(count);
    std::array<void *, 8> few;
    std::vector<void *> many(count > few.size() ? count : 0);
    void **values = many.empty() ? few.data() : many.data();
    bool is_as_planned;
    if (!take_all(plan, args, arguments, values, is_as_planned)) return nullptr;
    void *address = address_of(self);
    if (!check_address(address)) return nullptr;
    ResultMemory memory(plan.cif.rtype->size);
    if (!is_as_planned) {
        if (!invoke_unplanned(plan, address, memory.get(), arguments, values)) return nullptr;
    } else if (!invoke(&plan.cif, address, memory.get(), values, plan.flags))
        return nullptr;
    if (plan.get_result != nullptr) return plan.get_result(memory.get());
    return to_result(plan.result_type.get(), plan.result_check.get(), memory.get());
}

// True when the converter is this module's own for the type, so that its work can be done in place.
bool is_native(PyObject *converter, PyObject *type) {
    if (!PyCFunction_Check(converter) || PyCFunction_GET_SELF(converter) != type) return false;
    const PyCFunction function = PyCFunction_GET_FUNCTION(converter);
    return function == simple_from_param || function == from_param || function == pointer_from_param ||
           function == char_pointer_from_param || function == wide_pointer_from_param ||
           function == void_pointer_from_param;
}

ArgumentPlan plan_argument(PyObject *type, PyObject *converter) {
    ArgumentPlan plan = {type, converter, descriptor_of(type), Route::Any};
    if (plan.descriptor == nullptr || !plan.descriptor->holds_data || !is_native(converter, type))
        return plan;
    plan.route = Route::Plain;
    if (is_number_code(plan.descriptor->code))
        plan.route = Route::Number;
    else if (plan.descriptor->kind == Kind::Pointer && plan.descriptor->item)
        plan.route = Route::Pointer;
    else if (plan.descriptor->code != nullptr && plan.descriptor->code->letter == 'z')
        plan.route = Route::Text;
    return plan;
}

auto plan_result(const CallPlan &plan) -> PyObject *(*)(const char *) {
    const Descriptor *descriptor = plan.result_type ? descriptor_of(plan.result_type.get()) : nullptr;
    if (descriptor == nullptr || descriptor->code == nullptr || is_simple_subclass(plan.result_type.get()))
        return nullptr;
    const bool is_given_away = descriptor->code->letter == 'O';
    return is_given_away || plan.result_check ? nullptr : descriptor->getter();
}

Owned own_or(PyObject *own, const Owned &of_class) {
    return Owned::borrow(own != nullptr ? own : of_class.get());
}

bool make_plan(FunctionObject *self) {
    const Descriptor *descriptor = descriptor_of_data(as_object(self));
    auto plan = std::make_unique<CallPlan>();
    plan->flags = descriptor->call_flags;
    plan->argument_types = own_or(self->argument_types, descriptor->argument_types);
    plan->converters = own_or(self->converters, descriptor->converters);
    plan->result_type = own_or(self->result_type, descriptor->result_type);
    plan->result_check = self->result_type != nullptr ? Owned::borrow(self->result_check)
                                                      : Owned::borrow(descriptor->result_check.get());
    plan->is_declared = static_cast<bool>(plan->converters);
    const Py_ssize_t count = plan->is_declared ? PyTuple_GET_SIZE(plan->converters.get()) : 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        plan->arguments.push_back(plan_argument(PyTuple_GET_ITEM(plan->argument_types.get(), i),
                                                PyTuple_GET_ITEM(plan->converters.get(), i)));
        const Descriptor *of_argument = plan->arguments.back().descriptor;
        plan->types.push_back(of_argument != nullptr ? of_argument->ffi : &ffi_type_sint32);
    }
    plan->get_result = plan_result(*plan);
    plan->is_plain = plan->is_declared && self->parameter_flags == nullptr && self->error_check == nullptr &&
                     ffi_prep_cif(&plan->cif, FFI_DEFAULT_ABI, static_cast<unsigned>(count),
                                  ffi_type_of_result(plan->result_type.get()), plan->types.data()) == FFI_OK;
    self->plan = plan.release();
    return true;
}

// --- by tuple

bool check_count(const CallPlan &plan, Py_ssize_t given) {
    if (!plan.is_declared) return true;
    const auto required = static_cast<Py_ssize_t>(plan.arguments.size());
    // A function of C's calling convention may have more.
    const bool is_open = (plan.flags & flag_cdecl) != 0;
    if (is_open ? required <= given : required == given) return true;
    PyErr_Format(PyExc_TypeError, "this function takes %s%d argument%s (%d given)",
                 is_open ? "at least " : "", static_cast<int>(required), required == 1 ? "" : "s",
                 static_cast<int>(given));
    return false;
}

PyObject *call_by_tuple(FunctionObject *self, const CallPlan &plan, PyObject *const *args, Py_ssize_t count,
                        PyObject *names) {
    const Owned error_check = Owned::borrow(self->error_check);
    Outputs outputs;
    const Owned tuple = build_arguments(self, plan.argument_types.get(), args, count, names, outputs);
    if (!tuple || !check_count(plan, PyTuple_GET_SIZE(tuple.get()))) return nullptr;
    Owned result(call_address(address_of(self), tuple.get(), plan.flags, plan.converters.get(),
                              plan.result_type.get(), plan.result_check.get()));
    if (!result) return nullptr;
    if (error_check) {
        Owned checked(PyObject_CallFunctionObjArgs(error_check.get(), result.get(), as_object(self),
                                                   tuple.get(), nullptr));
        // The arguments themselves mean that the result is to be treated as without a check.
        if (!checked || checked.get() != tuple.get()) return checked.release();
    }
    return build_result(result.release(), tuple.get(), outputs);
}

} // namespace

PyObject *call_function(PyObject *object, PyObject *const *args, size_t count_and_flag, PyObject *names) {
    FunctionObject *self = as_function(object);
    if (self->plan == nullptr && !make_plan(self)) return nullptr;
    CallPlan *plan = self->plan;
    plan->users++;
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    PyObject *result = plan->is_plain && static_cast<size_t>(count) == plan->arguments.size()
                           ? call_by_plan(self, *plan, args)
                           : call_by_tuple(self, *plan, args, count, names);
    if (--plan->users == 0 && !plan->is_current) delete plan;
    return result;
}

void forget_plan(FunctionObject *self) {
    CallPlan *plan = std::exchange(self->plan, nullptr);
    if (plan == nullptr) return;
    plan->is_current = false;
    if (plan->users == 0) delete plan;
}

PyObject *call_address(void *address, PyObject *args, int flags, PyObject *converters, PyObject *result_type,
                       PyObject *result_check) {
    const Py_ssize_t count = PyTuple_GET_SIZE(args);
    if (count > most_arguments)
        return PyErr_Format(state().argument_error, "too many arguments (%zi), maximum is %i", count,
                            static_cast<int>(most_arguments));
    if (!check_address(address)) return nullptr;
    const Py_ssize_t declared = converters != nullptr ? PyTuple_GET_SIZE(converters) : 0;
    ArgumentList arguments(static_cast<size_t>(count));
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *object = PyTuple_GET_ITEM(args, i);
        Argument &argument = arguments.add();
        const bool taken = i < declared
                               ? take_converted(argument, PyTuple_GET_ITEM(converters, i), object, i + 1)
                               : take_any(argument, object, i + 1);
        if (!taken && !fail_argument(static_cast<size_t>(i))) return nullptr;
    }
    std::vector<ffi_type *> types;
    std::vector<void *> values;
    for (size_t i = 0; i < arguments.size(); i++) {
        types.push_back(arguments[i].ffi);
        values.push_back(arguments[i].where);
    }
    ffi_cif cif;
    ffi_type *result = ffi_type_of_result(result_type);
    if (!describe(cif, result, types, declared)) return nullptr;
    ResultMemory memory(result->size);
    if (!invoke(&cif, address, memory.get(), values.data(), flags)) return nullptr;
    return to_result(result_type, result_check, memory.get());
}

} // namespace adder::stdlib::ctypes
