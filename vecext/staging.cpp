// SPDX-License-Identifier: MIT
#include "vecext/staging.hpp"

#include <algorithm>

namespace adder::vecext {

void StagedKernel::set_input(int index, DType from, DType to) {
    if (from == to) return;
    in_[index] = {choose_cast(from, to).kernel, static_cast<std::ptrdiff_t>(itemsize(to))};
    is_cast_ = true;
}

void StagedKernel::set_output(DType from, DType to) {
    if (from == to) return;
    out_ = {choose_cast(from, to).kernel, static_cast<std::ptrdiff_t>(itemsize(from))};
    is_cast_ = true;
}

namespace {

Operand at(const Operand &operand, std::ptrdiff_t index) {
    return {operand.data + index * operand.stride, operand.stride};
}

Run part_of(const Run &run, int inputs, std::ptrdiff_t start, std::ptrdiff_t count) {
    Run part{};
    for (int k = 0; k < inputs; ++k) part.in[k] = at(run.in[k], start);
    part.out = run.out + start * run.out_stride;
    part.out_stride = run.out_stride;
    part.count = count;
    return part;
}

} // namespace

unsigned StagedKernel::run_masked(const Run &run) const {
    const Operand mask = run.in[inputs_];
    unsigned status = 0;
    for (std::ptrdiff_t start = 0; start < run.count;) {
        while (start < run.count && at(mask, start).data[0] == 0) ++start;
        std::ptrdiff_t end = start;
        while (end < run.count && at(mask, end).data[0] != 0) ++end;
        if (end > start) status |= run_part(part_of(run, inputs_, start, end - start));
        start = end;
    }
    return status;
}

unsigned StagedKernel::run_cast(const Run &run) const {
    constexpr std::ptrdiff_t block = 512, widest = 16;
    alignas(64) char buffers[4][block * widest];
    unsigned status = 0;
    for (std::ptrdiff_t start = 0; start < run.count; start += block) {
        Run part = part_of(run, inputs_, start, std::min(block, run.count - start));
        for (int k = 0; k < inputs_; ++k) {
            if (in_[k].kernel == nullptr) continue;
            Run conversion{};
            conversion.in[0] = part.in[k];
            conversion.out = buffers[k];
            conversion.out_stride = in_[k].bytes;
            conversion.count = part.count;
            in_[k].kernel(conversion);
            part.in[k] = {buffers[k], in_[k].bytes};
        }
        if (out_.kernel == nullptr) {
            status |= choice_.kernel(part);
            continue;
        }
        Run conversion{};
        conversion.in[0] = {buffers[3], out_.bytes};
        conversion.out = part.out;
        conversion.out_stride = part.out_stride;
        conversion.count = part.count;
        part.out = buffers[3];
        part.out_stride = out_.bytes;
        status |= choice_.kernel(part);
        out_.kernel(conversion);
    }
    return status;
}

} // namespace adder::vecext
