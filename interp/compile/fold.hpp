// SPDX-License-Identifier: MIT
//
// Which expressions are constants, and what they come to. The generator asks before it makes code for an
// operator, so the tree itself stays as the parser made it. What is folded is what CPython 3.11 folds:
// operators on literals, tuples, items of constants, `%` formatting with simple codes.
#pragma once

#include "base/arena.hpp"
#include "compile/constant.hpp"

#include <optional>
#include <unordered_set>

namespace adder::compile {

inline constexpr syntax::Location no_location{-1, -1, -1, -1};

class Folder {
  public:
    // New nodes are made in the arena; `debug_value` is what __debug__ stands for.
    Folder(base::Arena &arena, bool debug_value) : arena_(arena), debug_value_(debug_value) {}

    // The value of a constant expression. Asking again for one that is none costs nothing.
    [[nodiscard]] std::optional<Constant> constant(const syntax::ExpressionNode &node);

    // The items of a list or set that is only iterated or searched, as a tuple or frozenset when all are
    // constant.
    [[nodiscard]] std::optional<Constant> iterable_constant(const syntax::ExpressionNode &node);

    // The f-string that "…" % (…) amounts to, or null.
    [[nodiscard]] const syntax::JoinedStr *formatted_string(const syntax::BinOp &node);

    // All items, when every one is constant.
    template <class Nodes> [[nodiscard]] std::optional<std::vector<Constant>> constants(const Nodes &nodes) {
        std::vector<Constant> values;
        for (const syntax::ExpressionNode *node : nodes) {
            std::optional<Constant> value = node == nullptr ? std::nullopt : constant(*node);
            if (!value) return std::nullopt;
            values.push_back(std::move(*value));
        }
        return values;
    }

  private:
    std::optional<Constant> fold(const syntax::ExpressionNode &node);
    std::optional<Constant> fold_chain(const syntax::BinOp &node);
    std::optional<Constant> fold_item(const syntax::Subscript &node);

    base::Arena &arena_;
    bool debug_value_;
    std::unordered_set<const syntax::ExpressionNode *> variable_; // operators known not to be constant
};

} // namespace adder::compile
