// SPDX-License-Identifier: MIT
#include "cli/line_reader.hpp"

#include "runtime/interactive.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/select.h>
#include <unistd.h>

#if defined(ADDER_HAS_READLINE)
#include <readline/history.h>
#include <readline/readline.h>
#elif defined(ADDER_HAS_EDITLINE)
#include <editline/readline.h>
#endif

namespace adder::cli {

namespace {

using runtime::is_interrupt_pending;

// A line from a pipe or file; the prompt goes to standard error, as python3's does.
LineResult read_plainly(const std::string &prompt) {
    std::fputs(prompt.c_str(), stderr);
    std::fflush(stderr);
    LineResult result{LineStatus::Line, ""};
    for (;;) {
        const int character = std::fgetc(stdin);
        if (character == '\n') return result;
        if (character != EOF) {
            result.text += static_cast<char>(character);
            continue;
        }
        if (errno == EINTR && is_interrupt_pending()) return {LineStatus::Interrupted, ""};
        if (result.text.empty()) result.status = LineStatus::End;
        return result;
    }
}

} // namespace

#if defined(ADDER_HAS_READLINE) || defined(ADDER_HAS_EDITLINE)

namespace {

// readline's callbacks take no context: this is the one reader of the process.
struct Current {
    Completer completer;
    std::vector<std::string> matches;
    char *line = nullptr;
    bool is_done = false;
};

Current &current() {
    static Current instance;
    return instance;
}

char *next_match(const char *, int index) {
    const auto &matches = current().matches;
    return index < static_cast<int>(matches.size()) ? strdup(matches[index].c_str()) : nullptr;
}

char **complete(const char *word, int, int) {
    rl_attempted_completion_over = 1; // no file names
    rl_completion_append_character = '\0';
    current().matches = current().completer(word);
    return rl_completion_matches(word, next_match);
}

void take_line(char *line) {
    current().line = line;
    current().is_done = true;
    rl_callback_handler_remove();
}

// A tab at the start of a line indents.
int tab(int count, int key) {
    for (int i = 0; i < rl_point; i++) {
        if (rl_line_buffer[i] != ' ' && rl_line_buffer[i] != '\t') return rl_complete(count, key);
    }
    rl_insert_text("    ");
    return 0;
}

std::string history_file() {
    if (const char *path = std::getenv("ADDER_HISTORY")) return path;
    const char *home = std::getenv("HOME");
    return home != nullptr ? std::string(home) + "/.adder_history" : "";
}

void remember(const char *line) {
    if (*line == '\0') return;
    const HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : nullptr;
    if (last == nullptr || std::strcmp(last->line, line) != 0) add_history(line);
}

LineResult read_edited(const std::string &prompt) {
    current().is_done = false;
    rl_callback_handler_install(prompt.c_str(), take_line);
    while (!current().is_done) {
        fd_set ready;
        FD_ZERO(&ready);
        FD_SET(STDIN_FILENO, &ready);
        const int count = select(STDIN_FILENO + 1, &ready, nullptr, nullptr, nullptr);
        if (count > 0) {
            rl_callback_read_char();
        } else if (is_interrupt_pending()) {
            rl_callback_handler_remove();
            return {LineStatus::Interrupted, ""};
        }
    }
    if (current().line == nullptr) return {LineStatus::End, ""};
    LineResult result{LineStatus::Line, current().line};
    remember(current().line);
    std::free(current().line);
    return result;
}

} // namespace

LineReader::LineReader(Completer completer)
    : is_terminal_(isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0) {
    if (!is_terminal_) return;
    current().completer = std::move(completer);
    rl_readline_name = "adder";
    rl_catch_signals = 0; // Ctrl-C is the interpreter's
    rl_completer_word_break_characters = const_cast<char *>(" \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?");
    rl_attempted_completion_function = complete;
    rl_bind_key('\t', tab);
    read_history(history_file().c_str());
}

LineReader::~LineReader() {
    if (!is_terminal_) return;
    stifle_history(10000);
    write_history(history_file().c_str());
}

LineResult LineReader::read(const std::string &prompt) {
    return is_terminal_ ? read_edited(prompt) : read_plainly(prompt);
}

#else

LineReader::LineReader(Completer) : is_terminal_(false) {}
LineReader::~LineReader() = default;
LineResult LineReader::read(const std::string &prompt) {
    return read_plainly(prompt);
}

#endif

} // namespace adder::cli
