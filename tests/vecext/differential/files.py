# SPDX-License-Identifier: MIT
"""Arrays in files: vecext reads what NumPy writes and the other way round, the same bytes, and survives broken files.

usage: python3 files.py FOLDER_OF_THE_PACKAGE [ROUNDS] [SEED]
"""
import io
import os
import tempfile

import numpy
from cases import array, case, main, vecext

folder = tempfile.TemporaryDirectory()


def path_for(name):
    return os.path.join(folder.name, name)


def same_type(m, a):
    """NumPy's array as one of the module m."""
    return m.array(a.tolist(), dtype=str(a.dtype)).reshape(a.shape)


# ---- .npy

@case(weight=2)
def saved_bytes(m, rng):
    file = io.BytesIO()
    m.save(file, array(m, rng, special=0.1, lengths=(0, 1, 2, 5, 12)))
    return file.getvalue()


@case(weight=2)
def loaded(m, rng):
    a = array(numpy, rng, special=0.1, lengths=(0, 1, 2, 5))
    a = rng.choice([a, a.T, numpy.asfortranarray(a)])
    if rng.random() < 0.3:
        a = a.astype(a.dtype.newbyteorder(">"))
    file = io.BytesIO()
    numpy.lib.format.write_array(file, a, version=rng.choice([None, (1, 0), (2, 0), (3, 0)]))
    file.seek(0)
    result = m.load(file)
    return (m.asarray(result, dtype=a.dtype.newbyteorder("=")) if m is numpy else result), result.flags.f_contiguous


@case
def by_path(m, rng):
    a = array(m, rng)
    path = path_for(m.__name__ + rng.choice(["", ".npy"]))
    m.save(path, a)
    return m.load(path if path.endswith(".npy") else path + ".npy")


@case
def one_after_the_other(m, rng):
    file = io.BytesIO()
    for _ in range(3):
        m.save(file, array(m, rng))
    file.seek(0)
    results = [m.load(file) for _ in range(3)]
    if m is vecext:
        try:
            m.load(file)
        except EOFError:
            return results
        return None
    return results


@case(weight=6)
def broken(m, rng):
    """A file with bytes changed, cut off or inserted; only that an exception comes, or an array."""
    file = io.BytesIO()
    numpy.save(file, array(numpy, rng, dtypes=["float64", "int8", "bool", "complex64"]))
    data = bytearray(file.getvalue())
    for _ in range(rng.randrange(1, 4)):
        place = rng.randrange(len(data)) if rng.random() < 0.3 else rng.randrange(min(len(data), 80))
        change = rng.randrange(3)
        if change == 0:
            data[place] = rng.randrange(256)
        elif change == 1:
            del data[place:]
            data += b"("
        else:
            data[place:place] = rng.choice([b"9", b"-", b"(", b",", b"'", b"0" * 40, b"99999999999999999999"])
    if m is vecext:
        try:
            m.load(io.BytesIO(data))
        except (ValueError, EOFError):
            pass
    return None


# What NumPy lets fail deeper inside: with a MemoryError, or an exception of the tokenizer.
REFUSED = ["{'descr': '<f8', 'fortran_order': False, 'shape': (3, 1000000000000000), }", "(" * 3000, "{" * 500,
           "{'descr': '<f8', 'fortran_order': False, 'shape': (0, 99999999999999999999), }"]
HEADERS = ["{'descr': '<f8', 'fortran_order': False, 'shape': (-3,), }", "{'descr': '<f8', 'fortran_order': False}", "[1]",
           "{'descr': '<f8', 'fortran_order': 0, 'shape': (3,), }", "{'descr': '<q9', 'fortran_order': False, 'shape': (3,), }",
           "{'descr': '<f8', 'fortran_order': False, 'shape': 3, }", "{'descr': '|O', 'fortran_order': False, 'shape': (3,), }",
           "__import__('os')", "{'descr': '<f8', 'fortran_order': False, 'shape': (3.0,), }", " " * 20000,
           "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), 'more': 1}"]


