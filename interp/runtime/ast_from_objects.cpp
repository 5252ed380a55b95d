// SPDX-License-Identifier: MIT
//
// Objects to tree. A node's class chooses the kind and ast.def its fields; one overload of take() a type of
// field. A field that may be absent is so when it is missing or None. Reading a field may run Python code, so
// nothing is borrowed across it.
#include "runtime/ast_objects.hpp"

#include "objects/error.hpp"
#include "runtime/ast_types.hpp"

#include <optional>
#include <string>
#include <vector>

namespace adder::runtime {
namespace {

using objects::Ref;
using syntax::ConstantValue;
using syntax::NodeKind;

// What stands in messages about a field.
struct FieldPlace {
    const char *owner; // "BinOp"
    const char *name;
    bool is_optional;
};

// Ends the recursion of trees that are too deep, or contain themselves.
class Recursion {
  public:
    explicit Recursion(const char *owner)
        : is_entered_(
              Py_EnterRecursiveCall((std::string(" while traversing '") + owner + "' node").c_str()) == 0) {}
    ~Recursion() {
        if (is_entered_) Py_LeaveRecursiveCall();
    }
    Recursion(const Recursion &) = delete;
    Recursion &operator=(const Recursion &) = delete;
    explicit operator bool() const { return is_entered_; }

  private:
    bool is_entered_;
};

[[nodiscard]] int take_text(PyObject *object, base::Arena &arena, std::string_view &text) {
    const Ref bytes = TRY_REF(PyUnicode_AsEncodedString(object, "utf-8", "surrogatepass"));
    text =
        arena.copy_text({PyBytes_AS_STRING(bytes.get()), static_cast<size_t>(PyBytes_GET_SIZE(bytes.get()))});
    return 0;
}

[[nodiscard]] int take_plain_int(PyObject *object, int &value) {
    if (!PyLong_Check(object)) return objects::raise_value_error("invalid integer value: %R", object);
    value = _PyLong_AsInt(object);
    return value == -1 && objects::is_error_pending() ? -1 : 0;
}

// The value of a Constant: a literal's, or a tuple or frozenset of such.
class ConstantTaker {
  public:
    explicit ConstantTaker(base::Arena &arena) : arena_(arena) {}

    [[nodiscard]] int take(PyObject *object, ConstantValue &value) {
        if (const auto type = singleton_type(object)) {
            value.type = *type;
            return 0;
        }
        if (PyLong_CheckExact(object)) return take_integer(object, value);
        if (PyUnicode_CheckExact(object)) {
            value.type = ConstantValue::Type::String;
            return take_text(object, arena_, value.text);
        }
        if (PyTuple_CheckExact(object)) return take_items(object, ConstantValue::Type::Tuple, value);
        if (PyFrozenSet_CheckExact(object)) return take_items(object, ConstantValue::Type::Frozenset, value);
        if (PyFloat_CheckExact(object)) {
            value.type = ConstantValue::Type::Float;
            value.number = PyFloat_AS_DOUBLE(object);
        } else if (PyComplex_CheckExact(object)) {
            const Py_complex number = PyComplex_AsCComplex(object);
            value.type = ConstantValue::Type::Complex;
            value.real = number.real;
            value.number = number.imag;
        } else if (PyBytes_CheckExact(object)) {
            value.type = ConstantValue::Type::Bytes;
            value.text =
                arena_.copy_text({PyBytes_AS_STRING(object), static_cast<size_t>(PyBytes_GET_SIZE(object))});
        } else {
            return objects::raise_type_error("got an invalid type in Constant: %s", Py_TYPE(object)->tp_name);
        }
        return 0;
    }

  private:
    static std::optional<ConstantValue::Type> singleton_type(PyObject *object) {
        if (object == Py_None) return ConstantValue::Type::None;
        if (object == Py_True) return ConstantValue::Type::True;
        if (object == Py_False) return ConstantValue::Type::False;
        if (object == Py_Ellipsis) return ConstantValue::Type::Ellipsis;
        return std::nullopt;
    }

    [[nodiscard]] int take_integer(PyObject *object, ConstantValue &value) {
        value.type = ConstantValue::Type::Integer;
        int overflow = 0;
        value.integer = PyLong_AsLongLongAndOverflow(object, &overflow);
        if (overflow == 0) return 0;
        const Ref magnitude = TRY_REF(PyNumber_Absolute(object));
        const Ref digits = TRY_REF(_PyLong_Format(magnitude.get(), 16)); // 0x…
        value.base = 16;
        value.is_negative = overflow < 0;
        TRY(take_text(digits.get(), arena_, value.text));
        value.text.remove_prefix(2);
        return 0;
    }

