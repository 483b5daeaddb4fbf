"""One spelling for all the ways in which an address is written. Only compared, never shown."""

import unicodedata
from functools import lru_cache

_LONGEST = 300
"""Characters of a text that may be an address."""

_HYPHENS = (
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u301c\uff5e~\u30fc\uff70"
    "\u2500\ufe63\u00ad\u2043\u30a0\u2796"
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\ufe0e\ufe0f"
_OLD = dict(
    zip(
        "國臺冨澤嶋嶌邊邉廣榮櫻學圓惠德瀨濱齋壽淺關戶寶靑萬髙﨑峯藏淵藪曾條縣區號壹壱貳弐參参峽會團礒渕拾",
        "国台富沢島島辺辺広栄桜学円恵徳瀬浜斎寿浅関戸宝青万高崎峰蔵淵薮曽条県区号一一二二三三峡会団磯淵十",
        strict=True,
    )
)
"""Old and variant forms of characters with those in use now."""
_SAME_SOUND = {"ゖ": "が", "け": "が", "ヶ": "が", "ゕ": "が", "っ": "つ", "之": "の"}
"""旭ヶ丘, 旭ケ丘 and 旭が丘; 三ツ木 and 三ッ木; 二ノ四七 and 二之四七."""
_KATAKANA = {code: chr(code - 0x60) for code in range(0x30A1, 0x30F7)}
_TABLE = str.maketrans(
    {
        **{letter: "-" for letter in _HYPHENS},
        **dict.fromkeys(_INVISIBLE, ""),
        **_OLD,
        **{chr(code): _SAME_SOUND.get(kana, kana) for code, kana in _KATAKANA.items()},
        **_SAME_SOUND,
    }
)


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """The text in ordinary width, in hiragana, with one hyphen and today's characters.

    Empty of longer texts: they are no addresses, and one that is cut may end within a number.
    """
    bare = text.strip()
    whole = unicodedata.normalize("NFKC", bare if len(bare) <= _LONGEST else "")
    return " ".join(whole.translate(_TABLE).split())


def end_as_written(text: str, end: str) -> str:
    """The end of a text that is ``end`` in plain spelling, as it is written there."""
    ends = (text[at:] for at in range(len(text), -1, -1))
    return next((one for one in ends if plain(one) == end), end)
