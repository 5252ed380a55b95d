"""The name of CPython's native part of `datetime`; the classes are the same."""
from datetime import *
