# SPDX-License-Identifier: MIT
"""Large operations on several threads: the same results as on one, errors told, signals noticed."""

import os
import signal
import subprocess
import sys
import warnings

import vecext as v


def raises(kind, function, *arguments):
    try:
        function(*arguments)
    except kind as error:
        return str(error)
    raise AssertionError(f"{function} did not raise {kind.__name__}")


def test_setting():
    before = v.set_num_threads(3)
    assert before >= 1 and v.get_num_threads() == 3
    assert v.set_num_threads(before) == 3
    assert raises(ValueError, v.set_num_threads, 0) == "the number of threads must be from 1 to 1024, not 0"
    raises(ValueError, v.set_num_threads, 5000)
    raises(TypeError, v.set_num_threads, "two")
    assert v.get_num_threads() == before


def large_results():
    """Results of every way in which work is divided."""
    n = 300_007
    generator = v.random.default_rng(7)
    x, y = generator.random(n) + 0.5, generator.normal(size=n)
    m = x[:300_000].reshape(600, 500)
    small = m.astype("float32")
    yield from (x + y, x * 2.5, v.sin(y), v.exp(x), x > y, v.where(x > y, x, y), x.astype("int16"))
    yield from (x[::2] + y[::2], m.T + m.T, m + m[0], m + m[:, :1], m.T.copy(), v.add(small, m))
    yield from (x.sum(), y.sum(), y.prod(), y.max(), y.min(), x.mean(), y.std(), x[::-3].sum(), m.T.sum())
    yield from (m.sum(axis=0), m.sum(axis=1), m.max(axis=0), small.sum(), small.sum(dtype="float64"))
    yield from (y.argmax(), m.argmin(axis=1), m.argmax(axis=0), x.cumsum(), m.cumsum(axis=0), m.cumsum(axis=1))
    yield from ((x > 0.7).any(), (x > 0.2).all(), (x > 0.7).sum(), v.add(x, y, where=x > 1, out=x * 0))
    yield from (m @ m.T, m.T @ m, v.dot(x, y), v.multiply.outer(x[:500], y[:700]))
    target = x.copy()
    target += y
    target[1:] *= target[:-1]
    yield target


def texts(results):
    return [(r.dtype.name, r.shape, r.tobytes()) for r in map(v.asarray, results)]


def test_same_results():
    before = v.set_num_threads(1)
    expected = texts(large_results())
    for count in (2, 3, 8):
        v.set_num_threads(count)
        for k, (found, wanted) in enumerate(zip(texts(large_results()), expected)):
            assert found == wanted, (count, k, found[:2], wanted[:2])
    v.set_num_threads(before)


def test_errors_are_told():
    before = v.set_num_threads(4)
    n = 1_000_000
    for at in (3, n // 2, n - 1):
        x = v.ones(n)
        x[at] = 0
        for function, text in ((lambda: 1 / x, "divide by zero encountered in divide"),
                               (lambda: v.log(x), "divide by zero encountered in log"),
                               (lambda: v.sqrt(x - 0.5), "invalid value encountered in sqrt")):
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                function()
            assert [str(w.message) for w in caught] == [text], (at, text, caught)
        with v.errstate(all="raise"):
            raises(FloatingPointError, lambda: 1 / x)
    v.set_num_threads(before)


def test_interrupt():
    """A signal's handler runs between parts, and what it raises comes out; everything works afterwards."""
    class Alarm(Exception):
        pass

    def handler(number, frame):
        # An operation inside of the handler, while one is under way.
        assert v.ones(100_000).sum() == 100_000
        raise Alarm

    old = signal.signal(signal.SIGALRM, handler)
    x = v.broadcast_to(v.arange(1000.0), (20_000_000, 1000))  # takes seconds
    returned = []
    try:
        for operation in (x.sum, x.max):
            signal.setitimer(signal.ITIMER_REAL, 0.05)
            try:
                operation()
                returned.append(operation)
            except Alarm:
                pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)
    assert not returned
    assert x[:5].sum() == 5 * 499_500


def test_fork():
    x = v.ones(1_000_000)
    assert (x + x).sum() == 2_000_000
    child = os.fork()
    if child == 0:
        os._exit(0 if (x + x).sum() == 2_000_000 else 1)
    assert os.waitpid(child, 0)[1] == 0


def run_with(value, program):
    environment = dict(os.environ, VECEXT_NUM_THREADS=value)
    code = f"import sys; sys.path[:] = {sys.path!r}; import vecext; {program}"
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)


def test_environment():
    assert run_with("5", "print(vecext.get_num_threads())").stdout == "5\n"
    assert run_with("", "print(vecext.get_num_threads() >= 1)").stdout == "True\n"
    for wrong in ("0", "-1", "two", "2x", "99999999999999999999"):
        done = run_with(wrong, "pass")
        wanted = f"ValueError: VECEXT_NUM_THREADS must be a number from 1 to 1024, not '{wrong}'"
        assert done.returncode == 1 and wanted in done.stderr, done.stderr


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()
print("ok")
