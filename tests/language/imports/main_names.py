# The names that a script finds in its namespace.
print(dir())
print(__annotations__, __cached__)
