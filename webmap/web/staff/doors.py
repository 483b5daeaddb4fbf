"""The doors for the staff, under ``/staff``, all behind one guard."""

from flask import Blueprint

from .guard import guard
from .history import history
from .redact import redact
from .sign_in import sign_in
from .start import start
from .undo import undo
from .week import week

staff = Blueprint("staff", __name__, url_prefix="/staff")
guard(staff)

for _door in (start, sign_in, history, undo, week, redact):
    staff.register_blueprint(_door)
