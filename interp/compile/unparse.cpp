// SPDX-License-Identifier: MIT
//
// Every function is told how tightly its surroundings bind and puts parentheses around what binds less.
#include "compile/unparse.hpp"

#include "bytecode/constant_text.hpp"
#include "compile/constant.hpp"

#include <vector>

namespace adder::compile {

namespace {

enum Precedence {
    PrecedenceTuple,
    PrecedenceTest,
    PrecedenceOr,
    PrecedenceAnd,
    PrecedenceNot,
    PrecedenceComparison,
    PrecedenceBitOr,
    PrecedenceBitXor,
    PrecedenceBitAnd,
    PrecedenceShift,
    PrecedenceArithmetic,
    PrecedenceTerm,
    PrecedenceFactor,
    PrecedencePower,
    PrecedenceAwait,
    PrecedenceAtom,
};

struct OperatorText {
    const char *text;
    int precedence;
};

OperatorText text_of(syntax::Operator binary_operator) {
    switch (binary_operator) {
    case syntax::Operator::Add: return {" + ", PrecedenceArithmetic};
    case syntax::Operator::Sub: return {" - ", PrecedenceArithmetic};
    case syntax::Operator::Mult: return {" * ", PrecedenceTerm};
    case syntax::Operator::MatMult: return {" @ ", PrecedenceTerm};
    case syntax::Operator::Div: return {" / ", PrecedenceTerm};
    case syntax::Operator::Mod: return {" % ", PrecedenceTerm};
    case syntax::Operator::Pow: return {" ** ", PrecedencePower};
    case syntax::Operator::LShift: return {" << ", PrecedenceShift};
    case syntax::Operator::RShift: return {" >> ", PrecedenceShift};
    case syntax::Operator::BitOr: return {" | ", PrecedenceBitOr};
    case syntax::Operator::BitXor: return {" ^ ", PrecedenceBitXor};
    case syntax::Operator::BitAnd: return {" & ", PrecedenceBitAnd};
    case syntax::Operator::FloorDiv: return {" // ", PrecedenceTerm};
    }
    __builtin_unreachable();
}

OperatorText text_of(syntax::UnaryOperator unary_operator) {
    switch (unary_operator) {
    case syntax::UnaryOperator::Invert: return {"~", PrecedenceFactor};
    case syntax::UnaryOperator::Not: return {"not ", PrecedenceNot};
    case syntax::UnaryOperator::UAdd: return {"+", PrecedenceFactor};
    case syntax::UnaryOperator::USub: return {"-", PrecedenceFactor};
    }
    __builtin_unreachable();
}

const char *text_of(syntax::ComparisonOperator comparison) {
    switch (comparison) {
    case syntax::ComparisonOperator::Eq: return " == ";
    case syntax::ComparisonOperator::NotEq: return " != ";
    case syntax::ComparisonOperator::Lt: return " < ";
    case syntax::ComparisonOperator::LtE: return " <= ";
    case syntax::ComparisonOperator::Gt: return " > ";
    case syntax::ComparisonOperator::GtE: return " >= ";
    case syntax::ComparisonOperator::Is: return " is ";
    case syntax::ComparisonOperator::IsNot: return " is not ";
    case syntax::ComparisonOperator::In: return " in ";
    case syntax::ComparisonOperator::NotIn: return " not in ";
    }
    __builtin_unreachable();
}

// Infinity has no literal, but one that overflows.
std::string replace_infinity(std::string text) {
    for (size_t place = text.find("inf"); place != std::string::npos; place = text.find("inf", place + 5))
        text.replace(place, 3, "1e309");
    return text;
}

class Unparser {
  public:
    std::string text;

    void write(const syntax::ExpressionNode &node, int level) {
        syntax::visit(node, [this, level](const auto &expression) { write_node(expression, level); });
    }

  private:
    void write_optional(const syntax::ExpressionNode *node, int level) {
        if (node != nullptr) write(*node, level);
    }

