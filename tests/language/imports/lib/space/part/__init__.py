name = "part"
