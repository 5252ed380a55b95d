// SPDX-License-Identifier: MIT
//
// An exception as text, as the interpreter prints it when nobody catches it: the chain of causes and contexts
// first, then the traceback, the place of a SyntaxError, class and message, a suggestion, notes; groups in
// boxes.
#include "objects/traceback.hpp"

#include "base/concat.hpp"
#include "objects/error.hpp"
#include "objects/exception.hpp"
#include "objects/names.hpp"
#include "objects/runtime_state.hpp"

#include <string>
#include <unordered_set>

namespace adder::objects {

namespace {

constexpr int max_group_width = 15;
constexpr int max_group_depth = 10;

const char *const cause_message = "The above exception was the direct cause of the following exception:\n";
const char *const context_message = "During handling of the above exception, another exception occurred:\n";

// What a SyntaxError says about its place.
struct Place {
    Ref message;
    Ref filename;
    Ref text; // empty: none
    Py_ssize_t line = 0;
    Py_ssize_t offset = -1;
    Py_ssize_t end_line = 0;
    Py_ssize_t end_offset = -1;
    bool marks_range = true; // classes derived from SyntaxError get one mark
};

// The fallback of a number that must be there.
constexpr Py_ssize_t no_number = PY_SSIZE_T_MIN;

// The attribute as a number; `fallback` for None. False when it is neither.
bool read_number(PyObject *exception, PyObject *attribute, Py_ssize_t fallback, Py_ssize_t &number) {
    Ref value = Ref::steal(PyObject_GetAttr(exception, attribute));
    if (!value) return false;
    number = value.get() == Py_None ? fallback : PyLong_AsSsize_t(value.get());
    return number != no_number && (number != -1 || !is_error_pending());
}

// False, without an error, when the exception lacks something that a SyntaxError has.
bool read_place(PyObject *exception, Place &place) {
    place.message = Ref::steal(PyObject_GetAttr(exception, name::msg));
    place.filename = Ref::steal(PyObject_GetAttr(exception, name::filename));
    place.text = Ref::steal(PyObject_GetAttr(exception, name::text_));
    bool is_good = place.message && place.filename && place.text &&
                   read_number(exception, name::lineno, no_number, place.line) &&
                   read_number(exception, name::offset, -1, place.offset) &&
                   read_number(exception, name::end_lineno, place.line, place.end_line) &&
                   read_number(exception, name::end_offset, -1, place.end_offset);
    if (!is_good) {
        PyErr_Clear();
        return false;
    }
    place.marks_range = PyExceptionInstance_Class(exception) == PyExc_SyntaxError;
    if (place.filename.get() == Py_None) place.filename = Ref::steal(PyUnicode_FromString("<string>"));
    if (place.text.get() == Py_None) place.text = {};
    return true;
}

class ExceptionPrinter {
  public:
    [[nodiscard]] int print(PyObject *exception);
    [[nodiscard]] PyObject *finish() { return writer_.finish(); }

  private:
    [[nodiscard]] Margin margin() const { return {2 * group_depth_, group_depth_ > 0 ? "| " : ""}; }
    [[nodiscard]] int write(const char *text) { return write_text(writer_, text); }
    [[nodiscard]] int write_line(const char *text);
    [[nodiscard]] int print_chained(PyObject *exception, const char *message);
    [[nodiscard]] int print_cause_and_context(PyObject *exception);
    [[nodiscard]] int print_one(PyObject *exception);
    [[nodiscard]] int print_traceback(PyObject *exception);
    [[nodiscard]] int print_place(const Place &place);
    [[nodiscard]] int print_marked_text(const Place &place);
    [[nodiscard]] int print_class(PyObject *exception);
    [[nodiscard]] int print_message(PyObject *message);
    [[nodiscard]] int print_suggestion(PyObject *exception);
    [[nodiscard]] int print_notes(PyObject *notes);
    [[nodiscard]] int print_note(PyObject *note);
    [[nodiscard]] int print_group(PyObject *group);
    [[nodiscard]] int print_group_member(PyObject *members, Py_ssize_t index);

