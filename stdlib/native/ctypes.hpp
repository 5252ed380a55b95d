// SPDX-License-Identifier: MIT
//
// The module _ctypes: C data and C functions as Python objects, on libffi. What its units share.
//
// A ctypes class is an instance of one of six metatypes and carries a Descriptor: size, alignment, libffi's
// type, buffer format, how values are read and written. An instance is a DataObject: a view of memory that it
// owns (small data lies in the object itself), or that lies inside of another instance, its base, or at an
// address. Invariants:
//  1. A class of a metatype is a heap type with a descriptor; only the six static base classes have none.
//  2. A descriptor is final once an instance or another type relies on its layout.
//  3. What C memory points to is kept alive by `keeps` of the outermost base.
#pragma once

#include "owned.hpp"

#include <cstddef>
#include <ffi.h>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace adder::stdlib::ctypes {

// How a fundamental type is stored, by the letter of its `_type_`.
struct Code {
    char letter;
    ffi_type *ffi;
    char format; // of the buffer protocol
    // A new reference from the memory of a value.
    PyObject *(*get)(const char *memory);
    // Writes a value; a new reference to what must be kept for it (None: nothing), or NULL with an error.
    PyObject *(*set)(char *memory, PyObject *value);
    // The same with the other byte order, where that exists.
    PyObject *(*get_swapped)(const char *memory);
    PyObject *(*set_swapped)(char *memory, PyObject *value);
};

enum class Kind : unsigned char { Simple, Pointer, Array, Struct, Union, Function };

struct Descriptor {
    Kind kind;
    bool holds_data =
        false; // instances are DataObjects; not so for a class made without a ctypes class as base
    bool is_final = false;
    bool is_swapped = false;
    bool has_pointer = false;
    Py_ssize_t size = 0;
    Py_ssize_t alignment = 1;
    Py_ssize_t length = 0; // items of an array, fields of a structure with its bases
    ffi_type *ffi = nullptr;
    const Code *code = nullptr; // of a simple type
    std::string format;
    std::vector<Py_ssize_t> shape;
    Owned item;                              // class of what an array holds or a pointer points to
    std::map<Py_ssize_t, Owned> array_types; // weak references to arrays of this type, by length

    // Structures: libffi's description, and for each field what lies where.
    ffi_type aggregate = {};
    std::vector<ffi_type *> elements;
    struct Piece {
        Py_ssize_t offset;
        const Descriptor *type;
        bool is_bit_field;
    };
    std::vector<Piece> pieces;
    std::vector<Owned> piece_types; // keep the types of `pieces`

    // Functions.
    int call_flags = 0;
    Owned argument_types; // tuple or empty
    Owned converters;     // tuple of from_param methods
    Owned result_type;    // class, callable, None, or empty
    Owned result_check;

    [[nodiscard]] auto getter() const { return is_swapped ? code->get_swapped : code->get; }
    [[nodiscard]] auto setter() const { return is_swapped ? code->set_swapped : code->set; }
};

struct TypeObject {
    PyHeapTypeObject heap;
    Descriptor *descriptor;
};

struct DataObject {
    PyObject_HEAD char *memory;
    DataObject *base; // owned; this object's memory lies in it
    Py_ssize_t size;
    Py_ssize_t length;
    Py_ssize_t index; // in the base
    PyObject *keeps;  // None, a dict, or the one object kept; NULL before it is first asked for
    int owns_memory;
    int users; // views and buffers of this memory
    char small[16];
};

// An argument as libffi takes it.
union Value {
    long long integer;
    double real;
    long double long_real;
    void *pointer;
    char bytes[16];
};

// What byref() and the from_param methods return: an argument that is ready.
struct ParameterObject {
    PyObject_HEAD char tag;
    ffi_type *ffi;
    Value value;
    PyObject *object; // keeps what the value points to
};

extern PyTypeObject struct_metatype, union_metatype, pointer_metatype, array_metatype, simple_metatype,
    function_metatype;
