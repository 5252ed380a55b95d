# SPDX-License-Identifier: MIT
"""Universal functions of other modules: what they share with vecext, and imports that go wrong."""
import sys

import vecext as np

import mixed

assert mixed.answer == 42 and mixed.half_up([1, 2, 5]).tolist() == [1, 1, 3]
assert mixed.bits_apart.types[0] == "bb->b" and mixed.bits_apart.ntypes == 8
for level in np.simd_info()["available"]:
    np.set_simd(level)
    for dtype in ("i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"):
        x = np.arange(200).astype(dtype)
        assert (mixed.bits_apart(x, 85) == (x ^ np.array(85, dtype))).all()
        assert mixed.bits_apart(x[::3], x[::-1][::3]).tolist() == (x[::3] ^ x[::-1][::3]).tolist()

# Errors are read from results: what where() leaves out is none.
with np.errstate(all="raise"):
    assert mixed.half_up(np.inf) == np.inf
    for wrong in (lambda: mixed.half_up("text"), lambda: mixed.bits_apart(1.5, 2), lambda: mixed.half_up(1, 2, 3)):
        try:
            wrong()
        except TypeError:
            pass
        else:
            raise AssertionError("no TypeError")

# A fused function does not know them.
try:
    np.fuse(lambda x: mixed.half_up(x) + 1)(np.zeros(10))
except TypeError as error:
    assert "half_up" in str(error), error
else:
    raise AssertionError("no TypeError")

# The same functions again where the module is imported again.
before = mixed.half_up
del sys.modules["mixed"]
import mixed
assert mixed.half_up is before

# Another vecext, and none.
core, package = sys.modules["vecext._core"], sys.modules["vecext"]


def refusal():
    sys.modules.pop("mixed", None)
    try:
        import mixed
    except ImportError as error:
        return str(error)
    raise AssertionError("mixed was imported")


class Old:
    """A vecext without the capsule."""


sys.modules["vecext._core"] = package._core = Old()
text = refusal()
assert text.startswith("mixed was built for version ") and text.endswith("this vecext has 0: build it again"), text
sys.modules["vecext._core"] = None
assert refusal() == "mixed needs the package vecext, which cannot be found", refusal()
sys.modules["vecext._core"] = package._core = core
print("mixed: all is well")
