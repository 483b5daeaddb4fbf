"""The doors for the staff, under ``/staff``, all behind one guard."""

from flask import Blueprint

from .accounts import accounts
from .closures import closures
from .edit import edit
from .guard import guard
from .history import history
from .lists import lists
from .look import look
from .me import me
from .new_place import new_place
from .password_link import password_link
from .photos import photos
from .pins import pins
from .places_list import places_list
from .readings import readings
from .redact import redact
from .reports import reports
from .sign_in import sign_in
from .start import start
from .undo import undo
from .week import week

staff = Blueprint("staff", __name__, url_prefix="/staff")
guard(staff)

for _door in (
    start,
    sign_in,
    password_link,
    me,
    accounts,
    edit,
    look,
    new_place,
    pins,
    photos,
    places_list,
    reports,
    closures,
    lists,
    history,
    undo,
    redact,
    week,
    readings,
):
    staff.register_blueprint(_door)
