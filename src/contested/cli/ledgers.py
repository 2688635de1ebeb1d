"""The ledgers of a dossier, what changed in it, and where a value comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import astuple, replace
from typing import Annotated

import typer

from contested.cli.options import As, AsOf, DossierDir, HappenedBy, to_day
from contested.cli.show import Format, show
from contested.cli.trails import CHANGE_COLUMNS, change_rows, print_trail, print_trail_json
from contested.flow.dossier import open_dossier
from contested.flow.naming import COLUMNS, link_reasons, open_names
from contested.flow.select import Wanted, select
from contested.flow.track import load_readings, load_record
from contested.model.ledgers import Rule
from contested.model.record import Record
from contested.publish.history_tables import RECONCILED_COLUMNS, reconciled_rows, tolls_by_rule, with_tolls
from contested.publish.release import own
from contested.publish.tables import ledger_table
from contested.publish.view import relation_id, view_of
from contested.record import diff as compare
from contested.record import explain as trail_of
from contested.record import reconciled_tolls

SHOWN = {
    "timeline": ("id", "when", "what", "by", "against", "where", "tolls", "standing"),
    "tolls": ("id", "according_to", "whose", "toll", "victims", "scope", "basis", "when"),
    "ceasefires": ("id", "when", "parties", "third_parties", "state", "end_reason", "flags"),
    "talks": ("id", "when", "parties", "third_parties", "venue", "stage", "outcome"),
    "control": ("id", "territory", "when", "gaining", "losing", "state", "basis", "share_percent"),
    "relations": ("subject", "relation", "object", "alliance", "reliable", "sources"),
    "blame": ("id", "blamer", "blamed", "for", "when", "words"),
    "disputes": ("id", "about", "according_to", "says", "other_according_to", "other_says"),
    "risks": ("id", "kind", "spillover", "according_to", "targets", "words"),
    "actors": ("id", "name", "kind", "subtype", "country", "mentions"),
    "reports": ("id", "doc_id", "source", "published", "date_origin", "language", "state", "claims"),
    "sources": ("source", "kind", "reports", "origins", "claims", "reliability", "by", "reason"),
    "judgements": ("id", "made", "by", "verb", "on", "field", "value", "reason", "in_force"),
    "claims": ("id", "report", "according_to", "type", "stance", "by", "against", "when", "words"),
    "events": ("id", "type", "start", "end", "initiators", "against", "where", "standing", "origins"),
}  # columns of a table for reading; JSON and CSV have all
RECONCILED_SHOWN = (
    "when", "where", "whose", "kind", "low", "best", "high", "rule", "why", "origins", "according_to",
)  # fmt: skip
HELP = {
    "timeline": "What happened, in order of time, each event with its standing.",
    "tolls": "Who counts how many dead, hurt, missing, displaced; nothing is summed.",
    "ceasefires": "Truces with their states, incidents and observations.",
    "talks": "Talks and mediation: who with whom, through whom, with what outcome.",
    "control": "Who holds or gained which territory, and on whose word.",
    "relations": "Memberships, offices, alliances, support.",
    "blame": "Who holds whom responsible for what, and the answer.",
    "disputes": "Claims about one event that cannot all be true, side by side.",
    "risks": "What sources say could happen or spread.",
    "actors": "Everybody who acts or speaks in the reports.",
    "reports": "The reports, their sources, dates and origins.",
    "sources": "Who publishes and who speaks, with the grades that people gave and why.",
    "judgements": "What people judged: who, when, why, and what is undone.",
    "claims": "Every claim: who says what, in which words.",
    "events": "Events in full, with coding and standing.",
}

Actor = Annotated[str | None, typer.Option(help="Only what this actor (name or id) does, suffers or loses.")]
Place = Annotated[str | None, typer.Option(help="Only what is said of this place.")]
Teller = Annotated[str | None, typer.Option("--according-to", help="Only what this actor or source says.")]
Since = Annotated[dt.date | None, typer.Option(parser=to_day, metavar="DATE", help="Only from that day on.")]
ByRule = Annotated[
    Rule | None, typer.Option("--rule", help="Rival tolls as one row by this rule, which every row names.")
]
RULED = frozenset({"timeline", "tolls"})  # ledgers that show tolls
Until = Annotated[dt.date | None, typer.Option(parser=to_day, metavar="DATE", help="Only up to that day.")]


def ledger(name: str) -> Callable[..., None]:
    """Return the command that prints the ledger ``name``."""

    def command(  # noqa: PLR0913 (a front door)
        folder: DossierDir,
        as_of: AsOf = None,
        happened_by: HappenedBy = None,
        actor: Actor = None,
        place: Place = None,
        according_to: Teller = None,
        since: Since = None,
        until: Until = None,
        form: As = Format.TABLE,
    ) -> None:
        wanted = Wanted(actor, place, according_to, since, until)
        record = select(load_record(open_dossier(folder), as_of, happened_by), wanted)
        table = ledger_table(own(record), name)
        show(table.columns, table.rows, form, SHOWN[name])

    if name == "actors":
        return actors
    if name in RULED:
        command = _ruled(name)
    command.__name__ = name
    command.__doc__ = f"{HELP[name]}\n\nExample: contested {name} border --as-of 2022-09-15 --format json"
    return command


def _ruled(name: str) -> Callable[..., None]:
    """Return the command of a ledger that shows tolls: each claimant's own, or by a rule."""

    def command(  # noqa: PLR0913 (a front door)
        folder: DossierDir,
        rule: ByRule = None,
        as_of: AsOf = None,
        happened_by: HappenedBy = None,
        actor: Actor = None,
        place: Place = None,
        according_to: Teller = None,
        since: Since = None,
        until: Until = None,
        form: As = Format.TABLE,
    ) -> None:
        wanted = Wanted(actor, place, according_to, since, until)
        record = select(load_record(open_dossier(folder), as_of, happened_by), wanted)
        release = own(record)
        rows = reconciled_tolls(record, rule) if rule else ()
        if rule and name == "tolls":
            show(RECONCILED_COLUMNS, reconciled_rows(view_of(release), rows), form, RECONCILED_SHOWN)
            return
        table = ledger_table(release, name)
        told = with_tolls(table.columns, table.rows, tolls_by_rule(view_of(release), rows)) if rule else table.rows
        show(table.columns, told, form, SHOWN[name])

    return command


