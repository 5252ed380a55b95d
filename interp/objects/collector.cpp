// SPDX-License-Identifier: MIT
//
// The collection of one generation, after CPython's algorithm:
//
//  1. Every object of the generation gets a count: its references minus those that come from objects of the
//     generation itself. What has some left is held from outside.
//  2. Walking from those, everything reachable goes back to the survivors; the rest is garbage.
//  3. Weak references into the garbage are cleared and their callbacks run, then finalizers. What a finalizer
//  brought
//     back to life survives: steps 1 and 2 are done again on the garbage alone.
//  4. tp_clear breaks the cycles; reference counts do the rest.
//
// Between steps 1 and 2 only tp_traverse functions run, which call nothing; from step 3 on anything may
// happen.
#include "objects/collector.hpp"

#include "objects/error.hpp"
#include "objects/tracer.hpp"
#include "objects/weak_reference.hpp"

#include <vector>

namespace adder::objects {

Collector collector;

namespace {

// The VM is asked first; this many thresholds later a collection runs inside an allocation.
constexpr int far_over = 10;

// --- lists

uintptr_t word(const GcHead *head) {
    return reinterpret_cast<uintptr_t>(head);
}

void init_list(GcHead *list) {
    list->next = list->previous = word(list);
}

void set_previous(GcHead *head, const GcHead *previous) {
    head->previous = (head->previous & gc_marks) | word(previous);
}

void append(GcHead *head, GcHead *list) {
    GcHead *last = gc_previous(list);
    set_previous(head, last);
    head->next = word(list);
    last->next = word(head);
    list->previous = word(head);
}

void move_to(GcHead *head, GcHead *list) {
    GcHead *previous = gc_previous(head);
    GcHead *next = gc_next(head);
    previous->next = word(next);
    set_previous(next, previous);
    append(head, list);
}

Py_ssize_t size_of_list(const GcHead *list) {
    Py_ssize_t size = 0;
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) size++;
    return size;
}

// --- steps 1 and 2: what is reachable?

uintptr_t references_left(const GcHead *head) {
    return head->previous >> gc_refs_shift;
}

void set_references_left(GcHead *head, uintptr_t count) {
    head->previous = (head->previous & gc_marks) | (count << gc_refs_shift);
}

bool is_collecting(const GcHead *head) {
    return (head->previous & gc_collecting) != 0;
}

bool is_under_examination(PyObject *object) {
    return is_gc_object(object) && is_collecting(gc_head(object));
}

void traverse(GcHead *head, visitproc visit, void *argument) {
    PyObject *object = object_of(head);
    Py_TYPE(object)->tp_traverse(object, visit, argument);
}

int visit_decrement(PyObject *object, void *) {
    if (is_under_examination(object)) gc_head(object)->previous -= uintptr_t{1} << gc_refs_shift;
    return 0;
}

int visit_reachable(PyObject *object, void *argument) {
    if (!is_under_examination(object)) return 0;
    GcHead *head = gc_head(object);
    if (head->next & gc_unreachable) {
        GcHead *previous = gc_previous(head);
        auto *next = reinterpret_cast<GcHead *>(head->next & ~gc_unreachable);
        previous->next = head->next;
        set_previous(next, previous);
        append(head, static_cast<GcHead *>(argument));
        set_references_left(head, 1);
    } else if (references_left(head) == 0) {
        set_references_left(head, 1);
    }
    return 0;
}

void count_outside_references(GcHead *list) {
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head))
        head->previous = (head->previous & gc_finalized) | gc_collecting |
                         (static_cast<uintptr_t>(object_of(head)->ob_refcnt) << gc_refs_shift);
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head))
        traverse(head, visit_decrement, nullptr);
}

void set_aside(GcHead *head, GcHead *previous, GcHead *unreachable) {
    previous->next = head->next;
    GcHead *last = gc_previous(unreachable);
    last->next = word(head) | gc_unreachable;
    set_previous(head, last);
    head->next = word(unreachable) | gc_unreachable;
    unreachable->previous = word(head);
}

// Leaves in `list` what is reachable from outside, with its links restored, and moves the rest to
// `unreachable`. While this runs, objects set aside are marked in `next`, as visit_reachable may find them
// again.
void move_unreachable(GcHead *list, GcHead *unreachable) {
    GcHead *previous = list;
    for (GcHead *head = gc_next(list); head != list; head = gc_next(previous)) {
        if (references_left(head) == 0) {
            set_aside(head, previous, unreachable);
            continue;
        }
        traverse(head, visit_reachable, list);
        set_previous(head, previous);
        head->previous &= ~gc_collecting;
        previous = head;
    }
    list->previous = word(previous);
    for (GcHead *head = unreachable;;) {
        head->next &= ~gc_unreachable;
        head = gc_next(head);
        if (head == unreachable) break;
    }
}

