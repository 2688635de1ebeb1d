"""Do two clusters of claims tell of one happening? A scored comparison, every point of which has its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contested.model.claims import ClaimRelation, EventType, Stance
from contested.model.readings import Decision
from contested.record.facets import Facet, excludes, overlap, stem
from contested.record.material import Material
from contested.record.profiles import Profile, distance_km, meet, profile

THRESHOLD = 0.55  # from which two clusters are one happening
LIKE = 0.35  # from which two claims are looked at together: others may say what they leave out
BESIDE = 0.12  # what telling two claims side by side adds to their likeness
_ONE = frozenset({ClaimRelation.DENIES, ClaimRelation.CONFIRMS, ClaimRelation.CORRECTS, ClaimRelation.SUBSET_OF})
_TWO = frozenset({ClaimRelation.IN_RESPONSE_TO, ClaimRelation.JUSTIFIED_BY, ClaimRelation.PART_OF})
_RARE = frozenset({"breach", "ceasefire_declared", "truce"})
_DIRECTED = frozenset(
    {"violence", "interception", "breach", "tally of breaches", "coerce", "mobilize", "sanction", "threaten", "accuse"}
)
_PACTS = frozenset({"agree", "ceasefire_declared", "consult", "cooperate"})
_KIN = frozenset({frozenset({"violence", "movement"}), frozenset({"agree", "ceasefire_declared"})})
_SPOKEN = frozenset({"accuse", "request", "reject", "threaten", "mediate", "support", "consult", "sanction"})
_NEAR_KM, _FAR_KM = 10.0, 30.0
_FEW_DAYS = 3
_SCENE_WORDS = 2
_SEASON = 100
_TALLY = 7  # days between two counts of one stretch of time
FLOATING = 4  # days that a happening told without a day may be older than its report


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two clusters are: a score, or None where they cannot tell of one happening."""

    score: float | None
    reasons: tuple[str, ...] = ()
    must: bool = False  # people or the report itself say that they are one


NEVER = Comparison(None)


def told_apart(a: Facet, b: Facet, material: Material) -> bool | None:
    """Return what people or the report itself say of two claims: True two happenings, False one, None nothing."""
    if material.verdicts.links:
        said = material.verdicts.between(a.claim.id, b.claim.id)
        if said in {Decision.DIFFERENT, Decision.SAME}:
            return said is Decision.DIFFERENT
    one, other = a.claim.id, b.claim.id
    relation = material.relation_between(one, other) or material.relation_between(other, one)
    if relation in _TWO:
        return True
    if (relation in _ONE or _killed_when(a, b)) and a.group == b.group and overlap(a, b) is not False:
        return False
    return None


def _killed_when(a: Facet, b: Facet) -> bool:
    """Return whether one clause tells of harm and the next one by what: "two died when shells hit the post"."""
    first, second = sorted((a, b), key=lambda facet: facet.order)
    if first.claim.report_id != second.claim.report_id or second.order - first.order != 1:
        return False
    gap = second.claim.passage.start - first.claim.passage.end
    opened = second.claim.passage.quote.casefold().startswith(("when ", "as ", "after "))
    types = {first.claim.event_type, second.claim.event_type}
    return 0 <= gap <= 2 and opened and types == {EventType.HARM, EventType.ASSAULT}


def compare_two(a: Facet, b: Facet, material: Material) -> Comparison:
    """Return how alike two claims are by themselves, and whether they must be one."""
    apart = told_apart(a, b, material)
    if apart is not None:
        return NEVER if apart else Comparison(1.0, ("people or the report itself link them",), must=True)
    comparison = compare(profile(a, material), profile(b, material))
    if comparison.score is None or not told_beside(a, b):
        return comparison
    return Comparison(comparison.score + BESIDE, (*comparison.reasons, "told side by side"))


def told_beside(a: Facet, b: Facet) -> bool:
    """Return whether two claims stand side by side in a report and one of them leaves a role or the place open.

    What two speakers tell one after the other is not told side by side.
    """
    near = a.claim.report_id == b.claim.report_id and abs(a.order - b.order) <= 1
    voices = {a.claim.claimant, b.claim.claimant} - {None}
    return (
        near and len(voices) <= 1 and (not (a.who and b.who) or not (a.whom and b.whom) or not (a.points and b.points))
    )


def comparable(one: str, other: str) -> bool:
    """Return whether claims of two groups of types can tell of one happening at all."""
    return one == other or frozenset({one, other}) in _KIN


def compare(a: Profile, b: Profile) -> Comparison:
    """Return how alike two clusters of claims are."""
    if not comparable(a.group, b.group) or _conflict(a, b):
        return NEVER
    points = [point for rule in _RULES if (point := rule(a, b)) is not None]
    return Comparison(sum(p for p, _ in points), tuple(reason for p, reason in points if p > 0))


def shared_words(a: Profile, b: Profile) -> float:
    """Return the shared stems of two clusters by all stems that either has."""
    both = len(a.words & b.words)
    return both / (len(a.words) + len(b.words) - both) if both else 0.0


