// SPDX-License-Identifier: MIT
//
// Slow paths of loops, with, exceptions and imports. Matching is in ops_match.cpp, awaiting in coroutine.cpp.
#include "vm/ops_flow.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/module.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "vm/native_call.hpp"
#include "vm/run.hpp"

namespace adder::vm {

using objects::Failure;
using objects::Ref;

// --- iteration

int report_stop_iteration(Frame *frame) {
    if (PyErr_ExceptionMatches(PyExc_StopIteration) == 0) return -1;
    if (objects::Tracer *tracer = objects::runtime.tracer) tracer->stop_iteration(frame);
    return objects::clear_if_matches(PyExc_StopIteration) ? 0 : -1;
}

int report_stop_value(Frame *frame, PyObject *receiver, PyObject *value) {
    // A generator's end without a value needs no StopIteration; send() of a coroutine always raises one.
    if (value == Py_None && !is_coroutine(receiver)) return 0;
    TRY(_PyGen_SetStopIterationValue(value));
    return report_stop_iteration(frame);
}

template <bool Traced> PyObject *iterate(Frame *frame, PyObject **iterator) {
    SlotCall<Traced> call(frame, "tp_iternext", iterator, 1);
    if constexpr (!Traced) return PyIter_Next(*iterator);
    PyObject *item = call.finish(Py_TYPE(*iterator)->tp_iternext(*iterator));
    if (item == nullptr && objects::is_error_pending()) (void)report_stop_iteration(frame);
    return item;
}

template <bool Traced> PyObject *get_iterator(Frame *frame, PyObject **iterable) {
    SlotCall<Traced> call(frame, "tp_iter", iterable, 1);
    return call.finish(PyObject_GetIter(*iterable));
}

template PyObject *iterate<false>(Frame *, PyObject **);
template PyObject *iterate<true>(Frame *, PyObject **);
template PyObject *get_iterator<false>(Frame *, PyObject **);
template PyObject *get_iterator<true>(Frame *, PyObject **);

PyObject *yield_from_iterator(Frame *frame, PyObject *iterable) {
    if (is_coroutine(iterable)) {
        constexpr uint32_t coroutine_flags = bytecode::CodeCoroutine | bytecode::CodeIterableCoroutine;
        if ((frame->code->flags & coroutine_flags) != 0) return Py_NewRef(iterable);
        PyErr_SetString(PyExc_TypeError,
                        "cannot 'yield from' a coroutine object in a non-coroutine generator");
        return nullptr;
    }
    if (is_generator(iterable)) return Py_NewRef(iterable);
    return PyObject_GetIter(iterable);
}

// --- with

namespace {

// The special method of the manager, or the TypeError that tells which protocol it misses.
Ref manager_method(PyObject *manager, PyObject *name, const char *protocol, const char *missed) {
    Ref method = Ref::steal(objects::lookup_special(manager, name));
    if (!method && !objects::is_error_pending()) {
        PyErr_Format(PyExc_TypeError, "'%.200s' object does not support the %s protocol%s",
                     Py_TYPE(manager)->tp_name, protocol, missed);
    }
    return method;
}

int enter_manager(PyObject **stack, PyObject *enter_name, PyObject *exit_name, const char *protocol,
                  const char *missed_exit) {
    PyObject *manager = stack[0];
    Ref enter = TRY(manager_method(manager, enter_name, protocol, ""));
    Ref exit = TRY(manager_method(manager, exit_name, protocol, missed_exit));
    Ref entered = TRY_REF(PyObject_CallNoArgs(enter.get()));
    stack[0] = exit.release();
    stack[1] = entered.release();
    Py_DECREF(manager);
    return 0;
}

} // namespace

int before_with(PyObject **stack) {
    return enter_manager(stack, objects::name::dunder_enter, objects::name::dunder_exit, "context manager",
                         " (missed __exit__ method)");
}

int before_async_with(PyObject **stack) {
    return enter_manager(stack, objects::name::dunder_aenter, objects::name::dunder_aexit,
                         "asynchronous context manager", " (missed __aexit__ method)");
}

PyObject *with_except_start(PyObject **stack_top) {
    // exit lasti previous exception
    PyObject *exception = stack_top[-1];
    PyObject *exit = stack_top[-4];
    Ref traceback = Ref::steal(PyException_GetTraceback(exception));
    PyObject *arguments[] = {nullptr, reinterpret_cast<PyObject *>(Py_TYPE(exception)), exception,
                             traceback ? traceback.get() : Py_None};
    return PyObject_Vectorcall(exit, arguments + 1, 3 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
}

// --- exceptions

namespace {

// An exception instance from what `raise` was given; empty with a TypeError.
Ref exception_instance(PyObject *exception, const char *error) {
    if (PyExceptionInstance_Check(exception)) return Ref::borrow(exception);
    if (!PyExceptionClass_Check(exception)) {
        PyErr_SetString(PyExc_TypeError, error);
        return {};
    }
    Ref instance = TRY_REF(PyObject_CallNoArgs(exception));
    if (PyExceptionInstance_Check(instance.get())) return instance;
    PyErr_Format(PyExc_TypeError, "calling %R should have returned an instance of BaseException, not %R",
                 exception, Py_TYPE(instance.get()));
    return {};
}

int set_cause(PyObject *exception, PyObject *cause) {
    if (cause == Py_None) {
        PyException_SetCause(exception, nullptr);
        return 0;
    }
    Ref instance = TRY(exception_instance(cause, "exception causes must derive from BaseException"));
    PyException_SetCause(exception, instance.release());
    return 0;
}

} // namespace

int raise_exception(ThreadState *, PyObject *exception, PyObject *cause) {
    Ref owned = Ref::steal(exception);
    Ref owned_cause = Ref::steal(cause);
    if (!owned) {
        PyObject *handled = objects::handled_exception();
        if (handled == nullptr) {
            PyErr_SetString(PyExc_RuntimeError, "No active exception to reraise");
            return 0;
        }
        objects::restore_exception(Ref::borrow(handled));
        return 1;
    }
    Ref instance = exception_instance(owned.get(), "exceptions must derive from BaseException");
    if (!instance) return 0;
    if (owned_cause && set_cause(instance.get(), owned_cause.get()) < 0) return 0;
    PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(instance.get())), instance.get());
    return 0;
}

