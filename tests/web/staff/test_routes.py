"""The addresses of the staff: one may be added here, none may be lost."""

ROUTES = {
    "/staff/",
    "/staff/closures",
    "/staff/places",
    "/staff/reports",
    "/staff/reports/<int:number>",
    "/staff/sign-in",
    "/staff/sign-out",
}


def test_the_addresses_of_the_staff_are_these(app):
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    assert {rule for rule in rules if rule.startswith("/staff")} == ROUTES
