"""What is drawn says what was stated: open bounds are open, vague ones hatched, and the axis says reported."""

import re
from datetime import date

import pytest

from dashboard.aggregates import comparison, timeline
from dashboard.charts import DARK, LIGHT, comparison_chart, picture_layout, timeline_chart
from dashboard.wording import read_wording
from tests.dashboard.contrast import contrast, distance_for_colour_blind
from tests.dashboard.examples import KYIV, NIS, US
from tests.dashboard.test_comparison import claims_of

WORDING = read_wording("en-GB")


def chart_of(*rows, log=False, style=LIGHT, inks=None):
    arranged = comparison.arrange_rows(claims_of(*rows))
    title = "people reported killed"
    return comparison_chart(arranged, WORDING, style, inks or {}, {}, axis_title=title, log=log)


def traces(chart, name):
    return [trace for trace in chart.data if trace.name == name]


def test_an_exact_number_is_a_dot_alone():
    chart = chart_of({"source": NIS, "low": 48, "high": 48})
    assert [trace.name for trace in chart.data] == ["stated"]
    assert list(traces(chart, "stated")[0].x) == [48]
    assert traces(chart, "stated")[0]["marker"]["symbol"] == ("circle",)


def test_an_open_bound_is_an_arrow_away_from_it():
    chart = chart_of({"source": NIS, "low": 100, "high": None, "qualifier": "at_least"})
    start, tip, _ = traces(chart, "open")[0]["x"]
    assert start == 100
    assert tip > 100
    assert traces(chart, "open")[0]["marker"]["symbol"] == "triangle-right"
    below = chart_of({"source": NIS, "low": None, "high": 40, "qualifier": "at_most"})
    start, tip, _ = traces(below, "open")[0]["x"]
    assert (start, tip < 40) == (40, True)
    assert tip >= 0


def test_an_excluded_number_is_hollow():
    chart = chart_of({"source": NIS, "low": 3000, "high": None, "qualifier": "more_than"})
    assert traces(chart, "stated")[0]["marker"]["symbol"] == ("circle-open",)


def test_a_vague_word_is_a_hatched_bar_and_a_range_a_full_one():
    chart = chart_of(
        {"source": NIS, "low": 200, "high": 999, "qualifier": "vague", "quote": "several hundred"},
        {"source": US, "low": 100, "high": 150, "qualifier": "range"},
    )
    bars = traces(chart, "range")[0]
    assert list(bars.base) == [200, 100]
    assert list(bars.x) == [799, 50]
    assert list(bars.marker.pattern.shape) == ["/", ""]
    assert traces(chart, "stated") == []
    headings = [annotation.text for annotation in chart.layout.annotations]
    assert "“several hundred” (200–999)" in headings[0]


def test_about_is_a_dot_with_a_halo():
    assert len(traces(chart_of({"source": NIS, "qualifier": "about"}), "about")) == 1


@pytest.mark.parametrize(("log", "words"), [(False, "from zero"), (True, "logarithmic scale")])
def test_the_axis_says_reported_and_its_scale(log, words):
    chart = chart_of({"source": NIS, "low": 48, "high": 48}, {"source": US, "low": 4000, "high": 4000}, log=log)
    axis = chart["layout"]["xaxis"]
    assert axis["title"]["text"] == f"people reported killed, {words}"
    assert axis["type"] == ("log" if log else "linear")
    assert len(axis["tickvals"]) >= 3
    assert axis["ticktext"][-1].replace(",", "") == f"{axis['tickvals'][-1]:.0f}"
    if not log:
        assert axis["range"][0] == axis["tickvals"][0] == 0


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("number", [0, 1, 2, 7, 10**7])
def test_any_number_has_an_axis(number, log):
    axis = chart_of({"source": NIS, "low": number, "high": number}, log=log)["layout"]["xaxis"]
    assert axis["range"][0] < axis["range"][1]
    assert len(axis["tickvals"]) >= 2


def test_a_mark_opens_its_article_and_tells_its_words():
    chart = chart_of(
        {
            "source": NIS,
            "article_id": "art",
            "figure_id": "fig",
            "quote": "Au moins <b>100</b>",
            "relayed_by": "Lee",
            "reported_on": date(2024, 12, 19),
        }
    )
    dots = traces(chart, "stated")[0]
    assert dots.customdata.tolist() == [["art", "fig"]]
    hover = dots["hovertext"][0]
    for words in (NIS, "“Au moins &lt;b&gt;100&lt;/b&gt;”", "through Lee", "said 19 Dec 2024", "Agence", "unreviewed"):
        assert words in hover


