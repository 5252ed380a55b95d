"""The class SequenceMatcher of module difflib.

The longest block that both sequences have is found, then the longest ones before and behind it, and so on. An index of
the second sequence, from item to places, makes the search for a block go through the first sequence once.
"""
from collections import namedtuple
from types import GenericAlias

Match = namedtuple("Match", "a b size")
Match.__module__ = "difflib"


def _ratio_of(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """Compares two sequences of hashable items.

    isjunk is a function that says which items of the second sequence are never the reason for a match; with autojunk,
    items that make up more than a hundredth of a sequence of 200 items or more are none either.
    """

    __module__ = "difflib"
    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, isjunk=None, a="", b="", autojunk=True):
        self.isjunk = isjunk
        self.a = self.b = None
        self.autojunk = autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        """Set both sequences."""
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        """Set the first sequence; the second stays, with what is known about it."""
        if a is self.a:
            return
        self.a = a
        self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        """Set the second sequence and make its index."""
        if b is self.b:
            return
        self.b = b
        self.matching_blocks = self.opcodes = None
        self.fullbcount = None
        self._index()

    def _index(self):
        self.b2j = places = {}
        for j, item in enumerate(self.b):
            places.setdefault(item, []).append(j)
        self.bjunk = set(filter(self.isjunk, places)) if self.isjunk else set()
        for item in self.bjunk:
            del places[item]
        self.bpopular = set()
        if self.autojunk and len(self.b) >= 200:
            limit = len(self.b) // 100 + 1
            self.bpopular = {item for item, found in places.items() if len(found) > limit}
            for item in self.bpopular:
                del places[item]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        """The Match of the longest block in a[alo:ahi] and b[blo:bhi]: the first of those that are as long.

        It has junk only where that stands beside items that match.
        """
        a, b = self.a, self.b
        if ahi is None:
            ahi = len(a)
        if bhi is None:
            bhi = len(b)
        i, j, size = self._longest_block(alo, ahi, blo, bhi)
        is_junk = self.bjunk.__contains__
        # First what is equal and counts, popular items among it; then the junk around.
        for wanted in (False, True):
            while i > alo and j > blo and is_junk(b[j - 1]) is wanted and a[i - 1] == b[j - 1]:
                i, j, size = i - 1, j - 1, size + 1
            while i + size < ahi and j + size < bhi and is_junk(b[j + size]) is wanted and a[i + size] == b[j + size]:
                size += 1
        return Match(i, j, size)

    def _longest_block(self, alo, ahi, blo, bhi):
        """(i, j, size) of the longest block of indexed items."""
        best_i, best_j, best_size = alo, blo, 0
        places = self.b2j
        lengths = {}  # j to the length of the block that ends there and at the last item of a
        for i in range(alo, ahi):
            next_lengths = {}
            for j in places.get(self.a[i], ()):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                size = next_lengths[j] = lengths.get(j - 1, 0) + 1
                if size > best_size:
                    best_i, best_j, best_size = i - size + 1, j - size + 1, size
            lengths = next_lengths
        return best_i, best_j, best_size

    def get_matching_blocks(self):
        """The list of Matches in order, none beside another; the last one is (len(a), len(b), 0)."""
        if self.matching_blocks is not None:
            return self.matching_blocks
        found = []
        todo = [(0, len(self.a), 0, len(self.b))]
        while todo:
            alo, ahi, blo, bhi = todo.pop()
            match = i, j, size = self.find_longest_match(alo, ahi, blo, bhi)
            if not size:
                continue
            found.append(match)
            if alo < i and blo < j:
                todo.append((alo, i, blo, j))
            if i + size < ahi and j + size < bhi:
                todo.append((i + size, ahi, j + size, bhi))
        found.sort()
        blocks = []
        for i, j, size in found:
            if blocks and blocks[-1].a + blocks[-1].size == i and blocks[-1].b + blocks[-1].size == j:
                blocks[-1] = blocks[-1]._replace(size=blocks[-1].size + size)
            else:
                blocks.append(Match(i, j, size))
        blocks.append(Match(len(self.a), len(self.b), 0))
        self.matching_blocks = blocks
        return blocks

    def get_opcodes(self):
        """The list of (tag, i1, i2, j1, j2) that turn a into b: "replace", "delete", "insert" or "equal"."""
        if self.opcodes is not None:
            return self.opcodes
        self.opcodes = codes = []
        i = j = 0
        for a, b, size in self.get_matching_blocks():
            if i < a or j < b:
                tag = "replace" if i < a and j < b else "delete" if i < a else "insert"
                codes.append((tag, i, a, j, b))
            i, j = a + size, b + size
            if size:
                codes.append(("equal", a, i, b, j))
        return codes

    def get_grouped_opcodes(self, n=3):
        """Iterate over lists of opcodes, one for each change with at most n equal items around it."""
        codes = self.get_opcodes() or [("equal", 0, 1, 0, 1)]
        # The ends are cut in the list itself, which get_opcodes() keeps, as CPython does.
        tag, i1, i2, j1, j2 = codes[0]
        if tag == "equal":
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        tag, i1, i2, j1, j2 = codes[-1]
        if tag == "equal":
            codes[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == "equal" and i2 - i1 > 2 * n:
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == "equal"):
            yield group

    def ratio(self):
        """How alike the sequences are, from 0 to 1: twice the items that match, by the items of both."""
        matches = sum(match.size for match in self.get_matching_blocks())
        return _ratio_of(matches, len(self.a) + len(self.b))

    def quick_ratio(self):
        """An upper bound of ratio(): items count without regard to their order."""
        if self.fullbcount is None:
            self.fullbcount = counts = {}
            for item in self.b:
                counts[item] = counts.get(item, 0) + 1
        left = {}
        matches = 0
        for item in self.a:
            count = left.get(item)
            if count is None:
                count = self.fullbcount.get(item, 0)
            left[item] = count - 1
            matches += count > 0
        return _ratio_of(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        """An upper bound of ratio() from the lengths alone."""
        return _ratio_of(min(len(self.a), len(self.b)), len(self.a) + len(self.b))
