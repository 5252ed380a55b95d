"""Run shell sessions: NAME.session holds commands and, below each, what it printed under CPython 3.11.

    run_sessions.py --adder build/release/bin/adder [NAME…]    compare
    run_sessions.py --record [NAME…]                           write the output of the installed python3

A line `$ command` is run by bash in a folder of the session's own, where `adder` is the interpreter. The lines
below are its output, standard error included, and `[N]` for an exit status that is not 0. A session whose
first line is `# expect: adder` was written by hand, as CPython says something else on purpose.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"
OWN = "# expect: adder"
TIMEOUT = 60


def parse_args():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--adder", help="the interpreter under test")
    parser.add_argument("--libraries", default="", help="a folder that commands know as LIBRARIES")
    parser.add_argument("--record", action="store_true")
    return parser.parse_args()


def is_output(line):
    return not line.startswith(("$ ", "#"))


def run(command, interpreter, folder, libraries):
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1",
                   "ADDER": interpreter, "LIBRARIES": libraries}
    environment.update({name: os.environ[name] for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ})
    done = subprocess.run(["/bin/bash", "-c", 'adder() { "$ADDER" "$@"; }\n' + command], cwd=folder, env=environment,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIMEOUT)
    text = done.stdout.decode("utf-8", "backslashreplace").replace(interpreter, "adder").replace(folder, "FOLDER")
    lines = text.splitlines()
    return lines + [f"[{done.returncode}]"] if done.returncode else lines


def play(session, interpreter, libraries):
    """The session's lines with the output that its commands have now."""
    result = []
    with tempfile.TemporaryDirectory() as folder:
        folder = str(pathlib.Path(folder).resolve())
        for line in session.read_text().splitlines():
            if not is_output(line):
                result.append(line)
            if line.startswith("$ "):
                result += run(line[2:], interpreter, folder, libraries)
    return result


def difference(expected, actual):
    command = ""
    for want, got in zip(expected + [None] * len(actual), actual + [None] * len(expected)):
        if want != got:
            return f"{command}\n    expected {want!r}\n    got      {got!r}"
        command = want if want is not None and want.startswith("$ ") else command
    return ""


def main():
    args = parse_args()
    # A name may be a path from elsewhere in tests/.
    sessions = [FOLDER / f"{name}.session" for name in args.names] or sorted(FOLDER.glob("*.session"))
    if args.record:
        for session in sessions:
            if not session.read_text().startswith(OWN):
                session.write_text("\n".join(play(session, PYTHON, args.libraries)) + "\n")
        return 0
    if not args.adder:
        sys.exit("run_sessions.py: --adder tells which interpreter is tested")
    failures = 0
    for session in sessions:
        problem = difference(session.read_text().splitlines(),
                             play(session, str(pathlib.Path(args.adder).resolve()), args.libraries))
        if problem:
            failures += 1
            print(f"{session.stem}: {problem}")
    print(f"{len(sessions) - failures} passed, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