def reconciled(  # noqa: PLR0913 (a front door)
    folder: DossierDir,
    rule: Annotated[Rule, typer.Option(help="How rival figures become one row.")] = Rule.RANGE,
    as_of: AsOf = None,
    happened_by: HappenedBy = None,
    actor: Actor = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    form: As = Format.TABLE,
) -> None:
    """Print tolls as low, best and high by side, put together by a rule that each row names. Nothing is summed.

    Every claimant's own figure stands beside the row, with the independent origins (not copies) that tell it.

    Example: contested reconciled border --rule majority-of-origins
    """
    record = select(load_record(open_dossier(folder), as_of, happened_by), Wanted(actor, place, None, since, until))
    rows = reconciled_rows(view_of(own(record)), reconciled_tolls(record, rule))
    show(RECONCILED_COLUMNS, rows, form, RECONCILED_SHOWN)


def actors(  # noqa: PLR0913 (a front door)
    folder: DossierDir,
    unresolved: Annotated[
        bool, typer.Option("--unresolved", help="What a person should look at: new names, weak links, open words.")
    ] = False,
    as_of: AsOf = None,
    happened_by: HappenedBy = None,
    actor: Actor = None,
    place: Place = None,
    according_to: Teller = None,
    since: Since = None,
    until: Until = None,
    form: As = Format.TABLE,
) -> None:
    """Everybody who acts or speaks in the reports.

    With --unresolved: names that no list holds and what the text makes of them, links of low score with their reason,
    and words that were linked to nobody. Private people are never listed.

    Example: contested actors border --unresolved
    """
    dossier = open_dossier(folder)
    record = load_record(dossier, as_of, happened_by)
    if unresolved:
        show(COLUMNS, [astuple(one) for one in open_names(load_readings(dossier, record))], form)
        return
    table = ledger_table(own(select(record, Wanted(actor, place, according_to, since, until))), "actors")
    show(table.columns, table.rows, form, SHOWN["actors"])


def diff(
    folder: DossierDir,
    since: Annotated[dt.date, typer.Option(parser=to_day, metavar="DATE", help="The earlier day.", show_default=False)],
    as_of: AsOf = None,
    form: As = Format.TABLE,
) -> None:
    """Show what changed in the record between a day and now (or --as-of).

    Example: contested diff border --since 2022-09-14
    """
    dossier = open_dossier(folder)
    changes = compare(load_record(dossier, since), load_record(dossier, as_of))
    show(CHANGE_COLUMNS, change_rows(changes), form)


def explain(
    folder: DossierDir,
    wanted: Annotated[
        str, typer.Argument(metavar="ID", help="Id of a claim, an event, a ledger row, ...", show_default=False)
    ],
    as_of: AsOf = None,
    happened_by: HappenedBy = None,
    form: As = Format.TABLE,
) -> None:
    """Walk from any value to the claims, passages and reports that it rests on.

    Ids stand in the first column of every ledger; a claim may also be given as DOCUMENT:c01.

    Example: contested explain border e-1f2c3d
    """
    dossier = open_dossier(folder)
    record = load_record(dossier, as_of, happened_by)
    trail = trail_of(record, _relation_key(record, wanted))
    if trail.kind == "actor":
        trail = replace(trail, notes=(*trail.notes, *link_reasons(load_readings(dossier, record), wanted)))
    if form is Format.TABLE:
        print_trail(trail)
    else:
        print_trail_json(trail, form)


def _relation_key(record: Record, wanted: str) -> str:
    """Return the name under which the record knows a relation, where the id is that of a row of its ledger."""
    row = next((row for row in record.relations if relation_id(row) == wanted), None)
    return f"{row.subject}>{row.relation.value}>{row.object}" if row else wanted
