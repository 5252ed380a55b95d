import vecext

a = vecext.arange(11.0)
b = a + a
c = 2.0 * a
print(b[10], c[10])
