# SPDX-License-Identifier: MIT
"""The command line: picks the command and reports Problems."""
import sys

from . import Problem, build, check, project

USAGE = """\
usage: adder -m ext new NAME [--cpp | --c | --kernel | --ufunc]
       adder -m ext build [FILE… | FOLDER] [--cpython] [-- COMPILER OPTIONS]
       adder -m ext check LIBRARY

new     makes a folder NAME with an extension that builds at once: source, test, CMakeLists.txt, README.md
build   compiles an extension, shows the command, and runs its test; with --cpython for CPython too
check   tells what a shared library needs and exports, and what keeps it from being imported
"""
COMMANDS = {"new": project.new, "build": build.build, "check": check.check}


def main(arguments):
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(USAGE, end="")
        return 0 if arguments else 2
    if arguments[0] not in COMMANDS:
        print(f"ext: there is no command {arguments[0]!r}\n{USAGE}", end="", file=sys.stderr)
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except Problem as problem:
        sys.stdout.flush()
        print(f"ext: {problem}", file=sys.stderr)
        return problem.status


sys.exit(main(sys.argv[1:]))
