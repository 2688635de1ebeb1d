# ruff: noqa: E501, SIM905 (lists read better as they are published)
"""Column lists as the makers of each scheme publish them, written apart from the layouts that are tested against them."""

from __future__ import annotations

# ACLED Codebook (2023, 2024) and ACLED's guide to its columns: the data export since 2023.
ACLED = """
event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2
assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude
geo_precision source source_scale notes fatalities tags timestamp
""".split()
ACLED_SUB_EVENTS = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Air/drone strike", "Chemical weapon", "Grenade", "Remote explosive/landmine/IED",
        "Shelling/artillery/missile attack", "Suicide bomb",
    },
    "Violence against civilians": {"Abduction/forced disappearance", "Attack", "Sexual violence"},
    "Protests": {"Excessive force against protesters", "Peaceful protest", "Protest with intervention"},
    "Riots": {"Mob violence", "Violent demonstration"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory", "Other",
    },
}  # fmt: skip

# UCDP GED Codebook version 25.1.
UCDP = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id
dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources
source_article source_office source_date source_headline source_original where_prec where_coordinates where_description
adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start
date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
""".split()

# POLECAT weekly files of 2023.
POLECAT = """
Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|
Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|
Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|
Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|
Publication Date|Story People|Story Organizations|Story Locations|Language|Version
""".replace("\n", "").split("|")
PLOVER_TYPES = """
AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE SANCTION COERCE
ASSAULT
""".split()

_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
)
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
# GDELT Event Database, Data Format Codebook 2.0: 61 columns.
GDELT = [
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor1{name}" for name in _ACTOR),
    *(f"Actor2{name}" for name in _ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources".split(),
    *"NumArticles AvgTone".split(),
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in _GEO),
    *"DATEADDED SOURCEURL".split(),
]

# ETH/PRIO Civil Conflict Ceasefire dataset, October 2022, as published code reads it; the 35 link columns left out.
CEASEFIRES = """
cc location region cf_id uniq_id ucdp_actor_id actor_name ucdp_acd_id ucdp_dyad pax_id cf_dec_yr cf_dec_month cf_dec_day
cf_effect_yr cf_effect_month cf_effect_day side partial written fixed fixed_time nsa_frac p_humanitarian p_peaceprocess
p_holiday p_election p_other p_other_comment p_unclear cf_pp ceasefire_class timing mediator_nego mediator_send implement
enforcement ddr splinter ended end_yr end_month end_day evidence_onset evidence_end comment factivia_source factivia_page
""".split()

# HXL standard 1.1, core hashtags that the layout may use.
HXL_TAGS = {"#event", "#date", "#org", "#status", "#meta", "#affected", "#country", "#adm1", "#adm2", "#loc", "#geo"}

# FollowTheMoney 4: properties of the schemata that are written, inherited ones included.
FTM = {
    "Event": {"name", "summary", "startDate", "endDate", "location", "country", "involved", "keywords", "proof"},
    "Article": {"title", "publisher", "publishedAt", "sourceUrl", "language"},
    "PublicBody": {"name", "alias", "country"},
    "Organization": {"name", "alias", "country"},
    "Person": {"name", "alias", "country"},
    "LegalEntity": {"name", "alias", "country"},
}
FTM_STATEMENT = {
    "id", "entity_id", "canonical_id", "prop", "schema", "value", "dataset", "lang", "original_value", "external",
    "first_seen", "last_seen", "origin",
}  # fmt: skip
