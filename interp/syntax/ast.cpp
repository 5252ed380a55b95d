// SPDX-License-Identifier: MIT
// Names and properties of node kinds, one table made from ast.def.
#include "syntax/ast.hpp"

#include <array>

namespace adder::syntax {
namespace {

struct KindRow {
    const char *python_name;
    bool has_location;
};

constexpr auto kind_rows = std::to_array<KindRow>({
#define NODE(kind, base, python_name, has_location, fields) {#python_name, has_location},
#define FIELD(type, name)
#include "syntax/ast.def"
});

} // namespace

const char *node_kind_name(NodeKind kind) {
    return kind_rows[static_cast<std::size_t>(kind)].python_name;
}

bool has_location(NodeKind kind) {
    return kind_rows[static_cast<std::size_t>(kind)].has_location;
}

} // namespace adder::syntax
