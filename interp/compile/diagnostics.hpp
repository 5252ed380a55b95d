// SPDX-License-Identifier: MIT
//
// Errors and warnings of one compilation. The first error stands; whoever notices it may go on or return,
// since nothing made afterwards is used. That spares every function of the compiler a test after each call.
#pragma once

#include "compile/compile.hpp"

#include <string>

namespace adder::compile {

class Diagnostics {
  public:
    Diagnostics(const Options &options, syntax::SyntaxError &error) : options_(options), error_(error) {}

    // A SyntaxError that spans the location.
    void fail(std::string message, const syntax::Location &location);
    // A SyntaxError at a place whose end is not known.
    void fail_at(std::string message, int lineno, int offset);
    // The RecursionError for trees that are nested too deeply.
    void fail_nesting();

    void warn(std::string message, const syntax::Location &location);

    [[nodiscard]] bool has_failed() const { return has_failed_; }

  private:
    void set_error(syntax::SyntaxErrorKind kind, std::string message, int lineno, int offset, int end_lineno,
                   int end_offset);

    const Options &options_;
    syntax::SyntaxError &error_;
    bool has_failed_ = false;
};

// Counts how deeply the tree's walkers are nested, so that they end in an error and not in a stack overflow.
class NestingGuard {
  public:
    NestingGuard(int &depth, Diagnostics &diagnostics) : depth_(depth) {
        if (++depth_ > nesting_limit) diagnostics.fail_nesting();
    }
    ~NestingGuard() { --depth_; }
    NestingGuard(const NestingGuard &) = delete;
    NestingGuard &operator=(const NestingGuard &) = delete;

  private:
    // A level takes under 2 kB of stack in the largest build (sanitizers).
    static constexpr int nesting_limit = 3000;

    int &depth_;
};

} // namespace adder::compile
