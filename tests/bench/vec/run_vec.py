# SPDX-License-Identifier: MIT
"""vecext against NumPy: in one CPython process, and in Adder against CPython with NumPy as whole programs.

usage: /usr/bin/python3 run_vec.py BUILD [--quick] [--only PATTERN] [--markdown FILE] [--check]

BUILD is the folder of a release build. Figures are the other library's time divided by vecext's: above 1 vecext is
faster. The two take turns on the same data, and the figure is the median of several rounds' ratios: what disturbs the
machine disturbs both. Both have one thread unless the table says otherwise. --markdown writes the tables into FILE;
--check ends with 1 if a mark of rows.py is missed.
"""
import argparse
import math
import os
import pathlib
import statistics
import subprocess
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when NumPy is imported
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import rows


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true", help="fewer sizes, types and rounds")
    parser.add_argument("--only", default="", help="only statements that contain this")
    parser.add_argument("--markdown", type=pathlib.Path, help="write the tables into this page")
    parser.add_argument("--check", action="store_true", help="fail if a mark is missed")
    options = parser.parse_args()
    if not (options.build / "cpython/vecext/_core.so").exists():
        parser.error(f"there is no vecext for CPython in {options.build}: build target vecext_cpython first")
    return options


class Bench:
    """Measures, and keeps tables as (title, header, lines) and the rows that missed their marks."""

    def __init__(self, options):
        self.options = options
        self.rounds = 3 if options.quick else 5
        self.least_time = 0.002 if options.quick else 0.005
        self.tables = []
        self.missed = []
        sys.path.insert(0, str(options.build / "cpython"))
        import numpy
        import vecext
        self.numpy, self.vecext = numpy, vecext
        vecext.set_num_threads(1)
        numpy.seterr(all="ignore")
        vecext.seterr(all="ignore")

    def wants(self, statement):
        return self.options.only in statement

    def count_for(self, loop):
        """How often a loop is run to take long enough to be measured."""
        count = 1
        while True:
            start = time.perf_counter()
            loop(count)
            took = time.perf_counter() - start
            if took >= self.least_time / 2 or count >= 1_000_000:
                return max(1, int(count * self.least_time / max(took, 1e-9)))
            count *= 4

    def ratio(self, first, second):
        """Median over rounds of the first loop's time divided by the second's."""
        counts = self.count_for(first), self.count_for(second)
        found = []
        for _ in range(self.rounds):
            took = []
            for loop, count in zip((first, second), counts):
                best = math.inf
                for _ in range(2):
                    start = time.perf_counter()
                    loop(count)
                    best = min(best, (time.perf_counter() - start) / count)
                took.append(best)
            found.append(took[0] / took[1])
        return statistics.median(found)

    def note(self, title, name, value, mark):
        if mark is not None and value < mark:
            self.missed.append((f"{title}: {name}", value, mark))
        return f"{value:.2f}"

    def add_table(self, title, header, lines):
        if not lines:
            return
        self.tables.append((title, header, lines))
        widths = [max([len(line[k]) for line in [header, *lines]]) for k in range(len(header))]
        print(f"\n{title}")
        for line in [header, *lines]:
            print("  " + "  ".join([f"{cell:<{width}}" if k == 0 else f"{cell:>{width}}"
                                     for k, (cell, width) in enumerate(zip(line, widths))]), flush=True)

    # -- the tables

    def operations(self):
        sizes = rows.SIZES[1:3] if self.options.quick else rows.SIZES
        values = []
        for dtype in rows.TYPES:
            names = {size: [rows.make_names(module, size, dtype) for module in (self.numpy, self.vecext)]
                     for size in sizes}
            lines = []
            for statement, types, mark in rows.BY_TYPE:
                if dtype in types and self.wants(statement):
                    lines.append(self._line(f"{dtype}", statement, mark, names, values))
            self.add_table(f"Elements of {dtype}", ["", *[f"{size:,}" for size in sizes]], lines)
        names = {size: [rows.make_names(module, size) for module in (self.numpy, self.vecext)] for size in sizes}
        lines = [self._line("moving", statement, mark, names, values) for statement, mark in rows.OTHER
                 if self.wants(statement)]
        self.add_table("Moving, ordering, several operations (float64)", ["", *[f"{size:,}" for size in sizes]], lines)
        if values:
            mean = statistics.geometric_mean(values)
            self.add_table("All of the above", ["", "ratio"], [
                ["geometric mean", self.note("all", "geometric mean", mean, 2)], ["lowest", f"{min(values):.2f}"],
                [f"rows below {rows.LEAST}", f"{len([value for value in values if value < rows.LEAST])} of {len(values)}"]])

    def _line(self, title, statement, mark, names, values):
        cells = [statement]
        for size, (theirs, ours) in names.items():
            value = self.ratio(rows.make_loop(statement, theirs), rows.make_loop(statement, ours))
            values.append(value)
            # Marks of formulas are meant where the call itself does not count.
            wanted = rows.SMALL_MARKS["cpython"] if size == 8 else mark if mark and size >= 1000 else rows.LEAST
            cells.append(self.note(f"{title}, {size:,}", statement, value, wanted))
        return cells

    def matrices(self):
        lines = []
        for size in rows.MATRICES[:1] if self.options.quick else rows.MATRICES:
            statement = f"m{size} @ m{size}"
            if not self.wants(statement):
                continue
            loops = []
            for module in (self.numpy, self.vecext):
                matrix = (module.arange(size * size) % 1000 / 999.0).reshape(size, size)
                loops.append(rows.make_loop("m @ m", {"m": matrix}))
            lines.append([statement, self.note("matmul", statement, self.ratio(*loops), rows.LEAST)])
        self.add_table("Products of matrices", ["", "ratio"], lines)

    def fused(self):
        try:
            import numexpr
            numexpr.set_num_threads(1)
        except ImportError:
            numexpr = None
        size = 100_000 if self.options.quick else 10_000_000
        lines, all_values = [], {"numpy": [], "numexpr": []}
        for name, text, expression in rows.FUSED:
            if not self.wants(name):
                continue
            theirs, ours = [rows.make_names(module, size) for module in (self.numpy, self.vecext)]
            function = eval(f"lambda x, y, z: {text}", {**ours})
            fused = self.vecext.fuse(function)
            loop = rows.make_loop("fused(x, y, z)", {**{key: ours[key] for key in "xyz"}, "fused": fused})
            values = {"numpy": self.ratio(rows.make_loop(text, theirs), loop)}
            if numexpr is not None:
                arrays = {key: theirs[key] for key in "xyz"}
                values["numexpr"] = self.ratio(lambda count: [numexpr.evaluate(expression, arrays) for _ in range(count)],
                                               loop)
            for peer, value in values.items():
                all_values[peer].append(value)
            lines.append([name, *[f"{values[peer]:.2f}" if peer in values else "-" for peer in all_values]])
        if lines:
            means = [self.note("fused", f"geometric mean against {peer}", statistics.geometric_mean(values),
                               rows.FUSED_MARKS[peer]) if values else "-" for peer, values in all_values.items()]
            lines.append(["geometric mean", *means])
        self.add_table(f"Fused, {size:,} elements of float64", ["", "NumPy", "numexpr"], lines)

    def memory(self):
        if self.options.quick:
            return
        size = 10_000_000
        names = rows.make_names(self.vecext, size)
        lines = []
        for statement, arrays in rows.MEMORY_BOUND:
            if not self.wants(statement):
                continue
            plain = lambda count: [self.vecext._core._plain_triad() for _ in range(count)]
            elements = self.vecext._core._plain_triad()  # three arrays of so many float64
            loop = rows.make_loop(statement, names)
            value = self.ratio(plain, loop) / (3 * elements) * (arrays * size)
            lines.append([statement, self.note("memory", statement, value, rows.LEAST)])
        self.add_table(f"Bytes a second against a plain loop a[i] = b[i] + 3 * c[i], {size:,} elements of float64",
                       ["", "share"], lines)

    def threads(self):
        if self.options.quick or (os.cpu_count() or 1) < 2:
            return
        names = rows.make_names(self.vecext, 1_000_000)
        names["m1024"] = (self.vecext.arange(1024 * 1024) % 1000 / 999.0).reshape(1024, 1024)
        lines = []
        for statement in rows.COMPUTE_BOUND:
            if self.wants(statement):
                loop = rows.make_loop(statement, names)
                with_threads = lambda threads: lambda count: (self.vecext.set_num_threads(threads), loop(count))
                value = self.ratio(with_threads(1), with_threads(2))
                lines.append([statement, self.note("threads", statement, value, 1.8)])
        self.vecext.set_num_threads(1)
        self.add_table("Two threads against one, 1,000,000 elements", ["", "ratio"], lines)

    def programs(self):
        """Adder with vecext against CPython with NumPy, in processes that take turns."""
        adder = self.options.build / "bin/adder"
        seconds = "0.01" if self.options.quick else "0.03"
        program = str(HERE / "small_program.py")
        peers = {"numpy": (["/usr/bin/python3", program, "numpy", seconds], {}),
                 "cpython": (["/usr/bin/python3", program, "vecext", seconds],
                             {"PYTHONPATH": str(self.options.build / "cpython")}),
                 "adder": ([str(adder), program, "vecext", seconds],
                           {"ADDERPATH": str(self.options.build / "lib/adder")})}
        found = {name: [] for name in peers}
        for _ in range(2 if self.options.quick else self.rounds):
            for name, (command, environment) in peers.items():
                done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=True)
                found[name].append([float(line) for line in done.stdout.split()])
        lines, all_values = [], {"cpython": [], "adder": []}
        for place, statement in enumerate(rows.SMALL):
            if not self.wants(statement):
                continue
            cells = [statement]
            for name in all_values:
                value = statistics.median([theirs[place] / ours[place]
                                           for theirs, ours in zip(found["numpy"], found[name])])
                all_values[name].append(value)
                cells.append(self.note(f"8 elements, {name}", statement, value, rows.SMALL_MARKS[name]))
            lines.append(cells)
        if lines:
            lines.append(["geometric mean", *[f"{statistics.geometric_mean(values):.2f}" for values in all_values.values()]])
        self.add_table("Eight elements, as programs, against CPython with NumPy", ["", "vecext in CPython", "vecext in Adder"],
                       lines)


