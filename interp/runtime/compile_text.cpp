// SPDX-License-Identifier: MIT
//
// The bridge from the front end's plain data to Python objects; see compile_text.hpp.
#include "runtime/compile_text.hpp"

#include "base/file.hpp"
#include "compile/compile.hpp"
#include "objects/codec.hpp"
#include "objects/error.hpp"
#include "objects/function.hpp"
#include "objects/runtime_state.hpp"
#include "runtime/ast_objects.hpp"
#include "runtime/ast_types.hpp"

#include <new>

namespace adder::runtime {
namespace {

using objects::Ref;
using syntax::SyntaxErrorKind;

PyObject *exception_class(SyntaxErrorKind kind) {
    switch (kind) {
    case SyntaxErrorKind::IndentationError: return PyExc_IndentationError;
    case SyntaxErrorKind::TabError: return PyExc_TabError;
    case SyntaxErrorKind::MemoryError: return PyExc_MemoryError;
    case SyntaxErrorKind::RecursionError: return PyExc_RecursionError;
    case SyntaxErrorKind::ValueError: return PyExc_ValueError;
    case SyntaxErrorKind::OverflowError: return PyExc_OverflowError;
    case SyntaxErrorKind::SyntaxError: break;
    }
    return PyExc_SyntaxError;
}

// Text as a str; lone surrogates, which string literals can hold, are kept.
Ref make_text(const std::string &text) {
    return Ref::steal(
        PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "surrogatepass"));
}

Ref none() {
    return Ref::borrow(Py_None);
}

// (filename, lineno, offset, text, end_lineno, end_offset) as SyntaxError takes them.
Ref make_place(const syntax::SyntaxError &error, const std::string &filename) {
    const Ref name = TRY(make_text(filename));
    const Ref text = error.has_text ? TRY(make_text(error.text)) : none();
    return Ref::steal(PyTuple_Pack(6, name.get(), _Adder_FromInt(error.lineno), _Adder_FromInt(error.offset),
                                   text.get(), _Adder_FromInt(error.end_lineno),
                                   _Adder_FromInt(error.end_offset)));
}

// A SyntaxError whose args are the message, with the parts of the place as attributes; an end that is not
// known is None there.
void raise_with_attributes(const syntax::SyntaxError &error, PyObject *message, PyObject *place) {
    const Ref exception = Ref::steal(PyObject_CallOneArg(PyExc_SyntaxError, message));
    if (!exception) return;
    const char *const names[] = {"filename", "lineno", "offset", "text", "end_lineno", "end_offset"};
    const Py_ssize_t known = error.end_offset < 0 ? 5 : 6;
    for (Py_ssize_t i = 0; i < known; i++)
        if (PyObject_SetAttrString(exception.get(), names[i], PyTuple_GET_ITEM(place, i)) < 0) return;
    PyErr_SetObject(PyExc_SyntaxError, exception.get());
}

// Bytes of a file that are no text have a message that names the file, and no place.
void raise_at_place(const syntax::SyntaxError &error, const std::string &filename) {
    const Ref message = make_text(error.message);
    if (!error.has_place) {
        if (message) PyErr_SetObject(PyExc_SyntaxError, message.get());
        return;
    }
    const Ref place = message ? make_place(error, filename) : nullptr;
    if (!place) return;
    if (!error.has_place_in_args) return raise_with_attributes(error, message.get(), place.get());
    const Ref args = Ref::steal(PyTuple_Pack(2, message.get(), place.get()));
    if (args) PyErr_SetObject(exception_class(error.kind), args.get());
}

PyObject *category(bool is_deprecation) {
    return is_deprecation ? PyExc_DeprecationWarning : PyExc_SyntaxWarning;
}

// Issues a warning; false when it was turned into an exception.
bool warn(const compile::Warning &warning, const std::string &filename) {
    const Ref message = make_text(warning.message);
    const Ref name = make_text(filename);
    if (!message || !name) return false;
    return PyErr_WarnExplicitObject(category(warning.is_deprecation), message.get(), name.get(),
                                    warning.lineno, nullptr, nullptr) == 0;
}

compile::Options compiler_options(const std::string &filename, const CompileOptions &wanted) {
    compile::Options options;
    options.filename = filename;
    options.inherited_flags = wanted.inherited_flags;
    options.allows_top_level_await = wanted.allows_top_level_await;
    options.optimize = wanted.optimize < 0 ? objects::runtime.optimize : wanted.optimize;
    options.max_str_digits = objects::runtime.int_max_str_digits;
    options.warn = [filename](const compile::Warning &warning) { return warn(warning, filename); };
    return options;
}

// An error without text that has a line shows it as the file has it, if there is such a file.
void show_line_of_file(syntax::SyntaxError &error, const std::string &filename) {
    if (error.has_text || error.lineno < 1) return;
    const std::string bytes = base::read_regular_file(filename.c_str()).value_or("");
    if (bytes.empty()) return;
    const base::Source source = base::Source::from_file_bytes(filename, bytes, objects::decode_source);
    if (error.lineno > source.line_count()) return;
    error.has_text = true;
    error.text = source.line(error.lineno);
    if (error.lineno < source.line_count() || bytes.back() == '\n') error.text += '\n';
}

// A code object, or the pending exception for `error`.
Ref code_or_raise(std::shared_ptr<bytecode::Code> code, syntax::SyntaxError &error,
                  const std::string &filename) {
    if (code != nullptr) return objects::make_code(std::move(code));
    show_line_of_file(error, filename);
    raise_syntax_error(error, filename);
    return nullptr;
}

Ref parse_or_raise(const base::Source &source, const CompileOptions &wanted) {
    base::Arena arena;
    const compile::Options options = compiler_options(source.filename(), wanted);
    const syntax::ParseResult result =
        syntax::parse(source, wanted.mode, arena, compile::parse_options(options));
    syntax::SyntaxError error;
    const bool goes_on = compile::issue_warnings(result, options, error);
    if (!goes_on) show_line_of_file(error, source.filename());
    if (goes_on && result.root != nullptr) return objects_from_tree(*result.root);
    if (goes_on && result.error) error = *result.error;
    raise_syntax_error(error, source.filename());
    return nullptr;
}

[[nodiscard]] int check_root(PyObject *root, syntax::Mode mode) {
    const AstTypes *types = ast_types();
    if (types == nullptr) return -1;
    const auto kind = mode == syntax::Mode::File     ? syntax::NodeKind::Module
                      : mode == syntax::Mode::Single ? syntax::NodeKind::Interactive
                                                     : syntax::NodeKind::Expression;
    if (TRY(PyObject_IsInstance(root, types->classes[static_cast<size_t>(kind)]))) return 0;
    return objects::raise_type_error("expected %s node, got %.400s", syntax::node_kind_name(kind),
                                     Py_TYPE(root)->tp_name);
}

Ref compile_tree_or_raise(PyObject *root, const std::string &filename, const CompileOptions &options) {
    TRY(check_root(root, options.mode));
    base::Arena arena;
    const syntax::ModuleNode *tree = tree_from_objects(root, arena);
    if (tree == nullptr) return nullptr;
    syntax::SyntaxError error;
    auto code = compile::compile(*tree, compiler_options(filename, options), error);
    return code_or_raise(std::move(code), error, filename);
}

// The front end's containers know no other way to tell of missing memory than std::bad_alloc.
template <class Function> Ref or_no_memory(Function &&function) {
    try {
        return function();
    } catch (const std::bad_alloc &) {
        PyErr_NoMemory();
        return nullptr;
    }
}

} // namespace

