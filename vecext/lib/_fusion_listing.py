# SPDX-License-Identifier: MIT
"""Fused functions as texts: the vector bytecode, and what it saves against one operation after the other."""


def _type_text(node):
    return f"{node.dtype.name}{list(node.shape)}".replace(" ", "") if node.shape else node.dtype.name


class _Names:
    """Of the arrays of a program: arguments by their own, what it makes by out and t with numbers."""

    def __init__(self, program):
        self._names = {node: node.name for node in program.inputs}
        self._names.update({node: node.name for node, array in program.captured})
        outputs = [node for node in dict.fromkeys(program.outputs) if node not in self._names]
        for place, node in enumerate(outputs):
            self._names[node] = "out" if len(outputs) == 1 else f"out{place}"
        kept = [node for part in program.passes for node in part.results if node not in self._names]
        for place, node in enumerate(kept):
            self._names[node] = f"t{place}"

    def of(self, node):
        return self._names[node]

    def spot(self, part, spot):
        place, index = spot
        if place == 0:
            return f"r{index}"
        if place == 2:
            return str(part.constants[index].value)
        return self.of((part.inputs + part.results)[index])


def list_code(name, program):
    names = _Names(program)
    inputs = program.inputs + [node for node, array in program.captured]
    lines = [f"{name}({', '.join([f'{names.of(node)}: {_type_text(node)}' for node in inputs])})"]
    for number, part in enumerate(program.passes):
        registers = "1 register" if part.registers == 1 else f"{part.registers} registers"
        lines.append(f"pass {number} over {list(part.shape)}: blocks of {part.block} elements, {registers}")
        rows = []
        for place, instruction in enumerate(part.instructions):
            node = instruction.node
            sources = ", ".join([names.spot(part, spot) for spot in instruction.sources])
            types = node.dtype.name if node.form != "cast" else f"{node.read.name}->{node.dtype.name}"
            rows.append((str(place), node.name, types, f"{names.spot(part, instruction.out)} <- {sources}"))
        widths = [max([len(row[column]) for row in rows]) for column in range(3)]
        for row in rows:
            lines.append(f"  {row[0]:>{max(widths[0], 2)}}  {row[1]:<{widths[1]}}  {row[2]:<{widths[2]}}  {row[3]}")
    if not program.passes:
        lines.append("nothing to do: the arguments are returned")
    return "\n".join(lines)


def _bytes_text(count):
    for unit in ("bytes", "KB", "MB", "GB"):
        if count < 1000 or unit == "GB":
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1000


def _all_nodes(program):
    """Every operation once, as the function does them; conversions are part of the operation that wants them."""
    seen, todo = {}, list(program.outputs)
    while todo:
        node = todo.pop()
        if node in seen or node.form == "input":
            continue
        seen[node] = None
        todo += node.nodes
    wanted = set(program.outputs)
    return [node for node in seen if node.form != "cast" or node in wanted]


def describe_savings(name, program):
    nodes = _all_nodes(program)
    outputs = set(program.outputs)
    temporaries = [node for node in nodes if node not in outputs and node.shape]
    kept = [node for part in program.passes for node in part.results if node not in outputs and node.shape]
    size = lambda group: sum([node.size * node.dtype.itemsize for node in group])
    separately = sum([size([node]) + size([_source(operand) for operand in node.nodes]) for node in nodes])
    fused = sum([part.bytes for part in program.passes])
    rows = [("", "one by one", "fused"),
            ("passes over memory", str(len(nodes)), str(len(program.passes))),
            ("temporary arrays", str(len(temporaries)), str(len(kept))),
            ("memory for them", _bytes_text(size(temporaries)), _bytes_text(size(kept))),
            ("bytes read and written", _bytes_text(separately), _bytes_text(fused))]
    inputs = ", ".join([f"{node.name}: {_type_text(node)}" for node in program.inputs])
    lines = [f"{name}({inputs})"]
    lines += [f"  {title:<22}  {left:>12}  {right:>12}" for title, left, right in rows]
    if fused:
        lines.append(f"  {separately / fused:.1f} times less memory traffic")
    return "\n".join(lines)


def _source(operand):
    """What is read: before a conversion that happens on the way."""
    return operand.operands[0] if operand.form == "cast" else operand
