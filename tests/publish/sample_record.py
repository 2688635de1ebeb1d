# ruff: noqa: E501 (texts and tables read better on one line)
"""A record made by hand: an invented conflict between two invented countries, with rival accounts of the same days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from contested.model.actors import ActorKind, RelationKind
from contested.model.claims import (
    Aux,
    EventType,
    Polarity,
    SpeechAct,
    Stance,
    TargetClass,
    ThirdPartyRole,
)
from contested.model.events import (
    Dispute,
    DisputeKind,
    Event,
    Judgement,
    RecordedActor,
    RecordedClaim,
    Standing,
    StandingLevel,
    ViolenceType,
)
from contested.model.ledgers import (
    Blame,
    CareEntry,
    Ceasefire,
    CeasefireState,
    Control,
    ControlBasis,
    ControlState,
    EndReason,
    RelationEntry,
    Risk,
    Talks,
    TalksOutcome,
    TalksStage,
    ThirdParty,
    TollEntry,
)
from contested.model.places import Place
from contested.model.quantities import Scope, Toll, TollBasis, TollKind, VictimStatus
from contested.model.readings import Decision
from contested.model.record import Conflict, Gap, Party, Record, Status
from contested.model.reports import DateOrigin, Origin, Report, Rights, Source, Tlp, report_id
from contested.model.spans import Passage
from contested.model.times import Basis, Precision, TimeSpan

TARSIA, KELMAR = "a-tarsia", "a-kelmar"
HELVAR, COMPACT, MONITORS, EXPERT = "a-helvar", "a-compact", "a-monitors", "a-expert"
WIRE, MIN_T, MIN_K = "a-wire", "a-min-t", "a-min-k"

TEXTS = {
    "wire": """Fighting between Tarsia and Kelmar broke out along the Sarn Valley on Tuesday, the heaviest in two years.
