"""Identifiers in many scripts, and their normalization."""
größe = 1
имя = 2
名前 = 3
π = 3.14
ﬁne = "ligature"
print(größe + имя + 名前, π, fine, "fine" in globals(), "ﬁne" in globals())


class Ünïcode:
    attribut_ä = 5
    def méthode(self, ñ=1): return self.attribut_ä + ñ


print(Ünïcode().méthode(ñ=2), Ünïcode.__name__, [k for k in vars(Ünïcode) if not k.startswith("__")])
ｘ = 10
print(x, getattr(Ünïcode(), "attribut_ä"))
𝐛𝐨𝐥𝐝 = "math alphanumerics"
print(bold, "bold" in globals())
def f(*, ключ): return ключ
print(f(ключ="v"), f(**{"ключ": 1}))
try:
    f(ключи=1)
except TypeError as e:
    print(e)
try:
    Ünïcode().fehlt_ß
except AttributeError as e:
    print(e)
try:
    unbekannt_ö
except NameError as e:
    print(e)
print("é".isidentifier(), "1é".isidentifier(), "a·b".isidentifier(), "😀".isidentifier(), "_".isidentifier(), "".isidentifier())
lambda_λ = lambda α, β=2: α * β
print(lambda_λ(4), [ω for ω in "ab"], {ключ: значение for ключ, значение in {"а": 1}.items()})
µ = 1
print("μ" in globals(), μ)
