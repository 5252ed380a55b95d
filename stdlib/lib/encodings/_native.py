"""The codecs around native encodings: ASCII, Latin-1, the forms of Unicode, and escapes.

Such an encoding is a function `encode(text, errors)` and a function `decode(data, errors, final)`, both giving the
result and how much was read. The classes for pieces and streams are made from the two.
"""
import codecs
import sys


def _ignoring_final(decode):
    return lambda data, errors="strict", final=False: decode(data, errors)


# Encodings whose decoder can stop before the end, and those that need no such thing.
_stateful = ["utf_8", "utf_7", "utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be", "unicode_escape",
             "raw_unicode_escape"]
_stateless = ["ascii", "latin_1"]
_shown_names = {"latin_1": "iso8859-1"}


def _decode_all(decode):
    """A decoder for whole texts: what the end cuts is an error."""
    return lambda input, errors="strict": decode(input, errors, True)


def _placed(name, *classes):
    """The classes, saying that they come from the encoding's own module."""
    for kind in classes:
        kind.__module__ = "encodings." + name
        kind.__qualname__ = kind.__name__
    return classes


def make_classes(name, encode, decode):
    """The codec's four classes: both incremental ones, stream reader and stream writer."""

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            return encode(input, self.errors)[0]

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        _buffer_decode = staticmethod(decode)

    class StreamWriter(codecs.StreamWriter):
        def encode(self, input, errors="strict"):
            return encode(input, errors)

    class StreamReader(codecs.StreamReader):
        def decode(self, input, errors="strict"):
            return decode(input, errors, False)

    return _placed(name, IncrementalEncoder, IncrementalDecoder, StreamReader, StreamWriter)


def make_info(name, encode, decode, **options):
    """A CodecInfo of a pair of functions; the decoder takes `final`."""
    encoder, decoder, reader, writer = make_classes(name, encode, decode)
    return codecs.CodecInfo(encode, _decode_all(decode), reader, writer, encoder, decoder,
                            _shown_names.get(name, name.replace("_", "-")), **options)


class _MarkedEncoder(codecs.IncrementalEncoder):
    """Writes the mark in front of the first piece only. `with_mark` and `without_mark` are encoders."""

    def __init__(self, errors="strict"):
        codecs.IncrementalEncoder.__init__(self, errors)
        self._is_first = True

    def encode(self, input, final=False):
        encode = self.with_mark if self._is_first else self.without_mark
        self._is_first = False
        return encode(input, self.errors)[0]

    def reset(self):
        self._is_first = True

    def getstate(self):
        return 2 if self._is_first else 0

    def setstate(self, state):
        self._is_first = bool(state)


class _MarkedDecoder(codecs.BufferedIncrementalDecoder):
    """Takes the byte order from the mark in front of the first piece. `decode_first` gives it as well."""

    def __init__(self, errors="strict"):
        codecs.BufferedIncrementalDecoder.__init__(self, errors)
        self._decode = None

    def _buffer_decode(self, input, errors, final):
        if self._decode is not None:
            return self._decode(input, errors, final)
        text, consumed, order = self.decode_first(input, errors, 0, final)
        if order:
            self._decode = self.decoders[order]
        elif consumed >= self.mark_size:
            raise UnicodeError(f"{self.name} stream does not start with BOM")
        return text, consumed

    def reset(self):
        codecs.BufferedIncrementalDecoder.reset(self)
        self._decode = None

    def getstate(self):
        state = codecs.BufferedIncrementalDecoder.getstate(self)[0]
        if self._decode is None:
            return state, 2
        return state, int((self._decode is self.decoders[1]) == (sys.byteorder == "little"))

    def setstate(self, state):
        codecs.BufferedIncrementalDecoder.setstate(self, state)
        little = (state[1] == 0) == (sys.byteorder == "little")
        self._decode = None if state[1] == 2 else self.decoders[-1 if little else 1]


