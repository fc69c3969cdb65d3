__all__ = ["listed", "_underscore_listed"]
listed = "l"
unlisted = "u"
_underscore_listed = "_l"
