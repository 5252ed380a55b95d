# SPDX-License-Identifier: MIT
"""Operators, universal functions, reductions, conversions, indexing and sorting: random cases in vecext and NumPy.

usage: python3 core.py FOLDER_OF_PACKAGE [ROUNDS] [SEED]
"""
import sys

from harness import DTYPES, Harness

# Largest distance in units in the last place where results are not exactly defined; complex functions lose more.
LOOSE = 4
UNARY_EXACT = ["negative", "positive", "absolute", "fabs", "sign", "square", "invert", "sqrt", "reciprocal", "rint",
               "isnan", "isinf", "isfinite", "signbit", "logical_not", "conjugate"]
UNARY_FLOAT_ONLY = ["floor", "ceil", "trunc", "spacing", "deg2rad", "rad2deg", "cbrt"]
UNARY_LOOSE = ["exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "arcsin", "arccos",
               "arctan", "sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh"]
BINARY = ["add", "subtract", "multiply", "divide", "floor_divide", "remainder", "fmod", "power", "minimum", "maximum",
          "fmin", "fmax", "bitwise_and", "bitwise_or", "bitwise_xor", "left_shift", "right_shift", "equal", "not_equal",
          "less", "less_equal", "greater", "greater_equal", "logical_and", "logical_or", "logical_xor", "gcd", "lcm",
          "arctan2", "hypot", "copysign", "heaviside", "nextafter", "logaddexp", "float_power"]
BINARY_LOOSE = {"power": LOOSE, "arctan2": LOOSE, "hypot": 2, "logaddexp": LOOSE, "float_power": LOOSE, "divide": 0}
REDUCE = ["sum", "prod", "min", "max", "any", "all", "mean", "var", "std", "argmin", "argmax", "cumsum", "cumprod"]


def is_small_float(dtype):
    """float16 in NumPy, which vecext does not have."""
    return dtype in ("bool", "int8", "uint8")


def is_complex(dtype):
    return dtype.startswith("complex")


def check_unary(h):
    name = h.rng.choice(UNARY_EXACT + UNARY_FLOAT_ONLY + UNARY_LOOSE)
    floats = name in UNARY_FLOAT_ONLY or name in UNARY_LOOSE
    dtypes = [d for d in DTYPES if not (floats or name in ("sqrt", "rint", "fabs", "signbit")) or not is_small_float(d)]
    if name in ("floor", "ceil", "trunc"):
        dtypes = ["float32", "float64", "complex64"]
    dtype = h.rng.choice(dtypes)
    # Complex functions are compared on moderate numbers: at the edges C libraries differ.
    finite = is_complex(dtype) and name in UNARY_LOOSE + ["sqrt", "reciprocal", "square", "sign"]
    ours, theirs = h.array(dtype, finite=finite)
    if finite and name != "square":
        return
    if name == "sign" and is_complex(dtype):
        return
    ulps = LOOSE if name in UNARY_LOOSE or name in ("cbrt", "deg2rad", "rad2deg") or is_complex(dtype) else 0
    h.check("unary " + name, lambda m, a: getattr(m, name)(a), [ours], [theirs], ulps)


def second_operand(h, theirs):
    choice = h.rng.random()
    if choice < 0.3:
        number = h.number()
        return number, number
    shape = theirs.shape
    if choice < 0.6:
        shape = tuple(n if h.rng.random() < 0.6 else 1 for n in shape)[h.rng.choice([0, 0, 1]):]
    elif choice > 0.95:
        shape = h.shape()
    return h.array(shape=shape)


def check_binary(h):
    name = h.rng.choice(BINARY)
    a = h.array()
    b = second_operand(h, a[1])
    if h.rng.random() < 0.1:
        a, b = b, a
    dtypes = [str(x.dtype) for x in (a[1], b[1]) if hasattr(x, "dtype")]
    if name in ("divide", "power", "float_power") and any(map(is_complex, dtypes)) or isinstance(b[0], complex) or isinstance(a[0], complex):
        return
    out_of_range = [n for n in (a[0], b[0]) if type(n) is int and n < 0]
    if out_of_range and name.startswith(("less", "greater", "equal", "not_equal", "logical")):
        return  # an int that the type does not hold: NumPy 1.24 raises, NumPy 2 answers
    if all(map(is_small_float, dtypes)) and name in ("arctan2", "hypot", "copysign", "heaviside", "nextafter", "logaddexp"):
        return
    h.check("binary " + name, lambda m, x, y: getattr(m, name)(x, y), [a[0], b[0]], [a[1], b[1]], BINARY_LOOSE.get(name, 0))


