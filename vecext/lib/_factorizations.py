# SPDX-License-Identifier: MIT
"""What LAPACK does: equations, determinants, factors, eigenvalues, singular values, least squares.

A function checks its arguments, makes the arrays for its results and hands all to the native module, which reads any
strides and number type and goes through the stack of matrices. All is computed in double precision; the results of
single-precision input are rounded.
"""
from collections import namedtuple
from math import prod

from . import _core, _lapack
from ._core import abs, argsort, asarray, broadcast_to, complex64, complex128, empty, float32, float64, isfinite

__all__ = ["EigResult", "EighResult", "LinAlgError", "QRResult", "SVDResult", "SlogdetResult", "cholesky", "det",
           "eig", "eigh", "eigvals", "eigvalsh", "inv", "lstsq", "qr", "slogdet", "solve", "svd", "svdvals"]

EigResult = namedtuple("EigResult", ["eigenvalues", "eigenvectors"])
EighResult = namedtuple("EighResult", ["eigenvalues", "eigenvectors"])
QRResult = namedtuple("QRResult", ["Q", "R"])
SlogdetResult = namedtuple("SlogdetResult", ["sign", "logabsdet"])
SVDResult = namedtuple("SVDResult", ["U", "S", "Vh"])

# The results' dtypes by the character of the matrix's; what is not there is an integer.
_same = {"f": float32, "d": float64, "F": complex64, "D": complex128}
_real = {"f": float32, "F": float32}
_complex = {"f": complex64, "F": complex64}


class LinAlgError(Exception):
    """Raised for matrices of which a function makes no sense, and where an iteration does not converge."""


def epsilon(dtype):
    """The distance of 1 and the next number of a dtype's precision."""
    return 2.0 ** -23 if dtype in (float32, complex64) else 2.0 ** -52


# ---- checks

def check_matrices(a):
    """Raises unless the array is a matrix or a stack of them."""
    if a.ndim < 2:
        raise LinAlgError(f"{a.ndim}-dimensional array given. Array must be at least two-dimensional")


def check_squares(a):
    """Raises unless the array is a square matrix or a stack of them."""
    shape = a.shape
    if len(shape) < 2:
        check_matrices(a)
    if shape[-1] != shape[-2]:
        raise LinAlgError("Last 2 dimensions of the array must be square")


def _check_matrix(a):
    if a.ndim != 2:
        raise LinAlgError(f"{a.ndim}-dimensional array given. Array must be two-dimensional")


def _check_finite(a):
    if not isfinite(a).all():
        raise LinAlgError("Array must not contain infs or NaNs")


def _common_dtype(a, b):
    """The dtype of results of two arrays: single precision only if both have it."""
    first, second = a.dtype.char, b.dtype.char
    is_single = first in "fF" and second in "fF"
    if first in "FD" or second in "FD":
        return complex64 if is_single else complex128
    return float32 if is_single else float64


def _is_upper(UPLO):
    UPLO = UPLO.upper()
    if UPLO not in ("L", "U"):
        raise ValueError("UPLO argument must be 'L' or 'U'")
    return UPLO == "U"


def transposed(a):
    """A view with the last two axes swapped."""
    return a.swapaxes(-1, -2)


# ---- equations

def _common_stack(first, second):
    """The shape that two stacks broadcast to."""
    if first == second:
        return first
    ndim = max(len(first), len(second))
    pairs = zip((1,) * (ndim - len(first)) + first, (1,) * (ndim - len(second)) + second)
    shape = []
    for one, other in pairs:
        if one != other and one != 1 and other != 1:
            raise ValueError(f"operands could not be broadcast together with shapes {first} {second}")
        shape.append(other if one == 1 else one)
    return tuple(shape)