void find_unreachable(GcHead *list, GcHead *unreachable) {
    init_list(unreachable);
    count_outside_references(list);
    move_unreachable(list, unreachable);
}

// --- survivors

template <auto MaybeUntrack> void untrack_members(GcHead *list, PyTypeObject *type) {
    for (GcHead *head = gc_next(list); head != list;) {
        PyObject *object = object_of(head);
        head = gc_next(head);
        if (Py_IS_TYPE(object, type)) MaybeUntrack(object);
    }
}

// Moves the survivors to the next older generation, or counts them in the oldest.
void keep_survivors(int generation, GcHead *young) {
    untrack_members<_PyTuple_MaybeUntrack>(young, &PyTuple_Type);
    if (generation == generation_count - 1) {
        untrack_members<_PyDict_MaybeUntrack>(young, &PyDict_Type);
        collector.long_lived_pending = 0;
        collector.long_lived_total = size_of_list(young);
        return;
    }
    if (generation == generation_count - 2) collector.long_lived_pending += size_of_list(young);
    merge_lists(young, &heap.generations[generation + 1].head);
}

// --- steps 3 and 4: the end of garbage

// Clears weak references to garbage. Callbacks of references that are no garbage themselves are to be called.
void clear_weakrefs(GcHead *unreachable, std::vector<Ref> &to_call) {
    for (GcHead *head = gc_next(unreachable); head != unreachable; head = gc_next(head)) {
        PyObject *object = object_of(head);
        if (PyWeakref_Check(object)) _PyWeakref_ClearRef(as_weakref(object));
        if (!supports_weakrefs(object)) continue;
        while (PyWeakReference *reference = weakref_list(object)) {
            auto *reference_object = reinterpret_cast<PyObject *>(reference);
            _PyWeakref_ClearRef(reference);
            if (reference->wr_callback != nullptr && !is_collecting(gc_head(reference_object)))
                to_call.push_back(Ref::borrow(reference_object));
        }
    }
}

void run_weakref_callbacks(std::vector<Ref> &references) {
    for (Ref &reference : references) {
        auto *weakref = reference.as<PyWeakReference>();
        Ref callback = Ref::steal(std::exchange(weakref->wr_callback, nullptr));
        if (callback) run_weakref_callback(weakref, callback.get());
    }
}

void run_finalizers(GcHead *unreachable) {
    GcHead seen;
    init_list(&seen);
    while (!is_empty_list(unreachable)) {
        GcHead *head = gc_next(unreachable);
        PyObject *object = object_of(head);
        move_to(head, &seen);
        destructor finalize = Py_TYPE(object)->tp_finalize;
        if (finalize == nullptr || (head->previous & gc_finalized)) continue;
        head->previous |= gc_finalized;
        Ref kept = Ref::borrow(object);
        finalize(object);
    }
    merge_lists(&seen, unreachable);
}

// Gives back to `old` what finalizers brought to life; what is left goes to `still_unreachable`.
void keep_resurrected(GcHead *unreachable, GcHead *still_unreachable, GcHead *old) {
    for (GcHead *head = gc_next(unreachable); head != unreachable; head = gc_next(head))
        head->previous &= ~gc_collecting;
    find_unreachable(unreachable, still_unreachable);
    merge_lists(unreachable, old);
}

void clear_object(PyObject *object) {
    if (collector.debug_flags & _PyGC_DEBUG_SAVEALL) {
        if (PyList_Append(_PyGC_GarbageList(), object) < 0) PyErr_Clear();
        return;
    }
    inquiry clear = Py_TYPE(object)->tp_clear;
    if (clear == nullptr) return;
    Ref kept = Ref::borrow(object);
    clear(object);
    if (is_error_pending())
        _PyErr_WriteUnraisableMsg("in tp_clear of", reinterpret_cast<PyObject *>(Py_TYPE(object)));
}

void delete_garbage(GcHead *garbage, GcHead *old) {
    while (!is_empty_list(garbage)) {
        GcHead *head = gc_next(garbage);
        clear_object(object_of(head));
        if (gc_next(garbage) != head) continue;
        head->previous &= ~gc_collecting;
        move_to(head, old);
    }
}