@case(weight=2)
def hostile_headers(m, rng):
    return m.load(with_header(rng.choice(HEADERS), rng.choice([1, 1, 1, 9])))


def with_header(text, version=1):
    header = text.encode()
    return io.BytesIO(b"\x93NUMPY" + bytes([version, 0]) + len(header).to_bytes(2, "little") + header + bytes(24))


@case
def refused_headers(m, rng):
    if m is vecext:
        return m.load(with_header(rng.choice(REFUSED)))
    raise ValueError


# ---- archives

@case
def archives(m, rng):
    file = io.BytesIO()
    a, b, c = array(m, rng), array(m, rng), array(m, rng)
    save = rng.choice(["savez", "savez_compressed"])
    getattr(m, save)(file, *rng.choice([[a], [a, b], []]), **rng.choice([{"x": c}, {"arr_0": c}, {}]))
    file.seek(0)
    other = vecext if m is numpy else numpy
    with other.load(file) as archive:
        return [(name, same_type(m, archive[name])) for name in archive], "x" in archive, len(archive), sorted(archive.files)


@case
def archive_members(m, rng):
    path = path_for(m.__name__ + "_members")
    m.savez(path, array(m, rng), second=array(m, rng))
    with m.load(path + ".npz") as archive:
        return list(archive.keys()), archive[rng.choice(["second", "arr_0.npy", "nothing"])], archive.f.second


@case(weight=4)
def broken_archives(m, rng):
    if m is numpy:
        return None
    file = io.BytesIO()
    getattr(numpy, rng.choice(["savez", "savez_compressed"]))(file, array(numpy, rng), x=array(numpy, rng))
    data = bytearray(file.getvalue())
    for _ in range(rng.randrange(1, 6)):
        place = rng.randrange(4, len(data))
        if rng.random() < 0.8:
            data[place] = rng.choice([0, 255, rng.randrange(256)])
        else:
            del data[place:place + rng.randrange(1, 9)]
    try:
        with m.load(io.BytesIO(data)) as archive:
            for name in archive:
                archive[name]
    except (ValueError, RuntimeError, NotImplementedError, KeyError):
        pass
    return None


# ---- text

def number_text(rng):
    return rng.choice(["1", "-2.5", "3e2", "nan", "inf", "0", "7", "12", "1.0", "300"] + ["x", "", "1_0"] * (rng.random() < 0.05))


@case(weight=4)
def tables(m, rng):
    delimiter = rng.choice([None, None, ",", ";"])
    width = rng.randrange(1, 4)
    lines = []
    for _ in range(rng.randrange(0, 5)):
        count = width if rng.random() < 0.97 else width + 1
        lines.append((delimiter or rng.choice([" ", "  ", "\t"])).join(number_text(rng) for _ in range(count)))
        if rng.random() < 0.2:
            lines.append(rng.choice(["", "# comment", "   "]))
        elif rng.random() < 0.2:
            lines[-1] += " # comment"
    options = {}
    if rng.random() < 0.2:
        options["usecols"] = rng.choice([0, -1, (0,), (1, 0), (5,)])
    if rng.random() < 0.2:
        options["skiprows"] = 1
    if rng.random() < 0.2:
        options["max_rows"] = rng.randrange(1, 3)
    if rng.random() < 0.2:
        options["converters"] = rng.choice([{0: lambda text: 5}, lambda text: 3.0])
    return m.loadtxt(io.StringIO("\n".join(lines)), dtype=rng.choice(["float64", "float64", "float32", "complex128"]),
                     delimiter=delimiter, ndmin=rng.choice([0, 0, 1, 2]), unpack=rng.random() < 0.3, **options)


@case
def tables_of_integers(m, rng):
    text = "\n".join(" ".join(rng.choice(["1", "0", "-7", "300", "2.0"]) for _ in range(2)) for _ in range(3))
    return m.loadtxt(text.split("\n"), dtype=rng.choice(["int64", "uint8", "bool", "int32"]))


