"""A table on the page: headings in the reader's language, days as days, widths that suit the words."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_numeric_dtype

from dashboard import tables
from dashboard.wording import Wording

_MOST_WITHOUT_SCROLLING = 12
_HEIGHT = 35 * 13  # pixels: of so many rows and the heading
_CELL = (16.0, 5.6)  # of a cell, and of each letter in it
_FITTED = ("source", "spoke")
_WIDEST = 220
_DAYS = ("said_on", "reported_on", "published_at")
# Such that the columns shown at first fit beside each other on a screen of 1400 pixels.
_WIDTHS = {
    "quote": 184,
    "sentence": 460,
    "title": 300,
    "publisher": 115,
    "publishers": 150,
    "relayed_by": 150,
    "victims": 124,
    "place": 130,
    "number": 112,
    "category": 106,
    "said_on": 94,
    "status": 88,
    "review": 100,
    "reports": 74,
    "lag": 130,
    "factor": 70,
    "ratio": 70,
    "gap": 74,
    "relation": 190,
    "lower": 352,
    "upper": 352,
    "period": 170,
    "differ": 96,
    "reading": 240,
    "readings": 456,
    "figures": 80,
    "articles": 80,
    "source_kind": 140,
    "source_country": 130,
    "party": 240,
    "source_text": 260,
    "nearest": 330,
    "note": 200,
}


def show_table(
    table: pd.DataFrame,
    wording: Wording,
    *,
    alt: str,
    key: str | None = None,
    chosen: int | None = None,
    on_select: Callable[[], None] | None = None,
    several: bool = False,
) -> None:
    """The table as it is; with `on_select`, a row can be chosen by any of its cells, `chosen` being so at first.

    With `several`, rows can be ticked besides.
    """
    choosing: dict[str, Any] = {}
    if on_select:
        choosing = {
            "on_select": on_select,
            "selection_mode": ["single-cell", "multi-row"] if several else "single-cell",
        }
        if chosen is not None:
            choosing["selection_default"] = {"selection": {"cells": [(chosen, table.columns[0])]}}
    st.dataframe(
        table,
        key=key,
        hide_index=True,
        height=_HEIGHT if len(table) > _MOST_WITHOUT_SCROLLING else "content",
        column_config={column: _configured(table, column, wording) for column in table.columns},
        placeholder="",
        lazy=False,
        alt=alt,
        **choosing,
    )


def show_words(table: pd.DataFrame, wording: Wording) -> None:
    """A short table whose cells hold sentences: all of them to be read, none to be chosen."""
    headings = "".join(
        f"<th scope='col'>{escape(tables.column_label(column, wording))}</th>" for column in table.columns
    )
    rows = "".join(f"<tr>{''.join(map(_worded_cell, row))}</tr>" for row in table.itertuples(index=False))
    st.html(f'<div class="bilan-words"><table><thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table></div>')


def _worded_cell(cell: object) -> str:
    return f'<td dir="auto">{escape(str(cell))}</td>'


def _configured(table: pd.DataFrame, column: str, wording: Wording) -> Any:
    label = tables.column_label(column, wording)
    if column in _DAYS:
        return st.column_config.DateColumn(
            label, format="localized", width=_WIDTHS.get(column), help=tables.column_help(column, wording)
        )
    if is_numeric_dtype(table[column].dtype):
        return st.column_config.NumberColumn(label, format="localized", width=_WIDTHS.get(column))
    # A column that no catalogue names is a week, a category, …: it holds a number and perhaps a day.
    fitted = column in _FITTED or not (wording.has(f"column.{column}") or wording.has(column))
    return st.column_config.Column(label, width=_fitting(table[column]) if fitted else _WIDTHS.get(column))


def _fitting(cells: pd.Series[str]) -> int:
    """The width that the longest cell wants."""
    longest = max(map(len, (*cells.dropna(), str(cells.name))))
    return round(min(_CELL[0] + _CELL[1] * longest, _WIDEST))
