"""The package that holds `collections.abc`."""

__all__ = []
