# SPDX-License-Identifier: MIT
#
# Tracebacks and exceptions as text, as the interpreter itself prints them. Everything goes through two
# records: a StackSummary of FrameSummary rows, and a TracebackException, which keeps of an exception what its
# text needs and none of its objects.
"""Stack traces and exceptions: taken apart, formatted, printed."""

import collections
import collections.abc
import itertools
import linecache
import sys
from contextlib import suppress
from _traceback_carets import caret_line

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list",
           "format_stack", "format_tb", "print_exc", "format_exc", "print_exception", "print_last",
           "print_stack", "print_tb", "clear_frames", "FrameSummary", "StackSummary",
           "TracebackException", "walk_stack", "walk_tb"]

_UNSET = object()
_REPEATS_SHOWN = 3

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


# --- printing and formatting in one call

def print_list(extracted_list, file=None):
    """Print rows of a stack."""
    if file is None:
        file = sys.stderr
    for item in StackSummary.from_list(extracted_list).format():
        print(item, file=file, end="")


def format_list(extracted_list):
    """A list of texts, one for each row of a stack."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Print the rows of a traceback."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """format_list() of a traceback's rows."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """The rows of a traceback as a StackSummary."""
    return StackSummary._extract_from_extended_frame_gen(_positions_of_traceback(tb), limit=limit)


def _parse_value_tb(exc, value, tb):
    if (value is _UNSET) != (tb is _UNSET):
        raise ValueError("Both or neither of value and tb must be given")
    if value is tb is _UNSET:
        if exc is None:
            return None, None
        if isinstance(exc, BaseException):
            return exc, exc.__traceback__
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return value, tb


def print_exception(exc, /, value=_UNSET, tb=_UNSET, limit=None, file=None, chain=True):
    """Print an exception with its traceback and chain."""
    value, tb = _parse_value_tb(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(file=file, chain=chain)


def format_exception(exc, /, value=_UNSET, tb=_UNSET, limit=None, chain=True):
    """A list of texts that together are what print_exception() prints."""
    value, tb = _parse_value_tb(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))


def format_exception_only(exc, /, value=_UNSET):
    """A list of texts: the exception's last part, without the traceback."""
    if value is _UNSET:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only())


