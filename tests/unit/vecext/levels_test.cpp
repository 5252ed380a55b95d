// SPDX-License-Identifier: MIT
// Every level against the scalar one: all operations that are rounded exactly, or not at all, give the same
// bits for all element types, lengths, strides and repeated operands, with zeros, infinities, nan, lowest
// numbers and divisors of 0 and -1 among the elements. Inputs end where a page ends that must not be passed.
#include "vecext/kernels.hpp"

#include <gtest/gtest.h>
#include <sys/mman.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <type_traits>
#include <vector>

namespace adder::vecext {
namespace {

enum class Kind {
    Unary,
    Predicate,
    Magnitude,
    Binary,
    Compare,
    Select,
    Ternary,
    Reduce,
    Dot,
    Scan,
    Position
};
struct Row {
    const char *name;
    Kind kind;
    TypeSet types;
};
constexpr Row rows[] = {
#define ADDER_OPERATION(identifier, name, kind, types, text) {name, Kind::kind, types},
#include "vecext/operation.def"
#undef ADDER_OPERATION
};
const Row &info(Operation operation) {
    return rows[static_cast<int>(operation)];
}
int input_count(Kind kind) {
    if (kind == Kind::Select || kind == Kind::Ternary) return 3;
    return kind == Kind::Binary || kind == Kind::Compare ? 2 : 1;
}

template <class F> void visit(DType dtype, F function) {
    switch (dtype) {
#define ADDER_DTYPE(identifier, type, name, character, format, code, kind)                                   \
    case DType::identifier:                                                                                  \
        function(std::type_identity<type>());                                                                \
        break;
#include "vecext/dtype.def"
#undef ADDER_DTYPE
    }
}
std::ptrdiff_t itemsize(DType dtype) {
    std::ptrdiff_t size = 0;
    visit(dtype, [&](auto type) { size = sizeof(typename decltype(type)::type); });
    return size;
}
DType output_type(Kind kind, DType dtype) {
    if (kind == Kind::Predicate || kind == Kind::Compare) return DType::Bool;
    if (kind == Kind::Magnitude) return dtype == DType::Complex64 ? DType::Float32 : DType::Float64;
    return kind == Kind::Position ? DType::Int64 : dtype;
}

std::vector<const KernelTable *> vector_tables() {
    std::vector<const KernelTable *> tables;
#if defined(__x86_64__)
    tables.push_back(&kernels_sse2);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) tables.push_back(&kernels_avx2);
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl")) {
        tables.push_back(&kernels_avx512);
    }
#elif defined(__aarch64__)
    tables.push_back(&kernels_neon64);
#endif
    return tables;
}

// Memory whose last byte is followed by a page that cannot be read.
class Guarded {
  public:
    Guarded()
        : start_(static_cast<char *>(
              mmap(nullptr, size + page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))) {
        mprotect(start_, size, PROT_READ | PROT_WRITE);
    }
    ~Guarded() { munmap(start_, size + page); }
    Guarded(const Guarded &) = delete;
    Guarded &operator=(const Guarded &) = delete;
    char *last(std::size_t bytes) const { return start_ + size - bytes; }

  private:
    static constexpr std::size_t size = 1 << 18, page = 1 << 16;
    char *start_;
};

class Elements {
  public:
    template <class T> T make() {
        if constexpr (std::is_same_v<T, bool>) {
            return random_() % 2 != 0;
        } else if constexpr (std::is_floating_point_v<T>) {
            static constexpr T rare[] = {0,
                                         T(-0.0),
                                         T(INFINITY),
                                         T(-INFINITY),
                                         T(NAN),
                                         1,
                                         -1,
                                         std::numeric_limits<T>::max(),
                                         std::numeric_limits<T>::denorm_min()};
            return random_() % 8 == 0 ? rare[random_() % std::size(rare)]
                                      : T(std::int64_t(random_() % 20001) - 10000) / T(700);
        } else if constexpr (std::is_integral_v<T>) {
            const std::uint64_t bits = random_();
            switch (random_() % 4) {
            case 0: return T(std::int64_t(bits % 23) - 11);
            case 1: return std::numeric_limits<T>::min();
            default: return T(bits >> bits % 64);
            }
        } else {
            using Part = std::conditional_t<sizeof(T) == 8, float, double>;
            T element;
            __real__ element = make<Part>();
            __imag__ element = make<Part>();
            return element;
        }
    }
    // Whole, not negative, and small enough for a repeated multiplication to stay short.
    template <class T> T make_exponent() { return T(random_() % 7); }

  private:
    std::mt19937_64 random_{3};
};

bool is_exact(Operation operation, DType dtype, const TypeKernels &kernels) {
    const Kind kind = info(operation).kind;
    if (kind == Kind::Reduce || kind == Kind::Dot ||
        kernels.status[static_cast<int>(operation)] == StatusSource::Result)
        return false;
    const bool is_fused = operation == Operation::MultiplyAdd && has_type(inexact, dtype);
    return !is_fused;
}

