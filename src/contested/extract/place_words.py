"""Words around place names that tell what a place does in its sentence, by lemma, in lower case."""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """Return the words of a list that is written as running text."""
    return frozenset(text.split())


# Prepositions behind which a place name stands.
PLACE_CASES: Final = words("""
    above across against along amid around at behind beside between beyond by for from in inside into near of
    off on onto opposite out outside over past through throughout to toward towards under upon via within
""")
# Prepositions that make even a country a scene.
SCENE_CASES: Final = words("""
    above across along around at beyond in inside into near off onto out outside over through throughout toward
    towards via within
""")
# Prepositions of what is spoken about.
TOPIC_CASES: Final = words("""
    about concerning on over regarding
""")
# Verbs and nouns of speaking about something.
TOPIC_WORDS: Final = words("""
    agree brief briefing claim comment confer conference debate discuss discussion meet meeting negotiate
    negotiation policy position question report resolution speak stance statement summit talk view
""")
# What a place may have or get, without anything happening there.
STATUS_NOUNS: Final = words("""
    autonomy future independence recognition secession sovereignty statehood status
""")
# Heads of names of agreements, beside the classes of the event lexicon.
TREATY_NOUNS: Final = words("""
    accords convention format formula principles process protocol
""")
# Words of those classes that do not make a name with a place before them.
NOT_TREATIES: Final = words("""
    arrangement calm statement understanding
""")
# Businesses and media that are told by their seat.
TRADE_NOUNS: Final = words("""
    bank broadcaster bureau businessman channel company correspondent daily dealer exchange firm house lawyer
    magazine newspaper outlet paper publisher site think-tank trader website weekly
""")
# Those who rule from a seat of government.
RULERS: Final = words("""
    administration authorities authority cabinet coalition government junta leader leadership power regime ruler
""")
# Bodies that bear the place in their name ("the UN office in X").
OFFICES: Final = words("""
    branch chapter command council mission office parliament
""")
# Bodies that are told by their seat.
SOCIETIES: Final = words("""
    association clinic committee company court group institute newspaper society union university
""")
# Nouns with "of" a government.
ALLIES: Final = words("""
    ally backer behest enemy envoy foe friend orbit partner rival
""")
# What comes from a government and not from a spot on earth.
MESSAGES: Final = words("""
    aid appeal approval arm assistance backing call comment condemnation criticism demand denial funding
    guarantee help instruction invitation letter loan message money order permission pledge pressure reaction
    recognition reply request response signal statement support warning weapon
""")
# Verbs of getting something from somebody.
RECEIVING: Final = words("""
    buy demand expect extract get obtain receive request secure seek want win
""")
# Verbs whose object is a government, not a spot on earth.
LEANING: Final = words("""
    anger antagonise antagonize appease assure back condemn consult criticise criticize denounce deter embarrass
    inform irritate isolate notify praise press pressure provoke reassure restrain sanction support thank trust
    warn
""")
# Verbs whose subject is a spot on earth.
BEING: Final = words("""
    burn fall lie remain resemble shake sit stand suffer wake
""")
# Verbs whose object is a spot on earth.
MOVING: Final = words("""
    annex blockade cross depart enter evacuate exit flee leave occupy overrun quit reach tour traverse visit
""")
# Verbs with "to" a person or government.
TRANSFERS: Final = words("""
    appeal attribute belong give grant hand leave lend listen offer pay pledge promise refer reply respond say
    sell speak talk tell transfer turn write
""")
# Parts of a country, and what befalls its territory, with "of".
SHARES: Final = words("""
    % airspace annexation area bombing border capital cent center centre city coast corner district east edge
    half interior invasion most much north occupation part percent province quarter region rest shelling soil
    south swath territory third town village west
""")
# Nouns of movement with "from" and "to".
DEPARTURES: Final = words("""
    border departure evacuation exit flight launch pull-out retreat return trip visit withdrawal
""")
# What a city, not a government, owns.
PEOPLE_PLACES: Final = words("""
    building center centre district hospital house inhabitant neighborhood neighbourhood outskirts people plant
    population resident road shop sky skyline station street suburb
""")
# Participles joined to a place by a hyphen.
LED: Final = words("""
    aligned appointed backed based born brokered controlled dominated friendly funded held imposed installed
    leaning led mediated sponsored supported trained
""")