def check_options(h):
    name = h.rng.choice(["add", "multiply", "maximum", "less", "divide", "bitwise_and"])
    a = h.array()
    b = second_operand(h, a[1])
    if hasattr(b[1], "shape") and h.rng.random() < 0.7:
        b = h.array(shape=a[1].shape)
    options = {}
    ours_options, theirs_options = {}, {}
    if h.rng.random() < 0.7:
        out = h.array(shape=a[1].shape)
        ours_options["out"], theirs_options["out"] = out
        if h.rng.random() < 0.5:
            where = h.array("bool", shape=a[1].shape)
            ours_options["where"], theirs_options["where"] = where
    if h.rng.random() < 0.4:
        options["dtype"] = h.rng.choice([d for d in DTYPES if d[0] != "u"])
    if h.rng.random() < 0.4:
        options["casting"] = h.rng.choice(["no", "equiv", "safe", "same_kind", "unsafe"])
    if name == "bitwise_and" and isinstance(b[0], float):
        return
    if isinstance(b[0], complex) or (options.get("casting") == "unsafe" and a[1].dtype.kind in "fc"):
        return
    if options.get("casting") in ("no", "equiv", "safe") or name == "divide":
        if "dtype" in options:
            return
    h.check("options " + name, lambda m, x, y, o: getattr(m, name)(x, y, **o, **options),
            [a[0], b[0], ours_options], [a[1], b[1], theirs_options], 1, str(options))


def axis_for(h, ndim):
    choice = h.rng.random()
    if choice < 0.35 or ndim == 0:
        return None if h.rng.random() < 0.95 else h.rng.choice([0, 1, -1])
    if choice < 0.8:
        return h.rng.randrange(-ndim, ndim)
    return tuple(h.rng.sample(range(ndim), h.rng.randrange(0, ndim + 1)))


def check_reduction(h):
    name = h.rng.choice(REDUCE)
    a = h.array(finite=True)
    options = {"axis": axis_for(h, a[1].ndim)}
    if not a[1].ndim:
        options["axis"] = None
    if name == "cumprod" and a[1].dtype.kind == "c":
        return
    if name == "prod" and a[1].dtype.kind in "fc":
        a = (abs(a[0]) / (1 + abs(a[0])), abs(a[1]) / (1 + abs(a[1])))
    if name in ("var", "std") and a[1].dtype.kind in "fc":
        a = h.array("float64", shape=a[1].shape, finite=True)
        if a[1].size and abs(a[1]).max() > 100:
            return
    if name.startswith(("arg", "cum")) and isinstance(options["axis"], tuple):
        options["axis"] = None
    if not name.startswith("cum") and h.rng.random() < 0.4:
        options["keepdims"] = True
    if name in ("sum", "prod", "min", "max") and h.rng.random() < 0.3:
        options["initial"] = h.rng.choice([0, 1, 5])
    if name in ("sum", "prod", "cumsum", "cumprod") and h.rng.random() < 0.3:
        options["dtype"] = h.rng.choice([d for d in DTYPES[1:] if a[1].dtype.kind in "biu" or d[0] in "fc"])
    ours_options, theirs_options = {}, {}
    if name in ("sum", "any", "all", "mean", "max") and h.rng.random() < 0.2:
        where = h.array("bool", shape=a[1].shape)
        ours_options["where"], theirs_options["where"] = where
    if name in ("var", "std") and h.rng.random() < 0.3:
        options["ddof"] = 1
    size = a[1].size
    loose = 0 if a[1].dtype.kind in "biu" and name not in ("mean", "var", "std") else 64 + size
    if name in ("var", "std", "mean", "sum", "prod", "cumsum") and a[1].dtype.kind in "fc":
        # Cancellation: compare with sums of positive numbers only.
        if a[1].dtype.kind == "c":
            a = h.array("float64", shape=a[1].shape, finite=True)
        a = (abs(a[0]), abs(a[1]))
    call = (lambda m, x, o: getattr(m, name)(x, **o, **options)) if h.rng.random() < 0.5 else (
        lambda m, x, o: getattr(x, name)(**o, **options))
    h.check("reduction " + name, call, [a[0], ours_options], [a[1], theirs_options], loose, str(options))


