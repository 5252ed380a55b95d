# SPDX-License-Identifier: MIT
"""Random programs that mean something: every expression has the type its place asks for, loops end, numbers
stay small enough. The same seed gives the same program.

A program is a list of lines. What can raise is left to raise: the runner prints the exception's type, text
and the line numbers of its traceback, and both interpreters must agree.
"""
import random
import re

from expressions import LITERALS, TEMPLATES

HOLE = re.compile(r"\$(\w+)")
TYPES = [name for name in TEMPLATES if name not in ("small", "key")]
GROWING = {"int": "{0} = {0} % 10**18", "str": "{0} = {0}[:60]", "ints": "{0} = {0}[:12]", "strs": "{0} = [s[:40] for s in {0}[:10]]",
           "bytes": "{0} = {0}[:40]"}
EXCEPTIONS = ["ValueError", "KeyError", "IndexError", "TypeError", "ZeroDivisionError", "Exception", "ArithmeticError", "LookupError",
              "(ValueError, TypeError)"]
CLASS_TEMPLATES = [
    ["def __repr__(self):", "    return f'{type(self).__name__}({self.value}, {self.label!r})'"],
    ["def __eq__(self, other):", "    return isinstance(other, Base) and self.value == other.value", "__hash__ = None"],
    ["def __lt__(self, other):", "    return self.value < other.value"],
    ["def __add__(self, other):", "    return type(self)(self.value + getattr(other, 'value', other), self.label)"],
    ["def __radd__(self, other):", "    return NotImplemented if other is None else other + self.value"],
    ["def __len__(self):", "    return self.value"],
    ["def __bool__(self):", "    return self.value % 2 == 0"],
    ["def __iter__(self):", "    yield from range(self.value % 5)"],
    ["def __contains__(self, item):", "    return item == self.value"],
    ["def __getitem__(self, index):", "    return self.label[index]"],
    ["def __getattr__(self, name):", "    return name.upper() if len(name) < 4 else super().__getattribute__(name)"],
    ["def __call__(self, *args, scale=2, **rest):", "    return self.value * scale + sum(args) + len(rest)"],
    ["def __enter__(self):", "    print('enter', self.value)", "    return self", "def __exit__(self, kind, error, traceback):",
     "    print('exit', kind and kind.__name__)", "    return self.value % 2 == 0"],
    ["@property", "def double(self):", "    return self.value * 2", "@double.setter", "def double(self, value):", "    self.value = value // 2"],
    ["@classmethod", "def make(cls, *args):", "    return cls(*args)"],
    ["@staticmethod", "def helper(n, m=3):", "    return n * m"],
    ["def __init_subclass__(cls, **options):", "    super().__init_subclass__()", "    cls.options = sorted(options)"],
    ["def __format__(self, spec):", "    return f'<{spec}>'"],
    ["def __index__(self):", "    return self.value"],
    ["def __setitem__(self, key, item):", "    print('set', key, item)"],
    ["def __del__(self):", "    self.value"],
    ["def __setattr__(self, name, value):", "    object.__setattr__(self, name, value)"],
]
USES = ["{0}", "{0} == {1}", "{0} < {1}", "{0} + {1}", "{0} + $int", "$int + {0}", "len({0})", "bool({0})", "list({0})", "$int in {0}", "{0}[$small]",
        "{0}.abc", "{0}.missing_name", "{0}($int, $int)", "{0}($int, scale=$int, more=1)", "{0}.double", "{0}.make($int)", "{0}.helper($int)",
        "type({0}).__mro__[1].__name__", "f'{{{0}:>5}}'", "$ints[{0}]", "sorted([{0}, {1}])", "vars({0})", "{0}.value, {0}.label", "isinstance({0}, Base)",
        "{0}.__class__.options", "hash({0}) == hash({0})", "{0} is {0}", "[*{0}]", "$any + {0}", "{0}.__dict__.keys()", "repr({0})[:50]", "{0}.undefined()"]


