"""The format mini-language over integers, exhaustively over flags."""
for fill in ("", "*", "é"):
    for align in ("", "<", ">", "^", "="):
        if fill and not align:
            continue
        row = []
        for sign in ("", "+", " "):
            for alt in ("", "#"):
                for ty in ("d", "x", "b"):
                    row.append(format(-42 if sign == " " else 42, f"{fill}{align}{sign}{alt}9{ty}"))
        print("|".join(row))
for width in ("0", "1", "5", "012", "012,", "12_", "08_"):
    row = []
    for ty in ("", "d", "x", "b", "o", "X"):
        try:
            row.append(format(123456, width + ty))
        except ValueError as e:
            row.append(str(e))
    print(repr(width), "|".join(row))
for n in (0, 1, 12, 123, 1234, 12345, 123456, 1234567, -1, -12, -123, -1234, -123456):
    print(f"{n:,}|{n:_}|{n:6,}|{n:06,}|{n:010,}|{n:+,}|{n:_x}|{n:_b}|{n:>9,}|{n:<9,}|{n:=9,}|{n:011_}")
print(f"{10**25:,} {10**25:_} {10**25:x} {10**25:_x} {2**64:#_b} {10**25:e} {10**25:.3e} {10**25:g} {10**25:f} {10**25:,.2f} {10**25:%}")
print(f"{True:d} {True:5d} {True:b} {True:x} {True!s:5}| {False:+d} {True:,} {True:e} {True:.1f}")
print(f"{65:c}{0x20ac:c}{0x1f600:c} {65:5c}| {65:<5c}| {65:^5c}| {65:>05c}")


class Sub(int): pass


print(f"{Sub(5):05d} {Sub(255):x} {Sub(7)}", format(Sub(3), ">4"))
for bad in ["c", "s", ".3d", "5.2", "d5", "dd", "+-", ",.", "0,c", "#,d", "é", " +d", "<<<", "1000000000000000000000d"]:
    try:
        print(bad, format(-5, bad))
    except (ValueError, OverflowError) as e:
        print(bad, type(e).__name__, e)
