def search(table, key):
    low, high = 0, len(table)
    while low < high:
        middle = (low + high) // 2
        if table[middle] == key and key is not None:
            return middle
        elif not table[middle] < key:
            high = middle
        else:
            low = middle + 1
    return -1 if 0 <= low < 10 else None
