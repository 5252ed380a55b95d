// SPDX-License-Identifier: MIT
//
// PyArg_Parse… as extensions call it: what is stored, and the texts of the errors.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <gtest/gtest.h>

#include <string>

namespace {

class Arguments : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        if (!Py_IsInitialized()) Py_InitializeEx(0);
    }
    void TearDown() override {
        EXPECT_EQ(PyErr_Occurred(), nullptr);
        Py_XDECREF(args);
        Py_XDECREF(kwargs);
    }

    // Text of the pending exception, which is cleared.
    static std::string take_error() {
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        PyErr_NormalizeException(&type, &value, &traceback);
        PyObject *text = PyObject_Str(value);
        std::string result = PyExceptionClass_Name(type) + std::string(": ") + PyUnicode_AsUTF8(text);
        Py_DECREF(text);
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(traceback);
        return result;
    }

    PyObject *args = nullptr;
    PyObject *kwargs = nullptr;
};

TEST_F(Arguments, StoresNumbersOfEverySize) {
    args = Py_BuildValue("(iildnKi)", 200, -7, 1L << 40, 2.5, Py_ssize_t{-3}, 1ULL << 63, 1);
    unsigned char b;
    int i, p;
    long l;
    double d;
    Py_ssize_t n;
    unsigned long long K;
    ASSERT_TRUE(PyArg_ParseTuple(args, "bildnKp:f", &b, &i, &l, &d, &n, &K, &p));
    EXPECT_EQ(b, 200);
    EXPECT_EQ(i, -7);
    EXPECT_EQ(l, 1L << 40);
    EXPECT_EQ(d, 2.5);
    EXPECT_EQ(n, -3);
    EXPECT_EQ(K, 1ULL << 63);
    EXPECT_EQ(p, 1);
}

TEST_F(Arguments, LeavesOptionalResultsAlone) {
    args = Py_BuildValue("(s)", "text");
    const char *text = nullptr;
    int number = 42;
    ASSERT_TRUE(PyArg_ParseTuple(args, "s|i", &text, &number));
    EXPECT_STREQ(text, "text");
    EXPECT_EQ(number, 42);
}

TEST_F(Arguments, TakesTextsWithSizesAndNone) {
    args = Py_BuildValue("(s#Oy#)", "a\0b", Py_ssize_t{3}, Py_None, "xyz", Py_ssize_t{2});
    const char *text, *none, *bytes;
    Py_ssize_t text_size, bytes_size;
    ASSERT_TRUE(PyArg_ParseTuple(args, "s#zy#", &text, &text_size, &none, &bytes, &bytes_size));
    EXPECT_EQ(std::string(text, static_cast<size_t>(text_size)), std::string("a\0b", 3));
    EXPECT_EQ(none, nullptr);
    EXPECT_EQ(std::string(bytes, static_cast<size_t>(bytes_size)), "xy");
}

TEST_F(Arguments, NestsInParentheses) {
    args = Py_BuildValue("(i(ii))", 1, 2, 3);
    int a, b, c;
    ASSERT_TRUE(PyArg_ParseTuple(args, "i(ii)", &a, &b, &c));
    EXPECT_EQ(a * 100 + b * 10 + c, 123);
    EXPECT_FALSE(PyArg_ParseTuple(args, "i(iii):f", &a, &b, &c, &c));
    EXPECT_EQ(take_error(), "TypeError: f() argument 2 must be sequence of length 3, not 2");
}

TEST_F(Arguments, CountsArguments) {
    args = Py_BuildValue("(ii)", 1, 2);
    int a, b, c;
    EXPECT_FALSE(PyArg_ParseTuple(args, "iii:f", &a, &b, &c));
    EXPECT_EQ(take_error(), "TypeError: f() takes exactly 3 arguments (2 given)");
    EXPECT_FALSE(PyArg_ParseTuple(args, "|i:f", &a));
    EXPECT_EQ(take_error(), "TypeError: f() takes at most 1 argument (2 given)");
    EXPECT_FALSE(PyArg_ParseTuple(args, "i;give one number"));
    EXPECT_EQ(take_error(), "TypeError: give one number");
    EXPECT_FALSE(PyArg_ParseTuple(args, "ii("));
    EXPECT_EQ(take_error(), "SystemError: missing ')' in getargs format");
}

