// SPDX-License-Identifier: MIT
//
// Exception groups: BaseExceptionGroup's methods, and how except* takes a group apart and puts it together
// again.
//
// Splitting keeps the tree's form (PEP 654): each part is made by derive(), with message, traceback, context,
// cause and notes of the group it came from.
#include "objects/exception_fields.hpp"
#include "objects/names.hpp"

#include <functional>
#include <vector>

namespace adder::objects {

namespace {

PyBaseExceptionGroupObject *as_group(PyObject *object) {
    return reinterpret_cast<PyBaseExceptionGroupObject *>(object);
}

PyTypeObject *type_of_class(PyObject *exception_class) {
    return reinterpret_cast<PyTypeObject *>(exception_class);
}

bool is_instance_of(PyObject *object, PyObject *exception_class) {
    return PyObject_TypeCheck(object, type_of_class(exception_class));
}

bool is_group(PyObject *object) {
    return is_instance_of(object, PyExc_BaseExceptionGroup);
}

// --- making

// Whether some member is no Exception; -1 with an error when a member is no exception at all.
int check_members(PyObject *members) {
    bool has_base_exception = false;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(members); i++) {
        PyObject *member = PyTuple_GET_ITEM(members, i);
        if (!PyExceptionInstance_Check(member))
            return raise_value_error("Item %zd of second argument (exceptions) is not an exception", i);
        if (!is_instance_of(member, PyExc_Exception)) has_base_exception = true;
    }
    return has_base_exception;
}

// The class that a call of `type` really makes, or NULL with an error.
PyTypeObject *class_for(PyTypeObject *type, bool has_base_exception) {
    auto *class_object = reinterpret_cast<PyObject *>(type);
    if (class_object == PyExc_BaseExceptionGroup)
        return has_base_exception ? type : type_of_class(PyExc_ExceptionGroup);
    if (!has_base_exception) return type;
    if (class_object == PyExc_ExceptionGroup)
        return raise_type_error("Cannot nest BaseExceptions in an ExceptionGroup");
    if (PyType_IsSubtype(type, type_of_class(PyExc_Exception)))
        return raise_type_error("Cannot nest BaseExceptions in '%.200s'", type->tp_name);
    return type;
}

PyObject *group_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *message;
    PyObject *exceptions;
    if (!PyArg_ParseTuple(args, "UO:BaseExceptionGroup.__new__", &message, &exceptions)) return nullptr;
    if (!PySequence_Check(exceptions))
        return raise_type_error("second argument (exceptions) must be a sequence");
    Ref members = TRY_REF(PySequence_Tuple(exceptions));
    if (PyTuple_GET_SIZE(members.get()) == 0)
        return raise_value_error("second argument (exceptions) must be a non-empty sequence");
    type = class_for(type, TRY(check_members(members.get())) != 0);
    if (type == nullptr) return nullptr;
    PyObject *self = TRY(exception_new(type, args, kwargs));
    as_group(self)->msg = Py_NewRef(message);
    as_group(self)->excs = members.release();
    return self;
}

PyObject *group_str(PyObject *self) {
    Py_ssize_t count = PyTuple_GET_SIZE(as_group(self)->excs);
    return PyUnicode_FromFormat("%S (%zd sub-exception%s)", as_group(self)->msg, count, count > 1 ? "s" : "");
}

PyObject *group_derive(PyObject *self, PyObject *exceptions) {
    return PyObject_CallFunctionObjArgs(PyExc_BaseExceptionGroup, as_group(self)->msg, exceptions, nullptr);
}

int copy_notes(PyObject *from, PyObject *to) {
    PyObject *found;
    TRY(_PyObject_LookupAttr(from, name::dunder_notes, &found));
    Ref notes = Ref::steal(found);
    if (!notes || !PySequence_Check(notes.get())) return 0;
    Ref copy = TRY_REF(PySequence_List(notes.get()));
    return PyObject_SetAttr(to, name::dunder_notes, copy.get());
}

