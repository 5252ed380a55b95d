// SPDX-License-Identifier: MIT
//
// One function a node kind. The order of the visits is CPython's, because the first error found is the one
// reported.
#include "compile/scope_builder.hpp"

#include <string>

namespace adder::compile {

namespace {

constexpr const char *comprehension_names[] = {"", "list comprehension", "set comprehension",
                                               "dict comprehension", "generator expression"};

std::string quoted(const char *before, std::string_view name, const char *after) {
    return std::string(before) + "'" + std::string(name) + "'" + after;
}

class ScopeBuilder {
  public:
    ScopeBuilder(uint32_t future_flags, ScopeTable &table, Diagnostics &diagnostics)
        : table_(table), diagnostics_(diagnostics),
          are_annotations_text_(future_flags & bytecode::CodeFutureAnnotations) {}

    void build(const syntax::ModuleNode &tree) {
        current_ = &table_.add_scope(BlockKind::Module, tree, nullptr);
        syntax::visit(
            tree, [&](const syntax::Module &module) { walk_all(module.body); },
            [&](const syntax::Interactive &interactive) { walk_all(interactive.body); },
            [&](const syntax::Expression &expression) { walk_expression(expression.body); },
            [](const syntax::FunctionType &) {}); // is never compiled
    }

  private:
    // --- walking

    void walk_all(syntax::StatementList statements) {
        for (const syntax::StatementNode *statement : statements) walk_statement(*statement);
    }

    void walk_statement(const syntax::StatementNode &statement) {
        const NestingGuard guard(nesting_, diagnostics_);
        if (diagnostics_.has_failed()) return;
        syntax::visit(statement, [this](const auto &node) { walk(node); });
    }

    template <class Nodes> void walk_expressions(const Nodes &expressions) {
        for (const syntax::ExpressionNode *expression : expressions) walk_expression(expression);
    }

    // A null stands for something that is left out.
    void walk_expression(const syntax::ExpressionNode *expression) {
        if (expression == nullptr) return;
        const NestingGuard guard(nesting_, diagnostics_);
        if (diagnostics_.has_failed()) return;
        syntax::visit(*expression, [this](const auto &node) { walk(node); });
    }

    void walk_pattern(const syntax::PatternNode *pattern) {
        if (pattern == nullptr) return;
        const NestingGuard guard(nesting_, diagnostics_);
        if (diagnostics_.has_failed()) return;
        syntax::visit(*pattern, [this](const auto &node) { walk(node); });
    }

    // --- names

    std::string_view mangled(std::string_view name) { return table_.mangle(class_name_, name); }

    uint16_t flags_of(std::string_view name) { return current_->flags_of(mangled(name)); }

    void add(std::string_view name, uint16_t flags, const syntax::Location &location) {
        add_to(*current_, name, flags, location);
    }

    void add_to(Scope &scope, std::string_view name, uint16_t flags, const syntax::Location &location) {
        Symbol &symbol = scope.add(mangled(name));
        if ((flags & SymbolParameter) && (symbol.flags & SymbolParameter))
            diagnostics_.fail(quoted("duplicate argument ", name, " in function definition"), location);
        symbol.flags |= flags;
        if (scope.is_in_iteration_target) {
            if (symbol.flags & (SymbolGlobal | SymbolNonlocal))
                diagnostics_.fail(
                    quoted("comprehension inner loop cannot rebind assignment expression target ", name, ""),
                    location);
            symbol.flags |= SymbolIteration;
        }
        if (flags & SymbolParameter) scope.parameters.push_back(symbol.name);
        // The module, too, treats the name as a declared global from here on.
        if (flags & SymbolGlobal) table_.module_scope().add(symbol.name).flags |= SymbolGlobal;
    }

    void add_directive(std::string_view name, const syntax::Location &location) {
        current_->directives.push_back({mangled(name), location});
    }

    // --- blocks

    template <class Body> Scope &in_block(BlockKind kind, const syntax::Node &node, Body body) {
        Scope *outer = current_;
        Scope &scope = table_.add_scope(kind, node, outer);
        // `:=` stays forbidden in functions that are written inside a comprehension's iterable.
        scope.iterable_depth = outer->iterable_depth;
        current_ = &scope;
        body();
        current_ = outer;
        return scope;
    }

    // Annotations that are kept as text take part in nothing, but `yield`, `await` and `:=` are errors in
    // them.
    template <class Body> void in_annotation(const syntax::Node &node, Body body) {
        if (are_annotations_text_)
            in_block(BlockKind::Annotation, node, body);
        else
            body();
    }

