"""Run the script tests: each tests/FOLDER/**/*.py is a program whose output CPython 3.11 has judged.

    run.py --adder build/release/bin/adder language/closures   one test or folder
    run.py --adder … --list                                    the names of all tests
    run.py --record [NAME…]                                    write the expectations with the installed python3

Beside NAME.py stands NAME.out: standard output, and, where there was any, standard error and the exit status behind
marker lines. A script that begins with `# options:` (of the interpreter), `# args:` or `# stdin:` lines gets those.
Where CPython cannot be the judge (`# expect: adder`), NAME.out was written by hand and --record leaves it alone.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys

import sanitizers

TESTS = pathlib.Path(__file__).resolve().parent
FOLDERS = ["language", "errors", "modules", "ctypes"]
PYTHON = "/usr/bin/python3"
TIMEOUT = 120
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")


def parse_args():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="tests or folders, relative to tests/")
    parser.add_argument("--adder", help="the interpreter under test")
    parser.add_argument("--record", action="store_true", help="write expectations with CPython")
    parser.add_argument("--list", action="store_true", help="print the names and stop")
    return parser.parse_args()


def find_tests(names):
    wanted = [TESTS / n for n in names] or [TESTS / f for f in FOLDERS]
    found = []
    for place in wanted:
        if place.is_dir():
            found += sorted(p for p in place.rglob("*.py") if is_test(p))
        else:
            script = place if place.suffix == ".py" else place.with_name(place.name + ".py")
            if not script.exists():
                sys.exit(f"run.py: there is no test {script}")
            found.append(script)
    return found


def is_test(path):
    """Helpers that tests import live in folders named lib or begin with an underscore."""
    return not any(part.startswith("_") or part == "lib" for part in path.relative_to(TESTS).parts)


def directives(script):
    """{"options": [...], "args": [...], "stdin": text, "expect": word} from the comment lines at the top."""
    result = {"options": [], "args": [], "stdin": "", "expect": "cpython"}
    for line in script.read_bytes().decode("utf-8", "replace").splitlines():
        match = re.match(r"# (options|args|stdin|expect): ?(.*)", line)
        if not match:
            break
        key, value = match.groups()
        if key in ("options", "args"):
            result[key] = value.split()
        elif key == "stdin":
            result["stdin"] += value + "\n"
        else:
            result["expect"] = value.strip()
    return result


def run(command, script):
    options = directives(script)
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8",
                   "PYTHONDONTWRITEBYTECODE": "1"}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "VECEXT_SIMD", "ADDER_TEST_LIBRARY"):
        if name in os.environ:
            environment[name] = os.environ[name]
    try:
        done = subprocess.run([*command, *options["options"], script.name, *options["args"]], cwd=script.parent, env=environment,
                              input=options["stdin"].encode(), capture_output=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return f"timed out after {TIMEOUT} s\n"
    text = done.stdout.decode("utf-8", "surrogateescape")
    errors = sanitizers.without_notices(done.stderr.decode("utf-8", "surrogateescape"))
    if errors:
        text += "--- standard error\n" + errors
    if done.returncode:
        text += f"--- exit status {done.returncode}\n"
    return ADDRESS.sub("0xADDRESS", text.replace(f"{script.parent}/", ""))


def record(scripts):
    for script in scripts:
        if directives(script)["expect"] == "cpython":
            expected = run([PYTHON, "-B"], script)
            script.with_suffix(".out").write_bytes(expected.encode("utf-8", "surrogateescape"))
    print(f"recorded {len(scripts)} expectations with {PYTHON}")


def first_difference(expected, actual):
    expected_lines = expected.splitlines()
    actual_lines = actual.splitlines()
    for number, (want, got) in enumerate(zip(expected_lines, actual_lines), 1):
        if want != got:
            return f"line {number}:\n    expected {want!r}\n    got      {got!r}"
    number = min(len(expected_lines), len(actual_lines)) + 1
    rest = expected_lines[number - 1:] or actual_lines[number - 1:]
    which = "missing" if len(expected_lines) > len(actual_lines) else "extra"
    return f"line {number}: {which} {rest[:3]!r}"


def check(adder, scripts):
    failed = []
    for script in scripts:
        expectation = script.with_suffix(".out")
        name = script.relative_to(TESTS).with_suffix("")
        if not expectation.exists():
            failed.append(f"{name}: has no expectation; './dev record {name}' writes it")
            continue
        expected = expectation.read_bytes().decode("utf-8", "surrogateescape")
        actual = run([adder], script)
        if actual != expected:
            failed.append(f"{name}: {first_difference(expected, actual)}")
    for message in failed:
        print(message)
    print(f"{len(scripts) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def main():
    args = parse_args()
    scripts = find_tests(args.names)
    if args.list:
        print("\n".join(str(s.relative_to(TESTS).with_suffix("")) for s in scripts))
        return 0
    if args.record:
        record(scripts)
        return 0
    if not args.adder:
        sys.exit("run.py: --adder tells which interpreter is tested")
    return check(str(pathlib.Path(args.adder).resolve()), scripts)


if __name__ == "__main__":
    sys.exit(main())
