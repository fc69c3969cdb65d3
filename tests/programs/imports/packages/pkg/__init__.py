print("pkg init")
__all__ = ["in_all", "mod"]
name = "the package"
in_all = "in all"
name_not_in_all = 1
