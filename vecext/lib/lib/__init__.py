# SPDX-License-Identifier: MIT
"""Where NumPy keeps functions that are not in its main namespace: stride_tricks."""
from . import stride_tricks

__all__ = ["stride_tricks"]