@case
def quoted(m, rng):
    return m.loadtxt(['"1","2"', '3,"4"'], delimiter=",", quotechar='"')


@case(weight=4)
def incomplete_tables(m, rng):
    separator = rng.choice([",", ",", ";", None])
    field = lambda: rng.choice(["1", "2.5", " 3 ", "-7e2", "", "x", "N/A", "nan"][:None if separator else 4])
    lines = ["a b" if rng.random() < 0.1 else (separator or "  ").join(field() for _ in range(3)) for _ in range(4)]
    if rng.random() < 0.3:
        lines.insert(rng.randrange(5), rng.choice(["# note", "", "  "]))
    is_regular = len(lines) == 4 and "a b" not in lines
    options = {}
    for name, values in {"skip_header": [1, 2], "skip_footer": [1], "max_rows": [1, 2, 0], "usecols": [1, (0, 2), [-1]],
                         "missing_values": ["N/A", ["x", "N/A"]],
                         "filling_values": [0, [1, 2, 3]], "invalid_raise": [False], "autostrip": [True],
                         "unpack": [True], "ndmin": [1, 2], "loose": [False], "encoding": ["latin1"]}.items():
        if rng.random() < 0.15 and (is_regular or name != "skip_footer"):
            options[name] = rng.choice(values)
    dtype = rng.choice([float, float, int, "float32", complex, bool])
    return m.genfromtxt(rng.choice([lines, io.StringIO("\n".join(lines))]), delimiter=separator, dtype=dtype, **options)


@case
def tables_of_widths(m, rng):
    return m.genfromtxt(["123456", "1 3 56", "7"][:rng.randrange(4)], delimiter=rng.choice([2, 3, (1, 2, 3), (3, 3)]),
                        invalid_raise=False)


@case
def tables_of_unknown_types(m, rng):
    texts = rng.choice([["1", "2", "-3"], ["1", "2.5", ""], ["True", "false"], ["1", "2j"], ["nan", "1e5"]])
    rows = [(texts[0], texts[0])] + [(rng.choice(texts), rng.choice(texts)) for _ in range(4)]
    table = m.genfromtxt(["%s,%s" % row for row in rows], delimiter=",", dtype=None)
    if m is numpy and table.dtype.names:
        raise TypeError("columns of several types")
    return table


@case(weight=2)
def written_tables(m, rng):
    a = array(m, rng, low=rng.choice([0, 1, 1, 1]), high=rng.choice([2, 2, 3]), special=0.1)
    file = rng.choice([io.StringIO, io.BytesIO])()
    m.savetxt(file, a, fmt=rng.choice(["%.18e", "%g", "%d", "%5.1f", ["%d", "%g"], "%d %g", "%s", 5]),
              delimiter=rng.choice([" ", ",", ", "]), header=rng.choice(["", "a b\nc"]), footer=rng.choice(["", "end"]))
    return file.getvalue()


@case(weight=2)
def lists(m, rng):
    separator = rng.choice([" ", ",", " , ", ";"])
    parts = [rng.choice(["1", "-2", "3.5", "1e3", "nan", "x", "12"]) if rng.random() < 0.5 else "4" for _ in range(rng.randrange(5))]
    return m.fromstring(rng.choice([separator, separator.strip() or " "]).join(parts), sep=separator,
                        dtype=rng.choice(["float64", "int64", "float32"]))


@case
def raw(m, rng):
    path = path_for(m.__name__ + ".raw")
    a = array(m, rng)
    separator = rng.choice(["", "", ","]) if a.dtype.kind in "if" else ""
    if m is numpy:
        a.tofile(path, separator)
    else:
        m.tofile(a, path, separator)
    with open(path, "rb") as file:
        text = file.read()
    count = rng.choice([-1, 2 if a.size >= 2 else -1])
    offset = 0 if separator else rng.choice([0, a.itemsize])
    return text, m.fromfile(path, dtype=str(a.dtype), count=count, sep=separator, offset=offset)


main()
