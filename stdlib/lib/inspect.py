# SPDX-License-Identifier: MIT
#
# Questions about live objects. Signatures and sources have modules of their own; here are the kinds of
# objects, members of classes, documentation, frames, and the states of generators.
"""Look into live objects: kinds, members, signatures, sources, frames."""

import abc
import collections.abc
import functools
import itertools
import sys
import types
from collections import namedtuple
from operator import attrgetter

from _inspect_signature import (BoundArguments, Parameter, Signature, _empty, _ParameterKind,
                                _signature_of, _void, formatannotation, get_annotations, signature,
                                unwrap)
from _inspect_source import (ClassFoundException, EndOfBlock, findsource, getabsfile, getblock,
                             getcomments, getfile, getmodule, getmodulename, getsource, getsourcefile,
                             getsourcelines, indentsize)

__all__ = [
    "ArgInfo", "Arguments", "Attribute", "BoundArguments", "CORO_CLOSED", "CORO_CREATED",
    "CORO_RUNNING", "CORO_SUSPENDED", "CO_ASYNC_GENERATOR", "CO_COROUTINE", "CO_GENERATOR",
    "CO_ITERABLE_COROUTINE", "CO_NESTED", "CO_NEWLOCALS", "CO_NOFREE", "CO_OPTIMIZED", "CO_VARARGS",
    "CO_VARKEYWORDS", "ClassFoundException", "ClosureVars", "EndOfBlock", "FrameInfo", "FullArgSpec",
    "GEN_CLOSED", "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "Parameter", "Signature",
    "TPFLAGS_IS_ABSTRACT", "Traceback", "classify_class_attrs", "cleandoc", "currentframe",
    "findsource", "formatannotation", "formatannotationrelativeto", "formatargvalues",
    "get_annotations", "getabsfile", "getargs", "getargvalues", "getattr_static", "getblock",
    "getcallargs", "getclasstree", "getclosurevars", "getcomments", "getcoroutinelocals",
    "getcoroutinestate", "getdoc", "getfile", "getframeinfo", "getfullargspec", "getgeneratorlocals",
    "getgeneratorstate", "getinnerframes", "getlineno", "getmembers", "getmembers_static",
    "getmodule", "getmodulename", "getmro", "getouterframes", "getsource", "getsourcefile",
    "getsourcelines", "indentsize", "isabstract", "isasyncgen", "isasyncgenfunction", "isawaitable",
    "isbuiltin", "isclass", "iscode", "iscoroutine", "iscoroutinefunction", "isdatadescriptor",
    "isframe", "isfunction", "isgenerator", "isgeneratorfunction", "isgetsetdescriptor",
    "ismemberdescriptor", "ismethod", "ismethoddescriptor", "ismethodwrapper", "ismodule", "isroutine",
    "istraceback", "signature", "stack", "trace", "unwrap", "walktree",
]

TPFLAGS_IS_ABSTRACT = 1 << 20
CO_OPTIMIZED = 0x1
CO_NEWLOCALS = 0x2
CO_VARARGS = 0x4
CO_VARKEYWORDS = 0x8
CO_NESTED = 0x10
CO_GENERATOR = 0x20
CO_NOFREE = 0x40
CO_COROUTINE = 0x80
CO_ITERABLE_COROUTINE = 0x100
CO_ASYNC_GENERATOR = 0x200


# --- kinds

def _kind_test(name, kind, doc):
    def test(object):
        return isinstance(object, kind)
    test.__name__ = test.__qualname__ = name
    test.__doc__ = doc
    return test


