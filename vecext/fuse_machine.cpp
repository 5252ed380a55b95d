// SPDX-License-Identifier: MIT
#include "vecext/fuse_machine.hpp"

#include <atomic>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <vector>

#include "vecext/division.hpp"
#include "vecext/explain.hpp"
#include "vecext/scalars.hpp"
#include "vecext/status.hpp"

namespace adder::vecext {

namespace {

// All registers together stay in the first-level cache beside what is read and written; the stack has room
// for as many registers as there can be of the shortest blocks.
constexpr std::int64_t cache_bytes = 24 * 1024, longest_block = 2048, shortest_block = 64;
constexpr std::int64_t arena_bytes = most_registers * shortest_block * 16;

constexpr std::int64_t part_elements = 1 << 16, widest_element = 16;

// An instruction with the kernels of the level in use.
struct Prepared {
    KernelChoice choice;
    Kernel between; // of a reduction: combines two rows
    bool tells_status;
};

Prepared prepare(const VectorInstruction &instruction) {
    if (instruction.form == Form::Cast)
        return {choose_cast(instruction.from, instruction.to), nullptr, false};
    if (instruction.form == Form::Reduce) {
        const ReduceRule rule = rule_for(instruction.operation);
        const bool tells =
            instruction.operation == Operation::Add || instruction.operation == Operation::Multiply;
        return {choose_kernel(rule.along, instruction.from),
                choose_kernel(rule.between, instruction.from).kernel, tells && is_float(instruction.from)};
    }
    const LoopTypes types{instruction.operation, instruction.from, instruction.to};
    return {choose_kernel(instruction.operation, instruction.from), nullptr, tells_status(types)};
}

// What changes nothing: an identity, or for extremes the other end of the type.
void store_start(const PassResult &result, char *element) {
    const ReduceRule rule = rule_for(result.operation);
    if (rule.has_identity) return store_identity(rule, result.dtype, element);
    visit(result.dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (std::is_arithmetic_v<T>) {
            using Limits = std::numeric_limits<T>;
            const bool is_lowest = rule.along == Operation::Lowest;
            const T value = Limits::has_infinity ? (is_lowest ? Limits::infinity() : -Limits::infinity())
                                                 : (is_lowest ? Limits::max() : Limits::lowest());
            std::memcpy(element, &value, sizeof value);
        }
    });
}

// ---- running a part

// What all parts of a run share.
class Machine {
  public:
    // `times`, unless null, gets the nanoseconds of each instruction added.
    Machine(const FusedPass &pass, std::span<const Prepared> prepared, std::atomic<std::int64_t> *times)
        : pass_(pass), prepared_(prepared), block_(block_length(pass)), times_(times) {}

    // Adds the status of each instruction to `status`.
    void run_part(const Walk &walk, unsigned *status) const {
        alignas(64) char registers[arena_bytes];
        const int inner = walk.ndim - 1;
        const std::int64_t length = inner < 0 ? 1 : walk.shape[inner];
        char *at[max_operands];
        std::copy_n(walk.data, walk.operands, at);
        std::int64_t index[max_ndim] = {};
        for (;;) {
            for (std::int64_t start = 0; start < length; start += block_) {
                const Block block{walk, at, registers, start, std::min(block_, length - start)};
                run_block(block, status);
            }
            int axis = inner - 1;
            for (; axis >= 0; --axis) {
                for (int k = 0; k < walk.operands; ++k) at[k] += walk.strides[k][axis];
                if (++index[axis] < walk.shape[axis]) break;
                for (int k = 0; k < walk.operands; ++k) at[k] -= walk.strides[k][axis] * walk.shape[axis];
                index[axis] = 0;
            }
            if (axis < 0) return;
        }
    }

  private:
    struct Block {
        const Walk &walk;
        char *const *at; // where the line begins in each array
        char *registers;
        std::int64_t start, count;

        std::int64_t stride(int array) const {
            return walk.ndim == 0 ? 0 : walk.strides[array][walk.ndim - 1];
        }
        char *place(int array) const { return at[array] + start * stride(array); }
    };

