# trace: --native --json
import vecext

x = vecext.arange(10.0).reshape(2, 5)
print(x.sum(), x.max(axis=0)[1])
y = vecext.sqrt(x[:, ::2])
z = vecext.where(y > 1.0, y, 0.0)
w = vecext.arange(5) // 2
print(sorted([3, 1, 2], key=lambda v: -v))
