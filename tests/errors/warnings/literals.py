# options: -W always
# Invalid escapes and numbers that a keyword follows at once: warnings when they are read.
import sys

sys.stderr = sys.stdout
texts = [
    r'"\d"', r'b"\d"', r'"\777"', r'b"\477"', r'"\é"', r'"a" "\d" f"\w{1}\z"', r"f'\{6}'", r'rb"\d"', r'"\d\e"',
    "1if 1else 2", "0x1for x in y", "0b1or 2", "x = 1.5if y else 2", "1jif 2else 3", "0o7and 1", "1_0in x", "1or\\\n2",
    "1not in x", "f'{1if 1else 2}'", "x = 1\n\nf'{x}{1if x else 2}\\d'", "f'''{\n1if x else 3}'''",
    '"""\n\n\\d"""', "x=(\n\n 'a'\n '\\q')", "('\\d'\n'\\s', 1)", "'\\c\\\n'",
    r'"\d" $', "(1if 2 else 3", "'\\d'\n'\\e' 1 1", "f(a for a in '\\d', '\\e')", r'"\d\xz"', r'b"\d\x"', "[\n'\\d'",
    "'\\d' = 1",
]
for text in texts:
    print(repr(text), flush=True)
    try:
        compile(text, "<text>", "exec")
    except SyntaxError as error:
        print("   ", repr(error), flush=True)
