# os.path: parts, normal forms, mixed and wrong arguments, and paths as bytes.
import os

calls = r"""join('a', 'b', '/c', 'd')
join('a/', 'b', '')
join(b'a', b'b')
join('a', b'b')
join('a', 1)
join(1, 'a')
split('/a/b/')
split('//a')
split(b'a/b')
splitext('a.tar.gz')
splitext('.bashrc')
splitext('a/...b')
splitext('a.b/c')
splitext(1)
splitdrive('/a')
basename('/a/b')
basename(b'b')
dirname('/a/b')
dirname('//')
isabs('/a')
normcase('A')
normpath('')
normpath('/a/./b/../c//d/')
normpath('../../a/..')
normpath('//a')
normpath('///a')
normpath(b'/../a')
relpath('/a/b', '/a/c/d')
relpath('/a', '/a')
relpath('')
relpath(b'/a', '/b')
commonpath([])
commonpath(['/usr/lib', '/usr/bin/x'])
commonpath(['a', '/b'])
commonpath(['a', b'b'])
commonpath(['a/b/./c', 'a/b/c/d'])
commonprefix(['abc', 'abd', 'ab'])
commonprefix([])
expandvars('$WHO/${WHO}x$NOBODY ${ $ ${NOBODY}')
expandvars(b'$WHO')
expanduser('~/a')
expanduser('~')
expanduser('a~')
exists('/')
exists('/no such')
exists('\0')
exists(1.5)
isdir('/')
isfile('/')
islink('/')
ismount('/')
realpath('/..')
realpath('/no/such/../x')
realpath('/no/such', strict=True)
samefile('/', '/.')""".splitlines()
os.environ["WHO"] = "me"
os.environ["HOME"] = "/home/me"
for call in calls:
    try:
        print(call, repr(eval("os.path." + call)))
    except Exception as error:
        print(call, type(error).__name__, error)


class Place:
    def __init__(self, value):
        self.value = value

    def __fspath__(self):
        return self.value


print(os.path.join(Place("a"), Place("b")), os.fspath(Place(b"x")), os.fsencode(Place("é")), ascii(os.fsdecode(b"\xff")))
print(isinstance(Place(""), os.PathLike), isinstance("", os.PathLike))
for wrong in (lambda: os.fspath(Place(1)), lambda: os.PathLike(), lambda: os.fsencode(1), lambda: os.fspath(None)):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
