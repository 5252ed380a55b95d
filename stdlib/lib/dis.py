# SPDX-License-Identifier: MIT
"""Show the bytecode of functions, classes, modules and source text.

    dis.dis(f)                 print the instructions of f and of the functions in it
    dis.get_instructions(f)    iterate over them
    dis.Bytecode(f)            both, as an object
    adder -m dis [-C] [FILE]   list a script; -C shows inline caches

The layout and the functions are those of CPython 3.11's module of this name. With adaptive=True the instructions are shown as
the VM has rewritten them so far.

What this module stands on: `_opcode.table`, a row (name, operand kind, cache units, generic opcode, stack picture) for each opcode,
and the attributes of code objects. Offsets count bytes, two for each code unit.
"""
import sys

import _opcode
from _opcode import stack_effect

__all__ = ["Bytecode", "Instruction", "Positions", "cmp_op", "code_info", "dis", "disassemble", "disco", "distb",
           "findlabels", "findlinestarts", "get_instructions", "hascompare", "hasconst", "hasfree", "hasjabs", "hasjrel",
           "haslocal", "hasname", "opmap", "opname", "picture", "show_code", "stack_effect"]

cmp_op = ("<", "<=", "==", "!=", ">", ">=")

# --- the table ------------------------------------------------------------------------------------------------------------

opname = [row[0] for row in _opcode.table]
opmap = {name: opcode for opcode, name in enumerate(opname)}
picture = {row[0]: row[4] for row in _opcode.table}
_kinds = [row[1] for row in _opcode.table]
_inline_cache_entries = [row[2] for row in _opcode.table]
_generic = [row[3] for row in _opcode.table]

EXTENDED_ARG = opmap["EXTENDED_ARG"]
CACHE = -1  # caches are no instructions, but show_caches lists them


def _opcodes(*kinds):
    return [opcode for opcode, kind in enumerate(_kinds) if kind in kinds and _generic[opcode] == opcode]


hasconst = _opcodes("constant")
hasname = _opcodes("name", "global_name")
hasjrel = _opcodes("jump_forward", "jump_backward")
hasjabs = []
haslocal = [opcode for opcode in _opcodes("local") if opname[opcode].endswith("_FAST")]
hasfree = [opcode for opcode in _opcodes("local") if not opname[opcode].endswith("_FAST")]
hascompare = _opcodes("comparison")

_BINARY_OPERATORS = ("+ & // << @ * % | ** >> - / ^ "
                     "+= &= //= <<= @= *= %= |= **= >>= -= /= ^=").split()
_CONVERSIONS = ("", "str", "repr", "ascii")
_FUNCTION_PARTS = ("defaults", "kwdefaults", "annotations", "closure")

COMPILER_FLAG_NAMES = {
    0x1: "OPTIMIZED", 0x2: "NEWLOCALS", 0x4: "VARARGS", 0x8: "VARKEYWORDS", 0x10: "NESTED", 0x20: "GENERATOR",
    0x40: "NOFREE", 0x80: "COROUTINE", 0x100: "ITERABLE_COROUTINE", 0x200: "ASYNC_GENERATOR",
}


def pretty_flags(flags):
    """The names of the flags of a code object; what has no name as a hexadecimal number."""
    names = []
    for bit in range(32):
        flag = 1 << bit
        if flags & flag:
            names.append(COMPILER_FLAG_NAMES.get(flag, hex(flag)))
    return ", ".join(names) or hex(flags)


# --- instructions -----------------------------------------------------------------------------------------------------------

class _Record:
    """Named fields that compare and unpack like a tuple."""
    _fields = ()
    __slots__ = ()

    def __init__(self, *values):
        for field, value in zip(self._fields, values):
            setattr(self, field, value)

    def __iter__(self):
        return iter([getattr(self, field) for field in self._fields])

    def __eq__(self, other):
        return isinstance(other, _Record) and list(self) == list(other)

    def __hash__(self):
        return hash(tuple(self))

    def __repr__(self):
        fields = ", ".join(f"{field}={getattr(self, field)!r}" for field in self._fields)
        return f"{type(self).__name__}({fields})"


class Positions(_Record):
    """Lines and columns of the source text of an instruction; None where there are none."""
    _fields = __slots__ = ("lineno", "end_lineno", "col_offset", "end_col_offset")


