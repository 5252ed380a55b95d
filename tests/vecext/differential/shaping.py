# SPDX-License-Identifier: MIT
"""Joining, splitting, moving, padding, grids, matrices and applied functions in vecext and NumPy.

usage: python3 shaping.py FOLDER_OF_THE_PACKAGE [ROUNDS] [SEED]
"""
import numpy
from cases import DTYPES, FLOATS, INTEGERS, REAL, array, axis_of, case, main, random_shape

# NumPy has it in a module of its own.
numpy.sliding_window_view = numpy.lib.stride_tricks.sliding_window_view


# ---- joining and splitting

@case
def at_least(m, rng):
    name = rng.choice(["atleast_1d", "atleast_2d", "atleast_3d"])
    return getattr(m, name)(*[array(m, rng) for _ in range(rng.choice([0, 1, 1, 2, 3]))])


@case
def broadcast_shapes(m, rng):
    return m.broadcast_shapes(*[random_shape(rng, lengths=(1, 1, 1, 2, 3)) for _ in range(rng.randrange(4))])


@case
def broadcast_arrays(m, rng):
    return m.broadcast_arrays(*[array(m, rng, lengths=(1, 1, 3)) for _ in range(rng.randrange(1, 4))])


@case(weight=2)
def stacks(m, rng):
    shape = random_shape(rng)
    arrays = [array(m, rng, shape=shape) for _ in range(rng.randrange(0, 4))]
    name = rng.choice(["stack", "vstack", "hstack", "dstack", "column_stack", "row_stack"])
    if name == "stack":
        return m.stack(arrays, axis=rng.randrange(-3, 4))
    return getattr(m, name)(arrays)


@case
def stack_options(m, rng):
    arrays = [array(m, rng, dtypes=REAL, shape=(2, 3)) for _ in range(2)]
    return m.stack(arrays, axis=rng.randrange(3), dtype=rng.choice(DTYPES), casting=rng.choice(["unsafe", "same_kind"]))


@case
def block(m, rng):
    rows, columns = rng.randrange(1, 3), rng.randrange(1, 3)
    blocks = [[array(m, rng, shape=(rows if rng.random() < 0.95 else 3, columns)) for _ in range(rng.choice([1, 2, 2]))]
              for _ in range(rng.choice([0, 1, 1, 2]))]
    return m.block(rng.choice([blocks, blocks[0] if blocks else [], array(m, rng), [1, array(m, rng, shape=(3,))],
                               [[1], 2], [[], 1], (1, 2)]))


@case(weight=2)
def splits(m, rng):
    a = array(m, rng, high=4)
    parts = rng.choice([1, 2, 3, 5, 0, [1], [1, 3], [2, 1], [-1], [0, 10]])
    name = rng.choice(["array_split", "split", "hsplit", "vsplit", "dsplit"])
    if name in ("array_split", "split"):
        return getattr(m, name)(a, parts, axis=axis_of(rng, a) if a.ndim else 0)
    return getattr(m, name)(a, parts)


@case(reference=lambda m, rng: (lambda a: tuple(numpy.moveaxis(a, axis_of(rng, a, 0), 0)[..., None][k][..., 0]
                                                for k in range(a.shape[0 if a.ndim == 1 else -1]))
                                if a.ndim == 1 else tuple(m.asarray(x) for x in numpy.moveaxis(a, 1, 0)))(
                                    array(m, rng, low=1)))
def unstack(m, rng):
    a = array(m, rng, low=1)
    return m.unstack(a, axis=axis_of(rng, a, 0) if a.ndim == 1 else 1)


@case
def append(m, rng):
    a = array(m, rng)
    b = array(m, rng, shape=a.shape if rng.random() < 0.6 else None)
    return m.append(a, b, axis=rng.choice([None, axis_of(rng, a)]))


# ---- moving

@case(weight=2)
def rolls(m, rng):
    a = array(m, rng)
    if rng.random() < 0.3:
        return m.roll(a, rng.randrange(-7, 8))
    if rng.random() < 0.5:
        return m.roll(a, rng.randrange(-7, 8), axis_of(rng, a))
    return m.roll(a, (rng.randrange(-3, 4), 1), rng.choice([axis_of(rng, a), (axis_of(rng, a), axis_of(rng, a))]))


