# stdin: first line
# stdin: second
"""input() from a pipe, to its end."""
print(repr(input()))
print(repr(input("prompt> ")))
try:
    input("again> ")
except EOFError as error:
    print()
    print(type(error).__name__, error)
