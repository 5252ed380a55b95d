"""Codecs that are no encodings of text: bytes as other bytes, rot_13, from text to text, and undefined."""
import binascii
import codecs
from encodings import _native

_lower = "abcdefghijklmnopqrstuvwxyz"
_upper = _lower.upper()
_rotation = str.maketrans(_lower + _upper, _lower[13:] + _lower[:13] + _upper[13:] + _upper[:13])


def _rotate(input, errors="strict", final=False):
    return str.translate(input, _rotation), len(input)


def _fail(input, errors="strict", final=False):
    raise UnicodeError("undefined encoding")


def _base64_encode(data):
    view = _bytes_view(data)
    return b"".join(binascii.b2a_base64(view[i:i + 57]) for i in range(0, len(view), 57))


def _base64_decode(data):
    return binascii.a2b_base64(_bytes_view(data))


def _bytes_view(data):
    try:
        return memoryview(data).cast("B")
    except TypeError as error:
        raise TypeError(f"expected bytes-like object, not {type(data).__name__}") from error


def _to_bytes(data):
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


def _quopri_encode(data):
    return binascii.b2a_qp(data, quotetabs=True)


def _quopri_decode(data):
    return binascii.a2b_qp(_to_bytes(data))


def _uu_encode(data):
    view = _to_bytes(data)
    lines = [binascii.b2a_uu(view[i:i + 45]) for i in range(0, len(view), 45)]
    return b"".join([b"begin 666 <data>\n", *lines, b" \nend\n"])


def _uu_line(line):
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        # Some encoders write more than the length says.
        return binascii.a2b_uu(line[:((line[0] - 32 & 63) * 4 + 5) // 3])


def _uu_decode(data):
    lines = iter(_to_bytes(data).splitlines(keepends=True))
    if not any(line.startswith(b"begin") for line in lines):
        raise ValueError('Missing "begin" line in input data')
    result = bytearray()
    for line in lines:
        if line == b"end\n":
            return bytes(result)
        result += _uu_line(line)
    raise ValueError("Truncated input data")


# Name: how bytes are encoded and decoded.
_of_bytes = {
    "base64_codec": (_base64_encode, _base64_decode), "hex_codec": (binascii.b2a_hex, binascii.a2b_hex),
    "quopri_codec": (_quopri_encode, _quopri_decode), "uu_codec": (_uu_encode, _uu_decode),
}


def _strict(function):
    """The function for a codec: with the count of what was read, and for strict errors only."""
    def run(input, errors="strict", final=False):
        assert errors == "strict"
        return function(input), len(input)
    return run


def _make_for_bytes(name, encode, decode):
    info = _native.make_info(name, _strict(encode), _strict(decode), _is_text_encoding=False)
    info.incrementalencoder.encode = lambda self, input, final=False: info.encode(input, self.errors)[0]
    info.incrementaldecoder.decode = lambda self, input, final=False: info.decode(input, self.errors)[0]
    info.streamreader.charbuffertype = bytes
    info.name = name.removesuffix("_codec")
    return info


def make_codec(name):
    """The CodecInfo, or None."""
    if name == "rot_13":
        info = _native.make_info(name, _rotate, _rotate, _is_text_encoding=False)
        info.incrementaldecoder.decode = info.incrementalencoder.encode
        return info
    if name in _of_bytes:
        return _make_for_bytes(name, *_of_bytes[name])
    return _native.make_info(name, _fail, _fail) if name == "undefined" else None
