"""What standard error shows, before and after the module is loaded."""
def old():
    return "\d"


eval(r"'\d'")
import warnings

warnings.warn("first")
warnings.warn("deprecated", DeprecationWarning)
warnings.warn("pending", PendingDeprecationWarning)
for i in range(3):
    warnings.warn("once only", RuntimeWarning)
warnings.simplefilter("always")
for i in range(2):
    warnings.warn("always", ImportWarning)
warnings.formatwarning = lambda message, category, filename, lineno, line=None: f"<{message} {lineno}>\n"
warnings.warn("formatted")
