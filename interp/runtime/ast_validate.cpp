// SPDX-License-Identifier: MIT
//
// What the grammar guarantees for trees made from text, asked of those that programs make. Messages are
// CPython's.
#include "runtime/ast_objects.hpp"

#include "objects/error.hpp"

#include <string>

namespace adder::runtime {
namespace {

using syntax::ConstantValue;
using syntax::ExpressionContext;

const char *name_of(ExpressionContext context) {
    return names_of(context)[static_cast<size_t>(context)];
}

[[nodiscard]] int check_place(const syntax::Location &place) {
    if (place.lineno > place.end_lineno)
        return objects::raise_value_error("AST node line range (%d, %d) is not valid", place.lineno,
                                          place.end_lineno);
    if ((place.lineno < 0 && place.end_lineno != place.lineno) ||
        (place.col_offset < 0 && place.col_offset != place.end_col_offset))
        return objects::raise_value_error(
            "AST node column range (%d, %d) for line range (%d, %d) is not valid", place.col_offset,
            place.end_col_offset, place.lineno, place.end_lineno);
    if (place.lineno == place.end_lineno && place.col_offset > place.end_col_offset)
        return objects::raise_value_error("line %d, column %d-%d is not a valid range", place.lineno,
                                          place.col_offset, place.end_col_offset);
    return 0;
}

[[nodiscard]] int check_name(syntax::Identifier name) {
    for (const char *constant : {"None", "True", "False"})
        if (name == constant)
            return objects::raise_value_error("identifier field can't represent '%s' constant", constant);
    return 0;
}

[[nodiscard]] int check_not_empty(bool is_empty, const char *what, const char *owner) {
    return is_empty ? objects::raise_value_error("empty %s on %s", what, owner) : 0;
}

bool is_number(const syntax::ExpressionNode &node, bool may_be_imaginary) {
    const auto *constant = syntax::node_if<syntax::Constant>(&node);
    if (constant == nullptr) return false;
    const auto type = constant->value.type;
    const bool is_imaginary = type == ConstantValue::Type::Imaginary || type == ConstantValue::Type::Complex;
    return may_be_imaginary ? is_imaginary
                            : type == ConstantValue::Type::Integer || type == ConstantValue::Type::Float;
}

bool is_negative_number(const syntax::ExpressionNode &node, bool may_be_imaginary) {
    const auto *negation = syntax::node_if<syntax::UnaryOp>(&node);
    return negation != nullptr && negation->op == syntax::UnaryOperator::USub &&
           (is_number(*negation->operand, false) ||
            (may_be_imaginary && is_number(*negation->operand, true)));
}

// `1 + 2j`
bool is_complex_number(const syntax::BinOp &node) {
    if (node.op != syntax::Operator::Add && node.op != syntax::Operator::Sub) return false;
    return (is_number(*node.left, false) || is_negative_number(*node.left, false)) &&
           is_number(*node.right, true);
}

bool is_singleton(ConstantValue::Type type) {
    return type == ConstantValue::Type::None || type == ConstantValue::Type::True ||
           type == ConstantValue::Type::False;
}

class Validator {
  public:
    [[nodiscard]] int check_root(const syntax::ModuleNode &root) {
        return visit(
            root, [&](const syntax::Module &module) { return check_statements(module.body); },
            [&](const syntax::Interactive &text) { return check_statements(text.body); },
            [&](const syntax::Expression &text) { return check_expression(*text.body); },
            [&](const syntax::FunctionType &types) -> int {
                TRY(check_expressions(types.argtypes));
                return check_expression(*types.returns);
            });
    }

  private:
    // --- statements

    [[nodiscard]] int check_statements(syntax::StatementList statements) {
        for (const syntax::StatementNode *statement : statements) {
            if (statement == nullptr) return objects::raise_value_error("None disallowed in statement list");
            TRY(check_place(statement->location));
            TRY(visit(*statement, [&](const auto &specific) { return check(specific); }));
        }
        return 0;
    }

    [[nodiscard]] int check_body(syntax::StatementList body, const char *owner) {
        TRY(check_not_empty(body.empty(), "body", owner));
        return check_statements(body);
    }

