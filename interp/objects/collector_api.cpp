// SPDX-License-Identifier: MIT
//
// The collector as the C API and module gc see it: switches, counters, and questions about tracked objects.
#include "objects/collector.hpp"

#include "objects/error.hpp"

namespace adder::objects {

namespace {

// Calls `visit` with every tracked object of the generations from `first` to `last`; stops when it returns
// -1.
template <class Visitor> int visit_objects(int first, int last, Visitor visit) {
    for (int i = first; i <= last; i++) {
        GcHead *list = &heap.generations[i].head;
        for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) TRY(visit(object_of(head)));
    }
    return 0;
}

int refers_to_one_of(PyObject *object, void *tuple) {
    auto *wanted = static_cast<PyObject *>(tuple);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(wanted); i++)
        if (PyTuple_GET_ITEM(wanted, i) == object) return 1;
    return 0;
}

int append_referent(PyObject *object, void *list) {
    return PyList_Append(static_cast<PyObject *>(list), object) < 0;
}

PyObject *list_made_once(PyObject *&list) {
    if (list == nullptr) list = PyList_New(0);
    return list;
}

} // namespace

extern "C" {

Py_ssize_t PyGC_Collect(void) {
    return heap.is_collector_enabled ? collect_generation(generation_count - 1) : 0;
}

Py_ssize_t _PyGC_CollectGeneration(int generation) {
    return collect_generation(generation);
}

int PyGC_Enable(void) {
    return std::exchange(heap.is_collector_enabled, true);
}

int PyGC_Disable(void) {
    return std::exchange(heap.is_collector_enabled, false);
}

int PyGC_IsEnabled(void) {
    return heap.is_collector_enabled;
}

void _PyGC_GetThreshold(int thresholds[3]) {
    for (int i = 0; i < generation_count; i++) thresholds[i] = heap.generations[i].threshold;
}

void _PyGC_SetThreshold(const int thresholds[3]) {
    for (int i = 0; i < generation_count; i++) heap.generations[i].threshold = thresholds[i];
}

void _PyGC_GetCount(int counts[3]) {
    for (int i = 0; i < generation_count; i++) counts[i] = heap.generations[i].count;
}

PyObject *_PyGC_GetObjects(int generation) {
    Ref list = TRY_REF(PyList_New(0));
    int first = generation < 0 ? 0 : generation;
    int last = generation < 0 ? generation_count - 1 : generation;
    TRY(visit_objects(first, last, [&list](PyObject *object) {
        return object == list.get() ? 0 : PyList_Append(list.get(), object);
    }));
    return list.release();
}

PyObject *_PyGC_GetReferrers(PyObject *objects_tuple) {
    Ref list = TRY_REF(PyList_New(0));
    TRY(visit_objects(0, generation_count - 1, [&](PyObject *object) {
        if (object == list.get() || object == objects_tuple) return 0;
        bool refers = Py_TYPE(object)->tp_traverse(object, refers_to_one_of, objects_tuple) != 0;
        return refers ? PyList_Append(list.get(), object) : 0;
    }));
    return list.release();
}

PyObject *_PyGC_GetReferents(PyObject *objects_tuple) {
    Ref list = TRY_REF(PyList_New(0));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(objects_tuple); i++) {
        PyObject *object = PyTuple_GET_ITEM(objects_tuple, i);
        if (!PyObject_IS_GC(object) || Py_TYPE(object)->tp_traverse == nullptr) continue;
        if (Py_TYPE(object)->tp_traverse(object, append_referent, list.get()) != 0) return nullptr;
    }
    return list.release();
}

void _PyGC_Freeze(void) {
    for (Generation &generation : heap.generations) {
        merge_lists(&generation.head, &heap.permanent.head);
        generation.count = 0;
    }
}

void _PyGC_Unfreeze(void) {
    merge_lists(&heap.permanent.head, &heap.generations[generation_count - 1].head);
}

Py_ssize_t _PyGC_FreezeCount(void) {
    Py_ssize_t count = 0;
    for (GcHead *head = gc_next(&heap.permanent.head); head != &heap.permanent.head; head = gc_next(head))
        count++;
    return count;
}

int _PyGC_GetDebug(void) {
    return collector.debug_flags;
}

void _PyGC_SetDebug(int flags) {
    collector.debug_flags = flags;
}

PyObject *_PyGC_GarbageList(void) {
    return list_made_once(collector.garbage);
}

PyObject *_PyGC_CallbackList(void) {
    return list_made_once(collector.callbacks);
}

void _PyGC_GetStatistics(int generation, Py_ssize_t *collections, Py_ssize_t *collected,
                         Py_ssize_t *uncollectable) {
    const CollectionStatistics &statistics = collector.statistics[generation];
    *collections = statistics.collections;
    *collected = statistics.collected;
    *uncollectable = statistics.uncollectable;
}

} // extern "C"

} // namespace adder::objects
