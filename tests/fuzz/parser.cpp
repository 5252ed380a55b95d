// SPDX-License-Identifier: MIT
//
// Bytes → source → tokens → tree → its dump, in every mode and as every kind of source. A parse that gives no
// tree must give an error, and the error must name a line that can be shown.
#include "entry.hpp"

#include "syntax/ast_dump.hpp"
#include "syntax/parser.hpp"

#include <cstdlib>

namespace adder::fuzz {
namespace {

void parse_in_mode(const base::Source &source, syntax::Mode mode) {
    base::Arena arena;
    const syntax::ParseResult result = syntax::parse(source, mode, arena);
    if (result.root != nullptr) {
        (void)syntax::dump(*result.root);
    } else if (result.error) {
        (void)source.line(result.error->lineno);
    } else if (!result.is_incomplete) {
        std::abort();
    }
}

void parse_in_all_modes(const base::Source &source) {
    for (syntax::Mode mode :
         {syntax::Mode::File, syntax::Mode::Single, syntax::Mode::Expression, syntax::Mode::Interactive})
        parse_in_mode(source, mode);
}

} // namespace
} // namespace adder::fuzz

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const std::string_view text = adder::fuzz::to_text(data, size);
    adder::fuzz::parse_in_all_modes(adder::base::Source::from_file_bytes("input.py", text));
    adder::fuzz::parse_in_all_modes(adder::base::Source::from_bytes("<string>", text));
    return 0;
}
