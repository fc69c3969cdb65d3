x: int = 1


class C[T]:
    """  Doc.

    More.
    """

    field: T
    if x:
        other: "str"


def f[U: int](a: U, /, b=1, *, c: str = "") -> None: ...


type Alias[V] = list[V]
