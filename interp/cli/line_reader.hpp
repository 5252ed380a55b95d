// SPDX-License-Identifier: MIT
//
// Lines from a person: with editing, history and completion on a terminal, plainly from anything else.
// The line-editing library is chosen when Adder is built (ADDER_READLINE).
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace adder::cli {

enum class LineStatus { Line, End, Interrupted };

struct LineResult {
    LineStatus status;
    std::string text; // without the line ending
};

// Given the word before the cursor, what it may be completed to.
using Completer = std::function<std::vector<std::string>(const std::string &)>;

class LineReader {
  public:
    // Reads the history of earlier runs when there is a terminal; the destructor writes it.
    explicit LineReader(Completer completer);
    ~LineReader();
    LineReader(const LineReader &) = delete;
    LineReader &operator=(const LineReader &) = delete;

    // Interrupted means Ctrl-C.
    LineResult read(const std::string &prompt);

  private:
    bool is_terminal_;
};

} // namespace adder::cli
