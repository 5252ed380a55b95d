# Enum, Flag, IntFlag, StrEnum: members, lookup, texts, operators, the class as a container, and refusals.
import enum
from enum import *
class C(Enum):
    A=1;B=2;D=1
class F(Flag):
    X=1;Y=2;Z=4; XY=3
class IF(IntFlag):
    X=1;Y=2
class S(StrEnum):
    P='p'; Q=auto()
class P(Enum):
    A=(1,2); B=(3,4)
    def __init__(self,a,b): self.a=a
    @property
    def sum(self): return self.value[0]+self.value[1]
for a in ["P.A.a+P.B.sum","C.A","repr(C)","C(3)","C['Z']","C.__members__","F.X|F.Z","F(8)","F(0)","repr(F(0))","~F.X","F.X in F.XY","list(F)","len(F)","IF(9)","repr(IF(8))","~IF.X","repr(IF.X|8)","S.Q","str(C.A)","format(IF.X)","str(F.X|F.Z)","C.A==1","C.A<C.B","C.A in C","dir(C)","dir(C.A)","C.__doc__","IF.X+1","list(C)","hash(C.A)==hash('A')","Enum('N','a b').a","Enum('N',[('a',5),'b'])","Enum('N',{'a':1}).a","C.A.A","C.A.foo","C.foo","C.__class__","F.X.__class__.__mro__","F.XY._flag_mask_","F._boundary_","repr(F.XY)","F(-1)","F.X ^ F.XY","F.X & 1","F.X | 1","list(F.XY)","len(F.XY)","bool(F(0))","IF(-3)","setattr(C,'A',3)","delattr(C,'A')","C.A.value","setattr(C.A,'value',3)","IF.X.__reduce_ex__(4)","C.A.__reduce_ex__(2)","F(5).__reduce_ex__(2)[1]","IF(9).__reduce_ex__(2)[1]","IF(8).__reduce_ex__(2)","type('D',(C,),{})","str(FlagBoundary.STRICT)","repr(FlagBoundary.STRICT)","EnumMeta","unique(C)","IntEnum('I','a b')(1)","repr(IntEnum('I','a b')(1))","C._member_map_","C._value2member_map_","C._member_names_","C._member_type_", "C('x',1)", "Enum('E','')","C.A._name_","bool(C)","C.A.__dict__","F.X._inverted_","vars(F.X)","C.A.__hash__()==hash('A')","verify(UNIQUE)(C)","verify(CONTINUOUS)(IntEnum('I',{'a':1,'b':4}))","verify(NAMED_FLAGS)(Flag('I',{'a':1,'b':12}))","property","member","nonmember","F._all_bits_","F.__contains__(F.X,1)","CONTINUOUS","C.mro()","C.A.__objclass__","list(C.__dict__.keys())","list(F.__dict__.keys())","list(S.__dict__.keys())","list(IF.__dict__.keys())","IF.__or__ is Flag.__or__","IntEnum.__str__","IntFlag.__str__","Flag._numeric_repr_","repr(IF(-3))","dir(IntEnum('I','a').a)==dir(1)","dir(S)","~IF.X|8","Flag('L','a b',boundary=STRICT)(9)","Flag('L','a b',boundary=EJECT)(9)","enum.show_flag_values(5)","enum.bin(5)","enum.bin(-5)","enum.bin(5,8)","enum.bin(-5,8)","IntFlag('L','a b',boundary=STRICT)(-9)", "S('p')", "StrEnum('T',{'a':1})","IntEnum('T',{'a':'x'})","__import__('copy').deepcopy(C.A) is C.A"]:
    try:
        print(a, "->", eval(a))
    except Exception as error:
        print(a, type(error).__name__, error)
