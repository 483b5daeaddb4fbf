"""An address in one cell whose municipality stands in others."""

import re

from ..places.city import PREFECTURES

_PREFECTURE = re.compile("|".join(PREFECTURES))
_CITY = re.compile(r"[^\d\s]{2,5}?(?<!日)市(?![\d場街民立役町丁])")
"""立川市錦町, but not 古市1-1, 四日市町 or 朝市通り: those are towns."""
_DISTRICT = re.compile(r"[^\d\s]{1,5}?郡[^\d\s]{1,6}?[町村]")
_WARD = re.compile(r"[^\d\s]{1,4}?区(?![\d民役])")
_METROPOLIS = "東京都"
"""Its 区 are municipalities; elsewhere a 区 is part of the city of the column."""


def whole_address(address: str, prefecture: str, city: str) -> str:
    """The address with the municipality that stands in other columns, unless it names one."""
    if not address or not city or city in address or names_other(address, prefecture, city):
        return address
    own, rest = _split(address)
    return f"{own or prefecture}{city}{rest}"


def names_other(address: str, prefecture: str, city: str) -> bool:
    """Whether an address names another municipality than its columns: 立川市錦町1-1 for 国立市."""
    if not city or city in address:
        return False
    own, rest = _split(address)
    if own and prefecture and own != prefecture:
        return True
    is_ward = _METROPOLIS in (own, prefecture) and _WARD.match(rest)
    return bool(is_ward or _CITY.match(rest) or _DISTRICT.match(rest))


def _split(address: str) -> tuple[str, str]:
    found = _PREFECTURE.match(address)
    return (found[0], address[found.end() :].lstrip()) if found else ("", address)
