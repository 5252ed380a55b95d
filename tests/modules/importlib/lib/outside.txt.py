def answer():
    return "quiet"
