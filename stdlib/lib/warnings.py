"""Warnings: what becomes of them, how they are shown, and catching them.

Issuing one is native (`_warnings`); it asks `filters` here, newest first, and shows through `_showwarnmsg`.
"""
import sys
from _warnings import (_defaultaction as defaultaction, _filters_mutated, _onceregistry as onceregistry, filters, warn,
                       warn_explicit)

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings",
           "catch_warnings"]

_actions = ("error", "ignore", "always", "default", "module", "once")


class WarningMessage:
    """One warning, as it is shown or recorded."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ("{message : %r, category : %r, filename : %r, lineno : %s, line : %r}"
                % (self.message, self._category_name, self.filename, self.lineno, self.line))


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, standard error unless given. Programs may replace this function."""
    _write_message(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning, with its source line. Programs may replace this function."""
    return _message_text(WarningMessage(message, category, filename, lineno, None, line))


_original_showwarning = showwarning
_original_formatwarning = formatwarning


def _source_line(filename, lineno):
    try:
        import linecache
        return linecache.getline(filename, lineno)
    except Exception:  # at the interpreter's end nothing can be imported any more
        return ""


def _message_text(message):
    text = f"{message.filename}:{message.lineno}: {message.category.__name__}: {message.message}\n"
    line = _source_line(message.filename, message.lineno) if message.line is None else message.line
    if line:
        text += f"  {line.strip()}\n"
    if message.source is not None:
        text += f"{message.category.__name__}: Enable tracemalloc to get the object allocation traceback\n"
    return text


def _formatwarnmsg(message):
    if formatwarning is not _original_formatwarning:
        return formatwarning(message.message, message.category, message.filename, message.lineno, message.line)
    return _message_text(message)


def _write_message(message):
    file = sys.stderr if message.file is None else message.file
    if file is None:
        return  # the interpreter has no standard error
    try:
        file.write(_formatwarnmsg(message))
    except OSError:
        pass


def _showwarnmsg(message):
    """Show a warning; called for each one that a filter lets through."""
    if showwarning is _original_showwarning:
        return _write_message(message)
    if not callable(showwarning):
        raise TypeError("warnings.showwarning() must be set to a function or method")
    showwarning(message.message, message.category, message.filename, message.lineno, message.file, message.line)


def _pattern(text, is_message):
    """What a filter keeps of a text: None, the text where it means itself, or a compiled pattern."""
    if not text:
        return None
    if is_message and not any(ch in r".^$*+?{}[]\|()" for ch in text):
        return text
    import re
    return re.compile(text, re.IGNORECASE if is_message else 0)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Put a filter in front of the others (or behind them): message and module are regular expressions."""
    assert action in _actions, "invalid action: %r" % (action,)
    assert isinstance(message, str), "message must be a string"
    assert isinstance(category, type), "category must be a class"
    assert issubclass(category, Warning), "category must be a Warning subclass"
    assert isinstance(module, str), "module must be a string"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    _add_filter((action, _pattern(message, True), category, _pattern(module, False), lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Put a filter in front of the others (or behind them) that looks at class and line only."""
    assert action in _actions, "invalid action: %r" % (action,)
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    _add_filter((action, None, category, None, lineno), append)


def _add_filter(row, append):
    if append:
        if row not in filters:
            filters.append(row)
    else:
        if row in filters:
            filters.remove(row)
        filters.insert(0, row)
    _filters_mutated()


def _warn_unawaited_coroutine(coro):
    """The interpreter calls this when a coroutine goes without ever having run."""
    text = f"coroutine '{coro.__qualname__}' was never awaited"
    if coro.cr_origin is not None:
        text += "\nCoroutine created at (most recent call last)\n" + _origin_text(coro.cr_origin)
    warn(text, category=RuntimeWarning, stacklevel=2, source=coro)


def _origin_text(origin):
    import linecache
    import traceback

    entries = [(filename, line, name, linecache.getline(filename, line)) for filename, line, name in reversed(origin)]
    return "".join(traceback.format_list(entries)).rstrip("\n")


def resetwarnings():
    """Remove all filters, so that every warning gets the default action."""
    filters[:] = []
    _filters_mutated()


class catch_warnings:
    """Put the module's state back at the end of a with statement; with record=True, collect the warnings."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = []
        if self._record:
            args.append("record=True")
        if self._module is not sys.modules["warnings"]:
            args.append("module=" + repr(self._module))
        return "%s(%s)" % (type(self).__name__, ", ".join(args))

    def __enter__(self):
        if self._entered:
            raise RuntimeError("Cannot enter %r twice" % self)
        self._entered = True
        module = self._module
        self._saved = module.filters, module.showwarning, module._showwarnmsg
        module.filters = module.filters[:]
        module._filters_mutated()
        log = None
        if self._record:
            log = []
            module._showwarnmsg = log.append
            # A function that a program put there would be asked in place of the list.
            module.showwarning = module._original_showwarning
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError("Cannot exit %r without entering first" % self)
        module = self._module
        module.filters, module.showwarning, module._showwarnmsg = self._saved
        module._filters_mutated()
