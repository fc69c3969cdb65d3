x = f"{a = b}"
y = f"{a += 1}"
