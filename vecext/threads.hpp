// SPDX-License-Identifier: MIT
// Large operations on all cores.
//
// A job is cut into parts that can be done in any order and by any thread: each writes only what no other
// reads or writes. How it is cut depends on the job alone, never on the number of threads, wherever the cut
// could show in the results (sums). The caller takes part in the work; it lets go of the GIL meanwhile and
// looks for signals between its parts. The other threads are started when the first large job comes, and
// sleep between jobs. A job that comes while another is under way, from a part or from another Python thread,
// is done by its caller alone.
#pragma once

#include "vecext/kernels.hpp"
#include "vecext/ref.hpp"

#include <memory>
#include <type_traits>

namespace adder::vecext {

// Beside the status bits of kernels: work was given up, and an exception is set.
inline constexpr unsigned status_raised = 1u << 31;

// How many threads a job of so many parts is given to.
int threads_for(std::int64_t parts);

// Calls part(k) for k from 0 to parts - 1, without the GIL and in several threads: it must not touch Python
// objects. Returns the status bits of all parts together; errors that other threads' CPU flags tell are set
// in the flags of the calling thread. With status_raised (an exception is set: KeyboardInterrupt) some parts
// were not done.
using Part = unsigned (*)(const void *context, std::int64_t part);
unsigned parallel_for(std::int64_t parts, Part part, const void *context);
template <class F> unsigned parallel_for(std::int64_t parts, const F &function) {
    const Part call = [](const void *context, std::int64_t part) -> unsigned {
        return (*static_cast<const F *>(context))(part);
    };
    return parallel_for(parts, call, std::addressof(function));
}

// Reads VECEXT_NUM_THREADS. Raises ValueError if it is no positive number.
[[nodiscard]] int start_threads();
// set_num_threads, get_num_threads.
extern PyMethodDef thread_functions[];

} // namespace adder::vecext
