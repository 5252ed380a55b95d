"""keepends is an int; the special methods of repetition say how many arguments they want in their own way."""
for text in "a\nb\r\n", b"a\nb\r\n", bytearray(b"a\nb\r\n"):
    for keep in 0, 1, True, -1, 2, None, "a", 1.5, 2**40:
        try:
            print(text.splitlines(keep), text.splitlines(keepends=keep))
        except Exception as error:
            print(type(error).__name__, error)
    for arguments in (), (1, 2), (2,), ("a",):
        try:
            print(text.__mul__(*arguments), text.__rmul__(*arguments))
        except TypeError as error:
            print(error)
