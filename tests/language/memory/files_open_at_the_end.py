# options: -W default
# Files that nobody closed are told when the interpreter ends.
file = open("/dev/null")
held = [open("/dev/null", "rb")]
print("end")
