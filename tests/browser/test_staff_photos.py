"""A photograph is added by hand, and a family sees it."""

import pytest
from PIL import Image

from tests.browser.axe import faults

PAGE = "/staff/places/guruguru/photos"


@pytest.mark.parametrize("scripts", (True, False), ids=("scripts", "no scripts"))
def test_from_the_office_to_the_family(staff_page, tmp_path, axe, scripts):
    Image.new("RGB", (1200, 900), "teal").save(tmp_path / "mihon.jpg")
    page = staff_page("editor", width=390, java_script_enabled=scripts).open(PAGE)
    page.get_by_label("写真（JPEG").set_input_files(tmp_path / "mihon.jpg")
    page.get_by_label("うつっているもの").fill("みほんの 青い戸")
    page.get_by_label("だれの 写真か").fill("みほん")
    page.get_by_label("だれか わかる人は うつっていない").check()
    page.get_by_role("button", name="この写真を くわえる").click()
    page.get_by_text("写真を くわえました").wait_for()
    shown = staff_page("viewer", width=320)
    shown.open("/ja/places/guruguru")
    picture = shown.page.get_by_alt_text("みほんの 青い戸")
    assert picture.evaluate("async (one) => { await one.decode(); return one.naturalWidth }") > 200
    if scripts:
        assert faults(shown.page, axe, 320) == []