def check_ufunc_method(h):
    name = h.rng.choice(["add", "multiply", "maximum", "minimum", "logical_and", "logical_or", "bitwise_or", "subtract",
                         "bitwise_xor", "fmax"])
    method = h.rng.choice(["reduce", "accumulate", "reduceat", "outer", "at"])
    a = h.array(finite=True)
    size = a[1].size
    loose = 0 if a[1].dtype.kind in "biu" else 64 + size
    if a[1].dtype.kind == "c":
        return
    if loose and name in ("add", "subtract"):
        a = (abs(a[0]), abs(a[1]))
        if name == "subtract":
            return
    if method == "outer":
        b = h.array(shape=h.rng.choice([(2,), (3,), ()]), finite=True)
        if a[1].dtype.kind == "c" or b[1].dtype.kind == "c":
            return
        return h.check("outer " + name, lambda m, x, y: getattr(m, name).outer(x, y), [a[0], b[0]], [a[1], b[1]], 1)
    if method == "at":
        if a[1].ndim != 1 or not size or a[1].dtype.kind in "bu" or name.startswith(("logical", "bitwise")):
            return
        indices = [h.rng.randrange(-size, size) for _ in range(h.rng.randrange(1, 8))]
        value = h.rng.choice([1, 2, 3])

        def at(m, x):
            x = x.copy()
            getattr(m, name).at(x, indices, value)
            return x
        return h.check("at " + name, at, [a[0]], [a[1]], 4)
    axis = h.rng.randrange(-max(a[1].ndim, 1), max(a[1].ndim, 1))
    if a[1].dtype.kind == "c" and name in ("maximum", "minimum", "fmax"):
        return
    if method == "reduceat":
        length = a[1].shape[axis] if a[1].ndim and axis < a[1].ndim else 1
        indices = [h.rng.randrange(-1 if h.rng.random() < 0.05 else 0, max(length, 1)) for _ in range(h.rng.randrange(0, 6))]
        return h.check("reduceat " + name, lambda m, x: getattr(m, name).reduceat(x, m.array(indices, dtype=int), axis=axis),
                       [a[0]], [a[1]], loose, f"indices={indices} axis={axis}")
    h.check(method + " " + name, lambda m, x: getattr(getattr(m, name), method)(x, axis=axis), [a[0]], [a[1]], loose,
            f"axis={axis}")


def check_conversion(h):
    a = h.array(finite=True)
    dtype = h.rng.choice(DTYPES)
    if a[1].dtype.kind in "fc" and dtype[0] in "iu":
        a = h.array(a[1].dtype.name, finite=True)
        if not (abs(a[1]) < 100).all() or dtype[0] == "u":
            return
    casting = h.rng.choice(["unsafe", "unsafe", "same_kind", "safe", "no"])
    order = h.rng.choice("CFAK")
    h.check("astype", lambda m, x: x.astype(dtype, order=order, casting=casting), [a[0]], [a[1]], 0, f"{dtype} {casting}")
    h.check("strides of astype", lambda m, x: x.astype(dtype, order=order).strides if x.size > 1 and 1 not in x.shape else 0, [a[0]], [a[1]], 0,
            f"{dtype} {order}")
    other = h.rng.choice(DTYPES)
    h.check("promote", lambda m: [m.promote_types(dtype, other), m.can_cast(dtype, other), m.can_cast(dtype, other, "same_kind")], [], [])
    number = h.number()
    h.check("result_type", lambda m, x: m.result_type(x, number), [a[0]], [a[1]], 0, str(number))


