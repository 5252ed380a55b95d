import pending

items = []
print(pending.append_later(items), pending.append_later(items))
for _ in range(100000):
    if len(items) == 2:
        break
print(items)

try:
    pending.fail_later()
    for _ in range(100000):
        pass
    print("not reached")
except ValueError as error:
    print("ValueError:", error)

try:
    pending.append_later(())
except TypeError as error:
    print("TypeError:", error)
