"""The shape of a language pack: one dataclass a section, validated when the pack is loaded.

A section's fields are the keys of its TOML table. A field without default must be there; an unknown key stops
the load. Lists of words become tuples; what stands in them are words and phrases (`stem*`, `*ending`), not regexes.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from extractors.errors import PackError

Words = tuple[str, ...]
Section = TypeVar("Section")


@dataclass(frozen=True, kw_only=True)
class TextSection:
    """How the language is written."""

    abbreviations: Words  # words before a full stop that ends no sentence
    clitics: Words = ()  # small words written together with the next one, taken apart where that one is known ("و")
    loose: Words = ()  # clitics taken off words that are not known, too ("و"; names in it stand in `whole`)
    article: str = ""  # written together with its noun, and left out of what is looked up ("ال")
    whole: Words = ()  # further words that take clitics, and those that only begin like an article ("التي")


@dataclass(frozen=True, kw_only=True)
class GrammarSection:
    """Function words, and where the language puts the head of a noun phrase."""

    head: str  # "first" ("policiers afghans"), "last" ("Afghan policemen") or "middle": a bare complement behind it
    conjunctions: Words  # between like parts ("et", "ainsi que")
    of: Words  # joins a count to what it counts, or a noun to its complement ("de", "of")
    prepositions: Words
    determiners: Words
    relatives: Words  # open a clause about the noun before them ("qui", "who")
    subordinators: Words  # open a clause of their own ("lorsque", "after")
    auxiliaries: Words  # finite forms of be and have, modals, and adverbs that stand among them
    passive: Words  # what makes the participle after it passive ("ont été", "were"), for several people
    passive_one: Words  # the same for one person ("a été", "was")
    others: Words  # stand between a number and its noun ("autres", "more")
    attributes: Words = ()  # endings of the adjectives there; a word without them is the noun itself ("*ых")
    adverbs: Words  # may stand anywhere between number and verb ("déjà", "also")
    anaphors: Words  # stand for people named before ("d'entre eux", "of them")
    copulas: Words  # join a toll to its number ("est de", "s'élève à", "rose to", "stands at")
    being: Words = ()  # forms of "be" between people and what they are ("étaient", "were")
    counting: Words = ()  # verbs that give a number for something named before ("compte", "dénombre")
    finite: Words = ()  # endings of verbs that have a subject of their own, besides `auxiliaries` ("*aient")
    seeing: Words = ()  # verbs that count only behind a pronoun for those counted ("j'en ai vu une centaine")
    partitives: Words = ()  # that pronoun ("en", "ne")
    echoes: Words = ()  # stand for the verb before ("trois l'avaient été la veille", "two were too")
    plurals: Words = ()  # a pronoun and a verb that say how many those named before were ("ils étaient 58 à midi")
    pronouns: Words = ()  # stand for a count named before ("celui", "that")
    additive: Words = ()  # add people to those named before ("ainsi que", "as well as")
    fractions: Words = ()  # shares of a whole that follows: "half", "la moitié"
    versus: Words = ()  # between a figure and the earlier one it replaces ("contre", "up from")
    possessives: Words = ()  # "four of his sons" are no part of a stated whole
    datives: Words = ()  # before those to whom something is done ("à", "to")
    genitives: Words = ()  # determiners of a complement behind its noun ("acht Mitglieder einer Familie")
    growth: Words = ()  # before what a number grew by ("by one to 154")
    doers: Words = ()  # before those who did the harm ("par", "by")
    objects: Words = ()  # before the people that a verb acts on ("mató a 12 soldados")
    classifiers: Words = ()  # count people behind a number, their noun before it ("승객 7명"); see `classified`
    marks: Words = ()  # case marks glued to a word, cut from names ("보건부는")
    subject_marks: Words = ()  # endings of words that are subjects ("*이")
    topic_marks: Words = ()  # of what a sentence is about ("*은")
    object_marks: Words = ()  # of what a verb acts on ("*을")
    object_before: bool = False  # whether an object may stand right before its verb ("двух человек убили")
    subject_after: bool = (
        False  # whether a subject may stand farther behind its verb ("murieron ayer en Gao 12 civiles")
    )


@dataclass(frozen=True, kw_only=True)
class HarmWords:
    """The words of one category, by the side on which the people counted stand."""

    nouns: Words = ()  # counted themselves: "12 morts", "les morts sont 12"
    states: Words = ()  # what the people counted before it are or did: "12 soldats tués", "ont péri"
    acts: Words = ()  # what is done to the people counted after it: "tuant 12 soldats", "la mort de 12"
    # acts whose sufferers stand after a dative ("a coûté la vie … à 12 soldats"), or before it as its object
    acts_to: Words = ()
    tolls: Words = ()  # a number of such people: "death toll"


@dataclass(frozen=True, kw_only=True)
class HarmSection:
    """Harm words per category; `victims` are killed unless a nearer word tells otherwise."""

    killed: HarmWords
    injured: HarmWords
    casualties: HarmWords
    missing: HarmWords
    captured: HarmWords
    victims: Words  # nouns that say people were harmed, not how ("victimes")
    victim_tolls: Words = ()  # "nombre de victimes": of the dead, or of all where the injured were counted before
    totals: Words  # nouns for a count named before ("nombre", "total", "figure")
    only_people: Words = ()  # harm words that things suffer as well ("abattu", "lost"): the number must count people
    nobody: Words = ()  # before all those of whom `survived` is denied ("none of the 107 people on board")
    survived: Words = ()
    carried: Words = ()  # before the way to a place of care ("rushed … to St Mary's Hospital"): injured
    carried_to: Words = ()  # opens that way ("to", "vers")
    care: Words = ()  # the nouns for such places ("hospital", "clinic*")
    results: Words = ()  # behind those whom an act kills ("beat three men to death")
    none: Words  # phrases with a harm word in them that tell of no harm ("peine de mort")
    other: Words  # what happened to people that is no harm counted here ("arrêtés", "évacués")
    among: Words  # open a breakdown ("parmi", "among")
    things_too: Words = ()  # acts and states of things as well, read only with a noun for people ("уничтожил 12 …")


@dataclass(frozen=True, kw_only=True)
class PeopleSection:
    """Nouns for people, whose counts may be victims, and for things, whose counts never are."""

    anybody: Words  # say only that they are people ("personnes")
    groups: Words  # between a count and the group it was taken from ("chez les", "among the", "on the")
    heads: Words
    things: Words
    several: Words = ()  # nouns for several people at once, of whom an article counts none ("a couple")
    mostly: Words = ()  # between commas, before what most or all of those counted are ("mostly civilians")
    not_people: Words = ()  # words that only end like nouns for people ("insists" beside "*ists")
    adjectives: Words = ()  # nouns for people that may be adjectives of a thing ("12 военных объектов")
    generic: Words = ()  # nouns for the people of whatever side ("hommes", "troops")
    own: Words = ()  # of them those that behind a possessive say only whose people they are ("ses hommes")
    sides: Words = ()  # before the body or country whose people are counted ("dans", "pour", "for")
    questions: Words = ()  # before the people whose count is told next ("how many", "le nombre de")
    targets: Words = ()  # before those whom an event hits or a vehicle carries ("massacre de", "a bus carrying")
    fronts: Words = ()  # the same where they open a clause, far from the number ("Pour l'Ukraine, …", "On the …")
    ranks: Words = ()  # of `groups`, those behind which any name is a group's ("dans les rangs des", "among the")
    bodies: Words = ()  # bodies of people that lose some of them ("armée", "army")
    kin: Words = ()  # behind a number, of one's own people: those lost are dead ("perdu trois des siens")
    wanted: Words = ()  # people looked for by the police, whom no search makes missing ("suspects")
    suffering: Words = ()  # verbs whose subject lost the people counted ("sustained", "déplore")


@dataclass(frozen=True, kw_only=True)
class SubsetSection:
    """Words that make a number a part of one named before it or after it."""

    before: Words  # "dont", "including"
    after: Words  # "compris", "among them"
    raises: Words = ()  # between a number and the total that it raises ("bringing", "portant")
    conditions: Words = ()  # what became of some of them: "in intensive care", "identifié*", "died in hospital"
    remaining: Words = ()  # of captives left of those taken: "still", "toujours"
    alone: Words = ()  # beside the place or time of a part: "alone", "rien qu'à"
    degrees: Words = ()  # after a bare number, of some of the injured: "seriously", "grièvement"
    fatal: Words = ()  # after a bare number, of those who did not survive: "fatally", "mortellement"


@dataclass(frozen=True, kw_only=True)
class NumbersSection:
    """How numbers are written. Tables have the number as key: `12 = ["twelve"]`.

    `grammar` flags: `vigesimal` (soixante-dix), `units_first` (the unit before its ten: ein-und-zwanzig), `compound`
    (number words in one word: zweihundert, duecento), `glued` (words without space beside digits: 100명, و12),
    `ordinal_dot` (a full stop makes an ordinal: "der 3. Angriff").
    """

    words: Mapping[str, Words]  # cardinals that add up: 1-19, tens, and whatever is irregular
    multipliers: Mapping[str, Words]  # hundred, thousand, million: multiply what stands before them
    articles: Words  # indefinite articles that may mean one
    vague: Mapping[str, Words]  # "20-99" = ["dozens"]
    several: Words  # before a multiplier or collective: "several hundred"
    hedged: Mapping[str, Words] = field(default_factory=dict)  # what vague words mean behind a hedge: "около тысячи"
    collectives: Mapping[str, Words] = field(default_factory=dict)  # about so many: dozen, centaine
    fractions: Mapping[str, Words] = field(default_factory=dict)  # before a multiplier: "0.5" = ["half"]
    halves: Words = ()  # after a number: "and a half"
    links: Words = ()  # inside a number: "and"
    link_places: Words = ("tens", "hundreds")  # what a link may follow
    of: Words = ()  # between a collective or vague number and what it counts
    adjectives: Words = ()  # between a number and a collective: "une bonne centaine"
    named: Mapping[str, Words] = field(default_factory=dict)  # words that count what they name ("شخصان": two people)
    bound: Mapping[str, Words] = field(default_factory=dict)  # cardinals only within a number or before a counter
    counters: Words = ()  # classifiers after a number
    suffixes: Mapping[str, Words] = field(default_factory=dict)  # glued on digits: "1000" = ["k"]
    endings: Words = ()  # case endings that a hyphen ties to digits ("5-ти")
    grammar: Words = ()  # of: vigesimal, units_first, compound, glued, ordinal_dot (see below)
    not_numbers: Words = ()  # phrases with a number word that count nothing
    units_after: Words = ()  # measures, money, times, months after a number that is no count then
    units_before: Words = ()  # "page", "resolution", currencies before it
    ages_before: Words = ()  # "aged": holds for every number of a list
    names_before: Words = ()  # name things when written with a capital: "Flight 17", "Zone 3"
    unit_adjectives: Words = ()  # between a number and its unit: "les 24 dernières heures"
    day_after: Words = ()  # months that stand before their day
    month_with_day: Words = ()  # before a month that has one: "the quake on February 6 killed 50 people"
    month_alone: Words = ()  # before a month that has no day: "in May 12 people died"
    day_before: Words = ()  # what makes a day of a number up to 31: "le 8", "del 12"
    year_before: Words = ()  # words before a year


@dataclass(frozen=True, kw_only=True)
class HedgesSection:
    """What qualifies a number. Tables have a qualifier as key; `exact` lists what only looks like a hedge."""

    before: Mapping[str, Words]
    after: Mapping[str, Words]
    fillers: Words = ()  # between hedge and number
    between: tuple[Words, ...] = ()  # pairs ["between", "and"] around a range
    from_to: tuple[Words, ...] = ()  # pairs that make a range unless a word of change stands before
    change: Words = ()  # "rose from 31 to 36"
    goals: Words = ()  # hedges that only lead to the new value behind a word of change ("выросло до 36")
    range_words: Words = ()  # between the numbers of a range that nothing opens


@dataclass(frozen=True, kw_only=True)
class AttributionSection:
    """Who says it: reporting verbs, words before a claimant, and the nouns that claimants are named by.

    A verb may be written `affirm~er`: the stem with each ending that `verb_endings` lists for "er" (an ending that it
    does not list stands for itself; endings of several words stand apart by commas), `|reçu`: a participle that is no
    verb of its own, or `arrive _ à`: a few adverbs may stand between.
    """

    verb_endings: Words = ()  # "er: e ent | é ée | er": finite endings, those of the participle, of the infinitive
    modals: Words = ()  # before an infinitive that reports ("se borne à", "went on to")
    infinitive_marks: Words = ()  # make the verb behind them an infinitive ("to")
    says: Words  # verbs with any subject whose content is what is said ("declared", "warned")
    counts: Words  # verbs that give a number, but have other uses too: the subject must name a claimant ("lists")
    holds: Words = ()  # verbs that report only right before the number, of a person or medium ("had")
    impersonal: Words = ()  # verbs and passives without subject that go on with the claim before ("on compte")
    quotes: Words = ()  # report only beside words already given ("regretted the minister")
    reacts: Words = ()  # verbs about a deed, not a number: what a clause tells of the deed is not theirs ("condemned")
    tells: Words = ()  # verbs whose next noun is the hearer ("told reporters")
    inverts: Words = ()  # the only verbs whose subject may stand behind them ("said the ministry"); empty where all do
    according: Words  # before the claimant ("according to", "selon")
    according_opening: Words = ()  # the same, only at the head of a sentence ("côté")
    according_named: Words = ()  # the same, before a name or what has an article ("per", as in "12 per day")
    according_documents: Words = ()  # before the owner of a document, in the same office ("by Israel's tally")
    according_rivals: Words = ()  # behind a number, where others speak in the sentence too ("12 pour X, 20 pour Y")
    according_after: Words = ()  # behind the claimant ("zufolge", "에 따르면")
    according_pronouns: Words = ()  # with the last claimant as a pronoun inside ("по его словам")
    places: Words = ()  # before the body that a verb without subject puts its claim in ("сообщили в МЧС")
    sourced: Words = ()  # a preposition and the first words of the claimant together ("de source*")
    agents: Words = ()  # before who did it, after a participle or document ("par", "by")
    makers: Words = ()  # between a document and who made it, right behind it ("بيان ل وزارة")
    citing: Words = ()  # before the claimant that another passes on ("citing")
    briefings: Words = ()  # before the body whose briefing the speaker repeats ("briefing by")
    reached: Words = ()  # between a person and who asked, or before who asked ("joint par", "contacted by")
    on_behalf: Words = ()  # between a person and the body spoken for ("qui parle au nom de")
    pointers: Words = ()  # open a sentence about the figures of the sentence before it ("c'est ce que")
    continues: Words = ()  # open a sentence that goes on with the claim before it ("le bilan", "among them")
    others: Words = ()  # beside a number: counts those who were not counted before ("autres", "another")
    labels: Words = ()  # before a colon and the claimant, in brackets ("source")
    bodies: Words  # nouns and names of institutions, forces, groups
    persons: Words  # nouns for people who make claims, and titles
    spokesmen: Words  # persons who speak for a body
    documents: Words  # what a claim is made in ("bilan", "statement")
    media: Words
    amounts: Words = ()  # documents of which "of" tells what they count, not who made them ("list", "number")
    gestures: Words = ()  # objects of verbs that then report no number ("announced compensation for the 24 dead")
    issues: Words = ()  # kinds of text that a body issues, in its heading ("communiqué", "situation report")
    agencies: Words  # news agencies: hearers and publishers, claimants only where a sentence says so
    counters: Words = ()  # heads that count others' losses: subjects of any verb with a number ("ministry")
    links: Words = ()  # join a noun to a name behind it besides `grammar.of` ("for", "in")
    names: Words = ()  # names known as such at the head of a sentence, too ("Москва")
    particles: Words = ()  # small words inside names ("bin", "van")
    possessives: Words = ()  # between owner and owned ("'s")
    nobody: Words = ()  # subjects that name no one: the place before them does ("au ministère, on compte")
    pronouns: Words  # stand for a claimant ("il", "she")
    indefinite: Words = ()  # determiners of what was not named before ("un", "a")
    anaphoric: Words = ()  # determiners that point back: with a document, to the last claimant ("son", "this")
    reflexives: Words = ()  # before a verb that then reports no number ("se")
    clitics: Words = ()  # objects between subject and auxiliary ("l'", "les")
    short_forms: Words = ()  # heads that stand for any body named before ("l'agence")
    quantifiers: Words = ()  # besides numbers and determiners ("several", "deux")
    complementizers: Words  # open what is said ("que", "that")
    progressives: Words = ()  # forms that are active even behind "be" ("*ing")
    negations: Words = ()
    times: Words  # words of time that stand between verb and subject ("lundi", "hier")
    asides: Words = ()  # other phrases that stand there ("au téléphone", "to reporters")
    contrasts: Words = ()  # part the words of one claimant from the next ("while", "tandis que")
    stops: Words = ()  # words no claimant's name goes on over, besides those of `grammar`
    # where the subject stands: "before" or "after" the verb, "either", "start" of the sentence, or "marked" by its case
    subject: str = "either"
    bare_nouns: bool = True  # whether a noun may open a sentence without article, so that its capital tells nothing
    capital_nouns: bool = False  # whether every noun has a capital
    brackets: Words = ()  # auxiliaries whose participle closes the clause ("hat … gesagt")
    verb_second: bool = False  # whether the finite verb stands second, the object perhaps before it
    verb_first: bool = False  # whether the subject follows its verb as a rule ("أحصت الوزارة 12 قتيلا")
    bare_owners: bool = False  # whether who made a document follows it without a word ("بيان الوزارة")
    drops_subject: bool = False  # whether a finite verb can do without a subject ("añadió que …")
    free_order: bool = False  # whether subjects, objects and "in the ministry" stand on either side of the verb


@dataclass(frozen=True, kw_only=True)
class DatesSection:
    """The calendar: its names, and the phrases that place a day by another day.

    In phrases `{n}` stands for a number and `{unit}` for a word of `units`. Tables of days count from the day of
    publication (`relative_days`) or from the day told last (`told_days`): `"-1" = ["yesterday"]`.
    """

    weekdays: tuple[Words, ...]  # Monday first
    months: tuple[Words, ...]  # January first
    weekdays_short: tuple[Words, ...] = ()  # taken only with a day's number beside them ("Sun 14 Dec")
    months_short: tuple[
        Words, ...
    ] = ()  # taken only with a number beside them or after one of `month_leads` ("in May")
    month_leads: Words = ()
    year_leads: Words  # before a year that stands alone ("in 2014")
    numeric_order: str = "dmy"  # how 1/2/2025 is read: dmy, mdy or ymd
    short_numeric: bool = False  # whether "19.12." is a date
    day_words: tuple[Words, ...] = ()  # the days of a month in words, the first of it first
    day_suffixes: Words = ()  # after a day's number: "er", "st", "."
    year_suffixes: Words = ()  # after a year: "года", "년"
    bare_days: Words = ()  # a day's number without its month: "지난 {n}일"
    links: Words = ()  # inside a date, between its parts: "of", "de"
    day_leads: Words = ()  # small words before a day that belong to it: "on", "ce", "dans la soirée de"
    day_parts: Words = ()  # after a day: "soir", "morning"
    units: Mapping[str, Words]  # of: hour, day, week, weekend, month, year
    relative_days: Mapping[str, Words]
    told_days: Mapping[str, Words]
    told_parts: Words = ()  # of the day told last, where something was said then: "in the evening"
    told_since: Words = ()  # since the harm told last: "since then", "depuis lors"
    told_periods: Mapping[str, Words] = field(default_factory=dict)  # the period, year or month told last
    nights: Words = ()  # the night before publication, or the one told last: both its dates
    night_of: Words = ()  # before a day, or before two: "dans la nuit de"
    night_before: Words = ()  # before the day that the night ends in: "overnight into", "in der Nacht zum"
    ago: Words = ()  # "{n} {unit} ago", before publication
    earlier: Words = ()  # "{n} {unit} earlier", before the day told last
    after: Words = ()  # "{n} {unit} after" an event: so long before the day told, or before publication
    past: Words = ()  # "in the past {n} {unit}", "over the past {unit}": up to the saying day
    up_to: Words = ()  # "{n} {unit} to", "the {unit} ending": before the day that closes the stretch
    last: Words = ()  # "last {unit}": the calendar unit before; "year = торік": a word of its own for it
    this: Words = ()  # "this {unit}", "since the start of the {unit}": the calendar unit up to now; "year = цьогоріч"
    previous: Words = ()  # beside a weekday or month: the last one before the day of publication
    coming: Words = ()  # beside a weekday or month: a day to come, not looked at
    holidays: Mapping[str, Words] = field(default_factory=dict)  # "12-25", "easter-2", "pascha+1" (the Orthodox one)
    named_days: Mapping[str, Words] = field(default_factory=dict)  # "2001-09-11" = ["9/11"]
    year_parts: Mapping[str, Words] = field(default_factory=dict)  # "1-6" = ["first half"], months of the year
    seasons: Words = ()  # before a year, of which they are an unclear part: "spring", "l'été"
    year_openings: Words = ()  # "first {n} months"
    early: Words = ()  # before a month or year, of its beginning: "early", "début"
    later: Words = ()  # of its middle or end; with "since" the start is not told then
    since: Words = ()
    since_after: Words = ()  # behind a date or its last word: "이후", "*부터"
    by_after: Words = ()  # behind a day by which a count stood: "기준", "*까지"
    starting: Words = ()  # "since" only right before a date: "starting", "à partir de"
    until: Words = ()  # "as of", "à la date du": only the end is told
    by: Words = ()  # before a day by which a count stood: "by"
    covering: Words = ()  # before a day that a count is of: "for", "pour la seule journée de"
    openers: Words = ()  # before the first day of a stretch: "from", "between", "du"
    through: Words = ()  # between the days of a stretch: "to", "au"
    together: Words = ()  # between days told together: "and", "et"
    began: Words = ()  # verbs whose day opens a stretch that lasts: "began", "a débuté"
    start_of_war: Words = ()  # "le début de la guerre": the earliest "since" of the text
    not_dates: Words = ()  # phrases with a calendar word that date nothing: "à la veille de"
    vague: Words = ()  # times that are no dates: "ces dernières semaines", "recently"
    saying: Words = ()  # verbs and nouns of reporting; the day beside them is the saying day
    going_on: Words = ()  # verbs of a statement that continues the one before it: "added", "a précisé"
    registering: Words = ()  # verbs that count what happened in the time told: "recorded", "a recensé"
    stating: Words = ()  # words of a toll's state: "stood at", "le bilan": a day beside them is when that was so
    events: Words = ()  # what harms people, nouns and verbs: "attack", "s'est effondré"
    records: Words = ()  # superlatives: what stands behind them compares, and dates nothing ("deadliest since 2011")
    findings: Words = ()  # of bodies: their day is not the day of the harm
    future: Words = ()  # verbs of what is still to come, with the day behind them: "will", "is due"
    stamps: Words = ()  # before a date of publication: "Publié le", "Updated"


@dataclass(frozen=True, kw_only=True)
class PlacesSection:
    """Words around the names of places; a pack without them names no places."""

    leads: Words = ()  # before a place: "in", "dans", "near"
    bare_leads: Words = ()  # before a place without an article only, for they lead to people, too: "à"
    fused_leads: Words = ()  # with the article inside, so that a noun's capital tells nothing there: "im"
    heads: Words = ()  # nouns for places, part of the name: "région", "province"
    names: Words = ()  # places told by no capital, where the script or a line in capitals has none; no countries
    joins: Words = ()  # small words inside names or before them: "de", "the"
    care: Words = ()  # before the place where the injured are cared for, not harmed: "hospital", "soigné*"
    moved: Words = ()  # before the place that people or bodies were brought to or given back to: "taken", "ramené*"
    not_places: Words = ()  # names that are no places, and words with a lead that names none: "Covid", "loyal to"


@dataclass(frozen=True, kw_only=True, eq=False)
class Language:
    """A language pack: sections named after the stages that read them."""

    code: str
    name: str
    text: TextSection
    numbers: NumbersSection
    hedges: HedgesSection
    grammar: GrammarSection
    harm: HarmSection
    people: PeopleSection
    subset: SubsetSection
    attribution: AttributionSection
    dates: DatesSection
    places: PlacesSection = PlacesSection()


def load_section(cls: type[Section], table: Mapping[str, Any], where: str) -> Section:
    """The table as the section's dataclass.

    Raises PackError naming the file, section and key for an unknown or missing key and for a value of the wrong type.
    """
    hints = typing.get_type_hints(cls)
    fields = {f.name: f for f in dataclasses.fields(cls)}  # type: ignore[arg-type]
    for key in table:
        if key not in fields:
            raise PackError(f"{where}: unknown key {key!r}")
    values: dict[str, Any] = {}
    for name, spec in fields.items():
        if name in table:
            values[name] = _value(hints[name], table[name], f"{where}.{name}")
        elif spec.default is dataclasses.MISSING and spec.default_factory is dataclasses.MISSING:
            raise PackError(f"{where}: missing key {name!r}")
    return cls(**values)


def _value(hint: Any, value: Any, where: str) -> Any:
    """The TOML value as the type that the field is declared with."""
    origin = typing.get_origin(hint)
    if dataclasses.is_dataclass(hint):
        return load_section(typing.cast(type[Any], hint), _table(value, where), where)
    if origin is tuple:
        return _tuple(typing.get_args(hint), value, where)
    if origin is not None:
        item_hint = typing.get_args(hint)[1]
        return {key: _value(item_hint, item, f"{where}.{key}") for key, item in _table(value, where).items()}
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise PackError(f"{where}: a {hint.__name__} is wanted, not {value!r}")
    return value


def _table(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise PackError(f"{where}: a table is wanted")
    return value


def _tuple(hints: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise PackError(f"{where}: a list is wanted")
    if len(hints) == 2 and hints[1] is Ellipsis:
        return tuple(_value(hints[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    if len(hints) != len(value):
        raise PackError(f"{where}: {len(hints)} values are wanted")
    return tuple(_value(hint, item, where) for hint, item in zip(hints, value, strict=True))
