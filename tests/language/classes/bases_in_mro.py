# __bases__ assigned while the order is being computed: what the inner assignment made stays.
class Meta(type):
    steps = []

    def mro(cls):
        if Meta.steps:
            Meta.steps.pop()(cls)
        return type.mro(cls)


def extend(cls):
    print(cls.__mro__)
    cls.__bases__ += ()


Meta.steps.append(extend)


class Incomplete(metaclass=Meta):
    pass


print([c.__name__ for c in Incomplete.__mro__])


class A(metaclass=Meta):
    pass


class B1(A):
    pass


class B2(A):
    pass


class C(A):
    pass


def names(classes):
    return [c.__name__ for c in classes]


def assign_other(cls):
    C.__bases__ = (B2,)


Meta.steps.append(assign_other)
C.__bases__ = (B1,)
print(names(C.__bases__), C.__base__.__name__, names(C.__mro__), names(B1.__subclasses__()), names(B2.__subclasses__()))


def assign_and_fail(cls):
    C.__bases__ = (B1,)
    raise ValueError("in mro")


Meta.steps.append(assign_and_fail)
try:
    C.__bases__ = (A,)
except ValueError as error:
    print(error)
print(names(C.__bases__), names(C.__mro__), names(B1.__subclasses__()), names(B2.__subclasses__()))


def fail(cls):
    raise ValueError("plain")


Meta.steps.append(fail)
try:
    C.__bases__ = (A,)
except ValueError as error:
    print(error)
print(names(C.__bases__), names(C.__mro__))
