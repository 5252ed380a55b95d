# SPDX-License-Identifier: MIT
"""Source text of a tree: what `ast.unparse` gives.

An expression becomes a string; `level` says how tightly its surroundings bind, and an expression that binds less gets
parentheses. A statement becomes lines. The text is CPython's, character for character.
"""
import ast
import sys

# How tightly forms bind, loosest first.
(NAMED, TUPLE, YIELD, TEST, OR, AND, NOT, COMPARISON, BIT_OR, BIT_XOR, BIT_AND, SHIFT, ARITHMETIC, TERM, FACTOR, POWER, AWAIT,
 ATOM) = range(18)

BINARY = {"Add": ("+", ARITHMETIC), "Sub": ("-", ARITHMETIC), "Mult": ("*", TERM), "MatMult": ("@", TERM), "Div": ("/", TERM),
          "Mod": ("%", TERM), "LShift": ("<<", SHIFT), "RShift": (">>", SHIFT), "BitOr": ("|", BIT_OR),
          "BitXor": ("^", BIT_XOR), "BitAnd": ("&", BIT_AND), "FloorDiv": ("//", TERM), "Pow": ("**", POWER)}
UNARY = {"Invert": ("~", FACTOR), "Not": ("not ", NOT), "UAdd": ("+", FACTOR), "USub": ("-", FACTOR)}
COMPARISONS = {"Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is", "IsNot": "is not",
               "In": "in", "NotIn": "not in"}

ONE_LINE_QUOTES = ("'", '"')
QUOTES = ONE_LINE_QUOTES + ('"""', "'''")
DOCSTRING_QUOTES = QUOTES[2:]

# A float that is too large, for an infinity has no literal.
INFINITY = "1e" + repr(sys.float_info.max_10_exp + 1)


def escaped_without(text, quotes, escapes_lines):
    """(`text` as it stands in a literal, those of `quotes` that may stand around it)."""
    def escape(character):
        if not escapes_lines and character in "\n\t":
            return character
        if character == "\\" or not character.isprintable():
            return character.encode("unicode_escape").decode("ascii")
        return character

    result = "".join(map(escape, text))
    possible = [quote for quote in quotes if quote not in result and (len(quote) == 3 or "\n" not in result)]
    if not possible:
        literal = repr(text)
        return literal[1:-1], [next((quote for quote in quotes if literal[0] in quote), literal[0])]
    if result:
        # The last character must not run into the quotes.
        possible.sort(key=lambda quote: quote[0] == result[-1])
        if possible[0][0] == result[-1]:
            result = result[:-1] + "\\" + result[-1]
    return result, possible


def in_quotes(text, quotes=QUOTES):
    body, possible = escaped_without(text, quotes, False)
    return possible[0] + body + possible[0]


def number_text(value):
    return repr(value).replace("inf", INFINITY).replace("nan", f"({INFINITY}-{INFINITY})")


