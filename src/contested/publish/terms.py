"""The terms of a release: for whom, on what day, and what the dossier's people have laid down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from contested.model.reports import Report, Rights, Tlp
from contested.publish.release import Audience

MAIL = "message/rfc822"
HOLD_HOURS = 72
_RANK = {Tlp.CLEAR: 0, Tlp.GREEN: 1, Tlp.AMBER: 2, Tlp.AMBER_STRICT: 3, Tlp.RED: 4}
_UP_TO = {Audience.PUBLIC: 0, Audience.PARTNER: 2, Audience.INTERNAL: 3}  # FIRST TLP 2.0; RED: named readers alone
_SENSITIVITY = {"": 0, "none": 0, "no": 0, "low": 0, "low or no": 0, "moderate": 2, "medium": 2, "severe": 4}
_OTHER_SENSITIVITY = 3  # "high", and whatever words a person put there
_RESTRICTED = ("acled",)  # sources whose rows their terms of use do not let others hand on


@dataclass(frozen=True, slots=True)
class Policy:
    """What `dossier.toml` lays down for publishing.

    ``reviewers``: only their word lifts a hold; empty: that of any named person. ``red_readers``: who may be given
    reports labelled RED. ``unlabelled``: the label of reports that have none (mail without one is AMBER at least).
    ``hold_hours``: how long positions and movements of units are held back. ``redistribute``: sources whose terms let
    their rows be handed on although they are restricted by default.
    """

    contact: str = ""
    reviewers: tuple[str, ...] = ()
    red_readers: tuple[str, ...] = ()
    unlabelled: Tlp = Tlp.CLEAR
    hold_hours: int = HOLD_HOURS
    redistribute: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one release. ``reader``: the one person that an internal release is for, where it is for one."""

    audience: Audience
    day: dt.date
    policy: Policy = Policy()
    reader: str = ""

    def may_leave(self, report: Report) -> bool:
        """Return whether a report may be shown to the audience at all, under its label, sensitivity and rights."""
        if self.audience is not Audience.INTERNAL and self.rights(report) is Rights.NONE:
            return False
        return _rank(report, self.policy) <= self._most()

    def rights(self, report: Report) -> Rights:
        """Return a report's rights; none where it is of a source whose rows are not handed on."""
        name = report.source_name.casefold()
        allowed = any(name.startswith(one.casefold()) for one in self.policy.redistribute)
        restricted = name.startswith(_RESTRICTED) and not allowed
        return Rights.NONE if restricted and self.audience is not Audience.INTERNAL else report.rights

    def label(self, report: Report) -> Tlp:
        """Return a report's label, with that of an unlabelled one."""
        return _label(report, self.policy)

    def holds_back(self, day: dt.date | None) -> bool:
        """Return whether a position told or held on a day is too fresh; whatever has no day is."""
        return day is None or ((self.day - day).days - 1) * 24 < self.policy.hold_hours

    def is_reviewer(self, name: str) -> bool:
        """Return whether somebody's review lifts a hold."""
        plain = name.strip().casefold()
        listed = {one.strip().casefold() for one in self.policy.reviewers}
        return bool(plain) and (not listed or plain in listed)

    def _most(self) -> int:
        readers = {name.strip().casefold() for name in self.policy.red_readers}
        named = self.audience is Audience.INTERNAL and self.reader.strip().casefold() in readers
        return 4 if named else _UP_TO[self.audience]


def _label(report: Report, policy: Policy) -> Tlp:
    if report.tlp is not None:
        return report.tlp
    least = Tlp.AMBER if report.media_type == MAIL else Tlp.CLEAR
    return max(least, policy.unlabelled, key=_RANK.__getitem__)


def _rank(report: Report, policy: Policy) -> int:
    sensitivity = _SENSITIVITY.get((report.sensitivity or "").strip().casefold(), _OTHER_SENSITIVITY)
    return max(_RANK[_label(report, policy)], sensitivity)
