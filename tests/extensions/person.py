import gc

import person


def attempt(label, function):
    try:
        print(label, "->", repr(function()))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


def set_number(p, value):
    p.number = value


print(person.Plain, person.Plain.__doc__, type(person.Plain()), person.Plain.__basicsize__)
attempt("subclass of Plain", lambda: type("Sub", (person.Plain,), {}))
attempt("attribute of Plain", lambda: setattr(person.Plain(), "x", 1))
attempt("Plain with arguments", lambda: person.Plain(1) is not None)
for cls in (person.Person, person.Checked, person.Linked):
    p = cls("Ada", last="Lovelace", number=42)
    print(cls, p.first, p.last, p.number, p.name(), cls.name.__doc__)
    attempt("empty name", lambda: cls().name())
    attempt("bad number", lambda: cls(number="x"))
    attempt("too many", lambda: cls(1, 2, 3, 4))
    attempt("other keyword", lambda: cls(middle="x"))
    attempt("number kept", lambda: set_number(p, 7))
    attempt("number text", lambda: set_number(p, "7"))
    attempt("number too large", lambda: set_number(p, 1 << 70))
    attempt("delete number", lambda: delattr(p, "number"))
    attempt("set first", lambda: setattr(p, "first", 1))
    attempt("first", lambda: p.first)
    attempt("delete first", lambda: delattr(p, "first"))
    attempt("name without first", lambda: p.name())
    attempt("delete twice", lambda: delattr(p, "first"))

    class Child(cls):
        """Has a dict of its own."""

        def name(self):
            return "child " + super().name()

    child = Child("a", "b")
    child.extra = 1
    print(child.name(), child.__dict__, child.number, Child.__basicsize__ > cls.__basicsize__)
    print(sorted(name for name in vars(cls) if not name.startswith("__")))

print(person.Person.__doc__, person.Person.first, person.Checked.first, person.Person.first.__doc__)
p = person.Linked()
p.first = p
q = person.Linked(p, last=[p])
p.last = q
print(person.living())
del p, q
try:
    del child
except NameError:
    pass
gc.collect()
print(person.living())
