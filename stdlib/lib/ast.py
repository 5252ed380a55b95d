# SPDX-License-Identifier: MIT
"""Abstract syntax trees: what the parser makes of source text, as objects.

    ast.parse(text)                    the tree
    ast.dump(tree, indent=2)           its text, to look at
    ast.unparse(tree)                  source text again
    ast.literal_eval(text)             the value of a literal, without running anything
    compile(tree, filename, "exec")    code
    adder -m ast [-i N] [-a] [FILE]    dump a file

The classes of nodes come from `_ast`: one for each row of the interpreter's table of nodes (interp/syntax/ast.def). Their
constructors take the fields by position or name; `_fields` and `_attributes` list what a node has.
"""
import sys

from _ast import *
from _ast import AST, PyCF_ALLOW_TOP_LEVEL_AWAIT, PyCF_ONLY_AST, PyCF_TYPE_COMMENTS


def parse(source, filename="<unknown>", mode="exec", *, type_comments=False, feature_version=None):
    """Parse the source into an AST node: compile(source, filename, mode, PyCF_ONLY_AST)."""
    flags = PyCF_ONLY_AST | (PyCF_TYPE_COMMENTS if type_comments else 0)
    if isinstance(feature_version, tuple):
        major, minor = feature_version
        if major != 3:
            raise ValueError(f"Unsupported major version: {major}")
        feature_version = minor
    return compile(source, filename, mode, flags, _feature_version=-1 if feature_version is None else feature_version)


def unparse(ast_obj):
    """Source text that has this tree."""
    import _ast_unparse
    return _ast_unparse.unparse(ast_obj)


# --- values -----------------------------------------------------------------------------------------------------------


def _malformed(node):
    place = getattr(node, "lineno", None)
    raise ValueError(f"malformed node or string{f' on line {place}' if place else ''}: {node!r}")


def _number(node):
    if not isinstance(node, Constant) or type(node.value) not in (int, float, complex):
        _malformed(node)
    return node.value


def _signed_number(node):
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        value = _number(node.operand)
        return +value if isinstance(node.op, UAdd) else -value
    return _number(node)


def _literal(node):
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Tuple):
        return tuple(map(_literal, node.elts))
    if isinstance(node, List):
        return list(map(_literal, node.elts))
    if isinstance(node, Set):
        return set(map(_literal, node.elts))
    if isinstance(node, Call) and isinstance(node.func, Name) and node.func.id == "set" and node.args == node.keywords == []:
        return set()
    if isinstance(node, Dict):
        if len(node.keys) != len(node.values):
            _malformed(node)
        return dict(zip(map(_literal, node.keys), map(_literal, node.values)))
    if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
        left, right = _signed_number(node.left), _number(node.right)
        if isinstance(left, (int, float)) and isinstance(right, complex):
            return left + right if isinstance(node.op, Add) else left - right
    return _signed_number(node)


def literal_eval(node_or_string):
    """Evaluate an expression node or a string containing only a Python expression.

    It may only consist of strings, bytes, numbers, tuples, lists, dicts, sets, booleans, None and Ellipsis."""
    if isinstance(node_or_string, str):
        node_or_string = parse(node_or_string.lstrip(" \t"), mode="eval")
    if isinstance(node_or_string, Expression):
        node_or_string = node_or_string.body
    return _literal(node_or_string)


# --- text of a tree ---------------------------------------------------------------------------------------------------


