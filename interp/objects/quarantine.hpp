// SPDX-License-Identifier: MIT
//
// The debug mode that finds a reference given back too often (`-X dev`).
//
//  1. An object whose last reference went is taken apart as always. Its block is then kept for a while
//  instead of being
//     used anew: filled with released_byte, with one reference and a type of its own, the tombstone.
//  2. Whoever still believes to own the object gives that reference back, or uses a slot of the type: both
//  end in a fatal
//     error that names what the object was and the library that had released it.
//  3. What was only written to is seen when the block leaves quarantine, oldest first, or when the program
//  ends.
//
// Off, it costs a predicted branch a deallocation. Blocks of the C library's, which are all those of more
// than small_limit bytes, are not kept; under a sanitizer none are, and the sanitizer finds the same.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

extern bool is_quarantine_on;

// From now on objects go there.
void start_quarantine();
// Calls tp_dealloc and keeps the block if it was released by that. `releaser` is code of who dropped the last
// reference.
void deallocate_into_quarantine(PyObject *object, const void *releaser);
// Ends it: a block that was written to is a fatal error, the others are free again.
void finish_quarantine();

// Of the allocator: the size of a block just released, which is taken off its free list, or 0 if it is not
// there.
[[nodiscard]] size_t take_back_released(void *block);

} // namespace adder::objects
