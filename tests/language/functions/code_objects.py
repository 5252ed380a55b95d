# Code objects that programs make of other ones' fields: types.CodeType(…) and replace().
import types

NAMES = """co_argcount co_posonlyargcount co_kwonlyargcount co_nlocals co_stacksize co_flags co_code co_consts
co_names co_varnames co_filename co_name co_qualname co_firstlineno co_linetable co_exceptiontable co_freevars
co_cellvars""".split()


def function(a, b=1, *rest, c, **others):
    x = a + b

    def inner(y):
        nonlocal x
        x += y
        return x, c
    return inner


def fields(code):
    return [getattr(code, name) for name in NAMES]


def show(call):
    try:
        result = call()
        print("ok", result.co_name if isinstance(result, types.CodeType) else result)
    except (TypeError, ValueError, OverflowError, SystemError) as error:
        text = str(error)
        print(type(error).__name__, text if "internal function" not in text else "internal")


code = function.__code__
made = types.CodeType(*fields(code))
print(made == code, made is code, hash(made) == hash(code))
copy = types.FunctionType(made, globals(), "copy", (10,))
print(copy(1, c=2)(5), made.co_varnames, made.co_cellvars, made.co_freevars, made.co_nlocals)
inner = function(1, c=2)
inner_code = types.CodeType(*fields(inner.__code__))
print(types.FunctionType(inner_code, {}, "inner", None, inner.__closure__)(40), inner(1))
print(list(made.co_positions()) == list(code.co_positions()))


def plain(first, second):
    total = first.real + second.imag
    return total, missing


changed = plain.__code__.replace(co_names=("imag", "real", "show"), co_varnames=("p", "q", "r"))
print(changed.co_names, changed.co_varnames, changed == plain.__code__)
plain.__code__ = changed
print(plain(p=1 + 2j, q=3j)[0])
wider = changed.replace(co_varnames=("p", "q", "r", "unused"), co_nlocals=4)
plain.__code__ = wider
print(plain(1j, 2)[0], wider.co_nlocals, wider.co_varnames)
renamed = inner_code.replace(co_freevars=("count", "other"))
try:
    types.FunctionType(renamed, {}, "inner", None, (types.CellType(), types.CellType(1)))(2)
except NameError as error:
    print(error)


class Name(str):
    pass


show(lambda: types.CodeType())
show(lambda: types.CodeType(*fields(code)[:15]))
show(lambda: types.CodeType(*fields(changed)[:16]))
show(lambda: types.CodeType(*fields(code), 1))
show(lambda: types.CodeType(*fields(code), x=1))
show(lambda: code.replace(1))
show(lambda: code.replace(zz=1, co_names=3))
show(lambda: code.replace(co_freevars=3, co_argcount=1.5))
show(lambda: code.replace(co_names=3, co_argcount=-1))
show(lambda: code.replace(co_posonlyargcount=9))
show(lambda: code.replace(co_names=(Name("a"),)))
show(lambda: code.replace(co_nlocals=1))
show(lambda: code.replace(co_cellvars=("c", "x", "new")))
show(lambda: code.replace(co_freevars=("free",)))
print(code.replace(co_freevars=("free",)).co_freevars)
for index, name in enumerate(NAMES):
    for bad in None, -1, "x", 1.5, (1,), 2**31, []:
        if name == "co_consts" and isinstance(bad, tuple):
            continue
        arguments = fields(code)
        arguments[index] = bad
        print(name, repr(bad), end=" ")
        show(lambda: types.CodeType(*arguments))
        show(lambda: code.replace(**{name: bad}))
arguments = fields(code)
arguments[8] = tuple(Name(name) for name in arguments[8])
print(type(types.CodeType(*arguments).co_names[0] if arguments[8] else ""))
