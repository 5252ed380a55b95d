# SPDX-License-Identifier: MIT
"""C data and C functions as Python objects.

The types, instances and calls themselves are native (_ctypes). Here are the classes of the fundamental types, the
libraries, and functions on memory.

An int that is given to a function without argtypes is C's int. One that does not fit is an OverflowError inside of an
ArgumentError: declare argtypes, with c_void_p for an address.
"""
import os as _os
import struct as _struct
import sys as _sys
import types as _types

from _ctypes import (POINTER, RTLD_GLOBAL, RTLD_LOCAL, ArgumentError, Array, Structure, Union, _Pointer, _SimpleCData,
                     _cast_addr, _memmove_addr, _memset_addr, _pointer_type_cache, _string_at_addr, _wstring_at_addr,
                     addressof, alignment, byref, get_errno, pointer, resize, set_errno, sizeof)
from _ctypes import CFuncPtr as _CFuncPtr
from _ctypes import FUNCFLAG_CDECL as _FUNCFLAG_CDECL
from _ctypes import FUNCFLAG_PYTHONAPI as _FUNCFLAG_PYTHONAPI
from _ctypes import FUNCFLAG_USE_ERRNO as _FUNCFLAG_USE_ERRNO
from _ctypes import FUNCFLAG_USE_LASTERROR as _FUNCFLAG_USE_LASTERROR
from _ctypes import __version__ as _ctypes_version
from _ctypes import dlopen as _dlopen

__version__ = _ctypes_version
DEFAULT_MODE = RTLD_LOCAL


# --- fundamental types

class py_object(_SimpleCData):
    _type_ = "O"

    def __repr__(self):
        try:
            return super().__repr__()
        except ValueError:
            return f"{type(self).__name__}(<NULL>)"


class c_char_p(_SimpleCData):
    _type_ = "z"

    def __repr__(self):
        return f"{type(self).__name__}({c_void_p.from_buffer(self).value})"


class c_wchar_p(_SimpleCData):
    _type_ = "Z"

    def __repr__(self):
        return f"{type(self).__name__}({c_void_p.from_buffer(self).value})"


def _define(name, letter):
    return type(_SimpleCData)(name, (_SimpleCData,), {"__module__": __name__, "__qualname__": name, "_type_": letter})


c_bool = _define("c_bool", "?")
c_char = _define("c_char", "c")
c_wchar = _define("c_wchar", "u")
c_byte = _define("c_byte", "b")
c_ubyte = _define("c_ubyte", "B")
c_short = _define("c_short", "h")
c_ushort = _define("c_ushort", "H")
c_int = _define("c_int", "i")
c_uint = _define("c_uint", "I")
c_long = _define("c_long", "l")
c_ulong = _define("c_ulong", "L")
c_float = _define("c_float", "f")
c_double = _define("c_double", "d")
c_longdouble = _define("c_longdouble", "g")
c_void_p = _define("c_void_p", "P")

# Two C types of one size are one class.
c_longlong = c_long if sizeof(c_long) == 8 else _define("c_longlong", "q")
c_ulonglong = c_ulong if sizeof(c_ulong) == 8 else _define("c_ulonglong", "Q")
if sizeof(c_longdouble) == sizeof(c_double):
    c_longdouble = c_double

c_int8, c_int16, c_int32, c_int64 = c_byte, c_short, c_int, c_longlong
c_uint8, c_uint16, c_uint32, c_uint64 = c_ubyte, c_ushort, c_uint, c_ulonglong
c_size_t, c_ssize_t = c_ulong, c_long
c_voidp = c_void_p


# --- function types

_c_functype_cache = {}


def _take_flags(keywords):
    flags = _FUNCFLAG_CDECL
    if keywords.pop("use_errno", False):
        flags |= _FUNCFLAG_USE_ERRNO
    if keywords.pop("use_last_error", False):
        flags |= _FUNCFLAG_USE_LASTERROR
    if keywords:
        raise ValueError(f"unexpected keyword argument(s) {keywords.keys()}")
    return flags


def CFUNCTYPE(restype, *argtypes, **kw):
    """CFUNCTYPE(restype, *argtypes, use_errno=False, use_last_error=False) -> class of C functions.

    Its instances are made of an address, a Python callable, or a pair (name, library), to which a tuple of parameter
    flags may be added: (direction[, name[, default]]) for each argument.
    """
    flags = _take_flags(kw)
    key = restype, argtypes, flags
    known = _c_functype_cache.get(key)
    if known is not None:
        return known

    class CFunctionType(_CFuncPtr):
        _argtypes_ = argtypes
        _restype_ = restype
        _flags_ = flags

    _c_functype_cache[key] = CFunctionType
    return CFunctionType


def PYFUNCTYPE(restype, *argtypes):
    """A class of functions of the interpreter's own API: they run with the GIL held and may raise."""

    class CFunctionType(_CFuncPtr):
        _argtypes_ = argtypes
        _restype_ = restype
        _flags_ = _FUNCFLAG_CDECL | _FUNCFLAG_PYTHONAPI

    return CFunctionType


# --- pointers and arrays

