"""Install Adder into a temporary prefix, build examples/extension against it and against CPython, and run both."""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile


def parse_args():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, type=pathlib.Path)
    parser.add_argument("--source", required=True, type=pathlib.Path)
    parser.add_argument("--python", required=True)
    return parser.parse_args()


def run(*command, folder=None, **environment):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=600, cwd=folder,
                          env=dict(os.environ, **environment))
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\nexit status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def check_tool(prefix, folder):
    """`ext` of the installation makes a project that its own build and CMake build."""
    adder = prefix / "bin" / "adder"
    for kind in ("c", "cpp", "kernel"):
        run(adder, "-m", "ext", "new", f"new_{kind}", f"--{kind}", folder=folder)
        run(adder, "-m", "ext", "build", folder / f"new_{kind}", "--cpython")
    run(adder, "-m", "ext", "new", "new_ufunc", "--ufunc", folder=folder)
    for kind in ("cpp", "ufunc"):
        project = folder / f"new_{kind}"
        run("cmake", "-G", "Ninja", "-S", project, "-B", project / "build", f"-DCMAKE_PREFIX_PATH={prefix}")
        run("cmake", "--build", project / "build")
        run(adder, project / f"test_new_{kind}.py", ADDERPATH=str(project / "build"))
        if not (project / "build" / "cpython" / f"new_{kind}.so").exists():
            sys.exit(f"the new project's CMakeLists.txt built no new_{kind}.so for CPython")


def main():
    args = parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prefix = pathlib.Path(folder, "prefix")
        example = pathlib.Path(folder, "extension")
        build = pathlib.Path(folder, "build")
        run("cmake", "--install", args.build, "--prefix", prefix)
        shutil.copytree(args.source / "examples" / "extension", example)
        run("cmake", "-G", "Ninja", "-S", example, "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}",
            f"-DPython3_EXECUTABLE={args.python}", "-DCMAKE_BUILD_TYPE=Release")
        run("cmake", "--build", build)
        script = example / "use_ema.py"
        actual = run(prefix / "bin" / "adder", script, ADDERPATH=str(build))
        expected = run(args.python, "-B", script, PYTHONPATH=str(build / "cpython"))
        if actual != expected:
            sys.exit(f"Adder printed\n{actual}\nCPython printed\n{expected}")
        if (vector := run(prefix / "bin" / "adder", "-c", "import vecext; print(vecext.arange(3.0).sum())")) != "3.0\n":
            sys.exit(f"the installed vecext printed {vector!r}")
        check_tool(prefix, pathlib.Path(folder))
    print("1 passed, 0 failed")


if __name__ == "__main__":
    main()
