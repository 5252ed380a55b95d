# SPDX-License-Identifier: MIT
"""explain(): every kernel is told with true counts, and the reason where there are no vectors; simd_info()."""
import vecext as v


def raises(kind, function, *arguments):
    try:
        function(*arguments)
    except kind as error:
        return str(error)
    raise AssertionError(f"{function} did not raise {kind.__name__}")


def only(function, *arguments):
    """The one operation that the function does."""
    told = v.explain(function, *arguments)
    assert len(told.operations) == 1, told
    return told.operations[0]


x = v.linspace(0, 1, 1003)
n = v.arange(1003)
m = v.arange(600.0).reshape(20, 30)
level = v.simd_info()["level"]
lanes = v.simd_info()["lanes"]["float64"]


def test_forms():
    with v.explain() as told:
        y = x * n + 1
        z = v.sqrt(y)
    assert [operation.name for operation in told.operations] == ["multiply", "add", "sqrt"]
    assert [operation.slot for operation in told.operations] == ["nb_multiply", "nb_add", None]
    assert [operation.loop for operation in told.operations] == ["dd->d", "dd->d", "d->d"]
    x + 1  # nobody listens any more
    assert len(told.kernels) == 3
    called = v.explain(lambda a, k=1: a + k, x, k=5)
    assert (called.result == x + 5).all() and len(called.operations) == 1
    assert raises(TypeError, v.explain, 5) == "explain() takes a function and its arguments, not 'int'"
    with v.explain() as outer:
        x + 1
        with v.explain() as inner:
            x * 2
        x - 1
    assert [each.name for each in outer.operations] == ["add", "subtract"]
    assert [each.name for each in inner.operations] == ["multiply"]
    failed = v.explain()
    try:
        with failed:
            x + 1
            raise KeyError
    except KeyError:
        pass
    assert len(failed.operations) == 1 and "1 operations" in str(failed)


def test_counts():
    for count in (0, 1, 3, 8, 100, 1003, 50_000):
        a = v.ones(count)
        for function, inputs in ((lambda: a + a, 2), (lambda: a * 2.5, 1), (lambda: v.sin(a), 1), (lambda: a.sum(), 1)):
            kernels = v.explain(function).kernels
            assert sum([kernel.elements for kernel in kernels]) == count, (count, kernels)
            for kernel in kernels:
                assert kernel.iterations * kernel.lanes + kernel.tail == kernel.elements if kernel.lanes > 1 else True
    kernel = only(lambda: x + x).kernels[0]
    assert (kernel.operation, kernel.dtype, kernel.level, kernel.lanes) == ("add", "float64", level, lanes)
    assert kernel.bytes == 3 * 8 * 1003 and kernel.threads == 1 and kernel.nanoseconds > 0
    assert kernel.iterations == (1003 // lanes if lanes > 1 else 0) and kernel.bandwidth > 0 and kernel.share > 0
    assert only(lambda: m.argmax(axis=0)).kernels[0].elements == 600
    assert only(lambda: m.cumsum(axis=1)).kernels[0].elements == 600
    assert sum([kernel.elements for kernel in v.explain(lambda: v.fuse(lambda a: a * 2 + a)(x)).kernels]) == 2 * 1003
    before = v.set_num_threads(2)
    assert only(lambda: v.sin(big)).kernels[0].threads == 2
    v.set_num_threads(before)


big = v.ones(500_000)


def test_facts():
    mixed = only(lambda: x * n)
    assert mixed.casts == [("int64", "float64")] and mixed.result == "new"
    assert mixed.inputs[1] == {"dtype": "int64", "shape": (1003,), "strides": (8,), "layout": "contiguous"}
    assert mixed.kernels[0].bytes == 3 * 8 * 1003
    assert only(lambda: x + 1).inputs[1] == {"number": 1} and only(lambda: x + 1).casts == []
    assert only(lambda: v.add(x, 1, out=target)).result == "out"
    told = v.explain(lambda: (big + 1) * 2)
    assert [operation.result for operation in told.operations] == ["new", "temporary"]
    assert only(lambda: m.T + m.T).inputs[0]["layout"] == "contiguous, first axis fastest"
    assert only(lambda: x[::2] + 1).inputs[0]["layout"] == "strided"
    assert only(lambda: v.broadcast_to(x[:3], (5, 3)) + 1).inputs[0]["layout"] == "repeated"
    assert only(lambda: m.sum(axis=0)).detail == "axis 0" and only(lambda: m.sum()).name == "add.reduce"
    product = only(lambda: m @ m.T)
    assert product.name == "matmul" and product.slot is None and product.detail == "nb_matrix_multiply"
    assert product.kernels[0].level == "BLAS" and product.kernels[0].elements == 400 and product.is_vectorized
    assert only(lambda: v.add(x, 1, where=mask)).masked
    assert [each.name for each in v.explain(lambda: (x.astype("float32"), x[::2].copy())).operations] == ["astype", "copy"]
    assert only(lambda: v.where(mask, n, x)).casts == [("int64", "float64")]


target = v.empty(1003)
mask = x > 0.5


def test_reasons():
    if lanes == 1:
        assert only(lambda: x + x).kernels[0].reason == "not vectorized: the SIMD level in use is 'scalar'"
        return
    assert only(lambda: x + x).kernels[0].reason == "" and only(lambda: x + x).is_vectorized
    assert "strided" in only(lambda: x[::2] + 1).kernels[0].reason
    assert "shorter than the" in only(lambda: x[:1] + 1).kernels[0].reason
    assert "no vector loop" in only(lambda: n.cumsum()).kernels[0].reason
    before = v.simd_info()["level"]
    v.set_simd("scalar")
    assert "'scalar'" in only(lambda: x + x).kernels[0].reason
    v.set_simd(before)


def test_text():
    told = v.explain(lambda: x[::2] * 2)
    lines = told.text(60).splitlines()
    assert lines[0] == "  0 multiply  dd->d  nb_multiply"
    assert lines[1] == "    float64[502] strided by (16,) bytes, 2 -> a new array"
    assert all([len(line) <= 60 for line in lines[:-1]]), lines
    assert lines[-1].startswith("1 operations, 1 kernels, 502 elements, ")
    assert str(told).splitlines()[0] == lines[0] and repr(told) == str(told)


def test_levels():
    info = v.simd_info()
    assert info["level"] in info["available"] and set(info["available"]) <= set(info["compiled"])
    assert "scalar" in info["compiled"] and info["lanes"]["float32"] >= info["lanes"]["float64"]
    before = info["level"]
    v.set_simd("scalar")
    assert v.simd_info()["chosen_by"] == "set_simd()" and v.simd_info()["level"] == "scalar"
    v.set_simd(before)


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()
print("ok")
