"""The doors for the staff, under ``/staff``, all behind one guard."""

from flask import Blueprint

from .edit import edit
from .guard import guard
from .look import look
from .new_place import new_place
from .pins import pins
from .sign_in import sign_in
from .start import start

staff = Blueprint("staff", __name__, url_prefix="/staff")
guard(staff)

for _door in (start, sign_in, edit, look, new_place, pins):
    staff.register_blueprint(_door)
