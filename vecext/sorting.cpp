// SPDX-License-Identifier: MIT
#include "vecext/sorting.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <vector>

#include "vecext/axes.hpp"
#include "vecext/construct.hpp"
#include "vecext/elementwise.hpp"
#include "vecext/scalars.hpp"
#include "vecext/shaping.hpp"
#include "vecext/sort_lines.hpp"

namespace adder::vecext {

namespace {

// ---- lines along an axis

// Calls work(line) for every line of `array` along `axis`, with a line of `other` (same shape but for the
// axis) beside.
template <class Work> void for_each_line(const Array *array, const Array *other, int axis, Work work) {
    Dimensions lines, others;
    for (int k = 0; k < array->ndim; ++k) {
        if (k == axis) continue;
        lines.append(array->shape[k], array->strides[k]);
        others.append(other->shape[k], other->strides[k]);
    }
    Walk walk;
    walk.ndim = lines.ndim;
    std::copy_n(lines.shape, lines.ndim, walk.shape);
    walk.add(array->data, lines.ndim, lines.shape, lines.strides);
    walk.add(other->data, others.ndim, others.shape, others.strides);
    for_each_run(walk, [&](const Run &run) {
        for (std::ptrdiff_t i = 0; i < run.count; ++i) {
            work(run.in[0].data + i * run.in[0].stride, run.out + i * run.out_stride);
        }
        return 0u;
    });
}

template <class T> void gather(const char *from, std::int64_t stride, std::vector<T> &line) {
    for (T &element : line) {
        std::memcpy(&element, from, sizeof element);
        from += stride;
    }
}
template <class T> void scatter(const std::vector<T> &line, char *to, std::int64_t stride) {
    for (const T &element : line) {
        std::memcpy(to, &element, sizeof element);
        to += stride;
    }
}

// What to do with each line: sort it whole, or so far that the listed places are right.
struct Task {
    bool is_partial = false;
    std::vector<std::int64_t> places; // for a partial sort, each within the line
};

template <class T> void order_line(T *line, std::int64_t count, const Task &task, SortSpaces &spaces) {
    if (task.is_partial)
        partition_line(line, count, task.places, spaces);
    else
        sort_line(line, count, spaces);
}

// In place. The axis is inside of the array's dimensions.
void order_lines(Array *array, int axis, const Task &task) {
    const std::int64_t count = array->shape[axis], stride = array->strides[axis];
    SortSpaces spaces;
    visit(array->dtype, [&](auto type) {
        using T = SortedAs<typename decltype(type)::type>;
        std::vector<T> line(stride == sizeof(T) ? 0 : static_cast<std::size_t>(count));
        for_each_line(array, array, axis, [&](const char *, char *at) {
            if (stride == sizeof(T)) return order_line(reinterpret_cast<T *>(at), count, task, spaces);
            gather(at, stride, line);
            order_line(line.data(), count, task, spaces);
            scatter(line, at, stride);
        });
    });
}

// A whole sort is a partition at several places.
void order_positions(const Array *array, Array *result, int axis, const Task &task) {
    const std::int64_t count = array->shape[axis], stride = array->strides[axis];
    const bool is_selection = task.is_partial && task.places.size() == 1;
    SortSpaces spaces;
    visit(array->dtype, [&](auto type) {
        using T = SortedAs<typename decltype(type)::type>;
        const bool is_straight = stride == sizeof(T) && result->strides[axis] == sizeof(std::int64_t);
        std::vector<T> line(is_straight ? 0 : static_cast<std::size_t>(count)), copy;
        std::vector<std::int64_t> places(is_straight ? 0 : static_cast<std::size_t>(count));
        for_each_line(array, result, axis, [&](const char *from, char *to) {
            if (!is_straight) gather(from, stride, line);
            const T *elements = is_straight ? reinterpret_cast<const T *>(from) : line.data();
            auto *positions = is_straight ? reinterpret_cast<std::int64_t *>(to) : places.data();
            std::iota(positions, positions + count, std::int64_t(0));
            if (is_selection) copy.assign(elements, elements + count);
            const bool is_done = is_selection && argpartition_line(elements, copy.data(), positions, count,
                                                                   task.places[0], spaces);
            if (!is_done) argsort_line(elements, positions, count, spaces);
            if (!is_straight) scatter(places, to, result->strides[axis]);
        });
    });
}

// ---- arguments

constexpr const char *sort_kinds[] = {"quicksort", "mergesort", "heapsort", "stable"};

int check_kind(PyObject *kind, bool is_partition) {
    if (kind == nullptr || kind == Py_None) return 0;
    if (is_partition) {
        if (PyUnicode_Check(kind) && PyUnicode_CompareWithASCIIString(kind, "introselect") == 0) return 0;
    } else if (PyUnicode_Check(kind)) {
        for (const char *name : sort_kinds) {
            // As NumPy, by the first letter in either case.
            if (PyUnicode_GET_LENGTH(kind) > 0 &&
                Py_TOLOWER(PyUnicode_READ_CHAR(kind, 0)) == Py_UCS4(name[0]))
                return 0;
        }
    } else {
        PyErr_Format(PyExc_TypeError, "sort kind must be str, not %s", Py_TYPE(kind)->tp_name);
        return -1;
    }
    PyErr_Format(PyExc_ValueError,
                 is_partition ? "select kind must be 'introselect' (got %R)"
                              : "sort kind must be one of 'quick', 'heap', or 'stable' (got %R)",
                 kind);
    return -1;
}

// Without elements every place is as good.
int take_places(PyObject *kth, const Array *array, int axis, Task &task) {
    const std::int64_t length = array->shape[axis];
    task.is_partial = true;
    Ref places = to_array(kth);
    if (!places) return -1;
    if (!is_integer(as_array(places)->dtype)) {
        PyErr_SetString(PyExc_TypeError, "Partition index must be integer");
        return -1;
    }
    places = copy_array(as_array(places), DType::Int64);
    if (!places) return -1;
    const auto *values = reinterpret_cast<const std::int64_t *>(as_array(places)->data);
    for (std::int64_t i = 0; i < as_array(places)->size; ++i) {
        const std::int64_t place = values[i] < 0 ? values[i] + length : values[i];
        if (array->size > 0 && (place < 0 || place >= length)) {
            PyErr_Format(PyExc_ValueError, "kth(=%lld) out of bounds (%lld)",
                         static_cast<long long>(values[i]), static_cast<long long>(length));
            return -1;
        }
        task.places.push_back(place);
    }
    std::sort(task.places.begin(), task.places.end());
    return 0;
}

// The array whose lines are sorted, and along which axis: without an axis all elements are one line.
int take_axis(PyObject *given, Ref &array, int &axis) {
    const bool is_flat = given == Py_None;
    if (!is_flat && as_array(array)->ndim == 0) {
        Ref axis_object = given != nullptr ? Ref::share(given) : Ref::steal(PyLong_FromLong(-1));
        return axis_object ? to_axis(axis_object.get(), 0, axis) : -1;
    }
    if (is_flat) {
        array = flattened(as_array(array), Order::C);
        axis = 0;
        return array ? 0 : -1;
    }
    axis = as_array(array)->ndim - 1;
    return given == nullptr ? 0 : to_axis(given, as_array(array)->ndim, axis);
}

enum class What { Sort, Argsort, Partition, Argpartition };
constexpr const char *what_names[] = {"sort", "argsort", "partition", "argpartition"};
constexpr bool is_partial(What what) {
    return what == What::Partition || what == What::Argpartition;
}
constexpr bool is_of_positions(What what) {
    return what == What::Argsort || what == What::Argpartition;
}

struct SortArguments {
    PyObject *array = nullptr, *kth = nullptr, *axis = nullptr, *kind = nullptr;
    bool is_descending = false;
};

template <What what>
int take_sort(PyObject *const *arguments, Py_ssize_t count, PyObject *keywords, SortArguments &taken) {
    static constexpr const char *const sort_names[] = {"a",      "axis",       "kind", "order",
                                                       "stable", "descending", nullptr};
    static constexpr const char *const partition_names[] = {"a", "kth", "axis", "kind", "order", nullptr};
    PyObject *bound[6] = {};
    const char *name = what_names[static_cast<int>(what)];
    if constexpr (is_partial(what)) {
        if (bind_arguments({name, partition_names, 2, 5}, arguments, count, keywords, bound) < 0) return -1;
        taken = {bound[0], bound[1], bound[2], bound[3]};
    } else {
        if (bind_arguments({name, sort_names, 1, 4}, arguments, count, keywords, bound) < 0) return -1;
        taken = {bound[0], nullptr, bound[1], bound[2]};
        const int descends = to_flag(bound[5], 0);
        // Every sort is stable.
        if (descends < 0 || to_flag(bound[4] == Py_None ? nullptr : bound[4], 0) < 0) return -1;
        taken.is_descending = descends > 0;
    }
    return check_kind(taken.kind, is_partial(what));
}

template <What what> Ref sorted_copy(const SortArguments &taken) {
    Ref array = to_array(taken.array);
    int axis;
    Task task;
    if (!array || take_axis(taken.axis, array, axis) < 0) return nullptr;
    if (is_partial(what) && take_places(taken.kth, as_array(array), axis, task) < 0) return nullptr;
    if constexpr (is_of_positions(what)) {
        Ref result = new_array(DType::Int64, as_array(array)->ndim, as_array(array)->shape);
        if (result && as_array(array)->size > 0)
            order_positions(as_array(array), as_array(result), axis, task);
        return result;
    } else {
        array = copy_array(as_array(array), as_array(array)->dtype, Order::Keep);
        if (array && as_array(array)->size > 0) order_lines(as_array(array), axis, task);
        return array;
    }
}

// Equal elements keep their order in a descending sort too: the reversed array is sorted and reversed back.
template <What what> Ref descending(const SortArguments &taken);

template <What what>
PyObject *sort_function(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    SortArguments taken;
    if (take_sort<what>(arguments, count, keywords, taken) < 0) return nullptr;
    return (taken.is_descending ? descending<what>(taken) : sorted_copy<what>(taken)).release();
}

Ref reversed_view(Array *array, int axis) {
    Dimensions dimensions = dimensions_of(array);
    char *data = array->data;
    if (array->size > 0) data += (dimensions.shape[axis] - 1) * dimensions.strides[axis];
    dimensions.strides[axis] = -dimensions.strides[axis];
    return new_view(array, data, dimensions);
}

template <What what> Ref descending(const SortArguments &taken) {
    Ref array = to_array(taken.array);
    int axis;
    if (!array || take_axis(taken.axis, array, axis) < 0) return nullptr;
    Ref turned = reversed_view(as_array(array), axis), place = Ref::steal(PyLong_FromLong(axis));
    if (!turned || !place) return nullptr;
    SortArguments again{turned.get(), taken.kth, place.get(), taken.kind, false};
    Ref result = sorted_copy<what>(again);
    if (!result) return nullptr;
    if constexpr (is_of_positions(what)) {
        const std::int64_t last = as_array(array)->shape[axis] - 1;
        auto *positions = reinterpret_cast<std::int64_t *>(as_array(result)->data);
        for (std::int64_t i = 0; i < as_array(result)->size; ++i) positions[i] = last - positions[i];
    }
    Ref view = reversed_view(as_array(result), axis);
    return view ? copy_array(as_array(view), as_array(view)->dtype) : nullptr;
}

// a.sort() and a.partition() change the array; a.argsort() and a.argpartition() give a new one.
template <What what>
PyObject *sort_method(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    PyObject *all[10] = {self};
    const Py_ssize_t total = count + (keywords != nullptr ? PyTuple_GET_SIZE(keywords) : 0);
    if (total > 8)
        return PyErr_Format(PyExc_TypeError, "%s() takes fewer arguments",
                            what_names[static_cast<int>(what)]);
    std::copy_n(arguments, total, all + 1);
    if constexpr (is_of_positions(what)) {
        return sort_function<what>(nullptr, all, count + 1, keywords);
    } else {
        SortArguments taken;
        if (take_sort<what>(all, count + 1, keywords, taken) < 0) return nullptr;
        Ref array = Ref::share(self);
        int axis;
        Task task;
        if (taken.axis == Py_None)
            return PyErr_Format(PyExc_TypeError, "'NoneType' object cannot be interpreted as an integer");
        if (take_axis(taken.axis, array, axis) < 0) return nullptr;
        if (!as_array(self)->is_writeable) return PyErr_Format(PyExc_ValueError, "sort array is read-only");
        if (is_partial(what) && take_places(taken.kth, as_array(array), axis, task) < 0) return nullptr;
        if (as_array(self)->size > 0) order_lines(as_array(self), axis, task);
        Py_RETURN_NONE;
    }
}

// ---- places in a sorted array

// Whether an element lies before the place of a key that is sought. A number is; nan keys come behind all
// numbers, which a comparison that is turned over says without another one.
template <class T, bool is_right> bool is_behind(T element, T key) {
    if constexpr (std::is_floating_point_v<T>)
        return is_right ? !(element > key) : !(element >= key);
    else
        return is_right ? !IsBefore{}(key, element) : IsBefore{}(element, key);
}

// Several searches go on side by side, so that one's memory access is hidden behind the others', and without
// a branch on what they find.
template <class T, int count, bool is_right>
void search_together(const T *sorted, std::int64_t length, const T *wanted, std::int64_t *places) {
    std::int64_t base[count] = {};
    for (; length > 1; length -= length / 2) {
        const std::int64_t half = length / 2;
#pragma GCC unroll 8
        for (int k = 0; k < count; ++k)
            base[k] += half & -std::int64_t(is_behind<T, is_right>(sorted[base[k] + half - 1], wanted[k]));
    }
    for (int k = 0; k < count; ++k)
        places[k] = base[k] + (length == 1 && is_behind<T, is_right>(sorted[base[k]], wanted[k]));
}

template <class T, bool is_right>
void search(const T *sorted, std::int64_t length, const T *wanted, std::int64_t *places, std::int64_t size) {
    constexpr int together = 8;
    std::int64_t numbers = length;
    if constexpr (std::is_floating_point_v<T>) {
        const auto is_number = [](T element) { return element == element; };
        numbers = std::partition_point(sorted, sorted + length, is_number) - sorted;
    }
    std::int64_t i = 0;
    for (; i + together <= size; i += together)
        search_together<T, together, is_right>(sorted, numbers, wanted + i, places + i);
    for (; i < size; ++i) search_together<T, 1, is_right>(sorted, numbers, wanted + i, places + i);
    if constexpr (is_right && std::is_floating_point_v<T>) {
        for (i = 0; i < size && numbers < length; ++i) {
            if (wanted[i] != wanted[i]) places[i] = length;
        }
    }
}

// The elements one behind the other, as the type.
Ref straight(const Ref &array, DType dtype) {
    const bool is_ready = as_array(array)->is_contiguous && as_array(array)->dtype == dtype;
    return is_ready ? Ref::share(array.get()) : copy_array(as_array(array), dtype);
}

int to_side(PyObject *side, bool &is_right) {
    is_right = false;
    if (side == nullptr || side == Py_None) return 0;
    if (PyUnicode_Check(side) && PyUnicode_GET_LENGTH(side) > 0) {
        const Py_UCS4 letter = Py_TOLOWER(PyUnicode_READ_CHAR(side, 0));
        is_right = letter == 'r';
        if (letter == 'l' || letter == 'r') return 0;
    }
    PyErr_Format(PyExc_ValueError, "search side must be 'left' or 'right' (got %R)", side);
    return -1;
}

PyObject *searchsorted(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"a", "v", "side", "sorter", nullptr};
    PyObject *bound[4];
    if (bind_arguments({"searchsorted", names, 2, 4}, arguments, count, keywords, bound) < 0) return nullptr;
    bool is_right;
    Ref array = to_array(bound[0]), wanted = array ? to_array(bound[1]) : nullptr;
    if (!wanted || to_side(bound[2], is_right) < 0) return nullptr;
    if (as_array(array)->ndim != 1)
        return PyErr_Format(PyExc_ValueError, "object of too small depth for desired array");
    if (bound[3] != nullptr && bound[3] != Py_None) {
        Ref sorter = to_array(bound[3]);
        if (!sorter) return nullptr;
        if (!is_integer(as_array(sorter)->dtype))
            return PyErr_Format(PyExc_TypeError, "sorter must only contain integers");
        if (as_array(sorter)->size != as_array(array)->size)
            return PyErr_Format(PyExc_ValueError, "sorter.size must equal a.size");
        array = Ref::steal(PyObject_GetItem(array.get(), sorter.get()));
        if (!array) return nullptr;
    }
    Weak weak;
    const bool bends = is_python_number(bound[1], weak);
    const DType dtype = bends ? promote_weak(as_array(array)->dtype, weak)
                              : promote(as_array(array)->dtype, as_array(wanted)->dtype);
    array = straight(array, dtype);
    wanted = array ? straight(wanted, dtype) : nullptr;
    Ref places = wanted ? new_array(DType::Int64, as_array(wanted)->ndim, as_array(wanted)->shape) : nullptr;
    if (!places) return nullptr;
    visit(dtype, [&](auto type) {
        using T = SortedAs<typename decltype(type)::type>;
        const auto find = is_right ? search<T, true> : search<T, false>;
        find(reinterpret_cast<const T *>(as_array(array)->data), as_array(array)->size,
             reinterpret_cast<const T *>(as_array(wanted)->data),
             reinterpret_cast<std::int64_t *>(as_array(places)->data), as_array(wanted)->size);
    });
    return unwrap_scalar(std::move(places)).release();
}

} // namespace

