x y
z = 'abc