class Program:
    """Grows the lines of one program. `scope` maps a type to the names of that type that can be used here."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.depth = 0
        self.scope = {name: [] for name in TYPES}
        self.functions = []  # (name, parameter types, result type)
        self.classes = []
        self.objects = []
        self.count = 0
        self.loops = 0
        self.in_function = False

    # --- expressions

    def expression(self, kind, budget=3):
        chance = self.random.random()
        names = self.scope.get(kind, ())
        if names and chance < (0.35 if budget > 0 else 0.6):
            return self.random.choice(names)
        if budget <= 0 or chance < 0.5:
            return self.random.choice(LITERALS[kind])
        if chance > 0.94:
            calls = [function for function in self.functions if function[2] == kind]
            if calls:
                return self.call(self.random.choice(calls), budget - 1)
        return "(" + self.fill(self.random.choice(TEMPLATES[kind]), budget - 1) + ")"

    def fill(self, template, budget=2):
        in_string = self.is_f_string(template)

        def hole(match):
            text = self.expression(match[1], 0 if in_string else budget)
            # Python 3.11 allows no backslash and no quotes of the same kind inside the braces of an f-string.
            if in_string and any(character in text for character in "'\"\\"):
                return self.plain(match[1])
            # 7.real is no attribute, -1[0] no index of -1.
            is_base = template[match.end():match.end() + 1] in (".", "[", "(") and not in_string
            return f"({text})" if is_base and not text.startswith("(") else text

        return HOLE.sub(hole, template)

    @staticmethod
    def is_f_string(template):
        return template.startswith(("f'", "[f'")) or " f'" in template

    def plain(self, kind):
        """An expression without quotes, for the inside of an f-string."""
        names = self.scope.get(kind)
        if names:
            return self.random.choice(names)
        return {"str": "str(12)", "float": "2.5", "any": "None", "strs": "[]", "bytes": "bytes(2)", "counts": "{}"}.get(kind, "7")

    def call(self, function, budget):
        name, parameters, _ = function
        arguments = [self.expression(kind, budget) for kind in parameters]
        if arguments and self.random.random() < 0.3:
            arguments[-1] = f"p{len(arguments) - 1}={arguments[-1]}"
        if self.random.random() < 0.05:
            arguments.append(self.random.choice(["unknown=1", "*[1]", "**{'p0': 1}"]))
        return f"{name}({', '.join(arguments)})"

    # --- statements

    def emit(self, line):
        self.lines.append("    " * self.depth + line)

    def new_name(self):
        self.count += 1
        return f"v{self.count}"

    def statement(self):
        choices = [(self.assignment, 30), (self.output, 26), (self.change, 14), (self.unpacking, 5), (self.use_object, 8)]
        if self.depth < 4:
            choices += [(self.conditional, 8), (self.loop, 8), (self.handled, 9), (self.context, 2), (self.matching, 4)]
        if self.depth < 2 and not self.in_function:
            choices += [(self.function, 6), (self.class_definition, 4), (self.generator, 3)]
        makers, weights = zip(*choices)
        self.random.choices(makers, weights)[0]()

    def block(self, size):
        """An indented block. Names that it binds may be unbound afterwards, which is an answer too, but mostly they are kept apart."""
        saved = {kind: list(names) for kind, names in self.scope.items()}
        self.depth += 1
        for _ in range(self.random.randint(1, size)):
            self.statement()
        self.depth -= 1
        if self.random.random() < 0.9:
            self.scope = saved

    def bind(self, kind):
        name = self.new_name()
        self.scope[kind].append(name)
        return name

    def assignment(self):
        kind = self.random.choice(TYPES)
        value = self.expression(kind)
        if self.scope[kind] and self.random.random() < 0.3:
            name = self.random.choice(self.scope[kind])
            if self.loops or self.in_function:
                self.emit(f"{name} = {value}")
                if kind in GROWING:
                    self.emit(GROWING[kind].format(name))
                return
        else:
            name = self.bind(kind)
        annotation = self.random.choice(["", "", "", ": object"]) if not self.in_function else ""
        self.emit(f"{name}{annotation} = {value}")

    def output(self):
        arguments = [self.expression(self.random.choice(TYPES)) for _ in range(self.random.randint(1, 3))]
        options = self.random.choice(["", "", "", ", sep='|'", ", end=';\\n'"])
        self.emit(f"print({', '.join(arguments)}{options})")

    def change(self):
        """A statement that changes a variable in place."""
        kind = self.random.choice(["int", "float", "str", "ints", "strs", "counts", "bytes"])
        if not self.scope[kind]:
            return self.assignment()
        name = self.random.choice(self.scope[kind])
        statements = {
            "int": ["{0} += $int", "{0} -= $int", "{0} *= $small", "{0} //= $int", "{0} %= $int", "{0} |= $int", "{0} <<= $small & 3", "{0} ^= $int"],
            "float": ["{0} += $float", "{0} *= $float", "{0} /= $float", "{0} **= 2"],
            "str": ["{0} += $str", "{0} *= $small", "{0} %= ($int,)"],
            "bytes": ["{0} += $bytes"],
            "ints": ["{0}.append($int)", "{0}.extend($ints)", "{0}[$small] = $int", "{0}[$small:$small] = $ints", "{0}[::2] = $ints", "del {0}[$small]",
                     "del {0}[$small:]", "{0}.sort(reverse=$bool)", "{0}.reverse()", "{0}.insert($small, $int)", "print({0}.pop())", "{0}.remove($int)",
                     "{0} += $ints", "{0} *= $small", "{0}[$small] += $int", "{0}.clear()"],
            "strs": ["{0}.append($str)", "{0}.sort(key=len)", "{0} += $strs", "del {0}[$small]", "{0}[$small:] = $strs"],
            "counts": ["{0}[$key] = $int", "{0}.update($counts)", "del {0}[$key]", "print({0}.pop($key, None))", "{0}.setdefault($key, $int)", "{0}[$key] += 1",
                       "{0} |= $counts", "print({0}.popitem())", "print(list({0}.keys() & $counts.keys()) == [])"],
        }[kind]
        self.emit(self.fill(self.random.choice(statements).replace("{0}", name)))
        if kind in GROWING:
            self.emit(GROWING[kind].format(name))

    def unpacking(self):
        first, second = self.new_name(), self.new_name()
        form = self.random.choice(["{0}, {1} = $pair", "{0}, *{1} = $ints", "*{0}, {1} = $str", "({0}, {1}), _ = $pair, $any", "{0} = {1} = $int",
                                   "for {0}, {1} in $counts.items(): print({0}, {1})", "[{0}, {1}] = $strs", "{0}, {1} = {1}, {0} = 1, 2"])
        self.emit(self.fill(form.replace("{0}", first).replace("{1}", second)))

    def conditional(self):
        self.emit(f"if {self.expression('bool')}:")
        self.block(3)
        if self.random.random() < 0.3:
            self.emit(f"elif {self.expression('any')}:")
            self.block(2)
        if self.random.random() < 0.5:
            self.emit("else:")
            self.block(2)

    def loop(self):
        if self.loops >= 2:
            return self.output()
        self.loops += 1
        name = self.bind("int")
        form = self.random.random()
        if form < 0.6:
            self.emit(self.fill(f"for {name} in {self.random.choice(['range($small)', '$ints[:5]', 'range(3)', '[*$numbers][:4]', 'map(int, $strs)'])}:"))
        else:
            self.emit(f"{name} = 0")
            self.emit(f"while {name} < {self.random.randint(1, 5)} and {self.expression('any', 1)} is not True:")
            self.depth += 1
            self.emit(f"{name} += 1")
            self.depth -= 1
        self.depth += 1
        if self.random.random() < 0.4:
            self.emit(f"if {self.expression('bool')}: {self.random.choice(['break', 'continue', 'pass'])}")
        self.depth -= 1
        saved = self.scope["int"]
        # The counter of a while loop must not be set back by the block.
        self.scope["int"] = [other for other in saved if other != name]
        self.block(3)
        self.scope["int"] = saved
        if self.random.random() < 0.2:
            self.emit("else:")
            self.block(1)
        self.loops -= 1

    def handled(self):
        self.emit("try:")
        self.block(3)
        if self.random.random() < 0.85:
            star = ""
            self.emit(f"except{star} {self.random.choice(EXCEPTIONS)} as error:")
            self.depth += 1
            self.emit("print(type(error).__name__, error)")
            if self.random.random() < 0.15:
                self.emit(self.random.choice(["raise", "raise KeyError('again') from error", "raise ValueError(error)", "raise RuntimeError from None"]))
            self.depth -= 1
            if self.random.random() < 0.3:
                self.emit("else:")
                self.block(1)
            if self.random.random() < 0.3:
                self.emit("finally:")
                self.block(2)
        else:
            self.emit("finally:")
            self.block(2)

    def context(self):
        if not self.classes:
            return self.output()
        self.emit(self.fill(f"with {self.random.choice(self.classes)}($int, $str) as {self.bind_object()}:"))
        self.block(2)

    def matching(self):
        self.emit(f"match {self.expression(self.random.choice(['any', 'pair', 'ints', 'counts', 'int', 'str']))}:")
        patterns = ["0 | 1 | -2", "int(value) if value > 3", "[]", "[first, *rest]", "(int(), str() as text)", "{'a': found, **others}", "str()", "None",
                    "float() | complex()", "[_, _]", "{}", "'abc'", "bool()", "Base(value=inner)" if self.classes else "bytes()", "2.5", "[[*_], *_]"]
        self.depth += 1
        for pattern in self.random.sample(patterns, self.random.randint(1, 4)):
            self.emit(f"case {pattern}:")
            self.block(1)
        if self.random.random() < 0.6:
            self.emit("case _ as other:")
            self.depth += 1
            self.emit("print('other', type(other).__name__)")
            self.depth -= 1
        self.depth -= 1

    # --- functions and classes

    def body(self, parameters, size):
        saved_scope, saved_loops = self.scope, self.loops
        self.scope = {kind: [] for kind in TYPES}
        if self.random.random() < 0.4:  # a closure or a global
            self.scope = {kind: list(names) for kind, names in saved_scope.items()}
        for name, kind in parameters:
            self.scope[kind].append(name)
        self.in_function, self.loops = True, 1
        self.block(size)
        self.depth += 1
        saved = self.scope
        return saved_scope, saved_loops, saved

    def leave(self, saved_scope, saved_loops):
        self.depth -= 1
        self.scope, self.loops, self.in_function = saved_scope, saved_loops, False

    def function(self):
        self.count += 1
        name = f"f{self.count}"
        kinds = [self.random.choice(TYPES) for _ in range(self.random.randint(0, 3))]
        result = self.random.choice(TYPES)
        parameters = [f"p{i}" for i in range(len(kinds))]
        declared = list(parameters)
        if declared and self.random.random() < 0.4:
            declared[-1] += "=" + self.expression(kinds[-1], 1)
        if self.random.random() < 0.1:
            declared.append("*rest")
        if self.random.random() < 0.1:
            declared.append("**named")
        if self.random.random() < 0.1:
            self.emit("@(lambda function: function)")
        self.emit(f"def {name}({', '.join(declared)}):")
        saved = self.body(list(zip(parameters, kinds)), 4)
        self.emit(f"return {self.expression(result)}")
        self.leave(*saved[:2])
        self.functions.append((name, kinds, result))
        self.emit(f"print({self.call(self.functions[-1], 2)})")

    def generator(self):
        self.count += 1
        name = f"g{self.count}"
        self.emit(f"def {name}(n):")
        saved = self.body([("n", "int")], 2)
        self.emit(f"got = yield {self.expression('any')}")
        self.emit("print('got', got)")
        self.emit(self.fill(self.random.choice(["yield from $ints", "yield $str", "try:\n{0}    yield $int\n{0}finally:\n{0}    print('closed')",
                                                "for item in $strs: yield item"]).replace("{0}", "    " * self.depth)))
        self.emit(f"return {self.expression('int')}")
        self.leave(*saved[:2])
        argument = self.expression("int")
        self.emit(self.random.choice([
            f"print(list({name}({argument})))", f"it = {name}({argument}); print(next(it), it.send(5)); it.close()",
            f"it = {name}({argument}); print(next(it)); it.throw(ValueError('thrown'))", f"print([x for x in {name}({argument})], next({name}(1), None))",
            f"a, *b = {name}({argument}); print(a, b)"]))

    def class_definition(self):
        self.count += 1
        name = f"C{self.count}"
        if not self.classes:
            self.emit("class Base:")
            self.depth += 1
            for line in ["def __init__(self, value=0, label=''):", "    self.value, self.label = value, label", "__match_args__ = ('value', 'label')"]:
                self.emit(line)
            self.depth -= 1
            self.classes.append("Base")
        bases = self.random.choice([["Base"], [self.random.choice(self.classes)], self.random.sample(self.classes, min(2, len(self.classes)))])
        option = self.random.choice(["", "", "", ", flag=1"])
        self.emit(f"class {name}({', '.join(bases)}{option}):")
        self.depth += 1
        self.emit(self.fill(f"shared = $any"))
        for method in self.random.sample(CLASS_TEMPLATES, self.random.randint(1, 6)):
            for line in method:
                self.emit(line)
        self.depth -= 1
        self.classes.append(name)
        self.emit(self.fill(f"{self.bind_object()} = {name}($int % 100, $str)"))

    def bind_object(self):
        self.count += 1
        self.objects.append(f"o{self.count}")
        return self.objects[-1]

    def use_object(self):
        if not self.objects:
            return self.output()
        names = [self.random.choice(self.objects) for _ in range(2)]
        use = self.random.choice(USES).replace("{{", "\0").replace("}}", "\1").replace("{0}", names[0]).replace("{1}", names[1])
        use = use.replace("\0", "{").replace("\1", "}")
        line = f"show({self.fill(use)})"
        if self.random.random() < 0.15:
            line = self.random.choice([f"{names[0]}.extra = {self.expression('any')}", f"{names[0]}.value = {self.expression('int')}", f"del {names[0]}.label",
                                       f"{names[0]}.double = 8", f"{names[0]}[1] = 2"])
        self.emit(line)


def program(seed):
    """The program with this seed: pieces that run one after the other, each going on where another failed."""
    made = Program(seed)
    pieces = []
    for _ in range(made.random.randint(8, 30)):
        made.lines = []
        made.statement()
        pieces.append("\n".join(made.lines) + "\n")
    # Every fourth program is one piece: its names, blocks and handlers are compiled together.
    return pieces if seed % 4 else ["".join(pieces)]


if __name__ == "__main__":
    import sys
    print("".join(program(int(sys.argv[1]))), end="")
