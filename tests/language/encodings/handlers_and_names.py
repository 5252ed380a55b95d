# What handlers may give each codec, and which codec errors name; characters of several alphabets as punycode.
for enc in ("utf-16-le","utf-16","utf-32"):
  for h in ("surrogateescape","surrogatepass"):
    try: print("a\udc80\udc81b".encode(enc,h))
    except Exception as e: print(e)
import codecs
codecs.register_error("three", lambda e: (b"abc", e.end)); codecs.register_error("wrong", lambda e: (5, e.end)); codecs.register_error("bad", lambda e: 1/0)
for enc in ("utf-16-le","utf-32-be","utf8","u8","latin_1","L1","ascii","646","utf-7","utf-8-sig","cp1250","koi8-r","unicode_escape"):
  for h in ("three","wrong","bad","nix"):
    try: print("a\udc80\udc81\u1234b".encode(enc,h))
    except Exception as e: print(enc, h, repr(e), e.__cause__)
    try: print(b"\xff\xfe\xfd\xd8\\x".decode(enc,h))
    except Exception as e: print(enc, h, repr(e), e.__cause__)
for t in ("\u20ac\u1234","a\u20ac\u1234b","\u1234","\xe9\xe8\xe9", ""):
    p=t.encode("punycode"); print(p, p.decode("punycode")==t)