void reraise(ThreadState *, PyObject *exception) {
    objects::restore_exception(Ref::steal(exception));
}

int exception_matches(PyObject *exception, PyObject *type) {
    constexpr const char *error = "catching classes that do not inherit from BaseException is not allowed";
    if (PyTuple_Check(type)) {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type); i++) {
            if (PyExceptionClass_Check(PyTuple_GET_ITEM(type, i))) continue;
            PyErr_SetString(PyExc_TypeError, error);
            return -1;
        }
    } else if (!PyExceptionClass_Check(type)) {
        PyErr_SetString(PyExc_TypeError, error);
        return -1;
    }
    return PyErr_GivenExceptionMatches(exception, type);
}

// --- modules

PyObject *import_name(Frame *frame, PyObject *name, PyObject *level, PyObject *from_list) {
    Ref import = Ref::borrow(PyDict_GetItemWithError(frame->builtins, objects::name::dunder_import));
    if (!import) {
        if (!objects::is_error_pending()) PyErr_SetString(PyExc_ImportError, "__import__ not found");
        return nullptr;
    }
    PyObject *locals = frame->locals_dict != nullptr ? frame->locals_dict : Py_None;
    PyObject *arguments[] = {nullptr, name, frame->globals, locals, from_list, level};
    return PyObject_Vectorcall(import.get(), arguments + 1, 5 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
}

namespace {

// A submodule that is in sys.modules but not yet an attribute of its package (circular imports).
Ref submodule_in_cache(PyObject *module, PyObject *name) {
    Ref package = Ref::steal(PyObject_GetAttr(module, objects::name::dunder_name));
    if (!package || !PyUnicode_Check(package.get())) {
        PyErr_Clear();
        return {};
    }
    Ref full_name = TRY_REF(PyUnicode_FromFormat("%U.%U", package.get(), name));
    return Ref::borrow(PyDict_GetItemWithError(objects::runtime.modules, full_name.get()));
}

// The string attribute, or empty without an error.
Ref text_attribute(PyObject *object, PyObject *name) {
    Ref value = Ref::steal(PyObject_GetAttr(object, name));
    if (!value) PyErr_Clear();
    return value && PyUnicode_Check(value.get()) ? value : Ref();
}

bool is_initializing(PyObject *module) {
    Ref spec = Ref::steal(PyObject_GetAttr(module, objects::name::dunder_spec));
    const bool result = objects::is_spec_initializing(spec.get());
    PyErr_Clear();
    return result;
}

Failure raise_cannot_import(PyObject *module, PyObject *name) {
    Ref package = text_attribute(module, objects::name::dunder_name);
    Ref path = text_attribute(module, objects::name::dunder_file);
    Ref package_text = package ? std::move(package) : TRY_REF(PyUnicode_FromString("<unknown module name>"));
    Ref text;
    if (!path) {
        text = Ref::steal(PyUnicode_FromFormat("cannot import name %R from %R (unknown location)", name,
                                               package_text.get()));
    } else if (is_initializing(module)) {
        text = Ref::steal(PyUnicode_FromFormat("cannot import name %R from partially initialized module %R "
                                               "(most likely due to a circular import) (%S)",
                                               name, package_text.get(), path.get()));
    } else {
        text = Ref::steal(
            PyUnicode_FromFormat("cannot import name %R from %R (%S)", name, package_text.get(), path.get()));
    }
    if (text) PyErr_SetImportError(text.get(), package_text.get(), path.get());
    return {};
}

} // namespace

PyObject *import_from(PyObject *module, PyObject *name) {
    Ref value = Ref::steal(PyObject_GetAttr(module, name));
    if (value) return value.release();
    if (PyErr_ExceptionMatches(PyExc_AttributeError) == 0) return nullptr;
    PyErr_Clear();
    value = submodule_in_cache(module, name);
    if (value || objects::is_error_pending()) return value.release();
    return raise_cannot_import(module, name);
}

namespace {

// The names that `import *` takes: __all__, or those of the namespace without a leading underscore.
Ref public_names(PyObject *module, bool &skips_private) {
    Ref all = Ref::steal(PyObject_GetAttr(module, objects::name::dunder_all));
    if (all) return Ref::steal(PySequence_List(all.get()));
    if (PyErr_ExceptionMatches(PyExc_AttributeError) == 0) return {};
    PyErr_Clear();
    skips_private = true;
    Ref dict = Ref::steal(PyObject_GetAttr(module, objects::name::dunder_dict));
    if (!dict) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError) != 0) {
            PyErr_SetString(PyExc_ImportError, "from-import-* object has no __dict__ and no __all__");
        }
        return {};
    }
    return Ref::steal(PyMapping_Keys(dict.get()));
}

