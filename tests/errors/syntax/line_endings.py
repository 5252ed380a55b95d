# A text that ends with \r\n counts one line more: it decides whether the line is shown with its ending.
for text in "f(1,\r\n", "f(1,\r", "f(1,\n", "x\r\nf(1,\r\n", "f(1\r\n\r\n", "'a\r\n", "if x:\r\n", "x = 1 +\\\r\n":
    for mode in "exec", "eval", "single":
        for source in text, text.encode():
            try:
                compile(source, "<text>", mode)
            except SyntaxError as error:
                print(ascii(text), mode, error.args)
