"""Text of bytes in every form, and what is no such text."""
import base64
import binascii
from binascii import *

def show(case):
    try:
        print(case, "->", repr(eval(case)))
    except BaseException as error:
        print(case, "!!", type(error).__module__, type(error).__name__, error)

DATA = bytes(range(0, 256, 7))
for case in ["b2a_base64(DATA)", "b2a_base64(b'ab', newline=False)", "a2b_base64('YWI=')", "a2b_base64(b'YW I=\\n')",
             "a2b_base64('YWI')", "a2b_base64('Y')", "a2b_base64('YWJjY')", "a2b_base64('é')", "a2b_base64(1)",
             "a2b_base64('=YWI=', strict_mode=True)", "a2b_base64('YW I=', strict_mode=True)",
             "a2b_base64('YWI=a', strict_mode=True)", "a2b_base64('Y=WI', strict_mode=True)", "a2b_base64('YWI=YWI=')",
             "hexlify(DATA)", "hexlify(b'abcdef', '-')", "hexlify(b'abcdef', b':', 2)", "hexlify(b'abcdef', '-', -4)",
             "unhexlify('61 ')", "unhexlify('616')", "unhexlify(b'6a6B')", "crc32(DATA)",
             "crc32(b'b', crc32(b'a'))", "crc_hqx(DATA, 7)", "b2a_uu(b'hello world')", "b2a_uu(b'\\0', backtick=True)",
             "b2a_uu(bytes(46))", "a2b_uu(b2a_uu(DATA))", "a2b_uu('!!!x')", "a2b_uu(b'\\x80')", "a2b_uu(b'#86)C\\n')",
             "a2b_uu(b'#86)Cx')", "b2a_qp(b'a=b\\tc \\r\\nd.\\n.\\n' + b'x' * 80)", "b2a_qp(b'a b_', header=True)",
             "b2a_qp(b'a\\tb c', quotetabs=True)", "b2a_qp(b'a\\nb', istext=False)", "a2b_qp(b'a=3Db=\\nc_=zz==')",
             "a2b_qp(b'a_b', header=True)", "base64.b64encode(DATA, b'-_')", "base64.b64decode('YW-_', b'-_')",
             "base64.b64decode('YW I=', validate=True)", "base64.urlsafe_b64encode(b'\\xff\\xfe')",
             "base64.urlsafe_b64decode('__4=')", "base64.b32encode(DATA)", "[base64.b32encode(b'abcde'[:i]) for i in range(6)]",
             "base64.b32decode('MFRA====')", "base64.b32decode('mfra====')", "base64.b32decode('mfra====', True)",
             "base64.b32decode('MFRA')", "base64.b32decode('M1======', map01='L')", "base64.b32decode('MF======')",
             "base64.b32hexencode(b'abc')", "base64.b32hexdecode('C5H66===')", "base64.b16encode(b'ab')",
             "base64.b16decode('6a')", "base64.b16decode('6A')", "base64.a85encode(DATA)",
             "base64.a85encode(bytes(4) + b'    abc', foldspaces=True, adobe=True, wrapcol=6)", "base64.a85encode(b'ab', pad=True)",
             "base64.a85decode('<~87cURD]~>', adobe=True)", "base64.a85decode('87cURD]')", "base64.a85decode('z~')",
             "base64.a85decode('zz')", "base64.a85decode('az')", "base64.a85decode('sssss')", "base64.b85encode(DATA)",
             "base64.b85decode(base64.b85encode(DATA)) == DATA", "base64.b85decode('a b')", "base64.b85decode('~~~~~')",
             "base64.encodebytes(DATA * 3)", "base64.decodebytes(b'YWI=\\n')", "base64.encodebytes('a')",
             "base64.b64encode('a')", "binascii.Error.__mro__"]:
    show(case)
