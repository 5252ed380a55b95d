"""Regular expressions.

A pattern is compiled once and then matched by match() at the beginning of a string, by fullmatch() against all of it
or by search() anywhere; findall(), finditer(), split(), sub() and subn() go through a string. Patterns and strings
are both str or both bytes. Flags are joined with "|" or written in the pattern as (?aiLmsux).
"""
from _sre import Match, Pattern, compile as _sre_compile

from ._constants import SRE_FLAG_DEBUG as _DEBUG, SRE_FLAG_TEMPLATE as _TEMPLATE, error

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "template",
    "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE",
    "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag",
]

__version__ = "2.2.1"

_flag_names = frozenset(("RegexFlag", "NOFLAG", "ASCII", "A", "IGNORECASE", "I", "LOCALE", "L", "UNICODE", "U",
                         "MULTILINE", "M", "DOTALL", "S", "VERBOSE", "X", "TEMPLATE", "T", "DEBUG"))


def __getattr__(name):
    # Most programs name no flag: the module enum is imported for those that do.
    if name not in _flag_names:
        raise AttributeError(f"module 're' has no attribute {name!r}")
    from ._flags import RegexFlag
    globals()["RegexFlag"] = RegexFlag
    return globals()[name]


def __dir__():
    return sorted(_flag_names.union(globals()))


def match(pattern, string, flags=0):
    """Match at the beginning of the string: a Match, or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Match the whole string: a Match, or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first match in the string: a Match, or None."""
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """The string with its matches replaced, from the left; count limits how many, unless it is 0.

    repl is a template, in which \\1 and \\g<name> stand for groups, or a callable that gets the Match and returns
    the text.
    """
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """The tuple (new_string, number): what sub() returns, and how many matches it replaced."""
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """The parts of the string between matches, and the groups of the matches; maxsplit limits the matches."""
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """All matches as a list of texts: the only group's if there is one, tuples of groups if there are more."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """Iterate over all matches as Match objects."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """The Pattern of a regular expression."""
    return _compile(pattern, flags)


def purge():
    """Forget the patterns that are kept."""
    _cache.clear()


def template(pattern, flags=0):
    """Compile a pattern without repeats. Deprecated."""
    import warnings
    warnings.warn("The re.template() function is deprecated as it is an undocumented function without an obvious "
                  "purpose. Use re.compile() instead.", DeprecationWarning)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return _compile(pattern, flags | _TEMPLATE)


_special_chars_map = {i: "\\" + chr(i) for i in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """The text with a backslash before every character that means something in a pattern."""
    if isinstance(pattern, str):
        return pattern.translate(_special_chars_map)
    return str(pattern, "latin1").translate(_special_chars_map).encode("latin1")


_cache = {}  # the oldest pattern first

_MAXCACHE = 512


def _compile(pattern, flags):
    if type(flags) is not int and isinstance(flags, int):
        flags = int(flags)
    try:
        return _cache[type(pattern), pattern, flags]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    if flags & _TEMPLATE:
        import warnings
        warnings.warn("The re.TEMPLATE/re.T flag is deprecated as it is an undocumented flag without an obvious "
                      "purpose. Don't use it.", DeprecationWarning)
    compiled = _sre_compile(pattern, flags)
    if not flags & _DEBUG:
        if len(_cache) >= _MAXCACHE:
            try:
                del _cache[next(iter(_cache))]
            except (StopIteration, RuntimeError, KeyError):
                pass  # another thread, or a __hash__, changed it
        _cache[type(pattern), pattern, flags] = compiled
    return compiled


def _pickle(pattern):
    return _compile, (pattern.pattern, pattern.flags)


def _register_pickle():
    import copyreg
    copyreg.pickle(Pattern, _pickle, _compile)


_register_pickle()


class Scanner:
    """Cuts a string into tokens: a list of pairs of pattern and action, and scan().

    An action is called with the scanner and the text, or is itself the token; None makes no token.
    """

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        phrases = []
        self._actions = {}
        group = 1
        for phrase, action in lexicon:
            phrases.append(f"({phrase}\n)" if flags & 64 else f"({phrase})")
            self._actions[group] = action
            group += 1 + _compile(phrase, flags).groups
        self.scanner = _compile("|".join(phrases), flags)

    def scan(self, string):
        """The list of tokens, and the rest of the string that no pattern matches."""
        result = []
        match = self.scanner.scanner(string).match
        end = 0
        while True:
            found = match()
            if not found or found.end() == end:
                break
            action = self._actions[found.lastindex]
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                result.append(action)
            end = found.end()
        return result, string[end:]
