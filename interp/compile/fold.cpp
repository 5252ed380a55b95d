// SPDX-License-Identifier: MIT
//
// Constant expressions from the leaves up, and the rewriting of `%` formatting into f-strings.
#include "compile/fold.hpp"

#include "compile/constant_math.hpp"

#include <algorithm>

namespace adder::compile {

namespace {

bool is_starred(const syntax::ExpressionNode *node) {
    return syntax::is_node<syntax::Starred>(*node);
}

// Reads a format text piece by piece: literal text, then `%` with flags, width, precision and code.
class PercentFormat {
  public:
    PercentFormat(std::string_view text, base::Arena &arena) : text_(text), arena_(arena) {}

    [[nodiscard]] bool is_at_end() const { return position_ >= text_.size(); }

    // The literal text up to the next code, or null when there is none.
    syntax::ExpressionNode *next_literal() {
        std::string literal;
        for (; !is_at_end(); ++position_) {
            if (text_[position_] == '%') {
                if (position_ + 1 >= text_.size() || text_[position_ + 1] != '%') break;
                ++position_;
            }
            literal += text_[position_];
        }
        return literal.empty() ? nullptr : make_text_node(literal, no_location);
    }

    // The code at hand applied to `item`, or null for a code that f-strings have no equal for.
    syntax::ExpressionNode *next_code(syntax::ExpressionNode *item) {
        ++position_; // the percent sign
        const bool is_left = skip_flags();
        std::string_view width;
        std::string_view precision;
        if (!read_number(width)) return nullptr;
        const bool has_precision = peek() == '.';
        if (has_precision && (++position_, !read_number(precision))) return nullptr;
        const char code = peek();
        if (code != 's' && code != 'r' && code != 'a') return nullptr;
        ++position_;
        auto *value = arena_.make<syntax::FormattedValue>();
        value->kind = syntax::NodeKind::FormattedValue;
        value->location = item->location;
        value->value = item;
        value->conversion = static_cast<unsigned char>(code);
        const std::string specification = make_specification(is_left, width, has_precision, precision);
        if (!specification.empty()) value->format_spec = make_text_node(specification, item->location);
        return value;
    }

  private:
    static constexpr size_t max_digits = 2;

    [[nodiscard]] char peek() const { return is_at_end() ? '\0' : text_[position_]; }

    bool skip_flags() {
        bool is_left = false;
        for (; peek() == '-' || peek() == '+' || peek() == ' ' || peek() == '#' || peek() == '0'; ++position_)
            is_left = is_left || peek() == '-';
        return is_left;
    }

    bool read_number(std::string_view &digits) {
        const size_t start = position_;
        while (peek() >= '0' && peek() <= '9') ++position_;
        digits = text_.substr(start, position_ - start);
        return digits.size() <= max_digits;
    }

    static std::string make_specification(bool is_left, std::string_view width, bool has_precision,
                                          std::string_view precision) {
        std::string result;
        // str is aligned to the left by format() but to the right by `%`.
        if (!width.empty()) result = (is_left ? "" : ">") + std::string(width);
        if (has_precision)
            result += "." + std::to_string(precision.empty() ? 0 : std::stoi(std::string(precision)));
        return result;
    }

    syntax::ExpressionNode *make_text_node(std::string_view text, const syntax::Location &location) {
        auto *node = arena_.make<syntax::Constant>();
        node->Node::kind = syntax::NodeKind::Constant;
        node->location = location;
        node->value.type = syntax::ConstantValue::Type::String;
        node->value.text = arena_.copy_text(text);
        return node;
    }

