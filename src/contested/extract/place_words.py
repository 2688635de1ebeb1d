"""Words around place names that tell what a place does in its sentence, by lemma, in lower case."""

from __future__ import annotations

from typing import Final

# Prepositions behind which a place name stands.
PLACE_CASES: Final = frozenset(
    ["in", "at", "near", "inside", "within", "around", "outside", "across", "through", "into", "onto", "from", "towards", "toward", "over", "off", "along", "above", "beyond", "via", "to", "of", "out", "on", "upon", "throughout", "under", "against", "between", "beside", "behind", "past", "opposite", "amid", "for", "by"]
)
# Prepositions that make even a country a scene.
SCENE_CASES: Final = frozenset(
    ["in", "at", "near", "inside", "within", "around", "outside", "across", "through", "into", "onto", "towards", "toward", "over", "off", "along", "above", "beyond", "via", "out", "throughout"]
)
# Prepositions of what is spoken about.
TOPIC_CASES: Final = frozenset(
    ["on", "about", "over", "regarding", "concerning"]
)
# Verbs and nouns of speaking about something.
TOPIC_WORDS: Final = frozenset(
    ["meet", "discuss", "debate", "talk", "speak", "brief", "confer", "comment", "agree", "negotiate", "position", "stance", "view", "policy", "resolution", "claim", "meeting", "discussion", "negotiation", "statement", "report", "question", "summit", "conference", "briefing"]
)
# What a place may have or get, without anything happening there.
STATUS_NOUNS: Final = frozenset(
    ["independence", "recognition", "status", "secession", "sovereignty", "autonomy", "future", "statehood"]
)
# Heads of names of agreements, beside the classes of the event lexicon.
TREATY_NOUNS: Final = frozenset(
    ["process", "format", "convention", "formula", "protocol", "accords", "principles"]
)
# Words of those classes that do not make a name with a place before them.
NOT_TREATIES: Final = frozenset(
    ["statement", "calm", "understanding", "arrangement"]
)
# Businesses and media that are told by their seat.
TRADE_NOUNS: Final = frozenset(
    ["paper", "newspaper", "daily", "weekly", "magazine", "broadcaster", "channel", "site", "website", "outlet", "publisher", "bank", "company", "firm", "house", "dealer", "businessman", "exchange", "think-tank", "correspondent", "bureau", "lawyer", "trader"]
)
# Those who rule from a seat of government.
RULERS: Final = frozenset(
    ["government", "junta", "regime", "leadership", "authority", "authorities", "cabinet", "ruler", "administration", "leader", "coalition", "power"]
)
# Bodies that bear the place in their name ("the UN office in X").
OFFICES: Final = frozenset(
    ["office", "command", "branch", "chapter", "mission", "council", "parliament"]
)
# Bodies that are told by their seat.
SOCIETIES: Final = frozenset(
    ["association", "society", "union", "committee", "group", "clinic", "university", "institute", "company", "newspaper", "court"]
)
# Nouns with "of" a government.
ALLIES: Final = frozenset(
    ["ally", "enemy", "rival", "partner", "friend", "backer", "foe", "envoy", "behest", "orbit"]
)
# What comes from a government and not from a spot on earth.
MESSAGES: Final = frozenset(
    ["pressure", "support", "backing", "criticism", "request", "order", "instruction", "approval", "permission", "message", "response", "reply", "help", "aid", "assistance", "statement", "comment", "denial", "condemnation", "warning", "call", "appeal", "demand", "guarantee", "pledge", "reaction", "signal", "invitation", "recognition", "arm", "weapon", "funding", "money", "loan", "letter"]
)
# Verbs of getting something from somebody.
RECEIVING: Final = frozenset(
    ["receive", "get", "obtain", "buy", "secure", "win", "seek", "demand", "want", "expect", "request", "extract"]
)
# Verbs whose object is a government, not a spot on earth.
LEANING: Final = frozenset(
    ["restrain", "pressure", "back", "support", "press", "thank", "praise", "condemn", "criticise", "criticize", "denounce", "warn", "consult", "notify", "inform", "appease", "isolate", "sanction", "reassure", "deter", "provoke", "antagonise", "antagonize", "embarrass", "anger", "irritate", "assure", "trust"]
)
# Verbs whose subject is a spot on earth.
BEING: Final = frozenset(
    ["lie", "fall", "sit", "stand", "burn", "shake", "wake", "suffer", "remain", "resemble"]
)
# Verbs whose object is a spot on earth.
MOVING: Final = frozenset(
    ["leave", "enter", "quit", "reach", "flee", "cross", "visit", "annex", "occupy", "exit", "tour", "depart", "evacuate", "traverse", "blockade", "overrun"]
)
# Verbs with "to" a person or government.
TRANSFERS: Final = frozenset(
    ["give", "hand", "say", "tell", "sell", "offer", "respond", "reply", "belong", "appeal", "lend", "pay", "turn", "write", "grant", "promise", "pledge", "speak", "talk", "leave", "transfer", "attribute", "refer", "listen"]
)
# Parts of a country, and what befalls its territory, with "of".
SHARES: Final = frozenset(
    ["percent", "part", "north", "south", "east", "west", "centre", "center", "most", "much", "half", "rest", "territory", "area", "border", "coast", "capital", "city", "town", "village", "province", "region", "district", "corner", "swath", "third", "quarter", "invasion", "shelling", "bombing", "occupation", "annexation", "interior", "soil", "airspace", "edge", "%", "cent"]
)
# Nouns of movement with "from" and "to".
DEPARTURES: Final = frozenset(
    ["launch", "withdrawal", "return", "exit", "flight", "evacuation", "departure", "retreat", "pull-out", "visit", "trip", "border"]
)
# What a city, not a government, owns.
PEOPLE_PLACES: Final = frozenset(
    ["resident", "street", "outskirts", "suburb", "district", "people", "inhabitant", "hospital", "centre", "center", "population", "neighbourhood", "neighborhood", "plant", "station", "road", "building", "house", "shop", "skyline", "sky"]
)
# Participles joined to a place by a hyphen.
LED: Final = frozenset(
    ["led", "backed", "based", "brokered", "mediated", "sponsored", "aligned", "appointed", "installed", "supported", "funded", "dominated", "controlled", "held", "born", "leaning", "friendly", "trained", "imposed"]
)