ismodule = _kind_test("ismodule", types.ModuleType, "Whether the object is a module.")
isclass = _kind_test("isclass", type, "Whether the object is a class.")
ismethod = _kind_test("ismethod", types.MethodType, "Whether the object is a bound method.")
isfunction = _kind_test("isfunction", types.FunctionType, "Whether the object is a Python function.")
isgenerator = _kind_test("isgenerator", types.GeneratorType, "Whether the object is a generator.")
iscoroutine = _kind_test("iscoroutine", types.CoroutineType, "Whether the object is a coroutine.")
isasyncgen = _kind_test("isasyncgen", types.AsyncGeneratorType, "Whether the object is an asynchronous generator.")
istraceback = _kind_test("istraceback", types.TracebackType, "Whether the object is a traceback.")
isframe = _kind_test("isframe", types.FrameType, "Whether the object is a frame.")
iscode = _kind_test("iscode", types.CodeType, "Whether the object is a code object.")
isbuiltin = _kind_test("isbuiltin", types.BuiltinFunctionType, "Whether the object is a native function.")
ismethodwrapper = _kind_test("ismethodwrapper", types.MethodWrapperType, "Whether the object is a method wrapper.")
ismemberdescriptor = _kind_test("ismemberdescriptor", types.MemberDescriptorType,
                                "Whether the object is a member descriptor.")
isgetsetdescriptor = _kind_test("isgetsetdescriptor", types.GetSetDescriptorType,
                                "Whether the object is a getset descriptor.")


def ismethoddescriptor(object):
    """Whether the object has __get__ and no __set__, and is of no other kind."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__get__") and not hasattr(kind, "__set__")


def isdatadescriptor(object):
    """Whether the object has __set__ or __delete__."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def _has_code_flag(function, flag):
    while ismethod(function):
        function = function.__func__
    while isinstance(function, functools.partial):
        function = function.func
    code = getattr(function, "__code__", None)
    is_function = isfunction(function) or isinstance(code, types.CodeType)
    return is_function and bool(code.co_flags & flag)


def isgeneratorfunction(obj):
    """Whether calling the object makes a generator."""
    return _has_code_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    """Whether calling the object makes a coroutine."""
    return _has_code_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    """Whether calling the object makes an asynchronous generator."""
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


def isawaitable(object):
    """Whether the object can stand in await."""
    return (isinstance(object, (types.CoroutineType, collections.abc.Awaitable))
            or isgenerator(object) and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE))


def isroutine(object):
    """Whether the object is a function or method of any kind."""
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def isabstract(object):
    """Whether the object is a class with abstract methods."""
    if not isinstance(object, type):
        return False
    if object.__flags__ & TPFLAGS_IS_ABSTRACT:
        return True
    if not issubclass(type(object), abc.ABCMeta) or hasattr(object, "__abstractmethods__"):
        return False
    # The class is being made: its methods tell.
    if any(getattr(value, "__isabstractmethod__", False) for value in object.__dict__.values()):
        return True
    return any(getattr(getattr(object, name, None), "__isabstractmethod__", False)
               for base in object.__bases__ for name in getattr(base, "__abstractmethods__", ()))


# --- members

def _members(object, predicate, getter):
    results = []
    processed = set()
    names = dir(object)
    mro = getmro(object) if isclass(object) else ()
    if isclass(object):
        for base in object.__bases__:
            names += [key for key, value in base.__dict__.items()
                      if isinstance(value, types.DynamicClassAttribute)]
    for name in names:
        try:
            value = getter(object, name)
            if name in processed:
                raise AttributeError
        except AttributeError:
            owner = next((base for base in mro if name in base.__dict__), None)
            if owner is None:
                continue
            value = owner.__dict__[name]
        if predicate is None or predicate(value):
            results.append((name, value))
        processed.add(name)
    results.sort(key=lambda pair: pair[0])
    return results


def getmembers(object, predicate=None):
    """Pairs of name and value of all members, sorted, of those for which the predicate says so."""
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """As getmembers(), without calling descriptors or __getattr__."""
    return _members(object, predicate, getattr_static)


Attribute = namedtuple("Attribute", "name kind defining_class object")


def _kind_of_attribute(in_dict, obj):
    if isinstance(in_dict, (staticmethod, types.BuiltinMethodType)):
        return "static method", in_dict
    if isinstance(in_dict, (classmethod, types.ClassMethodDescriptorType)):
        return "class method", in_dict
    if isinstance(in_dict, property):
        return "property", in_dict
    return ("method" if isroutine(obj) else "data"), obj


