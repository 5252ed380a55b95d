# A NUL in a name does not end it.
for name in ("string\0", "sys\0x", "\0", "json\0.decoder"):
    try:
        __import__(name)
    except ImportError as error:
        print(repr(error))