def check_shape(h):
    a = h.array()
    size = a[1].size
    shapes = [(-1,), (size,), (1, -1), (2, -1), (-1, 2), a[1].shape[::-1], a[1].shape + (1,), (3, -1, 1), (0, -1), (size, 2)]
    shape, order = h.rng.choice(shapes), h.rng.choice("CFA")
    h.check("reshape", lambda m, x: x.reshape(shape, order=order), [a[0]], [a[1]], 0, f"{shape} {order}")
    h.check("base of reshape", lambda m, x: m.may_share_memory(x, x.reshape(shape, order=order)) if x.size else 0, [a[0]], [a[1]], 0,
            f"{shape} {order} {a[1].strides}")
    h.check("ravel", lambda m, x: [x.ravel(order) for order in "CFAK"] + [x.flatten()], [a[0]], [a[1]])
    h.check("squeeze", lambda m, x: [m.squeeze(x), x.T, m.transpose(x)], [a[0]], [a[1]])
    axis = h.rng.choice([0, 1, -1, (0, 1), (0, -1), 2])
    h.check("expand_dims", lambda m, x: m.expand_dims(x, axis), [a[0]], [a[1]], 0, str(axis))
    target = tuple(h.rng.choice([1, 2, 3]) for _ in range(h.rng.randrange(3))) + a[1].shape
    h.check("broadcast_to", lambda m, x: m.broadcast_to(x, target), [a[0]], [a[1]])
    b = h.array(shape=a[1].shape if h.rng.random() < 0.8 else h.shape())
    where = h.rng.choice([0, 0, 1, -1, None])
    h.check("concatenate", lambda m, x, y: m.concatenate([x, y], axis=where), [a[0], b[0]], [a[1], b[1]], 0, str(where))
    h.check("stack", lambda m, x, y: m.stack([x, y], axis=where or 0), [a[0], b[0]], [a[1], b[1]], 0, str(where))


def random_index(h, shape):
    rng, items = h.rng, []
    for n in shape:
        kind = rng.choice(["int", "slice", "slice", "all", "array", "mask", "stop"])
        if kind == "int":
            items.append(rng.randrange(-n - 1, n + 1) if rng.random() < 0.1 else rng.randrange(-n, n) if n else 0)
        elif kind == "slice":
            items.append(slice(rng.choice([None, 0, 1, -2]), rng.choice([None, 2, -1, 9]), rng.choice([None, 1, 2, -1])))
        elif kind == "all":
            items.append(slice(None))
        elif kind == "array" and n:
            length = rng.choice([1, 2, 3])
            index = [rng.randrange(-n, n) for _ in range(length)]
            items.append([index, index[:1] * length] if rng.random() < 0.2 else index)
        elif kind == "mask":
            items.append([rng.random() < 0.5 for _ in range(n)])
        elif kind == "stop":
            break
    for extra in (None, Ellipsis):
        if rng.random() < 0.15:
            items.insert(rng.randrange(len(items) + 1), extra)
    return items[0] if len(items) == 1 and rng.random() < 0.5 else tuple(items)


def to_module(m, index):
    """Lists in the index as arrays of the module, half of the time."""
    if isinstance(index, tuple):
        return tuple(to_module(m, item) for item in index)
    return m.array(index) if isinstance(index, list) and index else index


def check_index(h):
    a = h.array()
    if not a[1].size and h.rng.random() < 0.9:
        return  # NumPy forgives wrong indices where nothing is selected
    index = random_index(h, a[1].shape)
    arrays = h.rng.random() < 0.5
    pick = (lambda m: to_module(m, index)) if arrays else (lambda m: index)
    h.check("getitem", lambda m, x: x[pick(m)], [a[0]], [a[1]], 0, repr(index))
    mask = h.array("bool", shape=a[1].shape)
    if mask[1].shape != a[1].shape:
        mask = (a[0] == a[0], a[1] == a[1])
    h.check("mask", lambda m, x, k: x[k], [a[0], mask[0]], [a[1], mask[1]])
    h.check("nonzero", lambda m, k: m.nonzero(k), [mask[0]], [mask[1]])

    def assign(m, x, value):
        x = x.copy()
        x[pick(m)] = value
        return x
    value = h.number()
    if isinstance(value, complex) and a[1].dtype.kind != "c" or value != value or value in (float("inf"), 200, 1e10):
        value = 3
    if a[1].dtype.kind == "u" and value < 0:
        value = 1
    h.check("setitem", assign, [a[0], value], [a[1], value], 0, f"{index!r} = {value}")
    selected = None
    try:
        selected = a[1][index]
    except Exception:
        return
    if not selected.ndim and not isinstance(selected, type(a[1])):
        return
    b = h.array(shape=tuple(n if h.rng.random() < 0.7 else 1 for n in selected.shape) if h.rng.random() < 0.9 else h.shape(),
                dtype=a[1].dtype.name)
    if b[1].ndim > 1 and ("False" in repr(index) or "True" in repr(index)):
        return
    h.check("setitem array", assign, [a[0], b[0]], [a[1], b[1]], 0, f"{index!r} = array")

    def set_mask(m, x, k):
        x = x.copy()
        x[k] = value
        return x
    h.check("set mask", set_mask, [a[0], mask[0]], [a[1], mask[1]], 0, str(value))


