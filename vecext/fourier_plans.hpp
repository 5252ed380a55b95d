// SPDX-License-Identifier: MIT
// FFTW's plans, kept for the next transform of the same kind: making one takes longer than a short transform.
//
// FFTW's planner is not thread-safe, so plans are made, borrowed and given back with the GIL held. A plan in
// use has users and stays; of the others the one that was used longest ago makes room for a new one. A plan
// works on any arrays from fftw_malloc, so threads can use one plan at the same time.
#pragma once

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <fftw3.h>

#include <array>
#include <complex>
#include <cstdint>

namespace adder::vecext {

enum class Transform { Forward, Backward, RealForward, RealBackward };

// The two precisions of FFTW under one set of names. A plan transforms `count` lines of n elements whose
// elements alternate: the first of each line, then the second of each, and so on.
template <class Real> struct Fftw;

template <> struct Fftw<double> {
    static void *make_plan(Transform kind, int n, int count, void *in, void *out) {
        auto *complex_in = static_cast<fftw_complex *>(in), *complex_out = static_cast<fftw_complex *>(out);
        const unsigned flags = FFTW_ESTIMATE | FFTW_DESTROY_INPUT;
        if (kind == Transform::RealForward)
            return fftw_plan_many_dft_r2c(1, &n, count, static_cast<double *>(in), nullptr, count, 1,
                                          complex_out, nullptr, count, 1, flags);
        if (kind == Transform::RealBackward)
            return fftw_plan_many_dft_c2r(1, &n, count, complex_in, nullptr, count, 1,
                                          static_cast<double *>(out), nullptr, count, 1, flags);
        const int sign = kind == Transform::Forward ? FFTW_FORWARD : FFTW_BACKWARD;
        return fftw_plan_many_dft(1, &n, count, complex_in, nullptr, count, 1, complex_out, nullptr, count, 1,
                                  sign, flags);
    }
    static void run(Transform kind, void *plan, void *in, void *out) {
        auto *complex_in = static_cast<fftw_complex *>(in), *complex_out = static_cast<fftw_complex *>(out);
        if (kind == Transform::RealForward)
            return fftw_execute_dft_r2c(static_cast<fftw_plan>(plan), static_cast<double *>(in), complex_out);
        if (kind == Transform::RealBackward)
            return fftw_execute_dft_c2r(static_cast<fftw_plan>(plan), complex_in, static_cast<double *>(out));
        return fftw_execute_dft(static_cast<fftw_plan>(plan), complex_in, complex_out);
    }
    static void destroy(void *plan) { fftw_destroy_plan(static_cast<fftw_plan>(plan)); }
};

template <> struct Fftw<float> {
    static void *make_plan(Transform kind, int n, int count, void *in, void *out) {
        auto *complex_in = static_cast<fftwf_complex *>(in), *complex_out = static_cast<fftwf_complex *>(out);
        const unsigned flags = FFTW_ESTIMATE | FFTW_DESTROY_INPUT;
        if (kind == Transform::RealForward)
            return fftwf_plan_many_dft_r2c(1, &n, count, static_cast<float *>(in), nullptr, count, 1,
                                           complex_out, nullptr, count, 1, flags);
        if (kind == Transform::RealBackward)
            return fftwf_plan_many_dft_c2r(1, &n, count, complex_in, nullptr, count, 1,
                                           static_cast<float *>(out), nullptr, count, 1, flags);
        const int sign = kind == Transform::Forward ? FFTW_FORWARD : FFTW_BACKWARD;
        return fftwf_plan_many_dft(1, &n, count, complex_in, nullptr, count, 1, complex_out, nullptr, count,
                                   1, sign, flags);
    }
    static void run(Transform kind, void *plan, void *in, void *out) {
        auto *complex_in = static_cast<fftwf_complex *>(in), *complex_out = static_cast<fftwf_complex *>(out);
        if (kind == Transform::RealForward)
            return fftwf_execute_dft_r2c(static_cast<fftwf_plan>(plan), static_cast<float *>(in),
                                         complex_out);
        if (kind == Transform::RealBackward)
            return fftwf_execute_dft_c2r(static_cast<fftwf_plan>(plan), complex_in,
                                         static_cast<float *>(out));
        return fftwf_execute_dft(static_cast<fftwf_plan>(plan), complex_in, complex_out);
    }
    static void destroy(void *plan) { fftwf_destroy_plan(static_cast<fftwf_plan>(plan)); }
};

// The plans of one precision. Lives in the module's state, which starts as zeros.
template <class Real> class PlanCache {
  public:
    struct Entry {
        void *plan;
        Transform kind;
        int n, count, users;
        std::uint64_t last_use;
    };

    // The entry, given back with release; null where all are in use.
    Entry *borrow(Transform kind, int n, int count, void *in, void *out) {
        Entry *oldest = nullptr;
        for (Entry &entry : entries_) {
            if (entry.plan && entry.kind == kind && entry.n == n && entry.count == count) return use(entry);
            if (entry.users == 0 && (!oldest || entry.last_use < oldest->last_use)) oldest = &entry;
        }
        if (!oldest) return nullptr;
        if (oldest->plan) Fftw<Real>::destroy(oldest->plan);
        *oldest = {Fftw<Real>::make_plan(kind, n, count, in, out), kind, n, count, 0, 0};
        return oldest->plan ? use(*oldest) : nullptr;
    }
    static void release(Entry *entry) { entry->users--; }
    void clear() {
        for (Entry &entry : entries_) {
            if (entry.plan) Fftw<Real>::destroy(entry.plan);
            entry = {};
        }
    }

  private:
    Entry *use(Entry &entry) {
        entry.users++;
        entry.last_use = ++time_;
        return &entry;
    }

    std::array<Entry, 64> entries_;
    std::uint64_t time_;
};

} // namespace adder::vecext