@case
def flips(m, rng):
    a = array(m, rng)
    name = rng.choice(["flip", "fliplr", "flipud", "rot90"])
    if name == "flip":
        return m.flip(a, rng.choice([None, axis_of(rng, a), (axis_of(rng, a),), (0, axis_of(rng, a)), ()]))
    if name == "rot90":
        return m.rot90(a, rng.randrange(-5, 6), rng.choice([(0, 1), (1, 0), (axis_of(rng, a), axis_of(rng, a))]))
    return getattr(m, name)(a)


@case
def axes(m, rng):
    a = array(m, rng, high=4)
    kind = rng.randrange(3)
    if kind == 0:
        return m.moveaxis(a, axis_of(rng, a), axis_of(rng, a))
    if kind == 1:
        return m.moveaxis(a, (axis_of(rng, a), axis_of(rng, a)), rng.choice([(0, -1), (1, 0), (0,)]))
    return m.rollaxis(a, axis_of(rng, a), rng.randrange(-4, 5))


@case(reference=lambda m, rng: array(m, rng, low=2).swapaxes(-1, -2))
def matrix_transpose(m, rng):
    return m.matrix_transpose(array(m, rng, low=2))


@case
def repetitions(m, rng):
    a = array(m, rng, lengths=(0, 1, 2, 3))
    if rng.random() < 0.5:
        return m.tile(a, rng.choice([0, 2, (2,), (1, 2), (2, 1, 3), (), -1 if a.size else 1]))
    axis = rng.choice([None, axis_of(rng, a)])
    length = a.size if axis is None else (a.shape[axis] if -a.ndim <= axis < a.ndim else 1)
    return m.repeat(a, rng.choice([2, 0, [1], [rng.randrange(3) for _ in range(length)], [1, 2]]), axis)


@case
def resize(m, rng):
    return m.resize(array(m, rng, lengths=(0, 1, 2, 3)), rng.choice([5, (2, 3), (), (0, 2), (4,), (2, -1), -1]))


@case(weight=2)
def delete(m, rng):
    a = array(m, rng, lengths=(1, 2, 4, 6))
    axis = rng.choice([None, axis_of(rng, a)])
    length = a.size if axis is None or not -a.ndim <= axis < a.ndim else a.shape[axis]
    what = rng.choice([rng.randrange(-length, length), length, slice(rng.randrange(-3, 3), rng.randrange(-3, 9),
                       rng.choice([None, 1, 2, -1, -2])), [0, -1], [], [rng.random() < 0.5 for _ in range(length)],
                       [True], m.array([0, 0]), [1.5]])
    return m.delete(a, what, axis)


@case(weight=2)
def insert(m, rng):
    a = array(m, rng, lengths=(1, 2, 4))
    axis = rng.choice([None, axis_of(rng, a)])
    length = a.size if axis is None or not -a.ndim <= axis < a.ndim else a.shape[axis]
    where = rng.choice([rng.randrange(-length, length + 1), length + 1, [0, -1], [1], [1, 1, 0], slice(0, 2), [], [[0]],
                        [length], slice(None, None, -1)])
    return m.insert(a, where, rng.choice([7, array(m, rng, shape=(1,)), array(m, rng), [1, 2]]), axis)


@case
def trim_zeros(m, rng):
    values = [rng.choice([0, 0, 1, 2]) for _ in range(rng.randrange(8))]
    return m.trim_zeros(m.array(values, dtype=rng.choice(DTYPES)), rng.choice(["fb", "f", "b", "FB"]))


@case
def windows(m, rng):
    a = array(m, rng)
    if rng.random() < 0.5:
        return m.sliding_window_view(a, tuple(rng.randrange(0, 4) for _ in range(a.ndim)))
    return m.sliding_window_view(a, rng.randrange(-1, 4), axis_of(rng, a))


# ---- padding

