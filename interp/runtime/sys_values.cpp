// SPDX-License-Identifier: MIT
//
// The constant values of module sys: version, platform, limits of numbers, flags.
#include "runtime/sys_module.hpp"

#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/runtime_state.hpp"
#include "objects/simple_namespace.hpp"
#include "runtime/module_finder.hpp"
#include "runtime/module_spec.hpp"
#include "runtime/path_finder.hpp"

#include <cfloat>
#include <initializer_list>

extern "C" {
const char *Py_FileSystemDefaultEncoding = "utf-8";
const char *Py_FileSystemDefaultEncodeErrors = "surrogateescape";
int Py_HasFileSystemDefaultEncoding = 1;
const unsigned long Py_Version = PY_VERSION_HEX;
const char *Py_hexdigits = "0123456789abcdef";
int Py_DebugFlag;
int Py_VerboseFlag;
int Py_QuietFlag;
int Py_InteractiveFlag;
int Py_InspectFlag;
int Py_OptimizeFlag;
int Py_NoSiteFlag;
int Py_BytesWarningFlag;
int Py_IgnoreEnvironmentFlag;
int Py_DontWriteBytecodeFlag;
int Py_NoUserSiteDirectory;
int Py_UnbufferedStdioFlag;
int Py_IsolatedFlag;
int Py_UTF8Mode;
}

