"""Compare traces with golden files: NAME.py is the program, NAME.txt what `-m trace` prints of it.

    run_traces.py --adder build/release/bin/adder [NAME…]             compare
    run_traces.py --adder build/release/bin/adder --record [NAME…]    write NAME.txt anew; read the difference!

A first line `# trace: OPTIONS` gives options of `-m trace`; with --json the Chrome events stand in NAME.txt too.
Times are taken out, tables that are ordered by time are sorted, and the SIMD level is forced to the machine's
128-bit one, which is called sse2 in the golden files. Whatever the golden file says, the totals must agree with
the events that the text shows.
"""
import argparse
import json
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent
LEVEL = "neon64" if platform.machine() == "aarch64" else "sse2"
TIMEOUT = 60
TIME = re.compile(r"(\s?)\s*\b\d+(\.\d+)? (ns|us|ms|s)\b")
RATE = re.compile(r" *\b\d+\.\d GB/s")
TABLES = ("native calls", "kernels")


def parse_args():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--adder", required=True, help="the interpreter under test")
    parser.add_argument("--record", action="store_true", help="write the golden files")
    return parser.parse_args()


def options_of(script):
    first = script.read_text().partition("\n")[0]
    return first.removeprefix("# trace:").split() if first.startswith("# trace:") else []


def without_times(line):
    return RATE.sub(" RATE", TIME.sub(r"\1TIME", line)).replace(LEVEL, "sse2").rstrip()


def normalize(text):
    """Lines without times; the rows of a table in the order of their text."""
    result = []
    table = None
    for line in map(without_times, text.splitlines()):
        if table is not None and not line.startswith("  "):
            result += sorted(table)
            table = None
        if table is not None:
            table.append(line.replace(" RATE", ""))
        else:
            result.append(line)
        if line in TABLES:
            table = []
    return result + sorted(table or [])


def json_lines(path):
    """One line an event, its numbers that are no times kept; also proves that the file is JSON."""
    lines = ["--- json"]
    for event in json.loads(path.read_text())["traceEvents"]:
        for key in ("ts", "dur"):
            if key in event:
                event[key] = "TIME"
        lines.append(json.dumps(event).replace(LEVEL, "sse2"))
    return lines


def trace(adder, script):
    """What tracing the script prints, normalized; then standard error, exit status and JSON behind marker lines."""
    options = options_of(script)
    environment = dict(os.environ, VECEXT_SIMD=LEVEL, PYTHONHASHSEED="0", LANG="C.UTF-8")
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder, "events.json")
        words = [word for option in options for word in ([option, str(out)] if option == "--json" else [option])]
        done = subprocess.run([adder, "-m", "trace", *words, script.name], cwd=FOLDER, env=environment,
                              capture_output=True, text=True, timeout=TIMEOUT)
        lines = normalize(done.stdout)
        if done.stderr:
            lines += ["--- standard error", *done.stderr.splitlines()]
        if done.returncode:
            lines.append(f"--- exit status {done.returncode}")
        if "--json" in options and out.exists():
            lines += json_lines(out)
    return lines


def number_before(word, lines, row):
    line = next(line for line in lines if line.startswith(f"  {row}"))
    return int(re.search(rf"(\d+) {word}", line).group(1))


def table_sum(name, lines):
    if name not in lines:
        return 0
    rows = lines[lines.index(name) + 1:]
    end = next((i for i, row in enumerate(rows) if not row.startswith("  ")), len(rows))
    return sum(int(row.split(" x ")[0]) for row in rows[:end])


def check_totals(lines, options):
    """Complaints about totals that differ from a count of the events shown."""
    counted = {"native": sum("--> " in line for line in lines),
               "kernels": sum(line.lstrip().startswith("kernel ") for line in lines)}
    problems = []
    for row, table in (("native", "native calls"), ("kernels", "kernels")):
        total = number_before("call", lines, row)
        if table_sum(table, lines) != total:
            problems.append(f"the table '{table}' has {table_sum(table, lines)} calls, the totals say {total}")
        if "--totals" not in options and "--limit" not in options and counted[row] != total:
            problems.append(f"{counted[row]} {row} events are shown, the totals say {total}")
    if not options:
        shown = sum(bool(re.match(r" {8,}[A-Z][A-Z_]+( |$)", line)) for line in lines)
        total = number_before("instruction", lines, "bytecode")
        if shown != total:
            problems.append(f"{shown} instructions are shown, the totals say {total}")
    return problems


def compare(script, lines):
    golden = script.with_suffix(".txt")
    expected = golden.read_text().splitlines() if golden.exists() else []
    for number, (want, got) in enumerate(zip(expected, lines), 1):
        if want != got:
            return [f"line {number}:\n    expected {want!r}\n    got      {got!r}"]
    if len(expected) != len(lines):
        return [f"{len(expected)} lines expected, {len(lines)} found"]
    return []


def main():
    args = parse_args()
    adder = str(pathlib.Path(args.adder).resolve())
    names = args.names or sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "run_traces")
    failures = 0
    for name in names:
        script = FOLDER / f"{name}.py"
        lines = trace(adder, script)
        problems = check_totals(lines, options_of(script))
        if args.record:
            script.with_suffix(".txt").write_text("\n".join(lines) + "\n")
        else:
            problems += compare(script, lines)
        for problem in problems:
            print(f"{name}: {problem}")
        failures += bool(problems)
    print(f"{len(names) - failures} {'recorded' if args.record else 'passed'}, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