    void run_block(const Block &block, unsigned *status) const {
        for (std::size_t k = 0; k < pass_.code.size(); ++k) {
            const VectorInstruction &instruction = pass_.code[k];
            const Prepared &prepared = prepared_[k];
            Run run{};
            for (int i = 0; i < instruction.inputs; ++i) {
                const bool is_mask = i == 0 && prepared.choice.in_bytes[0] != itemsize(instruction.from);
                run.in[i] = operand(block, instruction.in[i], is_mask ? 1 : itemsize(instruction.from));
            }
            run.count = block.count;
            set_output(block, instruction, run);
            Kernel kernel = prepared.choice.kernel;
            if (instruction.form == Form::Reduce && run.out_stride != 0) {
                kernel = prepared.between;
                run.in[1] = run.in[0];
                run.in[0] = {run.out, run.out_stride};
            }
            const std::int64_t started = times_ != nullptr ? nanoseconds() : 0;
            status[k] |= call(prepared, kernel, run);
            if (times_ != nullptr) times_[k].fetch_add(nanoseconds() - started, std::memory_order_relaxed);
        }
    }

    static unsigned call(const Prepared &prepared, Kernel kernel, const Run &run) {
        if (!prepared.tells_status) return kernel(run), 0;
        if (prepared.choice.status == StatusSource::Result) return kernel(run);
        const StatusScope scope;
        kernel(run);
        return scope.flags();
    }

    Operand operand(const Block &block, Spot spot, std::int64_t bytes) const {
        switch (spot.place) {
        case Place::Register: return {register_at(block, spot.index), bytes};
        case Place::Array: return {block.place(spot.index), block.stride(spot.index)};
        default: return {pass_.constants[spot.index].element, 0};
        }
    }
    void set_output(const Block &block, const VectorInstruction &instruction, Run &run) const {
        if (instruction.out.place == Place::Register) {
            run.out = register_at(block, instruction.out.index);
            run.out_stride = itemsize(instruction.to);
        } else {
            run.out = block.place(instruction.out.index);
            run.out_stride = block.stride(instruction.out.index);
        }
    }
    char *register_at(const Block &block, int index) const {
        return block.registers + index * block_ * pass_.widest;
    }

    const FusedPass &pass_;
    std::span<const Prepared> prepared_;
    std::int64_t block_;
    std::atomic<std::int64_t> *times_;
};

// ---- dividing the work

bool is_to_one(const Walk &walk, int operand) {
    const std::int64_t *strides = walk.strides[operand];
    return std::all_of(strides, strides + walk.ndim, [](std::int64_t stride) { return stride == 0; });
}

// The walk in parts, each with elements of its own for the results that are one element, and these combined
// in the end.
class Parts {
  public:
    Parts(const FusedPass &pass, const Walk &walk) : pass_(pass), walk_(walk) {
        std::uint32_t moving = 0;
        for (int k = pass.inputs(); k < walk.operands; ++k) {
            if (pass.results[std::size_t(k - pass.inputs())].is_reduced && is_to_one(walk, k))
                singles_ |= 1u << k;
            else
                moving |= 1u << k;
        }
        division_ = divide(walk, part_elements, moving);
    }

    std::int64_t count() const { return division_.parts; }

    // False if there is no memory.
    bool start() {
        if (singles_ == 0 || count() == 1) return true;
        elements_.reset(new (std::nothrow) char[std::size_t(count() * walk_.operands * widest_element)]);
        if (!elements_) return false;
        for (int k = pass_.inputs(); k < walk_.operands; ++k) {
            for (std::int64_t n = 0; is_single(k) && n < count(); ++n) store_start(result(k), element(k, n));
        }
        return true;
    }

    Walk part(std::int64_t number) const {
        Walk part = division_.part(walk_, number);
        for (int k = pass_.inputs(); elements_ && k < walk_.operands; ++k) {
            if (is_single(k)) part.data[k] = element(k, number);
        }
        return part;
    }