    template <class Body> void in_parentheses_if(bool is_wanted, Body body) {
        if (is_wanted) text += '(';
        body();
        if (is_wanted) text += ')';
    }

    void separate(bool &is_first) {
        if (!is_first) text += ", ";
        is_first = false;
    }

    void write_list(syntax::ExpressionList nodes) {
        bool is_first = true;
        for (const syntax::ExpressionNode *node : nodes) {
            separate(is_first);
            write(*node, PrecedenceTest);
        }
    }

    void write_node(const syntax::BoolOp &node, int level) {
        const bool is_and = node.op == syntax::BooleanOperator::And;
        const int precedence = is_and ? PrecedenceAnd : PrecedenceOr;
        in_parentheses_if(level > precedence, [&] {
            for (size_t index = 0; index < node.values.size(); ++index) {
                if (index > 0) text += is_and ? " and " : " or ";
                write(*node.values[index], precedence + 1);
            }
        });
    }

    // A chain of operators leans to the left: it is written in a loop, whatever its length.
    void write_node(const syntax::BinOp &node, int level) {
        struct Step {
            const syntax::BinOp *node;
            bool has_parentheses;
        };
        std::vector<Step> chain;
        const syntax::ExpressionNode *left = &node;
        while (const auto *binary = syntax::node_if<syntax::BinOp>(left)) {
            const int precedence = text_of(binary->op).precedence;
            chain.push_back({binary, level > precedence});
            if (level > precedence) text += '(';
            level = precedence + (binary->op == syntax::Operator::Pow);
            left = binary->left;
        }
        write(*left, level);
        for (; !chain.empty(); chain.pop_back()) {
            const syntax::BinOp &binary = *chain.back().node;
            const OperatorText operator_text = text_of(binary.op);
            text += operator_text.text;
            write(*binary.right, operator_text.precedence + (binary.op != syntax::Operator::Pow));
            if (chain.back().has_parentheses) text += ')';
        }
    }

    void write_node(const syntax::UnaryOp &node, int level) {
        const OperatorText operator_text = text_of(node.op);
        in_parentheses_if(level > operator_text.precedence, [&] {
            text += operator_text.text;
            write(*node.operand, operator_text.precedence);
        });
    }

    void write_node(const syntax::Lambda &node, int level) {
        in_parentheses_if(level > PrecedenceTest, [&] {
            text += "lambda";
            const size_t start = text.size();
            write_parameters(*node.args);
            if (text.size() > start) text.insert(start, " ");
            text += ": ";
            write(*node.body, PrecedenceTest);
        });
    }

    void write_parameters(const syntax::Arguments &arguments) {
        bool is_first = true;
        const size_t positional_only = arguments.posonlyargs.size();
        const size_t count = positional_only + arguments.args.size();
        const size_t without_default = count - arguments.defaults.size();
        for (size_t index = 0; index < count; ++index) {
            separate(is_first);
            write_parameter(index < positional_only ? *arguments.posonlyargs[index]
                                                    : *arguments.args[index - positional_only]);
            if (index >= without_default) write_default(arguments.defaults[index - without_default]);
            if (index + 1 == positional_only) text += ", /";
        }
        if (arguments.vararg != nullptr || !arguments.kwonlyargs.empty()) {
            separate(is_first);
            text += '*';
            if (arguments.vararg != nullptr) write_parameter(*arguments.vararg);
        }
        for (size_t index = 0; index < arguments.kwonlyargs.size(); ++index) {
            separate(is_first);
            write_parameter(*arguments.kwonlyargs[index]);
            write_default(arguments.kw_defaults[index]);
        }
        if (arguments.kwarg == nullptr) return;
        separate(is_first);
        text += "**";
        write_parameter(*arguments.kwarg);
    }

    void write_parameter(const syntax::Arg &argument) {
        text += argument.arg;
        if (argument.annotation == nullptr) return;
        text += ": ";
        write(*argument.annotation, PrecedenceTest);
    }

