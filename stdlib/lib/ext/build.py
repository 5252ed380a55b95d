# SPDX-License-Identifier: MIT
"""`ext build`: sources to a shared library by one compiler command, which is shown, and a test of what came out.
Sources with universal functions need a command for every SIMD level before (levels.py).

The library lies beside its sources as NAME.adder.so (for CPython with CPython's ending), so that `import NAME` finds
it there. NAME is that of the one PyInit_NAME in the sources.
"""
import os
import re
import shlex
import signal
import subprocess
import sys
import sysconfig

from . import Problem, levels

C_ENDINGS = (".c",)
CPP_ENDINGS = (".cpp", ".cc", ".cxx")
INIT = re.compile(r"\bPyInit_(\w+)\s*\(|^[ \t]*(?:ADDER|VECEXT)_MODULE\(\s*(\w+)\s*,", re.M)
PYTHON = "python3"


class Target:
    """One interpreter to build for: its headers, the ending of its modules, the command that runs it."""

    def __init__(self, title, command, include, ending, path_variable):
        self.title = title
        self.command = command
        self.include = include
        self.ending = ending
        self.path_variable = path_variable


def build(arguments):
    """Compiles, and runs the test; the exit status of what failed first, else 0."""
    names, for_cpython, options = split_arguments(arguments)
    sources = find_sources(names or ["."])
    name = module_name(sources)
    folder = os.path.dirname(os.path.abspath(sources[0]))
    targets = [adder_target()] + ([cpython_target()] if for_cpython else [])
    objects = compile_levels(sources, options)
    for target in targets:
        library = os.path.join(os.path.dirname(sources[0]), name + target.ending)
        command = compiler_command(sources, library, target, [*objects, *options])
        run_shown(command)
    for made in objects:
        os.remove(made)
    statuses = [run_test(target, name, folder) for target in targets]
    return next((status for status in statuses if status), 0)


def compile_levels(sources, options):
    """The objects of those sources that are compiled for every SIMD level, all at a time."""
    jobs = []
    for source in sources:
        if levels.has_levels(source):
            for made, command in levels.object_commands(find_compiler(True), source, options):
                print(shlex.join(command), flush=True)
                jobs.append((made, subprocess.Popen(command)))
    statuses = [process.wait() for _, process in jobs]
    check_compiler(next((status for status in statuses if status), 0), "a command above")
    return [made for made, _ in jobs]


def run_shown(command):
    print(shlex.join(command), flush=True)
    check_compiler(run_command(command), "the command above")


def check_compiler(status, which):
    if status:
        raise Problem(f"the compiler ended with status {status}; {which} is what was tried", status)


def split_arguments(arguments):
    """(names of files, whether for CPython too, options for the compiler)"""
    options = []
    if "--" in arguments:
        place = arguments.index("--")
        arguments, options = arguments[:place], arguments[place + 1:]
    for_cpython = "--cpython" in arguments
    names = [argument for argument in arguments if argument != "--cpython"]
    for name in names:
        if name.startswith("-"):
            raise Problem(f"build knows no option {name}; options for the compiler come after --", 2)
    return names, for_cpython, options


# --- sources

def find_sources(names):
    """The files that were named, or all C and C++ sources of a folder."""
    sources = []
    for name in names:
        if os.path.isdir(name):
            found = sorted(file for file in os.listdir(name) if file.endswith(C_ENDINGS + CPP_ENDINGS))
            if not found:
                raise Problem(f"there is no C or C++ source in the folder '{name}'")
            sources += [os.path.normpath(os.path.join(name, file)) for file in found]
        elif not os.path.exists(name):
            raise Problem(f"there is no file or folder '{name}'")
        elif not name.endswith(C_ENDINGS + CPP_ENDINGS):
            raise Problem(f"'{name}' is no C or C++ source: its name ends in none of {' '.join(C_ENDINGS + CPP_ENDINGS)}")
        else:
            sources.append(name)
    return sources


