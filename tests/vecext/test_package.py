# SPDX-License-Identifier: MIT
"""The table of families says what their modules offer, and every public name can be had."""
import os.path
from importlib import import_module

import vecext

for module, names in vecext._FAMILIES.items():
    offered = set(import_module("vecext." + module).__all__)
    listed = set(names.split())
    assert offered == listed, (module, offered ^ listed)
for name in vecext.__all__:
    getattr(vecext, name)
assert "einsum" in dir(vecext) and "linalg" in dir(vecext)
try:
    vecext.nonsense
except AttributeError as error:
    assert str(error) == "module 'vecext' has no attribute 'nonsense'"
else:
    assert False
for name in vecext._SUBMODULES:
    if name != "fft":  # it may be built without
        module = getattr(vecext, name)
        for public in module.__all__:
            getattr(module, public)
from vecext.lib.stride_tricks import sliding_window_view
from vecext.typing import NDArray


def mean(a: NDArray[vecext.float64]) -> vecext.float64:
    return a.mean()


assert mean(sliding_window_view(vecext.arange(4.0), 2)) == 1.5 and "abs" not in vecext.__all__
sources = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
with open(os.path.join(sources, "CMakeLists.txt")) as file:
    assert f"VERSION {vecext.__version__} " in file.read()
print("package: ok")