def classify_class_attrs(cls):
    """An Attribute (name, kind, defining class, object) for every name of dir(cls)."""
    mro = getmro(cls)
    bases = mro + tuple(base for base in getmro(type(cls)) if base not in (type, object))
    names = dir(cls)
    for base in mro:
        names += [key for key, value in base.__dict__.items()
                  if isinstance(value, types.DynamicClassAttribute) and value.fget is not None]
    result = []
    processed = set()
    for name in names:
        home = in_class = in_dict = None
        if name not in processed:
            try:
                if name == "__dict__":
                    raise Exception("__dict__ is special, don't want the proxy")
                in_class = getattr(cls, name)
            except Exception:
                pass
            else:
                home = getattr(in_class, "__objclass__", home)
                if home not in bases:
                    home = None
                    last = None
                    for base in bases:
                        if getattr(base, name, None) is in_class:
                            last = base
                    if last is not None:
                        home = last
        for base in bases:
            if name in base.__dict__:
                in_dict = base.__dict__[name]
                if home not in bases[len(mro):]:
                    home = base
                break
        if home is None:
            continue
        obj = in_class if in_class is not None else in_dict
        kind, obj = _kind_of_attribute(in_dict, obj)
        result.append(Attribute(name, kind, home, obj))
        processed.add(name)
    return result


def getmro(cls):
    """The class and its bases in the order in which they are searched."""
    return cls.__mro__


def getclasstree(classes, unique=False):
    """Nested lists of (class, bases), each followed by the list of its subclasses."""
    children = {}
    roots = []
    for cls in classes:
        if not cls.__bases__:
            if cls not in roots:
                roots.append(cls)
            continue
        for parent in cls.__bases__:
            below = children.setdefault(parent, [])
            if cls not in below:
                below.append(cls)
            if unique and parent in classes:
                break
    roots.extend(parent for parent in children if parent not in classes)
    return walktree(roots, children, None)


def walktree(classes, children, parent):
    """What getclasstree() makes its lists with."""
    result = []
    for cls in sorted(classes, key=attrgetter("__module__", "__name__")):
        result.append((cls, cls.__bases__))
        if cls in children:
            result.append(walktree(children[cls], children, cls))
    return result


# --- members without running code

_sentinel = object()
_static_getmro = type.__dict__["__mro__"].__get__
_static_dict = type.__dict__["__dict__"].__get__


def _check_instance(obj, attr):
    try:
        own = object.__getattribute__(obj, "__dict__")
    except AttributeError:
        return _sentinel
    return dict.get(own, attr, _sentinel)


def _check_class(cls, attr):
    for base in _static_getmro(cls):
        if attr in _static_dict(base):
            return _static_dict(base)[attr]
    return _sentinel


def _dict_descriptor(cls):
    """The class's own __dict__ attribute, where it is not the usual one."""
    for base in _static_getmro(cls):
        found = _static_dict(base).get("__dict__", _sentinel)
        if found is not _sentinel:
            is_usual = (isinstance(found, types.GetSetDescriptorType) and found.__name__ == "__dict__"
                        and found.__objclass__ is base)
            if not is_usual:
                return found
    return _sentinel


def getattr_static(obj, attr, default=_sentinel):
    """The attribute as it stands in a __dict__, without descriptors, __getattr__ or __getattribute__."""
    in_instance = _sentinel
    is_type = isinstance(obj, type) and type in _static_getmro(type(obj))
    if not is_type:
        cls = type(obj)
        own_dict = _dict_descriptor(cls)
        if own_dict is _sentinel or isinstance(own_dict, types.MemberDescriptorType):
            in_instance = _check_instance(obj, attr)
    else:
        cls = obj
    in_class = _check_class(cls, attr)
    if in_instance is not _sentinel and in_class is not _sentinel:
        kind = type(in_class)
        is_descriptor = (_check_class(kind, "__get__") is not _sentinel
                         and (_check_class(kind, "__set__") is not _sentinel
                              or _check_class(kind, "__delete__") is not _sentinel))
        if is_descriptor:
            return in_class
    for found in (in_instance, in_class):
        if found is not _sentinel:
            return found
    if obj is cls:
        for base in _static_getmro(type(cls)):
            if attr in _static_dict(base):
                return _static_dict(base)[attr]
    if default is not _sentinel:
        return default
    raise AttributeError(attr)


