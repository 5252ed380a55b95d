import containers


def text(value):
    """A repr without addresses, and sets in order."""
    if isinstance(value, (set, frozenset)):
        return type(value).__name__ + str(sorted(value, key=repr))
    return type(value).__name__ + " object" if "object at 0x" in repr(value) else repr(value)


def without_place(message):
    """An internal error begins with a place in the interpreter's source."""
    return message.partition(": ")[2] if message.endswith("bad argument to internal function") else message


def attempt(name, *args):
    label = f"{name}({', '.join(map(text, args))})"
    try:
        result = text(getattr(containers, name)(*args))
    except BaseException as error:
        result = f"{type(error).__name__}: {without_place(str(error))}"
    print(label, "->", result)


class Everything:
    def __len__(self):
        return 2

    def __getitem__(self, index):
        return [10, 20][index]

    def __index__(self):
        return 3

    def __repr__(self):
        return "Everything()"

    def __bool__(self):
        raise ZeroDivisionError("no truth")


class Wrong:
    def __len__(self):
        return -1

    def __repr__(self):
        return "Wrong()"

    def __hash__(self):
        return "hash"

    def __iter__(self):
        return 5

    def __index__(self):
        return 1.5

    def __float__(self):
        return "float"


def values():
    return [None, True, 0, -5, 2 ** 70, 1.5, "text", "", "äöü", "€uro", "\U0001f600", b"bytes", [1, 2], (), (1, "a"),
            {"k": 1}, {3, 4}, frozenset([5]), range(3), Everything(), Wrong(), int, len]


single = [name for name in dir(containers) if not name.startswith("_") and name not in (
    "Add Divide Power Shift DivideBoth InPlaceAdd MatrixMultiply Concat Repeat Contains Index Count SequenceItem "
    "SequenceSlice GetItem DeleteItem SetItem GetAttribute HasAttribute Compare EqualBool IsInstance IsSubclass "
    "Format ListItem ListAppend ListInsert ListSlice TupleItem DictSet DictDelete DictContains DictDefault "
    "DictMerge SetAdd SetDiscard SetContains UnicodeConcat UnicodeJoin UnicodeSplit UnicodeReplace UnicodeFormat "
    "UnicodeSubstring UnicodeFind UnicodeCompare DictGet").split()]
for name in single:
    for value in values():
        if name == "Hash" and not isinstance(value, (list, dict, set, int, Wrong)) or name == "DictNext" \
                and not isinstance(value, dict):
            continue
        attempt(name, value)

