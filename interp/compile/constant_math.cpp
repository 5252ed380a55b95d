// SPDX-License-Identifier: MIT
//
// Integers go through GMP whatever their size; the kinds of operands decide which function computes.
#include "compile/constant_math.hpp"

#include "base/utf8.hpp"

#include <gmp.h>

#include <cmath>
#include <cstdlib>

namespace adder::compile {

namespace {

using Result = std::optional<Constant>;
using Complex = std::complex<double>;
using syntax::Operator;

// CPython's limits for folded results: bits of an int, items of a tuple, bytes of a text, items in all.
constexpr size_t max_int_bits = 128;
constexpr int64_t max_collection_size = 256;
constexpr int64_t max_text_size = 4096;
constexpr int64_t max_total_items = 1024;
// Integers up to here are floats without rounding.
constexpr int64_t max_exact_integer = int64_t{1} << 53;

class Integer {
  public:
    Integer() { mpz_init(value_); }
    explicit Integer(const Constant &constant) : Integer() {
        if (const auto *big = std::get_if<bytecode::BigInt>(&constant.value)) {
            mpz_set_str(value_, big->hex_digits.c_str(), 16);
            if (big->is_negative) mpz_neg(value_, value_);
        } else if (const auto *small = std::get_if<int64_t>(&constant.value)) {
            mpz_set_si(value_, *small);
        } else {
            mpz_set_si(value_, std::get<bool>(constant.value));
        }
    }
    ~Integer() { mpz_clear(value_); }
    Integer(const Integer &) = delete;
    Integer &operator=(const Integer &) = delete;

    operator mpz_ptr() { return value_; }
    operator mpz_srcptr() const { return value_; }

    [[nodiscard]] int sign() const { return mpz_sgn(value_); }
    [[nodiscard]] size_t bits() const { return sign() == 0 ? 0 : mpz_sizeinbase(value_, 2); }
    [[nodiscard]] std::optional<int64_t> small() const {
        if (!mpz_fits_slong_p(value_)) return std::nullopt;
        return mpz_get_si(value_);
    }
    [[nodiscard]] Constant to_constant() const {
        if (const std::optional<int64_t> value = small()) return make_int(*value);
        char *digits = mpz_get_str(nullptr, 16, value_);
        const bool is_negative = digits[0] == '-';
        bytecode::BigInt big{.is_negative = is_negative, .hex_digits = digits + is_negative};
        std::free(digits);
        return {std::move(big)};
    }

