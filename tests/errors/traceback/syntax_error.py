import sys
for text in ("x = = 1", "  \tf(a b)", "if x:\npass", "'abc", "f(x for x in y, 1)", "a = (1,\n  2", "\u00e4 = 5 $ 3"):
    try:
        compile(text, "<text>", "exec")
    except SyntaxError:
        sys.excepthook(*sys.exc_info())
sys.excepthook(SyntaxError, SyntaxError("own", ("file", 3, 5, "some text\n", 3, 9)), None)
sys.excepthook(SyntaxError, SyntaxError("own", ("file", 3, None, None)), None)
sys.excepthook(SyntaxError, SyntaxError("own"), None)
