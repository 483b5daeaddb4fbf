"""The closed lists of words: what may stand in a column, in the order in which people see it."""

CATEGORIES = (
    "kodomo_shokudo",
    "ibasho",
    "yagawa_plus",
    "jidokan",
    "free_school",
    "kyoiku_shien",
    "asobiba",
    "soudan",
    "hattatsu",
)
"""Keys of the categories; ``soudan`` and ``hattatsu`` come after the places one can drop in at."""

BY_APPOINTMENT = frozenset({"soudan", "hattatsu"})
"""Categories where one first asks: listed after the places one can drop in at."""

ACCESS = (
    "step_free",
    "elevator",
    "wheelchair_toilet",
    "changing_table",
    "nursing_room",
    "stroller",
    "parking",
    "quiet_room",
    "written",
)
SUPPORT = (
    "developmental",
    "medical_care",
    "not_at_school",
    "food_allergy",
    "family_care",
    "foreign_roots",
    "learning",
)
VISIT = ("alone", "takeout", "pantry", "parent", "siblings", "someone_to_talk")
FACTS = VISIT + ACCESS + SUPPORT
"""Facts with four answers. The fourth, unknown, is the absence of a statement."""

ANSWERS = ("yes", "limited", "no")
ACCEPTING = ("yes", "full")
"""Whether a place takes more children now; unknown is the absence of a statement."""
STAFF_FIELDS = ("remark", "reply_time", "admission", "tour", "accepting", "safety")
"""Of a place, for the staff alone whatever a statement's visibility says: notes, how soon one
replies, who decides on admission, 見学, whether there is room, what is done for children's safety."""
STANDINGS = ("listed", "check", "paused", "ended")
VISIBILITIES = ("public", "print", "staff")
HIDDEN = ("area", "yes")
LEVELS = ("building", "block", "town", "city")
STAGES = ("preschool", "elementary", "junior_high", "high", "parent")
BOOKINGS = ("none", "required", "first_time", "ask")
BOOKING_WAYS = ("phone", "line", "web", "mail", "in_person")
FEE_CLASSES = ("preschool", "elementary", "junior_high", "high", "adult", "everyone")
FEE_PER = ("visit", "month", "entry")
SCHEMES = ("kodomo_shokudo", "wamnet", "houjin_bangou")

FIRST_VISIT = (
    *("who", "fee", "booking", "first_day", "parent", "siblings", "someone_to_talk"),
    *("when", "where", "phone"),
)
"""What a family wants to know before it goes for the first time, beside the facts."""
WISHES = tuple(dict.fromkeys((*FIRST_VISIT, *FACTS)))
"""What a family may wish to be asked (聞いてほしい)."""
WRONGS = ("ended", "when", "where", "fee", "phone", "who", "other")
"""What of a place may be said to be wrong (ちがっています)."""

CALLERS = ("child", "guardian", "anyone")
"""Who may call a line. ``anyone`` is said where it names neither children nor parents."""
CALL_TOPICS = ("home", "school", "raising", "rights", "anything")
AREAS = ("city", "prefecture", "nation")
"""Whose line it is, from the nearest to the largest."""
BENEFITING = ("child", "parent", "group")
"""For whom a programme is: children themselves, those who raise them, organisations."""
BASES = ("official", "dictionary", "name")
"""On what a reading stands: official kana, two dictionaries that agree, a name of this region."""
