// SPDX-License-Identifier: MIT
//
// open(): mode and arguments are checked in CPython's order, the file is opened, and the object of the right
// type made.
#include "runtime/open_file.hpp"

#include "objects/native_function.hpp"
#include "runtime/binary_file.hpp"
#include "runtime/file_common.hpp"
#include "runtime/text_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace adder::runtime {

namespace {

struct Mode {
    bool reads = false;
    bool writes = false;
    bool appends = false;
    bool creates = false;
    bool updates = false;
    bool is_text = false;
    bool is_binary = false;

    [[nodiscard]] bool can_read() const { return reads || updates; }
    [[nodiscard]] bool can_write() const { return writes || appends || creates || updates; }
};

bool *flag_of(Mode &mode, char letter) {
    switch (letter) {
    case 'r': return &mode.reads;
    case 'w': return &mode.writes;
    case 'a': return &mode.appends;
    case 'x': return &mode.creates;
    case '+': return &mode.updates;
    case 't': return &mode.is_text;
    case 'b': return &mode.is_binary;
    default: return nullptr;
    }
}

std::optional<Mode> parse_mode(const char *text) {
    Mode mode;
    for (const char *letter = text; *letter != '\0'; letter++) {
        bool *flag = flag_of(mode, *letter);
        if (flag == nullptr || *flag) {
            objects::raise_value_error("invalid mode: '%s'", text);
            return {};
        }
        *flag = true;
    }
    const char *problem = nullptr;
    if (mode.is_text && mode.is_binary) {
        problem = "can't have text and binary mode at once";
    } else if (mode.reads + mode.writes + mode.appends + mode.creates != 1) {
        problem = mode.reads + mode.writes + mode.appends + mode.creates > 1
                      ? "must have exactly one of create/read/write/append mode"
                      : "Must have exactly one of create/read/write/append mode and at most one plus";
    }
    if (problem == nullptr) return mode;
    PyErr_SetString(PyExc_ValueError, problem);
    return {};
}

int check_binary_arguments(PyObject *encoding, PyObject *errors, PyObject *newline) {
    const char *name = encoding != nullptr && encoding != Py_None ? "encoding"
                       : errors != nullptr && errors != Py_None   ? "errors"
                       : newline != nullptr && newline != Py_None ? "newline"
                                                                  : nullptr;
    if (name == nullptr) return 0;
    return objects::raise_value_error("binary mode doesn't take %s %s argument", name[0] == 'e' ? "an" : "a",
                                      name);
}

int open_flags(const Mode &mode) {
    int flags = O_CLOEXEC | (mode.can_read() && mode.can_write() ? O_RDWR
                             : mode.can_write()                  ? O_WRONLY
                                                                 : O_RDONLY);
    if (mode.writes) flags |= O_CREAT | O_TRUNC;
    if (mode.appends) flags |= O_CREAT | O_APPEND;
    if (mode.creates) flags |= O_CREAT | O_EXCL;
    return flags;
}

int refuse_directory(int descriptor, PyObject *file) {
    struct stat information;
    if (::fstat(descriptor, &information) != 0 || !S_ISDIR(information.st_mode)) return 0;
    errno = EISDIR;
    PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, file);
    return -1;
}

int open_path(PyObject *file, int flags) {
    PyObject *encoded;
    if (!PyUnicode_FSConverter(file, &encoded)) return -1;
    objects::Ref path = objects::Ref::steal(encoded);
    int descriptor;
    do {
        descriptor = ::open(PyBytes_AS_STRING(encoded), flags, 0666);
    } while (descriptor < 0 && errno == EINTR && PyErr_CheckSignals() == 0);
    if (descriptor >= 0) return descriptor;
    if (!objects::is_error_pending()) PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, file);
    return -1;
}

