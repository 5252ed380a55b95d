// SPDX-License-Identifier: MIT
//
// The files are looked for anew each time; the system keeps folders in memory well enough.
#include "runtime/module_finder.hpp"

#include "objects/error.hpp"
#include "runtime/sys_module.hpp"

#include <algorithm>
#include <cstdlib>
#include <dirent.h>
#include <map>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace adder::runtime {

namespace {

std::map<std::string, InitFunction> &builtin_modules() {
    // The interpreter makes these two itself.
    static std::map<std::string, InitFunction> modules{{"builtins", nullptr}, {"sys", nullptr}};
    return modules;
}

constexpr std::string_view preloaded_modules[] = {
    "_collections_abc", "abc", "codecs", "encodings", "genericpath", "io", "os", "posixpath", "site", "stat",
};

} // namespace

bool is_file(const std::string &path) {
    struct stat information;
    return ::stat(path.c_str(), &information) == 0 && S_ISREG(information.st_mode);
}

bool is_folder(const std::string &path) {
    struct stat information;
    return ::stat(path.c_str(), &information) == 0 && S_ISDIR(information.st_mode);
}

std::string join_path(const std::string &folder, const std::string &name) {
    if (folder.empty()) return name;
    return folder.back() == '/' ? folder + name : folder + "/" + name;
}

std::string last_part(const std::string &name) {
    return name.substr(name.rfind('.') + 1);
}

std::string folder_of_entry(const std::string &entry) {
    if (!entry.empty() && entry[0] == '/') return entry;
    char *current = ::realpath(".", nullptr);
    std::string folder = current == nullptr ? "." : current;
    std::free(current);
    return entry.empty() || entry == "." ? folder : join_path(folder, entry);
}

std::string find_foreign_library(const std::string &folder, const std::string &name) {
    DIR *listing = ::opendir(folder.c_str());
    if (listing == nullptr) return "";
    std::string found;
    std::string prefix = name + ".cpython-";
    while (const dirent *entry = ::readdir(listing)) {
        std::string_view file = entry->d_name;
        if (file.starts_with(prefix) && file.ends_with(".so")) found = join_path(folder, std::string(file));
    }
    ::closedir(listing);
    return found;
}

FoundModule find_in_folder(const std::string &folder, const std::string &name) {
    const std::string base = join_path(folder, name);
    const bool has_folder = is_folder(base);
    if (has_folder && is_file(base + "/__init__.py"))
        return {FoundKind::Package, base + "/__init__.py", base};
    if (has_folder && is_file(base + "/__init__.adder.so"))
        return {FoundKind::NativePackage, base + "/__init__.adder.so", base};
    if (is_file(base + ".py")) return {FoundKind::Source, base + ".py", ""};
    for (const char *suffix : {".adder.so", ".so"})
        if (is_file(base + suffix)) return {FoundKind::Native, base + suffix, ""};
    if (has_folder) return {FoundKind::NamespacePart, "", base};
    return {};
}

FoundModule find_preloaded(const std::string &name) {
    if (std::ranges::find(preloaded_modules, name) == std::end(preloaded_modules)) return {};
    static const std::vector<std::string> folders = library_folders();
    for (const std::string &folder : folders)
        if (FoundModule found = find_in_folder(folder, name); found.kind != FoundKind::Nothing) return found;
    return {};
}

void add_builtin_module(const char *name, InitFunction init) {
    builtin_modules()[name] = init;
}

InitFunction find_builtin(const std::string &name) {
    const auto found = builtin_modules().find(name);
    return found == builtin_modules().end() ? nullptr : found->second;
}

bool is_builtin(const std::string &name) {
    return builtin_modules().contains(name);
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
