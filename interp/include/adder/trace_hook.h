/* SPDX-License-Identifier: MIT
 *
 * The optional hook through which compiled code tells a tracer what a kernel did.
 *
 * A library looks the capsule up once, when it is loaded:
 *
 *     AdderTraceHook *hook = (AdderTraceHook *)PyCapsule_Import(ADDER_TRACE_HOOK_NAME, 0);
 *     if (hook == NULL) PyErr_Clear();          // CPython, or a build without tracing
 *
 * and tests `hook && hook->enabled` once a kernel. This header needs no other one, so the same
 * source compiles for CPython, where the capsule is absent and nothing is reported.
 */
#ifndef ADDER_TRACE_HOOK_H
#define ADDER_TRACE_HOOK_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ADDER_TRACE_HOOK_NAME "_trace.kernel_hook"

/* What one kernel did. All texts are static strings of the reporting library. */
typedef struct {
    const char *operation;     /* "add", "exp", "sum" */
    const char *dtype;         /* element type of the loop: "float64" */
    const char *simd_level;    /* "scalar", "sse2", "avx2", "avx512", "neon64" */
    int lanes;                 /* elements in one vector; 1 for scalar */
    int threads;               /* threads that took part, at least 1 */
    int64_t elements;          /* results written, or elements reduced */
    int64_t vector_iterations; /* passes of the vector body */
    int64_t scalar_tail;       /* elements done one at a time */
    int64_t bytes;             /* bytes read and written */
    int64_t nanoseconds;       /* time in the kernel, by a monotonic clock */
} AdderKernelEvent;

/* `enabled` is non-zero while somebody listens; `kernel` may then be called, with the GIL held. */
typedef struct {
    int version; /* of this layout: ADDER_TRACE_HOOK_VERSION */
    int enabled;
    void (*kernel)(const AdderKernelEvent *event);
} AdderTraceHook;

#define ADDER_TRACE_HOOK_VERSION 1

#ifdef __cplusplus
}
#endif

#endif