def _reset_cache():
    _pointer_type_cache.clear()
    _c_functype_cache.clear()
    # Text may be given for a pointer to characters, as C literals are.
    POINTER(c_wchar).from_param = c_wchar_p.from_param
    POINTER(c_char).from_param = c_char_p.from_param
    _pointer_type_cache[None] = c_void_p


def SetPointerType(pointer, cls):
    """Give a pointer type that was made with a name the type that it points to."""
    if _pointer_type_cache.get(cls) is not None:
        raise RuntimeError("This type already exists in the cache")
    if id(pointer) not in _pointer_type_cache:
        raise RuntimeError("What's this???")
    pointer.set_type(cls)
    _pointer_type_cache[cls] = pointer
    del _pointer_type_cache[id(pointer)]


def ARRAY(typ, len):
    return typ * len


def create_string_buffer(init, size=None):
    """create_string_buffer(bytes or size[, size]) -> array of c_char that can be written."""
    if isinstance(init, bytes):
        buffer = (c_char * (len(init) + 1 if size is None else size))()
        buffer.value = init
        return buffer
    if isinstance(init, int):
        return (c_char * init)()
    raise TypeError(init)


c_buffer = create_string_buffer


def create_unicode_buffer(init, size=None):
    """create_unicode_buffer(str or size[, size]) -> array of c_wchar that can be written."""
    if isinstance(init, str):
        buffer = (c_wchar * (len(init) + 1 if size is None else size))()
        buffer.value = init
        return buffer
    if isinstance(init, int):
        return (c_wchar * init)()
    raise TypeError(init)


# --- libraries

class CDLL:
    """A shared library, or with None the program itself; its functions are attributes.

    Functions return an int unless restype says otherwise, and run with the GIL released.
    """
    _func_flags_ = _FUNCFLAG_CDECL
    _func_restype_ = c_int
    # For the time before __init__ is through.
    _name = "<uninitialized>"
    _handle = 0
    _FuncPtr = None

    def __init__(self, name, mode=DEFAULT_MODE, handle=None, use_errno=False, use_last_error=False, winmode=None):
        self._name = name
        flags = self._func_flags_
        if use_errno:
            flags |= _FUNCFLAG_USE_ERRNO
        if use_last_error:
            flags |= _FUNCFLAG_USE_LASTERROR

        class _FuncPtr(_CFuncPtr):
            _flags_ = flags
            _restype_ = self._func_restype_

        self._FuncPtr = _FuncPtr
        self._handle = _dlopen(self._name, mode) if handle is None else handle

    def __repr__(self):
        word = _sys.maxsize * 2 + 1
        return f"<{type(self).__name__} '{self._name}', handle {self._handle & word:x} at {id(self) & word:#x}>"

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        function = self[name]
        setattr(self, name, function)
        return function

    def __getitem__(self, name_or_ordinal):
        function = self._FuncPtr((name_or_ordinal, self))
        if not isinstance(name_or_ordinal, int):
            function.__name__ = name_or_ordinal
        return function


class PyDLL(CDLL):
    """A library whose functions use the interpreter's API: the GIL is held, exceptions are passed on."""
    _func_flags_ = _FUNCFLAG_CDECL | _FUNCFLAG_PYTHONAPI


class LibraryLoader:
    """Loads libraries by attribute, item or LoadLibrary()."""

    def __init__(self, dlltype):
        self._dlltype = dlltype

    def __getattr__(self, name):
        if name[0] == "_":
            raise AttributeError(name)
        library = self._dlltype(name)
        setattr(self, name, library)
        return library

    def __getitem__(self, name):
        return getattr(self, name)

    def LoadLibrary(self, name):
        return self._dlltype(name)

    __class_getitem__ = classmethod(_types.GenericAlias)


cdll = LibraryLoader(CDLL)
pydll = LibraryLoader(PyDLL)
pythonapi = PyDLL(None)


# --- memory

# Functions with the GIL, as they raise for null pointers.
memmove = PYFUNCTYPE(c_void_p, c_void_p, c_void_p, c_size_t)(_memmove_addr)
memset = PYFUNCTYPE(c_void_p, c_void_p, c_int, c_size_t)(_memset_addr)
_cast = PYFUNCTYPE(py_object, c_void_p, py_object, py_object)(_cast_addr)
_string_at = PYFUNCTYPE(py_object, c_void_p, c_int)(_string_at_addr)
_wstring_at = PYFUNCTYPE(py_object, c_void_p, c_int)(_wstring_at_addr)


def cast(obj, typ):
    """A pointer of type `typ` to where `obj` points; it keeps `obj` alive."""
    return _cast(obj, obj, typ)


def string_at(ptr, size=-1):
    """string_at(address[, size]) -> bytes up to the first zero, or so many."""
    return _string_at(ptr, size)


def wstring_at(ptr, size=-1):
    """wstring_at(address[, size]) -> str up to the first zero, or so many characters."""
    return _wstring_at(ptr, size)


_reset_cache()

from ctypes._endian import BigEndianStructure, BigEndianUnion, LittleEndianStructure, LittleEndianUnion  # noqa: E402
