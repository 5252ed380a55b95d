// SPDX-License-Identifier: MIT
//
// Values out of C: Py_BuildValue, calls by format, and numbers at the borders of their storage.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <gtest/gtest.h>

#include <climits>
#include <cmath>
#include <string>

namespace {

class Values : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        if (!Py_IsInitialized()) Py_InitializeEx(0);
    }
    void TearDown() override { EXPECT_EQ(PyErr_Occurred(), nullptr); }

    // repr of the object, whose reference is given up.
    static std::string show(PyObject *object) {
        if (object == nullptr) {
            PyErr_Clear();
            return "NULL";
        }
        PyObject *text = PyObject_Repr(object);
        std::string result = PyUnicode_AsUTF8(text);
        Py_DECREF(text);
        Py_DECREF(object);
        return result;
    }
};

TEST_F(Values, AreBuiltByFormat) {
    EXPECT_EQ(show(Py_BuildValue("")), "None");
    EXPECT_EQ(show(Py_BuildValue("i", 5)), "5");
    EXPECT_EQ(show(Py_BuildValue("(i)", 5)), "(5,)");
    EXPECT_EQ(show(Py_BuildValue("()")), "()");
    EXPECT_EQ(show(Py_BuildValue("ii", 1, 2)), "(1, 2)");
    EXPECT_EQ(show(Py_BuildValue("[i,(s,y#)]", 1, "a", "bc", Py_ssize_t{1})), "[1, ('a', b'b')]");
    EXPECT_EQ(show(Py_BuildValue("{s:d,s:z}", "x", 0.5, "n", nullptr)), "{'x': 0.5, 'n': None}");
    EXPECT_EQ(show(Py_BuildValue("(CcKk)", 0x20ac, 'q', ULLONG_MAX, 7UL)),
              "('€', b'q', 18446744073709551615, 7)");
    EXPECT_EQ(show(Py_BuildValue("(i")), "NULL");
}

TEST_F(Values, TakesOverReferencesEvenWhenItFails) {
    PyObject *list = PyList_New(0);
    Py_INCREF(list);
    EXPECT_EQ(show(Py_BuildValue("(ON)", nullptr, list)), "NULL");
    EXPECT_EQ(Py_REFCNT(list), 1);
    Py_DECREF(list);
}

TEST_F(Values, ArePassedToCalls) {
    PyObject *callable = reinterpret_cast<PyObject *>(&PyComplex_Type);
    EXPECT_EQ(show(PyObject_CallFunction(callable, "dd", 1.0, 2.0)), "(1+2j)");
    EXPECT_EQ(show(PyObject_CallFunction(callable, "(dd)", 1.0, 2.0)), "(1+2j)");
    EXPECT_EQ(show(PyObject_CallFunction(callable, nullptr)), "0j");
    PyObject *text = PyUnicode_FromString("a-b");
    EXPECT_EQ(show(PyObject_CallMethod(text, "split", "s", "-")), "['a', 'b']");
    EXPECT_EQ(show(PyObject_CallMethod(text, "upper", nullptr)), "'A-B'");
    Py_DECREF(text);
}

TEST_F(Values, KeepIntsExactlyAtEveryBorder) {
    const long long numbers[] = {
        0,         -1,        (1LL << 48) - 1, 1LL << 48, -(1LL << 48), -(1LL << 48) - 1,
        LLONG_MAX, LLONG_MIN, INT_MAX,         INT_MIN};
    for (const long long number : numbers) {
        PyObject *object = PyLong_FromLongLong(number);
        EXPECT_EQ(PyLong_AsLongLong(object), number);
        EXPECT_EQ(show(object), std::to_string(number));
    }
    PyObject *large = PyLong_FromUnsignedLongLong(ULLONG_MAX);
    int overflow;
    EXPECT_EQ(PyLong_AsLongAndOverflow(large, &overflow), -1);
    EXPECT_EQ(overflow, 1);
    EXPECT_EQ(PyLong_AsUnsignedLongLong(large), ULLONG_MAX);
    EXPECT_EQ(PyLong_AsLong(large), -1);
    EXPECT_TRUE(PyErr_ExceptionMatches(PyExc_OverflowError));
    PyErr_Clear();
    Py_DECREF(large);
}

TEST_F(Values, OfEqualWordsAreIdentical) {
    EXPECT_EQ(PyLong_FromLong(1234567), PyLong_FromLong(1234567));
    EXPECT_EQ(PyFloat_FromDouble(0.1), PyFloat_FromDouble(0.1));
    EXPECT_NE(PyFloat_FromDouble(0.0), PyFloat_FromDouble(-0.0));
    PyObject *nan = PyFloat_FromDouble(Py_NAN), *other = PyFloat_FromDouble(Py_NAN);
    EXPECT_NE(nan, other);
    EXPECT_TRUE(std::isnan(PyFloat_AsDouble(nan)));
    Py_DECREF(nan);
    Py_DECREF(other);
}

TEST_F(Values, TravelAsBytes) {
    unsigned char bytes[12];
    PyObject *number = PyLong_FromString("-123456789012345678901234", nullptr, 10);
    ASSERT_EQ(_PyLong_AsByteArray(reinterpret_cast<PyLongObject *>(number), bytes, sizeof bytes, 1, 1), 0);
    EXPECT_EQ(show(_PyLong_FromByteArray(bytes, sizeof bytes, 1, 1)), "-123456789012345678901234");
    EXPECT_EQ(_PyLong_AsByteArray(reinterpret_cast<PyLongObject *>(number), bytes, 4, 1, 1), -1);
    PyErr_Clear();
    Py_DECREF(number);
    char half[2];
    ASSERT_EQ(PyFloat_Pack2(-0.333251953125, half, 1), 0);
    EXPECT_EQ(PyFloat_Unpack2(half, 1), -0.333251953125);
    ASSERT_EQ(PyFloat_Pack2(65504.0, half, 0), 0);
    EXPECT_EQ(PyFloat_Unpack2(half, 0), 65504.0);
    EXPECT_EQ(PyFloat_Pack2(65520.0, half, 0), -1);
    PyErr_Clear();
    ASSERT_EQ(PyFloat_Pack2(5.9604644775390625e-08, half, 1), 0);
    EXPECT_EQ(PyFloat_Unpack2(half, 1), 5.9604644775390625e-08);
}

} // namespace
