// SPDX-License-Identifier: MIT
//
// The widths of subpatterns, which a look-behind needs to know. Counts stop at the limits that CPython has,
// so that what it calls fixed is fixed here.
#include "regex_tree.hpp"

#include <algorithm>

namespace adder::stdlib::regex {
namespace {

uint64_t times(uint64_t width, uint64_t count) {
    if (width == 0 || count == 0) return 0;
    return width > UINT64_MAX / count ? UINT64_MAX / 2 : width * count;
}

Width alternatives(const std::vector<Sequence> &parts, const std::vector<Width> &group_widths) {
    Width result{max_repeat - 1, 0};
    for (const Sequence &part : parts) {
        const Width width = width_of(part, group_widths);
        result.least = std::min(result.least, width.least);
        result.most = std::max(result.most, width.most);
    }
    return result;
}

Width width_of_node(const Node &node, const std::vector<Width> &group_widths) {
    switch (node.op) {
    case Op::Literal:
    case Op::Any:
    case Op::Set: return {1, 1};
    case Op::At:
    case Op::Ahead:
    case Op::Behind: return {0, 0};
    case Op::Branch: return alternatives(node.parts, group_widths);
    case Op::Group:
    case Op::Atomic: return width_of(node.parts[0], group_widths);
    case Op::Greedy:
    case Op::Lazy:
    case Op::Possessive: {
        const Width width = width_of(node.parts[0], group_widths);
        return {times(width.least, node.minimum), times(width.most, node.maximum)};
    }
    case Op::Backreference: return group_widths[node.value];
    case Op::Conditional: {
        Width width = alternatives(node.parts, group_widths);
        if (node.parts.size() == 1) width.least = 0;
        return width;
    }
    }
    return {};
}

} // namespace

Width width_of(const Sequence &sequence, const std::vector<Width> &group_widths) {
    Width total;
    for (const Node &node : sequence) {
        const Width width = width_of_node(node, group_widths);
        total.least = std::min<uint64_t>(total.least + width.least, max_repeat - 1);
        total.most = std::min<uint64_t>(total.most + width.most, max_repeat);
    }
    return total;
}

} // namespace adder::stdlib::regex
