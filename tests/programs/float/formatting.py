"""Format specs of floats: every presentation type, precision, alternate forms, grouping."""
vals = [0.0, -0.0, 1.0, -1.5, 3.14159265, 1234567.891, 1e-5, 1e20, 0.00012345, 99.995, 2.5, 1e300, float("inf"), float("-inf"), float("nan")]
for spec in ["", "f", ".0f", ".2f", ".10f", "e", ".0e", ".3E", "g", ".3g", ".10g", "G", "n", "%", ".1%", ".5", ".1", "#.0f", "#g", "#.3g", "+.2f", " .2f", "-.2f", "z.1f", "z.0f",
             "10.2f", "<10.2f|", ">10.2f", "^10.2f", "=+10.2f", "010.2f", "*^12.1f", "0=10.2f", ",", ",.2f", "_.2f", "015,.2f", "+015,.1f", "12e", "_e", ",g", "F", ".0%"]:
    out = []
    for v in vals:
        try:
            out.append(format(v, spec.rstrip("|")))
        except ValueError as e:
            out.append(str(e))
    print(repr(spec), *out, sep="|")
for spec in ["d", "x", "s", "c", "b", ".2", "abc", "5.x", ".", "..2f", "=", ",_f", "10.2.3f", ".99999999999f", "#", "+-f", "z"]:
    try:
        print(spec, format(1.5, spec))
    except (ValueError, OverflowError) as e:
        print(spec, type(e).__name__, e)
for spec in ["f", ".1f", "e", "g", "%", ",.2f", ".3g", "+.1e", "08.3f"]:
    print(spec, format(5, spec), format(-12345, spec), format(True, spec), format(10**20, spec))
print("%f %.2f %e %.3E %g %G %.0f %5.1f|%-8.2f|%+.1f|% .1f|%08.2f|%#.0f" % (1.5, 2.345, 12345.678, 0.00012, 1e10, 1e-10, 2.5, 3.14159, 2.5, 1.25, 1.25, -3.5, 7.0))
print("%.3f %d %i %s %r %x" % (1 / 3, 3.99, -3.99, 0.1, 1e100, 255), "%.*f" % (3, 2.0), "%*.*f|" % (10, 2, 2.5), "%-*.1f|" % (8, 2.5), "%5s|%.3s" % (1.5, 1.23456))
print(f"{0.1:.20f} {0.5:.0f} {1.5:.0f} {2.5:.0f} {0.125:.2f} {0.375:.2f} {1e15:.1f} {123456789:.3e} {1e-320:.3e} {0.1 + 0.2:.17g} {5e-324:.3g}")
w, p = 12, 3
print(f"{3.14159:{w}.{p}f}|{3.14159:<{w}.{p}e}|{3.14159:^{w}}|{3.14159:{'>'}{w}}|")
print(round(2.675, 2), round(1.005, 2), round(-1.5), round(1e16), round(123.456, -1), round(123.456, -3), round(0.5), round(1e300, 5), round(5.5e-10, 12), round(1.25, 1), round(1.35, 1), round(2.5, 0), round(-0.5, 0), round(12.5, None))
for bad in [lambda: round(float("nan")), lambda: round(float("inf")), lambda: round(1.5, 1.5), lambda: round(1.5, "a"), lambda: "%d" % float("inf"), lambda: "%d" % "1", lambda: "%f" % "1", lambda: "%x" % 1.5]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(round(float("inf"), 2), round(float("nan"), 2), round(1e308, -307))