class Instruction(_Record):
    """One instruction: its argument, what the argument means (argval) and how that is written (argrepr)."""
    _fields = __slots__ = ("opname", "opcode", "arg", "argval", "argrepr", "offset", "starts_line", "is_jump_target",
                           "positions")

    def _disassemble(self, lineno_width=3, mark_as_current=False, offset_width=4):
        """The instruction as a line of the listing."""
        fields = []
        if lineno_width:
            line = "" if self.starts_line is None else str(self.starts_line)
            fields.append(line.rjust(lineno_width))
        fields.append("-->" if mark_as_current else "   ")
        fields.append(">>" if self.is_jump_target else "  ")
        fields.append(str(self.offset).rjust(offset_width))
        fields.append(self.opname.ljust(20))
        if self.arg is not None:
            fields.append(str(self.arg).rjust(5))
            if self.argrepr:
                fields.append("(" + self.argrepr + ")")
        return " ".join(fields).rstrip()


class _Handler(_Record):
    _fields = __slots__ = ("start", "end", "target", "depth", "lasti")


def _format_flags(flags):
    text = _CONVERSIONS[flags & 3]
    if flags & 4:
        text = text + ", with format" if text else "with format"
    return text


def _function_flags(flags):
    return ", ".join(part for bit, part in enumerate(_FUNCTION_PARTS) if flags & 1 << bit)


