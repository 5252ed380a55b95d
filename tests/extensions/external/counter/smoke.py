import counter

print(counter.histogram(b"hello"), counter.histogram(bytearray(3)))
try:
    counter.histogram("text")
except TypeError as error:
    print(error)
