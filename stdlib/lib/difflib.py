"""Differences between sequences: SequenceMatcher finds what they have in common; Differ, ndiff(), unified_diff() and
context_diff() show the differences of texts line by line; get_close_matches() finds words that are alike.
"""
import re
from _sequence_matcher import Match, SequenceMatcher

__all__ = ["get_close_matches", "ndiff", "restore", "SequenceMatcher", "Differ", "IS_CHARACTER_JUNK", "IS_LINE_JUNK",
           "context_diff", "unified_diff", "diff_bytes", "Match"]


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """The n possibilities most like the word, the best first; those whose ratio is below the cutoff are none."""
    if not n > 0:
        raise ValueError(f"n must be > 0: {n!r}")
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f"cutoff must be in [0.0, 1.0]: {cutoff!r}")
    from heapq import nlargest
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    found = []
    for possibility in possibilities:
        matcher.set_seq1(possibility)
        # The quick ratios are upper bounds.
        if (matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff
                and (ratio := matcher.ratio()) >= cutoff):
            found.append((ratio, possibility))
    return [possibility for ratio, possibility in nlargest(n, found)]


class Differ:
    """Compares texts line by line; compare() gives lines that begin with "- ", "+ ", "  " or "? ".

    Lines that are alike are shown together, and "? " lines point at what differs in them. linejunk and charjunk are
    functions that say which lines and characters to leave aside.
    """

    # Lines below this ratio are not alike.
    _alike = 0.75

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        """Iterate over the lines of the comparison."""
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == "replace":
                yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
            elif tag == "delete":
                yield from self._dump("-", a, alo, ahi)
            elif tag == "insert":
                yield from self._dump("+", b, blo, bhi)
            else:
                yield from self._dump(" ", a, alo, ahi)

    def _dump(self, tag, lines, start, end):
        for i in range(start, end):
            yield f"{tag} {lines[i]}"

    def _plain_replace(self, a, alo, ahi, b, blo, bhi):
        """All of one, then all of the other; the shorter part goes first."""
        if bhi - blo < ahi - alo:
            yield from self._dump("+", b, blo, bhi)
            yield from self._dump("-", a, alo, ahi)
        else:
            yield from self._dump("-", a, alo, ahi)
            yield from self._dump("+", b, blo, bhi)

    def _most_alike(self, a, alo, ahi, b, blo, bhi):
        """(i, j) of the two lines that are most alike but not equal, or else of the first equal lines, or None."""
        best_ratio = self._alike - 0.01
        best = equal = None
        matcher = SequenceMatcher(self.charjunk)
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    if equal is None:
                        equal = i, j
                    continue
                matcher.set_seq1(a[i])
                if (matcher.real_quick_ratio() > best_ratio and matcher.quick_ratio() > best_ratio
                        and matcher.ratio() > best_ratio):
                    best_ratio = matcher.ratio()
                    best = i, j
        return best if best_ratio >= self._alike else equal

    def _fancy_replace(self, a, alo, ahi, b, blo, bhi):
        """The two lines that are most alike, between what stands before and behind them."""
        pair = self._most_alike(a, alo, ahi, b, blo, bhi)
        if pair is None:
            yield from self._plain_replace(a, alo, ahi, b, blo, bhi)
            return
        i, j = pair
        yield from self._fancy_helper(a, alo, i, b, blo, j)
        if a[i] == b[j]:
            yield "  " + a[i]
        else:
            yield from self._compare_lines(a[i], b[j])
        yield from self._fancy_helper(a, i + 1, ahi, b, j + 1, bhi)

    def _fancy_helper(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi and blo < bhi:
            yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
        elif alo < ahi:
            yield from self._dump("-", a, alo, ahi)
        else:
            yield from self._dump("+", b, blo, bhi)

    def _compare_lines(self, a, b):
        a_tags = b_tags = ""
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.charjunk, a, b).get_opcodes():
            a_sign, b_sign = {"replace": "^^", "delete": "-+", "insert": "-+", "equal": "  "}[tag]
            a_tags += a_sign * (ahi - alo)
            b_tags += b_sign * (bhi - blo)
        yield from self._qformat(a, b, a_tags, b_tags)

    def _qformat(self, aline, bline, atags, btags):
        for sign, line, tags in (("-", aline, atags), ("+", bline, btags)):
            yield f"{sign} {line}"
            # A tab is kept, so that marks stand below what they mark.
            marks = "".join(c if tag == " " and c.isspace() else tag for c, tag in zip(line, tags)).rstrip()
            if marks:
                yield f"? {marks}\n"