    template <class T>
    requires std::is_same_v<T, syntax::FunctionDef> || std::is_same_v<T, syntax::AsyncFunctionDef>
    [[nodiscard]] int check(const T &node) {
        TRY(check_body(node.body, node_kind_name(T::node_kind)));
        TRY(check_arguments(*node.args));
        TRY(check_expressions(node.decorator_list));
        return check_optional(node.returns);
    }
    [[nodiscard]] int check(const syntax::ClassDef &node) {
        TRY(check_body(node.body, "ClassDef"));
        TRY(check_expressions(node.bases));
        TRY(check_keywords(node.keywords));
        return check_expressions(node.decorator_list);
    }
    [[nodiscard]] int check(const syntax::Return &node) { return check_optional(node.value); }
    [[nodiscard]] int check(const syntax::Delete &node) {
        return check_targets(node.targets, ExpressionContext::Del, "Delete");
    }
    [[nodiscard]] int check(const syntax::Assign &node) {
        TRY(check_targets(node.targets, ExpressionContext::Store, "Assign"));
        return check_expression(*node.value);
    }
    [[nodiscard]] int check(const syntax::AugAssign &node) {
        TRY(check_expression(*node.target, ExpressionContext::Store));
        TRY(check_expression(*node.value));
        return check_single_target(*node.target, "augmented");
    }
    [[nodiscard]] int check(const syntax::AnnAssign &node) {
        if (node.simple != 0 && !syntax::is_node<syntax::Name>(*node.target))
            return objects::raise_type_error("AnnAssign with simple non-Name target");
        TRY(check_expression(*node.target, ExpressionContext::Store));
        TRY(check_optional(node.value));
        TRY(check_expression(*node.annotation));
        return check_single_target(*node.target, "annotated");
    }
    template <class T>
    requires std::is_same_v<T, syntax::For> || std::is_same_v<T, syntax::AsyncFor>
    [[nodiscard]] int check(const T &node) {
        TRY(check_expression(*node.target, ExpressionContext::Store));
        TRY(check_expression(*node.iter));
        TRY(check_body(node.body, node_kind_name(T::node_kind)));
        return check_statements(node.orelse);
    }
    [[nodiscard]] int check(const syntax::While &node) {
        TRY(check_expression(*node.test));
        TRY(check_body(node.body, "While"));
        return check_statements(node.orelse);
    }
    [[nodiscard]] int check(const syntax::If &node) {
        TRY(check_expression(*node.test));
        TRY(check_body(node.body, "If"));
        return check_statements(node.orelse);
    }
    template <class T>
    requires std::is_same_v<T, syntax::With> || std::is_same_v<T, syntax::AsyncWith>
    [[nodiscard]] int check(const T &node) {
        const char *owner = node_kind_name(T::node_kind);
        TRY(check_not_empty(node.items.empty(), "items", owner));
        for (const syntax::WithItem *item : node.items) {
            TRY(check_expression(*item->context_expr));
            if (item->optional_vars != nullptr)
                TRY(check_expression(*item->optional_vars, ExpressionContext::Store));
        }
        return check_body(node.body, owner);
    }
    [[nodiscard]] int check(const syntax::Match &node) {
        TRY(check_expression(*node.subject));
        TRY(check_not_empty(node.cases.empty(), "cases", "Match"));
        for (const syntax::MatchCase *item : node.cases) {
            TRY(check_pattern(*item->pattern, false));
            TRY(check_optional(item->guard));
            TRY(check_body(item->body, "match_case"));
        }
        return 0;
    }
    [[nodiscard]] int check(const syntax::Raise &node) {
        if (node.exc == nullptr)
            return node.cause == nullptr ? 0
                                         : objects::raise_value_error("Raise with cause but no exception");
        TRY(check_expression(*node.exc));
        return check_optional(node.cause);
    }
    template <class T>
    requires std::is_same_v<T, syntax::Try> || std::is_same_v<T, syntax::TryStar>
    [[nodiscard]] int check(const T &node) {
        const char *owner = node_kind_name(T::node_kind);
        TRY(check_body(node.body, owner));
        if (node.handlers.empty() && node.finalbody.empty())
            return objects::raise_value_error("%s has neither except handlers nor finalbody", owner);
        if (node.handlers.empty() && !node.orelse.empty())
            return objects::raise_value_error("%s has orelse but no except handlers", owner);
        for (const syntax::ExceptHandler *handler : node.handlers) {
            if (handler == nullptr) return objects::raise_value_error("None disallowed in handler list");
            TRY(check_place(handler->location));
            TRY(check_optional(handler->type));
            TRY(check_body(handler->body, "ExceptHandler"));
        }
        TRY(check_statements(node.finalbody));
        return check_statements(node.orelse);
    }
    [[nodiscard]] int check(const syntax::Assert &node) {
        TRY(check_expression(*node.test));
        return check_optional(node.msg);
    }
    [[nodiscard]] int check(const syntax::Import &node) {
        return check_not_empty(node.names.empty(), "names", "Import");
    }
    [[nodiscard]] int check(const syntax::ImportFrom &node) {
        if (node.level < 0) return objects::raise_value_error("Negative ImportFrom level");
        return check_not_empty(node.names.empty(), "names", "ImportFrom");
    }
    [[nodiscard]] int check(const syntax::Global &node) { return check_names(node.names, "Global"); }
    [[nodiscard]] int check(const syntax::Nonlocal &node) { return check_names(node.names, "Nonlocal"); }
    [[nodiscard]] int check(const syntax::Expr &node) { return check_expression(*node.value); }
    [[nodiscard]] int check(const syntax::Pass &) { return 0; }
    [[nodiscard]] int check(const syntax::Break &) { return 0; }
    [[nodiscard]] int check(const syntax::Continue &) { return 0; }

