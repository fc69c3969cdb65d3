"""`super()` in all its forms and places."""


class A:
    x = "A.x"
    def m(self): return "A.m"
    @classmethod
    def c(cls): return f"A.c {cls.__name__}"
    @staticmethod
    def s(): return "A.s"
    @property
    def p(self): return "A.p"
    def __getitem__(self, k): return f"A[{k}]"
    def __eq__(self, o): return "A.eq"
    def __len__(self): return 5


class B(A):
    x = "B.x"
    def m(self): return "B.m > " + super().m()
    @classmethod
    def c(cls): return "B.c > " + super().c()
    @staticmethod
    def s(): return "B.s > " + super(B, B).s()
    @property
    def p(self): return "B.p > " + super().p
    def __getitem__(self, k): return "B > " + super().__getitem__(k)
    def __eq__(self, o): return super().__eq__(o)
    def __len__(self): return super().__len__() + 1
    def attr(self): return super().x, self.x
    def nested(self): return [super(B, self).m() for _ in range(1)], (lambda: super(B, self).x)()
    def in_closure(self):
        def inner(): return __class__.__name__
        return inner()
    def lambda_super(self): return (lambda s: super().m())(self)


class C(B):
    def m(self):
        s = super()
        return "C.m > " + s.m() + " | " + super(B, self).m()


b, c = B(), C()
print(b.m(), b.c(), B.c(), B.s(), b.p, b[3], b == 1, len(b), b.attr(), b.nested(), b.in_closure(), b.lambda_super(), sep="\n")
print(c.m(), C.c(), c.attr())
print(super(C, c).m(), super(B, C).c(), super(C, c).p, super(B, B).s())
print(repr(super(B, b)).replace("object", "obj"), type(super(B, b)).__name__, super(B, b).__thisclass__.__name__,
      super(B, b).__self_class__.__name__, super(B, b).__self__ is b)


def outside(self): return super().m()


class G:
    f = outside
    def no_args(): return super()
    def deleted(self):
        del self
        return super().x
    def wrong(self): return super(B, self)
    def missing(self): return super().nothing
    def setting(self): super().x = 1


g = G()
for thunk in [g.f, G.no_args, g.deleted, g.wrong, g.missing, g.setting, lambda: super().x, lambda: super(1, 2), lambda: super(A, 5),
              lambda: super(B, A)]:
    try:
        print(thunk())
    except Exception as e:
        print(type(e).__name__, e)


class Counted(dict):
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
    def __missing__(self, k): return f"no {k}"
    def get(self, k, d=None): return "got", super().get(k, d)


d = Counted(a=1)
d["b"] = 2
print(d, d["zz"], d.get("a"), d.get("q", 0))


class L(list):
    def append(self, x):
        super().append(x)
        super().append(x)
    def __repr__(self): return "L" + super().__repr__()


l = L([1])
l.append(2)
print(l, len(l), l + [3])
unbound = super(B)
print(unbound.__get__(b).m())
