# The environment: a mapping of str, another of bytes over the same values, and what commands see of it.
import os

os.environ["ADDER_A"] = "1"
os.environb[b"ADDER_B"] = b"2"
print(os.environ["ADDER_B"], os.environb[b"ADDER_A"], os.getenv("ADDER_A"), os.getenv("NO"), os.getenv("NO", "x"))
print(os.getenvb(b"ADDER_A"), "ADDER_A" in os.environ, "NO" in os.environ, os.environ.get("NO"))
print(os.system('test "$ADDER_A$ADDER_B" = 12'), os.system("exit 3") >> 8)
del os.environ["ADDER_A"]
print(os.system('test -z "$ADDER_A"'), os.environ.pop("ADDER_B"), os.environ.setdefault("ADDER_C", "c"))
os.environ |= {"ADDER_D": "d"}
print((os.environ | {"ADDER_E": "e"})["ADDER_E"], ({"ADDER_D": 1} | os.environ)["ADDER_D"], type(os.environ | {}))
print(type(os.environ), type(os.environ.copy()), repr(os.environ)[:9], len(os.environ) == len(list(os.environ)))
for wrong in """os.environ['NO']
os.environ[1]
os.environ.__setitem__('a', 1)
os.environ.__delitem__('NO')
os.environb['NO']
os.getenv(1)
os.putenv('a=b', 'c')
os.unsetenv('a=b')
os.environ.pop('NO')
os.get_exec_path({'PATH': 'a:b'})
os.get_exec_path({})
os.get_exec_path({b'PATH': b'a', 'PATH': 'a'})""".splitlines():
    try:
        print(wrong, eval(wrong))
    except Exception as error:
        print(wrong, type(error).__name__, error)
