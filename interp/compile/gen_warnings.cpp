// SPDX-License-Identifier: MIT
//
// SyntaxWarnings about code that is legal but surely a mistake: calling or indexing a literal, `is` with a
// literal.
#include "compile/generator.hpp"

namespace adder::compile {

namespace {

struct TypeName {
    const char *operator()(bytecode::NoneConstant) const { return "NoneType"; }
    const char *operator()(bytecode::EllipsisConstant) const { return "ellipsis"; }
    const char *operator()(bool) const { return "bool"; }
    const char *operator()(int64_t) const { return "int"; }
    const char *operator()(const bytecode::BigInt &) const { return "int"; }
    const char *operator()(double) const { return "float"; }
    const char *operator()(std::complex<double>) const { return "complex"; }
    const char *operator()(const bytecode::Text &) const { return "str"; }
    const char *operator()(const bytecode::Bytes &) const { return "bytes"; }
    const char *operator()(const bytecode::TupleConstant &) const { return "tuple"; }
    const char *operator()(const bytecode::FrozensetConstant &) const { return "frozenset"; }
    const char *operator()(const std::shared_ptr<bytecode::Code> &) const { return "code"; }
};

// The type that a display or literal surely has; empty when only the run time knows.
std::string_view display_type(const syntax::ExpressionNode &node) {
    switch (node.kind) {
    case syntax::NodeKind::Tuple: return "tuple";
    case syntax::NodeKind::List:
    case syntax::NodeKind::ListComp: return "list";
    case syntax::NodeKind::Dict:
    case syntax::NodeKind::DictComp: return "dict";
    case syntax::NodeKind::Set:
    case syntax::NodeKind::SetComp: return "set";
    case syntax::NodeKind::GeneratorExp: return "generator";
    case syntax::NodeKind::Lambda: return "function";
    case syntax::NodeKind::JoinedStr:
    case syntax::NodeKind::FormattedValue: return "str";
    default: return "";
    }
}

std::string_view type_of(const syntax::ExpressionNode &node, const std::optional<Constant> &constant) {
    return constant ? std::visit(TypeName{}, constant->value) : display_type(node);
}

bool is_one_of(std::string_view type, std::initializer_list<std::string_view> types) {
    for (const std::string_view candidate : types)
        if (type == candidate) return true;
    return false;
}

// Whether `is` makes sense: None, True, False and Ellipsis are single objects; other literals are not.
bool has_identity(const std::optional<Constant> &constant) {
    return !constant || holds<bytecode::NoneConstant>(*constant) || holds<bool>(*constant) ||
           holds<bytecode::EllipsisConstant>(*constant);
}

} // namespace

void Generator::warn_about_caller(const syntax::ExpressionNode &callee) {
    const std::string_view type = type_of(callee, folder_.constant(callee));
    if (type.empty() || type == "function") return;
    warn("'" + std::string(type) + "' object is not callable; perhaps you missed a comma?");
}

void Generator::warn_about_subscript(const syntax::Subscript &node) {
    const std::optional<Constant> container = folder_.constant(*node.value);
    const std::string_view type = type_of(*node.value, container);
    if (type.empty()) return;
    if (is_one_of(type, {"NoneType", "ellipsis", "bool", "int", "float", "complex", "set", "frozenset",
                         "generator", "function"}))
        warn("'" + std::string(type) + "' object is not subscriptable; perhaps you missed a comma?");
    if (!is_one_of(type, {"str", "bytes", "tuple", "list"})) return;
    const std::string_view index = type_of(*node.slice, folder_.constant(*node.slice));
    if (index.empty() || index == "int" || index == "bool") return;
    warn(std::string(type) + " indices must be integers or slices, not " + std::string(index) +
         "; perhaps you missed a comma?");
}

void Generator::warn_about_compare(const syntax::Compare &node,
                                   std::span<const syntax::ComparisonOperator> operators) {
    bool is_left_fine = has_identity(folder_.constant(*node.left));
    for (size_t index = 0; index < operators.size(); ++index) {
        const bool is_right_fine = has_identity(folder_.constant(*node.comparators[index]));
        const bool is_is = operators[index] == syntax::ComparisonOperator::Is;
        if ((is_is || operators[index] == syntax::ComparisonOperator::IsNot) &&
            !(is_left_fine && is_right_fine))
            return warn(is_is ? "\"is\" with a literal. Did you mean \"==\"?"
                              : "\"is not\" with a literal. Did you mean \"!=\"?");
        is_left_fine = is_right_fine;
    }
}

} // namespace adder::compile
