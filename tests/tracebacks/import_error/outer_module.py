from inner_module import compute

value = compute(0)
