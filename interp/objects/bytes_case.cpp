// SPDX-License-Identifier: MIT
//
// ASCII case of bytes and bytearrays, and questions about all their bytes. Other bytes are left as they are.
#include "objects/bytes_methods.hpp"
#include "objects/unicode_data.hpp"

namespace adder::objects::bytes_methods {

namespace {

// New object with every byte mapped by `map(byte, index)`.
template <class Map> PyObject *map_bytes(PyObject *self, Map &&map) {
    std::string mapped(any_bytes_view(self));
    for (size_t i = 0; i < mapped.size(); i++)
        mapped[i] = static_cast<char>(map(static_cast<unsigned char>(mapped[i]), i));
    return make_bytes_like(self, mapped);
}

template <class Test> PyObject *all_bytes(PyObject *self, Test &&test) {
    const std::string_view bytes = any_bytes_view(self);
    if (bytes.empty()) Py_RETURN_FALSE;
    for (const char ch : bytes)
        if (!test(static_cast<unsigned char>(ch))) Py_RETURN_FALSE;
    Py_RETURN_TRUE;
}

bool is_letter(unsigned char ch) {
    return Py_ISALPHA(ch);
}

PyObject *has_only_case(PyObject *self, uint8_t wanted, uint8_t other) {
    bool found = false;
    for (const char ch : any_bytes_view(self)) {
        const auto byte = static_cast<unsigned char>(ch);
        if (byte >= 128) continue;
        if (is_ascii_with(byte, other)) Py_RETURN_FALSE;
        found = found || is_ascii_with(byte, wanted);
    }
    return new_bool(found);
}

} // namespace

ADDER_PLAIN_METHOD(lower) {
    (void)argument;
    return map_bytes(self, [](unsigned char ch, size_t) { return ascii_lower(ch); });
}

ADDER_PLAIN_METHOD(upper) {
    (void)argument;
    return map_bytes(self, [](unsigned char ch, size_t) { return ascii_upper(ch); });
}

ADDER_PLAIN_METHOD(capitalize) {
    (void)argument;
    return map_bytes(self,
                     [](unsigned char ch, size_t i) { return i == 0 ? ascii_upper(ch) : ascii_lower(ch); });
}

ADDER_PLAIN_METHOD(title) {
    (void)argument;
    bool is_in_word = false;
    return map_bytes(self, [&](unsigned char ch, size_t) {
        const unsigned char mapped = is_in_word ? ascii_lower(ch) : ascii_upper(ch);
        is_in_word = is_letter(ch);
        return mapped;
    });
}

ADDER_PLAIN_METHOD(swapcase) {
    (void)argument;
    return map_bytes(self, [](unsigned char ch, size_t) { return is_letter(ch) ? ch ^ 32 : ch; });
}

ADDER_PLAIN_METHOD(isascii_method) {
    (void)argument;
    const std::string_view bytes = any_bytes_view(self);
    return new_bool(is_ascii_bytes(bytes.data(), static_cast<Py_ssize_t>(bytes.size())));
}

ADDER_PLAIN_METHOD(isalnum) {
    (void)argument;
    return all_bytes(self, [](unsigned char ch) { return Py_ISALNUM(ch); });
}

ADDER_PLAIN_METHOD(isalpha) {
    (void)argument;
    return all_bytes(self, is_letter);
}

ADDER_PLAIN_METHOD(isdigit) {
    (void)argument;
    return all_bytes(self, [](unsigned char ch) { return Py_ISDIGIT(ch); });
}

ADDER_PLAIN_METHOD(isspace) {
    (void)argument;
    return all_bytes(self, [](unsigned char ch) { return Py_ISSPACE(ch); });
}

ADDER_PLAIN_METHOD(islower) {
    (void)argument;
    return has_only_case(self, AsciiLower, AsciiUpper);
}

ADDER_PLAIN_METHOD(isupper) {
    (void)argument;
    return has_only_case(self, AsciiUpper, AsciiLower);
}

ADDER_PLAIN_METHOD(istitle) {
    (void)argument;
    bool found = false;
    bool is_in_word = false;
    for (const char ch : any_bytes_view(self)) {
        const bool is_capital = Py_ISUPPER(ch);
        if (is_letter(static_cast<unsigned char>(ch)) && is_capital == is_in_word) Py_RETURN_FALSE;
        is_in_word = is_letter(static_cast<unsigned char>(ch));
        found = found || is_in_word;
    }
    return new_bool(found);
}

} // namespace adder::objects::bytes_methods