def solve(a, b):
    """The x with a @ x == b. A vector b is one column; any other is a stack of matrices."""
    a = asarray(a)
    check_squares(a)
    b = asarray(b)
    is_vector = b.ndim == 1
    if b.ndim == 0:
        raise ValueError("solve: Input operand 1 does not have enough dimensions (has 0, gufunc core with signature "
                         "(m,m),(m,n)->(m,n) requires 2)")
    n = a.shape[-1]
    columns = b[:, None] if is_vector else b
    if columns.shape[-2] != n:
        name, signature = ("solve1", "(m,m),(m)->(m)") if is_vector else ("solve", "(m,m),(m,n)->(m,n)")
        raise ValueError(f"{name}: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
                         f"{signature} (size {columns.shape[-2]} is different from {n})")
    stack = a.shape[:-2]
    if stack != columns.shape[:-2]:
        stack = _common_stack(stack, columns.shape[:-2])
        a = broadcast_to(a, stack + (n, n))
        columns = broadcast_to(columns, stack + columns.shape[-2:])
    x = empty(stack + columns.shape[-2:], _common_dtype(a, b))
    if not _lapack.solve(a, columns, x):
        raise LinAlgError("Singular matrix")
    return x[..., 0] if is_vector else x


def inv(a):
    """The inverses."""
    a = asarray(a)
    check_squares(a)
    result = empty(a.shape, _same.get(a.dtype.char, float64))
    if not _lapack.solve(a, None, result):
        raise LinAlgError("Singular matrix")
    return result


def inv_or_nan(a):
    """The inverses, of NaN where a matrix is singular."""
    result = empty(a.shape, _same.get(a.dtype.char, float64))
    _lapack.solve(a, None, result)
    return result


def lstsq(a, b, rcond=None):
    """The x that brings a @ x nearest to b, the squared distances, the rank and the singular values of a."""
    a, b = asarray(a), asarray(b)
    is_vector = b.ndim == 1
    columns = b[:, None] if is_vector else b
    _check_matrix(a)
    _check_matrix(columns)
    rows, n = a.shape
    if rows != columns.shape[0]:
        raise LinAlgError("Incompatible dimensions")
    sides = columns.shape[1]
    dtype = _common_dtype(a, b)
    real = _real.get(dtype(0).dtype.char, float64)
    if rcond is None:
        rcond = epsilon(float64) * max(n, rows)
    # LAPACK wants one right side at least; b and x share an array.
    both = _core.zeros((max(rows, n), max(sides, 1)), complex128 if dtype in (complex64, complex128) else float64)
    both[:rows, :sides] = columns
    s = empty(min(rows, n), real)
    rank = _lapack.lstsq(a, both, s, rcond) if s.size else 0
    if rank < 0:
        raise LinAlgError("SVD did not converge in Linear Least Squares")
    x = both[:n, :sides].astype(dtype)
    if not s.size:
        x[...] = 0
    residuals = empty(0, real)
    if rank == n and rows > n:
        residuals = (abs(both[n:, :sides]) ** 2).sum(axis=0).astype(real)
    return x[:, 0] if is_vector else x, residuals, rank, s


# ---- determinants

def det(a):
    """The determinants."""
    a = asarray(a)
    check_squares(a)
    result = empty(a.shape[:-2], _same.get(a.dtype.char, float64))
    _lapack.det(a, result)
    return result[()]


def slogdet(a):
    """The determinants as sign and logarithm of the absolute value."""
    a = asarray(a)
    check_squares(a)
    char = a.dtype.char
    sign = empty(a.shape[:-2], _same.get(char, float64))
    logarithm = empty(a.shape[:-2], _real.get(char, float64))
    _lapack.slogdet(a, sign, logarithm)
    return SlogdetResult(sign[()], logarithm[()])


# ---- factors

def cholesky(a, /, *, upper=False):
    """The triangular factor of positive definite matrices: a == L @ L.conj().T, or with `upper` U.conj().T @ U."""
    a = asarray(a)
    check_squares(a)
    result = empty(a.shape, _same.get(a.dtype.char, float64))
    if not _lapack.cholesky(a, result, upper):
        raise LinAlgError("Matrix is not positive definite")
    return result


def qr(a, mode="reduced"):
    """An orthonormal Q and an upper triangular R with a == Q @ R; "r": R alone; "raw": what LAPACK leaves."""
    if mode not in ("reduced", "complete", "r", "raw"):
        raise ValueError(f"Unrecognized mode '{mode}'")
    a = asarray(a)
    check_matrices(a)
    stack, (rows, columns) = a.shape[:-2], a.shape[-2:]
    dtype = _same.get(a.dtype.char, float64)
    small = min(rows, columns)
    if mode == "raw":
        factors, tau = empty(stack + (rows, columns), dtype), empty(stack + (small,), dtype)
        _lapack.qr_raw(a, factors, tau)
        return transposed(factors), tau
    lines = rows if mode == "complete" else small
    r = empty(stack + (lines, columns), dtype)
    q = None if mode == "r" else empty(stack + (rows, lines), dtype)
    if not _lapack.qr(a, r, q):
        raise LinAlgError("Incorrect argument found while performing QR factorization")
    return r if q is None else QRResult(q, r)


