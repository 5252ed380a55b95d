# SPDX-License-Identifier: MIT
#
# Signatures of callables: from code objects, from the text that native functions carry, through wrappers,
# bound methods, partial objects and classes.
"""Signature, Parameter, BoundArguments and signature() of module inspect."""

import builtins
import collections
import enum
import functools
import keyword
import sys
import types

_NAME = "inspect"
_METHOD_WRAPPERS = (types.MethodWrapperType, types.WrapperDescriptorType, types.ClassMethodDescriptorType)
_NATIVE = (types.BuiltinFunctionType, types.MethodDescriptorType, *_METHOD_WRAPPERS)


class _empty:
    """Stands where a default or annotation is not given."""

    __module__ = _NAME


class _void:
    """Stands for "leave it as it is" in replace()."""

    __module__ = _NAME


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = "positional-only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "variadic positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "variadic keyword"

    def __new__(cls, description):
        value = len(cls.__members__)
        member = int.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    def __str__(self):
        return self.name


_ParameterKind.__module__ = _NAME
_POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
_POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
_VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
_KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
_VAR_KEYWORD = _ParameterKind.VAR_KEYWORD


def formatannotation(annotation, base_module=None):
    """The text of an annotation."""
    if getattr(annotation, "__module__", None) == "typing":
        import re
        return re.sub(r"[\w\.]+", lambda match: match.group().removeprefix("typing."), repr(annotation))
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


