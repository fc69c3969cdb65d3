from third import x
y = x + 1
