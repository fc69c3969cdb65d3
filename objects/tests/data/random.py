"""Makes random.txt: a sequence of calls of module `random` with what CPython 3.14 gives. Run with python3.14."""
import random
out = []
def case(name, *args):
    try: result = repr(getattr(random, name)(*args))
    except Exception as e: result = "!" + type(e).__name__ + ": " + str(e)
    out.append("\t".join([name, repr(args), result.replace("\\", "\\\\").replace("\n", "\\n")]))
items = list(range(30))
for seed in [0, 1, -5, 2**100 + 7, 1.5, "hello", "h\xe9", b"bytes", "", 12345678901234567890, True]:
    case("seed", seed)
    for _ in range(2):
        case("random"); case("getrandbits", 5); case("getrandbits", 32); case("getrandbits", 33); case("getrandbits", 100); case("getrandbits", 0)
        case("randrange", 10); case("randrange", 5, 100, 7); case("randrange", 100, 5, -7); case("randrange", 2**80); case("randint", -3, 3); case("randint", 1, 2**64)
        case("choice", items); case("choice", "abcdef"); case("sample", items, 5); case("sample", items, 12); case("sample", list(range(1000)), 4); case("choices", items); 
        case("uniform", 1, 10); case("triangular"); case("triangular", 1.0, 5.0, 2.0); case("gauss"); case("gauss", 5.0, 2.0); case("normalvariate", 1.0, 2.0); case("lognormvariate", 0.0, 0.25)
        case("expovariate", 1.5); case("betavariate", 2.0, 3.0); case("gammavariate", 0.5, 1.0); case("gammavariate", 1.0, 2.0); case("gammavariate", 3.0, 2.0); case("vonmisesvariate", 0.5, 4.0)
        case("vonmisesvariate", 0.0, 0.0); case("paretovariate", 3.0); case("weibullvariate", 1.0, 1.5); case("randbytes", 5); case("binomialvariate", 100, 0.3); case("binomialvariate", 10, 0.2); case("binomialvariate", 10, 0.9)
        case("choices", items, [1] * 30); case("choices", "ab", [0.5, 2])
case("seed", "abc", 1); case("random"); case("seed", b"abc", 1); case("random")
case("randrange", 0); case("randrange", 1, 1); case("randrange", 1, 10, 0); case("randrange", 1.5); case("randint", 2, 1); case("choice", []); case("sample", [1], 2); case("sample", [1, 2], -1)
case("getrandbits", -1); case("choices", [1], [0]); case("choices", [1], [1, 2]); case("seed", []); case("setstate", (3, (1,), None)); case("gammavariate", 0, 1); case("expovariate", 0); case("randrange", 3, 1, 2)
open("random.txt", "w", encoding="utf-8").write("\n".join(out) + "\n")
print(len(out))
