# difflib: matching blocks, opcodes, ratios, and the diffs made from them.
import difflib
from difflib import SequenceMatcher

for a, b in [("abxcd", "abcd"), ("qabxcd", "abycdf"), ("", ""), ("", "a"), ("abc", ""), ("private Thread currentThread;", "private volatile Thread currentThread;"), (" abcd", "abcd abcd")]:
    for junk in (None, lambda c: c == " "):
        s = SequenceMatcher(junk, a, b)
        print(repr(a), repr(b), s.ratio(), s.quick_ratio(), s.real_quick_ratio(), [tuple(m) for m in s.get_matching_blocks()], s.get_opcodes(),
              s.find_longest_match(), s.find_longest_match(1, len(a), 0, 2) if len(a) > 1 < len(b) else "", list(s.get_grouped_opcodes(1)), s.get_opcodes(), s.b2j, s.bjunk)
s = SequenceMatcher(None, "b" * 100, "a" * 50 + "b" * 100 + "c" * 70)
print(s.ratio(), sorted(s.bpopular), SequenceMatcher(None, "b" * 100, "a" * 50 + "b" * 100 + "c" * 70, autojunk=False).ratio())
print(SequenceMatcher(None, [1, 2, 3], (1, 3)).get_opcodes(), SequenceMatcher[int], difflib.Match(1, 2, 3))
s = SequenceMatcher(a="abc", b="abd")
s.set_seq1("abd")
print(s.ratio())
s.set_seqs("x", "y")
print(s.ratio())

a = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n".splitlines(True)
b = "one\ntoo\nthree\nfour\nfive\nsix\nseven\neight\nnew line\nnine\n\ttem\n".splitlines(True)
print("".join(difflib.ndiff(a, b)))
print("".join(difflib.unified_diff(a, b, "old", "new", "yesterday", "today", n=1)))
print("".join(difflib.context_diff(a, b, "old", "new", n=2)))
print(list(difflib.unified_diff(["a"], ["b"], lineterm="")), list(difflib.unified_diff([], ["x"])), list(difflib.unified_diff(a, a)), list(difflib.context_diff(["x"], [])))
print("".join(difflib.Differ().compare(["  1. Beautiful is better than ugly.\n", "  3. Simple is better than complex.\n", "  4. Complicated\n"],
                                       ["  1. Beautiful is better than ugly.\n", "  3.   Simple is better than complex.\n", "  5. Flat\n", "  4. Complicatet\n"])))
print("".join(difflib.ndiff(["\tI am a bug\n", "#\n"], ["\t\tI am a bug!\n", "\n"], difflib.IS_LINE_JUNK)))
delta = list(difflib.ndiff(a, b))
print(list(difflib.restore(delta, 1)) == a, list(difflib.restore(delta, "2")) == b)
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.get_close_matches("wheel", ["while", "when", "well"], 1, 0.3), difflib.get_close_matches("x", []))
print(list(difflib.diff_bytes(difflib.unified_diff, [b"a\xff"], [b"b"], b"x", b"y")))
print(difflib.IS_LINE_JUNK("  # \n"), difflib.IS_LINE_JUNK("# a"), difflib.IS_CHARACTER_JUNK("\t"), difflib.IS_CHARACTER_JUNK("\n"))
for function in (lambda: list(difflib.restore(delta, 3)), lambda: difflib.get_close_matches("a", ["b"], 0), lambda: difflib.get_close_matches("a", ["b"], 1, 2),
                 lambda: list(difflib.unified_diff([b"a"], ["b"])), lambda: list(difflib.context_diff(["a"], ["b"], b"f")),
                 lambda: list(difflib.diff_bytes(difflib.unified_diff, ["a"], [b"b"])), lambda: list(difflib.unified_diff([1], ["b"]))):
    try:
        print(function())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
