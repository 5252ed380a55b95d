// SPDX-License-Identifier: MIT
//
// Code objects that programs make: `types.CodeType(…)` and `code.replace(…)`.
//
// Both gather the eighteen fields that CPython's constructor takes, in the form Python sees them, and make a
// new object of them. What no rule of CPython's forbids but the VM could not run safely, the verifier refuses
// with a ValueError, as far as it can be seen beforehand; the rest is checked as the code runs.
#include "objects/code_parts.hpp"

#include "bytecode/line_table.hpp"
#include "bytecode/opcode.hpp"
#include "bytecode/verify.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/protocol.hpp"
#include "objects/str.hpp"
#include "objects/tuple.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace adder::objects {

namespace {

using bytecode::Code;

struct CodeFields {
    int argument_count, positional_only_count, keyword_only_count, local_count, stack_size, flags, first_line;
    Ref instructions, constants, names, variables, free_variables, cells, filename, name, qualname;
    Ref line_table, handlers;
};

// How a field is called, which argument of the constructor it is, and where it goes: a number, or an object
// of the type `wanted`.
struct FieldRow {
    const char *name;
    int position;
    const char *wanted;
    int CodeFields::*number;
    Ref CodeFields::*object;
};

// In the order of replace()'s parameters.
constexpr std::array<FieldRow, 18> field_rows = {{
    {"co_argcount", 1, nullptr, &CodeFields::argument_count, nullptr},
    {"co_posonlyargcount", 2, nullptr, &CodeFields::positional_only_count, nullptr},
    {"co_kwonlyargcount", 3, nullptr, &CodeFields::keyword_only_count, nullptr},
    {"co_nlocals", 4, nullptr, &CodeFields::local_count, nullptr},
    {"co_stacksize", 5, nullptr, &CodeFields::stack_size, nullptr},
    {"co_flags", 6, nullptr, &CodeFields::flags, nullptr},
    {"co_firstlineno", 14, nullptr, &CodeFields::first_line, nullptr},
    {"co_code", 7, "bytes", nullptr, &CodeFields::instructions},
    {"co_consts", 8, "tuple", nullptr, &CodeFields::constants},
    {"co_names", 9, "tuple", nullptr, &CodeFields::names},
    {"co_varnames", 10, "tuple", nullptr, &CodeFields::variables},
    {"co_freevars", 17, "tuple", nullptr, &CodeFields::free_variables},
    {"co_cellvars", 18, "tuple", nullptr, &CodeFields::cells},
    {"co_filename", 11, "str", nullptr, &CodeFields::filename},
    {"co_name", 12, "str", nullptr, &CodeFields::name},
    {"co_qualname", 13, "str", nullptr, &CodeFields::qualname},
    {"co_linetable", 15, "bytes", nullptr, &CodeFields::line_table},
    {"co_exceptiontable", 16, "bytes", nullptr, &CodeFields::handlers},
}};
constexpr int needed_arguments = 16;

// --- reading fields

bool is_wanted(const FieldRow &row, PyObject *value) {
    if (strcmp(row.wanted, "bytes") == 0) return PyBytes_Check(value);
    return strcmp(row.wanted, "tuple") == 0 ? PyTuple_Check(value) : PyUnicode_Check(value);
}

int wrong_type(const char *function, const std::string &argument, const FieldRow &row, PyObject *value) {
    return raise_type_error("%s() argument %s must be %s, not %.50s", function, argument.c_str(), row.wanted,
                            value == Py_None ? "None" : Py_TYPE(value)->tp_name);
}

int read_number(const FieldRow &row, PyObject *value, CodeFields &fields) {
    const int number = _PyLong_AsInt(value);
    if (number == -1 && is_error_pending()) return -1;
    fields.*row.number = number;
    return 0;
}

Ref plain_string(PyObject *item) {
    if (PyUnicode_CheckExact(item)) return Ref::borrow(item);
    if (PyUnicode_Check(item)) return Ref::steal(PyUnicode_FromObject(item));
    return raise_type_error("name tuples must contain only strings, not '%.500s'", Py_TYPE(item)->tp_name);
}

// A copy of the names, where subclasses of str become plain ones.
int make_plain_names(Ref &names) {
    Ref copy = TRY_REF(PyTuple_New(PyTuple_GET_SIZE(names.get())));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names.get()); i++) {
        Ref name = TRY(plain_string(PyTuple_GET_ITEM(names.get(), i)));
        PyTuple_SET_ITEM(copy.get(), i, name.release());
    }
    names = std::move(copy);
    return 0;
}

// --- from fields to plain data

