// SPDX-License-Identifier: MIT
//
// The layout of structures and unions as GCC makes it: offsets, alignment, `_pack_`, bit fields, anonymous
// fields, and the buffer format. Also libffi's description of the result, for calls by value.
//
// Fields are laid out one by one by a Layout, which starts where the base class ends. Bit fields go on in the
// storage unit of the one before as long as they fit there.
#include "ctypes.hpp"

#include <algorithm>
#include <cstring>

namespace adder::stdlib::ctypes {
namespace {

struct Layout {
    PyObject *type; // the class
    Descriptor *descriptor;
    bool is_union;
    bool is_big_endian = false;
    Py_ssize_t pack = 0; // 0: natural alignment
    Py_ssize_t offset = 0, size = 0, alignment = 1, union_size = 0;
    Py_ssize_t unit_bits = 0;  // of the storage unit that bit fields are in, 0: none
    Py_ssize_t bit_offset = 0; // the next free bit in it
};

// --- one field

enum class BitPlace { New, Continued, Expanded };

BitPlace place_bits(const Layout &layout, Py_ssize_t type_bits, Py_ssize_t bits) {
    if (layout.unit_bits == 0) return BitPlace::New;
    if (type_bits <= layout.unit_bits && layout.bit_offset + bits <= layout.unit_bits)
        return BitPlace::Continued;
    if (type_bits >= layout.unit_bits && layout.bit_offset + bits <= type_bits) return BitPlace::Expanded;
    return BitPlace::New;
}

// Gives the field room of its own at the next aligned place.
void place_in_memory(Layout &layout, FieldObject *field, const Descriptor *type) {
    Py_ssize_t alignment = type->alignment;
    if (layout.pack != 0) alignment = std::min(alignment, layout.pack);
    // A structure without fields has no alignment.
    const Py_ssize_t gap = alignment == 0 ? 0 : (alignment - layout.offset % alignment) % alignment;
    layout.size += gap + type->size;
    field->offset = layout.offset + gap;
    layout.offset = field->offset + type->size;
    layout.alignment = std::max(layout.alignment, alignment);
}

void place_bit_field(Layout &layout, FieldObject *field, const Descriptor *type, Py_ssize_t bits) {
    const BitPlace place = place_bits(layout, type->size * 8, bits);
    if (place == BitPlace::New) {
        layout.unit_bits = type->size * 8;
        layout.bit_offset = 0;
        place_in_memory(layout, field, type);
    } else {
        if (place == BitPlace::Expanded) {
            const Py_ssize_t more = type->size - layout.unit_bits / 8;
            layout.offset += more;
            layout.size += more;
            layout.unit_bits = type->size * 8;
        }
        field->offset = layout.offset - type->size;
    }
    const Py_ssize_t low =
        layout.is_big_endian ? layout.unit_bits - layout.bit_offset - bits : layout.bit_offset;
    field->low_bit = static_cast<int>(low);
    field->bit_count = static_cast<int>(bits);
    layout.bit_offset += bits;
}

bool check_bits(PyObject *type, const Descriptor *descriptor, Py_ssize_t bits) {
    const char letter = descriptor->code != nullptr ? descriptor->code->letter : '\0';
    if (letter == '\0' || strchr("bBhHiIlLqQ?", letter) == nullptr) {
        PyErr_Format(PyExc_TypeError, "bit fields not allowed for type %s", as_type(type)->tp_name);
        return false;
    }
    if (bits > 0 && bits <= descriptor->size * 8) return true;
    PyErr_SetString(PyExc_ValueError, "number of bits invalid for bit field");
    return false;
}

// --- the buffer format, in which padding is not shown

void add_to_format(std::string &format, const Descriptor *type, const char *name) {
    std::string shape;
    for (const Py_ssize_t length : type->shape) shape += (shape.empty() ? "" : ",") + std::to_string(length);
    if (!shape.empty()) format += "(" + shape + ")";
    format += type->format + ":" + name + ":";
}

// --- all fields

struct FieldRow {
    PyObject *name, *type;
    int bits = 0;
    bool is_bit_field = false;
};

// Reads a pair or triple; the references are those of `pair`.
bool read_row(PyObject *pair, Py_ssize_t index, FieldRow &row) {
    if (!PyTuple_Check(pair) || !PyArg_ParseTuple(pair, "UO|i", &row.name, &row.type, &row.bits)) {
        PyErr_SetString(PyExc_TypeError, "'_fields_' must be a sequence of (name, C type) pairs");
        return false;
    }
    Descriptor *type = descriptor_of(row.type);
    if (type == nullptr) {
        PyErr_Format(PyExc_TypeError, "second item in _fields_ tuple (index %zd) must be a C type", index);
        return false;
    }
    type->is_final = true;
    row.is_bit_field = PyTuple_GET_SIZE(pair) == 3;
    return !row.is_bit_field || check_bits(row.type, type, row.bits);
}

bool add_field(Layout &layout, PyObject *pair, Py_ssize_t index) {
    FieldRow row;
    if (!read_row(pair, index, row)) return false;
    const Descriptor *type = descriptor_of(row.type);
    Owned field(as_object(make_field(row.type, index)));
    const char *name = PyUnicode_AsUTF8(row.name);
    if (!field || name == nullptr) return false;
    auto *placed = reinterpret_cast<FieldObject *>(field.get());
    placed->size = type->size;

    // All members of a union begin at its first bit.
    if (layout.is_union) layout.size = layout.offset = layout.unit_bits = 0;
    const Py_ssize_t end = layout.size;
    if (row.is_bit_field) {
        place_bit_field(layout, placed, type, row.bits);
    } else {
        layout.unit_bits = layout.bit_offset = 0;
        place_in_memory(layout, placed, type);
    }
    layout.union_size = std::max(layout.union_size, layout.size);
    if (layout.size < end || layout.size < 0) {
        PyErr_SetString(PyExc_OverflowError, "the structure is too large");
        return false;
    }

    Descriptor *descriptor = layout.descriptor;
    descriptor->has_pointer |= type->has_pointer || type->kind == Kind::Pointer;
    descriptor->pieces.push_back({placed->offset, type, row.is_bit_field});
    descriptor->piece_types.push_back(Owned::borrow(row.type));
    if (descriptor->format != "B") add_to_format(descriptor->format, type, name);
    return PyObject_SetAttr(layout.type, row.name, field.get()) == 0;
}

// Reads `_pack_` and `_swappedbytes_`, and starts where the base ends.
bool start_layout(Layout &layout) {
    const Owned pack_name(PyUnicode_InternFromString("_pack_"));
    PyObject *pack;
    if (!pack_name || _PyObject_LookupAttr(layout.type, pack_name.get(), &pack) < 0) return false;
    const Owned owned_pack(pack);
    if (pack != nullptr) {
        layout.pack = PyLong_Check(pack) ? _PyLong_AsInt(pack) : -1;
        if (layout.pack < 0) {
            PyErr_SetString(PyExc_ValueError, "_pack_ must be a non-negative integer");
            return false;
        }
    }
    layout.is_big_endian = PyObject_HasAttrString(layout.type, "_swappedbytes_") != 0;
    Descriptor *descriptor = layout.descriptor;
    descriptor->format = layout.is_union || pack != nullptr ? "B" : "T{";
    // The base's own pieces and length are in the descriptor already.
    layout.offset = layout.size = layout.is_union ? 0 : descriptor->size;
    layout.union_size = descriptor->size;
    layout.alignment = std::max<Py_ssize_t>(descriptor->alignment, 1);
    return true;
}

void finish_layout(Layout &layout, Py_ssize_t count) {
    Descriptor *descriptor = layout.descriptor;
    if (layout.is_union) layout.size = layout.union_size;
    const Py_ssize_t alignment = layout.alignment;
    const Py_ssize_t size = (layout.size + alignment - 1) / alignment * alignment;
    if (descriptor->format != "B") descriptor->format += "}";
    descriptor->size = size;
    descriptor->alignment = alignment;
    descriptor->length += count;
    descriptor->ffi = struct_ffi_type(*descriptor);
}

// --- anonymous fields

Owned field_named(PyObject *type, PyObject *name) {
    Owned field(PyObject_GetAttr(type, name));
    if (!field || Py_IS_TYPE(field.get(), &field_type)) return field;
    PyErr_SetString(PyExc_TypeError, "unexpected type");
    return {};
}

// The fields of an anonymous field become fields of the class too.
bool lift_fields(PyObject *type, PyObject *inner_type, Py_ssize_t index, Py_ssize_t offset) {
    const Owned fields(PyObject_GetAttrString(inner_type, "_fields_"));
    const Owned sequence(fields ? PySequence_Fast(fields.get(), "_fields_ must be a sequence") : nullptr);
    if (!sequence) return false;
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(sequence.get()); i++) {
        PyObject *pair = PySequence_Fast_GET_ITEM(sequence.get(), i);
        const Owned name(PySequence_GetItem(pair, 0));
        const Owned inner = name ? field_named(inner_type, name.get()) : Owned();
        if (!inner) return false;
        const auto *field = reinterpret_cast<FieldObject *>(inner.get());
        if (field->is_anonymous) {
            if (!lift_fields(type, field->type, index + field->index, offset + field->offset)) return false;
            continue;
        }
        const Owned lifted(as_object(make_field(field->type, index + field->index)));
        if (!lifted) return false;
        auto *copy = reinterpret_cast<FieldObject *>(lifted.get());
        copy->offset = offset + field->offset;
        copy->size = field->size;
        copy->low_bit = field->low_bit;
        copy->bit_count = field->bit_count;
        if (PyObject_SetAttr(type, name.get(), lifted.get()) < 0) return false;
    }
    return true;
}

bool lift_anonymous(PyObject *type) {
    const Owned attribute(PyUnicode_InternFromString("_anonymous_"));
    PyObject *found;
    if (!attribute || _PyObject_LookupAttr(type, attribute.get(), &found) < 0) return false;
    if (found == nullptr) return true;
    const Owned names(found);
    const Owned sequence(PySequence_Fast(names.get(), "_anonymous_ must be a sequence"));
    if (!sequence) return false;
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(sequence.get()); i++) {
        PyObject *name = PySequence_Fast_GET_ITEM(sequence.get(), i);
        const Owned found_field(PyObject_GetAttr(type, name));
        if (!found_field) return false;
        if (!Py_IS_TYPE(found_field.get(), &field_type)) {
            PyErr_Format(PyExc_AttributeError, "'%U' is specified in _anonymous_ but not in _fields_", name);
            return false;
        }
        auto *field = reinterpret_cast<FieldObject *>(found_field.get());
        field->is_anonymous = 1;
        if (!lift_fields(type, field->type, field->index, field->offset)) return false;
    }
    return true;
}

