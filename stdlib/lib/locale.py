"""Locales, as far as there are any: the C library of the interpreter stays in the C locale with UTF-8.

What programs ask for it answers as such a locale does: the point, no groups, names in English, order by characters.
"""
import re

__all__ = ["getlocale", "getdefaultlocale", "getpreferredencoding", "Error", "setlocale", "localeconv", "strcoll",
           "strxfrm", "str", "atof", "atoi", "format", "format_string", "currency", "normalize", "LC_CTYPE", "LC_COLLATE",
           "LC_TIME", "LC_MONETARY", "LC_NUMERIC", "LC_ALL", "LC_MESSAGES", "CHAR_MAX", "getencoding",
           "resetlocale"]

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127
Error = type("Error", (Exception,), {"__doc__": "A locale that does not exist.", "__module__": "locale"})
_str = str
_KNOWN = {"C": "C", "POSIX": "C", "": "C", "C.UTF-8": "C.UTF-8", "C.utf8": "C.utf8"}
_current = {category: "C" for category in range(LC_ALL)}
_current[LC_CTYPE] = "C.UTF-8"


def setlocale(category, locale=None):
    """The locale of a category; with a name or a pair of language and encoding, after setting it."""
    if not isinstance(category, int) or not LC_CTYPE <= category <= LC_ALL:
        raise Error("locale query failed" if locale is None else "unsupported locale setting")
    if locale is not None:
        if not isinstance(locale, _str):
            locale = normalize(_from_pair(locale))
        if locale not in _KNOWN:
            raise Error("unsupported locale setting")
        for each in range(LC_ALL) if category == LC_ALL else (category,):
            _current[each] = _KNOWN[locale]
    if category != LC_ALL:
        return _current[category]
    if len(set(_current.values())) == 1:
        return _current[LC_CTYPE]
    names = ("LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY", "LC_MESSAGES")
    known = [f"{name}={_current[category]}" for category, name in enumerate(names)]
    rest = ("LC_PAPER", "LC_NAME", "LC_ADDRESS", "LC_TELEPHONE", "LC_MEASUREMENT", "LC_IDENTIFICATION")
    return ";".join(known + [f"{name}=C" for name in rest])


def resetlocale(category=LC_ALL):
    """Set a category to the default locale."""
    setlocale(category, "")


def localeconv():
    """How numbers and money are written."""
    return {"int_curr_symbol": "", "currency_symbol": "", "mon_decimal_point": "", "mon_thousands_sep": "",
            "mon_grouping": [], "positive_sign": "", "negative_sign": "", "int_frac_digits": CHAR_MAX,
            "frac_digits": CHAR_MAX, "p_cs_precedes": CHAR_MAX, "p_sep_by_space": CHAR_MAX, "n_cs_precedes": CHAR_MAX,
            "n_sep_by_space": CHAR_MAX, "p_sign_posn": CHAR_MAX, "n_sign_posn": CHAR_MAX, "decimal_point": ".",
            "thousands_sep": "", "grouping": []}


def strcoll(a, b, /):
    """-1, 0 or 1: the order of two strs."""
    return (a > b) - (a < b)


def strxfrm(string, /):
    """A str that compares as the argument collates."""
    return string


# --- names of locales

def normalize(localename):
    """The usual form of a locale's name, with the encoding behind a point."""
    language, _, encoding = localename.partition(".")
    if language.upper() in ("C", "POSIX"):
        # CPython's table of aliases takes the C locale with UTF-8 for this one.
        return "en_US.UTF-8" if encoding.lower() in ("utf8", "utf-8") else "C"
    if encoding.lower() in ("utf8", "utf-8"):
        return f"{language}.UTF-8"
    if not encoding and re.fullmatch(r"[a-z]{2}_[A-Z]{2}", language):
        return f"{language}.ISO8859-1"
    return localename


def _parse_localename(localename):
    """The pair of language and encoding."""
    code = normalize(localename)
    if "." in code:
        language, encoding = code.split(".")[:2]
        return (None if language == "C" else language), encoding
    if code == "C":
        return None, None
    if code == "UTF-8":
        return None, "UTF-8"
    raise ValueError(f"unknown locale: {localename}")


