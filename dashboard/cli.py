"""`bilan`: figures out of articles, articles into the store, tables out of it, and the dashboard."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dashboard import options
from dashboard.options import parse_day
from dashboard.store_commands import register
from extractors.errors import BilanError


class _Group(TyperGroup):
    """What goes wrong for a reason of the user's is one sentence and status 1, never a stack trace."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BilanError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(1) from error


app = typer.Typer(cls=_Group, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False, help=__doc__)

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT…",
        help="Files (.txt .html .pdf .docx .jsonl .json .csv .parquet .zip), folders, web addresses, or -.",
    ),
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Publication date (ISO); rows of tables that tell one keep it."),
]
LanguageOption = Annotated[
    str | None,
    typer.Option("--language", metavar="XX", help="Language, else detected; rows of tables that tell one keep it."),
]
Encoding = Annotated[
    str | None, typer.Option("--encoding", help="Encoding of files that are not UTF-8, as in windows-1252.")
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="How many processes to use.")]


@app.command()
def extract(
    inputs: Inputs,
    published: Published = None,
    language: LanguageOption = None,
    encoding: Encoding = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Where to: .csv, .jsonl or .parquet; else JSON lines on standard output."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Tell which rule found what.")] = False,
    jobs: Jobs = 1,
) -> None:
    """Read figures out of articles, one a row; nothing is stored."""
    from dashboard.terminal import reporting
    from data.bulk import extract_rows
    from data.ingest import read_everything, size_of
    from data.intake import answer_readings
    from data.schema import EXTRACTED_COLUMNS
    from data.writers import open_writer

    readings = read_everything(inputs, _given(published, language, encoding))
    with (
        reporting(size_of(inputs)) as report,
        open_writer(output, EXTRACTED_COLUMNS, quiet=explain) as writer,
    ):
        for done in answer_readings(readings, extract_rows, jobs=jobs):
            if done.answer is None:
                report.problem(done.reading)
                continue
            writer.write(done.answer.rows)
            report.done(done.reading, len(done.answer.rows))
            if explain:
                _explain(done.answer)
    raise typer.Exit(1 if report.problems else 0)


def _explain(extracted: Any) -> None:
    from dashboard.terminal import explain

    for line in explain(extracted.article, extracted.figures, extracted.rows):
        typer.echo(line)


@app.command()
def add(
    inputs: Inputs,
    published: Published = None,
    language: LanguageOption = None,
    encoding: Encoding = None,
    dossier: Annotated[str | None, typer.Option("--dossier", help="Put the articles into this dossier.")] = None,
    jobs: Jobs = 1,
) -> None:
    """Put articles with their figures into the store; what is there already stays one article."""
    from dashboard.terminal import reporting
    from data.ingest import add_readings, read_everything, size_of
    from data.store import open_store

    readings = read_everything(inputs, _given(published, language, encoding))
    store = open_store()
    with reporting(size_of(inputs)) as report:
        counts = add_readings(store, readings, jobs=jobs, dossier=dossier, report=report)
    typer.echo(str(counts))
    raise typer.Exit(1 if report.problems else 0)


@app.command()
def export(
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="Where to: .csv, .xlsx, .json, .jsonl, .parquet, or .zip for a Data Package; else JSON lines.",
        ),
    ] = None,
    table: Annotated[str, typer.Option("--table", help="figures, or claims: what one claimant said once.")] = "figures",
    hxl: Annotated[bool, typer.Option("--hxl", help="An HXL row under the header (.csv, .xlsx).")] = False,
    points: Annotated[
        str | None,
        typer.Option("--points", metavar="CONVENTION", help="Add best, lowest and highest: stated or ACLED."),
    ] = None,
    source: options.Source = None,
    kind: options.SourceKind = None,
    country: options.Country = None,
    category: options.Category = None,
    victims: options.Victims = None,
    place: options.Place = None,
    language: options.ArticleLanguage = None,
    publisher: options.Publisher = None,
    status: options.StatusOption = None,
    dossier: options.Dossier = None,
    article: options.ArticleId = None,
    since: options.Since = None,
    until: options.Until = None,
    as_known_on: options.KnownOn = None,
    search: options.Search = "",
    from_feeds: options.FromFeeds = False,
) -> None:
    """Write figures or claims of the store to a file; options choose which, as the dashboard's filters do."""
    chosen = {name: value for name, value in locals().items() if name not in ("output", "table", "hxl", "points")}
    from data.exports import Export
    from data.exports import export as write
    from data.store import open_store

    asked = Export(table=table, hxl=hxl, convention=points)
    count = write(open_store(create=False), output, options.make_filters(**chosen), asked)
    typer.echo(f"{count} {table}{f' in {output}' if output else ''}.", err=True)


@app.command()
def languages() -> None:
    """List the languages that can be read."""
    from extractors.languages import available_languages, load_language

    for code in available_languages():
        typer.echo(f"{code}  {load_language(code).name}")


@app.command()
def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD.jsonl", help="Articles with their figures as a reader sees them.")
    ],
    predicted: Annotated[
        Path | None, typer.Option("--predicted", help="Score these figures (.jsonl) instead of the extractor's.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Scores and mistakes as one JSON object.")] = False,
) -> None:
    """Score the extractor against gold articles, and list every mistake."""
    from data.bulk import predict
    from extractors.evaluation import evaluate as score
    from extractors.readers.gold import read_gold, read_predictions

    articles = read_gold(gold)
    rows = read_predictions(predicted) if predicted else predict(articles)
    result = score(articles, rows)
    if as_json:
        mistakes = [mistake._asdict() for mistake in result.mistakes]
        typer.echo(json.dumps({**result.scores, "mistakes": mistakes}, ensure_ascii=False, default=str))
        return
    for mistake in result.mistakes:
        typer.echo("\t".join("" if part is None else str(part) for part in mistake))
    typer.echo("  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in result.scores.items()))


@app.command()
def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on 127.0.0.1.")] = 8501,
) -> None:
    """Open the dashboard on 127.0.0.1; a new store begins with the sample dossier."""
    from dashboard.server import serve_dashboard

    serve_dashboard(port)


def _given(published: str | None, language: str | None, encoding: str | None) -> Any:
    from extractors.readers.language import normalise_language
    from extractors.readers.reading import Given

    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError as error:
        raise BilanError(f"There is no encoding {encoding!r}; windows-1252 is one.") from error
    return Given(
        published_at=parse_day(published, "--published"),
        language=normalise_language(language) if language else None,
        encoding=encoding,
    )


register(app)


def main() -> None:
    """The command `bilan`."""
    app()
