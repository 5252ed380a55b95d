# SPDX-License-Identifier: MIT
"""What a shared library says of itself: its dynamic symbols, the libraries it needs, its machine.

Reads 64-bit little-endian ELF files by their section headers. Every offset is checked, as any file may be given.
"""
import struct

DYNAMIC_SYMBOLS = 11
DYNAMIC = 6
NEEDED = 1
WEAK = 2
MACHINES = {0x3E: "x86_64", 0xB7: "aarch64", 0x03: "i386", 0x28: "arm", 0xF3: "riscv64", 0x15: "ppc64", 0x16: "s390x"}


class NotElf(Exception):
    """The file is not a shared library that can be read here; the text says why."""


class Library:
    """The tables of one file: exported and undefined names as sets, `weak` the undefined ones that may be absent."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self._data = file.read()
        if self._data[:4] != b"\x7fELF":
            raise NotElf("it is not a shared library")
        self.machine = MACHINES.get(self._number("<H", 18), "another machine")
        if self._data[4] != 2 or self._data[5] != 1:
            raise NotElf(f"it is for {self.machine}, not for a 64-bit little-endian machine")
        self.exported = {}
        self.undefined = set()
        self.weak = set()
        self.needed = []
        self._sections = self._read_sections()
        for section in self._sections:
            if section[1] == DYNAMIC_SYMBOLS:
                self._read_symbols(section)
            elif section[1] == DYNAMIC:
                self._read_needed(section)

    def _unpack(self, form, offset):
        try:
            return struct.unpack_from(form, self._data, offset)
        except struct.error:
            raise NotElf("it is cut off: parts of the shared library are missing") from None

    def _number(self, form, offset):
        return self._unpack(form, offset)[0]

    def _text(self, offset):
        end = self._data.find(b"\0", offset)
        return self._data[offset:end].decode("ascii", "replace")

    def _read_sections(self):
        """(name, type, flags, address, offset, size, link, info, alignment, entry size) for each section."""
        start = self._number("<Q", 40)
        size, count = self._unpack("<HH", 58)
        return [self._unpack("<IIQQQQIIQQ", start + size * index) for index in range(count)]

    def _strings_of(self, section):
        if section[6] >= len(self._sections):
            raise NotElf("its tables contradict each other")
        return self._sections[section[6]][4]

    def _read_symbols(self, section):
        strings = self._strings_of(section)
        for offset in range(section[4] + 24, section[4] + section[5], 24):
            name, info, _, home, value, _ = self._unpack("<IBBHQQ", offset)
            text = self._text(strings + name)
            if home != 0:
                self.exported[text] = (home, value)
            elif info >> 4 == WEAK:
                self.weak.add(text)
            else:
                self.undefined.add(text)

    def _read_needed(self, section):
        strings = self._strings_of(section)
        for offset in range(section[4], section[4] + section[5], 16):
            tag, value = self._unpack("<QQ", offset)
            if tag == NEEDED:
                self.needed.append(self._text(strings + value))

    def int_at(self, name):
        """The int that an exported variable holds in the file; None when there is none."""
        home, value = self.exported.get(name, (0, 0))
        if home == 0 or home >= len(self._sections):
            return None
        section = self._sections[home]
        return self._number("<i", section[4] + value - section[3])
