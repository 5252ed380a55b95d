// SPDX-License-Identifier: MIT
//
// The collector on a running interpreter: what it finds, what it leaves, and that deep structures die without
// deep calls.
#include "objects/collector.hpp"
#include "runtime/interpreter.hpp"

#include <gtest/gtest.h>

namespace adder::objects {
namespace {

class Collector : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        if (!Py_IsInitialized()) Py_InitializeEx(0);
        collect_generation(2);
    }
};

TEST_F(Collector, FindsCyclesAndNothingElse) {
    Ref kept = Ref::steal(PyList_New(0));
    PyObject *cycle = PyList_New(0);
    PyList_Append(cycle, cycle);
    PyList_Append(cycle, kept.get());
    Py_ssize_t count = Py_REFCNT(kept.get());
    Py_DECREF(cycle);
    EXPECT_EQ(collect_generation(2), 1);
    EXPECT_EQ(Py_REFCNT(kept.get()), count - 1);
    EXPECT_EQ(collect_generation(2), 0);
}

TEST_F(Collector, LeavesCyclesThatAreHeld) {
    Ref held = Ref::steal(PyList_New(0));
    Ref inner = Ref::steal(PyList_New(0));
    PyList_Append(held.get(), inner.get());
    PyList_Append(inner.get(), held.get());
    EXPECT_EQ(collect_generation(2), 0);
    EXPECT_EQ(PyList_GET_SIZE(held.get()), 1);
    PyList_SetSlice(held.get(), 0, 1, nullptr);
}

TEST_F(Collector, MovesSurvivorsToOlderGenerations) {
    Ref list = Ref::steal(PyList_New(0));
    collect_generation(0);
    Ref middle = Ref::steal(_PyGC_GetObjects(1));
    EXPECT_EQ(PySequence_Contains(middle.get(), list.get()), 1);
    collect_generation(1);
    Ref old = Ref::steal(_PyGC_GetObjects(2));
    EXPECT_EQ(PySequence_Contains(old.get(), list.get()), 1);
}

TEST_F(Collector, KeepsThePendingException) {
    PyErr_SetString(PyExc_ValueError, "pending");
    PyObject *cycle = PyList_New(0);
    PyErr_Clear();
    PyList_Append(cycle, cycle);
    Py_DECREF(cycle);
    PyErr_SetString(PyExc_ValueError, "pending");
    collect_generation(2);
    EXPECT_TRUE(PyErr_ExceptionMatches(PyExc_ValueError));
    PyErr_Clear();
}

TEST_F(Collector, TakesDeepStructuresApart) {
    PyObject *nested = PyList_New(0);
    for (int i = 0; i < 10'000'000; i++) {
        PyObject *outer = PyList_New(1);
        PyList_SET_ITEM(outer, 0, nested);
        nested = outer;
    }
    Py_DECREF(nested);
    EXPECT_EQ(thread()->deferred_deallocations, nullptr);
    EXPECT_EQ(thread()->deallocation_depth, 0);
}

} // namespace
} // namespace adder::objects
