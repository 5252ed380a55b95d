// SPDX-License-Identifier: MIT
//
// Parses the text as CPython's traceback printer does and reads the operator's place off the tree.
#include "runtime/expression_anchors.hpp"

#include "base/arena.hpp"
#include "base/source.hpp"
#include "compile/fold.hpp"
#include "syntax/ast.hpp"
#include "syntax/parser.hpp"

#include <string>

namespace adder::runtime {

using objects::Anchors;

namespace {

bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\f';
}

// The first one or two characters between the operands that are no space, a closing parenthesis not excepted.
std::optional<Anchors> anchors_of_operation(const syntax::BinOp &operation, std::string_view text) {
    int right = operation.right->location.col_offset;
    for (int i = operation.left->location.end_col_offset; i < right && i < static_cast<int>(text.size());
         i++) {
        if (is_space(text[static_cast<size_t>(i)])) continue;
        bool has_two_bytes = i + 1 < right && !is_space(text[static_cast<size_t>(i) + 1]);
        return Anchors{i, has_two_bytes ? i + 2 : i + 1};
    }
    return {};
}

std::optional<Anchors> anchors_of_expression(const syntax::ExpressionNode *expression,
                                             std::string_view text) {
    // CPython's printer reads the tree after constants were computed: what is one has no operator any more.
    base::Arena arena;
    compile::Folder folder(arena, true);
    if (expression != nullptr && folder.constant(*expression)) return {};
    if (const auto *operation = syntax::node_if<syntax::BinOp>(expression))
        return anchors_of_operation(*operation, text);
    if (const auto *subscript = syntax::node_if<syntax::Subscript>(expression))
        return Anchors{subscript->value->location.end_col_offset,
                       subscript->slice->location.end_col_offset + 1};
    return {};
}

} // namespace

std::optional<Anchors> find_anchors(std::string_view expression) {
    base::Arena arena;
    base::Source source = base::Source::from_text("<anchors>", expression);
    syntax::ParseResult parsed = syntax::parse(source, syntax::Mode::File, arena);
    const auto *module = syntax::node_if<syntax::Module>(parsed.root);
    if (module == nullptr || module->body.size() != 1) return {};
    const auto *statement = syntax::node_if<syntax::Expr>(module->body[0]);
    return statement == nullptr ? std::nullopt : anchors_of_expression(statement->value, expression);
}

} // namespace adder::runtime
