"""Names of built-in types that have none in `builtins`."""

import sys


def _function():
    yield


class _Class:
    __slots__ = ("slot",)

    def method(self):
        pass


def _cell():
    variable = 1
    return (lambda: variable).__closure__[0]


FunctionType = LambdaType = type(_function)
CodeType = type(_function.__code__)
GeneratorType = type(_function())
CellType = type(_cell())
MethodType = type(_Class().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
GetSetDescriptorType = type(type.__dict__["__name__"])
MemberDescriptorType = type(_Class.slot)
MappingProxyType = type(type.__dict__)
ModuleType = type(sys)
SimpleNamespace = type(sys.implementation)
GenericAlias = type(list[int])
UnionType = type(int | str)
EllipsisType = type(Ellipsis)
NoneType = type(None)
NotImplementedType = type(NotImplemented)

try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)
    FrameType = type(_error.__traceback__.tb_frame)

del sys, _function, _Class, _cell
__all__ = [name for name in globals() if not name.startswith("_")]