class _Reader:
    """Decodes the units of a code object, or of bytes alone: then names are unknown and arguments stay numbers."""

    def __init__(self, code, adaptive=False):
        is_bytes = isinstance(code, (bytes, bytearray))
        self.code = None if is_bytes else code
        self.units = code if is_bytes else code._co_code_adaptive if adaptive else code.co_code
        self.handlers = [] if is_bytes else list(_handlers(code))
        self.labels = set(findlabels(self.units))
        for handler in self.handlers:
            self.labels.add(handler.target)

    def instructions(self, show_caches=False, line_offset=0):
        """Yields them all, with their lines shifted by line_offset."""
        lines = {} if self.code is None else dict(findlinestarts(self.code))
        positions = None if self.code is None else list(self.code.co_positions())
        for offset, opcode, arg in _unpack(self.units):
            argval, argrepr = self.meaning(opcode, arg, offset)
            line = lines.get(offset)
            place = Positions(*positions[offset // 2]) if positions else Positions(None, None, None, None)
            yield Instruction(opname[opcode], opcode, arg, argval, argrepr, offset,
                              None if line is None else line + line_offset, offset in self.labels, place)
            if show_caches:
                for index in range(_inline_cache_entries[opcode]):
                    yield Instruction("CACHE", CACHE, 0, None, "", offset + 2 + 2 * index, None, False, place)

    def meaning(self, opcode, arg, offset):
        """What the argument stands for, and its text."""
        kind = _kinds[opcode]
        if arg is None:
            return None, ""
        if kind.startswith("jump"):
            target = _jump_target(opcode, arg, offset)
            return target, f"to {target}"
        if kind == "comparison":
            return cmp_op[arg], cmp_op[arg]
        if kind == "binary_operator":
            return arg, _BINARY_OPERATORS[arg]
        if kind == "flags":
            is_format = opname[_generic[opcode]] == "FORMAT_VALUE"
            return arg, _format_flags(arg) if is_format else _function_flags(arg)
        return (arg, "") if self.code is None else self.named_meaning(kind, arg)

    def named_meaning(self, kind, arg):
        """The same for what the tables of the code object name."""
        code = self.code
        if kind == "constant":
            return code.co_consts[arg], repr(code.co_consts[arg])
        if kind == "name":
            return code.co_names[arg], code.co_names[arg]
        if kind == "global_name":
            name = code.co_names[arg >> 1]
            return name, "NULL + " + name if arg & 1 else name
        if kind == "local":
            name = code._varname_from_oparg(arg)
            return name, name
        return arg, ""


def _unpack(units):
    """Yields (offset, opcode, argument), prefixes included; caches are skipped."""
    prefix = 0
    offset = 0
    while offset < len(units):
        opcode = units[offset]
        arg = None
        if _kinds[opcode] != "none":
            arg = prefix | units[offset + 1]
        prefix = arg << 8 if opcode == EXTENDED_ARG else 0
        yield offset, opcode, arg
        offset += 2 + 2 * _inline_cache_entries[opcode]


def _jump_target(opcode, arg, offset):
    end = offset + 2 + 2 * _inline_cache_entries[opcode]
    return end - 2 * arg if _kinds[opcode] == "jump_backward" else end + 2 * arg


def findlabels(code):
    """The offsets that jumps in the units go to."""
    labels = []
    for offset, opcode, arg in _unpack(code):
        if _kinds[opcode].startswith("jump"):
            target = _jump_target(opcode, arg, offset)
            if target not in labels:
                labels.append(target)
    return labels


def findlinestarts(code):
    """Yields (offset, line) for every instruction that begins a line."""
    last = None
    for start, _, line in code.co_lines():
        if line is not None and line != last:
            last = line
            yield start, line


def _handlers(code):
    """Yields the handler table, offsets in bytes."""
    numbers = _table_numbers(code.co_exceptiontable)
    for start in numbers:
        length = next(numbers)
        target = next(numbers)
        depth = next(numbers)
        yield _Handler(start * 2, (start + length) * 2, target * 2, depth >> 1, bool(depth & 1))


def _table_numbers(table):
    """The numbers of a handler table: six bits a byte, bit 6 says that more follow."""
    number = 0
    for byte in table:
        number = number << 6 | byte & 63
        if not byte & 64:
            yield number
            number = 0


# --- what can be disassembled -------------------------------------------------------------------------------------------------

def _try_compile(text, name):
    try:
        return compile(text, name, "eval")
    except SyntaxError:
        return compile(text, name, "exec")


def _code_of(x):
    """The code object behind a function, method, generator, coroutine or text."""
    x = getattr(x, "__func__", x)
    for attribute in ("__code__", "gi_code", "ag_code", "cr_code"):
        x = getattr(x, attribute, x)
    if isinstance(x, str):
        x = _try_compile(x, "<disassembly>")
    if hasattr(x, "co_code"):
        return x
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def get_instructions(x, *, first_line=None, show_caches=False, adaptive=False):
    """Iterate over the instructions of a function, method, code object or text; first_line moves the line numbers."""
    code = _code_of(x)
    line_offset = 0 if first_line is None else first_line - code.co_firstlineno
    return _Reader(code, adaptive).instructions(show_caches, line_offset)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False):
    """Print the instructions of x: a function, method, class, module, code object, text or bytes; without x, of the last
    traceback. Functions in it follow, down to `depth` levels."""
    if x is None:
        return distb(file=file, show_caches=show_caches, adaptive=adaptive)
    options = {"file": file, "show_caches": show_caches, "adaptive": adaptive}
    if isinstance(x, (bytes, bytearray)):
        return _print_listing(_Reader(x), file=file, show_caches=show_caches)
    x = getattr(x, "__func__", x)
    if hasattr(x, "__dict__") and not hasattr(x, "__code__"):
        return _dis_members(x, depth, options)
    _dis_nested(_code_of(x), depth, options)


def _dis_members(x, depth, options):
    """A class or module: everything in it that has code."""
    for name, member in sorted(x.__dict__.items()):
        member = getattr(member, "__func__", member)
        if not (hasattr(member, "__code__") or hasattr(member, "co_code") or isinstance(member, type)):
            continue
        print(f"Disassembly of {name}:", file=options["file"])
        try:
            dis(member, depth=depth, **options)
        except TypeError as error:
            print("Sorry:", error, file=options["file"])
        print(file=options["file"])


def _dis_nested(code, depth, options):
    disassemble(code, **options)
    if depth is not None and depth <= 0:
        return
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            print(file=options["file"])
            print(f"Disassembly of {constant!r}:", file=options["file"])
            _dis_nested(constant, None if depth is None else depth - 1, options)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False):
    """Print the function that a traceback ends in (the last one that was shown, by default), with its current instruction."""
    if tb is None:
        tb = getattr(sys, "last_traceback", None)
        if tb is None:
            raise RuntimeError("no last traceback to disassemble")
    while tb.tb_next:
        tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file, show_caches=show_caches, adaptive=adaptive)