def test_a_claimant_has_its_ink_and_the_rest_share_one():
    inks = LIGHT.source_inks([NIS])
    chart = chart_of({"source": NIS, "low": 9, "high": 9}, {"source": US, "low": 3, "high": 3}, inks=inks)
    assert traces(chart, "stated")[0]["marker"]["color"].tolist() == ["rgba(52,120,237,1)", "rgba(125,133,144,1)"]


@pytest.mark.parametrize("style", [LIGHT, DARK])
def test_inks_can_be_seen_and_told_apart(style):
    for ink in (*style.sources, style.other):
        assert contrast(ink, style.background) >= 3, ink
    for ink in (style.text, style.muted):
        assert contrast(ink, style.background) >= 4.5, ink
    pairs = [(a, b) for a in style.sources for b in style.sources if a < b]
    assert min(distance_for_colour_blind(a, b) for a, b in pairs) >= 20


def test_a_picture_carries_its_title_filters_and_source():
    layout = picture_layout("Reported killed", ["Filtered by: <NIS>"], "Bilan, as reported", LIGHT)
    assert layout["title"]["text"] == "<b>Reported killed</b>"
    under, foot = (annotation["text"] for annotation in layout["annotations"])
    assert (under, foot) == ("Filtered by: &lt;NIS&gt;", "Bilan, as reported")


def test_a_picture_names_its_inks_in_as_many_lines_as_they_need():
    legend = [(ink, f"Claimant {number} of a long name") for number, ink in enumerate(LIGHT.sources)]
    layout = picture_layout("Reported killed", ["All"], "Bilan", LIGHT, legend)
    told, *lines = layout["annotations"][0]["text"].split("<br>")
    assert told == "All"
    assert len(lines) == 3
    named = re.findall(r"<span style='color:(#\w+)'>●</span> ([^●<]+?)(?=   |$)", "   ".join(lines))
    assert named == legend
    alone = picture_layout("Reported killed", ["All"], "Bilan", LIGHT)
    assert layout["top"] > alone["top"]


def test_a_party_is_named_by_its_side():
    arranged = comparison.arrange_rows(claims_of({"source": KYIV, "low": 9, "high": 9}))
    chart = comparison_chart(
        arranged, WORDING, LIGHT, {}, {KYIV: "Ukraine (Russia–Ukraine war)"}, axis_title="people reported killed"
    )
    assert "party: Ukraine<" in chart.layout.annotations[0].text


def test_a_day_that_no_text_tells_is_not_given_as_the_saying_day():
    hover = traces(chart_of({"source": NIS}), "stated")[0]["hovertext"][0]
    assert "in print 19 Dec 2024, saying day not told" in hover


def test_a_name_written_from_the_right_leaves_the_number_where_it_is():
    name = "وزارة الصحة"
    chart = chart_of({"source": name, "low": 45, "high": 45})
    assert f"\u2068{name}\u2069" in chart.layout.annotations[0].text
    assert "\u2068" not in chart_of({"source": NIS}).layout.annotations[0].text


def drawn(*rows, **told):
    claims = timeline.spread_marks(timeline.in_time(claims_of(*rows)))
    revised = timeline.revisions(claims)
    return timeline_chart(claims, revised, WORDING, LIGHT, {}, axis_title="people reported killed", **told)


def said(day, low, **told):
    return {
        "source": NIS,
        "low": low,
        "high": low,
        "reported_on": day,
        "published_at": day,
        "article_id": str(day),
    } | told


@pytest.mark.parametrize("log", [False, True])
def test_a_revision_is_annotated_beside_its_step_or_over_a_low_one(log):
    first, second, third = date(2024, 12, 19), date(2025, 1, 13), date(2025, 2, 13)
    (notes,) = traces(drawn(said(first, 100), said(second, 300), said(third, 310), log=log), "revised")
    assert sorted(notes.text) == ["×1 ", "×3 "]
    places = dict(zip(notes.text, notes.textposition, strict=True))
    assert places == {"×1 ": "top left", "×3 ": "middle left"}
    heights = dict(zip(notes.text, notes.y, strict=True))
    assert heights["×1 "] == 310
    assert 100 < heights["×3 "] < 300


def test_a_period_count_and_a_running_total_are_never_on_one_line():
    first, second = date(2024, 12, 19), date(2025, 1, 13)
    closed = {"extent": "period", "period_start": date(2024, 11, 1), "period_end": date(2024, 11, 5)}
    chart = drawn(said(first, 100), said(second, 300), said(second, 40, **closed))
    (line,) = [trace for trace in chart.data if trace.mode == "lines"]
    assert list(line.y) == [100, 300]
