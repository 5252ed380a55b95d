# SPDX-License-Identifier: MIT
"""explain(): what the operations of a block of code did, and why they were or were not vectorized.

The native module appends facts to a list (vecext/explain.hpp): an operation, then the kernels that it called. Here they
are put together and worded.
"""
import os
import sys
import textwrap

from . import _core

__all__ = ["explain"]


def _bytes_text(count):
    for unit in ("bytes", "KB", "MB", "GB"):
        if count < 1000 or unit == "GB":
            return f"{count} bytes" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1000


def _time_text(nanoseconds):
    for unit in ("ns", "us", "ms", "s"):
        if nanoseconds < 1000 or unit == "s":
            return f"{nanoseconds:.0f} ns" if unit == "ns" else f"{nanoseconds:.1f} {unit}"
        nanoseconds /= 1000


class Kernel:
    """One call of a kernel: `operation`, `dtype`, `level`, `lanes`, `threads`, `elements`, `iterations` of the vector
    body, `tail` of single elements, `bytes`, `nanoseconds`, and whether operands are `strided` or `repeated`."""

    def __init__(self, fact):
        for name, value in fact.items():
            if name != "kind":
                setattr(self, name, value)

    @property
    def bandwidth(self):
        """Bytes a second."""
        return self.bytes * 1e9 / self.nanoseconds if self.nanoseconds else 0.0

    @property
    def share(self):
        """Of what a plain loop over large arrays reaches on this machine; more than 1 comes from the caches."""
        measured = _core._memory_bandwidth()
        return self.bandwidth / measured if measured else 0.0

    @property
    def is_vectorized(self):
        return self.iterations > 0

    @property
    def reason(self):
        """Why it was not vectorized, or only through a detour; empty if there is nothing to say."""
        if self.level == "BLAS":
            return ""
        if self.elements == 0:
            return "not vectorized: there are no elements"
        if self.level == "scalar":
            return "not vectorized: the SIMD level in use is 'scalar'"
        if self.operation in ("copy", "astype"):
            return "moved one at a time: strided" if self.strided else ""
        if self.lanes == 1:
            return f"not vectorized: {self.operation} of {self.dtype} has no vector loop on {self.level}"
        if self.iterations == 0:
            return f"not vectorized: runs are shorter than the {self.lanes} lanes of a vector"
        if self.strided:
            return "strided: elements are gathered into blocks, then vectorized"
        return ""

    def __repr__(self):
        parts = [f"{self.operation} {self.dtype} {self.level}"]
        if self.is_vectorized:
            parts.append(f"{self.lanes} lanes x {self.iterations} iterations + {self.tail}")
        else:
            parts.append(f"{self.elements} elements")
        if self.threads > 1:
            parts.append(f"{self.threads} threads")
        parts.append(f"{_bytes_text(self.bytes)} in {_time_text(self.nanoseconds)}")
        if self.nanoseconds and self.bytes:
            parts.append(f"{self.bandwidth / 1e9:.1f} GB/s, {self.share:.0%} of memory's")
        return ", ".join(parts)