Kelmar accused Tarsia of shelling three villages near Orvel, while Tarsia said it was responding to an attack by Kelmari forces. Kelmar said at least 41 of its soldiers had been killed. Tarsia lost 27 soldiers.
Helvar mediated between the two sides, but the cease-fire of Wednesday did not hold. Nine civilians were reported killed in Orvel.
Analyst Mira Toft of the Harbour Institute, cited by North Wire, said "both capitals believe that time is on their side."
The fighting could spread to the Lower Basin and its gas pipelines, diplomats warned.
A first war over the valley in 1994 and 1995 killed about 12,000 people and displaced hundreds of thousands. By 1996 Kelmar had taken control of the upper valley.
A cease-fire that Helvar brokered in May 1996 has been in effect ever since.
Helvar is with an alliance by of supporting arms Tarsia and the Compact.""",
    "min_t": """The Ministry of Defence of Tarsia states that on 14 March Kelmari forces opened fire on its posts at Lune. There was no shelling of villages by Tarsia. Tarsian units destroyed two enemy batteries. The losses of Kelmar exceed 100 soldiers.""",
    "min_k": """The Ministry of Defence of Kelmar reports that Tarsian artillery shelled the villages of Orvel, Hask and Brenn on 14 March. Kelmar did not begin the fighting. Forty-one servicemen were killed. Tarsia violated the cease-fire on 16 March by firing on a convoy.""",
    "mission": """The Valley Monitoring Mission confirmed on 20 March that a cease-fire was in effect and counted 11 violations. The mission found that shells fired from positions of Tarsia hit a school in Orvel on 14 March, wounding six children. The presidents of Tarsia and Kelmar met in Port Helvar on 24 March under the auspices of the Compact. No result was made public.""",
    "copy": """Fighting between Tarsia and Kelmar broke out along the Sarn Valley on Tuesday, the heaviest in two years, an agency reported.""",
    "closed": """Officials of the Lower Basin fear that thousands of families will flee. Tarsia shelled Hask again.""",
}  # fmt: skip
_REPORTS = {
    "wire": ("North Wire", "agency", dt.date(2031, 3, 16), "https://wire.example/sarn?a=1&b=2", Rights.QUOTE),
    "min_t": ("Ministry of Defence of Tarsia", "ministry", dt.date(2031, 3, 15), "https://mod.tarsia.example/1",
              Rights.FULL),
    "min_k": ("Ministry of Defence of Kelmar", "ministry", dt.date(2031, 3, 17), "https://mod.kelmar.example/1",
              Rights.FULL),
    "mission": ("Valley Monitoring Mission", "mission", dt.date(2031, 3, 25), None, Rights.QUOTE),
    "copy": ("Daily Lantern", "newspaper", dt.date(2031, 3, 17), "https://lantern.example/x", Rights.QUOTE),
    "closed": ("Basin Briefing", "ngo", None, "https://basin.example/9", Rights.METADATA_ONLY),
}  # fmt: skip

ORVEL = Place("p-orvel", "Orvel", "city", 44.62, 41.91, "KLM", 1, 1.0)
LUNE = Place("p-lune", "Lune", "village", 44.05, 41.35, "TRS", 2, 1.0)
HASK = Place("p-hask", "Hask", "village", 44.95, 41.62, "KLM", 3, 1.0)
VALLEY = Place("p-sarn", "Sarn Valley", "region", 44.4, 41.6, None, None, 60.0)
BASIN = Place("p-basin", "Lower Basin", "admin1", 46.3, 40.9, "TRS", None, 120.0)
PORT = Place("p-port", "Port Helvar", "city", 41.6, 42.3, "HLV", 4, 1.0)
NOWHERE = Place("p-brenn", "Brenn", "unknown")


def make_report(key: str, text: str | None = None) -> Report:
    """Return one of the reports; ``text`` replaces its words."""
    name, kind, published, url, rights = _REPORTS[key]
    body = TEXTS[key] if text is None else text
    origin = DateOrigin.SIDECAR if published else DateOrigin.UNKNOWN
    return Report(
        id=report_id(body), doc_id=key, text=body, title=f"{name}, note {len(key)}", source=Source(name, kind),
        url=url, published=published, date_origin=origin, rights=rights,
        tlp=Tlp.GREEN if key == "closed" else None, warnings=() if published else ("no publication date found",),
    )  # fmt: skip


def day(year: int, month: int, number: int, basis: Basis = Basis.EXPLICIT) -> TimeSpan:
    """Return one day."""
    date = dt.date(year, month, number)
    return TimeSpan(date.isoformat(), date, date, Precision.DAY, basis)


MARCH14, MARCH16, MARCH20 = day(2031, 3, 14), day(2031, 3, 16), day(2031, 3, 20)
MARCH15 = day(2031, 3, 15)
FIRST_WAR = TimeSpan("1994/1995", dt.date(1994, 1, 1), dt.date(1995, 12, 31), Precision.INTERVAL, Basis.EXPLICIT)
BY_1996 = TimeSpan("../1996", None, dt.date(1996, 12, 31), Precision.INTERVAL, Basis.EXPLICIT)
MAY_1996 = TimeSpan("1996-05", dt.date(1996, 5, 1), dt.date(1996, 5, 31), Precision.MONTH, Basis.EXPLICIT)


@dataclass
class Maker:
    """Collects claims over given reports; quotes are looked up, so that a wrong one fails at once."""

    reports: dict[str, Report]
    claims: list[RecordedClaim] = field(default_factory=list)

    def passage(self, key: str, quote: str) -> Passage:
        """Return the passage of the report that reads ``quote``."""
        start = self.reports[key].text.index(quote)
        return Passage.cut(self.reports[key].text, start, start + len(quote))

    def toll(
        self,
        key: str,
        quote: str,
        kind: TollKind,
        bounds: tuple[float | None, float | None, float | None],
        **more: object,
    ) -> Toll:
        """Return a toll whose words are ``quote``."""
        return Toll(kind, *bounds, words=self.passage(key, quote), **more)  # type: ignore[arg-type]

    def claim(self, key: str, quote: str, kind: EventType, trigger: str, **more: object) -> RecordedClaim:
        """Make, keep and return a claim on the passage ``quote``."""
        report, passage = self.reports[key], self.passage(key, quote)
        at = passage.start + quote.index(trigger)
        claimant = more.get("claimant")
        base = RecordedClaim(
            id=f"c-{len(self.claims) + 1:04d}", local_id=f"c{len(self.claims) + 1}", report_id=report.id,
            doc_id=report.doc_id, passage=passage, trigger=Passage.cut(report.text, at, at + len(trigger)),
            event_type=kind, initiators=(), recipients=(), claimant=None,
            voices=(None, claimant) if isinstance(claimant, str) else (None,), cue=None, time=None,
            time_reason="sample", places=(), tolls=(), measures=(), stance=Stance.ASSERTED,
            polarity=Polarity.POSITIVE, speech_act=SpeechAct.SAID, evaluative=False, aux=(), reciprocal=False,
            implied_roles=(), tactic=None, target_class=None, civilian_targeting=False, civilian_harm=False,
            third_party_role=None, topic=None, reliable=True, confidence=0.8, reason="sample rule",
            published=report.published,
        )  # fmt: skip
        made = replace(base, **more)  # type: ignore[arg-type]
        self.claims.append(made)
        return made


def actor(ident: str, name: str, kind: ActorKind = ActorKind.STATE, **more: object) -> RecordedActor:
    """Return an actor of the record."""
    base = RecordedActor(ident, name, kind, None, None, (), (), True, (), 5)
    return replace(base, **more)  # type: ignore[arg-type]


def actors() -> tuple[RecordedActor, ...]:
    """Return everybody in the sample."""
    return (
        actor(TARSIA, "Tarsia", country="TRS", side=(TARSIA,), mentions=21),
        actor(KELMAR, "Kelmar", country="KLM", side=(KELMAR,), mentions=20),
        actor(HELVAR, "Helvar", country="HLV", mentions=7),
        actor(COMPACT, "Three Rivers Compact", ActorKind.IGO, country="IGO", mentions=3),
        actor(MONITORS, "Valley Monitoring Mission", ActorKind.IGO, country="IGO", mentions=4),
        actor(EXPERT, "Mira Toft", ActorKind.PERSON, person_class="public_expert", known=False, mentions=1),
        actor(WIRE, "North Wire", ActorKind.NEWS_AGENCY, mentions=2),
        actor(MIN_T, "Ministry of Defence of Tarsia", ActorKind.OFFICE, country="TRS", side=(TARSIA,), mentions=2),
        actor(MIN_K, "Ministry of Defence of Kelmar", ActorKind.OFFICE, country="KLM", side=(KELMAR,), mentions=2),
        actor("a-dip", "diplomats", ActorKind.UNNAMED_SOURCE, known=False, mentions=1),
        actor("a-witness", "Ana Brel", ActorKind.PERSON, known=False, mentions=1),
    )


@dataclass(frozen=True)
class Named:
    """The sample's claims by what they say."""

    outbreak: RecordedClaim
    accuse_act: RecordedClaim
    shelling_accused: RecordedClaim
    attack_accused: RecordedClaim
    own_losses: RecordedClaim
    narrator_losses: RecordedClaim
    mediation: RecordedClaim
    truce_failed: RecordedClaim
    civilians: RecordedClaim
    expert: RecordedClaim
    spill: RecordedClaim
    war: RecordedClaim
    control: RecordedClaim
    truce_1996: RecordedClaim
    garbled: RecordedClaim
    t_fire: RecordedClaim
    t_denial: RecordedClaim
    t_enemy: RecordedClaim
    k_shelling: RecordedClaim
    k_not_first: RecordedClaim
    k_losses: RecordedClaim
    k_violation: RecordedClaim
    m_truce: RecordedClaim
    m_school: RecordedClaim
    m_met: RecordedClaim
    copy: RecordedClaim
    fear: RecordedClaim
    closed_shelling: RecordedClaim


