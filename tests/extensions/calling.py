import calling


def attempt(label, function, *args, **keywords):
    try:
        print(label, "->", repr(function(*args, **keywords)))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error, "| cause:", repr(error.__cause__))


for name in ("no_arguments", "one_argument", "tuple_arguments", "keyword_arguments", "fast_arguments",
             "fast_keywords"):
    function = getattr(calling, name)
    print(name, function, repr(function.__doc__), function.__text_signature__, function.__module__,
          function.__self__ is calling, function.__qualname__)
    attempt(name + "()", function)
    attempt(name + "(1)", function, 1)
    attempt(name + "(1, 2)", function, 1, 2)
    attempt(name + "(a=1)", function, a=1)
    attempt(name + "(1, b=2, a=3)", function, 1, b=2, a=3)
    attempt(name + "(*range(9))", function, *range(9))
    attempt(name + "(**{})", function, **{})

# The literal call forms take other paths than the starred ones above.
print(calling.no_arguments(), calling.one_argument(7), calling.tuple_arguments(1, 2))
print(calling.keyword_arguments(1, k=2), calling.fast_arguments(1, 2, 3), calling.fast_keywords(1, x=2, y=3))
for bad in (lambda: calling.no_arguments(1), lambda: calling.one_argument(), lambda: calling.one_argument(1, 2),
            lambda: calling.one_argument(value=1), lambda: calling.tuple_arguments(k=1),
            lambda: calling.fast_arguments(k=1), lambda: calling.no_arguments(k=1)):
    attempt("literal", bad)


def echo(*args, **keywords):
    return args, keywords


attempt("call", calling.call, echo, (1, 2), {"k": 3})
attempt("call", calling.call, echo, ())
attempt("call", calling.call, echo, [])
attempt("call", calling.call, 5, ())
attempt("call", calling.call, echo, (), {1: 2})
attempt("call_vector", calling.call_vector, echo, 1, 2)
attempt("call_vector", calling.call_vector, max, 1, 2)
attempt("call_vector", calling.call_vector, int, "ff", 16)
attempt("call_vector", calling.call_vector, "text", 1)
attempt("call_method", calling.call_method, "a,b", "split", ",")
attempt("call_method", calling.call_method, "a,b", "missing", ",")
attempt("call_formatted", calling.call_formatted, echo)

# Called back from native code: where bytecode calls, CPython's release build does not look.
for name in ("null_result", "null_result_one", "null_result_tuple", "null_result_fast", "result_and_exception",
             "result_and_exception_one", "result_and_exception_keywords"):
    arguments = (1,) if name.endswith("_one") else ()
    attempt(name, calling.call_vector, getattr(calling, name), *arguments)


# Call sites that have seen a function often take a shorter way; what it does must stay the same.
def again(function, *values):
    results = []
    for value in values:
        results.append(function(value))
    return results


class Finalized:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, calling.tuple_arguments(self.name, 2))


kept = again(calling.tuple_arguments, 1, "b", [3], (4,), 5.0, *range(6, 12))
print(kept, len({id(one) for one in kept}))
print(again(calling.keyword_arguments, *range(5)))
for count in range(9):
    values = [calling.tuple_arguments() if count == 0 else calling.tuple_arguments(count, *range(i)) for i in range(4)]
    print(values)
for _ in range(4):
    calling.tuple_arguments(Finalized("kept for the result only"))
    calling.keyword_arguments(Finalized("one"), Finalized("two"))
for function in (calling.tuple_arguments, calling.one_argument, calling.fast_arguments, len, [].append, str, echo,
                 calling.tuple_arguments, calling.no_arguments, 5):
    attempt("one site", again, function, "a", "b", "c")
