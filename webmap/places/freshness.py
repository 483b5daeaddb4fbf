"""How old an information may be before a family should make sure of it first."""

from datetime import date

from .days import Day

MONTHS = 18
"""Past this age the public reads 「古いかもしれません。行く前にたしかめてください」 (our own decision)."""


def is_old(day: Day, today: date) -> bool:
    """Whether the last day that it can be lies more than 18 months back. An unknown day is old."""
    last = day.last()
    if last is None:
        return True
    months = (today.year - last.year) * 12 + today.month - last.month
    return (months, today.day) > (MONTHS, last.day)
