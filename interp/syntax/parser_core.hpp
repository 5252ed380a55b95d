// SPDX-License-Identifier: MIT
// What the parse_*.cpp and invalid_*.cpp files share: the parser class with its token cursor, node making and
// error raising. Rules bear the names of the Python reference's grammar (chapter 10); each is a function that
// returns its node, or null and the cursor where it was when the text does not match.
//
// Errors follow CPython's method, because which of several messages appears depends on it:
// 1. a first pass knows only the language; most texts end here;
// 2. when it fails, the text is parsed again with the invalid_… rules, each at its place among the
//    alternatives. The first that matches raises its message. (One of them, for pairs in braces, CPython has
//    in its first pass too: it gets a pass of its own between the two when a brace failed.);
// 3. when none does, "invalid syntax" stands at the last token that had been asked for before;
// 4. an error in a later token goes before an error of the parser.
// After an error is raised, every token is Error, so all rules fail and the parse unwinds. The later passes
// remember what they found at a token, so that trying alternatives stays linear.
#pragma once

#include "base/arena.hpp"
#include "syntax/ast.hpp"
#include "syntax/lexer.hpp"
#include "syntax/parser.hpp"

#include <cstdint>
#include <initializer_list>
#include <set>
#include <span>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace adder::syntax {

// Where an f-string's expression stands in the file: added to the places of its tokens.
struct Origin {
    int lineno = 1;
    int col_offset = 0;
    bool is_f_string = false;
};

class Parser {
  public:
    Parser(const base::Source &source, Mode mode, base::Arena &arena, const ParseOptions &options,
           Origin origin = {});

    [[nodiscard]] ParseResult parse_all();

    // Parses the source as one f-string expression; null when error() says why not.
    [[nodiscard]] ExpressionNode *parse_f_string_expression();
    [[nodiscard]] const std::optional<SyntaxError> &error() const { return error_; }
    [[nodiscard]] bool has_warnings() const { return !warnings_.empty(); }
    [[nodiscard]] std::vector<SyntaxWarning> take_warnings() { return std::exchange(warnings_, {}); }

    // For string_literal, which works on behalf of the parser.
    [[nodiscard]] base::Arena &arena() { return arena_; }
    [[nodiscard]] const ParseOptions &options() const { return options_; }
    std::nullptr_t raise_at_last_token(std::string message,
                                       SyntaxErrorKind kind = SyntaxErrorKind::SyntaxError);
    void adopt_inner_error(const SyntaxError &error);
    void adopt_inner_warnings(Parser &inner);
    // A literal holds an escape that is none.
    void warn_of_escape(const Token &literal, std::string message);
    // Whether the literals at this place are the first of them to warn in this pass.
    [[nodiscard]] bool begin_warning_literals(const char *place);

  private:
    using Mark = int;
    using Statements = std::vector<StatementNode *>;
    using Expressions = std::vector<ExpressionNode *>;

    // Rules whose results the later passes remember, so that they stay linear. They are CPython's, because a
    // result that was found without invalid_… rules is used again where they would apply.
    enum class Rule : std::uint8_t {
        Expression,
        StarExpression,
        Disjunction,
        Conjunction,
        Inversion,
        BitwiseOr,
        Factor,
        AwaitPrimary,
        Primary,
        Arguments,
        Strings,
        StarTarget,
        DeleteTarget,
        InvalidNamedExpression,
        SimpleStatement,
        ClosedPattern,
        StarPattern,
        Block,
    };
    struct Memo {
        void *node;
        Mark end;
    };

    // Counts nesting while it lives and raises MemoryError where CPython's parser has no more stack.
    class Nesting {
      public:
        Nesting(Parser &parser, int cost);
        ~Nesting() { parser_.nesting_ -= cost_; }
        Nesting(const Nesting &) = delete;
        Nesting &operator=(const Nesting &) = delete;

      private:
        Parser &parser_;
        int cost_;
    };

