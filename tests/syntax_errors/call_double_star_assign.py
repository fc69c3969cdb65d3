f(a, **kwargs={'a': 1})