int call_opener(PyObject *opener, PyObject *file, int flags) {
    objects::Ref result = TRY_REF(PyObject_CallFunction(opener, "Oi", file, flags));
    if (!PyLong_Check(result.get())) return objects::raise_type_error("expected integer from opener");
    int descriptor = _PyLong_AsInt(result.get());
    if (descriptor >= 0 || objects::is_error_pending()) return descriptor;
    return objects::raise_value_error("opener returned %d", descriptor);
}

// The open descriptor, or -1 with an error. `owns` tells whether closing the file closes it.
int open_descriptor(PyObject *file, const Mode &mode, PyObject *opener, bool closes, bool &owns) {
    owns = true;
    if (PyLong_Check(file)) {
        int descriptor = _PyLong_AsInt(file);
        if (descriptor == -1 && objects::is_error_pending()) return -1;
        if (descriptor < 0) return objects::raise_value_error("negative file descriptor");
        if (::fcntl(descriptor, F_GETFD) < 0) {
            PyErr_SetFromErrno(PyExc_OSError);
            return -1;
        }
        owns = closes;
        return descriptor;
    }
    if (!closes) return objects::raise_value_error("Cannot use closefd=False with file name");
    bool has_opener = opener != nullptr && opener != Py_None;
    int descriptor =
        TRY(has_opener ? call_opener(opener, file, open_flags(mode)) : open_path(file, open_flags(mode)));
    if (refuse_directory(descriptor, file) == 0) return descriptor;
    ::close(descriptor);
    return -1;
}

PyTypeObject *binary_type(const Mode &mode) {
    if (mode.can_read() && mode.can_write()) return &buffered_random_type;
    return mode.can_read() ? &buffered_reader_type : &buffered_writer_type;
}

int fill_options(TextOptions &options, PyObject *encoding, PyObject *errors, PyObject *newline) {
    options.encoding = "UTF-8"; // as the locale spells it
    if (encoding != nullptr && encoding != Py_None) {
        options.encoding = PyUnicode_AsUTF8(encoding);
        if (options.encoding == nullptr) return -1;
        if (std::string_view(options.encoding) == "locale") options.encoding = "UTF-8";
    }
    if (errors != nullptr && errors != Py_None) {
        options.errors = PyUnicode_AsUTF8(errors);
        if (options.errors == nullptr) return -1;
    }
    options.newline = newline == Py_None ? nullptr : newline;
    return check_encoding(options.encoding);
}

// The path of a path-like object, and anything else as it is.
objects::Ref plain_file(PyObject *file) {
    if (PyLong_Check(file) || PyUnicode_Check(file) || PyBytes_Check(file)) return objects::Ref::borrow(file);
    return objects::Ref::steal(PyOS_FSPath(file));
}

int check_text(PyObject *value, const char *name, bool may_be_none) {
    if (value == nullptr || PyUnicode_Check(value) || (may_be_none && value == Py_None)) return 0;
    return objects::raise_type_error("open() argument '%s' must be %s, not %.200s", name,
                                     may_be_none ? "str or None" : "str",
                                     value == Py_None ? "None" : Py_TYPE(value)->tp_name);
}

// Without a buffer it is io.FileIO, which is written in Python.
objects::Ref open_raw(PyObject *file, const char *mode, bool closes, PyObject *opener) {
    const objects::Ref module = TRY_REF(PyImport_ImportModule("_io"));
    const std::string letters = [&] {
        std::string kept;
        for (const char *letter = mode; *letter != '\0'; letter++)
            if (*letter != 'b' && *letter != 't') kept += *letter;
        return kept;
    }();
    return objects::Ref::steal(PyObject_CallMethod(module.get(), "FileIO", "OsOO", file, letters.c_str(),
                                                   closes ? Py_True : Py_False,
                                                   opener == nullptr ? Py_None : opener));
}

