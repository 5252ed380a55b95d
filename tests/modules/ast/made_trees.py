"""Made trees: what compile() takes, and what it says of others."""
import ast
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, str(e)[:150].split(" at 0x")[0].removesuffix(" while calling a Python object"))
P=dict(lineno=1,col_offset=0)
def N(cls,*a,**k):
    n=cls(*a,**k)
    for x in ('lineno','col_offset'):
        if x in n._attributes and not hasattr(n,x): setattr(n,x,1)
    return n
def C(tree, mode='exec'):
    return compile(ast.fix_missing_locations(tree),'x',mode)
def E(e): return lambda: eval(C(ast.Expression(e),'eval'))
t(E(ast.Constant((1,(2,'x'),frozenset([3]))))); t(E(ast.Constant(-5))); t(E(ast.Constant(-2**80))); t(E(ast.Constant(2**80))); t(E(ast.Constant(1+2j))); t(E(ast.Constant(float('inf')))); t(E(ast.Constant(float('nan')))); t(E(ast.Constant(True))); t(E(ast.Constant('\ud800'))); t(E(ast.Constant(b'a')))
class S(str): pass
class I(int): pass
t(E(ast.Constant(S('x')))); t(E(ast.Constant(I(3)))); t(E(ast.Constant((1,[2])))); t(E(ast.Constant(object)))
t(E(ast.Name('a b', ast.Load()))); t(E(ast.Name('', ast.Load()))); t(E(ast.Name(S('a'), ast.Load())))
t(E(ast.Tuple([ast.Starred(ast.Constant((1,2)), ast.Load())], ast.Load())))
t(E(ast.Starred(ast.Constant((1,2)), ast.Load())))
t(E(ast.NamedExpr(ast.Name('q',ast.Store()), ast.Constant(2))))
x = ast.BinOp(ast.Constant(1), ast.Add(), ast.Constant(1)); x.left = x
t(lambda: C(ast.Expression(x),'eval'))
t(lambda: compile(ast.Expression(x),'x','eval'))
y = ast.Constant(1,lineno=1,col_offset=1)
for i in range(5000): y = ast.UnaryOp(ast.USub(), y, lineno=1,col_offset=1)
t(lambda: compile(ast.Expression(y),'x','eval'))
t(lambda: ast.dump(y)[:10])
t(lambda: ast.unparse(y)[:10])
t(lambda: ast.parse('+'.join('a'*20000)) and 1)
t(lambda: ast.parse('-'*3000+'a') and 1)
l=[]; m=ast.Module(l,[])
class Evil:
    _fields=()
    def __init__(s): pass
    @property
    def lineno(s): l.clear(); return 1
l.extend([Evil(),Evil()]); t(lambda: compile(m,'x','exec'))
class EvilInt(int):
    pass