// --- libffi's view

// The fields in their order, arrays item by item, bit fields as their storage unit.
void collect_elements(const Descriptor &descriptor, Py_ssize_t base,
                      std::vector<std::pair<Py_ssize_t, ffi_type *>> &out) {
    if (descriptor.kind == Kind::Array) {
        const Descriptor *item = descriptor_of(descriptor.item.get());
        for (Py_ssize_t i = 0; i < descriptor.length; i++)
            collect_elements(*item, base + i * item->size, out);
    } else if (descriptor.kind == Kind::Struct || descriptor.kind == Kind::Union) {
        for (const auto &piece : descriptor.pieces) collect_elements(*piece.type, base + piece.offset, out);
    } else {
        out.emplace_back(base, descriptor.ffi);
    }
}

// True when elements one behind the other, each at its own alignment, lie where the fields do.
bool is_natural(const std::vector<std::pair<Py_ssize_t, ffi_type *>> &elements, Py_ssize_t size) {
    Py_ssize_t end = 0, alignment = 1;
    for (const auto &[offset, type] : elements) {
        const Py_ssize_t own = type->alignment;
        if (offset != (end + own - 1) / own * own) return false;
        end = offset + static_cast<Py_ssize_t>(type->size);
        alignment = std::max(alignment, own);
    }
    return (end + alignment - 1) / alignment * alignment == size;
}

