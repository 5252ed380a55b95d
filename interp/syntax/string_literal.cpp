// SPDX-License-Identifier: MIT
// A literal is cut into prefix and body, the body decoded. An f-string's body is cut at its braces; each
// expression is parsed by a parser of its own over "(expression)", whose tokens are moved to the place of the
// braces. As in CPython 3.11, all nodes but those expressions have the place of the whole literal.
#include "syntax/string_literal.hpp"

#include "base/concat.hpp"
#include "base/utf8.hpp"
#include "syntax/parser_core.hpp"
#include "syntax/string_escape.hpp"

#include <algorithm>

namespace adder::syntax {
namespace {

struct LiteralParts {
    bool is_raw = false;
    bool is_bytes = false;
    bool is_formatted = false;
    std::string_view body;
};

LiteralParts split_literal(std::string_view text) {
    LiteralParts parts;
    const std::size_t quote = text.find_first_of("'\"");
    for (char c : text.substr(0, quote)) {
        const char lower = static_cast<char>(c | 0x20);
        parts.is_raw = parts.is_raw || lower == 'r';
        parts.is_bytes = parts.is_bytes || lower == 'b';
        parts.is_formatted = parts.is_formatted || lower == 'f';
    }
    text.remove_prefix(quote);
    const bool is_triple = text.size() >= 6 && text[1] == text[0] && text[2] == text[0];
    const std::size_t quote_size = is_triple ? 3 : 1;
    parts.body = text.substr(quote_size, text.size() - 2 * quote_size);
    return parts;
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f';
}
bool is_space(char c) {
    return is_blank(c) || c == '\v' || c == '\r';
}

class StringParser {
  public:
    StringParser(Parser &parser, std::span<const Token> literals) : parser_(parser), literals_(literals) {
        const Location &first = literals.front().location;
        const Location &last = literals.back().location;
        location_ = {first.lineno, first.col_offset, last.end_lineno, last.end_col_offset};
        has_u_prefix_ = literals.front().text[0] == 'u';
    }

    ExpressionNode *parse() {
        bool is_bytes = false;
        Part whole;
        for (std::size_t i = 0; i < literals_.size(); ++i) {
            token_ = &literals_[i];
            const LiteralParts parts = split_literal(token_->text);
            is_raw_ = parts.is_raw;
            if (parts.is_bytes && !check_bytes(parts)) return nullptr;
            if (!parts.is_formatted && !add_plain(parts, whole)) return nullptr;
            if (i != 0 && is_bytes != parts.is_bytes) {
                return parser_.raise_at_last_token("cannot mix bytes and nonbytes literals");
            }
            is_bytes = parts.is_bytes;
            if (parts.is_formatted && !add_formatted(parts, whole)) return nullptr;
        }
        if (whole.is_formatted) return finish(whole);
        return make_constant(whole.pending,
                             is_bytes ? ConstantValue::Type::Bytes : ConstantValue::Type::String);
    }

  private:
    // What has been put together so far: nodes, and text that is no node yet.
    struct Part {
        std::vector<ExpressionNode *> values;
        std::string pending;
        bool is_formatted = false;
    };

    // An f-string's body while it is read.
    struct Cursor {
        std::string_view body;
        std::size_t at = 0;
        [[nodiscard]] bool is_at_end() const { return at >= body.size(); }
        [[nodiscard]] char current() const { return body[at]; }
        [[nodiscard]] char next() const { return at + 1 < body.size() ? body[at + 1] : '\0'; }
    };

    bool fail(std::string message) {
        parser_.raise_at_last_token(std::move(message));
        return false;
    }

    template <class T, class... Fields> T *make(Fields... fields) {
        return parser_.arena().make<T>(ExpressionNode{Node{T::node_kind, location_}}, fields...);
    }

    ExpressionNode *make_constant(const std::string &text, ConstantValue::Type type) {
        ConstantValue value;
        value.type = type;
        value.text = parser_.arena().copy_text(text);
        const bool has_kind = has_u_prefix_ && type == ConstantValue::Type::String;
        return make<Constant>(value, has_kind ? OptionalString("u") : OptionalString());
    }

    bool check_bytes(const LiteralParts &parts) {
        return base::is_ascii(parts.body) || fail("bytes can only contain ASCII literal characters");
    }

    bool decode(std::string_view body, std::string &out) {
        EscapeReport report;
        std::optional<std::string> text;
        if (!is_raw_) {
            text = decode_string_escapes(body, report);
        } else if (const auto bad = base::find_utf8_error(body)) {
            report.error = "(unicode error) " + base::utf8_error_message(body, *bad);
        } else {
            text = std::string(body);
        }
        return add_decoded(text, report, out);
    }

    bool add_decoded(const std::optional<std::string> &text, EscapeReport &report, std::string &out) {
        if (!text) return fail(std::move(report.error));
        if (!report.warning.empty()) warn(std::move(report.warning));
        out += *text;
        return true;
    }