extern PyTypeObject data_type, struct_type, union_type, pointer_type, array_type, simple_type, function_type;
extern PyTypeObject parameter_type, field_type, thunk_type;

// Objects that live as long as the module.
struct State {
    PyObject *argument_error;
    PyObject *pointer_types; // what POINTER() made
    PyObject *unpickle;
};
State &state();

constexpr int flag_cdecl = 1, flag_python_api = 4, flag_use_errno = 8, flag_use_last_error = 16;
constexpr Py_ssize_t most_arguments = 1024;

inline PyObject *as_object(void *object) {
    return static_cast<PyObject *>(object);
}
inline DataObject *as_data(PyObject *object) {
    return reinterpret_cast<DataObject *>(object);
}
inline PyTypeObject *as_type(PyObject *object) {
    return reinterpret_cast<PyTypeObject *>(object);
}
inline bool is_parameter(PyObject *object) {
    return Py_IS_TYPE(object, &parameter_type);
}
const char *type_name(PyObject *object);

// ctypes_metatype.cpp: the descriptor of a class, NULL for anything else.
Descriptor *find_descriptor(PyObject *type);
void metatype_dealloc(PyObject *type);
inline Descriptor *descriptor_of(PyObject *type) {
    // The usual case: a class whose metatype is one of this module's own.
    if (Py_TYPE(type)->tp_dealloc == metatype_dealloc &&
        PyType_HasFeature(as_type(type), Py_TPFLAGS_HEAPTYPE))
        return reinterpret_cast<TypeObject *>(type)->descriptor;
    return find_descriptor(type);
}
// That of an instance's class; NULL for what is no instance.
inline Descriptor *descriptor_of_data(PyObject *object) {
    Descriptor *descriptor = descriptor_of(as_object(Py_TYPE(object)));
    return descriptor != nullptr && descriptor->holds_data ? descriptor : nullptr;
}
inline bool is_data(PyObject *object) {
    return descriptor_of_data(object) != nullptr;
}
// The class statement itself: a class without descriptor, which the metatype then gives one.
Owned make_class(PyTypeObject *metatype, PyObject *args, PyObject *keywords);
void set_descriptor(PyObject *type, std::unique_ptr<Descriptor> descriptor);
// True for a subclass of a fundamental class: its instances stay instances when read from memory.
bool is_simple_subclass(PyObject *type);
bool is_kind(PyObject *object, Kind kind);
extern PyMethodDef data_class_methods[]; // from_address, from_buffer, …, from_param
extern PySequenceMethods metatype_sequence;
int metatype_traverse(PyObject *type, visitproc visit, void *argument);
int metatype_clear(PyObject *type);
// What stands in `_as_parameter_`, empty without an error when there is none.
Owned as_parameter(PyObject *value, bool &failed);
// Goes on with `_as_parameter_` of a value, or raises TypeError with the text.
PyObject *convert_as_parameter(PyObject *type, PyObject *value, PyObject *(*convert)(PyObject *, PyObject *),
                               const char *message);

// ctypes_codes.cpp
const Code *find_code(char letter);
extern const char *const code_letters;
ffi_type *struct_ffi_type(Descriptor &descriptor); // ctypes_layout.cpp
// Bit fields of the integer codes: the bits from `low` on, `count` of them.
PyObject *get_bits(const Descriptor &type, const char *memory, int low, int count);
bool set_bits(const Descriptor &type, char *memory, PyObject *value, int low, int count);

// ctypes_data.cpp: new references; memory of the new object is zero, a view of the base, or a copy.
PyObject *data_new(PyTypeObject *type, PyObject *args, PyObject *keywords);
PyObject *make_view(PyObject *type, DataObject *base, Py_ssize_t index, char *memory);
PyObject *make_copy(PyObject *type, const void *memory);
// Reads or writes an item or field of `owner`.
PyObject *get_item(PyObject *type, DataObject *owner, Py_ssize_t index, char *memory);
bool set_item(DataObject *owner, PyObject *type, PyObject *value, Py_ssize_t index, char *memory);
// Takes the reference over and keeps it in the outermost base of `target`.
bool keep_object(DataObject *target, Py_ssize_t index, PyObject *object);
// What the outermost base of the object keeps; borrowed, NULL with an error.
PyObject *kept_objects(DataObject *target);
// Puts "argument 1: TypeError: " before the pending error's text and makes it a `type`.
void extend_error(PyObject *type, const char *format, ...);
bool refuse_deletion(PyObject *value);