    void walk_annotation(const syntax::ExpressionNode *annotation) {
        if (annotation != nullptr) in_annotation(*annotation, [&] { walk_expression(annotation); });
    }

    void refuse_in_annotation(const char *what, const syntax::ExpressionNode &node) {
        if (current_->kind == BlockKind::Annotation)
            diagnostics_.fail(quoted("", what, " can not be used within an annotation"), node.location);
    }

    template <class Function> void walk_function(const Function &node, bool is_async) {
        add(node.name, SymbolLocal, node.location);
        walk_defaults(*node.args);
        walk_annotations(*node.args, node.returns);
        walk_expressions(node.decorator_list);
        in_block(BlockKind::Function, node, [&] {
            current_->is_coroutine = is_async;
            walk_parameters(*node.args);
            walk_all(node.body);
        });
    }

    void walk_defaults(const syntax::Arguments &arguments) {
        walk_expressions(arguments.defaults);
        walk_expressions(arguments.kw_defaults);
    }

    void walk_annotations(const syntax::Arguments &arguments, const syntax::ExpressionNode *returns) {
        in_annotation(arguments, [&] {
            for (const syntax::Arg *argument : arguments.posonlyargs) walk_expression(argument->annotation);
            for (const syntax::Arg *argument : arguments.args) walk_expression(argument->annotation);
            if (arguments.vararg) walk_expression(arguments.vararg->annotation);
            if (arguments.kwarg) walk_expression(arguments.kwarg->annotation);
            for (const syntax::Arg *argument : arguments.kwonlyargs) walk_expression(argument->annotation);
        });
        walk_annotation(returns);
    }

    void walk_parameters(const syntax::Arguments &arguments) {
        for (const syntax::Arg *argument : arguments.posonlyargs) add_parameter(*argument);
        for (const syntax::Arg *argument : arguments.args) add_parameter(*argument);
        for (const syntax::Arg *argument : arguments.kwonlyargs) add_parameter(*argument);
        if (arguments.vararg) {
            add_parameter(*arguments.vararg);
            current_->has_varargs = true;
        }
        if (arguments.kwarg) {
            add_parameter(*arguments.kwarg);
            current_->has_varkeywords = true;
        }
    }

    void add_parameter(const syntax::Arg &argument) { add(argument.arg, SymbolParameter, argument.location); }

    // --- statements

    void walk(const syntax::FunctionDef &node) { walk_function(node, false); }
    void walk(const syntax::AsyncFunctionDef &node) { walk_function(node, true); }

    void walk(const syntax::ClassDef &node) {
        add(node.name, SymbolLocal, node.location);
        walk_expressions(node.bases);
        walk_keywords(node.keywords);
        walk_expressions(node.decorator_list);
        in_block(BlockKind::Class, node, [&] {
            const std::string_view outer_class = std::exchange(class_name_, node.name);
            walk_all(node.body);
            class_name_ = outer_class;
        });
    }

    void walk(const syntax::Return &node) { walk_expression(node.value); }
    void walk(const syntax::Delete &node) { walk_expressions(node.targets); }
    void walk(const syntax::Assign &node) {
        walk_expressions(node.targets);
        walk_expression(node.value);
    }
    void walk(const syntax::AugAssign &node) {
        walk_expression(node.target);
        walk_expression(node.value);
    }

    void walk(const syntax::AnnAssign &node) {
        if (const syntax::Name *name = syntax::node_if<syntax::Name>(node.target))
            walk_annotated_name(node, *name);
        else
            walk_expression(node.target);
        walk_annotation(node.annotation);
        walk_expression(node.value);
    }

    void walk_annotated_name(const syntax::AnnAssign &node, const syntax::Name &name) {
        const uint16_t flags = flags_of(name.id);
        if ((flags & (SymbolGlobal | SymbolNonlocal)) && current_->kind != BlockKind::Module && node.simple)
            diagnostics_.fail(quoted("annotated name ", name.id,
                                     flags & SymbolGlobal ? " can't be global" : " can't be nonlocal"),
                              node.location);
        if (node.simple)
            add(name.id, SymbolAnnotation | SymbolLocal, name.location);
        else if (node.value)
            add(name.id, SymbolLocal, name.location);
    }

