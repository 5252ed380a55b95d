# textwrap: chunks, widths, indents, long words, placeholders; dedent and indent.
import textwrap

text = """Hello there -- you goof-ball, use the -b option!  This is a well-known e-mail,
with\ttabs and "quotes."  Some (parenthesized) words--and dashes---of all kinds. averyveryverylongword x-y-z 1-2-3 non\xa0breaking"""

for width in (1, 5, 9, 12, 20, 30, 45, 70):
    print(width, textwrap.wrap(text, width))
    print(width, textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))
    print(width, textwrap.wrap(text, width, drop_whitespace=False, fix_sentence_endings=True))
print(textwrap.fill(text, 32, initial_indent="* ", subsequent_indent="  "))
print(textwrap.fill(text, 40, expand_tabs=False, replace_whitespace=False), textwrap.fill(text, 40, tabsize=3))
for lines in (1, 2, 3):
    for width in (12, 20, 31):
        print(textwrap.wrap(text, width, max_lines=lines), textwrap.wrap(text, width, max_lines=lines, placeholder="...", initial_indent="> "))
print(textwrap.shorten("Hello  world!", 12), textwrap.shorten("Hello  world!", 11), textwrap.shorten("Hello world", width=10, placeholder="..."),
      textwrap.shorten("  a \n b ", 5), repr(textwrap.shorten("", 5)))
for arguments in ({"width": 0}, {"width": -1}, {"width": 4, "max_lines": 1}, {"width": 8, "max_lines": 2, "subsequent_indent": "    "}):
    try:
        textwrap.wrap("some words", **arguments)
    except ValueError as error:
        print(error)
wrapper = textwrap.TextWrapper(width=20)
print(wrapper._split("Look, goof-ball -- use the -b option!"), wrapper.wrap(""), wrapper.wrap("   "), sorted(vars(wrapper)))
wrapper.width = 10
print(wrapper.fill("The attributes may change."))


class Shouting(textwrap.TextWrapper):
    def _split(self, text):
        return super()._split(text.upper())


print(Shouting(width=15).wrap("a text in small letters"))
for text in ["  a\n    b\n  c", "\ta\n\t b", "  a\n\tb", "   \n  a\n \n  b", "a\n  b", "", "\n\n", "  x\n   \n\n  y\n", " \t a\n \t b"]:
    print(repr(textwrap.dedent(text)), repr(textwrap.indent(text, "> ")), repr(textwrap.indent(text, "+", lambda line: True)))