def check_sort(h):
    a = h.array(shape=h.rng.choice([(5,), (40,), (700,), (3, 4), (2, 3, 5), (0,), (2, 600)]))
    axis = h.rng.choice([-1, 0, None, 1])
    if a[1].dtype.kind == "c":
        a = h.array(a[1].dtype.name, shape=a[1].shape, finite=True)
    h.check("sort", lambda m, x: m.sort(x, axis=axis), [a[0]], [a[1]], 0, f"axis={axis}")
    h.check("argsort", lambda m, x: m.argsort(x, axis=axis, kind="stable"), [a[0]], [a[1]], 0, f"axis={axis}")
    kth = h.rng.randrange(-6, 6) if a[1].size else 0
    if a[1].size:
        h.check("partition", lambda m, x: m.partition(x, kth, axis=axis).take([kth], axis=axis if axis is not None else 0), [a[0]], [a[1]], 0,
                f"kth={kth}")
    line = h.array(a[1].dtype.name, shape=(9,), finite=True)
    side = h.rng.choice(["left", "right"])
    h.check("searchsorted", lambda m, x, y: m.searchsorted(m.sort(x), y, side=side), [line[0], a[0]], [line[1], a[1]])


def check_products(h):
    dtype = h.rng.choice(DTYPES)
    n, k, m = (h.rng.choice([0, 1, 2, 3, 5]) for _ in range(3))
    shapes = h.rng.choice([((n, k), (k, m)), ((k,), (k,)), ((k,), (k, m)), ((n, k), (k,)), ((2, n, k), (k, m)),
                           ((2, n, k), (2, k, m)), ((3, 1, n, k), (2, k, m)), ((n, k), (m, k)), ((), (k,)), ((2, n, k), (3, k, m))])
    a = h.array(dtype, shape=shapes[0], finite=True)
    b = h.array(h.rng.choice([dtype, dtype, h.rng.choice(DTYPES)]), shape=shapes[1], finite=True)
    loose = 0 if a[1].dtype.kind in "biu" and b[1].dtype.kind in "biu" else 64
    if a[1].dtype.kind == "c" or b[1].dtype.kind == "c":
        return
    if loose:
        a, b = (abs(a[0]), abs(a[1])), (abs(b[0]), abs(b[1]))
    h.check("matmul", lambda m, x, y: x @ y, [a[0], b[0]], [a[1], b[1]], loose)
    h.check("dot", lambda m, x, y: m.dot(x, y), [a[0], b[0]], [a[1], b[1]], loose)


def check_where(h):
    a = h.array()
    b = second_operand(h, a[1])
    k = h.array(h.rng.choice(["bool", "bool", "int64"]), shape=a[1].shape)
    if not hasattr(b[1], "dtype"):
        return  # numbers bend to the array as in NumPy 2
    h.check("where", lambda m, c, x, y: m.where(c, x, y), [k[0], a[0], b[0]], [k[1], a[1], b[1]])


def check_in_place(h):
    a = h.array()
    name = h.rng.choice(["iadd", "imul", "isub", "iand", "ifloordiv"])
    import operator
    shift = h.rng.random() < 0.5 and a[1].ndim and a[1].shape[0] > 1

    def overlapping(m, x):
        x = x.copy()
        getattr(operator, name)(x[1:] if shift else x, x[:-1] if shift else x)
        return x
    if a[1].dtype.kind in "fc" and name == "ifloordiv" or a[1].dtype.kind == "c" and name == "imul":
        return
    h.check("in place " + name, overlapping, [a[0]], [a[1]], 1 if a[1].dtype.kind == "c" else 0)


CHECKS = [check_unary, check_binary, check_binary, check_options, check_reduction, check_reduction, check_ufunc_method,
          check_conversion, check_shape, check_index, check_index, check_sort, check_products, check_where, check_in_place]


def main():
    h = Harness()
    for _ in range(h.rounds):
        h.rng.choice(CHECKS)(h)
    return h.report()


if __name__ == "__main__":
    sys.exit(main())
