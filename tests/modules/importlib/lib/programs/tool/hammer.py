print("hammer runs as", __name__)
strength = 3