def IS_LINE_JUNK(line, pat=re.compile(r"\s*(?:#\s*)?$").match):
    """Whether the line is blank but for a single "#"."""
    return pat(line) is not None


def IS_CHARACTER_JUNK(ch, ws=" \t"):
    """Whether the character is a blank or a tab."""
    return ch in ws


def _format_range_unified(start, stop):
    """Lines start to stop as a hunk's header has them: the first line and, unless it is 1, their number."""
    length = stop - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _format_range_context(start, stop):
    """Lines start to stop as a hunk's header has them: the first and the last line."""
    length = stop - start
    if length <= 1:
        return str(start + length)
    return f"{start + 1},{stop}"


def _check_types(a, b, *args):
    for lines in (a, b):
        if lines and not isinstance(lines[0], str):
            raise TypeError(f"lines to compare must be str, not {type(lines[0]).__name__} ({lines[0]!r})")
    for argument in args:
        if not isinstance(argument, str):
            raise TypeError(f"all arguments must be str, not: {argument!r}")


def _file_header(sign, name, date, lineterm):
    return f"{sign} {name}{chr(9) + date if date else ''}{lineterm}"


def unified_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"):
    """Iterate over the lines of a unified diff, with n lines of context; lineterm ends the lines of headers."""
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield _file_header("---", fromfile, fromfiledate, lineterm)
            yield _file_header("+++", tofile, tofiledate, lineterm)
        first, last = group[0], group[-1]
        yield (f"@@ -{_format_range_unified(first[1], last[2])} +{_format_range_unified(first[3], last[4])} @@"
               f"{lineterm}")
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                yield from (" " + line for line in a[i1:i2])
                continue
            if tag != "insert":
                yield from ("-" + line for line in a[i1:i2])
            if tag != "delete":
                yield from ("+" + line for line in b[j1:j2])


_context_signs = {"insert": "+ ", "delete": "- ", "replace": "! ", "equal": "  "}


def context_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"):
    """Iterate over the lines of a context diff, with n lines of context; lineterm ends the lines of headers."""
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield _file_header("***", fromfile, fromfiledate, lineterm)
            yield _file_header("---", tofile, tofiledate, lineterm)
        first, last = group[0], group[-1]
        yield "***************" + lineterm
        yield f"*** {_format_range_context(first[1], last[2])} ****{lineterm}"
        if any(tag in ("replace", "delete") for tag, *_ in group):
            for tag, i1, i2, _, _ in group:
                if tag != "insert":
                    yield from (_context_signs[tag] + line for line in a[i1:i2])
        yield f"--- {_format_range_context(first[3], last[4])} ----{lineterm}"
        if any(tag in ("replace", "insert") for tag, *_ in group):
            for tag, _, _, j1, j2 in group:
                if tag != "delete":
                    yield from (_context_signs[tag] + line for line in b[j1:j2])


def diff_bytes(dfunc, a, b, fromfile=b"", tofile=b"", fromfiledate=b"", tofiledate=b"", n=3, lineterm=b"\n"):
    """The diff of lines of bytes, in any encoding, by a function that takes str; it gives bytes."""
    def decode(s):
        try:
            return s.decode("ascii", "surrogateescape")
        except AttributeError as error:
            raise TypeError(f"all arguments must be bytes, not {type(s).__name__} ({s!r})") from error

    a = list(map(decode, a))
    b = list(map(decode, b))
    names = map(decode, (fromfile, tofile, fromfiledate, tofiledate))
    for line in dfunc(a, b, *names, n, decode(lineterm)):
        yield line.encode("ascii", "surrogateescape")


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """Iterate over the lines of Differ's comparison."""
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """Iterate over the lines of the first or second text (which is 1 or 2) that ndiff() compared."""
    try:
        sign = {1: "- ", 2: "+ "}[int(which)]
    except KeyError:
        raise ValueError("unknown delta choice (must be 1 or 2): %r" % which) from None
    for line in delta:
        if line[:2] in ("  ", sign):
            yield line[2:]