    template <class Loop> void walk_for(const Loop &node) {
        walk_expression(node.target);
        walk_expression(node.iter);
        walk_all(node.body);
        walk_all(node.orelse);
    }
    void walk(const syntax::For &node) { walk_for(node); }
    void walk(const syntax::AsyncFor &node) { walk_for(node); }

    void walk(const syntax::While &node) {
        walk_expression(node.test);
        walk_all(node.body);
        walk_all(node.orelse);
    }

    // An `elif` is an If that stands alone in orelse: chains of any length are walked in a loop.
    void walk(const syntax::If &first) {
        for (const syntax::If *node = &first;;) {
            walk_expression(node->test);
            walk_all(node->body);
            const syntax::If *next =
                node->orelse.size() == 1 ? syntax::node_if<syntax::If>(node->orelse[0]) : nullptr;
            if (next == nullptr) return walk_all(node->orelse);
            node = next;
        }
    }

    template <class Statement> void walk_with(const Statement &node) {
        for (const syntax::WithItem *item : node.items) {
            walk_expression(item->context_expr);
            walk_expression(item->optional_vars);
        }
        walk_all(node.body);
    }
    void walk(const syntax::With &node) { walk_with(node); }
    void walk(const syntax::AsyncWith &node) { walk_with(node); }

    void walk(const syntax::Match &node) {
        walk_expression(node.subject);
        for (const syntax::MatchCase *match_case : node.cases) {
            walk_pattern(match_case->pattern);
            walk_expression(match_case->guard);
            walk_all(match_case->body);
        }
    }

    void walk(const syntax::Raise &node) {
        walk_expression(node.exc);
        walk_expression(node.cause);
    }

    template <class Statement> void walk_try(const Statement &node) {
        walk_all(node.body);
        walk_all(node.orelse);
        for (const syntax::ExceptHandler *handler : node.handlers) {
            walk_expression(handler->type);
            if (syntax::is_present(handler->name)) add(handler->name, SymbolLocal, handler->location);
            walk_all(handler->body);
        }
        walk_all(node.finalbody);
    }
    void walk(const syntax::Try &node) { walk_try(node); }
    void walk(const syntax::TryStar &node) { walk_try(node); }

    void walk(const syntax::Assert &node) {
        walk_expression(node.test);
        walk_expression(node.msg);
    }

    void walk_aliases(syntax::AliasList aliases) {
        for (const syntax::Alias *alias : aliases) {
            if (alias->name == "*") {
                if (current_->kind != BlockKind::Module)
                    diagnostics_.fail("import * only allowed at module level", alias->location);
            } else {
                const std::string_view name = syntax::is_present(alias->asname) ? alias->asname : alias->name;
                add(name.substr(0, name.find('.')), SymbolImport, alias->location);
            }
        }
    }
    void walk(const syntax::Import &node) { walk_aliases(node.names); }
    void walk(const syntax::ImportFrom &node) { walk_aliases(node.names); }

    void walk(const syntax::Global &node) {
        walk_declaration(node.names, SymbolGlobal, "global", node.location);
    }
    void walk(const syntax::Nonlocal &node) {
        walk_declaration(node.names, SymbolNonlocal, "nonlocal", node.location);
    }

    void walk_declaration(syntax::IdentifierList names, SymbolFlag flag, const char *keyword,
                          const syntax::Location &location) {
        for (const std::string_view name : names) {
            check_declaration(name, keyword, location);
            add(name, flag, location);
            add_directive(name, location);
        }
    }

    void check_declaration(std::string_view name, const std::string &keyword,
                           const syntax::Location &location) {
        const uint16_t flags = flags_of(name);
        std::string message;
        if (flags & SymbolParameter)
            message = quoted("name ", name, " is parameter and ") + keyword;
        else if (flags & SymbolUse)
            message = quoted("name ", name, " is used prior to ") + keyword + " declaration";
        else if (flags & SymbolAnnotation)
            message = quoted("annotated name ", name, " can't be ") + keyword;
        else if (flags & SymbolLocal)
            message = quoted("name ", name, " is assigned to before ") + keyword + " declaration";
        if (!message.empty()) diagnostics_.fail(message, location);
    }

    void walk(const syntax::Expr &node) { walk_expression(node.value); }
    void walk(const syntax::Pass &) {}
    void walk(const syntax::Break &) {}
    void walk(const syntax::Continue &) {}

    // --- expressions

    void walk(const syntax::BoolOp &node) { walk_expressions(node.values); }

