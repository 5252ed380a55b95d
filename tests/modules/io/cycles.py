# Files in memory whose views refer back to them are collected, and views are given back before.
import gc
import io
import weakref


class File(io.BytesIO):
    __slots__ = ("slot",)


def in_dict():
    file = io.BytesIO(b"abc")
    file.view = file.getbuffer()
    return file


def in_slot():
    file = File(b"abc")
    file.slot = memoryview(file.getbuffer())[1:]
    return file


def in_list():
    file = io.BytesIO(b"abc")
    file.views = [file.getbuffer(), file.getbuffer().cast("b")]
    file.views.append(file.views)
    return file


def in_text():
    file = io.StringIO("abc")
    file.self = file
    return file


gc.disable()
for make in (in_dict, in_slot, in_list, in_text):
    file = make()
    gone = []
    reference = weakref.ref(file, gone.append)
    gc.collect()
    print(make.__name__, reference() is file, end=" ")
    del file
    print(reference() is not None, end=" ")
    gc.collect()
    print(reference() is None, len(gone))

file = in_dict()
view = file.view
del file
gc.collect()
print(bytes(view), gc.is_tracked(view.obj), type(view.obj).__name__)
file = gc.get_referents(view.obj)[0]
file.view.release()
view.release()
print(file.write(b"long enough to grow"), file.getvalue())
