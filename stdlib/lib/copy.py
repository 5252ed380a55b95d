"""Shallow and deep copies of any object.

Known types have a function each in two tables; everything else answers __copy__ or __deepcopy__, or is taken
apart by copyreg's reducers or __reduce_ex__(4) and put together again. A deep copy keeps a memo, by id, of
what it has copied, so that shared and recursive structure stays as it was.
"""
import copyreg
import types
import weakref

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    """Raised for what cannot be copied."""


error = Error  # the name it had first


# --- shallow

_immutable = {
    type(None), int, float, bool, complex, str, tuple, bytes, frozenset, type, range, slice, property,
    types.BuiltinFunctionType, types.EllipsisType, types.NotImplementedType, types.FunctionType, types.CodeType,
    weakref.ref,
}
_shallow = {list: list.copy, dict: dict.copy, set: set.copy, bytearray: bytearray.copy}


def copy(x):
    """A new object with the same contents; x itself where it cannot change."""
    cls = type(x)
    if cls in _immutable:
        return x
    if cls in _shallow:
        return _shallow[cls](x)
    if issubclass(cls, type):
        return x
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    parts = _take_apart(x, cls, "shallow")
    return x if isinstance(parts, str) else _reconstruct(x, None, *parts)


# --- deep

_atomic = _immutable - {tuple, frozenset, slice}
_deep = {}


def deepcopy(x, memo=None, _nil=[]):
    """A copy that shares nothing that can change with x."""
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    result = _deepcopy_new(x, type(x), memo)
    if result is not x:
        memo[id(x)] = result
        _keep_alive(x, memo)
    return result


def _deepcopy_new(x, cls, memo):
    if cls in _atomic:
        return x
    if cls in _deep:
        return _deep[cls](x, memo)
    if issubclass(cls, type):
        return x
    copier = getattr(x, "__deepcopy__", None)
    if copier is not None:
        return copier(memo)
    parts = _take_apart(x, cls, "deep")
    return x if isinstance(parts, str) else _reconstruct(x, memo, *parts)


def _keep_alive(x, memo):
    """Hold x as long as the memo lives, so that no other object gets its id."""
    memo.setdefault(id(memo), []).append(x)


def _deepcopy_list(x, memo):
    result = memo[id(x)] = []
    for item in x:
        result.append(deepcopy(item, memo))
    return result


def _deepcopy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:  # an item reached back to the tuple
        return memo[id(x)]
    is_changed = any(old is not new for old, new in zip(x, items))
    return tuple(items) if is_changed else x


def _deepcopy_dict(x, memo):
    result = memo[id(x)] = {}
    for key, value in x.items():
        result[deepcopy(key, memo)] = deepcopy(value, memo)
    return result


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_deep[list] = _deepcopy_list
_deep[tuple] = _deepcopy_tuple
_deep[dict] = _deepcopy_dict
_deep[types.MethodType] = _deepcopy_method


# --- by reduction

def _take_apart(x, cls, kind):
    reducer = copyreg.dispatch_table.get(cls)
    if reducer is not None:
        return reducer(x)
    reducer = getattr(x, "__reduce_ex__", None)
    if reducer is not None:
        return reducer(4)
    reducer = getattr(x, "__reduce__", None)
    if reducer is not None:
        return reducer()
    raise Error(f"un({kind})copyable object of type {cls}")


def _reconstruct(x, memo, func, args, state=None, items=None, pairs=None):
    """A new object from the parts of x, which are copied too where there is a memo."""
    is_deep = memo is not None
    if is_deep and args:
        args = [deepcopy(arg, memo) for arg in args]
    result = func(*args)
    if is_deep:
        memo[id(x)] = result
    if state is not None:
        _set_state(result, deepcopy(state, memo) if is_deep else state)
    if items is not None:
        for item in items:
            result.append(deepcopy(item, memo) if is_deep else item)
    if pairs is not None:
        for key, value in pairs:
            if is_deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            result[key] = value
    return result


def _set_state(result, state):
    if hasattr(result, "__setstate__"):
        result.__setstate__(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        result.__dict__.update(state)
    if slots is not None:
        for name, value in slots.items():
            setattr(result, name, value)
