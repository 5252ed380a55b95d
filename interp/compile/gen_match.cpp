// SPDX-License-Identifier: MIT
//
// The match statement (Python reference, section 8.6). Captured values stay on the stack until the whole
// pattern has matched and are stored then. A test that fails jumps to the fail block that pops as many values
// as lie there at that moment.
#include "compile/generator.hpp"

#include "bytecode/constant_text.hpp"

#include <algorithm>

namespace adder::compile {

namespace {

// UNPACK_EX has a byte for the patterns before the star.
constexpr size_t max_patterns_before_star = 255;

// `_`: matches anything and binds nothing.
bool is_wildcard(const syntax::PatternNode &pattern) {
    const auto *as = syntax::node_if<syntax::MatchAs>(&pattern);
    return as != nullptr && as->pattern == nullptr && !syntax::is_present(as->name);
}

bool is_star(const syntax::PatternNode *pattern) {
    return syntax::is_node<syntax::MatchStar>(*pattern);
}

bool is_star_wildcard(const syntax::PatternNode &pattern) {
    const auto *star = syntax::node_if<syntax::MatchStar>(&pattern);
    return star != nullptr && !syntax::is_present(star->name);
}

bool is_any_wildcard(const syntax::PatternNode *pattern) {
    return is_wildcard(*pattern) || is_star_wildcard(*pattern);
}

} // namespace

// --- cases

void Generator::generate(const syntax::Match &node) {
    generate_expression(*node.subject);
    Block *end = make_block();
    const size_t count = node.cases.size();
    const bool has_default = count > 1 && is_wildcard(*node.cases.back()->pattern);
    const size_t tested = has_default ? count - 1 : count;
    for (size_t index = 0; index < tested; ++index) {
        const syntax::MatchCase &match_case = *node.cases[index];
        const bool allows_irrefutable = match_case.guard != nullptr || index + 1 == count;
        generate_case(match_case, index + 1 == tested, allows_irrefutable, end);
    }
    if (has_default) generate_default_case(*node.cases.back(), end);
    use_block(end);
}

// The last case takes the subject itself, those before it a copy.
void Generator::generate_case(const syntax::MatchCase &match_case, bool is_last, bool allows_irrefutable,
                              Block *end) {
    emitter().location = match_case.pattern->location;
    if (!is_last) emit(Opcode::COPY, 1);
    PatternContext context{.stores = {}, .allows_irrefutable = allows_irrefutable, .fail_blocks = {}};
    generate_pattern(*match_case.pattern, context);
    for (const std::string_view name : context.stores) store_name(name);
    if (match_case.guard != nullptr) generate_jump_if(*match_case.guard, fail_block(context, 0), false);
    if (!is_last) emit(Opcode::POP_TOP);
    generate_statements(match_case.body);
    emit_jump(Opcode::JUMP, end);
    emitter().location = match_case.pattern->location;
    place_fail_blocks(context);
}

void Generator::generate_default_case(const syntax::MatchCase &match_case, Block *end) {
    emitter().location = match_case.pattern->location;
    emit(Opcode::NOP); // the line runs
    if (match_case.guard != nullptr) generate_jump_if(*match_case.guard, end, false);
    generate_statements(match_case.body);
}

// --- failing

Block *Generator::fail_block(PatternContext &context, size_t pops) {
    while (context.fail_blocks.size() <= pops) context.fail_blocks.push_back(make_block());
    return context.fail_blocks[pops];
}

void Generator::jump_to_fail(PatternContext &context, Opcode jump) {
    emit_jump(jump, fail_block(context, static_cast<size_t>(context.on_top) + context.stores.size()));
}

// The block that pops most comes first and falls through to the others.
void Generator::place_fail_blocks(PatternContext &context) {
    for (size_t pops = context.fail_blocks.size(); pops-- > 0;) {
        use_block(context.fail_blocks[pops]);
        if (pops > 0) emit(Opcode::POP_TOP);
    }
    context.fail_blocks.clear();
}

// --- capturing

// Moves the top of the stack below the `count - 1` values under it.
void Generator::emit_rotation(int count) {
    for (; count > 1; --count) emit(Opcode::SWAP, count);
}

// Keeps the top of the stack for the name, or drops it for no name.
void Generator::capture(std::string_view name, PatternContext &context) {
    if (!syntax::is_present(name)) return emit(Opcode::POP_TOP);
    check_name(name, syntax::ExpressionContext::Store);
    if (std::ranges::find(context.stores, name) != context.stores.end()) return fail_duplicate_capture(name);
    emit_rotation(context.on_top + static_cast<int>(context.stores.size()) + 1);
    context.stores.push_back(name);
}

void Generator::fail_duplicate_capture(std::string_view name) {
    fail("multiple assignments to name " + bytecode::text_repr(name) + " in pattern");
}

// --- patterns

void Generator::generate_pattern(const syntax::PatternNode &pattern, PatternContext &context) {
    const NestingGuard guard(nesting_, diagnostics_);
    if (diagnostics_.has_failed()) return;
    emitter().location = pattern.location;
    syntax::visit(pattern, [&](const auto &node) { generate_match(node, context); });
}

void Generator::generate_subpattern(const syntax::PatternNode &pattern, PatternContext &context) {
    const bool allowed_irrefutable = std::exchange(context.allows_irrefutable, true);
    generate_pattern(pattern, context);
    context.allows_irrefutable = allowed_irrefutable;
}

void Generator::generate_match(const syntax::MatchValue &pattern, PatternContext &context) {
    if (!folder_.constant(*pattern.value) && !syntax::is_node<syntax::Attribute>(*pattern.value))
        return fail("patterns may only match literals and attribute lookups");
    generate_expression(*pattern.value);
    emit_comparison(syntax::ComparisonOperator::Eq);
    jump_to_fail(context, Opcode::POP_JUMP_IF_FALSE);
}

void Generator::generate_match(const syntax::MatchSingleton &pattern, PatternContext &context) {
    emitter().emit_constant(constant_of(pattern.value));
    emit_comparison(syntax::ComparisonOperator::Is);
    jump_to_fail(context, Opcode::POP_JUMP_IF_FALSE);
}

void Generator::generate_match(const syntax::MatchStar &pattern, PatternContext &context) {
    capture(pattern.name, context);
}

void Generator::generate_match(const syntax::MatchAs &pattern, PatternContext &context) {
    if (pattern.pattern != nullptr) {
        ++context.on_top;
        emit(Opcode::COPY, 1);
        generate_pattern(*pattern.pattern, context);
        --context.on_top;
    } else if (!context.allows_irrefutable) {
        const bool has_name = syntax::is_present(pattern.name);
        return fail(has_name ? "name capture " + bytecode::text_repr(pattern.name) +
                                   " makes remaining patterns unreachable"
                             : "wildcard makes remaining patterns unreachable");
    }
    capture(pattern.name, context);
}

// --- sequences

void Generator::generate_match(const syntax::MatchSequence &pattern, PatternContext &context) {
    const syntax::PatternList patterns = pattern.patterns;
    const auto stars = std::ranges::count_if(patterns, is_star);
    if (stars > 1) return fail("multiple starred names in sequence pattern");
    const auto star = static_cast<size_t>(std::ranges::find_if(patterns, is_star) - patterns.begin());
    ++context.on_top;
    emit(Opcode::MATCH_SEQUENCE);
    jump_to_fail(context, Opcode::POP_JUMP_IF_FALSE);
    if (stars == 0)
        emit_length_test(patterns.size(), syntax::ComparisonOperator::Eq, context);
    else if (patterns.size() > 1)
        emit_length_test(patterns.size() - 1, syntax::ComparisonOperator::GtE, context);
    --context.on_top;
    if (std::ranges::all_of(patterns, is_any_wildcard))
        emit(Opcode::POP_TOP);
    else if (stars > 0 && is_star_wildcard(*patterns[star]))
        index_sequence_pattern(patterns, star, context);
    else
        unpack_sequence_pattern(patterns, star, context);
}

void Generator::emit_length_test(size_t length, syntax::ComparisonOperator comparison,
                                 PatternContext &context) {
    emit(Opcode::GET_LEN);
    emitter().emit_constant(make_int(static_cast<int64_t>(length)));
    emit_comparison(comparison);
    jump_to_fail(context, Opcode::POP_JUMP_IF_FALSE);
}

void Generator::unpack_sequence_pattern(syntax::PatternList patterns, size_t star, PatternContext &context) {
    const size_t count = patterns.size();
    if (star == count) {
        emit(Opcode::UNPACK_SEQUENCE, static_cast<int>(count));
    } else {
        if (star > max_patterns_before_star)
            return fail("too many expressions in star-unpacking sequence pattern");
        emit(Opcode::UNPACK_EX, static_cast<int>(star | (count - star - 1) << 8));
    }
    context.on_top += static_cast<int>(count);
    for (const syntax::PatternNode *pattern : patterns) {
        --context.on_top;
        generate_subpattern(*pattern, context);
    }
}

// With `*_` the items in the middle are not needed: the others are picked by index.
void Generator::index_sequence_pattern(syntax::PatternList patterns, size_t star, PatternContext &context) {
    ++context.on_top;
    for (size_t index = 0; index < patterns.size(); ++index) {
        if (index == star || is_wildcard(*patterns[index])) continue;
        emit(Opcode::COPY, 1);
        if (index < star) {
            emitter().emit_constant(make_int(static_cast<int64_t>(index)));
        } else {
            // The subject may not know negative indices.
            emit(Opcode::GET_LEN);
            emitter().emit_constant(make_int(static_cast<int64_t>(patterns.size() - index)));
            emit(Opcode::BINARY_OP, operator_argument(syntax::Operator::Sub, false));
        }
        emit(Opcode::BINARY_SUBSCR);
        generate_subpattern(*patterns[index], context);
    }
    --context.on_top;
    emit(Opcode::POP_TOP);
}

// --- mappings

void Generator::generate_match(const syntax::MatchMapping &pattern, PatternContext &context) {
    const size_t count = pattern.keys.size();
    ++context.on_top;
    emit(Opcode::MATCH_MAPPING);
    jump_to_fail(context, Opcode::POP_JUMP_IF_FALSE);
    if (count == 0 && !syntax::is_present(pattern.rest)) {
        --context.on_top;
        return emit(Opcode::POP_TOP);
    }
    if (count > 0) emit_length_test(count, syntax::ComparisonOperator::GtE, context);
    generate_mapping_keys(pattern);
    emit(Opcode::MATCH_KEYS);
    context.on_top += 2; // the keys and their values, above the subject
    emit_not_none_test(context);
    emit(Opcode::UNPACK_SEQUENCE, static_cast<int>(count));
    context.on_top += static_cast<int>(count) - 1;
    for (const syntax::PatternNode *value : pattern.patterns) {
        --context.on_top;
        generate_subpattern(*value, context);
    }
    context.on_top -= 2;
    if (syntax::is_present(pattern.rest)) return generate_mapping_rest(pattern, context);
    emit(Opcode::POP_TOP); // keys
    emit(Opcode::POP_TOP); // subject
}

void Generator::generate_mapping_keys(const syntax::MatchMapping &pattern) {
    std::vector<std::string> seen;
    for (const syntax::ExpressionNode *key : pattern.keys) {
        if (const std::optional<Constant> constant = folder_.constant(*key)) {
            std::string text = equality_key(*constant);
            if (std::ranges::find(seen, text) != seen.end())
                return fail("mapping pattern checks duplicate key (" + bytecode::constant_repr(*constant) +
                            ")");
            seen.push_back(std::move(text));
        } else if (!syntax::is_node<syntax::Attribute>(*key)) {
            return fail("mapping pattern keys may only match literals and attribute lookups");
        }
        generate_expression(*key);
    }
    emit(Opcode::BUILD_TUPLE, static_cast<int>(pattern.keys.size()));
}

void Generator::emit_not_none_test(PatternContext &context) {
    emit(Opcode::COPY, 1);
    emit_none();
    emit(Opcode::IS_OP, 1);
    jump_to_fail(context, Opcode::POP_JUMP_IF_FALSE);
}

// `**rest`: a copy of the subject without the keys.
void Generator::generate_mapping_rest(const syntax::MatchMapping &pattern, PatternContext &context) {
    emit(Opcode::BUILD_MAP, 0);
    emit(Opcode::SWAP, 3);
    emit(Opcode::DICT_UPDATE, 2);
    const int count = static_cast<int>(pattern.keys.size());
    emit(Opcode::UNPACK_SEQUENCE, count);
    for (int left = count; left > 0; --left) {
        emit(Opcode::COPY, 1 + left);
        emit(Opcode::SWAP, 2);
        emit(Opcode::DELETE_SUBSCR);
    }
    capture(pattern.rest, context);
}

// --- classes

void Generator::generate_match(const syntax::MatchClass &pattern, PatternContext &context) {
    check_class_keywords(pattern);
    generate_expression(*pattern.cls);
    std::vector<Constant> names;
    for (const std::string_view name : pattern.kwd_attrs) names.push_back(make_text(name));
    emitter().emit_constant(make_tuple(std::move(names)));
    emit(Opcode::MATCH_CLASS, static_cast<int>(pattern.patterns.size()));
    ++context.on_top; // the tuple of attributes, or None
    emit_not_none_test(context);
    const int count = static_cast<int>(pattern.patterns.size() + pattern.kwd_patterns.size());
    emit(Opcode::UNPACK_SEQUENCE, count);
    context.on_top += count - 1;
    for (const syntax::PatternList &patterns : {pattern.patterns, pattern.kwd_patterns}) {
        for (const syntax::PatternNode *attribute : patterns) {
            --context.on_top;
            if (is_wildcard(*attribute))
                emit(Opcode::POP_TOP);
            else
                generate_subpattern(*attribute, context);
        }
    }
}

void Generator::check_class_keywords(const syntax::MatchClass &pattern) {
    const LocationScope location(emitter());
    std::vector<std::string_view> seen;
    for (size_t index = 0; index < pattern.kwd_attrs.size(); ++index) {
        const std::string_view name = pattern.kwd_attrs[index];
        emitter().location = pattern.kwd_patterns[index]->location;
        check_name(name, syntax::ExpressionContext::Store);
        if (std::ranges::find(seen, name) != seen.end())
            fail("attribute name repeated in class pattern: " + std::string(name));
        seen.push_back(name);
    }
}

// --- alternatives

// Every alternative works on a copy of the subject and must capture the same names; the values are brought
// into the order of the first alternative.
void Generator::generate_match(const syntax::MatchOr &pattern, PatternContext &context) {
    Block *end = make_block();
    std::vector<std::string_view> control;
    for (const syntax::PatternNode *alternative : pattern.patterns) {
        const bool is_first = alternative == pattern.patterns.front();
        const bool is_last = alternative == pattern.patterns.back();
        PatternContext inner{
            .stores = {}, .allows_irrefutable = is_last && context.allows_irrefutable, .fail_blocks = {}};
        emitter().location = alternative->location;
        emit(Opcode::COPY, 1);
        generate_pattern(*alternative, inner);
        if (is_first)
            control = inner.stores;
        else if (!reorder_captures(control, inner))
            return fail("alternative patterns bind different names");
        emit_jump(Opcode::JUMP, end);
        place_fail_blocks(inner);
    }
    emit(Opcode::POP_TOP); // the subject
    jump_to_fail(context, Opcode::JUMP);
    use_block(end);
    bind_alternatives(control, context);
}

// False when the alternative captured other names.
bool Generator::reorder_captures(const std::vector<std::string_view> &control, PatternContext &context) {
    std::vector<std::string_view> &stores = context.stores;
    if (stores.size() != control.size()) return false;
    for (size_t wanted = control.size(); wanted-- > 0;) {
        const auto found = std::ranges::find(stores, control[wanted]);
        if (found == stores.end()) return false;
        const auto place = static_cast<size_t>(found - stores.begin());
        if (place == wanted) continue;
        // stores[0 … place] move up, so that the last of them comes to `wanted`.
        std::rotate(stores.begin(), stores.begin() + static_cast<std::ptrdiff_t>(place) + 1,
                    stores.begin() + static_cast<std::ptrdiff_t>(wanted) + 1);
        for (size_t rotation = 0; rotation <= place; ++rotation) emit_rotation(static_cast<int>(wanted) + 1);
    }
    return true;
}

// Moves the captured values below the subject's copy and to the names captured before.
void Generator::bind_alternatives(const std::vector<std::string_view> &control, PatternContext &context) {
    const int rotation = static_cast<int>(control.size() + context.stores.size()) + 1 + context.on_top;
    for (const std::string_view name : control) {
        emit_rotation(rotation);
        if (std::ranges::find(context.stores, name) != context.stores.end())
            return fail_duplicate_capture(name);
        context.stores.push_back(name);
    }
    emit(Opcode::POP_TOP); // the copy of the subject
}

} // namespace adder::compile
