// SPDX-License-Identifier: MIT
//
// The module gc: Python's names for the collector's switches and questions, which Python.h declares as
// _PyGC_….
#define PY_SSIZE_T_CLEAN
#include <Python.h>

namespace {

constexpr int generation_count = 3;

PyObject *gc_enable(PyObject *, PyObject *) {
    PyGC_Enable();
    Py_RETURN_NONE;
}

PyObject *gc_disable(PyObject *, PyObject *) {
    PyGC_Disable();
    Py_RETURN_NONE;
}

PyObject *gc_isenabled(PyObject *, PyObject *) {
    return PyBool_FromLong(PyGC_IsEnabled());
}

// Reads a generation number; false with ValueError.
bool check_generation(Py_ssize_t generation, Py_ssize_t lowest) {
    if (generation >= lowest && generation < generation_count) return true;
    PyErr_SetString(PyExc_ValueError, "invalid generation");
    return false;
}

PyObject *gc_collect(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"generation", nullptr};
    int generation = generation_count - 1;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|i:collect", const_cast<char **>(keywords), &generation))
        return nullptr;
    return check_generation(generation, 0) ? PyLong_FromSsize_t(_PyGC_CollectGeneration(generation))
                                           : nullptr;
}

PyObject *gc_get_threshold(PyObject *, PyObject *) {
    int thresholds[generation_count];
    _PyGC_GetThreshold(thresholds);
    return Py_BuildValue("(iii)", thresholds[0], thresholds[1], thresholds[2]);
}

PyObject *gc_set_threshold(PyObject *, PyObject *args) {
    int thresholds[generation_count];
    _PyGC_GetThreshold(thresholds);
    if (!PyArg_ParseTuple(args, "i|ii:set_threshold", &thresholds[0], &thresholds[1], &thresholds[2]))
        return nullptr;
    _PyGC_SetThreshold(thresholds);
    Py_RETURN_NONE;
}

PyObject *gc_get_count(PyObject *, PyObject *) {
    int counts[generation_count];
    _PyGC_GetCount(counts);
    return Py_BuildValue("(iii)", counts[0], counts[1], counts[2]);
}

PyObject *gc_get_debug(PyObject *, PyObject *) {
    return PyLong_FromLong(_PyGC_GetDebug());
}

PyObject *gc_set_debug(PyObject *, PyObject *argument) {
    long flags = PyLong_AsLong(argument);
    if (flags == -1 && PyErr_Occurred()) return nullptr;
    _PyGC_SetDebug(static_cast<int>(flags));
    Py_RETURN_NONE;
}

PyObject *gc_get_objects(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"generation", nullptr};
    PyObject *argument = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|O:get_objects", const_cast<char **>(keywords),
                                     &argument))
        return nullptr;
    if (argument == Py_None) return _PyGC_GetObjects(-1);
    Py_ssize_t generation = PyNumber_AsSsize_t(argument, PyExc_OverflowError);
    if (generation == -1 && PyErr_Occurred()) return nullptr;
    if (generation >= generation_count) {
        return PyErr_Format(PyExc_ValueError,
                            "generation must be less than the number of available generations (%i)",
                            generation_count);
    }
    if (generation < 0) return PyErr_Format(PyExc_ValueError, "generation cannot be negative");
    return _PyGC_GetObjects(static_cast<int>(generation));
}

PyObject *gc_get_referrers(PyObject *, PyObject *args) {
    return _PyGC_GetReferrers(args);
}

PyObject *gc_get_referents(PyObject *, PyObject *args) {
    return _PyGC_GetReferents(args);
}

PyObject *gc_is_tracked(PyObject *, PyObject *object) {
    return PyBool_FromLong(PyObject_GC_IsTracked(object));
}

PyObject *gc_is_finalized(PyObject *, PyObject *object) {
    return PyBool_FromLong(PyObject_GC_IsFinalized(object));
}

PyObject *gc_freeze(PyObject *, PyObject *) {
    _PyGC_Freeze();
    Py_RETURN_NONE;
}

PyObject *gc_unfreeze(PyObject *, PyObject *) {
    _PyGC_Unfreeze();
    Py_RETURN_NONE;
}

PyObject *gc_get_freeze_count(PyObject *, PyObject *) {
    return PyLong_FromSsize_t(_PyGC_FreezeCount());
}

