# SPDX-License-Identifier: MIT
"""Linear algebra in vecext and NumPy. Factors that are not unique are compared by what they multiply to.

usage: python3 linalg.py FOLDER_OF_THE_PACKAGE [ROUNDS] [SEED]
"""
import numpy
from cases import case, main
import vecext
import vecext.linalg

INEXACT = ["float32", "float64", "complex64", "complex128"]
WIDE = ["float64", "complex128"]
STACKS = [(), (), (), (2,), (3,), (0,), (2, 3)]


def matrix(m, rng, rows=None, columns=None, dtypes=INEXACT + WIDE + ["int64", "uint8", "bool"], stack=None):
    """Random matrices, well conditioned when square; sometimes a view."""
    rows = rng.randrange(0, 6) if rows is None else rows
    columns = rows if columns is None else columns
    stack = rng.choice(STACKS) if stack is None else stack
    dtype = rng.choice(dtypes)
    is_turned, is_reversed = rng.random() < 0.3, rng.random() < 0.2
    generator = numpy.random.default_rng(rng.randrange(10**9))
    shape = stack + ((columns, rows) if is_turned else (rows, columns))
    values = generator.integers(0, 2 if dtype == "bool" else 9, shape).astype("float64")
    if dtype in INEXACT:
        values = generator.uniform(-1, 1, shape)
    if "complex" in dtype:
        values = values + 1j * generator.uniform(-1, 1, shape)
    if rows == columns and dtype != "bool":
        values = values + 20 * numpy.eye(rows)
    result = m.array(values.astype(dtype).tolist(), dtype=dtype).reshape(shape)
    if is_turned:
        result = result.swapaxes(-1, -2)
    return result[..., ::-1, ::-1] if is_reversed else result


def hermitian(m, rng, dtypes=INEXACT):
    a = matrix(m, rng, dtypes=dtypes)
    return a + a.swapaxes(-1, -2).conj()


def message(m, function, *arguments, **options):
    """The result, or the text of a LinAlgError."""
    try:
        return function(*arguments, **options)
    except m.linalg.LinAlgError as error:
        return f"LinAlgError: {error}"


# ---- equations and determinants

@case(weight=3, tolerance=300)
def equations(m, rng):
    a = matrix(m, rng)
    n, stack = a.shape[-1], a.shape[:-2]
    if rng.random() < 0.4 and not stack:
        b = matrix(m, rng, n if rng.random() < 0.95 else n + 1, 1, stack=())[:, 0]
    else:
        b = matrix(m, rng, n, rng.randrange(0, 4), stack=rng.choice([(), stack, stack[-1:], (1,) * len(stack)]))
        if b.ndim == a.ndim - 1:
            b = b[None]
    return m.linalg.solve(a, b)


@case(weight=2, tolerance=300)
def inverses(m, rng):
    return m.linalg.inv(matrix(m, rng))


@case(weight=2, tolerance=300)
def determinants(m, rng):
    a = matrix(m, rng)
    return m.linalg.det(a), tuple(m.linalg.slogdet(a))


@case
def singular(m, rng):
    a = m.array([[1.0, 2.0], [2.0, 4.0]])
    a = m.stack([a, m.eye(2)]) if rng.random() < 0.5 and hasattr(m, "stack") else a
    name = rng.choice(["inv", "det", "slogdet", "cholesky"])
    result = message(m, getattr(m.linalg, name), a if rng.random() < 0.7 else a * 0)
    return tuple(result) if name == "slogdet" else result


@case
def wrong_shapes(m, rng):
    name = rng.choice(["inv", "det", "slogdet", "cholesky", "eig", "eigvals", "eigh", "eigvalsh", "qr", "svd"])
    a = m.ones(rng.choice([(), (3,), (2, 3), (2, 3, 4)]))
    result = message(m, getattr(m.linalg, name), a)
    return result if isinstance(result, str) else None


# ---- factors

@case(weight=2, tolerance=300)
def cholesky_factors(m, rng):
    a = hermitian(m, rng) + 20 * m.eye(1)
    return m.linalg.cholesky(a)


