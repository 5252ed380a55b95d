def __getattr__(name):
    if name == "refused" or name.startswith("__"):
        raise AttributeError(f"no {name} here")
    return "made " + name


def __dir__():
    return ["anything"]
