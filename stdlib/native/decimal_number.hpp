// SPDX-License-Identifier: MIT
//
// A decimal number, its limits, and how results are brought within them. Nothing here knows Python.
//
// A finite number is (-1)^negative * coefficient * 10^exponent; the coefficient of a NaN is its payload. An
// operation computes exactly, or with digits to spare and a last digit that tells on which side of a tie the
// exact result lies, and ends in finish(), which rounds once and reports what happened in Limits::status.
#pragma once

#include <gmp.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace adder::stdlib::decimal {

// An integer of any size that is released at the end of its scope.
class Integer {
  public:
    Integer() { mpz_init(value_); }
    explicit Integer(int64_t number) { mpz_init_set_si(value_, number); }
    Integer(const Integer &other) { mpz_init_set(value_, other.value_); }
    Integer(Integer &&other) noexcept {
        mpz_init(value_);
        mpz_swap(value_, other.value_);
    }
    Integer &operator=(const Integer &other) {
        mpz_set(value_, other.value_);
        return *this;
    }
    Integer &operator=(Integer &&other) noexcept {
        mpz_swap(value_, other.value_);
        return *this;
    }
    ~Integer() { mpz_clear(value_); }

    // GMP's functions take these.
    operator mpz_ptr() { return value_; }
    operator mpz_srcptr() const { return value_; }

    [[nodiscard]] int sign() const { return mpz_sgn(value_); }
    [[nodiscard]] bool is_zero() const { return sign() == 0; }
    [[nodiscard]] bool is_odd() const { return mpz_odd_p(value_) != 0; }

  private:
    mpz_t value_;
};

enum class Kind : uint8_t { Finite, Infinity, QuietNan, SignalingNan };

enum class Rounding : uint8_t { Ceiling, Floor, Up, Down, HalfUp, HalfDown, HalfEven, ZeroFiveUp };

// Bits of Limits::status. The signals come first, in the order in which CPython looks for the one to raise;
// behind them the four special forms of invalid_operation.
using Status = uint32_t;
enum : Status {
    invalid_operation = 1U << 0,
    float_operation = 1U << 1,
    division_by_zero = 1U << 2,
    overflow = 1U << 3,
    underflow = 1U << 4,
    subnormal = 1U << 5,
    inexact = 1U << 6,
    rounded = 1U << 7,
    clamped = 1U << 8,
    conversion_syntax = 1U << 9,
    division_impossible = 1U << 10,
    division_undefined = 1U << 11,
    invalid_context = 1U << 12,
    missing_memory = 1U << 13,
};
inline constexpr Status invalid_forms =
    invalid_operation | conversion_syntax | division_impossible | division_undefined | invalid_context;
inline constexpr Status error_signals = invalid_forms | division_by_zero | missing_memory;

inline constexpr int64_t most_precision = 999999999999999999;
inline constexpr int64_t most_exponent = 999999999999999999;
// Coefficients beyond this many digits are taken for a lack of memory.
inline constexpr int64_t most_digits = 2000000000;

// What a result has to keep to, and what happened on the way.
struct Limits {
    int64_t precision = 28;
    int64_t greatest_exponent = 999999;
    int64_t least_exponent = -999999;
    Rounding rounding = Rounding::HalfEven;
    bool clamp = false;
    Status status = 0;

    [[nodiscard]] int64_t tiny() const { return least_exponent - (precision - 1); }
    [[nodiscard]] int64_t top() const { return greatest_exponent - (precision - 1); }
};

// Limits under which every number that can be represented is exact.
Limits widest_limits();

struct Number {
    Integer coefficient;
    int64_t exponent = 0;
    Kind kind = Kind::Finite;
    bool negative = false;

    [[nodiscard]] bool is_finite() const { return kind == Kind::Finite; }
    [[nodiscard]] bool is_infinite() const { return kind == Kind::Infinity; }
    [[nodiscard]] bool is_nan() const { return kind >= Kind::QuietNan; }
    [[nodiscard]] bool is_zero() const { return is_finite() && coefficient.is_zero(); }
    [[nodiscard]] int sign() const { return negative ? -1 : 1; }
    // Count of decimal digits of the coefficient, 1 for zero.
    [[nodiscard]] int64_t digit_count() const;
    // The exponent of the first digit.
    [[nodiscard]] int64_t adjusted() const { return exponent + digit_count() - 1; }
    // Whether a finite number has no digits but zeros behind the point.
    [[nodiscard]] bool is_integer() const;
};

Number make_number(bool negative, int64_t coefficient, int64_t exponent);
Number make_infinity(bool negative);
// A quiet NaN; `why` joins the status.
Number make_invalid(Limits &limits, Status why = invalid_operation);

int64_t digit_count(const Integer &number);
// 10**power. A power that asks for too much memory gives 0 and the status missing_memory.
Integer power_of_ten(int64_t power, Limits &limits);

// Multiplies a coefficient by 10**places.
void shift_left(Integer &coefficient, int64_t places, Limits &limits);
// Takes digits off the end. The result tells what they were.
enum class Remainder : uint8_t { Zero, BelowHalf, Half, AboveHalf };
Remainder shift_right(Integer &coefficient, int64_t places);
// Whether a coefficient whose cut-off digits are known has to go up by one.
bool rounds_up(const Integer &coefficient, bool negative, Remainder remainder, Rounding rounding);
// Takes zeros off the end while the exponent stays below `last_exponent`.
void strip_zeros(Number &number, int64_t last_exponent);

// Brings a number within the limits: rounding, overflow, underflow, clamping, long payloads.
void finish(Number &number, Limits &limits);

// Sets `result` and is true when one of the operands is a NaN.
bool propagate_nan(Number &result, const Number &a, Limits &limits);
bool propagate_nan(Number &result, const Number &a, const Number &b, Limits &limits);

// What numeric text means; ASCII. Text of no number is a NaN with conversion_syntax.
// Exact: text that does not fit the widest limits is invalid.
Number parse_exact(std::string_view text, Limits &limits);
Number parse(std::string_view text, Limits &limits);

enum class Notation : uint8_t { Scientific, Engineering };
std::string to_text(const Number &number, Notation notation, bool capitals);
std::string digits_of(const Integer &coefficient);

} // namespace adder::stdlib::decimal