def _wire_claims(m: Maker) -> dict[str, RecordedClaim]:
    both = {"initiators": (TARSIA, KELMAR), "recipients": (TARSIA, KELMAR), "reciprocal": True}
    e = EventType
    return {
        "outbreak": m.claim("wire", "Fighting between Tarsia and Kelmar broke out along the Sarn Valley on Tuesday",
            e.ASSAULT, "Fighting", time=MARCH14, places=(VALLEY,), **both),
        "accuse_act": m.claim("wire", "Kelmar accused Tarsia of shelling three villages near Orvel", e.ACCUSE, "accused",
            initiators=(KELMAR,), recipients=(TARSIA,), time=day(2031, 3, 16, Basis.DOCUMENT)),
        "shelling_accused": m.claim("wire", "shelling three villages near Orvel", e.ASSAULT, "shelling",
            initiators=(TARSIA,), recipients=(KELMAR,), claimant=KELMAR, stance=Stance.ACCUSED, time=MARCH14,
            places=(ORVEL,), tactic="Shelling/artillery/missile attack"),
        "attack_accused": m.claim("wire", "it was responding to an attack by Kelmari forces", e.ASSAULT, "attack",
            initiators=(KELMAR,), recipients=(TARSIA,), claimant=TARSIA, stance=Stance.ACCUSED, time=MARCH14,
            tactic="Attack"),
        "own_losses": m.claim("wire", "Kelmar said at least 41 of its soldiers had been killed", e.HARM, "killed",
            claimant=KELMAR, recipients=(KELMAR,), time=MARCH14,
            tolls=(m.toll("wire", "at least 41", TollKind.KILLED, (41, 41, None), whose=(KELMAR,),
                victim_status=VictimStatus.COMBATANT, basis=TollBasis.OWN_LOSSES),)),
        "narrator_losses": m.claim("wire", "Tarsia lost 27 soldiers", e.HARM, "lost", recipients=(TARSIA,), time=MARCH14,
            tolls=(m.toll("wire", "27 soldiers", TollKind.KILLED, (27, 27, 27), whose=(TARSIA,),
                victim_status=VictimStatus.COMBATANT),)),
        "mediation": m.claim("wire", "Helvar mediated between the two sides", e.MEDIATE, "mediated", initiators=(HELVAR,),
            recipients=(TARSIA, KELMAR), third_party_role=ThirdPartyRole.MEDIATOR, time=MARCH15),
        "truce_failed": m.claim("wire", "the cease-fire of Wednesday did not hold", e.CEASEFIRE_COLLAPSED,
            "did not hold", recipients=(TARSIA, KELMAR), time=MARCH15),
        "civilians": m.claim("wire", "Nine civilians were reported killed in Orvel", e.HARM, "killed",
            claimant="a-dip", target_class=TargetClass.CIVILIANS, civilian_harm=True, time=MARCH14, places=(ORVEL,),
            recipients=(KELMAR,),
            tolls=(m.toll("wire", "Nine civilians", TollKind.KILLED, (9, 9, 9), whose=(KELMAR,),
                victim_status=VictimStatus.CIVILIAN),)),
        "expert": m.claim("wire", "both capitals believe that time is on their side", e.STATUS, "believe",
            claimant=EXPERT, voices=(None, WIRE, EXPERT), evaluative=True, time=day(2031, 3, 16, Basis.DOCUMENT)),
        "spill": m.claim("wire", "The fighting could spread to the Lower Basin and its gas pipelines", e.STATUS,
            "could spread", claimant="a-dip", stance=Stance.POSSIBLE, topic="spillover", places=(BASIN,)),
        "war": m.claim("wire", "A first war over the valley in 1994 and 1995 killed about 12,000 people", e.ASSAULT, "war",
            time=FIRST_WAR, aux=(Aux.HISTORICAL,), places=(VALLEY,),
            tolls=(m.toll("wire", "about 12,000 people", TollKind.KILLED, (None, 12000, None),
                scope=Scope.WHOLE_CONFLICT),)),
        "control": m.claim("wire", "By 1996 Kelmar had taken control of the upper valley", e.TERRITORY_CHANGE,
            "taken control", initiators=(KELMAR,), recipients=(TARSIA,), time=BY_1996, aux=(Aux.HISTORICAL,),
            places=(VALLEY,)),
        "truce_1996": m.claim("wire", "A cease-fire that Helvar brokered in May 1996 has been in effect ever since",
            e.CEASEFIRE_HELD, "in effect", time=MAY_1996, aux=(Aux.HISTORICAL,)),
        "garbled": m.claim("wire", "Helvar is with an alliance by of supporting arms Tarsia and the Compact", e.AID,
            "arms", initiators=(HELVAR,), reliable=False, confidence=0.2),
    }  # fmt: skip


