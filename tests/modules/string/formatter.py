"""Constants, capwords, and Formatter with its hooks."""
import string
import _string

for name in sorted(string.__all__):
    if isinstance(getattr(string, name), str):
        print(name, repr(getattr(string, name)))
print(string.capwords("abc  DEF gHi"), string.capwords("a-bC--d", "-"), repr(string.capwords("  ")))
formatter = string.Formatter()
for case in ["", "x", "{}{0}", "{0}{}", "{a!x}", "{:{}}", "{0:{1:{2}}}", "{0.x}", "{}{}", "{a}", "{b}", "{9}", "{0!r:>5}", "{0!a}{1!s}",
             "{", "}", "{{}}", "{0[0]}", "{l[1]}", "{l[x]}", "{0:{1}}", "{.real}", "{!r}", "{0!}", "{0!rx}", "{0:", "{:{:{}}}"]:
    try:
        print(repr(case), repr(formatter.format(case, 1, 2, 3, a="é", l=[4, 5])))
    except Exception as error:
        print(repr(case), type(error).__name__, error)


class Checked(string.Formatter):
    def check_unused_args(self, used_args, args, kwargs):
        print(sorted(used_args, key=str), args, kwargs)

    def get_value(self, key, args, kwargs):
        return f"<{key}>" if isinstance(key, str) else args[key]

    def convert_field(self, value, conversion):
        return [value] if conversion == "l" else super().convert_field(value, conversion)

    def format_field(self, value, format_spec):
        return f"({value}|{format_spec})"


print(Checked().format("{0}{x!l:a{y}b}{1}", 1, 2, 3, z=4))
print(list(_string.formatter_parser("a{b!r:c{d}}{{}}e{}")), _string.formatter_field_name_split("a.b[c][3]")[0])
print(list(_string.formatter_field_name_split("12.b[c][3]")[1]), _string.formatter_field_name_split("12")[0])
for function in _string.formatter_parser, _string.formatter_field_name_split:
    try:
        function(1)
    except TypeError as error:
        print(error)
