"""The doors for the staff, under ``/staff``, all behind one guard."""

from flask import Blueprint

from .closures import closures
from .guard import guard
from .places_list import places_list
from .reports import reports
from .sign_in import sign_in
from .start import start

staff = Blueprint("staff", __name__, url_prefix="/staff")
guard(staff)

for _door in (start, sign_in, places_list, reports, closures):
    staff.register_blueprint(_door)
