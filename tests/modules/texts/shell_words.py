# shlex: words of the shell, and the lexer's attributes.
import shlex

lines = ["foo bar", " foo  'bar baz' ", 'a "b\\"c" d', "a\\ b", "'it''s'", '"" x', "a#b c # comment", "x=1;y&&z | w", "a && b || c; d >'f'|(g)", "é ñ", "~/a *.c -f --x=y", "\\", "'open", '"open',
         "a\nb\tc", "\"a\\b\\\\\"", "''", "", "a''b", "$(x) `y`"]
for line in lines:
    for posix in (False, True):
        for punctuation in (False, True, "|&"):
            for split in (False, True):
                lexer = shlex.shlex(line, posix=posix, punctuation_chars=punctuation)
                lexer.whitespace_split = split
                try:
                    print(list(lexer), lexer.lineno, end=" ")
                except ValueError as error:
                    print(error, lexer.lineno, end=" ")
    for arguments in ({}, {"comments": True}, {"posix": False}):
        try:
            print(shlex.split(line, **arguments))
        except ValueError as error:
            print(error)
for word in ["", "a", "a b", "it's", "$x", "a/b.c-d_e@%+=:,", "é", "\n"]:
    print(shlex.quote(word), shlex.split(shlex.quote(word)) == [word])
print(shlex.join(["ls", "-l", "my file", "it's"]), shlex.join([]))
lexer = shlex.shlex("a include 'b' c", "main")
lexer.source = "include"
lexer.sourcehook = lambda name: (name, f"from {name}")
print(list(lexer), lexer.error_leader(), lexer.error_leader("other", 7))
lexer = shlex.shlex("x y")
lexer.push_token("first")
print(lexer.get_token(), lexer.get_token(), lexer.get_token(), repr(lexer.get_token()))
lexer.debug = 3
lexer.push_source("q 'r'", "file")
lexer.debug = 0
print(list(lexer))
lexer = shlex.shlex("a", punctuation_chars="|")
try:
    lexer.punctuation_chars = "x"
except AttributeError as error:
    print(error)
print(lexer.wordchars, lexer.punctuation_chars, shlex.shlex("", posix=True).wordchars, shlex.shlex("", posix=True).eof)
