// SPDX-License-Identifier: MIT
//
// Puts module sys together: paths and arguments here, constants from sys_values, functions from
// sys_functions.
#include "runtime/sys_module.hpp"

#include "objects/error.hpp"
#include "objects/module.hpp"
#include "objects/names.hpp"
#include "runtime/module_finder.hpp"
#include "runtime/module_spec.hpp"
#include "runtime/path_finder.hpp"
#include "runtime/program_names.hpp"
#include "runtime/text_file.hpp"

#include <climits>
#include <cstdlib>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>

namespace adder::runtime {

namespace {

std::string parent_folder(const std::string &path) {
    return path.substr(0, path.rfind('/'));
}

objects::Ref to_str(const std::string &text) {
    return objects::Ref::steal(
        PyUnicode_DecodeFSDefaultAndSize(text.data(), static_cast<Py_ssize_t>(text.size())));
}

objects::Ref to_list(const std::vector<std::string> &texts) {
    objects::Ref list = TRY_REF(PyList_New(0));
    for (const std::string &text : texts) {
        objects::Ref item = TRY(to_str(text));
        TRY(PyList_Append(list.get(), item.get()));
    }
    return list;
}

// The entries of a variable such as ADDERPATH.
std::vector<std::string> split_path(const char *text) {
    std::vector<std::string> entries;
    std::string path = text == nullptr ? "" : text;
    for (size_t begin = 0; begin < path.size();) {
        size_t end = std::min(path.find(':', begin), path.size());
        if (end > begin) entries.push_back(path.substr(begin, end - begin));
        begin = end + 1;
    }
    return entries;
}

int set(PyObject *dict, const char *name, const objects::Ref &value) {
    return value ? PyDict_SetItemString(dict, name, value.get()) : -1;
}

bool has_library(const std::string &prefix) {
    return is_folder(prefix + "/lib/adder");
}

// The prefix of the first program `adder` on PATH that has a library, or empty.
std::string prefix_on_path() {
    for (const std::string &folder : split_path(std::getenv("PATH"))) {
        char resolved[PATH_MAX];
        if (::realpath((folder + "/adder").c_str(), resolved) == nullptr) continue;
        const std::string prefix = parent_folder(parent_folder(resolved));
        if (has_library(prefix)) return prefix;
    }
    return "";
}

// The folder with lib/adder: the home that was asked for, else beside the executable; for a program that
// embeds the interpreter, where it was installed or where a program `adder` is.
std::string library_prefix() {
    std::string home = library_home();
    if (!home.empty()) return home;
    std::string prefix = parent_folder(parent_folder(executable_path()));
    if (has_library(prefix)) return prefix;
    if (has_library(ADDER_INSTALL_PREFIX)) return ADDER_INSTALL_PREFIX;
    const std::string found = prefix_on_path();
    return found.empty() ? prefix : found;
}

std::vector<std::string> search_path(const Options &options) {
    if (options.search_path) return *options.search_path;
    std::vector<std::string> path =
        split_path(options.ignores_environment ? nullptr : std::getenv("ADDERPATH"));
    for (std::string &folder : library_folders()) path.push_back(folder);
    return path;
}

int add_paths(PyObject *dict, const Options &options) {
    const std::string executable = executable_path();
    const std::string prefix = library_prefix();
    TRY(set(dict, "path", to_list(search_path(options))));
    TRY(set(dict, "executable", to_str(executable)));
    TRY(set(dict, "_base_executable", to_str(executable)));
    for (const char *name : {"prefix", "exec_prefix", "base_prefix", "base_exec_prefix"})
        TRY(set(dict, name, to_str(prefix)));
    return 0;
}

int add_arguments(PyObject *dict, const Options &options) {
    TRY(set(dict, "argv", to_list(options.arguments)));
    std::vector<std::string> original = {options.program};
    original.insert(original.end(), options.arguments.begin(), options.arguments.end());
    TRY(set(dict, "orig_argv", to_list(original)));
    TRY(set(dict, "warnoptions", to_list(options.warning_options)));
    objects::Ref x_options = TRY_REF(PyDict_New());
    for (const std::string &option : options.x_options) {
        size_t equals = option.find('=');
        objects::Ref key = TRY(to_str(option.substr(0, equals)));
        objects::Ref value =
            equals == std::string::npos ? objects::Ref::borrow(Py_True) : to_str(option.substr(equals + 1));
        if (!value) return -1;
        TRY(PyDict_SetItem(x_options.get(), key.get(), value.get()));
    }
    return set(dict, "_xoptions", x_options);
}

// The hooks again under the names that keep their first values.
int keep_hooks(PyObject *dict) {
    for (const char *name : {"displayhook", "excepthook", "unraisablehook"}) {
        std::string kept = std::string("__") + name + "__";
        TRY(PyDict_SetItemString(dict, kept.c_str(), PyDict_GetItemString(dict, name)));
    }
    return 0;
}

bool is_open(int descriptor) {
    struct stat information;
    return ::fstat(descriptor, &information) == 0;
}

// What undecodable bytes become: in UTF-8 mode and the locales of plain C they are kept as surrogates.
const char *default_errors(const Options &options) {
    if (options.is_utf8_mode) return "surrogateescape";
    const char *locale = "";
    for (const char *variable : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char *value = std::getenv(variable);
        if (value == nullptr || *value == '\0') continue;
        locale = value;
        break;
    }
    for (const char *plain : {"", "C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"})
        if (std::strcmp(locale, plain) == 0) return "surrogateescape";
    return "strict";
}

// Encoding and errors that PYTHONIOENCODING names, "encoding:errors"; empty where it says nothing.
struct StreamEncoding {
    std::string encoding;
    std::string errors;
};

StreamEncoding asked_encoding(const Options &options) {
    const char *value = options.ignores_environment ? nullptr : std::getenv("PYTHONIOENCODING");
    if (value == nullptr) return {};
    std::string text = value;
    size_t colon = text.find(':');
    StreamEncoding asked{text.substr(0, colon), colon == std::string::npos ? "" : text.substr(colon + 1)};
    if (!asked.encoding.empty() && asked.errors.empty()) asked.errors = "strict";
    return asked;
}

// The name that the codec gives itself; LookupError for one that is not known.
objects::Ref encoding_name(const std::string &asked) {
    if (asked.empty() || asked == "utf-8") return objects::Ref::steal(PyUnicode_FromString("utf-8"));
    objects::Ref codec = TRY_REF(_PyCodec_Lookup(asked.c_str()));
    return objects::Ref::steal(PyObject_GetAttrString(codec.get(), "name"));
}

struct StandardStream {
    int descriptor;
    const char *name;
    const char *kept_name;
    const char *file_name;
    const char *mode;
    const char *errors; // NULL: those of the locale
};

constexpr StandardStream standard_streams[] = {
    {STDIN_FILENO, "stdin", "__stdin__", "<stdin>", "r", nullptr},
    {STDOUT_FILENO, "stdout", "__stdout__", "<stdout>", "w", nullptr},
    {STDERR_FILENO, "stderr", "__stderr__", "<stderr>", "w", "backslashreplace"},
};

objects::Ref make_stream(const StandardStream &stream, const Options &options) {
    if (!is_open(stream.descriptor)) return objects::Ref::borrow(Py_None);
    const StreamEncoding asked = asked_encoding(options);
    objects::Ref encoding = TRY(encoding_name(asked.encoding));
    objects::Ref newline = TRY_REF(PyUnicode_FromString("\n"));
    TextOptions text;
    text.encoding = PyUnicode_AsUTF8(encoding.get());
    text.errors = stream.errors != nullptr ? stream.errors
                  : !asked.errors.empty()  ? asked.errors.c_str()
                                           : default_errors(options);
    // Newlines are read as they are: only files of open() translate them.
    if (stream.descriptor == STDIN_FILENO) text.newline = newline.get();
    text.is_line_buffered = stream.descriptor == STDERR_FILENO || ::isatty(stream.descriptor);
    bool is_unbuffered = options.is_unbuffered && stream.descriptor != STDIN_FILENO;
    return make_standard_file(stream.descriptor, stream.file_name, stream.mode, text, is_unbuffered);
}

} // namespace

std::string executable_path() {
    char buffer[PATH_MAX];
    ssize_t length = ::readlink("/proc/self/exe", buffer, sizeof buffer);
    return length < 0 ? "" : std::string(buffer, static_cast<size_t>(length));
}

std::vector<std::string> library_folders() {
    std::vector<std::string> folders;
    for (const std::string &folder : {library_prefix() + "/lib/adder",
#ifdef ADDER_SOURCE_LIBRARY
                                      std::string(ADDER_SOURCE_LIBRARY)
#endif
         })
        if (is_folder(folder)) folders.push_back(folder);
    return folders;
}

int make_sys_module(const Options &options) {
    objects::Ref module = TRY_REF(PyModule_New("sys"));
    PyObject *dict = objects::module_dict(module.get());
    objects::runtime.sys_dict = Py_NewRef(dict);
    TRY(PyDict_SetItem(objects::runtime.modules, objects::name::sys_, module.get()));
    TRY(PyDict_SetItem(dict, objects::name::modules, objects::runtime.modules));
    TRY(PyModule_AddFunctions(module.get(), sys_functions));
    TRY(PyModule_AddFunctions(module.get(), sys_async_functions));
    TRY(PyModule_SetDocString(module.get(),
                              "The interpreter's own state: arguments, paths, streams, limits."));
    TRY(keep_hooks(dict));
    TRY(add_sys_values(dict, options));
    TRY(add_paths(dict, options));
    TRY(add_arguments(dict, options));
    objects::Ref spec = TRY(make_builtin_spec(objects::name::sys_));
    return set_module_attributes(module.get(), spec.get());
}

int set_standard_streams(const Options &options) {
    PyObject *dict = objects::runtime.sys_dict;
    for (const StandardStream &stream : standard_streams) {
        objects::Ref file = TRY(make_stream(stream, options));
        TRY(PyDict_SetItemString(dict, stream.name, file.get()));
        TRY(PyDict_SetItemString(dict, stream.kept_name, file.get()));
    }
    return 0;
}

} // namespace adder::runtime
