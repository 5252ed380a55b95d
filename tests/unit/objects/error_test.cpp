// SPDX-License-Identifier: MIT
//
// The pending exception through the C API: laziness, normalisation, chaining, taking and putting back.
#include "objects/error.hpp"
#include "objects/exception.hpp"
#include "runtime/interpreter.hpp"

#include <gtest/gtest.h>

namespace adder::objects {
namespace {

class Errors : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        if (!Py_IsInitialized()) Py_InitializeEx(0);
    }
    void TearDown() override { PyErr_Clear(); }
};

TEST_F(Errors, StayRawUntilTaken) {
    PyErr_SetString(PyExc_KeyError, "text");
    EXPECT_TRUE(PyUnicode_Check(thread()->curexc_value));
    Ref exception = take_exception();
    EXPECT_FALSE(is_error_pending());
    EXPECT_TRUE(Py_IS_TYPE(exception.get(), reinterpret_cast<PyTypeObject *>(PyExc_KeyError)));
    restore_exception(exception);
    EXPECT_TRUE(PyErr_ExceptionMatches(PyExc_LookupError));
}

TEST_F(Errors, MatchClassesAndTuples) {
    Ref classes = Ref::steal(PyTuple_Pack(2, PyExc_OSError, PyExc_ArithmeticError));
    PyErr_SetNone(PyExc_ZeroDivisionError);
    EXPECT_TRUE(PyErr_ExceptionMatches(classes.get()));
    EXPECT_FALSE(PyErr_ExceptionMatches(PyExc_TypeError));
    EXPECT_TRUE(clear_if_matches(classes.get()));
    EXPECT_FALSE(is_error_pending());
}

TEST_F(Errors, AreLinkedToTheHandledOne) {
    Ref handled = Ref::steal(PyObject_CallNoArgs(PyExc_ValueError));
    PyErr_SetHandledException(handled.get());
    PyErr_SetString(PyExc_TypeError, "new");
    Ref exception = take_exception();
    EXPECT_EQ(as_exception(exception.get())->context, handled.get());
    PyErr_SetObject(PyExc_ValueError, handled.get());
    Ref again = take_exception();
    EXPECT_EQ(as_exception(again.get())->context, nullptr);
    PyErr_SetHandledException(nullptr);
}

TEST_F(Errors, ComeFromErrno) {
    errno = ENOENT;
    PyErr_SetFromErrnoWithFilename(PyExc_OSError, "missing");
    Ref exception = take_exception();
    Ref text = Ref::steal(PyObject_Str(exception.get()));
    EXPECT_STREQ(PyUnicode_AsUTF8(text.get()), "[Errno 2] No such file or directory: 'missing'");
    EXPECT_TRUE(PyErr_GivenExceptionMatches(exception.get(), PyExc_FileNotFoundError));
}

TEST_F(Errors, RefuseWhatIsNoException) {
    PyErr_SetObject(reinterpret_cast<PyObject *>(&PyLong_Type), nullptr);
    EXPECT_TRUE(PyErr_ExceptionMatches(PyExc_SystemError));
}

TEST_F(Errors, MemoryErrorNeedsNoMemory) {
    PyErr_NoMemory();
    EXPECT_TRUE(PyErr_ExceptionMatches(PyExc_MemoryError));
}

} // namespace
} // namespace adder::objects
