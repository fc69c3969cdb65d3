"""Every function of `math` over ordinary values."""
import math
# The last digits are those of the C library.
INEXACT = ["cbrt", "exp2", "expm1", "log1p", "tan", "asin", "acos", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "erf", "erfc", "gamma", "lgamma"]
xs = [0.0, 0.5, 1.0, -1.0, 2.0, -2.5, 10, 1e-10, 1e10, 3]


def table(name):
    row = []
    for x in xs:
        try:
            value = getattr(math, name)(x)
            if name in INEXACT and isinstance(value, float):
                value = float(f"{value:.13g}")
            row.append(value)
        except (ValueError, OverflowError) as e:
            row.append(f"{type(e).__name__}: {e}")
    print(name, row)


for name in ["sqrt", "cbrt", "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "degrees", "radians", "fabs", "floor", "ceil", "trunc", "modf", "frexp", "erf", "erfc", "gamma", "lgamma", "isnan", "isinf", "isfinite", "ulp"]:
    table(name)
print(math.pi, math.e, math.tau, math.inf, math.nan, -math.inf)
print(math.pow(2, 10), math.pow(2, 0.5), math.atan2(1, -1), math.atan2(-0.0, -1), math.hypot(3, 4), math.hypot(1, 2, 3), math.hypot(), math.dist((0, 0), (3, 4)), math.copysign(3, -0.0), math.fmod(-7, 3), math.remainder(7, 4), math.remainder(-5, 3), math.ldexp(0.5, 10), math.log(8, 2), math.log(100, 10), math.fma(2, 3, 4))
print(math.gcd(12, 18), math.gcd(), math.gcd(0, 5), math.gcd(-12, 8, 6), math.lcm(4, 6), math.lcm(), math.lcm(0, 5), math.lcm(2, 3, 7), math.factorial(20), math.factorial(0), math.comb(10, 3), math.comb(5, 9), math.perm(5, 2), math.perm(5), math.isqrt(17), math.isqrt(10**40), math.gcd(2**80, 6**50))
print(math.fsum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]), math.fsum([]), math.prod([1, 2, 3]), math.prod([]), math.prod([2.5, 2], start=2), math.prod(range(1, 25)), math.sumprod([1, 2], [3, 4]), math.sumprod([0.1] * 3, [10, 10, 10]))
print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1), math.isclose(1, 1.05, rel_tol=0.1), math.isclose(0, 1e-10), math.isclose(0, 1e-10, abs_tol=1e-9), math.isclose(math.inf, math.inf), math.nextafter(1, 2), math.nextafter(0, -1), math.nextafter(1.0, 2.0, steps=3), math.ulp(1.0), math.ulp(1e300))
print(math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1), math.trunc(-2.7), math.floor(5), math.ceil(10**20), type(math.floor(1e20)).__name__, math.floor(1e20), math.ceil(-0.5), math.floor(1e308) > 10**300, math.modf(-3.25), math.frexp(100.0))
print(math.log(10**400), math.log2(2**3000), math.log10(10**500), math.sqrt(10**300), math.log(2**70, 2), math.degrees(math.pi), math.radians(180))
