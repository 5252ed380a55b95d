"""The name under which programs ask for the native part of `decimal`, which is all of it."""
from decimal import *
from decimal import __libmpdec_version__, __version__
