// SPDX-License-Identifier: MIT
//
// Functions, lambdas and classes: what is evaluated where the definition stands, and the code object of the
// body.
#include "compile/generator.hpp"
#include "compile/unparse.hpp"

#include <algorithm>

namespace adder::compile {

namespace {

// MAKE_FUNCTION's flags.
constexpr int has_defaults = 1;
constexpr int has_keyword_defaults = 2;
constexpr int has_annotations = 4;
constexpr int has_closure = 8;

// The docstring of a body, or null.
const syntax::Constant *docstring_of(syntax::StatementList body) {
    const auto *first = body.empty() ? nullptr : syntax::node_if<syntax::Expr>(body[0]);
    const auto *constant = first == nullptr ? nullptr : syntax::node_if<syntax::Constant>(first->value);
    if (constant == nullptr || constant->value.type != syntax::ConstantValue::Type::String) return nullptr;
    return constant;
}

template <class Definition> int first_line_of(const Definition &node) {
    return node.decorator_list.empty() ? node.location.lineno : node.decorator_list[0]->location.lineno;
}

bool has_annotation_in(syntax::StatementList statements);

// As in CPython 3.11, annotations inside `match` make no __annotations__: storing one there is a NameError.
struct AnnotationFinder {
    bool operator()(const syntax::AnnAssign &) const { return true; }
    bool operator()(const syntax::For &node) const { return in(node.body) || in(node.orelse); }
    bool operator()(const syntax::AsyncFor &node) const { return in(node.body) || in(node.orelse); }
    bool operator()(const syntax::While &node) const { return in(node.body) || in(node.orelse); }
    bool operator()(const syntax::If &first) const {
        for (const syntax::If *node = &first;;) { // elif chains may be long
            if (in(node->body)) return true;
            const auto *next =
                node->orelse.size() == 1 ? syntax::node_if<syntax::If>(node->orelse[0]) : nullptr;
            if (next == nullptr) return in(node->orelse);
            node = next;
        }
    }
    bool operator()(const syntax::With &node) const { return in(node.body); }
    bool operator()(const syntax::AsyncWith &node) const { return in(node.body); }
    bool operator()(const syntax::Try &node) const { return in_try(node); }
    bool operator()(const syntax::TryStar &node) const { return in_try(node); }
    bool operator()(const syntax::StatementNode &) const { return false; }

