"""The rules that set two claims against each other. Each looks at one pair and says of which kind the dispute is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from contested.model.claims import Aux, ClaimRelation, EventType, Polarity, SpeechAct, Stance
from contested.model.events import DisputeKind, RecordedClaim
from contested.model.quantities import Measure, MeasureKind, Toll, VictimStatus
from contested.record.context import likely
from contested.record.facets import Facet, can_exclude, excludes, grounds, is_total, overlap
from contested.record.material import Material, speaker
from contested.record.truce_sides import parties_meet

_FAMILY = {
    EventType.ASSAULT: "violence",
    EventType.HARM: "violence",
    EventType.CEASEFIRE_DECLARED: "truce",
    EventType.CEASEFIRE_HELD: "truce kept",
    EventType.CEASEFIRE_VIOLATED: "truce kept",
    EventType.CEASEFIRE_COLLAPSED: "truce kept",
}
_ARMED = frozenset({"violence", "truce kept"})
_UNREAL = frozenset({Stance.HYPOTHETICAL, Stance.POSSIBLE})
_NEAR = 3  # claims told between a claim and its denial
_SPENT = frozenset({MeasureKind.LAUNCHED, MeasureKind.INTERCEPTED, MeasureKind.VEHICLES})
_FEW_DAYS = 3
_SEASON = 62  # days: a truce that is said to hold for longer is not gainsaid by one bad day, only stale
_COUNTED = 3  # days by which two counts of one stretch of time may be dated apart


class Matter(StrEnum):
    """In what two claims can be opposed; of several the first is the one that is told."""

    FIRST_FIRE = "first_fire"
    STANCE = "stance"
    TOLL = "toll"
    VIOLATIONS = "violations"
    ACTOR = "actor"
    CONTROL = "control"
    TRUCE = "truce"


@dataclass(frozen=True, slots=True)
class Opposition:
    """Of which kind a dispute is, and why. Of several that a ``pivot`` is in, only the weightiest stand."""

    kind: DisputeKind
    reason: str
    weight: int = 0
    pivot: str | None = None


def family(claim: RecordedClaim) -> str:
    """Return the family of types within which claims can contradict each other."""
    return _FAMILY.get(claim.event_type, claim.event_type.value)


def is_denial(claim: RecordedClaim) -> bool:
    """Return whether a claim denies something, in words of denial or as a plain negative."""
    return claim.stance is Stance.DENIED or (claim.stance is Stance.ASSERTED and claim.polarity is Polarity.NEGATIVE)


def starts_it(claim: RecordedClaim, material: Material) -> bool:
    """Return whether a claim says who began: by its words, or because another act is told as the answer to it."""
    if Aux.FIRST in claim.aux:
        return True
    answers = {ClaimRelation.IN_RESPONSE_TO, ClaimRelation.JUSTIFIED_BY}
    return any(link.other == claim.id and link.relation in answers for link in material.linked.get(claim.id, ()))


def linked_denial(a: Facet, b: Facet) -> Opposition:
    """Return the dispute of two claims that the report itself sets against each other."""
    denial, other = (a, b) if a.claim.stance is Stance.DENIED else (b, a)
    return Opposition(_denied_kind(denial.claim, other.claim), "the report says that one denies the other")


def _denied_kind(denial: RecordedClaim, other: RecordedClaim) -> DisputeKind:
    if other.event_type is EventType.TERRITORY_CHANGE:
        return DisputeKind.CONTROL
    if family(other).startswith("truce"):
        return DisputeKind.CEASEFIRE_STATUS
    if Aux.FIRST in other.aux or Aux.FIRST in denial.aux:
        return DisputeKind.FIRST_FIRE
    if other.tolls and denial.tolls:
        return DisputeKind.TOLL
    return DisputeKind.STANCE


def stance_rule(a: Facet, b: Facet, material: Material) -> Opposition | None:
    """Return the dispute of a claim with its denial: same act, other voice, one says no to what the other says."""
    for denial, other in ((a, b), (b, a)):
        opposed = _denies_what(denial.claim, other.claim, material) and _other_voice(denial, other, material)
        if opposed and _same_act(denial, other, material) and _near_enough(denial, other, material):
            weight = _answering_weight(denial, other)
            kind = _denied_kind(denial.claim, other.claim)
            return Opposition(kind, "one says what the other denies", weight, denial.claim.id)
    return None


def _answering_weight(denial: Facet, other: Facet) -> int:
    """Return how surely a denial answers a claim: it answers somebody, about the same doer and the same sufferer."""
    attributed = other.claim.claimant is not None
    shared = bool(denial.who & other.who) + bool(denial.whom & other.whom)
    return 2 * attributed + shared - (denial.mutual != other.mutual)


def _denies_what(denial: RecordedClaim, other: RecordedClaim, material: Material) -> bool:
    if not _one_matter(denial, other, material) or other.stance in {Stance.DENIED, Stance.HYPOTHETICAL}:
        return False
    if family(denial) == "truce kept" and denial.event_type is not other.event_type:
        return False
    if denial.initiators and not other.initiators and not denial.tolls:
        return False  # who denies the deed does not deny the harm
    if _is_part(other, material) and not any(t.victim_status is VictimStatus.CIVILIAN for t in other.tolls):
        return False  # who some of the dead were is another matter, unless they were civilians
    if denial.stance is Stance.DENIED:
        return denial.polarity is other.polarity
    return _plainly_contradicts(denial, other)


def _one_matter(denial: RecordedClaim, other: RecordedClaim, material: Material) -> bool:
    """Return whether two claims are of one family of types, or were found to tell of one taking of a place."""
    if family(denial) == family(other):
        return True
    kin = {denial.event_type, other.event_type} <= {EventType.ASSAULT, EventType.TERRITORY_CHANGE}
    return kin and material.one_event(denial.id, other.id)


def _plainly_contradicts(denial: RecordedClaim, other: RecordedClaim) -> bool:
    """Return whether a plain negative ("did not enter") meets what is told of the same doer, or of no doer at all."""
    plain = denial.stance is Stance.ASSERTED and denial.polarity is Polarity.NEGATIVE
    if not plain or other.polarity is Polarity.NEGATIVE or denial.event_type is EventType.STATUS:
        return False
    if denial.event_type is EventType.TERRITORY_CHANGE and not denial.initiators:
        return bool(grounds(denial) & grounds(other))  # "the town has not fallen"
    return not denial.tolls and (bool(denial.initiators) == bool(other.initiators))


def _other_voice(a: Facet, b: Facet, material: Material) -> bool:
    first, second = speaker(a.claim, material), speaker(b.claim, material)
    if first == second:
        return False
    if not material.same_side([first], [second]):
        return True
    return SpeechAct.ADMITTED in {a.claim.speech_act, b.claim.speech_act}


def _same_act(a: Facet, b: Facet, material: Material) -> bool:
    together = material.one_event(a.claim.id, b.claim.id)
    if a.points and b.points and not a.points & b.points and not together:
        return False
    other_doer = a.who and b.who and not a.who & b.who
    if other_doer and (_both_known(a.who, b.who, material) or (overlap(a, b) is not True and not together)):
        return False
    if a.mutual != b.mutual and a.who and b.who:
        return bool(a.who & b.who)
    return not (a.whom and b.whom and not a.whom & b.whom)


def _both_known(some: frozenset[str], others: frozenset[str], material: Material) -> bool:
    return any(material.is_power(a) for a in some) and any(material.is_power(a) for a in others)


def _near_enough(a: Facet, b: Facet, material: Material) -> bool:
    """Within a report the day or the place in the text ties two claims; across reports roles and days must meet."""
    if material.one_event(a.claim.id, b.claim.id):
        return True
    meets = overlap(a, b, 0 if (a.sure and b.sure) or a.claim.report_id != b.claim.report_id else 1)
    if meets is False:
        return False
    same_report = a.claim.report_id == b.claim.report_id
    distance = abs(a.order - b.order)
    shared = bool(a.who & b.who) + bool(a.whom & b.whom) + bool(a.points & b.points)
    if same_report:
        accused = Stance.ACCUSED in {a.claim.stance, b.claim.stance} and max(a.days, b.days) <= 3
        near = distance <= 1 or (shared >= 1 and distance <= _NEAR)
        return near or shared >= 2 or (shared >= 1 and accused) or _alike(a, b)
    close = meets is True and min(a.days, b.days) <= 10
    return close and shared >= 1 and bool(a.who & b.who) and (shared >= 2 or max(a.days, b.days) <= 10)


def _alike(a: Facet, b: Facet) -> bool:
    both = len(a.words & b.words)
    return bool(both) and both / (len(a.words) + len(b.words) - both) >= 0.3


def toll_rule(a: Facet, b: Facet, material: Material) -> Opposition | None:
    """Return the dispute of two figures for the same people, scope and time that exclude each other."""
    if not can_exclude(a, b) or family(a.claim) != family(b.claim):
        return None
    if Stance.DENIED in {a.claim.stance, b.claim.stance}:
        return None
    if {a.claim.stance, b.claim.stance} & _UNREAL or speaker(a.claim, material) == speaker(b.claim, material):
        return None
    together = material.one_event(a.claim.id, b.claim.id)
    apart = overlap(a, b) is False or not _same_setting(a, b)
    if (apart and not together) or _is_part(a.claim, material) or _is_part(b.claim, material):
        return None
    for x in a.claim.tolls:
        for y in b.claim.tolls:
            if x.subset_of is not None or y.subset_of is not None or not excludes(x, y):
                continue
            if _same_victims(x, y, a, b, material) or (together and _could_be_same(x, y, a, b, material)):
                return Opposition(DisputeKind.TOLL, f"{x.words.quote} or {y.words.quote}: {x.kind}")
    return None


def _is_part(claim: RecordedClaim, material: Material) -> bool:
    return bool(material.links_from(claim.id, ClaimRelation.SUBSET_OF))


def _same_setting(a: Facet, b: Facet) -> bool:
    """Return whether two figures are of one place and one time: the same period, or both of a few days."""
    if a.points and b.points and not a.points & b.points:
        return False
    if (a.start, a.end) != (b.start, b.end) and max(a.days, b.days) > _FEW_DAYS and a.dated and b.dated:
        return False
    if a.points & b.points or (abs(a.order - b.order) <= _NEAR and a.claim.report_id == b.claim.report_id):
        return True
    return a.claim.report_id == b.claim.report_id or bool((a.who | a.whom) & (b.who | b.whom))


def _same_victims(x: Toll, y: Toll, a: Facet, b: Facet, material: Material) -> bool:
    """Return whether two figures count the same people; where one does not say whose, one place must tie them."""
    if x.kind is not y.kind or x.unit != y.unit or is_total(x) != is_total(y):
        return False
    whose = material.sides(x.whose or a.claim.recipients)
    others = material.sides(y.whose or b.claim.recipients)
    if whose and others:
        return bool(whose & others) and not _status_excludes(x, y)
    if (whose & b.who) or (others & a.who):
        return False  # the doer's own losses are not those that it caused
    guess, guessed = likely(a, material).toward, likely(b, material).toward
    if guess and guessed and not guess & guessed:
        return False
    return bool(a.points & b.points) or not (whose or others)


def _could_be_same(x: Toll, y: Toll, a: Facet, b: Facet, material: Material) -> bool:
    """Return whether two figures of one happening can be of the same people: one does not say whose, or both agree."""
    if x.kind is not y.kind or x.unit != y.unit or is_total(x) != is_total(y) or _status_excludes(x, y):
        return False
    whose = material.sides(x.whose or a.claim.recipients)
    others = material.sides(y.whose or b.claim.recipients)
    guess, other = likely(a, material).toward, likely(b, material).toward
    return not (guess and other and not guess & other) and not (whose and others and not whose & others)


def _status_excludes(x: Toll, y: Toll) -> bool:
    return {x.victim_status, y.victim_status} == {VictimStatus.CIVILIAN, VictimStatus.COMBATANT}


def measure_rule(a: Facet, b: Facet, material: Material) -> Opposition | None:
    """Return the dispute of two counts of violations by the same side over the same days."""
    apart = overlap(a, b, _COUNTED) is False and not material.one_event(a.claim.id, b.claim.id)
    if family(a.claim) != family(b.claim) or not _other_voice(a, b, material) or apart:
        return None
    if a.who and b.who and not a.who & b.who:
        return None
    together = material.one_event(a.claim.id, b.claim.id)
    for x in a.claim.measures:
        for y in b.claim.measures:
            if x.kind is y.kind is MeasureKind.VIOLATIONS and _apart(x, y):
                return Opposition(DisputeKind.CEASEFIRE_STATUS, f"{x.words.quote} or {y.words.quote} violations")
            if together and x.kind is y.kind and x.kind in _SPENT and _apart(x, y):
                return Opposition(DisputeKind.TOLL, f"{x.words.quote} or {y.words.quote}: {x.kind}")
    return None


def _apart(x: Measure, y: Measure) -> bool:
    low_x, low_y = x.low or 0.0, y.low or 0.0
    high_x = x.high if x.high is not None else float("inf")
    high_y = y.high if y.high is not None else float("inf")
    return high_x < low_y or high_y < low_x


def first_fire_rule(a: Facet, b: Facet, material: Material) -> Opposition | None:
    """Return the dispute of two claims that each let the other's side begin."""
    groups = {a.group, b.group}
    if not groups <= {"violence", "breach"} or {a.claim.stance, b.claim.stance} & {Stance.DENIED, *_UNREAL}:
        return None
    if Polarity.NEGATIVE in {a.claim.polarity, b.claim.polarity} or overlap(a, b, 7) is not True:
        return None
    doers, others = a.who or likely(a, material).by, b.who or likely(b, material).by
    opposite = doers and others and not doers & others
    if not opposite or not _by_the_attacked(a, b, (doers, others), material) or a.mutual or b.mutual:
        return None
    starters = [one.claim.id for one in (a, b) if starts_it(one.claim, material)]
    told_once = a.claim.report_id == b.claim.report_id and groups == {"violence"}
    if len(starters) < (1 if told_once else 2):
        return None
    return Opposition(DisputeKind.FIRST_FIRE, "each says that the other side began", len(starters), starters[0])


