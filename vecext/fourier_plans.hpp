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

// The two precisions of FFTW under one set of names.
template <class Real> struct Fftw;

template <> struct Fftw<double> {
    using Number = fftw_complex;
    static void *make_plan(Transform kind, int n, void *in, void *out) {
        Number *complex_in = static_cast<Number *>(in), *complex_out = static_cast<Number *>(out);
        switch (kind) {
        case Transform::Forward:
            return fftw_plan_dft_1d(n, complex_in, complex_out, FFTW_FORWARD, FFTW_ESTIMATE);
        case Transform::Backward:
            return fftw_plan_dft_1d(n, complex_in, complex_out, FFTW_BACKWARD, FFTW_ESTIMATE);
        case Transform::RealForward:
            return fftw_plan_dft_r2c_1d(n, static_cast<double *>(in), complex_out, FFTW_ESTIMATE);
        default: return fftw_plan_dft_c2r_1d(n, complex_in, static_cast<double *>(out), FFTW_ESTIMATE);
        }
    }
    static void run(Transform kind, void *plan, void *in, void *out) {
        Number *complex_in = static_cast<Number *>(in), *complex_out = static_cast<Number *>(out);
        switch (kind) {
        case Transform::Forward:
        case Transform::Backward:
            return fftw_execute_dft(static_cast<fftw_plan>(plan), complex_in, complex_out);
        case Transform::RealForward:
            return fftw_execute_dft_r2c(static_cast<fftw_plan>(plan), static_cast<double *>(in), complex_out);
        case Transform::RealBackward:
            return fftw_execute_dft_c2r(static_cast<fftw_plan>(plan), complex_in, static_cast<double *>(out));
        }
    }
    static void destroy(void *plan) { fftw_destroy_plan(static_cast<fftw_plan>(plan)); }
};

template <> struct Fftw<float> {
    using Number = fftwf_complex;
    static void *make_plan(Transform kind, int n, void *in, void *out) {
        Number *complex_in = static_cast<Number *>(in), *complex_out = static_cast<Number *>(out);
        switch (kind) {
        case Transform::Forward:
            return fftwf_plan_dft_1d(n, complex_in, complex_out, FFTW_FORWARD, FFTW_ESTIMATE);
        case Transform::Backward:
            return fftwf_plan_dft_1d(n, complex_in, complex_out, FFTW_BACKWARD, FFTW_ESTIMATE);
        case Transform::RealForward:
            return fftwf_plan_dft_r2c_1d(n, static_cast<float *>(in), complex_out, FFTW_ESTIMATE);
        default: return fftwf_plan_dft_c2r_1d(n, complex_in, static_cast<float *>(out), FFTW_ESTIMATE);
        }
    }
    static void run(Transform kind, void *plan, void *in, void *out) {
        Number *complex_in = static_cast<Number *>(in), *complex_out = static_cast<Number *>(out);
        switch (kind) {
        case Transform::Forward:
        case Transform::Backward:
            return fftwf_execute_dft(static_cast<fftwf_plan>(plan), complex_in, complex_out);
        case Transform::RealForward:
            return fftwf_execute_dft_r2c(static_cast<fftwf_plan>(plan), static_cast<float *>(in),
                                         complex_out);
        case Transform::RealBackward:
            return fftwf_execute_dft_c2r(static_cast<fftwf_plan>(plan), complex_in,
                                         static_cast<float *>(out));
        }
    }
    static void destroy(void *plan) { fftwf_destroy_plan(static_cast<fftwf_plan>(plan)); }
};

// The plans of one precision. Lives in the module's state, which starts as zeros.
template <class Real> class PlanCache {
  public:
    struct Entry {
        void *plan;
        Transform kind;
        int n, users;
        std::uint64_t last_use;
    };

    // The entry, given back with release; null where all are in use.
    Entry *borrow(Transform kind, int n, void *in, void *out) {
        Entry *oldest = nullptr;
        for (Entry &entry : entries_) {
            if (entry.plan && entry.kind == kind && entry.n == n) return use(entry);
            if (entry.users == 0 && (!oldest || entry.last_use < oldest->last_use)) oldest = &entry;
        }
        if (!oldest) return nullptr;
        if (oldest->plan) Fftw<Real>::destroy(oldest->plan);
        *oldest = {Fftw<Real>::make_plan(kind, n, in, out), kind, n, 0, 0};
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