class _Dumper:
    def __init__(self, annotate_fields, include_attributes, indent):
        self.annotate_fields = annotate_fields
        self.include_attributes = include_attributes
        self.indent = indent

    def layout(self, level):
        """(what stands before the first item, what stands between items)"""
        if self.indent is None:
            return "", ", "
        start = "\n" + self.indent * level
        return start, "," + start

    def text(self, node, level=0):
        """(text, whether it is so simple that three of its kind share a line)"""
        if isinstance(node, AST):
            return self.node_text(node, level + 1)
        if isinstance(node, list):
            if not node:
                return "[]", True
            start, separator = self.layout(level + 1)
            return f"[{start}{separator.join(self.text(item, level + 1)[0] for item in node)}]", False
        return repr(node), True

    def node_text(self, node, level):
        parts, are_simple, names_fields = [], True, self.annotate_fields
        is_default = lambda name, value: value is None and getattr(type(node), name, ...) is None
        for name in node._fields:
            value = getattr(node, name, _dump_missing)
            if value is _dump_missing or is_default(name, value):
                names_fields = True  # the fields behind it have lost their position
                continue
            text, is_simple = self.text(value, level)
            are_simple = are_simple and is_simple
            parts.append(f"{name}={text}" if names_fields else text)
        for name in node._attributes if self.include_attributes else ():
            value = getattr(node, name, _dump_missing)
            if value is not _dump_missing and not is_default(name, value):
                text, is_simple = self.text(value, level)
                are_simple = are_simple and is_simple
                parts.append(f"{name}={text}")
        name = type(node).__name__
        if are_simple and len(parts) <= 3:
            return f"{name}({', '.join(parts)})", not parts
        start, separator = self.layout(level)
        return f"{name}({start}{separator.join(parts)})", False


_dump_missing = object()


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None):
    """Return a formatted dump of the tree in node.

    Without annotate_fields the names of fields are left out where they can be; include_attributes adds the places. With an
    indent, a number of spaces or a string, each item that is not simple has a line."""
    if not isinstance(node, AST):
        raise TypeError(f"expected AST, got {type(node).__name__!r}")
    if indent is not None and not isinstance(indent, str):
        indent = " " * indent
    return _Dumper(annotate_fields, include_attributes, indent).text(node)[0]


# --- places -----------------------------------------------------------------------------------------------------------


def copy_location(new_node, old_node):
    """Copy the place (lineno and so on) from old_node to new_node if possible, and return new_node."""
    for name in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
        if name in old_node._attributes and name in new_node._attributes:
            value = getattr(old_node, name, None)
            # An end may be None, a beginning may not.
            if value is not None or (hasattr(old_node, name) and name.startswith("end_")):
                setattr(new_node, name, value)
    return new_node


def fix_missing_locations(node):
    """Give every node below that has no place the place of its parent, and return node."""
    def fix(node, places):
        for name in ("lineno", "end_lineno", "col_offset", "end_col_offset"):
            if name in node._attributes:
                value = getattr(node, name, None)
                if value is None and (name.startswith("end_") or not hasattr(node, name)):
                    setattr(node, name, places[name])
                else:
                    places[name] = value
        for child in iter_child_nodes(node):
            fix(child, dict(places))

    fix(node, {"lineno": 1, "end_lineno": 1, "col_offset": 0, "end_col_offset": 0})
    return node


def increment_lineno(node, n=1):
    """Add n to the line numbers of the tree, as when it is moved in a file, and return node."""
    for child in walk(node):
        if isinstance(child, TypeIgnore):
            child.lineno = getattr(child, "lineno", 0) + n
            continue
        if "lineno" in child._attributes:
            child.lineno = getattr(child, "lineno", 0) + n
        if "end_lineno" in child._attributes and (end := getattr(child, "end_lineno", 0)) is not None:
            child.end_lineno = end + n
    return node


def _lines(source):
    """Lines with their ends; unlike str.splitlines only \\n, \\r and \\r\\n end one."""
    lines, start, place = [], 0, 0
    while place < len(source):
        character = source[place]
        place += 1
        if character == "\r" and source[place:place + 1] == "\n":
            place += 1
        if character in "\r\n":
            lines.append(source[start:place])
            start = place
    if start < len(source):
        lines.append(source[start:])
    return lines


def get_source_segment(source, node, *, padded=False):
    """Get the text of source that made node; None if its place is not known.

    With padded, the first line of several is filled with spaces to where the text began."""
    try:
        if node.end_lineno is None or node.end_col_offset is None:
            return None
        first, last, start, end = node.lineno - 1, node.end_lineno - 1, node.col_offset, node.end_col_offset
    except AttributeError:
        return None
    lines = _lines(source)
    if first == last:
        return lines[first].encode()[start:end].decode()
    padding = ""
    if padded:
        padding = "".join(c if c in "\f\t" else " " for c in lines[first].encode()[:start].decode())
    return padding + lines[first].encode()[start:].decode() + "".join(lines[first + 1:last]) + lines[last].encode()[:end].decode()


