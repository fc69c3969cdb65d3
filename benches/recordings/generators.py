# Generators that feed each other and comprehensions over them.
def numbers(count):
    i = 0
    while i < count:
        yield i
        i += 1


def odd(source):
    for x in source:
        if x & 1:
            yield x


def squares(source):
    for x in source:
        yield x * x


def total(count):
    result = 0
    for x in squares(odd(numbers(count))):
        result += x
    return result


for _ in range(3):
    total(2000)
    sum([x + 1 for x in odd(range(2000))])
