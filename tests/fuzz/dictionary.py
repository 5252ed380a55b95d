"""Print a libFuzzer dictionary of the language: tokens, names the interpreter looks up, and shapes that rarely arise
by chance.

    dictionary.py > python.dict

The words come from the tables that the interpreter itself is built from."""
import builtins
import pathlib
import re

INTERP = pathlib.Path(__file__).resolve().parent.parent.parent / "interp"
SHAPES = [
    "\n    ", "\n\t", ":\n ", "f'{", "}'", "rb'", "'''", '"""', "\\N{", "\\x", "\\u", "0x", "1e9", "1j", "1_0", "lambda: ",
    "def f(*a, b=1, **k): ", "class C(object):\n ", "try:\n pass\nexcept* E:\n pass", "[x for x in ", "{**", "print(*",
    "match x:\n case ", "async def f():\n ", "yield from ", "with a as b, c:\n ", "@", ":=", "for i in range(9):\n ",
    "while True:\n ", "super().", "__class__", "# coding: ", "raise E from None", "global x\n", "nonlocal x\n", "import sys\n",
]


def table_words(path, macros):
    """The last string of each row."""
    row = re.compile(rf'^(?:{"|".join(macros)})\(\w+, "([^"]+)"\)', re.M)
    return row.findall((INTERP / path).read_text())


def quoted(word):
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\x{ord(c):02x}" for c in word) + '"'


def main():
    words = table_words("syntax/token.def", ["OPERATOR", "KEYWORD"])
    words += table_words("objects/names.def", ["NAME"])
    words += [name for name in dir(builtins) if not name.startswith("_")]
    print("\n".join(quoted(word) for word in dict.fromkeys(words + SHAPES)))


if __name__ == "__main__":
    main()
