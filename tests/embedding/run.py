# SPDX-License-Identifier: MIT
"""Install Adder into a temporary prefix, build program.c against it (by CMake and by pkg-config) and against CPython,
and compare what they print, their exit status included."""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "extensions"), str(HERE.parent)]

import sanitizers  # noqa: E402
from installed_example import run  # noqa: E402


def parse_args():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, type=pathlib.Path, help="build tree of Adder")
    parser.add_argument("--python", required=True)
    return parser.parse_args()


def cases(extensions):
    """Arguments of the program; `extensions` is the folder of those built for the interpreter inside."""
    yield ["text"], ""
    yield ["modules", extensions], ""
    yield ["files", HERE / "script.py"], ""
    yield ["config", "-c", "import sys; print(sys.argv, hash('abc') != 0, sys.flags.hash_randomization)", "a", "b"], ""
    yield ["config", "-I", "-W", "error", "-c", "import sys; print(sys.flags.isolated, sys.warnoptions)"], ""
    yield ["config", HERE / "script.py", "x"], ""
    yield ["config"], "print('from stdin', __name__)"
    yield ["config", "-c", "raise SystemExit(5)"], ""
    yield ["isolated"], ""
    yield ["main", "-c", "import sys; print(sys.argv); sys.exit(4)", "x"], ""
    yield ["main", HERE / "script.py"], ""
    yield ["main", "-"], "1/0"


def transcript(program, extensions):
    lines = []
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    for arguments, text in cases(extensions):
        done = subprocess.run([program, *map(str, arguments)], input=text, capture_output=True, text=True, timeout=60,
                              env=dict(environment, PYTHONDONTWRITEBYTECODE="1"))
        error = sanitizers.without_notices(done.stderr).replace(str(program), "PROGRAM").replace(sys.executable, "PROGRAM")
        lines.append(f"{arguments[0]}\n{done.stdout}{error}exit status {done.returncode}\n")
    return "".join(lines).replace(str(extensions), "EXTENSIONS")


def build_by_pkg_config(prefix, folder):
    """The same program with the flags of adder-embed.pc; the library is found by the interpreter on PATH."""
    found = next(prefix.rglob("adder-embed.pc"))
    flags = run("pkg-config", "--cflags", "--libs", "adder-embed", PKG_CONFIG_PATH=str(found.parent)).split()
    run("cc", HERE / "program.c", "-o", folder / "by_pkg_config", *flags)
    done = run(folder / "by_pkg_config", "isolated", PATH=f"{prefix / 'bin'}:{os.environ['PATH']}")
    return "alone" in done


def main():
    args = parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        run("cmake", "--install", args.build, "--prefix", folder / "prefix")
        shutil.copytree(HERE, folder / "source")
        run("cmake", "-G", "Ninja", "-S", folder / "source", "-B", folder / "build",
            f"-DCMAKE_PREFIX_PATH={folder / 'prefix'}", f"-DPython3_EXECUTABLE={args.python}")
        run("cmake", "--build", folder / "build")
        extensions = args.build / "tests" / "extensions"
        actual = transcript(folder / "build" / "program", extensions / "adder")
        expected = transcript(folder / "build" / "program_cpython", extensions / "cpython")
        if actual != expected:
            sys.exit(f"Adder printed\n{actual}\nCPython printed\n{expected}")
        if shutil.which("pkg-config") and not build_by_pkg_config(folder / "prefix", folder):
            sys.exit("the program built by pkg-config does not run")
    print("1 passed, 0 failed")


if __name__ == "__main__":
    main()
