"""Paragraphs brought to a width: wrap(), fill(), shorten(); dedent() and indent() for the lines of a text.

A text becomes chunks, which are words, parts of words behind a hyphen, and white space; lines take as many chunks as fit.
"""
import re

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

# White space of ASCII alone: a no-break space holds its words together.
_whitespace = "\t\n\x0b\x0c\r "
_SPACE = "[" + re.escape(_whitespace) + "]"
_INK = "[^" + re.escape(_whitespace) + "]"

_CHUNK = rf"""(
    {_SPACE}+
  | (?<=[\w!"'&.,?]) -{{2,}} (?=\w)                  # a dash between words
  | {_INK}+?                                         # a word or its beginning, which ends
    (?: - (?:(?<=[^\d\W]{{2}}-) | (?<=[^\d\W]-[^\d\W]-)) (?=[^\d\W]-?[^\d\W])  # behind a hyphen,
      | (?={_SPACE} | \Z)                            # before white space,
      | (?<=[\w!"'&.,?]) (?=-{{2,}}\w)               # or before a dash
    )
)"""


class TextWrapper:
    """Wraps paragraphs; the attributes, which are the arguments, say how.

    width and the two indents give the room; expand_tabs (tabsize), replace_whitespace and fix_sentence_endings
    prepare the text; drop_whitespace takes it from the edges of lines; break_long_words and break_on_hyphens say where
    a word may be cut; max_lines cuts the text, with the placeholder at its end.
    """

    unicode_whitespace_trans = dict.fromkeys(map(ord, _whitespace), ord(" "))
    wordsep_re = re.compile(_CHUNK, re.VERBOSE)
    wordsep_simple_re = re.compile(f"({_SPACE}+)")
    sentence_end_re = re.compile(r"""[a-z][.!?]["']?\Z""")

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def wrap(self, text):
        """The lines of the paragraph, without their ends."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """The paragraph as one text, its lines joined."""
        return "\n".join(self.wrap(text))

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(self.unicode_whitespace_trans)
        return text

    def _split(self, text):
        separator = self.wordsep_re if self.break_on_hyphens is True else self.wordsep_simple_re
        return list(filter(None, separator.split(text)))

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def _fix_sentence_endings(self, chunks):
        """Make two spaces of one behind the end of a sentence."""
        is_end = False
        for i, chunk in enumerate(chunks):
            if is_end and chunk == " ":
                chunks[i] = "  "
            is_end = self.sentence_end_re.search(chunk) is not None

    def _indent(self, number):
        return self.subsequent_indent if number else self.initial_indent

    def _check_room(self):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self._indent(self.max_lines > 1)
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")

    def _wrap_chunks(self, chunks):
        self._check_room()
        lines = []
        rest = chunks[::-1]  # the next chunk is the last
        while rest:
            indent = self._indent(len(lines))
            width = self.width - len(indent)
            if lines and self._may_drop(rest[-1]):
                rest.pop()
            line = self._take_line(rest, width)
            if not line:
                continue
            if self.max_lines is not None and len(lines) + 1 >= self.max_lines:
                is_all = not rest or len(rest) == 1 and self._may_drop(rest[0])
                if not is_all or sum(map(len, line)) > width:
                    self._end_with_placeholder(lines, line, indent, width)
                    break
            lines.append(indent + "".join(line))
        return lines

    def _may_drop(self, chunk):
        return self.drop_whitespace and not chunk.strip()

    def _take_line(self, rest, width):
        """Take the chunks of one line from the rest, with a part of a word that is longer than any line."""
        line = []
        room = width
        while rest and len(rest[-1]) <= room:
            room -= len(rest[-1])
            line.append(rest.pop())
        if rest and len(rest[-1]) > width:
            self._handle_long_word(rest, line, width - room, width)
        if line and self._may_drop(line[-1]):
            line.pop()
        return line

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        if not self.break_long_words:
            if not cur_line:
                cur_line.append(reversed_chunks.pop())
            return
        end = width - cur_len if width >= 1 else 1
        word = reversed_chunks[-1]
        if self.break_on_hyphens and len(word) > end:
            hyphen = word.rfind("-", 0, end)
            if hyphen > 0 and word[:hyphen].strip("-"):
                end = hyphen + 1
        cur_line.append(word[:end])
        reversed_chunks[-1] = word[end:]
        if end >= len(word):
            reversed_chunks.pop()  # indents wider than the width leave room for nothing

    def _end_with_placeholder(self, lines, line, indent, width):
        """Put the placeholder behind the line, where what stands before it is cut away, or behind the last one."""
        while line:
            text = "".join(line)
            if line[-1].strip() and len(text) + len(self.placeholder) <= width:
                lines.append(indent + text + self.placeholder)
                return
            line.pop()
        if lines:
            last = lines[-1].rstrip()
            if len(last) + len(self.placeholder) <= self.width:
                lines[-1] = last + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())


def wrap(text, width=70, **kwargs):
    """The lines of a paragraph; the keywords are TextWrapper's."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """A paragraph as one text with line ends; the keywords are TextWrapper's."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The text in one line: white space becomes single spaces, and words that do not fit become the placeholder."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.split()))


_blank_line = re.compile(r"^[ \t]+$", re.MULTILINE)
_line_start = re.compile(r"^([ \t]*)[^ \t\n]", re.MULTILINE)


def _common_start(first, second):
    for i, (a, b) in enumerate(zip(first, second)):
        if a != b:
            return first[:i]
    return min(first, second, key=len)


def dedent(text):
    """The text without the white space with which all its lines begin; blank lines become empty.

    A tab and spaces are different beginnings.
    """
    text = _blank_line.sub("", text)
    starts = set(_line_start.findall(text))
    if not starts:
        return text
    margin = starts.pop()
    for start in starts:
        margin = _common_start(margin, start)
    return re.sub("(?m)^" + margin, "", text) if margin else text


def indent(text, prefix, predicate=None):
    """The text with the prefix before the lines for which the predicate is true: those that are not blank."""
    if predicate is None:
        predicate = str.strip
    return "".join(prefix + line if predicate(line) else line for line in text.splitlines(True))