def _other_claims(m: Maker) -> dict[str, RecordedClaim]:
    e = EventType
    return {
        "t_fire": m.claim("min_t", "on 14 March Kelmari forces opened fire on its posts at Lune", e.ASSAULT, "opened fire",
            initiators=(KELMAR,), recipients=(TARSIA,), claimant=MIN_T, stance=Stance.ACCUSED, time=MARCH14,
            places=(LUNE,), aux=(Aux.FIRST,)),
        "t_denial": m.claim("min_t", "There was no shelling of villages by Tarsia", e.ASSAULT, "shelling",
            initiators=(TARSIA,), recipients=(KELMAR,), claimant=MIN_T, stance=Stance.DENIED,
            polarity=Polarity.NEGATIVE, time=MARCH14),
        "t_enemy": m.claim("min_t", "The losses of Kelmar exceed 100 soldiers", e.HARM, "losses", claimant=MIN_T,
            recipients=(KELMAR,), time=MARCH15,
            tolls=(m.toll("min_t", "exceed 100 soldiers", TollKind.KILLED, (100, 100, None), whose=(KELMAR,),
                victim_status=VictimStatus.COMBATANT, basis=TollBasis.ENEMY_LOSSES),)),
        "k_shelling": m.claim("min_k", "Tarsian artillery shelled the villages of Orvel, Hask and Brenn on 14 March",
            e.ASSAULT, "shelled", initiators=(TARSIA,), recipients=(KELMAR,), claimant=MIN_K, stance=Stance.ACCUSED,
            time=MARCH14, places=(ORVEL, HASK, NOWHERE), tactic="Shelling/artillery/missile attack"),
        "k_not_first": m.claim("min_k", "Kelmar did not begin the fighting", e.ASSAULT, "fighting", initiators=(KELMAR,),
            recipients=(TARSIA,), claimant=MIN_K, polarity=Polarity.NEGATIVE, aux=(Aux.FIRST,), time=MARCH14),
        "k_losses": m.claim("min_k", "Forty-one servicemen were killed", e.HARM, "killed", claimant=MIN_K,
            recipients=(KELMAR,), time=MARCH14,
            tolls=(m.toll("min_k", "Forty-one servicemen", TollKind.KILLED, (41, 41, 41), whose=(KELMAR,),
                victim_status=VictimStatus.COMBATANT, basis=TollBasis.OWN_LOSSES),)),
        "k_violation": m.claim("min_k", "Tarsia violated the cease-fire on 16 March by firing on a convoy",
            e.CEASEFIRE_VIOLATED, "violated", initiators=(TARSIA,), recipients=(KELMAR,), claimant=MIN_K,
            stance=Stance.ACCUSED, time=MARCH16, target_class=TargetClass.CONVOY),
        "m_truce": m.claim("mission", "a cease-fire was in effect", e.CEASEFIRE_HELD, "in effect", claimant=MONITORS,
            time=MARCH20),
        "m_school": m.claim("mission", "shells fired from positions of Tarsia hit a school in Orvel on 14 March, wounding"
            " six children", e.ASSAULT, "hit", initiators=(TARSIA,), recipients=(KELMAR,), claimant=MONITORS,
            time=MARCH14, places=(ORVEL,), target_class=TargetClass.SCHOOL, civilian_targeting=True, civilian_harm=True,
            tactic="Shelling/artillery/missile attack",
            tolls=(m.toll("mission", "six children", TollKind.INJURED, (6, 6, 6), whose=(KELMAR,),
                victim_status=VictimStatus.CIVILIAN, basis=TollBasis.THIRD_PARTY),)),
        "m_met": m.claim("mission", "The presidents of Tarsia and Kelmar met in Port Helvar on 24 March", e.CONSULT, "met",
            initiators=(TARSIA, KELMAR), recipients=(TARSIA, KELMAR), reciprocal=True, time=day(2031, 3, 24),
            places=(PORT,)),
        "copy": m.claim("copy", "Fighting between Tarsia and Kelmar broke out along the Sarn Valley on Tuesday",
            e.ASSAULT, "Fighting", initiators=(TARSIA, KELMAR), recipients=(TARSIA, KELMAR), reciprocal=True,
            time=MARCH14, places=(VALLEY,)),
        "fear": m.claim("closed", "thousands of families will flee", e.STATUS, "flee", stance=Stance.POSSIBLE,
            topic="displacement", aux=(Aux.FUTURE,), places=(BASIN,)),
        "closed_shelling": m.claim("closed", "Tarsia shelled Hask again", e.ASSAULT, "shelled", initiators=(TARSIA,),
            recipients=(KELMAR,), places=(HASK,)),
    }  # fmt: skip