    // Runs the rules below without invalid_… rules while it lives.
    class WithoutInvalidRules {
      public:
        explicit WithoutInvalidRules(Parser &parser) : parser_(parser), was_(parser.use_invalid_rules_) {
            parser_.use_invalid_rules_ = false;
        }
        ~WithoutInvalidRules() { parser_.use_invalid_rules_ = was_; }
        WithoutInvalidRules(const WithoutInvalidRules &) = delete;
        WithoutInvalidRules &operator=(const WithoutInvalidRules &) = delete;

      private:
        Parser &parser_;
        bool was_;
    };

    static Lexer::Style lexer_style(Mode mode);

    // --- cursor (parser.cpp) ---
    const Token &token_at(Mark mark);
    const Token &token() { return token_at(position_); }
    TokenKind kind() { return token().kind; }
    TokenKind kind_ahead(int distance) { return token_at(position_ + distance).kind; }
    bool at(TokenKind kind) { return token().kind == kind; }
    bool at_any(std::initializer_list<TokenKind> kinds);
    bool at_word(std::string_view soft_keyword);
    bool accept(TokenKind kind);
    bool accept_any(std::initializer_list<TokenKind> kinds);
    bool accept_word(std::string_view soft_keyword);
    bool expect_forced(TokenKind kind);
    [[nodiscard]] Mark mark() const { return position_; }
    std::nullptr_t reset(Mark mark) {
        position_ = mark;
        return nullptr;
    }
    void fetch_token();
    void raise_end_of_text();

    // --- nodes (parser.cpp) ---
    [[nodiscard]] Location location_from(Mark start);
    [[nodiscard]] const Token &last_token_before_cursor();
    template <class T, class... Fields> T *make(Mark start, Fields... fields) {
        return make_at<T>(location_from(start), fields...);
    }
    template <class T, class... Fields> T *make_at(const Location &location, Fields... fields) {
        const Node head{T::node_kind, location};
        if constexpr (std::is_same_v<typename T::Base, Node>) {
            return arena_.make<T>(head, fields...);
        } else {
            return arena_.make<T>(typename T::Base{head}, fields...);
        }
    }
    template <class T> std::span<T *> list_of(const std::vector<T *> &items) {
        return arena_.copy_items(std::span<T *const>(items));
    }
    template <class T> std::span<T *> list_of_one(T *item) {
        return arena_.copy_items(std::span<T *const>(&item, 1));
    }
    [[nodiscard]] Identifier identifier_of(const Token &name);
    ExpressionNode *accept_name(ExpressionContext context = ExpressionContext::Load);

    template <class T, class Parse> T *remembered(Rule rule, Parse parse);

    // --- errors (parser.cpp) ---
    [[nodiscard]] bool has_failed() const { return error_.has_value(); }
    std::nullptr_t raise_at(const Location &location, std::string message);
    std::nullptr_t raise_range(const Location &first, const Location &last, std::string message);
    std::nullptr_t raise_from(const Location &first, std::string message);
    std::nullptr_t raise_indentation(std::string message);
    std::nullptr_t raise_known(SyntaxErrorKind kind, Location bytes_from_one, std::string message);
    void raise_never_closed();
    void adopt_lexer_error();
    void adopt_lexer_warnings();
    void set_final_error(const Token &last_token);
    void check_remaining_tokens();
    void run_again(bool with_invalid_rules);
    void find_error();
    [[nodiscard]] bool is_at_end_of_text() const;

