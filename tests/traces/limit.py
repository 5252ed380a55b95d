# trace: --native --limit 4
for number in range(5):
    abs(number)
