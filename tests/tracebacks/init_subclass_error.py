class Base:
    def __init_subclass__(cls, **kw):
        raise ValueError("no subclasses")


class Sub(Base):
    x = 1
