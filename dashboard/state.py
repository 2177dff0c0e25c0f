"""What the reader has chosen: keys of the address, and the choices that the frame hands on to the pages."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.charts import DARK, LIGHT, Style
from dashboard.wording import LANGUAGES, Wording, read_wording
from data.filters import Filters

#: Keys of the shared filters, in the address as in the widgets.
DAY_KEYS = ("from", "until", "known")
FILTER_KEYS = ("source", "kind", "category", "victims", "language", "status", *DAY_KEYS)
INTERFACE_KEY = "ui"

_VIEW = "_view"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What every page starts from: the reader's filters, words and colours."""

    filters: Filters
    wording: Wording
    style: Style


def read_interface() -> Wording:
    """The interface's words: in the language of the address, else the browser's."""
    chosen = st.session_state.get(INTERFACE_KEY) or st.query_params.get(INTERFACE_KEY)
    return read_wording(st.context.locale, language=chosen if chosen in LANGUAGES else None)


def describe_filters(filters: Filters, wording: Wording) -> list[str]:
    """The filters that ask something, in the reader's words."""
    days = (("from_day", filters.since), ("until_day", filters.until), ("known_day", filters.as_known_on))
    return [
        *filters.sources,
        *(wording.named("kind", kind) for kind in filters.kinds),
        *(wording.named("category", category) for category in filters.categories),
        *filters.victims,
        *(wording.named("language", language) for language in filters.languages),
        *(wording.named("status", status) for status in filters.statuses),
        *(wording(f"filters.{key}", day=wording.date(day)) for key, day in days if day),
        *([wording("hover.quote", quote=filters.search)] if filters.search else []),
    ]


def opened_figure() -> tuple[str, str] | None:
    """The article and figure that the address asks to be shown."""
    article, figure = st.query_params.get("article"), st.query_params.get("figure")
    return (article, figure) if article and figure else None


def open_figure(ids: tuple[str, str] | None) -> None:
    """Ask in the address for an article and figure to be shown, or for none."""
    for name, value in zip(("article", "figure"), ids or (None, None), strict=True):
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def keep_view(filters: Filters, wording: Wording) -> None:
    """Hand the frame's choices on to the page."""
    st.session_state[_VIEW] = View(filters=filters, wording=wording, style=_read_style())


def view() -> View:
    """The choices that the frame handed on."""
    kept: View = st.session_state[_VIEW]
    return kept


def _read_style() -> Style:
    """The chart inks of the theme that the reader sees."""
    return DARK if st.context.theme.type == "dark" else LIGHT
