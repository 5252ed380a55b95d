# options: -X dev
"""The development mode shows every warning."""
import sys
import warnings

print(sys.flags.dev_mode, sys.warnoptions, warnings.filters)
warnings.warn("old", DeprecationWarning)
warnings.warn("soon", PendingDeprecationWarning)
warnings.warn("open", ResourceWarning)
print(b"a" == "a", str(b"a"))
