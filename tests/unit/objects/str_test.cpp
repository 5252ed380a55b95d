// SPDX-License-Identifier: MIT
//
// str by itself: widths, sharing, interning, hashes that CPython also gives, growing in place, and
// FromFormat.
#include "objects/hash.hpp"
#include "objects/runtime_state.hpp"
#include "objects/str.hpp"

#include <Python.h>
#include <gtest/gtest.h>

namespace adder::objects {
namespace {

class StrTest : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        if (!Py_IsInitialized()) Py_InitializeEx(0);
    }

    static Ref text(const char *utf8) { return Ref::steal(PyUnicode_FromString(utf8)); }
    static std::string utf8(const Ref &value) { return PyUnicode_AsUTF8(value.get()); }
};

TEST_F(StrTest, TakesTheLeastWidth) {
    EXPECT_TRUE(PyUnicode_IS_ASCII(text("abc").get()));
    EXPECT_EQ(PyUnicode_KIND(text("ab\u00e9").get()), PyUnicode_1BYTE_KIND);
    EXPECT_EQ(PyUnicode_KIND(text("ab\u20ac").get()), PyUnicode_2BYTE_KIND);
    EXPECT_EQ(PyUnicode_KIND(text("ab\U0001F600").get()), PyUnicode_4BYTE_KIND);
    const Ref cut = Ref::steal(PyUnicode_Substring(text("ab\u20ac").get(), 0, 2));
    EXPECT_TRUE(PyUnicode_IS_ASCII(cut.get()));
}

TEST_F(StrTest, SharesShortStrs) {
    EXPECT_EQ(text("").get(), empty_str());
    EXPECT_EQ(text("a").get(), latin1_str('a'));
    EXPECT_EQ(text("\u00e9").get(), latin1_str(0xe9));
    EXPECT_EQ(Ref::steal(PyUnicode_Substring(text("xyz").get(), 1, 2)).get(), latin1_str('y'));
}

TEST_F(StrTest, InternsOneObjectAText) {
    const Ref a = Ref::steal(PyUnicode_InternFromString("a name of its own"));
    PyObject *b = text("a name of its own").release();
    EXPECT_NE(a.get(), b);
    PyUnicode_InternInPlace(&b);
    EXPECT_EQ(a.get(), b);
    Py_DECREF(b);
}

TEST_F(StrTest, ForgetsInternedStrsThatDie) {
    for (int i = 0; i < 5000; i++) {
        const Ref name = Ref::steal(PyUnicode_FromFormat("name_%d", i));
        PyObject *interned = Py_NewRef(name.get());
        PyUnicode_InternInPlace(&interned);
        EXPECT_EQ(interned, name.get());
        Py_DECREF(interned);
    }
    const Ref again = Ref::steal(PyUnicode_InternFromString("name_17"));
    EXPECT_EQ(utf8(again), "name_17");
}

TEST_F(StrTest, HashesAsCPythonDoes) {
    const uint64_t key[2] = {runtime.hash_key[0], runtime.hash_key[1]};
    set_hash_seed(0);
    EXPECT_EQ(hash_bytes("abc", 3), -4594863902769663758);
    EXPECT_EQ(hash_bytes("hello world", 11), -5642461784034726774);
    set_hash_seed(42);
    EXPECT_EQ(hash_bytes("abc", 3), 3869580338025362921);
    EXPECT_EQ(hash_bytes("", 0), 0);
    runtime.hash_key[0] = key[0];
    runtime.hash_key[1] = key[1];
}

TEST_F(StrTest, GrowsInPlaceOnlyWithoutOtherOwners) {
    PyObject *mine = PyUnicode_FromFormat("%s", "started with some text");
    const Ref copy = Ref::borrow(mine);
    ASSERT_EQ(unicode_append(&mine, text("!").get()), 0);
    EXPECT_EQ(utf8(copy), "started with some text");
    EXPECT_STREQ(PyUnicode_AsUTF8(mine), "started with some text!");
    const Py_hash_t before = str_hash(mine);
    ASSERT_EQ(unicode_append(&mine, text("?").get()), 0);
    EXPECT_NE(str_hash(mine), before);
    for (int i = 0; i < 600; i++) ASSERT_EQ(unicode_append(&mine, text("0123456789").get()), 0);
    EXPECT_EQ(PyUnicode_GET_LENGTH(mine), 24 + 6000);
    Py_DECREF(mine);
}

TEST_F(StrTest, FormatsLikePrintf) {
    const Ref number = Ref::steal(PyLong_FromLong(5));
    const Ref made = Ref::steal(PyUnicode_FromFormat(
        "%s %5d|%05d|%.3d %x %c %zd %lu %R %S %U %.2s %V %%", "a", 1, -2, 3, 255, 0x20ac, Py_ssize_t{4}, 5UL,
        text("q").get(), number.get(), text("u").get(), "xyz", nullptr, "v"));
    EXPECT_EQ(utf8(made), "a     1|000-2|003 ff \u20ac 4 5 'q' 5 u xy v %");
}

TEST_F(StrTest, WriterGivesBackAWholeStr) {
    const Ref whole = text("a text that stays whole");
    TextWriter writer(0, false);
    ASSERT_EQ(writer.write(whole.get()), 0);
    const Ref result = Ref::steal(writer.finish());
    EXPECT_EQ(result.get(), whole.get());
}

TEST_F(StrTest, WriterWidens) {
    TextWriter writer;
    for (const Py_UCS4 ch : {Py_UCS4{'a'}, Py_UCS4{0xe9}, Py_UCS4{0x20ac}, Py_UCS4{0x1f600}})
        ASSERT_EQ(writer.write(ch), 0);
    ASSERT_EQ(writer.fill('-', 3), 0);
    EXPECT_EQ(utf8(Ref::steal(writer.finish())), "a\u00e9\u20ac\U0001F600---");
}

} // namespace
} // namespace adder::objects
