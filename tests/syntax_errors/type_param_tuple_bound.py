def f[*A: (int, str)](): pass
