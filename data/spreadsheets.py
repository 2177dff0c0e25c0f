"""Rows → an Excel workbook: the table, and a sheet that says what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import IO, Any

from data.errors import UnwritableOutputError
from data.schema import Column
from data.writers import Row

_MOST_ROWS = 1_048_576  # of a sheet
_LONGEST_CELL = 32_767
_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32)), "\ufffd")


class XlsxWriter:
    """A sheet with a header (and, where asked for, an HXL row) and typed cells; texts never become formulas."""

    def __init__(
        self, file: IO[bytes], columns: Sequence[Column], *, about: Mapping[str, str], hxl: bool = False
    ) -> None:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        self._file = file
        self._columns = columns
        self._about = about
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet("table")
        self._cell = WriteOnlyCell
        self._bold = Font(bold=True)
        self._sheet.freeze_panes = "A2"
        self._rows = 0
        self._append([column.name for column in columns], bold=True)
        if hxl:
            self._append([column.hxl for column in columns])

    def write(self, rows: Iterable[Row]) -> None:
        """Write the rows; raises UnwritableOutputError where a sheet does not take as many."""
        for row in rows:
            self._append([row.get(column.name) for column in self._columns])

    def _append(self, values: Sequence[Any], *, bold: bool = False) -> None:
        self._rows += 1
        if self._rows > _MOST_ROWS:
            raise UnwritableOutputError(f"An Excel sheet holds {_MOST_ROWS:,} rows; export to .csv or .parquet.")
        self._sheet.append([self._typed(value, bold=bold) for value in values])

    def _typed(self, value: Any, *, bold: bool = False) -> Any:
        if isinstance(value, datetime):
            return value.replace(tzinfo=None)  # Excel knows no zones; moments are UTC
        if isinstance(value, tuple):
            value = "; ".join(value)
        if not isinstance(value, str):
            return value
        words = value.translate(_ILLEGAL)[:_LONGEST_CELL]
        if not bold and not words.startswith("="):
            return words
        cell = self._cell(self._sheet, value=words)
        cell.data_type = "s"  # what begins like a formula is a text all the same
        if bold:
            cell.font = self._bold
        return cell

    def close(self) -> None:
        """Add what the table is, and write the file."""
        sheet = self._book.create_sheet("about")
        for name, words in self._about.items():
            sheet.append([name, words])
        sheet.append([])
        sheet.append(["column", "description"])
        for column in self._columns:
            sheet.append([column.name, column.description])
        self._book.save(self._file)
