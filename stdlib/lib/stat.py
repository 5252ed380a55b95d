"""Meaning of the numbers of a stat result: constants, questions about st_mode, and its text as `ls -l` shows it."""

# The places of the ten numbers of a stat result.
ST_MODE = 0
ST_INO = 1
ST_DEV = 2
ST_NLINK = 3
ST_UID = 4
ST_GID = 5
ST_SIZE = 6
ST_ATIME = 7
ST_MTIME = 8
ST_CTIME = 9

# Kinds of file, in the upper bits of st_mode.
S_IFDIR = 0o40000
S_IFCHR = 0o20000
S_IFBLK = 0o60000
S_IFREG = 0o100000
S_IFIFO = 0o10000
S_IFLNK = 0o120000
S_IFSOCK = 0o140000
S_IFDOOR = 0
S_IFPORT = 0
S_IFWHT = 0

# Permissions and other bits of st_mode.
S_ISUID = 0o4000
S_ISGID = 0o2000
S_ENFMT = 0o2000
S_ISVTX = 0o1000
S_IREAD = 0o400
S_IWRITE = 0o200
S_IEXEC = 0o100
S_IRWXU = 0o700
S_IRUSR = 0o400
S_IWUSR = 0o200
S_IXUSR = 0o100
S_IRWXG = 0o70
S_IRGRP = 0o40
S_IWGRP = 0o20
S_IXGRP = 0o10
S_IRWXO = 0o7
S_IROTH = 0o4
S_IWOTH = 0o2
S_IXOTH = 0o1

# Flags of BSD systems, in st_flags.
UF_NODUMP = 0x1
UF_IMMUTABLE = 0x2
UF_APPEND = 0x4
UF_OPAQUE = 0x8
UF_NOUNLINK = 0x10
UF_COMPRESSED = 0x20
UF_HIDDEN = 0x8000
SF_ARCHIVED = 0x10000
SF_IMMUTABLE = 0x20000
SF_APPEND = 0x40000
SF_NOUNLINK = 0x100000
SF_SNAPSHOT = 0x200000

# Attributes of Windows files.
FILE_ATTRIBUTE_ARCHIVE = 0x20
FILE_ATTRIBUTE_COMPRESSED = 0x800
FILE_ATTRIBUTE_DEVICE = 0x40
FILE_ATTRIBUTE_DIRECTORY = 0x10
FILE_ATTRIBUTE_ENCRYPTED = 0x4000
FILE_ATTRIBUTE_HIDDEN = 0x2
FILE_ATTRIBUTE_INTEGRITY_STREAM = 0x8000
FILE_ATTRIBUTE_NORMAL = 0x80
FILE_ATTRIBUTE_NOT_CONTENT_INDEXED = 0x2000
FILE_ATTRIBUTE_NO_SCRUB_DATA = 0x20000
FILE_ATTRIBUTE_OFFLINE = 0x1000
FILE_ATTRIBUTE_READONLY = 0x1
FILE_ATTRIBUTE_REPARSE_POINT = 0x400
FILE_ATTRIBUTE_SPARSE_FILE = 0x200
FILE_ATTRIBUTE_SYSTEM = 0x4
FILE_ATTRIBUTE_TEMPORARY = 0x100
FILE_ATTRIBUTE_VIRTUAL = 0x10000


def S_IMODE(mode):
    """The part of the mode that chmod() can set."""
    return mode & 0o7777


def S_IFMT(mode):
    """The part of the mode that says what kind of file it is."""
    return mode & 0o170000


def _is_kind(name, kind, meaning):
    """A question about the kind of file, None for kinds that this system does not have."""
    def question(mode):
        return kind is not None and S_IFMT(mode) == kind
    question.__name__ = question.__qualname__ = name
    question.__doc__ = f"Whether the mode is of {meaning}."
    return question


S_ISDIR = _is_kind("S_ISDIR", S_IFDIR, "a folder")
S_ISCHR = _is_kind("S_ISCHR", S_IFCHR, "a character device")
S_ISBLK = _is_kind("S_ISBLK", S_IFBLK, "a block device")
S_ISREG = _is_kind("S_ISREG", S_IFREG, "a regular file")
S_ISFIFO = _is_kind("S_ISFIFO", S_IFIFO, "a pipe")
S_ISLNK = _is_kind("S_ISLNK", S_IFLNK, "a symbolic link")
S_ISSOCK = _is_kind("S_ISSOCK", S_IFSOCK, "a socket")
S_ISDOOR = _is_kind("S_ISDOOR", None, "a door")
S_ISPORT = _is_kind("S_ISPORT", None, "an event port")
S_ISWHT = _is_kind("S_ISWHT", None, "a whiteout")

_KIND_LETTERS = {S_IFLNK: "l", S_IFSOCK: "s", S_IFREG: "-", S_IFBLK: "b", S_IFDIR: "d", S_IFCHR: "c", S_IFIFO: "p"}
_SPECIAL_BITS = ((S_ISUID, "s", "S"), (S_ISGID, "s", "S"), (S_ISVTX, "t", "T"))


def filemode(mode):
    """The mode as text of ten characters, such as -rwxr-xr-x."""
    text = _KIND_LETTERS.get(S_IFMT(mode), "?")
    for shift, (special, with_x, without_x) in zip((6, 3, 0), _SPECIAL_BITS):
        bits = mode >> shift
        text += "r" if bits & 4 else "-"
        text += "w" if bits & 2 else "-"
        if mode & special:
            text += with_x if bits & 1 else without_x
        else:
            text += "x" if bits & 1 else "-"
    return text