    [[nodiscard]] int take_items(PyObject *object, ConstantValue::Type type, ConstantValue &value) {
        const Recursion recursion("Constant");
        if (!recursion) return -1;
        const Ref sequence = TRY_REF(PySequence_Tuple(object));
        std::vector<ConstantValue> items(static_cast<size_t>(PyTuple_GET_SIZE(sequence.get())));
        for (size_t i = 0; i < items.size(); i++)
            TRY(take(PyTuple_GET_ITEM(sequence.get(), static_cast<Py_ssize_t>(i)), items[i]));
        value.type = type;
        value.items = arena_.copy_items(std::span<const ConstantValue>(items)).data();
        value.item_count = items.size();
        return 0;
    }

    base::Arena &arena_;
};

class TreeMaker {
  public:
    TreeMaker(const AstTypes &types, base::Arena &arena) : types_(types), arena_(arena) {}

    [[nodiscard]] int take_root(PyObject *object, syntax::ModuleNode *&root) {
        return take_of_group(object, types_.mod, "mod", false, root);
    }

  private:
    // --- one function a type of field

    [[nodiscard]] int take(PyObject *object, int &value, const FieldPlace &) {
        return take_plain_int(object, value);
    }

    [[nodiscard]] int take(PyObject *object, syntax::Identifier &text, const FieldPlace &) {
        if (object == Py_None) return 0;
        if (!PyUnicode_CheckExact(object))
            return objects::raise_type_error("AST identifier must be of type str");
        return take_text(object, arena_, text);
    }

    [[nodiscard]] int take(PyObject *object, ConstantValue &value, const FieldPlace &) {
        return ConstantTaker(arena_).take(object, value);
    }

    template <class Enum>
    requires std::is_enum_v<Enum>
    [[nodiscard]] int take(PyObject *object, Enum &value, const FieldPlace &) {
        const AstEnum &choices = types_.of(value);
        for (size_t i = 0; i < choices.classes.size(); i++) {
            if (!TRY(PyObject_IsInstance(object, choices.classes[i]))) continue;
            value = static_cast<Enum>(i);
            return 0;
        }
        return raise_unexpected(reinterpret_cast<PyTypeObject *>(choices.base)->tp_name, object);
    }

    [[nodiscard]] int take(PyObject *object, syntax::StatementNode *&node, const FieldPlace &) {
        return take_of_group(object, types_.stmt, "stmt", true, node);
    }
    [[nodiscard]] int take(PyObject *object, syntax::ExpressionNode *&node, const FieldPlace &) {
        return take_of_group(object, types_.expr, "expr", true, node);
    }
    [[nodiscard]] int take(PyObject *object, syntax::PatternNode *&node, const FieldPlace &) {
        return take_of_group(object, types_.pattern, "pattern", true, node);
    }

    // The classes below ast.AST itself are told apart by where they stand: any object with their fields will
    // do.
    template <class T>
    requires std::is_same_v<typename T::Base, syntax::Node>
    [[nodiscard]] int take(PyObject *object, T *&node, const FieldPlace &place) {
        if (place.is_optional && object == Py_None) return 0;
        constexpr const char *group = std::is_same_v<T, syntax::ExceptHandler> ? "excepthandler"
                                      : std::is_same_v<T, syntax::TypeIgnore>  ? "type_ignore"
                                                                               : nullptr;
        syntax::Location location{};
        if constexpr (group != nullptr) {
            if (object == Py_None) return 0;
            if (syntax::has_location(T::node_kind)) TRY(take_location(object, group, location));
            if (!TRY(PyObject_IsInstance(object, types_.classes[static_cast<size_t>(T::node_kind)])))
                return raise_unexpected(group, object);
        }
        TRY(make_node(object, location, node));
        if (group == nullptr && syntax::has_location(T::node_kind))
            TRY(take_location(object, syntax::node_kind_name(T::node_kind), node->location));
        return 0;
    }

    template <class T>
    [[nodiscard]] int take(PyObject *object, std::span<T> &items, const FieldPlace &place) {
        if (!PyList_Check(object))
            return objects::raise_type_error("%s field \"%s\" must be a list, not a %.200s", place.owner,
                                             place.name, Py_TYPE(object)->tp_name);
        std::vector<T> taken;
        const Py_ssize_t count = PyList_GET_SIZE(object);
        for (Py_ssize_t i = 0; i < count; i++) {
            const Ref item = Ref::borrow(PyList_GET_ITEM(object, i));
            TRY(take(item.get(), taken.emplace_back(), {place.owner, place.name, false}));
            if (count != PyList_GET_SIZE(object))
                return objects::raise(PyExc_RuntimeError, "%s field \"%s\" changed size during iteration",
                                      place.owner, place.name);
        }
        items = arena_.copy_items(std::span<const T>(taken));
        return 0;
    }

    // --- nodes

    [[nodiscard]] static int raise_unexpected(const char *group, PyObject *object) {
        return objects::raise_type_error("expected some sort of %s, but got %R", group, object);
    }

