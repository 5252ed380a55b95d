# What other modules have of patterns: string.Template, json.scanner, filters of warnings.
import json.scanner
import string
import warnings

print(json.scanner.NUMBER_RE.match("-1.5e3x").groups(), json.scanner.NUMBER_RE.match("012").group())
t = string.Template("$who likes ${what}s, $$5, $n\u00e9")
print(t.substitute(who="tim", what="pie", n="x"), t.safe_substitute(who="tim"), t.is_valid(), t.get_identifiers())
for text in ("$ x", "a\n b $1", "${x", "$"):
    try:
        string.Template(text).substitute()
    except ValueError as error:
        print(error, string.Template(text).is_valid(), string.Template(text).safe_substitute())
try:
    t.substitute(who="tim")
except KeyError as error:
    print("KeyError", error)


class Percent(string.Template):
    delimiter = "%"
    idpattern = "[a-z]+_[a-z]+"


print(Percent("%a_b %ab %% %{c_d}").safe_substitute(a_b=1, c_d=2), Percent.pattern.flags)


class Own(string.Template):
    pattern = r"(?P<escaped>@@)|@(?P<named>\w+)@|(?P<braced>(?!))|(?P<invalid>@)"


print(Own("@x@ and @@").substitute(x=1), Own("@x@ @").is_valid())
with warnings.catch_warnings(record=True) as caught:
    warnings.resetwarnings()
    warnings.filterwarnings("ignore", message="quiet.*", module="__main__")
    warnings.warn("quiet now")
    warnings.warn("loud now")
print([str(w.message) for w in caught])
