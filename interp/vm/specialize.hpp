// SPDX-License-Identifier: MIT
//
// Adaptive specialization (after PEP 659): a generic instruction that runs again looks at its operands and
// rewrites itself to a form for their kind; a form whose guess fails too often is taken back.
//
// `cells` points to the caches behind the instruction; cells[-1] is its unit, cells[0] its counter.
#pragma once

#include "vm/caches.hpp"
#include "vm/frame.hpp"
#include "vm/registers.hpp"

namespace adder::vm {

// The generic instruction before `cells` is warm. `sp` is the stack top with its operands on it.
void specialize(Frame *frame, uint16_t *cells, PyObject **sp, int argument, PyObject *keyword_names);
// A specialized form was wrong once more.
void note_miss(uint16_t *cells);
// Replaces pairs of instructions by superinstructions; once for a code object.
void quicken(PyCodeObject *code);

// --- for the parts of the unit: specialize, specialize_attribute, specialize_call

// The site under specialization.
struct Site {
    Frame *frame;
    uint16_t *cells;
    PyObject **sp;
    int argument;
    PyObject *keyword_names;

    [[nodiscard]] PyObject *peek(int depth) const { return sp[-depth]; }
    [[nodiscard]] PyObject *name(int index) const { return frame->code->names[index]; }
    template <class T> [[nodiscard]] T &cache() const { return cache_at<T>(cells); }
    // Writes the specialized opcode.
    void become(Opcode opcode) const;
};

void specialize_load_global(const Site &site);
void specialize_load_attribute(const Site &site);
void specialize_store_attribute(const Site &site);
void specialize_load_method(const Site &site);
void specialize_call(const Site &site);

// A function that takes plain positional parameters only, so that its frame can be laid over the arguments.
inline bool is_plain_function(const PyFunctionObject *function) {
    const PyCodeObject *code = function->code;
    return (code->flags & (bytecode::CodeVarArgs | bytecode::CodeVarKeywords)) == 0 &&
           code->keyword_only_count == 0;
}

} // namespace adder::vm
