x = "\d"; x is 1
try: pass
finally:
    f = lambda: "\q"
def g():
    try: pass
    finally: return 1
return 1