PyObject *builtin_open(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr objects::ArgumentSpec spec(
        "open", "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, "
                "closefd=True, opener=None");
    PyObject *values[8];
    TRY(spec.bind(args, count, keyword_names, values));
    auto &[file_argument, mode_argument, buffering_argument, encoding, errors, newline, closefd, opener] =
        values;
    objects::Ref file = TRY(plain_file(file_argument));
    TRY(check_text(mode_argument, "mode", false));
    const char *mode_text = mode_argument == nullptr ? "r" : PyUnicode_AsUTF8(mode_argument);
    if (mode_text == nullptr) return nullptr;
    int buffering = buffering_argument == nullptr ? -1 : _PyLong_AsInt(buffering_argument);
    if (buffering == -1 && objects::is_error_pending()) return nullptr;
    TRY(check_text(encoding, "encoding", true));
    TRY(check_text(errors, "errors", true));
    TRY(check_text(newline, "newline", true));
    std::optional<Mode> mode = parse_mode(mode_text);
    if (!mode) return nullptr;
    if (mode->is_binary) TRY(check_binary_arguments(encoding, errors, newline));
    if (mode->is_binary && buffering == 1)
        TRY(PyErr_WarnEx(
            PyExc_RuntimeWarning,
            "line buffering (buffering=1) isn't supported in binary mode, the default buffer size "
            "will be used",
            1));
    if (!mode->is_binary && buffering == 0)
        return objects::raise_value_error("can't have unbuffered text I/O");
    TRY(check_newline(newline));
    TextOptions options;
    if (!mode->is_binary) TRY(fill_options(options, encoding, errors, newline));
    bool owns;
    bool closes = closefd == nullptr || TRY(PyObject_IsTrue(closefd))
    != 0;
    if (mode->is_binary && buffering == 0) return open_raw(file.get(), mode_text, closes, opener).release();
    int descriptor = TRY(open_descriptor(file.get(), *mode, opener, closes, owns));
    auto stream = std::make_shared<ByteStream>(descriptor, mode->can_read(), mode->can_write(), owns);
    if (buffering > 1) stream->set_buffer_size(static_cast<size_t>(buffering));
    if (mode->appends) (void)::lseek(descriptor, 0, SEEK_END);
    PyTypeObject *type = mode->is_binary ? binary_type(*mode) : &text_file_type;
    objects::Ref result = TRY(make_file(type, std::move(stream), file.get(), mode_text));
    options.is_line_buffered = buffering == 1 || (buffering < 0 && ::isatty(descriptor));
    if (!mode->is_binary) TRY(init_text_file(result.get(), options));
    return result.release();
}

} // namespace

int check_newline(PyObject *newline) {
    if (newline == nullptr || newline == Py_None) return 0;
    for (const char *legal : {"", "\n", "\r", "\r\n"})
        if (PyUnicode_CompareWithASCIIString(newline, legal) == 0) return 0;
    return objects::raise_value_error("illegal newline value: %U", newline);
}

int check_encoding(const char *encoding) {
    if (std::string_view(encoding) == "utf-8" || std::string_view(encoding) == "UTF-8") return 0;
    const objects::Ref codec = objects::Ref::steal(_PyCodec_Lookup(encoding));
    if (!codec) {
        if (!objects::clear_if_matches(PyExc_LookupError)) return -1;
        return objects::raise(PyExc_LookupError, "unknown encoding: %s", encoding);
    }
    const objects::Ref is_text =
        objects::Ref::steal(PyObject_GetAttrString(codec.get(), "_is_text_encoding"));
    if (!is_text) PyErr_Clear();
    if (!is_text || is_text.get() != Py_False) return 0;
    return objects::raise(PyExc_LookupError,
                          "'%s' is not a text encoding; use codecs.open() to handle arbitrary codecs",
                          encoding);
}

PyMethodDef file_functions[] = {
    {"open", _PyCFunction_CAST(builtin_open), METH_FASTCALL | METH_KEYWORDS,
     "open($module, /, file, mode='r', buffering=-1, encoding=None,\n"
     "     errors=None, newline=None, closefd=True, opener=None)\n--\n\n"
     "Open a file and return an object to read or write it."},
    {},
};

} // namespace adder::runtime
