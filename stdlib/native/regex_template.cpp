// SPDX-License-Identifier: MIT
//
// Replacement templates: \1, \g<name> and escapes, as the reference of sub() has them. A parsed template is a
// tuple of literals and of the numbers of groups, which the pattern keeps.
#include "regex_template.hpp"

#include "regex_source.hpp"

namespace adder::stdlib::regex {
namespace {

// Frames between a warning and the caller of a function of module re.
constexpr int stack_level = 2;

constexpr Py_ssize_t most_templates = 512;

class TemplateParser {
  public:
    TemplateParser(const PatternObject *pattern, PyObject *text)
        : pattern_(pattern), source_(text), parts_(PyList_New(0)) {}

    // The tuple of parts, empty with an exception.
    [[nodiscard]] Owned parse();

  private:
    void parse_escape();
    void parse_named_group();
    void parse_digits(size_t start);
    [[nodiscard]] Py_ssize_t named_group(PyObject *name, size_t start);
    [[nodiscard]] Py_ssize_t numbered_group(PyObject *name, size_t start);
    void add_group(Py_ssize_t group, size_t position);
    void add_character(uint32_t character) { literal_.push_back(character); }
    void flush_literal();
    void add_part(Owned part);

    const PatternObject *pattern_;
    Source source_;
    Owned parts_;
    std::vector<uint32_t> literal_;
};

void TemplateParser::add_part(Owned part) {
    if (!part || PyList_Append(parts_.get(), part.get()) < 0) source_.fail_as_pending();
}

void TemplateParser::flush_literal() {
    if (literal_.empty()) return;
    const auto size = static_cast<Py_ssize_t>(literal_.size());
    Owned text(PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, literal_.data(), size));
    if (text && !source_.is_text()) text = Owned(PyUnicode_AsLatin1String(text.get()));
    add_part(std::move(text));
    literal_.clear();
}

void TemplateParser::add_group(Py_ssize_t group, size_t position) {
    if (group > pattern_->groups) return source_.fail(position, "invalid group reference %zd", group);
    flush_literal();
    add_part(Owned(PyLong_FromSsize_t(group)));
}

Owned TemplateParser::parse() {
    if (!parts_) return {};
    while (!source_.at_end()) {
        if (source_.is_escape()) {
            parse_escape();
        } else {
            add_character(source_.character());
            source_.advance();
        }
    }
    if (!source_.failed()) flush_literal();
    return source_.failed() ? Owned() : Owned(PyList_AsTuple(parts_.get()));
}

void TemplateParser::parse_escape() {
    const size_t start = source_.position();
    const uint32_t character = source_.character();
    source_.advance();
    if (character >= '0' && character <= '9') return parse_digits(start);
    switch (character) {
    case 'g': return parse_named_group();
    case 'a': return add_character('\a');
    case 'b': return add_character('\b');
    case 'f': return add_character('\f');
    case 'n': return add_character('\n');
    case 'r': return add_character('\r');
    case 't': return add_character('\t');
    case 'v': return add_character('\v');
    case '\\': return add_character('\\');
    default: break;
    }
    if ((character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z'))
        return source_.fail(start, "bad escape \\%c", static_cast<int>(character));
    add_character('\\');
    add_character(character);
}

// Three octal digits, or a 0 and up to two more, are a character; one or two digits else are a group.
void TemplateParser::parse_digits(size_t start) {
    const uint32_t *text = source_.text() + start + 1;
    const auto value_of = [&](uint32_t base) {
        uint32_t value = 0;
        for (size_t i = 0; i < source_.position() - start - 1; i++) value = value * base + text[i] - '0';
        return value;
    };
    if (text[0] == '0') {
        source_.skip_while(2, "01234567");
        return add_character(value_of(8) & 0xff);
    }
    const size_t second = source_.position();
    source_.skip_while(1, "0123456789");
    const bool is_octal =
        source_.position() > second && text[0] <= '7' && text[1] <= '7' && source_.is_one_of("01234567");
    if (!is_octal) return add_group(value_of(10), start + 1);
    source_.advance();
    if (value_of(8) > 0377)
        return source_.fail(start, "octal escape value %U outside of range 0-0o377",
                            source_.slice_from(start).get());
    add_character(value_of(8));
}

void TemplateParser::parse_named_group() {
    if (!source_.accept('<')) return source_.fail(source_.position(), "missing <");
    const size_t start = source_.position();
    const Owned name = source_.take_until('>', "group name");
    if (!name) return source_.fail_as_pending();
    const Py_ssize_t group = PyUnicode_IsIdentifier(name.get()) != 0 ? named_group(name.get(), start)
                                                                     : numbered_group(name.get(), start);
    if (!source_.failed()) add_group(group, start);
}

Py_ssize_t TemplateParser::named_group(PyObject *name, size_t start) {
    if (!source_.is_text() && !PyUnicode_IS_ASCII(name))
        source_.warn(PyExc_DeprecationWarning, stack_level, "bad character in group name %A at position %zu",
                     name, start);
    if (source_.failed()) return 0;
    if (PyObject *number = PyDict_GetItemWithError(pattern_->names, name)) return PyLong_AsSsize_t(number);
    PyErr_Format(PyExc_IndexError, "unknown group name %R", name);
    source_.fail_as_pending();
    return 0;
}

Py_ssize_t TemplateParser::numbered_group(PyObject *name, size_t start) {
    const GroupNumber number = parse_group_number(name);
    if (number.value < 0) {
        source_.fail(start, "bad character in group name %R", name);
    } else if (number.value >= static_cast<long>(max_groups)) {
        source_.fail(start, "invalid group reference %S", number.number.get());
    } else if (!number.is_plain) {
        source_.warn(PyExc_DeprecationWarning, stack_level,
                     source_.is_text() ? "bad character in group name %R at position %zu"
                                       : "bad character in group name %A at position %zu",
                     name, start);
    }
    return number.value;
}

} // namespace

Owned template_parts(PatternObject *pattern, PyObject *text) {
    // Others than these may be changed, or compare as they like.
    const bool is_kept = PyUnicode_CheckExact(text) || PyBytes_CheckExact(text);
    if (is_kept && pattern->templates != nullptr) {
        PyObject *parts = PyDict_GetItemWithError(pattern->templates, text);
        if (parts != nullptr || PyErr_Occurred() != nullptr) return Owned::borrow(parts);
    }
    Owned parts = TemplateParser(pattern, text).parse();
    if (!parts || !is_kept) return parts;
    if (pattern->templates == nullptr) pattern->templates = PyDict_New();
    if (pattern->templates == nullptr) return {};
    if (PyDict_GET_SIZE(pattern->templates) >= most_templates) PyDict_Clear(pattern->templates);
    return PyDict_SetItem(pattern->templates, text, parts.get()) < 0 ? Owned() : std::move(parts);
}

PyObject *expand_template(MatchObject *match, PyObject *text) {
    const Owned parts = template_parts(match->pattern, text);
    const Owned empty(parts ? PySequence_GetSlice(match->string, 0, 0) : nullptr);
    const Owned texts(empty ? PyList_New(0) : nullptr);
    if (!texts) return nullptr;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(parts.get()); i++) {
        PyObject *part = PyTuple_GET_ITEM(parts.get(), i);
        Owned item = Owned::borrow(part);
        if (PyLong_Check(part)) item = Owned(match_type.tp_as_mapping->mp_subscript(as_object(match), part));
        if (item.get() == Py_None) item = Owned::borrow(empty.get());
        if (!item || PyList_Append(texts.get(), item.get()) < 0) return nullptr;
    }
    return PyObject_CallMethod(empty.get(), "join", "O", texts.get());
}

} // namespace adder::stdlib::regex
