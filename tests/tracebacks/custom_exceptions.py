class AppError(Exception):
    """Base."""


class NotFound(AppError):
    def __init__(self, what):
        super().__init__(what)
        self.what = what

    def __str__(self):
        return f"<{self.what}> was not found"


def find(x):
    raise NotFound(x)


find("needle")