    void combine() const {
        for (int k = pass_.inputs(); elements_ && k < walk_.operands; ++k) {
            if (!is_single(k)) continue;
            Run run{};
            run.in[0] = {element(k, 0), itemsize(result(k).dtype)};
            run.out = walk_.data[k];
            run.count = count();
            choose_kernel(rule_for(result(k).operation).along, result(k).dtype).kernel(run);
        }
    }

  private:
    bool is_single(int operand) const { return singles_ >> operand & 1; }
    const PassResult &result(int operand) const {
        return pass_.results[std::size_t(operand - pass_.inputs())];
    }
    char *element(int operand, std::int64_t part) const {
        return elements_.get() + operand * count() * widest_element + part * itemsize(result(operand).dtype);
    }

    const FusedPass &pass_;
    const Walk &walk_;
    std::uint32_t singles_ = 0;
    Division division_;
    std::unique_ptr<char[]> elements_;
};

// ---- what comes out

int broadcast_all(const FusedPass &pass, Array *const *inputs, Dimensions &shape) {
    for (int k = 0; k < pass.inputs(); ++k) {
        if (broadcast_shape(shape, inputs[k]->ndim, inputs[k]->shape)) continue;
        std::string text = "operands could not be broadcast together with shapes ";
        for (int i = 0; i < pass.inputs(); ++i) text += shape_text(inputs[i]->ndim, inputs[i]->shape) + " ";
        PyErr_SetString(PyExc_ValueError, text.c_str());
        return -1;
    }
    return 0;
}

// The first input that has the shape of the pass: results are laid out like it.
Array *find_model(const FusedPass &pass, Array *const *inputs, const Dimensions &shape) {
    for (int k = 0; k < pass.inputs(); ++k) {
        const Array *input = inputs[k];
        if (input->ndim == shape.ndim && std::equal(input->shape, input->shape + shape.ndim, shape.shape))
            return inputs[k];
    }
    return nullptr;
}

Ref make_reduced(const PassResult &result, const Dimensions &shape) {
    Dimensions kept = shape;
    std::int64_t reduced = 1;
    for (int axis = 0; axis < shape.ndim; ++axis) {
        if (!(result.axes >> axis & 1)) continue;
        reduced *= shape.shape[axis];
        kept.shape[axis] = 1;
    }
    if (reduced == 0 && !rule_for(result.operation).has_identity) {
        return raised(PyErr_Format(PyExc_ValueError,
                                   "zero-size array to reduction operation %s which has no identity",
                                   info(result.operation).name));
    }
    Ref made = new_array(result.dtype, kept.ndim, kept.shape);
    for (std::int64_t i = 0; made && i < as_array(made)->size; ++i)
        store_start(result, as_array(made)->data + i * itemsize(result.dtype));
    return made;
}

int make_results(const FusedPass &pass, Array *const *inputs, const Dimensions &shape, Ref *made) {
    const Array *model = find_model(pass, inputs, shape);
    for (std::size_t k = 0; k < pass.results.size(); ++k) {
        const PassResult &result = pass.results[k];
        made[k] = result.is_reduced  ? make_reduced(result, shape)
                  : model != nullptr ? new_array_like(model, result.dtype)
                                     : new_array(result.dtype, shape.ndim, shape.shape);
        if (!made[k]) return -1;
    }
    return 0;
}

Walk make_walk(const FusedPass &pass, Array *const *inputs, const Dimensions &shape, const Ref *made) {
    Walk walk;
    walk.ndim = shape.ndim;
    std::copy_n(shape.shape, shape.ndim, walk.shape);
    for (int k = 0; k < pass.inputs(); ++k) walk.add(inputs[k]);
    int order = 0;
    for (std::size_t k = 0; k < pass.results.size(); ++k) {
        if (!pass.results[k].is_reduced) order = walk.operands;
        walk.add(as_array(made[k]));
    }
    if (order == 0) {
        for (int k = 0; k < pass.inputs(); ++k) {
            if (inputs[k]->size == shape.size()) order = k;
        }
    }
    walk.sort_by(order);
    walk.simplify();
    return walk;
}

int report_all(const FusedPass &pass, const std::atomic<unsigned> *status) {
    for (std::size_t k = 0; k < pass.code.size(); ++k) {
        const unsigned bits = status[k].load(std::memory_order_relaxed);
        if (bits == 0) continue;
        const bool is_reduction = pass.code[k].form == Form::Reduce;
        if (report_status(bits, is_reduction ? "reduce" : info(pass.code[k].operation).name) < 0) return -1;
    }
    return 0;
}

// Tells the tracer of each instruction as of one kernel. Registers are no memory: their bytes do not count.
void report_instructions(const FusedPass &pass, std::span<const Prepared> prepared, const Walk &walk,
                         std::int64_t parts, const std::atomic<std::int64_t> *times) {
    const std::int64_t length = walk.ndim == 0 ? 1 : walk.shape[walk.ndim - 1];
    const auto stride = [&](Spot spot) {
        return spot.place == Place::Array && walk.ndim > 0 ? walk.strides[spot.index][walk.ndim - 1] : 0;
    };
    for (std::size_t k = 0; k < pass.code.size(); ++k) {
        const VectorInstruction &instruction = pass.code[k];
        Run line{};
        for (int i = 0; i < instruction.inputs; ++i) line.in[i].stride = stride(instruction.in[i]);
        line.out_stride = stride(instruction.out);
        line.count = length;
        KernelReport report(prepared[k].choice);
        report.count(line, instruction.inputs, walk.size() / length);
        report.use_threads(threads_for(parts));
        report.finish(times[k].load(std::memory_order_relaxed));
    }
}

int run_walk(const FusedPass &pass, const Walk &walk) {
    if (walk.is_empty()) return 0;
    std::vector<Prepared> prepared;
    for (const VectorInstruction &instruction : pass.code) prepared.push_back(prepare(instruction));
    Parts parts(pass, walk);
    if (!parts.start()) return PyErr_NoMemory(), -1;
    std::atomic<unsigned> status[most_instructions] = {};
    std::atomic<std::int64_t> times[most_instructions] = {};
    const bool is_reported = is_traced();
    const Machine machine(pass, prepared, is_reported ? times : nullptr);
    const auto run_part = [&](std::int64_t number) {
        unsigned found[most_instructions] = {};
        machine.run_part(parts.part(number), found);
        for (std::size_t k = 0; k < pass.code.size(); ++k) {
            if (found[k] != 0) status[k].fetch_or(found[k], std::memory_order_relaxed);
        }
        return 0u;
    };
    if (parts.count() == 1)
        run_part(0);
    else if (parallel_for(parts.count(), run_part) & status_raised)
        return -1;
    parts.combine();
    if (is_reported) report_instructions(pass, prepared, walk, parts.count(), times);
    return report_all(pass, status);
}

} // namespace

