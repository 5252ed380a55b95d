// SPDX-License-Identifier: MIT
//
// The stages in their order; each stops at the first error.
#include "compile/compile.hpp"

#include "compile/generator.hpp"
#include "compile/scope_builder.hpp"

namespace adder::compile {

std::shared_ptr<bytecode::Code> compile(const syntax::ModuleNode &tree, const Options &options,
                                        syntax::SyntaxError &error) {
    Diagnostics diagnostics(options, error);
    error.has_place_in_args = false;
    FutureFeatures future = find_future_features(tree, diagnostics);
    if (diagnostics.has_failed()) return nullptr;
    constexpr uint32_t future_mask = bytecode::CodeFutureAnnotations | bytecode::CodeFutureBarryAsBdfl;
    future.flags |= options.inherited_flags & future_mask;

    ScopeTable scopes;
    build_scopes(tree, future.flags, scopes, diagnostics);
    if (diagnostics.has_failed()) return nullptr;
    error.has_place_in_args = true;

    base::Arena arena;
    std::shared_ptr<bytecode::Code> code =
        Generator(options, future, scopes, arena, diagnostics).generate_module(tree);
    return diagnostics.has_failed() ? nullptr : code;
}

bool issue_warnings(const syntax::ParseResult &result, const Options &options, syntax::SyntaxError &error) {
    if (!options.warn) return true;
    for (const syntax::SyntaxWarning &warning : result.warnings) {
        if (options.warn({warning.error.message, warning.lineno, warning.is_deprecation})) continue;
        error = warning.error;
        return false;
    }
    return true;
}

syntax::ParseOptions parse_options(const Options &options) {
    return {.max_str_digits = options.max_str_digits,
            .is_barry_bdfl = (options.inherited_flags & bytecode::CodeFutureBarryAsBdfl) != 0};
}

std::shared_ptr<bytecode::Code> compile_source(const base::Source &source, syntax::Mode mode,
                                               const Options &options, syntax::SyntaxError &error) {
    base::Arena arena;
    const syntax::ParseResult result = syntax::parse(source, mode, arena, parse_options(options));
    if (!issue_warnings(result, options, error)) return nullptr;
    if (result.root != nullptr) return compile(*result.root, options, error);
    if (result.error) error = *result.error;
    return nullptr;
}

} // namespace adder::compile