# --- documentation

def _find_class_of(function):
    cls = sys.modules.get(function.__module__)
    if cls is None:
        return None
    for name in function.__qualname__.split(".")[:-1]:
        cls = getattr(cls, name, None)
    return cls if isclass(cls) else None


def _doc_of_bases(obj):
    """The documentation that an attribute of a base has, for one that has none of its own."""
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object and getattr(base, "__doc__", None) is not None:
                return base.__doc__
        return None
    if ismethod(obj):
        name = obj.__func__.__name__
        cls = obj.__self__ if isclass(obj.__self__) else type(obj.__self__)
    elif isfunction(obj):
        name = obj.__name__
        cls = _find_class_of(obj)
        if cls is None or getattr(cls, name, None) is not obj:
            return None
    elif isbuiltin(obj):
        name = obj.__name__
        cls = obj.__self__ if isclass(obj.__self__) else type(obj.__self__)
    elif isinstance(obj, property):
        name = obj.fget.__name__
        cls = _find_class_of(obj.fget)
        if cls is None or getattr(cls, name, None) is not obj:
            return None
    elif ismethoddescriptor(obj) or isdatadescriptor(obj):
        name = getattr(obj, "__name__", None)
        cls = getattr(obj, "__objclass__", None)
        if name is None or cls is None or getattr(cls, name, None) is not obj:
            return None
    else:
        return None
    for base in cls.__mro__:
        try:
            doc = getattr(base, name).__doc__
        except AttributeError:
            continue
        if doc is not None:
            return doc
    return None


def getdoc(object):
    """The documentation of an object, its own or inherited, with its indentation taken away."""
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None:
        try:
            doc = _doc_of_bases(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    """The text without the indentation that its lines have in common, and without blank lines around it."""
    try:
        lines = doc.expandtabs().split("\n")
    except UnicodeError:
        return None
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    lines = [lines[0].lstrip(), *(line[margin:] for line in lines[1:])]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


# --- arguments

Arguments = namedtuple("Arguments", "args, varargs, varkw")
FullArgSpec = namedtuple("FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations")
ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")
ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getargs(co):
    """The names of a code object's parameters."""
    if not iscode(co):
        raise TypeError(f"{co!r} is not a code object")
    names = co.co_varnames
    count = co.co_argcount + co.co_kwonlyargcount
    varargs = varkw = None
    place = count
    if co.co_flags & CO_VARARGS:
        varargs = names[place]
        place += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[place]
    return Arguments(list(names[:count]), varargs, varkw)


def getfullargspec(func):
    """The parameters of a function as a FullArgSpec."""
    try:
        found = _signature_of(func, Signature, follow_wrapped=False, skips_bound=False)
    except Exception as error:
        raise TypeError("unsupported callable") from error
    args = []
    varargs = varkw = None
    positional_only = []
    keyword_only = []
    defaults = ()
    keyword_defaults = {}
    annotations = {}
    if found.return_annotation is not found.empty:
        annotations["return"] = found.return_annotation
    for parameter in found.parameters.values():
        name = parameter.name
        has_default = parameter.default is not parameter.empty
        if parameter.kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD):
            (positional_only if parameter.kind is Parameter.POSITIONAL_ONLY else args).append(name)
            if has_default:
                defaults += (parameter.default,)
        elif parameter.kind is Parameter.VAR_POSITIONAL:
            varargs = name
        elif parameter.kind is Parameter.KEYWORD_ONLY:
            keyword_only.append(name)
            if has_default:
                keyword_defaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not parameter.empty:
            annotations[name] = parameter.annotation
    return FullArgSpec(positional_only + args, varargs, varkw, defaults or None, keyword_only,
                       keyword_defaults or None, annotations)