class Unparser:
    def __init__(self, may_use_backslashes=True):
        self.lines = []
        self.depth = 0
        self.is_in_try_star = False
        self.may_use_backslashes = may_use_backslashes

    # --- expressions

    def expression(self, node, level=TEST):
        write = getattr(self, type(node).__name__, None)
        # A node that has no text of its own, as an operator: the text of what is in it.
        return write(node, level) if write else "".join(map(self.expression, ast.iter_child_nodes(node)))

    def join(self, nodes, level=TEST):
        return ", ".join(self.expression(node, level) for node in nodes)

    def items(self, nodes):
        return self.expression(nodes[0]) + "," if len(nodes) == 1 else self.join(nodes)

    @staticmethod
    def enclose(text, level, own_level):
        return f"({text})" if level > own_level else text

    def Name(self, node, level):
        return node.id

    def NamedExpr(self, node, level):
        return self.enclose(f"{self.expression(node.target, ATOM)} := {self.expression(node.value, ATOM)}", level, NAMED)

    def BoolOp(self, node, level):
        operator, own = (" and ", AND) if isinstance(node.op, ast.And) else (" or ", OR)
        # Each value binds one level tighter than the one before it.
        parts = [self.expression(value, min(own + 1 + place, ATOM)) for place, value in enumerate(node.values)]
        return self.enclose(operator.join(parts), level, own)

    def BinOp(self, node, level):
        operator, own = BINARY[type(node.op).__name__]
        left, right = (own + 1, own) if operator == "**" else (own, own + 1)
        return self.enclose(f"{self.expression(node.left, left)} {operator} {self.expression(node.right, right)}", level, own)

    def UnaryOp(self, node, level):
        operator, own = UNARY[type(node.op).__name__]
        return self.enclose(operator + self.expression(node.operand, own), level, own)

    def Compare(self, node, level):
        text = self.expression(node.left, COMPARISON + 1)
        for operator, value in zip(node.ops, node.comparators):
            text += f" {COMPARISONS[type(operator).__name__]} {self.expression(value, COMPARISON + 1)}"
        return self.enclose(text, level, COMPARISON)

    def IfExp(self, node, level):
        text = f"{self.expression(node.body, TEST + 1)} if {self.expression(node.test, TEST + 1)} else {self.expression(node.orelse)}"
        return self.enclose(text, level, TEST)

    def Lambda(self, node, level):
        parameters = self.arguments(node.args)
        return self.enclose(f"lambda{' ' if parameters else ''}{parameters}: {self.expression(node.body)}", level, TEST)

    def Await(self, node, level):
        return self.enclose("await" + (" " + self.expression(node.value, ATOM) if node.value else ""), level, AWAIT)

    def Yield(self, node, level):
        return self.enclose("yield" + (" " + self.expression(node.value, ATOM) if node.value else ""), level, YIELD)

    def YieldFrom(self, node, level):
        if not node.value:
            raise ValueError("Node can't be used without a value attribute.")
        return self.enclose("yield from " + self.expression(node.value, ATOM), level, YIELD)

    def Attribute(self, node, level):
        is_int = isinstance(node.value, ast.Constant) and isinstance(node.value.value, int)
        return self.expression(node.value, ATOM) + (" ." if is_int else ".") + node.attr

    def Call(self, node, level):
        return f"{self.expression(node.func, ATOM)}({self.call_arguments(node.args, node.keywords)})"

    def call_arguments(self, args, keywords):
        return ", ".join([self.expression(node) for node in args] + [self.keyword(node) for node in keywords])

    def keyword(self, node):
        return ("**" if node.arg is None else node.arg + "=") + self.expression(node.value)

    def Subscript(self, node, level):
        is_bare = isinstance(node.slice, ast.Tuple) and node.slice.elts
        return f"{self.expression(node.value, ATOM)}[{self.items(node.slice.elts) if is_bare else self.expression(node.slice)}]"

    def Slice(self, node, level):
        text = f"{self.expression(node.lower) if node.lower else ''}:{self.expression(node.upper) if node.upper else ''}"
        return text + (":" + self.expression(node.step) if node.step else "")

    def Starred(self, node, level):
        return "*" + self.expression(node.value, BIT_OR)

    def List(self, node, level):
        return f"[{self.join(node.elts)}]"

    def Tuple(self, node, level):
        text = self.items(node.elts) if node.elts else ""
        return f"({text})" if not node.elts or level > TUPLE else text

    def Set(self, node, level):
        return f"{{{self.join(node.elts)}}}" if node.elts else "{*()}"

    def Dict(self, node, level):
        pairs = ("**" + self.expression(value, BIT_OR) if key is None else f"{self.expression(key)}: {self.expression(value)}"
                 for key, value in zip(node.keys, node.values))
        return f"{{{', '.join(pairs)}}}"

    def ListComp(self, node, level):
        return f"[{self.expression(node.elt)}{self.generators(node)}]"

    def SetComp(self, node, level):
        return f"{{{self.expression(node.elt)}{self.generators(node)}}}"

    def GeneratorExp(self, node, level):
        return f"({self.expression(node.elt)}{self.generators(node)})"

    def DictComp(self, node, level):
        return f"{{{self.expression(node.key)}: {self.expression(node.value)}{self.generators(node)}}}"

    def generators(self, node):
        return "".join(map(self.comprehension, node.generators))

    def comprehension(self, node, level=TEST):
        text = f"{' async' if node.is_async else ''} for {self.expression(node.target, TUPLE)} in {self.expression(node.iter, TEST + 1)}"
        return text + "".join(" if " + self.expression(condition, TEST + 1) for condition in node.ifs)

    # --- constants and f-strings

    def Constant(self, node, level):
        if isinstance(node.value, tuple):
            return f"({self.constants(node.value)})"
        if node.value is ...:
            return "..."
        return ("u" if node.kind == "u" else "") + self.constant(node.value)

    def constants(self, values):
        return self.constant(values[0]) + "," if len(values) == 1 else ", ".join(map(self.constant, values))

    def constant(self, value):
        if isinstance(value, (float, complex)):
            return number_text(value)
        if isinstance(value, str) and not self.may_use_backslashes:
            return in_quotes(value)
        return repr(value)

    def JoinedStr(self, node, level):
        if not self.may_use_backslashes:
            return "f" + in_quotes(self.f_string_body(node))
        quotes, body = QUOTES, ""
        for value in node.values:
            part, quotes = escaped_without(self.f_string_part(value), quotes, isinstance(value, ast.Constant))
            body += part
        return "f" + quotes[0] + body + quotes[0]

    def FormattedValue(self, node, level):
        return self.f_string_part(node)

    def f_string_body(self, node):
        return "".join(map(self.f_string_part, node.values))

    def f_string_part(self, node):
        if isinstance(node, ast.JoinedStr):
            return self.f_string_body(node)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value.replace("{", "{{").replace("}", "}}")
        if not isinstance(node, ast.FormattedValue):
            raise ValueError(f"Unexpected node inside JoinedStr, {node!r}")
        text = Unparser(may_use_backslashes=False).expression(node.value, TEST + 1)
        if "\\" in text:
            raise ValueError("Unable to avoid backslash in f-string expression part")
        text = ("{ " if text.startswith("{") else "{") + text
        if node.conversion != -1:
            text += "!" + chr(node.conversion)
        return text + (":" + self.f_string_part(node.format_spec) if node.format_spec else "") + "}"

    # --- parameters

    def arg(self, node, level=TEST):
        return node.arg + (": " + self.expression(node.annotation) if node.annotation else "")

    def arguments(self, node, level=TEST):
        parts = []
        named = node.posonlyargs + node.args
        defaults = [None] * (len(named) - len(node.defaults)) + node.defaults
        for place, (parameter, default) in enumerate(zip(named, defaults), 1):
            parts.append(self.arg(parameter) + ("=" + self.expression(default) if default else ""))
            if place == len(node.posonlyargs):
                parts.append("/")
        if node.vararg or node.kwonlyargs:
            parts.append("*" + (self.arg(node.vararg) if node.vararg else ""))
        for parameter, default in zip(node.kwonlyargs, node.kw_defaults):
            parts.append(self.arg(parameter) + ("=" + self.expression(default) if default else ""))
        if node.kwarg:
            parts.append("**" + self.arg(node.kwarg))
        return ", ".join(parts)

    # --- patterns

    def MatchValue(self, node, level):
        return self.expression(node.value)

    def MatchSingleton(self, node, level):
        return self.constant(node.value)

    def MatchSequence(self, node, level):
        return f"[{self.join(node.patterns)}]"

    def MatchStar(self, node, level):
        return "*" + ("_" if node.name is None else node.name)

    def MatchMapping(self, node, level):
        parts = [f"{self.expression(key)}: {self.expression(pattern)}" for key, pattern in zip(node.keys, node.patterns)]
        if node.rest:
            parts.append("**" + node.rest)
        return f"{{{', '.join(parts)}}}"

    def MatchClass(self, node, level):
        parts = [self.expression(pattern) for pattern in node.patterns]
        parts += [f"{name}={self.expression(pattern)}" for name, pattern in zip(node.kwd_attrs, node.kwd_patterns)]
        return f"{self.expression(node.cls, ATOM)}({', '.join(parts)})"

    def MatchAs(self, node, level):
        if node.name is None:
            return "_"
        if node.pattern is None:
            return node.name
        return self.enclose(f"{self.expression(node.pattern, BIT_OR)} as {node.name}", level, TEST)

    def MatchOr(self, node, level):
        return self.enclose(" | ".join(self.expression(pattern, BIT_OR + 1) for pattern in node.patterns), level, BIT_OR)

    # --- lines

    def line(self, text):
        self.lines.append("    " * self.depth + text)

    def type_comment(self, node):
        return f" # type: {node.type_comment}" if getattr(node, "type_comment", None) else ""

    def block(self, head, body, type_comment=""):
        self.line(head + ":" + type_comment)
        self.depth += 1
        self.statements(body)
        self.depth -= 1

    def statements(self, body):
        for node in body:
            getattr(self, type(node).__name__)(node)

    def documented_block(self, head, node, type_comment=""):
        self.line(head + ":" + type_comment)
        self.depth += 1
        self.documented_body(node)
        self.depth -= 1

    def documented_body(self, node):
        docstring = raw_docstring(node)
        if docstring:
            prefix = "u" if docstring.kind == "u" else ""
            self.line(prefix + in_quotes(docstring.value, DOCSTRING_QUOTES))
        self.statements(node.body[1:] if docstring else node.body)

    # --- statements

    def Module(self, node):
        self.documented_body(node)

    def Interactive(self, node):
        self.statements(node.body)

    def FunctionType(self, node):
        self.lines.append(f"({self.join(node.argtypes)}) -> {self.expression(node.returns)}")

    def Expr(self, node):
        self.line(self.expression(node.value, YIELD))

    def Assign(self, node):
        targets = "".join(self.expression(target, TUPLE) + " = " for target in node.targets)
        self.line(targets + self.expression(node.value) + self.type_comment(node))

    def AugAssign(self, node):
        self.line(f"{self.expression(node.target)} {BINARY[type(node.op).__name__][0]}= {self.expression(node.value)}")

    def AnnAssign(self, node):
        target = self.expression(node.target)
        if not node.simple and isinstance(node.target, ast.Name):
            target = f"({target})"
        self.line(f"{target}: {self.expression(node.annotation)}" + (" = " + self.expression(node.value) if node.value else ""))

    def Return(self, node):
        self.line("return" + (" " + self.expression(node.value) if node.value else ""))

    def Delete(self, node):
        self.line("del " + self.join(node.targets))

    def Pass(self, node):
        self.line("pass")

    def Break(self, node):
        self.line("break")

    def Continue(self, node):
        self.line("continue")

    def Assert(self, node):
        self.line("assert " + self.expression(node.test) + (", " + self.expression(node.msg) if node.msg else ""))

    def Global(self, node):
        self.line("global " + ", ".join(node.names))

    def Nonlocal(self, node):
        self.line("nonlocal " + ", ".join(node.names))

    def alias(self, node, level=TEST):
        return node.name + (" as " + node.asname if node.asname else "")

    def Import(self, node):
        self.line("import " + ", ".join(map(self.alias, node.names)))

    def ImportFrom(self, node):
        self.line(f"from {'.' * (node.level or 0)}{node.module or ''} import {', '.join(map(self.alias, node.names))}")

    def Raise(self, node):
        if not node.exc:
            if node.cause:
                raise ValueError("Node can't be used without a value attribute.")
            self.line("raise")
        else:
            self.line("raise " + self.expression(node.exc) + (" from " + self.expression(node.cause) if node.cause else ""))

    def Try(self, node):
        was_in_try_star = self.is_in_try_star
        self.is_in_try_star = isinstance(node, ast.TryStar)
        self.block("try", node.body)
        self.statements(node.handlers)
        self.optional_block("else", node.orelse)
        self.optional_block("finally", node.finalbody)
        self.is_in_try_star = was_in_try_star

    TryStar = Try

    def ExceptHandler(self, node):
        head = "except*" if self.is_in_try_star else "except"
        if node.type:
            head += " " + self.expression(node.type)
        self.block(head + (" as " + node.name if node.name else ""), node.body)

    def optional_block(self, head, body):
        if body:
            self.block(head, body)

    def decorators(self, node):
        # One line apart from what was before.
        if self.lines:
            self.lines.append("")
        for decorator in node.decorator_list:
            self.line("@" + self.expression(decorator))

    def ClassDef(self, node):
        self.decorators(node)
        bases = self.call_arguments(node.bases, node.keywords)
        self.documented_block(f"class {node.name}" + (f"({bases})" if bases else ""), node)

    def FunctionDef(self, node):
        self.decorators(node)
        head = "async def " if isinstance(node, ast.AsyncFunctionDef) else "def "
        head += f"{node.name}({self.arguments(node.args)})" + (" -> " + self.expression(node.returns) if node.returns else "")
        self.documented_block(head, node, self.type_comment(node))

    AsyncFunctionDef = FunctionDef

    def For(self, node):
        head = "async for " if isinstance(node, ast.AsyncFor) else "for "
        head += f"{self.expression(node.target, TUPLE)} in {self.expression(node.iter)}"
        self.block(head, node.body, self.type_comment(node))
        self.optional_block("else", node.orelse)

    AsyncFor = For

    def While(self, node):
        self.block("while " + self.expression(node.test), node.body)
        self.optional_block("else", node.orelse)

    def If(self, node):
        self.block("if " + self.expression(node.test), node.body)
        while len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
            node = node.orelse[0]
            self.block("elif " + self.expression(node.test), node.body)
        self.optional_block("else", node.orelse)

    def With(self, node):
        head = "async with " if isinstance(node, ast.AsyncWith) else "with "
        self.block(head + ", ".join(map(self.withitem, node.items)), node.body, self.type_comment(node))

    AsyncWith = With

    def withitem(self, node, level=TEST):
        return self.expression(node.context_expr) + (" as " + self.expression(node.optional_vars) if node.optional_vars else "")

    def Match(self, node):
        self.block("match " + self.expression(node.subject), node.cases)

    def match_case(self, node):
        self.block(f"case {self.expression(node.pattern)}" + (" if " + self.expression(node.guard) if node.guard else ""), node.body)


def raw_docstring(node):
    if not isinstance(node, (ast.AsyncFunctionDef, ast.FunctionDef, ast.ClassDef, ast.Module)) or not node.body:
        return None
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return first.value
    return None


def unparse(node):
    unparser = Unparser()
    if isinstance(node, list):
        unparser.statements(node)
    elif isinstance(node, ast.Expression):
        return unparser.expression(node.body)
    elif isinstance(node, (ast.stmt, ast.mod, ast.ExceptHandler, ast.match_case)):
        getattr(unparser, type(node).__name__)(node)
    else:
        return unparser.expression(node)
    return "\n".join(unparser.lines)