    // Literals that are read again in the same pass have warned already.
    bool warns() {
        if (!warns_) warns_ = parser_.begin_warning_literals(literals_.front().text.data());
        return *warns_;
    }

    void warn(std::string message) {
        if (warns()) parser_.warn_of_escape(*token_, std::move(message));
    }

    bool add_plain(const LiteralParts &parts, Part &whole) {
        if (!parts.is_bytes) return decode(parts.body, whole.pending);
        EscapeReport report;
        const auto bytes =
            parts.is_raw ? std::optional(std::string(parts.body)) : decode_bytes_escapes(parts.body, report);
        return add_decoded(bytes, report, whole.pending);
    }

    bool add_formatted(const LiteralParts &parts, Part &whole) {
        Cursor cursor{parts.body};
        return add_replacements(cursor, 0, whole);
    }

    void flush(Part &part) {
        if (part.pending.empty()) return;
        part.values.push_back(make_constant(part.pending, ConstantValue::Type::String));
        part.pending.clear();
    }

    ExpressionNode *finish(Part &part) {
        flush(part);
        return make<JoinedStr>(parser_.arena().copy_items(std::span<ExpressionNode *const>(part.values)));
    }

    // CPython gives a specification, and the text at its end, the place of its own literal.
    ExpressionNode *finish_specification(Part &part) {
        const Location whole = location_;
        location_ = token_->location;
        ExpressionNode *specification = finish(part);
        location_ = whole;
        return specification;
    }

    // Text and replacement fields up to the end, or in a format specification (depth > 0) up to its '}'.
    bool add_replacements(Cursor &cursor, int depth, Part &part) {
        part.is_formatted = true;
        for (;;) {
            bool is_doubled_brace = false;
            if (!add_literal(cursor, depth, part, is_doubled_brace)) return false;
            if (is_doubled_brace) continue;
            if (cursor.is_at_end() || cursor.current() == '}') break;
            if (!add_replacement(cursor, depth, part)) return false;
        }
        if (depth > 0 && cursor.is_at_end()) return fail("f-string: expecting '}'");
        return true;
    }

    // Text up to a brace. A doubled brace ends it too, with one brace taken and the other skipped.
    bool add_literal(Cursor &cursor, int depth, Part &part, bool &is_doubled_brace) {
        const std::size_t start = cursor.at;
        std::size_t end = std::string_view::npos;
        while (!cursor.is_at_end() && end == std::string_view::npos) {
            const char c = cursor.current();
            if (!is_raw_ && c == '\\' && cursor.at + 1 < cursor.body.size()) {
                skip_escape(cursor);
            } else if (c != '{' && c != '}') {
                ++cursor.at;
            } else if (depth == 0 && cursor.next() == c) {
                is_doubled_brace = true;
                end = cursor.at + 1;
                cursor.at += 2;
            } else if (depth == 0 && c == '}') {
                return fail("f-string: single '}' is not allowed");
            } else {
                end = cursor.at;
            }
        }
        if (end == std::string_view::npos) end = cursor.at;
        return end == start || decode(cursor.body.substr(start, end - start), part.pending);
    }

    // Moves past a backslash and what it escapes; a brace behind it is no escape, but \N{…} is one.
    void skip_escape(Cursor &cursor) {
        const char letter = cursor.next();
        if (letter == '{') warn(invalid_escape_warning(letter));
        if (letter == '{' || letter == '}') {
            ++cursor.at;
            return;
        }
        cursor.at += 2;
        if (letter == 'N' && !cursor.is_at_end() && cursor.body[cursor.at++] == '{') {
            cursor.at = std::min(cursor.body.find('}', cursor.at), cursor.body.size() - 1) + 1;
        }
    }

    // {expression [=] [!conversion] [:specification]}
    bool add_replacement(Cursor &cursor, int depth, Part &part) {
        if (depth >= 2) return fail("f-string: expressions nested too deeply");
        const std::size_t start = ++cursor.at;
        if (!find_expression_end(cursor)) return false;
        if (cursor.is_at_end()) return fail("f-string: expecting '}'");
        ExpressionNode *value = parse_expression(cursor, start);
        if (value == nullptr) return false;
        const bool shows_text = cursor.current() == '=';
        if (shows_text) {
            ++cursor.at;
            while (!cursor.is_at_end() && is_space(cursor.current())) ++cursor.at;
            part.pending.append(cursor.body, start, cursor.at - start);
            if (cursor.is_at_end()) return fail("f-string: expecting '}'");
        }
        int conversion = -1;
        ExpressionNode *specification = nullptr;
        if (cursor.current() == '!' && !read_conversion(cursor, conversion)) return false;
        if (!cursor.is_at_end() && cursor.current() == ':') {
            ++cursor.at;
            Part inner;
            if (cursor.is_at_end()) return fail("f-string: expecting '}'");
            if (!add_replacements(cursor, depth + 1, inner)) return false;
            specification = finish_specification(inner);
        }
        if (cursor.is_at_end() || cursor.current() != '}') return fail("f-string: expecting '}'");
        ++cursor.at;
        if (shows_text && specification == nullptr && conversion == -1) conversion = 'r';
        flush(part);
        part.values.push_back(make<FormattedValue>(value, conversion, specification));
        return true;
    }