    TextWriter writer_;
    std::unordered_set<PyObject *> seen_;
    int group_depth_ = 0;
    bool needs_close_ = false;
};

bool is_group(PyObject *exception) {
    return PyObject_TypeCheck(exception, reinterpret_cast<PyTypeObject *>(PyExc_BaseExceptionGroup));
}

int ExceptionPrinter::write_line(const char *text) {
    TRY(write_margin(writer_, margin()));
    return write(text);
}

int ExceptionPrinter::print(PyObject *exception) {
    TRY(enter_recursion(" in print_exception_recursive"));
    int status = print_cause_and_context(exception);
    if (status == 0) status = is_group(exception) ? print_group(exception) : print_one(exception);
    leave_recursion();
    return status;
}

int ExceptionPrinter::print_chained(PyObject *exception, const char *message) {
    if (seen_.contains(exception)) return 0;
    bool needs_close = needs_close_;
    TRY(print(exception));
    needs_close_ = needs_close;
    TRY(write_line("\n"));
    TRY(write_line(message));
    return write_line("\n");
}

int ExceptionPrinter::print_cause_and_context(PyObject *exception) {
    seen_.insert(exception);
    auto *fields = as_exception(exception);
    if (fields->cause != nullptr) return print_chained(fields->cause, cause_message);
    if (fields->suppress_context || fields->context == nullptr) return 0;
    return print_chained(fields->context, context_message);
}

int ExceptionPrinter::print_one(PyObject *exception) {
    TRY(print_traceback(exception));
    PyObject *found;
    TRY(_PyObject_LookupAttr(exception, name::dunder_notes, &found));
    Ref notes = Ref::steal(found);
    TRY(_PyObject_LookupAttr(exception, name::print_file_and_line, &found));
    bool has_place_attribute = found != nullptr;
    Py_XDECREF(found);
    Place place;
    bool has_place = has_place_attribute && read_place(exception, place);
    if (has_place) TRY(print_place(place));
    TRY(write_margin(writer_, margin()));
    TRY(print_class(exception));
    TRY(print_message(has_place ? place.message.get() : exception));
    TRY(print_suggestion(exception));
    TRY(write("\n"));
    return notes ? print_notes(notes.get()) : 0;
}

int ExceptionPrinter::print_traceback(PyObject *exception) {
    PyObject *traceback = as_exception(exception)->traceback;
    if (traceback == nullptr) return 0;
    bool opens_group = is_group(exception) && group_depth_ == 1;
    const char *header = is_group(exception) ? "Exception Group Traceback (most recent call last):\n"
                                             : "Traceback (most recent call last):\n";
    return write_traceback(writer_, traceback, margin(), opens_group ? "+ " : margin().text, header);
}

int ExceptionPrinter::print_place(const Place &place) {
    Ref line = TRY_REF(PyUnicode_FromFormat("  File \"%S\", line %zd\n", place.filename.get(), place.line));
    TRY(write_margin(writer_, margin()));
    TRY(writer_.write(line.get()));
    return place.text ? print_marked_text(place) : 0;
}

// The line with marks below. Offsets count as CPython counts them here: bytes where the text has none but
// ASCII.
int ExceptionPrinter::print_marked_text(const Place &place) {
    Py_ssize_t size;
    const char *text = PyUnicode_AsUTF8AndSize(place.text.get(), &size);
    if (text == nullptr) {
        PyErr_Clear();
        return 0;
    }
    Py_ssize_t end_offset = place.end_line > place.line ? size : std::min(place.end_offset, size + 1);
    bool has_range = place.marks_range && end_offset > 0 && end_offset > place.offset;
    Py_ssize_t mark_count = has_range ? end_offset - place.offset : 1;
    Py_ssize_t offset = place.offset - 1;
    for (; *text == ' ' || *text == '\t' || *text == '\f'; text++) offset--;
    auto length = static_cast<Py_ssize_t>(std::strlen(text));
    if (length > 0 && text[length - 1] == '\n') length--;
    offset = std::min(offset, length);
    for (const char *newline; (newline = std::strchr(text, '\n')) != nullptr && newline - text < offset;) {
        Py_ssize_t skipped = newline - text + 1;
        text += skipped;
        length -= skipped;
        offset -= skipped;
    }
    TRY(write_line("    "));
    TRY(write(text));
    if (text[length] != '\n') TRY(write("\n"));
    if (offset < 0) return 0;
    TRY(write_line("    "));
    TRY(writer_.fill(' ', offset));
    TRY(writer_.fill('^', mark_count));
    return write("\n");
}

int ExceptionPrinter::print_class(PyObject *exception) {
    PyTypeObject *type = Py_TYPE(exception);
    Ref module = Ref::steal(PyObject_GetAttr(reinterpret_cast<PyObject *>(type), name::dunder_module));
    if (!module || !PyUnicode_Check(module.get())) {
        PyErr_Clear();
        TRY(write("<unknown>."));
    } else if (PyUnicode_CompareWithASCIIString(module.get(), "builtins") != 0 &&
               PyUnicode_CompareWithASCIIString(module.get(), "__main__") != 0) {
        TRY(writer_.write(module.get()));
        TRY(write("."));
    }
    Ref class_name = Ref::steal(PyType_GetQualName(type));
    if (class_name && PyUnicode_Check(class_name.get())) return writer_.write(class_name.get());
    PyErr_Clear();
    return write("<unknown>");
}

int ExceptionPrinter::print_message(PyObject *message) {
    if (message == Py_None) return 0;
    Ref text = Ref::steal(PyObject_Str(message));
    if (!text) {
        PyErr_Clear();
        return write(": <exception str() failed>");
    }
    if (PyUnicode_GET_LENGTH(text.get()) == 0) return 0;
    TRY(write(": "));
    return writer_.write(text.get());
}

int ExceptionPrinter::print_suggestion(PyObject *exception) {
    Ref suggestion = suggestion_for(exception);
    if (!suggestion) {
        PyErr_Clear();
        return 0;
    }
    TRY(write(". Did you mean: '"));
    TRY(writer_.write(suggestion.get()));
    return write("'?");
}

int ExceptionPrinter::print_notes(PyObject *notes) {
    if (!PySequence_Check(notes)) {
        TRY(write_margin(writer_, margin()));
        Ref text = Ref::steal(PyObject_Repr(notes));
        if (!text) PyErr_Clear();
        return text ? writer_.write(text.get()) : write("<__notes__ repr() failed>");
    }
    Py_ssize_t count = TRY(PySequence_Size(notes));
    for (Py_ssize_t i = 0; i < count; i++) {
        Ref note = TRY_REF(PySequence_GetItem(notes, i));
        TRY(print_note(note.get()));
        TRY(write("\n"));
    }
    return 0;
}

int ExceptionPrinter::print_note(PyObject *note) {
    Ref text = Ref::steal(PyObject_Str(note));
    if (!text) {
        PyErr_Clear();
        return write("<note str() failed>");
    }
    Ref lines = TRY_REF(PyUnicode_Splitlines(text.get(), 1));
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(lines.get()); i++) {
        TRY(write_margin(writer_, margin()));
        TRY(writer_.write(PyList_GET_ITEM(lines.get(), i)));
    }
    return 0;
}

int ExceptionPrinter::print_group(PyObject *group) {
    if (group_depth_ > max_group_depth)
        return write_line(("... (max_group_depth is " + std::to_string(max_group_depth) + ")\n").c_str());
    if (group_depth_ == 0) group_depth_ = 1;
    TRY(print_one(group));
    PyObject *members = reinterpret_cast<PyBaseExceptionGroupObject *>(group)->excs;
    Py_ssize_t count = std::min<Py_ssize_t>(PyTuple_GET_SIZE(members), max_group_width + 1);
    needs_close_ = false;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (i == count - 1) needs_close_ = true;
        TRY(print_group_member(members, i));
    }
    if (group_depth_ == 1) group_depth_ = 0;
    return 0;
}

