"""What the documents list is what there is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import typer.main

from dashboard.cli import app
from data.accuracy import ACCURACY_FILE
from data.schema import EXTRACTED_COLUMNS, FIGURE_COLUMNS
from extractors.languages import available_languages
from tests.evaluation.readme import scores_table

ROOT = Path(__file__).parent.parent
#: The columns that programs rely on.
CONTRACT = """article_id start end quote category low high qualifier source source_text relayed_by victims subset
reported_on period_start period_end place"""
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_its_options(name: str) -> None:
    document = read("docs/command-line.md")
    section = re.split(rf"^## `bilan {name}\b.*$", document, flags=re.MULTILINE)
    assert len(section) == 2, f"no section for bilan {name}"
    text = section[1].split("\n## ")[0]
    options = [option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("--")]
    assert not [option for option in options if option != "--help" and f"`{option}" not in text]


@pytest.mark.parametrize("column", FIGURE_COLUMNS, ids=lambda column: column.name)
def test_every_column_is_documented_in_the_schema_s_words(column: object) -> None:
    assert f"| `{column.name}` | {column.kind} | {column.description} |" in read("docs/figures-table.md")  # type: ignore[attr-defined]


def test_the_bulk_interface_keeps_its_columns() -> None:
    assert set(CONTRACT.split()) <= {column.name for column in EXTRACTED_COLUMNS}


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^(\w+):", read("Makefile"), re.MULTILINE))))
def test_every_make_target_is_told(target: str) -> None:
    assert f"make {target}" in read("CONTRIBUTING.md") + read("README.md")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/command-line.md", "docs/figures-table.md"])
def test_links_lead_somewhere(name: str) -> None:
    folder = (ROOT / name).parent
    links = re.findall(r"\]\(([^)#]+)\)", read(name))
    assert not [link for link in links if "://" not in link and not (folder / link).exists()]


def test_readme_shows_the_measured_scores() -> None:
    assert scores_table() in read("README.md")
    assert sorted(json.loads(ACCURACY_FILE.read_text(encoding="utf-8"))["languages"]) == list(available_languages())
