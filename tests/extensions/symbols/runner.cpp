// SPDX-License-Identifier: MIT
//
// The module `symbols`: run(show) calls show with the line of each case, in order; the last line shown before
// a crash names the case before the one that crashed.
#include "cases.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace {

constexpr const char *CLASSES = R"(
class Plain:
    def __init__(self): self.name = 'value'
    def method(self, *args, **kwds): return args, kwds
    def __repr__(self): return 'Plain()'
class Number:
    def __init__(self, value): self.value = value
    def __index__(self): return self.value
    def __float__(self): return self.value + 0.5
    def __repr__(self): return f'Number({self.value})'
def _install(name, swapped):
    def method(self, *others):
        return (name, self.value, *[getattr(other, 'value', other) for other in others])
    setattr(Number, name, method)
for _name in ('add sub mul truediv floordiv mod divmod pow lshift rshift and or xor matmul').split():
    for _prefix in ('', 'r', 'i'):
        if _prefix + _name != 'idivmod':
            _install(f'__{_prefix}{_name}__', _prefix == 'r')
for _name in 'neg pos abs invert'.split():
    _install(f'__{_name}__', False)
def function(a, b=2, *, c=3): return (a, b, c)
def failing(*args, **kwds): raise KeyError('failed')
)";

constexpr const char *OPERANDS =
    R"((['x', 'y', 'z'], tuple('xyz'), {'a': 'x', 'b': 'y'}, {'x'}, ''.join(['hä', 'ßlich']),
  bytes(b'by') + bytes(b'tes'), bytearray(b'array'), Number(7), Plain(), Plain,
  type(function)(function.__code__, globals(), 'function', function.__defaults__),
  failing, ValueError('operand')))";

// A new area is declared in cases.hpp, defined in a file of its own and named here.
constexpr Area (*AREAS[])() = {
    collector_cases,
    object_cases,
    attribute_cases,
    operator_cases,
    item_cases,
    iteration_cases,
    any_sequence_cases,
    mapping_cases,
    call_cases,
    vector_call_cases,
    native_function_cases,
    member_cases,
    descriptor_cases,
    function_cases,
    weak_reference_cases,
    type_cases,
    type_specification_cases,
    memory_cases,
    sequence_cases,
    dict_cases,
    set_cases,
    pending_cases,
    report_cases,
    warning_cases,
    unicode_error_cases,
    buffer_cases,
    module_cases,
    capsule_cases,
    frame_cases,
    import_cases,
    system_cases,
    thread_cases,
    clock_cases,
    program_cases,
    running_cases,
    integer_cases,
    float_cases,
    text_creation_cases,
    text_storage_cases,
    text_operation_cases,
    text_writer_cases,
    encoding_cases,
    codec_registry_cases,
    bytes_cases,
    character_cases,
    parsing_cases,
    building_cases,
};

constexpr std::array<const char *, 13> NAMES{"list",     "tuple",   "dict",   "set",      "text",
                                             "bytes",    "array",   "number", "instance", "type",
                                             "function", "failing", "error"};

static_assert(sizeof(Operands) == NAMES.size() * sizeof(PyObject *));

struct State {
    std::array<Py_ssize_t, NAMES.size()> counts;
    std::array<std::string, NAMES.size()> texts;
};

std::string text_of(PyObject *object) {
    PyObject *text = object == nullptr ? nullptr : PyObject_ASCII(object);
    const char *characters = text == nullptr ? nullptr : PyUnicode_AsUTF8(text);
    std::string result = characters == nullptr ? "(no text)" : characters;
    PyErr_Clear();
    Py_XDECREF(text);
    return result;
}

State state_of(PyObject *operands) {
    State state;
    for (std::size_t i = 0; i < NAMES.size(); ++i) {
        PyObject *operand = PyTuple_GET_ITEM(operands, static_cast<Py_ssize_t>(i));
        state.counts[i] = Py_REFCNT(operand);
        state.texts[i] = text_of(operand);
    }
    return state;
}

std::string changes(const State &before, const State &after) {
    std::string text;
    for (std::size_t i = 0; i < NAMES.size(); ++i) {
        const Py_ssize_t change = after.counts[i] - before.counts[i];
        if (change != 0)
            text += std::string("; ") + NAMES[i] + (change > 0 ? " +" : " ") + std::to_string(change);
        if (after.texts[i] != before.texts[i]) text += std::string("; ") + NAMES[i] + " is " + after.texts[i];
    }
    return text;
}

// "FILE:LINE: bad argument to internal function" names a place in the interpreter.
std::string without_place(std::string text) {
    const std::size_t at = text.find(": bad argument to internal function");
    return at == std::string::npos ? text : text.substr(at + 2);
}

