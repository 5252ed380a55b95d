// SPDX-License-Identifier: MIT
//
// Only a docstring and other future statements may stand before a future statement. Features that are the
// rule today are accepted and change nothing.
#include "compile/future.hpp"

#include <algorithm>
#include <string>

namespace adder::compile {

namespace {

constexpr std::string_view mandatory_features[] = {"nested_scopes",    "generators",     "division",
                                                   "absolute_import",  "with_statement", "print_function",
                                                   "unicode_literals", "generator_stop"};

void add_feature(FutureFeatures &features, std::string_view name, const syntax::Location &location,
                 Diagnostics &diagnostics) {
    if (std::ranges::find(mandatory_features, name) != std::end(mandatory_features)) return;
    if (name == "annotations")
        features.flags |= bytecode::CodeFutureAnnotations;
    else if (name == "barry_as_FLUFL")
        features.flags |= bytecode::CodeFutureBarryAsBdfl;
    else if (name == "braces")
        diagnostics.fail_at("not a chance", location.lineno, location.col_offset + 1);
    else
        diagnostics.fail_at("future feature " + std::string(name.substr(0, 100)) + " is not defined",
                            location.lineno, location.col_offset + 1);
}

bool is_docstring(const syntax::StatementNode &statement) {
    const auto *expression = syntax::node_if<syntax::Expr>(&statement);
    const auto *constant = expression ? syntax::node_if<syntax::Constant>(expression->value) : nullptr;
    return constant != nullptr && constant->value.type == syntax::ConstantValue::Type::String;
}

const syntax::ImportFrom *future_import(const syntax::StatementNode &statement) {
    const auto *import = syntax::node_if<syntax::ImportFrom>(&statement);
    return import != nullptr && import->module == "__future__" ? import : nullptr;
}

syntax::StatementList statements_of(const syntax::ModuleNode &tree) {
    if (const auto *module = syntax::node_if<syntax::Module>(&tree)) return module->body;
    if (const auto *interactive = syntax::node_if<syntax::Interactive>(&tree)) return interactive->body;
    return {};
}

} // namespace

FutureFeatures find_future_features(const syntax::ModuleNode &tree, Diagnostics &diagnostics) {
    FutureFeatures features;
    bool is_head_over = false;
    int last_line = 0;
    for (const syntax::StatementNode *statement : statements_of(tree)) {
        if (is_head_over && statement->location.lineno > last_line) break;
        last_line = statement->location.lineno;
        const syntax::ImportFrom *import = future_import(*statement);
        if (import == nullptr) {
            is_head_over = is_head_over || !is_docstring(*statement);
            continue;
        }
        if (is_head_over) {
            diagnostics.fail_at("from __future__ imports must occur at the beginning of the file",
                                statement->location.lineno, statement->location.col_offset);
            break;
        }
        for (const syntax::Alias *alias : import->names)
            add_feature(features, alias->name, statement->location, diagnostics);
        features.last_lineno = last_line;
    }
    return features;
}

} // namespace adder::compile