    void write_default(const syntax::ExpressionNode *value) {
        if (value == nullptr) return;
        text += '=';
        write(*value, PrecedenceTest);
    }

    void write_node(const syntax::IfExp &node, int level) {
        in_parentheses_if(level > PrecedenceTest, [&] {
            write(*node.body, PrecedenceTest + 1);
            text += " if ";
            write(*node.test, PrecedenceTest + 1);
            text += " else ";
            write(*node.orelse, PrecedenceTest);
        });
    }

    void write_node(const syntax::Dict &node, int) {
        text += '{';
        bool is_first = true;
        for (size_t index = 0; index < node.values.size(); ++index) {
            separate(is_first);
            if (node.keys[index] != nullptr) {
                write(*node.keys[index], PrecedenceTest);
                text += ": ";
                write(*node.values[index], PrecedenceTest);
            } else {
                text += "**";
                write(*node.values[index], PrecedenceBitOr);
            }
        }
        text += '}';
    }

    void write_node(const syntax::Set &node, int) {
        text += '{';
        write_list(node.elts);
        text += '}';
    }

    void write_comprehension(char open, const syntax::ExpressionNode &element,
                             const syntax::ExpressionNode *value, syntax::ComprehensionList generators,
                             char close) {
        text += open;
        write(element, PrecedenceTest);
        if (value != nullptr) {
            text += ": ";
            write(*value, PrecedenceTest);
        }
        for (const syntax::Comprehension *generator : generators) {
            text += generator->is_async ? " async for " : " for ";
            write(*generator->target, PrecedenceTuple);
            text += " in ";
            write(*generator->iter, PrecedenceTest + 1);
            for (const syntax::ExpressionNode *condition : generator->ifs) {
                text += " if ";
                write(*condition, PrecedenceTest + 1);
            }
        }
        text += close;
    }
    void write_node(const syntax::ListComp &node, int) {
        write_comprehension('[', *node.elt, nullptr, node.generators, ']');
    }
    void write_node(const syntax::SetComp &node, int) {
        write_comprehension('{', *node.elt, nullptr, node.generators, '}');
    }
    void write_node(const syntax::DictComp &node, int) {
        write_comprehension('{', *node.key, node.value, node.generators, '}');
    }
    void write_node(const syntax::GeneratorExp &node, int) {
        write_comprehension('(', *node.elt, nullptr, node.generators, ')');
    }

    void write_node(const syntax::Await &node, int level) {
        in_parentheses_if(level > PrecedenceAwait, [&] {
            text += "await ";
            write(*node.value, PrecedenceAtom);
        });
    }

    void write_node(const syntax::Yield &node, int) {
        text += node.value == nullptr ? "(yield" : "(yield ";
        write_optional(node.value, PrecedenceTest);
        text += ')';
    }

    void write_node(const syntax::YieldFrom &node, int) {
        text += "(yield from ";
        write(*node.value, PrecedenceTest);
        text += ')';
    }

    void write_node(const syntax::Compare &node, int level) {
        in_parentheses_if(level > PrecedenceComparison, [&] {
            write(*node.left, PrecedenceComparison + 1);
            for (size_t index = 0; index < node.ops.size(); ++index) {
                text += text_of(node.ops[index]);
                write(*node.comparators[index], PrecedenceComparison + 1);
            }
        });
    }

    void write_node(const syntax::Call &node, int) {
        write(*node.func, PrecedenceAtom);
        if (node.args.size() == 1 && node.keywords.empty() &&
            syntax::is_node<syntax::GeneratorExp>(*node.args[0]))
            return write(*node.args[0], PrecedenceAtom);
        text += '(';
        write_list(node.args);
        bool is_first = node.args.empty();
        for (const syntax::Keyword *keyword : node.keywords) {
            separate(is_first);
            if (syntax::is_present(keyword->arg))
                (text += keyword->arg) += '=';
            else
                text += "**";
            write(*keyword->value, PrecedenceTest);
        }
        text += ')';
    }

