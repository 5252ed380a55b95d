import circular_a
print(circular_a.name)