  private:
    static bool in(syntax::StatementList statements) { return has_annotation_in(statements); }
    template <class Statement> static bool in_try(const Statement &node) {
        return in(node.body) || in(node.orelse) || in(node.finalbody) ||
               std::ranges::any_of(node.handlers, [](const auto *handler) { return in(handler->body); });
    }
};

// Whether some statement of the block itself annotates a name.
bool has_annotation_in(syntax::StatementList statements) {
    return std::ranges::any_of(statements, [](const syntax::StatementNode *statement) {
        return syntax::visit(*statement, AnnotationFinder{});
    });
}

} // namespace

// --- bodies

void Generator::generate_body(syntax::StatementList body) {
    // Whatever comes before the first statement of a module is told as its line.
    if (unit_->kind == UnitKind::Module && !body.empty()) emitter().location = body[0]->location;
    emit_annotations_setup(body);
    if (const syntax::Constant *docstring = kept_docstring(body)) {
        generate_expression(*docstring);
        clear_location();
        store_name("__doc__");
        body = body.subspan(1);
    }
    generate_statements(body);
}

const syntax::Constant *Generator::kept_docstring(syntax::StatementList body) const {
    return options_.optimize < 2 ? docstring_of(body) : nullptr;
}

void Generator::emit_annotations_setup(syntax::StatementList body) {
    if (has_annotation_in(body)) emit(Opcode::SETUP_ANNOTATIONS);
}

void Generator::generate(const syntax::FunctionDef &node) {
    generate_function(node, UnitKind::Function);
}

void Generator::generate(const syntax::AsyncFunctionDef &node) {
    generate_function(node, UnitKind::AsyncFunction);
}

template <class Function> void Generator::generate_function(const Function &node, UnitKind kind) {
    check_parameters(*node.args);
    generate_expressions(node.decorator_list);
    const int default_flags = generate_defaults(*node.args);
    const int flags = default_flags | generate_annotations(*node.args, node.returns);

    enter_unit(kind, node, node.name, first_line_of(node));
    const syntax::Constant *docstring = kept_docstring(node.body);
    emitter().constants.add(docstring != nullptr ? constant_of(docstring->value) : make_none());
    set_argument_counts(*node.args);
    generate_statements(docstring != nullptr ? node.body.subspan(1) : node.body);
    emit_function(leave_unit(true), flags);

    apply_decorators(node.decorator_list);
    store_name(node.name);
}

void Generator::generate(const syntax::Lambda &node) {
    check_parameters(*node.args);
    const int flags = generate_defaults(*node.args);
    enter_unit(UnitKind::Lambda, node, "<lambda>", node.location.lineno);
    emitter().constants.add(make_none()); // a lambda has no docstring
    set_argument_counts(*node.args);
    generate_expression(*node.body);
    // A generator's own return is artificial, any other has the lambda's first line.
    if (!unit_->scope.is_generator) emit(Opcode::RETURN_VALUE);
    emit_function(leave_unit(false), flags);
}

void Generator::set_argument_counts(const syntax::Arguments &arguments) {
    unit_->positional_only_count = static_cast<int>(arguments.posonlyargs.size());
    unit_->argument_count = unit_->positional_only_count + static_cast<int>(arguments.args.size());
    unit_->keyword_only_count = static_cast<int>(arguments.kwonlyargs.size());
}

void Generator::check_parameters(const syntax::Arguments &arguments) {
    const auto check = [this](const syntax::Arg *argument) {
        if (argument != nullptr) check_name(argument->arg, syntax::ExpressionContext::Store);
    };
    std::ranges::for_each(arguments.posonlyargs, check);
    std::ranges::for_each(arguments.args, check);
    check(arguments.vararg);
    std::ranges::for_each(arguments.kwonlyargs, check);
    check(arguments.kwarg);
}

// --- defaults and annotations

int Generator::generate_defaults(const syntax::Arguments &arguments) {
    int flags = 0;
    if (!arguments.defaults.empty()) {
        generate_expressions(arguments.defaults);
        emit(Opcode::BUILD_TUPLE, static_cast<int>(arguments.defaults.size()));
        flags |= has_defaults;
    }
    if (generate_keyword_defaults(arguments)) flags |= has_keyword_defaults;
    return flags;
}

bool Generator::generate_keyword_defaults(const syntax::Arguments &arguments) {
    std::vector<Constant> names;
    for (size_t index = 0; index < arguments.kwonlyargs.size(); ++index) {
        if (arguments.kw_defaults[index] == nullptr) continue;
        names.push_back(make_text(mangled(arguments.kwonlyargs[index]->arg)));
        generate_expression(*arguments.kw_defaults[index]);
    }
    if (names.empty()) return false;
    const int count = static_cast<int>(names.size());
    emitter().emit_constant(make_tuple(std::move(names)));
    emit(Opcode::BUILD_CONST_KEY_MAP, count);
    return true;
}

int Generator::generate_annotations(const syntax::Arguments &arguments,
                                    const syntax::ExpressionNode *returns) {
    int count = 0;
    const auto generate = [&](std::string_view name, const syntax::ExpressionNode *annotation) {
        if (annotation == nullptr) return;
        emitter().emit_constant(make_text(mangled(name)));
        generate_annotation_value(*annotation);
        count += 2;
    };
    const auto generate_all = [&](syntax::ArgList list) {
        for (const syntax::Arg *argument : list) generate(argument->arg, argument->annotation);
    };
    generate_all(arguments.args);
    generate_all(arguments.posonlyargs);
    if (arguments.vararg != nullptr) generate(arguments.vararg->arg, arguments.vararg->annotation);
    generate_all(arguments.kwonlyargs);
    if (arguments.kwarg != nullptr) generate(arguments.kwarg->arg, arguments.kwarg->annotation);
    generate("return", returns);
    if (count == 0) return 0;
    emit(Opcode::BUILD_TUPLE, count);
    return has_annotations;
}

// The annotation of a parameter. `*args: *Ts` stands for the one item that Ts unpacks to (PEP 646).
void Generator::generate_annotation_value(const syntax::ExpressionNode &annotation) {
    if (keeps_annotations_as_text()) return emit_annotation_text(annotation);
    const auto *starred = syntax::node_if<syntax::Starred>(&annotation);
    if (starred == nullptr) return generate_expression(annotation);
    generate_expression(*starred->value);
    emit(Opcode::UNPACK_SEQUENCE, 1);
}

void Generator::emit_annotation_text(const syntax::ExpressionNode &annotation) {
    emitter().emit_constant(make_text(unparse(annotation)));
}

// --- function objects

void Generator::emit_function(std::shared_ptr<bytecode::Code> code, int flags) {
    int free_count = 0;
    for (size_t index = 0; index < code->variable_kinds.size(); ++index) {
        if (!(code->variable_kinds[index] & bytecode::VariableFree)) continue;
        emit_closure_cell(code->variable_names[index]);
        ++free_count;
    }
    if (free_count > 0) {
        emit(Opcode::BUILD_TUPLE, free_count);
        flags |= has_closure;
    }
    emitter().emit_constant({std::move(code)});
    emit(Opcode::MAKE_FUNCTION, flags);
}

void Generator::emit_closure_cell(std::string_view name) {
    const int cell = emitter().cells.find(name);
    emit(Opcode::LOAD_CLOSURE,
         cell >= 0 ? cell : emitter().cells.size() + emitter().free_variables.find(name));
}

// The decorators lie below what they decorate, the first one lowest.
void Generator::apply_decorators(syntax::ExpressionList decorators) {
    const LocationScope location(emitter());
    for (size_t index = decorators.size(); index-- > 0;) {
        emitter().location = decorators[index]->location;
        emit(Opcode::CALL, 0);
    }
}

// --- classes

void Generator::generate(const syntax::ClassDef &node) {
    generate_expressions(node.decorator_list);
    enter_unit(UnitKind::Class, node, node.name, first_line_of(node));
    unit_->class_name = node.name;
    generate_class_body(node);
    std::shared_ptr<bytecode::Code> code = leave_unit(true);

    emit(Opcode::PUSH_NULL);
    emit(Opcode::LOAD_BUILD_CLASS);
    emit_function(std::move(code), 0);
    emitter().emit_constant(make_text(node.name));
    generate_arguments(2, node.bases, node.keywords);
    apply_decorators(node.decorator_list);
    store_name(node.name);
}

void Generator::generate_class_body(const syntax::ClassDef &node) {
    load_name("__name__");
    store_name("__module__");
    emitter().emit_constant(make_text(unit_->qualname));
    store_name("__qualname__");
    generate_body(node.body);
    clear_location();
    if (unit_->scope.needs_class_cell) {
        // type.__new__ finds the cell in the namespace and puts the class into it.
        emit_closure_cell("__class__");
        emit(Opcode::COPY, 1);
        store_name("__classcell__");
    } else {
        emit_none();
    }
    emit(Opcode::RETURN_VALUE);
}

} // namespace adder::compile
