// SPDX-License-Identifier: MIT
//
// PyConfig: texts that the configuration owns (from PyMem_RawMalloc), and the way between its fields and the
// options of the command line. Fields that Adder has no use for keep what they are given.
#include "cli/config.hpp"

#include "runtime/wide_text.hpp"

#include <utility>

namespace adder::cli {

#define TRY_STATUS(expression)                                                                               \
    if (const PyStatus adder_status = (expression); PyStatus_Exception(adder_status)) return adder_status

namespace {

PyStatus copy_text(wchar_t **field, const wchar_t *text) {
    wchar_t *copy = nullptr;
    if (text != nullptr) {
        const size_t size = (std::wcslen(text) + 1) * sizeof(wchar_t);
        copy = static_cast<wchar_t *>(PyMem_RawMalloc(size));
        if (copy == nullptr) return PyStatus_NoMemory();
        memcpy(copy, text, size);
    }
    PyMem_RawFree(std::exchange(*field, copy));
    return PyStatus_Ok();
}

void clear_list(PyWideStringList *list) {
    for (Py_ssize_t i = 0; i < list->length; i++) PyMem_RawFree(list->items[i]);
    PyMem_RawFree(list->items);
    *list = {};
}

std::string to_text(const wchar_t *text) {
    return text == nullptr ? "" : runtime::from_wide(text).value_or("");
}

std::vector<std::string> to_texts(const PyWideStringList &list) {
    std::vector<std::string> texts;
    for (Py_ssize_t i = 0; i < list.length; i++) texts.push_back(to_text(list.items[i]));
    return texts;
}

PyStatus set_list(PyWideStringList *list, const std::vector<std::string> &texts) {
    clear_list(list);
    for (const std::string &text : texts) {
        TRY_STATUS(PyWideStringList_Append(list, runtime::to_wide(text).c_str()));
    }
    return PyStatus_Ok();
}

constexpr wchar_t *PyConfig::*text_fields[] = {
    &PyConfig::filesystem_encoding,
    &PyConfig::filesystem_errors,
    &PyConfig::pycache_prefix,
    &PyConfig::stdio_encoding,
    &PyConfig::stdio_errors,
    &PyConfig::check_hash_pycs_mode,
    &PyConfig::program_name,
    &PyConfig::pythonpath_env,
    &PyConfig::home,
    &PyConfig::platlibdir,
    &PyConfig::stdlib_dir,
    &PyConfig::executable,
    &PyConfig::base_executable,
    &PyConfig::prefix,
    &PyConfig::base_prefix,
    &PyConfig::exec_prefix,
    &PyConfig::base_exec_prefix,
    &PyConfig::run_command,
    &PyConfig::run_module,
    &PyConfig::run_filename,
};

constexpr PyWideStringList PyConfig::*list_fields[] = {
    &PyConfig::orig_argv,           &PyConfig::argv, &PyConfig::xoptions, &PyConfig::warnoptions,
    &PyConfig::module_search_paths,
};

// A field and the option that it is.
constexpr std::pair<int PyConfig::*, int runtime::Options::*> counts[] = {
    {&PyConfig::inspect, &runtime::Options::inspect},
    {&PyConfig::interactive, &runtime::Options::interactive},
    {&PyConfig::quiet, &runtime::Options::quiet},
    {&PyConfig::verbose, &runtime::Options::verbose},
    {&PyConfig::optimization_level, &runtime::Options::optimize},
    {&PyConfig::bytes_warning, &runtime::Options::bytes_warning},
    {&PyConfig::parser_debug, &runtime::Options::debug},
};

// The same for switches; `is_opposite` where one says yes and the other no.
struct Switch {
    int PyConfig::*field;
    bool runtime::Options::*option;
    bool is_opposite;
};
constexpr Switch switches[] = {
    {&PyConfig::isolated, &runtime::Options::is_isolated, false},
    {&PyConfig::use_environment, &runtime::Options::ignores_environment, true},
    {&PyConfig::site_import, &runtime::Options::has_no_site, true},
    {&PyConfig::user_site_directory, &runtime::Options::has_no_user_site, true},
    {&PyConfig::write_bytecode, &runtime::Options::writes_no_bytecode, true},
    {&PyConfig::buffered_stdio, &runtime::Options::is_unbuffered, true},
    {&PyConfig::dev_mode, &runtime::Options::is_dev_mode, false},
    {&PyConfig::safe_path, &runtime::Options::has_safe_path, false},
    {&PyConfig::install_signal_handlers, &runtime::Options::installs_signal_handlers, false},
};

void set_action(CommandLine &line, const PyConfig &config) {
    if (config.run_command != nullptr) {
        line.action = Action::Text;
        line.text = to_text(config.run_command);
    } else if (config.run_module != nullptr) {
        line.action = Action::Module;
        line.text = to_text(config.run_module);
    } else if (config.run_filename != nullptr) {
        line.action = Action::File;
        line.text = to_text(config.run_filename);
    }
}

PyStatus apply_action(const CommandLine &line, PyConfig &config) {
    const std::wstring text = runtime::to_wide(line.text);
    switch (line.action) {
    case Action::Text: return copy_text(&config.run_command, text.c_str());
    case Action::Module: return copy_text(&config.run_module, text.c_str());
    case Action::File: return copy_text(&config.run_filename, text.c_str());
    default: return PyStatus_Ok();
    }
}

} // namespace

CommandLine to_command_line(const PyConfig &config) {
    CommandLine line;
    runtime::Options &options = line.options;
    for (const auto &[field, option] : counts) options.*option = std::max(config.*field, 0);
    for (const Switch &one : switches)
        if (config.*one.field >= 0) options.*one.option = (config.*one.field != 0) != one.is_opposite;
    if (config.isolated > 0) options.has_safe_path = true;
    options.program = to_text(config.program_name);
    options.arguments = to_texts(config.argv);
    if (options.arguments.empty()) options.arguments = {""};
    options.warning_options = to_texts(config.warnoptions);
    options.x_options = to_texts(config.xoptions);
    if (config.use_hash_seed > 0) options.hash_seed = static_cast<uint32_t>(config.hash_seed);
    if (config.module_search_paths_set) options.search_path = to_texts(config.module_search_paths);
    set_action(line, config);
    return line;
}

PyStatus apply_command_line(const CommandLine &line, PyConfig &config) {
    static const runtime::Options standard;
    const runtime::Options &options = line.options;
    for (const auto &[field, option] : counts) config.*field = std::max(config.*field, options.*option);
    for (const Switch &one : switches)
        if (options.*one.option != standard.*one.option)
            config.*one.field = options.*one.option != one.is_opposite ? 1 : 0;
    for (const std::string &text : options.warning_options)
        TRY_STATUS(PyWideStringList_Append(&config.warnoptions, runtime::to_wide(text).c_str()));
    for (const std::string &text : options.x_options)
        TRY_STATUS(PyWideStringList_Append(&config.xoptions, runtime::to_wide(text).c_str()));
    TRY_STATUS(set_list(&config.argv, options.arguments));
    return apply_action(line, config);
}

PyStatus copy_config(PyConfig &to, const PyConfig &from) {
    to = from;
    for (const auto field : text_fields) to.*field = nullptr;
    for (const auto field : list_fields) to.*field = {};
    for (const auto field : text_fields) TRY_STATUS(copy_text(&(to.*field), from.*field));
    for (const auto field : list_fields)
        TRY_STATUS(PyConfig_SetWideStringList(&to, &(to.*field), (from.*field).length, (from.*field).items));
    return PyStatus_Ok();
}

extern "C" {

PyStatus PyStatus_Ok(void) {
    return {PyStatus::_PyStatus_TYPE_OK, nullptr, nullptr, 0};
}

PyStatus PyStatus_Error(const char *message) {
    return {PyStatus::_PyStatus_TYPE_ERROR, nullptr, message, 0};
}

PyStatus PyStatus_NoMemory(void) {
    return PyStatus_Error("memory allocation failed");
}

PyStatus PyStatus_Exit(int exit_code) {
    return {PyStatus::_PyStatus_TYPE_EXIT, nullptr, nullptr, exit_code};
}

int PyStatus_IsError(PyStatus status) {
    return status._type == PyStatus::_PyStatus_TYPE_ERROR;
}

int PyStatus_IsExit(PyStatus status) {
    return status._type == PyStatus::_PyStatus_TYPE_EXIT;
}

int PyStatus_Exception(PyStatus status) {
    return status._type != PyStatus::_PyStatus_TYPE_OK;
}

void Py_ExitStatusException(PyStatus status) {
    if (PyStatus_IsExit(status)) std::exit(status.exitcode);
    std::fflush(stdout);
    std::fprintf(stderr, "Fatal Python error: %s%s%s\n", status.func == nullptr ? "" : status.func,
                 status.func == nullptr ? "" : ": ", status.err_msg == nullptr ? "<NULL>" : status.err_msg);
    std::exit(1);
}

PyStatus PyWideStringList_Insert(PyWideStringList *list, Py_ssize_t index, const wchar_t *item) {
    if (index < 0) return PyStatus_Error("PyWideStringList_Insert index must be >= 0");
    index = std::min(index, list->length);
    wchar_t *copy = nullptr;
    if (PyStatus_Exception(copy_text(&copy, item))) return PyStatus_NoMemory();
    void *grown = PyMem_RawRealloc(list->items, static_cast<size_t>(list->length + 1) * sizeof(wchar_t *));
    if (grown == nullptr) {
        PyMem_RawFree(copy);
        return PyStatus_NoMemory();
    }
    list->items = static_cast<wchar_t **>(grown);
    std::copy_backward(list->items + index, list->items + list->length, list->items + list->length + 1);
    list->items[index] = copy;
    list->length++;
    return PyStatus_Ok();
}

PyStatus PyWideStringList_Append(PyWideStringList *list, const wchar_t *item) {
    return PyWideStringList_Insert(list, list->length, item);
}

void PyPreConfig_InitPythonConfig(PyPreConfig *config) {
    *config = {.parse_argv = 1, .isolated = 0, .use_environment = 1, .utf8_mode = -1, .dev_mode = -1};
}

void PyPreConfig_InitIsolatedConfig(PyPreConfig *config) {
    *config = {.isolated = 1};
}

PyStatus Py_PreInitialize(const PyPreConfig *) {
    return PyStatus_Ok();
}

void PyConfig_InitPythonConfig(PyConfig *config) {
    *config = {
        .use_environment = 1,
        .install_signal_handlers = 1,
        .use_hash_seed = -1,
        .code_debug_ranges = 1,
        .parse_argv = 1,
        .site_import = 1,
        .write_bytecode = 1,
        .user_site_directory = 1,
        .configure_c_stdio = 1,
        .buffered_stdio = 1,
        .pathconfig_warnings = 1,
    };
}

void PyConfig_InitIsolatedConfig(PyConfig *config) {
    PyConfig_InitPythonConfig(config);
    config->isolated = 1;
    config->safe_path = 1;
    config->use_hash_seed = 0;
    for (int PyConfig::*field :
         {&PyConfig::use_environment, &PyConfig::install_signal_handlers, &PyConfig::parse_argv,
          &PyConfig::user_site_directory, &PyConfig::configure_c_stdio, &PyConfig::pathconfig_warnings})
        config->*field = 0;
}

void PyConfig_Clear(PyConfig *config) {
    for (const auto field : text_fields) PyMem_RawFree(std::exchange(config->*field, nullptr));
    for (const auto field : list_fields) clear_list(&(config->*field));
    config->module_search_paths_set = 0;
}

PyStatus PyConfig_SetString(PyConfig *, wchar_t **field, const wchar_t *text) {
    return copy_text(field, text);
}

PyStatus PyConfig_SetBytesString(PyConfig *, wchar_t **field, const char *text) {
    return text == nullptr ? copy_text(field, nullptr)
                           : copy_text(field, adder::runtime::to_wide(text).c_str());
}

PyStatus PyConfig_SetWideStringList(PyConfig *, PyWideStringList *list, Py_ssize_t length, wchar_t **items) {
    clear_list(list);
    for (Py_ssize_t i = 0; i < length; i++) {
        TRY_STATUS(PyWideStringList_Append(list, items[i]));
    }
    return PyStatus_Ok();
}

PyStatus PyConfig_SetArgv(PyConfig *config, Py_ssize_t count, wchar_t *const *arguments) {
    return PyConfig_SetWideStringList(config, &config->argv, count, const_cast<wchar_t **>(arguments));
}

PyStatus PyConfig_SetBytesArgv(PyConfig *config, Py_ssize_t count, char *const *arguments) {
    return set_list(&config->argv, std::vector<std::string>(arguments, arguments + count));
}

} // extern "C"

} // namespace adder::cli
