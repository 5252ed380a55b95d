"""Build every folder of examples/extensions with `adder -m ext build`, for Adder and CPython, and run its test under both."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples" / "extensions"


def options_for(project):
    """For CPython too, unless it has no vecext where the project needs it."""
    needs_vecext = any("<vecext/" in source.read_text() for source in project.glob("*.cpp"))
    return [] if needs_vecext and "PYTHONPATH" not in os.environ else ["--cpython"]


def main():
    adder = pathlib.Path(sys.argv[1]).resolve()
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        projects = pathlib.Path(shutil.copytree(EXAMPLES, pathlib.Path(folder, "projects")))
        for project in sorted(path for path in projects.iterdir() if path.is_dir()):
            done = subprocess.run([adder, "-m", "ext", "build", project, *options_for(project)], capture_output=True, text=True,
                                  timeout=600)
            if done.returncode or "warning" in done.stderr:
                failures += 1
                print(f"{project.name} ends with {done.returncode}\n{done.stdout}{done.stderr}")
    print(f"{failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