PyObject *gc_get_stats(PyObject *, PyObject *) {
    PyObject *list = PyList_New(0);
    for (int i = 0; list != nullptr && i < generation_count; i++) {
        Py_ssize_t collections;
        Py_ssize_t collected;
        Py_ssize_t uncollectable;
        _PyGC_GetStatistics(i, &collections, &collected, &uncollectable);
        PyObject *row = Py_BuildValue("{snsnsn}", "collections", collections, "collected", collected,
                                      "uncollectable", uncollectable);
        if (row == nullptr || PyList_Append(list, row) < 0) Py_CLEAR(list);
        Py_XDECREF(row);
    }
    return list;
}

int execute(PyObject *module) {
    if (PyModule_AddObjectRef(module, "garbage", _PyGC_GarbageList()) < 0) return -1;
    if (PyModule_AddObjectRef(module, "callbacks", _PyGC_CallbackList()) < 0) return -1;
    constexpr struct {
        const char *name;
        int value;
    } constants[] = {
        {"DEBUG_STATS", _PyGC_DEBUG_STATS},
        {"DEBUG_COLLECTABLE", _PyGC_DEBUG_COLLECTABLE},
        {"DEBUG_UNCOLLECTABLE", _PyGC_DEBUG_UNCOLLECTABLE},
        {"DEBUG_SAVEALL", _PyGC_DEBUG_SAVEALL},
        {"DEBUG_LEAK", _PyGC_DEBUG_COLLECTABLE | _PyGC_DEBUG_UNCOLLECTABLE | _PyGC_DEBUG_SAVEALL},
    };
    for (const auto &constant : constants)
        if (PyModule_AddIntConstant(module, constant.name, constant.value) < 0) return -1;
    return 0;
}

PyMethodDef functions[] = {
    {"enable", gc_enable, METH_NOARGS, "enable($module, /)\n--\n\nSwitch automatic collection on."},
    {"disable", gc_disable, METH_NOARGS, "disable($module, /)\n--\n\nSwitch automatic collection off."},
    {"isenabled", gc_isenabled, METH_NOARGS,
     "isenabled($module, /)\n--\n\nWhether automatic collection is on."},
    {"collect", _PyCFunction_CAST(gc_collect), METH_VARARGS | METH_KEYWORDS,
     "collect($module, /, generation=2)\n--\n\nCollect now; the number of unreachable objects."},
    {"get_threshold", gc_get_threshold, METH_NOARGS,
     "get_threshold($module, /)\n--\n\nThe three thresholds."},
    {"set_threshold", gc_set_threshold, METH_VARARGS,
     "set_threshold(threshold0, [threshold1, threshold2]) -> None"},
    {"get_count", gc_get_count, METH_NOARGS, "get_count($module, /)\n--\n\nThe three counters."},
    {"get_debug", gc_get_debug, METH_NOARGS, "get_debug($module, /)\n--\n\nThe debugging flags."},
    {"set_debug", gc_set_debug, METH_O, "set_debug($module, flags, /)\n--\n\nSet the debugging flags."},
    {"get_objects", _PyCFunction_CAST(gc_get_objects), METH_VARARGS | METH_KEYWORDS,
     "get_objects($module, /, generation=None)\n--\n\nThe objects that the collector knows."},
    {"get_referrers", gc_get_referrers, METH_VARARGS, "get_referrers(*objs) -> list"},
    {"get_referents", gc_get_referents, METH_VARARGS, "get_referents(*objs) -> list"},
    {"is_tracked", gc_is_tracked, METH_O,
     "is_tracked($module, obj, /)\n--\n\nWhether the collector knows the object."},
    {"is_finalized", gc_is_finalized, METH_O,
     "is_finalized($module, obj, /)\n--\n\nWhether its finalizer has run."},
    {"freeze", gc_freeze, METH_NOARGS,
     "freeze($module, /)\n--\n\nLeave all present objects out of collections."},
    {"unfreeze", gc_unfreeze, METH_NOARGS, "unfreeze($module, /)\n--\n\nBring frozen objects back."},
    {"get_freeze_count", gc_get_freeze_count, METH_NOARGS,
     "get_freeze_count($module, /)\n--\n\nHow many are frozen."},
    {"get_stats", gc_get_stats, METH_NOARGS, "get_stats($module, /)\n--\n\nCounts for each generation."},
    {},
};

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "gc",
    .m_doc = "Control of the collector of reference cycles.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace

PyMODINIT_FUNC PyInit_gc(void) {
    return PyModuleDef_Init(&definition);
}