class Parameter:
    """One parameter: name, kind, default, annotation."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")
    __module__ = _NAME

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind")
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f"{self._kind.description} parameters cannot have default values")
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if name[:1] == "." and name[1:].isdigit():
            # What a comprehension iterates over.
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError("implicit arguments must be passed as positional or keyword arguments, "
                                 f"not {self._kind.description}")
            self._kind = _POSITIONAL_ONLY
            name = f"implicit{name[1:]}"
        is_keyword = keyword.iskeyword(name) and self._kind is not _POSITIONAL_ONLY
        if is_keyword or not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name

    name = property(lambda self: self._name)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)
    kind = property(lambda self: self._kind)

    def __reduce__(self):
        return (type(self), (self._name, self._kind),
                {"_default": self._default, "_annotation": self._annotation})

    def __setstate__(self, state):
        self._default = state["_default"]
        self._annotation = state["_annotation"]

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """A copy with some of the values replaced."""
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
                          default=self._default if default is _void else default,
                          annotation=self._annotation if annotation is _void else annotation)

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text = f"{text}: {formatannotation(self._annotation)}"
        if self._default is not _empty:
            text += f" = {self._default!r}" if self._annotation is not _empty else f"={self._default!r}"
        return {_VAR_POSITIONAL: "*", _VAR_KEYWORD: "**"}.get(self._kind, "") + text

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def _values(self):
        return self._name, self._kind, self._default, self._annotation

    def __hash__(self):
        return hash(self._values())

    def __eq__(self, other):
        if self is other:
            return True
        return self._values() == other._values() if isinstance(other, Parameter) else NotImplemented


class BoundArguments:
    """Arguments by the names of the parameters that take them."""

    __slots__ = ("arguments", "_signature", "__weakref__")
    __module__ = _NAME

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = property(lambda self: self._signature)

    @property
    def args(self):
        """The positional arguments."""
        result = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            value = self.arguments[name]
            result.extend(value) if parameter.kind == _VAR_POSITIONAL else result.append(value)
        return tuple(result)

    @property
    def kwargs(self):
        """The keyword arguments."""
        result = {}
        by_keyword = False
        for name, parameter in self._signature.parameters.items():
            if not by_keyword:
                if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    by_keyword = True
                elif name not in self.arguments:
                    by_keyword = True
                    continue
            if not by_keyword or name not in self.arguments:
                continue
            value = self.arguments[name]
            if parameter.kind == _VAR_KEYWORD:
                result.update(value)
            else:
                result[name] = value
        return result

    def apply_defaults(self):
        """Give parameters without an argument their default."""
        result = []
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                value = self.arguments[name]
            elif parameter.default is not _empty:
                value = parameter.default
            elif parameter.kind is _VAR_POSITIONAL:
                value = ()
            elif parameter.kind is _VAR_KEYWORD:
                value = {}
            else:
                continue
            result.append((name, value))
        self.arguments = dict(result)

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature = state["_signature"]
        self.arguments = state["arguments"]

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __repr__(self):
        values = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"<{self.__class__.__name__} ({values})>"


class _Binder:
    """Gives arguments to the parameters of a signature, in the order that a call does."""

    def __init__(self, signature, args, kwargs, partial):
        self.parameters = signature.parameters
        self.args = list(args)
        self.kwargs = dict(kwargs)
        self.partial = partial
        self.arguments = {}

    def bind(self):
        names = list(self.parameters.values())
        while names and self.args:
            parameter = names[0]
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError("too many positional arguments")
            names.pop(0)
            if parameter.kind == _VAR_POSITIONAL:
                self.arguments[parameter.name] = tuple(self.args)
                self.args = []
            else:
                if parameter.name in self.kwargs and parameter.kind != _POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {parameter.name!r}")
                self.arguments[parameter.name] = self.args.pop(0)
        if self.args:
            raise TypeError("too many positional arguments")
        self.bind_keywords(names)
        return self.arguments

    def bind_keywords(self, parameters):
        rest = None
        for parameter in parameters:
            name = parameter.name
            if parameter.kind == _VAR_KEYWORD:
                rest = parameter
            elif parameter.kind == _VAR_POSITIONAL:
                continue
            elif name in self.kwargs:
                if parameter.kind == _POSITIONAL_ONLY:
                    raise TypeError(f"{name!r} parameter is positional only, but was passed as a keyword")
                self.arguments[name] = self.kwargs.pop(name)
            elif not self.partial and parameter.default is _empty:
                raise TypeError(f"missing a required argument: {name!r}")
        if self.kwargs:
            if rest is None:
                raise TypeError(f"got an unexpected keyword argument {next(iter(self.kwargs))!r}")
            self.arguments[rest.name] = self.kwargs


class Signature:
    """The parameters of a callable and the annotation of its result."""

    __slots__ = ("_return_annotation", "_parameters")
    __module__ = _NAME

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        found = collections.OrderedDict()
        last = _POSITIONAL_ONLY
        has_default = False
        for parameter in parameters or ():
            kind = parameter.kind
            if __validate_parameters__:
                if kind < last:
                    raise ValueError(f"wrong parameter order: {last.description} parameter before "
                                     f"{kind.description} parameter")
                if kind > last:
                    last = kind
                if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if parameter.default is not _empty:
                        has_default = True
                    elif has_default:
                        raise ValueError("non-default argument follows default argument")
                if parameter.name in found:
                    raise ValueError(f"duplicate parameter name: {parameter.name!r}")
            found[parameter.name] = parameter
        self._parameters = types.MappingProxyType(found)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        """The signature of a callable."""
        return _signature_of(obj, cls, follow_wrapped, (globals, locals, eval_str))

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    def replace(self, *, parameters=_void, return_annotation=_void):
        """A copy with the parameters or the annotation replaced."""
        if parameters is _void:
            parameters = self.parameters.values()
        if return_annotation is _void:
            return_annotation = self._return_annotation
        return type(self)(parameters, return_annotation=return_annotation)

    def _hash_basis(self):
        positional = tuple(p for p in self.parameters.values() if p.kind != _KEYWORD_ONLY)
        by_keyword = {p.name: p for p in self.parameters.values() if p.kind == _KEYWORD_ONLY}
        return positional, by_keyword, self.return_annotation

    def __hash__(self):
        positional, by_keyword, annotation = self._hash_basis()
        return hash((positional, frozenset(by_keyword.values()), annotation))

    def __eq__(self, other):
        if self is other:
            return True
        return self._hash_basis() == other._hash_basis() if isinstance(other, Signature) else NotImplemented

    def bind(self, /, *args, **kwargs):
        """BoundArguments of a call; TypeError when the arguments do not fit."""
        return self._bound_arguments_cls(self, _Binder(self, args, kwargs, False).bind())

    def bind_partial(self, /, *args, **kwargs):
        """As bind(), arguments may be missing."""
        return self._bound_arguments_cls(self, _Binder(self, args, kwargs, True).bind())

    def __reduce__(self):
        return (type(self), (tuple(self._parameters.values()),),
                {"_return_annotation": self._return_annotation})

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    def __repr__(self):
        return f"<{self.__class__.__name__} {self}>"

    def __str__(self):
        result = []
        has_positional_only = False
        needs_star = True
        for parameter in self.parameters.values():
            if parameter.kind == _POSITIONAL_ONLY:
                has_positional_only = True
            elif has_positional_only:
                result.append("/")
                has_positional_only = False
            if parameter.kind == _VAR_POSITIONAL:
                needs_star = False
            elif parameter.kind == _KEYWORD_ONLY and needs_star:
                result.append("*")
                needs_star = False
            result.append(str(parameter))
        if has_positional_only:
            result.append("/")
        text = f"({', '.join(result)})"
        if self.return_annotation is not _empty:
            text += f" -> {formatannotation(self.return_annotation)}"
        return text


# --- making signatures

def unwrap(func, *, stop=None):
    """What is at the end of a chain of __wrapped__."""
    first = func
    seen = {id(func): func}
    limit = sys.getrecursionlimit()
    while hasattr(func, "__wrapped__"):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError(f"wrapper loop when unwrapping {first!r}")
        seen[id(func)] = func
    return func


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """A dict of the annotations of a class, function or module."""
    inner = obj_globals = obj_locals = None
    if isinstance(obj, type):
        found = obj.__dict__.get("__annotations__")
        if isinstance(found, types.GetSetDescriptorType):
            found = None
        module = sys.modules.get(getattr(obj, "__module__", None))
        obj_globals = getattr(module, "__dict__", None)
        obj_locals = dict(vars(obj))
        inner = obj
    elif isinstance(obj, types.ModuleType):
        found = getattr(obj, "__annotations__", None)
        obj_globals = obj.__dict__
    elif callable(obj):
        found = getattr(obj, "__annotations__", None)
        obj_globals = getattr(obj, "__globals__", None)
        inner = obj
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    if not found:
        return {}
    if not eval_str:
        return dict(found)
    while inner is not None and (hasattr(inner, "__wrapped__") or isinstance(inner, functools.partial)):
        inner = inner.__wrapped__ if hasattr(inner, "__wrapped__") else inner.func
    obj_globals = getattr(inner, "__globals__", obj_globals)
    if globals is None:
        globals = obj_globals
    if locals is None:
        locals = obj_locals
    return {key: eval(value, globals, locals) if isinstance(value, str) else value
            for key, value in found.items()}


def _is_function_like(obj):
    if not callable(obj) or isinstance(obj, type):
        return False
    name = getattr(obj, "__name__", None)
    defaults = getattr(obj, "__defaults__", _void)
    keyword_defaults = getattr(obj, "__kwdefaults__", _void)
    return (isinstance(getattr(obj, "__code__", None), types.CodeType) and isinstance(name, str)
            and (defaults is None or isinstance(defaults, tuple))
            and (keyword_defaults is None or isinstance(keyword_defaults, dict)))


def _from_function(cls, function, evaluation=(None, None, False)):
    text = getattr(function, "__text_signature__", None)
    if text:
        return _from_text(cls, function, text)
    code = function.__code__
    globals, locals, eval_str = evaluation
    annotations = get_annotations(function, globals=globals, locals=locals, eval_str=eval_str)
    count = code.co_argcount
    names = code.co_varnames
    defaults = function.__defaults__ or ()
    keyword_defaults = function.__kwdefaults__ or {}
    make = cls._parameter_cls
    result = []

    def add(name, kind, default=_empty):
        result.append(make(name, annotation=annotations.get(name, _empty), kind=kind, default=default))

    first_default = count - len(defaults)
    for i, name in enumerate(names[:count]):
        kind = _POSITIONAL_ONLY if i < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD
        add(name, kind, defaults[i - first_default] if i >= first_default else _empty)
    end = count + code.co_kwonlyargcount
    if code.co_flags & 0x04:
        add(names[end], _VAR_POSITIONAL)
    for name in names[count:end]:
        add(name, _KEYWORD_ONLY, keyword_defaults.get(name, _empty))
    if code.co_flags & 0x08:
        add(names[end + bool(code.co_flags & 0x04)], _VAR_KEYWORD)
    return cls(result, return_annotation=annotations.get("return", _empty), __validate_parameters__=False)


def _without_bound(signature):
    """The signature without the parameter that a bound method fills."""
    parameters = tuple(signature.parameters.values())
    if not parameters or parameters[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if parameters[0].kind is not _VAR_POSITIONAL:
        parameters = parameters[1:]
    return signature.replace(parameters=parameters)


def _from_text(cls, obj, text, skips_bound=True):
    """The signature that a native function's text says: "($self, x, y=1, /)"."""
    import ast
    bound = None
    pieces = []
    for i, piece in enumerate(text.split("$")):
        if i:
            bound = i
        pieces.append(piece)
    clean = "".join(pieces)
    try:
        tree = ast.parse(f"def foo{clean}: pass")
    except SyntaxError:
        tree = None
    if tree is None or not isinstance(tree, ast.Module):
        raise ValueError(f"{obj!r} builtin has invalid signature")
    arguments = tree.body[0].args
    make = cls._parameter_cls
    result = []
    space = {**vars(builtins), "sys": sys}
    module = sys.modules.get(getattr(obj, "__module__", None))
    space.update(getattr(module, "__dict__", {}))

    def add(node, kind, default=None):
        value = _empty
        if default is not None:
            try:
                value = eval(compile(ast.Expression(default), "<signature>", "eval"), space)
            except Exception:
                raise ValueError(f"{obj!r} builtin has invalid signature")
        result.append(make(node.arg, kind, default=value))

    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + list(arguments.defaults)
    for i, (node, default) in enumerate(zip(positional, defaults)):
        add(node, _POSITIONAL_ONLY if i < len(arguments.posonlyargs) else _POSITIONAL_OR_KEYWORD, default)
    if arguments.vararg:
        add(arguments.vararg, _VAR_POSITIONAL)
    for node, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
        add(node, _KEYWORD_ONLY, default)
    if arguments.kwarg:
        add(arguments.kwarg, _VAR_KEYWORD)
    if bound is not None and result:
        owner = getattr(obj, "__self__", None)
        if owner is not None and (isinstance(owner, types.ModuleType) or skips_bound):
            result.pop(0)
        else:
            result[0] = result[0].replace(kind=_POSITIONAL_ONLY)
    return cls(result)