    // --- modules and simple statements (parser.cpp, parse_statement.cpp) ---
    ModuleNode *module();
    ModuleNode *file();
    ModuleNode *interactive();
    ModuleNode *eval();
    ModuleNode *func_type();
    bool type_expressions(Expressions &types);
    bool statements(Statements &out);
    bool statement(Statements &out);
    bool simple_statements(Statements &out);
    StatementNode *simple_statement();
    StatementNode *simple_statement_uncached();
    StatementNode *expression_statement();
    StatementNode *assignment();
    StatementNode *assignment_to(Mark start, ExpressionNode *first, bool &is_final);
    StatementNode *assignment_chain(Mark start, ExpressionNode *first);
    StatementNode *annotated_assignment(Mark start, ExpressionNode *target);
    StatementNode *augmented_assignment(Mark start, ExpressionNode *target, bool &is_final);
    ExpressionNode *target_or_value(bool is_first);
    ExpressionNode *assigned_value();
    bool is_at_other_assignment();
    bool accept_augmented_operator();
    StatementNode *return_statement();
    StatementNode *raise_statement();
    StatementNode *global_statement();
    StatementNode *delete_statement();
    StatementNode *assert_statement();
    StatementNode *import_name();
    StatementNode *import_from();
    bool import_from_targets(std::vector<Alias *> &names);
    bool import_from_names(std::vector<Alias *> &names);
    Alias *dotted_as_name();
    bool dotted_name(Identifier &name);
    bool optional_as_name(Identifier &name);

    // --- compound statements (parse_compound.cpp) ---
    StatementNode *compound_statement();
    StatementNode *decorated();
    StatementNode *async_statement();
    StatementNode *function_definition(Mark start, ExpressionList decorators);
    StatementNode *class_definition(Mark start, ExpressionList decorators);
    StatementNode *if_statement();
    StatementNode *if_or_elif(TokenKind keyword);
    StatementNode *while_statement();
    StatementNode *for_statement();
    StatementNode *with_statement();
    StatementNode *try_statement();
    StatementNode *match_statement();
    ExceptHandler *except_block(bool is_star);
    bool except_blocks(bool is_star, std::vector<ExceptHandler *> &handlers);
    bool else_block(StatementList &body);
    bool finally_block(StatementList &body);
    bool block(StatementList &body);
    bool block_uncached(StatementList &body);
    bool with_items(std::vector<WithItem *> &items);
    bool parenthesized_with_items(std::vector<WithItem *> &items);
    WithItem *with_item();
    ExpressionNode *subject_expression();
    MatchCase *case_block();

    // --- parameters (parse_parameters.cpp) ---
    // A lambda's parameters have no annotations and end with ':' in place of ')'.
    struct ParameterStyle {
        bool is_lambda;
        TokenKind end;
    };
    static constexpr ParameterStyle function_style{false, TokenKind::RightParenthesis};
    static constexpr ParameterStyle lambda_style{true, TokenKind::Colon};
    struct ParameterLists {
        std::vector<Arg *> positional_only, positional, keyword_only;
        Expressions defaults, keyword_defaults;
        Arg *vararg = nullptr;
        Arg *kwarg = nullptr;
    };
    enum class Default : std::uint8_t { Forbidden, Required, Optional };
    struct Parameter {
        Arg *arg = nullptr;
        ExpressionNode *default_value = nullptr;
    };
    Arguments *optional_parameters(ParameterStyle style);
    bool parameters(ParameterStyle style, ParameterLists &lists);
    bool positional_parameters(ParameterStyle style, ParameterLists &lists);
    bool star_etc(ParameterStyle style, ParameterLists &lists);
    bool kwds(ParameterStyle style, ParameterLists &lists);
    bool parameter(ParameterStyle style, Default rule, Parameter &out);
    Arg *bare_parameter(ParameterStyle style, bool may_be_starred = false);
    ExpressionNode *default_value();
    bool end_of_parameter(ParameterStyle style);
    Arguments *make_arguments(const ParameterLists &lists);