def print_exc(limit=None, file=None, chain=True):
    """print_exception() of the exception that is being handled."""
    print_exception(*sys.exc_info(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """What print_exc() prints, as a str."""
    return "".join(format_exception(*sys.exc_info(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """print_exception() of the last exception that nobody caught."""
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def print_stack(f=None, limit=None, file=None):
    """Print the rows of the stack from a frame, by default the caller's."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """format_list() of the stack's rows."""
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    """The rows of the stack from a frame, by default the caller's, outermost first."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def clear_frames(tb):
    """Let go of the local variables of all frames of a traceback."""
    while tb is not None:
        with suppress(RuntimeError):
            tb.tb_frame.clear()
        tb = tb.tb_next


# --- frames

def walk_stack(f):
    """Pairs of frame and line, inwards out."""
    if f is None:
        f = sys._getframe().f_back.f_back.f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Pairs of frame and line along a traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _positions_of_traceback(tb):
    while tb is not None:
        yield tb.tb_frame, _position_of(tb.tb_frame.f_code, tb.tb_lasti, tb.tb_lineno)
        tb = tb.tb_next


def _position_of(code, instruction, line):
    """(line, end line, column, end column) of an instruction."""
    if instruction < 0:
        return line, None, None, None
    position = next(itertools.islice(code.co_positions(), instruction // 2, None), None)
    if position is None or position[0] is None:
        return (line, *(position or (None,) * 4)[1:])
    return position


class FrameSummary:
    """One row of a stack: file, line, function, and the source text of the line."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        if lookup_line:
            self.line
        self.locals = {key: _safe_string(value, "local", func=repr)
                       for key, value in locals.items()} if locals else None
        self.end_lineno = end_lineno
        self.colno = colno
        self.end_colno = end_colno

    def _row(self):
        return self.filename, self.lineno, self.name, self.line

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename, self.lineno, self.name, self.locals) == \
                (other.filename, other.lineno, other.name, other.locals)
        if isinstance(other, tuple):
            return self._row() == other
        return NotImplemented

    def __getitem__(self, index):
        return self._row()[index]

    def __iter__(self):
        return iter(self._row())

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    @property
    def _original_line(self):
        self.line
        return self._line

    @property
    def line(self):
        """The text of the line without the white space around it."""
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()


class StackSummary(list):
    """A list of rows that can be formatted."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Make the rows of pairs of frame and line."""
        extended = ((frame, (line, None, None, None)) for frame, line in frame_gen)
        return klass._extract_from_extended_frame_gen(extended, limit=limit, lookup_lines=lookup_lines,
                                                      capture_locals=capture_locals)

    @classmethod
    def _extract_from_extended_frame_gen(klass, frame_gen, *, limit=None, lookup_lines=True,
                                         capture_locals=False):
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            if limit >= 0:
                frame_gen = itertools.islice(frame_gen, limit)
            else:
                frame_gen = collections.deque(frame_gen, maxlen=-limit)
        result = klass()
        names = set()
        for frame, (line, end_line, column, end_column) in frame_gen:
            code = frame.f_code
            names.add(code.co_filename)
            linecache.lazycache(code.co_filename, frame.f_globals)
            result.append(FrameSummary(code.co_filename, line, code.co_name, lookup_line=False,
                                       locals=frame.f_locals if capture_locals else None,
                                       end_lineno=end_line, colno=column, end_colno=end_column))
        for name in names:
            linecache.checkcache(name)
        if lookup_lines:
            for row in result:
                row.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """Make the rows of rows or of tuples (filename, lineno, name, line)."""
        result = StackSummary()
        for row in a_list:
            if isinstance(row, FrameSummary):
                result.append(row)
            else:
                filename, lineno, name, line = row
                result.append(FrameSummary(filename, lineno, name, line=line))
        return result

    def format_frame_summary(self, frame_summary):
        """The text of one row; None leaves it out."""
        row = [f'  File "{frame_summary.filename}", line {frame_summary.lineno}, in {frame_summary.name}\n']
        if frame_summary.line:
            stripped = frame_summary.line.strip()
            row.append(f"    {stripped}\n")
            carets = caret_line(frame_summary, stripped)
            if carets is not None:
                row.append(f"    {carets}\n")
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                row.append(f"    {name} = {value}\n")
        return "".join(row)

    def format(self):
        """A list of texts; rows that repeat are counted after the third."""
        result = []
        last = None
        count = 0
        for row in self:
            text = self.format_frame_summary(row)
            if text is None:
                continue
            place = row.filename, row.lineno, row.name
            if place != last:
                result.extend(_repeat_note(count))
                last = place
                count = 0
            count += 1
            if count <= _REPEATS_SHOWN:
                result.append(text)
        result.extend(_repeat_note(count))
        return result


def _repeat_note(count):
    if count > _REPEATS_SHOWN:
        count -= _REPEATS_SHOWN
        yield f"  [Previous line repeated {count} more time{'s' if count > 1 else ''}]\n"


# --- exceptions

def _safe_string(value, what, func=str):
    try:
        return func(value)
    except BaseException:
        return f"<{what} {func.__name__}() failed>"


def _format_final_exc_line(kind, value):
    text = _safe_string(value, "exception")
    return f"{kind}\n" if value is None or not text else f"{kind}: {text}\n"


class _ExceptionPrintContext:
    """How far groups are nested while they are formatted."""

    def __init__(self):
        self.seen = set()
        self.exception_group_depth = 0
        self.need_close = False

    def indent(self):
        return " " * (2 * self.exception_group_depth)

    def emit(self, text_gen, margin_char=None):
        margin = "| " if margin_char is None else margin_char + " "
        prefix = self.indent()
        if self.exception_group_depth:
            prefix += margin
        for text in [text_gen] if isinstance(text_gen, str) else text_gen:
            yield "".join(prefix + line for line in text.splitlines(True))


class TracebackException:
    """What the text of an exception needs, without holding on to the exception."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, max_group_width=15, max_group_depth=10, _seen=None):
        # Chains are followed without recursion: they may be longer than the stack is deep.
        is_recursive_call = _seen is not None
        if _seen is None:
            _seen = set()
        _seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract_from_extended_frame_gen(
            _positions_of_traceback(exc_traceback), limit=limit, lookup_lines=lookup_lines,
            capture_locals=capture_locals)
        self.exc_type = exc_type
        self._str = _safe_string(exc_value, "exception")
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self._take_kind(exc_type, exc_value)
        if lookup_lines:
            self._load_lines()
        self.__suppress_context__ = exc_value.__suppress_context__ if exc_value is not None else False
        self.__cause__ = self.__context__ = self.exceptions = None
        if is_recursive_call:
            return
        options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                       max_group_width=max_group_width, max_group_depth=max_group_depth, _seen=_seen)
        queue = [(self, exc_value)]
        while queue:
            summary, exception = queue.pop()
            queue.extend(summary._take_chain(exception, compact, options))

    def _take_kind(self, exc_type, exc_value):
        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = str(exc_value.lineno) if exc_value.lineno is not None else None
            end = exc_value.end_lineno
            self.end_lineno = str(end) if end is not None else None
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg

    def _take_chain(self, exception, compact, options):
        """Make the summaries of cause, context and members; pairs of those that are still to be looked at."""
        seen = options["_seen"]
        rest = []

        def summarize(other):
            summary = TracebackException(type(other), other, other.__traceback__, **options)
            rest.append((summary, other))
            return summary

        if exception is None:
            return rest
        if exception.__cause__ is not None and id(exception.__cause__) not in seen:
            self.__cause__ = summarize(exception.__cause__)
        needs_context = not compact or (self.__cause__ is None and not exception.__suppress_context__)
        if exception.__context__ is not None and needs_context and id(exception.__context__) not in seen:
            self.__context__ = summarize(exception.__context__)
        if isinstance(exception, BaseExceptionGroup):
            self.exceptions = [summarize(member) for member in exception.exceptions]
        return rest

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """The summary of an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def _load_lines(self):
        for row in self.stack:
            row.line

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self):
        """Texts of the last part: type, message, notes; for a SyntaxError its place first."""
        if self.exc_type is None:
            yield _format_final_exc_line(None, self._str)
            return
        kind = self.exc_type.__qualname__
        module = self.exc_type.__module__
        if module not in ("__main__", "builtins"):
            kind = f"{module if isinstance(module, str) else '<unknown>'}.{kind}"
        if issubclass(self.exc_type, SyntaxError):
            yield from self._format_syntax_error(kind)
        else:
            yield _format_final_exc_line(kind, self._str)
        yield from self._format_notes()

    def _format_notes(self):
        notes = self.__notes__
        if notes is None:
            return
        if not isinstance(notes, collections.abc.Sequence):
            yield _safe_string(notes, "__notes__", func=repr)
            return
        for note in notes:
            for line in _safe_string(note, "note").split("\n"):
                yield line + "\n"

    def _format_syntax_error(self, kind):
        suffix = ""
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            suffix = f" ({self.filename})"
        if self.text is not None:
            yield from self._format_syntax_text()
        yield f"{kind}: {self.msg or '<no detail available>'}{suffix}\n"

    def _format_syntax_text(self):
        text = self.text.rstrip("\n")
        stripped = text.lstrip(" \n\f")
        spaces = len(text) - len(stripped)
        yield f"    {stripped}\n"
        if self.offset is None:
            return
        offset = self.offset
        end = self.end_offset if self.end_offset not in {None, 0} else offset
        if offset == end or end == -1:
            end = offset + 1
        column = offset - 1 - spaces
        end_column = end - 1 - spaces
        if column < 0:
            return
        blanks = "".join(c if c.isspace() else " " for c in stripped[:column])
        yield f"    {blanks}{'^' * (end_column - column)}\n"

    def _chain(self, chain):
        """Pairs of message and summary, this one first and its causes after it."""
        result = []
        summary = self
        while summary is not None:
            message = following = None
            if chain and summary.__cause__ is not None:
                message, following = _CAUSE, summary.__cause__
            elif chain and summary.__context__ is not None and not summary.__suppress_context__:
                message, following = _CONTEXT, summary.__context__
            result.append((message, summary))
            summary = following
        return result

    def format(self, *, chain=True, _ctx=None):
        """Texts of the whole: causes, traceback, last part."""
        if _ctx is None:
            _ctx = _ExceptionPrintContext()
        for message, summary in reversed(self._chain(chain)):
            if message is not None:
                yield from _ctx.emit(message)
            if summary.exceptions is None:
                if summary.stack:
                    yield from _ctx.emit("Traceback (most recent call last):\n")
                    yield from _ctx.emit(summary.stack.format())
                yield from _ctx.emit(summary.format_exception_only())
            elif _ctx.exception_group_depth > self.max_group_depth:
                yield from _ctx.emit(f"... (max_group_depth is {self.max_group_depth})\n")
            else:
                yield from summary._format_group(_ctx, self.max_group_width, chain)

    def _format_group(self, _ctx, width, chain):
        is_outermost = _ctx.exception_group_depth == 0
        if is_outermost:
            _ctx.exception_group_depth += 1
        if self.stack:
            yield from _ctx.emit("Exception Group Traceback (most recent call last):\n",
                                 margin_char="+" if is_outermost else None)
            yield from _ctx.emit(self.stack.format())
        yield from _ctx.emit(self.format_exception_only())
        total = len(self.exceptions)
        shown = total if total <= width else width + 1
        _ctx.need_close = False
        for i in range(shown):
            is_last = i == shown - 1
            if is_last:
                # The last member may open groups that close with it.
                _ctx.need_close = True
            is_cut = i >= width
            title = "..." if is_cut else f"{i + 1}"
            yield (_ctx.indent() + ("+-" if i == 0 else "  ")
                   + f"+---------------- {title} ----------------\n")
            _ctx.exception_group_depth += 1
            if is_cut:
                rest = total - width
                yield from _ctx.emit(f"and {rest} more exception{'s' if rest > 1 else ''}\n")
            else:
                yield from self.exceptions[i].format(chain=chain, _ctx=_ctx)
            if is_last and _ctx.need_close:
                yield _ctx.indent() + "+------------------------------------\n"
                _ctx.need_close = False
            _ctx.exception_group_depth -= 1
        if is_outermost:
            _ctx.exception_group_depth = 0

    def print(self, *, file=None, chain=True):
        """Print format()."""
        if file is None:
            file = sys.stderr
        for line in self.format(chain=chain):
            print(line, file=file, end="")
