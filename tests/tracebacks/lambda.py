ops = {"div": lambda a, b: a / b}
apply = lambda f, *args: f(*args)
print(apply(ops["div"], 1, 0))
