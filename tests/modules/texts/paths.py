# glob: files and folders by patterns.
import glob
import os

here = os.getcwd()
root = f"/tmp/adder-glob-{os.getpid()}"
os.mkdir(root)
os.chdir(root)
try:
    for path in ["a/b/c.txt", "a/b/.hidden", "a/d.py", ".x/y", "e", "f[1].txt", "a/b2/c/d/e.txt"]:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        open(path, "w").close()
    os.symlink("a", "link")
    os.symlink("nothing", "broken")
    for pattern in ["*", "**", "*/*", "a/*", "a/b*/*", "?", "[!a]", ".*", "*/", "a", "a/", "e/", "none", "broken", "a/**", "**/*.txt", "**/", "**/c", "f[[]1].txt",
                    "f[1].txt", "", ".", "./*", "a//b/*", "*/.*", ".x/*", "link/*", "a/../*", "**/b/**"]:
        for options in ({}, {"recursive": True}, {"recursive": True, "include_hidden": True}, {"root_dir": "a"}):
            print(repr(pattern), options, sorted(glob.glob(pattern, **options)))
    print(sorted(glob.glob(b"a/*")), sorted(glob.glob(root + "/*.txt")) == [root + "/f[1].txt"], sorted(glob.iglob("*", root_dir="a/b", include_hidden=True)))
    descriptor = os.open("a", os.O_RDONLY | os.O_DIRECTORY)
    print(sorted(glob.glob("*", dir_fd=descriptor)), sorted(glob.glob("**/*", dir_fd=descriptor, recursive=True)), glob.glob("b/c.txt", dir_fd=descriptor))
    os.close(descriptor)
    print(glob.glob(glob.escape("f[1].txt")), glob.escape("a*?[b]"), glob.escape(b"[x]"), glob.has_magic("a"), glob.has_magic("a?"))
    print(glob.glob("*", root_dir="missing"), type(glob.iglob("*")).__name__)
finally:
    os.chdir(here)
    for folder, folders, files in os.walk(root, topdown=False):
        for name in files + [f for f in folders if os.path.islink(os.path.join(folder, f))]:
            os.remove(os.path.join(folder, name))
        for name in folders:
            if os.path.isdir(os.path.join(folder, name)):
                os.rmdir(os.path.join(folder, name))
    os.rmdir(root)
