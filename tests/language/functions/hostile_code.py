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
refuse(inner, co_code=b"")
refuse(inner, co_code=bytes([dis.opmap["COPY_FREE_VARS"], 1, dis.opmap["JUMP_BACKWARD"], 2]))
refuse(outer.__code__, co_consts=())
refuse(outer.__code__, co_stacksize=0)
refuse(outer.__code__, co_exceptiontable=b"abc")