namespace adder::runtime {

namespace {

struct Field {
    const char *name;
    PyObject *value; // owned
};

// A struct sequence with these fields. Takes the values over.
objects::Ref make_record(const char *type_name, const char *doc, std::initializer_list<Field> fields) {
    std::vector<PyStructSequence_Field> rows;
    for (const Field &field : fields) rows.push_back({field.name, nullptr});
    rows.push_back({nullptr, nullptr});
    PyStructSequence_Desc description = {type_name, doc, rows.data(), static_cast<int>(fields.size())};
    objects::Ref type =
        objects::Ref::steal(reinterpret_cast<PyObject *>(PyStructSequence_NewType(&description)));
    objects::Ref record =
        type ? objects::Ref::steal(PyStructSequence_New(type.as<PyTypeObject>())) : objects::Ref();
    Py_ssize_t index = 0;
    for (const Field &field : fields) {
        if (record) PyStructSequence_SET_ITEM(record.get(), index, field.value);
        index++;
    }
    if (type) type.as<PyTypeObject>()->tp_flags |= Py_TPFLAGS_DISALLOW_INSTANTIATION;
    return record;
}

PyObject *number(long value) {
    return PyLong_FromLong(value);
}

PyObject *text(const char *value) {
    return PyUnicode_FromString(value);
}

objects::Ref make_version_info() {
    return make_record("sys.version_info", "Version of the language.",
                       {{"major", number(PY_MAJOR_VERSION)},
                        {"minor", number(PY_MINOR_VERSION)},
                        {"micro", number(PY_MICRO_VERSION)},
                        {"releaselevel", text("final")},
                        {"serial", number(0)}});
}

objects::Ref make_float_info() {
    return make_record("sys.float_info", "Limits and precision of float.",
                       {{"max", PyFloat_FromDouble(DBL_MAX)},
                        {"max_exp", number(DBL_MAX_EXP)},
                        {"max_10_exp", number(DBL_MAX_10_EXP)},
                        {"min", PyFloat_FromDouble(DBL_MIN)},
                        {"min_exp", number(DBL_MIN_EXP)},
                        {"min_10_exp", number(DBL_MIN_10_EXP)},
                        {"dig", number(DBL_DIG)},
                        {"mant_dig", number(DBL_MANT_DIG)},
                        {"epsilon", PyFloat_FromDouble(DBL_EPSILON)},
                        {"radix", number(FLT_RADIX)},
                        {"rounds", number(1)}});
}

objects::Ref make_int_info() {
    return make_record("sys.int_info", "How int is stored.",
                       {{"bits_per_digit", number(30)},
                        {"sizeof_digit", number(4)},
                        {"default_max_str_digits", number(4300)},
                        {"str_digits_check_threshold", number(640)}});
}

objects::Ref make_hash_info() {
    return make_record("sys.hash_info", "Parameters of hash().",
                       {{"width", number(64)},
                        {"modulus", PyLong_FromLongLong((1LL << 61) - 1)},
                        {"inf", number(314159)},
                        {"nan", number(0)},
                        {"imag", number(1000003)},
                        {"algorithm", text("siphash13")},
                        {"hash_bits", number(64)},
                        {"seed_bits", number(128)},
                        {"cutoff", number(0)}});
}

objects::Ref make_thread_info() {
    return make_record(
        "sys.thread_info", "How threads are made.",
        {{"name", text("pthread")}, {"lock", text("semaphore")}, {"version", Py_NewRef(Py_None)}});
}

objects::Ref make_flags(const Options &options) {
    return make_record("sys.flags", "Command line flags.",
                       {{"debug", number(options.debug)},
                        {"inspect", number(options.inspect)},
                        {"interactive", number(options.interactive)},
                        {"optimize", number(options.optimize)},
                        {"dont_write_bytecode", number(options.writes_no_bytecode)},
                        {"no_user_site", number(options.has_no_user_site)},
                        {"no_site", number(options.has_no_site)},
                        {"ignore_environment", number(options.ignores_environment)},
                        {"verbose", number(options.verbose)},
                        {"bytes_warning", number(options.bytes_warning)},
                        {"quiet", number(options.quiet)},
                        {"hash_randomization",
                         number(objects::runtime.hash_key[0] != 0 || objects::runtime.hash_key[1] != 0)},
                        {"isolated", number(options.is_isolated)},
                        {"dev_mode", PyBool_FromLong(options.is_dev_mode)},
                        {"utf8_mode", number(options.is_utf8_mode)},
                        {"warn_default_encoding", number(0)},
                        {"safe_path", PyBool_FromLong(options.has_safe_path)},
                        {"int_max_str_digits", number(options.int_max_str_digits)}});
}

// The same for extensions.
void set_flag_variables(const Options &options) {
    Py_DebugFlag = options.debug;
    Py_VerboseFlag = options.verbose;
    Py_QuietFlag = options.quiet;
    Py_InteractiveFlag = options.interactive;
    Py_InspectFlag = options.inspect;
    Py_OptimizeFlag = options.optimize;
    Py_NoSiteFlag = options.has_no_site;
    Py_BytesWarningFlag = options.bytes_warning;
    Py_IgnoreEnvironmentFlag = options.ignores_environment;
    Py_DontWriteBytecodeFlag = options.writes_no_bytecode;
    Py_NoUserSiteDirectory = options.has_no_user_site;
    Py_UnbufferedStdioFlag = options.is_unbuffered;
    Py_IsolatedFlag = options.is_isolated;
    Py_UTF8Mode = options.is_utf8_mode;
}

objects::Ref make_implementation(PyObject *version_info) {
    objects::Ref values = TRY_REF(
        Py_BuildValue("{sssssOsksO}", "name", "adder", "cache_tag", cache_tag, "version", version_info,
                      "hexversion", static_cast<unsigned long>(PY_VERSION_HEX), "_multiarch", Py_None));
    return objects::make_simple_namespace(values.get());
}

// The type of what sys.unraisablehook gets.
objects::Ref make_unraisable_type() {
    PyStructSequence_Field fields[] = {{"exc_type", nullptr},      {"exc_value", nullptr},
                                       {"exc_traceback", nullptr}, {"err_msg", nullptr},
                                       {"object", nullptr},        {nullptr, nullptr}};
    PyStructSequence_Desc description = {"UnraisableHookArgs", "What sys.unraisablehook gets.", fields, 5};
    return objects::Ref::steal(reinterpret_cast<PyObject *>(PyStructSequence_NewType(&description)));
}

int set(PyObject *dict, const char *name, const objects::Ref &value) {
    return value ? PyDict_SetItemString(dict, name, value.get()) : -1;
}

int add_records(PyObject *dict, const Options &options) {
    objects::Ref version_info = TRY(make_version_info());
    TRY(set(dict, "version_info", version_info));
    TRY(set(dict, "implementation", make_implementation(version_info.get())));
    TRY(set(dict, "float_info", make_float_info()));
    TRY(set(dict, "int_info", make_int_info()));
    TRY(set(dict, "hash_info", make_hash_info()));
    TRY(set(dict, "thread_info", make_thread_info()));
    set_flag_variables(options);
    TRY(set(dict, "flags", make_flags(options)));
    return set(dict, "UnraisableHookArgs", make_unraisable_type());
}

} // namespace

int add_sys_values(PyObject *dict, const Options &options) {
    const std::pair<const char *, PyObject *> values[] = {
        {"version", text(Py_GetVersion())},
        {"hexversion", PyLong_FromUnsignedLong(PY_VERSION_HEX)},
        {"api_version", number(PYTHON_API_VERSION)},
        {"copyright", text(Py_GetCopyright())},
        {"platform", text("linux")},
        {"platlibdir", text("lib")},
        {"byteorder", Py_NewRef(objects::name::little)},
        {"maxsize", PyLong_FromSsize_t(PY_SSIZE_T_MAX)},
        {"maxunicode", number(0x10ffff)},
        {"float_repr_style", text("short")},
        {"abiflags", text("")},
        {"dont_write_bytecode", Py_NewRef(Py_True)},
        {"pycache_prefix", Py_NewRef(Py_None)},
        {"builtin_module_names", builtin_module_names().release()},
        {"meta_path", default_meta_path().release()},
        {"path_hooks", default_path_hooks().release()},
        {"path_importer_cache", PyDict_New()},
        {"_git", Py_BuildValue("(sss)", "adder", "", "")},
        {"_framework", text("")},
    };
    for (const auto &[key, value] : values) TRY(set(dict, key, objects::Ref::steal(value)));
    return add_records(dict, options);
}

} // namespace adder::runtime

extern "C" {

const char *Py_GetVersion(void) {
    return PY_VERSION " (Adder " ADDER_VERSION ") ["
#ifdef __clang__
                      "Clang "
#else
                      "GCC "
#endif
        __VERSION__ "]";
}

const char *Py_GetPlatform(void) {
    return "linux";
}

const char *Py_GetCompiler(void) {
    return "[" __VERSION__ "]";
}

const char *Py_GetBuildInfo(void) {
    return "adder " ADDER_VERSION;
}

const char *Py_GetCopyright(void) {
    return "Adder is free software under the MIT licence.";
}

} // extern "C"