// A group like `original` with the given members; None when there are none.
Ref derive_group(PyObject *original, const std::vector<PyObject *> &members) {
    if (members.empty()) return Ref::borrow(Py_None);
    Ref list = TRY_REF(PyList_New(0));
    for (PyObject *member : members) TRY(PyList_Append(list.get(), member));
    Ref group = TRY_REF(PyObject_CallMethodObjArgs(original, name::derive, list.get(), nullptr));
    if (!is_group(group.get()))
        return raise_type_error("derive must return an instance of BaseExceptionGroup");
    PyObject *traceback = as_exception(original)->traceback;
    if (traceback != nullptr) TRY(PyException_SetTraceback(group.get(), traceback));
    PyException_SetContext(group.get(), PyException_GetContext(original));
    PyException_SetCause(group.get(), PyException_GetCause(original));
    TRY(copy_notes(original, group.get()));
    return group;
}

// --- splitting

// Whether an exception is wanted: 1, 0, or -1 with an error.
using Matcher = std::function<int(PyObject *)>;

struct Split {
    Ref match; // None when empty
    Ref rest;
};

int split_exception(PyObject *exception, const Matcher &matches, bool needs_rest, Split &result);

int split_members(PyObject *exception, const Matcher &matches, bool needs_rest, Split &result) {
    std::vector<Ref> owners;
    std::vector<PyObject *> matching;
    std::vector<PyObject *> others;
    PyObject *members = as_group(exception)->excs;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(members); i++) {
        Split part;
        TRY(split_exception(PyTuple_GET_ITEM(members, i), matches, needs_rest, part));
        if (part.match.get() != Py_None) matching.push_back(owners.emplace_back(part.match).get());
        if (part.rest.get() != Py_None) others.push_back(owners.emplace_back(part.rest).get());
    }
    result.match = TRY(derive_group(exception, matching));
    result.rest = needs_rest ? TRY(derive_group(exception, others)) : Ref::borrow(Py_None);
    return 0;
}

int split_exception(PyObject *exception, const Matcher &matches, bool needs_rest, Split &result) {
    Ref none = Ref::borrow(Py_None);
    if (TRY(matches(exception)) != 0) {
        result = {Ref::borrow(exception), none};
        return 0;
    }
    if (!is_group(exception)) {
        result = {none, needs_rest ? Ref::borrow(exception) : none};
        return 0;
    }
    TRY(enter_recursion(" in exceptiongroup_split_recursive"));
    int status = split_members(exception, matches, needs_rest, result);
    leave_recursion();
    return status;
}

bool is_class_or_classes(PyObject *condition) {
    if (PyExceptionClass_Check(condition)) return true;
    if (!PyTuple_CheckExact(condition)) return false;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(condition); i++)
        if (!PyExceptionClass_Check(PyTuple_GET_ITEM(condition, i))) return false;
    return true;
}

// The matcher for what split() and subgroup() were given; empty with an error when it is nothing useful.
Matcher matcher_for(PyObject *condition) {
    if (PyFunction_Check(condition)) {
        return [condition](PyObject *exception) -> int {
            Ref answer = TRY_REF(PyObject_CallOneArg(condition, exception));
            return PyObject_IsTrue(answer.get());
        };
    }
    if (is_class_or_classes(condition))
        return [condition](PyObject *exception) { return PyErr_GivenExceptionMatches(exception, condition); };
    raise_type_error("expected a function, exception type or tuple of exception types");
    return {};
}

PyObject *group_split(PyObject *self, PyObject *condition) {
    Matcher matches = matcher_for(condition);
    if (!matches) return nullptr;
    Split result;
    TRY(split_exception(self, matches, true, result));
    return PyTuple_Pack(2, result.match.get(), result.rest.get());
}

PyObject *group_subgroup(PyObject *self, PyObject *condition) {
    Matcher matches = matcher_for(condition);
    if (!matches) return nullptr;
    Split result;
    TRY(split_exception(self, matches, false, result));
    return result.match.release();
}

// --- putting together after except*

// Adds the exceptions in the leaves of the tree.
void collect_leaves(PyObject *exception, std::vector<PyObject *> &leaves) {
    if (!is_group(exception)) return leaves.push_back(exception);
    PyObject *members = as_group(exception)->excs;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(members); i++)
        collect_leaves(PyTuple_GET_ITEM(members, i), leaves);
}

bool contains(const std::vector<PyObject *> &items, PyObject *wanted) {
    for (PyObject *item : items)
        if (item == wanted) return true;
    return false;
}

