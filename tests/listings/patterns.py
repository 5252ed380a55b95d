match command.split():
    case ["go", direction] | [direction]:
        go(direction)
    case {"name": str(name), **rest} if name:
        print(name, rest)
    case _:
        pass
