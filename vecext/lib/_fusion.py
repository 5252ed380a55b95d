# SPDX-License-Identifier: MIT
"""fuse(): a function of arrays, run in one pass over blocks that stay in the cache.

Called for the first time with arrays of some types, the function is recorded (_fusion_graph.py) and compiled to vector
bytecode (_fusion_code.py), which the machine in the native module runs. Later calls with the same types, and shapes
that are alike in what is equal and what is 1, run that code.
"""
from functools import update_wrapper

from . import _core
from ._fusion_code import compile_graph
from ._fusion_graph import FusionError, Graph, Node, Recorded
from ._fusion_listing import describe_savings, list_code

__all__ = ["FusionError", "fuse"]

_MOST_PROGRAMS = 64


class _Program:
    """A recording: how to run it, and what the function returned."""

    def __init__(self, function, arguments, keywords, names):
        graph = Graph()
        record = lambda name, value: (Recorded(graph, graph.add_input(name, value))
                                      if isinstance(value, _core.ndarray) else value)
        arguments = [record(name, value) for name, value in zip(names, arguments)]
        keywords = {name: record(name, value) for name, value in keywords.items()}
        self._returned = function(*arguments, **keywords)
        self.outputs = []
        self._collect(self._returned, graph)
        self.uses_shapes = graph.uses_shapes
        self.passes = compile_graph(self.outputs)
        self.inputs = graph.inputs
        self.captured = graph.captured

    def _collect(self, value, graph):
        if isinstance(value, Recorded):
            if value._graph is not graph:
                raise FusionError("a fused function returned a value of another recording")
            self.outputs.append(value._node)
        elif isinstance(value, (tuple, list)):
            for item in value:
                self._collect(item, graph)
        elif isinstance(value, dict):
            self._collect(list(value.values()), graph)

    def run(self, arrays):
        memory = dict(zip(self.inputs, arrays))
        memory.update(self.captured)
        for part in self.passes:
            memory.update(zip(part.results, _core._run_pass(part.native, *[memory[node] for node in part.inputs])))
        return self._rebuild(self._returned, memory)

    def _rebuild(self, value, memory):
        if isinstance(value, Recorded):
            return memory[value._node]
        if type(value) in (tuple, list):
            return type(value)([self._rebuild(item, memory) for item in value])
        if type(value) is dict:
            return {name: self._rebuild(item, memory) for name, item in value.items()}
        return value


class fuse:
    """A function of arrays whose operations run together, block by block, without temporaries in memory.

    Use it as a decorator, or call fuse(function). The function may use operators, universal functions, where(), clip()
    and reductions on its arguments; `dis()` lists the vector bytecode, `explain()` tells what was saved.
    """

    def __init__(self, function):
        if not callable(function):
            raise TypeError(f"fuse() takes a function, not {type(function).__name__!r}")
        update_wrapper(self, function)
        code = getattr(function, "__code__", None)
        self._function = function
        self._names = code.co_varnames[:code.co_argcount] if code is not None else ()
        self._programs = {}
        self._last = None

    def __call__(self, *arguments, **keywords):
        program = self._find(arguments, keywords)
        return program.run([value for value in (*arguments, *keywords.values()) if isinstance(value, _core.ndarray)])

    def __get__(self, instance, owner=None):
        return self if instance is None else lambda *arguments, **keywords: self(instance, *arguments, **keywords)

    def __repr__(self):
        return f"<fused {getattr(self._function, '__qualname__', self._function)!s}>"

    def dis(self, *arguments, file=None, **keywords):
        """Prints the vector bytecode for arguments like these, or of the last call."""
        print(list_code(self.__name__, self._chosen(arguments, keywords)), file=file)

    def explain(self, *arguments, file=None, **keywords):
        """Prints what fusing saves for arguments like these, or in the first of the last calls that were alike."""
        print(describe_savings(self.__name__, self._chosen(arguments, keywords)), file=file)

    def _chosen(self, arguments, keywords):
        if arguments or keywords:
            return self._find(arguments, keywords)
        if self._last is None:
            raise ValueError(f"{self.__name__}() was not called yet: give the arguments of a call")
        return self._last

    def _find(self, arguments, keywords):
        key, shapes = _key(arguments, keywords)
        program = self._programs.get(key)
        if program is None or program.uses_shapes:
            program = self._programs.get((key, shapes))
        if program is None:
            program = self._record(arguments, keywords)
            if len(self._programs) >= _MOST_PROGRAMS:
                self._programs.pop(next(iter(self._programs)))
            self._programs[(key, shapes) if program.uses_shapes else key] = program
        self._last = program
        return program

    def _record(self, arguments, keywords):
        names = [self._names[place] if place < len(self._names) else f"argument{place}"
                 for place in range(len(arguments))]
        return _Program(self._function, arguments, keywords, names)


def _key(arguments, keywords):
    """What decides the code: types, which lengths are equal, 0 or 1, and the values of what is no array; and the shapes."""
    labels = {0: 0, 1: 1}
    key, shapes = [*keywords], []
    for place, value in enumerate((*arguments, *keywords.values())):
        if isinstance(value, _core.ndarray):
            key.append(value.dtype)
            key.append(tuple([labels.setdefault(length, -len(labels)) for length in value.shape]))
            shapes.append(value.shape)
        else:
            try:
                hash(value)
            except TypeError:
                raise FusionError(f"argument {place} of a fused function is a {type(value).__name__}: pass arrays, "
                                  "numbers and what can be hashed") from None
            key.append((type(value), value, str(value) if isinstance(value, (float, complex)) else None))
    return tuple(key), tuple(shapes)