int check_star_name(PyObject *module, PyObject *name, bool is_key) {
    if (PyUnicode_Check(name)) return 0;
    Ref module_name = TRY_REF(PyObject_GetAttr(module, objects::name::dunder_name));
    PyErr_Format(PyExc_TypeError, "%s in %U.%s must be str, not %.100s", is_key ? "Key" : "Item",
                 module_name.get(), is_key ? "__dict__" : "__all__", Py_TYPE(name)->tp_name);
    return -1;
}

} // namespace

int import_star(Frame *frame, PyObject *module) {
    bool skips_private = false;
    Ref names = TRY(public_names(module, skips_private));
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(names.get()); i++) {
        Ref name = Ref::borrow(PyList_GET_ITEM(names.get(), i));
        TRY(check_star_name(module, name.get(), skips_private));
        if (skips_private && PyUnicode_GET_LENGTH(name.get()) > 0 &&
            PyUnicode_READ_CHAR(name.get(), 0) == '_')
            continue;
        Ref value = TRY_REF(PyObject_GetAttr(module, name.get()));
        TRY(store_name(frame, name.get(), value.get()));
    }
    return 0;
}

int print_expression(PyObject *value) {
    Ref hook = Ref::borrow(PyDict_GetItemWithError(objects::runtime.sys_dict, objects::name::displayhook));
    if (!hook) {
        if (!objects::is_error_pending()) PyErr_SetString(PyExc_RuntimeError, "lost sys.displayhook");
        return -1;
    }
    Ref result = TRY_REF(PyObject_CallOneArg(hook.get(), value));
    return 0;
}

Flow attend(bool is_traced) {
    if (serve_attention() < 0) return Flow::Error;
    return is_traced == (objects::runtime.tracer != nullptr) ? Flow::Next : Flow::Switch;
}

} // namespace adder::vm