def product(m, *factors):
    result = factors[0]
    for factor in factors[1:]:
        result = m.matmul(result, factor)
    return result


@case(weight=3, tolerance=2000)
def orthogonal_factors(m, rng):
    a = matrix(m, rng, rng.randrange(0, 6), rng.randrange(0, 6))
    mode = rng.choice(["reduced", "complete", "r", "raw", "wrong"])
    result = m.linalg.qr(a, mode)
    if mode not in ("reduced", "complete"):
        return result if mode == "r" else tuple(result)
    q, r = result
    return q, r, product(m, q, r), product(m, q.swapaxes(-1, -2).conj(), q)


@case(weight=3, tolerance=2000)
def singular_values(m, rng):
    a = matrix(m, rng, rng.randrange(0, 6), rng.randrange(0, 6))
    if rng.random() < 0.3:
        return m.linalg.svd(a, compute_uv=False)
    full = rng.random() < 0.5
    u, s, vt = m.linalg.svd(a, full_matrices=full)
    small = s.shape[-1]
    again = product(m, u[..., :small] * s[..., None, :], vt[..., :small, :])
    return s, again, product(m, u.swapaxes(-1, -2).conj(), u), product(m, vt, vt.swapaxes(-1, -2).conj())


@case(tolerance=5000)
def hermitian_singular_values(m, rng):
    a = hermitian(m, rng)
    if rng.random() < 0.3:
        return m.linalg.svd(a, compute_uv=False, hermitian=True)
    u, s, vt = m.linalg.svd(a, hermitian=True)
    return s, product(m, u * s[..., None, :], vt)


@case(weight=2, tolerance=5000)
def hermitian_eigenvalues(m, rng):
    a = hermitian(m, rng)
    triangle = rng.choice(["L", "U", "l", "u", "X"] if rng.random() < 0.1 else ["L", "U"])
    if rng.random() < 0.3:
        return m.linalg.eigvalsh(a, triangle)
    w, v = m.linalg.eigh(a, triangle)
    return w, product(m, v * w[..., None, :], v.swapaxes(-1, -2).conj())


@case(weight=3, tolerance=5000)
def eigenvalues(m, rng):
    a = matrix(m, rng)
    if rng.random() < 0.05:
        a = a * float("nan")
    if rng.random() < 0.3:
        return message(m, m.linalg.eigvals, a)
    result = message(m, m.linalg.eig, a)
    if isinstance(result, str):
        return result
    w, v = result
    return w, product(m, a.astype(w.dtype), v) - v * w[..., None, :] + 1, abs(v)


@case(weight=2, tolerance=5000)
def least_squares(m, rng):
    a = matrix(m, rng, rng.randrange(0, 7), rng.randrange(0, 5), stack=())
    columns = rng.choice([None, 0, 1, 3])
    b = matrix(m, rng, a.shape[0], 1 if columns is None else columns, stack=(), dtypes=WIDE + ["float32"])
    if rng.random() < 0.2 and a.shape[1] > 1:
        a[:, 1] = a[:, 0]
    x, residuals, rank, s = m.linalg.lstsq(a, b[:, 0] if columns is None else b, rcond=rng.choice([None, 1e-6]))
    # The smallest singular values of deficient matrices and residuals of exact fits are noise.
    return x, residuals + 1, int(rank), s + 1


# ---- norms and the like

@case(weight=4, tolerance=300)
def norms(m, rng):
    a = matrix(m, rng, rng.randrange(0, 4), rng.randrange(0, 4))
    orders = [None, 0, 1, 2, -1, -2, 3, 2.5, float("inf"), -float("inf"), "fro", "nuc", "f", "wrong"]
    axis = rng.choice([None, 0, -1, 1, (0, 1), (-1, -2), (1, 1), (0,), (0, 1, 2), 7, "a"])
    a = a[0] if rng.random() < 0.3 and len(a) else a
    return m.linalg.norm(a, rng.choice(orders), axis, rng.random() < 0.3)


@case(weight=2, tolerance=3000)
def conditions(m, rng):
    a = matrix(m, rng)
    if rng.random() < 0.2:
        a = a * 0
    return m.linalg.cond(a, rng.choice([None, 1, -1, 2, -2, "fro", float("inf"), -float("inf")]))