    // --- expressions (parse_expression.cpp) ---
    ExpressionNode *expression();
    ExpressionNode *expression_uncached();
    ExpressionNode *conditional_or_lambda();
    ExpressionNode *expression_without_invalid();
    ExpressionNode *expressions();
    ExpressionNode *star_expression();
    ExpressionNode *star_expressions();
    ExpressionNode *star_named_expression();
    ExpressionNode *named_expression();
    ExpressionNode *assignment_expression();
    ExpressionNode *unnamed_expression();
    ExpressionNode *starred_expression();
    ExpressionNode *yield_expression();
    ExpressionNode *lambda();
    ExpressionNode *disjunction();
    ExpressionNode *conjunction();
    ExpressionNode *inversion();
    ExpressionNode *comparison();
    bool comparison_operator(ComparisonOperator &op);
    ExpressionNode *bitwise_or();
    ExpressionNode *binary(int least_precedence);
    ExpressionNode *factor();
    ExpressionNode *power();
    ExpressionNode *await_primary();
    template <class ParseItem> ExpressionNode *tuple_or_single(ParseItem parse_item);

    // --- primaries, displays, calls (parse_primary.cpp, parse_call.cpp) ---
    ExpressionNode *primary();
    ExpressionNode *primary_suffix(Mark start, ExpressionNode *value);
    ExpressionNode *call(Mark start, ExpressionNode *function);
    ExpressionNode *generator_call(Mark start, ExpressionNode *function);
    ExpressionNode *subscript(Mark start, ExpressionNode *value);
    ExpressionNode *slices();
    ExpressionNode *slice();
    ExpressionNode *atom();
    ExpressionNode *constant(ConstantValue::Type type);
    ExpressionNode *number();
    ExpressionNode *strings();
    ExpressionNode *parenthesized();
    ExpressionNode *parenthesized_contents(Mark start);
    ExpressionNode *tuple_rest(Mark start, ExpressionNode *first);
    ExpressionNode *generator_expression();
    ExpressionNode *generator_element();
    ExpressionNode *bracketed();
    ExpressionNode *bracketed_contents(Mark start);
    ExpressionNode *braced();
    ExpressionNode *braced_contents(Mark start);
    ExpressionNode *dict_rest(Mark start, ExpressionNode *key, ExpressionNode *value);
    bool key_and_value(ExpressionNode *&key, ExpressionNode *&value);
    bool more_items(Expressions &items);
    bool star_named_expressions(Expressions &items);
    bool for_if_clauses(ComprehensionList &clauses);
    Comprehension *for_if_clause();
    struct CallArguments {
        Expressions args;
        std::vector<Keyword *> keywords;
        Location location;
        Mark end = 0;
    };
    ExpressionNode *lone_generator(Mark open, const CallArguments &read);
    bool arguments(CallArguments &out);
    bool args(CallArguments &out);
    bool positional_argument(CallArguments &out);
    bool keyword_arguments(CallArguments &out);
    bool keyword_argument(CallArguments &out, bool is_after_unpacking, bool &is_unpacking);

    // --- targets (parse_target.cpp) ---
    ExpressionNode *star_targets();
    ExpressionNode *star_target();
    ExpressionNode *star_target_uncached();
    ExpressionNode *target_primary();
    ExpressionNode *delete_target();
    bool delete_targets(Expressions &targets);
    [[nodiscard]] static bool is_star_target(const ExpressionNode &node);
    [[nodiscard]] static bool is_delete_target(const ExpressionNode &node);
    [[nodiscard]] static bool is_single_target(const ExpressionNode &node);
    static void set_context(ExpressionNode &node, ExpressionContext context);

    // --- patterns (parse_pattern.cpp) ---
    PatternNode *patterns();
    PatternNode *pattern();
    PatternNode *or_pattern();
    PatternNode *closed_pattern();
    PatternNode *closed_pattern_uncached();
    PatternNode *literal_pattern();
    PatternNode *name_pattern();
    PatternNode *parenthesized_pattern();
    PatternNode *bracketed_pattern();
    PatternNode *mapping_pattern();
    PatternNode *mapping_contents(Mark start);
    PatternNode *class_pattern(Mark start, ExpressionNode *cls);
    PatternNode *star_pattern();
    PatternNode *maybe_star_pattern();
    bool pattern_sequence(std::vector<PatternNode *> &patterns);
    bool open_pattern_sequence(std::vector<PatternNode *> &patterns);
    bool capture_name(Identifier &name);
    ExpressionNode *name_or_attribute();
    ExpressionNode *signed_number();
    ExpressionNode *literal_number();
    ExpressionNode *mapping_key();
    bool keyword_pattern(Identifier &name, PatternNode *&value);
    bool keyword_patterns(std::vector<Identifier> &names, std::vector<PatternNode *> &values);
    bool positional_patterns(std::vector<PatternNode *> &patterns);