std::string_view view_bytes(const Ref &bytes) {
    return {PyBytes_AS_STRING(bytes.get()), static_cast<size_t>(PyBytes_GET_SIZE(bytes.get()))};
}

int set_text(PyObject *text, std::string &target) {
    Ref encoded = TRY_REF(PyUnicode_AsEncodedString(text, "utf-8", "surrogatepass"));
    target = view_bytes(encoded);
    return 0;
}

// New tuple of the interned names, which are appended to `texts` too.
Ref intern_names(PyObject *names, std::vector<std::string> &texts) {
    Ref interned = TRY_REF(PyTuple_New(PyTuple_GET_SIZE(names)));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++) {
        PyObject *name = PyTuple_GET_ITEM(names, i);
        if (!PyUnicode_CheckExact(name)) return raise(PyExc_SystemError, "non-string found in code slot");
        TRY(set_text(name, texts.emplace_back()));
        Py_INCREF(name);
        PyUnicode_InternInPlace(&name);
        PyTuple_SET_ITEM(interned.get(), i, name);
    }
    return interned;
}

// Fast variables in the making: locals, cells that are none of them, free variables.
struct VariableTable {
    Ref names; // list
    std::vector<uint8_t> kinds;

    int add(PyObject *tuple, uint8_t kind) {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++) {
            TRY(PyList_Append(names.get(), PyTuple_GET_ITEM(tuple, i)));
            kinds.push_back(kind);
        }
        return 0;
    }

    // A cell that bears the name of one of the first `local_count` variables is that variable.
    int add_cells(PyObject *tuple, Py_ssize_t local_count) {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++) {
            PyObject *name = PyTuple_GET_ITEM(tuple, i);
            const Py_ssize_t local = find_local(name, local_count);
            if (local >= 0) {
                kinds[static_cast<size_t>(local)] |= bytecode::VariableCell;
                continue;
            }
            TRY(PyList_Append(names.get(), name));
            kinds.push_back(bytecode::VariableCell);
        }
        return 0;
    }

    [[nodiscard]] Py_ssize_t find_local(PyObject *name, Py_ssize_t local_count) const {
        for (Py_ssize_t i = 0; i < local_count && PyUnicode_Check(name); i++) {
            PyObject *local = PyList_GET_ITEM(names.get(), i);
            if (PyUnicode_Check(local) && unicode_equal(local, name)) return i;
        }
        return -1;
    }
};

int set_variables(const CodeFields &fields, Code &data, Ref &variable_names) {
    VariableTable table = {TRY_REF(PyList_New(0)), {}};
    TRY(table.add(fields.variables.get(), bytecode::VariableLocal));
    TRY(table.add_cells(fields.cells.get(), PyTuple_GET_SIZE(fields.variables.get())));
    TRY(table.add(fields.free_variables.get(), bytecode::VariableFree));
    data.variable_kinds = std::move(table.kinds);
    variable_names = TRY_REF(PyList_AsTuple(table.names.get()));
    return 0;
}

// The rules that CPython has.
int check_fields(const CodeFields &fields) {
    if (fields.argument_count < fields.positional_only_count || fields.positional_only_count < 0 ||
        fields.keyword_only_count < 0 || fields.stack_size < 0 || fields.flags < 0) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (view_bytes(fields.instructions).size() % sizeof(uint16_t) != 0)
        return raise_value_error("code: co_code is malformed");
    const auto flags = static_cast<uint32_t>(fields.flags);
    const int64_t total = int64_t{fields.argument_count} + fields.keyword_only_count +
                          ((flags & bytecode::CodeVarArgs) != 0) + ((flags & bytecode::CodeVarKeywords) != 0);
    const Py_ssize_t local_count = PyTuple_GET_SIZE(fields.variables.get());
    if (total > local_count) return raise_value_error("code: co_varnames is too small");
    if (fields.local_count != local_count) return raise_value_error("code: co_nlocals != len(co_varnames)");
    return 0;
}

int set_counts(const CodeFields &fields, Code &data) {
    data.first_line = fields.first_line;
    data.argument_count = fields.argument_count;
    data.positional_only_count = fields.positional_only_count;
    data.keyword_only_count = fields.keyword_only_count;
    data.local_count = fields.local_count;
    data.stack_size = fields.stack_size;
    data.flags = static_cast<uint32_t>(fields.flags);
    TRY(set_text(fields.filename.get(), data.filename));
    TRY(set_text(fields.name.get(), data.name));
    return set_text(fields.qualname.get(), data.qualname);
}

