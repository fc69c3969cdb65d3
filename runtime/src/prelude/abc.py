"""Abstract base classes: classes with methods that subclasses must define, and subclasses that are only declared."""


def abstractmethod(funcobj):
    """Marks a method that a class must override before it can be instantiated."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """A class method that is abstract. Obsolete: put `classmethod` over `abstractmethod`."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """A static method that is abstract. Obsolete: put `staticmethod` over `abstractmethod`."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """A property that is abstract. Obsolete: put `property` over `abstractmethod`."""

    __isabstractmethod__ = True


# Counts registrations: what a class has noted as no subclass holds until the next one.
_registrations = 0


def get_cache_token():
    """A value that changes with every registration of a virtual subclass."""
    return _registrations


def _abstract_names(cls, namespace):
    """Names of the methods of `cls` that are abstract."""
    names = {name for name, value in namespace.items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    """The metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace)
        cls._abc_registry = []
        cls._abc_cache = set()
        cls._abc_negative_cache = set()
        cls._abc_negative_version = _registrations
        return cls

    def register(cls, subclass):
        """Declares a virtual subclass, and returns it so that this can be used as a decorator."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_registry.append(subclass)
        _registrations += 1
        return subclass

    def __instancecheck__(cls, instance):
        """Whether `instance` is of a (virtual) subclass, by its type or by the class that it claims."""
        own = type(instance)
        if own in cls._abc_cache:
            return True
        claimed = getattr(instance, "__class__", own)
        if cls.__subclasscheck__(claimed):
            return True
        return claimed is not own and cls.__subclasscheck__(own)

    def __subclasscheck__(cls, subclass):
        """Whether `subclass` is a subclass: says so itself, derives from this class, or from one that is registered."""
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if subclass in cls._abc_cache:
            return True
        if cls._abc_negative_version != _registrations:
            cls._abc_negative_cache = set()
            cls._abc_negative_version = _registrations
        elif subclass in cls._abc_negative_cache:
            return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = (
                cls in subclass.__mro__
                or any(issubclass(subclass, registered) for registered in cls._abc_registry)
                or any(issubclass(subclass, derived) for derived in type.__subclasses__(cls))
            )
        elif not isinstance(answer, bool):
            raise AssertionError("__subclasshook__ must return either False, True, or NotImplemented")
        (cls._abc_cache if answer else cls._abc_negative_cache).add(subclass)
        return answer


def update_abstractmethods(cls):
    """Finds the abstract methods of a class anew, after methods were added to it."""
    if not hasattr(cls, "__abstractmethods__"):
        return cls
    names = set(_abstract_names(cls, cls.__dict__))
    cls.__abstractmethods__ = frozenset(names)
    return cls


class ABC(metaclass=ABCMeta):
    """A base class whose metaclass is `ABCMeta`."""

    __slots__ = ()
