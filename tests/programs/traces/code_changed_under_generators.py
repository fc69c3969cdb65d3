"""Functions get other code while generators of theirs are suspended, or have not begun: the next ones have the new code."""
def one(a, b):
    yield a + b


def other(a, b):
    yield a * b
    yield b


def third(a, b):
    return iter((a, b, -b))


def calls(generator):
    for x in generator:
        yield x


def changing(n, function, codes):
    """Code changes while a generator of it is suspended or has not begun; the next one has the new code."""
    found = []
    for i in range(n):
        generator = function(i, 10)
        if i % 9 == 5:
            function.__code__ = codes[i % len(codes)]
        for x in generator:
            found.append(x)
            if i % 9 == 7:
                function.__code__ = codes[i % len(codes)]
    function.__code__ = codes[0]
    return len(found), sum(found)


for _ in range(3):
    print(changing(60, one, [one.__code__, other.__code__]))
    print(changing(61, one, [one.__code__, other.__code__, third.__code__]))
