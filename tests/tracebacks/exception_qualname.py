def scope():
    class Local(Exception):
        class Inner(Exception):
            pass
    raise Local.Inner("nested class")


scope()
