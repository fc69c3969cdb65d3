x = 1
x is 1
x is not "a"
1 is x
x is ()
x is None
x is -1
x is 1 is 2
x is ...
x is True
x is b''
x is (1, 2)
x is [1]
x is 1.5
