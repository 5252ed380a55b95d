"""What the embedding program runs from a file: ü."""
import os
ran = globals().get("ran", 0) + 1
print(__name__, os.path.basename(globals().get("__file__", "no file")), ran, __doc__, flush=True)
if ran == 2:
    raise ValueError("second time")
