import vecext as v

a = v.linspace(0, 1, 1000)
b = a * 2.0 + v.sin(a)
print(b.sum(), b[:10])