# --- walking ----------------------------------------------------------------------------------------------------------


def iter_fields(node):
    """Yield (name, value) for each field of node._fields that is there."""
    for name in node._fields:
        try:
            yield name, getattr(node, name)
        except AttributeError:
            pass


def iter_child_nodes(node):
    """Yield the nodes that are fields of node, or items of such lists."""
    for _, value in iter_fields(node):
        if isinstance(value, AST):
            yield value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, AST):
                    yield item


def walk(node):
    """Yield node and all nodes below, level by level."""
    from collections import deque
    waiting = deque([node])
    while waiting:
        node = waiting.popleft()
        waiting.extend(iter_child_nodes(node))
        yield node


def get_docstring(node, clean=True):
    """Return the docstring of a function, class or module node, or None; clean takes its indentation away."""
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError(f"{type(node).__name__!r} can't have docstrings")
    first = node.body[0] if node.body else None
    if not isinstance(first, Expr) or not isinstance(first.value, Constant) or not isinstance(first.value.value, str):
        return None
    text = first.value.value
    if clean:
        import inspect
        text = inspect.cleandoc(text)
    return text


class NodeVisitor:
    """Calls visit_CLASS(node) for a node of that class; nodes without such a method have their children visited."""

    def visit(self, node):
        """Visit a node."""
        return getattr(self, "visit_" + type(node).__name__, self.generic_visit)(node)

    def generic_visit(self, node):
        """Visit the children of a node that has no visitor of its own."""
        for child in iter_child_nodes(node):
            self.visit(child)

    def visit_Constant(self, node):
        # Visitors of before Python 3.8 have a method for each type of constant.
        name = _old_names.get(type(node.value))
        if name is None:
            name = next((old for value_type, old in _old_names.items() if isinstance(node.value, value_type)), None)
        if name is not None:
            method = getattr(self, "visit_" + name, None)
            if method is not None:
                import warnings
                warnings.warn(f"visit_{name} is deprecated; add visit_Constant", DeprecationWarning, 2)
                return method(node)
        return self.generic_visit(node)


class NodeTransformer(NodeVisitor):
    """A visitor whose methods return what replaces the node: itself, another node, None for nothing, or, in a list of
    statements, a list."""

    def generic_visit(self, node):
        for name, old in iter_fields(node):
            if isinstance(old, list):
                old[:] = self._replaced(old)
            elif isinstance(old, AST):
                new = self.visit(old)
                if new is None:
                    delattr(node, name)
                else:
                    setattr(node, name, new)
        return node

    def _replaced(self, items):
        new_items = []
        for item in items:
            new = self.visit(item) if isinstance(item, AST) else item
            if new is None and isinstance(item, AST):
                continue
            if isinstance(item, AST) and not isinstance(new, AST):
                new_items.extend(new)
            else:
                new_items.append(new)
        return new_items


# --- classes of before Python 3.9 ----------------------------------------------------------------------------------------

_old_names = {type(None): "NameConstant", bool: "NameConstant", int: "Num", float: "Num", complex: "Num", str: "Str",
              bytes: "Bytes", type(...): "Ellipsis"}


def _get_value(self):
    """Deprecated. Use value instead."""
    return self.value


def _set_value(self, value):
    self.value = value


Constant.n = property(_get_value, _set_value)
Constant.s = property(_get_value, _set_value)


class _OldConstantType(type):
    def __instancecheck__(cls, instance):
        if not isinstance(instance, Constant):
            return False
        types, excluded = _old_types.get(cls, ((), ()))
        value = getattr(instance, "value", _dump_missing)
        if types:
            return isinstance(value, types) and not isinstance(value, excluded)
        return type.__instancecheck__(cls, instance)


