"""What a class statement does: bases, metaclasses, namespaces, keywords."""


class Meta(type):
    @classmethod
    def __prepare__(cls, name, bases, **keywords):
        print("prepare", cls.__name__, name, bases, keywords)
        return {"prepared": True}

    def __new__(cls, name, bases, namespace, **keywords):
        print("new", name, sorted(k for k in namespace if not k.startswith("__")), keywords)
        return super().__new__(cls, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **keywords):
        super().__init__(name, bases, namespace)


class A(metaclass=Meta, flag=1):
    x = 1


class B(A):
    def who(self):
        return __class__.__name__


print(type(B).__name__, B.prepared, B().who())


class Entry:
    def __mro_entries__(self, bases):
        print("entries", len(bases))
        return (list,)


entry = Entry()


class C(entry, dict if False else object):
    pass


print(C.__bases__, C.__orig_bases__ == (entry, object))


def plain(name, bases, namespace, **keywords):
    return name, bases, sorted(k for k in namespace if not k.startswith("__")), keywords


class D(1, metaclass=plain, extra=2):
    y = 5


print(D)


class BadPrepare(type):
    @classmethod
    def __prepare__(cls, name, bases):
        return 5


def attempt(text):
    try:
        exec(text, globals())
    except Exception as error:
        print(type(error).__name__, error)


attempt("class E(metaclass=BadPrepare): pass")
attempt("class F(1): pass")
attempt("class G(int, str): pass")
attempt("class H(A, metaclass=type): pass\nprint(type(H).__name__)")
attempt("class M2(type): pass\nclass I(A, metaclass=M2): pass")
attempt("class J(bool): pass")
attempt("class K(object, object): pass")
attempt("class L(foo=1): pass")
attempt("__build_class__()")
attempt("__build_class__(1, 'x')")
attempt("__build_class__(lambda: 1, 5)")


class BadEntries:
    def __mro_entries__(self, bases):
        return 5


attempt("class N(BadEntries()): pass")


class LosesCell(type):
    def __new__(cls, name, bases, namespace):
        namespace = {k: v for k, v in namespace.items() if k != "__classcell__"}
        return super().__new__(cls, name, bases, namespace)


attempt("class O(metaclass=LosesCell):\n    def f(self): return __class__")