    void write_node(const syntax::FormattedValue &node, int) { write_field(node); }
    void write_node(const syntax::JoinedStr &node, int) { text += "f" + bytecode::text_repr(parts_of(node)); }

    // What stands between the quotes of an f-string, or behind the colon of a field.
    static std::string parts_of(const syntax::JoinedStr &node) {
        Unparser parts;
        for (const syntax::ExpressionNode *value : node.values) parts.write_part(*value);
        return std::move(parts.text);
    }

    void write_part(const syntax::ExpressionNode &node) {
        if (const auto *joined = syntax::node_if<syntax::JoinedStr>(&node))
            text += parts_of(*joined);
        else if (const auto *field = syntax::node_if<syntax::FormattedValue>(&node))
            write_field(*field);
        else
            write_literal(syntax::as_node<syntax::Constant>(node).value.text);
    }

    void write_literal(std::string_view literal) {
        for (const char character : literal) {
            text += character;
            if (character == '{' || character == '}') text += character;
        }
    }

    void write_field(const syntax::FormattedValue &node) {
        Unparser value;
        value.write(*node.value, PrecedenceTest + 1);
        text += value.text.starts_with('{') ? "{ " : "{";
        text += value.text;
        if (node.conversion > 0) (text += '!') += static_cast<char>(node.conversion);
        if (node.format_spec != nullptr) {
            text += ':';
            write_part(*node.format_spec);
        }
        text += '}';
    }

    void write_node(const syntax::Constant &node, int) {
        if (node.value.type == syntax::ConstantValue::Type::Ellipsis) {
            text += "...";
            return;
        }
        if (syntax::is_present(node.kind)) text += 'u';
        const std::string repr = bytecode::constant_repr(constant_of(node.value));
        const bool is_inexact = node.value.type == syntax::ConstantValue::Type::Float ||
                                node.value.type == syntax::ConstantValue::Type::Imaginary;
        text += is_inexact ? replace_infinity(repr) : repr;
    }

    void write_node(const syntax::Attribute &node, int) {
        write(*node.value, PrecedenceAtom);
        const auto *constant = syntax::node_if<syntax::Constant>(node.value);
        // `1.real` would begin a float.
        const bool is_integer =
            constant != nullptr && constant->value.type == syntax::ConstantValue::Type::Integer;
        text += is_integer ? " ." : ".";
        text += node.attr;
    }

    void write_node(const syntax::Subscript &node, int) {
        write(*node.value, PrecedenceAtom);
        text += '[';
        write(*node.slice, PrecedenceTuple);
        text += ']';
    }

    void write_node(const syntax::Starred &node, int) {
        text += '*';
        write(*node.value, PrecedenceBitOr);
    }

    void write_node(const syntax::Name &node, int) { text += node.id; }

    void write_node(const syntax::NamedExpr &node, int level) {
        in_parentheses_if(level > PrecedenceTuple, [&] {
            write(*node.target, PrecedenceAtom);
            text += " := ";
            write(*node.value, PrecedenceAtom);
        });
    }

    void write_node(const syntax::List &node, int) {
        text += '[';
        write_list(node.elts);
        text += ']';
    }

    void write_node(const syntax::Tuple &node, int level) {
        if (node.elts.empty()) {
            text += "()";
            return;
        }
        in_parentheses_if(level > PrecedenceTuple, [&] {
            write_list(node.elts);
            if (node.elts.size() == 1) text += ',';
        });
    }

    void write_node(const syntax::Slice &node, int) {
        write_optional(node.lower, PrecedenceTest);
        text += ':';
        write_optional(node.upper, PrecedenceTest);
        if (node.step == nullptr) return;
        text += ':';
        write(*node.step, PrecedenceTest);
    }
};

} // namespace

std::string unparse(const syntax::ExpressionNode &node) {
    Unparser unparser;
    unparser.write(node, PrecedenceTest);
    return std::move(unparser.text);
}

} // namespace adder::compile
