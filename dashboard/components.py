"""What several pages draw alike: an article with its figures marked, how to read a chart, empty states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import streamlit as st

from dashboard import queries, state
from dashboard.aggregates.comparison import LeftOut, present_sources
from dashboard.highlight import mark_sentence, mark_text
from dashboard.phrases import Record, day_text, period_text, said_text, told
from dashboard.review_panel import reviewer, show_review
from dashboard.state import View
from dashboard.tables import article_marks, record_of
from dashboard.wording import Wording, isolated, text_direction
from data.citations import citation_languages, cite, to_bibtex
from data.removal import delete_articles

_STYLE = Path(__file__).with_name("style.css")
_SPOKEN = st.components.v2.component(
    "bilan_language",
    html="<i></i>",
    js="export default ({data}) => { document.documentElement.lang = data.language; };",
)


def _drawn(shapes: str) -> str:
    """A small drawing; as an image, since `st.html` takes no SVG, in an ink that both themes can read."""
    ink = "#7d8590"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="34" height="14" fill="{ink}" stroke="{ink}">{shapes}</svg>'
    return f'<img alt="" width="34" height="14" src="data:image/svg+xml,{quote(svg)}">'


_KEY = {
    "exact": _drawn('<circle cx="17" cy="7" r="5"/>'),
    "about": _drawn('<circle cx="17" cy="7" r="7" opacity=".3" stroke="none"/><circle cx="17" cy="7" r="4"/>'),
    "at_least": _drawn('<circle cx="6" cy="7" r="5"/><path d="M6 7h20" stroke-width="2"/><path d="M25 2l8 5-8 5z"/>'),
    "more_than": _drawn(
        '<circle cx="6" cy="7" r="4" fill="none" stroke-width="2"/><path d="M10 7h16" stroke-width="2"/>'
        '<path d="M25 2l8 5-8 5z"/>'
    ),
    "range": _drawn('<rect x="2" y="3" width="30" height="8" opacity=".75"/>'),
    "vague": _drawn(
        '<rect x="2" y="3" width="30" height="8" fill="none" opacity=".7"/>'
        '<path d="M6 11l8-8M14 11l8-8M22 11l8-8" opacity=".7"/>'
    ),
    "earlier": _drawn('<circle cx="17" cy="7" r="4" opacity=".3"/>'),
}


def add_style(wording: Wording) -> None:
    """The style of what Streamlit has no element for, and the page's language for those who have it read to them."""
    st.html(_STYLE)
    _SPOKEN(key="spoken-language", data={"language": wording.language}, height=1)


def show_empty_store(wording: Wording) -> None:
    """What to do where there is no article yet."""
    st.title(wording("empty.store_title"))
    st.write(wording("empty.store"))
    st.page_link("views/add.py", label=wording("pages.add"), icon=":material/note_add:")
    st.write(wording("empty.terminal"))
    st.code("bilan add article.txt", language=None)


def show_nothing_found(wording: Wording) -> None:
    """What to do where no figure fits the filters."""
    st.subheader(wording("empty.filters_title"))
    st.write(wording("empty.filters"))


def link_to_newest(label: str, wording: Wording) -> None:
    """To the table of figures, what was added last on top; a choice stands in the address by its label."""
    newest = {"sort": wording("sort.added")}
    st.page_link("views/figures.py", label=label, icon=":material/table_rows:", query_params=newest)


def show_opened_figure(view: View) -> None:
    """The article that the address asks for, in a dialog over the page."""
    opened = state.opened_figure()
    if opened is None:
        return
    dialog = st.dialog(view.wording("article.heading"), width="large", on_dismiss=lambda: state.open_figure(None))
    dialog(lambda: show_figure(*opened, view))()


def show_left_out(left_out: LeftOut, wording: Wording) -> None:
    """What a comparison leaves out, and why."""
    reasons = (("no_source", left_out.without_source), ("subset", left_out.subset))
    for reason, number in reasons:
        if number:
            st.caption(wording.count(f"compare.left_out_{reason}", number))


def legend_of(claims: pd.DataFrame, inks: Mapping[str, str], view: View) -> list[tuple[str, str]]:
    """Whose marks have which ink: the ink and the name; the claimants without an ink of their own come last, as one."""
    sources = present_sources(claims)
    known = [source for source in inks if source in sources]
    others = len(sources) - len(known)
    rest = [(view.style.other, view.wording.count("timeline.others", others))] if others else []
    return [*((inks[source], source) for source in known), *rest]


