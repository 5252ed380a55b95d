// SPDX-License-Identifier: MIT
// Every field becomes a text; a node whose fields are all simple and at most three stays on one line.
#include "syntax/ast_dump.hpp"

#include "base/number_text.hpp"
#include "base/utf8.hpp"

#include <cstdio>
#include <vector>

namespace adder::syntax {
namespace {

// "simple" is ast.dump's word for what needs no line of its own.
struct Text {
    std::string text;
    bool is_simple;
};

std::string escape_of(char32_t code_point) {
    char text[16];
    const char *format = code_point <= 0xFF ? "\\x%02x" : code_point <= 0xFFFF ? "\\u%04x" : "\\U%08x";
    std::snprintf(text, sizeof text, format, static_cast<unsigned>(code_point));
    return text;
}

// repr() of a str (UTF-8 with surrogates) or, when is_bytes, of the bytes themselves.
std::string quoted(std::string_view value, bool is_bytes) {
    const bool has_single = value.find('\'') != std::string_view::npos;
    const char quote = has_single && value.find('"') == std::string_view::npos ? '"' : '\'';
    std::string text = is_bytes ? "b" : "";
    text.push_back(quote);
    for (std::size_t at = 0; at < value.size();) {
        const auto [code_point, length] =
            is_bytes ? base::DecodedCharacter{static_cast<unsigned char>(value[at]), 1}
                     : base::decode_utf8(value.substr(at));
        const std::string_view bytes = value.substr(at, static_cast<std::size_t>(length));
        at += static_cast<std::size_t>(length);
        if (code_point == static_cast<unsigned char>(quote) || code_point == '\\') {
            text.append("\\").append(bytes);
        } else if (code_point == '\n') {
            text.append("\\n");
        } else if (code_point == '\r') {
            text.append("\\r");
        } else if (code_point == '\t') {
            text.append("\\t");
        } else if (is_bytes ? code_point >= 0x20 && code_point < 0x7F : base::is_printable(code_point)) {
            text.append(bytes);
        } else {
            text.append(escape_of(code_point));
        }
    }
    text.push_back(quote);
    return text;
}

std::string constant_text(const ConstantValue &value) {
    switch (value.type) {
    case ConstantValue::Type::None: return "None";
    case ConstantValue::Type::True: return "True";
    case ConstantValue::Type::False: return "False";
    case ConstantValue::Type::Ellipsis: return "Ellipsis";
    case ConstantValue::Type::Integer:
        if (value.base == 0) return base::integer_to_text(value.integer);
        return (value.is_negative ? "-" : "") + base::convert_digits(value.text, value.base, 10);
    case ConstantValue::Type::Float: return base::float_repr(value.number);
    case ConstantValue::Type::Imaginary: return base::format_float(value.number, 'r', 0) + "j";
    case ConstantValue::Type::String: return quoted(value.text, false);
    case ConstantValue::Type::Bytes: return quoted(value.text, true);
    default: return "…"; // not out of a text
    }
    return {};
}

class Dumper {
  public:
    explicit Dumper(DumpOptions options) : options_(options) {}

    Text dump_node(const Node &node, int level) {
        return visit(node, [&](const auto &specific) { return dump_fields(specific, level + 1); });
    }

  private:
    template <class T> Text dump_fields(const T &node, int level) {
        Fields fields{*this, level, {}, true};
        for_each_field(node, [&](const char *name, const auto &value) { fields.add(name, value); });
        if (options_.include_attributes && has_location(T::node_kind)) {
            fields.add("lineno", node.location.lineno);
            fields.add("col_offset", node.location.col_offset);
            fields.add("end_lineno", node.location.end_lineno);
            fields.add("end_col_offset", node.location.end_col_offset);
        }
        const bool is_short = fields.are_simple && fields.items.size() <= 3;
        const std::string head = std::string(node_kind_name(T::node_kind)) + "(";
        if (is_short) return {head + joined(fields.items, ", ", "") + ")", fields.items.empty()};
        return {head + joined(fields.items, separator(level), prefix(level)) + ")", false};
    }

    struct Fields {
        Dumper &dumper;
        int level;
        std::vector<std::string> items;
        bool are_simple;

        void add_text(const char *name, const Text &value) {
            are_simple = are_simple && value.is_simple;
            items.push_back(std::string(name) + "=" + value.text);
        }
        template <class T> void add(const char *name, const T &value) {
            if constexpr (std::is_pointer_v<T>) {
                if (value == nullptr) return;
            } else if constexpr (std::is_same_v<T, Identifier>) {
                if (!is_present(value)) return;
            }
            add_text(name, dumper.dump_value(value, level));
        }
    };

    Text dump_value(int value, int) { return {std::to_string(value), true}; }
    Text dump_value(Identifier value, int) { return {quoted(value, false), true}; }
    Text dump_value(const ConstantValue &value, int) { return {constant_text(value), true}; }
    template <class Enum>
    requires std::is_enum_v<Enum> Text dump_value(Enum value, int) {
        return {std::string(names_of(value)[static_cast<std::size_t>(value)]) + "()", true};
    }
    Text dump_value(const Node *node, int level) {
        return node == nullptr ? Text{"None", true} : dump_node(*node, level);
    }

    template <class T> Text dump_value(std::span<T> list, int level) {
        if (list.empty()) return {"[]", true};
        std::vector<std::string> items;
        for (const T &item : list) items.push_back(dump_value(item, level + 1).text);
        return {"[" + joined(items, separator(level + 1), prefix(level + 1)) + "]", false};
    }

    [[nodiscard]] std::string prefix(int level) const {
        if (options_.indent < 0) return "";
        return "\n" + std::string(static_cast<std::size_t>(options_.indent * level), ' ');
    }
    [[nodiscard]] std::string separator(int level) const {
        return options_.indent < 0 ? ", " : "," + prefix(level);
    }

    static std::string joined(const std::vector<std::string> &items, const std::string &separator,
                              const std::string &prefix) {
        std::string text = prefix;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i != 0) text += separator;
            text += items[i];
        }
        return text;
    }

    DumpOptions options_;
};

} // namespace

std::string dump(const Node &tree, DumpOptions options) {
    return Dumper(options).dump_node(tree, 0).text;
}

} // namespace adder::syntax
