"""parse, dump, literal_eval, places, walking and the old classes."""
import ast
import copy


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])


SOURCE = '''"""Text.

    More."""
import os.path as p, sys
from .. import x
class C(A, metaclass=M):
    "doc"
    @staticmethod
    async def f(a, /, b: int = 1, *args, c, d=2, **kw) -> str:
        async with a as b, c: await x
        return [i async for i in y if i if not j]
    x: int
    (y): str = u"a"
try:
    assert x, "no"
except (A, B) as e:
    raise X from None
else:
    del a, b[1:2, ::3]
finally:
    nonlocal_ = lambda: (yield)
while 1 < x <= 2 is not None:
    a @= b; continue
match z:
    case {"k": [1, *_], **rest} if rest: pass
    case P(1, x=-2j) | "s" | None: pass
print(f"{x!r:>{w}} {{}} {y=}", *a, **k, é=b"\\x00", n=1_000_000_000_000_000_000_000)
global q
'''
tree = ast.parse(SOURCE, "name.py")
print(ast.dump(tree))
print(ast.dump(tree, annotate_fields=False))
print(ast.dump(tree, include_attributes=True, indent=1))
print(ast.dump(ast.parse("a.b", mode="eval"), indent="--"))
print(ast.unparse(tree))
print(ast.get_docstring(tree, clean=False).split("\n"), ast.get_docstring(tree.body[3], False))
for node in ast.walk(tree):
    if isinstance(node, (ast.Call, ast.Try, ast.Compare)):
        print(repr(ast.get_source_segment(SOURCE, node)))
        print(repr(ast.get_source_segment(SOURCE, node, padded=True)))

for text in ("1", "-1", "+1", "1+2j", "-1-2j", "'a' 'b'", "(1, [2, {3}], {4: None})", "set()", "...", "b'x'", " \t1", "True",
             "1+2", "a", "f()", "{**a}", "[x for x in y]", "-'a'", "~1", "2j+1", "", "1 1", "\n1", "f''", "-True", "{[]: 1}"):
    attempt(ast.literal_eval, text)
attempt(ast.literal_eval, ast.parse("[1, 2]", mode="eval"))
attempt(ast.literal_eval, ast.Tuple([ast.Constant(1), 2], ast.Load()))
attempt(ast.parse, "a b", "file")
attempt(ast.parse, "a", mode="other")
attempt(ast.dump, 3)
attempt(ast.get_docstring, ast.Pass())
print(type(ast.parse("a", mode="single")).__name__, ast.unparse(ast.parse("(int, *a, **b) -> c", mode="func_type")))
attempt(ast.parse, "(a, **b, c) -> d", mode="func_type")

node = ast.parse("a + b").body[0].value
print(ast.dump(ast.increment_lineno(copy.deepcopy(node), 5), include_attributes=True))
print(ast.dump(ast.copy_location(ast.Name("x", ast.Load()), node), include_attributes=True))
print(ast.dump(ast.fix_missing_locations(ast.Expression(ast.Tuple([ast.Name("x", ast.Load())], ast.Load(), lineno=3, col_offset=2))),
               include_attributes=True))
print([name for name, _ in ast.iter_fields(node)], [type(child).__name__ for child in ast.iter_child_nodes(node)])


class Renamer(ast.NodeTransformer):
    def visit_Name(self, node):
        return ast.copy_location(ast.Name(node.id + "_", node.ctx), node)

    def visit_Pass(self, node):
        return None

    def visit_Expr(self, node):
        return [node, self.generic_visit(copy.deepcopy(node))]


class Printer(ast.NodeVisitor):
    def visit_Name(self, node):
        print("name", node.id)

    def visit_Constant(self, node):
        print("constant", node.value)


changed = Renamer().visit(ast.parse("if a:\n  pass\n  b\n"))
print(ast.unparse(changed))
Printer().visit(ast.parse("f(1, 'a', x)"))


class Old(ast.NodeVisitor):
    def visit_Num(self, node):
        print("number", node.n)


Old().visit(ast.parse("1 + 2.0 + 'a'"))
print(isinstance(ast.Constant(3), ast.Num), isinstance(ast.Constant("a"), ast.Num), isinstance(ast.Constant(True), ast.Num),
      isinstance(ast.Constant(None), ast.NameConstant), isinstance(ast.Constant(...), ast.Ellipsis), ast.Num(4).n, ast.Str("s").s)
print(ast.dump(ast.ExtSlice([ast.Name("a", ast.Load())])), ast.Index(5))

# Classes and their instances.
print(ast.BinOp.__doc__, ast.BinOp._fields, ast.BinOp.__mro__, ast.BinOp.__match_args__, ast.expr._attributes, ast.Return.value)
print(ast.operator.__doc__, ast.type_ignore.__doc__, ast.excepthandler.__doc__, ast.pattern.__doc__, sep="\n")
for make in (lambda: ast.BinOp(1, 2, 3, 4), lambda: ast.BinOp(1, left=2), lambda: ast.Add(1), lambda: ast.Name(1, 2, 3)):
    attempt(make)
name = ast.Name("x", ctx=ast.Load(), extra=1)
print(name.__dict__.keys(), name.__reduce_ex__(2)[1:2], copy.deepcopy(name).id, hasattr(ast.Name(), "id"))
match ast.parse("a + 1").body[0].value:
    case ast.BinOp(ast.Name(left), ast.Add(), ast.Constant(value=right)):
        print(left, right)
print(ast.parse("a+b").body[0].value.op is ast.parse("c+d").body[0].value.op, ast.parse("u'x'").body[0].value.kind)
print(compile(tree, "f", "exec", ast.PyCF_ONLY_AST) is tree, isinstance(compile("1", "f", "eval", ast.PyCF_ONLY_AST), ast.Expression))
