"""Classes with forms of typing, and other things, as bases; isinstance with them."""
import typing, types
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
T=typing.TypeVar('T'); P=typing.ParamSpec('P'); Ts=typing.TypeVarTuple('Ts')
for base in (T,P,Ts,P.args,P.kwargs,typing.List[int],typing.NoReturn,typing.ClassVar,typing.ClassVar[int],typing.Annotated[int,3],typing.Callable,typing.Unpack[Ts], *Ts, typing.ForwardRef('x'), typing.Self, typing.Concatenate[int,P],typing.Generic, typing.Protocol, typing.Final, typing.Tuple, typing.Type, typing.NamedTuple, typing.TypedDict, typing.Optional, int|str, 3, 'x', None, ..., print, types, len, [], lambda:0, range(3), property(), NotImplemented):
    def f():
        class A(base): pass
        return A.__mro__[1:]
    t(f)
    t(lambda: isinstance(3, base))