bool is_real(const ffi_type *type) {
    return type->type == FFI_TYPE_FLOAT || type->type == FFI_TYPE_DOUBLE || type->type == FFI_TYPE_LONGDOUBLE;
}

// Words of eight bytes for a layout that no struct of plain fields has: a real one where all that lies in the
// word is real, as calling conventions by registers ask.
void describe_by_words(const std::vector<std::pair<Py_ssize_t, ffi_type *>> &elements,
                       Descriptor &descriptor) {
    Py_ssize_t rest = descriptor.size;
    for (Py_ssize_t start = 0; rest > 0; start += 8, rest -= 8) {
        bool has_integer = false, has_real = false;
        for (const auto &[offset, type] : elements) {
            if (offset + static_cast<Py_ssize_t>(type->size) <= start || offset >= start + 8) continue;
            (is_real(type) ? has_real : has_integer) = true;
        }
        const bool is_real_word = has_real && !has_integer;
        if (rest >= 8) {
            descriptor.elements.push_back(is_real_word ? &ffi_type_double : &ffi_type_uint64);
        } else if (is_real_word && rest == 4) {
            descriptor.elements.push_back(&ffi_type_float);
        } else {
            const bool is_four = rest % 4 == 0, is_two = rest % 2 == 0;
            const Py_ssize_t unit = is_four ? 4 : is_two ? 2 : 1;
            ffi_type *part = is_four ? &ffi_type_uint32 : is_two ? &ffi_type_uint16 : &ffi_type_uint8;
            for (Py_ssize_t i = 0; i < rest; i += unit) descriptor.elements.push_back(part);
        }
    }
}

