// SPDX-License-Identifier: MIT
//
// Appends instructions to the code object being made. It keeps the current block and source span and owns
// constants, names and the numbers of fast variables. Nothing here knows the tree.
//
// Every instruction gets the current location. Artificial code has none: it inherits the line of what runs
// before it, so that no trace event is made for it.
#pragma once

#include "compile/flow_graph.hpp"

#include <string_view>
#include <unordered_map>

namespace adder::compile {

// Names in the order of their first use.
class NameTable {
  public:
    int add(std::string_view name);
    // -1 for a name that is not there.
    [[nodiscard]] int find(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string_view> &names() const { return names_; }
    [[nodiscard]] int size() const { return static_cast<int>(names_.size()); }

  private:
    std::vector<std::string_view> names_;
    std::unordered_map<std::string_view, int> index_;
};

class Emitter {
  public:
    Emitter();
    Emitter(const Emitter &) = delete;
    Emitter &operator=(const Emitter &) = delete;

    // What the assembler turns into a code object.
    FlowGraph graph;
    ConstantTable constants;
    NameTable names;     // of globals, attributes and modules
    NameTable variables; // arguments, then locals in the order of their first use
    NameTable cells;
    NameTable free_variables;

    Location location; // of what is emitted next

    void emit(Opcode opcode, int argument = 0) {
        append({.opcode = opcode, .argument = argument, .location = location});
    }
    void emit_artificial(Opcode opcode, int argument = 0) {
        append({.opcode = opcode, .argument = argument});
    }
    void emit_jump(Opcode opcode, Block *target) {
        append({.opcode = opcode, .target = target, .location = location});
    }
    void emit_artificial_jump(Opcode opcode, Block *target) { append({.opcode = opcode, .target = target}); }
    void emit_constant(Constant constant) { emit(Opcode::LOAD_CONST, constants.add(std::move(constant))); }
    // Instructions whose argument is an attribute, global or module name.
    void emit_name(Opcode opcode, std::string_view name) { emit(opcode, names.add(name)); }

    [[nodiscard]] Block *make_block() { return graph.make_block(); }
    // What follows goes to this block; control reaches it from the current one, too.
    void use_block(Block *block);

    // Whether the current block ends in a return.
    [[nodiscard]] bool has_returned() const;

  private:
    void append(const Instruction &instruction);

    Block *current_;
};

// Sets the emitter's location for a scope and restores it at its end.
class LocationScope {
  public:
    LocationScope(Emitter &emitter, const Location &location) : emitter_(emitter), saved_(emitter.location) {
        emitter.location = location;
    }
    explicit LocationScope(Emitter &emitter) : LocationScope(emitter, emitter.location) {}
    ~LocationScope() { emitter_.location = saved_; }
    LocationScope(const LocationScope &) = delete;
    LocationScope &operator=(const LocationScope &) = delete;

  private:
    Emitter &emitter_;
    const Location saved_;
};

} // namespace adder::compile
