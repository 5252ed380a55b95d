// SPDX-License-Identifier: MIT
//
// The items of an iterable, one after the other, for built-in functions that consume it: exact lists and
// tuples are read in place, with the meaning that their iterators have when the list changes meanwhile.
#pragma once

#include "objects/object.hpp"
#include "objects/protocol.hpp"

namespace adder::runtime {

class ItemStream {
  public:
    // has_failed() tells that the object is not iterable (TypeError is set).
    explicit ItemStream(PyObject *iterable) {
        if (PyList_CheckExact(iterable)) {
            list_ = iterable;
        } else if (PyTuple_CheckExact(iterable)) {
            tuple_ = iterable;
        } else {
            iterator_ = objects::Ref::steal(PyObject_GetIter(iterable));
            if (iterator_) next_ = Py_TYPE(iterator_.get())->tp_iternext;
        }
    }

    [[nodiscard]] bool has_failed() const { return list_ == nullptr && tuple_ == nullptr && !iterator_; }

    // Shows items as they lie in a list or tuple, borrowed, until `visit`, which runs no Python code, returns
    // false: that item comes next.
    template <class Visit> void visit_in_place(Visit &&visit) {
        if (list_ == nullptr && tuple_ == nullptr) return;
        PyObject *const *items = list_ != nullptr ? reinterpret_cast<PyListObject *>(list_)->ob_item
                                                  : reinterpret_cast<PyTupleObject *>(tuple_)->ob_item;
        const Py_ssize_t size = list_ != nullptr ? PyList_GET_SIZE(list_) : PyTuple_GET_SIZE(tuple_);
        Py_ssize_t i = index_;
        while (i < size && visit(items[i])) i++;
        index_ = i;
    }

    // New reference; empty at the end and after an error, which is then pending.
    [[nodiscard]] objects::Ref next() {
        if (list_ != nullptr) {
            if (index_ >= PyList_GET_SIZE(list_)) return nullptr;
            return objects::Ref::borrow(PyList_GET_ITEM(list_, index_++));
        }
        if (tuple_ != nullptr) {
            if (index_ >= PyTuple_GET_SIZE(tuple_)) return nullptr;
            return objects::Ref::borrow(PyTuple_GET_ITEM(tuple_, index_++));
        }
        PyObject *item = next_(iterator_.get());
        if (item == nullptr && PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_StopIteration)) PyErr_Clear();
        return objects::Ref::steal(item);
    }

  private:
    PyObject *list_ = nullptr;  // borrowed from the caller
    PyObject *tuple_ = nullptr; // borrowed from the caller
    Py_ssize_t index_ = 0;
    objects::Ref iterator_;
    iternextfunc next_ = nullptr;
};

} // namespace adder::runtime