// x86-64 passes a structure with a field off its alignment in memory, as it does large ones.
bool has_unaligned(const std::vector<std::pair<Py_ssize_t, ffi_type *>> &elements) {
    return std::ranges::any_of(
        elements, [](const auto &element) { return element.first % element.second->alignment != 0; });
}

// An element that is too large for registers sends the whole structure to memory.
ffi_type *large_element() {
    static ffi_type *words[] = {&ffi_type_uint64, &ffi_type_uint64, &ffi_type_uint64, &ffi_type_uint64,
                                &ffi_type_uint64, &ffi_type_uint64, nullptr};
    static ffi_type type = {.size = 48, .alignment = 8, .type = FFI_TYPE_STRUCT, .elements = words};
    return &type;
}

constexpr Py_ssize_t largest_in_registers = 64;

} // namespace

ffi_type *struct_ffi_type(Descriptor &descriptor) {
    descriptor.elements.clear();
    std::vector<std::pair<Py_ssize_t, ffi_type *>> elements;
    if (descriptor.size <= largest_in_registers) collect_elements(descriptor, 0, elements);
    if (descriptor.size > largest_in_registers || has_unaligned(elements)) {
        descriptor.elements.push_back(large_element());
    } else if (is_natural(elements, descriptor.size)) {
        for (const auto &element : elements) descriptor.elements.push_back(element.second);
    } else {
        describe_by_words(elements, descriptor);
    }
    descriptor.elements.push_back(nullptr);
    descriptor.aggregate = {.size = static_cast<size_t>(descriptor.size),
                            .alignment =
                                static_cast<unsigned short>(std::min<Py_ssize_t>(descriptor.alignment, 16)),
                            .type = FFI_TYPE_STRUCT,
                            .elements = descriptor.elements.data()};
    return &descriptor.aggregate;
}

bool lay_out_fields(PyObject *type, PyObject *fields) {
    Descriptor *descriptor = descriptor_of(type);
    const Owned sequence(PySequence_Check(fields) ? PySequence_Fast(fields, "") : nullptr);
    if (!sequence) {
        PyErr_SetString(PyExc_TypeError, "'_fields_' must be a sequence of pairs");
        return false;
    }
    if (descriptor->is_final) {
        PyErr_SetString(PyExc_AttributeError, "_fields_ is final");
        return false;
    }
    Layout layout = {.type = type, .descriptor = descriptor, .is_union = descriptor->kind == Kind::Union};
    if (!start_layout(layout)) return false;
    const Py_ssize_t count = PySequence_Fast_GET_SIZE(sequence.get());
    for (Py_ssize_t i = 0; i < count && i < PySequence_Fast_GET_SIZE(sequence.get()); i++) {
        const Owned pair = Owned::borrow(PySequence_Fast_GET_ITEM(sequence.get(), i));
        if (!add_field(layout, pair.get(), i)) return false;
    }
    if (descriptor->is_final) {
        PyErr_SetString(PyExc_AttributeError, "Structure or union cannot contain itself");
        return false;
    }
    finish_layout(layout, count);
    descriptor->is_final = true;
    return lift_anonymous(type);
}

} // namespace adder::stdlib::ctypes
