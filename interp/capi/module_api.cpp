// SPDX-License-Identifier: MIT
//
// PyArg_Parse… and its relatives: counts against the format, positional and keyword arguments in their order,
// CPython's error texts. Single items are converted by argument_format.
#include "capi/argument_format.hpp"
#include "capi/plain_arguments.hpp"

#include <algorithm>
#include <climits>
#include <cstring>
#include <string>

namespace adder::capi {
namespace {

using objects::Ref;

bool is_end(char c) {
    return c == '\0' || c == ':' || c == ';';
}

// What stands behind the items: ":function" or ";message".
struct FormatTail {
    std::string name;
    const char *function = nullptr; // NULL: not given
    const char *message = nullptr;

    explicit FormatTail(const char *format) {
        const char *end = format + strcspn(format, ":;");
        if (*end == ':') function = end + 1;
        if (*end == ';') message = end + 1;
    }
    [[nodiscard]] const char *shown_name() const { return function == nullptr ? "function" : function; }
    [[nodiscard]] const char *parentheses() const { return function == nullptr ? "" : "()"; }
};

const char *plural(Py_ssize_t count) {
    return count == 1 ? "" : "s";
}

int raise_system_error(const char *text) {
    PyErr_SetString(PyExc_SystemError, text);
    return 0;
}

// --- positional arguments only

struct ItemCounts {
    int min = -1; // -1: no '|'
    int max = 0;
};

// Counts the top-level items; false with SystemError for unbalanced parentheses.
bool count_items(const char *format, ItemCounts &counts) {
    int level = 0;
    for (; !is_end(*format); format++) {
        if (*format == '(') {
            if (level++ == 0) counts.max++;
        } else if (*format == ')') {
            if (level-- == 0) return raise_system_error("excess ')' in getargs format") != 0;
        } else if (*format == '|') {
            if (level == 0) counts.min = counts.max;
        } else if (level == 0 && Py_ISALPHA(*format) && *format != 'e') {
            counts.max++;
        }
    }
    if (level != 0) return raise_system_error("missing ')' in getargs format") != 0;
    if (counts.min < 0) counts.min = counts.max;
    return true;
}

int raise_wrong_count(const FormatTail &tail, const ItemCounts &counts, Py_ssize_t given) {
    if (tail.message != nullptr) {
        PyErr_SetString(PyExc_TypeError, tail.message);
        return 0;
    }
    const int limit = given < counts.min ? counts.min : counts.max;
    const char *bound = counts.min == counts.max ? "exactly" : given < counts.min ? "at least" : "at most";
    PyErr_Format(PyExc_TypeError, "%.150s%s takes %s %d argument%s (%zd given)", tail.shown_name(),
                 tail.parentheses(), bound, limit, plural(limit), given);
    return 0;
}

[[gnu::noinline]] int convert_positional(PyObject *const *args, Py_ssize_t count, const char *format,
                                         va_list results, bool has_clean_sizes) {
    const FormatTail tail(format);
    ItemCounts counts;
    if (!count_items(format, counts)) return 0;
    if (count < counts.min || count > counts.max) return raise_wrong_count(tail, counts, count);
    ItemConverter converter(results, has_clean_sizes);
    const char *const whole = format;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (*format == '|') format++;
        if (const Complaint complaint = converter.convert(args[i], format)) {
            converter.raise(complaint, i + 1, tail.function, tail.message);
            return 0;
        }
    }
    if (!is_end(*format) && !Py_ISALPHA(*format) && *format != '(' && *format != '|') {
        PyErr_Format(PyExc_SystemError, "bad format string: %.200s", whole);
        return 0;
    }
    converter.commit();
    return 1;
}

int parse_positional(PyObject *const *args, Py_ssize_t count, const char *format, va_list results,
                     bool has_clean_sizes) {
    if (store_plain_arguments(args, count, format, nullptr, results, has_clean_sizes)) return 1;
    return convert_positional(args, count, format, results, has_clean_sizes);
}

int parse_tuple(PyObject *args, const char *format, va_list results, bool has_clean_sizes) {
    if (!PyTuple_Check(args))
        return raise_system_error("new style getargs format but argument is not a tuple");
    return parse_positional(reinterpret_cast<PyTupleObject *>(args)->ob_item, PyTuple_GET_SIZE(args), format,
                            results, has_clean_sizes);
}

// PyArg_Parse: the format describes one object that is no argument tuple.
int parse_object(PyObject *object, const char *format, va_list results, bool has_clean_sizes) {
    const FormatTail tail(format);
    ItemCounts counts;
    if (!count_items(format, counts)) return 0;
    if (counts.max == 0) {
        if (object == nullptr) return 1;
        PyErr_Format(PyExc_TypeError, "%.200s%s takes no arguments", tail.shown_name(), tail.parentheses());
        return 0;
    }
    if (counts.min != 1 || counts.max != 1)
        return raise_system_error("old style getargs format uses new features");
    if (object == nullptr) {
        PyErr_Format(PyExc_TypeError, "%.200s%s takes at least one argument", tail.shown_name(),
                     tail.parentheses());
        return 0;
    }
    ItemConverter converter(results, has_clean_sizes);
    if (const Complaint complaint = converter.convert(object, format)) {
        converter.raise(complaint, 0, tail.function, tail.message);
        return 0;
    }
    converter.commit();
    return 1;
}

// --- with keywords

// One call of PyArg_ParseTupleAndKeywords: walks over names and format side by side.
class KeywordParser {
  public:
    KeywordParser(PyObject *args, PyObject *kwargs, const char *format, const char *const *keywords,
                  va_list results, bool has_clean_sizes)
        : args_(args), kwargs_(kwargs), format_(format), keywords_(keywords), tail_(format),
          converter_(results, has_clean_sizes), positional_count_(PyTuple_GET_SIZE(args)),
          keyword_count_(kwargs == nullptr ? 0 : PyDict_GET_SIZE(kwargs)), unused_keywords_(keyword_count_) {}

