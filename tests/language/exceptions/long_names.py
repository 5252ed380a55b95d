# A NameError's text has 200 characters of the name, the attribute has all; the other texts are not cut.
name = "x" * 300
for code in name, f"del {name}", f"global {name}\ndel {name}", f"def f():\n    del {name}\nf()", f"int.{name}":
    try:
        exec(code)
    except (NameError, AttributeError) as error:
        print(type(error).__name__, len(str(error)), len(error.name or ""))