// The same bits, but for the payload of nan.
bool is_same(DType dtype, const char *left, const char *right) {
    const auto has_same_floats = [&](auto zero) {
        using Part = decltype(zero);
        for (std::size_t at = 0; at < std::size_t(itemsize(dtype)); at += sizeof(Part)) {
            Part one, other;
            std::memcpy(&one, left + at, sizeof one);
            std::memcpy(&other, right + at, sizeof other);
            if (std::isnan(one) ? !std::isnan(other) : std::memcmp(&one, &other, sizeof one) != 0)
                return false;
        }
        return true;
    };
    if (dtype == DType::Float64 || dtype == DType::Complex128) return has_same_floats(0.0);
    if (dtype == DType::Float32 || dtype == DType::Complex64) return has_same_floats(0.0f);
    return std::memcmp(left, right, std::size_t(itemsize(dtype))) == 0;
}

class Levels : public testing::TestWithParam<const KernelTable *> {
  protected:
    // Steps between elements, in elements, of an operand each; 0 repeats one.
    static constexpr int patterns[][3] = {{1, 1, 1}, {1, 0, 1},  {0, 1, 1}, {2, 2, 2},
                                          {1, 2, 3}, {-1, 1, 0}, {3, -2, 2}};

    template <class T> Operand fill(int operand, bool is_exponent, std::ptrdiff_t count, int step) {
        const std::ptrdiff_t elements = step == 0 ? 1 : (count - 1) * std::abs(step) + 1;
        char *const first = memory_[operand].last(std::size_t(elements) * sizeof(T));
        for (std::ptrdiff_t i = 0; i < elements; ++i) {
            const T element = is_exponent ? elements_.make_exponent<T>() : elements_.make<T>();
            std::memcpy(first + i * std::ptrdiff_t(sizeof(T)), &element, sizeof element);
        }
        return {step < 0 ? first + (elements - 1) * std::ptrdiff_t(sizeof(T)) : first,
                step * std::ptrdiff_t(sizeof(T))};
    }

    template <class T>
    void compare(Operation operation, DType dtype, std::ptrdiff_t count, const int (&steps)[3],
                 int out_step) {
        const Kind kind = info(operation).kind;
        adder::vecext::Run run{};
        for (int k = 0; k < input_count(kind); ++k) {
            const bool is_mask = k == 0 && kind == Kind::Select;
            const bool is_exponent = k == 1 && (operation == Operation::Ldexp ||
                                                (operation == Operation::Power && std::is_integral_v<T>));
            run.in[k] =
                is_mask ? fill<bool>(k, false, count, steps[k]) : fill<T>(k, is_exponent, count, steps[k]);
        }
        const DType result = output_type(kind, dtype);
        run.out_stride = kind == Kind::Position ? 0 : out_step * itemsize(result);
        run.count = count;
        std::vector<char> got(std::size_t(count * 2 * itemsize(result)), 'x'), wanted = got;
        const int row = static_cast<int>(operation);
        run.out = got.data();
        GetParam()->of(operation, dtype).loops[row](run);
        run.out = wanted.data();
        kernels_scalar.of(operation, dtype).loops[row](run);
        const std::ptrdiff_t results = kind == Kind::Position ? 1 : count;
        for (std::ptrdiff_t i = 0; i < results; ++i) {
            ASSERT_TRUE(is_same(result, got.data() + i * run.out_stride, wanted.data() + i * run.out_stride))
                << info(operation).name << " of type " << static_cast<int>(dtype) << ", element " << i
                << " of " << count << ", steps " << steps[0] << " " << steps[1] << " to " << out_step;
        }
    }

  private:
    Elements elements_;
    Guarded memory_[3];
};

TEST_P(Levels, GiveTheSameBits) {
    for (int row = 0; row < operation_count; ++row) {
        const auto operation = static_cast<Operation>(row);
        for (int type = 0; type < dtype_count; ++type) {
            const auto dtype = static_cast<DType>(type);
            if (!has_type(info(operation).types, dtype)) continue;
            if (!is_exact(operation, dtype, GetParam()->of(operation, dtype))) continue;
            for (const std::ptrdiff_t count : {1, 2, 7, 33, 64, 130, 257, 600}) {
                for (const auto &steps : patterns) {
                    visit(dtype, [&](auto element) {
                        compare<typename decltype(element)::type>(operation, dtype, count, steps,
                                                                  count % 2 == 0 ? 2 : 1);
                    });
                }
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Tables, Levels, testing::ValuesIn(vector_tables()),
                         [](const auto &parameter) { return std::string(parameter.param->level); });

} // namespace

} // namespace adder::vecext
