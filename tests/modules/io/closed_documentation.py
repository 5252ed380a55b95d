# What the attribute `closed` says of itself.
import io
from _io import FileIO

print(FileIO.closed.__doc__, io.IOBase.closed.__doc__)
with FileIO(__file__) as stream:
    print(stream.closed)
print(stream.closed)
