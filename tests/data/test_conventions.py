"""One number beside the stated bounds, by a named convention."""

from __future__ import annotations

import pandas as pd
import pytest

from data.conventions import CONVENTIONS, with_points


def points(low, high, qualifier, convention="stated"):
    frame = pd.DataFrame({"low": [low], "high": [high], "qualifier": [qualifier]}).astype(
        {"low": "Int64", "high": "Int64"}
    )
    row = with_points(frame, convention).iloc[0]
    assert [None if pd.isna(row[name]) else row[name] for name in ("low", "high")] == [low, high]
    return row["lowest"], row["best"], row["highest"]


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "expected"),
    [
        (48, 48, "exact", (48, 48, 48)),
        (100, None, "at_least", (100, 100, 100)),
        (None, 300, "at_most", (0, 300, 300)),
        (None, 300, "less_than", (0, 300, 300)),
        (100, 150, "range", (100, 100, 150)),
        (20, 99, "vague", (20, 20, 99)),
        (200, 999, "vague", (200, 200, 999)),
        (0, 0, "exact", (0, 0, 0)),
    ],
)
def test_stated(low, high, qualifier, expected):
    assert points(low, high, qualifier) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(20, 99, (12, 12, 99)), (40, 99, (40, 40, 99)), (200, 999, (100, 100, 999)), (2000, 9999, (2000, 2000, 9999))],
)
def test_acled(low, high, expected):
    assert points(low, high, "vague", "ACLED") == expected


def test_a_convention_touches_vague_figures_only():
    assert points(20, 20, "exact", "ACLED") == (20, 20, 20)


def test_every_convention_says_what_it_does():
    assert all(convention.description.endswith(".") for convention in CONVENTIONS.values())
    with pytest.raises(KeyError):
        points(1, 1, "exact", "none such")


def test_an_empty_frame():
    frame = pd.DataFrame({"low": [], "high": [], "qualifier": []})
    assert list(with_points(frame).columns) == ["low", "high", "qualifier", "best", "lowest", "highest"]
