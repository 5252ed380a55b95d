// SPDX-License-Identifier: MIT
#include "runtime/wide_text.hpp"

#include "base/utf8.hpp"

#include <Python.h>

namespace adder::runtime {

namespace {

constexpr char32_t byte_surrogates = 0xDC00; // and the byte on top, from 0x80 on

bool is_surrogate(char32_t character) {
    return character >= 0xD800 && character <= 0xDFFF;
}

template <class Character> Character *copy_raw(const std::basic_string<Character> &text) {
    const size_t size = (text.size() + 1) * sizeof(Character);
    void *block = PyMem_RawMalloc(size);
    return static_cast<Character *>(block == nullptr ? nullptr : memcpy(block, text.c_str(), size));
}

} // namespace

std::wstring to_wide(std::string_view bytes) {
    std::wstring text;
    while (!bytes.empty()) {
        const auto first = static_cast<unsigned char>(bytes.front());
        const base::DecodedCharacter decoded = base::decode_utf8(bytes);
        const bool is_byte = first >= 0x80 && (decoded.length == 1 || is_surrogate(decoded.code_point));
        text += static_cast<wchar_t>(is_byte ? byte_surrogates + first : decoded.code_point);
        bytes.remove_prefix(is_byte ? 1 : static_cast<size_t>(decoded.length));
    }
    return text;
}

std::optional<std::string> from_wide(std::wstring_view text, size_t *error_position) {
    std::string bytes;
    for (size_t i = 0; i < text.size(); i++) {
        const auto character = static_cast<char32_t>(text[i]);
        if (!is_surrogate(character)) {
            base::append_utf8(bytes, character);
        } else if (character >= byte_surrogates + 0x80 && character <= byte_surrogates + 0xFF) {
            bytes += static_cast<char>(character - byte_surrogates);
        } else {
            if (error_position != nullptr) *error_position = i;
            return std::nullopt;
        }
    }
    return bytes;
}

extern "C" {

wchar_t *Py_DecodeLocale(const char *text, size_t *size) {
    const std::wstring wide = to_wide(text);
    wchar_t *result = copy_raw(wide);
    if (size != nullptr) *size = result == nullptr ? static_cast<size_t>(-1) : wide.size();
    return result;
}

char *Py_EncodeLocale(const wchar_t *text, size_t *error_position) {
    if (error_position != nullptr) *error_position = static_cast<size_t>(-1);
    const std::optional<std::string> bytes = from_wide(text, error_position);
    if (!bytes) return nullptr;
    auto *result = static_cast<char *>(PyMem_Malloc(bytes->size() + 1));
    if (result != nullptr) memcpy(result, bytes->c_str(), bytes->size() + 1);
    return result;
}

} // extern "C"

} // namespace adder::runtime
