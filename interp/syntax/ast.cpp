// SPDX-License-Identifier: MIT
// Names and properties of node kinds, one table made from ast.def.
#include "syntax/ast.hpp"

#include <array>

namespace adder::syntax {
namespace {

struct KindRow {
    const char *python_name;
    const char *base_name;
    bool has_location;
    std::span<const FieldInfo> fields;
};

struct FieldList {
    std::array<FieldInfo, 7> items{};
    std::size_t count = 0;

    constexpr FieldList add(std::string_view type, const char *name) const {
        FieldList longer = *this;
        longer.items[longer.count++] = {type, name};
        return longer;
    }
};

#define NODE(kind, base, python_name, has_location, fields)                                                  \
    constexpr FieldList kind##_fields = FieldList() fields;
#define FIELD(type, name) .add(#type, #name)
#include "syntax/ast.def"

constexpr auto kind_rows = std::to_array<KindRow>({
#define NODE(kind, base, python_name, has_location, fields)                                                  \
    {#python_name, #base, has_location, std::span(kind##_fields.items).first(kind##_fields.count)},
#define FIELD(type, name)
#include "syntax/ast.def"
});

constexpr auto context_names = std::to_array({"Load", "Store", "Del"});
constexpr auto boolean_operator_names = std::to_array({"And", "Or"});
constexpr auto unary_operator_names = std::to_array({"Invert", "Not", "UAdd", "USub"});
constexpr auto operator_names = std::to_array({"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift",
                                               "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"});
constexpr auto comparison_names =
    std::to_array({"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"});

} // namespace

std::span<const char *const> names_of(ExpressionContext) {
    return context_names;
}
std::span<const char *const> names_of(BooleanOperator) {
    return boolean_operator_names;
}
std::span<const char *const> names_of(UnaryOperator) {
    return unary_operator_names;
}
std::span<const char *const> names_of(Operator) {
    return operator_names;
}
std::span<const char *const> names_of(ComparisonOperator) {
    return comparison_names;
}

const char *node_kind_name(NodeKind kind) {
    return kind_rows[static_cast<std::size_t>(kind)].python_name;
}

const char *node_base_name(NodeKind kind) {
    return kind_rows[static_cast<std::size_t>(kind)].base_name;
}

std::span<const FieldInfo> fields_of(NodeKind kind) {
    return kind_rows[static_cast<std::size_t>(kind)].fields;
}

bool has_location(NodeKind kind) {
    return kind_rows[static_cast<std::size_t>(kind)].has_location;
}

} // namespace adder::syntax