def _by_the_attacked(a: Facet, b: Facet, who: tuple[frozenset[str], frozenset[str]], material: Material) -> bool:
    """Return whether each claim comes from the side that the other claim accuses."""
    first, second = material.sides([speaker(a.claim, material)]), material.sides([speaker(b.claim, material)])
    return bool(first & who[1]) and bool(second & who[0])


def actor_rule(a: Facet, b: Facet, material: Material) -> Opposition | None:
    """Return the dispute of two claims that lay one act at different doors."""
    if a.group != b.group or family(a.claim) not in _ARMED or overlap(a, b) is not True:
        return None
    if {a.claim.stance, b.claim.stance} & {Stance.DENIED, *_UNREAL} or not _other_voice(a, b, material):
        return None
    if Polarity.NEGATIVE in {a.claim.polarity, b.claim.polarity} or not (a.who and b.who) or a.mutual or b.mutual:
        return None
    blamed = Stance.ACCUSED in {a.claim.stance, b.claim.stance}
    one_target = _one_target(a, b) or material.one_event(a.claim.id, b.claim.id)
    if a.who & b.who or not blamed or not one_target or not _both_known(a.who, b.who, material):
        return None
    return Opposition(DisputeKind.ACTOR, "one act, laid at different doors")


def _one_target(a: Facet, b: Facet) -> bool:
    crossed = (a.who & b.whom) or (b.who & a.whom)
    if crossed or max(a.days, b.days) > 10:
        return False
    near = a.claim.report_id == b.claim.report_id and abs(a.order - b.order) <= 1
    return bool(a.points & b.points) or (near and a.group == "violence")


