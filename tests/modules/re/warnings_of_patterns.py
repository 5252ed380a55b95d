# Warnings name the place in the pattern, and the line of the caller.
import re
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for pattern in ["[[a]", "[ --b]", "[a&&b]", "[a||b]", "[a~~b]", "[a-b--c]", "[--]", "[a[b]", "[+--]", "x[^[]]",
                    "()(?(+1)a)", "()(?(१)a)", b"(?P<\xc3>a)"]:
        re.compile(pattern)
    re.sub("(a)", r"\g<+1>", "a")
    re.sub("(a)", r"\g<१>", "a")
    for i in range(3):
        re.sub("(a)", r"\1 \g<+1>", "a" * i)
        re.sub("(a)", r"\1" * i, "a")
    re.template("a")
    re.compile("b", re.T)
for w in caught:
    print(w.category.__name__, ascii(str(w.message)), "re" if w.filename != __file__ else w.lineno)

with warnings.catch_warnings():
    warnings.simplefilter("error")
    for pattern in ["[[a]", "()(?(+1)b)"]:
        try:
            re.compile(pattern)
        except Warning as error:
            print(type(error).__name__, error)