// Addresses differ from run to run.
std::string without_addresses(std::string text) {
    for (std::size_t at = 0; (at = text.find(" at 0x", at)) != std::string::npos;) {
        at += 6;
        text.erase(at, text.find_first_not_of("0123456789abcdef", at) - at);
    }
    return text;
}

// "Type: text" of the exception that is set, which is cleared.
std::string take_exception() {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    std::string text = reinterpret_cast<PyTypeObject *>(type)->tp_name;
    PyObject *message = PyObject_Str(value);
    if (message != nullptr) text += ": " + without_place(text_of(message));
    PyErr_Clear();
    Py_XDECREF(message);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return text;
}

std::string run_case(const Case &test, PyObject *operands) {
    Operands on;
    auto *fields = reinterpret_cast<PyObject **>(&on);
    for (std::size_t i = 0; i < NAMES.size(); ++i)
        fields[i] = PyTuple_GET_ITEM(operands, static_cast<Py_ssize_t>(i));
    const State before = state_of(operands);
    PyObject *result = test.run(on);
    std::string line = std::string(test.symbol) + ": " + test.call + " -> ";
    if (result != nullptr) {
        const char *text = PyUnicode_AsUTF8(result);
        line += text == nullptr ? "(no text)" : text;
    } else if (!PyErr_Occurred()) {
        line += "NULL";
    }
    Py_XDECREF(result);
    if (PyErr_Occurred()) line += (result != nullptr ? " and " : "") + take_exception();
    return without_addresses(line) + changes(before, state_of(operands));
}

// A new tuple of operands, as OPERANDS says; `names` are those of a module that ran CLASSES.
PyObject *make_operands(PyObject *names) {
    return PyRun_String(OPERANDS, Py_eval_input, names, names);
}

int show_lines(PyObject *show, PyObject *names, Area area) {
    for (const Case &test : area) {
        PyObject *operands = make_operands(names);
        if (operands == nullptr) return -1;
        PyObject *shown = PyObject_CallFunction(show, "s", run_case(test, operands).c_str());
        Py_DECREF(operands);
        if (shown == nullptr) return -1;
        Py_DECREF(shown);
    }
    return 0;
}

// A collection in the midst of a case would change counts, so only cases that ask for one have it.
PyObject *run(PyObject *, PyObject *show) {
    const int was_enabled = PyGC_Disable();
    PyObject *names = PyDict_New();
    PyObject *done = names == nullptr ? nullptr : PyRun_String(CLASSES, Py_file_input, names, names);
    bool is_good = done != nullptr;
    for (Area (*area)() : AREAS) is_good = is_good && show_lines(show, names, area()) == 0;
    Py_XDECREF(done);
    Py_XDECREF(names);
    if (was_enabled) PyGC_Enable();
    return is_good ? Py_NewRef(Py_None) : nullptr;
}

PyMethodDef methods[] = {{"run", run, METH_O, "Calls its argument with the line of each case."},
                         {nullptr, nullptr, 0, nullptr}};
PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "symbols", nullptr, 0, methods, nullptr, nullptr, nullptr, nullptr};

} // namespace

PyObject *describe(PyObject *result) {
    if (result == nullptr) return nullptr;
    PyObject *text = PyUnicode_FromFormat("%s %A", Py_TYPE(result)->tp_name, result);
    Py_DECREF(result);
    return text;
}

PyObject *describe(const char *text) {
    return text == nullptr ? PyUnicode_FromString("NULL text") : PyUnicode_FromFormat("\"%s\"", text);
}

PyObject *describe(double value) {
    PyObject *number = PyFloat_FromDouble(value);
    PyObject *text = number == nullptr ? nullptr : PyObject_Repr(number);
    Py_XDECREF(number);
    return text;
}

PyObject *describe(long long value) {
    return PyUnicode_FromFormat("%lld", value);
}
PyObject *describe(unsigned long long value) {
    return PyUnicode_FromFormat("%llu", value);
}

PyObject *describe(const std::string &text) {
    return PyUnicode_FromString(text.c_str());
}

// The exception that is set, if one is, stays set.
std::string told(PyObject *result) {
    if (result == nullptr) return "NULL";
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyObject *text = describe(result);
    const std::string told = text == nullptr ? "(no text)" : PyUnicode_AsUTF8(text);
    Py_XDECREF(text);
    PyErr_Restore(type, value, traceback);
    return told;
}

Value::Value(const char *expression) {
    PyObject *names = PyDict_New();
    object_ = PyRun_String(expression, Py_eval_input, names, names);
    Py_XDECREF(names);
}

PyMODINIT_FUNC PyInit_symbols() {
    return PyModule_Create(&definition);
}