    // --- invalid_… rules (invalid_expression.cpp, invalid_statement.cpp, …) ---
    // Each raises or does nothing; the cursor is afterwards where it was.
    enum class TargetUse : std::uint8_t { Assign, Delete, For };
    void invalid_expression();
    void invalid_legacy_expression();
    void invalid_named_expression();
    void invalid_named_expression_uncached();
    void invalid_group();
    void invalid_comprehension();
    void invalid_dict_comprehension();
    void invalid_double_starred_pairs();
    void invalid_pair(bool is_after_pairs);
    void invalid_arguments();
    void invalid_keyword_argument();
    void invalid_keyword_with_clauses();
    void raise_positional_after_keyword(const CallArguments &first);
    void invalid_for_target();
    void invalid_target(const ExpressionNode *node, TargetUse use);
    [[nodiscard]] static const ExpressionNode *find_invalid_target(const ExpressionNode *node, TargetUse use);
    [[nodiscard]] static std::string name_of(const ExpressionNode &node);
    void invalid_assignment();
    void skip_targets();
    ExpressionNode *invalid_annotation_target();
    void invalid_delete_statement();
    void invalid_import_from_targets();
    void invalid_block();
    void invalid_header_end(int lineno, const std::string &what, bool is_colon_checked);
    void invalid_class_definition();
    void invalid_function_definition();
    void invalid_condition_statement(TokenKind keyword);
    void invalid_plain_header(TokenKind keyword);
    void invalid_for_statement();
    void invalid_with_statement_indent();
    void invalid_with_statement();
    bool invalid_with_items(bool is_parenthesized);
    void invalid_with_item();
    void invalid_try_statement();
    void invalid_except_statement();
    void invalid_except_indent(bool is_star);
    void invalid_match_statement();
    void invalid_case_block();
    void invalid_as_pattern();
    void invalid_class_pattern();
    void invalid_parameters(ParameterStyle style);
    void invalid_default();
    void invalid_parameter_order(ParameterStyle style);
    void invalid_parameter_parentheses(ParameterStyle style);
    int skip_parameters(ParameterStyle style, Default rule);
    bool skip_slash(ParameterStyle style);
    void invalid_star_etc(ParameterStyle style);
    void invalid_kwds(ParameterStyle style);

    Lexer lexer_;
    Mode mode_;
    base::Arena &arena_;
    const ParseOptions options_;
    Origin origin_;
    std::vector<Token> tokens_;
    Mark position_ = 0;
    int nesting_ = 0;
    bool is_repeated_ = false; // in a later pass, which remembers results
    bool has_failed_brace_ = false;
    bool use_invalid_rules_ = false;
    bool has_statement_begun_ = false; // Single: the end of the text still has to give a NEWLINE
    std::optional<SyntaxError> error_;
    std::vector<SyntaxWarning> warnings_;
    std::set<std::pair<bool, const char *>> warning_literals_; // with is_repeated_ when they were read
    Token error_token_;
    std::unordered_map<std::uint64_t, Memo> memos_;
};

template <class T, class Parse> T *Parser::remembered(Rule rule, Parse parse) {
    if (!is_repeated_) return parse();
    const std::uint64_t key =
        (static_cast<std::uint64_t>(rule) << 32) | static_cast<std::uint32_t>(position_);
    if (const auto known = memos_.find(key); known != memos_.end()) {
        position_ = known->second.end;
        return static_cast<T *>(known->second.node);
    }
    T *node = parse();
    if (!has_failed()) memos_[key] = {node, position_};
    return node;
}

} // namespace adder::syntax
