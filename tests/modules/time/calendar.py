"""`gmtime`, `strftime` and `struct_time` on fixed instants."""
import time
for t in (0, 86399, 951782400, 1700000000, 2**31, 4102444800, -1, 1e9 + 0.7):
    g = time.gmtime(t)
    print(tuple(g), g.tm_year, g.tm_mon, g.tm_mday, g.tm_wday, g.tm_yday, g.tm_isdst, len(g), g[0])
g = time.gmtime(1700000000)
print(g)
print(time.strftime("%Y-%m-%d %H:%M:%S %j %a %A %b %B %d %y %p %I %w %U %%", g), time.asctime(g))
print(isinstance(g, tuple), g == tuple(g), time.struct_time((2020, 1, 2, 3, 4, 5, 3, 2, 0)).tm_hour)
try:
    time.struct_time((1, 2))
except TypeError as e:
    print(e)
try:
    time.gmtime("x")
except TypeError as e:
    print(e)
