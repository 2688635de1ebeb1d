"""Fold the words of a run that make one thing: "twenty-five", "20th", "7 p.m.", "a few", "New Year's Eve"."""

from __future__ import annotations

import re

from contested.extract.times._lexer import Run, Token, entry
from contested.lexicon.times import Value, load_time_rules

SCALES = (100, 1000, 1000000)


def fold(text: str, run: Run) -> Run:
    """Return the run with its multi-word numbers, ordinals, clock times and holidays folded into one token each."""
    folded: Run = []
    at = 0
    while at < len(run):
        token, at = _fold_at(text, run, at)
        folded.append(token)
    return folded


def _fold_at(text: str, run: Run, at: int) -> tuple[Token, int]:
    token = run[at]
    values = token.entry.values
    result: tuple[Token, int] | None = None
    if "opens_phrase" in values:
        result = _phrase(text, run, at)
    elif "num" in values or "clock" in values:
        result = _suffix(run, at) or _clock(run, at) or _with_half(text, run, at)
    elif "cardinal" in values:
        result = _clock(run, at) or _cardinal(run, at)
    elif "ordinal" in values:
        result = _one(token, {**values, "ordday": values["ordinal"], "daynum": values["ordinal"]}), at + 1
    elif "vague" in values or "a" in values:
        result = _vague(text, run, at)
    return result or (token, at + 1)


def _one(token: Token, values: dict[str, Value]) -> Token:
    return Token(token.start, token.end, token.text, entry(values))


def _join(text: str, first: Token, last: Token, values: dict[str, Value]) -> Token:
    return Token(first.start, last.end, text[first.start : last.end] if text else first.text, entry(values))


def _phrase(text: str, run: Run, at: int) -> tuple[Token, int] | None:
    """Fold a holiday of several words ("Good Friday")."""
    rules = load_time_rules()
    start = run[at].start
    for phrase in rules.phrases[run[at].text.lower()]:
        written = text[start : start + len(phrase)].replace("’", "'")
        if written.lower() == phrase and not text[start + len(phrase) : start + len(phrase) + 1].isalnum():
            end = start + len(phrase)
            last = next((i for i in range(at, len(run)) if run[i].start >= end), len(run))
            token = Token(start, end, text[start:end], entry({"holiday": rules.phrase_values[phrase]}))
            return token, last
    return None


def _suffix(run: Run, at: int) -> tuple[Token, int] | None:
    """Fold "20th" and "1920s"."""
    if at + 1 == len(run) or run[at + 1].start != run[at].end:
        return None
    token, mark = run[at], run[at + 1]
    number = token.value("num")
    suffix = mark.value("suffix") if mark.value("apos_s") is None else "s"
    if suffix in ("st", "nd", "rd", "th") and isinstance(number, int):
        values: dict[str, Value] = {"ordinal": number, "suffixed": 1}
        if 1 <= number <= 31:
            values |= {"daynum": number, "ordday": number}
        return _join("", token, mark, values), at + 2
    if suffix == "s" and isinstance(number, int) and number % 10 == 0 and token.value("yearbc"):
        return _join("", token, mark, {"decade": number}), at + 2
    return None


HALF = re.compile(r"(\d{1,3})(?: |-)1/2(?![\w/])")


def _with_half(text: str, run: Run, at: int) -> tuple[Token, int] | None:
    """Fold "2 1/2" and "4-1/2"."""
    start = run[at].start
    match = HALF.match(text, start, start + 8)
    if match is None:
        return None
    last = next((i for i in range(at, len(run)) if run[i].start >= match.end()), len(run))
    return Token(start, match.end(), match.group(), entry({"num": f"{match[1]}.5"})), last


