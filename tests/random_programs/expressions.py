# SPDX-License-Identifier: MIT
"""The expressions of random programs: templates by the type that they give, with typed holes.

`$int` is a hole for an int, and so on. `$small` is an int that is safe as a count or an exponent, so that
no template makes values that grow without bound; `$key` is a short str that dicts are likely to have. A template may raise: an IndexError or a
ZeroDivisionError is an answer that both interpreters must give.
"""

LITERALS = {
    "int": "0 1 2 3 5 7 10 -1 -2 -7 42 255 1000 -1000 2**31 (2**48-1) -2**48 2**63 -2**63 10**20 0xFF 0b1011 1_000".split(),
    "small": "0 1 2 3 4 -1 -2".split(),
    "float": "0.0 -0.0 1.0 0.5 -2.5 3.14159 1e10 1e-7 1e16 1e22 123456.789 2.675 -1.5 5e-324 1e308 float('inf') float('nan')".split(),
    "bool": ["True", "False"],
    "str": ["''", "'a'", "'abc'", "'Hello, World'", "'  pad '", "'a-b-c'", "'ß'", "'naïve'", "'日本'", "'x\\ty\\n'", "'123'",
            "'-7'", "'%d items'", "'{} and {}'", "\"it's\"", "'😀!'", "'AbC dEf'", "r'\\d'"],
    "key": ["'a'", "'b'", "'c'", "'spam'", "'eggs'"],
    "bytes": ["b''", "b'abc'", "b'\\x00\\xff'", "b'a,b,c'", "bytes(3)", "bytes([65, 66])"],
    "ints": ["[]", "[1]", "[3, 1, 2]", "[5, 5, 0, -1]", "list(range(6))", "[0] * 3"],
    "strs": ["[]", "['a']", "['b', 'a', 'c']", "'x y z'.split()", "list('hello')"],
    "pair": ["(1, 'a')", "(0, '')", "(-3, 'xyz')"],
    "numbers": ["set()", "{1, 2, 3}", "{0, -1}", "frozenset([2, 4])"],
    "counts": ["{}", "{'a': 1}", "{'spam': 2, 'eggs': 3}", "dict(b=0, c=5)", "dict.fromkeys('abc', 1)"],
    "any": ["None", "...", "NotImplemented", "1j", "2-3j"],
}