def control_rule(a: Facet, b: Facet, material: Material) -> Opposition | None:
    """Return the dispute of two claims that give one place at one time to different sides."""
    types = {a.claim.event_type, b.claim.event_type}
    if EventType.TERRITORY_CHANGE not in types or not types <= {EventType.TERRITORY_CHANGE, EventType.RETREAT}:
        return None
    if not _one_ground(a, b) or not _other_voice(a, b, material) or {a.claim.stance, b.claim.stance} & _UNREAL:
        return None
    if Stance.DENIED in {a.claim.stance, b.claim.stance} or len(types) == 2:
        return _left_before(a, b)
    if overlap(a, b) is not True or not a.who or not b.who or a.who & b.who or max(a.days, b.days) > 10:
        return None
    return Opposition(DisputeKind.CONTROL, "each gives the place to another side")


def _one_ground(a: Facet, b: Facet) -> bool:
    """Return whether two claims speak of one place: named in both, or told one after the other and named in neither."""
    if a.points or b.points:
        return bool(a.points & b.points)
    return a.claim.report_id == b.claim.report_id and abs(a.order - b.order) <= 1


def _left_before(a: Facet, b: Facet) -> Opposition | None:
    """Taken by force, or left before? A rival account of how one place changed hands."""
    taken, left = (a, b) if a.claim.event_type is EventType.TERRITORY_CHANGE else (b, a)
    if left.claim.event_type is not EventType.RETREAT or not left.who or (taken.whom and not taken.whom & left.who):
        return None
    if left.who & taken.who:
        return None
    if overlap(taken, left, 7) is not True or (taken.start, taken.end) == (left.start, left.end):
        return None
    return Opposition(DisputeKind.ACCOUNT, "taken from them, or left by them before")


