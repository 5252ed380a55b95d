# expect: adder
# What docs/differences.md lists as missing gives the error that the page names. A row that goes takes its line here along.
import sys


def attempt(what, function):
    try:
        print(what, "->", function())
    except BaseException as error:
        print(what, "->", f"{type(error).__name__}: {error}")


def imported(*names):
    for name in names:
        attempt(name, lambda: __import__(name))


def attributes(module, *names):
    for name in names:
        attempt(f"{module.__name__}.{name}", lambda: getattr(module, name))


imported("xml", "tkinter", "_pyio", "sre_parse", "sre_compile", "sre_constants", "zipimport", "importlib.resources", "importlib.metadata",
         "importlib.simple", "imp", "ctypes.wintypes", "typing.io", "typing.re")
for encoding in ("big5hkscs", "euc_jis_2004", "euc_jisx0213", "shift_jis_2004", "shift_jisx0213", "hz", "iso2022_jp", "idna", "bz2", "zlib"):
    attempt(encoding, lambda: __import__("codecs").lookup(encoding))
attempt("help", lambda: help())

import os
attributes(os, "posix_spawn", "wait3", "wait4", "waitid", "register_at_fork", "scandir", "fwalk", "utime", "chown", "getxattr", "sched_yield", "ttyname")
print(os.path.expanduser("~root"))

import re
attributes(re, "_parser", "_compiler")
attempt("count", lambda: re.match("(?:a(b)){70000}", "a"))
attempt("groups", lambda: re.compile("()" * 65536))
attempt("look-behind", lambda: re.compile("(?<=a{65536})"))

import ctypes
import difflib
import importlib
import importlib.machinery
import inspect
import json
import pkgutil
import select
import subprocess
import typing
attributes(select, "epoll")
attempt("user", lambda: subprocess.run(["true"], user="nobody"))
attributes(difflib, "HtmlDiff")
attributes(json, "c_make_encoder")
attributes(importlib.machinery, "SourcelessFileLoader")
attempt("find_module", lambda: importlib.machinery.PathFinder.find_module)
attributes(ctypes, "WinDLL", "OleDLL")
try:
    ctypes.pythonapi.PyUnicode_NoSuchFunction
except AttributeError as error:
    print("pythonapi ->", str(error).partition(": ")[2])
attempt("_CData", lambda: type("Mine", (ctypes.Structure.__base__,), {}))
attributes(typing, "_inherits_from")
attributes(inspect, "BlockFinder")
attributes(pkgutil, "ImpImporter", "ImpLoader", "read_code")


def generator():
    yield 1


def tracer(frame, event, argument):
    if event == "return" and frame.f_code is generator.__code__:
        try:
            frame.f_lineno = frame.f_code.co_firstlineno
        except ValueError as error:
            print("f_lineno ->", error)
    return tracer


sys.settrace(tracer)
next(generator())
sys.settrace(None)
