"""The module warnings: issuing, filters, catching, showing, and wrong arguments."""
import warnings

calls = r"""warnings.warn()
warnings.warn('x', 3)
warnings.warn('x', int)
warnings.warn('a', stacklevel='x')
warnings.filterwarnings('foo')
warnings.filterwarnings('error', 3)
warnings.filterwarnings('error', '', 3)
warnings.filterwarnings('error', category=int)
warnings.filterwarnings('error', module=3)
warnings.filterwarnings('error', lineno='a')
warnings.filterwarnings('error', lineno=-1)
warnings.simplefilter('x')
warnings.simplefilter('error', lineno=-1)
warnings.catch_warnings(1)
repr(warnings.catch_warnings())
repr(warnings.catch_warnings(record=True, module=warnings))
warnings.warn_explicit('a', None, 'f', 1)
warnings.warn_explicit('a', UserWarning, 'f')
warnings.warn_explicit('a', UserWarning, 'f', 3)
warnings.warn_explicit('a', UserWarning, 'f', 3, registry=3)
warnings.warn(UserWarning('a'))
warnings.formatwarning('a', UserWarning, 'f', 3)
warnings.formatwarning('a', UserWarning, 'f', 3, 'line  ')
str(warnings.WarningMessage('a', UserWarning, 'f', 3))
warnings.warn('a', source=3)
warnings.warn('far', stacklevel=100)
warnings.catch_warnings().__exit__()
warnings.filters"""


def evaluate(call):
    try:
        return eval(call)
    except Exception as error:
        return f"{type(error).__name__} {error}"


for call in calls.split("\n"):
    print(call, "->", evaluate(call))
catcher = warnings.catch_warnings()
with catcher:
    print(evaluate("catcher.__enter__()"))


def issue(text="hello", category=UserWarning, level=1):
    warnings.warn(text, category, level)


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    issue()
    issue(level=2)
    issue(DeprecationWarning("old"))
    for item in log:
        print(type(item).__name__, item.message, item.category.__name__, item.lineno, item.filename.endswith("module.py"), item.source)
    warnings.simplefilter("error", DeprecationWarning)
    print(warnings.filters[0], evaluate("issue(category=DeprecationWarning)"))
    warnings.filterwarnings("ignore", "HEL")
    issue()
    print(len(log))
    warnings.simplefilter("default", append=True)
    print(warnings.filters[-1])
    warnings.resetwarnings()
    print(warnings.filters)
    for action in "once", "module", "default", "always", "ignore":
        del log[:]
        warnings.simplefilter(action)
        for i in range(3):
            issue("action " + action)
        issue("action " + action)
        warnings.warn("action " + action)
        print(action, len(log))
    for filters in [1], [("foo", None, Warning, None, 0)], [("foo", None, Warning, None)], (), [("error", None, 3, None, 0)]:
        warnings.filters = filters
        print(evaluate("issue()"))
    warnings.filters = []
    warnings.defaultaction = "error"
    print(evaluate("issue()"))
    warnings.defaultaction = "default"
with warnings.catch_warnings(action="error"):
    print(evaluate("issue()"), evaluate(r"eval(r'\'\d\'')"))
print(sorted(map(str, __warningregistry__))[-1])


def show(message, category, filename, lineno, file=None, line=None):
    print("shown", message, category.__name__, lineno)


warnings.showwarning = show
issue("through a function")
with warnings.catch_warnings(record=True) as log:
    issue("recorded")
print(len(log), warnings.showwarning is show)
warnings.showwarning = 3
print(evaluate("issue('not callable')"))
