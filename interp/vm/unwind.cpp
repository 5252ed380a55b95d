// SPDX-License-Identifier: MIT
#include "vm/unwind.hpp"

#include <algorithm>

#include "objects/error.hpp"

#include "objects/value.hpp"
#include "vm/generator.hpp"
#include "vm/ops_call.hpp"

namespace adder::vm {

using objects::Ref;

namespace {

// The innermost handler around the instruction, or NULL. Entries are sorted and do not overlap.
const bytecode::Handler *find_handler(const PyCodeObject *code, int offset) {
    const auto &handlers = code->data->handlers;
    auto after =
        std::upper_bound(handlers.begin(), handlers.end(), offset,
                         [](int wanted, const bytecode::Handler &entry) { return wanted < entry.start; });
    if (after == handlers.begin()) return nullptr;
    const bytecode::Handler &entry = *(after - 1);
    return offset < entry.end ? &entry : nullptr;
}

void add_to_traceback(Frame *frame, int offset) {
    const bytecode::PositionRun position = objects::position_of(frame->code, offset);
    PyFrameObject *object = frame_object(frame);
    // Without memory for an entry the exception goes on without it.
    if (object != nullptr) (void)objects::add_traceback(object, 2 * offset, position.line);
}

// Where the exception was first raised, as far as the frame knows: RERAISE with an argument finds the offset
// that its handler was entered with on the stack. The frame then seems to stand there (f_lineno, f_lasti).
int first_offset(const Frame *frame, int offset) {
    const uint16_t *instruction = frame->code->instructions + offset;
    const int depth = bytecode::argument_of(*instruction);
    if (original_opcode(frame->code, instruction) != bytecode::Opcode::RERAISE || depth == 0) return offset;
    PyObject *lasti = frame->stack_top[-depth];
    const int64_t first = objects::is_small_int(lasti) ? objects::as_small_int(lasti) : offset;
    return first >= 0 && first < frame->code->unit_count ? static_cast<int>(first) : offset;
}

void cut_stack(Frame *frame, PyObject **to) {
    while (frame->stack_top > to) Py_XDECREF(*--frame->stack_top);
}

bool enter_handler(Frame *frame, const bytecode::Handler &handler, int offset) {
    cut_stack(frame, stack_base(frame) + handler.depth);
    Ref exception = objects::take_exception();
    if (!exception) return false;
    if (handler.push_lasti) *frame->stack_top++ = objects::small_int(offset);
    *frame->stack_top++ = exception.release();
    frame->instruction = frame->code->instructions + handler.target;
    return true;
}

// Leaves the frame by the pending exception; the caller's frame, or NULL after an entry frame.
Frame *leave_by_exception(objects::ThreadState *thread, Frame *frame) {
    Frame *caller = frame->previous;
    const bool is_entry = frame->is_entry;
    if (PyGenObject *generator = frame->generator) {
        unlink_generator(thread, generator, GeneratorState::Finished);
        convert_stop_iteration(generator);
        objects::SavedError saved; // what the cleared variables' finalizers raise is theirs
        finish_generator(generator);
    } else {
        objects::SavedError saved;
        cut_stack(frame,
                  stack_base(frame)); // the stack goes while the frame still runs, its variables after that
        leave_stack_frame(thread, frame);
    }
    return is_entry ? nullptr : caller;
}

} // namespace

Frame *unwind(objects::ThreadState *thread, Frame *frame, bool is_reraised) {
    // A slot of an extension's type broke the rule; no handler would match, and the program would end without
    // a word.
    if (!objects::is_error_pending())
        PyErr_SetString(PyExc_SystemError, "error return without exception set");
    for (;; is_reraised = false) {
        const int offset = current_offset(frame);
        if (!is_reraised) add_to_traceback(frame, offset);
        if (objects::runtime.tracer != nullptr && !is_reraised) objects::runtime.tracer->exception(frame);
        const bytecode::Handler *handler = find_handler(frame->code, offset);
        const int raised_at = is_reraised ? first_offset(frame, offset) : offset;
        if (handler != nullptr && enter_handler(frame, *handler, raised_at)) return frame;
        frame->instruction = frame->code->instructions + raised_at + 1;
        (void)report_leave_frame(frame, nullptr, false);
        frame = leave_by_exception(thread, frame);
        if (frame == nullptr) return nullptr;
    }
}

} // namespace adder::vm