TEST_F(Arguments, NamesTheWrongArgument) {
    args = Py_BuildValue("(is)", 300, "x");
    unsigned char b;
    int i;
    PyObject *list;
    const char *text;
    EXPECT_FALSE(PyArg_ParseTuple(args, "bs:f", &b, &text));
    EXPECT_EQ(take_error(), "OverflowError: unsigned byte integer is greater than maximum");
    EXPECT_FALSE(PyArg_ParseTuple(args, "iO!:f", &i, &PyList_Type, &list));
    EXPECT_EQ(take_error(), "TypeError: f() argument 2 must be list, not str");
    EXPECT_FALSE(PyArg_ParseTuple(args, "ss:f", &text, &text));
    EXPECT_EQ(take_error(), "TypeError: f() argument 1 must be str, not int");
    Py_buffer view;
    EXPECT_FALSE(PyArg_ParseTuple(args, "y*s", &view, &text));
    EXPECT_EQ(take_error(), "TypeError: a bytes-like object is required, not 'int'");
}

TEST_F(Arguments, ReleasesBuffersWhenALaterArgumentIsWrong) {
    args = Py_BuildValue("(Ns)", PyByteArray_FromStringAndSize("abc", 3), "x");
    Py_buffer view;
    int i;
    EXPECT_FALSE(PyArg_ParseTuple(args, "y*i", &view, &i));
    EXPECT_EQ(take_error(), "TypeError: 'str' object cannot be interpreted as an integer");
    EXPECT_EQ(PyByteArray_Resize(PyTuple_GET_ITEM(args, 0), 10), 0); // nobody holds its buffer
}

TEST_F(Arguments, BindsKeywords) {
    static const char *names[] = {"", "b", "c", nullptr};
    char **keywords = const_cast<char **>(names);
    args = Py_BuildValue("(i)", 1);
    kwargs = Py_BuildValue("{s:i}", "c", 3);
    int a = 0, b = -1, c = 0;
    ASSERT_TRUE(PyArg_ParseTupleAndKeywords(args, kwargs, "i|ii:f", keywords, &a, &b, &c));
    EXPECT_EQ(a, 1);
    EXPECT_EQ(b, -1);
    EXPECT_EQ(c, 3);
    EXPECT_FALSE(PyArg_ParseTupleAndKeywords(args, kwargs, "ii|i:f", keywords, &a, &b, &c));
    EXPECT_EQ(take_error(), "TypeError: f() missing required argument 'b' (pos 2)");
    EXPECT_TRUE(PyArg_ParseTupleAndKeywords(args, kwargs, "i|i$i:f", keywords, &a, &b, &c));
}

TEST_F(Arguments, RefusesWrongKeywords) {
    static const char *names[] = {"a", "b", nullptr};
    char **keywords = const_cast<char **>(names);
    args = Py_BuildValue("(i)", 1);
    kwargs = Py_BuildValue("{s:i}", "a", 3);
    int a, b;
    EXPECT_FALSE(PyArg_ParseTupleAndKeywords(args, kwargs, "i|i:f", keywords, &a, &b));
    EXPECT_EQ(take_error(), "TypeError: argument for f() given by name ('a') and position (1)");
    Py_SETREF(kwargs, Py_BuildValue("{s:i}", "x", 3));
    EXPECT_FALSE(PyArg_ParseTupleAndKeywords(args, kwargs, "i|i:f", keywords, &a, &b));
    EXPECT_EQ(take_error(), "TypeError: 'x' is an invalid keyword argument for f()");
    Py_SETREF(args, Py_BuildValue("(ii)", 1, 2));
    EXPECT_FALSE(PyArg_ParseTupleAndKeywords(args, nullptr, "i|$i:f", keywords, &a, &b));
    EXPECT_EQ(take_error(), "TypeError: f() takes at most 1 positional argument (2 given)");
}

TEST_F(Arguments, ConvertsByFunctions) {
    args = Py_BuildValue("(O)", Py_None);
    const auto refuse = [](PyObject *, void *) { return 0; };
    int (*converter)(PyObject *, void *) = refuse;
    int result;
    EXPECT_FALSE(PyArg_ParseTuple(args, "O&:f", converter, &result));
    EXPECT_EQ(take_error(), "SystemError: f() argument 1 (unspecified)");
}

} // namespace