// ctypes_parameter.cpp
ParameterObject *make_parameter(char tag, ffi_type *ffi);
PyObject *make_reference(PyObject *data, Py_ssize_t offset);
PyObject *from_param(PyObject *type, PyObject *value);         // structures, unions, arrays, functions
PyObject *pointer_from_param(PyObject *type, PyObject *value); // ctypes_pointer.cpp
PyObject *simple_from_param(PyObject *type, PyObject *value);
PyObject *char_pointer_from_param(PyObject *type, PyObject *value);
PyObject *wide_pointer_from_param(PyObject *type, PyObject *value);
PyObject *void_pointer_from_param(PyObject *type, PyObject *value);

// ctypes_array.cpp, ctypes_pointer.cpp
PyObject *make_array_type(PyObject *item, Py_ssize_t length);
PyObject *make_pointer_type(PyObject *, PyObject *type);
PyObject *make_pointer(PyObject *, PyObject *data);
// Items start, start + step, … of C memory: bytes, str or a list.
PyObject *slice_of_memory(PyObject *item_type, DataObject *owner, char *memory, Py_ssize_t start,
                          Py_ssize_t step, Py_ssize_t count);

// ctypes_struct.cpp, ctypes_field.cpp
struct FieldObject {
    PyObject_HEAD PyObject *type;
    Py_ssize_t offset;
    Py_ssize_t size;
    Py_ssize_t index;
    int low_bit;
    int bit_count; // 0: no bit field
    int is_anonymous;
};
FieldObject *make_field(PyObject *type, Py_ssize_t index);

// ctypes_layout.cpp: lays the fields out, makes their descriptors and the class's.
bool lay_out_fields(PyObject *type, PyObject *fields);

// ctypes_function.cpp
bool set_function_descriptor(PyObject *type, Descriptor &descriptor);
Owned converters_of(PyObject *argument_types);

// ctypes_call.cpp
extern thread_local int saved_errno;
struct CallPlan;
struct FunctionObject {
    DataObject data;
    vectorcallfunc vectorcall;
    PyObject *thunk;          // of a callback
    PyObject *callable;       // of a callback
    PyObject *declared_types; // what argtypes was set to; this and the next override the class's
    PyObject *argument_types; // as a tuple
    PyObject *converters;
    PyObject *result_type;
    PyObject *result_check;
    PyObject *error_check;
    PyObject *parameter_flags;
    CallPlan *plan; // made by the first call
};
PyObject *call_function(PyObject *self, PyObject *const *args, size_t count_and_flag, PyObject *names);
void forget_plan(FunctionObject *self);
// Calls an address with the arguments of a tuple; converters and result type may be NULL.
PyObject *call_address(void *address, PyObject *args, int flags, PyObject *converters, PyObject *result_type,
                       PyObject *result_check);
// ctypes_outputs.cpp: parameter flags give inputs and outputs of a call.
struct Outputs {
    unsigned out = 0, in_out = 0;
    int count = 0;
};
Owned build_arguments(FunctionObject *self, PyObject *argument_types, PyObject *const *args, Py_ssize_t count,
                      PyObject *names, Outputs &outputs);
PyObject *build_result(PyObject *result, PyObject *args, const Outputs &outputs);
bool check_parameter_flags(PyObject *type, PyObject *flags);

// ctypes_callback.cpp: C code that calls a Python callable; a new thunk, whose address is `entry`.
PyObject *make_thunk(PyObject *callable, PyObject *argument_types, PyObject *result_type, int flags,
                     void **entry);

// ctypes_memory.cpp
extern PyMethodDef module_functions[];
bool add_addresses(PyObject *module);

} // namespace adder::stdlib::ctypes
