"""The doors for the staff, under ``/staff``, all behind one guard."""

from flask import Blueprint

from .accounts import accounts
from .guard import guard
from .me import me
from .password_link import password_link
from .photos import photos
from .sign_in import sign_in
from .start import start

staff = Blueprint("staff", __name__, url_prefix="/staff")
guard(staff)

for _door in (start, sign_in, password_link, me, accounts, photos):
    staff.register_blueprint(_door)
