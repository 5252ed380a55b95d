// SPDX-License-Identifier: MIT
//
// The text of a traceback: an entry for each frame with its source line and marks under the expression that
// ran.
//
// The marks follow CPython 3.11: none when they would cover the whole line; "~~~^~~~" with the operator
// marked apart when the expression is a binary operation or a subscription. Entries that repeat more than
// three times are counted.
#include "objects/codec.hpp"
#include "objects/traceback.hpp"

#include "base/file.hpp"
#include "base/source.hpp"
#include "objects/error.hpp"
#include "objects/function.hpp"
#include "objects/names.hpp"

namespace adder::objects {

namespace {

constexpr int shown_repetitions = 3;
constexpr int source_indent = 4;
constexpr Py_ssize_t default_limit = 1000;

AnchorFinder anchor_finder = nullptr;

bool is_blank(Py_UCS4 character) {
    return character == ' ' || character == '\t' || character == '\f';
}

// Lines of source files; keeps the last file, as neighbouring entries are often in the same one.
class SourceLines {
  public:
    // The line without its ending, or nothing when the file or the line is not there.
    std::optional<std::string> line(PyObject *filename, int number) {
        const char *path = PyUnicode_AsUTF8(filename);
        if (path == nullptr) {
            PyErr_Clear();
            return {};
        }
        if (path != path_) read(path);
        if (!source_ || number < 1 || number > source_->line_count()) return {};
        return std::string(source_->line(number));
    }

  private:
    void read(const char *path) {
        path_ = path;
        source_.reset();
        const std::optional<std::string> bytes = base::read_regular_file(path);
        if (bytes) source_ = base::Source::from_file_bytes(path, *bytes, decode_source);
    }

    std::string path_;
    std::optional<base::Source> source_;
};

int write_spaces(TextWriter &writer, int count) {
    return writer.fill(' ', count);
}

// Character offset of a byte offset in UTF-8 text.
int to_characters(std::string_view text, int byte_offset) {
    int count = 0;
    for (int i = 0; i < byte_offset && i < static_cast<int>(text.size()); i++)
        if ((text[static_cast<size_t>(i)] & 0xc0) != 0x80) count++;
    return count;
}

size_t to_bytes(std::string_view text, int character_offset) {
    size_t i = 0;
    for (int seen = -1; i < text.size(); i++)
        if ((text[i] & 0xc0) != 0x80 && ++seen == character_offset) return i;
    return i;
}

// The part of a line to be marked, in characters; the operator in it, if there is one, is [operator_begin,
// operator_end).
struct Marks {
    int begin;
    int end;
    int operator_begin = -1;
    int operator_end = -1;

