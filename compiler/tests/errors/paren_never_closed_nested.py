foo(a, [b, c)
