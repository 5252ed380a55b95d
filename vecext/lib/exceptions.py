# SPDX-License-Identifier: MIT
"""The exceptions and warnings of the package in one place."""
from ._core import AxisError, ComplexWarning
from ._polynomials import RankWarning

__all__ = ["AxisError", "ComplexWarning", "RankWarning"]
