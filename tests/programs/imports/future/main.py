"""`from __future__` imports, in main and in an imported module."""
from __future__ import annotations, division, print_function, generators, nested_scopes, with_statement, absolute_import, unicode_literals, generator_stop
import __future__
import uses
print(annotations, __future__.annotations is annotations, __future__.all_feature_names)
print(annotations.optional, annotations.mandatory, annotations.compiler_flag, division.getOptionalRelease(), division.getMandatoryRelease())


def f(a: undefined, b: int = 1, *c: list[int], **d: "quoted") -> 1 / 0: pass


class C:
    x: nothing.at.all
    y: int = 3


print(f.__annotations__, C.__annotations__)
z: missing = 1
print(__annotations__, uses.g.__annotations__)