def _conflict(a: Profile, b: Profile) -> bool:
    """Return whether two clusters cannot tell of one happening."""
    if meet(a, b, _slack(a, b)) is False:
        return True
    if a.group != b.group:
        return _kin_conflict(a, b)
    if a.group == "movement":
        return _movements_conflict(a, b)
    if a.group == "tally of breaches":
        return a.doers != b.doers if a.doers and b.doers else not a.tallies & b.tallies
    if a.group in _PACTS:
        return _pact_conflict(a, b)
    if a.group not in _DIRECTED:
        return bool(a.who and b.who and not (a.who & b.who))
    return _roles_conflict(a, b) or _harm_conflict(a, b)


def _slack(a: Profile, b: Profile) -> int:
    """Return by how many days two times may miss each other: where no words give them, reports date acts loosely."""
    if a.group == "movement" and a.points & b.points:
        return 1
    if a.group == "tally of breaches" and not (a.sure and b.sure):
        return _TALLY
    if a.floating != b.floating:
        return FLOATING
    if (a.sure and b.sure) or (a.group == "violence" and a.reports & b.reports):
        return 0
    return 2 if a.group in _SPOKEN else 1


def _kin_conflict(a: Profile, b: Profile) -> bool:
    """Return whether a taking is not the assault that led to it, or a deal not the truce: by doer, place and day."""
    if "violence" in {a.group, b.group}:
        return not (a.who & b.who and a.points & b.points) or a.mutual or b.mutual
    return _pact_conflict(a, b) or not (a.who & b.who and max(a.days, b.days) <= _FEW_DAYS)


def _pact_conflict(a: Profile, b: Profile) -> bool:
    """Return whether two deals are of different parties: two shared where both name two, one otherwise."""
    parties, others = a.who | a.whom, b.who | b.whom
    if not parties or not others:
        return False
    named, told = {p for p in parties if p in a.heads}, {p for p in others if p in b.heads}
    return len(parties & others) == 0 or (len(named) >= 2 and len(told) >= 2 and len(named & told) < 2)


def _movements_conflict(a: Profile, b: Profile) -> bool:
    """One side's leaving is the other's coming only at one place; two comings must be of one side."""
    if a.types & b.types:
        return bool(a.who and b.who and not a.who & b.who)
    left, taken = (a, b) if EventType.RETREAT in a.types else (b, a)
    return not a.points & b.points or not left.who & (taken.whom or left.who) or bool(left.who & taken.who)


def _roles_conflict(a: Profile, b: Profile) -> bool:
    if a.mutual or b.mutual:
        return _mutual_conflict(a, b)
    if a.who and b.who and not a.who & b.who:
        return bool(a.doers and b.doers) and not _rival(a, b)
    if a.victims and b.victims and not a.victims & b.victims and not _one_figure(a, b):
        return True
    if a.group == "breach" and min(a.days, b.days) <= _FEW_DAYS < max(a.days, b.days):
        return True
    crossed = (a.who & b.whom and not a.who & b.who) or (b.who & a.whom and not a.who & b.who)
    return bool(crossed)


def _rival(a: Profile, b: Profile) -> bool:
    """Return whether two sides lay one act at each other's door: one day, one place, no side that alone suffered."""
    if a.group != "violence" or max(a.days, b.days) > _FEW_DAYS or not _one_scene(a, b):
        return False
    charged = Stance.ACCUSED in a.stances or Stance.ACCUSED in b.stances
    if not charged or not (a.voices & b.who or b.voices & a.who) or (a.whom and b.whom):
        return False
    return not (a.whom or b.whom) or (bool(a.points & b.points) and _told_alike(a, b))


def _one_scene(a: Profile, b: Profile) -> bool:
    """Return whether two acts are of one stated place, or of one likely place and told in words that both share."""
    if a.points and b.points:
        return bool(a.points & b.points)
    return bool(a.where & b.where) and _told_alike(a, b)


def _told_alike(a: Profile, b: Profile) -> bool:
    """Return whether two clusters share words beyond those for the act itself."""
    return len((a.words & b.words) - a.triggers - b.triggers) >= _SCENE_WORDS


def _mutual_conflict(a: Profile, b: Profile) -> bool:
    """Return whether a clash meets a blow: it holds the blows of each side as its parts, and is none of them."""
    one_sided = b if a.mutual else a
    if a.mutual != b.mutual and a.group == "violence" and (one_sided.who or one_sided.by):
        return True
    first, second = a.who | a.whom, b.who | b.whom
    return bool(first and second and not first & second)


def _one_figure(a: Profile, b: Profile) -> bool:
    return any(
        x.kind is y.kind and (x.low, x.best, x.high) == (y.low, y.best, y.high) for x in a.tolls for y in b.tolls
    )


def _harm_conflict(a: Profile, b: Profile) -> bool:
    """Harm joins an assault only where time and place agree and a day, a place or a side ties them."""
    harm = frozenset({EventType.HARM})
    if (a.types == harm) == (b.types == harm):
        return False
    named = _names(a, b) or _names(b, a)
    tied = named or a.where & b.where or a.toward & b.toward or a.whom & b.whom
    if a.points and b.points and not a.points & b.points and not named:
        return True
    return not a.dated or not b.dated or not tied