int ExceptionPrinter::print_group_member(PyObject *members, Py_ssize_t index) {
    Py_ssize_t count = PyTuple_GET_SIZE(members);
    bool is_cut = index >= max_group_width;
    bool is_last = is_cut || index == count - 1;
    std::string number = is_cut ? "..." : std::to_string(index + 1);
    std::string title =
        base::concat({index == 0 ? "+-" : "  ", "+---------------- ", number, " ----------------\n"});
    TRY(writer_.fill(' ', 2 * group_depth_));
    TRY(write(title.c_str()));
    group_depth_++;
    if (is_cut) {
        Py_ssize_t left = count - max_group_width;
        TRY(write_line(
            ("and " + std::to_string(left) + " more exception" + (left > 1 ? "s\n" : "\n")).c_str()));
    } else {
        TRY(print(PyTuple_GET_ITEM(members, index)));
    }
    if (is_last && needs_close_) {
        TRY(writer_.fill(' ', 2 * group_depth_));
        TRY(write("+------------------------------------\n"));
        needs_close_ = false;
    }
    group_depth_--;
    return 0;
}

} // namespace

Ref exception_text(PyObject *exception) {
    ExceptionPrinter printer;
    TRY(printer.print(exception));
    return Ref::steal(printer.finish());
}

} // namespace adder::objects