// Code of no instructions stands for a function that is not Python's, in tracebacks and introspection. It
// cannot run in CPython either; here it raises.
void fill_empty_code(Code &data) {
    using bytecode::Opcode;
    data.instructions = {bytecode::make_unit(Opcode::LOAD_ASSERTION_ERROR, 0),
                         bytecode::make_unit(Opcode::RAISE_VARARGS, 1)};
    data.stack_size = std::max(data.stack_size, 1);
    data.flags &= ~uint32_t{bytecode::CodeGenerator | bytecode::CodeCoroutine | bytecode::CodeAsyncGenerator};
}

int set_tables(const CodeFields &fields, Code &data) {
    const std::string_view units = view_bytes(fields.instructions);
    data.instructions.resize(units.size() / sizeof(uint16_t));
    if (units.empty()) {
        fill_empty_code(data);
    } else {
        memcpy(data.instructions.data(), units.data(), units.size());
    }
    data.positions = bytecode::decode_line_table(view_bytes(fields.line_table), data.first_line,
                                                 static_cast<int>(data.instructions.size()));
    auto handlers = bytecode::decode_handlers(view_bytes(fields.handlers));
    if (!handlers) return raise_value_error("code: co_exceptiontable is malformed");
    data.handlers = std::move(*handlers);
    // The verifier looks at how many there are; code objects among them were verified when they were made.
    data.constants.resize(static_cast<size_t>(PyTuple_GET_SIZE(fields.constants.get())),
                          {bytecode::NoneConstant{}});
    return 0;
}

Ref intern(const Ref &text) {
    PyObject *interned = Py_NewRef(text.get());
    PyUnicode_InternInPlace(&interned);
    return Ref::steal(interned);
}

// `is_checked`: nothing is known of what the instructions find on the stack.
PyObject *make_from_fields(const CodeFields &fields, bool is_checked) {
    TRY(check_fields(fields));
    auto data = std::make_shared<Code>();
    CodeObjects objects;
    Ref variable_names;
    TRY(set_variables(fields, *data, variable_names));
    objects.names = TRY(intern_names(fields.names.get(), data->names));
    objects.variable_names = TRY(intern_names(variable_names.get(), data->variable_names));
    TRY(set_counts(fields, *data));
    TRY(set_tables(fields, *data));
    if (const auto problem = bytecode::verify(*data)) return raise_value_error("code: %s", problem->c_str());
    objects.constants = Ref::borrow(fields.constants.get());
    objects.filename = Ref::borrow(fields.filename.get());
    objects.name = intern(fields.name);
    objects.qualname = intern(fields.qualname);
    Ref code = assemble_code(std::move(data), std::move(objects));
    if (code && is_checked) make_checked(code.as<PyCodeObject>());
    return code.release();
}

// --- replace()

// The fields of an existing object, as its attributes tell them.
int copy_fields(PyObject *code, CodeFields &fields) {
    for (const FieldRow &row : field_rows) {
        Ref value = TRY_REF(PyObject_GetAttrString(code, row.name));
        if (row.number != nullptr) {
            TRY(read_number(row, value.get(), fields));
        } else {
            fields.*row.object = std::move(value);
        }
    }
    return 0;
}

const FieldRow *find_row(PyObject *name) {
    for (const FieldRow &row : field_rows) {
        if (PyUnicode_CompareWithASCIIString(name, row.name) == 0) return &row;
    }
    return nullptr;
}

int check_keywords(PyObject *keyword_names) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(keyword_names); i++) {
        PyObject *name = PyTuple_GET_ITEM(keyword_names, i);
        if (find_row(name) == nullptr)
            return raise_type_error("'%U' is an invalid keyword argument for replace()", name);
    }
    return 0;
}

// The changed value of a field; borrowed, NULL when it is not changed.
PyObject *find_change(const FieldRow &row, PyObject *const *values, PyObject *keyword_names) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(keyword_names); i++) {
        if (find_row(PyTuple_GET_ITEM(keyword_names, i)) == &row) return values[i];
    }
    return nullptr;
}

int apply_changes(PyObject *const *values, PyObject *keyword_names, CodeFields &fields) {
    TRY(check_keywords(keyword_names));
    for (const FieldRow &row : field_rows) {
        PyObject *value = find_change(row, values, keyword_names);
        if (value == nullptr) continue;
        if (row.number != nullptr) {
            TRY(read_number(row, value, fields));
            continue;
        }
        if (!is_wanted(row, value))
            return wrong_type("replace", "'" + std::string(row.name) + "'", row, value);
        fields.*row.object = Ref::borrow(value);
    }
    return 0;
}

// Whether the new fields leave what instructions find on the stack as it was. The verifier proves the rest.
bool keeps_operands(PyObject *keyword_names) {
    constexpr const char *dangerous[] = {"co_code", "co_consts", "co_exceptiontable"};
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(keyword_names); i++) {
        for (const char *field : dangerous) {
            if (PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(keyword_names, i), field) == 0)
                return false;
        }
    }
    return true;
}

} // namespace

