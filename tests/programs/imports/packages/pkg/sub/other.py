__all__ = ["exported"]
exported = "exported by other"
hidden = 1
