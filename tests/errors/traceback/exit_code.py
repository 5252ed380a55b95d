try:
    raise SystemExit(300)
finally:
    print("finally")