@case(weight=4, tolerance=4)
def pads(m, rng):
    a = array(m, rng, dtypes=INTEGERS + FLOATS, lengths=(1, 2, 3, 4))
    smallest = min(a.shape, default=1)
    mode = rng.choice(["constant", "edge", "linear_ramp", "maximum", "mean", "median", "minimum", "reflect", "symmetric",
                       "wrap", "unknown"])
    # Margins wider than the array are wrong in NumPy 1.24 for some modes.
    wide = {"reflect": smallest - 1, "symmetric": smallest, "wrap": smallest}.get(mode, 4)
    if smallest == 1 and mode == "reflect":
        wide = 2
    width = rng.choice([rng.randint(0, wide), (rng.randint(0, wide), rng.randint(0, wide)),
                        [(rng.randint(0, wide), rng.randint(0, wide)) for _ in range(a.ndim)] or 0, -1, 1.5])
    options = {}
    if mode == "constant" and rng.random() < 0.6:
        options["constant_values"] = rng.choice([3, (1, 2), [(1, 2)] * max(a.ndim, 1)])
    if mode == "linear_ramp" and rng.random() < 0.6:
        options["end_values"] = rng.choice([3, (1, 2)])
    if mode in ("maximum", "mean", "median", "minimum") and rng.random() < 0.6:
        options["stat_length"] = rng.choice([None, 1, 2, 3, (1, 2)])
    if mode in ("reflect", "symmetric") and rng.random() < 0.5:
        options["reflect_type"] = rng.choice(["even", "odd"])
    if rng.random() < 0.03:
        options["nonsense"] = 1
    return m.pad(a, width, mode, **options)


@case
def pad_function(m, rng):
    def fill(vector, widths, axis, options):
        vector[:widths[0]] = options["value"]
        vector[vector.size - widths[1]:] = -options["value"]
    return m.pad(array(m, rng, dtypes=["int64", "float64"]), 2, fill, value=5)


# ---- grids

@case
def grids(m, rng):
    kind = rng.randrange(6)
    if kind == 0:
        return m.indices(random_shape(rng), dtype=rng.choice(["int64", "int32", "float64"]), sparse=rng.random() < 0.5)
    if kind == 1:
        vectors = [array(m, rng, low=1, high=1, dtypes=INTEGERS) for _ in range(rng.randrange(4))]
        return m.ix_(*vectors, *rng.choice([[], [[True, False, True]], [[]]]))
    if kind == 2:
        vectors = [array(m, rng, low=0, high=1) for _ in range(rng.randrange(4))]
        return m.meshgrid(*vectors, copy=rng.random() < 0.5, sparse=rng.random() < 0.5,
                          indexing=rng.choice(["xy", "ij", "ij", "zz"]))
    spans = rng.choice([slice(0, 3), slice(2, 9, 2), slice(0, 1, 5j), slice(-1.5, 2), (slice(0, 2), slice(1, 3)),
                        (slice(0, 1, 3j), slice(0, 2)), (slice(3), slice(2), slice(1, 2, 0.25))])
    return (m.mgrid if kind < 5 else m.ogrid)[spans]


@case
def joiners(m, rng):
    a, b = array(m, rng, shape=(3,)), array(m, rng, shape=(3,))
    key = rng.choice([(a, b), (a, b, b), slice(0, 5), (slice(0, 1, 4j), a), ("0,2", a, b), ("1,2,0", a, b),
                      ("-1", a, b), ("0,3,1", a, b), 5, (1, 2.5), ("x", a)])
    return (m.r_ if rng.random() < 0.6 else m.c_)[key]


@case
def keys(m, rng):
    return repr(m.s_[1:2, ..., None]), repr(m.s_[1]), repr(m.index_exp[::2])


@case(tolerance=8)
def spaced(m, rng):
    start, stop = rng.uniform(-3, 3), rng.uniform(-3, 3)
    if rng.random() < 0.5:
        return m.logspace(start, stop, rng.randrange(0, 9), rng.random() < 0.7, rng.choice([10.0, 2, 3.5]),
                          rng.choice([None, "float32", "int64"]))
    if rng.random() < 0.3:
        start, stop = rng.choice([(1, 0), (1j, 8j), (1, -4), (-1, -64), (1 + 1j, 2 - 3j)])
    else:
        start, stop = abs(start) + 0.1, abs(stop) + 0.1
    return m.geomspace(start, stop, rng.randrange(0, 9), rng.random() < 0.7, rng.choice([None, "float64"]))


@case
def positions(m, rng):
    shape = random_shape(rng, 1, 3, (1, 2, 3, 4) if rng.random() < 0.95 else (10 ** 12, 10 ** 9))
    size = 1
    for length in shape:
        size *= length
    order = rng.choice("CF")
    if rng.random() < 0.5:
        return m.unravel_index(rng.choice([rng.randrange(size), [rng.randrange(size) for _ in range(4)], size, -1, 0.5,
                                           []]), shape, order)
    index = tuple([rng.randrange(-1, length + 1), rng.randrange(length)] for length in shape)
    return m.ravel_multi_index(index, shape, rng.choice(["raise", "wrap", "clip", "clip"]), order)


