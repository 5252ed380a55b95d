# SPDX-License-Identifier: MIT
"""Compares the compiler's code with CPython 3.11's, instruction by instruction.

    compare_code.py DUMP_CODE [PATH...]

Compiles with both every .py file below the paths (the standard library by default), or every case of a *.cases file (scripts
separated by lines of "%%"), and prints the first difference of each: header, tables, instructions with their spans, handlers,
warnings, errors. Left out is what differs by design: PRECALL, caches, prefixes. Exit status 1 when anything differs.
"""
import dis
import pathlib
import subprocess
import sys
import tempfile
import warnings

LEFT_OUT = {"PRECALL", "CACHE", "EXTENDED_ARG"}


def constant_text(value):
    if hasattr(value, "co_code"):
        return f"<code {value.co_name}>"
    if isinstance(value, frozenset):
        return "<frozenset>"
    if isinstance(value, tuple):
        inner = ", ".join(constant_text(item) for item in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return repr(value)


def number_instructions(code):
    """The instructions that count, and their numbers by offset; prefixes stand for what follows them."""
    kept, numbers = [], {}
    for instruction in dis.get_instructions(code):
        numbers[instruction.offset] = len(kept)
        if instruction.opname not in LEFT_OUT:
            kept.append(instruction)
    numbers[len(code.co_code)] = len(kept)
    return kept, numbers


def argument_text(code, instruction, numbers):
    if instruction.opcode in dis.hasjrel:
        return f"->{numbers[instruction.argval]}"
    if instruction.opname in ("LOAD_CONST", "KW_NAMES"):
        return constant_text(code.co_consts[instruction.arg])
    return "" if instruction.arg is None else str(instruction.arg)


def number(value):
    return -1 if value is None else value


def code_lines(code):
    yield (f"code {code.co_qualname} line {code.co_firstlineno} args {code.co_argcount},"
           f"{code.co_posonlyargcount},{code.co_kwonlyargcount} flags {code.co_flags:x} stack {code.co_stacksize}")
    yield " names " + ",".join(code.co_names)
    cells = [name for name in code.co_cellvars if name not in code.co_varnames]
    variables = [*code.co_varnames, *cells, *code.co_freevars]
    yield " variables " + ",".join(variables) + f" locals {code.co_nlocals}"
    yield " constants " + "".join("; " + constant_text(value) for value in code.co_consts)
    kept, numbers = number_instructions(code)
    for instruction in kept:
        place = instruction.positions
        yield (f"  {instruction.opname} {argument_text(code, instruction, numbers)} @{number(place.lineno)}:"
               f"{number(place.col_offset)}-{number(place.end_lineno)}:{number(place.end_col_offset)}")
    for entry in dis._parse_exception_table(code):
        lasti = " lasti" if entry.lasti else ""
        yield (f"  handler {numbers[entry.start]}-{numbers[entry.end]} ->{numbers[entry.target]} "
               f"depth {entry.depth}{lasti}")
    for value in code.co_consts:
        if hasattr(value, "co_code"):
            yield from code_lines(value)


def file_lines(path):
    error = code = None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            code = compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
        except SyntaxError as syntax_error:
            error = syntax_error
    for item in caught:
        if item.category is SyntaxWarning:
            yield f"warning {item.lineno} {item.message}"
    if error:
        yield f"error {error.msg} {error.lineno} {error.offset} {error.end_lineno} {number(error.end_offset)}"
    else:
        yield from "\n".join(code_lines(code)).splitlines()


def dumped_files(dump_code, paths):
    """The dumper's lines, for each path."""
    output = subprocess.run([dump_code, *map(str, paths)], capture_output=True).stdout.decode("utf-8", "surrogateescape")
    for chunk in output.split("\nfile "):
        name, _, body = chunk.removeprefix("file ").partition("\n")
        yield name, body.splitlines()


def first_difference(expected, found):
    heading = ""
    for index in range(max(len(expected), len(found))):
        left = expected[index] if index < len(expected) else "(end)"
        right = found[index] if index < len(found) else "(end)"
        if left.startswith("code "):
            heading = left
        if left != right:
            return f"{heading}\n    CPython: {left}\n    Adder:   {right}"
    return None


def python_files(arguments, folder):
    """The scripts that the arguments stand for; cases are written to the folder."""
    for argument in map(pathlib.Path, arguments or [pathlib.Path(dis.__file__).parent]):
        if argument.is_dir():
            yield from sorted(argument.rglob("*.py"))
        elif argument.suffix == ".cases":
            for index, case in enumerate(argument.read_text().split("%%\n"), 1):
                path = folder / f"{argument.stem}_{index}.py"
                path.write_text(case)
                yield path
        else:
            yield argument


def compare(dump_code, paths):
    """How many files differ."""
    different = 0
    for start in range(0, len(paths), 50):
        batch = paths[start:start + 50]
        dumped = dict(dumped_files(dump_code, batch))
        for path in batch:
            difference = first_difference(list(file_lines(path)), dumped.get(str(path), ["(no output)"]))
            if difference:
                different += 1
                print(f"{path}: {difference}")
    return different


def main():
    dump_code, *arguments = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        paths = list(python_files(arguments, pathlib.Path(folder)))
        different = compare(dump_code, paths)
    print(f"{len(paths)} files, {different} differ")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
