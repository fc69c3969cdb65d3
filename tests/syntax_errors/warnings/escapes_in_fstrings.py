a = 1
print(f"\d {a} \q", rf"\d {a}", f"{a}\{a}", f"""
\d {a:>{3}} \e""", f"{'\d'}")
