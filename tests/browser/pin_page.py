"""A page with nothing but the pin of a real place, its address, and what it belongs to."""

from flask import Flask, render_template_string, request

from webmap.places.place import Site
from webmap.storage.changes import read_record
from webmap.storage.places import place
from webmap.web.house import database
from webmap.web.staff.pins import pin_of

PATH = "/staff/pin-of/"
PAGE = """{% extends "staff/base.html" %}
{% block content %}<h1>みほん</h1>
<form method="post"><input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
{% for name, text in lines %}
<p class="field"><label>{{ name }}<input type="text" name="{{ name }}" value="{{ text }}"></label></p>
{% endfor %}
{% include "staff/_pin.html" %}<button>send</button></form>{% endblock %}"""
_PARTS = ("lat", "lon", "level", "radius_m")


def add_pin_page(app: Flask, sent: list[dict[str, str]]) -> None:
    """Adds the page; what it sends is noted in ``sent``."""

    def show(key: str) -> str:
        if request.method == "POST":
            sent.append(request.form.to_dict())
        db = database()
        shown = place(db, key)
        assert shown
        site = read_record(db, "site", shown.text("site"))
        assert site is None or isinstance(site, Site)
        lines = [
            ("site/address:value", site.text("address") if site else ""),
            ("site:value", shown.text("site")),
            ("group:value", shown.text("group")),
        ]
        pin = pin_of(shown, site)
        return render_template_string(PAGE, cells=_cells(site), problems={}, pin=pin, lines=lines)

    app.add_url_rule(f"{PATH}<key>", view_func=show, methods=["GET", "POST"], endpoint="pin_page")
    guarded = app.before_request_funcs["staff"]
    app.before_request_funcs[None] = [*app.before_request_funcs.get(None, []), *guarded]


def _cells(site: Site | None) -> dict[str, list[str]]:
    cells: dict[str, list[str]] = {}
    said = site.said.get("location") if site else None
    if said and site and site.location:
        cells |= {f"site/location:{part}": [getattr(site.location, part)] for part in _PARTS}
        cells |= {"site/location:source": [said.source], "site/location:day": [said.day.text]}
    return cells
