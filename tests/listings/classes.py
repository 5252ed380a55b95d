class Point(Base, frozen=True):
    """A place."""
    x: int = 0

    def __init__(self, x, *rest, **names):
        super().__init__(*rest, **names)
        self.x, self.__y = x, [n for n in rest if n]