def getargvalues(frame):
    """The arguments that were given to a frame."""
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def formatannotationrelativeto(object):
    """A formatannotation() that leaves the object's own module out."""
    module = getattr(object, "__module__", None)

    def _formatannotation(annotation):
        return formatannotation(annotation, module)
    return _formatannotation


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: "*" + name,
                    formatvarkw=lambda name: "**" + name, formatvalue=lambda value: "=" + repr(value)):
    """The text of what getargvalues() gives."""
    specs = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        specs.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        specs.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return "(" + ", ".join(specs) + ")"


def _list_names(names):
    shown = [repr(name) for name in names]
    if len(shown) <= 2:
        return " and ".join(shown)
    return ", ".join(shown[:-2]) + f", {shown[-2]} and {shown[-1]}"


def _raise_missing(function, names, is_positional, values):
    missing = [name for name in names if name not in values]
    kind = "positional" if is_positional else "keyword-only"
    raise TypeError(f"{function}() missing {len(missing)} required {kind} argument"
                    f"{'' if len(missing) == 1 else 's'}: {_list_names(missing)}")


def _raise_too_many(function, args, keyword_only, varargs, default_count, given, values):
    least = len(args) - default_count
    keyword_given = sum(name in values for name in keyword_only)
    if varargs:
        is_plural = least != 1
        text = f"at least {least}"
    elif default_count:
        is_plural = True
        text = f"from {least} to {len(args)}"
    else:
        is_plural = len(args) != 1
        text = str(len(args))
    extra = ""
    if keyword_given:
        extra = (f" positional argument{'s' if given != 1 else ''} (and {keyword_given} keyword-only "
                 f"argument{'s' if keyword_given != 1 else ''})")
    raise TypeError(f"{function}() takes {text} positional argument{'s' if is_plural else ''} but {given}"
                    f"{extra} {'was' if given == 1 and not keyword_given else 'were'} given")


def getcallargs(func, /, *positional, **named):
    """A dict of the values that a call would give the parameters."""
    args, varargs, varkw, defaults, keyword_only, keyword_defaults, _ = getfullargspec(func)
    name = func.__name__
    values = {}
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__, *positional)
    default_count = len(defaults) if defaults else 0
    taken = min(len(positional), len(args))
    values.update(zip(args, positional))
    if varargs:
        values[varargs] = tuple(positional[taken:])
    if varkw:
        values[varkw] = {}
    for key, value in named.items():
        if key not in {*args, *keyword_only}:
            if not varkw:
                raise TypeError(f"{name}() got an unexpected keyword argument {key!r}")
            values[varkw][key] = value
        elif key in values:
            raise TypeError(f"{name}() got multiple values for argument {key!r}")
        else:
            values[key] = value
    if len(positional) > len(args) and not varargs:
        _raise_too_many(name, args, keyword_only, varargs, default_count, len(positional), values)
    if len(positional) < len(args):
        required = args[:len(args) - default_count]
        if any(arg not in values for arg in required):
            _raise_missing(name, required, True, values)
        for arg, default in zip(args[len(args) - default_count:], defaults or ()):
            values.setdefault(arg, default)
    for arg in keyword_only:
        if arg not in values and keyword_defaults and arg in keyword_defaults:
            values[arg] = keyword_defaults[arg]
    if any(arg not in values for arg in keyword_only):
        _raise_missing(name, keyword_only, False, values)
    return values


