name = "x"
width = "wide"
print(f"{name} {len(name)} {name:{width}} {1 / 0}")
