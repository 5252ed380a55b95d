# expect: adder
# Code objects that the VM could not run safely are refused when they are made.
import dis


def outer():
    x = 1

    def inner():
        return x
    return inner


def refuse(code, **changes):
    try:
        code.replace(**changes)
        print("made")  # wrong
    except ValueError as error:
        print(error)


inner = outer().__code__
refuse(outer.__code__, co_cellvars=())
refuse(inner, co_freevars=())
refuse(inner, co_freevars=("x", "y"))
refuse(inner, co_code=inner.co_code[2:])
refuse(inner, co_code=bytes([dis.opmap["COPY_FREE_VARS"], 1, dis.opmap["JUMP_BACKWARD"], 2]))
refuse(outer.__code__, co_consts=())
refuse(outer.__code__, co_stacksize=0)
refuse(outer.__code__, co_exceptiontable=b"abc")

# What cannot be seen beforehand is checked when the instruction runs.


def assemble(*instructions):
    """Code of (name, argument) pairs with their caches."""
    text = bytearray()
    for name, argument in instructions:
        opcode = dis.opmap[name]
        text += bytes([opcode, argument]) + bytes(2 * dis._inline_cache_entries[opcode])
    return bytes(text)


def template():
    pass


def run(*instructions, constants=(None,), names=()):
    code = template.__code__.replace(co_code=assemble(*instructions), co_consts=constants, co_names=names,
                                     co_stacksize=10, co_linetable=b"")
    try:
        print(eval(code))
    except SystemError as error:
        print(error)


refuse(template.__code__, co_code=assemble(("KW_NAMES", 0), ("LOAD_CONST", 0), ("RETURN_VALUE", 0)))
refuse(template.__code__, co_code=assemble(("LOAD_CONST", 0), ("COPY", 0), ("RETURN_VALUE", 0)))
refuse(template.__code__, co_code=assemble(("LOAD_CONST", 0), ("YIELD_VALUE", 0), ("RESUME", 2), ("RETURN_VALUE", 0)))
load, ret = ("LOAD_CONST", 0), ("RETURN_VALUE", 0)
run(load, ret, constants=("plain",))
run(("PUSH_NULL", 0), ret)
run(("PUSH_NULL", 0), ("POP_TOP", 0), load, ret)
run(load, load, ("LIST_APPEND", 1), ret)
run(load, load, ("SET_ADD", 1), ret, constants=(5,))
run(load, load, load, ("MAP_ADD", 1), ret)
run(load, load, load, load, ("DICT_MERGE", 1), ret, constants=("x",))
run(load, ("LIST_TO_TUPLE", 0), ret)
run(load, load, ("BUILD_STRING", 2), ret, constants=(1,))
run(load, load, ("BUILD_CONST_KEY_MAP", 1), ret, constants=(("a", "b"),))
run(load, ("FOR_ITER", 1), ret, load, ret, constants=(1.5,))
run(load, load, ("MATCH_KEYS", 0), ret)
run(load, load, load, ("MATCH_CLASS", 0), ret, constants=((1,),))
run(load, ("PUSH_EXC_INFO", 0), ret)
run(load, ("RERAISE", 0), constants=(ValueError,))
run(load, ("POP_EXCEPT", 0), load, ret, constants=(1,))
run(load, load, load, load, ("WITH_EXCEPT_START", 0), ret)
run(load, load, ("PREP_RERAISE_STAR", 0), ret)
run(("PUSH_NULL", 0), load, ("KW_NAMES", 0), ("CALL", 0), ret, constants=(7,))
run(("PUSH_NULL", 0), load, ("KW_NAMES", 0), ("CALL", 0), ret, constants=(("a",),))
run(load, ("MAKE_FUNCTION", 0), ret)
run(load, ("MAKE_FUNCTION", 0), ret, constants=(inner,))
run(("LOAD_CONST", 0), ("LOAD_CONST", 1), ("MAKE_FUNCTION", 8), ret, constants=((1,), inner))
run(load, ("YIELD_VALUE", 0), ret)
run(load, ("RETURN_GENERATOR", 0), ret)
try:
    again = assemble(("RETURN_GENERATOR", 0), ("POP_TOP", 0), ("RETURN_GENERATOR", 0), ret)
    list(eval(template.__code__.replace(co_code=again, co_stacksize=10, co_linetable=b"")))
except SystemError as error:
    print(error)


# Code of no instructions, as native code makes it for tracebacks, raises.
try:
    exec(template.__code__.replace(co_code=b""))
except AssertionError as error:
    print("no instructions:", repr(error))


# What an instruction counts on still holds in code that was changed without harm; only the operands are checked.
def total(items, *, start=0):
    for item in items:
        start += item
    return [*items, start], {"a": start}, f"{start!r:>4}"


changed = total.__code__.replace(co_consts=total.__code__.co_consts)
total.__code__ = changed
print(total([1, 2, 3], start=4))


def numbers():
    received = yield 1
    yield from (received, 2)
    return 3


numbers.__code__ = numbers.__code__.replace(co_consts=numbers.__code__.co_consts)
generator = numbers()
print(next(generator), generator.send("s"), generator.gi_yieldfrom is not None, list(generator))
