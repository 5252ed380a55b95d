# SPDX-License-Identifier: MIT
"""Saved arrays and tables of numbers with random damage: reading them gives an array or a clean exception.

usage: broken_files.py [ROUNDS] [SEED]

A seed file is changed in a few places (bytes flipped, cut out, doubled, numbers of the header made enormous) and read
again. What is read from the damage does not matter, but the kind of exception does, and so does the time it takes:
a header that promises more than the file holds must not cost the memory that it names. Runs under both interpreters.
"""
import io
import random
import sys
import time
import warnings

import vecext as v
from vecext._zip import Writer

try:
    import zlib
except ImportError:
    zlib = None

warnings.simplefilter("ignore")
DTYPES = ["bool", "int8", "uint16", "int32", "uint64", "float32", "float64", "complex64", "complex128"]
EXPECTED = (ValueError, EOFError, KeyError, MemoryError, NotImplementedError, OverflowError, RuntimeError)
PIECES = [b"(", b")", b",", b"{", b"}", b"'", b"-1", b"True", b"None", b"1e9", b"9223372036854775807", b"18446744073709551616",
          b"4611686018427387904, 4", b"99999999999", b"0, 99999999999", b"'descr'", b">f8", b"|O", b"<U9999999", b"<f16", b"|V0",
          b"[('a', '<f8')]", b"\0", b"\n", b"\xff\xff\xff\xff", b"((((((((((", b"#", b"nan", b"0x", b"-" * 50]
SLOW = 5.0  # seconds of the processor for one small file


def make_array(rng):
    shape = tuple(rng.randrange(5) for _ in range(rng.randrange(4)))
    array = v.ones(shape, dtype=rng.choice(DTYPES))
    return v.asarray(array, order=rng.choice("CF"))


def npy_bytes(rng):
    file = io.BytesIO()
    v.save(file, make_array(rng))
    return file.getvalue()


def npz_bytes(rng):
    file = io.BytesIO()
    rng.choice([v.savez, v.savez_compressed if zlib else v.savez])(file, make_array(rng), named=make_array(rng))
    return file.getvalue()


def headed_bytes(rng):
    """An array after a header whose text alone is damaged: its length is told right."""
    data = npy_bytes(rng)
    text = damaged(data[10:data.index(b"}") + 1], rng)
    return data[:8] + len(text).to_bytes(2, "little") + text + data[data.index(b"\n") + 1:]


def repacked_bytes(rng):
    """A whole archive with damaged members."""
    file = io.BytesIO()
    archive = Writer(file, zlib is not None and rng.random() < 0.5)
    for name in ("a.npy", "b", "", "../c.npy"):
        archive.add(name, [rng.choice([headed_bytes, damaged_npy])(rng)])
    archive.close()
    return file.getvalue()


def text_bytes(rng):
    rows = [" ".join(str(rng.choice([1, -2.5, 1e300, "nan", "1+2j"])) for _ in range(3)) for _ in range(rng.randrange(5))]
    return "\n".join(rows).encode()


def read_npy(data, rng):
    v.load(io.BytesIO(data))


def read_npz(data, rng):
    with v.load(io.BytesIO(data)) as archive:
        for name in archive.files:
            archive[name]


def read_text(data, rng):
    rng.choice([v.loadtxt, v.genfromtxt])(io.StringIO(data.decode("latin-1")), dtype=rng.choice(DTYPES))


def damaged(data, rng):
    """The bytes with one or two changes, which fall on the header as often as anywhere."""
    data = bytearray(data)
    for _ in range(rng.randrange(1, 3)):
        end = max(1, len(data) if rng.random() < 0.5 else min(len(data), 130))
        place = rng.randrange(end)
        kind = rng.randrange(5)
        if kind == 0 and data:
            data[place] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del data[place:place + rng.randrange(1, 20)]
        elif kind == 2:
            data[place:place] = rng.choice(PIECES)
        elif kind == 3:
            piece = rng.choice(PIECES)
            data[place:place + len(piece)] = piece
        else:
            data[place:place] = data[place:place + rng.randrange(1, 40)]
    return bytes(data)


def damaged_npy(rng):
    return damaged(npy_bytes(rng), rng)


def damaged_npz(rng):
    return damaged(npz_bytes(rng), rng)


def damaged_text(rng):
    return damaged(text_bytes(rng), rng)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    kinds = [(damaged_npy, read_npy), (headed_bytes, read_npy), (damaged_npz, read_npz), (repacked_bytes, read_npz),
             (damaged_text, read_text)]
    read = refused = failures = 0
    for _ in range(rounds):
        make, reader = rng.choice(kinds)
        data = make(rng)
        start = time.process_time()
        try:
            reader(data, rng)
            read += 1
        except EXPECTED:
            refused += 1
        except Exception as error:
            failures += 1
            print(f"{reader.__name__}({data!r}): {type(error).__name__}: {error}")
        if time.process_time() - start > SLOW:
            failures += 1
            print(f"{reader.__name__}({data!r}): took longer than {SLOW} seconds")
    print(f"{read} files read, {refused} refused")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
