"""The city that the map is for."""

from dataclasses import dataclass, field

from .folding import fold

PREFECTURES = (
    *("北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県"),
    *("群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県"),
    *("山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府"),
    *("兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県"),
    *("香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県"),
    *("鹿児島県", "沖縄県"),
)
"""In the order of the first two digits of a municipal code, from 01 (JIS X 0401)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The numbers of the city's plan, for reconciliation: groups of the city by category."""

    school_year: int = 0
    source: str = ""
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class City:
    """Its municipal code and name, where its map begins (latitude, longitude; zoom), its plan.

    ``desk`` is the key of the place that families may ask about anything; ``neighbours`` are the
    names of other municipalities by code. ``avenue`` and ``river`` are what the map draws with
    trees and names in blue.
    """

    code: str
    name: str
    center: tuple[float, float]
    zoom: int
    plan: Plan = Plan()
    desk: str = ""
    neighbours: dict[str, str] = field(default_factory=dict)
    avenue: str = ""
    river: str = ""

    @property
    def authority(self) -> str:
        """The word in which every name ends that we give for ever, at whatever address we are."""
        return f"{self.code}.kodomo-map"

    def municipalities(self) -> dict[str, str]:
        """The city and its neighbours by code, each with its prefecture: 東京都国立市."""
        names = {self.code: self.name, **self.neighbours}
        return {code: PREFECTURES[int(code[:2]) - 1] + name for code, name in names.items()}

    def codes(self) -> dict[str, str]:
        """The codes of the city and its neighbours by name, with and without prefecture, folded."""
        found: dict[str, str] = {}
        for code, name in self.municipalities().items():
            bare = name.removeprefix(PREFECTURES[int(code[:2]) - 1])
            found |= {fold(name): code, fold(bare): code}
        return found
