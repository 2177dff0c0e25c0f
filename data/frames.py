"""Rows → frames with the schema's types: the one place where dates, numbers and missing values are converted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from data.schema import Column, Kind


def make_frame(rows: Iterable[Sequence[Any]], columns: Sequence[Column]) -> pd.DataFrame:
    """A frame of rows whose values stand in the order of the columns; dates may be dates or ISO text."""
    table = list(rows)
    values: Sequence[Sequence[Any]] = list(zip(*table, strict=True)) if table else [()] * len(columns)
    return pd.DataFrame({column.name: _series(cells, column) for column, cells in zip(columns, values, strict=True)})


def typed(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """The frame with exactly these columns, in order and of the schema's types; those that it lacks are empty."""
    empty = [None] * len(frame)
    return pd.DataFrame(
        {c.name: _series(list(frame[c.name]) if c.name in frame else empty, c) for c in columns}, index=frame.index
    )


def frame_rows(frame: pd.DataFrame, columns: Sequence[Column]) -> Iterator[dict[str, Any]]:
    """The rows of a typed frame as plain Python values: dates, moments, None where nothing is told."""
    dates = {column.name for column in columns if column.kind is Kind.DATE}
    names = [column.name for column in columns]
    table = frame[names].astype(object)
    for row in table.where(table.notna(), None).itertuples(index=False, name=None):
        values = dict(zip(names, row, strict=True))
        yield {
            name: value.date() if name in dates and value is not None else _plain(value)
            for name, value in values.items()
        }


def _plain(value: Any) -> Any:
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value


def _series(cells: Sequence[Any], column: Column) -> Any:
    dtype: Any = column.dtype
    if column.kind is Kind.CHOICE:
        return pd.Categorical(cells, categories=list(column.choices))
    if column.kind is Kind.LIST:
        return pd.Series([tuple(cell or ()) for cell in cells], dtype=object)
    if column.kind is Kind.DATE:
        return pd.to_datetime(pd.Series(cells, dtype=object), format="ISO8601").astype(dtype)
    if column.kind is Kind.MOMENT:
        return pd.to_datetime(pd.Series(cells, dtype=object), format="ISO8601", utc=True).astype(dtype)
    return pd.array(cells, dtype=dtype)
