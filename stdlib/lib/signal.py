# SPDX-License-Identifier: MIT
#
# The numbers of the native module as members of enumerations, and its functions with such numbers in and out.
"""Signals: handlers, timers, masks."""

import _signal
from _signal import *
from enum import IntEnum as _IntEnum

_IntEnum._convert_("Signals", __name__, lambda name: name.isupper()
                   and (name.startswith("SIG") and not name.startswith("SIG_"))
                   or name.startswith("CTRL_"))
_IntEnum._convert_("Handlers", __name__, lambda name: name in ("SIG_DFL", "SIG_IGN"))
_IntEnum._convert_("Sigmasks", __name__, lambda name: name in ("SIG_BLOCK", "SIG_UNBLOCK", "SIG_SETMASK"))


def _int_to_enum(value, enum_class):
    """The member of this number; the value itself when there is none."""
    if not isinstance(value, int):
        return value
    try:
        return enum_class(value)
    except (ValueError, TypeError):
        return value


def _enum_to_int(value):
    """The number of a member; anything else as it is."""
    try:
        return int(value)
    except (ValueError, TypeError):
        return value


def _with_docs_of(native):
    def copy_doc(function):
        function.__doc__ = native.__doc__
        function.__wrapped__ = native
        return function
    return copy_doc


@_with_docs_of(_signal.signal)
def signal(signalnum, handler):
    return _int_to_enum(_signal.signal(_enum_to_int(signalnum), _enum_to_int(handler)), Handlers)


@_with_docs_of(_signal.getsignal)
def getsignal(signalnum):
    return _int_to_enum(_signal.getsignal(signalnum), Handlers)


@_with_docs_of(_signal.pthread_sigmask)
def pthread_sigmask(how, mask):
    return {_int_to_enum(number, Signals) for number in _signal.pthread_sigmask(how, mask)}


@_with_docs_of(_signal.sigpending)
def sigpending():
    return {_int_to_enum(number, Signals) for number in _signal.sigpending()}


@_with_docs_of(_signal.sigwait)
def sigwait(sigset):
    return _int_to_enum(_signal.sigwait(sigset), Signals)


@_with_docs_of(_signal.valid_signals)
def valid_signals():
    return {_int_to_enum(number, Signals) for number in _signal.valid_signals()}


del _with_docs_of