_Point = tuple[float, str]


def _type_point(a: Profile, b: Profile) -> _Point:
    if a.types & b.types:
        return 0.15, "same type"
    return (0.1, "types of one group") if a.group == b.group else (0.05, "types near each other")


def _time_point(a: Profile, b: Profile) -> _Point | None:
    if not a.dated or not b.dated:
        return None
    longer, shorter = max(a.days, b.days), min(a.days, b.days)
    if not meet(a, b) or a.floating != b.floating:
        return 0.05, "days near each other"
    if (a.start, a.end) == (b.start, b.end):
        return (0.25, "same days") if longer <= _FEW_DAYS else (0.15, "same period")
    if longer <= _FEW_DAYS:
        return 0.2, "days overlap"
    if a.group == "violence" and shorter <= _FEW_DAYS:
        return (0.0 if longer <= _SEASON else -0.15), "one is told of a longer time"
    if longer <= 10:
        return 0.1, "days overlap"
    return (0.1, "times overlap") if shorter <= 40 else (0.05, "long times overlap")


def _who_point(a: Profile, b: Profile) -> _Point | None:
    if a.who & b.who:
        return 0.2, "same initiating side"
    if a.who and b.who:
        return -0.1, "another initiator"
    if a.by & b.by:
        return 0.1, "probably the same initiating side"
    return (-0.3, "probably another initiating side") if a.by and b.by else None


def _whom_point(a: Profile, b: Profile) -> _Point | None:
    if a.whom & b.whom:
        return 0.15, "same side on the receiving end"
    if a.toward & b.toward:
        return 0.05, "probably the same side on the receiving end"
    if a.outside != b.outside:
        return -0.25, "one hit outsiders"
    return (-0.15, "another side on the receiving end") if a.whom and b.whom else None


def _place_point(a: Profile, b: Profile) -> _Point | None:
    if a.points & b.points:
        return 0.25, "same place"
    if a.points and b.points:
        return _places_apart(a, b)
    if a.where & b.where:
        return 0.15, "probably the same place"
    if a.where and b.where:
        return -0.2, "probably different places"
    return (0.05, "same region") if a.areas & b.areas else None


def _places_apart(a: Profile, b: Profile) -> _Point | None:
    """Weigh two places by their distance; a place that no gazetteer knows may lie in the other one."""
    if _names(a, b) or _names(b, a):
        return 0.2, "one names the other's place"
    if a.group == "breach" or (a.vague or b.vague):
        return -0.1, "different places"
    apart = distance_km(a, b)
    near = apart is not None and apart <= _NEAR_KM
    if a.reports & b.reports:
        return (-0.35 if near else -0.55), "different places in one report"
    if near:
        return -0.05, "places near each other"
    return (-0.3, "different places") if apart is not None and apart < _FAR_KM else (-0.4, "places far apart")


def _names(a: Profile, b: Profile) -> bool:
    """Return whether the words of ``b`` hold the whole name of a place of ``a``."""
    return any(frozenset(stem(w) for w in name.split() if len(w) > 3) <= b.words for name in a.points if len(name) > 3)


def _toll_point(a: Profile, b: Profile) -> _Point | None:
    if not a.tolls or not b.tolls:
        return None
    if _one_figure(a, b):
        return 0.2, "same toll"
    pairs = [(x, y) for x in a.tolls for y in b.tolls if x.kind is y.kind]
    if pairs and not any(excludes(x, y) for x, y in pairs):
        return 0.05, "tolls agree"
    return None


def _tally_point(a: Profile, b: Profile) -> _Point | None:
    if a.group != "tally of breaches":
        return None
    return (0.3, "same count") if a.tallies & b.tallies else None


def _word_point(a: Profile, b: Profile) -> _Point | None:
    shared = shared_words(a, b)
    return (0.3 * shared, "shared words") if shared >= 0.1 else None


def _trigger_point(a: Profile, b: Profile) -> _Point | None:
    return (0.1, "same verb or noun") if a.triggers & b.triggers else None


def _rare_point(a: Profile, b: Profile) -> _Point | None:
    """Two parties make and break truces seldom enough that one day holds one."""
    rare = a.group in _RARE or b.group in _RARE
    return (0.1, "rare enough to be one") if rare and max(a.days, b.days) <= _FEW_DAYS else None


def _clash_point(a: Profile, b: Profile) -> _Point | None:
    return (-0.15, "one is a clash of both sides") if a.mutual != b.mutual and a.group == "violence" else None


def _background_point(a: Profile, b: Profile) -> _Point | None:
    return (-0.2, "one is background") if a.past != b.past and a.reports & b.reports else None


_RULES: tuple[Callable[[Profile, Profile], _Point | None], ...] = (
    _type_point,
    _time_point,
    _who_point,
    _whom_point,
    _place_point,
    _toll_point,
    _tally_point,
    _word_point,
    _trigger_point,
    _rare_point,
    _clash_point,
    _background_point,
)
