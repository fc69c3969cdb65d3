def f():
	if True:
		return 1 + "x"


f()
