up = "from other"
