// SPDX-License-Identifier: MIT
//
// UTF-7 (RFC 2152): ASCII as it is, everything else as UTF-16 in base 64 between '+' and '-'.
//
// Both directions carry a few bits from one character to the next: `Bits` below. The encoder writes what the
// RFC calls sets D and O and white space directly; the decoder takes any ASCII character directly.
#include "objects/codec.hpp"

#include <utility>

namespace adder::objects {

namespace {

constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool is_base64(Py_UCS4 ch) {
    return ch < 128 && (Py_ISALNUM(ch) || ch == '+' || ch == '/');
}

bool is_direct(Py_UCS4 ch) {
    return ch > 0 && ch < 127 && ch != '+' && ch != '\\' && ch != '~' &&
           (ch >= ' ' || ch == '\t' || ch == '\n' || ch == '\r');
}

// Bits that wait for more, in the low end of `value`.
struct Bits {
    int count = 0;
    uint32_t value = 0;

    void push(uint32_t bits, int width) {
        value = value << width | bits;
        count += width;
    }
    uint32_t take(int width) {
        count -= width;
        const uint32_t taken = value >> count;
        value &= (1u << count) - 1;
        return taken;
    }
};

// --- encoding

void append_unit(std::string &output, Bits &bits, Py_UCS4 unit) {
    bits.push(unit, 16);
    while (bits.count >= 6) output += base64_digits[bits.take(6)];
}

void append_shifted(std::string &output, Bits &bits, Py_UCS4 ch) {
    if (ch >= 0x10000) {
        append_unit(output, bits, Py_UNICODE_HIGH_SURROGATE(ch));
        ch = Py_UNICODE_LOW_SURROGATE(ch);
    }
    append_unit(output, bits, ch);
}

// The rest of the bits, padded with zeros.
void flush(std::string &output, Bits &bits) {
    if (bits.count > 0) output += base64_digits[bits.value << (6 - bits.count) & 0x3f];
    bits = {};
}

// --- decoding

class Utf7Decoder {
  public:
    Utf7Decoder(std::string_view bytes, const char *errors)
        : bytes_(bytes), handler_("utf7", errors, bytes), writer_(static_cast<Py_ssize_t>(bytes.size())) {}

    // With `consumed`, an open shift sequence at the end is left for later.
    PyObject *run(Py_ssize_t *consumed) {
        do {
            while (position_ < bytes_.size()) TRY(is_shifted_ ? decode_shifted() : decode_direct());
            if (is_shifted_ && consumed == nullptr) TRY(end_shift_at_end());
        } while (position_ < bytes_.size());
        if (consumed == nullptr) return writer_.finish();
        *consumed = static_cast<Py_ssize_t>(is_shifted_ ? start_ : position_);
        Ref text = TRY_REF(writer_.finish());
        return is_shifted_ ? substring(text.get(), 0, shift_output_) : text.release();
    }

  private:
    [[nodiscard]] int fail(const char *reason) {
        const Py_ssize_t next = handler_.handle(static_cast<Py_ssize_t>(start_),
                                                static_cast<Py_ssize_t>(position_), reason, writer_);
        if (next < 0) return -1;
        position_ = static_cast<size_t>(next);
        return 0;
    }

    [[nodiscard]] int write(Py_UCS4 ch) { return writer_.write(ch); }

    [[nodiscard]] int decode_direct() {
        const auto ch = static_cast<unsigned char>(bytes_[position_]);
        if (ch == '+') return begin_shift();
        if (ch < 128) {
            position_++;
            return write(ch);
        }
        start_ = position_++;
        return fail("unexpected special character");
    }

    [[nodiscard]] int begin_shift() {
        start_ = position_++;
        if (position_ < bytes_.size() && bytes_[position_] == '-') {
            position_++;
            return write('+');
        }
        if (position_ < bytes_.size() && !is_base64(static_cast<unsigned char>(bytes_[position_]))) {
            position_++;
            return fail("ill-formed sequence");
        }
        is_shifted_ = true;
        surrogate_ = 0;
        bits_ = {};
        shift_output_ = writer_.position();
        return 0;
    }