class _MarkedWriter(codecs.StreamWriter):
    """Writes the mark in front of the first text only. `make_encoder` is an incremental encoder."""

    _encoder = None

    def reset(self):
        self._encoder = None

    def encode(self, input, errors="strict"):
        if self._encoder is None:
            self._encoder = self.make_encoder(errors)
        return self._encoder.encode(input), len(input)


def _make_marked(name):
    """UTF-16 or UTF-32 with a mark."""
    def function(suffix):
        return getattr(codecs, name + suffix)

    native = "_le" if sys.byteorder == "little" else "_be"

    class IncrementalEncoder(_MarkedEncoder):
        with_mark = staticmethod(function("_encode"))
        without_mark = staticmethod(function(native + "_encode"))

    class IncrementalDecoder(_MarkedDecoder):
        decode_first = staticmethod(function("_ex_decode"))
        decoders = {-1: function("_le_decode"), 1: function("_be_decode")}
        mark_size = 2 if name == "utf_16" else 4

    class StreamWriter(_MarkedWriter):
        make_encoder = IncrementalEncoder

    class StreamReader(codecs.StreamReader):
        def reset(self):
            codecs.StreamReader.reset(self)
            self._decoder = IncrementalDecoder(self.errors)

        def decode(self, input, errors="strict"):
            if "_decoder" not in self.__dict__:
                self.reset()
            result = self._decoder.decode(input)
            rest = len(self._decoder.buffer)
            self._decoder.buffer = b""
            return result, len(input) - rest

    IncrementalDecoder.name = "UTF-" + name[4:]
    _placed(name, IncrementalEncoder, IncrementalDecoder, StreamReader, StreamWriter)
    return codecs.CodecInfo(function("_encode"), _decode_all(function("_decode")), StreamReader, StreamWriter,
                            IncrementalEncoder, IncrementalDecoder, name.replace("_", "-"))


def _make_utf_8_sig():
    """UTF-8 with a mark that is written, and left out where it is read."""
    def encode(input, errors="strict"):
        return codecs.BOM_UTF8 + codecs.utf_8_encode(input, errors)[0], len(input)

    def decode(input, errors="strict", final=False):
        data = bytes(input)
        if not final and len(data) < 3 and codecs.BOM_UTF8.startswith(data):
            return "", 0
        skipped = 3 if data.startswith(codecs.BOM_UTF8) else 0
        text, consumed = codecs.utf_8_decode(data[skipped:], errors, final)
        return text, consumed + skipped

    class IncrementalEncoder(_MarkedEncoder):
        with_mark = staticmethod(encode)
        without_mark = staticmethod(codecs.utf_8_encode)

        def getstate(self):
            return int(self._is_first)

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        _is_first = True

        def _buffer_decode(self, input, errors, final):
            result = (decode if self._is_first else codecs.utf_8_decode)(input, errors, final)
            self._is_first = self._is_first and result[1] == 0
            return result

        def reset(self):
            codecs.BufferedIncrementalDecoder.reset(self)
            self._is_first = True

        def getstate(self):
            return codecs.BufferedIncrementalDecoder.getstate(self)[0], int(self._is_first)

        def setstate(self, state):
            codecs.BufferedIncrementalDecoder.setstate(self, state)
            self._is_first = bool(state[1])

    class StreamWriter(_MarkedWriter):
        make_encoder = IncrementalEncoder

    _placed("utf_8_sig", IncrementalEncoder, IncrementalDecoder, StreamWriter)
    _, _, reader, _ = make_classes("utf_8_sig", encode, decode)
    return codecs.CodecInfo(encode, _decode_all(decode), reader, StreamWriter, IncrementalEncoder,
                            IncrementalDecoder, "utf-8-sig")


def make_codec(name):
    """The CodecInfo of the encoding, or None."""
    if name in ("utf_16", "utf_32"):
        return _make_marked(name)
    if name == "utf_8_sig":
        return _make_utf_8_sig()
    if name in _stateful:
        return make_info(name, getattr(codecs, name + "_encode"), getattr(codecs, name + "_decode"))
    if name in _stateless:
        return make_info(name, getattr(codecs, name + "_encode"),
                         _ignoring_final(getattr(codecs, name + "_decode")))
    return None