def event(ident: str, claims: tuple[RecordedClaim, ...], level: StandingLevel, **more: object) -> Event:
    """Return an event over claims, its facets from the first."""
    first = claims[0]
    tolls = tuple((claim.id, toll) for claim in claims for toll in claim.tolls)
    origins = len({claim.report_id for claim in claims})
    base = Event(
        id=ident, event_type=first.event_type, claims=tuple(claim.id for claim in claims), time=first.time,
        places=first.places, initiators=first.initiators, recipients=first.recipients,
        violence=ViolenceType.STATE_BASED if first.event_type is EventType.ASSAULT else None, tactic=first.tactic,
        target_class=first.target_class, civilian_targeting=first.civilian_targeting, civilian_harm=first.civilian_harm,
        standing=Standing(level, "sample reason", origins), tolls=tolls, reasons=("same day, sides and place",),
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


def _events(n: Named) -> tuple[Event, ...]:
    lone, contested = StandingLevel.SINGLE_ORIGIN, StandingLevel.CONTESTED
    corroborated = StandingLevel.CORROBORATED
    return (
        event("e-01", (n.outbreak, n.copy), corroborated),
        event("e-02", (n.k_shelling, n.shelling_accused, n.t_denial), contested,
              standing=Standing(contested, "denied by the side held responsible", 2, (MIN_T,))),
        event("e-03", (n.attack_accused, n.t_fire, n.k_not_first), contested,
              standing=Standing(contested, "denied by the side held responsible", 3, (MIN_K,))),
        event("e-04", (n.own_losses, n.k_losses, n.t_enemy), StandingLevel.ACKNOWLEDGED),
        event("e-05", (n.narrator_losses,), lone),
        event("e-06", (n.mediation,), lone),
        event("e-07", (n.truce_failed,), lone),
        event("e-08", (n.civilians,), lone),
        event("e-09", (n.war,), lone),
        event("e-10", (n.control,), lone),
        event("e-11", (n.k_violation,), lone),
        event("e-12", (n.m_school,), StandingLevel.FOUND),
        event("e-13", (n.m_met,), lone),
        event("e-14", (n.closed_shelling,), lone),
        event("e-15", (n.accuse_act,), lone),
    )  # fmt: skip


def _toll_entry(claim: RecordedClaim, **more: object) -> TollEntry:
    toll = claim.tolls[0]
    base = TollEntry(claim.id, claim.claimant, toll.whose, toll, claim.time, None, claim.published)
    return replace(base, **more)  # type: ignore[arg-type]


def _ceasefires(n: Named) -> tuple[Ceasefire, ...]:
    helvar = (ThirdParty(HELVAR, ThirdPartyRole.MEDIATOR),)
    sides = (TARSIA, KELMAR)
    return (
        Ceasefire("cf-1", MAY_1996, sides, helvar, CeasefireState.IN_EFFECT, None, (), (), (n.truce_1996.id,),
                  ("said to be in effect, but later fighting is told",)),
        Ceasefire("cf-2", MARCH15, sides, helvar, CeasefireState.ENDED, EndReason.NEVER_TOOK_EFFECT, (), (),
                  (n.truce_failed.id, n.mediation.id)),
        Ceasefire("cf-3", MARCH20, sides, (), CeasefireState.IN_EFFECT, None, (n.k_violation.id,), (n.m_truce.id,),
                  (n.m_truce.id,)),
    )  # fmt: skip


def _relations(m: Maker) -> tuple[RelationEntry, ...]:
    garbled = m.passage("wire", "Helvar is with an alliance by of supporting arms Tarsia and the Compact")
    analyst = m.passage("wire", "Analyst Mira Toft of the Harbour Institute")
    wire = m.reports["wire"].id
    return (
        RelationEntry(HELVAR, RelationKind.ALLY_OF, TARSIA, False, (wire,), (garbled,), "ally"),
        RelationEntry(EXPERT, RelationKind.AFFILIATED_WITH, "Harbour Institute", True, (wire,), (analyst,)),
    )


def _blames(n: Named) -> tuple[Blame, ...]:
    return (
        Blame("b-1", KELMAR, (TARSIA,), "act", MARCH14, (n.shelling_accused.id, n.k_shelling.id), (n.t_denial.id,)),
        Blame("b-2", TARSIA, (KELMAR,), "onset", MARCH14, (n.t_fire.id,), (n.k_not_first.id,)),
        Blame("b-3", MIN_K, (TARSIA,), "violation", MARCH16, (n.k_violation.id,)),
    )


def _care(n: Named) -> tuple[CareEntry, ...]:
    return (
        CareEntry("garbled", n.garbled.report_id, n.garbled.passage, "the sentence does not parse", (n.garbled.id,)),
        CareEntry("stale", n.truce_1996.report_id, n.truce_1996.passage, "later fighting is told", (n.truce_1996.id,)),
        CareEntry("undated", n.closed_shelling.report_id, n.closed_shelling.passage, "the report has no date",
                  (n.closed_shelling.id,)),
    )  # fmt: skip


def sample() -> Record:
    """Return the whole sample record."""
    maker = Maker({key: make_report(key) for key in TEXTS})
    n = Named(**_wire_claims(maker), **_other_claims(maker))
    ids = {key: report.id for key, report in maker.reports.items()}
    tolls = (n.own_losses, n.narrator_losses, n.civilians, n.war, n.t_enemy, n.k_losses, n.m_school)
    return Record(
        conflict=Conflict("Tarsia and Kelmar: the Sarn Valley", (Party(TARSIA, "Tarsia"), Party(KELMAR, "Kelmar")),
                          ("TRS", "KLM"), suggested=True),
        as_of=dt.date(2031, 3, 25),
        reports=tuple(maker.reports.values()),
        origins=(Origin("o-1", (ids["wire"], ids["copy"]), "near copy: 92 % of the shingles shared"),
                 *(Origin(f"o-{i}", (ids[key],), "alone") for i, key in
                   enumerate(("min_t", "min_k", "mission", "closed"), 2))),
        actors=actors(),
        claims=tuple(maker.claims),
        events=_events(n),
        disputes=(
            Dispute("d-1", DisputeKind.STANCE, n.k_shelling.id, n.t_denial.id, "an accusation and its denial", "e-02"),
            Dispute("d-2", DisputeKind.FIRST_FIRE, n.t_fire.id, n.k_not_first.id, "each says the other began", "e-03"),
            Dispute("d-3", DisputeKind.TOLL, n.k_losses.id, n.t_enemy.id, "41 against more than 100", "e-04"),
        ),
        tolls=tuple(_toll_entry(claim) for claim in tolls),
        ceasefires=_ceasefires(n),
        talks=(Talks("t-1", n.m_met.time, (TARSIA, KELMAR), (ThirdParty(COMPACT, ThirdPartyRole.GOOD_OFFICES),),
                     "Port Helvar", TalksStage.PRE_NEGOTIATION, TalksOutcome.NONE_PUBLIC, (n.m_met.id,)),),
        control=(Control("k-1", "upper Sarn Valley", BY_1996, (KELMAR,), (TARSIA,), ControlState.CONTROLLED,
                         ControlBasis.THIRD_PARTY, None, (n.control.id,)),),
        relations=_relations(maker),
        blames=_blames(n),
        judgements=(
            Judgement("j-1", n.m_met.id, None, Decision.SAME, None, None, "a reader", dt.datetime(2031, 3, 24, 9), "seen"),
        ),
        risks=(
            Risk("r-1", n.spill.id, n.spill.passage, "spillover", "the fighting", ("Lower Basin",), "a-dip", True),
            Risk("r-2", n.fear.id, n.fear.passage, "displacement", None, (), None),
        ),
        care=_care(n),
        gaps=(Gap("days", "No report tells of 17 to 19 March 2031."),
              Gap("observers", "No independent observer tells of Lune or Hask.")),
        status=Status("worsening", "two new armed events in the last 14 days and none in the 60 days before",
                      (n.outbreak.id, n.k_violation.id)),
    )  # fmt: skip
