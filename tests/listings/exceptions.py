def read(path):
    try:
        with open(path) as stream:
            return stream.read()
    except OSError as error:
        print(error)
    finally:
        print("done")