def _clock(run: Run, at: int) -> tuple[Token, int] | None:
    """Fold "7 p.m.", "9:45", "06.00 hours", "0600 hrs" into a clock time."""
    token = run[at]
    after = run[at + 1] if at + 1 < len(run) else None
    written = token.value("clock") or token.value("dot")
    time = f"{written}".replace(".", ":") if written else f"{token.value('num')}:00" if token.value("daynum") else None
    half = after.value("ampm") if after else None
    if after and after.value("oclock") == "oclock":
        hour = token.value("daynum") or token.value("cardinal")
        known = isinstance(hour, int) and 1 <= hour <= 12 and not written
        return (_join("", token, after, {"clocktime": f"{hour:02d}:00"}), at + 2) if known else None
    if after and half and time:
        hour = _hour_of_half(time, f"{half}")
        return (_join("", token, after, {"clocktime": hour}), at + 2) if hour else None
    if (
        after
        and after.text in ("hours", "hrs", "h")
        and (token.value("dot") or token.value("clock") or token.text[0] == "0")
    ):
        military = token.value("military")
        if military or written:
            return _join("", token, after, {"clocktime": _pad(f"{military or time}")}), at + 2
    if after and after.value("zone") and token.value("military") and len(token.text) == 4:
        return _one(token, {"clocktime": f"{token.value('military')}"}), at + 1
    if token.value("clock"):
        return _one(token, {"clocktime": _pad(f"{token.value('clock')}"), "clock": 1}), at + 1
    return None


def _pad(time: str) -> str:
    hour, _, rest = time.partition(":")
    return f"{int(hour):02d}:{rest}"


def _hour_of_half(time: str, half: str) -> str | None:
    hour, _, rest = time.partition(":")
    if not 1 <= int(hour) <= 12:
        return None
    return f"{int(hour) % 12 + (12 if half == 'pm' else 0):02d}:{rest}"


def _cardinal(run: Run, at: int) -> tuple[Token, int]:
    """Fold number words; "twenty-first" becomes an ordinal."""
    total, current, end = 0, 0, at
    while end < len(run) and isinstance(number := run[end].value("cardinal"), int):
        if number in SCALES or (number == 12 and run[end].text.lower() == "dozen"):
            current = (current or 1) * number
            total, current = (total + current, 0) if number >= 1000 else (total, current)
        elif current and not _may_follow(current, number):
            break
        else:
            current += number
        end += 1
        end += _skip_joint(run, end)
    last = run[end - 1] if run[end - 1].value("cardinal") is not None or end - 1 == at else run[end - 2]
    ordinal = run[end].value("ordinal") if end < len(run) and current % 10 == 0 and current >= 20 else None
    if isinstance(ordinal, int) and ordinal < 10 and run[end - 1].text in ("-", "–"):
        number = current + ordinal
        values: dict[str, Value] = (
            {"ordinal": number, "ordday": number, "daynum": number} if number <= 31 else {"ordinal": number}
        )
        return _join("", run[at], run[end], values), end + 1
    stop = run.index(last, at) + 1
    return _join("", run[at], last, {"word": total + current}), stop


def _may_follow(current: int, number: int) -> bool:
    return (current % 10 == 0 and current % 100 >= 20 and number < 10) or (current % 100 == 0 and number < 100)


def _skip_joint(run: Run, at: int) -> int:
    """Return 1 if a hyphen or "and" at ``at`` joins two number words."""
    joins = at + 1 < len(run) and (run[at].text in ("-", "–") or (run[at].text == "and" and _is_scale(run, at - 1)))
    if not joins:
        return 0
    follows = run[at + 1].value("cardinal")
    ordinal = run[at + 1].value("ordinal")
    if run[at].text != "and" and isinstance(ordinal, int) and ordinal < 10:
        return 1
    before = run[at - 1].value("cardinal")
    return int(
        isinstance(follows, int) and isinstance(before, int) and (before >= 100 or (before >= 20 and follows < 10))
    )


def _is_scale(run: Run, at: int) -> bool:
    return run[at].value("cardinal") in SCALES


VAGUE = re.compile(r"(?:(?:a|the|this)\s+)?(?:few|couple(?:\s+of)?|several|many)(?:\s+more)?\b", re.IGNORECASE)


def _vague(text: str, run: Run, at: int) -> tuple[Token, int] | None:
    """Fold "a few", "a couple of", "several"."""
    match = VAGUE.match(text, run[at].start)
    if match is None or run[at].text.lower() == "more":
        return None
    end = match.end()
    last = next((i for i in range(at, len(run)) if run[i].start >= end), len(run))
    values: dict[str, Value] = {"word": 2} if "couple" in match.group().lower() else {"vague": 1}
    return Token(run[at].start, end, match.group(), entry(values)), last
