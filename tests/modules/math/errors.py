"""Domain, range and type errors of `math`."""
import math
cases = [
    lambda: math.sqrt(-1), lambda: math.sqrt(math.inf), lambda: math.sqrt(math.nan), lambda: math.log(0), lambda: math.log(-1), lambda: math.log(10, 1), lambda: math.log(10, 0), lambda: math.log2(0), lambda: math.log10(-5), lambda: math.log1p(-1),
    lambda: math.exp(1000), lambda: math.exp(-1000), lambda: math.pow(0, -1), lambda: math.pow(-8, 1 / 3), lambda: math.pow(10, 400), lambda: math.pow(math.nan, 0), lambda: math.acos(2), lambda: math.asin(-2), lambda: math.atanh(1), lambda: math.acosh(0.5), lambda: math.cosh(1000),
    lambda: math.sin(math.inf), lambda: math.tan(math.inf), lambda: math.gamma(0), lambda: math.gamma(-1), lambda: math.gamma(200), lambda: math.lgamma(-1), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.factorial("a"), lambda: math.comb(-1, 2), lambda: math.comb(5, -1),
    lambda: math.perm(-1), lambda: math.isqrt(-1), lambda: math.isqrt(2.0), lambda: math.gcd(1.5), lambda: math.lcm("a"), lambda: math.floor("a"), lambda: math.floor(math.inf), lambda: math.ceil(math.nan), lambda: math.trunc(math.inf), lambda: math.trunc("a"), lambda: math.fmod(1, 0),
    lambda: math.fmod(math.inf, 1), lambda: math.remainder(1, 0), lambda: math.ldexp(1.0, 5000), lambda: math.ldexp(1.0, 1.5), lambda: math.fsum([1, "a"]), lambda: math.fsum(5), lambda: math.fsum([1e308, 1e308]), lambda: math.prod("ab"), lambda: math.prod([1, "a"]), lambda: math.sumprod([1], [1, 2]),
    lambda: math.dist((1,), (1, 2)), lambda: math.hypot("a"), lambda: math.isclose(1, 2, rel_tol=-1), lambda: math.sqrt("4"), lambda: math.sqrt(None), lambda: math.sqrt(), lambda: math.sqrt(1, 2), lambda: math.sin(x=1), lambda: math.nope, lambda: math.atan2(1), lambda: math.pow("a", 2), lambda: math.exp(10**400), lambda: math.sqrt(10**400),
    lambda: math.copysign(1), lambda: math.isnan("x"), lambda: math.log("a"), lambda: math.log(2, "b"), lambda: math.degrees([]), lambda: math.modf("a"), lambda: math.frexp(math.inf), lambda: math.modf(math.inf), lambda: math.modf(-math.inf), lambda: math.hypot(math.inf, math.nan), lambda: math.nextafter(1, 2, steps=-1),
]
for i, c in enumerate(cases):
    try:
        print(i, c())
    except Exception as e:
        print(i, type(e).__name__, e)


class F:
    def __float__(self): return 4.0


class I:
    def __index__(self): return 9


class FC:
    def __floor__(self): return "floored"
    def __ceil__(self): return "ceiled"
    def __trunc__(self): return "truncated"


print(math.sqrt(F()), math.sqrt(I()), math.isqrt(I()), math.floor(FC()), math.ceil(FC()), math.trunc(FC()), math.factorial(I()), math.gcd(I(), 6), math.floor(F()), math.sqrt(True), math.sqrt(10**20))
