// SPDX-License-Identifier: MIT
#include "vecext/array_text.hpp"

#include "vecext/number_format.hpp"

namespace adder::vecext {

namespace {

constexpr std::int64_t summary_threshold = 1000, edge_items = 3;
constexpr std::size_t line_width = 75;

// Where one axis is cut: `leading` items, dots if anything is left out, then the rest from `trailing_start`.
struct Cut {
    std::int64_t leading, trailing_start;
    bool has_dots;
};

class ArrayPrinter {
  public:
    ArrayPrinter(const Array *array, std::string separator, std::size_t prefix_width,
                 std::size_t suffix_width)
        : array_(array), separator_(std::move(separator)), bare_separator_(separator_),
          is_summary_(array->size > summary_threshold), width_(line_width - suffix_width),
          format_(array->dtype, printed_elements(), array->ndim > 0), indent_(prefix_width + 1, ' ') {
        bare_separator_.erase(bare_separator_.find_last_not_of(' ') + 1);
    }

    std::string text() const {
        if (array_->size == 0) return "[]";
        return print(0, array_->data, indent_, width_);
    }

  private:
    Cut cut(int axis) const {
        const std::int64_t length = array_->shape[axis];
        if (is_summary_ && length > 2 * edge_items) return {edge_items, length - edge_items, true};
        return {length, length, false};
    }

    std::vector<const char *> printed_elements() const {
        std::vector<const char *> elements;
        if (array_->size > 0) collect(0, array_->data, elements);
        return elements;
    }
    void collect(int axis, const char *at, std::vector<const char *> &elements) const {
        if (axis == array_->ndim) return elements.push_back(at);
        const Cut ends = cut(axis);
        for (std::int64_t i = 0; i < array_->shape[axis]; ++i) {
            if (i == ends.leading) i = ends.trailing_start;
            if (i < array_->shape[axis]) collect(axis + 1, at + i * array_->strides[axis], elements);
        }
    }

    // Adds a word to the line, or starts a new line with it when it would become too long.
    static void add_word(std::string &done, std::string &line, const std::string &word, std::size_t width,
                         const std::string &indent) {
        if (line.size() + word.size() > width && line.size() > indent.size()) {
            line.erase(line.find_last_not_of(' ') + 1);
            done += line + "\n";
            line = indent;
        }
        line += word;
    }

    std::string print(int axis, const char *at, const std::string &indent, std::size_t width) const {
        if (axis == array_->ndim) return format_.text(at);
        std::string body = axis + 1 == array_->ndim ? print_row(axis, at, indent, width)
                                                    : print_rows(axis, at, indent, width);
        return "[" + body.substr(indent.size()) + "]";
    }

    std::string print_row(int axis, const char *at, const std::string &indent, std::size_t width) const {
        const std::size_t usable = width - std::max(bare_separator_.size(), std::size_t(1));
        const Cut ends = cut(axis);
        std::string done, line = indent;
        for (std::int64_t i = 0; i < array_->shape[axis]; ++i) {
            if (i > 0) line += separator_;
            if (i == ends.leading && ends.has_dots) {
                add_word(done, line, "...", usable, indent);
                line += separator_;
                i = ends.trailing_start;
            }
            add_word(done, line, format_.text(at + i * array_->strides[axis]), usable, indent);
        }
        return done + line;
    }

    std::string print_rows(int axis, const char *at, const std::string &indent, std::size_t width) const {
        const std::string line_end =
            bare_separator_ + std::string(static_cast<std::size_t>(array_->ndim - axis - 1), '\n');
        const Cut ends = cut(axis);
        std::string done;
        for (std::int64_t i = 0; i < array_->shape[axis]; ++i) {
            if (i > 0) done += line_end;
            if (i == ends.leading && ends.has_dots) {
                done.append(indent).append("...").append(line_end);
                i = ends.trailing_start;
            }
            done.append(indent);
            done += print(axis + 1, at + i * array_->strides[axis], indent + " ", width - 1);
        }
        return done;
    }

    const Array *array_;
    std::string separator_, bare_separator_;
    bool is_summary_;
    std::size_t width_;
    NumberFormat format_;
    std::string indent_;
};

PyObject *to_str(const std::string &text) {
    return PyUnicode_FromStringAndSize(text.data(), static_cast<Py_ssize_t>(text.size()));
}

// "shape=(0, 3)" for an empty array whose shape its brackets do not show.
std::string python_shape(const Array *array) {
    std::string text = "shape=(";
    for (int axis = 0; axis < array->ndim; ++axis) {
        text += (axis > 0 ? ", " : "") + std::to_string(array->shape[axis]);
    }
    return text + (array->ndim == 1 ? ",)" : ")");
}

bool needs_dtype(const Array *array) {
    return array->size == 0 || array->dtype == DType::Float32;
}

} // namespace

PyObject *array_repr(PyObject *self) {
    const Array *array = as_array(self);
    const std::string prefix = "array(";
    std::string text = prefix + ArrayPrinter(array, ", ", prefix.size(), 1).text();
    if (array->size == 0 && (array->ndim != 1 || array->shape[0] != 0)) text += ", " + python_shape(array);
    if (!needs_dtype(array)) return to_str(text + ")");
    text += ",";
    const std::string dtype = std::string("dtype=") + info(array->dtype).name + ")";
    const std::size_t last_line = text.size() - (text.rfind('\n') + 1);
    const bool fits = last_line + dtype.size() + 1 <= line_width;
    return to_str(text + (fits ? " " : "\n" + std::string(prefix.size(), ' ')) + dtype);
}

PyObject *array_str(PyObject *self) {
    const Array *array = as_array(self);
    if (array->ndim > 0) return to_str(ArrayPrinter(array, " ", 0, 0).text());
    Ref number = from_element(array->dtype, array->data);
    return number ? PyObject_Str(number.get()) : nullptr;
}

} // namespace adder::vecext
