# SPDX-License-Identifier: MIT
"""The table of families says what their modules offer, and every public name can be had."""
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
print("package: ok")
