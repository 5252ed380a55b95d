// SPDX-License-Identifier: MIT
//
// Tree to objects. One overload of make() a type of field; nodes of every kind go through the same function,
// as ast.def names their fields.
#include "runtime/ast_objects.hpp"

#include "compile/constant.hpp"
#include "objects/error.hpp"
#include "objects/function.hpp"
#include "runtime/ast_types.hpp"

namespace adder::runtime {
namespace {

using objects::Ref;

class ObjectMaker {
  public:
    explicit ObjectMaker(const AstTypes &types) : types_(types) {}

    Ref make(const syntax::Node *node) {
        if (node == nullptr) return Ref::borrow(Py_None);
        // A chain of operators can be deeper than the parser's own nesting.
        if (depth_ == most_depth)
            return objects::raise(PyExc_RecursionError,
                                  "maximum recursion depth exceeded during ast construction");
        depth_++;
        Ref object = syntax::visit(*node, [&](const auto &specific) { return make_node(specific); });
        depth_--;
        return object;
    }

  private:
    static constexpr int most_depth = 3000;

    Ref make(int value) { return Ref::steal(PyLong_FromLong(value)); }
    Ref make(const syntax::ConstantValue &value) {
        return objects::make_constant(compile::constant_of(value));
    }
    Ref make(syntax::Identifier text) {
        if (!syntax::is_present(text)) return Ref::borrow(Py_None);
        PyObject *name =
            PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "surrogatepass");
        if (name != nullptr) PyUnicode_InternInPlace(&name);
        return Ref::steal(name);
    }
    template <class Enum>
    requires std::is_enum_v<Enum> Ref make(Enum value) {
        return Ref::borrow(types_.of(value).values[static_cast<size_t>(value)]);
    }
    template <class T> Ref make(std::span<T> items) {
        Ref list = TRY_REF(PyList_New(static_cast<Py_ssize_t>(items.size())));
        for (size_t i = 0; i < items.size(); i++) {
            Ref item = TRY(make(items[i]));
            PyList_SET_ITEM(list.get(), static_cast<Py_ssize_t>(i), item.release());
        }
        return list;
    }

    template <class T> Ref make_node(const T &node) {
        constexpr auto kind = static_cast<size_t>(T::node_kind);
        auto *type = reinterpret_cast<PyTypeObject *>(types_.classes[kind]);
        Ref object = TRY_REF(type->tp_alloc(type, 0));
        Py_ssize_t index = 0;
        bool is_whole = true;
        for_each_field(node, [&](const char *, const auto &value) {
            if (!is_whole) return;
            const Ref field = make(value);
            PyObject *name = PyTuple_GET_ITEM(types_.field_names[kind], index++);
            is_whole = field && PyObject_SetAttr(object.get(), name, field.get()) == 0;
        });
        if (!is_whole ||
            (syntax::has_location(T::node_kind) && set_location(object.get(), node.location) < 0))
            return nullptr;
        return object;
    }

    [[nodiscard]] int set_location(PyObject *object, const syntax::Location &location) {
        const int numbers[] = {location.lineno, location.col_offset, location.end_lineno,
                               location.end_col_offset};
        for (size_t i = 0; i < types_.location_names.size(); i++)
            TRY(PyObject_SetAttr(object, types_.location_names[i], _Adder_FromInt(numbers[i])));
        return 0;
    }

    const AstTypes &types_;
    int depth_ = 0;
};

} // namespace

Ref objects_from_tree(const syntax::ModuleNode &root) {
    const AstTypes *types = ast_types();
    return types == nullptr ? nullptr : ObjectMaker(*types).make(&root);
}

} // namespace adder::runtime
