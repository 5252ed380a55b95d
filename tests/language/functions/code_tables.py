# Lines, positions and handlers of a code object as bytes, and what replace() makes of them.
def function(a,
             b=1):
    x = (a +
         b)
    if x:
        return [x

                for x in range(3)]
    a_name_that_is_long_enough_for_another_form_of_entry_in_the_table_of_lines, other = 1, 2
    try:
        1 / 0
    except Exception as error:
        pass


def lines_of_distances(code):
    line = code.co_firstlineno
    lines = []
    for distance in code.co_lnotab[1::2]:
        line += distance - 256 if distance >= 128 else distance
        lines.append(line)
    return lines


code = function.__code__
copy = code.replace(co_linetable=code.co_linetable, co_exceptiontable=code.co_exceptiontable)
print(copy == code, copy is code)
print(list(copy.co_positions()) == list(code.co_positions()), list(copy.co_lines()) == list(code.co_lines()))
print(lines_of_distances(code))
print(sorted({line for start, end, line in code.co_lines() if line}))
entries = list(code.co_lines())
print(entries[0][0], entries[-1][1] == len(code.co_code), all(a[1] == b[0] for a, b in zip(entries, entries[1:])))

moved = code.replace(co_firstlineno=100)
print(moved.co_firstlineno, sorted({line for start, end, line in moved.co_lines() if line}))


def fails():
    1 / 0


for table in b"\xf8" * 7, b"\xf8" * 9, b"":
    fails.__code__ = fails.__code__.replace(co_linetable=table)
    try:
        fails()
    except ZeroDivisionError as error:
        print(error.__traceback__.tb_next.tb_lineno, error.__traceback__.tb_next.tb_frame.f_lineno)

for change in {"co_linetable": "x"}, {"co_exceptiontable": 3}, {"co_firstlineno": 1.5}, {"co_other": 1}:
    try:
        code.replace(**change)
    except TypeError as error:
        print(error)
