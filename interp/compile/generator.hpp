// SPDX-License-Identifier: MIT
//
// Walks the tree and emits code: one function a node kind, in the gen_* files by family. State is the stack
// of units, one for each code object being made, and in each the statements that control would have to leave.
//
//  1. `emitter().location` is the span of the statement or expression at hand. Visiting an expression
//  restores it; setting it
//     for good is a statement's business. Where it looks odd, it follows CPython, since tracebacks show it.
//  2. An expression leaves one value on the stack, a statement none.
//  3. After an error the walk goes on without effect; see Diagnostics.
#pragma once

#include "compile/assemble.hpp"
#include "compile/future.hpp"
#include "compile/scope.hpp"

#include <deque>
#include <string>

namespace adder::compile {

enum class UnitKind : uint8_t { Module, Class, Function, AsyncFunction, Lambda, Comprehension };

// A statement that control is inside of, and what leaving it takes.
enum class FrameBlockKind : uint8_t {
    WhileLoop,
    ForLoop,
    TryExcept,
    FinallyTry,
    FinallyEnd,
    With,
    AsyncWith,
    HandlerCleanup,
    PopValue,
    ExceptionHandler,
    ExceptionGroupHandler,
    AsyncComprehension,
};

struct FrameBlock {
    FrameBlockKind kind;
    Block *start = nullptr;            // where `continue` goes
    Block *exit = nullptr;             // where `break` goes
    syntax::StatementList finalbody{}; // FinallyTry
    Location location = no_location;   // With, AsyncWith: of the statement
    std::string_view name{};           // HandlerCleanup: the name after `as`, if any
};

// A code object being made.
struct Unit {
    Unit(Unit *parent_unit, Scope &unit_scope, UnitKind unit_kind, int line)
        : parent(parent_unit), scope(unit_scope), kind(unit_kind), first_line(line) {}

    Unit *parent;
    Scope &scope;
    const UnitKind kind;
    const int first_line;
    std::string name;
    std::string qualname;
    std::string_view class_name; // of the innermost class around, for mangling
    int argument_count = 0;
    int positional_only_count = 0;
    int keyword_only_count = 0;
    bool awaits_at_top_level = false; // a module that is a coroutine
    std::vector<FrameBlock> frame_blocks;
    Emitter emitter;
};

// Where the parts of a pattern are while its code is made.
struct PatternContext {
    std::vector<std::string_view> stores; // captured names whose values lie on the stack, lowest first
    bool allows_irrefutable = false;
    std::vector<Block *> fail_blocks; // [n] pops n values and goes on with the next case
    int on_top = 0;                   // values above the captured ones
};

// The argument of BINARY_OP.
[[nodiscard]] int operator_argument(syntax::Operator syntax_operator, bool is_inplace);

class Generator {
  public:
    Generator(const Options &options, const FutureFeatures &future, ScopeTable &scopes, base::Arena &arena,
              Diagnostics &diagnostics);

    [[nodiscard]] std::shared_ptr<bytecode::Code> generate_module(const syntax::ModuleNode &tree);

  private:
    // --- units and emitting (generator.cpp)
    void enter_unit(UnitKind kind, const syntax::Node &node, std::string_view name, int first_line);
    [[nodiscard]] std::string qualify(std::string_view name, UnitKind kind, const Unit *parent);
    std::shared_ptr<bytecode::Code> leave_unit(bool returns_none);
    [[nodiscard]] uint32_t code_flags() const;
    Emitter &emitter() { return unit_->emitter; }
    void emit(Opcode opcode, int argument = 0) { unit_->emitter.emit(opcode, argument); }
    void emit_none() { unit_->emitter.emit_constant(make_none()); }
    void emit_jump(Opcode opcode, Block *target) { unit_->emitter.emit_jump(opcode, target); }
    void emit_artificial_jump(Opcode opcode, Block *target) {
        unit_->emitter.emit_artificial_jump(opcode, target);
    }
    void emit_name(Opcode opcode, std::string_view name) { unit_->emitter.emit_name(opcode, mangled(name)); }
    Block *make_block() { return unit_->emitter.make_block(); }
    void use_block(Block *block) { unit_->emitter.use_block(block); }
    void clear_location() { unit_->emitter.location = no_location; }
    void fail(std::string message) { diagnostics_.fail(std::move(message), unit_->emitter.location); }
    void warn(std::string message) { diagnostics_.warn(std::move(message), unit_->emitter.location); }
    [[nodiscard]] std::string_view mangled(std::string_view name) {
        return scopes_.mangle(unit_->class_name, name);
    }
    [[nodiscard]] bool keeps_annotations_as_text() const;
    [[nodiscard]] bool may_await_at_top_level(const Unit &unit) const;
    // Whether the unit is a module that may await; it is a coroutine from here on.
    bool awaits_at_top_level();

