# SPDX-License-Identifier: MIT
#
# The line of ^^^^ under a line of source: where the expression stands that failed, with ~~~~ for what is only
# its operands when it is a binary operation or a subscription.
"""Marks under the source lines of tracebacks."""


def _to_characters(text, offset):
    return len(text.encode("utf-8")[:offset].decode("utf-8", errors="replace"))


def caret_line(row, stripped):
    """The marks for a row of a stack, to be printed below its stripped line; None when there are none."""
    if row.colno is None or row.end_colno is None:
        return None
    original = row._original_line
    start = _to_characters(original, row.colno) + 1
    end = _to_characters(original, row.end_colno) + 1
    segment = original.strip("\n")
    anchors = None
    if row.lineno == row.end_lineno:
        try:
            anchors = _anchors_of(segment[start - 1:end - 1])
        except Exception:
            anchors = None
    else:
        end = len(original.rstrip()) + 1
    if end - start >= len(stripped) and anchors is None:
        return None
    removed = len(original) - len(original.lstrip())
    left = len(original[removed:start - 1])
    marked = original[start - 1:end - 1]
    if anchors is None:
        return " " * left + "^" * len(marked)
    before, after = anchors
    return (" " * left + "~" * len(marked[:before])
            + "^" * len(marked[before:after]) + "~" * len(marked[after:]))


def _anchors_of(segment):
    """Begin and end, in characters, of the operator or brackets of the expression; None for others."""
    import ast
    try:
        tree = ast.parse(segment)
    except SyntaxError:
        return None
    if len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
        return None
    expression = tree.body[0].value
    if isinstance(expression, ast.BinOp):
        return _operator_of(segment, _to_characters(segment, expression.left.end_col_offset),
                            _to_characters(segment, expression.right.col_offset))
    if isinstance(expression, ast.Subscript):
        return (_to_characters(segment, expression.value.end_col_offset),
                _to_characters(segment, expression.slice.end_col_offset + 1))
    return None


def _operator_of(segment, begin, end):
    between = segment[begin:end]
    begin += len(between) - len(between.lstrip())
    following = between.lstrip()[1:2]
    return begin, begin + (2 if following and not following.isspace() else 1)