def describe_machine(vecext, numpy):
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown CPU")
    return (f"{model}, {os.cpu_count()} cores, SIMD level {vecext.simd_info()['level']}; NumPy {numpy.__version__}, "
            f"CPython {sys.version.split()[0]}.")


def write_page(page, bench):
    """Puts the tables between the page's two marks."""
    start, end = "<!-- tables -->\n", "<!-- end of tables -->\n"
    text = page.read_text()
    if start not in text or end not in text:
        raise SystemExit(f"{page} has no lines {start.strip()} and {end.strip()}")
    parts = [describe_machine(bench.vecext, bench.numpy) + "\n"]
    for title, header, lines in bench.tables:
        parts.append(f"**{title}**\n\n| " + " | ".join(header) + " |\n|---|" + "---:|" * (len(header) - 1) + "\n"
                     + "".join(["| " + " | ".join([f"`{line[0]}`" if k == 0 and "(" in line[0] else cell
                                                     for k, cell in enumerate(line)]) + " |\n" for line in lines]))
    parts.append(f"**Below their marks**: {len(bench.missed)}\n\n" + "".join(
        [f"- {name}: {value:.2f}, mark {mark}\n" for name, value, mark in bench.missed]))
    before, rest = text.split(start)
    page.write_text(before + start + "\n" + "\n".join(parts) + "\n" + end + rest.split(end)[1])


def main():
    options = parse_arguments()
    bench = Bench(options)
    print(describe_machine(bench.vecext, bench.numpy))
    for table in (bench.operations, bench.matrices, bench.fused, bench.memory, bench.threads, bench.programs):
        table()
    print(f"\n{len(bench.missed)} below their marks")
    for name, value, mark in bench.missed:
        print(f"  {name}: {value:.2f}, mark {mark}")
    if options.markdown:
        write_page(options.markdown, bench)
    return 1 if options.check and bench.missed else 0


if __name__ == "__main__":
    sys.exit(main())