    [[nodiscard]] int check_single_target(const syntax::ExpressionNode &target, const char *statement) {
        if (syntax::is_node<syntax::Name>(target) || syntax::is_node<syntax::Attribute>(target) ||
            syntax::is_node<syntax::Subscript>(target))
            return 0;
        const int number = static_cast<int>(target.kind) - static_cast<int>(syntax::NodeKind::BoolOp) + 1;
        return objects::raise(PyExc_SystemError, "invalid node type (%d) for %s assignment", number,
                              statement);
    }

    [[nodiscard]] int check_names(syntax::IdentifierList names, const char *owner) {
        TRY(check_not_empty(names.empty(), "names", owner));
        for (const syntax::Identifier name : names)
            if (!syntax::is_present(name))
                return objects::raise_value_error("None disallowed in identifier list");
        return 0;
    }

    [[nodiscard]] int check_targets(syntax::ExpressionList targets, ExpressionContext context,
                                    const char *owner) {
        TRY(check_not_empty(targets.empty(), "targets", owner));
        return check_expressions(targets, context);
    }

    // --- expressions

    [[nodiscard]] int check_optional(const syntax::ExpressionNode *node) {
        return node == nullptr ? 0 : check_expression(*node);
    }

    [[nodiscard]] int check_expressions(syntax::ExpressionList nodes,
                                        ExpressionContext context = ExpressionContext::Load,
                                        bool may_be_absent = false) {
        for (const syntax::ExpressionNode *node : nodes) {
            if (node != nullptr)
                TRY(check_expression(*node, context));
            else if (!may_be_absent)
                return objects::raise_value_error("None disallowed in expression list");
        }
        return 0;
    }

    [[nodiscard]] int check_expression(const syntax::ExpressionNode &node,
                                       ExpressionContext context = ExpressionContext::Load) {
        TRY(check_place(node.location));
        return visit(node, [&](const auto &specific) -> int {
            if constexpr (requires { specific.ctx; }) {
                if (specific.ctx != context)
                    return objects::raise_value_error("expression must have %s context but has %s instead",
                                                      name_of(context), name_of(specific.ctx));
            } else if (context != ExpressionContext::Load) {
                return objects::raise_value_error("expression which can't be assigned to in %s context",
                                                  name_of(context));
            }
            return check(specific);
        });
    }

