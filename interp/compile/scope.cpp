// SPDX-License-Identifier: MIT
//
// Resolution walks outwards from the block that uses a name to the function that binds it, and marks the
// blocks between, since they hand the cell through. Class bodies are invisible from inside, except for
// `__class__`.
#include "compile/scope.hpp"

#include <algorithm>

namespace adder::compile {

namespace {

constexpr std::string_view class_cell_name = "__class__";

class Resolver {
  public:
    explicit Resolver(Diagnostics &diagnostics) : diagnostics_(diagnostics) {}

    void resolve(Scope &scope) {
        // Handing a name through adds symbols to the blocks around this one, never to itself.
        for (size_t index = 0; index < scope.symbols.size(); ++index)
            resolve_symbol(scope, scope.symbols[index]);
    }

  private:
    void resolve_symbol(Scope &scope, Symbol &symbol) {
        if (symbol.flags & SymbolGlobal) {
            if (symbol.flags & SymbolNonlocal)
                fail_at_directive(scope, symbol.name,
                                  "name '" + std::string(symbol.name) + "' is nonlocal and global");
            symbol.scope = NameScope::GlobalExplicit;
        } else if (symbol.flags & SymbolNonlocal) {
            resolve_nonlocal(scope, symbol);
        } else if (symbol.flags & SymbolBound) {
            symbol.scope = NameScope::Local; // a block inside may make it a cell later
        } else {
            const std::string_view name = symbol.name;
            symbol.scope = make_free(scope, name) ? NameScope::Free : NameScope::GlobalImplicit;
        }
    }

    void resolve_nonlocal(Scope &scope, Symbol &symbol) {
        if (scope.kind == BlockKind::Module)
            return fail_at_directive(scope, symbol.name, "nonlocal declaration not allowed at module level");
        if (!make_free(scope, symbol.name))
            return fail_at_directive(scope, symbol.name,
                                     "no binding for nonlocal '" + std::string(symbol.name) + "' found");
        symbol.scope = NameScope::Free;
    }

    // Looks for the binding around `scope`; when there is one, makes it a cell and hands it through to here.
    bool make_free(Scope &scope, std::string_view name) {
        Scope *owner = scope.parent;
        for (; owner != nullptr; owner = owner->parent) {
            if (owner->kind == BlockKind::Module) return false;
            const uint16_t flags = owner->flags_of(name);
            if (owner->kind == BlockKind::Class) {
                if (name == class_cell_name) break;
                continue;
            }
            if (flags & SymbolGlobal) return false;
            if ((flags & SymbolBound) && !(flags & SymbolNonlocal)) break;
        }
        if (owner == nullptr) return false;
        if (owner->kind == BlockKind::Class)
            owner->needs_class_cell = true;
        else
            owner->find(name)->scope = NameScope::Cell;
        for (Scope *between = scope.parent; between != owner; between = between->parent)
            hand_through(*between, name);
        return true;
    }

    static void hand_through(Scope &scope, std::string_view name) {
        Symbol &symbol = scope.add(name);
        if (scope.kind == BlockKind::Class && (symbol.flags & (SymbolBound | SymbolGlobal)))
            symbol.flags |= SymbolFreeInClass;
        else
            symbol.scope = NameScope::Free;
    }

    void fail_at_directive(const Scope &scope, std::string_view name, std::string message) {
        for (const Directive &directive : scope.directives)
            if (directive.name == name) return diagnostics_.fail(std::move(message), directive.location);
    }

    Diagnostics &diagnostics_;
};

template <class Predicate>
std::vector<std::string_view> sorted_names(const Scope &scope, Predicate is_wanted) {
    std::vector<std::string_view> names;
    for (const Symbol &symbol : scope.symbols)
        if (is_wanted(symbol)) names.push_back(symbol.name);
    std::ranges::sort(names);
    return names;
}

} // namespace

const Symbol *Scope::find(std::string_view name) const {
    const auto found = index.find(name);
    return found == index.end() ? nullptr : &symbols[found->second];
}

Symbol *Scope::find(std::string_view name) {
    const auto found = index.find(name);
    return found == index.end() ? nullptr : &symbols[found->second];
}

uint16_t Scope::flags_of(std::string_view name) const {
    const Symbol *symbol = find(name);
    return symbol == nullptr ? 0 : symbol->flags;
}

Symbol &Scope::add(std::string_view name) {
    const auto [place, is_new] = index.try_emplace(name, static_cast<int>(symbols.size()));
    if (is_new) symbols.push_back(Symbol{.name = name});
    return symbols[place->second];
}

std::vector<std::string_view> Scope::cell_names() const {
    std::vector<std::string_view> names =
        sorted_names(*this, [](const Symbol &symbol) { return symbol.scope == NameScope::Cell; });
    if (needs_class_cell) names.insert(names.begin(), class_cell_name);
    return names;
}

std::vector<std::string_view> Scope::free_names() const {
    return sorted_names(*this, [](const Symbol &symbol) {
        return symbol.scope == NameScope::Free || (symbol.flags & SymbolFreeInClass);
    });
}

Scope &ScopeTable::add_scope(BlockKind kind, const syntax::Node &node, Scope *parent) {
    Scope &scope = scopes_.emplace_back();
    scope.kind = kind;
    scope.parent = parent;
    scope.is_nested = parent != nullptr && (parent->is_nested || parent->kind == BlockKind::Function);
    scope.is_annotation = kind == BlockKind::Annotation || (parent != nullptr && parent->is_annotation);
    by_node_.emplace(&node, &scope);
    return scope;
}

void ScopeTable::resolve(Diagnostics &diagnostics) {
    Resolver resolver(diagnostics);
    for (Scope &scope : scopes_)
        if (!scope.is_annotation) resolver.resolve(scope);
}

std::string_view ScopeTable::mangle(std::string_view class_name, std::string_view name) {
    if (class_name.empty() || !name.starts_with("__")) return name;
    if (name.ends_with("__") || name.find('.') != std::string_view::npos) return name;
    const size_t first = class_name.find_first_not_of('_');
    if (first == std::string_view::npos) return name;
    std::string &mangled = mangled_.emplace_back("_");
    mangled.append(class_name.substr(first)).append(name);
    return mangled;
}

} // namespace adder::compile