@case
def ranks(m, rng):
    a = matrix(m, rng, rng.randrange(1, 5), rng.randrange(1, 5))
    if a.shape[-1] > 1:
        a[..., 1] = a[..., 0]
    return m.linalg.matrix_rank(a, rng.choice([None, None, 1.0]))


@case(weight=2, tolerance=5000)
def pseudo_inverses(m, rng):
    a = matrix(m, rng, rng.randrange(0, 5), rng.randrange(0, 5))
    return m.linalg.pinv(a)


@case(tolerance=1000)
def powers(m, rng):
    return m.linalg.matrix_power(matrix(m, rng, rng.randrange(1, 4)), rng.choice([-3, -1, 0, 1, 2, 3, 5, 2.0]))


@case(tolerance=300)
def chains(m, rng):
    lengths = [rng.randrange(1, 6) for _ in range(rng.randrange(2, 7))]
    arrays = [matrix(m, rng, lengths[i], lengths[i + 1], stack=(), dtypes=WIDE) for i in range(len(lengths) - 1)]
    if rng.random() < 0.3:
        arrays[0] = arrays[0][0]
    if rng.random() < 0.3 and len(arrays) > 1:
        arrays[-1] = arrays[-1][:, 0]
    if arrays[0].ndim > 1 and arrays[-1].ndim > 1 and rng.random() < 0.3:
        out = m.zeros((lengths[0], lengths[-1]), dtype=rng.choice(WIDE))
        return m.linalg.multi_dot(arrays, out=out), out
    return m.linalg.multi_dot(arrays)


@case(tolerance=1000)
def tensors(m, rng):
    a = matrix(m, rng, 6, stack=(), dtypes=WIDE)
    if rng.random() < 0.5:
        return m.linalg.tensorinv(a.reshape((2, 3, 6) if rng.random() < 0.5 else (6, 3, 2)), rng.choice([0, 1, 2]))
    b = matrix(m, rng, 2, 3, stack=(), dtypes=WIDE)
    a = a.reshape(2, 3, 6)
    return m.linalg.tensorsolve(a, b, (0,)) if rng.random() < 0.2 else m.linalg.tensorsolve(a, b)


def standard_reference(m, rng):
    """The array API's functions by NumPy 1.24's."""
    x, y = matrix(m, rng, 3, 3, dtypes=WIDE), matrix(m, rng, 3, 3, dtypes=WIDE, stack=())
    offset, keepdims, order = rng.randrange(-1, 2), rng.random() < 0.5, rng.choice([1, 2, 3, float("inf")])
    return (m.diagonal(x, offset, -2, -1), m.trace(x, offset, -2, -1), m.matmul(x, y), x.swapaxes(-1, -2),
            m.cross(x, y), m.outer(y[0], y[1]), m.tensordot(x, y, 1), m.sum(m.conj(x) * y, -1),
            m.linalg.norm(x, "fro", (-2, -1), keepdims), m.linalg.norm(y.ravel(), order),
            m.linalg.norm(x, order, -1, keepdims), m.linalg.svd(x, compute_uv=False))


@case(weight=2, tolerance=1000, reference=standard_reference)
def standard(m, rng):
    x, y = matrix(m, rng, 3, 3, dtypes=WIDE), matrix(m, rng, 3, 3, dtypes=WIDE, stack=())
    offset, keepdims, order = rng.randrange(-1, 2), rng.random() < 0.5, rng.choice([1, 2, 3, float("inf")])
    linalg = m.linalg
    return (linalg.diagonal(x, offset=offset), linalg.trace(x, offset=offset), linalg.matmul(x, y),
            linalg.matrix_transpose(x), linalg.cross(x, y), linalg.outer(y[0], y[1]), linalg.tensordot(x, y, axes=1),
            linalg.vecdot(x, y), linalg.matrix_norm(x, keepdims=keepdims), linalg.vector_norm(y, ord=order),
            linalg.vector_norm(x, axis=-1, keepdims=keepdims, ord=order), linalg.svdvals(x))


main()
