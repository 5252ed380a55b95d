# Numbers and names of the system's errors.
import errno
import os

print(sorted(name for name in dir(errno) if not name.startswith("__")))
print(sorted(errno.errorcode.items()))
print(all(getattr(errno, name) == number for number, name in errno.errorcode.items()))
try:
    os.stat("/no/such/file")
except OSError as error:
    print(error.errno == errno.ENOENT, errno.errorcode[error.errno])
