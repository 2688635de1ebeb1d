# ruff: noqa: E501 (texts and tables read better on one line)
"""A record made by hand for exchange: what is stated, alleged, contested, denied, planned; tolls that agree and do not."""

from __future__ import annotations

from dataclasses import replace

from contested.model.actors import ActorKind
from contested.model.claims import Aux, EventType, Polarity, SpeechAct, Stance, TargetClass
from contested.model.events import Event, RecordedClaim, Standing, StandingLevel, ViolenceType
from contested.model.places import Place
from contested.model.quantities import Scope, TollBasis, TollKind, VictimStatus
from contested.model.record import Conflict, Record
from contested.model.reports import Origin
from contested.publish.exchange import Exported, export_as
from contested.publish.release import own
from tests.publish.sample_record import Maker, actor, day, event, make_report

ARM, AZE, GROUP, OWN, WITNESS = "a-arm", "a-aze", "a-group", "a-min", "a-witness"
TEXT = """=SUM(A1) Azerbaijani forces attacked positions of Armenia near Goris on 13 September 2022, killing 49 soldiers, Armenia said.
Azerbaijan said that 7 of its soldiers were killed. An observer counted 105 dead Armenian soldiers. Four civilians died there.
Armenia accused Azerbaijan of shelling Jermuk on 14 September. Azerbaijan denied shelling Jermuk.
Azerbaijan would have to attack, an analyst said. Armenia plans to withdraw next month. No strike hit Kapan, Armenia said.
The Hill Band shot six civilians at Vayk on 15 September. The first war killed about 20,000 people.
Talks were held in Brussels. Fighting went on across Syunik in September. Ana Brel protested in Goris on 16 September."""
S13, S14, S15, S16 = (day(2022, 9, number) for number in (13, 14, 15, 16))
GORIS = Place("p-goris", "Goris", "city", 39.511, 46.338, "ARM", 616629, 2.0)
JERMUK = Place("p-jermuk", "Jermuk", "town", 39.841, 45.672, "ARM", 616435, 2.0)
VAYK = Place("p-vayk", "Vayk", "town", 39.688, 45.466, "ARM", 174710, 2.0)
SYUNIK = Place("p-syunik", "Syunik", "admin1", 39.25, 46.25, "ARM", 409313, 60.0)
SHELLING = "Shelling/artillery/missile attack"


