"""The addresses of the staff: one may be added here, none may be lost."""

ROUTES = {
    "/staff/",
    "/staff/acts/<int:number>",
    "/staff/acts/<int:number>/undo",
    "/staff/changes/<int:number>/redact",
    "/staff/changes/<int:number>/undo",
    "/staff/history/<of>/<key>",
    "/staff/places/<key>/history",
    "/staff/accounts",
    "/staff/me",
    "/staff/password/<token>",
    "/staff/photos/<file>-<int:width>.webp",
    "/staff/places/<key>/photos",
    "/staff/places/<key>/photos/<int:number>",
    "/staff/places/<key>",
    "/staff/places/<key>/look",
    "/staff/find-group",
    "/staff/find-point",
    "/staff/find-site",
    "/staff/places/new",
    "/staff/helplines",
    "/staff/helplines/<key>",
    "/staff/helplines/<key>/look",
    "/staff/helplines/new",
    "/staff/helplines/new/look",
    "/staff/programmes",
    "/staff/programmes/<key>",
    "/staff/programmes/<key>/look",
    "/staff/programmes/new",
    "/staff/programmes/new/look",
    "/staff/readings",
    "/staff/readings/look",
    "/staff/closures",
    "/staff/places",
    "/staff/reports",
    "/staff/reports/<int:number>",
    "/staff/sign-in",
    "/staff/sign-out",
    "/staff/week",
}


def test_the_addresses_of_the_staff_are_these(app):
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    assert {rule for rule in rules if rule.startswith("/staff")} == ROUTES
