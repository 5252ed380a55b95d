// SPDX-License-Identifier: MIT
//
// Built-in functions about running code: compile, eval, exec, __import__, and the namespaces of the caller.
#include "runtime/ast_types.hpp"
#include "runtime/builtins.hpp"
#include "runtime/evaluate.hpp"

#include "objects/error.hpp"
#include "objects/function.hpp"
#include "objects/native_function.hpp"
#include "vm/run.hpp"

namespace adder::runtime {
namespace {

PyObject *builtin_globals(PyObject *, PyObject *) {
    return Py_XNewRef(current_globals());
}
PyObject *builtin_locals(PyObject *, PyObject *) {
    return Py_XNewRef(PyEval_GetLocals());
}

PyCodeObject *as_code(PyObject *object) {
    return reinterpret_cast<PyCodeObject *>(object);
}

PyObject *builtin_import(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr objects::ArgumentSpec spec("__import__",
                                                "name, globals=None, locals=None, fromlist=(), level=0");
    PyObject *values[5];
    TRY(spec.bind(args, count, keyword_names, values));
    int level = 0;
    if (values[4] != nullptr) {
        level = _PyLong_AsInt(values[4]);
        if (level == -1 && objects::is_error_pending()) return nullptr;
    }
    return PyImport_ImportModuleLevelObject(values[0], values[1], values[2], values[3], level);
}

// --- compile

constexpr int obsolete_nested = 0x10;
constexpr int future_mask = 0x1fe0000;
constexpr int only_ast = 0x400;
constexpr int allow_top_level_await = 0x2000;
constexpr int compile_mask = 0x200 | only_ast | 0x1000 | allow_top_level_await | 0x4000;

struct CompileArguments {
    std::string filename;
    CompileOptions options;
    bool makes_tree = false;
};

[[nodiscard]] int take_filename(PyObject *object, std::string &filename) {
    PyObject *decoded = nullptr;
    if (!PyUnicode_FSDecoder(object, &decoded)) return -1;
    const objects::Ref owned = objects::Ref::steal(decoded);
    const objects::Ref bytes = TRY_REF(PyUnicode_AsEncodedString(decoded, "utf-8", "surrogatepass"));
    filename.assign(PyBytes_AS_STRING(bytes.get()), static_cast<size_t>(PyBytes_GET_SIZE(bytes.get())));
    return 0;
}

[[nodiscard]] int take_mode(PyObject *object, int flags, syntax::Mode &mode) {
    if (!PyUnicode_Check(object)) {
        _PyArg_BadArgument("compile", "argument 'mode'", "str", object);
        return -1;
    }
    const auto is = [&](const char *text) { return PyUnicode_CompareWithASCIIString(object, text) == 0; };
    if (is("exec"))
        mode = syntax::Mode::File;
    else if (is("eval"))
        mode = syntax::Mode::Expression;
    else if (is("single"))
        mode = syntax::Mode::Single;
    else if (is("func_type") && (flags & only_ast) != 0)
        mode = syntax::Mode::FunctionType;
    else if (is("func_type"))
        return objects::raise_value_error("compile() mode 'func_type' requires flag PyCF_ONLY_AST");
    else if ((flags & only_ast) != 0)
        return objects::raise_value_error("compile() mode must be 'exec', 'eval', 'single' or 'func_type'");
    else
        return objects::raise_value_error("compile() mode must be 'exec', 'eval' or 'single'");
    return 0;
}

// An int argument with its default; -1 with an error set.
[[nodiscard]] int take_int(PyObject *object, int default_value, int &number) {
    number = object == nullptr ? default_value : _PyLong_AsInt(object);
    return number == -1 && objects::is_error_pending() ? -1 : 0;
}

[[nodiscard]] int take_flags(PyObject *const *values, CompileArguments &arguments) {
    CompileOptions &options = arguments.options;
    int flags;
    TRY(take_int(values[3], 0, flags));
    const int keeps_own = values[4] == nullptr ? 0 : TRY(PyObject_IsTrue(values[4]));
    TRY(take_int(values[5], -1, options.optimize));
    if ((flags & ~(future_mask | obsolete_nested | compile_mask)) != 0) {
        return objects::raise_value_error("compile(): unrecognised flags");
    }
    if (options.optimize < -1 || options.optimize > 2)
        return objects::raise_value_error("compile(): invalid optimize value");
    TRY(take_mode(values[2], flags, options.mode));
    arguments.makes_tree = (flags & only_ast) != 0;
    options.allows_top_level_await = (flags & allow_top_level_await) != 0;
    options.inherited_flags = static_cast<uint32_t>(flags & future_mask);
    if (!keeps_own) options.inherited_flags |= current_future_flags();
    return 0;
}

PyObject *builtin_compile(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr objects::ArgumentSpec spec(
        "compile",
        "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1");
    PyObject *values[7];
    TRY(spec.bind(args, count, keyword_names, values));
    CompileArguments arguments;
    TRY(take_filename(values[1], arguments.filename));
    TRY(take_flags(values, arguments));
    if (is_ast(values[0])) {
        if (arguments.makes_tree) return Py_NewRef(values[0]);
        return compile_ast(values[0], arguments.filename, arguments.options).release();
    }
    const auto source = source_from_object(values[0], arguments.filename, "compile", "string, bytes or AST");
    if (!source) return nullptr;
    return (arguments.makes_tree ? parse_text(*source, arguments.options)
                                 : compile_text(*source, arguments.options))
        .release();
}

// --- eval and exec

struct Namespaces {
    objects::Ref globals;
    objects::Ref locals;
};

// Where globals are not given, the caller's are taken, and its locals with them; locals alone default to the
// globals.
[[nodiscard]] int choose_namespaces(PyObject *globals, PyObject *locals, Namespaces &result) {
    const bool has_globals = globals != nullptr && globals != Py_None;
    const bool has_locals = locals != nullptr && locals != Py_None;
    result.globals = objects::Ref::borrow(has_globals ? globals : current_globals());
    if (has_locals) {
        result.locals = objects::Ref::borrow(locals);
    } else {
        result.locals = has_globals ? result.globals : objects::Ref::borrow(PyEval_GetLocals());
    }
    return objects::is_error_pending() ? -1 : 0;
}

PyObject *run_text(const base::Source &source, syntax::Mode mode, const Namespaces &namespaces) {
    const CompileOptions options = {.mode = mode, .inherited_flags = current_future_flags()};
    const objects::Ref code = TRY(compile_text(source, options));
    return vm::run_code(code.get(), namespaces.globals.get(), namespaces.locals.get());
}

[[nodiscard]] int check_eval_namespaces(PyObject *globals, PyObject *locals) {
    if (locals != nullptr && locals != Py_None && !PyMapping_Check(locals))
        return objects::raise_type_error("locals must be a mapping");
    if (globals == nullptr || globals == Py_None || PyDict_Check(globals)) return 0;
    return objects::raise_type_error(PyMapping_Check(globals)
                                         ? "globals must be a real dict; try eval(expr, {}, mapping)"
                                         : "globals must be a dict");
}

// eval() takes an expression with blanks in front of it.
std::string_view strip_blanks(std::string_view text) {
    const size_t start = text.find_first_not_of(" \t");
    return start == std::string_view::npos ? std::string_view() : text.substr(start);
}

PyObject *eval_text(PyObject *object, const Namespaces &namespaces) {
    if (PyUnicode_Check(object)) {
        Py_ssize_t size;
        const char *text = PyUnicode_AsUTF8AndSize(object, &size);
        if (text == nullptr) return nullptr;
        const auto expression = strip_blanks({text, static_cast<size_t>(size)});
        return run_text(base::Source::from_text("<string>", expression), syntax::Mode::Expression,
                        namespaces);
    }
    const auto source = source_from_object(object, "<string>", "eval", "string, bytes or code");
    if (!source) return nullptr;
    return run_text(base::Source::from_bytes("<string>", strip_blanks(source->text())),
                    syntax::Mode::Expression, namespaces);
}

PyObject *builtin_eval(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("eval", count, 1, 3)) return nullptr;
    PyObject *globals = count > 1 ? args[1] : nullptr;
    PyObject *locals = count > 2 ? args[2] : nullptr;
    TRY(check_eval_namespaces(globals, locals));
    Namespaces namespaces;
    TRY(choose_namespaces(globals, locals, namespaces));
    if (!namespaces.globals || !namespaces.locals) {
        return objects::raise_type_error("eval must be given globals and locals when called without a frame");
    }
    TRY(ensure_builtins(namespaces.globals.get()));
    if (!PyCode_Check(args[0])) return eval_text(args[0], namespaces);
    if (as_code(args[0])->free_count > 0) {
        return objects::raise_type_error("code object passed to eval() may not contain free variables");
    }
    return vm::run_code(args[0], namespaces.globals.get(), namespaces.locals.get());
}

[[nodiscard]] int check_closure(PyObject *code, PyObject *closure) {
    const Py_ssize_t free_count = as_code(code)->free_count;
    if (free_count == 0) {
        return closure == nullptr ? 0
                                  : static_cast<int>(objects::raise_type_error(
                                        "cannot use a closure with this code object"));
    }
    bool is_right =
        closure != nullptr && PyTuple_CheckExact(closure) && PyTuple_GET_SIZE(closure) == free_count;
    for (Py_ssize_t i = 0; is_right && i < free_count; i++)
        is_right = PyCell_Check(PyTuple_GET_ITEM(closure, i));
    if (is_right) return 0;
    return objects::raise_type_error("code object requires a closure of exactly length %zd", free_count);
}

PyObject *exec_code(PyObject *code, PyObject *closure, const Namespaces &namespaces) {
    TRY(check_closure(code, closure));
    return vm::run_code(code, namespaces.globals.get(), namespaces.locals.get(), closure);
}

PyObject *exec_text(PyObject *object, PyObject *closure, const Namespaces &namespaces) {
    if (closure != nullptr)
        return objects::raise_type_error("closure can only be used when source is a code object");
    const auto source = source_from_object(object, "<string>", "exec", "string, bytes or code");
    return source ? run_text(*source, syntax::Mode::File, namespaces) : nullptr;
}

PyObject *builtin_exec(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr objects::ArgumentSpec spec("exec",
                                                "source, globals=None, locals=None, /, *, closure=None");
    PyObject *values[4];
    TRY(spec.bind(args, count, keyword_names, values));
    Namespaces namespaces;
    TRY(choose_namespaces(values[1], values[2], namespaces));
    if (!namespaces.globals || !namespaces.locals)
        return objects::raise(PyExc_SystemError, "globals and locals cannot be NULL");
    PyObject *globals = namespaces.globals.get(), *locals = namespaces.locals.get();
    if (!PyDict_Check(globals))
        return objects::raise_type_error("exec() globals must be a dict, not %.100s",
                                         Py_TYPE(globals)->tp_name);
    if (!PyMapping_Check(locals)) {
        return objects::raise_type_error("locals must be a mapping or None, not %.100s",
                                         Py_TYPE(locals)->tp_name);
    }
    TRY(ensure_builtins(globals));
    PyObject *closure = values[3] == Py_None ? nullptr : values[3];
    const objects::Ref result = TRY_REF(PyCode_Check(values[0]) ? exec_code(values[0], closure, namespaces)
                                                                : exec_text(values[0], closure, namespaces));
    Py_RETURN_NONE;
}

} // namespace

