"""Libraries of the system: libm, libc, libz where it is, the interpreter itself, and variables of a library."""
import ctypes
from ctypes import *
from ctypes.util import find_library

from lib.c_library import attempt, library, path

libm = CDLL("libm.so.6")
libm.fabs.argtypes, libm.fabs.restype = [c_double], c_double
libm.pow.argtypes, libm.pow.restype = [c_double, c_double], c_double
libm.frexp.argtypes, libm.frexp.restype = [c_double, POINTER(c_int)], c_double
exponent = c_int()
print(libm.fabs(-2.5), libm.pow(2, 0.5), libm.frexp(10, exponent), exponent.value, libm.fabs(True))
print(libm.fabs is libm.fabs, libm["fabs"] is libm.fabs, libm.fabs.__name__, libm._name, type(libm._handle).__name__)
attempt(libm.fabs, "x")
attempt(libm.fabs)
for name in ("m", "c", "no_such_library"):
    print(name, find_library(name))
attempt(CDLL, "libno_such_library.so")
attempt(lambda: ctypes.cdll.no_such_library)
attempt(lambda: ctypes.cdll._private)
attempt(lambda: libm.__no_such_name__)
try:
    libm.no_such_function
except AttributeError as error:
    print(str(error).split(": ")[1])
print(type(cdll["libm.so.6"]) is CDLL, cdll["libm.so.6"] is cdll["libm.so.6"], cdll.LoadLibrary("libm.so.6").fabs is libm.fabs)
print(repr(libm)[:27], repr(CDLL(None))[:20], repr(pydll.LoadLibrary("libm.so.6"))[:7], RTLD_LOCAL, RTLD_GLOBAL, DEFAULT_MODE)
again = CDLL(path(), mode=RTLD_GLOBAL, handle=library._handle)
print(again.no_arguments(), again._handle == library._handle)

if find_library("z"):
    libz = CDLL(find_library("z"))
    libz.crc32.argtypes, libz.crc32.restype = [c_ulong, c_char_p, c_uint], c_ulong
    libz.compress.argtypes = [c_char_p, POINTER(c_ulong), c_char_p, c_ulong]
    libz.uncompress.argtypes = libz.compress.argtypes
    text = b"ctypes " * 40
    packed = create_string_buffer(200)
    size = c_ulong(len(packed))
    assert libz.compress(packed, size, text, len(text)) == 0 and size.value < len(text)
    plain = create_string_buffer(1000)
    plain_size = c_ulong(len(plain))
    assert libz.uncompress(plain, plain_size, packed.raw[:size.value], size.value) == 0
    assert plain.raw[:plain_size.value] == text

print(c_int.in_dll(library, "counter"), c_char_p.in_dll(library, "greeting").value, list((c_int * 4).in_dll(library, "numbers")))
counter = c_int.in_dll(library, "counter")
counter.value += 1
print(c_int.in_dll(library, "counter"), counter._b_needsfree_)
print(CFUNCTYPE(c_int, c_int).in_dll(library, "operation")(7))
for arguments in [(library, "missing"), (5, "x"), (library, 5), (library,), (c_int, "x")]:
    try:
        c_int.in_dll(*arguments)
    except Exception as error:
        print(type(error).__name__, str(error).split(": ")[-1])


class Library:
    _handle = "text"


attempt(c_int.in_dll, Library, "x")

pythonapi.PyLong_FromLong.restype = py_object
pythonapi.PyUnicode_FromString.argtypes, pythonapi.PyUnicode_FromString.restype = [c_char_p], py_object
pythonapi.PyObject_GetAttrString.argtypes, pythonapi.PyObject_GetAttrString.restype = [py_object, c_char_p], py_object
print(pythonapi.PyLong_FromLong(42), pythonapi.PyUnicode_FromString(b"text"), pythonapi.PyObject_GetAttrString([], b"__len__")())
attempt(pythonapi.PyObject_GetAttrString, [], b"missing")
make = PYFUNCTYPE(py_object, py_object, c_char_p)(("PyObject_GetAttrString", pythonapi))
attempt(make, 5, b"real")
attempt(make, 5, b"unreal")
libc = CDLL(None)
libc.strtol.argtypes, libc.strtol.restype = [c_char_p, POINTER(c_char_p), c_int], c_long
end = c_char_p()
number = b"123abc"
print(libc.strtol(number, byref(end), 10), end.value)
libc.getenv.argtypes, libc.getenv.restype = [c_char_p], c_char_p
print(libc.getenv(b"LANG"), libc.getenv(b"NO_SUCH_VARIABLE"))
