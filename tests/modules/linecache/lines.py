# Lines of source files, from files and from loaders.
import linecache
import os

path = f"linecache_{os.getpid()}.py"
with open(path, "w", encoding="latin-1") as file:
    file.write("# -*- coding: latin-1 -*-\nname = 'häuser'\nlast")
print(ascii(linecache.getline(path, 2)), repr(linecache.getline(path, 3)), repr(linecache.getline(path, 4)))
print(linecache.getlines(path)[0], repr(linecache.getline(path, 0)), linecache.getline("nothing here", 1) == "")
with open(path, "a", encoding="latin-1") as file:
    file.write("\nmore\n")
print(len(linecache.getlines(path)))
linecache.checkcache(path)
print(len(linecache.getlines(path)), path in linecache.cache)
linecache.clearcache()
print(linecache.cache)
os.remove(path)


class Loader:
    def get_source(self, name):
        return f"made for {name}\nsecond"


space = {"__name__": "invented", "__loader__": Loader()}
print(linecache.lazycache("invented.py", space), linecache.lazycache("invented.py", space))
print(linecache.getlines("invented.py", space), linecache.lazycache("", space), linecache.lazycache("<x>", space))
print(linecache.updatecache("<string>"), linecache.getlines("absent.py", {}))
