// SPDX-License-Identifier: MIT
//
// A class is made by calling `type`, as a class statement would; only __init__ and __reduce__ of ast.AST are
// native. Documentation strings are the rows in the notation of CPython's grammar of trees
// (Parser/Python.asdl): "BinOp(expr left, operator op, expr right)".
#include "runtime/ast_types.hpp"

#include "objects/error.hpp"

#include <map>
#include <string>

namespace adder::runtime {
namespace {

using objects::Ref;
using syntax::NodeKind;

// --- the methods of ast.AST

[[nodiscard]] int set_positional(PyObject *self, PyObject *fields, PyObject *args) {
    const Py_ssize_t count = PyTuple_GET_SIZE(args), most = PyTuple_GET_SIZE(fields);
    if (count > most)
        return objects::raise_type_error("%.400s constructor takes at most %zd positional argument%s",
                                         Py_TYPE(self)->tp_name, most, most == 1 ? "" : "s");
    for (Py_ssize_t i = 0; i < count; i++)
        TRY(PyObject_SetAttr(self, PyTuple_GET_ITEM(fields, i), PyTuple_GET_ITEM(args, i)));
    return 0;
}

[[nodiscard]] int set_keyword(PyObject *self, PyObject *fields, Py_ssize_t positional_count, PyObject *key,
                              PyObject *value) {
    for (Py_ssize_t i = 0; i < positional_count; i++) {
        if (TRY(PyObject_RichCompareBool(PyTuple_GET_ITEM(fields, i), key, Py_EQ)))
            return objects::raise_type_error("%.400s got multiple values for argument '%U'",
                                             Py_TYPE(self)->tp_name, key);
    }
    return PyObject_SetAttr(self, key, value);
}

// What is not given stays unset.
PyObject *init(PyObject *self, PyObject *args, PyObject *keywords) {
    const Ref names = TRY_REF(PyObject_GetAttrString(reinterpret_cast<PyObject *>(Py_TYPE(self)), "_fields"));
    const Ref fields = TRY_REF(PySequence_Tuple(names.get())); // a copy: setting a field may run Python code
    TRY(set_positional(self, fields.get(), args));
    PyObject *key, *value;
    for (Py_ssize_t position = 0; keywords != nullptr && PyDict_Next(keywords, &position, &key, &value);)
        TRY(set_keyword(self, fields.get(), PyTuple_GET_SIZE(args), key, value));
    Py_RETURN_NONE;
}

// Unlike object's it takes what __init__ takes.
PyObject *make(PyObject *, PyObject *args, PyObject *) {
    if (PyTuple_GET_SIZE(args) == 0)
        return objects::raise_type_error("ast.AST.__new__(): not enough arguments");
    PyObject *type = PyTuple_GET_ITEM(args, 0);
    if (!PyType_Check(type))
        return objects::raise_type_error("ast.AST.__new__(X): X is not a type object (%s)",
                                         Py_TYPE(type)->tp_name);
    if (!TRY(PyObject_IsSubclass(type, ast_types()->ast))) {
        const char *name = reinterpret_cast<PyTypeObject *>(type)->tp_name;
        return objects::raise_type_error("ast.AST.__new__(%s): %s is not a subtype of ast.AST", name, name);
    }
    return PyType_GenericNew(reinterpret_cast<PyTypeObject *>(type), nullptr, nullptr);
}

PyObject *reduce(PyObject *self, PyObject *) {
    const Ref attributes = TRY_REF(PyObject_GetAttrString(self, "__dict__"));
    return Py_BuildValue("(O()O)", Py_TYPE(self), attributes.get());
}

PyMethodDef init_method = {"__init__", _PyCFunction_CAST(init), METH_VARARGS | METH_KEYWORDS,
                           "Initialize self.  See help(type(self)) for accurate signature."};
PyMethodDef new_method = {"__new__", _PyCFunction_CAST(make), METH_VARARGS | METH_KEYWORDS, nullptr};
PyMethodDef reduce_method = {"__reduce__", reduce, METH_NOARGS, nullptr};

// --- texts

// ast.def's field types in the notation of the documentation; "Optional…" is the type with a question mark.
const std::map<std::string_view, std::string_view> asdl_names = {
    {"ExpressionNode *", "expr"},
    {"ExpressionList", "expr*"},
    {"StatementList", "stmt*"},
    {"PatternNode *", "pattern"},
    {"PatternList", "pattern*"},
    {"Identifier", "identifier"},
    {"IdentifierList", "identifier*"},
    {"String", "string"},
    {"int", "int"},
    {"ConstantValue", "constant"},
    {"Operator", "operator"},
    {"BooleanOperator", "boolop"},
    {"UnaryOperator", "unaryop"},
    {"ComparisonOperatorList", "cmpop*"},
    {"ExpressionContext", "expr_context"},
    {"Arguments *", "arguments"},
    {"ArgList", "arg*"},
    {"KeywordList", "keyword*"},
    {"AliasList", "alias*"},
    {"WithItemList", "withitem*"},
    {"MatchCaseList", "match_case*"},
    {"ExceptHandlerList", "excepthandler*"},
    {"ComprehensionList", "comprehension*"},
    {"TypeIgnoreList", "type_ignore*"},
    {"OptionalExpression", "expr?"},
    {"OptionalPattern", "pattern?"},
    {"OptionalArg", "arg?"},
    {"OptionalIdentifier", "identifier?"},
    {"OptionalString", "string?"},
    {"OptionalInteger", "int?"},
};

std::string row_text(NodeKind kind) {
    std::string text = syntax::node_kind_name(kind);
    const char *separator = "(";
    for (const syntax::FieldInfo &field : syntax::fields_of(kind)) {
        ((text += separator) += asdl_names.at(field.type)) += ' ';
        text += field.name;
        separator = ", ";
    }
    return syntax::fields_of(kind).empty() ? text : text + ")";
}

// The group's name and below each other its rows.
std::string group_text(const std::string &name, std::string_view node_base, std::string_view only = {}) {
    std::string text;
    for (int i = 0; i < syntax::node_kind_count; i++) {
        const auto kind = static_cast<NodeKind>(i);
        if (syntax::node_base_name(kind) != node_base) continue;
        if (!only.empty() && syntax::node_kind_name(kind) != only) continue;
        text += text.empty() ? name + " = " : "\n" + std::string(name.size() + 1, ' ') + "| ";
        text += row_text(kind);
    }
    return text;
}

// --- classes

// Calls that fail leave an exception, and what follows does nothing.
class Builder {
  public:
    // A class of module `ast`; immortal.
    PyObject *make_class(const std::string &name, PyObject *base, const std::string &doc, PyObject *fields) {
        if (objects::is_error_pending()) return nullptr;
        PyObject *dict = Py_BuildValue("{s:s,s:O,s:O,s:s}", "__module__", "ast", "_fields", fields,
                                       "__match_args__", fields, "__doc__", doc.c_str());
        if (dict == nullptr) return nullptr;
        return PyObject_CallFunction(reinterpret_cast<PyObject *>(&PyType_Type), "s(O)N", name.c_str(), base,
                                     dict);
    }

