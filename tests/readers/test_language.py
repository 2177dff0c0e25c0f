"""The language of a text, or one sentence that it is none that we can read."""

from __future__ import annotations

import pytest

from extractors.errors import UnknownLanguageError
from extractors.languages import available_languages
from extractors.readers.language import detect_language, language_name, normalise_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Au moins 12 morts dans une attaque à Gao, selon l'armée malienne.", "fr"),
        ("At least 12 people were killed in the attack, the army said.", "en"),
        ("AT LEAST 100 KILLED IN ATTACK, OFFICIALS SAY", "en"),
        ("Les combats ont fait 12 morts", "fr"),
        ("Dozens dead, hundreds hurt", "en"),
        ("100 tués", "fr"),
    ],
)
def test_a_language_with_a_pack_is_found(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Minstens 12 doden en 30 gewonden bij een aanslag in Brussel, zegt de politie.", "Dutch"),
        ("Co najmniej 12 osób zginęło, a 30 zostało rannych w ataku.", "Polish"),
        ("En az 12 kişi öldü, 30 kişi yaralandı, polis açıkladı.", "Turkish"),
        ("至少12人死亡，30人受伤，警方说。", "Chinese"),
        ("Almenys 12 morts i 30 ferits en un atac, segons la policia.", "Catalan"),
    ],
)
def test_another_language_is_named_rather_than_read_as_its_nearest_relative(text, name):
    with pytest.raises(UnknownLanguageError, match=f"^the text is in {name}; there are language packs for .*French"):
        detect_language(text)


@pytest.mark.parametrize("text", ["", " ", "12 345", "???", "\ud800", "\0"])
def test_a_text_that_tells_nothing_is_no_reason_to_stop(text):
    assert detect_language(text) in available_languages()


def test_tags_are_cut_to_their_language():
    assert [normalise_language(tag) for tag in ("fr", "FR", "fr-FR", "en_US", " en ")] == ["fr", "fr", "fr", "en", "en"]
    with pytest.raises(UnknownLanguageError, match="no language pack for 'xx'"):
        normalise_language("xx")


def test_every_pack_has_a_name():
    assert all(language_name(code) != code for code in available_languages())