    [[nodiscard]] int check(const syntax::BoolOp &node) {
        if (node.values.size() < 2) return objects::raise_value_error("BoolOp with less than 2 values");
        return check_expressions(node.values);
    }
    [[nodiscard]] int check(const syntax::NamedExpr &node) {
        if (!syntax::is_node<syntax::Name>(*node.target))
            return objects::raise_type_error("NamedExpr target must be a Name");
        TRY(check_expression(*node.target, ExpressionContext::Store));
        return check_expression(*node.value);
    }
    [[nodiscard]] int check(const syntax::BinOp &node) {
        TRY(check_expression(*node.left));
        return check_expression(*node.right);
    }
    [[nodiscard]] int check(const syntax::UnaryOp &node) { return check_expression(*node.operand); }
    [[nodiscard]] int check(const syntax::Lambda &node) {
        TRY(check_arguments(*node.args));
        return check_expression(*node.body);
    }
    [[nodiscard]] int check(const syntax::IfExp &node) {
        TRY(check_expression(*node.test));
        TRY(check_expression(*node.body));
        return check_expression(*node.orelse);
    }
    [[nodiscard]] int check(const syntax::Dict &node) {
        if (node.keys.size() != node.values.size())
            return objects::raise_value_error("Dict doesn't have the same number of keys as values");
        TRY(check_expressions(node.keys, ExpressionContext::Load, true)); // absent: **mapping
        return check_expressions(node.values);
    }
    [[nodiscard]] int check(const syntax::Set &node) { return check_expressions(node.elts); }
    [[nodiscard]] int check(const syntax::DictComp &node) {
        TRY(check_generators(node.generators));
        TRY(check_expression(*node.key));
        return check_expression(*node.value);
    }
    [[nodiscard]] int check(const syntax::ListComp &node) { return check_comprehension(node); }
    [[nodiscard]] int check(const syntax::SetComp &node) { return check_comprehension(node); }
    [[nodiscard]] int check(const syntax::GeneratorExp &node) { return check_comprehension(node); }
    template <class T> [[nodiscard]] int check_comprehension(const T &node) {
        TRY(check_generators(node.generators));
        return check_expression(*node.elt);
    }
    [[nodiscard]] int check(const syntax::Await &node) { return check_expression(*node.value); }
    [[nodiscard]] int check(const syntax::Yield &node) { return check_optional(node.value); }
    [[nodiscard]] int check(const syntax::YieldFrom &node) { return check_expression(*node.value); }
    [[nodiscard]] int check(const syntax::Compare &node) {
        if (node.comparators.empty()) return objects::raise_value_error("Compare has no comparators");
        if (node.comparators.size() != node.ops.size())
            return objects::raise_value_error("Compare has a different number of comparators and operands");
        TRY(check_expressions(node.comparators));
        return check_expression(*node.left);
    }
    [[nodiscard]] int check(const syntax::Call &node) {
        TRY(check_expression(*node.func));
        TRY(check_expressions(node.args));
        return check_keywords(node.keywords);
    }
    [[nodiscard]] int check(const syntax::FormattedValue &node) {
        TRY(check_expression(*node.value));
        const int letter = node.conversion;
        if (letter != -1 && letter != 's' && letter != 'r' && letter != 'a')
            return objects::raise(PyExc_SystemError, "Unrecognized conversion character %d", letter);
        return check_optional(node.format_spec);
    }
    [[nodiscard]] int check(const syntax::JoinedStr &node) { return check_expressions(node.values); }
    [[nodiscard]] int check(const syntax::Constant &) { return 0; } // its value could be taken
    [[nodiscard]] int check(const syntax::Attribute &node) { return check_expression(*node.value); }
    [[nodiscard]] int check(const syntax::Subscript &node) {
        TRY(check_expression(*node.slice));
        return check_expression(*node.value);
    }
    [[nodiscard]] int check(const syntax::Starred &node) { return check_expression(*node.value, node.ctx); }
    [[nodiscard]] int check(const syntax::Name &node) { return check_name(node.id); }
    [[nodiscard]] int check(const syntax::List &node) { return check_expressions(node.elts, node.ctx); }
    [[nodiscard]] int check(const syntax::Tuple &node) { return check_expressions(node.elts, node.ctx); }
    [[nodiscard]] int check(const syntax::Slice &node) {
        TRY(check_optional(node.lower));
        TRY(check_optional(node.upper));
        return check_optional(node.step);
    }

    [[nodiscard]] int check_generators(syntax::ComprehensionList generators) {
        if (generators.empty()) return objects::raise_value_error("comprehension with no generators");
        for (const syntax::Comprehension *generator : generators) {
            TRY(check_expression(*generator->target, ExpressionContext::Store));
            TRY(check_expression(*generator->iter));
            TRY(check_expressions(generator->ifs));
        }
        return 0;
    }

    [[nodiscard]] int check_keywords(syntax::KeywordList keywords) {
        for (const syntax::Keyword *keyword : keywords) TRY(check_expression(*keyword->value));
        return 0;
    }

    // --- parameters

    [[nodiscard]] int check_parameters(syntax::ArgList parameters) {
        for (const syntax::Arg *parameter : parameters) TRY(check_parameter(parameter));
        return 0;
    }
    [[nodiscard]] int check_parameter(const syntax::Arg *parameter) {
        if (parameter == nullptr) return 0;
        TRY(check_place(parameter->location));
        return check_optional(parameter->annotation);
    }

    [[nodiscard]] int check_arguments(const syntax::Arguments &arguments) {
        TRY(check_parameters(arguments.posonlyargs));
        TRY(check_parameters(arguments.args));
        TRY(check_parameter(arguments.vararg));
        TRY(check_parameters(arguments.kwonlyargs));
        TRY(check_parameter(arguments.kwarg));
        if (arguments.defaults.size() > arguments.posonlyargs.size() + arguments.args.size())
            return objects::raise_value_error("more positional defaults than args on arguments");
        if (arguments.kw_defaults.size() != arguments.kwonlyargs.size())
            return objects::raise_value_error(
                "length of kwonlyargs is not the same as kw_defaults on arguments");
        TRY(check_expressions(arguments.defaults));
        return check_expressions(arguments.kw_defaults, ExpressionContext::Load, true);
    }