def _from_native(cls, obj, skips_bound=True):
    text = getattr(obj, "__text_signature__", None)
    if not text:
        raise ValueError(f"no signature found for builtin {obj!r}")
    return _from_text(cls, obj, text, skips_bound)


def _from_partial(signature, partial, extra=()):
    """What is left of a signature when a partial object has given some arguments."""
    old = signature.parameters
    try:
        bound = signature.bind_partial(*extra, *partial.args, **(partial.keywords or {}))
    except TypeError as error:
        raise ValueError(f"partial object {partial!r} has incorrect arguments") from error
    result = collections.OrderedDict(old)
    to_keyword = False
    for name, parameter in old.items():
        if name in bound.arguments:
            value = bound.arguments[name]
            if parameter.kind is _POSITIONAL_ONLY:
                result.pop(name)
                continue
            if parameter.kind is _POSITIONAL_OR_KEYWORD:
                if name in (partial.keywords or {}):
                    # It can still be given, by keyword, and so can all that follow.
                    to_keyword = True
                    result[name] = parameter.replace(default=value)
                else:
                    result.pop(name)
                    continue
            if parameter.kind is _KEYWORD_ONLY:
                result[name] = parameter.replace(default=value)
        if to_keyword:
            if parameter.kind is _POSITIONAL_OR_KEYWORD:
                result[name] = result[name].replace(kind=_KEYWORD_ONLY)
                result.move_to_end(name)
            elif parameter.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                result.move_to_end(name)
            elif parameter.kind is _VAR_POSITIONAL:
                result.pop(name)
    return signature.replace(parameters=result.values())