    // Loads, stores or deletes a variable by the scope its name has.
    void generate_name(std::string_view name, syntax::ExpressionContext context);
    void load_name(std::string_view name) { generate_name(name, syntax::ExpressionContext::Load); }
    void store_name(std::string_view name) { generate_name(name, syntax::ExpressionContext::Store); }
    void delete_name(std::string_view name) { generate_name(name, syntax::ExpressionContext::Del); }
    // __debug__ cannot be bound.
    void check_name(std::string_view name, syntax::ExpressionContext context);

    void push_frame_block(FrameBlock frame_block);
    void pop_frame_block() { unit_->frame_blocks.pop_back(); }

    // --- expressions (gen_expression.cpp)
    void generate_expression(const syntax::ExpressionNode &node);
    template <class Nodes> void generate_expressions(const Nodes &nodes) {
        for (const syntax::ExpressionNode *node : nodes) generate_expression(*node);
    }
    void generate_optional(const syntax::ExpressionNode *node);
    void generate_iterable(const syntax::ExpressionNode &node);
    void generate_jump_if(const syntax::ExpressionNode &node, Block *target, bool condition);
    void jump_if_any(const syntax::BoolOp &node, Block *target, bool condition);
    void jump_if_either(const syntax::IfExp &node, Block *target, bool condition);
    void generate_chain(const syntax::Compare &node, Opcode jump, Block *cleanup);
    void jump_if_chain(const syntax::Compare &node, Block *target, bool condition);
    void emit_comparison(syntax::ComparisonOperator comparison);
    void generate_comparand(const syntax::Compare &node, size_t index);
    void generate_simple_compare(const syntax::Compare &node, syntax::ComparisonOperator comparison);
    void emit_yield();
    void emit_yield_from(bool is_await);
    void emit_await(int reason);
    void move_location_to_attribute(const syntax::Attribute &node);

    void generate(const syntax::BoolOp &node);
    void generate(const syntax::NamedExpr &node);
    void generate(const syntax::BinOp &node);
    void generate(const syntax::UnaryOp &node);
    void generate(const syntax::Lambda &node);
    void generate(const syntax::IfExp &node);
    void generate(const syntax::Dict &node);
    void generate(const syntax::Set &node);
    void generate(const syntax::ListComp &node);
    void generate(const syntax::SetComp &node);
    void generate(const syntax::DictComp &node);
    void generate(const syntax::GeneratorExp &node);
    void generate(const syntax::Await &node);
    void generate(const syntax::Yield &node);
    void generate(const syntax::YieldFrom &node);
    void generate(const syntax::Compare &node);
    void generate(const syntax::Call &node);
    void generate(const syntax::FormattedValue &node);
    void generate(const syntax::JoinedStr &node);
    void generate(const syntax::Constant &node);
    void generate(const syntax::Attribute &node);
    void generate(const syntax::Subscript &node);
    void generate(const syntax::Starred &node);
    void generate(const syntax::Name &node);
    void generate(const syntax::List &node);
    void generate(const syntax::Tuple &node);
    void generate(const syntax::Slice &node);

    // --- displays and unpacking (gen_display.cpp)
    struct DisplayKind;
    static const DisplayKind list_display, tuple_display, set_display;
    void generate_display(syntax::ExpressionList elements, int pushed, const DisplayKind &kind);
    bool generate_constant_display(syntax::ExpressionList elements, int pushed, const DisplayKind &kind);
    void generate_long_display(syntax::ExpressionList elements, int pushed, const DisplayKind &kind,
                               bool is_begun);
    void generate_targets(syntax::ExpressionList targets);
    void generate_items(const syntax::Dict &node, size_t begin, size_t end);

