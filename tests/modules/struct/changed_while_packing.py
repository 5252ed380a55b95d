# expect: adder
"""A Struct that gets another format while it packs keeps to the one it began with; CPython reads freed memory."""
import struct


class Changes:
    """Gives the Struct that packs it another format."""

    def __index__(self):
        changing.__init__("200q")
        return 7


changing = struct.Struct("<5b")
print(changing.pack(1, Changes(), 3, Changes(), 5), changing.size)