PyObject *code_replace(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    if (count > 0) return raise_type_error("replace() takes no positional arguments");
    CodeFields fields = {};
    TRY(copy_fields(self, fields));
    if (keyword_names != nullptr) TRY(apply_changes(args, keyword_names, fields));
    for (const FieldRow &row : field_rows) {
        if (row.number != nullptr && fields.*row.number < 0)
            return raise_value_error("%s must be a positive integer", row.name);
    }
    const bool is_checked = reinterpret_cast<PyCodeObject *>(self)->is_checked ||
                            (keyword_names != nullptr && !keeps_operands(keyword_names));
    return make_from_fields(fields, is_checked);
}

// --- code(…)

namespace {

int check_argument_count(Py_ssize_t count) {
    constexpr auto most = static_cast<Py_ssize_t>(field_rows.size());
    if (count >= needed_arguments && count <= most) return 0;
    const bool is_less = count < needed_arguments;
    return raise_type_error("code expected at %s %zd arguments, got %zd", is_less ? "least" : "most",
                            is_less ? Py_ssize_t{needed_arguments} : most, count);
}

int read_argument(const FieldRow &row, PyObject *value, CodeFields &fields) {
    if (row.number != nullptr) return read_number(row, value, fields);
    if (!is_wanted(row, value)) return wrong_type("code", std::to_string(row.position), row, value);
    fields.*row.object = Ref::borrow(value);
    return 0;
}

int read_arguments(PyObject *args, CodeFields &fields) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
        for (const FieldRow &row : field_rows) {
            if (row.position == i + 1) TRY(read_argument(row, PyTuple_GET_ITEM(args, i), fields));
        }
    }
    return 0;
}

int check_numbers(const CodeFields &fields) {
    for (const FieldRow &row : field_rows) {
        constexpr int last_checked = 4; // co_nlocals
        if (row.position <= last_checked && fields.*row.number < 0)
            return raise_value_error("code: %s must not be negative", row.name + strlen("co_"));
    }
    return 0;
}

} // namespace

PyObject *code_new(PyTypeObject *, PyObject *args, PyObject *keywords) {
    if (keywords != nullptr && PyDict_GET_SIZE(keywords) > 0)
        return raise_type_error("code() takes no keyword arguments");
    TRY(check_argument_count(PyTuple_GET_SIZE(args)));
    CodeFields fields = {};
    fields.free_variables = TRY_REF(PyTuple_New(0));
    fields.cells = TRY_REF(PyTuple_New(0));
    TRY(read_arguments(args, fields));
    TRY(check_numbers(fields));
    for (Ref CodeFields::*names :
         {&CodeFields::names, &CodeFields::variables, &CodeFields::free_variables, &CodeFields::cells}) {
        TRY(make_plain_names(fields.*names));
    }
    return make_from_fields(fields, true);
}

extern "C" {

PyCodeObject *PyCode_NewWithPosOnlyArgs(int argument_count, int positional_only_count, int keyword_only_count,
                                        int local_count, int stack_size, int flags, PyObject *instructions,
                                        PyObject *constants, PyObject *names, PyObject *variables,
                                        PyObject *free_variables, PyObject *cells, PyObject *filename,
                                        PyObject *name, PyObject *qualname, int first_line,
                                        PyObject *line_table, PyObject *exception_table) {
    Ref args = Ref::steal(Py_BuildValue("(iiiiiiOOOOOOOiOOOO)", argument_count, positional_only_count,
                                        keyword_only_count, local_count, stack_size, flags, instructions,
                                        constants, names, variables, filename, name, qualname, first_line,
                                        line_table, exception_table, free_variables, cells));
    return args ? reinterpret_cast<PyCodeObject *>(code_new(&PyCode_Type, args.get(), nullptr)) : nullptr;
}

PyCodeObject *PyCode_New(int argument_count, int keyword_only_count, int local_count, int stack_size,
                         int flags, PyObject *instructions, PyObject *constants, PyObject *names,
                         PyObject *variables, PyObject *free_variables, PyObject *cells, PyObject *filename,
                         PyObject *name, PyObject *qualname, int first_line, PyObject *line_table,
                         PyObject *exception_table) {
    return PyCode_NewWithPosOnlyArgs(argument_count, 0, keyword_only_count, local_count, stack_size, flags,
                                     instructions, constants, names, variables, free_variables, cells,
                                     filename, name, qualname, first_line, line_table, exception_table);
}

} // extern "C"

} // namespace adder::objects