    bool read_conversion(Cursor &cursor, int &conversion) {
        ++cursor.at;
        if (cursor.is_at_end()) return fail("f-string: expecting '}'");
        conversion = static_cast<unsigned char>(cursor.current());
        ++cursor.at;
        if (conversion == 's' || conversion == 'r' || conversion == 'a') return true;
        return fail("f-string: invalid conversion character: expected 's', 'r', or 'a'");
    }

    // Moves to the character that ends the expression: '!', ':', '=' or '}' outside parentheses and strings.
    bool find_expression_end(Cursor &cursor) {
        std::string open;
        char quote = 0;
        bool is_triple = false;
        for (; !cursor.is_at_end(); ++cursor.at) {
            const char c = cursor.current();
            if (c == '\\') return fail("f-string expression part cannot include a backslash");
            const bool is_tripled = cursor.body.substr(cursor.at, 3) == std::string(3, c);
            if (quote != 0) {
                if (c != quote || (is_triple && !is_tripled)) continue;
                if (is_triple) cursor.at += 2;
                quote = 0;
            } else if (c == '\'' || c == '"') {
                quote = c;
                is_triple = is_tripled;
                if (is_triple) cursor.at += 2;
            } else if (c == '(' || c == '[' || c == '{') {
                if (open.size() >= 200) return fail("f-string: too many nested parenthesis");
                open.push_back(c);
            } else if (c == '#') {
                return fail("f-string expression part cannot include '#'");
            } else if (open.empty() && std::string_view("!:}=<>").find(c) != std::string_view::npos) {
                if (cursor.next() == '=' && c != ':' && c != '}') {
                    ++cursor.at; // a comparison
                } else if (c != '<' && c != '>') {
                    break;
                }
            } else if ((c == ')' || c == ']' || c == '}') && !close(open, c)) {
                return false;
            }
        }
        if (quote != 0) return fail("f-string: unterminated string");
        if (!open.empty()) return fail(std::string("f-string: unmatched '") + open.back() + "'");
        return true;
    }

    bool close(std::string &open, char c) {
        if (open.empty()) return fail(std::string("f-string: unmatched '") + c + "'");
        const char opening = open.back();
        open.pop_back();
        const char expected = opening == '(' ? ')' : opening == '[' ? ']' : '}';
        if (c == expected) return true;
        return fail(base::concat({"f-string: closing parenthesis '",
                                  {&c, 1},
                                  "' does not match opening parenthesis '",
                                  {&opening, 1},
                                  "'"}));
    }

    ExpressionNode *parse_expression(const Cursor &cursor, std::size_t start) {
        const std::string_view text = cursor.body.substr(start, cursor.at - start);
        if (std::all_of(text.begin(), text.end(), is_blank)) {
            const char end = cursor.current();
            if (end == '}') return parser_.raise_at_last_token("f-string: empty expression not allowed");
            return parser_.raise_at_last_token(std::string("f-string: expression required before '") + end +
                                               "'");
        }
        const auto source = base::Source::from_bytes("<fstring>", "(" + std::string(text) + ")");
        Parser inner(source, Mode::File, parser_.arena(), parser_.options(), origin_of(text));
        ExpressionNode *value = inner.parse_f_string_expression();
        if (inner.has_warnings() && warns()) parser_.adopt_inner_warnings(inner);
        if (value == nullptr) parser_.adopt_inner_error(*inner.error());
        return value;
    }

    // The place of the '{' before the expression's text: there the inner parser's parenthesis stands.
    [[nodiscard]] Origin origin_of(std::string_view text) const {
        const std::string_view literal = token_->text;
        const auto brace = static_cast<std::size_t>(text.data() - literal.data()) - 1;
        const auto lines = static_cast<int>(
            std::count(literal.begin(), literal.begin() + static_cast<std::ptrdiff_t>(brace), '\n'));
        const auto first =
            std::find_if_not(text.begin(), text.end(), [](char c) { return c != '\n' && is_blank(c); });
        const bool starts_on_next_line = first != text.end() && *first == '\n';
        std::size_t columns = 0;
        if (!starts_on_next_line) {
            const std::size_t newline = literal.rfind('\n', brace);
            columns = newline == std::string_view::npos ? brace : brace - newline - 1;
        }
        const int column = static_cast<int>(columns) + (lines == 0 ? token_->location.col_offset : 0);
        return {token_->location.lineno + lines, column, true};
    }

    Parser &parser_;
    std::span<const Token> literals_;
    Location location_;
    bool has_u_prefix_ = false;
    std::optional<bool> warns_; // once asked
    const Token *token_ = nullptr;
    bool is_raw_ = false;
};

} // namespace

ExpressionNode *concatenate_strings(Parser &parser, std::span<const Token> literals) {
    return StringParser(parser, literals).parse();
}

} // namespace adder::syntax
