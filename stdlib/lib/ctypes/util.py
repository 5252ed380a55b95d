# SPDX-License-Identifier: MIT
"""find_library: the file name under which the dynamic linker knows a library.

The linker's cache (/etc/ld.so.cache) is read as it lies on disk: a header, then for each library its kind, and the
places of its name and path. Folders of LD_LIBRARY_PATH are looked through when the cache does not know a name.
"""
import os
import struct

_CACHE = "/etc/ld.so.cache"
_MAGIC = b"glibc-ld.so.cache1.1"
_HEADER = struct.Struct("<20sII20x")
_ENTRY = struct.Struct("<iIIIQ")
# Kind of the libraries that a process of this machine can load.
_KINDS = {"x86_64": 0x0303, "aarch64": 0x0A03}


def _cached_names():
    try:
        with open(_CACHE, "rb") as file:
            data = file.read()
    except OSError:
        return
    # An older format may stand in front.
    start = data.find(_MAGIC)
    if start < 0:
        return
    data = data[start:]
    _, count, _ = _HEADER.unpack_from(data)
    kind = _KINDS.get(os.uname().machine)
    for i in range(count):
        flags, name, _, _, _ = _ENTRY.unpack_from(data, _HEADER.size + i * _ENTRY.size)
        if kind is None or flags == kind:
            yield os.fsdecode(data[name:data.index(b"\0", name)])


def _folder_names():
    for folder in os.environ.get("LD_LIBRARY_PATH", "").split(":"):
        if folder and os.path.isdir(folder):
            yield from sorted(os.listdir(folder))


def find_library(name):
    """find_library("m") -> "libm.so.6", or None."""
    prefix = f"lib{name}."
    for names in (_cached_names(), _folder_names()):
        for found in names:
            if found.startswith(prefix):
                return found
    return None