void report_collectable(GcHead *garbage) {
    if (!(collector.debug_flags & _PyGC_DEBUG_COLLECTABLE)) return;
    for (GcHead *head = gc_next(garbage); head != garbage; head = gc_next(head))
        PySys_FormatStderr("gc: collectable <%s %p>\n", Py_TYPE(object_of(head))->tp_name, object_of(head));
}

Py_ssize_t examine(int generation) {
    GcHead *young = &heap.generations[generation].head;
    GcHead *old = &heap.generations[generation + 1 < generation_count ? generation + 1 : generation].head;
    GcHead unreachable;
    find_unreachable(young, &unreachable);
    keep_survivors(generation, young);
    if (is_empty_list(&unreachable)) return 0;
    report_collectable(&unreachable);
    std::vector<Ref> weakrefs;
    clear_weakrefs(&unreachable, weakrefs);
    run_weakref_callbacks(weakrefs);
    run_finalizers(&unreachable);
    GcHead garbage;
    keep_resurrected(&unreachable, &garbage, old);
    Py_ssize_t found = size_of_list(&garbage);
    delete_garbage(&garbage, old);
    return found;
}

// Calls the functions in gc.callbacks.
void report_phase(const char *phase, int generation, Py_ssize_t collected) {
    PyObject *callbacks = collector.callbacks;
    if (callbacks == nullptr || PyList_GET_SIZE(callbacks) == 0) return;
    Ref info = Ref::steal(Py_BuildValue("{sisnsn}", "generation", generation, "collected", collected,
                                        "uncollectable", Py_ssize_t{0}));
    if (!info) return PyErr_WriteUnraisable(nullptr);
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(callbacks); i++) {
        Ref callback = Ref::borrow(PyList_GET_ITEM(callbacks, i));
        Ref result = Ref::steal(PyObject_CallFunction(callback.get(), "sO", phase, info.get()));
        if (!result) PyErr_WriteUnraisable(callback.get());
    }
}

} // namespace

void merge_lists(GcHead *from, GcHead *to) {
    if (is_empty_list(from)) return;
    GcHead *to_last = gc_previous(to);
    GcHead *from_first = gc_next(from);
    GcHead *from_last = gc_previous(from);
    to_last->next = word(from_first);
    set_previous(from_first, to_last);
    from_last->next = word(to);
    to->previous = word(from_last);
    init_list(from);
}

Py_ssize_t collect_generation(int generation) {
    if (heap.is_collecting) return 0;
    SavedError saved;
    // Before the callbacks: what they allocate must not start another collection.
    heap.is_collecting = true;
    report_phase("start", generation, 0);
    if (generation + 1 < generation_count) heap.generations[generation + 1].count++;
    for (int i = 0; i <= generation; i++) heap.generations[i].count = 0;
    for (int i = 0; i < generation; i++)
        merge_lists(&heap.generations[i].head, &heap.generations[generation].head);
    Py_ssize_t found = examine(generation);
    collector.statistics[generation].collections++;
    collector.statistics[generation].collected += found;
    if (runtime.tracer != nullptr) runtime.tracer->collection(generation, found);
    report_phase("stop", generation, found);
    heap.is_collecting = false;
    return found;
}

void collect_due_generations() {
    for (int i = generation_count - 1; i >= 0; i--) {
        Generation &generation = heap.generations[i];
        if (generation.count <= generation.threshold) continue;
        // A full collection costs time in proportion to all objects: wait until a quarter of them is new.
        if (i == generation_count - 1 && collector.long_lived_pending < collector.long_lived_total / 4)
            continue;
        collect_generation(i);
        return;
    }
}

void collection_is_due() {
    Generation &youngest = heap.generations[0];
    if (!heap.is_collector_enabled || youngest.threshold == 0 || heap.is_collecting || thread() == nullptr)
        return;
#ifdef ADDER_STRESS
    collect_generation(0);
    return;
#endif
    runtime.attention.fetch_or(AttentionCollect, std::memory_order_relaxed);
    if (youngest.count > far_over * youngest.threshold) collect_due_generations();
}

void run_due_collection() {
    runtime.attention.fetch_and(~uint32_t{AttentionCollect}, std::memory_order_relaxed);
    if (heap.is_collector_enabled && heap.generations[0].count > heap.generations[0].threshold)
        collect_due_generations();
}

} // namespace adder::objects
