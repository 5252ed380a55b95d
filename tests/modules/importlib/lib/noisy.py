print("noisy is loaded")
level = 11
