# expect: adder
# A scanner that its own string refers to is collected; CPython's is not.
import gc
import re
import weakref


class Text(str):
    pass


text = Text("abc")
text.scanner = re.compile("b").scanner(text)
reference = weakref.ref(text)
print(text.scanner.pattern, text.scanner.search().string is text)
del text
gc.collect()
print(reference())
