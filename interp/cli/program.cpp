// SPDX-License-Identifier: MIT
//
// The command line becomes what is run: text, module, file, prompt or standard input. Everything behind it is
// runtime/interpreter.
#include "cli/program.hpp"

#include "cli/repl.hpp"
#include "runtime/interpreter.hpp"

#include <Python.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

extern "C" PyObject *PyInit__trace();

namespace adder::cli {

namespace {

constexpr int interrupt_status = 130;
constexpr int flush_failure_status = 120;

std::string absolute_path(const std::string &path) {
    char buffer[PATH_MAX];
    if ((!path.empty() && path[0] == '/') || ::getcwd(buffer, sizeof buffer) == nullptr) return path;
    return path.empty() ? buffer : std::string(buffer) + "/" + path;
}

// The folder that a script's imports look in first: that of the file behind symbolic links.
std::string folder_of_script(const std::string &path) {
    char buffer[PATH_MAX];
    std::string resolved = ::realpath(path.c_str(), buffer) == nullptr ? path : buffer;
    return resolved.substr(0, resolved.rfind('/'));
}

std::string current_folder() {
    char buffer[PATH_MAX];
    return ::getcwd(buffer, sizeof buffer) == nullptr ? "" : buffer;
}

int complain_about_file(const CommandLine &line, int number) {
    std::fprintf(stderr, "%s: can't open file '%s': [Errno %d] %s\n", line.options.program.c_str(),
                 absolute_path(line.text).c_str(), number, std::strerror(number));
    return 2;
}

// The folder that -c, -m or a script puts before the search path; 0 or the status of a failure.
int add_first_path(const CommandLine &line, const std::string &entry) {
    if (line.options.has_safe_path) return 0;
    return runtime::prepend_to_path(entry) < 0 ? runtime::report_uncaught() : 0;
}

int run_script(const CommandLine &line) {
    struct stat information;
    if (::stat(absolute_path(line.text).c_str(), &information) != 0) return complain_about_file(line, errno);
    if (S_ISDIR(information.st_mode))
        return runtime::run_folder(absolute_path(line.text), line.options.program);
    FILE *file = std::fopen(line.text.c_str(), "rb");
    if (file == nullptr) return complain_about_file(line, errno);
    std::fclose(file);
    std::string path = absolute_path(line.text);
    if (int status = add_first_path(line, folder_of_script(path))) return status;
    return runtime::run_file(path);
}

int run_action(const CommandLine &line) {
    bool is_terminal = ::isatty(STDIN_FILENO) != 0;
    switch (line.action) {
    case Action::Text:
        if (int status = add_first_path(line, "")) return status;
        return runtime::run_text(line.text, "<string>");
    case Action::Module:
        if (int status = add_first_path(line, current_folder())) return status;
        return runtime::run_module(line.text, line.options.program);
    case Action::File: return run_script(line);
    default:
        if (int status = add_first_path(line, "")) return status;
        if (is_terminal || line.options.interactive > 0) return run_repl(line.options.quiet == 0);
        return runtime::run_stdin();
    }
}

// Ends as a process that SIGINT killed does, so that shells see it.
[[noreturn]] void end_by_interrupt() {
    std::signal(SIGINT, SIG_DFL);
    ::kill(::getpid(), SIGINT);
    std::_Exit(interrupt_status);
}

} // namespace

int status_without_start(const CommandLine &line) {
    switch (line.action) {
    case Action::Bad: return 2;
    case Action::Unstartable: return 1;
    case Action::Help: print_help(line.options.program); return 0;
    case Action::Version: std::printf("Python %s (Adder %s)\n", PY_VERSION, ADDER_VERSION); return 0;
    default: return -1;
    }
}

int start_program(const CommandLine &line) {
    struct stat input;
    if (::fstat(STDIN_FILENO, &input) == 0 && S_ISDIR(input.st_mode)) {
        std::fputs("Fatal Python error: init_sys_streams: <stdin> is a directory, cannot continue\n"
                   "Python runtime state: core initialized\n",
                   stderr);
        return -1;
    }
    PyImport_AppendInittab("_trace", PyInit__trace);
    return runtime::start(line.options);
}

int run_and_stop(const CommandLine &line) {
    int status = run_action(line);
    bool ran_program =
        line.action == Action::Text || line.action == Action::Module || line.action == Action::File;
    bool can_ask = ::isatty(STDIN_FILENO) != 0 || line.options.interactive > 0;
    if (line.options.inspect > 0 && can_ask && ran_program) status = run_repl(false);
    if (runtime::stop() < 0) return flush_failure_status;
    if (status == interrupt_status) end_by_interrupt();
    return status;
}

} // namespace adder::cli
