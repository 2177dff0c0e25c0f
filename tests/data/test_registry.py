"""The registry of claimants: mentions with their source, its files, additions and suggestions."""

import shutil
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import data
from data.errors import RegistryError
from data.registry import Registry, Source, load_registry
from data.registry_tables import read_tables
from data.schema import SourceKind

_FOLDER = Path(data.__file__).parent
_FILES = ("sources.toml", "roles.toml", "nations.toml")
_MENTIONS = tomllib.loads((Path(__file__).parent / "mentions.toml").read_text(encoding="utf-8"))
_NONE = _MENTIONS.pop("none")
_PINNED = [
    (language, mention, name)
    for language, sources in _MENTIONS.items()
    for name, mentions in sources.items()
    for mention in mentions
]
_LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ko", "pt", "ru", "uk")


@pytest.mark.parametrize(("language", "mention", "name"), _PINNED)
def test_mention_names_its_source(language: str, mention: str, name: str) -> None:
    source = load_registry().match(mention, language)
    assert source is not None
    assert source.name == name


@pytest.mark.parametrize(("language", "mention"), [(lang, m) for lang, mentions in _NONE.items() for m in mentions])
def test_mention_names_nobody_known(language: str, mention: str) -> None:
    assert load_registry().match(mention, language) is None


def test_enough_is_pinned() -> None:
    assert sum(language in ("fr", "en") for language, _, _ in _PINNED) >= 100
    assert len(_NONE["fr"]) + len(_NONE["en"]) >= 40
    assert set(_MENTIONS) == set(_LANGUAGES) == set(load_registry().tables.around)


def test_every_name_means_its_source() -> None:
    registry = load_registry()
    wrong = [
        (source_id, language, name)
        for source_id, table in registry.tables.sources.items()
        for kept in ({"any": table.people}, table.aliases, table.alone)
        for told, names in kept.items()
        for language in (_LANGUAGES if told == "any" else (told,))
        for name in names
        if (source := registry.match(name.replace("*", ""), language)) is None or source.id != source_id
    ]
    assert wrong == []


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_office_is_known_of_a_nation(language: str) -> None:
    """Each word of roles.toml, before or behind a nation's adjective, is that office."""
    registry = load_registry()
    nation = registry.tables.nation_words[language]["US"]
    adjective = (nation.adjective or nation.name)[0].replace("*", "")
    wrong = []
    for key, role in registry.tables.roles.items():
        for word in (*role.words.get(language, ()), *role.people.get(language, ())):
            spoken = word.replace("*", "")
            found = {
                registry.match(f"{adjective} {spoken}", language),
                registry.match(f"{spoken} {adjective}", language),
            }
            ids = {source.id for source in found if source}
            if ids != {registry.tables.office_id(key, "US")}:
                wrong.append((key, word, ids))
    assert wrong == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_nation_has_officials(language: str) -> None:
    registry = load_registry()
    officials = {"fr": "responsables", "en": "officials"}[language]
    for nation, words in registry.tables.nation_words[language].items():
        told = (words.adjective or words.name)[0].replace("*", "")
        source = registry.match(f"{told} {officials}", language)
        assert source is not None, told
        assert (source.id, source.kind) == (f"officials-{nation.lower()}", SourceKind.OFFICIAL_ANONYMOUS)
        assert source.country == registry.tables.country(nation)


def test_names_and_ids_lead_back_to_the_source() -> None:
    registry = load_registry()
    assert len({source.name for source in registry.sources}) == len(registry.sources) >= 100
    for source in (*registry.sources, registry.match("Nepalese police", "en"), registry.match("US officials", "en")):
        assert source is not None
        assert registry.by_id(source.id) == registry.by_name(source.name) == source
    assert registry.by_id("officials-xx") is registry.by_name("Nobody") is None


def test_source_tells_kind_country_and_party() -> None:
    nis, officials = load_registry().by_id("nis-kr"), load_registry().match("Ukrainian officials", "en")
    assert nis is not None
    assert officials is not None
    assert (nis.kind, nis.country, nis.party) == (SourceKind.INTELLIGENCE, "KR", None)
    assert (officials.country, officials.party) == ("UA", "Ukraine (Russia–Ukraine war)")
    assert "국정원*" in nis.aliases["ko"]


