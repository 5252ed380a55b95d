# SPDX-License-Identifier: MIT
"""`ext new`: a folder with an extension that builds for Adder and CPython."""
import keyword
import os

from . import Problem, templates

KINDS = {"--c": "c", "--cpp": "cpp", "--kernel": "kernel", "--ufunc": "ufunc"}


def new(arguments):
    """Makes the folder and says what to do next."""
    options = [argument for argument in arguments if argument.startswith("-")]
    names = [argument for argument in arguments if not argument.startswith("-")]
    for option in options:
        if option not in KINDS:
            raise Problem(f"new knows no option {option}; there are {', '.join(KINDS)}", 2)
    if len(names) != 1 or len(options) > 1:
        raise Problem("new takes one name and at most one of --c, --cpp, --kernel, --ufunc", 2)
    name = names[0]
    check_name(name)
    files = templates.files(name, KINDS[options[0]] if options else "cpp")
    try:
        os.mkdir(name)
    except FileExistsError:
        raise Problem(f"'{name}' exists already; choose another name or remove it") from None
    except OSError as error:
        raise Problem(f"cannot make the folder '{name}': {error.strerror}") from None
    for file, text in files.items():
        with open(os.path.join(name, file), "w", encoding="utf-8") as stream:
            stream.write(text)
        print(os.path.join(name, file))
    print(f"\nbuild and test it:   adder -m ext build {name}")
    return 0


def check_name(name):
    """PyInit_NAME and `import NAME` both need a name of ASCII letters, digits and underscores."""
    if not name.isidentifier() or not name.isascii():
        raise Problem(f"{name!r} is no name for a module: ASCII letters, digits and underscores, no digit first")
    if keyword.iskeyword(name):
        raise Problem(f"{name!r} is a keyword: no statement could import it")
