"""The one function that every engine maps: a report in, its coded form out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

from contested.extract import extract
from contested.extract.toponyms import acting_countries
from contested.language import EMBEDDED, analyser_named
from contested.model.readings import Extraction, Reading, Resolution
from contested.model.record import Conflict, Record
from contested.model.reports import Origin, ReadState, Report
from contested.model.tree import Analyser
from contested.publish.release import own
from contested.publish.wire import coded_report
from contested.record import fold_readings
from contested.resolve import Theatre, resolve
from contested.resolve.places import link_places


@cache
def analyser(language: str = EMBEDDED) -> Analyser:
    """Return the language core of that name; it is loaded once a process. ContestedError where there is none."""
    return analyser_named(language)


def read_report(report: Report, core: Analyser, theatre: Theatre | None = None) -> Reading:
    """Return the reading of a report: language, extract, resolve. One that is not read gives an empty reading."""
    if report.state is ReadState.NOT_READ:
        return Reading(report, Extraction(report.id), Resolution(report.id))
    tree = next(iter(core.analyse([report.text])))
    extraction = extract(report, tree)
    return Reading(report, extraction, resolve(report, extraction, theatre))


def with_acting_countries(reading: Reading) -> Reading:
    """Return the reading with the countries that act among its places: for lists of all place names, not for claims."""
    extraction, resolution = reading.extraction, reading.resolution
    acting = acting_countries(extraction.mentions, extraction.places)
    places, links = link_places(acting, Counter(), reading.report.text)
    known = {place.id for place in resolution.places}
    return replace(
        reading,
        extraction=replace(extraction, places=(*extraction.places, *acting)),
        resolution=replace(
            resolution,
            places=(*resolution.places, *(place for place in places if place.id not in known)),
            place_links=(*resolution.place_links, *links),
        ),
    )


def fold_one(reading: Reading) -> Record:
    """Return the record of one report alone."""
    report = reading.report
    conflict = Conflict(title=report.title or report.doc_id, suggested=True)
    own = Origin(f"o-{report.id.rpartition('-')[2]}", (report.id,), "own text")
    return fold_readings([reading], conflict, origins=[own])


def code_report(report: Report, language: str = EMBEDDED) -> dict[str, Any]:
    """Return the coded report as JSON values (the form is in `contested.publish.wire`). Picklable, deterministic."""
    return coded(read_report(report, analyser(language)))


def coded(reading: Reading) -> dict[str, Any]:
    """Return the coded form of one reading as JSON values."""
    return coded_report(own(fold_one(reading), [reading]), reading.report.id)
