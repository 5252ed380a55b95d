# SPDX-License-Identifier: MIT
"""From a recorded graph to passes of vector bytecode.

A pass goes over memory once. What a reduction makes is known only after its pass, and values of different shapes are
made in different passes; a value that a later pass needs is kept in memory if it was long in the making, else made
again there. Within a pass every operation is an instruction over blocks whose values live in registers.
"""
from . import _core
from ._fusion_graph import Constant, FusionError, Node

_FORMS = {"apply": 0, "cast": 1, "reduce": 2}
_REGISTER, _ARRAY, _CONSTANT = range(3)
_MOST_REGISTERS, _MOST_ARRAYS, _MOST_INSTRUCTIONS = 64, 24, 256

# What is made again rather than kept: so many instructions, one of a long formula counting for many.
_CHEAP, _LONG = 3, 10


def _is_leaf(value):
    return isinstance(value, Constant) or value.form == "input"


class Instruction:
    __slots__ = "node", "out", "sources"

    def __init__(self, node, out, sources):
        self.node = node
        self.out = out
        self.sources = sources

    def encode(self):
        node = self.node
        spots = [self.out, *self.sources] + [(_REGISTER, 0)] * (3 - len(self.sources))
        return bytes([_FORMS[node.form], node.number & 255, node.number >> 8, ord(node.read.char), ord(node.dtype.char),
                      len(self.sources), *[part for spot in spots for part in spot]])


class Pass:
    """One way over memory: `inputs` are read, `results` are written, nodes all."""

    def __init__(self, shape, inputs, results, constants, instructions):
        self.shape = shape
        self.inputs = inputs
        self.results = results
        self.constants = constants
        self.instructions = instructions
        made = []
        for node in results:
            axes = sum([1 << axis for axis in node.axes])
            made.append((node.dtype, node.number, axes, node.keepdims) if node.form == "reduce" else (node.dtype,))
        self.native, self.registers, self.block = _core._make_pass(
            b"".join([instruction.encode() for instruction in instructions]), tuple([node.dtype for node in inputs]),
            tuple([(constant.dtype, constant.value) for constant in constants]), tuple(made))

    @property
    def bytes(self):
        return sum([node.size * node.dtype.itemsize for node in self.inputs + self.results])


class _Emitter:
    """Writes the instructions of one pass, given which values are made in it and which of them are its results."""

    def __init__(self, order, results):
        self._results = results
        self._order = order
        self.inputs, self.constants, self.instructions = [], [], []
        self._registers = {}
        self._free = []
        self._count = 0
        self._last = {}
        for place, node in enumerate(order):
            for operand in node.nodes:
                self._last[operand] = place
        made = set(order)
        for node in order:
            for operand in node.operands:
                if isinstance(operand, Constant):
                    if operand not in self.constants:
                        self.constants.append(operand)
                elif operand not in made and operand not in self.inputs:
                    self.inputs.append(operand)

    def emit(self):
        for place, node in enumerate(self._order):
            sources = [self._spot(operand) for operand in node.operands]
            dying = [operand for operand in dict.fromkeys(node.nodes)
                     if operand in self._registers and self._last[operand] == place]
            # The result may take the very place of an operand of its width.
            for operand in dying:
                if operand.dtype.itemsize == node.dtype.itemsize:
                    self._free.append(self._registers[operand])
            if node in self._results:
                out = _ARRAY, len(self.inputs) + self._results.index(node)
            else:
                self._registers[node] = self._take()
                out = _REGISTER, self._registers[node]
            for operand in dying:
                if operand.dtype.itemsize != node.dtype.itemsize:
                    self._free.append(self._registers[operand])
            self.instructions.append(Instruction(node, out, sources))

    def _take(self):
        if self._free:
            return self._free.pop()
        self._count += 1
        return self._count - 1

    def _spot(self, operand):
        if isinstance(operand, Constant):
            return _CONSTANT, self.constants.index(operand)
        if operand in self._registers:
            return _REGISTER, self._registers[operand]
        if operand in self._results:
            return _ARRAY, len(self.inputs) + self._results.index(operand)
        return _ARRAY, self.inputs.index(operand)

    def check(self):
        too_many = [f"{count} {name} (at most {most})" for count, name, most in
                    [(self._count, "values at a time", _MOST_REGISTERS),
                     (len(self.inputs) + len(self._results), "arrays", _MOST_ARRAYS),
                     (len(self.instructions), "instructions", _MOST_INSTRUCTIONS),
                     (len(self.constants), "constants", 256)] if count > most]
        if too_many:
            raise FusionError(f"the function is too long to fuse: a pass has {', '.join(too_many)}; fuse it in parts")


def compile_graph(outputs):
    """The passes, first to last, that make the nodes of `outputs`."""
    roots = {}  # (level, shape) -> the results of that pass, an ordered set

    def make_result(node):
        roots.setdefault((node.level, node.work_shape), {})[node] = None

    for node in outputs:
        if not _is_leaf(node):
            make_result(node)
    passes = []
    # What a pass wants of earlier ones adds to their results, so the last comes first.
    while roots:
        key = max(roots, key=lambda key: key[0])
        results = list(roots.pop(key))
        order = _order(results, *key, make_result, roots)
        emitter = _Emitter(order, results)
        emitter.emit()
        emitter.check()
        passes.append(Pass(key[1], emitter.inputs, results, emitter.constants, emitter.instructions))
    return passes[::-1]


def _cost(node, shape):
    """Of making it again from what is in memory."""
    seen, todo = set(), [node]
    cost = 0
    while todo and cost <= _CHEAP:
        node = todo.pop()
        if node in seen or _is_leaf(node) or node.form == "reduce" or node.shape != shape:
            continue
        seen.add(node)
        cost += _LONG if node.is_long else 1
        todo += node.nodes
    return cost


def _order(results, level, shape, make_result, roots):
    """The nodes that the pass makes, operands first. Tells `make_result` which it wants to find in memory."""
    order, seen = [], set(results)
    kept = {node for nodes in roots.values() for node in nodes}

    def comes_from_memory(node):
        if node.form == "reduce" or node.shape != shape:
            return True
        return node.level < level and (node in kept or _cost(node, shape) > _CHEAP)

    # Iteratively: chains of thousands of operations are no reason to run out of stack.
    todo = [(node, False) for node in reversed(results)]
    placed = set()
    while todo:
        node, is_ready = todo.pop()
        if node in placed:
            continue
        if is_ready:
            placed.add(node)
            order.append(node)
            continue
        todo.append((node, True))
        for operand in reversed(node.nodes):
            if operand in placed or _is_leaf(operand):
                continue
            if operand not in seen and comes_from_memory(operand):
                make_result(operand)
                kept.add(operand)
                continue
            if operand in seen and operand.form == "reduce":
                continue
            todo.append((operand, False))
    return order
