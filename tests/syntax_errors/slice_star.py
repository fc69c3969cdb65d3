print(A[:*b])
