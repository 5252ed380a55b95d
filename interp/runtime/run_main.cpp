// SPDX-License-Identifier: MIT
//
// Running a program in __main__: text, a file, a module, a folder, standard input; and what an uncaught
// exception means for the process.
#include "runtime/interpreter.hpp"

#include "base/file.hpp"
#include "base/source.hpp"
#include "objects/codec.hpp"
#include "objects/error.hpp"
#include "objects/module.hpp"
#include "objects/names.hpp"
#include "objects/runtime_state.hpp"
#include "runtime/compile_text.hpp"
#include "runtime/import.hpp"
#include "runtime/import_steps.hpp"
#include "runtime/module_finder.hpp"
#include "runtime/module_loaders.hpp"
#include "runtime/module_spec.hpp"
#include "vm/run.hpp"

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>

namespace adder::runtime {

namespace {

constexpr int interrupt_status = 130;

PyObject *main_module() {
    return PyImport_AddModuleObject(objects::name::main_module);
}

objects::Ref to_str(const std::string &text) {
    return objects::Ref::steal(
        PyUnicode_DecodeFSDefaultAndSize(text.data(), static_cast<Py_ssize_t>(text.size())));
}

int run_source(const base::Source &source, PyObject *path) {
    PyObject *module = main_module();
    if (module == nullptr) return -1;
    TRY(set_main_attributes(module, path));
    objects::Ref code = TRY(compile_text(source, CompileOptions{}));
    objects::Ref result =
        TRY_REF(vm::run_code(code.get(), objects::module_dict(module), objects::module_dict(module)));
    return 0;
}

// --- exit status

// The status that SystemExit asks for; what is no number is printed.
int status_of_exit(PyObject *exception) {
    objects::Ref code = objects::Ref::steal(PyObject_GetAttrString(exception, "code"));
    PyErr_Clear();
    if (!code) code = objects::Ref::borrow(exception);
    if (code.get() == Py_None) return 0;
    if (PyLong_Check(code.get())) {
        const long status = PyLong_AsLong(code.get());
        PyErr_Clear(); // one too large counts as -1
        return static_cast<int>(status) & 0xff;
    }
    const objects::Ref text = objects::Ref::steal(PyObject_Str(code.get()));
    PyErr_Clear();
    if (text) PySys_FormatStderr("%S", text.get());
    PySys_WriteStderr("\n");
    return 1;
}

int remember_last_exception(PyObject *exception) {
    PyObject *traceback = reinterpret_cast<PyBaseExceptionObject *>(exception)->traceback;
    TRY(PySys_SetObject("last_type", reinterpret_cast<PyObject *>(Py_TYPE(exception))));
    TRY(PySys_SetObject("last_value", exception));
    return PySys_SetObject("last_traceback", traceback == nullptr ? Py_None : traceback);
}

// Calls sys.excepthook and gives the program's status; shows both exceptions when it raises itself.
int call_excepthook(PyObject *exception) {
    const int status = Py_IS_TYPE(exception, reinterpret_cast<PyTypeObject *>(PyExc_KeyboardInterrupt))
                           ? interrupt_status
                           : 1;
    PyObject *traceback = reinterpret_cast<PyBaseExceptionObject *>(exception)->traceback;
    objects::Ref hook = objects::Ref::borrow(PySys_GetObject("excepthook"));
    if (!hook) {
        PySys_WriteStderr("sys.excepthook is missing\n");
        PyErr_Display(nullptr, exception, nullptr);
        return status;
    }
    objects::Ref result = objects::Ref::steal(
        PyObject_CallFunctionObjArgs(hook.get(), reinterpret_cast<PyObject *>(Py_TYPE(exception)), exception,
                                     traceback == nullptr ? Py_None : traceback, nullptr));
    if (result || !objects::is_error_pending()) return status;
    objects::Ref second = objects::take_exception();
    if (PyErr_GivenExceptionMatches(second.get(), PyExc_SystemExit) != 0) return status_of_exit(second.get());
    PySys_WriteStderr("Error in sys.excepthook:\n");
    PyErr_Display(nullptr, second.get(), nullptr);
    PySys_WriteStderr("\nOriginal exception was:\n");
    PyErr_Display(nullptr, exception, nullptr);
    return status;
}

void flush_stdout() {
    objects::Ref stream = objects::Ref::borrow(PySys_GetObject("stdout"));
    if (!stream || stream.get() == Py_None) return;
    objects::Ref result = objects::Ref::steal(PyObject_CallMethodNoArgs(stream.get(), objects::name::flush));
    if (!result) PyErr_Clear();
}

// Shows the pending exception through sys.excepthook; the status of a program that it ends.
int show_uncaught() {
    objects::Ref exception = objects::take_exception();
    if (!exception) return 1;
    flush_stdout();
    if (remember_last_exception(exception.get()) < 0) PyErr_Clear();
    return call_excepthook(exception.get());
}

// With -i the prompt comes next, also after SystemExit: it is shown like any other exception.
bool is_inspected() {
    PyObject *flags = PySys_GetObject("flags");
    objects::Ref inspect =
        objects::Ref::steal(flags == nullptr ? nullptr : PyObject_GetAttrString(flags, "inspect"));
    const bool is_set = inspect && PyObject_IsTrue(inspect.get()) == 1;
    PyErr_Clear();
    return is_set;
}

int status_of(int result) {
    if (result == 0) return 0;
    objects::Ref exception = objects::take_exception();
    const bool shows_exit =
        PyErr_GivenExceptionMatches(exception.get(), PyExc_SystemExit) != 0 && is_inspected();
    objects::restore_exception(exception);
    return shows_exit ? show_uncaught() : report_uncaught();
}

// --- modules as programs

struct ModuleProgram {
    std::string name; // with ".__main__" for a package
    objects::Ref spec;
    std::string problem; // complaint, when there is nothing to run
};

// The search path of a module's parent package, which is imported; empty without an error for a top-level
// module.
objects::Ref parent_path(const std::string &module_name) {
    size_t dot = module_name.rfind('.');
    if (dot == std::string::npos) return {};
    objects::Ref parent = TRY_REF(PyImport_ImportModule(module_name.substr(0, dot).c_str()));
    return objects::Ref::steal(PyObject_GetAttr(parent.get(), objects::name::dunder_path));
}

objects::Ref find_spec_of(const std::string &module_name) {
    const objects::Ref path = parent_path(module_name);
    if (objects::is_error_pending()) return {};
    const objects::Ref text = TRY(to_str(module_name));
    return find_spec(text.get(), path.get(), nullptr);
}

// Where the module is; a complaint when its parent cannot be imported.
objects::Ref find_program(const std::string &module_name, std::string &problem) {
    if (module_name.empty()) return {};
    objects::Ref spec = find_spec_of(module_name);
    objects::Ref error = objects::take_exception();
    if (!error) return spec;
    objects::Ref text = objects::Ref::steal(PyObject_Str(error.get()));
    const char *message = text ? PyUnicode_AsUTF8(text.get()) : nullptr;
    problem = "Error while finding module specification for '" + module_name + "' (" +
              Py_TYPE(error.get())->tp_name + ": " + (message == nullptr ? "" : message) + ")";
    PyErr_Clear();
    return {};
}

bool is_package(PyObject *spec) {
    const objects::Ref path = objects::Ref::steal(PyObject_GetAttrString(spec, "submodule_search_locations"));
    PyErr_Clear();
    return path && path.get() != Py_None;
}

// The code that the spec's loader has for the module; empty, perhaps with an error, when it has none.
objects::Ref code_of(PyObject *spec, const std::string &module_name) {
    const objects::Ref loader = TRY_REF(PyObject_GetAttrString(spec, "loader"));
    if (loader.get() == Py_None || !PyObject_HasAttrString(loader.get(), "get_code")) return {};
    objects::Ref code = TRY_REF(PyObject_CallMethod(loader.get(), "get_code", "s", module_name.c_str()));
    return code.get() == Py_None ? objects::Ref() : std::move(code);
}

ModuleProgram program_of(const std::string &module_name) {
    ModuleProgram program{module_name, {}, ""};
    program.spec = find_program(module_name, program.problem);
    if (!program.problem.empty()) return program;
    if (!program.spec && PyMapping_HasKeyString(objects::runtime.modules, module_name.c_str()) != 0) {
        program.problem = "No code object available for " + module_name;
    } else if (!program.spec) {
        program.problem = "No module named " + module_name;
    } else if (is_package(program.spec.get())) {
        program.name = module_name + ".__main__";
        program.spec = find_program(program.name, program.problem);
        if (program.problem.empty() && !program.spec)
            program.problem = "No module named " + program.name + "; '" + module_name +
                              "' is a package and cannot be directly executed";
    }
    return program;
}

int run_program(const ModuleProgram &program, PyObject *code) {
    PyObject *module = main_module();
    if (module == nullptr) return -1;
    TRY(set_module_attributes(module, program.spec.get()));
    TRY(PyObject_SetAttr(module, objects::name::dunder_name, objects::name::main_module));
    const objects::Ref origin = TRY_REF(PyObject_GetAttrString(program.spec.get(), "origin"));
    const char *file = PyUnicode_Check(origin.get()) ? PyUnicode_AsUTF8(origin.get()) : nullptr;
    if (file != nullptr) TRY(set_first_argument(file));
    const objects::Ref result =
        TRY_REF(vm::run_code(code, objects::module_dict(module), objects::module_dict(module)));
    return 0;
}

} // namespace

int report_uncaught() {
    if (!PyErr_ExceptionMatches(PyExc_SystemExit)) return show_uncaught();
    objects::Ref exception = objects::take_exception();
    flush_stdout();
    return status_of_exit(exception.get());
}

PyObject *main_namespace() {
    PyObject *module = main_module();
    return module == nullptr ? nullptr : objects::module_dict(module);
}

int prepend_to_path(const std::string &entry) {
    PyObject *path = PySys_GetObject("path");
    if (path == nullptr || !PyList_Check(path)) return 0;
    objects::Ref text = TRY(to_str(entry));
    return PyList_Insert(path, 0, text.get());
}

int set_first_argument(const std::string &argument) {
    PyObject *arguments = PySys_GetObject("argv");
    if (arguments == nullptr || !PyList_Check(arguments) || PyList_GET_SIZE(arguments) == 0) return 0;
    objects::Ref text = TRY(to_str(argument));
    return PyList_SetItem(arguments, 0, text.release());
}

int run_text(const std::string &text, const std::string &filename) {
    return status_of(run_source(base::Source::from_text(filename, text), nullptr));
}

int run_file(const std::string &path) {
    const std::string bytes = base::read_file(path.c_str()).value_or("");
    objects::Ref path_text = to_str(path);
    if (!path_text) return report_uncaught();
    return status_of(
        run_source(base::Source::from_file_bytes(path, bytes, objects::decode_source), path_text.get()));
}

int run_stdin() {
    std::string bytes;
    char buffer[65536];
    for (size_t count; (count = std::fread(buffer, 1, sizeof buffer, stdin)) > 0;)
        bytes.append(buffer, count);
    return status_of(
        run_source(base::Source::from_file_bytes("<stdin>", bytes, objects::decode_source), nullptr));
}

int run_module(const std::string &module_name, const std::string &program) {
    ModuleProgram found = program_of(module_name);
    objects::Ref code;
    if (found.problem.empty()) code = code_of(found.spec.get(), found.name);
    if (objects::is_error_pending()) return report_uncaught();
    if (found.problem.empty() && !code) found.problem = "No code object available for " + found.name;
    if (found.problem.empty()) return status_of(run_program(found, code.get()));
    std::fprintf(stderr, "%s: %s\n", program.c_str(), found.problem.c_str());
    return 1;
}

int run_folder(const std::string &folder, const std::string &program) {
    if (is_folder(folder) && ::access((folder + "/__main__.py").c_str(), R_OK) == 0) {
        if (prepend_to_path(folder) < 0) return report_uncaught();
        return run_module("__main__", program);
    }
    std::fprintf(stderr, "%s: can't find '__main__' module in '%s'\n", program.c_str(), folder.c_str());
    return 1;
}

extern "C" {

void PyErr_PrintEx(int set_sys_last_variables) {
    objects::Ref exception = objects::take_exception();
    if (!exception) return;
    bool is_exit = PyErr_GivenExceptionMatches(exception.get(), PyExc_SystemExit);
    if (is_exit) {
        objects::restore_exception(std::move(exception));
        Py_Exit(report_uncaught());
    }
    if (set_sys_last_variables && remember_last_exception(exception.get()) < 0) PyErr_Clear();
    call_excepthook(exception.get());
}

void PyErr_Print(void) {
    PyErr_PrintEx(1);
}

} // extern "C"

} // namespace adder::runtime