    std::string_view text_;
    base::Arena &arena_;
    size_t position_ = 0;
};

} // namespace

std::optional<Constant> Folder::constant(const syntax::ExpressionNode &node) {
    switch (node.kind) {
    case syntax::NodeKind::Constant: return constant_of(syntax::as_node<syntax::Constant>(node).value);
    case syntax::NodeKind::Name: {
        const auto &name = syntax::as_node<syntax::Name>(node);
        if (name.id == "__debug__" && name.ctx == syntax::ExpressionContext::Load)
            return Constant{debug_value_};
        return std::nullopt;
    }
    case syntax::NodeKind::UnaryOp:
    case syntax::NodeKind::BinOp:
    case syntax::NodeKind::Tuple:
    case syntax::NodeKind::Subscript: break;
    default: return std::nullopt;
    }
    if (variable_.contains(&node)) return std::nullopt;
    std::optional<Constant> value = fold(node);
    if (!value) variable_.insert(&node);
    return value;
}

std::optional<Constant> Folder::fold(const syntax::ExpressionNode &node) {
    if (const auto *unary = syntax::node_if<syntax::UnaryOp>(&node)) {
        const std::optional<Constant> operand = constant(*unary->operand);
        return operand ? compute_unary(unary->op, *operand) : std::nullopt;
    }
    if (const auto *binary = syntax::node_if<syntax::BinOp>(&node)) return fold_chain(*binary);
    if (const auto *tuple = syntax::node_if<syntax::Tuple>(&node)) {
        if (tuple->ctx != syntax::ExpressionContext::Load) return std::nullopt;
        std::optional<std::vector<Constant>> items = constants(tuple->elts);
        return items ? std::optional(make_tuple(std::move(*items))) : std::nullopt;
    }
    return fold_item(syntax::as_node<syntax::Subscript>(node));
}

// A chain of operators leans to the left: it is computed in a loop, whatever its length.
std::optional<Constant> Folder::fold_chain(const syntax::BinOp &node) {
    std::vector<const syntax::BinOp *> chain{&node};
    while (const auto *left = syntax::node_if<syntax::BinOp>(chain.back()->left)) {
        if (variable_.contains(left)) return std::nullopt;
        chain.push_back(left);
    }
    std::optional<Constant> value = constant(*chain.back()->left);
    for (; value && !chain.empty(); chain.pop_back()) {
        const std::optional<Constant> right = constant(*chain.back()->right);
        value = right ? compute_binary(chain.back()->op, *value, *right) : std::nullopt;
        if (!value) break;
    }
    variable_.insert(chain.begin(), chain.end());
    return value;
}

std::optional<Constant> Folder::fold_item(const syntax::Subscript &node) {
    if (node.ctx != syntax::ExpressionContext::Load) return std::nullopt;
    const std::optional<Constant> container = constant(*node.value);
    const std::optional<Constant> index = container ? constant(*node.slice) : std::nullopt;
    return index ? compute_item(*container, *index) : std::nullopt;
}

std::optional<Constant> Folder::iterable_constant(const syntax::ExpressionNode &node) {
    if (const auto *list = syntax::node_if<syntax::List>(&node)) {
        std::optional<std::vector<Constant>> items = constants(list->elts);
        if (items) return make_tuple(std::move(*items));
    }
    if (const auto *set = syntax::node_if<syntax::Set>(&node)) {
        std::optional<std::vector<Constant>> items = constants(set->elts);
        if (items) return Constant{bytecode::FrozensetConstant{std::move(*items)}};
    }
    return std::nullopt;
}

const syntax::JoinedStr *Folder::formatted_string(const syntax::BinOp &node) {
    if (node.op != syntax::Operator::Mod) return nullptr;
    const auto *tuple = syntax::node_if<syntax::Tuple>(node.right);
    if (tuple == nullptr || std::ranges::any_of(tuple->elts, is_starred) || constant(*tuple)) return nullptr;
    const std::optional<Constant> left = constant(*node.left);
    const auto *text = left ? std::get_if<bytecode::Text>(&left->value) : nullptr;
    if (text == nullptr) return nullptr;

    PercentFormat format(text->utf8, arena_);
    std::vector<syntax::ExpressionNode *> parts;
    size_t used = 0;
    while (true) {
        if (syntax::ExpressionNode *literal = format.next_literal()) parts.push_back(literal);
        if (format.is_at_end()) break;
        if (used == tuple->elts.size()) return nullptr;
        syntax::ExpressionNode *part = format.next_code(tuple->elts[used++]);
        if (part == nullptr) return nullptr;
        parts.push_back(part);
    }
    if (used != tuple->elts.size()) return nullptr;
    auto *result = arena_.make<syntax::JoinedStr>();
    result->kind = syntax::NodeKind::JoinedStr;
    result->location = node.location;
    result->values = arena_.copy_items<syntax::ExpressionNode *>(parts);
    return result;
}

} // namespace adder::compile