t(lambda: compile(ast.Expression(ast.Constant(1,lineno=2**31,col_offset=0)),'x','eval'))
t(lambda: compile(ast.Expression(ast.Constant(1,lineno=2**31-1,col_offset=2**31-1)),'x','eval').co_firstlineno)
t(lambda: list(compile(ast.Expression(ast.BinOp(ast.Name('a',ast.Load(),lineno=-5,col_offset=-3),ast.Add(),ast.Constant(2,lineno=2**31-1,col_offset=0),lineno=2**30,col_offset=5)),'x','eval').co_positions())[1:3])
t(lambda: compile(ast.Expression(ast.Constant(1,lineno=3,col_offset=5,end_lineno=2,end_col_offset=0)),'x','eval'))
t(lambda: compile(ast.Expression(ast.Constant(1,lineno=3,col_offset=5,end_lineno=3,end_col_offset=0)),'x','eval'))
t(lambda: compile(ast.Expression(ast.Constant(1,lineno=-1,col_offset=5,end_lineno=3,end_col_offset=0)),'x','eval'))
t(lambda: C(ast.Module([ast.Return(ast.Constant(1))],[])))
t(lambda: C(ast.Module([ast.Expr(ast.Yield())],[])))
t(lambda: C(ast.Module([ast.Break()],[])))
t(lambda: C(ast.Module([ast.ImportFrom('__future__',[ast.alias('nope')],0)],[])))
t(lambda: C(ast.Module([ast.ImportFrom(None,[ast.alias('nope')],0)],[])))
t(lambda: C(ast.Module([ast.Global(['a','a'])],[])))
t(lambda: C(ast.Module([ast.FunctionDef('f',ast.arguments([],[ast.arg('a'),ast.arg('a')],None,[],[],None,[]),[ast.Pass()],[])],[])))
t(lambda: C(ast.Module([ast.FunctionDef('f',ast.arguments([],[ast.arg('a')],None,[],[],None,[None]),[ast.Pass()],[])],[])))
t(lambda: C(ast.Module([ast.AugAssign(ast.Tuple([],ast.Store()),ast.Add(),ast.Constant(1))],[])))
t(lambda: C(ast.Module([ast.AnnAssign(ast.Tuple([],ast.Store()),ast.Constant(1),None,0)],[])))
t(lambda: C(ast.Module([ast.For(ast.Constant(1),ast.Constant(1),[ast.Pass()],[])],[])))
t(lambda: C(ast.Module([ast.Delete([ast.Starred(ast.Name('a',ast.Del()),ast.Del())])],[])))
t(lambda: C(ast.Module([ast.Assign([ast.Starred(ast.Name('a',ast.Store()),ast.Store())],ast.Constant(1))],[])))
t(lambda: C(ast.Interactive([ast.Expr(ast.Constant(1))]),'single'))
t(lambda: exec(C(ast.Interactive([ast.Expr(ast.Constant(1))]),'single')))
t(lambda: C(ast.FunctionType([],ast.Constant(1)),'exec'))
t(E(ast.JoinedStr([ast.FormattedValue(ast.Constant(1),5,None)])))
t(E(ast.JoinedStr([ast.FormattedValue(ast.Constant(1),-1,ast.Constant('5'))])))
t(E(ast.JoinedStr([ast.Constant(5)])))
t(E(ast.FormattedValue(ast.Constant(1),-1,None)))
t(E(ast.Lambda(ast.arguments([],[],None,[],[],None,[]),ast.Constant(1))))
t(E(ast.Call(ast.Name('print',ast.Load()),[],[ast.keyword('a b',ast.Constant(1))])))
t(E(ast.Compare(ast.Constant(1),[ast.Is()],[ast.Constant(1)])))
t(E(ast.Slice(None,None,None))); t(E(ast.Attribute(ast.Constant(1),'real',ast.Load()))); t(E(ast.Attribute(ast.Constant(1),'a b',ast.Load())))
t(E(ast.Subscript(ast.Constant('abc'),ast.Slice(ast.Constant(1),None,None),ast.Load())))
t(E(ast.Dict([None],[ast.Dict([],[])]))); t(E(ast.Set([]))); t(E(ast.List([],ast.Store()))); t(E(ast.Await(ast.Constant(1))))
t(E(ast.IfExp(ast.Constant(1),ast.Constant(2),None)))
t(E(ast.Name('__debug__',ast.Load()))); t(lambda: C(ast.Module([ast.Assign([ast.Name('__debug__',ast.Store())],ast.Constant(1))],[])))
t(lambda: C(ast.Module([ast.Match(ast.Constant(1),[ast.match_case(ast.MatchStar('a'),None,[ast.Pass()])])],[])))
t(lambda: C(ast.Module([ast.Match(ast.Constant(1),[ast.match_case(ast.MatchAs(),None,[ast.Pass()]),ast.match_case(ast.MatchAs(),None,[ast.Pass()])])],[])))
t(lambda: ast.AST.__new__(int)); t(lambda: ast.AST.__new__()); t(lambda: ast.Name()); t(lambda: ast.Num(3).n); t(lambda: isinstance(ast.Constant(3), ast.Num)); t(lambda: ast.Str('a').s); t(lambda: ast.Ellipsis().value); t(lambda: ast.NameConstant(None).value); t(lambda: ast.Index(3)); t(lambda: isinstance(ast.Constant(True), ast.Num))

class Hostile(ast.AST):
    _fields = [letter * 50 for letter in "abc"]

    def __setattr__(self, name, value):
        Hostile._fields.clear()
        super().__setattr__(name, value)


class Listed(ast.AST):
    _fields = ["a", "b"]


print(vars(Listed(1, b=2)), ast.dump(Listed(1, b=2)))
