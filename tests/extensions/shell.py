import shell


def attempt(label, function, *args, **keywords):
    try:
        print(label, "->", repr(function(*args, **keywords)))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


print(shell.__doc__, shell.__name__, shell.limit, shell.EOF, shell.name, shell.error, shell.error.__mro__)
print(shell.run("exit 3") >> 8, shell.run("true"), shell.run.__doc__, shell.describe.__doc__)
attempt("run", shell.run)
attempt("run", shell.run, 1)
attempt("run", shell.run, "a\0b")
attempt("check", shell.check, 0)
attempt("check", shell.check, 2)
attempt("check", shell.check, 2.0)
attempt("check", shell.check, 1 << 40)
for arguments, keywords in (((1000,), {}), ((), {"voltage": 5}), ((1,), {"action": "VOOOM"}), ((1, "a", "b", "c"), {}),
                            ((1, "dead"), {"type": "green"}), ((), {}), ((1, 2), {}), ((1,), {"voltage": 3}),
                            ((1,), {"colour": 3}), ((1, "a", "b", "c", "d"), {}), (("x",), {})):
    attempt("describe", shell.describe, *arguments, **keywords)
try:
    shell.check(5)
except shell.error as error:
    print(isinstance(error, Exception), error.args)