    [[nodiscard]] int decode_shifted() {
        const auto ch = static_cast<unsigned char>(bytes_[position_]);
        if (!is_base64(ch)) return end_shift(ch);
        position_++;
        bits_.push(static_cast<uint32_t>(base64_digits.find(static_cast<char>(ch))), 6);
        return bits_.count < 16 ? 0 : write_unit(bits_.take(16));
    }

    // A high surrogate waits for what follows.
    [[nodiscard]] int write_unit(Py_UCS4 unit) {
        if (const Py_UCS4 high = std::exchange(surrogate_, 0); high != 0) {
            if (Py_UNICODE_IS_LOW_SURROGATE(unit)) return write(Py_UNICODE_JOIN_SURROGATES(high, unit));
            TRY(write(high));
        }
        if (!Py_UNICODE_IS_HIGH_SURROGATE(unit)) return write(unit);
        surrogate_ = unit;
        return 0;
    }

    [[nodiscard]] int end_shift(unsigned char ch) {
        is_shifted_ = false;
        if (bits_.count >= 6 || bits_.value != 0) {
            position_++;
            return fail(bits_.count >= 6 ? "partial character in shift sequence"
                                         : "non-zero padding bits in shift sequence");
        }
        const Py_UCS4 high = std::exchange(surrogate_, 0);
        if (high != 0 && ch < 128) TRY(write(high));
        if (ch == '-') position_++;
        return 0;
    }

    [[nodiscard]] int end_shift_at_end() {
        is_shifted_ = false;
        if (surrogate_ == 0 && bits_.count < 6 && bits_.value == 0) return 0;
        position_ = bytes_.size();
        return fail("unterminated shift sequence");
    }

    std::string_view bytes_;
    DecodeErrors handler_;
    TextWriter writer_;
    Bits bits_;
    size_t position_ = 0;
    size_t start_ = 0; // of the sequence that an error is about
    Py_ssize_t shift_output_ = 0;
    Py_UCS4 surrogate_ = 0;
    bool is_shifted_ = false;
};

} // namespace

PyObject *encode_utf7(PyObject *text, const char *) {
    const TextView view(text);
    std::string output;
    Bits bits;
    bool is_shifted = false;
    for (Py_ssize_t i = 0; i < view.length; i++) {
        const Py_UCS4 ch = view[i];
        if (!is_direct(ch) && !(ch == '+' && !is_shifted)) {
            if (!is_shifted) output += '+';
            is_shifted = true;
            append_shifted(output, bits, ch);
            continue;
        }
        if (is_shifted) {
            flush(output, bits);
            if (is_base64(ch) || ch == '-') output += '-';
            is_shifted = false;
        }
        output += static_cast<char>(ch);
        if (ch == '+') output += '-';
    }
    flush(output, bits);
    if (is_shifted) output += '-';
    return PyBytes_FromStringAndSize(output.data(), static_cast<Py_ssize_t>(output.size()));
}

PyObject *decode_utf7(std::string_view bytes, const char *errors, Py_ssize_t *consumed) {
    return Utf7Decoder(bytes, errors).run(consumed);
}

extern "C" {

PyObject *PyUnicode_DecodeUTF7(const char *bytes, Py_ssize_t size, const char *errors) {
    return decode_utf7({bytes, static_cast<size_t>(size)}, errors, nullptr);
}

PyObject *PyUnicode_DecodeUTF7Stateful(const char *bytes, Py_ssize_t size, const char *errors,
                                       Py_ssize_t *consumed) {
    return decode_utf7({bytes, static_cast<size_t>(size)}, errors, consumed);
}

} // extern "C"

} // namespace adder::objects