# ---- singular values

def svd(a, full_matrices=True, compute_uv=True, hermitian=False):
    """Singular values in falling order, and orthonormal U and Vh with a == U @ diag(S) @ Vh."""
    a = asarray(a)
    if hermitian:
        return _hermitian_svd(a, compute_uv)
    check_matrices(a)
    stack, (rows, columns) = a.shape[:-2], a.shape[-2:]
    char = a.dtype.char
    small = min(rows, columns)
    s = empty(stack + (small,), _real.get(char, float64))
    u = vt = None
    if compute_uv:
        dtype = _same.get(char, float64)
        u = empty(stack + (rows, rows if full_matrices else small), dtype)
        vt = empty(stack + (columns if full_matrices else small, columns), dtype)
    if not _lapack.svd(a, s, u, vt):
        raise LinAlgError("SVD did not converge")
    return SVDResult(u, s, vt) if compute_uv else s


def _hermitian_svd(a, compute_uv):
    """By eigenvalues, which differ from singular values in sign and order alone."""
    if not compute_uv:
        return _core.sort(abs(eigvalsh(a)))[..., ::-1]
    values, vectors = eigh(a)
    signs = _core.sign(values)
    values = abs(values)
    n = values.shape[-1]
    order = argsort(values)[..., ::-1]
    # Positions in the flat arrays: of each line of values, and of each row of vectors.
    lines = _core.arange(prod(values.shape[:-1])).reshape(values.shape[:-1])[..., None]
    signs, values = signs.ravel()[lines * n + order], values.ravel()[lines * n + order]
    rows = lines[..., None] * n + _core.arange(n)[:, None]
    u = vectors.ravel()[rows * n + order[..., None, :]]
    return SVDResult(u, values, transposed(u * signs[..., None, :]).conj())


def svdvals(x, /):
    """Singular values in falling order."""
    return svd(x, compute_uv=False)


# ---- eigenvalues

def _find_eigenvalues(a, wants_vectors):
    a = asarray(a)
    check_squares(a)
    _check_finite(a)
    char = a.dtype.char
    dtype = _complex.get(char, complex128)
    w = empty(a.shape[:-1], dtype)
    v = empty(a.shape, dtype) if wants_vectors else None
    if not _lapack.eig(a, w, v):
        raise LinAlgError("Eigenvalues did not converge")
    if char not in "FD" and (w.imag == 0).all():
        w = w.real.copy()
        v = v.real.copy() if wants_vectors else None
    return w, v


def eig(a):
    """Eigenvalues and, as columns, eigenvectors; real ones if no value of the stack has an imaginary part."""
    return EigResult(*_find_eigenvalues(a, True))


def eigvals(a):
    """Eigenvalues, real ones if none of the stack has an imaginary part."""
    return _find_eigenvalues(a, False)[0]


def eigh(a, UPLO="L"):
    """Eigenvalues of Hermitian matrices in rising order and, as columns, eigenvectors; one triangle is read."""
    is_upper = _is_upper(UPLO)
    a = asarray(a)
    check_squares(a)
    char = a.dtype.char
    w = empty(a.shape[:-1], _real.get(char, float64))
    v = empty(a.shape, _same.get(char, float64))
    if not _lapack.eigh(a, w, v, is_upper):
        raise LinAlgError("Eigenvalues did not converge")
    return EighResult(w, v)


def eigvalsh(a, UPLO="L"):
    """Eigenvalues of Hermitian matrices in rising order; one triangle is read."""
    is_upper = _is_upper(UPLO)
    a = asarray(a)
    check_squares(a)
    w = empty(a.shape[:-1], _real.get(a.dtype.char, float64))
    if not _lapack.eigh(a, w, None, is_upper):
        raise LinAlgError("Eigenvalues did not converge")
    return w
