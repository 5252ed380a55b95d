// SPDX-License-Identifier: MIT
// The abstract syntax tree: one plain struct a node kind, made from the rows of ast.def. The parser builds
// it in an arena; the compiler reads it.
// Invariants:
// 1. nodes, lists and texts live in one arena and are never destroyed singly;
// 2. an optional child is a null pointer, an optional Identifier has data() == nullptr; in Dict.keys a null
//    stands for `**mapping`, in Arguments.kw_defaults for a parameter without default;
// 3. lineno counts from 1; col_offset counts UTF-8 bytes from 0, the end is exclusive, as in CPython;
// 4. identifiers are NFKC-normalised UTF-8; string constants are UTF-8 that may hold lone surrogates in the
//    three-byte form (WTF-8).
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace adder::syntax {

enum class NodeKind : std::uint8_t {
#define NODE(kind, base, python_name, has_location, fields) kind,
#define FIELD(type, name)
#include "syntax/ast.def"
};

enum class ExpressionContext : std::uint8_t { Load, Store, Del };
enum class BooleanOperator : std::uint8_t { And, Or };
enum class UnaryOperator : std::uint8_t { Invert, Not, UAdd, USub };
enum class Operator : std::uint8_t {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
};
enum class ComparisonOperator : std::uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

// Lines and UTF-8 byte columns of a piece of source.
struct Location {
    std::int32_t lineno = 0;
    std::int32_t col_offset = 0;
    std::int32_t end_lineno = 0;
    std::int32_t end_col_offset = 0;
};

struct Node {
    NodeKind kind;
    Location location; // all zero for kinds that have none in CPython
};
struct ModuleNode : Node {};
struct StatementNode : Node {};
struct ExpressionNode : Node {};
struct PatternNode : Node {};

// The value of a literal.
struct ConstantValue {
    // The last three are no literals: only trees that were not made from text have them.
    enum class Type : std::uint8_t {
        None,
        True,
        False,
        Ellipsis,
        Integer,
        Float,
        Imaginary,
        String,
        Bytes,
        Complex,
        Tuple,
        Frozenset
    };

    Type type = Type::None;
    std::uint8_t base = 0; // Integer: 0 when the value is in `integer`, else the base of the digits in `text`
    bool is_negative = false;   // Integer that has its digits in `text`
    std::int64_t integer = 0;   // Integer that fits 64 bits
    double number = 0.0;        // Float, or the imaginary part of Imaginary and Complex
    double real = 0.0;          // Complex
    std::string_view text = {}; // String, Bytes; or a larger Integer's digits: base 2, 8, 10 or 16, lower
                                // case, no prefix, underscores or leading zeros
    const ConstantValue *items = nullptr; // Tuple, Frozenset
    std::size_t item_count = 0;
};

struct Arguments;
struct Arg;
struct Keyword;
struct Alias;
struct WithItem;
struct MatchCase;
struct ExceptHandler;
struct Comprehension;
struct TypeIgnore;

using Identifier = std::string_view;
using IdentifierList = std::span<Identifier>;
using ComparisonOperatorList = std::span<ComparisonOperator>;
using StatementList = std::span<StatementNode *>;
using ExpressionList = std::span<ExpressionNode *>;
using PatternList = std::span<PatternNode *>;
using ArgList = std::span<Arg *>;
using KeywordList = std::span<Keyword *>;
using AliasList = std::span<Alias *>;
using WithItemList = std::span<WithItem *>;
using MatchCaseList = std::span<MatchCase *>;
using ExceptHandlerList = std::span<ExceptHandler *>;
using ComprehensionList = std::span<Comprehension *>;
using TypeIgnoreList = std::span<TypeIgnore *>;
// What may be absent: ast.def says so by these names.
using OptionalExpression = ExpressionNode *;
using OptionalPattern = PatternNode *;
using OptionalArg = Arg *;
using OptionalIdentifier = Identifier;
using String = Identifier;
using OptionalString = Identifier;
using OptionalInteger = int;

#define NODE(kind_name, base, python_name, has_location, fields)                                             \
    struct kind_name : base {                                                                                \
        using Base = base;                                                                                   \
        static constexpr NodeKind node_kind = NodeKind::kind_name;                                           \
        fields                                                                                               \
    };
#define FIELD(type, name) type name{};
#include "syntax/ast.def"

[[nodiscard]] inline bool is_present(Identifier identifier) {
    return identifier.data() != nullptr;
}

template <class T> [[nodiscard]] bool is_node(const Node &node) {
    return node.kind == T::node_kind;
}

// The node as what it is known to be.
template <class T> [[nodiscard]] const T &as_node(const Node &node) {
    assert(is_node<T>(node));
    return static_cast<const T &>(node);
}
template <class T> [[nodiscard]] T &as_node(Node &node) {
    assert(is_node<T>(node));
    return static_cast<T &>(node);
}

// The node as a T, or null when it is of another kind.
template <class T> [[nodiscard]] const T *node_if(const Node *node) {
    return node != nullptr && is_node<T>(*node) ? static_cast<const T *>(node) : nullptr;
}
template <class T> [[nodiscard]] T *node_if(Node *node) {
    return node != nullptr && is_node<T>(*node) ? static_cast<T *>(node) : nullptr;
}

// CPython's name of the kind: "BinOp", "arguments".
[[nodiscard]] const char *node_kind_name(NodeKind kind);
// CPython's names of the values, in their order: "Load", "Add".
[[nodiscard]] std::span<const char *const> names_of(ExpressionContext);
[[nodiscard]] std::span<const char *const> names_of(BooleanOperator);
[[nodiscard]] std::span<const char *const> names_of(UnaryOperator);
[[nodiscard]] std::span<const char *const> names_of(Operator);
[[nodiscard]] std::span<const char *const> names_of(ComparisonOperator);
[[nodiscard]] bool has_location(NodeKind kind);
// The struct that the kind is derived from: "ExpressionNode", "Node".
[[nodiscard]] const char *node_base_name(NodeKind kind);

// A row's fields as ast.def writes them, in the order of for_each_field.
struct FieldInfo {
    std::string_view type; // "OptionalExpression"
    const char *name;
};
[[nodiscard]] std::span<const FieldInfo> fields_of(NodeKind kind);

#define NODE(kind, base, python_name, has_location, fields) +1
#define FIELD(type, name)
inline constexpr int node_kind_count = 0
#include "syntax/ast.def"
    ;

template <class... Functions> struct Overloaded : Functions... { using Functions::operator()...; };
template <class... Functions> Overloaded(Functions...) -> Overloaded<Functions...>;

// Calls the overload for the node's kind. Give one callable per kind, or a generic one for the rest; all
// must return the same type. A node's static type decides which kinds have to be covered.
#define NODE_CASE(kind_name)                                                                                 \
    case NodeKind::kind_name: return overloads(static_cast<const kind_name &>(node));

template <class... Functions> decltype(auto) visit(const ModuleNode &node, Functions &&...functions) {
    Overloaded overloads{std::forward<Functions>(functions)...};
    switch (node.kind) {
#define MODULE(kind_name, fields) NODE_CASE(kind_name)
#define FIELD(type, name)
#include "syntax/ast.def"
    default: __builtin_unreachable();
    }
}

template <class... Functions> decltype(auto) visit(const StatementNode &node, Functions &&...functions) {
    Overloaded overloads{std::forward<Functions>(functions)...};
    switch (node.kind) {
#define STATEMENT(kind_name, fields) NODE_CASE(kind_name)
#define FIELD(type, name)
#include "syntax/ast.def"
    default: __builtin_unreachable();
    }
}

template <class... Functions> decltype(auto) visit(const ExpressionNode &node, Functions &&...functions) {
    Overloaded overloads{std::forward<Functions>(functions)...};
    switch (node.kind) {
#define EXPRESSION(kind_name, fields) NODE_CASE(kind_name)
#define FIELD(type, name)
#include "syntax/ast.def"
    default: __builtin_unreachable();
    }
}

template <class... Functions> decltype(auto) visit(const PatternNode &node, Functions &&...functions) {
    Overloaded overloads{std::forward<Functions>(functions)...};
    switch (node.kind) {
#define PATTERN(kind_name, fields) NODE_CASE(kind_name)
#define FIELD(type, name)
#include "syntax/ast.def"
    default: __builtin_unreachable();
    }
}

// Any node, of any of the kinds.
template <class... Functions> decltype(auto) visit(const Node &node, Functions &&...functions) {
    Overloaded overloads{std::forward<Functions>(functions)...};
    switch (node.kind) {
#define NODE(kind_name, base, python_name, has_location, fields) NODE_CASE(kind_name)
#define FIELD(type, name)
#include "syntax/ast.def"
    }
    __builtin_unreachable();
}
#undef NODE_CASE

// Calls function(name, value) for each field of a node of known kind, in CPython's order.
#define NODE(kind_name, base, python_name, has_location, fields)                                             \
    template <class Function>                                                                                \
    void for_each_field([[maybe_unused]] const kind_name &node, [[maybe_unused]] Function &&function) {      \
        fields                                                                                               \
    }                                                                                                        \
    template <class Function>                                                                                \
    void for_each_field([[maybe_unused]] kind_name &node, [[maybe_unused]] Function &&function) {            \
        fields                                                                                               \
    }
#define FIELD(type, name) function(#name, node.name);
#include "syntax/ast.def"

} // namespace adder::syntax
