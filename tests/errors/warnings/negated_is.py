# What `not` makes of `is` is what the warning names.
x = 1
not 1 is 2
not 1 is not 2
if not "a" is x:
    pass
not not 1 is 2
1 is 2 is 3
not 1 is 2 is 3