    PyObject *make_group(const std::string &name, const std::string &doc, bool has_location) {
        PyObject *group = make_class(name, types.ast, doc, empty);
        if (group != nullptr) set_location(group, has_location);
        return group;
    }

    // Nodes without an end are allowed: its fields have a default.
    void set_location(PyObject *made, bool has_location) {
        set(made, "_attributes", has_location ? location : empty);
        if (!has_location) return;
        set(made, "end_lineno", Py_None);
        set(made, "end_col_offset", Py_None);
    }

    void set(PyObject *made, const char *name, PyObject *value) {
        if (objects::is_error_pending() || made == nullptr) return;
        PyObject_SetAttrString(made, name, value);
    }

    void make_base();
    void make_groups();
    void make_nodes();
    void make_enum(const char *name, std::span<const char *const> names, AstEnum &result);

    AstTypes types{};
    PyObject *empty = PyTuple_New(0);
    PyObject *location = nullptr; // the tuple of location_names
};

void Builder::make_base() {
    const char *names[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};
    location = Py_BuildValue("(ssss)", names[0], names[1], names[2], names[3]);
    for (size_t i = 0; i < types.location_names.size(); i++)
        types.location_names[i] = PyUnicode_InternFromString(names[i]);
    types.ast = make_class("AST", reinterpret_cast<PyObject *>(&PyBaseObject_Type), "", empty);
    if (types.ast == nullptr) return;
    set(types.ast, "_attributes", empty);
    set(types.ast, "__doc__", Py_None);
    const Ref make_new = Ref::steal(PyCFunction_New(&new_method, types.ast));
    if (make_new) set(types.ast, "__new__", make_new.get());
    for (PyMethodDef *method : {&init_method, &reduce_method}) {
        const Ref descriptor =
            Ref::steal(PyDescr_NewMethod(reinterpret_cast<PyTypeObject *>(types.ast), method));
        if (descriptor) set(types.ast, method->ml_name, descriptor.get());
    }
}

void Builder::make_groups() {
    types.mod = make_group("mod", group_text("mod", "ModuleNode"), false);
    types.stmt = make_group("stmt", group_text("stmt", "StatementNode"), true);
    types.expr = make_group("expr", group_text("expr", "ExpressionNode"), true);
    types.pattern = make_group("pattern", group_text("pattern", "PatternNode"), true);
    types.excepthandler =
        make_group("excepthandler", group_text("excepthandler", "Node", "ExceptHandler"), true);
    types.type_ignore = make_group("type_ignore", group_text("type_ignore", "Node", "TypeIgnore"), false);
    // The end of an expression has a default, of a pattern it has none.
    for (const char *name : {"end_lineno", "end_col_offset"})
        if (types.pattern != nullptr) PyObject_DelAttrString(types.pattern, name);
}

PyObject *base_class_of(const AstTypes &types, NodeKind kind) {
    const std::string_view base = syntax::node_base_name(kind);
    if (base == "ModuleNode") return types.mod;
    if (base == "StatementNode") return types.stmt;
    if (base == "ExpressionNode") return types.expr;
    if (base == "PatternNode") return types.pattern;
    if (kind == NodeKind::ExceptHandler) return types.excepthandler;
    if (kind == NodeKind::TypeIgnore) return types.type_ignore;
    return types.ast;
}

PyObject *make_field_names(NodeKind kind) {
    const auto fields = syntax::fields_of(kind);
    PyObject *names = PyTuple_New(static_cast<Py_ssize_t>(fields.size()));
    for (size_t i = 0; names != nullptr && i < fields.size(); i++) {
        PyObject *name = PyUnicode_InternFromString(fields[i].name);
        if (name == nullptr) return nullptr;
        PyTuple_SET_ITEM(names, static_cast<Py_ssize_t>(i), name);
    }
    return names;
}

void Builder::make_nodes() {
    for (int i = 0; i < syntax::node_kind_count && !objects::is_error_pending(); i++) {
        const auto kind = static_cast<NodeKind>(i);
        PyObject *base = base_class_of(types, kind), *names = make_field_names(kind);
        if (names == nullptr) return;
        PyObject *made = make_class(syntax::node_kind_name(kind), base, row_text(kind), names);
        types.classes[static_cast<size_t>(i)] = made;
        types.field_names[static_cast<size_t>(i)] = names;
        if (base == types.ast && made != nullptr) set_location(made, syntax::has_location(kind));
        for (const syntax::FieldInfo &field : syntax::fields_of(kind))
            if (field.type.starts_with("Optional")) set(made, field.name, Py_None);
    }
}

void Builder::make_enum(const char *name, std::span<const char *const> names, AstEnum &result) {
    std::string doc = name;
    for (const char *value : names) (doc += value == names.front() ? " = " : " | ") += value;
    result.base = make_group(name, doc, false);
    for (const char *value : names) {
        PyObject *made = make_class(value, result.base, value, empty);
        result.classes.push_back(made);
        result.values.push_back(
            made == nullptr ? nullptr
                            : PyType_GenericNew(reinterpret_cast<PyTypeObject *>(made), nullptr, nullptr));
    }
}

// Static like the built-in types: made at the first use, the same for all of the process, and never changed.
AstTypes made_types;
bool are_made = false;

} // namespace

const AstTypes *ast_types() {
    if (are_made) return &made_types;
    Builder builder;
    builder.make_base();
    if (builder.types.ast == nullptr) return nullptr;
    builder.make_groups();
    builder.make_enum("expr_context", syntax::names_of(syntax::ExpressionContext{}), builder.types.contexts);
    builder.make_enum("boolop", syntax::names_of(syntax::BooleanOperator{}), builder.types.boolean_operators);
    builder.make_enum("operator", syntax::names_of(syntax::Operator{}), builder.types.operators);
    builder.make_enum("unaryop", syntax::names_of(syntax::UnaryOperator{}), builder.types.unary_operators);
    builder.make_enum("cmpop", syntax::names_of(syntax::ComparisonOperator{}),
                      builder.types.comparison_operators);
    builder.make_nodes();
    if (objects::is_error_pending()) return nullptr;
    made_types = builder.types;
    are_made = true;
    return &made_types;
}

bool is_ast(PyObject *object) {
    return are_made && PyType_IsSubtype(Py_TYPE(object), reinterpret_cast<PyTypeObject *>(made_types.ast));
}

} // namespace adder::runtime