class Scene:
    """The claims, made over one report, by what they say."""

    def __init__(self) -> None:
        """Make the claims."""
        self.report = replace(make_report("wire", TEXT), title="=cmd|' /C calc'!A0")
        m = self.maker = Maker({"wire": self.report})
        e, sides = EventType, {"initiators": (AZE,), "recipients": (ARM,)}
        soldiers = {"victim_status": VictimStatus.COMBATANT}
        own_losses = m.toll("wire", "49 soldiers", TollKind.KILLED, (49, 49, 49), whose=(ARM,), basis=TollBasis.OWN_LOSSES,
                            **soldiers)  # fmt: skip
        others = m.toll("wire", "7 of its soldiers", TollKind.KILLED, (7, 7, 7), whose=(AZE,), basis=TollBasis.OWN_LOSSES,
                        **soldiers)  # fmt: skip
        third = m.toll("wire", "105 dead Armenian soldiers", TollKind.KILLED, (105, 105, None), whose=(ARM,),
                       basis=TollBasis.THIRD_PARTY, **soldiers)  # fmt: skip
        civil = m.toll("wire", "Four civilians", TollKind.KILLED, (4, 4, 4), whose=(ARM,),
                       victim_status=VictimStatus.CIVILIAN)  # fmt: skip
        war = m.toll("wire", "about 20,000 people", TollKind.KILLED, (None, 20000, None), scope=Scope.WHOLE_CONFLICT)
        shot = m.toll("wire", "six civilians", TollKind.KILLED, (6, 6, 6), victim_status=VictimStatus.CIVILIAN)
        at = {"time": S13, "places": (GORIS,)}
        self.attack = m.claim("wire", "Azerbaijani forces attacked positions of Armenia near Goris", e.ASSAULT, "attacked",
                              tolls=(own_losses,), **at, **sides)  # fmt: skip
        self.own = m.claim(
            "wire", "7 of its soldiers were killed", e.HARM, "killed", claimant=AZE, tolls=(others,), **at
        )
        self.third = m.claim(
            "wire", "An observer counted 105 dead Armenian soldiers", e.HARM, "dead", tolls=(third,), **at
        )
        self.civil = m.claim("wire", "Four civilians died there", e.HARM, "died", tolls=(civil,), **at)
        self.total = m.claim("wire", "The first war killed about 20,000 people", e.ASSAULT, "war", tolls=(war,), **at)
        self.alleged = m.claim("wire", "shelling Jermuk on 14 September", e.ASSAULT, "shelling", claimant=ARM,
                               stance=Stance.ACCUSED, time=S14, places=(JERMUK,), tactic=SHELLING, **sides)  # fmt: skip
        self.denial = m.claim("wire", "Azerbaijan denied shelling Jermuk", e.ASSAULT, "shelling", claimant=AZE,
                              stance=Stance.DENIED, speech_act=SpeechAct.DENIED, time=S14, **sides)  # fmt: skip
        self.possible = m.claim("wire", "Azerbaijan would have to attack", e.ASSAULT, "attack", stance=Stance.HYPOTHETICAL,
                                **at, **sides)  # fmt: skip
        self.planned = m.claim("wire", "Armenia plans to withdraw next month", e.RETREAT, "withdraw", initiators=(ARM,),
                               aux=(Aux.FUTURE,), time=S16, places=(GORIS,))  # fmt: skip
        self.negated = m.claim("wire", "No strike hit Kapan", e.ASSAULT, "strike", polarity=Polarity.NEGATIVE, claimant=ARM,
                               time=S13, **sides)  # fmt: skip
        self.one_sided = m.claim("wire", "The Hill Band shot six civilians at Vayk on 15 September", e.ASSAULT, "shot",
                                 initiators=(GROUP,), tolls=(shot,), time=S15, places=(VAYK,), civilian_targeting=True,
                                 target_class=TargetClass.CIVILIANS, tactic="Attack")  # fmt: skip
        self.talks = m.claim("wire", "Talks were held in Brussels", e.CONSULT, "Talks", time=S15, initiators=(ARM, AZE),
                             recipients=(ARM, AZE), reciprocal=True)  # fmt: skip
        self.area = m.claim("wire", "Fighting went on across Syunik in September", e.ASSAULT, "Fighting", time=S15,
                            places=(SYUNIK, GORIS), initiators=(ARM, AZE), recipients=(ARM, AZE), reciprocal=True)  # fmt: skip
        self.private = m.claim("wire", "Ana Brel protested in Goris on 16 September", e.PROTEST, "protested", time=S16,
                               initiators=(WITNESS,), places=(GORIS,), tactic="Peaceful protest")  # fmt: skip

    def events(self) -> tuple[Event, ...]:
        """Return one event a line of the scene."""
        lone, contested = StandingLevel.SINGLE_ORIGIN, StandingLevel.CONTESTED
        one_sided = {"violence": ViolenceType.ONE_SIDED}
        return (
            event("e-attack", (self.attack, self.own, self.third, self.civil, self.total), lone),
            event("e-alleged", (self.alleged,), lone),
            event("e-contested", (self.alleged, self.denial), contested,
                  standing=Standing(contested, "denied", 1, (AZE,))),
            event("e-possible", (self.possible,), lone),
            event("e-planned", (self.planned,), lone),
            event("e-negated", (self.negated,), lone),
            event("e-withdrawn", (self.area,), StandingLevel.WITHDRAWN),
            event("e-one-sided", (self.one_sided,), lone, **one_sided),
            event("e-talks", (self.talks,), lone),
            event("e-area", (self.area,), lone),
            event("e-private", (self.private,), lone),
        )  # fmt: skip


def record(*more: Event, only: tuple[str, ...] = ()) -> Record:
    """Return the scene's record; with further events, or only some."""
    scene = Scene()
    events = (*scene.events(), *more)
    kept = tuple(one for one in events if not only or one.id in only)
    return Record(
        conflict=Conflict("Border", countries=("ARM", "AZE")),
        as_of=None,
        reports=(scene.report,),
        origins=(Origin("o-1", (scene.report.id,), "alone"),),
        actors=(
            actor(ARM, "Armenia", country="ARM", side=(ARM,)),
            actor(AZE, "Azerbaijan", country="AZE", side=(AZE,)),
            actor(GROUP, "Hill Band", ActorKind.PARTY_OR_MOVEMENT, subtype="rebel_group", country="ARM"),
            actor(OWN, "Ministry of Defence of Armenia", ActorKind.OFFICE, country="ARM", side=(ARM,)),
            actor(WITNESS, "Ana Brel", ActorKind.PERSON, known=False),
        ),
        claims=tuple(scene.maker.claims),
        events=kept,
    )  # fmt: skip


def exported(name: str, of: Record | None = None) -> Exported:
    """Return a record (the scene's) in a format."""
    return export_as(own(of or record()), name)


def claim_named(of: Record, quote: str) -> RecordedClaim:
    """Return the claim on a passage."""
    return next(claim for claim in of.claims if claim.passage.quote == quote)