def _from_pair(locale):
    try:
        language, encoding = locale
        return (language or "C") if encoding is None else f"{language or 'C'}.{encoding}"
    except (TypeError, ValueError):
        raise TypeError("Locale must be None, a string, or an iterable of two strings -- language code, encoding.") from None


def getdefaultlocale(envvars=("LC_ALL", "LC_CTYPE", "LANG", "LANGUAGE")):
    """Language and encoding that the environment asks for."""
    import os
    for variable in envvars:
        name = os.environ.get(variable, None)
        if name:
            return _parse_localename(name.split(":")[0] if variable == "LANGUAGE" else name)
    return _parse_localename("C")


def getlocale(category=LC_CTYPE):
    """Language and encoding of a category."""
    name = setlocale(category)
    if category == LC_ALL and ";" in name:
        raise TypeError("category LC_ALL is not supported")
    return _parse_localename(name)


def getencoding():
    """The encoding of the locale."""
    return "UTF-8"


def getpreferredencoding(do_setlocale=True):
    """The encoding for text."""
    return "UTF-8"


# --- numbers

def _groups(digits, grouping, separator):
    """Digits with a separator between the groups that the locale makes."""
    if not separator or not grouping:
        return digits, 0
    parts = []
    sizes = list(grouping)
    size = 0
    while digits:
        if sizes:
            nearest = sizes.pop(0)
            if nearest == CHAR_MAX:
                parts.append(digits)
                break
            size = nearest or size
        parts.append(digits[-size:])
        digits = digits[:-size]
    return separator.join(reversed(parts)), len(separator) * (len(parts) - 1)


def localize(string, grouping=False, monetary=False):
    """The text of a number as the locale writes it."""
    convention = localeconv()
    point = convention["mon_decimal_point" if monetary else "decimal_point"]
    whole, dot, rest = string.partition(".")
    if grouping:
        sign = whole[:1] if whole[:1] in "+-" else ""
        digits, _ = _groups(whole[len(sign):], convention["mon_grouping" if monetary else "grouping"],
                            convention["mon_thousands_sep" if monetary else "thousands_sep"])
        whole = sign + digits
    return whole + point + rest if dot else whole


def delocalize(string):
    """The text of a number as int() and float() read it."""
    convention = localeconv()
    if convention["thousands_sep"]:
        string = string.replace(convention["thousands_sep"], "")
    if convention["decimal_point"]:
        string = string.replace(convention["decimal_point"], ".")
    return string


def format_string(f, val, grouping=False, monetary=False):
    """The % operator with numbers as the locale writes them."""
    return f % val


def format(percent, value, grouping=False, monetary=False, *additional):
    """The % operator with one code; format_string takes its place."""
    import warnings
    warnings.warn("This method will be removed in a future version of Python. Use 'locale.format_string()' instead.",
                  DeprecationWarning, stacklevel=2)
    match = re.match(r"%(?:\((?P<key>.*?)\))?(?P<modifiers>[-#0-9 +*.hlL]*?)[eEfFgGdiouxXcrs%]", percent)
    if not match or len(match.group()) != len(percent):
        raise ValueError(f"format() must be given exactly one %char format specifier, {percent!r} not valid")
    return percent % ((value, *additional) if additional else value)


def currency(val, symbol=True, grouping=False, international=False):
    """An amount of money as text."""
    convention = localeconv()
    digits = convention["int_frac_digits" if international else "frac_digits"]
    if digits == CHAR_MAX:
        raise ValueError("Currency formatting is not possible using the 'C' locale.")
    return localize(f"{abs(val):.{digits}f}", grouping, monetary=True)


def str(val):
    """A float as text with twelve digits."""
    return "%.12g" % val


def atof(string, func=float):
    """A number from the locale's text."""
    return func(delocalize(string))


def atoi(string):
    """An int from the locale's text."""
    return int(delocalize(string))