    [[nodiscard]] bool has_operator() const { return operator_begin >= 0; }
    [[nodiscard]] char at(int column) const {
        if (column < begin) return ' ';
        if (!has_operator()) return '^';
        return column >= operator_begin && column < operator_end ? '^' : '~';
    }
};

void find_operator(Marks &marks, std::string_view line) {
    if (anchor_finder == nullptr) return;
    size_t begin = to_bytes(line, marks.begin);
    std::string_view expression = line.substr(begin, to_bytes(line, marks.end) - begin);
    std::optional<Anchors> anchors = anchor_finder(expression);
    if (!anchors) return;
    marks.operator_begin = marks.begin + to_characters(expression, anchors->begin);
    marks.operator_end = marks.begin + to_characters(expression, anchors->end);
}

std::optional<Marks> marks_of(PyCodeObject *code, int byte_offset, std::string_view line, int indentation) {
    bytecode::PositionRun position = position_of(code, byte_offset / 2);
    if (position.line < 0 || position.end_line < 0 || position.column < 0 || position.end_column < 0)
        return {};
    Marks marks{to_characters(line, position.column), to_characters(line, position.end_column)};
    if (position.line == position.end_line) {
        find_operator(marks, line);
    } else {
        // As in CPython, blanks are looked for at the number of characters, though the line is in bytes.
        marks.end = to_characters(line, static_cast<int>(line.size()));
        while (marks.end > 0 &&
               is_blank(static_cast<unsigned char>(line[static_cast<size_t>(marks.end) - 1])))
            marks.end--;
    }
    int line_length = to_characters(line, static_cast<int>(line.size())) - indentation;
    if (marks.end - marks.begin == line_length && !marks.has_operator()) return {};
    return marks;
}

int write_marks(TextWriter &writer, const Marks &marks, const Margin &margin, int indentation) {
    TRY(write_margin(writer, margin));
    TRY(write_spaces(writer, source_indent));
    for (int column = indentation; column < marks.end; column++)
        TRY(writer.write(static_cast<Py_UCS4>(marks.at(column))));
    return writer.write(Py_UCS4{'\n'});
}

int write_source(TextWriter &writer, SourceLines &lines, PyCodeObject *code, int byte_offset, int number,
                 const Margin &margin) {
    std::optional<std::string> line = lines.line(code->filename, number);
    if (!line) return 0;
    size_t indentation = line->find_first_not_of(" \t\f");
    if (indentation == std::string::npos) indentation = line->size();
    TRY(write_margin(writer, margin));
    TRY(write_spaces(writer, source_indent));
    TRY(write_text(writer, line->c_str() + indentation));
    TRY(writer.write(Py_UCS4{'\n'}));
    std::optional<Marks> marks = marks_of(code, byte_offset, *line, static_cast<int>(indentation));
    return marks ? write_marks(writer, *marks, margin, static_cast<int>(indentation)) : 0;
}

int write_entry(TextWriter &writer, SourceLines &lines, PyTracebackObject *entry, PyCodeObject *code,
                const Margin &margin) {
    int number = line_of(entry);
    Ref text =
        TRY_REF(PyUnicode_FromFormat("  File \"%U\", line %d, in %U\n", code->filename, number, code->name));
    TRY(write_margin(writer, margin));
    TRY(writer.write(text.get()));
    return write_source(writer, lines, code, entry->tb_lasti, number, margin);
}

int write_repetitions(TextWriter &writer, long count, const Margin &margin) {
    if (count <= shown_repetitions) return 0;
    count -= shown_repetitions;
    Ref text = TRY_REF(
        PyUnicode_FromFormat("  [Previous line repeated %ld more time%s]\n", count, count > 1 ? "s" : ""));
    TRY(write_margin(writer, margin));
    return writer.write(text.get());
}

// sys.tracebacklimit, or the default.
Py_ssize_t entry_limit() {
    PyObject *limit = PySys_GetObject("tracebacklimit");
    if (limit == nullptr || !PyLong_Check(limit)) return default_limit;
    int overflow;
    long value = PyLong_AsLongAndOverflow(limit, &overflow);
    if (overflow > 0) return PY_SSIZE_T_MAX;
    return overflow < 0 ? 0 : value;
}

PyTracebackObject *skip_outer_entries(PyTracebackObject *traceback, Py_ssize_t limit) {
    Py_ssize_t depth = 0;
    for (PyTracebackObject *entry = traceback; entry != nullptr; entry = entry->tb_next) depth++;
    for (; traceback != nullptr && depth > limit; depth--) traceback = traceback->tb_next;
    return traceback;
}

int write_entries(TextWriter &writer, PyTracebackObject *traceback, const Margin &margin) {
    SourceLines lines;
    PyObject *last_file = nullptr;
    PyObject *last_name = nullptr;
    int last_line = -1;
    long repetitions = 0;
    for (PyTracebackObject *entry = traceback; entry != nullptr; entry = entry->tb_next) {
        Ref code_object = Ref::steal(reinterpret_cast<PyObject *>(PyFrame_GetCode(entry->tb_frame)));
        auto *code = code_object.as<PyCodeObject>();
        int line = line_of(entry);
        if (code->filename != last_file || code->name != last_name || line != last_line || last_line == -1) {
            TRY(write_repetitions(writer, repetitions, margin));
            last_file = code->filename;
            last_name = code->name;
            last_line = line;
            repetitions = 0;
        }
        if (++repetitions <= shown_repetitions) TRY(write_entry(writer, lines, entry, code, margin));
    }
    return write_repetitions(writer, repetitions, margin);
}

} // namespace

void set_anchor_finder(AnchorFinder finder) {
    anchor_finder = finder;
}

int write_margin(TextWriter &writer, const Margin &margin) {
    TRY(write_spaces(writer, margin.indent));
    return write_text(writer, margin.text);
}

int write_text(TextWriter &writer, const char *utf8) {
    if (*utf8 == '\0') return 0;
    Ref text =
        TRY_REF(PyUnicode_DecodeUTF8(utf8, static_cast<Py_ssize_t>(std::strlen(utf8)), "surrogatepass"));
    return writer.write(text.get());
}

int write_traceback(TextWriter &writer, PyObject *traceback, const Margin &margin, const char *header_margin,
                    const char *header) {
    Py_ssize_t limit = entry_limit();
    if (limit <= 0) return 0;
    TRY(write_margin(writer, Margin{margin.indent, header_margin}));
    TRY(write_text(writer, header));
    return write_entries(writer, skip_outer_entries(as_traceback(traceback), limit), margin);
}

} // namespace adder::objects
