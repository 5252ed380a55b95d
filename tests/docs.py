#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs every code block of README, CONTRIBUTING and docs, and looks after every relative link.

usage: docs.py ADDER

    sh      each line is run; `./dev run` is the interpreter, other commands of ./dev must stand in its help
    python  is run; a `text` block right behind it is what it prints
    cmake   stands line by line in the CMakeLists.txt of an example that has a test of its own
    c, cpp  stands line by line in a source of examples/extensions, which are built and tested too

A block in another language has no rule here, and fails.
"""
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def run(command, folder, given=""):
    return subprocess.run(command, cwd=folder, input=given, text=True, capture_output=True, timeout=120)


def check_shell(line, adder, folder):
    words = shlex.split(line, comments=True)
    if not words or words[0] != "./dev":
        return f"`{line}`: only ./dev commands can be tried"
    if words[1] not in ("run", "repl"):
        known = run(["./dev", "help"], ROOT).stdout
        return "" if f"./dev {words[1]}" in known else f"`{line}`: ./dev help does not name it"
    arguments = words[2:] if words[1] == "run" else ["-i"]
    done = run([adder, *arguments], folder)
    return "" if done.returncode == 0 else f"`{line}` ends with {done.returncode}: {done.stderr[-300:]}"


def check_block(language, text, following, adder, folder):
    """Descriptions of what is wrong with one block."""
    if language == "sh":
        return [check_shell(line, adder, folder) for line in text.splitlines() if line.strip()]
    if language == "python":
        done = run([adder, "-c", text], folder)
        if done.returncode != 0:
            return [f"a python block ends with {done.returncode}: {done.stderr[-300:]}"]
        expected = following[1] if following is not None and following[0] == "text" else None
        return [f"a python block prints {done.stdout!r}"] if expected not in (None, done.stdout) else []
    if language == "cmake":
        lists = "".join(path.read_text() for path in (ROOT / "examples").rglob("CMakeLists.txt"))
        return [f"`{line}` is in no example's CMakeLists.txt" for line in text.splitlines() if line not in lists]
    if language in ("c", "cpp"):
        sources = "".join(path.read_text() for path in (ROOT / "examples/extensions").rglob(f"*.{language}"))
        return [f"`{line}` is in no example's source" for line in text.splitlines() if line not in sources]
    return [] if language == "text" else [f"no rule for a block in '{language}'"]


def check_page(page, adder, folder):
    text = page.read_text(encoding="utf-8")
    problems = [f"broken link: {target}" for target in LINK.findall(BLOCK.sub("", text)) if not (page.parent / target).exists()]
    blocks = BLOCK.findall(text)
    for (language, block), following in zip(blocks, [*blocks[1:], None]):
        problems += check_block(language, block, following, adder, folder)
    return [f"{page.relative_to(ROOT)}: {problem}" for problem in problems if problem]


def main():
    adder = pathlib.Path(sys.argv[1]).resolve()
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "examples").symlink_to(ROOT / "examples")
        (folder / "script.py").write_text("import sys\nprint(sys.argv)\n")
        for page in [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]:
            problems += check_page(page, adder, folder)
    print("\n".join(problems) or "documentation: all blocks run, all links lead somewhere")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