def getclosurevars(func):
    """The names that a function uses from outside, with their values."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError(f"{func!r} is not a Python function")
    code = func.__code__
    nonlocals = {} if func.__closure__ is None else {
        name: cell.cell_contents for name, cell in zip(code.co_freevars, func.__closure__)}
    space = func.__globals__
    builtin_space = space.get("__builtins__", __builtins__)
    if ismodule(builtin_space):
        builtin_space = builtin_space.__dict__
    global_names = {}
    builtin_names = {}
    unbound = set()
    for name in code.co_names:
        if name in ("None", "True", "False"):
            continue
        if name in space:
            global_names[name] = space[name]
        elif name in builtin_space:
            builtin_names[name] = builtin_space[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, global_names, builtin_names, unbound)


# --- frames

class _WithPositions:
    def __new__(cls, *values, positions=None):
        self = super().__new__(cls, *values)
        self.positions = positions
        return self

    def __repr__(self):
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in (*self._fields, "positions"))
        return f"{type(self).__name__}({fields})"


class Traceback(_WithPositions, namedtuple("_Traceback", "filename lineno function code_context index")):
    """Where a frame or traceback is, with lines around it."""


class FrameInfo(_WithPositions, namedtuple("_FrameInfo", ("frame",) + Traceback._fields)):
    """A frame, and where it is."""


def _positions_of(code, instruction):
    if instruction < 0:
        return (None,) * 4
    return next(itertools.islice(code.co_positions(), instruction // 2, None), (None,) * 4)


def getframeinfo(frame, context=1):
    """A Traceback record of a frame or traceback."""
    if istraceback(frame):
        positions = _positions_of(frame.tb_frame.f_code, frame.tb_lasti)
        line = frame.tb_lineno
        frame = frame.tb_frame
    else:
        positions = _positions_of(frame.f_code, frame.f_lasti) if isframe(frame) else None
        line = frame.f_lineno if isframe(frame) else None
    if not isframe(frame):
        raise TypeError(f"{frame!r} is not a frame or traceback object")
    if positions[0] is None:
        positions = (line, *positions[1:])
    filename = getsourcefile(frame) or getfile(frame)
    lines = index = None
    if context > 0:
        start = line - 1 - context // 2
        try:
            lines, _ = findsource(frame)
        except OSError:
            lines = None
        else:
            start = max(0, min(start, len(lines) - context))
            lines = lines[start:start + context]
            index = line - 1 - start
    import dis
    return Traceback(filename, line, frame.f_code.co_name, lines, index, positions=dis.Positions(*positions))


def getlineno(frame):
    """The line that a frame is at."""
    return frame.f_lineno


def _frame_record(frame, where, context):
    information = getframeinfo(where, context)
    return FrameInfo(frame, *information, positions=information.positions)


def getouterframes(frame, context=1):
    """Records of a frame and those that called it."""
    result = []
    while frame:
        result.append(_frame_record(frame, frame, context))
        frame = frame.f_back
    return result


def getinnerframes(tb, context=1):
    """Records of the frames of a traceback."""
    result = []
    while tb:
        result.append(_frame_record(tb.tb_frame, tb, context))
        tb = tb.tb_next
    return result


def currentframe():
    """The caller's frame."""
    return sys._getframe(1)


def stack(context=1):
    """Records of the caller's frame and those above it."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """Records of the frames between the caller and the handled exception."""
    return getinnerframes(sys.exc_info()[2], context)


# --- generators and coroutines

GEN_CREATED = "GEN_CREATED"
GEN_RUNNING = "GEN_RUNNING"
GEN_SUSPENDED = "GEN_SUSPENDED"
GEN_CLOSED = "GEN_CLOSED"
CORO_CREATED = "CORO_CREATED"
CORO_RUNNING = "CORO_RUNNING"
CORO_SUSPENDED = "CORO_SUSPENDED"
CORO_CLOSED = "CORO_CLOSED"


def getgeneratorstate(generator):
    """GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED or GEN_CLOSED."""
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getgeneratorlocals(generator):
    """The local variables of a generator."""
    if not isgenerator(generator):
        raise TypeError(f"{generator!r} is not a Python generator")
    frame = getattr(generator, "gi_frame", None)
    return generator.gi_frame.f_locals if frame is not None else {}


def getcoroutinestate(coroutine):
    """CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED or CORO_CLOSED."""
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def getcoroutinelocals(coroutine):
    """The local variables of a coroutine."""
    frame = getattr(coroutine, "cr_frame", None)
    return frame.f_locals if frame is not None else {}
