# trace: --totals
# The program counts for itself what the totals must say: `calls` functions, each with two native calls.
import vecext

calls = 0


def work(x):
    global calls
    calls += 1
    return abs(x) + hash(x)


vector = vecext.ones(9)
for number in range(100):
    work(number)
for _ in range(7):
    vector = vector * 2.0
print(calls, vector[0])