  private:
    mpz_t value_;
};

bool is_integer(const Constant &constant) {
    return holds<int64_t>(constant) || holds<bytecode::BigInt>(constant) || holds<bool>(constant);
}

bool is_number(const Constant &constant) {
    return is_integer(constant) || holds<double>(constant) || holds<Complex>(constant);
}

// float(constant), where that is exact or rounds only once.
std::optional<double> to_float(const Constant &constant) {
    if (const auto *number = std::get_if<double>(&constant.value)) return *number;
    if (const auto *integer = std::get_if<int64_t>(&constant.value)) return static_cast<double>(*integer);
    if (const auto *truth = std::get_if<bool>(&constant.value)) return *truth;
    return std::nullopt;
}

// --- integers

Result multiply_integers(const Integer &left, const Integer &right) {
    if (left.sign() != 0 && right.sign() != 0 && left.bits() + right.bits() > max_int_bits) return {};
    Integer result;
    mpz_mul(result, left, right);
    return result.to_constant();
}

Result shift_left(const Integer &left, const Integer &right) {
    if (right.sign() < 0) return {};
    if (left.sign() == 0) return make_int(0);
    const std::optional<int64_t> count = right.small();
    if (!count || *count > static_cast<int64_t>(max_int_bits) ||
        left.bits() + static_cast<size_t>(*count) > max_int_bits)
        return {};
    Integer result;
    mpz_mul_2exp(result, left, static_cast<mp_bitcnt_t>(*count));
    return result.to_constant();
}

Result shift_right(const Integer &left, const Integer &right) {
    const std::optional<int64_t> count = right.small();
    if (!count || *count < 0) return {};
    Integer result;
    mpz_fdiv_q_2exp(result, left, static_cast<mp_bitcnt_t>(*count));
    return result.to_constant();
}

Result raise_float(double base, double exponent) {
    if (base == 0.0 && exponent < 0.0) return {};
    if (base < 0.0 && exponent != std::floor(exponent)) return {};
    const double result = std::pow(base, exponent);
    if (!std::isfinite(result)) return {};
    return Constant{result};
}

Result raise_integer(const Integer &base, const Integer &exponent) {
    const std::optional<int64_t> count = exponent.small();
    if (!count) return {};
    if (*count < 0) {
        const std::optional<int64_t> small_base = base.small();
        if (!small_base) return {};
        return raise_float(static_cast<double>(*small_base), static_cast<double>(*count));
    }
    if (base.sign() != 0 && *count > 0 && base.bits() > max_int_bits / static_cast<size_t>(*count)) return {};
    Integer result;
    mpz_pow_ui(result, base, static_cast<unsigned long>(*count));
    return result.to_constant();
}

Result divide_integers(const Integer &left, const Integer &right) {
    const std::optional<int64_t> dividend = left.small();
    const std::optional<int64_t> divisor = right.small();
    if (!dividend || !divisor || *divisor == 0) return {};
    if (*dividend < -max_exact_integer || *dividend > max_exact_integer || *divisor < -max_exact_integer ||
        *divisor > max_exact_integer)
        return {};
    return Constant{static_cast<double>(*dividend) / static_cast<double>(*divisor)};
}

Result compute_integers(Operator binary_operator, const Constant &left_constant,
                        const Constant &right_constant) {
    const Integer left(left_constant);
    const Integer right(right_constant);
    Integer result;
    switch (binary_operator) {
    case Operator::Add: mpz_add(result, left, right); break;
    case Operator::Sub: mpz_sub(result, left, right); break;
    case Operator::BitAnd: mpz_and(result, left, right); break;
    case Operator::BitOr: mpz_ior(result, left, right); break;
    case Operator::BitXor: mpz_xor(result, left, right); break;
    case Operator::FloorDiv:
        if (right.sign() == 0) return {};
        mpz_fdiv_q(result, left, right);
        break;
    case Operator::Mod:
        if (right.sign() == 0) return {};
        mpz_fdiv_r(result, left, right);
        break;
    case Operator::Mult: return multiply_integers(left, right);
    case Operator::Div: return divide_integers(left, right);
    case Operator::Pow: return raise_integer(left, right);
    case Operator::LShift: return shift_left(left, right);
    case Operator::RShift: return shift_right(left, right);
    case Operator::MatMult: return {};
    }
    const bool is_bitwise = binary_operator == Operator::BitAnd || binary_operator == Operator::BitOr ||
                            binary_operator == Operator::BitXor;
    if (is_bitwise && holds<bool>(left_constant) && holds<bool>(right_constant))
        return Constant{result.sign() != 0};
    return result.to_constant();
}

// --- floats and complex numbers

// The remainder has the divisor's sign, a zero remainder too (reference, section 6.7).
double python_remainder(double left, double right) {
    const double remainder = std::fmod(left, right);
    if (remainder == 0.0) return std::copysign(0.0, right);
    return (right < 0.0) != (remainder < 0.0) ? remainder + right : remainder;
}

double python_floor_divide(double left, double right) {
    const double remainder = std::fmod(left, right);
    double quotient = (left - remainder) / right;
    if (remainder != 0.0 && (right < 0.0) != (remainder < 0.0)) quotient -= 1.0;
    if (quotient == 0.0) return std::copysign(0.0, left / right);
    const double floor = std::floor(quotient);
    return quotient - floor > 0.5 ? floor + 1.0 : floor;
}

Result compute_floats(Operator binary_operator, double left, double right) {
    switch (binary_operator) {
    case Operator::Add: return Constant{left + right};
    case Operator::Sub: return Constant{left - right};
    case Operator::Mult: return Constant{left * right};
    case Operator::Pow: return raise_float(left, right);
    default: break;
    }
    if (right == 0.0) return {};
    switch (binary_operator) {
    case Operator::Div: return Constant{left / right};
    case Operator::Mod: return Constant{python_remainder(left, right)};
    case Operator::FloorDiv: return Constant{python_floor_divide(left, right)};
    default: return {};
    }
}

// Without the standard library's care for infinities, which Python does not take.
Complex multiply_complex(Complex left, Complex right) {
    return {left.real() * right.real() - left.imag() * right.imag(),
            left.real() * right.imag() + left.imag() * right.real()};
}

// Scales by the larger part of the divisor, as CPython does (Smith's method).
Result divide_complex(Complex left, Complex right) {
    if (right == 0.0) return {};
    if (std::isnan(right.real()) || std::isnan(right.imag())) return {};
    if (std::fabs(right.real()) >= std::fabs(right.imag())) {
        const double ratio = right.imag() / right.real();
        const double denominator = right.real() + right.imag() * ratio;
        return Constant{Complex((left.real() + left.imag() * ratio) / denominator,
                                (left.imag() - left.real() * ratio) / denominator)};
    }
    const double ratio = right.real() / right.imag();
    const double denominator = right.real() * ratio + right.imag();
    return Constant{Complex((left.real() * ratio + left.imag()) / denominator,
                            (left.imag() * ratio - left.real()) / denominator)};
}

// Small whole exponents are computed by repeated squaring, as CPython does; others are left to the run time.
Result raise_complex(Complex base, Complex exponent) {
    constexpr double max_exponent = 100.0;
    const double times = exponent.real();
    if (exponent.imag() != 0.0 || times != std::floor(times) || std::fabs(times) > max_exponent) return {};
    Complex result = 1.0;
    for (int left = static_cast<int>(std::fabs(times)); left > 0; left >>= 1) {
        if (left & 1) result = multiply_complex(result, base);
        base = multiply_complex(base, base);
    }
    if (!std::isfinite(result.real()) || !std::isfinite(result.imag())) return {};
    if (times > 0.0) return Constant{result};
    return divide_complex(1.0, result);
}

Result compute_complex(Operator binary_operator, Complex left, Complex right) {
    switch (binary_operator) {
    case Operator::Add: return Constant{Complex(left.real() + right.real(), left.imag() + right.imag())};
    case Operator::Sub: return Constant{Complex(left.real() - right.real(), left.imag() - right.imag())};
    case Operator::Mult: return Constant{multiply_complex(left, right)};
    case Operator::Pow: return raise_complex(left, right);
    case Operator::Div: return divide_complex(left, right);
    default: return {};
    }
}

std::optional<Complex> to_complex(const Constant &constant) {
    if (const auto *number = std::get_if<Complex>(&constant.value)) return *number;
    if (const std::optional<double> real = to_float(constant)) return Complex(*real, 0.0);
    return std::nullopt;
}

Result compute_numbers(Operator binary_operator, const Constant &left, const Constant &right) {
    if (is_integer(left) && is_integer(right)) return compute_integers(binary_operator, left, right);
    if (holds<Complex>(left) || holds<Complex>(right)) {
        const std::optional<Complex> left_complex = to_complex(left);
        const std::optional<Complex> right_complex = to_complex(right);
        if (!left_complex || !right_complex) return {};
        return compute_complex(binary_operator, *left_complex, *right_complex);
    }
    const std::optional<double> left_float = to_float(left);
    const std::optional<double> right_float = to_float(right);
    if (!left_float || !right_float) return {};
    return compute_floats(binary_operator, *left_float, *right_float);
}

// --- sequences

// Items of a tuple, nested ones included.
int64_t count_items(const bytecode::TupleConstant &tuple) {
    int64_t count = static_cast<int64_t>(tuple.items.size());
    for (const Constant &item : tuple.items)
        if (const auto *nested = std::get_if<bytecode::TupleConstant>(&item.value))
            count += count_items(*nested);
    return count;
}

std::string repeated(const std::string &text, int64_t count) {
    std::string result;
    result.reserve(text.size() * static_cast<size_t>(count));
    for (int64_t done = 0; done < count; ++done) result += text;
    return result;
}

bool is_repetition_small(size_t size, int64_t count, int64_t limit) {
    return size == 0 || (count >= 0 && count <= limit / static_cast<int64_t>(size));
}

Result repeat_tuple(const bytecode::TupleConstant &tuple, int64_t count) {
    if (!is_repetition_small(tuple.items.size(), count, max_collection_size)) return {};
    if (tuple.items.empty() || count == 0) return make_tuple({});
    if (count_items(tuple) > max_total_items / count) return {};
    std::vector<Constant> items;
    for (int64_t done = 0; done < count; ++done)
        items.insert(items.end(), tuple.items.begin(), tuple.items.end());
    return make_tuple(std::move(items));
}

Result repeat(const Constant &sequence, const Constant &times) {
    const std::optional<int64_t> count = Integer(times).small();
    if (!count) return {};
    if (const auto *tuple = std::get_if<bytecode::TupleConstant>(&sequence.value))
        return repeat_tuple(*tuple, *count);
    if (const auto *text = std::get_if<bytecode::Text>(&sequence.value)) {
        if (!is_repetition_small(base::count_characters(text->utf8), *count, max_text_size)) return {};
        return make_text(repeated(text->utf8, text->utf8.empty() ? 0 : *count));
    }
    if (const auto *bytes = std::get_if<bytecode::Bytes>(&sequence.value)) {
        if (!is_repetition_small(bytes->bytes.size(), *count, max_text_size)) return {};
        return Constant{bytecode::Bytes{repeated(bytes->bytes, bytes->bytes.empty() ? 0 : *count)}};
    }
    return {};
}

Result concatenate(const Constant &left, const Constant &right) {
    if (left.value.index() != right.value.index()) return {};
    if (const auto *text = std::get_if<bytecode::Text>(&left.value))
        return make_text(text->utf8 + std::get<bytecode::Text>(right.value).utf8);
    if (const auto *bytes = std::get_if<bytecode::Bytes>(&left.value))
        return Constant{bytecode::Bytes{bytes->bytes + std::get<bytecode::Bytes>(right.value).bytes}};
    if (const auto *tuple = std::get_if<bytecode::TupleConstant>(&left.value)) {
        std::vector<Constant> items = tuple->items;
        const auto &more = std::get<bytecode::TupleConstant>(right.value).items;
        items.insert(items.end(), more.begin(), more.end());
        return make_tuple(std::move(items));
    }
    return {};
}

// Turns an index that may count from the end into a position, or nothing when it is out of range.
std::optional<size_t> position_in(size_t size, int64_t index) {
    if (index < 0) index += static_cast<int64_t>(size);
    if (index < 0 || index >= static_cast<int64_t>(size)) return std::nullopt;
    return static_cast<size_t>(index);
}

Result character_at(std::string_view text, int64_t index) {
    const std::optional<size_t> position = position_in(base::count_characters(text), index);
    if (!position) return {};
    for (size_t skipped = 0; skipped < *position; ++skipped)
        text.remove_prefix(static_cast<size_t>(base::decode_utf8(text).length));
    return make_text(text.substr(0, static_cast<size_t>(base::decode_utf8(text).length)));
}

} // namespace

Result compute_unary(syntax::UnaryOperator unary_operator, const Constant &operand) {
    using syntax::UnaryOperator;
    if (unary_operator == UnaryOperator::Not) return Constant{!is_true(operand)};
    if (is_integer(operand)) {
        Integer value(operand);
        if (unary_operator == UnaryOperator::USub) mpz_neg(value, value);
        if (unary_operator == UnaryOperator::Invert) mpz_com(value, value);
        return value.to_constant();
    }
    if (!is_number(operand) || unary_operator == UnaryOperator::Invert) return {};
    if (unary_operator == UnaryOperator::UAdd) return operand;
    if (const auto *number = std::get_if<double>(&operand.value)) return Constant{-*number};
    return Constant{-std::get<Complex>(operand.value)};
}

Result compute_binary(Operator binary_operator, const Constant &left, const Constant &right) {
    if (is_number(left) && is_number(right)) return compute_numbers(binary_operator, left, right);
    if (binary_operator == Operator::Add) return concatenate(left, right);
    if (binary_operator == Operator::Mult && is_integer(right)) return repeat(left, right);
    if (binary_operator == Operator::Mult && is_integer(left)) return repeat(right, left);
    return {};
}

Result compute_item(const Constant &container, const Constant &index) {
    if (!is_integer(index)) return {};
    const std::optional<int64_t> number = Integer(index).small();
    if (!number) return {};
    if (const auto *text = std::get_if<bytecode::Text>(&container.value))
        return character_at(text->utf8, *number);
    if (const auto *bytes = std::get_if<bytecode::Bytes>(&container.value)) {
        const std::optional<size_t> position = position_in(bytes->bytes.size(), *number);
        if (!position) return {};
        return make_int(static_cast<unsigned char>(bytes->bytes[*position]));
    }
    if (const auto *tuple = std::get_if<bytecode::TupleConstant>(&container.value)) {
        const std::optional<size_t> position = position_in(tuple->items.size(), *number);
        if (!position) return {};
        return tuple->items[*position];
    }
    return {};
}

} // namespace adder::compile
