// SPDX-License-Identifier: MIT
//
// PyRun_… and Py_Compile…: text and open files, compiled or run for an embedding program. Files are read to
// their end and decoded as scripts are.
#include "bytecode/code.hpp"
#include "objects/codec.hpp"
#include "objects/error.hpp"
#include "objects/function.hpp"
#include "objects/names.hpp"
#include "objects/runtime_state.hpp"
#include "runtime/compile_text.hpp"
#include "runtime/evaluate.hpp"
#include "runtime/import.hpp"
#include "runtime/interpreter.hpp"

#include <cstdio>
#include <string>

namespace adder::runtime {

using objects::Ref;

namespace {

constexpr int future_flags = bytecode::CodeFutureBarryAsBdfl | bytecode::CodeFutureAnnotations;

std::optional<syntax::Mode> mode_of_start(int start) {
    switch (start) {
    case Py_single_input: return syntax::Mode::Single;
    case Py_file_input: return syntax::Mode::File;
    case Py_eval_input: return syntax::Mode::Expression;
    default: PyErr_SetString(PyExc_ValueError, "unknown start symbol"); return std::nullopt;
    }
}

// A code object, or a tree when the flags ask for one. Features that the text switches on are added to the
// flags.
Ref compile_source(const base::Source &source, int start, PyCompilerFlags *flags, int optimize = -1) {
    const auto mode = mode_of_start(start);
    if (!mode) return {};
    const int given = flags == nullptr ? 0 : flags->cf_flags;
    if (given & PyCF_ONLY_AST) return parse_text(source, {.mode = *mode});
    Ref code = TRY(compile_text(source, {.mode = *mode,
                                         .inherited_flags = static_cast<uint32_t>(given & future_flags),
                                         .optimize = optimize}));
    if (flags != nullptr) flags->cf_flags |= static_cast<int>(code.as<PyCodeObject>()->flags) & future_flags;
    return code;
}

std::string read_file(FILE *file) {
    std::string bytes;
    char buffer[65536];
    for (size_t count; (count = std::fread(buffer, 1, sizeof buffer, file)) > 0;) bytes.append(buffer, count);
    return bytes;
}

Ref run_code(const Ref &code, PyObject *globals, PyObject *locals) {
    if (globals != nullptr && !PyDict_Check(globals)) {
        PyErr_BadInternalCall();
        return {};
    }
    if (globals != nullptr) TRY(ensure_builtins(globals));
    return Ref::steal(PyEval_EvalCode(code.get(), globals, locals));
}

// Reads the file, closes it if so asked, and runs it.
Ref run_open_file(FILE *file, const char *filename, int start, PyObject *globals, PyObject *locals,
                  bool closes_file, PyCompilerFlags *flags) {
    const auto source = base::Source::from_file_bytes(filename, read_file(file), objects::decode_source);
    if (closes_file) std::fclose(file);
    const Ref code = TRY(compile_source(source, start, flags));
    return run_code(code, globals, locals);
}

// Runs in __main__, whose __file__ it is meanwhile.
Ref run_as_script(FILE *file, const char *filename, bool closes_file, PyCompilerFlags *flags) {
    PyObject *module = TRY(PyImport_AddModuleObject(objects::name::main_module));
    PyObject *space = TRY(main_namespace());
    const Ref path = TRY_REF(PyUnicode_DecodeFSDefault(filename));
    const int has_file = TRY(PyDict_Contains(space, objects::name::dunder_file));
    if (!has_file) TRY(set_main_attributes(module, path.get()));
    Ref result = run_open_file(file, filename, Py_file_input, space, space, closes_file, flags);
    if (has_file) return result;
    const objects::SavedError error;
    for (PyObject *name : {objects::name::dunder_file, objects::name::dunder_cached})
        if (PyDict_DelItem(space, name) < 0) PyErr_Clear();
    return result;
}

int shown(const Ref &result) {
    if (result) return 0;
    PyErr_Print();
    return -1;
}

} // namespace

extern "C" {

PyObject *Py_CompileStringObject(const char *text, PyObject *filename, int start, PyCompilerFlags *flags,
                                 int optimize) {
    const char *name = PyUnicode_AsUTF8(filename);
    if (name == nullptr) return nullptr;
    return compile_source(adder::base::Source::from_text(name, text), start, flags, optimize).release();
}

PyObject *Py_CompileStringExFlags(const char *text, const char *filename, int start, PyCompilerFlags *flags,
                                  int optimize) {
    const Ref name = TRY_REF(PyUnicode_DecodeFSDefault(filename));
    return Py_CompileStringObject(text, name.get(), start, flags, optimize);
}

PyObject *Py_CompileString(const char *text, const char *filename, int start) {
    return Py_CompileStringExFlags(text, filename, start, nullptr, -1);
}

PyObject *PyRun_StringFlags(const char *text, int start, PyObject *globals, PyObject *locals,
                            PyCompilerFlags *flags) {
    const Ref code = TRY_REF(Py_CompileStringExFlags(text, "<string>", start, flags, -1));
    return run_code(code, globals, locals).release();
}

PyObject *PyRun_String(const char *text, int start, PyObject *globals, PyObject *locals) {
    return PyRun_StringFlags(text, start, globals, locals, nullptr);
}

PyObject *PyRun_FileExFlags(FILE *file, const char *filename, int start, PyObject *globals, PyObject *locals,
                            int closes_file, PyCompilerFlags *flags) {
    return run_open_file(file, filename, start, globals, locals, closes_file != 0, flags).release();
}

PyObject *PyRun_File(FILE *file, const char *filename, int start, PyObject *globals, PyObject *locals) {
    return PyRun_FileExFlags(file, filename, start, globals, locals, 0, nullptr);
}

int PyRun_SimpleStringFlags(const char *text, PyCompilerFlags *flags) {
    PyObject *space = main_namespace();
    if (space == nullptr) return shown({});
    return shown(Ref::steal(PyRun_StringFlags(text, Py_file_input, space, space, flags)));
}

int PyRun_SimpleString(const char *text) {
    return PyRun_SimpleStringFlags(text, nullptr);
}

int PyRun_SimpleFileExFlags(FILE *file, const char *filename, int closes_file, PyCompilerFlags *flags) {
    return shown(run_as_script(file, filename, closes_file != 0, flags));
}

int PyRun_SimpleFileEx(FILE *file, const char *filename, int closes_file) {
    return PyRun_SimpleFileExFlags(file, filename, closes_file, nullptr);
}

int PyRun_SimpleFile(FILE *file, const char *filename) {
    return PyRun_SimpleFileExFlags(file, filename, 0, nullptr);
}

} // extern "C"

} // namespace adder::runtime
