"""Rows → a Frictionless Data Package: a zip of the table, its schema, what was asked for, and a note on its use."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import IO, Any

from data.schema import Column, Kind
from data.writers import CsvWriter, Row

_TYPES = {
    Kind.STRING: "string",
    Kind.CHOICE: "string",
    Kind.LIST: "string",
    Kind.INTEGER: "integer",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.MOMENT: "datetime",
}

LICENCE_NOTE = (
    "The numbers are what the sources named said, as published; a claim is not a fact. Quotes are short quotations "
    "with their source and stay their publishers'. Texts that a spreadsheet would run as a formula stand behind an "
    "apostrophe."
)


class PackageWriter:
    """A table as a Data Package; the descriptor is written last, when the number of rows is known."""

    def __init__(self, file: IO[bytes], columns: Sequence[Column], *, name: str, about: Mapping[str, Any]) -> None:
        self._columns = columns
        self._name = name
        self._about = about
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._table = self._zip.open(f"{name}.csv", "w", force_zip64=True)
        self._csv = CsvWriter(self._table, columns)
        self._rows = 0

    def write(self, rows: Iterable[Row]) -> None:
        """Write the rows."""
        for row in rows:
            self._csv.write([row])
            self._rows += 1

    def close(self) -> None:
        """Write the descriptor and the note, and close the archive."""
        self._csv.close()
        self._table.close()
        descriptor = describe_package(self._name, self._columns, self._about, self._rows)
        self._zip.writestr("datapackage.json", json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n")
        self._zip.writestr("README.md", _readme(self._name, self._columns, self._about))
        self._zip.close()


def describe_package(name: str, columns: Sequence[Column], about: Mapping[str, Any], rows: int) -> dict[str, Any]:
    """The package's datapackage.json."""
    return {
        "name": f"bilan-{name}",
        "title": f"Reported casualty {name}",
        "description": LICENCE_NOTE,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "bilan": dict(about),
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "rows": rows,
                "schema": {
                    "fields": [_field(column) for column in columns],
                    "missingValues": [""],
                    "primaryKey": [columns[0].name],
                },
            }
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.kind], "description": column.description}
    if column.kind is Kind.MOMENT:
        field["format"] = "any"  # ISO 8601 with the zone's offset
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    return field | ({"constraints": constraints} if constraints else {})


def _readme(name: str, columns: Sequence[Column], about: Mapping[str, Any]) -> str:
    told = "\n".join(f"* {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in about.items())
    lines = "\n".join(f"| `{column.name}` | {_TYPES[column.kind]} | {column.description} |" for column in columns)
    return (
        f"# Reported casualty {name}\n\n{LICENCE_NOTE}\n\n## What was asked for\n\n{told}\n\n"
        f"## Columns of {name}.csv\n\n| column | type | |\n|---|---|---|\n{lines}\n"
    )