    void walk(const syntax::NamedExpr &node) {
        refuse_in_annotation("named expression", node);
        if (current_->iterable_depth > 0)
            diagnostics_.fail("assignment expression cannot be used in a comprehension iterable expression",
                              node.location);
        if (current_->comprehension != ComprehensionKind::None)
            bind_outside_comprehension(syntax::as_node<syntax::Name>(*node.target));
        walk_expression(node.value);
        walk_expression(node.target);
    }

    // A `:=` in a comprehension binds in the block that the comprehension stands in (PEP 572).
    void bind_outside_comprehension(const syntax::Name &target) {
        Scope *scope = current_;
        for (; scope->comprehension != ComprehensionKind::None; scope = scope->parent)
            if (scope->flags_of(mangled(target.id)) & SymbolIteration)
                return diagnostics_.fail(
                    quoted("assignment expression cannot rebind comprehension iteration variable ", target.id,
                           ""),
                    target.location);
        if (scope->kind == BlockKind::Class)
            return diagnostics_.fail(
                "assignment expression within a comprehension cannot be used in a class body",
                target.location);
        const bool is_module = scope->kind == BlockKind::Module;
        const bool is_global = is_module || (scope->flags_of(mangled(target.id)) & SymbolGlobal);
        add(target.id, is_global ? SymbolGlobal : SymbolNonlocal, target.location);
        add_directive(target.id, target.location);
        add_to(*scope, target.id, is_module ? SymbolGlobal : SymbolLocal, target.location);
    }

    // A chain of operators leans to the left: it is walked in a loop, whatever its length.
    void walk(const syntax::BinOp &node) {
        std::vector<const syntax::BinOp *> chain{&node};
        while (const syntax::BinOp *left = syntax::node_if<syntax::BinOp>(chain.back()->left))
            chain.push_back(left);
        walk_expression(chain.back()->left);
        for (auto step = chain.rbegin(); step != chain.rend(); ++step) walk_expression((*step)->right);
    }
    void walk(const syntax::UnaryOp &node) { walk_expression(node.operand); }

    void walk(const syntax::Lambda &node) {
        walk_defaults(*node.args);
        in_block(BlockKind::Function, node, [&] {
            walk_parameters(*node.args);
            walk_expression(node.body);
        });
    }

    void walk(const syntax::IfExp &node) {
        walk_expression(node.test);
        walk_expression(node.body);
        walk_expression(node.orelse);
    }
    void walk(const syntax::Dict &node) {
        walk_expressions(node.keys);
        walk_expressions(node.values);
    }
    void walk(const syntax::Set &node) { walk_expressions(node.elts); }

    void walk(const syntax::ListComp &node) {
        walk_comprehension(node, ComprehensionKind::List, node.generators, node.elt, nullptr);
    }
    void walk(const syntax::SetComp &node) {
        walk_comprehension(node, ComprehensionKind::Set, node.generators, node.elt, nullptr);
    }
    void walk(const syntax::DictComp &node) {
        walk_comprehension(node, ComprehensionKind::Dict, node.generators, node.key, node.value);
    }
    void walk(const syntax::GeneratorExp &node) {
        walk_comprehension(node, ComprehensionKind::Generator, node.generators, node.elt, nullptr);
    }

    // The outermost iterable belongs to the block around; the rest is a function of one argument.
    void walk_comprehension(const syntax::ExpressionNode &node, ComprehensionKind kind,
                            syntax::ComprehensionList generators, const syntax::ExpressionNode *element,
                            const syntax::ExpressionNode *value) {
        const syntax::Comprehension &outermost = *generators[0];
        walk_iterable(outermost.iter);
        const bool is_generator = kind == ComprehensionKind::Generator;
        const Scope &scope = in_block(BlockKind::Function, node, [&] {
            current_->comprehension = kind;
            current_->is_coroutine = outermost.is_async;
            add(".0", SymbolParameter, node.location);
            walk_iteration_target(outermost.target);
            walk_expressions(outermost.ifs);
            for (const syntax::Comprehension *generator : generators.subspan(1)) walk_generator(*generator);
            walk_expression(value);
            walk_expression(element);
            current_->is_generator = is_generator;
        });
        if (scope.is_coroutine && !is_generator) current_->is_coroutine = true;
    }

    void walk_generator(const syntax::Comprehension &generator) {
        walk_iteration_target(generator.target);
        walk_iterable(generator.iter);
        walk_expressions(generator.ifs);
        if (generator.is_async) current_->is_coroutine = true;
    }

