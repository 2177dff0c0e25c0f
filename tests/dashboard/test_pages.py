"""Every page runs on every store, says what was filtered, and shows only that."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.wording import own_name
from data.filters import Filters
from data.schema import Status
from extractors.models import Article, Extent
from tests.dashboard.examples import NIS, US
from tests.data.making import make_figure

APP = Path(dashboard.__file__).parent / "app.py"
ALL_PAGES = sorted(f"views/{path.name}" for path in (APP.parent / "views").glob("*.py"))
PAGES = [
    page for page in ALL_PAGES if page not in ("views/add.py", "views/sources.py", "views/method.py")
]  # those that show figures


def open_page(page: str | None = None, *, timeout: int = 60, **asked: str | list[str]) -> AppTest:
    """The page of that address, as a first visit."""
    at = AppTest.from_file(APP, default_timeout=timeout)
    if page:
        at.switch_page(page)
    for name, value in asked.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def texts(at: AppTest) -> str:
    """All that the page says in words."""
    kinds = (at.title, at.subheader, at.markdown, at.caption, at.info)
    html = [element.proto.body for element in at.get("html")]
    return "\n".join([*(str(element.value) for kind in kinds for element in kind), *html])


def chart_data(at: AppTest) -> list[dict]:
    """The traces of all charts of the page."""
    return [trace for chart in at.get("plotly_chart") for trace in json.loads(chart.proto.spec)["data"]]


@pytest.mark.parametrize("page", ALL_PAGES)
def test_every_page_runs_on_samples(sample, page):
    at = open_page(page)
    assert at.title


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_on_an_empty_store(empty, page):
    at = open_page(page)
    assert "bilan add" in at.code[0].value


def test_sources_of_an_empty_store_have_no_empty_table(empty):
    at = open_page("views/sources.py")
    assert "0 known claimants" in texts(at)
    assert not at.dataframe


def test_an_article_can_be_added_to_an_empty_store(empty):
    at = open_page("views/add.py")
    assert at.text_area(key="text").value == ""


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_so_where_nothing_fits(sample, page):
    at = open_page(page, **{"from": "2030-01-01"})
    assert "Nothing fits these filters" in texts(at)
    assert "from 1 Jan 2030" in texts(at)


@pytest.mark.parametrize("page", ALL_PAGES)
def test_every_page_speaks_french(sample, page):
    at = open_page(page, ui="fr")
    assert at.sidebar.multiselect(key="category").label == "Catégorie"


def test_a_store_that_cannot_be_read_is_told_in_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "broken.sqlite").write_text("this is no database, however long it is" * 50)
    monkeypatch.setenv("BILAN_DATABASE_URL", str(tmp_path / "broken.sqlite"))
    at = open_page()
    assert "is not a store of Bilan" in at.error[0].value


def test_figures_shows_all_and_filters_by_source(sample):
    at = open_page("views/figures.py")
    assert "**6 figures**" in texts(at)
    at.sidebar.multiselect(key="source").select(NIS).run()
    table = at.dataframe[0].value
    assert set(table["source"]) == {NIS}
    assert list(table["number"]) == ["about 300", "at least 100", "about 1,000"]
    assert "**3 figures**" in texts(at)


def test_figures_of_the_address(sample):
    at = open_page("views/figures.py", source=[US, NIS], category="casualties", **{"from": "2024-12-01"})
    assert list(at.dataframe[0].value["number"]) == ["200–999"]
    assert at.dataframe[0].value["status"].tolist() == ["unreviewed"]
    assert f"{NIS}" in texts(at)


def test_a_person_who_relayed_a_body_is_found_by_the_body(sample):
    at = open_page("views/figures.py", source=NIS, columns=["relayed_by", "quote"])
    assert "Lee" in set(at.dataframe[0].value["relayed_by"].dropna())


def test_a_figure_of_the_address_opens_its_article(sample):
    ids = sample.read_figures().set_index("quote").loc["several hundred <b>killed & wounded</b>"]
    at = open_page("views/figures.py", article=ids["article_id"], figure=ids["figure_id"])
    assert "several hundred &lt;b&gt;killed &amp; wounded&lt;/b&gt;</mark>" in texts(at)
    assert 'dir="ltr" lang="en"' in texts(at)


def test_a_figure_that_is_gone_is_said_to_be_gone(sample):
    at = open_page("views/figures.py", article="no such", figure="none")
    assert "no longer in the store" in texts(at)


def test_figures_can_be_searched_and_sorted(sample):
    at = open_page("views/figures.py", sort="most")
    assert at.dataframe[0].value["number"].tolist()[:2] == ["more than 3,000", "about 1,000"]
    at.text_input(key="q").set_value("tués").run()
    assert set(at.dataframe[0].value["publisher"]) == {"Agence Une"}


def test_compare_draws_one_question_at_a_time(sample):
    at = open_page("views/compare.py", counted="casualties")
    assert [heading.value for heading in at.subheader] == ["Killed or injured · 2 claimants"]
    names = [trace["name"] for trace in chart_data(at)]
    assert sorted(set(names)) == ["open", "range", "stated"]


@pytest.mark.parametrize("look", ["apart", "first", "weeks", "outlets"])
def test_compare_has_other_looks(sample, look):
    at = open_page("views/compare.py", counted="casualties", look=look)
    assert at.dataframe or at.info
    assert not chart_data(at)


def test_compare_says_what_is_not_drawn(sample):
    other = Article(text="Three were killed, Kyiv said.", id="x", language="en", published_at=date(2025, 1, 2))
    days = (date(2024, 12, 1), date(2024, 12, 5))
    sample.add_article(
        other, [make_figure(other.text, "Three", 3, 3, source="Kyiv", extent=Extent.PERIOD, period=days)]
    )
    at = open_page("views/compare.py", counted="killed", question="stretches")
    assert [heading.value for heading in at.subheader] == ["Killed · 1 claimant"]
    assert "They are rivals only where their days" in texts(at)
    at.selectbox(key="question-killed").select("everything").run()
    assert "Unlike questions stand together here" in texts(at)


def test_compare_says_the_chart_in_words(sample):
    at = open_page("views/compare.py", counted="casualties")
    alt = at.get("plotly_chart")[0].proto.alt
    assert "Ukraine more than 3,000 (20 Dec 2024); US officials 200–999 (20 Dec 2024)" in alt


def test_compare_has_no_total(sample):
    """No number on the page is a sum of what claimants said."""
    at = open_page("views/compare.py", counted="casualties")
    assert "3,200" not in texts(at)
    assert "3,999" not in texts(at)


def test_filters_can_be_cleared(sample):
    at = open_page("views/figures.py", source=NIS, **{"from": "2025-01-01"})
    clear = next(button for button in at.button if button.label == "Clear filters")
    clear.click().run()
    assert at.sidebar.multiselect(key="source").value == []
    assert "**6 figures**" in texts(at)


def test_a_pasted_article_is_previewed_with_reasons_and_saved(sample):
    at = open_page("views/add.py")
    assert not at.button
    text = "Séisme : 12 morts\n\nLe séisme de jeudi a fait 12 morts et 30 blessés, selon la protection civile.\n"
    at.text_area(key="text").set_value(text).run()
    said = texts(at)
    assert said.count("<mark") >= 2
    assert "makes the number a casualty figure" in said
    before = sample.count_articles()
    save = next(button for button in at.button if button.label == "Save")
    save.click().run()
    assert sample.count_articles() == before + 1
    assert at.success[0].value.startswith("Saved with ")
    next(button for button in at.button if button.label == "Save").click().run()
    assert at.success[0].value == "This text was in the store already; nothing was changed."


def test_figures_are_mended_and_left_out_before_an_article_is_kept(sample):
    at = open_page("views/add.py")
    text = "Le séisme a fait 12 morts et 30 blessés, selon la protection civile.\n"
    at.text_area(key="text").set_value(text).run()
    editor = re.search(r"edit--?\d+", at.data_editor[0].proto.id).group()
    changes = {0: {"low": 13, "high": 13}, 1: {"keep": False}}
    at.session_state[editor] = {"edited_rows": changes, "added_rows": [], "deleted_rows": []}
    press(at, "Save")
    kept = sample.read_figures(Filters(statuses=tuple(Status)))
    mine = kept[kept["quote"].str.contains("morts|blessés")].set_index("category")
    assert (mine.loc["killed", "low"], mine.loc["killed", "status"]) == (13, "corrected")
    assert mine.loc["injured", "status"] == "rejected"


def test_a_text_in_a_language_without_pack_is_told_in_a_sentence(sample):
    at = open_page("views/add.py")
    at.text_area(key="text").set_value("Huset er stort og hagen er grønn, sa mannen som bodde der hele sitt liv.").run()
    assert "there are language packs for" in at.error[0].value


def test_files_are_read_previewed_and_saved_with_their_problems(sample):
    at = open_page("views/add.py", way="upload")
    rows = (
        b'{"id": "x", "text": "Three people were killed in Aleppo, police said."}\n{"id": "y"}\n'
        b'{"id": "z", "text": "At least 40 people were wounded in Homs, doctors said."}\n'
    )
    at.file_uploader(key="files").upload("rows.jsonl", rows, "application/jsonl").run()
    assert "rows.jsonl" in at.error[0].value.replace("\\", "")
    save = next(button for button in at.button if button.label.startswith("Save all"))
    assert save.label == "Save all (2 articles)"
    save.click().run()
    assert at.success[0].value == "2 new, 0 there already, 2 figures."
    assert sample.read_article("x") is not None


def opened(sample, quote: str) -> dict[str, str]:
    """The address of a figure."""
    ids = sample.read_figures().set_index("quote").loc[quote]
    return {"article": ids["article_id"], "figure": ids["figure_id"]}


def press(at: AppTest, label: str) -> AppTest:
    """Press the button of that name."""
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def test_a_figure_is_accepted_rejected_and_the_decisions_undone(sample):
    address = opened(sample, "About 300")
    at = open_page("views/figures.py", **address)

    def status() -> str:
        everything = Filters(statuses=tuple(Status))
        return sample.read_figures(everything).set_index("figure_id")["status"][address["figure"]]

    press(at, "Accept")
    assert status() == "accepted"
    assert "accepted" in texts(at)
    press(at, "Reject")
    assert status() == "rejected"
    assert "**5 figures**" in texts(at)
    press(at, "Undo")
    assert status() == "accepted"
    press(at, "Undo")
    assert status() == "automatic"
    assert "**6 figures**" in texts(at)


def test_a_figure_is_corrected_in_place_by_name(sample):
    address = opened(sample, "About 300")
    figure = address["figure"]
    at = open_page("views/figures.py", **address)
    at.text_input(key="reviewer").set_value("Ana").run()
    at.number_input(key=f"low-{figure}").set_value(350)
    at.number_input(key=f"high-{figure}").set_value(350)
    press(at, "Save the correction")
    row = sample.read_figures().set_index("figure_id").loc[figure]
    assert (row["low"], row["high"], row["status"], row["reviewed_by"]) == (350, 350, "corrected", "Ana")
    assert "about 350" in texts(at)


def test_a_correction_that_cannot_be_is_told(sample):
    address = opened(sample, "About 300")
    at = open_page("views/figures.py", **address)
    at.number_input(key=f"low-{address['figure']}").set_value(350)
    press(at, "Save the correction")
    assert at.error[0].value == "about wants low = high."
    assert sample.read_figures().set_index("figure_id")["low"][address["figure"]] == 300


def test_a_note_is_kept_with_the_history(sample):
    address = opened(sample, "About 300")
    at = open_page("views/figures.py", **address)
    at.text_input(key=f"note-{address['figure']}").set_value("see the briefing").run()
    press(at, "Save note")
    history = at.dataframe[1].value
    assert history["action"].tolist() == ["noted", "found"]
    assert history["note"].tolist()[0] == "see the briefing"


def test_ticked_figures_are_accepted_together(sample):
    at = open_page("views/figures.py", source=NIS)
    table = re.search(r"table-\w+", at.dataframe[0].proto.id).group()
    at.session_state[table] = {"selection": {"rows": [0, 1], "columns": [], "cells": []}}
    at.run()
    assert "**2 figures ticked**" in texts(at)
    press(at, "Accept")
    assert sample.read_figures()["status"].tolist().count("accepted") == 2


def test_a_claimant_is_resolved_and_taken_back(sample):
    told = Article(text="Five were killed, a spokesman for the corps said.", id="x", language="en")
    sample.add_article(told, [make_figure(told.text, "Five", 5, 5, source="a spokesman for the corps")])
    at = open_page("views/sources.py")
    assert "1 claimant not yet known" in texts(at)
    at.selectbox(key="unresolved").select("a spokesman for the corps").run()
    at.selectbox(key="meaning-a spokesman for the corps").select("NIS (South Korea)").run()
    press(at, "Resolve “a spokesman for the corps”")
    assert sample.read_figures(Filters(articles=("x",)))["source"].tolist() == [NIS]
    assert "0 claimants not yet known" in texts(at)
    press(at, "Undo")
    assert sample.read_figures(Filters(articles=("x",)))["source"].tolist() == ["a spokesman for the corps"]


def test_a_claimant_chosen_in_the_table_has_its_page_shown(sample):
    at = open_page("views/sources.py")
    at.session_state["table-claimant"] = {"selection": {"rows": [], "columns": [], "cells": [(0, "source")]}}
    at.run()
    assert at.selectbox(key="claimant").options
    assert "known claimant" in texts(at)


def test_a_source_s_own_page_says_what_it_is_filtered_by_and_leaves_parts_out(sample):
    told = Article(text="Nine were killed, the NIS said.", id="x", language="en", published_at=date(2025, 1, 14))
    sample.add_article(told, [make_figure(told.text, "Nine", 9, 9, source="the NIS", subset=True)])
    at = open_page("views/sources.py", claimant=NIS, counted="killed", **{"from": "2024-12-01"})
    assert "Filtered by: from 1 Dec 2024" in texts(at)
    assert "1 figure is left out because it is a part of another one." in texts(at)
    assert 9 not in [value for trace in chart_data(at) for value in trace.get("y", ())]


def test_the_rules_are_named_in_the_reader_s_words(sample):
    at = open_page("views/add.py", ui="fr")
    text = "Le séisme a fait 12 morts et 30 blessés, selon la protection civile.\n"
    at.text_area(key="text").set_value(text).run()
    assert "un nombre près d'un mot de dommage" in texts(at).replace("\\", "")
    assert "des mots comme «\u00a0selon\u00a0»" in texts(at).replace("\\", "")


@pytest.mark.parametrize(("language", "word"), [("fr", "centaines"), ("en", "hundreds"), ("ar", "مئات")])
def test_method_tells_the_vague_words_and_mistakes_of_one_language(sample, language, word):
    at = open_page("views/method.py", read=own_name(language))
    tables = [element.proto.body for element in at.get("html") if "bilan-words" in element.proto.body]
    assert word in tables[0]
    assert "200" in tables[0]
    assert not re.search(r"\d{4}-\d\d-\d\d|>(True|False)<|killed, \d", tables[1])


def test_a_source_has_its_own_page(sample):
    at = open_page("views/sources.py", claimant=NIS)
    assert NIS in [heading.value for heading in at.subheader]
    assert "intelligence" in texts(at)
    assert chart_data(at)


def test_a_claim_can_be_cited(sample):
    at = open_page("views/figures.py", ui="fr", **opened(sample, "About 300"))
    assert any("NIS" in code.value for code in at.code)


def test_an_article_is_deleted_after_a_question(sample):
    at = open_page("views/figures.py", **opened(sample, "About 300"))
    press(at, "Delete")
    assert sample.read_article("later") is None
    assert "**5 figures**" in texts(at)
