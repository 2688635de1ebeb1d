"""Build gold records from authoring files: short to write, with every offset computed and checked.

Usage: python tools/gold_build.py FOLDER...     (FOLDER holds authoring/NAME.yaml; writes NAME.txt, NAME.json and
reports.toml into FOLDER, and fails with a list of problems if a record is not sound)

An authoring file is YAML: `date`, `outlet`, `source_kind`, `text`, and one block of lines for each part of the record
(corpus/README.md says what the fields mean). Fields of a line are separated by " | ". A quoted bit of text must stand
once in the report; "word#2" is its second occurrence as a whole word, "word#1,3" two of them, "word*" all of them.

actors         ID | full name | kind | mention | mention ... and options side=a,b members=a,b alias=A;B note=...
               A mention may begin with its form: a: adjective, p: pronoun (always optional), m: metonym, M: metonym
               that is also listed under places, c: collective, n: nominal, N: name; "?" before the colon makes it
               optional ("a?:Kenyan", "?:the man"). Without a form, capitals without article make a name.
times          text | TIMEX3 value | options: D (duration), T (time), opt, edtf=..., mod=..., anchor=..., note=...
places         text | role (event, dateline, part, other, metonym) | name=...
relations      subject relation object | evidence | options: unreliable, attribute=..., note=...
claims         c01: two lines, the span and
               TYPE/ALT | roles | voices | date | flags ...
               roles: "a b +c > d" (+ accepted, a lone ~ makes the role implied, - nobody); "a b <>" both in both roles
               voices: innermost last, "." for the report itself, + accepted
               date: EDTF and the basis e(xplicit) r(elative) i(nferred); "dct"; "-" for none
               flags: accused denied possible hypothetical neg hist future harm opt, at=place cue=word tc=class
               mode=... embeds=c02 note=...; a toll: killed 9 "nine" people @whose (// note) with bounds 9, 9+ (at
               least), ~9 (about), ..9 (up to), 5..9 (both), and "v" after the bounds for a vague word
disputes       kind strength c01 c02 / c03 | note         not_disputes   c01 c02 | note
alliances      a b relation | c01 c02 | options: unreliable, note=...
risks          text | c01 | options: note=...             anomalies      text | kind | note | suggested reading
ceasefires, mediations, territory: YAML rows, written as they are.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from gold_text import AuthoringError, Report, Row, interval, is_day, precision, weekday  # noqa: E402

from tests.corpus.gold import problems, read_case  # noqa: E402

FORMS = {
    "a": "adjective", "p": "pronoun", "m": "metonym", "M": "metonym", "c": "collective", "n": "nominal", "N": "name",
}  # fmt: skip
PLACES = {
    "event": "event_place", "dateline": "dateline", "part": "part_of_name", "other": "other",
    "metonym": "actor_metonym",
}  # fmt: skip
STANCES = ("accused", "denied", "possible", "hypothetical")
BASIS = {"e": "explicit", "r": "relative", "i": "inferred"}
AUX = {"hist": "historical", "future": "future"}
TOLL = re.compile(
    r'(?P<kind>[a-z_]+) (?P<bounds>[\d.~+]+)(?P<vague> v)? "(?P<quote>[^"]+)"'
    r"(?: (?P<unit>[^@/]+?))?(?: @(?P<whose>\w+))?(?: // (?P<note>.+))?"
)


def _lines(source: Row, part: str) -> Iterator[list[str]]:
    """Return the fields of every line of one part."""
    for line in str(source.get(part) or "").splitlines():
        if line.strip():
            yield [field.strip() for field in line.split(" | ")]


def _option(fields: Sequence[str], name: str) -> str | None:
    found = [field.removeprefix(f"{name}=") for field in fields if field.startswith(f"{name}=")]
    return found[0] if found else None


def _listed(value: str | None, between: str = ",") -> list[str]:
    return [part.strip() for part in value.split(between)] if value else []


def actors(report: Report, source: Row) -> Iterator[Row]:
    """Return the actors with their mentions, ids counted over the report."""
    count = 0
    parsed = [(fields, _mentions(report, fields[3:])) for fields in _lines(source, "actors")]
    spans = [(row["start"], row["end"]) for _, rows in parsed for row in rows]
    for fields, mentions in parsed:
        name, canonical, kind = fields[:3]
        for mention in mentions:
            if mention.pop("every") and _inside((mention["start"], mention["end"]), spans):
                mention["optional"] = True
            count += 1
            mention["id"] = f"m{count:03}"
        members = _listed(_option(fields, "members"))
        yield {
            "id": name,
            "canonical": canonical,
            "aliases": _listed(_option(fields, "alias"), ";"),
            "kind": kind,
            "side": _listed(_option(fields, "side")) or members or [name],
            "members": members or None,
            "note": _option(fields, "note"),
            "mentions": mentions,
        }


def _inside(span: tuple[object, object], spans: list[tuple[object, object]]) -> bool:
    start, end = (int(str(place)) for place in span)
    others = [(int(str(first)), int(str(last))) for first, last in spans if (first, last) != span]
    return any(first <= start and end <= last for first, last in others)


def _mentions(report: Report, fields: Sequence[str]) -> list[Row]:
    found: list[Row] = []
    for field in fields:
        if re.match(r"(side|members|alias|note)=", field):
            continue
        marked = re.match(r"([apmMcnN]?)(\??):(?=\S)", field)
        code, doubt = (marked[1], marked[2]) if marked else ("", "")
        quoted = field[marked.end() :] if marked else field
        article = re.match(r"(the|a|an|The|A|An|Our|our|its|Its|their|Their)\s", quoted)
        form = FORMS.get(code) or ("name" if quoted[0].isupper() and not article else "nominal")
        for span in report.find(quoted):
            optional = bool(doubt) or form == "pronoun"
            found.append({"id": "", **span, "form": form, "optional": optional, "every": quoted.endswith("*")})
    return sorted(found, key=lambda row: int(str(row["start"])))


def times(report: Report, source: Row) -> Iterator[Row]:
    """Return the time expressions in reading order."""
    rows = [row for fields in _lines(source, "times") for row in _time(report, fields)]
    for number, row in enumerate(sorted(rows, key=lambda row: int(str(row["start"]))), 1):
        yield {"id": f"t{number:02}", **row}


def _time(report: Report, fields: list[str]) -> Iterator[Row]:
    value = fields[1]
    present = value == "PRESENT_REF"
    edtf = _option(fields, "edtf") or (report.date if present else value.split("T")[0])
    duration = value.startswith("P") and not present
    clock = re.search(r"T[A-Z\d]", value) is not None and not present
    kind = "DURATION" if duration or "D" in fields else "TIME" if clock or "T" in fields else "DATE"
    for span in report.find(fields[0]):
        spoken = weekday(str(span["text"]))
        if spoken is not None and is_day(edtf) and weekday(edtf) != spoken:
            raise AuthoringError(f"{report.name}: {span['text']!r} is no name for {edtf}")
        yield {
            **span,
            "timex_type": kind,
            "value": value,
            "edtf": edtf,
            "interval": [None, None] if duration else list(interval(edtf)),
            "precision": "duration" if duration else precision(edtf),
            "mod": _option(fields, "mod"),
            "anchor": _option(fields, "anchor"),
            "optional": present or "opt" in fields,
            "note": _option(fields, "note"),
        }


def places(report: Report, source: Row) -> Iterator[Row]:
    """Return the places listed and the capitals that act, in reading order."""
    rows: list[Row] = []
    for fields in _lines(source, "places"):
        for span in report.find(fields[0]):
            rows.append({**span, "name": _option(fields, "name") or span["text"], "role": PLACES[fields[1]]})
    for fields in _lines(source, "actors"):
        for field in fields[3:]:
            if field.startswith("M:"):
                spans = report.find(field.removeprefix("M:"))
                rows += [{**span, "name": span["text"], "role": "actor_metonym"} for span in spans]
    for number, row in enumerate(sorted(rows, key=lambda row: int(str(row["start"]))), 1):
        yield {"id": f"l{number:02}", **row}


def relations(report: Report, source: Row) -> Iterator[Row]:
    """Return the relations in the order in which they were written."""
    for number, fields in enumerate(_lines(source, "relations"), 1):
        subject, relation, object_ = fields[0].split()
        yield {
            "id": f"r{number:02}",
            "subject": subject,
            "relation": relation,
            "object": object_,
            "attribute": _option(fields, "attribute"),
            "reliable": "unreliable" not in fields,
            "note": _option(fields, "note"),
            "evidence": report.one(fields[1]),
        }


def claims(report: Report, source: Row) -> Iterator[Row]:
    """Return the claims under the ids that the author gave."""
    written = source.get("claims")
    assert isinstance(written, dict)
    for name, block in written.items():
        lines = [line.strip() for line in str(block).strip().splitlines()]
        if len(lines) != 2:
            raise AuthoringError(f"{report.name}: {name} needs a line with the span and a line with the code")
        try:
            yield {"id": name, **_claim(report, lines[0], [field.strip() for field in lines[1].split(" | ")])}
        except (ValueError, KeyError, IndexError) as error:
            raise AuthoringError(f"{report.name}: {name}: {error}") from error


def _claim(report: Report, quoted: str, fields: list[str]) -> Row:
    span = report.one(quoted)
    types = fields[0].split("/")
    chain = ["narrator", *(voice for voice in fields[2].split() if voice != "." and not voice.startswith("+"))]
    flags = fields[4:]
    known = {"neg", "harm", "opt", *STANCES, *AUX}
    tolls = [toll for toll in map(TOLL.fullmatch, flags) if toll]
    named = [flag for flag in flags if re.match(r"(at|cue|tc|mode|embeds|note)=", flag)]
    unknown = [flag for flag in flags if flag not in known and flag not in named and not TOLL.fullmatch(flag)]
    if unknown:
        raise ValueError(f"cannot read {unknown}")
    cue = _option(flags, "cue")
    if cue and cue not in report.sentence_text(str(span["sentence"])):
        raise ValueError(f"the cue {cue!r} is not in the sentence")
    row: Row = {**span, "event_type": types[0], "alt_types": types[1:], "mode": _option(flags, "mode")}
    if "harm" in flags:
        row["harm_only"] = True
    row |= _roles(fields[1])
    if _option(flags, "tc"):
        row["target_class"] = _option(flags, "tc")
    return row | {
        "claimant_chain": chain,
        "claimant": chain[-1],
        "claimant_accept": [voice[1:] for voice in fields[2].split() if voice.startswith("+")],
        "cue": cue,
        "date": _date(report, fields[3]),
        "place": _option(flags, "at"),
        "quantities": [_toll(report, toll, span) for toll in tolls],
        "modality": next((stance for stance in STANCES if stance in flags), "asserted"),
        "polarity": "negative" if "neg" in flags else "positive",
        "aux": [name for code, name in AUX.items() if code in flags],
        "embeds": _option(flags, "embeds"),
        "optional": "opt" in flags,
        "note": _option(flags, "note"),
    }


def _roles(code: str) -> Row:
    both = "<>" in code
    sides = code.replace("<>", " ").strip().split(">") if not both else [code.replace("<>", " ")] * 2
    if len(sides) != 2:
        raise ValueError(f"roles need one > or <>, not {code!r}")
    found: Row = {}
    implied: list[str] = []
    for role, side in zip(("initiator", "recipient"), sides, strict=True):
        words = side.split()
        found[role] = [word for word in words if word not in {"-", "~"} and not word.startswith("+")]
        found[f"{role}_accept"] = [word[1:] for word in words if word.startswith("+")]
        implied += [role] * ("~" in words)
    return {**found, "reciprocal": both, "roles_implied": implied}


def _date(report: Report, code: str) -> Row | None:
    if code == "-":
        return None
    edtf, basis = (report.date, "dct") if code == "dct" else (code.split()[0], BASIS[code.split()[1]])
    start, end = interval(edtf)
    return {"edtf": edtf, "start": start, "end": end, "precision": precision(edtf), "basis": basis}


def _toll(report: Report, toll: re.Match[str], span: Row) -> Row:
    code = toll["bounds"]
    low, high = ("", "")
    if ".." in code:
        low, high = code.split("..")
    best = "" if ".." in code else code.strip("~+")
    if not code.startswith("~") and ".." not in code:
        low, high = best, "" if code.endswith("+") else best
    return {
        "kind": toll["kind"],
        "lower": _number(low),
        "best": _number(best),
        "upper": _number(high),
        "vague": toll["quote"].split("#")[0] if toll["vague"] else None,
        "whose": toll["whose"],
        "unit": toll["unit"] or "people",
        "note": toll["note"],
        "quote": report.within(toll["quote"], span),
    }


def _number(text: str) -> float | None:
    value = float(text) if text else None
    return int(value) if value is not None and value.is_integer() else value


def ledgers(report: Report, source: Row) -> Row:
    """Return disputes, traps, risks, alliances and anomalies with ids; rows written in YAML get ids only."""
    found: Row = {"disputes": [], "not_disputes": []}
    found["disputes"] = [_dispute(number, fields) for number, fields in enumerate(_lines(source, "disputes"), 1)]
    found["not_disputes"] = [{"pair": f[0].split(), "note": f[1]} for f in _lines(source, "not_disputes")]
    for part, letters in (("ceasefires", "ce"), ("mediations", "me"), ("territory", "te")):
        rows = source.get(part) or []
        assert isinstance(rows, list)
        found[part] = [{"id": f"{letters}{number:02}", **row} for number, row in enumerate(rows, 1)]
    found["alliances"] = [
        {
            "id": f"al{number:02}", "actors": f[0].split()[:2], "relation": f[0].split()[2],
            "reliable": "unreliable" not in f, "evidence": f[1].split() if len(f) > 1 else [],
            "note": _option(f, "note"),
        }
        for number, f in enumerate(_lines(source, "alliances"), 1)
    ]  # fmt: skip
    found["risks"] = [
        {"id": f"ri{number:02}", "evidence": f[1].split(), "note": _option(f, "note"), **report.one(f[0])}
        for number, f in enumerate(_lines(source, "risks"), 1)
    ]
    found["anomalies"] = [
        {
            "id": f"x{number:02}", **report.one(f[0]), "kind": f[1], "note": f[2],
            "suggested_reading": f[3] if len(f) > 3 else None, "basis": "text",
        }
        for number, f in enumerate(_lines(source, "anomalies"), 1)
    ]  # fmt: skip
    return found


def _dispute(number: int, fields: list[str]) -> Row:
    kind, strength, *rest = fields[0].split()
    cut = rest.index("/")
    ours, theirs = rest[:cut], rest[cut + 1 :]
    return {
        "id": f"d{number:02}",
        "kind": kind,
        "strength": strength,
        "side_a": ours,
        "side_b": theirs,
        "pairs": [[a, b] for a in ours for b in theirs],
        "note": fields[1] if len(fields) > 1 else None,
    }


def build(path: Path) -> tuple[str, Row]:
    """Return the text and the gold record of one authoring file."""
    source = yaml.safe_load(path.read_text(encoding="utf-8"))
    report = Report(path.stem, str(source["text"]), source["date"].isoformat())
    head = report.head(str(source["outlet"]), str(source["source_kind"]))
    parts: Row = {
        "actors": list(actors(report, source)),
        "relations": list(relations(report, source)),
        "times": list(times(report, source)),
        "places": list(places(report, source)),
        "claims": list(claims(report, source)),
    }
    return report.text, {**head, **parts, **ledgers(report, source)}


def write(folder: Path) -> list[str]:
    """Write the texts, records and sidecar of ``folder``; return what is wrong with them."""
    sidecar, wrong = [], []
    for path in sorted((folder / "authoring").glob("*.yaml")):
        try:
            text, gold = build(path)
        except AuthoringError as error:
            wrong.append(str(error))
            continue
        (folder / f"{path.stem}.txt").write_text(text, encoding="utf-8", newline="")
        record = folder / f"{path.stem}.json"
        record.write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        published, outlet = gold["document_creation_time"], json.dumps(gold["outlet"], ensure_ascii=False)
        sidecar.append(f'["{path.stem}.txt"]\npublished = {published}\nsource = {outlet}\n')
        wrong += problems(read_case(record))
    (folder / "reports.toml").write_text("".join(sidecar), encoding="utf-8")
    return wrong


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    found = [line for folder in sys.argv[1:] for line in write(Path(folder))]
    sys.exit("\n".join(found) or 0)
