// SPDX-License-Identifier: MIT
//
// Tuples, lists, sets and dicts, and the targets that a sequence is unpacked to. Short displays are built
// from the stack, long ones and those with stars item by item.
#include "compile/generator.hpp"

#include <algorithm>

namespace adder::compile {

// What makes one kind of display. A tuple with a star is a list that is turned into a tuple at the end.
struct Generator::DisplayKind {
    Opcode build;
    Opcode add;
    Opcode extend;
    bool is_tuple;
};
const Generator::DisplayKind Generator::list_display{Opcode::BUILD_LIST, Opcode::LIST_APPEND,
                                                     Opcode::LIST_EXTEND, false};
const Generator::DisplayKind Generator::tuple_display{Opcode::BUILD_LIST, Opcode::LIST_APPEND,
                                                      Opcode::LIST_EXTEND, true};
const Generator::DisplayKind Generator::set_display{Opcode::BUILD_SET, Opcode::SET_ADD, Opcode::SET_UPDATE,
                                                    false};

namespace {

// More values than this do not wait on the stack.
constexpr size_t max_values_on_stack = 30;
// UNPACK_EX has a byte for the targets before the star.
constexpr size_t max_targets_before_star = 255;

bool is_starred(const syntax::ExpressionNode *node) {
    return syntax::is_node<syntax::Starred>(*node);
}

} // namespace

// The first `pushed` items are on the stack already.
void Generator::generate_display(syntax::ExpressionList elements, int pushed, const DisplayKind &kind) {
    if (generate_constant_display(elements, pushed, kind)) return;
    const bool is_long = elements.size() + static_cast<size_t>(pushed) > max_values_on_stack;
    if (!is_long && std::ranges::none_of(elements, is_starred)) {
        generate_expressions(elements);
        return emit(kind.is_tuple ? Opcode::BUILD_TUPLE : kind.build,
                    static_cast<int>(elements.size()) + pushed);
    }
    if (is_long) emit(kind.build, pushed);
    generate_long_display(elements, pushed, kind, is_long);
    if (kind.is_tuple) emit(Opcode::LIST_TO_TUPLE);
}

// Three or more constants are loaded as one tuple.
bool Generator::generate_constant_display(syntax::ExpressionList elements, int pushed,
                                          const DisplayKind &kind) {
    if (elements.size() <= 2) return false;
    std::optional<std::vector<Constant>> items = folder_.constants(elements);
    if (!items) return false;
    if (kind.is_tuple && pushed == 0) {
        emitter().emit_constant(make_tuple(std::move(*items)));
        return true;
    }
    emit(kind.build, pushed);
    if (kind.add == Opcode::SET_ADD)
        emitter().emit_constant({bytecode::FrozensetConstant{std::move(*items)}});
    else
        emitter().emit_constant(make_tuple(std::move(*items)));
    emit(kind.extend, 1);
    if (kind.is_tuple) emit(Opcode::LIST_TO_TUPLE);
    return true;
}

void Generator::generate_long_display(syntax::ExpressionList elements, int pushed, const DisplayKind &kind,
                                      bool is_begun) {
    for (size_t index = 0; index < elements.size(); ++index) {
        const auto *starred = syntax::node_if<syntax::Starred>(elements[index]);
        if (starred == nullptr) {
            generate_expression(*elements[index]);
            if (is_begun) emit(kind.add, 1);
            continue;
        }
        if (!is_begun) emit(kind.build, static_cast<int>(index) + pushed);
        is_begun = true;
        generate_expression(*starred->value);
        emit(kind.extend, 1);
    }
}

void Generator::generate(const syntax::List &node) {
    switch (node.ctx) {
    case syntax::ExpressionContext::Load: return generate_display(node.elts, 0, list_display);
    case syntax::ExpressionContext::Store: return generate_targets(node.elts);
    case syntax::ExpressionContext::Del: return generate_expressions(node.elts);
    }
}

void Generator::generate(const syntax::Tuple &node) {
    switch (node.ctx) {
    case syntax::ExpressionContext::Load: return generate_display(node.elts, 0, tuple_display);
    case syntax::ExpressionContext::Store: return generate_targets(node.elts);
    case syntax::ExpressionContext::Del: return generate_expressions(node.elts);
    }
}

void Generator::generate(const syntax::Set &node) {
    generate_display(node.elts, 0, set_display);
}

// Unpacks the value on the stack to the targets, of which one may have a star.
void Generator::generate_targets(syntax::ExpressionList targets) {
    const auto stars = std::ranges::count_if(targets, is_starred);
    if (stars > 1) return fail("multiple starred expressions in assignment");
    if (stars == 0) {
        emit(Opcode::UNPACK_SEQUENCE, static_cast<int>(targets.size()));
    } else {
        const auto before = static_cast<size_t>(std::ranges::find_if(targets, is_starred) - targets.begin());
        if (before > max_targets_before_star)
            return fail("too many expressions in star-unpacking assignment");
        emit(Opcode::UNPACK_EX, static_cast<int>(before | (targets.size() - before - 1) << 8));
    }
    for (const syntax::ExpressionNode *target : targets) {
        if (is_starred(target))
            generate_expression(*syntax::as_node<syntax::Starred>(*target).value);
        else
            generate_expression(*target);
    }
}

// --- dicts

void Generator::generate(const syntax::Dict &node) {
    bool has_dict = false;
    size_t waiting = 0; // items before `index` that are not generated yet
    const auto flush = [&](size_t end) {
        if (waiting == 0) return;
        generate_items(node, end - waiting, end);
        if (has_dict) emit(Opcode::DICT_UPDATE, 1);
        has_dict = true;
        waiting = 0;
    };
    for (size_t index = 0; index < node.values.size(); ++index) {
        if (node.keys[index] != nullptr) {
            if (++waiting * 2 > max_values_on_stack + 2) flush(index + 1);
            continue;
        }
        flush(index);
        if (!has_dict) emit(Opcode::BUILD_MAP, 0);
        has_dict = true;
        generate_expression(*node.values[index]);
        emit(Opcode::DICT_UPDATE, 1);
    }
    flush(node.values.size());
    if (!has_dict) emit(Opcode::BUILD_MAP, 0);
}

// A dict of the items in [begin, end).
void Generator::generate_items(const syntax::Dict &node, size_t begin, size_t end) {
    const size_t count = end - begin;
    const bool is_long = count * 2 > max_values_on_stack;
    if (count > 1 && !is_long) {
        if (std::optional<std::vector<Constant>> keys = folder_.constants(node.keys.subspan(begin, count))) {
            generate_expressions(node.values.subspan(begin, count));
            emitter().emit_constant(make_tuple(std::move(*keys)));
            return emit(Opcode::BUILD_CONST_KEY_MAP, static_cast<int>(count));
        }
    }
    if (is_long) emit(Opcode::BUILD_MAP, 0);
    for (size_t index = begin; index < end; ++index) {
        generate_expression(*node.keys[index]);
        generate_expression(*node.values[index]);
        if (is_long) emit(Opcode::MAP_ADD, 1);
    }
    if (!is_long) emit(Opcode::BUILD_MAP, static_cast<int>(count));
}

} // namespace adder::compile