def show_legend(legend: Sequence[tuple[str, str]]) -> None:
    """Whose marks have which ink."""
    drawn = "".join(f'<span><i style="background:{ink}"></i>{escape(name)}</span>' for ink, name in legend)
    st.html(f'<div class="bilan-key">{drawn}</div>')


def show_key(wording: Wording, *, earlier: bool = True) -> None:
    """How the marks of a chart are to be read."""
    drawn = "".join(
        f"<span>{svg}{escape(wording(f'compare.key_{name}'))}</span>"
        for name, svg in _KEY.items()
        if earlier or name != "earlier"
    )
    st.html(f'<div class="bilan-key">{drawn}</div>')


def show_figure(article_id: str, figure_id: str, view: View) -> None:
    """A figure: its sentence and all that is known of it, then its article with every figure marked."""
    wording = view.wording
    article = queries.article(article_id)
    figures = queries.figures_of(article_id)
    chosen = record_of(figures, figure_id)
    if article is None or chosen is None:
        st.info(wording("article.gone"))
        return
    facts, text = st.columns([2, 3], gap="large")
    with facts:
        st.html(_figure_card(chosen, wording))
        show_review(chosen, view)
        _show_citation(article_id, figure_id, wording)
        _offer_to_delete(article_id, wording)
    with text:
        st.caption(_imprint(chosen, wording))
        st.html(mark_text(article.text, article_marks(figures, wording, figure_id), language=article.language))
        if article.url and article.url.startswith(("https://", "http://")):
            st.link_button(wording("article.open"), article.url)


def _show_citation(article_id: str, figure_id: str, wording: Wording) -> None:
    """A sentence with its attribution, ready to be quoted, and entries for reference managers."""
    claim = queries.claim_of(article_id, figure_id)
    if claim is None:
        return
    with st.expander(wording("article.cite"), icon=":material/format_quote:"):
        language = wording.language if wording.language in citation_languages() else citation_languages()[0]
        st.code(cite(claim, language), language=None, wrap_lines=True)
        st.code(to_bibtex(claim), language=None)


def _offer_to_delete(article_id: str, wording: Wording) -> None:
    """Deleting the article, after a question; the log says that it was."""
    with st.popover(wording("article.delete"), icon=":material/delete:", type="tertiary"):
        st.write(wording("article.delete_question"))
        st.button(
            wording("article.delete_yes"),
            key=f"delete-{article_id}",
            type="primary",
            on_click=_delete,
            args=(article_id,),
        )


def _delete(article_id: str) -> None:
    delete_articles(queries.store(), [article_id], by=reviewer())
    state.open_figure(None)


def _figure_card(record: Record, wording: Wording) -> str:
    direction = text_direction(told(record["language"]))
    sentence = told(record["sentence"]) or record["quote"]
    marked = mark_sentence(" ".join(sentence.split()), " ".join(record["quote"].split()), str(record["category"]))
    facts = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in _facts(record, wording) if value
    )
    return (
        f"<p><strong>{escape(said_text(record, wording))}</strong></p>"
        f'<p class="bilan-quote" dir="{direction}">{marked}</p><dl class="bilan-facts">{facts}</dl>'
    )


def _facts(record: Record, wording: Wording) -> list[tuple[str, str]]:
    extent = told(record["extent"])
    return [
        (wording("column.status"), wording(f"status.{record['status']}")),
        (wording("article.said_on"), day_text(record["reported_on"], wording)),
        (wording("article.period"), period_text(record, wording)),
        (wording("article.extent"), wording(f"extent.{extent}") if extent else ""),
        (wording("article.victims"), told(record["victims"])),
        (wording("article.place"), told(record["place"])),
        (wording("article.subset"), wording("article.yes") if record["subset"] is True else ""),
        (wording("article.rule"), wording.named("rule", told(record["rule"]))),
        (wording("review.reviewed_by"), told(record["reviewed_by"])),
    ]


def _imprint(record: Record, wording: Wording) -> str:
    parts = (isolated(told(record["publisher"])), day_text(record["published_at"], wording))
    return ", ".join(part for part in parts if part)
