// SPDX-License-Identifier: MIT
// Where names live: in locals, cells, the enclosing function's cells, or the module.
#include "compile_helpers.hpp"

namespace adder::compile {
namespace {

// The variables of a nested function: "x:l" local, "x:c" cell, "x:lc" an argument that is a cell, "x:f" free.
std::string variables(std::string_view text, std::string_view name) {
    const Compiled compiled = compile_text(text);
    if (compiled.code == nullptr) return "error: " + compiled.error.message;
    const auto code = find_code(*compiled.code, name);
    std::string result;
    for (size_t index = 0; index < code->variable_names.size(); ++index) {
        const uint8_t kind = code->variable_kinds[index];
        result += (index > 0 ? " " : "") + code->variable_names[index] + ":";
        if (kind & bytecode::VariableLocal) result += 'l';
        if (kind & bytecode::VariableCell) result += 'c';
        if (kind & bytecode::VariableFree) result += 'f';
    }
    return result;
}

TEST(Scope, ArgumentsThenLocalsThenCellsThenFree) {
    const char *text = "def f(a, b, *c, d, **e):\n"
                       " x = 1\n"
                       " def g():\n"
                       "  y = b, x\n"
                       "  def h(): return a, y\n";
    EXPECT_EQ(variables(text, "f"), "a:lc b:lc d:l c:l e:l g:l x:c");
    EXPECT_EQ(variables(text, "g"), "h:l y:c a:f b:f x:f");
    EXPECT_EQ(variables(text, "h"), "a:f y:f");
}

TEST(Scope, ClassBodiesAreNotSeenFromInside) {
    const char *text = "def f():\n"
                       " x = 1\n"
                       " class C:\n"
                       "  x = 2\n"
                       "  def m(self): return x, __class__\n";
    EXPECT_EQ(variables(text, "C"), "__class__:c x:f");
    EXPECT_EQ(variables(text, "m"), "self:l __class__:f x:f");
}

TEST(Scope, SuperNeedsTheClass) {
    EXPECT_EQ(variables("class C:\n def m(self): super().m()", "m"), "self:l __class__:f");
    EXPECT_EQ(variables("def m(self): super().m()", "m"), "self:l");
}

TEST(Scope, DeclaredGlobalsStopTheSearch) {
    const char *text = "def f():\n"
                       " x = 1\n"
                       " def g():\n"
                       "  global x\n"
                       "  def h(): return x\n"
                       "  return h\n";
    EXPECT_EQ(variables(text, "f"), "x:l g:l");
    EXPECT_EQ(variables(text, "h"), "");
}

TEST(Scope, NonlocalReachesOutward) {
    EXPECT_EQ(variables("def f(x):\n def g():\n  def h():\n   nonlocal x\n   x = 1\n", "g"), "h:l x:f");
    EXPECT_EQ(variables("def f():\n nonlocal x\n", "f"), "error: no binding for nonlocal 'x' found");
}

TEST(Scope, ComprehensionsAreFunctionsButWalrusBindsOutside) {
    EXPECT_EQ(variables("def f(a): return [a + (y := x) for x in a]", "<listcomp>"), ".0:l x:l a:f y:f");
    EXPECT_EQ(variables("def f(a): return [a + (y := x) for x in a]", "f"), "a:lc y:c");
}

TEST(Scope, PrivateNamesAreMangled) {
    EXPECT_EQ(variables("class _C:\n def m(self, __x, __y__): __z = 1", "m"),
              "self:l _C__x:l __y__:l _C__z:l");
    EXPECT_EQ(variables("class __:\n def m(self, __x): pass", "m"), "self:l __x:l");
}

} // namespace
} // namespace adder::compile