    int parse() {
        if (!count_keywords()) return 0;
        if (positional_count_ + keyword_count_ > total_) return raise_too_many();
        for (index_ = 0; index_ < total_; index_++) {
            if (!take_marks()) return 0;
            if (is_short_ && stops_) break;
            const Outcome outcome = parse_one();
            if (outcome == Outcome::Failed) return 0;
            if (outcome == Outcome::Finished) return succeed();
        }
        if (is_short_) return raise_too_few_positional();
        if (!is_end(*format_) && *format_ != '|' && *format_ != '$') {
            PyErr_Format(PyExc_SystemError,
                         "more argument specifiers than keyword list entries (remaining format:'%s')",
                         format_);
            return 0;
        }
        if (unused_keywords_ > 0 && !check_unused_keywords()) return 0;
        return succeed();
    }

  private:
    enum class Outcome { Continue, Finished, Failed };

    int succeed() {
        converter_.commit();
        return 1;
    }

    bool count_keywords() {
        while (keywords_[total_] != nullptr && keywords_[total_][0] == '\0') total_++;
        positional_only_ = total_;
        for (; keywords_[total_] != nullptr; total_++) {
            if (keywords_[total_][0] == '\0') return raise_system_error("Empty keyword parameter name") != 0;
        }
        return true;
    }

    // '|' and '$' in front of the next item.
    bool take_marks() {
        if (*format_ == '|') {
            if (min_ != INT_MAX) return raise_system_error("Invalid format string (| specified twice)") != 0;
            if (max_ != INT_MAX) return raise_system_error("Invalid format string ($ before |)") != 0;
            min_ = index_;
            format_++;
        }
        if (*format_ == '$') {
            if (max_ != INT_MAX) return raise_system_error("Invalid format string ($ specified twice)") != 0;
            max_ = index_;
            format_++;
            if (max_ < positional_only_) return raise_system_error("Empty parameter name after $") != 0;
            stops_ = true;
            if (!is_short_ && max_ < positional_count_) return raise_too_many_positional() != 0;
        }
        if (!is_end(*format_)) return true;
        PyErr_Format(PyExc_SystemError, "More keyword list entries (%d) than format specifiers (%d)", total_,
                     index_);
        return false;
    }

