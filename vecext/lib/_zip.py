# SPDX-License-Identifier: MIT
"""As much of the ZIP format as archives of arrays need: members stored or deflated, with or without 64-bit sizes.

Writing goes straight through: local header, data, and at the end the directory. Reading starts from the directory at
the end of the file. All offsets and sizes are checked against the file before anything is read, a member may not grow
beyond the size that the directory states, and its checksum must be right.
"""
import struct
from binascii import crc32

__all__ = []

_local = struct.Struct("<4s5H3I2H")
_central = struct.Struct("<4s6H3I5H2I")
_end = struct.Struct("<4s4H2IH")
_end64 = struct.Struct("<4sQ2H2I4Q")
_locator = struct.Struct("<4sIQI")
_stored, _deflated = 0, 8
_wide = 0xFFFFFFFF
# 1980-01-01, the first date that the format knows: archives of equal arrays are equal.
_date = (1 << 5) | 1


class BadZipFile(ValueError):
    """What is raised for an archive that is none."""


def _zlib():
    try:
        import zlib
    except ImportError:
        raise RuntimeError("Compression requires the (missing) zlib module") from None
    return zlib


# ---- writing

class Writer:
    """Adds members to a binary file that is written from its current place on."""

    def __init__(self, file, compress):
        self._file = file
        self._offset = 0
        self._method = _deflated if compress else _stored
        self._directory = []
        self._compress = _zlib().compressobj if compress else None

    def _write(self, data):
        self._file.write(data)
        self._offset += len(data)

    def _packed(self, parts):
        if self._compress is None:
            return parts
        packer = self._compress(-1, 8, -15)
        return [packer.compress(part) for part in parts] + [packer.flush()]

    def add(self, name, parts):
        """One member, of the given pieces of bytes."""
        checksum, size = 0, 0
        for part in parts:
            checksum = crc32(part, checksum)
            size += len(part)
        packed = self._packed(parts)
        packed_size = sum([len(part) for part in packed])
        start = self._offset
        encoded = name.encode("utf-8")
        flags = 0x800 if len(encoded) != len(name) else 0
        # The wide form always: every size then stands at the same place.
        extra = struct.pack("<2H2Q", 1, 16, size, packed_size)
        self._write(_local.pack(b"PK\3\4", 45, flags, self._method, 0, _date, checksum, _wide, _wide, len(encoded),
                                len(extra)))
        self._write(encoded)
        self._write(extra)
        for part in packed:
            self._write(part)
        self._directory.append((encoded, flags, checksum, packed_size, size, start))

    def _write_entry(self, encoded, flags, checksum, packed_size, size, start):
        wide = [value for value in (size, packed_size, start) if value >= _wide]
        extra = struct.pack(f"<2H{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
        small = [min(value, _wide) for value in (packed_size, size, start)]
        self._write(_central.pack(b"PK\1\2", 45, 45, flags, self._method, 0, _date, checksum, small[0], small[1],
                                  len(encoded), len(extra), 0, 0, 0, 0o600 << 16, small[2]))
        self._write(encoded)
        self._write(extra)

    def close(self):
        """The directory; the file itself stays open."""
        start, count = self._offset, len(self._directory)
        for entry in self._directory:
            self._write_entry(*entry)
        size = self._offset - start
        if count >= 0xFFFF or start >= _wide or size >= _wide:
            place = self._offset
            self._write(_end64.pack(b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, start))
            self._write(_locator.pack(b"PK\6\7", 0, place, 1))
        self._write(_end.pack(b"PK\5\6", 0, 0, min(count, 0xFFFF), min(count, 0xFFFF), min(size, _wide),
                              min(start, _wide), 0))


# ---- reading

class Reader:
    """The members of a seekable binary file by name."""

    def __init__(self, file):
        self._file = file
        self._size = file.seek(0, 2)
        self._members = {}
        count, size, start, shift = self._find_directory()
        if start < 0 or size > self._size:
            raise BadZipFile("Bad offset for central directory")
        directory = self._read(start, size)
        place = 0
        while place < len(directory):
            place = self._add_entry(directory, place, shift)

    def _read(self, place, size):
        if place < 0 or size < 0 or place + size > self._size:
            raise BadZipFile("Truncated file")
        self._file.seek(place)
        data = self._file.read(size)
        if len(data) != size:
            raise BadZipFile("Truncated file")
        return data

    def _find_directory(self):
        """(number of members, size, start, how far all offsets are shifted by bytes before the archive)."""
        tail_start = max(0, self._size - _end.size - 0xFFFF)
        tail = self._read(tail_start, self._size - tail_start)
        place = tail.rfind(b"PK\5\6")
        if place < 0 or len(tail) - place < _end.size:
            raise BadZipFile("File is not a zip file")
        _, _, _, _, count, size, start, _ = _end.unpack_from(tail, place)
        end = tail_start + place
        if end >= _locator.size + _end64.size:
            signature, _, wide_end, _ = _locator.unpack(self._read(end - _locator.size, _locator.size))
            if signature == b"PK\6\7":
                fields = _end64.unpack(self._read(wide_end, _end64.size))
                if fields[0] != b"PK\6\6":
                    raise BadZipFile("File is not a zip file")
                count, size, start = fields[7:]
                end = wide_end
        return count, size, end - size, end - size - start

    def _add_entry(self, directory, place, shift):
        if len(directory) - place < _central.size:
            raise BadZipFile("Truncated central directory")
        fields = _central.unpack_from(directory, place)
        if fields[0] != b"PK\1\2":
            raise BadZipFile("Bad magic number for central directory")
        flags, method, checksum, packed_size, size = fields[3], fields[4], fields[7], fields[8], fields[9]
        name_end = place + _central.size + fields[10]
        end = name_end + fields[11] + fields[12]
        if end > len(directory):
            raise BadZipFile("Truncated central directory")
        # Names without the flag are ASCII in all archives of arrays.
        name = directory[place + _central.size:name_end].decode("utf-8" if flags & 0x800 else "latin1", "replace")
        size, packed_size, start = _widened(directory[name_end:name_end + fields[11]], size, packed_size, fields[16])
        self._members[name] = (flags, method, checksum, packed_size, size, start + shift)
        return end

    def names(self):
        """The members' names in the order of the directory."""
        return list(self._members)

    def read(self, name):
        """A member's bytes."""
        flags, method, checksum, packed_size, size, start = self._members[name]
        if flags & 1:
            raise RuntimeError(f"File {name!r} is encrypted, password required for extraction")
        header = _local.unpack(self._read(start, _local.size))
        if header[0] != b"PK\3\4":
            raise BadZipFile("Bad magic number for file header")
        data = self._read(start + _local.size + header[9] + header[10], packed_size)
        if method == _deflated:
            data = _inflated(data, size)
        elif method != _stored:
            raise NotImplementedError("That compression method is not supported")
        if len(data) != size or crc32(data) != checksum:
            raise BadZipFile(f"Bad CRC-32 for file {name!r}")
        return data


def _inflated(data, size):
    zlib = _zlib()
    unpacker = zlib.decompressobj(-15)
    try:
        return unpacker.decompress(data, size + 1)
    except zlib.error as error:
        raise BadZipFile(str(error)) from None


def _widened(extra, size, packed_size, start):
    """The values that stand in the extra field where the narrow ones are full."""
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, place)
        field = extra[place + 4:place + 4 + length]
        if kind == 1:
            values = iter(struct.unpack(f"<{len(field) // 8}Q", field[:len(field) // 8 * 8]))
            try:
                size = next(values) if size == _wide else size
                packed_size = next(values) if packed_size == _wide else packed_size
                start = next(values) if start == _wide else start
            except StopIteration:
                raise BadZipFile("Corrupt zip64 extra field.") from None
        place += 4 + length
    return size, packed_size, start