void raise_syntax_error(const syntax::SyntaxError &error, const std::string &filename) {
    if (PyErr_Occurred()) {
        // A warning filter made a warning an error: it is told as a SyntaxError, as any other error of the
        // text is.
        const bool is_warning = PyErr_ExceptionMatches(PyExc_SyntaxWarning) != 0 ||
                                PyErr_ExceptionMatches(PyExc_DeprecationWarning) != 0;
        if (!is_warning) return;
        PyErr_Clear();
    }
    switch (error.kind) {
    case SyntaxErrorKind::SyntaxError:
    case SyntaxErrorKind::IndentationError:
    case SyntaxErrorKind::TabError: raise_at_place(error, filename); return;
    case SyntaxErrorKind::MemoryError: PyErr_NoMemory(); return;
    default: PyErr_SetString(exception_class(error.kind), error.message.c_str());
    }
}

Ref compile_text(const base::Source &source, const CompileOptions &options) {
    return or_no_memory([&] {
        syntax::SyntaxError error;
        auto code = compile::compile_source(source, options.mode,
                                            compiler_options(source.filename(), options), error);
        return code_or_raise(std::move(code), error, source.filename());
    });
}

Ref parse_text(const base::Source &source, const CompileOptions &options) {
    return or_no_memory([&] { return parse_or_raise(source, options); });
}

Ref compile_ast(PyObject *root, const std::string &filename, const CompileOptions &options) {
    return or_no_memory([&] { return compile_tree_or_raise(root, filename, options); });
}

} // namespace adder::runtime