    // --- calls (gen_call.cpp)
    void check_keywords(syntax::KeywordList keywords);
    bool generate_method_call(const syntax::Call &node);
    [[nodiscard]] bool is_imported_name(const syntax::ExpressionNode &node);
    // Arguments and CALL; `pushed` positional ones are on the stack already.
    void generate_arguments(int pushed, syntax::ExpressionList arguments, syntax::KeywordList keywords);
    void generate_unpacking_call(int pushed, syntax::ExpressionList arguments, syntax::KeywordList keywords);
    void generate_keyword_dict(syntax::KeywordList keywords);
    void generate_keyword_items(syntax::KeywordList keywords);
    void emit_keyword_names(syntax::KeywordList keywords);

    // --- warnings (gen_warnings.cpp)
    void warn_about_caller(const syntax::ExpressionNode &callee);
    void warn_about_subscript(const syntax::Subscript &node);
    // `operators` are the node's, or the opposite of its only one.
    void warn_about_compare(const syntax::Compare &node,
                            std::span<const syntax::ComparisonOperator> operators);

    // --- functions, classes, comprehensions (gen_function.cpp, gen_comprehension.cpp)
    template <class Function> void generate_function(const Function &node, UnitKind kind);
    void generate_class(const syntax::ClassDef &node);
    void generate_class_body(const syntax::ClassDef &node);
    // The statements of a module or class: its docstring and annotations have a place.
    void generate_body(syntax::StatementList body);
    // The docstring of a body unless docstrings are left out, or null.
    [[nodiscard]] const syntax::Constant *kept_docstring(syntax::StatementList body) const;
    void emit_annotations_setup(syntax::StatementList body);
    void set_argument_counts(const syntax::Arguments &arguments);
    void check_parameters(const syntax::Arguments &arguments);
    // Return the MAKE_FUNCTION flags for what they left on the stack.
    int generate_defaults(const syntax::Arguments &arguments);
    int generate_annotations(const syntax::Arguments &arguments, const syntax::ExpressionNode *returns);
    bool generate_keyword_defaults(const syntax::Arguments &arguments);
    void generate_annotation_value(const syntax::ExpressionNode &annotation);
    void emit_annotation_text(const syntax::ExpressionNode &annotation);
    void emit_function(std::shared_ptr<bytecode::Code> code, int flags);
    void emit_closure_cell(std::string_view name);
    void apply_decorators(syntax::ExpressionList decorators);

    struct ComprehensionParts;
    void generate_comprehension(const syntax::ExpressionNode &node, const ComprehensionParts &parts);
    void generate_comprehension_loop(const ComprehensionParts &parts, size_t index, int depth);
    void generate_async_comprehension_loop(const ComprehensionParts &parts, size_t index, int depth);
    bool begin_comprehension_loop(const ComprehensionParts &parts, size_t index);
    void generate_comprehension_body(const ComprehensionParts &parts, size_t index, int depth,
                                     Block *if_false);
    void generate_comprehension_element(const ComprehensionParts &parts, int depth);

    // --- statements (gen_statement.cpp)
    void generate_statement(const syntax::StatementNode &node);
    void generate_statements(syntax::StatementList statements);

    void generate(const syntax::FunctionDef &node);
    void generate(const syntax::AsyncFunctionDef &node);
    void generate(const syntax::ClassDef &node);
    void generate(const syntax::Return &node);
    void generate(const syntax::Delete &node);
    void generate(const syntax::Assign &node);
    void generate(const syntax::AugAssign &node);
    void generate(const syntax::AnnAssign &node);
    void generate(const syntax::For &node);
    void generate(const syntax::AsyncFor &node);
    void generate(const syntax::While &node);
    void generate(const syntax::If &node);
    void generate(const syntax::With &node);
    void generate(const syntax::AsyncWith &node);
    void generate(const syntax::Match &node);
    void generate(const syntax::Raise &node);
    void generate(const syntax::Try &node);
    void generate(const syntax::TryStar &node);
    void generate(const syntax::Assert &node);
    void generate(const syntax::Import &node);
    void generate(const syntax::ImportFrom &node);
    void generate(const syntax::Global &) {}
    void generate(const syntax::Nonlocal &) {}
    void generate(const syntax::Expr &node);
    void generate(const syntax::Pass &node);
    void generate(const syntax::Break &node);
    void generate(const syntax::Continue &node);
    void load_augmented_target(const syntax::ExpressionNode &target);
    void store_augmented_target(const syntax::ExpressionNode &target);
    void store_annotation(const syntax::AnnAssign &node, const syntax::Name &target);
    void evaluate_and_drop(const syntax::ExpressionNode &node);
    void evaluate_index_and_drop(const syntax::ExpressionNode &node);
    void generate_import_as(const syntax::Alias &alias);
    void require_async_function(const char *what);