    Outcome parse_one() {
        if (is_short_) return skip_one();
        PyObject *argument = nullptr;
        if (!find_argument(argument)) return Outcome::Failed;
        if (argument != nullptr) {
            const Complaint complaint = converter_.convert(argument, format_);
            if (complaint == nullptr) return Outcome::Continue;
            converter_.raise(complaint, index_ + 1, tail_.function, tail_.message);
            return Outcome::Failed;
        }
        if (index_ < min_) {
            if (index_ >= positional_only_) return raise_missing();
            is_short_ = true; // how many are needed is not known yet
        }
        if (unused_keywords_ == 0 && !is_short_) return Outcome::Finished;
        return skip_one();
    }

    Outcome skip_one() {
        const Complaint complaint = converter_.skip(format_);
        if (complaint == nullptr) return Outcome::Continue;
        PyErr_Format(PyExc_SystemError, "%s: '%s'", complaint, format_);
        return Outcome::Failed;
    }

    bool find_argument(PyObject *&argument) {
        if (index_ < positional_count_) {
            argument = PyTuple_GET_ITEM(args_, index_);
        } else if (unused_keywords_ > 0 && index_ >= positional_only_) {
            const Ref name = Ref::steal(PyUnicode_FromString(keywords_[index_]));
            if (!name) return false;
            argument = PyDict_GetItemWithError(kwargs_, name.get());
            if (argument == nullptr && PyErr_Occurred()) return false;
            if (argument != nullptr) unused_keywords_--;
        }
        return true;
    }

    int raise_too_many() {
        PyErr_Format(PyExc_TypeError, "%.200s%s takes at most %d %sargument%s (%zd given)",
                     tail_.shown_name(), tail_.parentheses(), total_,
                     positional_count_ == 0 ? "keyword " : "", plural(total_),
                     positional_count_ + keyword_count_);
        return 0;
    }
    int raise_too_many_positional() {
        PyErr_Format(PyExc_TypeError, "%.200s%s takes %s %d positional argument%s (%zd given)",
                     tail_.shown_name(), tail_.parentheses(), min_ != INT_MAX ? "at most" : "exactly", max_,
                     plural(max_), positional_count_);
        return 0;
    }
    int raise_too_few_positional() {
        const int needed = std::min(positional_only_, min_);
        PyErr_Format(PyExc_TypeError, "%.200s%s takes %s %d positional argument%s (%zd given)",
                     tail_.shown_name(), tail_.parentheses(), needed < index_ ? "at least" : "exactly",
                     needed, plural(needed), positional_count_);
        return 0;
    }
    Outcome raise_missing() {
        PyErr_Format(PyExc_TypeError, "%.200s%s missing required argument '%s' (pos %i)", tail_.shown_name(),
                     tail_.parentheses(), keywords_[index_], index_ + 1);
        return Outcome::Failed;
    }

    bool check_unused_keywords() {
        for (int i = positional_only_; i < positional_count_; i++) {
            if (PyDict_GetItemString(kwargs_, keywords_[i]) == nullptr) continue;
            PyErr_Format(PyExc_TypeError, "argument for %.200s%s given by name ('%s') and position (%d)",
                         tail_.shown_name(), tail_.parentheses(), keywords_[i], i + 1);
            return false;
        }
        PyObject *key;
        Py_ssize_t position = 0;
        while (PyDict_Next(kwargs_, &position, &key, nullptr)) {
            if (!check_keyword(key)) return false;
        }
        return true;
    }

    bool check_keyword(PyObject *key) {
        if (!PyUnicode_Check(key)) {
            PyErr_SetString(PyExc_TypeError, "keywords must be strings");
            return false;
        }
        for (int i = positional_only_; i < total_; i++) {
            if (PyUnicode_CompareWithASCIIString(key, keywords_[i]) == 0) return true;
        }
        PyErr_Format(PyExc_TypeError, "'%U' is an invalid keyword argument for %.200s%s", key,
                     tail_.function == nullptr ? "this function" : tail_.function, tail_.parentheses());
        return false;
    }

