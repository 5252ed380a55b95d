// SPDX-License-Identifier: MIT
//
// Embedding: the interpreter started from a configuration or a whole command line, and files that may be a
// prompt.
//
// What the interpreter was started with is kept for Py_RunMain, Py_GetArgcArgv and _Py_GetConfig.
#include "cli/config.hpp"
#include "cli/program.hpp"
#include "cli/repl.hpp"
#include "runtime/interpreter.hpp"
#include "runtime/program_names.hpp"
#include "runtime/wide_text.hpp"

#include <cstring>
#include <unistd.h>

namespace adder::cli {

namespace {

struct Started {
    CommandLine line;
    PyConfig config{};
};

Started &started() {
    static Started instance;
    return instance;
}

// A command line that has no option but those which the configuration forbids or asks to be parsed.
std::vector<std::string> arguments_to_parse(const PyConfig &config) {
    std::vector<std::string> texts = {"adder"};
    if (config.argv.length > 0) texts[0] = runtime::from_wide(config.argv.items[0]).value_or("");
    if (config.isolated > 0) texts.emplace_back("-I");
    if (config.use_environment == 0) texts.emplace_back("-E");
    for (Py_ssize_t i = 1; config.parse_argv == 1 && i < config.argv.length; i++)
        texts.push_back(runtime::from_wide(config.argv.items[i]).value_or(""));
    return texts;
}

CommandLine parse(std::vector<std::string> texts) {
    std::vector<char *> arguments;
    for (std::string &text : texts) arguments.push_back(text.data());
    return parse_command_line(static_cast<int>(arguments.size()), arguments.data());
}

PyStatus read_config(PyConfig &config) {
    const bool parses = config.parse_argv == 1 && config.argv.length > 0;
    CommandLine line = parse(arguments_to_parse(config));
    if (const int status = status_without_start(line); status >= 0) return PyStatus_Exit(status);
    if (config.orig_argv.length == 0)
        (void)PyConfig_SetWideStringList(&config, &config.orig_argv, config.argv.length, config.argv.items);
    if (config.program_name == nullptr && config.argv.length > 0)
        (void)PyConfig_SetString(&config, &config.program_name, config.argv.items[0]);
    if (!parses) {
        line.options.arguments.clear();
        for (Py_ssize_t i = 0; i < config.argv.length; i++)
            line.options.arguments.push_back(runtime::from_wide(config.argv.items[i]).value_or(""));
    }
    if (config.parse_argv == 1) config.parse_argv = 2;
    return apply_command_line(line, config);
}

PyStatus start_from(Started &state) {
    if (state.config.program_name != nullptr) Py_SetProgramName(state.config.program_name);
    if (state.config.home != nullptr) Py_SetPythonHome(state.config.home);
    state.line = to_command_line(state.config);
    return start_program(state.line) < 0 ? PyStatus_Error("the interpreter cannot start") : PyStatus_Ok();
}

} // namespace

extern "C" {

PyStatus PyConfig_Read(PyConfig *config) {
    return config->parse_argv == 2 ? PyStatus_Ok() : read_config(*config);
}

PyStatus Py_InitializeFromConfig(const PyConfig *config) {
    if (Py_IsInitialized()) return PyStatus_Ok();
    Started &state = started();
    PyStatus status = copy_config(state.config, *config);
    if (!PyStatus_Exception(status)) status = PyConfig_Read(&state.config);
    return PyStatus_Exception(status) ? status : start_from(state);
}

// As the program without arguments: the environment counts, sys.argv is [''].
void Py_InitializeEx(int install_signal_handlers) {
    if (Py_IsInitialized()) return;
    Started &state = started();
    state.line = parse({adder::runtime::program_name()});
    state.line.options.installs_signal_handlers = install_signal_handlers != 0;
    PyConfig_InitPythonConfig(&state.config);
    if (start_program(state.line) < 0) std::exit(1);
}

void Py_Initialize(void) {
    Py_InitializeEx(1);
}

const PyConfig *_Py_GetConfig(void) {
    return &started().config;
}

void Py_GetArgcArgv(int *argument_count, wchar_t ***arguments) {
    *argument_count = static_cast<int>(started().config.orig_argv.length);
    *arguments = started().config.orig_argv.items;
}

int Py_RunMain(void) {
    return run_and_stop(started().line);
}

int Py_BytesMain(int argument_count, char **arguments) {
    Started &state = started();
    state.line = parse_command_line(argument_count, arguments);
    if (const int status = status_without_start(state.line); status >= 0) return status;
    PyConfig_InitPythonConfig(&state.config);
    if (PyStatus_Exception(PyConfig_SetBytesArgv(&state.config, argument_count, arguments))) return 1;
    std::swap(state.config.orig_argv, state.config.argv);
    if (PyStatus_Exception(apply_command_line(state.line, state.config))) return 1;
    if (start_program(state.line) < 0) return 1;
    return run_and_stop(state.line);
}

int Py_Main(int argument_count, wchar_t **arguments) {
    std::vector<std::string> texts;
    for (int i = 0; i < argument_count; i++)
        texts.push_back(adder::runtime::from_wide(arguments[i]).value_or(""));
    std::vector<char *> pointers;
    for (std::string &text : texts) pointers.push_back(text.data());
    return Py_BytesMain(argument_count, pointers.data());
}

// Only standard input has a prompt; other files are run from beginning to end.
int PyRun_InteractiveLoopFlags(FILE *file, const char *filename, PyCompilerFlags *flags) {
    if (file != stdin) return PyRun_SimpleFileExFlags(file, filename, 0, flags);
    return run_repl(false);
}

int PyRun_AnyFileExFlags(FILE *file, const char *filename, int closes_file, PyCompilerFlags *flags) {
    const char *name = filename == nullptr ? "???" : filename;
    if (file != stdin || ::isatty(::fileno(file)) == 0)
        return PyRun_SimpleFileExFlags(file, name, closes_file, flags);
    const int status = PyRun_InteractiveLoopFlags(file, name, flags);
    if (closes_file) std::fclose(file);
    return status;
}

int PyRun_AnyFile(FILE *file, const char *filename) {
    return PyRun_AnyFileExFlags(file, filename, 0, nullptr);
}

int PyRun_AnyFileEx(FILE *file, const char *filename, int closes_file) {
    return PyRun_AnyFileExFlags(file, filename, closes_file, nullptr);
}

int PyRun_AnyFileFlags(FILE *file, const char *filename, PyCompilerFlags *flags) {
    return PyRun_AnyFileExFlags(file, filename, 0, flags);
}

} // extern "C"

} // namespace adder::cli
