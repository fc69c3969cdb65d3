def f():
    for x in y:
        try: pass
        finally:
            return 1
    while 1:
        try: pass
        finally:
            break
    while 1:
        try: pass
        finally:
            continue
    try: pass
    finally:
        while 1:
            break
        def g(): return 1
        for x in y: return 1
        try: return 1
        except: return 3
        class A:
            def f(self): return 1
        with x: return 1