def module_name(sources):
    """NAME of the one PyInit_NAME that the sources define."""
    names = {}
    for source in sources:
        with open(source, encoding="utf-8", errors="replace") as file:
            for match in INIT.finditer(file.read()):
                names[match[1] or match[2]] = source
    if not names:
        stem = os.path.splitext(os.path.basename(sources[0]))[0]
        raise Problem(f"no source defines a function PyInit_NAME, which `import NAME` calls; for a module {stem}:\n"
                      f"    PyMODINIT_FUNC PyInit_{stem}(void)")
    if len(names) > 1:
        raise Problem(f"the sources define several modules ({', '.join(sorted(names))}); name the files of one")
    return next(iter(names))


# --- what to build for, and with what

def adder_target():
    return Target("Adder", [sys.executable], sysconfig.get_config_var("INCLUDEPY"), ".adder.so", "ADDERPATH")


def cpython_target():
    """CPython's headers and ending, as it tells them itself."""
    question = "import sysconfig as s; print(s.get_path('include')); print(s.get_config_var('EXT_SUFFIX'))"
    python = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else find_program(PYTHON)
    if python is None:
        raise Problem("there is no python3 to build for; on Debian and Ubuntu: apt install python3-dev")
    include, ending = subprocess.check_output([python, "-c", question], text=True).split()
    if not os.path.exists(os.path.join(include, "Python.h")):
        raise Problem(f"CPython's headers are not in {include}; on Debian and Ubuntu: apt install python3-dev")
    return Target("CPython", [python, "-B"], include, ending, "PYTHONPATH")


def compiler_command(sources, library, target, options):
    """The whole compilation as one command, the one to type by hand."""
    is_cpp = any(source.endswith(CPP_ENDINGS) for source in sources)
    uses_vecext = any([levels.has_levels(source) for source in sources])
    standard = ["-std=c++20" if uses_vecext else "-std=c++17"] if is_cpp else []
    vecext = [f"-I{levels.include_folder()}"] if uses_vecext else []
    return [*find_compiler(is_cpp), *standard, "-O2", "-Wall", "-Wextra", "-Wno-missing-field-initializers", "-shared",
            "-fPIC", "-fvisibility=hidden", f"-I{target.include}", f"-I{sysconfig.get_config_var('INCLUDEPY')}/cpp", *vecext,
            *sources, "-o", library, *options]


def find_compiler(is_cpp):
    """The words of CXX or CC, or the system's compiler."""
    variable, default, package = ("CXX", "c++", "g++") if is_cpp else ("CC", "cc", "gcc")
    compiler = shlex.split(os.environ.get(variable, "")) or [default]
    if find_program(compiler[0]) is None:
        raise Problem(f"there is no compiler '{compiler[0]}'; on Debian and Ubuntu: apt install {package}"
                      f" (or name yours in {variable})")
    return compiler


def find_program(name):
    """The path of a program that is looked for as a shell does, or None."""
    for folder in [""] if os.path.dirname(name) else os.get_exec_path():
        path = os.path.join(folder, name)
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return None


def run_command(command):
    """The exit status; what the compiler says goes straight to the user."""
    return subprocess.run(command).returncode


# --- the test

def run_test(target, name, folder):
    """Runs test_NAME.py if there is one; otherwise imports the module and shows what it offers."""
    script = os.path.join(folder, f"test_{name}.py")
    environment = dict(os.environ)
    before = environment.get(target.path_variable)
    environment[target.path_variable] = folder + (os.pathsep + before if before else "")
    if os.path.exists(script):
        command = [*target.command, script]
    else:
        show = f"import {name}; print(*(n for n in dir({name}) if not n.startswith('_')))"
        command = [*target.command, "-c", show]
    print(f"{target.title} runs {'test_' + name + '.py' if os.path.exists(script) else 'import ' + name}:", flush=True)
    status = subprocess.run(command, env=environment).returncode
    if status < 0:
        print(f"ext: the test for {target.title} was ended by {signal.Signals(-status).name}", file=sys.stderr)
    elif status:
        print(f"ext: the test for {target.title} ended with status {status}", file=sys.stderr)
    # A signal that ended the test is told as a shell tells it.
    return status if status >= 0 else 128 - status
