from ._native import scaled

__all__ = ("scaled",)
