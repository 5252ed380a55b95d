"""Base16, Base32, Base64 and Base85 text of bytes, after RFC 4648, Ascii85 after Adobe, and base85 as git has it."""
import binascii
import struct

__all__ = ["encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode", "b32decode",
           "b32hexencode", "b32hexdecode", "b16encode", "b16decode", "b85encode", "b85decode", "a85encode", "a85decode",
           "standard_b64encode", "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode"]

bytes_types = (bytes, bytearray)


def _bytes_from_decode_data(s):
    """What is to be decoded as bytes; text has to be ASCII."""
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters")
    if isinstance(s, bytes_types):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError(f"argument should be a bytes-like object or ASCII string, not {s.__class__.__name__!r}") from None


# --- base64

def b64encode(s, altchars=None):
    """Base64 text; altchars are two characters in the place of '+' and '/'."""
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is None:
        return encoded
    assert len(altchars) == 2, repr(altchars)
    return encoded.translate(bytes.maketrans(b"+/", altchars))


def b64decode(s, altchars=None, validate=False):
    """The bytes of base64 text; other characters are skipped unless validate is true."""
    s = _bytes_from_decode_data(s)
    if altchars is not None:
        altchars = _bytes_from_decode_data(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    """Base64 text with the usual alphabet."""
    return b64encode(s)


def standard_b64decode(s):
    """The bytes of base64 text with the usual alphabet."""
    return b64decode(s)


_urlsafe_encode_translation = bytes.maketrans(b"+/", b"-_")
_urlsafe_decode_translation = bytes.maketrans(b"-_", b"+/")


def urlsafe_b64encode(s):
    """Base64 text that can stand in URLs and file names: '-' for '+' and '_' for '/'."""
    return b64encode(s).translate(_urlsafe_encode_translation)


def urlsafe_b64decode(s):
    """The bytes of base64 text with '-' and '_'."""
    return b64decode(_bytes_from_decode_data(s).translate(_urlsafe_decode_translation))


# --- base32: five bytes are eight characters

_B32_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_B32_HEX_ALPHABET = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"


def _encode_base32(alphabet, s):
    if not isinstance(s, bytes_types):
        s = memoryview(s).tobytes()
    rest = len(s) % 5
    if rest:
        s = s + bytes(5 - rest)
    encoded = bytearray()
    for i in range(0, len(s), 5):
        number = int.from_bytes(s[i:i + 5], "big")
        encoded += bytes(alphabet[number >> shift & 31] for shift in range(35, -1, -5))
    padding = (0, 6, 4, 3, 1)[rest]
    if padding:
        encoded[-padding:] = b"=" * padding
    return bytes(encoded)


def _decode_base32(alphabet, s, casefold=False, map01=None):
    s = _bytes_from_decode_data(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        map01 = _bytes_from_decode_data(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        s = s.upper()
    length = len(s)
    s = s.rstrip(b"=")
    padding = length - len(s)
    values = {character: i for i, character in enumerate(alphabet)}
    decoded = bytearray()
    number = 0
    for i in range(0, len(s), 8):
        number = 0
        group = s[i:i + 8]
        try:
            for character in group:
                number = number << 5 | values[character]
        except KeyError:
            raise binascii.Error("Non-base32 digit found") from None
        decoded += (number << 5 * (8 - len(group))).to_bytes(5, "big")
    if length % 8 or padding not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    if padding and decoded:
        del decoded[-((padding * 5 + 7) // 8):]
    return bytes(decoded)


def b32encode(s):
    """Base32 text."""
    return _encode_base32(_B32_ALPHABET, s)


def b32decode(s, casefold=False, map01=None):
    """The bytes of base32 text; casefold takes small letters, map01 the letter that '1' stands for (and '0' for 'O')."""
    return _decode_base32(_B32_ALPHABET, s, casefold, map01)


def b32hexencode(s):
    """Base32 text with the alphabet that keeps the order of the bytes."""
    return _encode_base32(_B32_HEX_ALPHABET, s)


def b32hexdecode(s, casefold=False):
    """The bytes of base32 text with the alphabet that keeps the order."""
    return _decode_base32(_B32_HEX_ALPHABET, s, casefold)


# --- base16

def b16encode(s):
    """Hexadecimal text in capital letters."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """The bytes of hexadecimal text; casefold takes small letters."""
    s = _bytes_from_decode_data(s)
    if casefold:
        s = s.upper()
    if s.strip(b"0123456789ABCDEF") or any(character not in b"0123456789ABCDEF" for character in s):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


# --- base 85: four bytes are five characters

_A85START = b"<~"
_A85END = b"~>"
_A85_ALPHABET = bytes(range(33, 118))
_B85_ALPHABET = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"


def _words(b):
    """Groups of four bytes as numbers, and how many zeros were put behind the last."""
    if not isinstance(b, bytes_types):
        b = memoryview(b).tobytes()
    padding = -len(b) % 4
    b = b + bytes(padding)
    return struct.unpack(f"!{len(b) // 4}I", b), padding


def _digits(alphabet, word):
    return bytes((alphabet[word // 52200625], alphabet[word // 614125 % 85], alphabet[word // 7225 % 85],
                  alphabet[word // 85 % 85], alphabet[word % 85]))


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Ascii85 text; foldspaces writes four spaces as 'y', wrapcol breaks lines, adobe puts '<~' and '~>' round it."""
    words, padding = _words(b)
    chunks = [b"z" if not word else b"y" if foldspaces and word == 0x20202020 else _digits(_A85_ALPHABET, word)
              for word in words]
    if padding and not pad:
        if chunks[-1] == b"z":
            chunks[-1] = _A85_ALPHABET[:1] * 5
        chunks[-1] = chunks[-1][:-padding]
    result = b"".join(chunks)
    if adobe:
        result = _A85START + result
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [result[i:i + wrapcol] for i in range(0, len(result), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        result = b"\n".join(lines)
    return result + _A85END if adobe else result


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    """The bytes of Ascii85 text."""
    b = _bytes_from_decode_data(b)
    if adobe:
        if not b.endswith(_A85END):
            raise ValueError(f"Ascii85 encoded byte sequences must end with {_A85END!r}")
        b = b[2:-2] if b.startswith(_A85START) else b[:-2]
    decoded = []
    group = []
    for character in b + b"u" * 4:
        if b"!"[0] <= character <= b"u"[0]:
            group.append(character)
            if len(group) == 5:
                word = 0
                for digit in group:
                    word = word * 85 + digit - 33
                if word > 0xFFFFFFFF:
                    raise ValueError("Ascii85 overflow") from None
                decoded.append(word.to_bytes(4, "big"))
                group = []
        elif character == b"z"[0]:
            if group:
                raise ValueError("z inside Ascii85 5-tuple")
            decoded.append(bytes(4))
        elif foldspaces and character == b"y"[0]:
            if group:
                raise ValueError("y inside Ascii85 5-tuple")
            decoded.append(b"    ")
        elif character not in ignorechars:
            raise ValueError(f"Non-Ascii85 digit found: {chr(character)}")
    result = b"".join(decoded)
    padding = 4 - len(group)
    return result[:-padding] if padding else result


def b85encode(b, pad=False):
    """Base85 text as git writes it; pad fills the bytes up to a multiple of four first."""
    words, padding = _words(b)
    result = b"".join(_digits(_B85_ALPHABET, word) for word in words)
    return result[:-padding] if padding and not pad else result


def b85decode(b):
    """The bytes of base85 text."""
    b = _bytes_from_decode_data(b)
    values = {character: i for i, character in enumerate(_B85_ALPHABET)}
    padding = -len(b) % 5
    b = b + b"~" * padding
    decoded = []
    for i in range(0, len(b), 5):
        word = 0
        for j, character in enumerate(b[i:i + 5]):
            if character not in values:
                raise ValueError(f"bad base85 character at position {i + j}")
            word = word * 85 + values[character]
        if word > 0xFFFFFFFF:
            raise ValueError(f"base85 overflow in hunk starting at byte {i}")
        decoded.append(word.to_bytes(4, "big"))
    result = b"".join(decoded)
    return result[:-padding] if padding else result


# --- lines, as in mail

MAXLINESIZE = 76
MAXBINSIZE = (MAXLINESIZE // 4) * 3


def encode(input, output):
    """Read bytes from a file and write lines of base64 to another."""
    while block := input.read(MAXBINSIZE):
        while len(block) < MAXBINSIZE and (more := input.read(MAXBINSIZE - len(block))):
            block += more
        output.write(binascii.b2a_base64(block))


def decode(input, output):
    """Read lines of base64 from a file and write the bytes to another."""
    while line := input.readline():
        output.write(binascii.a2b_base64(line))


def _input_type_check(s):
    try:
        view = memoryview(s)
    except TypeError as error:
        raise TypeError(f"expected bytes-like object, not {s.__class__.__name__}") from error
    if view.format not in ("c", "b", "B"):
        raise TypeError(f"expected single byte elements, not {view.format!r} from {s.__class__.__name__}")
    if view.ndim != 1:
        raise TypeError(f"expected 1-D data, not {view.ndim}-D data from {s.__class__.__name__}")


def encodebytes(s):
    """Lines of base64 text."""
    _input_type_check(s)
    return b"".join(binascii.b2a_base64(s[i:i + MAXBINSIZE]) for i in range(0, len(s), MAXBINSIZE))


def decodebytes(s):
    """The bytes of lines of base64 text."""
    _input_type_check(s)
    return binascii.a2b_base64(s)


def main():
    """The command line of `python -m base64`: -e or -d (or -u) with a file, or standard input."""
    import getopt
    import sys
    usage = f"""usage: {sys.argv[0]} [-h|-d|-e|-u|-t] [file|-]
        -h: print this help message and exit
        -d, -u: decode
        -e: encode (default)
        -t: encode and decode string 'Aladdin:open sesame'"""
    try:
        options, arguments = getopt.getopt(sys.argv[1:], "hdeut")
    except getopt.error as error:
        sys.stdout = sys.stderr
        print(error)
        print(usage)
        sys.exit(2)
    convert = encode
    for option, _ in options:
        if option == "-h":
            print(usage)
            return
        if option == "-t":
            sample = b"Aladdin:open sesame"
            print(repr(sample))
            print(repr(encodebytes(sample)))
            print(repr(decodebytes(encodebytes(sample))))
            return
        convert = encode if option == "-e" else decode
    if arguments and arguments[0] != "-":
        with open(arguments[0], "rb") as file:
            convert(file, sys.stdout.buffer)
    else:
        convert(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