def disassemble(code, lasti=-1, *, file=None, show_caches=False, adaptive=False):
    """Print the instructions of one code object, with an arrow at lasti."""
    _print_listing(_Reader(code, adaptive), lasti, file=file, show_caches=show_caches)


disco = disassemble


def _print_listing(reader, lasti=-1, *, file=None, show_caches=False, line_offset=0):
    lines = [] if reader.code is None else [line for _, line in findlinestarts(reader.code)]
    lineno_width = 0
    if lines:
        last = max(lines) + line_offset
        lineno_width = len(str(last)) if last >= 1000 else 3
    last_offset = len(reader.units) - 2
    offset_width = len(str(last_offset)) if last_offset >= 10000 else 4
    for instruction in reader.instructions(show_caches, line_offset):
        if lineno_width and instruction.starts_line is not None and instruction.offset > 0:
            print(file=file)
        is_current = instruction.offset == lasti
        print(instruction._disassemble(lineno_width, is_current, offset_width), file=file)
    if reader.handlers:
        print("ExceptionTable:", file=file)
        for handler in reader.handlers:
            lasti_mark = " lasti" if handler.lasti else ""
            print(f"  {handler.start} to {handler.end - 2} -> {handler.target} [{handler.depth}]{lasti_mark}", file=file)


# --- summaries ------------------------------------------------------------------------------------------------------------------

def code_info(x):
    """Name, argument counts, flags, constants and names of a code object, as text."""
    code = _code_of(x)
    lines = [f"Name:              {code.co_name}",
             f"Filename:          {code.co_filename}",
             f"Argument count:    {code.co_argcount}",
             f"Positional-only arguments: {code.co_posonlyargcount}",
             f"Kw-only arguments: {code.co_kwonlyargcount}",
             f"Number of locals:  {code.co_nlocals}",
             f"Stack size:        {code.co_stacksize}",
             f"Flags:             {pretty_flags(code.co_flags)}"]
    constants = [repr(constant) for constant in code.co_consts]
    for heading, items in (("Constants:", constants), ("Names:", code.co_names), ("Variable names:", code.co_varnames),
                           ("Free variables:", code.co_freevars), ("Cell variables:", code.co_cellvars)):
        if items:
            lines.append(heading)
            lines.extend(f"{index:4}: {item}" for index, item in enumerate(items))
    return "\n".join(lines)


def show_code(x, *, file=None):
    """Print code_info(x)."""
    print(code_info(x), file=file)


class _Text:
    """A file that keeps what is written."""

    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)


class Bytecode:
    """The bytecode of x: iterate for its instructions, or ask for text."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False):
        self.codeobj = code = _code_of(x)
        self.first_line = code.co_firstlineno if first_line is None else first_line
        self.current_offset = current_offset
        self.show_caches = show_caches
        self.adaptive = adaptive
        self._original_object = x
        self._line_offset = self.first_line - code.co_firstlineno

    def __iter__(self):
        return _Reader(self.codeobj, self.adaptive).instructions(self.show_caches, self._line_offset)

    def __repr__(self):
        return f"{type(self).__name__}({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """The function that a traceback ends in, with its current instruction."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti, show_caches=show_caches, adaptive=adaptive)

    def info(self):
        """What code_info() says."""
        return code_info(self.codeobj)

    def dis(self):
        """What dis() prints, without nested functions."""
        text = _Text()
        lasti = -1 if self.current_offset is None else self.current_offset
        _print_listing(_Reader(self.codeobj, self.adaptive), lasti, file=text, show_caches=self.show_caches,
                       line_offset=self._line_offset)
        return "".join(text.parts)


def _main(arguments):
    show_caches = "-C" in arguments
    files = [argument for argument in arguments if argument != "-C"]
    if len(files) > 1 or files and files[0].startswith("-") and files[0] != "-":
        print("usage: dis.py [-h] [-C] [infile]", file=sys.stdout if files[0] in ("-h", "--help") else sys.stderr)
        return 0 if files[0] in ("-h", "--help") else 2
    if files and files[0] != "-":
        with open(files[0], "rb") as file:
            text, name = file.read(), files[0]
    else:
        text, name = sys.stdin.read(), "<stdin>"
    dis(compile(text, name, "exec"), show_caches=show_caches)
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
