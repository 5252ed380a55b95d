// SPDX-License-Identifier: MIT
//
// How far the C++ stack of a thread may grow: recursion that comes near its end is an error before it is a
// crash.
#pragma once

#include <cstddef>
#include <pthread.h>

namespace adder::runtime {

// The lowest address that the calling thread's stack may reach, so that `reserve` bytes are left for what
// runs when the limit was found to be near. NULL, which is no limit, when the system does not tell.
inline char *lowest_stack_address(size_t reserve) {
    pthread_attr_t attributes;
    void *lowest = nullptr;
    size_t size = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return nullptr;
    pthread_attr_getstack(&attributes, &lowest, &size);
    pthread_attr_destroy(&attributes);
    return static_cast<char *>(lowest) + reserve;
}

} // namespace adder::runtime
