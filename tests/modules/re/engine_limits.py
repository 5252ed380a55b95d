# expect: adder
# What the engine does not take says which limit it is, when the pattern is compiled where that can be known.
import re


def show(pattern, text=None):
    try:
        print(re.compile(pattern).search(text) if text is not None else re.compile(pattern))
    except (re.error, OverflowError) as error:
        print(type(error).__name__, error)


print(re.compile("(a)" * 65535).groups)
show("(a)" * 65536)
print(re.compile("(?:a)" * 65536).groups)
print(re.search("(?<=a{65535})b", "a" * 65535 + "b").span(), re.search("(?<=%s)b" % ("a" * 65535), "a" * 65535 + "b").span())
show("(?<=a{65536})b")
show("a(?:b|(?<!%s))" % ("a" * 65536))
show("(?<=%s)c" % "|".join("a%04d" % i for i in range(1500)), "a0077c")
show("(?<=%s)c" % "|".join("a%04d" % i for i in range(5000)), "a0077c")