def truce_rule(a: Facet, b: Facet, material: Material) -> Opposition | None:
    """Return the dispute of a side's word that it keeps a truce with the word that it breaks it."""
    for kept, broken in ((a, b), (b, a)):
        if kept.claim.event_type is not EventType.CEASEFIRE_HELD or kept.claim.stance in _UNREAL:
            continue
        if broken.claim.event_type is EventType.CEASEFIRE_HELD or broken.claim.stance in {Stance.DENIED, *_UNREAL}:
            continue
        if not _truce_claims_meet(kept, broken, material):
            continue
        return Opposition(DisputeKind.CEASEFIRE_STATUS, "one says that the truce is kept, the other that it is not")
    return None


def _truce_claims_meet(kept: Facet, broken: Facet, material: Material) -> bool:
    if family(broken.claim) != "truce kept" or broken.claim.polarity is Polarity.NEGATIVE:
        return False
    if overlap(kept, broken) is not True or not _other_voice(kept, broken, material):
        return False
    if not parties_meet(kept.claim, broken.claim, material):
        return False
    if broken.claim.event_type is EventType.CEASEFIRE_COLLAPSED:
        across = kept.claim.report_id != broken.claim.report_id
        return kept.days <= (_SEASON if across else 3) and broken.days <= 3
    own = bool(kept.who) and not kept.mutual and len(material.principals(kept.claim.initiators)) == 1
    counted = any(m.kind is MeasureKind.VIOLATIONS for m in broken.claim.measures)
    return own and (bool(kept.who & broken.who) or (counted and not broken.who))


RULES: dict[Matter, Callable[[Facet, Facet, Material], Opposition | None]] = {
    Matter.FIRST_FIRE: first_fire_rule,
    Matter.STANCE: stance_rule,
    Matter.TOLL: toll_rule,
    Matter.VIOLATIONS: measure_rule,
    Matter.ACTOR: actor_rule,
    Matter.CONTROL: control_rule,
    Matter.TRUCE: truce_rule,
}
