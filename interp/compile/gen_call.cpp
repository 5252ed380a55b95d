// SPDX-License-Identifier: MIT
//
// Calls: of methods without making a bound method, with positional and keyword arguments on the stack, and
// with stars or many arguments through a tuple and a dict.
#include "compile/generator.hpp"

#include <algorithm>
#include <unordered_set>

namespace adder::compile {

namespace {

// Calls with more arguments pass them in a tuple and a dict.
constexpr size_t max_arguments_on_stack = 30;

bool is_starred(const syntax::ExpressionNode *node) {
    return syntax::is_node<syntax::Starred>(*node);
}

bool is_double_starred(const syntax::Keyword *keyword) {
    return !syntax::is_present(keyword->arg);
}

bool has_stars(syntax::ExpressionList arguments, syntax::KeywordList keywords) {
    return std::ranges::any_of(arguments, is_starred) || std::ranges::any_of(keywords, is_double_starred);
}

} // namespace

void Generator::generate(const syntax::Call &node) {
    check_keywords(node.keywords);
    if (generate_method_call(node)) return;
    warn_about_caller(*node.func);
    emitter().location = node.func->location;
    emit(Opcode::PUSH_NULL);
    generate_expression(*node.func);
    emitter().location = node.location;
    generate_arguments(0, node.args, node.keywords);
}

void Generator::check_keywords(syntax::KeywordList keywords) {
    std::unordered_set<std::string_view> seen;
    for (const syntax::Keyword *keyword : keywords) {
        if (is_double_starred(keyword)) continue;
        check_name(keyword->arg, syntax::ExpressionContext::Store);
        if (seen.insert(keyword->arg).second) continue;
        diagnostics_.fail("keyword argument repeated: " + std::string(keyword->arg), keyword->location);
    }
}

// A call of an attribute looks the method up without binding it. Attributes of imported modules are rarely
// methods.
bool Generator::generate_method_call(const syntax::Call &node) {
    const auto *method = syntax::node_if<syntax::Attribute>(node.func);
    if (method == nullptr || method->ctx != syntax::ExpressionContext::Load ||
        is_imported_name(*method->value))
        return false;
    const size_t count = node.args.size() + node.keywords.size();
    if (count + !node.keywords.empty() >= max_arguments_on_stack || has_stars(node.args, node.keywords))
        return false;
    generate_expression(*method->value);
    emitter().location = method->location;
    move_location_to_attribute(*method);
    emit_name(Opcode::LOAD_METHOD, method->attr);
    generate_expressions(node.args);
    for (const syntax::Keyword *keyword : node.keywords) generate_expression(*keyword->value);
    if (!node.keywords.empty()) emit_keyword_names(node.keywords);
    emitter().location = node.location;
    move_location_to_attribute(*method);
    emit(Opcode::CALL, static_cast<int>(count));
    return true;
}

bool Generator::is_imported_name(const syntax::ExpressionNode &node) {
    const auto *name = syntax::node_if<syntax::Name>(&node);
    return name != nullptr && (scopes_.module_scope().flags_of(name->id) & SymbolImport);
}

void Generator::emit_keyword_names(syntax::KeywordList keywords) {
    std::vector<Constant> names;
    for (const syntax::Keyword *keyword : keywords) names.push_back(make_text(keyword->arg));
    emit(Opcode::KW_NAMES, emitter().constants.add(make_tuple(std::move(names))));
}

void Generator::generate_arguments(int pushed, syntax::ExpressionList arguments,
                                   syntax::KeywordList keywords) {
    check_keywords(keywords);
    if (arguments.size() + keywords.size() * 2 > max_arguments_on_stack || has_stars(arguments, keywords))
        return generate_unpacking_call(pushed, arguments, keywords);
    generate_expressions(arguments);
    for (const syntax::Keyword *keyword : keywords) generate_expression(*keyword->value);
    if (!keywords.empty()) emit_keyword_names(keywords);
    emit(Opcode::CALL, pushed + static_cast<int>(arguments.size() + keywords.size()));
}

void Generator::generate_unpacking_call(int pushed, syntax::ExpressionList arguments,
                                        syntax::KeywordList keywords) {
    const auto *only_star =
        pushed == 0 && arguments.size() == 1 ? syntax::node_if<syntax::Starred>(arguments[0]) : nullptr;
    if (only_star != nullptr)
        generate_expression(*only_star->value);
    else
        generate_display(arguments, pushed, tuple_display);
    if (!keywords.empty()) generate_keyword_dict(keywords);
    emit(Opcode::CALL_FUNCTION_EX, keywords.empty() ? 0 : 1);
}

void Generator::generate_keyword_dict(syntax::KeywordList keywords) {
    bool has_dict = false;
    size_t waiting = 0; // keywords before `index` that are not generated yet
    const auto flush = [&](size_t end) {
        if (waiting == 0) return;
        generate_keyword_items(keywords.subspan(end - waiting, waiting));
        if (has_dict) emit(Opcode::DICT_MERGE, 1);
        has_dict = true;
        waiting = 0;
    };
    for (size_t index = 0; index < keywords.size(); ++index) {
        if (!is_double_starred(keywords[index])) {
            ++waiting;
            continue;
        }
        flush(index);
        if (!has_dict) emit(Opcode::BUILD_MAP, 0);
        has_dict = true;
        generate_expression(*keywords[index]->value);
        emit(Opcode::DICT_MERGE, 1);
    }
    flush(keywords.size());
}

void Generator::generate_keyword_items(syntax::KeywordList keywords) {
    const auto count = static_cast<int>(keywords.size());
    const bool is_long = keywords.size() * 2 > max_arguments_on_stack;
    if (count > 1 && !is_long) {
        std::vector<Constant> names;
        for (const syntax::Keyword *keyword : keywords) {
            generate_expression(*keyword->value);
            names.push_back(make_text(keyword->arg));
        }
        emitter().emit_constant(make_tuple(std::move(names)));
        return emit(Opcode::BUILD_CONST_KEY_MAP, count);
    }
    if (is_long) emitter().emit_artificial(Opcode::BUILD_MAP, 0);
    for (const syntax::Keyword *keyword : keywords) {
        emitter().emit_constant(make_text(keyword->arg));
        generate_expression(*keyword->value);
        if (is_long) emitter().emit_artificial(Opcode::MAP_ADD, 1);
    }
    if (!is_long) emit(Opcode::BUILD_MAP, count);
}

} // namespace adder::compile