class Operation:
    """One operation: `name`, `slot` of the operator or None, `loop` ("dd->d"), `dtype` of the loop, `inputs` (dicts with
    dtype, shape, strides and layout, or number), `casts` made on the way, `result` ("new", "temporary", "out") and
    `kernels`."""

    def __init__(self, fact):
        self.name = fact.get("name", "")
        self.slot = fact.get("slot")
        self.loop = fact.get("loop")
        self.dtype = fact.get("dtype")
        self.detail = fact.get("detail", "")
        self.inputs = fact.get("inputs", [])
        self.result = fact.get("result")
        self.masked = fact.get("masked", False)
        self.kernels = []

    @property
    def casts(self):
        """Pairs of dtypes that inputs were converted between, block by block."""
        mask = self.name == "where"
        wanted = ["bool" if mask and place == 0 else self.dtype for place in range(len(self.inputs))]
        return [(each["dtype"], dtype) for each, dtype in zip(self.inputs, wanted)
                if "dtype" in each and each["dtype"] != dtype]

    @property
    def is_vectorized(self):
        return any([kernel.is_vectorized or kernel.level == "BLAS" for kernel in self.kernels])

    def _heading(self):
        parts = [self.name]
        parts += [part for part in (self.loop, self.detail, self.slot) if part]
        return "  ".join(parts)

    def _notes(self):
        inputs = ", ".join([_input_text(each) for each in self.inputs])
        made = {"new": "a new array", "temporary": "the memory of a temporary operand", "out": "the target"}
        if inputs:
            yield f"{inputs} -> {made.get(self.result, 'a new array')}"
        for source, target in self.casts:
            yield f"cast {source} -> {target}, block by block"
        if self.masked:
            yield "where=: only the stretches where the mask is true"
        for kernel in self.kernels:
            yield repr(kernel)
            if kernel.reason:
                yield kernel.reason
        if not self.kernels:
            yield "no kernel was called"

    def text(self, width=100):
        lines = [self._heading()]
        for note in self._notes():
            lines += textwrap.wrap(note, width, initial_indent="    ", subsequent_indent="      ")
        return "\n".join(lines)

    def __repr__(self):
        return self.text(10 ** 6)


def _input_text(each):
    if "number" in each:
        return repr(each["number"])
    shape = ",".join([str(length) for length in each["shape"]])
    layout = each["layout"]
    if layout in ("strided", "repeated"):
        layout += f" by {each['strides']} bytes".replace(" ", " ") if layout == "strided" else ""
    return f"{each['dtype']}[{shape}] {layout}"


def _terminal_width():
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return 100


class explain:
    """Tells what array operations do: `with explain() as e: …; print(e)`, or `explain(function, *arguments)`.

    `operations` has an Operation for each, in the order in which they ran; the second form keeps what the function
    returned as `result`.
    """

    def __init__(self, function=None, /, *arguments, **keywords):
        self._facts = []
        self._before = []
        self.result = None
        if function is not None:
            if not callable(function):
                raise TypeError(f"explain() takes a function and its arguments, not {type(function).__name__!r}")
            with self:
                self.result = function(*arguments, **keywords)

    def __enter__(self):
        self._before.append(_core._explain_to(self._facts))
        return self

    def __exit__(self, *exception):
        outer = self._before.pop()
        _core._explain_to(outer)
        return False

    @property
    def operations(self):
        made, current = [], None
        for fact in self._facts:
            if fact["kind"] == "operation":
                current = Operation(fact)
                made.append(current)
                continue
            kernel = Kernel(fact)
            if current is None or _is_apart(kernel, current):
                current = None  # a copy or conversion by itself
                made.append(Operation({"name": kernel.operation, "dtype": kernel.dtype}))
            made[-1].kernels.append(kernel)
        return made

    @property
    def kernels(self):
        return [Kernel(fact) for fact in self._facts if fact["kind"] == "kernel"]

    def text(self, width=None):
        width = width or _terminal_width()
        operations = self.operations
        parts = [f"{place:>3} {operation.text(width)}" for place, operation in enumerate(operations)]
        kernels = self.kernels
        elements = sum([kernel.elements for kernel in kernels])
        took = sum([kernel.nanoseconds for kernel in kernels])
        parts.append(f"{len(operations)} operations, {len(kernels)} kernels, {elements} elements, "
                     f"{_bytes_text(sum([kernel.bytes for kernel in kernels]))}, {_time_text(took)} in kernels")
        return "\n".join(parts)

    def __str__(self):
        return self.text()

    __repr__ = __str__


def _is_apart(kernel, operation):
    """Whether no operation that was told called the kernel: copies before an operation's own kernels are its too."""
    is_copy = kernel.operation in ("copy", "astype")
    return is_copy and any([other.operation not in ("copy", "astype") for other in operation.kernels])