# ---- matrices

@case(weight=2)
def diagonals(m, rng):
    k = rng.randrange(-4, 5)
    kind = rng.randrange(5)
    if kind == 0:
        return m.diag(array(m, rng), k)
    if kind == 1:
        return m.diagflat(array(m, rng, high=2), k)
    if kind == 2:
        return m.eye(rng.randrange(5), rng.choice([None, 0, 2, 6]), k, rng.choice(DTYPES), order=rng.choice("CF"))
    if kind == 3:
        return m.identity(rng.randrange(4), rng.choice([None, "int8", "bool"]))
    a = array(m, rng, strided=False)
    m.fill_diagonal(a, rng.choice([5, [1, 2]]), wrap=rng.random() < 0.5)
    return a


@case(weight=2)
def triangles(m, rng):
    k = rng.randrange(-4, 5)
    kind = rng.randrange(4)
    if kind == 0:
        return m.tri(rng.randrange(5), rng.choice([None, 2, 6]), k, rng.choice(DTYPES))
    if kind == 1:
        return getattr(m, rng.choice(["tril", "triu"]))(array(m, rng, low=1), k)
    if kind == 2:
        return getattr(m, rng.choice(["tril_indices", "triu_indices"]))(rng.randrange(5), k, rng.choice([None, 3]))
    return m.mask_indices(3, m.triu, k), m.diag_indices(3, 2), m.triu_indices_from(m.ones((3, 4)), k)


@case
def vander(m, rng):
    return m.vander(array(m, rng, [d for d in DTYPES if d[0] != "c"], low=1, high=rng.choice([1, 1, 2])), rng.choice([None, 0, 1, 4]), rng.random() < 0.5)


@case(tolerance=8)
def diagonal_of_axes(m, rng):
    a = array(m, rng)
    name = rng.choice(["diagonal", "trace"])
    return getattr(m, name)(a, rng.randrange(-2, 3), axis_of(rng, a), axis_of(rng, a))


# ---- applied functions

@case(tolerance=8)
def along_axis(m, rng):
    a = array(m, rng, dtypes=["int64", "float64"], lengths=(0, 1, 2, 3))
    function = rng.choice([lambda v: v.sum(), lambda v: v[::-1], lambda v: m.diag(v), lambda v: v.max()])
    return m.apply_along_axis(function, axis_of(rng, a), a)


@case(tolerance=8)
def over_axes(m, rng):
    a = array(m, rng, dtypes=["int64", "float64"], low=2)
    return m.apply_over_axes(m.sum, a, rng.choice([0, -1, (0, 1), [0, -1]]))


@case(tolerance=64)
def vectorized(m, rng):
    a, b = array(m, rng, dtypes=["int64", "float64"]), array(m, rng, dtypes=["int64"], shape=())
    kind = rng.randrange(5)
    if kind == 0:
        return m.vectorize(lambda x, y: x + y if x > y else x - y)(a, b)
    if kind == 1:
        return m.vectorize(lambda x, y=2: x * y, otypes=[float])(a, y=3)
    if kind == 2:
        return m.vectorize(lambda x: (x, x + 1))(a)
    if kind == 3:
        return m.vectorize(lambda v, w: v.sum() + w, signature="(n),()->()")(a, b)
    return m.vectorize(lambda p, x: p[0] * x + p[1], excluded=[0])([2, 3], a)


@case
def from_function(m, rng):
    return m.fromfunction(lambda i, j: i * 2 + j, (rng.randrange(4), 3), dtype=rng.choice(["int64", "float64"]))


@case
def by_conditions(m, rng):
    a = array(m, rng, dtypes=["int64", "float64"])
    if rng.random() < 0.5:
        return m.select([a > 3, a < 0, a == 1][:rng.randrange(0, 4)], [a, -a, 5][:rng.randrange(1, 4)], rng.choice([0, 1.5]))
    return m.piecewise(a, [a < 0, a > 3], rng.choice([[-1, 1], [lambda x: -x, lambda x: x * 2, 7], [1], [1, 2, 3, 4]]))


@case
def enumerations(m, rng):
    a = array(m, rng, dtypes=["int64"], lengths=(0, 1, 2, 3))
    return list(m.ndindex(*a.shape)), [(place, int(value)) for place, value in m.ndenumerate(a)]


main()
