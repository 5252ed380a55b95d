import circular_d
name = 1
