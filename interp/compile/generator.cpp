// SPDX-License-Identifier: MIT
//
// What all gen_* files stand on: units, names, and the statements that control is inside of.
#include "compile/generator.hpp"

namespace adder::compile {

namespace {

// CPython's limit; it keeps code that leaves statements from growing without bound.
constexpr size_t max_frame_blocks = 20;

bool is_function_like(UnitKind kind) {
    return kind == UnitKind::Function || kind == UnitKind::AsyncFunction || kind == UnitKind::Lambda;
}

Opcode opcode_for(syntax::ExpressionContext context, Opcode load, Opcode store, Opcode del) {
    switch (context) {
    case syntax::ExpressionContext::Load: return load;
    case syntax::ExpressionContext::Store: return store;
    case syntax::ExpressionContext::Del: return del;
    }
    __builtin_unreachable();
}

} // namespace

Generator::Generator(const Options &options, const FutureFeatures &future, ScopeTable &scopes,
                     base::Arena &arena, Diagnostics &diagnostics)
    : options_(options), future_(future), scopes_(scopes), diagnostics_(diagnostics),
      folder_(arena, options.optimize == 0) {}

std::shared_ptr<bytecode::Code> Generator::generate_module(const syntax::ModuleNode &tree) {
    enter_unit(UnitKind::Module, tree, "<module>", 1);
    return syntax::visit(
        tree,
        [&](const syntax::Module &module) {
            generate_body(module.body);
            return leave_unit(true);
        },
        [&](const syntax::Interactive &interactive) {
            is_interactive_ = true;
            emit_annotations_setup(interactive.body);
            generate_statements(interactive.body);
            return leave_unit(true);
        },
        [&](const syntax::Expression &expression) {
            generate_expression(*expression.body);
            return leave_unit(false);
        },
        [&](const syntax::FunctionType &) { return leave_unit(true); }); // is never compiled
}

void Generator::enter_unit(UnitKind kind, const syntax::Node &node, std::string_view name, int first_line) {
    Scope &scope = scopes_.scope_of(node);
    Unit *parent = unit_;
    unit_ = &units_.emplace_back(parent, scope, kind, first_line);
    unit_->name = name;
    unit_->qualname = qualify(name, kind, parent);
    if (parent != nullptr) unit_->class_name = parent->class_name;
    Emitter &emitter = unit_->emitter;
    for (const std::string_view parameter : scope.parameters) emitter.variables.add(parameter);
    for (const std::string_view cell : scope.cell_names()) emitter.cells.add(cell);
    for (const std::string_view free : scope.free_names()) emitter.free_variables.add(free);
    const bool is_module = kind == UnitKind::Module;
    emitter.location = {is_module ? 0 : first_line, 0, first_line, 0};
    emit(Opcode::RESUME, 0);
    if (is_module) clear_location();
}

// The name with the path to it, as __qualname__ tells it.
std::string Generator::qualify(std::string_view name, UnitKind kind, const Unit *parent) {
    if (parent == nullptr || parent->kind == UnitKind::Module) return std::string(name);
    if (kind == UnitKind::Function || kind == UnitKind::AsyncFunction || kind == UnitKind::Class) {
        const Symbol *symbol = parent->scope.find(scopes_.mangle(parent->class_name, name));
        if (symbol != nullptr && symbol->scope == NameScope::GlobalExplicit) return std::string(name);
    }
    return parent->qualname + (is_function_like(parent->kind) ? ".<locals>." : ".") + std::string(name);
}

std::shared_ptr<bytecode::Code> Generator::leave_unit(bool returns_none) {
    if (!emitter().has_returned()) {
        clear_location();
        if (returns_none) emit_none();
        emit(Opcode::RETURN_VALUE);
    }
    CodeHeader header{.filename = options_.filename,
                      .name = unit_->name,
                      .qualname = unit_->qualname,
                      .first_line = unit_->first_line,
                      .argument_count = unit_->argument_count,
                      .positional_only_count = unit_->positional_only_count,
                      .keyword_only_count = unit_->keyword_only_count,
                      .flags = code_flags()};
    // After an error the graph may lack parts; there is no code to make.
    std::shared_ptr<bytecode::Code> code = diagnostics_.has_failed() ? std::make_shared<bytecode::Code>()
                                                                     : assemble(emitter(), std::move(header));
    unit_ = unit_->parent;
    units_.pop_back();
    return code;
}

uint32_t Generator::code_flags() const {
    const Scope &scope = unit_->scope;
    uint32_t flags = future_.flags;
    if (unit_->awaits_at_top_level) return flags | bytecode::CodeCoroutine;
    if (scope.kind != BlockKind::Function) return flags;
    flags |= bytecode::CodeOptimized | bytecode::CodeNewLocals;
    if (scope.is_nested) flags |= bytecode::CodeNested;
    if (scope.has_varargs) flags |= bytecode::CodeVarArgs;
    if (scope.has_varkeywords) flags |= bytecode::CodeVarKeywords;
    if (scope.is_generator)
        flags |= scope.is_coroutine ? bytecode::CodeAsyncGenerator : bytecode::CodeGenerator;
    if (scope.is_coroutine && !scope.is_generator) flags |= bytecode::CodeCoroutine;
    return flags;
}

bool Generator::may_await_at_top_level(const Unit &unit) const {
    return options_.allows_top_level_await && unit.kind == UnitKind::Module;
}

bool Generator::awaits_at_top_level() {
    if (!may_await_at_top_level(*unit_)) return false;
    return unit_->awaits_at_top_level = true;
}

bool Generator::keeps_annotations_as_text() const {
    return future_.flags & bytecode::CodeFutureAnnotations;
}

void Generator::generate_name(std::string_view name, syntax::ExpressionContext context) {
    check_name(name, context);
    const std::string_view variable = mangled(name);
    const Symbol *symbol = unit_->scope.find(variable);
    const bool is_function = unit_->scope.kind == BlockKind::Function;
    switch (symbol == nullptr ? NameScope::Unknown : symbol->scope) {
    case NameScope::Cell:
    case NameScope::Free: {
        // A class body can see a `__class__` from outside and hold the cell of its own.
        const bool is_cell = symbol->scope == NameScope::Cell;
        const int index = is_cell ? emitter().cells.find(variable)
                                  : emitter().cells.size() + emitter().free_variables.find(variable);
        const Opcode load = is_function ? Opcode::LOAD_DEREF : Opcode::LOAD_CLASSDEREF;
        return emit(opcode_for(context, load, Opcode::STORE_DEREF, Opcode::DELETE_DEREF), index);
    }
    case NameScope::Local:
        if (!is_function) break;
        return emit(opcode_for(context, Opcode::LOAD_FAST, Opcode::STORE_FAST, Opcode::DELETE_FAST),
                    emitter().variables.add(variable));
    case NameScope::GlobalImplicit:
        if (!is_function) break;
        [[fallthrough]];
    case NameScope::GlobalExplicit: {
        // The lowest bit of LOAD_GLOBAL's argument is for calls.
        const int shift = context == syntax::ExpressionContext::Load ? 1 : 0;
        return emit(opcode_for(context, Opcode::LOAD_GLOBAL, Opcode::STORE_GLOBAL, Opcode::DELETE_GLOBAL),
                    emitter().names.add(variable) << shift);
    }
    case NameScope::Unknown: break;
    }
    emit(opcode_for(context, Opcode::LOAD_NAME, Opcode::STORE_NAME, Opcode::DELETE_NAME),
         emitter().names.add(variable));
}

void Generator::check_name(std::string_view name, syntax::ExpressionContext context) {
    if (name != "__debug__") return;
    if (context == syntax::ExpressionContext::Store) fail("cannot assign to __debug__");
    if (context == syntax::ExpressionContext::Del) fail("cannot delete __debug__");
}

void Generator::push_frame_block(FrameBlock frame_block) {
    if (unit_->frame_blocks.size() >= max_frame_blocks) fail("too many statically nested blocks");
    unit_->frame_blocks.push_back(frame_block);
}

} // namespace adder::compile