@pytest.mark.parametrize(
    ("mention", "party"),
    [
        ("Hamas", "Hamas (Gaza war)"),
        ("the Gaza health ministry", "Hamas (Gaza war)"),
        ("Palestinian Ministry of Health", None),
        ("Haaretz", None),
        ("JNIM", "JNIM (Sahel insurgency)"),
        ("North Korean officials", "Russia (Russia–Ukraine war)"),
        ("the National Unity Government", "Resistance (Myanmar civil war)"),
    ],
)
def test_party_is_of_states_and_armed_groups(mention: str, party: str | None) -> None:
    source = load_registry().match(mention, "en")
    assert source is not None
    assert source.party == party


def test_speaker_is_told_beside_the_source() -> None:
    registry = load_registry()
    assert registry.find("White House spokesman John Kirby", "en").speaker == "John Kirby"
    assert registry.find("le député sud-coréen Lee Seong-kweun", "fr").speaker == "Lee Seong-kweun"
    assert registry.find("the White House", "en").speaker is None


def test_kind_and_country_are_told_without_a_source() -> None:
    found = load_registry().find("la police de Kaboul", "fr")
    assert (found.source, found.kind, found.country) == (None, SourceKind.POLICE, "AF")
    assert load_registry().find("Mathias Reynard", "fr").kind is None


def test_language_without_words_knows_names_of_all_languages() -> None:
    source = load_registry().match("UNICEF", "sv")
    assert source is not None
    assert source.id == "unicef"


@given(st.text(max_size=60), st.sampled_from([*_LANGUAGES, "", "xx"]))
def test_no_text_raises(mention: str, language: str) -> None:
    found = load_registry().find(mention, language)
    assert found.source is None or found.source.id


_WORDS = (
    "the",
    "of",
    "U.S.",
    "US",
    "officials",
    "army",
    "NIS",
    "(",
    ")",
    ",",
    "and",
    "'s",
    "Hamas",
    "Kyiv",
    "a",
    "Lee",
)


@given(st.lists(st.sampled_from(_WORDS)), st.sampled_from(_LANGUAGES))
def test_no_mixture_of_our_words_raises(words: list[str], language: str) -> None:
    load_registry().find(" ".join(words), language)


def test_a_sentence_is_nobody() -> None:
    assert load_registry().match("the NIS " + "said so and " * 50_000, "en") is None


# --- additions ---------------------------------------------------------------------------------------------------

_ADDED = Source(
    id="governor-lac",
    name="Governor of Lac (Chad)",
    kind=SourceKind.GOVERNMENT,
    country="TD",
    aliases={"fr": ("gouverneur du Lac",)},
)


def test_added_source_and_words_are_matched_in_a_new_registry() -> None:
    shipped = load_registry()
    registry = shipped.extended([_ADDED], {"la Défensoría": "ombudsman-co", "les trois sages": "governor-lac"})
    named = registry.match("le gouverneur du Lac", "fr")
    assert named is not None
    assert (named.id, named.country) == ("governor-lac", "TD")
    assert registry.by_name("Governor of Lac (Chad)") == named
    resolved = registry.match("Les trois sages", "fr")
    assert resolved == named
    assert shipped.match("le gouverneur du Lac", "fr") is None
    assert shipped.by_id("governor-lac") is None


def test_added_words_win_and_hold_only_alone() -> None:
    registry = load_registry().extended(extra_aliases={"the General Staff": "general-staff-ua"})
    alone, turkish = registry.match("General Staff", "en"), registry.match("the Turkish General Staff", "en")
    assert alone is not None
    assert turkish is not None
    assert (alone.id, turkish.id) == ("general-staff-ua", "armed-forces-tr")
    again = registry.extended(extra_aliases={"the General Staff": "armed-forces-ml", "le NIS": "officials-us"})
    latest, office = again.match("the General Staff", "en"), again.match("NIS", "fr")
    assert latest is not None
    assert office is not None
    assert (latest.id, office.id) == ("armed-forces-ml", "officials-us")


