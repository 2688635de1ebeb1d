"""A claim's content as a clause: "Tarsia attacked Kelmar in Orvel". Nothing here says who says it."""

from __future__ import annotations

from dataclasses import dataclass

from contested.model.actors import ActorKind
from contested.model.claims import Aux, EventType, Polarity, Stance, ThirdPartyRole
from contested.model.events import RecordedClaim
from contested.publish import gate
from contested.publish.grammar import is_plural, listed, speaks, the, without_article
from contested.publish.prose import Act, prose
from contested.publish.view import View
from contested.publish.words import is_document_date, join, when_phrase

_MOST_NAMES = 4
_LEAST_CONFIDENCE = 0.4
_HELPS = (None, ThirdPartyRole.MEDIATOR, ThirdPartyRole.FACILITATOR, ThirdPartyRole.GOOD_OFFICES)
_HITTING = (EventType.ASSAULT, EventType.COERCE, EventType.HARM)
_TACTICAL = (EventType.ASSAULT, EventType.COERCE, EventType.PROTEST)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a clause is made from: the claim, its act, and how the one who speaks is referred to."""

    view: View
    claim: RecordedClaim
    act: Act
    with_time: bool = False

    def subject(self) -> str:
        """Return the initiators; the speaker itself is a pronoun."""
        return self._people(self.claim.initiators, "it", "they")

    def object(self) -> str:
        """Return the recipients or what was hit; the speaker itself is a pronoun, or left out behind a target."""
        claim = self.claim
        recipients = tuple(actor for actor in claim.recipients if actor not in claim.initiators)
        if claim.target_class is None or claim.event_type not in _HITTING:
            return self._people(recipients, "it", "them")
        target = prose().word("targets", claim.target_class.value)
        others = [self.view.name(actor) for actor in recipients if actor != claim.claimant]
        return f"{target} of {listed(others)}" if others else target

    def _people(self, actors: tuple[str, ...], one: str, many: str) -> str:
        words = []
        for actor in dict.fromkeys(actors):
            name = self.view.name(actor)
            own = actor == self.claim.claimant and not _is_person(self.view, actor) and len(actors) == 1
            words.append((many if is_plural(name) else one) if own else the(name))
        return join(dict.fromkeys(words))

    def sides(self) -> str | None:
        """Return " between A and B" for everybody in either role, "" for nobody; None for one alone."""
        actors = tuple(dict.fromkeys((*self.claim.initiators, *self.claim.recipients)))
        names = list(dict.fromkeys(self.view.name(actor) for actor in actors))
        if len(names) > 1:
            return f" {'among' if len(names) > 2 else 'between'} {listed(names)}"
        if not names:
            return ""
        if not is_plural(names[0]) and not self.view.is_collective(actors[0]):
            return None
        return " between them" if actors == (self.claim.claimant,) else f" between {the(names[0])}"

    def where_and_when(self) -> str:
        """Return " in Orvel", " in Orvel on 14 March 2031" or ""."""
        time = self.claim.time
        when = f" {when_phrase(time)}" if self.with_time and time and not is_document_date(time) else ""
        return self.where() + when

    def where(self) -> str:
        """Return " in Orvel, Hask and 2 other places", without places that are also actors of the clause."""
        actors = set(self.view.everybody((*self.claim.initiators, *self.claim.recipients)))
        places = dict.fromkeys(self.view.place(place) for place in self.claim.places)
        names = [name for name in places if name not in actors]
        if not names:
            return ""
        shown = [the(name) for name in names[:3]]
        rest = [f"{len(names) - 3} other {'place' if len(names) == 4 else 'places'}"] if len(names) > 3 else []
        return " in " + join([*shown, *rest])


def _is_person(view: View, actor: str) -> bool:
    found = view.actors.get(actor)
    return found is not None and found.kind is ActorKind.PERSON


def act_of(claim: RecordedClaim) -> Act:
    """Return how the claim's kind of happening is told."""
    words, kind = prose(), claim.event_type
    base = words.types[kind.value]
    if Aux.FIRST in claim.aux and kind is EventType.ASSAULT:
        return words.begin
    trigger = words.triggers.get(claim.trigger.quote.lower())
    if trigger and kind.value in words.triggers_of:
        return trigger
    return words.tactics.get((claim.tactic or "").lower(), base) if kind in _TACTICAL else base


