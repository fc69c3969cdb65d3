"""Subscripts that have specialized meet other containers, other keys, and indices that are out of range."""
import array


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def exercise(function, usual, *others):
    """Runs a function until it has specialized, then with operands that it has not specialized for."""
    for _ in range(60):
        attempt(function, *usual)
    for other in others:
        print(function.__name__, attempt(function, *other), attempt(function, *usual))


def item(container, key):
    return container[key]


# A function for each specialization: they share no caches.
def list_item(container, key):
    return container[key]


def list_item_from_end(container, key):
    return container[key]


def tuple_item(container, key):
    return container[key]


def text_item(container, key):
    return container[key]


def double_item(container, key):
    return container[key]


def word_item(container, key):
    return container[key]


def number_key(container, key):
    return container[key]


def text_key(container, key):
    return container[key]


def own_item(container, key):
    return container[key]


def set_double(container, key, value):
    container[key] = value


def set_text_key(container, key, value):
    container[key] = value
    return container


def set_number_key(container, key, value):
    container[key] = value
    return container


def set_own_item(container, key, value):
    container[key] = value
    return container


def set_list_item(container, key, value):
    container[key] = value
    return container


class Squares:
    def __getitem__(self, key):
        return key * key

    def __setitem__(self, key, value):
        self.last = (key, value)

    def __repr__(self):
        return "squares"


class Cubes(Squares):
    def __getitem__(self, key):
        return key**3


class Keys(dict):
    pass


class Index:
    def __index__(self):
        return 1


exercise(list_item, ([1, 2], 1), ([1, 2], "1"), ([1, 2], True), ([1, 2], -1), ([1, 2], 2), ((1, 2), 1), ([1, 2], Index()))
exercise(list_item_from_end, ([1, 2], -1), ([1, 2], -3), ([1, 2], 0), ([], -1), ("ab", -1))
exercise(tuple_item, ((1, 2), 1), ((1, 2), -1), ((1, 2), 2), ([1, 2], 1), ((1, 2), "1"), ("ab", 0))
exercise(text_item, ("ab", 1), ("ab", -1), ("ab", 2), ([1, 2], 1), ("ab", "a"), ("", 0))
doubles, words, floats = array.array("d", [1.5, 2.5]), array.array("i", [1, 2]), array.array("f", [0.5, 1.5])
exercise(double_item, (doubles, 1), (doubles, -1), (doubles, 2), (doubles, "1"), ([1, 2], 1), (words, 1))
exercise(word_item, (words, 1), (words, -1), (words, 2), (words, "1"), ([1, 2], 1), (floats, 1), (doubles, 0))
exercise(number_key, ({1: "one"}, 1), ([0, 1], 1), ({1: "one"}, 2), ({1: "one"}, "1"), (Keys({1: "own"}), 1))
exercise(text_key, ({"a": 1}, "a"), ({"a": 1}, "b"), ({"a": 1}, 1), ("a", "a"), (Keys(a=2), "a"))
exercise(own_item, (Squares(), 3), ([1, 2], 0), (Cubes(), 3), ({3: 4}, 3))
exercise(set_double, (doubles, 1, 2.5), (doubles, "1", 2.5), (floats, 1, 2.5), (doubles, -1, 3.5), (doubles, 2, 2.5))
exercise(set_double, (doubles, 1, 2.5), (doubles, 1, 2), ([1, 2], 1, 2.5), (doubles, 1, "x"))
print(doubles, floats)
exercise(set_text_key, ({}, "a", 1), ([1], "a", 1), (Keys(), "a", 1), ({}, 1, 1))
exercise(set_number_key, ({}, 1, 1), ([1, 2], 1, 1), (Keys(), 1, 1), ({}, "a", 1))
exercise(set_own_item, (Squares(), 1, 1), ([1, 2], 1, 1), (Cubes(), 1, 1), ({}, 1, 1))
exercise(set_list_item, ([1, 2], 1, 3), ([1, 2], "1", 3), ([1, 2], 2, 3), ([1, 2], -1, 3), ((1, 2), 1, 3))