TEMPLATES = {
    "int": [
        "$int + $int", "$int - $int", "$int * $int % 1000003", "$int // $int", "$int % $int", "-$int", "~$int", "abs($int)",
        "$int & $int", "$int | $int", "$int ^ $int", "$int << ($small & 7)", "$int >> ($small & 7)", "($int % 100) ** ($small & 3)",
        "pow($int, $small, 97)", "divmod($int, $int)[$small]", "len($str)", "len($ints)", "len($counts)", "len($bytes)",
        "$ints[$small]", "$pair[0]", "$bytes[$small]", "$counts[$key]", "$counts.get($key, $int)", "sum($ints)", "max($ints)",
        "min($int, $int)", "$str.find($str)", "$str.count($key)", "$str.index($key)", "$ints.index($int)", "$ints.count($int)",
        "ord($key[0])", "int($float)", "round($float)", "int($str)", "int($str, 16)", "int($bool)", "$int if $bool else $int",
        "($int or $int)", "($int and $int)", "$int.bit_length()", "$int.bit_count()", "hash($int)", "hash($pair) and 1", "(lambda x, y=$int: x - y)($int)",
        "[*$ints, $int][-1]", "next(iter($ints), $int)", "next((n for n in $ints if n > $int), $int)", "sum(n * n for n in $ints) % 10007",
        "int.from_bytes($bytes, 'big')", "(n := $int) + n", "len([*$ints, *$ints])", "$counts.setdefault($key, $int)", "ascii($str).count('\\\\')",
        "sum(len(s) for s in $strs)", "len($numbers)", "max($strs, key=len, default='').count('a')", "int('%d' % $int)", "len(range($int % 50, $int % 70, 3))",
    ],
    "small": ["len($key)", "$small & 3", "$bool + 1", "len($pair)"],
    "float": [
        "$float + $float", "$float - $float", "$float * $float", "$float / $float", "$float // $float", "$float % $float", "-$float", "abs($float)",
        "$int / $int", "float($int % 10**15)", "$float + $int % 10**15", "round($float, $small)", "sum([$float, $float])", "max($float, $float)",
        "float(str($float))", "$float.__trunc__() + 0.5", "divmod($float, $float)[0]", "$float if $bool else $float", "float.fromhex($float.hex())",
        "$float.as_integer_ratio()[0] % 97 + 0.25", "($int % 9) ** -2", "$float ** 2", "(-8) ** (1 / 3) .real", "float('%.3e' % $float)",
    ],
    "bool": [
        "$int < $int", "$int == $int", "$float >= $float", "$str < $str", "$str == $str", "$ints == $ints", "$ints < $ints", "$pair <= $pair",
        "$int in $ints", "$key in $str", "$key not in $counts", "$int in $numbers", "not $bool", "$bool and $bool", "$bool or $bool",
        "bool($str)", "bool($ints)", "isinstance($any, int)", "$any is None", "$any is not None", "$int < $int < $int", "$int == $float",
        "all(n > 0 for n in $ints)", "any($strs)", "$str.startswith($key)", "$str.endswith(('a', 'c'))", "$str.isdigit()", "$str.isalpha()", "$str.isupper()",
        "$str.isspace()", "$str.istitle()", "$str.isidentifier()", "$numbers <= $numbers", "$numbers.isdisjoint($ints)", "$float.is_integer()", "$bool ^ $bool",
        "callable($any)", "hasattr($any, 'real')", "$counts == $counts", "$bytes < $bytes", "$any == $any", "issubclass(bool, int) and $bool", "$float != $float",
    ],
    "str": [
        "$str + $str", "$str * $small", "$str[$small]", "$str[$small:]", "$str[:$small]", "$str[::-1]", "$str[$small:$small:$small]", "str($int)", "str($float)",
        "repr($any)", "repr($ints)", "str($counts)", "repr($str)", "ascii($str)", "$str.upper()", "$str.lower()", "$str.title()", "$str.swapcase()", "$str.capitalize()",
        "$str.casefold()", "$str.strip()", "$str.lstrip('Ha ')", "$str.center($int % 20, '*')", "$str.ljust($int % 12) + '|'", "$str.rjust($int % 12)", "$str.zfill($int % 12)",
        "$str.replace($key, $str)", "$key.join($strs)", "$str.expandtabs($small)", "$str.removeprefix($key)", "$str.partition('-')[$small]", "$str.rpartition($key)[0]",
        "$str.translate({97: 'A', 98: None})", "f'{$int}'", "f'{$int:>8}|{$int:<6d}|{$int:^7}'", "f'{$int:+,}'", "f'{$int:#x} {$int:08b} {$int:o}'", "f'{$float:.2f}'",
        "f'{$float:10.3e}|{$float:g}|{$float:%}'", "f'{$float!r:>12}'", "f'{$str:*^10}'", "f'{$str!r} {$any!s}'", "f'{$int=} {$str=!s}'", "f'{$int:{$int % 12}}'", "f'{$float:{$int % 12}.{$int % 5}f}'",
        "'%d %s' % ($int, $str)", "'%5d|%-5d|%05d' % ($int, $int, $int)", "'%.3f %g %e' % ($float, $float, $float)", "'%r %s %x' % ($str, $any, $int)", "'%(a)s' % $counts", "$str % $int",
        "'{:,} {:>5}'.format($int, $small)", "'{0[0]} {1}'.format($ints, $str)", "'{a} {b!r}'.format(a=$int, b=$str)", "$str.format($int, $str)", "format($int, 'x')", "format($float, '.3')",
        "hex($int)", "bin($int)", "oct($int)", "chr($int % 0x3000)", "$str if $bool else $str", "type($any).__name__", "str($pair)", "$pair[1]", "$strs[$small]", "max($strs)",
        "$bytes.decode('latin-1')", "$bytes.hex('-')", "$bytes.decode('utf-8', 'replace')", "repr($bytes)", "str(sorted($numbers))", "''.join(reversed($str))", "''.join(sorted($str))", "min($str, $str)",
        "$str.encode().decode()", "str(list($counts.items()))", "''.join(c for c in $str if c.isalnum())", "repr(slice($small, $int))", "str(range($int, $small))", "repr($pair + ($float,))",
    ],
    "key": ["$key[:1]", "$key.lower()"],
    "bytes": [
        "$bytes + $bytes", "$bytes * $small", "$bytes[$small:]", "$bytes[::-1]", "$str.encode()", "$str.encode('ascii', 'replace')", "$str.encode('latin-1', 'xmlcharrefreplace')",
        "$bytes.replace(b'a', b'zz')", "$bytes.upper()", "bytes(n % 256 for n in $ints)", "b','.join([$bytes, $bytes])", "b'%d %b' % ($int, $bytes)", "bytes(reversed($bytes))",
        "bytes(memoryview($bytes)[$small:])", "bytes(bytearray($bytes) + b'!')", "($int % 65536).to_bytes(3, 'little')", "bytes.fromhex('00 ff 1a')", "$bytes.strip(b'a')",
    ],
    "ints": [
        "$ints + $ints", "$ints * $small", "$ints[$small:]", "$ints[:$small]", "$ints[::-1]", "$ints[$small:$small:2]", "sorted($ints)", "sorted($ints, reverse=$bool)", "list(reversed($ints))",
        "[n + 1 for n in $ints]", "[n for n in $ints if n % 2]", "[n * m for n in $ints[:3] for m in $ints[:3]]", "[*$ints, $int, *$ints]", "list(map(abs, $ints))", "list(filter(None, $ints))",
        "list(range($small, $int % 12))", "list(range($int % 9, $small, -2))", "list($bytes)", "list($counts.values())", "[len(s) for s in $strs]", "[a - b for a, b in zip($ints, $ints)]",
        "[i * n for i, n in enumerate($ints, $small)]", "sorted($numbers)", "list($ints)", "$ints if $bool else $ints", "[ord(c) for c in $str]", "sorted($ints, key=lambda n: -n % 7)",
        "list({n: None for n in $ints})", "[n if n > 0 else -n for n in $ints]", "(lambda *a, **k: list(a) + list(k.values()))(*$ints, **$counts)", "[n for n in range(12) if n in $ints]", "[x for pair in zip($ints, $ints) for x in pair]",
    ],
    "strs": [
        "$strs + $strs", "$strs[$small:]", "sorted($strs)", "sorted($strs, key=len)", "[s.upper() for s in $strs]", "$str.split()", "$str.split($key)", "$str.rsplit('-', $small)", "$str.splitlines()", "list($str)",
        "list($counts)", "sorted($counts, key=$counts.get)", "[str(n) for n in $ints]", "[k * v for k, v in $counts.items() if v < 9]", "[s for s in $strs if s]", "[f'{i}:{s}' for i, s in enumerate($strs)]", "list(map(repr, $ints))",
        "[a + b for a in $strs[:3] for b in $strs[:2]]", "$strs[::-1]", "[type(x).__name__ for x in ($any, $int, $ints)]", "sorted(set($str))",
    ],
    "pair": ["($int, $str)", "$pair if $bool else $pair", "max($pair, $pair)", "(lambda a, b: (b, a))($str, $int)", "next(zip([$int], [$str]))", "(*$ints[:1], $str)", "(sum($ints), ''.join($strs))"],
    "numbers": ["set($ints)", "$numbers | $numbers", "$numbers & $numbers", "$numbers - $numbers", "$numbers ^ $numbers", "{n % 5 for n in $ints}", "frozenset($ints)", "$numbers.union($ints)", "{*$ints, $int}"],
    "counts": [
        "$counts | $counts", "{**$counts, $key: $int}", "{s: len(s) for s in $strs}", "{k: v + 1 for k, v in $counts.items()}", "dict(zip($strs, $ints))", "dict($counts, a=$int)", "$counts.copy()",
        "{v: k for k, v in enumerate($strs)}", "dict([($key, $int), ($key, $int)])", "{k: $counts[k] for k in sorted($counts)}",
    ],
    "any": [
        "$int", "$float", "$str", "$bytes", "$ints", "$pair", "$numbers", "$counts", "$bool", "($int, $float)", "[$any, $any]", "{'x': $any}", "type($int)", "$strs", "complex($int % 1000, $float)", "range($small, $int % 50)",
        "slice($small)", "$any if $bool else $any", "($any,)", "bytearray($bytes)", "divmod($float, $int % 1000)", "$float == $int and $str", "len", "iter(()) is None", "[[]] * 2", "max($ints, default=None)",
        "getattr($any, 'imag', None)", "str.upper", "$numbers and $any", "$int <= $any", "$any + $any", "$any * $small", "$any[$small]", "$any < $any", "-$any", "len($any)", "$any | $any", "hash($any) and 0", "sum([$any])", "sorted($any)",
        "$any in $any", "int($any)", "float($any)", "list($any)", "$any.__class__.__name__", "$any % 3", "$any @ $any", "abs($any)", "$any.missing",
    ],
}