    PyObject *args_;
    PyObject *kwargs_;
    const char *format_;
    const char *const *keywords_;
    FormatTail tail_;
    ItemConverter converter_;
    Py_ssize_t positional_count_;
    Py_ssize_t keyword_count_;
    Py_ssize_t unused_keywords_;
    int total_ = 0;
    int positional_only_ = 0;
    int index_ = 0;
    int min_ = INT_MAX;     // items before '|'
    int max_ = INT_MAX;     // items before '$'
    bool is_short_ = false; // a positional-only argument is missing
    bool stops_ = false;    // its error can be worded now
};

int parse_with_keywords(PyObject *args, PyObject *kwargs, const char *format, const char *const *keywords,
                        va_list results, bool has_clean_sizes) {
    const bool are_valid =
        args != nullptr && PyTuple_Check(args) && (kwargs == nullptr || PyDict_Check(kwargs));
    if (!are_valid || format == nullptr || keywords == nullptr) {
        PyErr_BadInternalCall();
        return 0;
    }
    const bool has_names = kwargs != nullptr && PyDict_GET_SIZE(kwargs) > 0;
    if (!has_names &&
        store_plain_arguments(reinterpret_cast<PyTupleObject *>(args)->ob_item, PyTuple_GET_SIZE(args),
                              format, keywords, results, has_clean_sizes))
        return 1;
    return KeywordParser(args, kwargs, format, keywords, results, has_clean_sizes).parse();
}

// --- parsers of generated code

// Arguments of a fast call as tuple and dict.
bool to_tuple_and_dict(PyObject *const *args, Py_ssize_t count, PyObject *names, Ref &tuple, Ref &dict) {
    tuple = Ref::steal(PyTuple_New(count));
    if (!tuple) return false;
    for (Py_ssize_t i = 0; i < count; i++) PyTuple_SET_ITEM(tuple.get(), i, Py_NewRef(args[i]));
    if (names == nullptr) return true;
    dict = Ref::steal(PyDict_New());
    if (!dict) return false;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++) {
        if (PyDict_SetItem(dict.get(), PyTuple_GET_ITEM(names, i), args[count + i]) < 0) return false;
    }
    return true;
}

int parse_stack_with_keywords(PyObject *const *args, Py_ssize_t count, PyObject *names,
                              const _PyArg_Parser *parser, va_list results, bool has_clean_sizes) {
    Ref tuple, dict;
    if (!to_tuple_and_dict(args, count, names, tuple, dict)) return 0;
    return parse_with_keywords(tuple.get(), dict.get(), parser->format, parser->keywords, results,
                               has_clean_sizes);
}

// The arguments in `buffer` by position and name; `parser` has names only.
class KeywordUnpacker {
  public:
    KeywordUnpacker(const _PyArg_Parser *parser, PyObject **buffer) : parser_(parser), buffer_(buffer) {
        while (parser->keywords[total_] != nullptr) {
            if (parser->keywords[total_][0] == '\0') positional_only_ = total_ + 1;
            total_++;
        }
        std::fill_n(buffer, total_, nullptr);
    }

    bool set_positional(PyObject *const *args, Py_ssize_t count, int min, int max, Py_ssize_t keyword_count) {
        if (count + keyword_count > total_) {
            PyErr_Format(PyExc_TypeError, "%.200s%s takes %s %d %sargument%s (%zd given)", name(),
                         parentheses(), min < total_ ? "at most" : "exactly", total_,
                         count == 0 ? "keyword " : "", plural(total_), count + keyword_count);
            return false;
        }
        if (count > max || count < std::min(min, positional_only_)) {
            const bool is_over = count > max;
            const int limit = is_over ? max : std::min(min, positional_only_);
            const bool is_exact = is_over ? min >= max : min >= max && positional_only_ >= max;
            PyErr_Format(PyExc_TypeError, "%.200s%s takes %s %d positional argument%s (%zd given)", name(),
                         parentheses(),
                         is_exact  ? "exactly"
                         : is_over ? "at most"
                                   : "at least",
                         limit, plural(limit), count);
            return false;
        }
        std::copy_n(args, count, buffer_);
        given_ = count;
        return true;
    }

