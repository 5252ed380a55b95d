"""Powers whose base fills two words: a whole result, whatever the exponent."""
one = 1
for base in (10**30, 2**64 + 1, 2**65 + 3, 2**120 + 9, -(10**30), 2**63, 2**128 + 1, 3**40):
    for exponent in (0, one, 2, 3, True):
        print(base**exponent, pow(base, exponent), pow(base, exponent, 97))