    // --- leaving statements, try, with (gen_try.cpp, gen_with.cpp)
    // --------------------------------------------------------- Code that leaves every statement up to the
    // innermost loop, or to the function when `stops_at_loop` is false. The loop, or null. With `keeps_top`
    // the value on top of the stack stays there.
    const FrameBlock *leave_frame_blocks(bool keeps_top, bool stops_at_loop);
    void leave_frame_block(const FrameBlock &frame_block, bool keeps_top);
    void leave_finally(const FrameBlock &frame_block, bool keeps_top);
    void leave_with(const FrameBlock &frame_block, bool keeps_top);
    void leave_handler(const FrameBlock &frame_block, bool keeps_top);
    void emit_swap_if(bool is_wanted);
    template <class Statement> void generate_try_finally(const Statement &node);
    void generate_guarded_body(syntax::StatementList body, Block *raised);
    void generate_guarded(const syntax::Try &node);
    void generate_guarded(const syntax::TryStar &node);
    void generate_handler(const syntax::ExceptHandler &handler, Block *end);
    void generate_named_handler(const syntax::ExceptHandler &handler, Block *end);
    void generate_star_handler(const syntax::ExceptHandler &handler, bool is_first, bool is_last,
                               Block *reraise);
    void generate_star_handler_body(const syntax::ExceptHandler &handler, Block *next,
                                    Block *next_with_error);
    void generate_star_reraise(Block *start, Block *end);
    void emit_unbind(std::string_view name);
    void emit_pop_except_and_reraise();
    template <class Statement> void generate_with_item(const Statement &node, size_t index, bool is_async);
    void emit_exit_call(bool is_async);
    void generate_with_cleanup(Block *cleanup, Block *exit);

    // --- match (gen_match.cpp)
    void generate_case(const syntax::MatchCase &match_case, bool is_last, bool allows_irrefutable,
                       Block *end);
    void generate_default_case(const syntax::MatchCase &match_case, Block *end);
    void generate_pattern(const syntax::PatternNode &pattern, PatternContext &context);
    void generate_subpattern(const syntax::PatternNode &pattern, PatternContext &context);
    void generate_match(const syntax::MatchValue &pattern, PatternContext &context);
    void generate_match(const syntax::MatchSingleton &pattern, PatternContext &context);
    void generate_match(const syntax::MatchSequence &pattern, PatternContext &context);
    void generate_match(const syntax::MatchMapping &pattern, PatternContext &context);
    void generate_match(const syntax::MatchClass &pattern, PatternContext &context);
    void generate_match(const syntax::MatchStar &pattern, PatternContext &context);
    void generate_match(const syntax::MatchAs &pattern, PatternContext &context);
    void generate_match(const syntax::MatchOr &pattern, PatternContext &context);
    Block *fail_block(PatternContext &context, size_t pops);
    void jump_to_fail(PatternContext &context, Opcode jump);
    void place_fail_blocks(PatternContext &context);
    void emit_rotation(int count);
    void capture(std::string_view name, PatternContext &context);
    void fail_duplicate_capture(std::string_view name);
    void emit_length_test(size_t length, syntax::ComparisonOperator comparison, PatternContext &context);
    void emit_not_none_test(PatternContext &context);
    void unpack_sequence_pattern(syntax::PatternList patterns, size_t star, PatternContext &context);
    void index_sequence_pattern(syntax::PatternList patterns, size_t star, PatternContext &context);
    void generate_mapping_keys(const syntax::MatchMapping &pattern);
    void generate_mapping_rest(const syntax::MatchMapping &pattern, PatternContext &context);
    void check_class_keywords(const syntax::MatchClass &pattern);
    bool reorder_captures(const std::vector<std::string_view> &control, PatternContext &context);
    void bind_alternatives(const std::vector<std::string_view> &control, PatternContext &context);

    const Options &options_;
    const FutureFeatures &future_;
    ScopeTable &scopes_;
    Diagnostics &diagnostics_;
    Folder folder_;
    std::deque<Unit> units_; // outermost first
    Unit *unit_ = nullptr;   // the innermost one
    bool is_interactive_ = false;
    int nesting_ = 0;
};

} // namespace adder::compile