    bool set_keyword(PyObject *key, PyObject *value) {
        for (int i = positional_only_; PyUnicode_Check(key) && i < total_; i++) {
            if (PyUnicode_CompareWithASCIIString(key, parser_->keywords[i]) != 0) continue;
            if (buffer_[i] == nullptr) {
                buffer_[i] = value;
                return true;
            }
            PyErr_Format(PyExc_TypeError, "argument for %.200s%s given by name ('%U') and position (%d)",
                         name(), parentheses(), key, i + 1);
            return false;
        }
        if (PyUnicode_Check(key)) {
            PyErr_Format(PyExc_TypeError, "'%S' is an invalid keyword argument for %.200s%s", key,
                         parser_->fname == nullptr ? "this function" : parser_->fname, parentheses());
        } else {
            PyErr_SetString(PyExc_TypeError, "keywords must be strings");
        }
        return false;
    }

    // The first `min` arguments, and the first `min_keywords` behind `max`, have to be there.
    bool check_required(int min, int max, int min_keywords) {
        for (int i = 0; i < (min_keywords > 0 ? max + min_keywords : min); i++) {
            if (buffer_[i] != nullptr || (i >= min && i < max)) continue;
            PyErr_Format(PyExc_TypeError, "%.200s%s missing required argument '%s' (pos %i)", name(),
                         parentheses(), parser_->keywords[i], i + 1);
            return false;
        }
        return true;
    }

  private:
    [[nodiscard]] const char *name() const { return parser_->fname == nullptr ? "function" : parser_->fname; }
    [[nodiscard]] const char *parentheses() const { return parser_->fname == nullptr ? "" : "()"; }

    const _PyArg_Parser *parser_;
    PyObject **buffer_;
    int total_ = 0;
    int positional_only_ = 0;
    Py_ssize_t given_ = 0;
};

} // namespace

// Both forms of every function: plain, and as PY_SSIZE_T_CLEAN renames it.
#define ADDER_CALL_WITH_RESULTS(last, call)                                                                  \
    va_list results;                                                                                         \
    va_start(results, last);                                                                                 \
    const int status = call;                                                                                 \
    va_end(results);                                                                                         \
    return status

