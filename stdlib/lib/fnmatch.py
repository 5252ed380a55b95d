"""File names and the patterns of the shell: "*" is any text, "?" any character, "[seq]" and "[!seq]" one of or none of
some. translate() makes a regular expression of a pattern; fnmatch() and filter() treat case as the system does.
"""
import functools
import os
import posixpath
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Whether the name matches the pattern, both as os.path.normcase() has them."""
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


def fnmatchcase(name, pat):
    """Whether the name matches the pattern; upper and lower case differ."""
    return _compile_pattern(pat)(name) is not None


def filter(names, pat):
    """The list of the names that match the pattern."""
    match = _compile_pattern(os.path.normcase(pat))
    if os.path is posixpath:
        return [name for name in names if match(name)]
    return [name for name in names if match(os.path.normcase(name))]


@functools.lru_cache(maxsize=256, typed=True)
def _compile_pattern(pat):
    if isinstance(pat, bytes):
        return re.compile(str(translate(str(pat, "ISO-8859-1"))).encode("ISO-8859-1")).match
    return re.compile(translate(pat)).match


_ANY_TEXT = object()


def translate(pat):
    """The regular expression of a pattern. What lies between two stars is found at the first place that fits."""
    # Sections are what stands between stars.
    sections = [[]]
    for item in _items(pat):
        if item is not _ANY_TEXT:
            sections[-1].append(item)
        elif sections[-1] or len(sections) == 1:
            sections.append([])
    head, *rest = ("".join(section) for section in sections)
    if rest:
        tail = rest.pop()
        head += "".join(f"(?>.*?{middle})" for middle in rest) + ".*" + tail
    return rf"(?s:{head})\Z"


def _items(pat):
    """One item of the regular expression after the other, or _ANY_TEXT for a star."""
    i = 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == "*":
            yield _ANY_TEXT
        elif c == "?":
            yield "."
        elif c == "[" and (end := _end_of_set(pat, i)) >= 0:
            yield _set(pat[i:end])
            i = end + 1
        else:
            yield re.escape(c)


def _end_of_set(pat, start):
    """The place of the bracket that closes the set, or -1; as its first character a bracket does not."""
    if pat[start:start + 1] == "!":
        start += 1
    return pat.find("]", start + 1)


def _set(stuff):
    negated = stuff[0] == "!"
    parts = _parts_of_ranges(stuff)
    # A hyphen between parts makes a range; one in a part is itself.
    body = "-".join(part.replace("\\", r"\\").replace("-", r"\-") for part in parts)
    body = re.sub(r"([&~|])", r"\\\1", body)
    if not body:
        return "(?!)"
    if negated:
        return "." if body == "!" else f"[^{body[1:]}]"
    return f"[\\{body}]" if body[0] in "^[" else f"[{body}]"


def _parts_of_ranges(stuff):
    """Cut at the hyphens that make ranges; a range whose end lies before its beginning is left out."""
    parts = []
    start = 0
    hyphen = stuff.find("-", 2 if stuff[0] == "!" else 1)
    while hyphen >= 0:
        parts.append(stuff[start:hyphen])
        start = hyphen + 1
        hyphen = stuff.find("-", hyphen + 3)
    if stuff[start:]:
        parts.append(stuff[start:])
    elif parts:
        parts[-1] += "-"
    for i in range(len(parts) - 1, 0, -1):
        if parts[i - 1][-1] > parts[i][0]:
            parts[i - 1:i + 1] = [parts[i - 1][:-1] + parts[i][1:]]
    return parts
