"""The commands that keep a store: feeds, reading again, dossiers, claimants, citations, deleting."""

from __future__ import annotations

import getpass
import json
import time
from pathlib import Path
from typing import Annotated

import typer

from dashboard import options
from extractors.errors import BilanError

Folder = Annotated[
    Path | None, typer.Option("-o", "--output", help="The folder to write in; else that of the store's file.")
]
CitedIn = Annotated[str, typer.Option("--in", metavar="XX", help="Language of the sentences: en or fr.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (watch, reextract, feed, cite, claimants, resolve, dossier, amend, delete):
        app.command()(command)
    app.command(name="datasette-metadata")(datasette_metadata)


def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="The feeds: a table [[feed]] with url each.")],
    every: Annotated[str, typer.Option("--every", help="How often to ask them: 15m, 1h, 1d.")] = "1h",
    once: Annotated[bool, typer.Option("--once", help="Ask them once and end.")] = False,
) -> None:
    """Ask feeds for new articles; their figures wait in the queue as unreviewed."""
    from dashboard.terminal import reporting
    from data.store import open_store
    from data.watch import parse_span, read_watchlist, watch_once

    watched, pause, store = read_watchlist(feeds), parse_span(every), open_store()
    while True:
        with reporting(None) as report:
            counts = watch_once(store, watched, report=report)
        typer.echo(str(counts))
        if once:
            raise typer.Exit(1 if report.problems else 0)
        time.sleep(pause)


