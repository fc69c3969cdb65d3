print({x, for x in z})