def _user_method(cls, name):
    """A method that was written in Python, None for natives."""
    method = getattr(cls, name, None)
    if method is None or isinstance(method, _NATIVE):
        return None
    return method


def _from_class(cls, obj, again):
    call = _user_method(type(obj), "__call__")
    if call is not None:
        return _without_bound(again(call))
    new = _user_method(obj, "__new__")
    init = _user_method(obj, "__init__")
    for base in obj.__mro__:
        if new is not None and "__new__" in base.__dict__:
            return _without_bound(again(new))
        if init is not None and "__init__" in base.__dict__:
            return _without_bound(again(init))
    for base in obj.__mro__[:-1]:
        text = getattr(base, "__text_signature__", None)
        if text:
            return _from_text(cls, base, text)
    if type not in obj.__mro__:
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return cls(())
        raise ValueError(f"no signature found for builtin type {obj!r}")
    if obj is type:
        raise ValueError(f"no signature found for builtin {obj!r}")
    raise ValueError(f"callable {obj!r} is not supported by signature")


def _signature_of(obj, cls, follow_wrapped=True, evaluation=(None, None, False), skips_bound=True):
    def again(other):
        return _signature_of(other, cls, follow_wrapped, evaluation, skips_bound)

    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if isinstance(obj, types.MethodType):
        signature = again(obj.__func__)
        return _without_bound(signature) if skips_bound else signature
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return again(obj)
    signature = getattr(obj, "__signature__", None)
    if signature is not None:
        if not isinstance(signature, Signature):
            raise TypeError(f"unexpected object {signature!r} in __signature__ attribute")
        return signature
    partial_method = getattr(obj, "_partialmethod", None)
    if isinstance(partial_method, functools.partialmethod):
        whole = again(partial_method.func)
        # The first parameter, which binding fills, is no part of what the partial object gives.
        rest = _from_partial(whole, partial_method, (None,))
        first = next(iter(whole.parameters.values()), None)
        if first is None or first.kind is _VAR_POSITIONAL:
            return rest
        return rest.replace(parameters=(first, *rest.parameters.values()))
    if isinstance(obj, types.FunctionType) or _is_function_like(obj):
        return _from_function(cls, obj, evaluation)
    if isinstance(obj, _NATIVE):
        return _from_native(cls, obj, skips_bound)
    if isinstance(obj, functools.partial):
        return _from_partial(again(obj.func), obj)
    if isinstance(obj, type):
        return _from_class(cls, obj, again)
    call = _user_method(type(obj), "__call__")
    if call is None:
        raise ValueError(f"callable {obj!r} is not supported by signature")
    try:
        signature = again(call)
    except ValueError as error:
        raise ValueError(f"no signature found for {obj!r}") from error
    return _without_bound(signature) if skips_bound else signature


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The Signature of a callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals,
                                   eval_str=eval_str)
