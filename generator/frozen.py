"""Values with named fields that nobody changes, for the classes that every start makes.

A dataclass writes its methods out as text and compiles them: half a millisecond a class, and
`dataclasses` itself takes seven to import, in all an eighth of what one document takes. Here all
classes share a few methods; to `dataclasses.replace` and its like they are dataclasses.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, NoReturn, dataclass_transform

_NONE = object()


class Specified(NamedTuple):
    """What a field is where none is given, and whether it counts when values are compared."""

    default: Any
    make: Callable[[], Any] | None = None
    compare: bool = True


def field(
    *,
    default: Any = _NONE,
    default_factory: Callable[[], Any] | None = None,
    compare: bool = True,
) -> Any:
    """As `dataclasses.field` has it; what does not count in comparing is not shown either."""
    return Specified(default, default_factory, compare)


class _AskedFields:
    """The fields as `dataclasses` asks a class for them."""

    def __get__(self, _: object, owner: type) -> Mapping[str, Any]:
        return _list_fields(owner)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Frozen:
    """A value of the fields that its class, and those before it, name with their types."""

    __dataclass_fields__: ClassVar[Any] = _AskedFields()
    _names: ClassVar[tuple[str, ...]] = ()
    _compared: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[Mapping[str, Any]] = {}
    _made: ClassVar[tuple[tuple[str, Callable[[], Any]], ...]] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = {name: _specify(cls, name) for name in cls.__annotations__}
        defaults = {name: it.default for name, it in own.items() if it.default is not _NONE}
        made = ((name, it.make) for name, it in own.items() if it.make)
        cls._names = (*cls._names, *own)
        cls._compared = (*cls._compared, *(name for name, it in own.items() if it.compare))
        cls._defaults, cls._made = {**cls._defaults, **defaults}, (*cls._made, *made)

    def __init__(self, *given: Any, **named: Any) -> None:
        held, names = self.__dict__, self._names
        held |= self._defaults  # twice as fast as `update`
        for name, make in self._made:
            held[name] = make()
        if len(given) <= len(names):
            for at, value in enumerate(given):  # half the time that `zip` takes
                held[names[at]] = value
        if named:
            held |= named
        if len(held) != len(names) or len(given) > len(names):
            raise TypeError(f"{type(self).__name__} is made of {names}")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"cannot assign to {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"cannot delete {name!r}")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return _list_compared(self) == _list_compared(other)

    def __hash__(self) -> int:
        return hash(_list_compared(self))

    def __repr__(self) -> str:
        shown = zip(self._compared, _list_compared(self), strict=True)
        return f"{type(self).__qualname__}({', '.join(f'{name}={it!r}' for name, it in shown)})"


if TYPE_CHECKING:  # which knows of each class what may be changed in it
    from dataclasses import replace as replace
else:

    def replace(value: Frozen, **changes: Any) -> Frozen:
        """The same value but for some of its fields."""
        held = value.__dict__
        return type(value)(**{name: held[name] for name in value._names} | changes)


def _list_compared(value: Frozen) -> tuple[Any, ...]:
    held = value.__dict__
    return tuple([held[name] for name in value._compared])


def _specify(cls: type, name: str) -> Specified:
    given = cls.__dict__.get(name, _NONE)
    if not isinstance(given, Specified):
        return Specified(given)
    delattr(cls, name)
    return given


@cache
def _list_fields(cls: Any) -> Mapping[str, Any]:
    import dataclasses

    made = dataclasses.make_dataclass(cls.__name__, cls._names)
    return {it.name: it for it in dataclasses.fields(made)}
