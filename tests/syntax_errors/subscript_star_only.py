print(A[*])
