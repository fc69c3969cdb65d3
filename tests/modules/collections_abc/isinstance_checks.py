"""`collections.abc`: which built-in types are what, and structural checks of user classes."""
from collections.abc import (Awaitable, Callable, Collection, Container, Generator, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping,
                             MappingView, MutableMapping, MutableSequence, MutableSet, Reversible, Sequence, Set, Sized, ValuesView)
import collections.abc
abcs = [Callable, Collection, Container, Generator, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, MappingView, MutableMapping, MutableSequence, MutableSet, Reversible, Sequence, Set, Sized, ValuesView]
values = {"int": 1, "str": "a", "bytes": b"a", "list": [], "tuple": (), "dict": {}, "set": set(), "frozenset": frozenset(), "range": range(1), "gen": (x for x in ()), "iter": iter([]), "keys": {}.keys(), "values": {}.values(), "items": {}.items(), "func": len, "class": int, "none": None, "zip": zip(), "enum": enumerate(()), "rev": reversed([])}
for name, v in values.items():
    print(name, [a.__name__ for a in abcs if isinstance(v, a)])


class It:
    def __iter__(self): return iter(())


class Nx(It):
    def __next__(self): raise StopIteration


class Sz:
    def __len__(self): return 0


class Ct:
    def __contains__(self, x): return False


class Coll(It, Sz, Ct): pass
class NoHash: __hash__ = None
class NoIter(It): __iter__ = None
class Cal:
    def __call__(self): pass
class GetItem:
    def __getitem__(self, i): return i
    def __len__(self): return 1
class Rev(It):
    def __reversed__(self): return iter(())


for c in It, Nx, Sz, Ct, Coll, NoHash, NoIter, Cal, GetItem, Rev:
    print(c.__name__, [a.__name__ for a in abcs if isinstance(c(), a)], [a.__name__ for a in abcs if issubclass(c, a)] == [a.__name__ for a in abcs if isinstance(c(), a)])
Sequence.register(GetItem)
print(isinstance(GetItem(), Sequence), issubclass(GetItem, Iterable), issubclass(list, MutableSequence), issubclass(dict, Mapping), issubclass(Sequence, Collection), issubclass(bool, Hashable), issubclass(str, Sequence), issubclass(range, Sequence), collections.abc.Mapping is Mapping)
for a in Mapping, Iterable, MutableSet, Iterator, Hashable:
    try:
        a()
    except TypeError as e:
        print(e)