for name, cases in {
    "Add": [(1, 2), ("a", "b"), (1, "a"), ([1], (2,)), (1.5, 2 ** 1100)],
    "Divide": [(1, 2), (1, 0), (1.0, 0.0), ("a", 1)],
    "Power": [(2, 10), (2, 10, 7), (2, -1), (0, -1), (2, 1, 0), ("a", 1), (2.0, 1, 3)],
    "Shift": [(1, 70), (1, -1), (1.0, 1)],
    "DivideBoth": [(7, 2), (-7, 2), (7.5, 2), (1, 0), ("a", 1)],
    "InPlaceAdd": [([1], [2]), ([1], "ab"), ([1], 5), (1, 2)],
    "MatrixMultiply": [(1, 2)],
    "Concat": [([1], [2]), ("a", "b"), ((1,), [2]), (1, 2), ("a", 1)],
    "Repeat": [([1], 2), ("ab", 3), ((), 5), (1, 2), ([1], -1), ("a", 2 ** 62)],
    "Contains": [([1, 2], 2), ("abc", "b"), ("abc", 1), ({1: 2}, 1), (5, 1), (range(5), 3), ({}, [])],
    "Index": [([1, 2], 2), ([1, 2], 3), ("abc", "c"), (5, 1), (iter([1, 2, 3]), 3)],
    "Count": [([1, 2, 1], 1), ("abca", "a"), (5, 1)],
    "SequenceItem": [([1, 2], 1), ([1, 2], -1), ([1, 2], 5), ("abc", 1), ({}, 1), (5, 1), (Everything(), 1),
                     (Everything(), -1), ({1}, 0)],
    "SequenceSlice": [([1, 2, 3], 1, 2), ("abc", -2, 9), (5, 1, 2), (range(9), 2, 4), ({}, 1, 2)],
    "GetItem": [([1], 0), ([1], "a"), ([1], 1), ({"a": 1}, "a"), ({"a": 1}, "b"), ({}, []), ("abc", slice(1, 3)),
                (5, 1), (int, 1), (list, int)],
    "DeleteItem": [([1], 0), ([], 0), ({}, 1), ("a", 0), ((1,), 0)],
    "SetItem": [([1], 0, 2), ([], 0, 2), ({}, [], 2), ("a", 0, "b"), ((1,), 0, 2), (5, 0, 0)],
    "GetAttribute": [("a", "upper"), ("a", "nothing"), ("a", 5), (int, "real"), (5, "real")],
    "HasAttribute": [("a", "upper"), ("a", "nothing"), ("a", 5)],
    "Compare": [(1, 2), ("a", "b"), (1, "a"), ([1], [1, 2]), ({1}, {1, 2}), (None, None)],
    "EqualBool": [(1, 1.0), ("a", "a"), (float("nan"), float("nan")), ([], ())],
    "IsInstance": [(1, int), (True, int), (1, (str, int)), (1, 5), (1, ())],
    "IsSubclass": [(bool, int), (1, int), (int, 5), (int, (str, object))],
    "Format": [(5, "03d"), (5, "q"), ("a", ">3"), (1.5, ".3f"), ([], "x"), ([], ""), (5, 5)],
    "ListItem": [([1, 2], 0), ([1, 2], -1), ([1, 2], 2), ((1,), 0)],
    "ListAppend": [([], 1), ((), 1)],
    "ListInsert": [([1], 0, 2), ([1], 99, 2), ([1], -99, 2), ((), 0, 1)],
    "ListSlice": [([1, 2, 3], 1, 9), ([1, 2, 3], -1, 2), ((), 0, 1)],
    "TupleItem": [((1, 2), 1), ((1, 2), -1), ((1, 2), 2), ([1], 0)],
    "DictSet": [({}, 1, 2), ({}, [], 2), ([], 1, 2)],
    "DictDelete": [({1: 2}, 1), ({}, 1), ({}, []), ([], 1)],
    "DictContains": [({1: 2}, 1), ({}, 1), ({}, [])],
    "DictDefault": [({1: 2}, 1, 3), ({}, 1, 3), ({}, [], 3), ([], 1, 3)],
    "DictMerge": [({1: 2}, {1: 3}), ({1: 2}, {1: 3}, 1), ({}, [(1, 2)]), ([], {})],
    "DictGet": [({1: 2}, 1), ({}, 1), ({}, []), ([], 1)],
    "SetAdd": [(set(), 1), (set(), []), ([], 1)],
    "SetDiscard": [({1}, 1), (set(), 1), (set(), []), (frozenset(), 1)],
    "SetContains": [({1}, 1), (frozenset([1]), 2), ({1}, []), ([], 1)],
    "UnicodeConcat": [("a", "b"), ("a", "€"), ("a", 1), (1, "a")],
    "UnicodeJoin": [(",", ["a", "b"]), (",", "abc"), (",", ["a", 1]), (",", 5), (1, [])],
    "UnicodeSplit": [("a,b", ","), ("a b  c", " "), ("a", ""), ("a", 1), (1, "a")],
    "UnicodeReplace": [("abab", "a", "€"), ("a", 1, "b"), (1, "a", "b")],
    "UnicodeFormat": [("%d %s", (1, "a")), ("%d", "a"), ("%d", (1, 2)), ("%(k)s", {"k": 1}), ("%q", 1), (1, 2)],
    "UnicodeSubstring": [("abcdef", 1, 3), ("abc", 2, 99), ("abc", -1, 2), ("äöü€", 1, 3)],
    "UnicodeFind": [("abc", "c"), ("abc", "d"), ("abc", 1), (1, "a")],
    "UnicodeCompare": [("a", "b"), ("b", "a"), ("€", "€")],
}.items():
    for case in cases:
        attempt(name, *case)
        if isinstance(case[0], (list, dict, set)):
            print("   afterwards", text(case[0]))
