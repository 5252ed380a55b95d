// SPDX-License-Identifier: MIT
//
// Constants from literals, their truth, and the keys that make the constants of a code object unique.
#include "compile/constant.hpp"

#include "base/number_text.hpp"

#include <algorithm>
#include <cstring>

namespace adder::compile {

namespace {

Constant integer_of(const syntax::ConstantValue &value) {
    if (value.base == 0) return make_int(value.integer);
    return {bytecode::BigInt{.is_negative = value.is_negative,
                             .hex_digits = base::convert_digits(value.text, value.base, 16)}};
}

struct Truth {
    bool operator()(bytecode::NoneConstant) const { return false; }
    bool operator()(bytecode::EllipsisConstant) const { return true; }
    bool operator()(bool value) const { return value; }
    bool operator()(int64_t value) const { return value != 0; }
    bool operator()(const bytecode::BigInt &) const { return true; }
    bool operator()(double value) const { return value != 0.0; }
    bool operator()(std::complex<double> value) const { return value != 0.0; }
    bool operator()(const bytecode::Text &value) const { return !value.utf8.empty(); }
    bool operator()(const bytecode::Bytes &value) const { return !value.bytes.empty(); }
    bool operator()(const bytecode::TupleConstant &value) const { return !value.items.empty(); }
    bool operator()(const bytecode::FrozensetConstant &value) const { return !value.items.empty(); }
    bool operator()(const std::shared_ptr<bytecode::Code> &) const { return true; }
};

// Appends a tag for the type and the value's bytes; what has no fixed size carries its length.
class KeyWriter {
  public:
    std::string key;

    void write(const Constant &constant) { std::visit(*this, constant.value); }

    void operator()(bytecode::NoneConstant) { key += 'N'; }
    void operator()(bytecode::EllipsisConstant) { key += '.'; }
    void operator()(bool value) { key += value ? 'T' : 'F'; }
    void operator()(int64_t value) { write_bytes('i', &value, sizeof value); }
    void operator()(const bytecode::BigInt &value) {
        write_text(value.is_negative ? 'm' : 'l', value.hex_digits);
    }
    void operator()(double value) { write_bytes('f', &value, sizeof value); }
    void operator()(std::complex<double> value) { write_bytes('c', &value, sizeof value); }
    void operator()(const bytecode::Text &value) { write_text('s', value.utf8); }
    void operator()(const bytecode::Bytes &value) { write_text('b', value.bytes); }
    void operator()(const bytecode::TupleConstant &value) { write_items('t', value.items); }
    void operator()(const bytecode::FrozensetConstant &value) {
        std::vector<std::string> keys;
        for (const Constant &item : value.items) keys.push_back(constant_key(item));
        std::ranges::sort(keys);
        write_number('z', keys.size());
        for (const std::string &item_key : keys) key += item_key;
    }
    void operator()(const std::shared_ptr<bytecode::Code> &code) {
        write_text('C', code->qualname);
        write_bytes('n', &code->first_line, sizeof code->first_line);
        write_vector(code->instructions);
        write_vector(code->positions);
        write_items('t', code->constants);
        for (const std::string &name : code->names) write_text('s', name);
        for (const std::string &name : code->variable_names) write_text('v', name);
    }

  private:
    void write_bytes(char tag, const void *data, size_t size) {
        key += tag;
        key.append(static_cast<const char *>(data), size);
    }
    void write_number(char tag, size_t number) { write_bytes(tag, &number, sizeof number); }
    void write_text(char tag, const std::string &text) {
        write_number(tag, text.size());
        key += text;
    }
    void write_items(char tag, const std::vector<Constant> &items) {
        write_number(tag, items.size());
        for (const Constant &item : items) write(item);
    }
    template <class T> void write_vector(const std::vector<T> &items) {
        write_number('v', items.size());
        if (!items.empty())
            key.append(reinterpret_cast<const char *>(items.data()), items.size() * sizeof(T));
    }
};

} // namespace

Constant make_none() {
    return {bytecode::NoneConstant{}};
}

Constant make_int(int64_t value) {
    return {value};
}

Constant make_text(std::string_view utf8) {
    return {bytecode::Text{std::string(utf8)}};
}

Constant make_tuple(std::vector<Constant> items) {
    return {bytecode::TupleConstant{std::move(items)}};
}

namespace {

std::vector<Constant> items_of(const syntax::ConstantValue &value) {
    std::vector<Constant> items;
    for (std::size_t i = 0; i < value.item_count; ++i) items.push_back(constant_of(value.items[i]));
    return items;
}

} // namespace

Constant constant_of(const syntax::ConstantValue &value) {
    using Type = syntax::ConstantValue::Type;
    switch (value.type) {
    case Type::None: return make_none();
    case Type::True: return {true};
    case Type::False: return {false};
    case Type::Ellipsis: return {bytecode::EllipsisConstant{}};
    case Type::Integer: return integer_of(value);
    case Type::Float: return {value.number};
    case Type::Imaginary: return {std::complex<double>(0.0, value.number)};
    case Type::String: return make_text(value.text);
    case Type::Bytes: return {bytecode::Bytes{std::string(value.text)}};
    case Type::Complex: return {std::complex<double>(value.real, value.number)};
    case Type::Tuple: return make_tuple(items_of(value));
    case Type::Frozenset: return {bytecode::FrozensetConstant{items_of(value)}};
    }
    __builtin_unreachable();
}

bool is_true(const Constant &constant) {
    return std::visit(Truth{}, constant.value);
}

std::string constant_key(const Constant &constant) {
    KeyWriter writer;
    writer.write(constant);
    return std::move(writer.key);
}

std::string equality_key(const Constant &constant) {
    std::complex<double> number;
    if (const auto *integer = std::get_if<int64_t>(&constant.value))
        number = static_cast<double>(*integer);
    else if (const auto *truth = std::get_if<bool>(&constant.value))
        number = *truth;
    else if (const auto *real = std::get_if<double>(&constant.value))
        number = *real;
    else if (const auto *complex = std::get_if<std::complex<double>>(&constant.value))
        number = *complex;
    else
        return constant_key(constant);
    // Adding zero makes -0.0 equal to 0.0; integers that floats cannot tell apart keep their own key.
    const bool is_exact = !holds<int64_t>(constant) || std::abs(number.real()) < 0x1p53;
    return is_exact ? constant_key({number + 0.0}) : constant_key(constant);
}

int ConstantTable::add(Constant constant) {
    const auto [place, is_new] =
        index_.try_emplace(constant_key(constant), static_cast<int>(constants_.size()));
    if (is_new) constants_.push_back(std::move(constant));
    return place->second;
}

std::vector<Constant> ConstantTable::take(size_t count) {
    constants_.resize(std::min(count, constants_.size()));
    return std::move(constants_);
}

} // namespace adder::compile
