// SPDX-License-Identifier: MIT
//
// For every block of a module (module, class, function, lambda, comprehension) the names it uses and where
// each lives (Python reference, section 4.2). scope_builder fills the tables while it walks the tree;
// resolve() then settles every name; the generator asks.
//
//  1. Names are mangled before they come here, and kept in the order of their first appearance.
//  2. Scopes are in the order of their appearance in the source; a parent comes before its children.
#pragma once

#include "compile/diagnostics.hpp"

#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace adder::compile {

// Annotation: what lies in an annotation that is kept as text, and has no say in anything.
enum class BlockKind : uint8_t { Module, Class, Function, Annotation };

enum class ComprehensionKind : uint8_t { None, List, Set, Dict, Generator };

enum class NameScope : uint8_t { Unknown, Local, GlobalExplicit, GlobalImplicit, Free, Cell };

// What a block does with a name.
enum SymbolFlag : uint16_t {
    SymbolGlobal = 0x1, // global statement
    SymbolLocal = 0x2,  // assignment
    SymbolParameter = 0x4,
    SymbolNonlocal = 0x8, // nonlocal statement
    SymbolUse = 0x10,
    SymbolFreeInClass = 0x20, // bound in a class body and also handed through it to a method
    SymbolImport = 0x40,
    SymbolAnnotation = 0x80,
    SymbolIteration = 0x100, // target of a comprehension's `for`
    SymbolBound = SymbolLocal | SymbolParameter | SymbolImport,
};

struct Symbol {
    std::string_view name;
    uint16_t flags = 0;
    NameScope scope = NameScope::Unknown;
};

// A global or nonlocal statement, for errors that are found later.
struct Directive {
    std::string_view name;
    syntax::Location location;
};

struct Scope {
    BlockKind kind = BlockKind::Module;
    ComprehensionKind comprehension = ComprehensionKind::None;
    Scope *parent = nullptr;
    std::vector<Symbol> symbols;
    std::unordered_map<std::string_view, int> index; // of symbols
    std::vector<std::string_view> parameters;
    std::vector<Directive> directives;
    bool is_nested = false;     // a function lies around it
    bool is_annotation = false; // lies in an annotation that is kept as text: not resolved
    bool is_generator = false;
    bool is_coroutine = false;
    bool has_varargs = false;
    bool has_varkeywords = false;
    bool needs_class_cell = false;       // a method refers to __class__
    bool is_in_iteration_target = false; // the walk is in a comprehension's target
    int iterable_depth = 0;              // the walk is in a comprehension's iterable

    [[nodiscard]] const Symbol *find(std::string_view name) const;
    [[nodiscard]] Symbol *find(std::string_view name);
    [[nodiscard]] uint16_t flags_of(std::string_view name) const;
    // The symbol, new when the block has not seen the name.
    Symbol &add(std::string_view name);

    // Names that other blocks read from this one's frame, and names that come from outside; both sorted.
    [[nodiscard]] std::vector<std::string_view> cell_names() const;
    [[nodiscard]] std::vector<std::string_view> free_names() const;
};

class ScopeTable {
  public:
    Scope &add_scope(BlockKind kind, const syntax::Node &node, Scope *parent);

    // The block that a Module, FunctionDef, ClassDef, Lambda or comprehension node opens.
    [[nodiscard]] Scope &scope_of(const syntax::Node &node) { return *by_node_.at(&node); }
    [[nodiscard]] Scope &module_scope() { return scopes_.front(); }

    // Settles every name; finds nonlocal statements without a binding.
    void resolve(Diagnostics &diagnostics);

    // The name as the class around it stores it: `__x` in class `_C` is `_C__x` (section 6.2.1). The text
    // lives as long as the table.
    [[nodiscard]] std::string_view mangle(std::string_view class_name, std::string_view name);

  private:
    std::deque<Scope> scopes_;
    std::unordered_map<const syntax::Node *, Scope *> by_node_;
    std::deque<std::string> mangled_;
};

} // namespace adder::compile
