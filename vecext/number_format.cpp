// SPDX-License-Identifier: MIT
#include "vecext/number_format.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace adder::vecext {

namespace {

constexpr int precision = 8;

template <class T> std::string shortest(T value, std::chars_format format) {
    char buffer[512];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value, format).ptr};
}
std::string rounded(double value, std::chars_format format, int digits) {
    char buffer[512];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value, format, digits).ptr};
}
std::string unique_text(double value, bool is_single, std::chars_format format) {
    return is_single ? shortest(static_cast<float>(value), format) : shortest(value, format);
}

// The parts of a number's text: "-1", "25", "e+10" without their separators.
struct Parts {
    std::string whole, fraction, exponent;
};

Parts split(const std::string &text) {
    Parts parts;
    const std::size_t e = text.find('e'), point = text.find('.');
    const std::string mantissa = text.substr(0, e);
    parts.whole = mantissa.substr(0, point);
    if (point != std::string::npos) parts.fraction = mantissa.substr(point + 1);
    if (e != std::string::npos) parts.exponent = text.substr(e + 1);
    return parts;
}

void trim_zeros(std::string &digits) {
    digits.erase(digits.find_last_not_of('0') + 1);
}

// As few digits as identify the number, but at most `precision` after the point (then rounded and trimmed).
Parts number_parts(double value, bool is_single, std::chars_format format) {
    Parts parts = split(unique_text(value, is_single, format));
    if (static_cast<int>(parts.fraction.size()) > precision) {
        parts = split(rounded(value, format, precision));
        trim_zeros(parts.fraction);
    }
    return parts;
}

int length(const std::string &text) {
    return static_cast<int>(text.size());
}

std::string padded(const std::string &text, int width) {
    return std::string(static_cast<std::size_t>(std::max(0, width - length(text))), ' ') + text;
}

bool needs_scientific(const std::vector<double> &finite) {
    double low = 0, high = 0;
    for (double value : finite) {
        const double size = std::fabs(value);
        if (size == 0) continue;
        low = low == 0 ? size : std::min(low, size);
        high = std::max(high, size);
    }
    return high != 0 && (high >= 1e8 || low < 1e-4 || high / low > 1000);
}

} // namespace

NumberFormat::NumberFormat(DType dtype, const std::vector<const char *> &elements, bool has_dimensions)
    : dtype_(dtype) {
    if (is_float(dtype)) settle_floats(elements);
    if (dtype == DType::Bool && has_dimensions) pad_left_ = 5;
    if (dtype != DType::Int64) return;
    for (const char *element : elements) {
        std::int64_t whole;
        std::memcpy(&whole, element, sizeof whole);
        pad_left_ = std::max(pad_left_, length(std::to_string(whole)));
    }
}

double NumberFormat::value(const char *element) const {
    if (dtype_ == DType::Float64) {
        double wide;
        std::memcpy(&wide, element, sizeof wide);
        return wide;
    }
    float narrow;
    std::memcpy(&narrow, element, sizeof narrow);
    return narrow;
}

void NumberFormat::settle_floats(const std::vector<const char *> &elements) {
    std::vector<double> finite;
    bool has_nan = false, has_inf = false, has_negative_inf = false;
    for (const char *element : elements) {
        const double x = value(element);
        if (std::isfinite(x)) finite.push_back(x);
        has_nan |= std::isnan(x);
        has_inf |= std::isinf(x);
        has_negative_inf |= std::isinf(x) && x < 0;
    }
    is_scientific_ = needs_scientific(finite);
    if (is_scientific_)
        settle_scientific(finite);
    else
        settle_positional(finite);
    const int offset = pad_right_ + 1; // with the point
    if (has_nan || has_inf)
        pad_left_ = std::max({pad_left_, 3 - offset, 3 + (has_negative_inf ? 1 : 0) - offset});
}

void NumberFormat::settle_scientific(const std::vector<double> &values) {
    for (double x : values) {
        const Parts parts = number_parts(x, dtype_ == DType::Float32, std::chars_format::scientific);
        pad_left_ = std::max(pad_left_, length(parts.whole));
        fraction_digits_ = std::max(fraction_digits_, length(parts.fraction));
        exponent_digits_ = std::max(exponent_digits_, length(parts.exponent) - 1);
    }
    pad_right_ = exponent_digits_ + 2 + fraction_digits_;
}

void NumberFormat::settle_positional(const std::vector<double> &values) {
    for (double x : values) {
        const Parts parts = number_parts(x, dtype_ == DType::Float32, std::chars_format::fixed);
        pad_left_ = std::max(pad_left_, length(parts.whole));
        pad_right_ = std::max(pad_right_, length(parts.fraction));
    }
}

std::string NumberFormat::float_text(double x) const {
    if (!std::isfinite(x)) {
        const std::string name = std::isnan(x) ? "nan" : x < 0 ? "-inf" : "inf";
        return padded(name, pad_left_ + pad_right_ + 1);
    }
    if (is_scientific_) {
        // Digits beyond those that identify the number are those of its exact value, not zeros.
        const Parts parts = split(rounded(x, std::chars_format::scientific, fraction_digits_));
        std::string digits = parts.exponent.substr(1);
        digits.insert(0, static_cast<std::size_t>(std::max(0, exponent_digits_ - length(digits))), '0');
        return padded(parts.whole, pad_left_) + "." + parts.fraction + "e" + parts.exponent[0] + digits;
    }
    Parts parts = number_parts(x, dtype_ == DType::Float32, std::chars_format::fixed);
    parts.fraction.resize(static_cast<std::size_t>(pad_right_), ' ');
    return padded(parts.whole, pad_left_) + "." + parts.fraction;
}

std::string NumberFormat::text(const char *element) const {
    if (is_float(dtype_)) return float_text(value(element));
    if (dtype_ == DType::Bool) return padded(*element ? "True" : "False", pad_left_);
    std::int64_t whole;
    std::memcpy(&whole, element, sizeof whole);
    return padded(std::to_string(whole), pad_left_);
}

} // namespace adder::vecext
