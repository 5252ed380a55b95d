# SPDX-License-Identifier: MIT
"""Views of other shapes on an array's memory."""
from .._core import as_strided, broadcast_to
from .._joining import broadcast_arrays, broadcast_shapes
from .._moving import sliding_window_view

__all__ = ["as_strided", "broadcast_arrays", "broadcast_shapes", "broadcast_to", "sliding_window_view"]
