// SPDX-License-Identifier: MIT
//
// The calendar half of module time: struct_time, and conversions between seconds, struct_time and text. The C
// library does the computing; here arguments are checked as CPython does, so that a wrong tuple never reaches
// it.
#include "owned.hpp"
#include "time.hpp"

#include <cerrno>
#include <climits>
#include <cmath>
#include <cstring>
#include <string>

namespace adder::stdlib {
namespace {

PyStructSequence_Field fields[] = {
    {"tm_year", "year, for example, 1993"},
    {"tm_mon", "month of year, range [1, 12]"},
    {"tm_mday", "day of month, range [1, 31]"},
    {"tm_hour", "hours, range [0, 23]"},
    {"tm_min", "minutes, range [0, 59]"},
    {"tm_sec", "seconds, range [0, 61])"},
    {"tm_wday", "day of week, range [0, 6], Monday is 0"},
    {"tm_yday", "day of year, range [1, 366]"},
    {"tm_isdst", "1 if summer time is in effect, 0 if not, and -1 if unknown"},
    {"tm_zone", "abbreviation of timezone name"},
    {"tm_gmtoff", "offset from UTC in seconds"},
    {nullptr, nullptr},
};

constexpr int tuple_size = 9;

PyStructSequence_Desc description = {
    "time.struct_time",
    "The time value as returned by gmtime(), localtime(), and strptime(), and\n"
    "accepted by asctime(), mktime() and strftime().  May be considered as a\n"
    "sequence of 9 integers.",
    fields,
    tuple_size,
};

PyTypeObject struct_time_type;

// --- struct tm and struct_time

PyObject *make_struct_time(const std::tm &parts) {
    Owned result(PyStructSequence_New(&struct_time_type));
    if (!result) return nullptr;
    const long values[tuple_size] = {parts.tm_year + 1900L,   parts.tm_mon + 1L,  parts.tm_mday,
                                     parts.tm_hour,           parts.tm_min,       parts.tm_sec,
                                     (parts.tm_wday + 6) % 7, parts.tm_yday + 1L, parts.tm_isdst};
    for (int i = 0; i < tuple_size; i++)
        PyStructSequence_SetItem(result.get(), i, PyLong_FromLong(values[i]));
    PyStructSequence_SetItem(result.get(), tuple_size,
                             PyUnicode_DecodeLocale(parts.tm_zone, "surrogateescape"));
    PyStructSequence_SetItem(result.get(), tuple_size + 1, PyLong_FromLong(parts.tm_gmtoff));
    return PyErr_Occurred() ? nullptr : result.release();
}

// The zone's name and offset of a struct_time that has them.
bool take_zone(PyObject *tuple, std::tm &parts) {
    if (!Py_IS_TYPE(tuple, &struct_time_type)) return true;
    PyObject *zone = PyStructSequence_GetItem(tuple, tuple_size);
    if (zone != Py_None) {
        parts.tm_zone = const_cast<char *>(PyUnicode_AsUTF8(zone));
        if (parts.tm_zone == nullptr) return false;
    }
    PyObject *offset = PyStructSequence_GetItem(tuple, tuple_size + 1);
    if (offset != Py_None) parts.tm_gmtoff = PyLong_AsLong(offset);
    return !PyErr_Occurred();
}

// A tuple of nine ints as struct tm; `format` names the function in errors.
bool take_parts(PyObject *tuple, const char *format, std::tm &parts) {
    parts = {};
    if (!PyTuple_Check(tuple)) {
        PyErr_SetString(PyExc_TypeError, "Tuple or struct_time argument required");
        return false;
    }
    const Owned nine(Py_IS_TYPE(tuple, &struct_time_type) ? PyTuple_GetSlice(tuple, 0, tuple_size)
                                                          : Py_NewRef(tuple));
    int year;
    if (!nine ||
        !PyArg_ParseTuple(nine.get(), format, &year, &parts.tm_mon, &parts.tm_mday, &parts.tm_hour,
                          &parts.tm_min, &parts.tm_sec, &parts.tm_wday, &parts.tm_yday, &parts.tm_isdst)) {
        return false;
    }
    if (year < INT_MIN + 1900) {
        PyErr_SetString(PyExc_OverflowError, "year out of range");
        return false;
    }
    parts.tm_year = year - 1900;
    parts.tm_mon--;
    parts.tm_wday = (parts.tm_wday + 1) % 7;
    parts.tm_yday--;
    return take_zone(tuple, parts);
}

bool check_range(int value, int last, const char *name) {
    if (value >= 0 && value <= last) return true;
    PyErr_Format(PyExc_ValueError, "%s out of range", name);
    return false;
}

// Zero for month, day and day of year means the first one, as it always did.
bool check_parts(std::tm &parts) {
    if (parts.tm_mon == -1) parts.tm_mon = 0;
    if (parts.tm_mday == 0) parts.tm_mday = 1;
    if (parts.tm_yday == -1) parts.tm_yday = 0;
    return check_range(parts.tm_mon, 11, "month") && check_range(parts.tm_mday, 31, "day of month") &&
           check_range(parts.tm_hour, 23, "hour") && check_range(parts.tm_min, 59, "minute") &&
           check_range(parts.tm_sec, 61, "seconds") && check_range(parts.tm_wday, 6, "day of week") &&
           check_range(parts.tm_yday, 365, "day of year");
}

using Convert = std::tm *(*)(const time_t *, std::tm *);

bool convert_seconds(time_t seconds, Convert convert, std::tm &parts) {
    errno = 0;
    if (convert(&seconds, &parts) != nullptr) return true;
    if (errno == 0) errno = EINVAL;
    PyErr_SetFromErrno(PyExc_OSError);
    return false;
}

// The optional argument: seconds, or the time now.
bool take_seconds(PyObject *args, const char *format, time_t &seconds) {
    PyObject *object = nullptr;
    if (!PyArg_ParseTuple(args, format, &object)) return false;
    if (object == nullptr || object == Py_None) {
        seconds = std::time(nullptr);
        return true;
    }
    return to_time_t(object, seconds);
}

bool take_now(std::tm &parts) {
    return convert_seconds(std::time(nullptr), localtime_r, parts);
}

PyObject *make_text(const std::tm &parts) {
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char text[64];
    snprintf(text, sizeof text, "%s %s%3d %.2d:%.2d:%.2d %d", days[parts.tm_wday], months[parts.tm_mon],
             parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, parts.tm_year + 1900);
    return PyUnicode_FromString(text);
}

// The buffer grows until the text fits; a format that gives no text at all cannot be told from one that does
// not fit.
PyObject *format_parts(const char *format, const std::tm &parts) {
    const size_t length = strlen(format);
    for (size_t room = 1024;; room *= 2) {
        std::string buffer(room, '\0');
        const size_t written = std::strftime(buffer.data(), room, format, &parts);
        if (written > 0 || room >= 256 * length) {
            return PyUnicode_DecodeLocaleAndSize(buffer.data(), static_cast<Py_ssize_t>(written),
                                                 "surrogateescape");
        }
    }
}

// --- the time zone

struct Zone {
    std::string name;
    long offset;
};

Zone zone_at(time_t seconds) {
    std::tm parts = {};
    localtime_r(&seconds, &parts);
    return {parts.tm_zone == nullptr ? "   " : parts.tm_zone, -parts.tm_gmtoff};
}

int add_constant(PyObject *module, const char *name, PyObject *value) {
    const Owned owned(value);
    return owned ? PyModule_AddObjectRef(module, name, owned.get()) : -1;
}

// January and July of this year tell standard and summer time, whichever hemisphere it is.
int add_zone(PyObject *module) {
    constexpr time_t year = (365 * 24 + 6) * 3600;
    const time_t january_time = std::time(nullptr) / year * year;
    const Zone january = zone_at(january_time), july = zone_at(january_time + year / 2);
    const bool is_south = january.offset < july.offset;
    const Zone &standard = is_south ? july : january;
    const Zone &summer = is_south ? january : july;
    if (add_constant(module, "timezone", PyLong_FromLong(standard.offset)) < 0) return -1;
    if (add_constant(module, "altzone", PyLong_FromLong(summer.offset)) < 0) return -1;
    if (add_constant(module, "daylight", PyLong_FromLong(january.offset != july.offset)) < 0) return -1;
    return add_constant(module, "tzname", Py_BuildValue("(ss)", standard.name.c_str(), summer.name.c_str()));
}

} // namespace

bool to_time_t(PyObject *object, time_t &seconds) {
    if (PyFloat_Check(object)) {
        const double number = std::floor(PyFloat_AS_DOUBLE(object));
        if (std::isnan(number)) {
            PyErr_SetString(PyExc_ValueError, "Invalid value NaN (not a number)");
            return false;
        }
        if (number >= -0x1p63 && number < 0x1p63) {
            seconds = static_cast<time_t>(number);
            return true;
        }
    } else {
        seconds = PyLong_AsLongLong(object);
        if (seconds != -1 || !PyErr_Occurred()) return true;
        if (!PyErr_ExceptionMatches(PyExc_OverflowError)) return false;
    }
    PyErr_SetString(PyExc_OverflowError, "timestamp out of range for platform time_t");
    return false;
}

PyObject *time_gmtime(PyObject *, PyObject *args) {
    time_t seconds;
    std::tm parts = {};
    if (!take_seconds(args, "|O:gmtime", seconds) || !convert_seconds(seconds, gmtime_r, parts))
        return nullptr;
    return make_struct_time(parts);
}

PyObject *time_localtime(PyObject *, PyObject *args) {
    time_t seconds;
    std::tm parts = {};
    if (!take_seconds(args, "|O:localtime", seconds) || !convert_seconds(seconds, localtime_r, parts))
        return nullptr;
    return make_struct_time(parts);
}

PyObject *time_asctime(PyObject *, PyObject *args) {
    PyObject *tuple = nullptr;
    if (!PyArg_UnpackTuple(args, "asctime", 0, 1, &tuple)) return nullptr;
    std::tm parts;
    if (tuple == nullptr) return take_now(parts) ? make_text(parts) : nullptr;
    if (!take_parts(tuple, "iiiiiiiii;asctime(): illegal time tuple argument", parts) || !check_parts(parts))
        return nullptr;
    return make_text(parts);
}

PyObject *time_ctime(PyObject *, PyObject *args) {
    time_t seconds;
    std::tm parts = {};
    if (!take_seconds(args, "|O:ctime", seconds) || !convert_seconds(seconds, localtime_r, parts))
        return nullptr;
    return make_text(parts);
}

PyObject *time_mktime(PyObject *, PyObject *tuple) {
    std::tm parts;
    if (!take_parts(tuple, "iiiiiiiii;mktime(): illegal time tuple argument", parts)) return nullptr;
    parts.tm_wday = -1; // stays so only when mktime fails
    const time_t seconds = std::mktime(&parts);
    if (seconds == -1 && parts.tm_wday == -1) {
        PyErr_SetString(PyExc_OverflowError, "mktime argument out of range");
        return nullptr;
    }
    return PyFloat_FromDouble(static_cast<double>(seconds));
}

PyObject *time_strftime(PyObject *, PyObject *args) {
    PyObject *format, *tuple = nullptr;
    if (!PyArg_ParseTuple(args, "U|O:strftime", &format, &tuple)) return nullptr;
    std::tm parts;
    const bool is_valid =
        tuple == nullptr ? take_now(parts)
                         : take_parts(tuple, "iiiiiiiii;strftime(): illegal time tuple argument", parts) &&
                               check_parts(parts);
    if (!is_valid) return nullptr;
    parts.tm_isdst = parts.tm_isdst < -1 ? -1 : parts.tm_isdst > 1 ? 1 : parts.tm_isdst;
    const Owned bytes(PyUnicode_EncodeLocale(format, "surrogateescape"));
    if (!bytes) return nullptr;
    const char *text = PyBytes_AS_STRING(bytes.get());
    if (strlen(text) != static_cast<size_t>(PyBytes_GET_SIZE(bytes.get()))) {
        PyErr_SetString(PyExc_ValueError, "embedded null character");
        return nullptr;
    }
    return format_parts(text, parts);
}

PyObject *time_strptime(PyObject *, PyObject *args) {
    const Owned module(PyImport_ImportModule("_strptime"));
    const Owned function(module ? PyObject_GetAttrString(module.get(), "_strptime_time") : nullptr);
    return function ? PyObject_Call(function.get(), args, nullptr) : nullptr;
}

PyObject *time_tzset(PyObject *module, PyObject *) {
    tzset();
    if (add_zone(module) < 0) return nullptr;
    Py_RETURN_NONE;
}

int init_calendar(PyObject *module) {
    if (struct_time_type.tp_name == nullptr &&
        PyStructSequence_InitType2(&struct_time_type, &description) < 0)
        return -1;
    if (PyModule_AddObjectRef(module, "struct_time", reinterpret_cast<PyObject *>(&struct_time_type)) < 0)
        return -1;
    if (PyModule_AddIntConstant(module, "_STRUCT_TM_ITEMS", tuple_size + 2) < 0) return -1;
    return add_zone(module);
}

} // namespace adder::stdlib