PyMethodDef sorting_functions[] = {
    fast_method(
        "sort", sort_function<What::Sort>,
        "sort(a, axis=-1, kind=None, order=None, *, stable=None, descending=False)\n--\n\nA sorted copy."),
    fast_method("argsort", sort_function<What::Argsort>,
                "argsort(a, axis=-1, kind=None, order=None, *, stable=None, descending=False)\n--\n\n"
                "The positions of the elements in order."),
    fast_method("partition", sort_function<What::Partition>,
                "partition(a, kth, axis=-1, kind='introselect', order=None)\n--\n\n"
                "A copy whose k-th elements are where sorting would put them."),
    fast_method(
        "argpartition", sort_function<What::Argpartition>,
        "argpartition(a, kth, axis=-1, kind='introselect', order=None)\n--\n\nThe positions of such a copy."),
    fast_method("searchsorted", searchsorted,
                "searchsorted(a, v, side='left', sorter=None)\n--\n\nWhere elements would be put in."),
    {},
};

PyMethodDef sorting_methods[] = {
    fast_method("sort", sort_method<What::Sort>,
                "sort($self, axis=-1, kind=None, order=None)\n--\n\nSorts in place."),
    fast_method(
        "argsort", sort_method<What::Argsort>,
        "argsort($self, axis=-1, kind=None, order=None)\n--\n\nThe positions of the elements in order."),
    fast_method("partition", sort_method<What::Partition>,
                "partition($self, kth, axis=-1, kind='introselect', order=None)\n--\n\nMoves the k-th "
                "elements to their places."),
    fast_method("argpartition", sort_method<What::Argpartition>,
                "argpartition($self, kth, axis=-1, kind='introselect', order=None)\n--\n\nThe positions of "
                "such a copy."),
    fast_method("searchsorted", as_method<searchsorted>,
                "searchsorted($self, v, side='left', sorter=None)\n--\n\nWhere elements would be put in."),
    {},
};

} // namespace adder::vecext