@pytest.mark.parametrize(
    ("sources", "aliases", "message"),
    [
        ([Source(id="nis-kr", name="New", kind=SourceKind.OTHER)], {}, "nis-kr"),
        ([Source(id="new", name="NIS (South Korea)", kind=SourceKind.OTHER)], {}, "NIS"),
        ([Source(id="officials-us", name="New", kind=SourceKind.OTHER)], {}, "officials-us"),
        ([_ADDED, _ADDED], {}, "governor-lac"),
        ([], {"they": "nobody"}, "nobody"),
    ],
)
def test_impossible_additions_are_refused(sources: list[Source], aliases: dict[str, str], message: str) -> None:
    with pytest.raises(RegistryError, match=message):
        load_registry().extended(sources, aliases)


@pytest.mark.parametrize(
    ("mention", "source_id"),
    [
        ("Servise national du renseignement", "nis-kr"),
        ("Ukrainian Genral Staff", "general-staff-ua"),
        ("the Gaza health ministry's Dr Ashraf al-Kidra", "health-gaza"),
        ("Зеленьский", "presidency-ua"),
    ],
)
def test_near_names_are_suggested(mention: str, source_id: str) -> None:
    best = load_registry().suggest(mention, 3)
    assert best[0].source.id == source_id
    assert len(best) <= 3
    assert [s.score for s in best] == sorted((s.score for s in best), reverse=True)


def test_nothing_near_is_suggested_for_words_that_name_nobody() -> None:
    assert load_registry().suggest("un responsable") == ()


# --- the files ---------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in _FILES:
        shutil.copy(_FOLDER / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("sources.toml", 'kind = "intelligence"', 'kind = "spies"', r"sources\.toml\.source\.nis-kr\.kind.*spies"),
        ("sources.toml", 'country = "KR"', 'country = "Korea"', r"sources\.toml\.source\.nis-kr\.country.*Korea"),
        ("sources.toml", 'roles = ["intelligence"]', 'roles = ["secrets"]', r"source\.nis-kr\.roles.*secrets"),
        ("sources.toml", 'roles = ["intelligence"]', 'role = "intelligence"', r"source\.nis-kr: unknown key 'role'"),
        ("sources.toml", "aliases.fr = [", "aliases.xx = [", r"source\.nis-kr\.aliases.*xx"),
        ("sources.toml", 'name = "NIS (South Korea)"\n', "", r"source\.nis-kr: missing key 'name'"),
        ("sources.toml", 'name = "KCNA (North Korea)"', 'name = "NIS (South Korea)"', r"source\.kcna\.name.*nis-kr"),
        ("sources.toml", 'within = "un"', 'within = "uno"', r"no source 'uno'"),
        ("sources.toml", 'joint = ["bbc"', 'joint = ["cbs"', r"mediazona-bbc: no source 'cbs'"),
        ("sources.toml", 'nation = "gaza"', 'nation = "goza"', r"health-gaza\.nation.*goza"),
        ("sources.toml", "sides.Russia = [", 'sides.Russia = ["XX", ', r"conflict\.russia-ukraine\.sides\.Russia.*XX"),
        ("roles.toml", 'name = "Government ({nation})"', 'name = "Government"', r"role\.government\.name"),
        ("roles.toml", 'national = "government"', 'national = "rulers"', r"role\.authorities\.national.*rulers"),
        ("roles.toml", 'kind = "government"', 'kind = "state"', r"roles\.toml\.role\.government\.kind.*state"),
        ("roles.toml", "words.fr = [", "words.xx = [", r"roles\.toml\.role\.government.*xx"),
        ("nations.toml", "[words.fr]", "[words.xx]", r"nations\.toml\.words\.xx"),
        ("nations.toml", "[words.en]\n", '[words.en]\nXX = { name = ["Nowhere"] }\n', r"words\.en: no nation 'XX'"),
        ("nations.toml", "\n[nation]\n", "\n[nation\n", r"nations\.toml: "),
    ],
)
def test_broken_files_are_told_by_entry_and_key(folder: Path, file: str, old: str, new: str, message: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RegistryError, match=message):
        read_tables(folder)


def test_missing_file_is_told(folder: Path) -> None:
    (folder / "roles.toml").unlink()
    with pytest.raises(RegistryError, match=r"roles\.toml"):
        read_tables(folder)


def test_registry_is_loaded_once() -> None:
    assert load_registry() is load_registry()
    assert isinstance(load_registry(), Registry)
