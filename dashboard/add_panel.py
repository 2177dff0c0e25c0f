"""The page *Add articles*: an article's figures with their reasons, and keeping them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import streamlit as st

from dashboard import adding, queries
from dashboard.adding import Edit, File, Preview
from dashboard.components import link_to_newest
from dashboard.explain import explain_figure
from dashboard.highlight import mark_text
from dashboard.phrases import day_text, period_text, said_text, told
from dashboard.review_panel import reviewer
from dashboard.state import View
from dashboard.tables import article_marks
from dashboard.wording import LANGUAGE, Wording, isolated
from data.articles import Outcome
from data.ingest import Counts
from extractors.errors import BilanError
from extractors.languages import available_languages
from extractors.models import Article, Category, Qualifier
from extractors.readers.reading import Given, Reading

#: Where articles can be added from.
WAYS = ("paste", "upload", "web")

_FETCHED = "_fetched"


def choose_way(wording: Wording) -> str:
    """Where articles come from: one of WAYS."""
    chosen = st.segmented_control(
        wording("add.way"),
        WAYS,
        default=WAYS[0],
        required=True,
        format_func=lambda way: wording(f"way.{way}"),
        key="way",
        bind="query-params",
    )
    return chosen or WAYS[0]


def pasted_article(wording: Wording) -> Article | None:
    """The article as it was pasted, with what the reader knows of it; None while there is no text."""
    text = st.text_area(wording("add.text"), height=260, key="text", placeholder=wording("add.text_placeholder"))
    given = choose_given(wording)
    left, right = st.columns(2)
    publisher = left.text_input(wording("add.publisher"), key="publisher")
    url = right.text_input(wording("add.url"), key="url", type="url")
    if not (text and text.strip()):
        return None
    return Article(
        text=text,
        language=given.language,
        published_at=given.published_at,
        publisher=publisher or None,
        url=url or None,
    )


def choose_given(wording: Wording) -> Given:
    """What the reader knows of the articles: their day and language."""
    left, right = st.columns(2)
    day = left.date_input(
        wording("add.published"),
        value=None,
        key="published",
        help=wording("add.published_help"),
        format=wording.day_format,
    )
    language = right.selectbox(
        wording("add.article_language"),
        available_languages(),
        index=None,
        format_func=lambda code: wording.named(LANGUAGE, code),
        key="article-language",
        placeholder=wording("add.detected"),
    )
    return Given(published_at=day if isinstance(day, date) else None, language=language)


def choose_dossier(wording: Wording, dossiers: Sequence[str]) -> str | None:
    """The dossier that new articles are put into."""
    return st.selectbox(
        wording("add.dossier"),
        dossiers,
        index=None,
        key="new-dossier",
        accept_new_options=True,
        placeholder=wording("add.dossier_placeholder"),
    )


def uploaded_files(wording: Wording) -> list[File]:
    """The files that were handed in."""
    kept = st.file_uploader(
        wording("add.files"), accept_multiple_files=True, key="files", help=wording("add.files_help")
    )
    return [File(file.name, file.getvalue()) for file in kept or ()]


def fetched_readings(wording: Wording) -> list[Reading]:
    """The articles of the address that was last asked for: a page's, or a feed's."""
    url = st.text_input(wording("add.web"), key="address", type="url", placeholder=wording("add.web_help"))
    given = choose_given(wording)
    if st.button(wording("add.fetch"), icon=":material/download:", disabled=not url):
        with st.spinner(wording("add.fetching")):
            st.session_state[_FETCHED] = (url, adding.read_web(url or "", given))
    asked, readings = st.session_state.get(_FETCHED, (None, []))
    return list(readings) if asked == url else []


def choose_article(wording: Wording, readings: Sequence[Reading]) -> Article:
    """The article of several that is previewed."""
    number = st.selectbox(
        wording("add.preview_of"), range(len(readings)), format_func=lambda n: _name_of(readings[n]), key="previewed"
    )
    article = readings[number].article
    assert article is not None
    return article


def show_preview(preview: Preview, view: View) -> None:
    """The article with its figures marked; beside it each figure, and why it is one."""
    wording, article = view.wording, preview.article
    day = wording.date(article.published_at) if article.published_at else wording("add.undated")
    st.caption(wording("add.found_in", language=wording.named(LANGUAGE, article.language or ""), day=day))
    text, figures = st.columns([3, 2], gap="large")
    with text:
        st.html(mark_text(article.text, article_marks(preview.frame, wording, None), language=article.language))
    with figures:
        if not preview.figures:
            st.info(wording("add.nothing"))
        for figure, record in zip(preview.figures, preview.frame.to_dict("records"), strict=True):
            with st.container(border=True):
                st.markdown(f"**{_escaped(said_text(record, wording))}**")
                facts = (
                    isolated(told(record["victims"])),
                    isolated(told(record["place"])),
                    _told("hover.said", "day", day_text(record["reported_on"], wording), wording),
                    _told("hover.harm", "period", period_text(record, wording), wording),
                )
                if any(facts):
                    st.caption(_escaped(" · ".join(fact for fact in facts if fact)))
                with st.expander(wording("add.why")):
                    for reason in explain_figure(figure, article.text, wording):
                        st.caption(_escaped(reason))


def edit_figures(preview: Preview, view: View) -> list[Edit]:
    """The figures as a table in which each can be mended, or left out, before they are kept."""
    wording = view.wording
    if not preview.figures:
        return []
    with st.expander(wording("add.edit"), icon=":material/edit:"):
        st.caption(wording("add.edit_explain"))
        edited = st.data_editor(
            preview.frame[["quote", *adding.EDITABLE]].assign(keep=True)[["keep", "quote", *adding.EDITABLE]],
            key=f"edit-{hash(preview.article.text)}",
            hide_index=True,
            num_rows="fixed",
            disabled=["quote"],
            placeholder="",
            column_config=_editor_columns(wording),
            alt=wording("add.edit"),
        )
    return adding.edits_of(edited, preview)


def offer_to_save(preview: Preview, dossier: str | None, edits: Sequence[Edit], view: View) -> None:
    """The button that keeps the article, and what came of it."""
    wording = view.wording
    if not st.button(wording("add.save"), type="primary", icon=":material/save:"):
        return
    try:
        added = adding.save_preview(queries.store(), preview, dossier, edits, by=reviewer())
    except BilanError as error:
        st.error(_escaped(str(error)))
        return
    messages = {
        Outcome.ADDED: wording("add.saved", figures=wording.count("figures.found", added.figures)),
        Outcome.KNOWN: wording("add.known"),
        Outcome.NEW_VERSION: wording("add.new_version"),
    }
    st.success(messages[added.outcome], icon=":material/check:")
    link_to_newest(wording("add.see"), wording)


def offer_to_save_all(readings: Sequence[Reading], dossier: str | None, view: View) -> None:
    """The button that keeps all articles, with a bar that says how far it is."""
    wording = view.wording
    label = f"{wording('add.save_all')} ({wording.count('add.articles', len(readings))})"
    if not st.button(label, type="primary", icon=":material/save:"):
        return
    progress = _Progress(len(readings), wording)
    counts = adding.save_readings(queries.store(), readings, dossier, progress)
    progress.finish(counts)
    link_to_newest(wording("add.see"), wording)


def show_problems(readings: Sequence[Reading], wording: Wording) -> None:
    """What could not be read, and why."""
    for reading in readings:
        if reading.problem:
            st.error(_escaped(wording("add.unreadable", where=reading.where, problem=reading.problem)))


def _editor_columns(wording: Wording) -> dict[str, Any]:
    def choice(name: str, options: type[StrEnum]) -> Any:
        return st.column_config.SelectboxColumn(
            wording(f"column.{name}"),
            options=[str(option) for option in options],
            format_func=lambda option: wording.named(name, str(option)),
            required=True,
        )

    plain = {
        name: st.column_config.Column(wording(f"column.{name}")) for name in ("quote", "source", "victims", "place")
    }
    numbers = {
        name: st.column_config.NumberColumn(wording(f"column.{name}"), min_value=0, step=1) for name in ("low", "high")
    }
    return {
        **plain,
        **numbers,
        "keep": st.column_config.CheckboxColumn(wording("add.keep")),
        "category": choice("category", Category),
        "qualifier": choice("qualifier", Qualifier),
        "reported_on": st.column_config.DateColumn(wording("column.said_on"), format="localized"),
    }


class _Progress:
    """A bar on the page, as `data.ingest` reports to it."""

    def __init__(self, total: int, wording: Wording) -> None:
        self._total = total
        self._done = 0
        self._wording = wording
        self._bar = st.progress(0.0)

    def done(self, reading: Reading, figures: int) -> None:
        """One more article is kept."""
        self._step()

    def problem(self, reading: Reading) -> None:
        """One article could not be read."""
        st.error(_escaped(self._wording("add.unreadable", where=reading.where, problem=reading.problem)))
        self._step()

    def finish(self, counts: Counts) -> None:
        """Put what came of it in the bar's place."""
        self._bar.empty()
        new = counts.outcomes[Outcome.ADDED] + counts.outcomes[Outcome.NEW_VERSION]
        words = self._wording("add.done", articles=new, known=counts.outcomes[Outcome.KNOWN], figures=counts.figures)
        st.success(words, icon=":material/check:")

    def _step(self) -> None:
        self._done += 1
        words = self._wording("add.progress", done=self._done, total=self._total)
        self._bar.progress(min(self._done / self._total, 1.0), text=words)


def _told(key: str, gap: str, words: str, wording: Wording) -> str:
    return wording(key, **{gap: words}) if words else ""


def _name_of(reading: Reading) -> str:
    title = reading.article.title if reading.article else None
    return f"{reading.where} · {title}" if title else reading.where


def _escaped(words: str) -> str:
    """Words from outside, safe in Streamlit's Markdown."""
    return "".join(f"\\{letter}" if letter in _MARKDOWN else letter for letter in words)


_MARKDOWN = frozenset("\\`*_{}[]()<>#+-!|$:~^&")
