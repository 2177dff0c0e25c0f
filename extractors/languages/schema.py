"""The shape of a language pack: one dataclass a section, validated when the pack is loaded.

A section's fields are the keys of its TOML table. A field without default must be there; an unknown key stops
the load. Lists of words become tuples; what stands in them are words and phrases (`stem*`, `*ending`), not regexes.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from extractors.errors import PackError

Words = tuple[str, ...]
Section = TypeVar("Section")


@dataclass(frozen=True, kw_only=True)
class TextSection:
    """How the language is written."""

    abbreviations: Words  # words before a full stop that ends no sentence
    prefixes: Words = ()  # attached before words (Arabic "و", "ال")


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language pack: sections named after the stages that read them."""

    code: str
    name: str
    text: TextSection


def load_section(cls: type[Section], table: Mapping[str, Any], where: str) -> Section:
    """The table as the section's dataclass.

    Raises PackError naming the file, section and key for an unknown or missing key and for a value of the wrong type.
    """
    hints = typing.get_type_hints(cls)
    fields = {f.name: f for f in dataclasses.fields(cls)}  # type: ignore[arg-type]
    for key in table:
        if key not in fields:
            raise PackError(f"{where}: unknown key {key!r}")
    values: dict[str, Any] = {}
    for name, spec in fields.items():
        if name in table:
            values[name] = _value(hints[name], table[name], f"{where}.{name}")
        elif spec.default is dataclasses.MISSING and spec.default_factory is dataclasses.MISSING:
            raise PackError(f"{where}: missing key {name!r}")
    return cls(**values)


def _value(hint: Any, value: Any, where: str) -> Any:
    if dataclasses.is_dataclass(hint):
        if not isinstance(value, Mapping):
            raise PackError(f"{where}: a table is wanted")
        return load_section(typing.cast(type[Any], hint), value, where)
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        if not isinstance(value, list):
            raise PackError(f"{where}: a list is wanted")
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_value(args[0], item, f"{where}[{i}]") for i, item in enumerate(value))
        if len(args) != len(value):
            raise PackError(f"{where}: {len(args)} values are wanted")
        return tuple(_value(arg, item, where) for arg, item in zip(args, value, strict=True))
    if origin in (dict, Mapping) or getattr(origin, "__name__", "") == "Mapping":
        if not isinstance(value, Mapping):
            raise PackError(f"{where}: a table is wanted")
        return {key: _value(args[1], item, f"{where}.{key}") for key, item in value.items()}
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise PackError(f"{where}: a {hint.__name__} is wanted, not {value!r}")
    return value
