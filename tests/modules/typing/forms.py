# Subscripted types, variables, protocols, records and what reads annotations.
from typing import *
import typing, collections.abc
T=TypeVar('T'); K=TypeVar('K'); P=ParamSpec('P'); Ts=TypeVarTuple('Ts')
print(List[int], Dict[str, List[T]][int], Optional[int], Union[int,str,None], Union[int], Callable[[int,str],bool], Callable[...,T][int], Tuple[int,...], Tuple[()], Type[int], Literal[1,'a',None])
class Stack(Generic[T]):
    def __init__(self): self.items: List[T]=[]
print(Stack[int], Stack[int]().items, Stack.__parameters__, Stack[T][int], Stack[int]==Stack[int])
class Point(NamedTuple):
    x: int
    y: int = 3
print(Point(1), Point.__annotations__, Point._field_defaults)
class Movie(TypedDict, total=False):
    name: Required[str]; year: int
print(Movie(name='x'), Movie.__required_keys__, Movie.__optional_keys__, Movie.__total__)
@runtime_checkable
class Closer(Protocol):
    def close(self) -> None: ...
class R:
    def close(self): pass
print(isinstance(R(), Closer), isinstance(3, Closer), issubclass(R, Closer), isinstance(3, SupportsInt), isinstance(3, SupportsAbs), isinstance('', SupportsInt))
def f(a:int, b:'Optional[str]'=None, *c: "List['int']") -> 'Stack[T]': ...
print(get_type_hints(f), get_origin(List[int]), get_args(Dict[str,int]), get_args(Callable[[int],str]), get_origin(Annotated[int,1]), get_args(Annotated[int,1]), get_args(int|str))
print(Annotated[int,'x'], Annotated[Annotated[int,1],2], get_type_hints(type('A',(),{'__annotations__':{'a':Annotated[int,5]}})), ClassVar[int], Final[str], NewType('U',int), NewType('U', int)(5))
class Z(Generic[P,T]): pass
print(Z[[int,str],bool], Z[...,int], Callable[P,T][[int,str],bool], Callable[Concatenate[int,P],T], Concatenate[int,P])
class A(Generic[Unpack[Ts]]): pass
print(A[int,str], A[()], Tuple[int, Unpack[Ts]][str,bool], Unpack[Ts], A[*Ts])
for bad in ['List[int,str]','Union[()]','Optional[1,2]','Generic[int]','Stack[int,str]','isinstance(1,List[int])','Any()','ClassVar[ClassVar[int]]','Closer()','class_()','TypeVar("X",int)','List[int][str]','isinstance(1,Union)','Literal()', 'Dict[int]','Protocol[int]', 'List()', 'Callable[int]','issubclass(int, Any)', 'Final[1,2]', 'Concatenate[int]']:
    try: print(eval(bad))
    except Exception as e: print(bad, type(e).__name__, e)
print(list[T][int], dict[K,T][str,int], list[List[T]][int], T|int, 'x'|T, Optional[T][int], int|List[str], Union[int,List[str]]==int|List[str], hash(List[int])==hash(List[int]))
@overload
def g(a:int)->int: ...
@overload
def g(a:str)->str: ...
def g(a): return a
print(len(get_overloads(g)), cast(int,'x'), Text, AnyStr, T, K, P.args, P.kwargs, IO[str], TextIO, typing.Any, Any, NoReturn, Never, Self)
class Sub(List[int]): pass
class M(Mapping[K,T]):
    def __getitem__(s,k): return 1
    def __iter__(s): return iter(())
    def __len__(s): return 0
print(Sub.__mro__, Sub.__orig_bases__, M.__mro__, M[int,str], Sub([1]), ForwardRef('x'), List['int'], Dict['str','X'])
print(sorted(set(typing.__all__) - set(dir(typing))), [n for n in typing.__all__ if not hasattr(typing,n)])