extern "C" {

PyAPI_FUNC(int) _PyArg_Parse_SizeT(PyObject *object, const char *format, ...);
PyAPI_FUNC(int) _PyArg_ParseTuple_SizeT(PyObject *args, const char *format, ...);
PyAPI_FUNC(int) _PyArg_ParseTupleAndKeywords_SizeT(PyObject *args, PyObject *kwargs, const char *format,
                                                   char **keywords, ...);
PyAPI_FUNC(int) _PyArg_VaParse_SizeT(PyObject *args, const char *format, va_list results);
PyAPI_FUNC(int) _PyArg_VaParseTupleAndKeywords_SizeT(PyObject *args, PyObject *kwargs, const char *format,
                                                     char **keywords, va_list results);
PyAPI_FUNC(int) _PyArg_ParseStack_SizeT(PyObject *const *args, Py_ssize_t nargs, const char *format, ...);
PyAPI_FUNC(int) _PyArg_ParseStackAndKeywords_SizeT(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
                                                   struct _PyArg_Parser *parser, ...);
PyAPI_FUNC(int) _PyArg_ParseTupleAndKeywordsFast_SizeT(PyObject *args, PyObject *kwargs,
                                                       struct _PyArg_Parser *parser, ...);

int PyArg_Parse(PyObject *object, const char *format, ...) {
    ADDER_CALL_WITH_RESULTS(format, parse_object(object, format, results, false));
}
int _PyArg_Parse_SizeT(PyObject *object, const char *format, ...) {
    ADDER_CALL_WITH_RESULTS(format, parse_object(object, format, results, true));
}
int PyArg_ParseTuple(PyObject *args, const char *format, ...) {
    ADDER_CALL_WITH_RESULTS(format, parse_tuple(args, format, results, false));
}
int _PyArg_ParseTuple_SizeT(PyObject *args, const char *format, ...) {
    ADDER_CALL_WITH_RESULTS(format, parse_tuple(args, format, results, true));
}
int PyArg_ParseTupleAndKeywords(PyObject *args, PyObject *kwargs, const char *format, char **keywords, ...) {
    ADDER_CALL_WITH_RESULTS(keywords, parse_with_keywords(args, kwargs, format, keywords, results, false));
}
int _PyArg_ParseTupleAndKeywords_SizeT(PyObject *args, PyObject *kwargs, const char *format, char **keywords,
                                       ...) {
    ADDER_CALL_WITH_RESULTS(keywords, parse_with_keywords(args, kwargs, format, keywords, results, true));
}
int PyArg_VaParse(PyObject *args, const char *format, va_list results) {
    return parse_tuple(args, format, results, false);
}
int _PyArg_VaParse_SizeT(PyObject *args, const char *format, va_list results) {
    return parse_tuple(args, format, results, true);
}
int PyArg_VaParseTupleAndKeywords(PyObject *args, PyObject *kwargs, const char *format, char **keywords,
                                  va_list results) {
    return parse_with_keywords(args, kwargs, format, keywords, results, false);
}
int _PyArg_VaParseTupleAndKeywords_SizeT(PyObject *args, PyObject *kwargs, const char *format,
                                         char **keywords, va_list results) {
    return parse_with_keywords(args, kwargs, format, keywords, results, true);
}

int _PyArg_ParseStack(PyObject *const *args, Py_ssize_t nargs, const char *format, ...) {
    ADDER_CALL_WITH_RESULTS(format, parse_positional(args, nargs, format, results, false));
}
int _PyArg_ParseStack_SizeT(PyObject *const *args, Py_ssize_t nargs, const char *format, ...) {
    ADDER_CALL_WITH_RESULTS(format, parse_positional(args, nargs, format, results, true));
}
int _PyArg_ParseStackAndKeywords(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
                                 struct _PyArg_Parser *parser, ...) {
    ADDER_CALL_WITH_RESULTS(parser, parse_stack_with_keywords(args, nargs, kwnames, parser, results, false));
}
int _PyArg_ParseStackAndKeywords_SizeT(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
                                       struct _PyArg_Parser *parser, ...) {
    ADDER_CALL_WITH_RESULTS(parser, parse_stack_with_keywords(args, nargs, kwnames, parser, results, true));
}
int _PyArg_ParseTupleAndKeywordsFast(PyObject *args, PyObject *kwargs, struct _PyArg_Parser *parser, ...) {
    ADDER_CALL_WITH_RESULTS(
        parser, parse_with_keywords(args, kwargs, parser->format, parser->keywords, results, false));
}
int _PyArg_ParseTupleAndKeywordsFast_SizeT(PyObject *args, PyObject *kwargs, struct _PyArg_Parser *parser,
                                           ...) {
    ADDER_CALL_WITH_RESULTS(
        parser, parse_with_keywords(args, kwargs, parser->format, parser->keywords, results, true));
}

PyObject *const *_PyArg_UnpackKeywords(PyObject *const *args, Py_ssize_t nargs, PyObject *kwargs,
                                       PyObject *kwnames, struct _PyArg_Parser *parser, int minpos,
                                       int maxpos, int minkw, PyObject **buffer) {
    const Py_ssize_t keyword_count = kwnames != nullptr  ? PyTuple_GET_SIZE(kwnames)
                                     : kwargs != nullptr ? PyDict_GET_SIZE(kwargs)
                                                         : 0;
    if (args == nullptr) nargs = 0;
    KeywordUnpacker unpacker(parser, buffer);
    if (!unpacker.set_positional(args, nargs, minpos, maxpos, keyword_count)) return nullptr;
    for (Py_ssize_t i = 0; kwnames != nullptr && i < keyword_count; i++) {
        if (!unpacker.set_keyword(PyTuple_GET_ITEM(kwnames, i), args[nargs + i])) return nullptr;
    }
    PyObject *key, *value;
    Py_ssize_t position = 0;
    while (kwnames == nullptr && kwargs != nullptr && PyDict_Next(kwargs, &position, &key, &value)) {
        if (!unpacker.set_keyword(key, value)) return nullptr;
    }
    return unpacker.check_required(minpos, maxpos, minkw) ? buffer : nullptr;
}

} // extern "C"

} // namespace adder::capi