// The part of `original` whose leaves are those of the exceptions in `kept`.
Ref project_group(PyObject *original, const std::vector<PyObject *> &kept) {
    std::vector<PyObject *> leaves;
    for (PyObject *exception : kept) collect_leaves(exception, leaves);
    Matcher matches = [&leaves](PyObject *exception) {
        return !is_group(exception) && contains(leaves, exception);
    };
    Split result;
    TRY(split_exception(original, matches, false, result));
    return result.match;
}

// Whether an exception was raised again as it was, and so belongs to the group that was split.
bool is_same_metadata(PyObject *a, PyObject *b) {
    auto *left = as_exception(a);
    auto *right = as_exception(b);
    return left->traceback == right->traceback && left->cause == right->cause &&
           left->context == right->context && left->notes == right->notes;
}

Ref make_unnamed_group(const std::vector<PyObject *> &members) {
    Ref list = TRY_REF(PyList_New(0));
    for (PyObject *member : members) TRY(PyList_Append(list.get(), member));
    return Ref::steal(PyObject_CallFunction(PyExc_ExceptionGroup, "(sO)", "", list.get()));
}

PyMethodDef group_methods[] = {
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {"derive", group_derive, METH_O, nullptr},
    {"split", group_split, METH_O, nullptr},
    {"subgroup", group_subgroup, METH_O, nullptr},
    {},
};

PyMemberDef group_members[] = {
    {"message", T_OBJECT, offsetof(PyBaseExceptionGroupObject, msg), READONLY, "exception message"},
    {"exceptions", T_OBJECT, offsetof(PyBaseExceptionGroupObject, excs), READONLY, "nested exceptions"},
    {},
};

using Group = PyBaseExceptionGroupObject;

} // namespace

const ExceptionFamily group_family = {
    sizeof(Group),
    group_new,
    exception_init,
    group_str,
    traverse_fields<Group, &Group::msg, &Group::excs>,
    clear_fields<Group, &Group::msg, &Group::excs>,
    group_methods,
    group_members,
    nullptr,
};

int match_exception_group(PyObject *exception, PyObject *classes, Ref *match, Ref *rest) {
    if (PyErr_GivenExceptionMatches(exception, classes)) {
        *rest = {};
        if (is_group(exception)) {
            *match = Ref::borrow(exception);
            return 0;
        }
        *match = TRY(make_unnamed_group({exception}));
        if (PyObject *traceback = as_exception(exception)->traceback)
            TRY(PyException_SetTraceback(match->get(), traceback));
        return 0;
    }
    *match = {};
    *rest = Ref::borrow(exception);
    if (!is_group(exception)) return 0;
    Ref pair = TRY_REF(PyObject_CallMethodObjArgs(exception, name::split, classes, nullptr));
    if (!PyTuple_CheckExact(pair.get()) || PyTuple_GET_SIZE(pair.get()) < 2)
        return raise_type_error(
            "%.200s.split must return a 2-tuple, got tuple of size %zd", Py_TYPE(exception)->tp_name,
            PyTuple_CheckExact(pair.get()) ? PyTuple_GET_SIZE(pair.get()) : Py_ssize_t{0});
    PyObject *matched = PyTuple_GET_ITEM(pair.get(), 0);
    PyObject *others = PyTuple_GET_ITEM(pair.get(), 1);
    *match = matched == Py_None ? Ref() : Ref::borrow(matched);
    *rest = others == Py_None ? Ref() : Ref::borrow(others);
    return 0;
}

Ref prepare_reraise_star(PyObject *original, PyObject *raised) {
    Py_ssize_t count = PyList_GET_SIZE(raised);
    if (count == 0) return Ref::borrow(Py_None);
    if (!is_group(original)) return Ref::borrow(PyList_GET_ITEM(raised, 0));
    std::vector<PyObject *> fresh;
    std::vector<PyObject *> reraised;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *exception = PyList_GET_ITEM(raised, i);
        if (exception == Py_None) continue;
        (is_same_metadata(original, exception) ? reraised : fresh).push_back(exception);
    }
    Ref remainder = TRY(project_group(original, reraised));
    if (fresh.empty()) return remainder;
    if (remainder.get() != Py_None) fresh.push_back(remainder.get());
    return make_unnamed_group(fresh);
}

} // namespace adder::objects
