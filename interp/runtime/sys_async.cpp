// SPDX-License-Identifier: MIT
//
// Functions of module sys about asynchronous generators: the hooks by which an event loop learns of those
// that are iterated for the first time and of those that are dropped unfinished. The hooks belong to the
// thread; a generator takes its finalizer along when it is first iterated.
#include "runtime/sys_module.hpp"

#include "objects/native_function.hpp"
#include "objects/error.hpp"
#include "objects/runtime_state.hpp"

namespace adder::runtime {

namespace {

// The type of what get_asyncgen_hooks() gives; made when it is first asked for.
PyTypeObject *hooks_type() {
    static PyTypeObject *type = nullptr;
    static PyStructSequence_Field fields[] = {
        {"firstiter", "called with a generator that is iterated for the first time"},
        {"finalizer", "called with a generator that is dropped unfinished"},
        {nullptr, nullptr}};
    static PyStructSequence_Desc description = {"sys.asyncgen_hooks", "The hooks of asynchronous generators.",
                                                fields, 2};
    if (type == nullptr) type = PyStructSequence_NewType(&description);
    return type;
}

int check_hook(const char *name, PyObject *hook) {
    if (hook == nullptr || hook == Py_None || PyCallable_Check(hook) != 0) return 0;
    return objects::raise_type_error("callable %s expected, got %.50s", name, Py_TYPE(hook)->tp_name);
}

// What was not given stays; None takes the hook away.
void set_hook(PyObject *&place, PyObject *hook) {
    if (hook == nullptr) return;
    Py_XSETREF(place, hook == Py_None ? nullptr : Py_NewRef(hook));
}

PyObject *sys_set_asyncgen_hooks(PyObject *, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"firstiter", "finalizer", nullptr};
    PyObject *first_iteration = nullptr;
    PyObject *finalizer = nullptr;
    if (PyArg_ParseTupleAndKeywords(args, keywords, "|OO", const_cast<char **>(names), &first_iteration,
                                    &finalizer) == 0)
        return nullptr;
    objects::ThreadState *thread = objects::thread();
    if (check_hook("finalizer", finalizer) < 0) return nullptr;
    set_hook(thread->async_gen_finalizer, finalizer);
    if (check_hook("firstiter", first_iteration) < 0) return nullptr;
    set_hook(thread->async_gen_firstiter, first_iteration);
    Py_RETURN_NONE;
}

PyObject *sys_get_asyncgen_hooks(PyObject *, PyObject *) {
    PyTypeObject *type = hooks_type();
    if (type == nullptr) return nullptr;
    PyObject *record = PyStructSequence_New(type);
    if (record == nullptr) return nullptr;
    const objects::ThreadState *thread = objects::thread();
    const auto shown = [](PyObject *hook) { return Py_NewRef(hook == nullptr ? Py_None : hook); };
    PyStructSequence_SET_ITEM(record, 0, shown(thread->async_gen_firstiter));
    PyStructSequence_SET_ITEM(record, 1, shown(thread->async_gen_finalizer));
    return record;
}

PyObject *sys_set_origin_depth(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr objects::ArgumentSpec spec("set_coroutine_origin_tracking_depth", "depth");
    PyObject *value;
    TRY(spec.bind(args, count, keyword_names, &value));
    const int depth = _PyLong_AsInt(value);
    if (depth == -1 && objects::is_error_pending()) return nullptr;
    if (depth < 0) return objects::raise_value_error("depth must be >= 0");
    objects::thread()->coroutine_origin_depth = depth;
    Py_RETURN_NONE;
}

PyObject *sys_get_origin_depth(PyObject *, PyObject *) {
    return PyLong_FromLong(objects::thread()->coroutine_origin_depth);
}

} // namespace

PyMethodDef sys_async_functions[] = {
    {"set_asyncgen_hooks", _PyCFunction_CAST(sys_set_asyncgen_hooks), METH_VARARGS | METH_KEYWORDS,
     "set_asyncgen_hooks(*, firstiter=None, finalizer=None)\n\n"
     "Set what is called for new and for dropped asynchronous generators."},
    {"get_asyncgen_hooks", sys_get_asyncgen_hooks, METH_NOARGS,
     "get_asyncgen_hooks($module, /)\n--\n\nThe hooks of asynchronous generators."},
    {"set_coroutine_origin_tracking_depth", _PyCFunction_CAST(sys_set_origin_depth),
     METH_FASTCALL | METH_KEYWORDS,
     "set_coroutine_origin_tracking_depth($module, /, depth)\n--\n\n"
     "Lets new coroutines remember that many of their callers as cr_origin."},
    {"get_coroutine_origin_tracking_depth", sys_get_origin_depth, METH_NOARGS,
     "get_coroutine_origin_tracking_depth($module, /)\n--\n\n"
     "How many callers new coroutines remember."},
    {},
};

} // namespace adder::runtime