    void walk_iterable(const syntax::ExpressionNode *iterable) {
        ++current_->iterable_depth;
        walk_expression(iterable);
        --current_->iterable_depth;
    }

    void walk_iteration_target(const syntax::ExpressionNode *target) {
        current_->is_in_iteration_target = true;
        walk_expression(target);
        current_->is_in_iteration_target = false;
    }

    template <class YieldNode> void walk_yield(const YieldNode &node) {
        refuse_in_annotation("yield expression", node);
        walk_expression(node.value);
        current_->is_generator = true;
        if (current_->comprehension != ComprehensionKind::None)
            diagnostics_.fail(std::string("'yield' inside ") +
                                  comprehension_names[static_cast<size_t>(current_->comprehension)],
                              node.location);
    }
    void walk(const syntax::Yield &node) { walk_yield(node); }
    void walk(const syntax::YieldFrom &node) { walk_yield(node); }

    void walk(const syntax::Await &node) {
        refuse_in_annotation("await expression", node);
        walk_expression(node.value);
        current_->is_coroutine = true;
    }

    void walk(const syntax::Compare &node) {
        walk_expression(node.left);
        walk_expressions(node.comparators);
    }

    void walk_keywords(syntax::KeywordList keywords) {
        for (const syntax::Keyword *keyword : keywords) walk_expression(keyword->value);
    }
    void walk(const syntax::Call &node) {
        walk_expression(node.func);
        walk_expressions(node.args);
        walk_keywords(node.keywords);
    }

    void walk(const syntax::FormattedValue &node) {
        walk_expression(node.value);
        walk_expression(node.format_spec);
    }
    void walk(const syntax::JoinedStr &node) { walk_expressions(node.values); }
    void walk(const syntax::Constant &) {}
    void walk(const syntax::Attribute &node) { walk_expression(node.value); }
    void walk(const syntax::Subscript &node) {
        walk_expression(node.value);
        walk_expression(node.slice);
    }
    void walk(const syntax::Starred &node) { walk_expression(node.value); }

    void walk(const syntax::Name &node) {
        const bool is_load = node.ctx == syntax::ExpressionContext::Load;
        if (is_load && node.id == "__debug__") return; // a constant
        add(node.id, is_load ? SymbolUse : SymbolLocal, node.location);
        // super() without arguments finds its class in the cell.
        if (is_load && current_->kind == BlockKind::Function && node.id == "super")
            add("__class__", SymbolUse, node.location);
    }

    void walk(const syntax::List &node) { walk_expressions(node.elts); }
    void walk(const syntax::Tuple &node) { walk_expressions(node.elts); }
    void walk(const syntax::Slice &node) {
        walk_expression(node.lower);
        walk_expression(node.upper);
        walk_expression(node.step);
    }

    // --- patterns

    void walk_patterns(syntax::PatternList patterns) {
        for (const syntax::PatternNode *pattern : patterns) walk_pattern(pattern);
    }
    void add_capture(std::string_view name, const syntax::Location &location) {
        if (syntax::is_present(name)) add(name, SymbolLocal, location);
    }

    void walk(const syntax::MatchValue &node) { walk_expression(node.value); }
    void walk(const syntax::MatchSingleton &) {}
    void walk(const syntax::MatchSequence &node) { walk_patterns(node.patterns); }
    void walk(const syntax::MatchMapping &node) {
        walk_expressions(node.keys);
        walk_patterns(node.patterns);
        add_capture(node.rest, node.location);
    }
    void walk(const syntax::MatchClass &node) {
        walk_expression(node.cls);
        walk_patterns(node.patterns);
        walk_patterns(node.kwd_patterns);
    }
    void walk(const syntax::MatchStar &node) { add_capture(node.name, node.location); }
    void walk(const syntax::MatchAs &node) {
        walk_pattern(node.pattern);
        add_capture(node.name, node.location);
    }
    void walk(const syntax::MatchOr &node) { walk_patterns(node.patterns); }

    ScopeTable &table_;
    Diagnostics &diagnostics_;
    const bool are_annotations_text_;
    Scope *current_ = nullptr;
    std::string_view class_name_; // of the innermost class, for mangling
    int nesting_ = 0;
};

} // namespace

void build_scopes(const syntax::ModuleNode &tree, uint32_t future_flags, ScopeTable &table,
                  Diagnostics &diagnostics) {
    ScopeBuilder(future_flags, table, diagnostics).build(tree);
    if (!diagnostics.has_failed()) table.resolve(diagnostics);
}

} // namespace adder::compile
