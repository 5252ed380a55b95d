// SPDX-License-Identifier: MIT
//
// Constants while code is made: from literals, compared, and collected into the table of a code object.
#pragma once

#include "bytecode/code.hpp"
#include "syntax/ast.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace adder::compile {

using bytecode::Constant;

[[nodiscard]] Constant make_none();
[[nodiscard]] Constant make_int(int64_t value);
[[nodiscard]] Constant make_text(std::string_view utf8);
[[nodiscard]] Constant make_tuple(std::vector<Constant> items);

// The value of a literal.
[[nodiscard]] Constant constant_of(const syntax::ConstantValue &value);

template <class T> [[nodiscard]] bool holds(const Constant &constant) {
    return std::holds_alternative<T>(constant.value);
}

// bool(constant).
[[nodiscard]] bool is_true(const Constant &constant);

// A text that is equal for constants that may share a place: same type and same value, so that 1, 1.0 and
// True differ, and so do 0.0 and -0.0. Code objects are the same when everything in them is.
[[nodiscard]] std::string constant_key(const Constant &constant);

// The same for constants that compare equal: 1, 1.0 and True are one, as keys of a dict are.
[[nodiscard]] std::string equality_key(const Constant &constant);

// co_consts: a constant is stored once.
class ConstantTable {
  public:
    // Index of the constant.
    int add(Constant constant);
    [[nodiscard]] const Constant &operator[](int index) const { return constants_[index]; }
    [[nodiscard]] size_t size() const { return constants_.size(); }
    // Gives the constants away, without those behind the first `count`.
    [[nodiscard]] std::vector<Constant> take(size_t count);

  private:
    std::vector<Constant> constants_;
    std::unordered_map<std::string, int> index_;
};

} // namespace adder::compile