std::int64_t block_length(const FusedPass &pass) {
    const std::int64_t fitting = cache_bytes / (std::max(pass.registers, 1) * pass.widest);
    return std::clamp(fitting, shortest_block, longest_block) / shortest_block * shortest_block;
}

int run_pass(const FusedPass &pass, Array *const *inputs, Ref *made) {
    Dimensions shape;
    if (broadcast_all(pass, inputs, shape) < 0 || make_results(pass, inputs, shape, made) < 0) return -1;
    if (is_explained()) [[unlikely]] {
        const std::string detail = std::to_string(pass.code.size()) + " instructions over blocks of " +
                                   std::to_string(block_length(pass)) + " elements";
        explain_operation("fused pass", {inputs, std::size_t(pass.inputs())}, pass.results[0].dtype, detail);
    }
    if (run_walk(pass, make_walk(pass, inputs, shape, made)) < 0) return -1;
    for (std::size_t k = 0; k < pass.results.size(); ++k) {
        const PassResult &result = pass.results[k];
        AxisSet axes(shape.ndim);
        for (int axis = 0; axis < shape.ndim; ++axis) {
            if (result.is_reduced && !result.keeps_axes && (result.axes >> axis & 1)) axes.add(axis);
        }
        if (result.is_reduced) made[k] = drop_axes(std::move(made[k]), axes);
        if (made[k]) made[k] = unwrap_scalar(std::move(made[k]));
        if (!made[k]) return -1;
    }
    return 0;
}

} // namespace adder::vecext
