"""collections.abc.Callable with parameters: an alias that knows which of its arguments are the callable's parameters."""

GenericAlias = type(list[int])
FunctionType = type(lambda: None)


def _parameter_text(obj):
    if isinstance(obj, GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        if obj.__module__ == "builtins":
            return obj.__qualname__
        return f"{obj.__module__}.{obj.__qualname__}"
    if obj is Ellipsis:
        return "..."
    return obj.__name__ if type(obj) is FunctionType else repr(obj)


def _is_parameter_expression(obj):
    """... or a list of types or a ParamSpec or Concatenate of module typing."""
    if obj is Ellipsis or isinstance(obj, list):
        return True
    cls = type(obj)
    return cls.__module__ == "typing" and cls.__name__ in ("ParamSpec", "_ConcatenateGenericAlias")


def _has_expression(args):
    return len(args) == 2 and _is_parameter_expression(args[0])


class _CallableGenericAlias(GenericAlias):
    """Callable[[int, str], float]: its __args__ are flat, (int, str, float)."""

    __module__ = "collections.abc"

    __slots__ = ()

    def __new__(cls, origin, args):
        if not (isinstance(args, tuple) and len(args) == 2):
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        parameters, result = args
        if isinstance(parameters, (tuple, list)):
            args = (*parameters, result)
        elif not _is_parameter_expression(parameters):
            raise TypeError("Expected a list of types, an ellipsis, ParamSpec, or Concatenate. "
                            f"Got {parameters}")
        return super().__new__(cls, origin, args)

    def __repr__(self):
        if _has_expression(self.__args__):
            return super().__repr__()
        *parameters, result = map(_parameter_text, self.__args__)
        return f"collections.abc.Callable[[{', '.join(parameters)}], {result}]"

    def __reduce__(self):
        args = self.__args__
        if not _has_expression(self.__args__):
            args = list(args[:-1]), args[-1]
        return _CallableGenericAlias, (self.__origin__, args)

    def __getitem__(self, item):
        if not isinstance(item, tuple):
            item = (item,)
        parameters = self.__parameters__
        if len(parameters) == 1 and _is_parameter_expression(parameters[0]) and item \
                and not _is_parameter_expression(item[0]):
            item = (item,)
        args = super().__getitem__(item).__args__
        if not isinstance(args[0], (tuple, list)):
            args = list(args[:-1]), args[-1]
        return _CallableGenericAlias(self.__origin__, args)