def frame_of(view: View, claim: RecordedClaim, with_time: bool = False) -> Frame | None:
    """Return the claim's frame, or None where only its own words tell it well."""
    act = act_of(claim)
    roles = (*claim.initiators, *claim.recipients)
    wordy = act.told == "words" or claim.measures or claim.evaluative or claim.implied_roles
    unsure = not claim.reliable or claim.confidence < _LEAST_CONFIDENCE or claim.stance is Stance.HYPOTHETICAL
    odd = Aux.FUTURE in claim.aux or Aux.HABITUAL in claim.aux or claim.third_party_role not in _HELPS
    if wordy or unsure or odd or len(roles) > 2 * _MOST_NAMES or not names_are_sure(view, claim):
        return None
    return Frame(view, claim, act, with_time)


def names_are_sure(view: View, claim: RecordedClaim) -> bool:
    """Return whether everybody in the claim is known, or is described by whom they belong to."""
    whose = tuple(actor for toll in claim.tolls for actor in toll.whose)
    claimant = () if claim.claimant is None else (claim.claimant,)
    return all(_is_sure(view, actor) for actor in (*claimant, *claim.initiators, *claim.recipients, *whose))


def _is_sure(view: View, actor: str) -> bool:
    found = view.actors.get(actor)
    if found is None or found.known:
        return found is not None
    others = [view.actors[side] for side in found.side if side in view.actors and side != actor]
    if found.kind is ActorKind.UNNAMED_SOURCE:
        return speaks(found.name)
    if found.kind is ActorKind.COLLECTIVE:
        return len(others) > 1 and all(other.known for other in others)
    belongs = found.kind in (ActorKind.OFFICE, ActorKind.ARMED_FORCE, ActorKind.PERSON)
    return belongs and (gate.is_public(found) or any(other.known for other in others))


def finite_clause(frame: Frame) -> str | None:
    """Return the clause in the past tense, negated or possible as the claim is; None where it has no good form.

    A denial is given in its positive form: "denied that" stands before it.
    """
    claim = frame.claim
    negative = claim.polarity is Polarity.NEGATIVE and claim.stance is not Stance.DENIED
    if frame.act.state and not (frame.act.verb and claim.initiators and not claim.reciprocal):
        return _state(frame, negative)
    if claim.reciprocal and frame.act.mutual:
        sides = frame.sides()
        return None if sides is None else _there(frame, negative, frame.act.mutual, frame.act.mutual_plural, sides)
    if claim.initiators and frame.act.verb:
        return _active(frame, negative)
    rest = _befell(frame)
    if claim.initiators or claim.reciprocal or not (rest or frame.where()):
        return None
    return _there(frame, negative, frame.act.noun, frame.act.plural, rest)


def _state(frame: Frame, negative: bool) -> str | None:
    sides = frame.sides()
    if frame.claim.stance is Stance.POSSIBLE or sides is None:
        return None
    return f"{frame.act.noun}{sides} {frame.act.state[negative]}{frame.where_and_when()}"


def _there(frame: Frame, negative: bool, noun: str, plural: bool, rest: str) -> str:
    if frame.claim.stance is Stance.POSSIBLE:
        verb = "may have been no" if negative else "may have been"
    else:
        verb = ("were" if plural else "was") + (" no" if negative else "")
    return f"there {verb} {without_article(noun) if negative else noun}{rest}{frame.where_and_when()}"


def _befell(frame: Frame) -> str:
    target = frame.object()
    fits = frame.act.befell and not (frame.claim.target_class and frame.act.befell == "with")
    return f" {frame.act.befell} {target}" if target and fits else ""


def _active(frame: Frame, negative: bool) -> str | None:
    base, past, participle, _ = frame.act.verb
    if frame.claim.stance is Stance.POSSIBLE:
        verb = f"may {'not ' if negative else ''}have {participle}"
    else:
        verb = f"did not {base}" if negative else past
    rest = object_phrase(frame)
    return None if rest is None else f"{frame.subject()} {verb}{rest}{frame.where_and_when()}"


def object_phrase(frame: Frame) -> str | None:
    """Return " at Kelmar", "" for no object; None where the verb wants another object, or any."""
    target, act = frame.object(), frame.act
    if not target:
        return "" if act.to and (frame.where() or act is prose().begin) else None
    if act.to == "between" and len(set(frame.claim.recipients)) < 2 and not is_plural(target):
        return None
    return f" {act.to} {target}" if act.to else f" {target}"


def deed(frame: Frame) -> str | None:
    """Return what somebody is accused of: "attacking it", "shelling in Orvel"; None where it has no good form."""
    claim, act = frame.claim, frame.act
    if not act.verb or claim.polarity is Polarity.NEGATIVE:
        return None
    own = claim.claimant is not None and claim.claimant in claim.recipients and claim.target_class is None
    if act.befell and (not frame.object() or (own and frame.where())):
        return f"{act.noun}{frame.where_and_when()}"
    rest = object_phrase(frame)
    return None if rest is None else f"{act.verb[3]}{rest}{frame.where_and_when()}"