def _new_constant(cls, *args, **kwargs):
    for name in kwargs:
        if name in cls._fields and cls._fields.index(name) < len(args):
            raise TypeError(f"{cls.__name__} got multiple values for argument {name!r}")
    if cls in _old_types:
        return Constant(*args, **kwargs)
    return AST.__new__(cls)


class Num(Constant, metaclass=_OldConstantType):
    _fields = ("n",)
    __new__ = _new_constant


class Str(Constant, metaclass=_OldConstantType):
    _fields = ("s",)
    __new__ = _new_constant


class Bytes(Constant, metaclass=_OldConstantType):
    _fields = ("s",)
    __new__ = _new_constant


class NameConstant(Constant, metaclass=_OldConstantType):
    __new__ = _new_constant


class Ellipsis(Constant, metaclass=_OldConstantType):
    _fields = ()

    def __new__(cls, *args, **kwargs):
        return Constant(..., *args, **kwargs) if cls is Ellipsis else AST.__new__(cls)


_old_types = {Num: ((int, float, complex), bool), Str: (str, ()), Bytes: (bytes, ()), NameConstant: ((type(None), bool), ()),
              Ellipsis: (type(...), ())}


class slice(AST):
    """Deprecated AST node class."""


class Index(slice):
    """Deprecated AST node class. Use the index value directly instead."""
    def __new__(cls, value, **kwargs):
        return value


class ExtSlice(slice):
    """Deprecated AST node class. Use ast.Tuple instead."""
    def __new__(cls, dims=(), **kwargs):
        return Tuple(list(dims), Load(), **kwargs)


class Suite(mod):
    """Deprecated AST node class.  Unused in Python 3."""


class AugLoad(expr_context):
    """Deprecated AST node class.  Unused in Python 3."""


class AugStore(expr_context):
    """Deprecated AST node class.  Unused in Python 3."""


class Param(expr_context):
    """Deprecated AST node class.  Unused in Python 3."""


Tuple.dims = property(lambda self: self.elts, lambda self, value: setattr(self, "elts", value),
                      doc="Deprecated. Use elts instead.")


# --- adder -m ast -----------------------------------------------------------------------------------------------------------

_USAGE = "usage: python -m ast [-h] [-m {exec,single,eval,func_type}] [--no-type-comments] [-a] [-i INDENT] [infile]"


def main():
    mode, include_attributes, type_comments, indent, names = "exec", False, True, 3, []

    def fail(message):
        sys.stderr.write(f"{_USAGE}\nast.py: error: {message}\n")
        sys.exit(2)

    arguments = iter(sys.argv[1:])
    for argument in arguments:
        if argument in ("-h", "--help"):
            print(_USAGE)
            return
        if argument in ("-a", "--include-attributes"):
            include_attributes = True
        elif argument == "--no-type-comments":
            type_comments = False
        elif argument in ("-m", "--mode", "-i", "--indent"):
            value = next(arguments, None) or fail(f"argument {argument}: expected one argument")
            if argument in ("-m", "--mode"):
                mode = value
            else:
                indent = int(value) if value.isdecimal() else fail(f"argument -i/--indent: invalid int value: {value!r}")
        elif argument.startswith("-") and argument != "-":
            fail(f"unrecognized arguments: {argument}")
        else:
            names.append(argument)
    if len(names) > 1:
        fail("unrecognized arguments: " + " ".join(names[1:]))
    if mode not in ("exec", "single", "eval", "func_type"):
        fail(f"argument -m/--mode: invalid choice: {mode!r} (choose from 'exec', 'single', 'eval', 'func_type')")
    name = names[0] if names else "-"
    if name == "-":
        source = sys.stdin.buffer.read() if hasattr(sys.stdin, "buffer") else sys.stdin.read()
    else:
        try:
            with open(name, "rb") as file:
                source = file.read()
        except OSError as error:
            fail(f"argument infile: can't open '{name}': {error}")
    tree = parse(source, "<stdin>" if name == "-" else name, mode, type_comments=type_comments)
    print(dump(tree, include_attributes=include_attributes, indent=indent))


if __name__ == "__main__":
    main()
