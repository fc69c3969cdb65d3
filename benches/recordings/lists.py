# Permutations in lists, counted flips: indices, comparisons, slices.
def fannkuch(n):
    count = list(range(1, n + 1))
    most = 0
    m = n - 1
    r = n
    perm1 = list(range(n))
    perm = list(range(n))
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        if perm1[0] != 0 and perm1[m] != m:
            flips = 0
            for i in range(n):
                perm[i] = perm1[i]
            k = perm[0]
            while k:
                i = 0
                j = k
                while i < j:
                    perm[i], perm[j] = perm[j], perm[i]
                    i += 1
                    j -= 1
                flips += 1
                k = perm[0]
            if flips > most:
                most = flips
        while r != n:
            first = perm1[0]
            for i in range(r):
                perm1[i] = perm1[i + 1]
            perm1[r] = first
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1
        else:
            return most


fannkuch(7)
