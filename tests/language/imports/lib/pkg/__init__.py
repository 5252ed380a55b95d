loaded = "pkg loaded"
__all__ = ["exported", "other"]
exported = "exported name"
