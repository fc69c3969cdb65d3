type X[**A: str] = int
