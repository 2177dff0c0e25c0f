"""What the reader has chosen: keys of the address, and the choices that the frame hands on to the pages."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.charts import DARK, LIGHT, Style
from dashboard.wording import LANGUAGES, Wording, find_name, read_wording
from data.filters import Filters

#: Keys of the shared filters, in the address as in the widgets.
DAY_KEYS = ("from", "until", "known")
FILTER_KEYS = ("dossier", "source", "kind", "category", "victims", "place", "language", "status", "feeds", *DAY_KEYS)
INTERFACE_KEY = "ui"

#: Keys whose choices have names of their own in each language, with their group in the catalogues.
WORDED_KEYS = {
    "category": "category",
    "counted": "category",
    "kind": "kind",
    "language": "language",
    "status": "status",
    "sort": "sort",
    "columns": "column",
    "way": "way",
    "look": "look",
    INTERFACE_KEY: "language",
}

_VIEW = "_view"
_TRANSLATED = "_translated"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What every page starts from: the reader's filters, words and colours."""

    filters: Filters
    wording: Wording
    style: Style


def read_interface() -> Wording:
    """The interface's words: in the language of the address, else the browser's."""
    asked = st.session_state.get(INTERFACE_KEY) or st.query_params.get(INTERFACE_KEY) or ""
    language = find_name("language", asked)
    return read_wording(st.context.locale, language=language if language in LANGUAGES else None)


def browser_language() -> str:
    """The interface's language for a reader who has not chosen one."""
    return read_wording(st.context.locale).language


def translate_address(wording: Wording) -> None:
    """Begin again where the address names choices in another language of the interface, or by their bare names.

    Streamlit writes a choice to the address by its label. A link from a reader of another language, or one written by
    hand with the names of the data dictionary (`category=killed`), has to work all the same. To be called before any
    widget is drawn: from then on the address belongs to the widgets.
    """
    if _TRANSLATED in st.session_state:
        return
    st.session_state[_TRANSLATED] = True
    asked = {key: st.query_params.get_all(key) for key in WORDED_KEYS}
    labels = {key: [_label(WORDED_KEYS[key], words, wording) for words in asked[key]] for key in WORDED_KEYS}
    if labels != asked:
        for key in WORDED_KEYS:
            if labels[key] != asked[key]:
                st.query_params[key] = labels[key]
        st.rerun()


def _label(group: str, words: str, wording: Wording) -> str:
    name = find_name(group, words)
    return wording.named(group, name) if name else words


def describe_filters(filters: Filters, wording: Wording) -> list[str]:
    """The filters that ask something, in the reader's words."""
    days = (("from_day", filters.since), ("until_day", filters.until), ("known_day", filters.as_known_on))
    return [
        *filters.dossiers,
        *filters.sources,
        *(wording.named("kind", kind) for kind in filters.kinds),
        *(wording.named("category", category) for category in filters.categories),
        *filters.victims,
        *filters.places,
        *([wording("filters.feeds")] if filters.from_feeds else []),
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
