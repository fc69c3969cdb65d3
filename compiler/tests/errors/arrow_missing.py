def f() - int: pass
