# SPDX-License-Identifier: MIT
"""The exceptions and warnings of the package in one place."""
from ._core import AxisError
from ._polynomials import RankWarning

__all__ = ["AxisError", "RankWarning"]