def reextract(
    everything: Annotated[bool, typer.Option("--all", help="Also what this version has read already.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="How many processes to use.")] = 1,
) -> None:
    """Read the stored articles again with this version of the extractor; what readers decided stays."""
    from dashboard.terminal import reporting
    from data.intake import Done
    from data.reextract import Extracted, count_outdated
    from data.reextract import reextract as read_again
    from data.store import open_store

    store = open_store(create=False)
    with reporting(count_outdated(store, everything=everything)) as report:

        def tell(done: Done[Extracted]) -> None:
            if done.answer is None:
                report.problem(done.reading)
            else:
                report.done(done.reading, len(done.answer[1]), size=1)

        changes = read_again(store, everything=everything, jobs=jobs, report=tell)
    typer.echo(str(changes))
    raise typer.Exit(1 if changes.problems else 0)


def feed(
    output: Folder = None,
    cited_in: CitedIn = "en",
    title: Annotated[str, typer.Option("--title", help="The feed's title.")] = "Bilan",
    source: options.Source = None,
    category: options.Category = None,
    dossier: options.Dossier = None,
    since: options.Since = None,
) -> None:
    """Write the newest claims as an Atom feed (claims.atom) and a JSON file (claims.json)."""
    from data.alerts import write_feeds
    from data.connect import sqlite_file, store_address
    from data.store import open_store

    _check_language(cited_in)
    filters = options.make_filters(source=source, category=category, dossier=dossier, since=since)
    store, file = open_store(create=False), sqlite_file(store_address())
    folder = output or (file.parent if file else Path())
    count = write_feeds(store, folder, filters, language=cited_in, title=title)
    typer.echo(f"{count} claims in {folder}.", err=True)


def cite(
    cited_in: CitedIn = "en",
    form: Annotated[str, typer.Option("--format", help="sentence, bibtex or csl.")] = "sentence",
    source: options.Source = None,
    category: options.Category = None,
    dossier: options.Dossier = None,
    article: options.ArticleId = None,
    since: options.Since = None,
    until: options.Until = None,
    search: options.Search = "",
) -> None:
    """Cite claims: a sentence each with who said it, when and where it was printed, or entries for a bibliography."""
    from data.citations import cite as sentence
    from data.citations import csl_json, to_bibtex
    from data.claims import fold_claims
    from data.frames import frame_rows
    from data.schema import CLAIM_COLUMNS
    from data.store import open_store

    _check_language(cited_in)
    if form not in ("sentence", "bibtex", "csl"):
        raise BilanError(f"--format is sentence, bibtex or csl, not {form!r}.")
    filters = options.make_filters(
        source=source,
        category=category,
        dossier=dossier,
        article=article,
        since=since,
        until=until,
        search=search,
    )
    claims = list(frame_rows(fold_claims(open_store(create=False).read_figures(filters)), CLAIM_COLUMNS))
    if form == "csl":
        typer.echo(csl_json(claims))
        return
    for claim in claims:
        typer.echo(to_bibtex(claim) if form == "bibtex" else sentence(claim, cited_in))


def claimants(
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many to list.")] = 50,
) -> None:
    """List the claimants whom the registry does not know, the most cited first, with the nearest sources."""
    from data.own_sources import list_unresolved
    from data.store import open_store

    for unknown in list_unresolved(open_store(create=False), limit=limit):
        near = "; ".join(f"{near.source.id} ({near.source.name})" for near in unknown.suggestions[:3])
        typer.echo(f"{unknown.figures}\t{unknown.words}\t{near}")


def resolve(
    words: Annotated[str, typer.Argument(help="The claimant in the articles' words.")],
    source_id: Annotated[
        str, typer.Argument(metavar="SOURCE", help="The source that they mean, by its identifier or name.")
    ],
) -> None:
    """Say which source a claimant's words mean, for the figures that are there and those to come."""
    from data.own_sources import resolve as mean
    from data.store import open_store

    count = mean(open_store(create=False), words, source_id, by=_user())
    typer.echo(f"{count} figures changed.")


def dossier(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The dossier; without it, all are listed.")] = None,
    keyword: Annotated[
        list[str] | None,
        typer.Option("--keyword", help="Words that put new articles into it; may be repeated."),
    ] = None,
    description: Annotated[str | None, typer.Option("--description", help="What it is about.")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Put the articles that fit into it now.")] = False,
) -> None:
    """Make or change a dossier, or list them with how many articles each holds."""
    from data.dossiers import list_dossiers, save_dossier
    from data.store import open_store

    store = open_store(create=name is not None)
    if name is not None:
        count = save_dossier(store, name, description=description, keywords=keyword or (), apply=apply)
        typer.echo(f"{count} articles put into {name}.", err=True)
        return
    for each in list_dossiers(store):
        typer.echo(f"{each.articles}\t{each.name}\t{'; '.join(each.keywords)}")


def amend(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's identifier.")],
    published: Annotated[str | None, typer.Option("--published", metavar="DATE", help="When it was in print.")] = None,
    language: Annotated[str | None, typer.Option("--language", metavar="XX", help="Its language.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Its title.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Its address.")] = None,
    archive_url: Annotated[str | None, typer.Option("--archive-url", help="Address of an archived copy.")] = None,
) -> None:
    """Say what is better known of an article; with another date or language it is read again."""
    from data.article_edits import correct_article
    from data.store import open_store

    told = {
        "published_at": options.parse_day(published, "--published"),
        "language": language,
        "publisher": publisher,
        "title": title,
        "url": url,
        "archive_url": archive_url,
    }
    changes = {name: value for name, value in told.items() if value is not None}
    if not changes:
        raise BilanError(
            "Nothing to amend: give --published, --language, --publisher, --title, --url or --archive-url."
        )
    outcome = correct_article(open_store(create=False), article, changes, by=_user())
    again = f" {outcome}" if {"published_at", "language"} & changes.keys() else ""
    typer.echo(f"Amended: {', '.join(changes)}.{again}")


def delete(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE…", help="Identifiers of articles.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete articles with their figures, for good; the log keeps that they were."""
    from data.removal import delete_articles
    from data.store import open_store

    store = open_store(create=False)
    if not yes:
        typer.confirm(f"Delete {len(articles)} articles with all that was ever said of their figures?", abort=True)
    count = delete_articles(store, articles, by=_user())
    typer.echo(f"{count} articles deleted.")
    raise typer.Exit(0 if count == len(set(articles)) else 1)


def datasette_metadata(
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file; else standard output.")] = None,
) -> None:
    """Write the metadata with which Datasette shows the store: datasette bilan.sqlite -m metadata.json."""
    from data.connect import sqlite_file, store_address
    from data.datasette import datasette_metadata as describe
    from data.writers import replacing

    file = sqlite_file(store_address())
    if file is None:
        raise BilanError("Datasette opens SQLite files; the store is in PostgreSQL.")
    words = json.dumps(describe(file.stem), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        typer.echo(words, nl=False)
        return
    with replacing(output) as written:
        written.write(words.encode())


def _check_language(language: str) -> None:
    from data.citations import citation_languages

    if language not in citation_languages():
        raise BilanError(f"Claims are cited in {' and '.join(citation_languages())}, not {language!r}.")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "command line"
