name = __name__
package = __package__
print("the tool", name)