    // --- patterns

    [[nodiscard]] int check_pattern(const syntax::PatternNode &pattern, bool may_be_star) {
        TRY(check_place(pattern.location));
        return visit(
            pattern, [&](const syntax::MatchStar &node) -> int { return check_star(node, may_be_star); },
            [&](const auto &specific) { return check(specific); });
    }

    [[nodiscard]] int check_patterns(syntax::PatternList patterns, bool may_have_star) {
        for (const syntax::PatternNode *pattern : patterns) {
            if (pattern == nullptr) return objects::raise_value_error("None disallowed in pattern list");
            TRY(check_pattern(*pattern, may_have_star));
        }
        return 0;
    }

    [[nodiscard]] int check(const syntax::MatchValue &node) { return check_literal(*node.value); }
    [[nodiscard]] int check(const syntax::MatchSingleton &node) {
        if (is_singleton(node.value.type)) return 0;
        return objects::raise_value_error("MatchSingleton can only contain True, False and None");
    }
    [[nodiscard]] int check(const syntax::MatchSequence &node) { return check_patterns(node.patterns, true); }
    [[nodiscard]] int check(const syntax::MatchMapping &node) {
        if (node.keys.size() != node.patterns.size())
            return objects::raise_value_error(
                "MatchMapping doesn't have the same number of keys as patterns");
        TRY(check_capture(node.rest));
        for (const syntax::ExpressionNode *key : node.keys) {
            if (key == nullptr) return objects::raise_value_error("None disallowed in expression list");
            const auto *constant = syntax::node_if<syntax::Constant>(key);
            if (constant == nullptr || !is_singleton(constant->value.type)) TRY(check_literal(*key));
        }
        return check_patterns(node.patterns, false);
    }
    [[nodiscard]] int check(const syntax::MatchClass &node) {
        if (node.kwd_attrs.size() != node.kwd_patterns.size())
            return objects::raise_value_error(
                "MatchClass doesn't have the same number of keyword attributes as patterns");
        TRY(check_expression(*node.cls));
        const syntax::ExpressionNode *part = node.cls;
        while (const auto *attribute = syntax::node_if<syntax::Attribute>(part)) part = attribute->value;
        if (!syntax::is_node<syntax::Name>(*part))
            return objects::raise_value_error(
                "MatchClass cls field can only contain Name or Attribute nodes.");
        for (const syntax::Identifier name : node.kwd_attrs) TRY(check_name(name));
        TRY(check_patterns(node.patterns, false));
        return check_patterns(node.kwd_patterns, false);
    }
    [[nodiscard]] int check_star(const syntax::MatchStar &node, bool is_allowed) {
        return is_allowed ? check_capture(node.name) : objects::raise_value_error("can't use MatchStar here");
    }
    [[nodiscard]] int check(const syntax::MatchAs &node) {
        TRY(check_capture(node.name));
        if (node.pattern == nullptr) return 0;
        if (!syntax::is_present(node.name))
            return objects::raise_value_error("MatchAs must specify a target name if a pattern is given");
        return check_pattern(*node.pattern, false);
    }
    [[nodiscard]] int check(const syntax::MatchOr &node) {
        if (node.patterns.size() < 2)
            return objects::raise_value_error("MatchOr requires at least 2 patterns");
        return check_patterns(node.patterns, false);
    }

    [[nodiscard]] int check_capture(syntax::Identifier name) {
        if (name == "_") return objects::raise_value_error("can't capture name '_' in patterns");
        return check_name(name);
    }

    [[nodiscard]] int check_literal(const syntax::ExpressionNode &node) {
        TRY(check_expression(node));
        bool is_literal = syntax::is_node<syntax::Attribute>(node) ||
                          syntax::is_node<syntax::JoinedStr>(node) || is_negative_number(node, true);
        if (const auto *operation = syntax::node_if<syntax::BinOp>(&node))
            is_literal = is_complex_number(*operation);
        if (const auto *constant = syntax::node_if<syntax::Constant>(&node)) {
            const auto type = constant->value.type;
            is_literal = !is_singleton(type) && type != ConstantValue::Type::Ellipsis &&
                         type != ConstantValue::Type::Tuple && type != ConstantValue::Type::Frozenset;
            if (!is_literal)
                return objects::raise_value_error("unexpected constant inside of a literal pattern");
        }
        if (is_literal) return 0;
        return objects::raise_value_error("patterns may only match literals and attribute lookups");
    }
};

} // namespace

int validate(const syntax::ModuleNode &root) {
    return Validator().check_root(root);
}

} // namespace adder::runtime