PyMethodDef evaluation_functions[] = {
    {"__import__", _PyCFunction_CAST(builtin_import), METH_FASTCALL | METH_KEYWORDS,
     "__import__($module, /, name, globals=None, locals=None, fromlist=(),\n"
     "           level=0)\n--\n\nImport a module.\n\n"
     "This function is meant for the interpreter; importlib.import_module() is better\n"
     "to import a module by its name. The top-level package is returned unless fromlist\n"
     "is given; level counts the dots of a relative import."},
    {"compile", _PyCFunction_CAST(builtin_compile), METH_FASTCALL | METH_KEYWORDS,
     "compile($module, /, source, filename, mode, flags=0,\n"
     "        dont_inherit=False, optimize=-1, *, _feature_version=-1)\n--\n\n"
     "Compile source into a code object that can be executed by exec() or eval().\n\n"
     "The mode is 'exec' for a module, 'single' for one interactive statement, or 'eval' for an expression."},
    {"eval", _PyCFunction_CAST(builtin_eval), METH_FASTCALL,
     "eval($module, source, globals=None, locals=None, /)\n--\n\n"
     "Evaluate the given source in the context of globals and locals.\n\n"
     "The source may be a string representing a Python expression\nor a code object as returned by "
     "compile()."},
    {"exec", _PyCFunction_CAST(builtin_exec), METH_FASTCALL | METH_KEYWORDS,
     "exec($module, source, globals=None, locals=None, /, *, closure=None)\n--\n\n"
     "Execute the given source in the context of globals and locals.\n\n"
     "The source may be a string representing one or more Python statements\nor a code object as returned by "
     "compile()."},
    {"globals", builtin_globals, METH_NOARGS,
     "globals($module, /)\n--\n\nReturn the dictionary containing the current scope's global variables."},
    {"locals", builtin_locals, METH_NOARGS,
     "locals($module, /)\n--\n\nReturn a dictionary containing the current scope's local variables."},
    {},
};

} // namespace adder::runtime