    // A node of one of the group's kinds; None leaves it absent.
    template <class Group>
    [[nodiscard]] int take_of_group(PyObject *object, PyObject *group_class, const char *group,
                                    bool has_location, Group *&node) {
        if (object == Py_None) return 0;
        const Recursion recursion(group);
        if (!recursion) return -1;
        syntax::Location location{};
        if (has_location) TRY(take_location(object, group, location));
        for (int i = 0; i < syntax::node_kind_count; i++) {
            PyObject *node_class = types_.classes[static_cast<size_t>(i)];
            if (reinterpret_cast<PyTypeObject *>(node_class)->tp_base !=
                reinterpret_cast<PyTypeObject *>(group_class))
                continue;
            if (TRY(PyObject_IsInstance(object, node_class)))
                return make_of_kind(static_cast<NodeKind>(i), object, location, node);
        }
        return raise_unexpected(group, object);
    }

    template <class Group>
    [[nodiscard]] int make_of_kind(NodeKind kind, PyObject *object, const syntax::Location &location,
                                   Group *&node) {
        switch (kind) {
#define NODE(kind_name, base, python_name, has_location, fields)                                             \
    case NodeKind::kind_name:                                                                                \
        if constexpr (std::is_same_v<syntax::base, Group>) {                                                 \
            syntax::kind_name *made = nullptr;                                                               \
            TRY(make_node(object, location, made));                                                          \
            node = made;                                                                                     \
        }                                                                                                    \
        return 0;
#define FIELD(type, name)
#include "syntax/ast.def"
        }
        __builtin_unreachable();
    }

    template <class T>
    [[nodiscard]] int make_node(PyObject *object, const syntax::Location &location, T *&node) {
        node = arena_.make<T>();
        node->Node::kind = T::node_kind;
        node->location = location;
        const auto infos = syntax::fields_of(T::node_kind);
        PyObject *names = types_.field_names[static_cast<size_t>(T::node_kind)];
        Py_ssize_t index = 0;
        int status = 0;
        for_each_field(*node, [&](const char *name, auto &value) {
            if (status < 0) return;
            const FieldPlace place{syntax::node_kind_name(T::node_kind), name,
                                   infos[static_cast<size_t>(index)].type.starts_with("Optional")};
            status = take_field(object, PyTuple_GET_ITEM(names, index++), value, place);
        });
        return status;
    }

    template <class Field>
    [[nodiscard]] int take_field(PyObject *object, PyObject *name, Field &value, const FieldPlace &place) {
        PyObject *found;
        TRY(_PyObject_LookupAttr(object, name, &found));
        const Ref owned = Ref::steal(found);
        if (place.is_optional && (!owned || found == Py_None)) return 0;
        if (!owned)
            return objects::raise_type_error("required field \"%s\" missing from %s", place.name,
                                             place.owner);
        TRY(take(found, value, place));
        if (place.is_optional || !is_absent(value)) return 0;
        return objects::raise_value_error("field '%s' is required for %s", place.name, place.owner);
    }

    template <class T> static bool is_absent(T *node) {
        return node == nullptr;
    }
    static bool is_absent(syntax::Identifier text) {
        return !syntax::is_present(text);
    }
    template <class T> static bool is_absent(const T &) {
        return false;
    }

    // The end may be missing where the class has a default for it, and is the beginning then.
    [[nodiscard]] int take_location(PyObject *object, const char *owner, syntax::Location &location) {
        TRY(take_place(object, 0, owner, location.lineno, nullptr));
        TRY(take_place(object, 1, owner, location.col_offset, nullptr));
        const bool needs_end = std::string_view(owner) == "pattern";
        TRY(take_place(object, 2, owner, location.end_lineno, needs_end ? nullptr : &location.lineno));
        return take_place(object, 3, owner, location.end_col_offset,
                          needs_end ? nullptr : &location.col_offset);
    }

    [[nodiscard]] int take_place(PyObject *object, size_t which, const char *owner, std::int32_t &value,
                                 const std::int32_t *otherwise) {
        PyObject *name = types_.location_names[which], *found;
        TRY(_PyObject_LookupAttr(object, name, &found));
        const Ref owned = Ref::steal(found);
        if (otherwise != nullptr && (!owned || found == Py_None)) {
            value = *otherwise;
            return 0;
        }
        if (!owned) return objects::raise_type_error("required field \"%U\" missing from %s", name, owner);
        return take_plain_int(found, value);
    }

    const AstTypes &types_;
    base::Arena &arena_;
};

} // namespace

syntax::ModuleNode *tree_from_objects(PyObject *root, base::Arena &arena) {
    const AstTypes *types = ast_types();
    syntax::ModuleNode *tree = nullptr;
    if (types == nullptr || TreeMaker(*types, arena).take_root(root, tree) < 0 || validate(*tree) < 0)
        return nullptr;
    return tree;
}

} // namespace adder::runtime
