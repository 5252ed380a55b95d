// SPDX-License-Identifier: MIT
//
// The files are looked for anew each time; the system keeps folders in memory well enough.
#include "runtime/module_finder.hpp"

#include "objects/error.hpp"
#include "runtime/sys_module.hpp"

#include <algorithm>
#include <dirent.h>
#include <map>
#include <string_view>
#include <sys/stat.h>

namespace adder::runtime {

namespace {

using InitFunction = PyObject *(*)(void);

std::map<std::string, InitFunction> &builtin_modules() {
    static std::map<std::string, InitFunction> modules;
    return modules;
}

bool is_file(const std::string &path) {
    struct stat information;
    return ::stat(path.c_str(), &information) == 0 && S_ISREG(information.st_mode);
}

bool is_folder(const std::string &path) {
    struct stat information;
    return ::stat(path.c_str(), &information) == 0 && S_ISDIR(information.st_mode);
}

std::string join(const std::string &folder, const std::string &name) {
    if (folder.empty()) return name;
    return folder.back() == '/' ? folder + name : folder + "/" + name;
}

// The absolute form of a path entry; "" means the current folder.
std::string folder_of_entry(const std::string &entry) {
    if (!entry.empty() && entry[0] == '/') return entry;
    char *current = ::realpath(entry.empty() ? "." : entry.c_str(), nullptr);
    std::string folder = current == nullptr ? entry : current;
    std::free(current);
    return folder;
}

// A library NAME.cpython-….so in the folder, or "".
std::string find_foreign_library(const std::string &folder, const std::string &name) {
    DIR *listing = ::opendir(folder.c_str());
    if (listing == nullptr) return "";
    std::string found;
    std::string prefix = name + ".cpython-";
    while (const dirent *entry = ::readdir(listing)) {
        std::string_view file = entry->d_name;
        if (file.starts_with(prefix) && file.ends_with(".so")) found = join(folder, std::string(file));
    }
    ::closedir(listing);
    return found;
}

// Looks in one folder; adds to `folders` of `found` when there is a part of a namespace package.
bool find_in_folder(const std::string &folder, const std::string &name, FoundModule &found) {
    std::string base = join(folder, name);
    bool has_folder = is_folder(base);
    if (has_folder && is_file(base + "/__init__.py")) {
        found = {.kind = FoundKind::Package, .file = base + "/__init__.py", .folders = {base}};
        return true;
    }
    if (has_folder && is_file(base + "/__init__.adder.so")) {
        found = {.kind = FoundKind::NativePackage, .file = base + "/__init__.adder.so", .folders = {base}};
        return true;
    }
    if (is_file(base + ".py")) {
        found = {.kind = FoundKind::Source, .file = base + ".py"};
        return true;
    }
    for (const char *suffix : {".adder.so", ".so"}) {
        if (!is_file(base + suffix)) continue;
        found = {.kind = FoundKind::Native, .file = base + suffix};
        return true;
    }
    if (has_folder) found.folders.push_back(base);
    return false;
}

std::string last_part(const std::string &name) {
    return name.substr(name.rfind('.') + 1);
}

// What CPython has loaded before a script begins: a file of that name beside the script never replaces it.
constexpr std::string_view preloaded_modules[] = {
    "_collections_abc", "abc", "codecs", "encodings", "genericpath", "io", "os", "posixpath", "site", "stat",
};

bool find_preloaded(const std::string &name, FoundModule &found) {
    if (std::ranges::find(preloaded_modules, name) == std::end(preloaded_modules)) return false;
    static const std::vector<std::string> folders = library_folders();
    return std::ranges::any_of(
        folders, [&](const std::string &folder) { return find_in_folder(folder, name, found); });
}

} // namespace

FoundModule find_module(const std::string &name, PyObject *search_path) {
    if (search_path == nullptr) {
        auto builtin = builtin_modules().find(name);
        if (builtin != builtin_modules().end()) return {.kind = FoundKind::Builtin, .init = builtin->second};
        FoundModule preloaded;
        if (find_preloaded(name, preloaded)) return preloaded;
        search_path = PySys_GetObject("path");
    }
    FoundModule found;
    objects::Ref entries =
        search_path == nullptr ? objects::Ref() : objects::Ref::steal(PySequence_List(search_path));
    std::string foreign;
    for (Py_ssize_t i = 0; entries && i < PyList_GET_SIZE(entries.get()); i++) {
        PyObject *entry = PyList_GET_ITEM(entries.get(), i);
        const char *text = PyUnicode_Check(entry) ? PyUnicode_AsUTF8(entry) : nullptr;
        if (text == nullptr) continue;
        std::string folder = folder_of_entry(text);
        if (find_in_folder(folder, last_part(name), found)) return found;
        if (foreign.empty()) foreign = find_foreign_library(folder, last_part(name));
    }
    PyErr_Clear();
    if (!found.folders.empty()) found.kind = FoundKind::Namespace;
    found.foreign_library = foreign;
    return found;
}

void add_builtin_module(const char *name, InitFunction init) {
    builtin_modules()[name] = init;
}

objects::Ref builtin_module_names() {
    objects::Ref names = TRY_REF(PyList_New(0));
    for (const auto &[module_name, init] : builtin_modules()) {
        objects::Ref text = TRY_REF(PyUnicode_FromString(module_name.c_str()));
        TRY(PyList_Append(names.get(), text.get()));
    }
    return objects::Ref::steal(PyList_AsTuple(names.get()));
}

} // namespace adder::runtime
