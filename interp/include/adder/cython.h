/* SPDX-License-Identifier: MIT
 *
 * Modules written in Cython ask by macros which of CPython's inner structures they may use in place of its
 * functions. Adder's integers have other digits, its dictionaries no version tag, and its thread states no
 * exception fields. A source compiled for Adder therefore takes the functions, without a change to what
 * Cython wrote.
 */
#ifndef ADDER_CYTHON_H
#define ADDER_CYTHON_H

#define CYTHON_USE_PYLONG_INTERNALS 0
#define CYTHON_USE_DICT_VERSIONS 0
#define CYTHON_FAST_THREAD_STATE 0
#define CYTHON_USE_EXC_INFO_STACK 0
#define CYTHON_FAST_PYCALL 0
#define CYTHON_PROFILE 0

#endif
