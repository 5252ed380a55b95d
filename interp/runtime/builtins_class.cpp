// SPDX-License-Identifier: MIT
//
// __build_class__: what a class statement calls (reference manual, 3.3.3). Bases are resolved, the metaclass
// is chosen, the namespace prepared, the body run in it, and the metaclass called.
#include "runtime/builtins.hpp"

#include "objects/error.hpp"
#include "objects/function.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/type.hpp"
#include "vm/run.hpp"

namespace adder::runtime {
namespace {

struct ClassStatement {
    PyFunctionObject *body;
    PyObject *name;
    objects::Ref original_bases; // as written
    objects::Ref bases;          // after __mro_entries__
    objects::Ref keywords;       // dict without `metaclass`; empty when there are none
    objects::Ref metaclass;
};

// What the base stands for: itself, or the tuple that its __mro_entries__ gives. `is_replaced` tells which.
[[nodiscard]] objects::Ref resolve_base(PyObject *base, PyObject *bases, bool &is_replaced) {
    is_replaced = false;
    if (PyType_Check(base)) return objects::Ref::borrow(base);
    PyObject *found;
    if (_PyObject_LookupAttr(base, objects::name::dunder_mro_entries, &found) < 0) return nullptr;
    if (found == nullptr) return objects::Ref::borrow(base);
    const objects::Ref method = objects::Ref::steal(found);
    objects::Ref entries = TRY_REF(objects::call_one(method.get(), bases));
    if (!PyTuple_Check(entries.get()))
        return objects::raise_type_error("__mro_entries__ must return a tuple");
    is_replaced = true;
    return entries;
}

[[nodiscard]] objects::Ref resolve_bases(PyObject *bases) {
    objects::Ref resolved = TRY_REF(PyList_New(0));
    bool any_replaced = false;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        bool is_replaced;
        const objects::Ref entry = TRY(resolve_base(PyTuple_GET_ITEM(bases, i), bases, is_replaced));
        any_replaced = any_replaced || is_replaced;
        const Py_ssize_t end = PyList_GET_SIZE(resolved.get());
        TRY(is_replaced ? PyList_SetSlice(resolved.get(), end, end, entry.get())
                        : PyList_Append(resolved.get(), entry.get()));
    }
    return any_replaced ? objects::Ref::steal(PyList_AsTuple(resolved.get())) : objects::Ref::borrow(bases);
}

[[nodiscard]] int take_keywords(PyObject *const *values, PyObject *keyword_names, ClassStatement &statement) {
    if (keyword_names == nullptr) return 0;
    statement.keywords = TRY(objects::keywords_to_dict(values, keyword_names));
    PyObject *metaclass = PyDict_GetItemWithError(statement.keywords.get(), objects::name::metaclass);
    if (metaclass == nullptr) return objects::is_error_pending() ? -1 : 0;
    statement.metaclass = objects::Ref::borrow(metaclass);
    return PyDict_DelItem(statement.keywords.get(), objects::name::metaclass);
}

// The metaclass as given, or that of the first base; if it is a class, the most derived one of all bases.
[[nodiscard]] int choose_metaclass(ClassStatement &statement) {
    if (!statement.metaclass) {
        PyObject *bases = statement.bases.get();
        PyTypeObject *type =
            PyTuple_GET_SIZE(bases) == 0 ? &PyType_Type : Py_TYPE(PyTuple_GET_ITEM(bases, 0));
        statement.metaclass = objects::Ref::borrow(objects::as_object(type));
    }
    if (!PyType_Check(statement.metaclass.get())) return 0;
    PyTypeObject *winner =
        objects::calculate_metatype(objects::as_type(statement.metaclass.get()), statement.bases.get());
    if (winner == nullptr) return -1;
    statement.metaclass = objects::Ref::borrow(objects::as_object(winner));
    return 0;
}

[[nodiscard]] objects::Ref prepare_namespace(const ClassStatement &statement) {
    PyObject *metaclass = statement.metaclass.get();
    if (metaclass == objects::as_object(&PyType_Type)) return objects::Ref::steal(PyDict_New());
    PyObject *found;
    if (_PyObject_LookupAttr(metaclass, objects::name::dunder_prepare, &found) < 0) return nullptr;
    if (found == nullptr) return objects::Ref::steal(PyDict_New());
    const objects::Ref prepare = objects::Ref::steal(found);
    PyObject *args[2] = {statement.name, statement.bases.get()};
    objects::Ref prepared =
        TRY_REF(PyObject_VectorcallDict(prepare.get(), args, 2, statement.keywords.get()));
    if (PyMapping_Check(prepared.get())) return prepared;
    return objects::raise_type_error("%.200s.__prepare__() must return a mapping, not %.200s",
                                     PyType_Check(metaclass) ? objects::as_type(metaclass)->tp_name
                                                             : "<metaclass>",
                                     Py_TYPE(prepared.get())->tp_name);
}

// The body gives the cell of __class__, which type.__new__ must have filled.
[[nodiscard]] int check_class_cell(PyObject *cell, PyObject *created, PyObject *class_name) {
    if (!PyType_Check(created) || !PyCell_Check(cell)) return 0;
    PyObject *found = objects::cell_get(cell);
    if (found == created) return 0;
    if (found == nullptr) {
        return objects::raise(
            PyExc_RuntimeError,
            "__class__ not set defining %.200R as %.200R. Was __classcell__ propagated to type.__new__?",
            class_name, created);
    }
    return objects::raise_type_error("__class__ set to %.200R defining %.200R as %.200R", found, class_name,
                                     created);
}

PyObject *run_statement(const ClassStatement &statement) {
    const objects::Ref prepared = TRY(prepare_namespace(statement));
    const PyFunctionObject *body = statement.body;
    const objects::Ref cell = TRY_REF(
        vm::run_code(reinterpret_cast<PyObject *>(body->code), body->globals, prepared.get(), body->closure));
    if (statement.bases.get() != statement.original_bases.get()) {
        TRY(PyObject_SetItem(prepared.get(), objects::name::dunder_orig_bases,
                             statement.original_bases.get()));
    }
    PyObject *args[3] = {statement.name, statement.bases.get(), prepared.get()};
    objects::Ref created =
        TRY_REF(PyObject_VectorcallDict(statement.metaclass.get(), args, 3, statement.keywords.get()));
    TRY(check_class_cell(cell.get(), created.get(), statement.name));
    return created.release();
}

PyObject *build_class(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    if (count < 2) return objects::raise_type_error("__build_class__: not enough arguments");
    if (!PyFunction_Check(args[0]))
        return objects::raise_type_error("__build_class__: func must be a function");
    if (!PyUnicode_Check(args[1])) return objects::raise_type_error("__build_class__: name is not a string");
    ClassStatement statement = {.body = reinterpret_cast<PyFunctionObject *>(args[0]), .name = args[1]};
    statement.original_bases = TRY_REF(PyTuple_New(count - 2));
    for (Py_ssize_t i = 2; i < count; i++)
        PyTuple_SET_ITEM(statement.original_bases.get(), i - 2, Py_NewRef(args[i]));
    statement.bases = TRY(resolve_bases(statement.original_bases.get()));
    TRY(take_keywords(args + count, keyword_names, statement));
    TRY(choose_metaclass(statement));
    return run_statement(statement);
}

} // namespace

PyMethodDef class_functions[] = {
    {"__build_class__", _PyCFunction_CAST(build_class), METH_FASTCALL | METH_KEYWORDS,
     "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\n"
     "Internal helper function used by the class statement."},
    {},
};

} // namespace adder::runtime
