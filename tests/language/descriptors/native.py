# Native functions, method descriptors, slot wrappers: attributes and texts.
def show(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error)


print(len, [].append, str.join, dict.fromkeys, dict.__dict__['fromkeys'], int.real, (1).__add__, int.__add__, type.__dict__['__mro__'], property.fget, object.__new__, int.__new__)
show(lambda: len.__name__)
show(lambda: len.__qualname__)
show(lambda: len.__self__)
show(lambda: len.__module__)
show(lambda: [].append.__qualname__)
show(lambda: dict.fromkeys.__qualname__)
show(lambda: len.__text_signature__)
show(lambda: len.__doc__)
show(lambda: list.append.__objclass__)
show(lambda: list.append.__text_signature__)
show(lambda: int.real.__doc__)
show(lambda: len.__reduce__())
show(lambda: [].append.__reduce__())
show(lambda: list.append.__reduce__())
show(lambda: [].append == [].append); a=[]
show(lambda: a.append==a.append)
show(lambda: a.append.__self__)
show(lambda: (1).__add__.__self__)
show(lambda:(1).__add__.__name__)
show(lambda:(1).__add__.__qualname__)
show(lambda:(1).__add__.__objclass__)
show(lambda:(1).__add__ == (1).__add__)
show(lambda: (1).__add__.__reduce__())
show(lambda: len())
show(lambda: len(1,2))
show(lambda: len(**{'x':1}))
