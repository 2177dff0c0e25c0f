"""Every language pack is whole, tested and measured; the engine knows of none."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from extractors.errors import PackError, UnknownLanguageError
from extractors.languages import available_languages, load_language
from extractors.languages.schema import Language, load_section

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "extractors"
PACKS = ENGINE / "languages"
CODES = {"ar", "de", "en", "es", "fr", "it", "ko", "pt", "ru", "uk", *available_languages()}


def listed_words(section: Any) -> Iterator[str]:
    """Every word of the lists of a pack's section."""
    if isinstance(section, dict):
        for value in section.values():
            yield from listed_words(value)
    elif isinstance(section, tuple):
        for value in section:
            yield from [value] if isinstance(value, str) else listed_words(value)
    elif is_dataclass(section):
        for spec in fields(section):
            yield from listed_words(getattr(section, spec.name))


@pytest.mark.parametrize("language", available_languages())
def test_pack_is_whole(language: str) -> None:
    pack = load_language(language)
    assert pack.code == language
    for section in fields(Language):
        assert getattr(pack, section.name), f"{language}: [{section.name}] is empty"
    assert not [word for word in listed_words(pack) if not word.strip()]


@pytest.mark.parametrize("language", available_languages())
def test_pack_is_tested_and_measured(language: str) -> None:
    assert (ROOT / "tests" / "cases" / f"{language}.toml").exists()
    assert (ROOT / "tests" / "evaluation" / f"gold-{language}.jsonl").exists()


def test_unknown_language_is_named() -> None:
    with pytest.raises(UnknownLanguageError, match="'tlh'"):
        load_language("tlh")


def test_pack_with_an_unknown_key_is_refused_by_name() -> None:
    with pytest.raises(PackError, match=r"xx\.toml.*'colour'"):
        load_section(Language, {"code": "xx", "colour": "red"}, "xx.toml")


def engine_modules() -> list[Path]:
    """The modules of the engine; a pack's own hooks (`xx.py`) may know their language."""
    return [path for path in ENGINE.rglob("*.py") if not (path.parent == PACKS and path.stem in CODES)]


def compared(tree: ast.AST) -> Iterator[ast.expr]:
    """What the code compares with, looks up, or lists."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare():
                yield from [node.left, *node.comparators]
            case ast.Dict():
                yield from [key for key in node.keys if key]
            case ast.Set() | ast.List() | ast.Tuple():
                yield from node.elts
            case ast.Subscript():
                yield node.slice
            case ast.MatchValue():
                yield node.value


@pytest.mark.parametrize("module", engine_modules(), ids=lambda path: str(path.relative_to(ENGINE)))
def test_engine_names_no_language(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    lines = [node.lineno for node in compared(tree) if isinstance(node, ast.Constant) and node.value in CODES]
    assert not lines, f"{module.name} names a language in lines {lines}"
