"""Units of numbers, each with the words for it; a sign stands for a currency, "%" for a share."""

from __future__ import annotations

_UNITS = {
    "%": "% percent percents pct pc per·cent percentage",
    "$": "dollar dollars usd bucks",
    "€": "euro euros eur",
    "£": "gbp sterling",
    "¥": "yen yuan",
    "clock": "am pm a.m p.m o'clock o’clock",
    "second": "seconds sec secs",
    "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years yr yrs",
    "mile": "mile miles",
    "km": "km kilometer kilometers kilometre kilometres",
    "metre": "meter meters metre metres",
    "foot": "foot feet ft",
    "inch": "inch inches",
    "acre": "acre acres",
    "mph": "mph",
    "kg": "kg kilogram kilograms kilo kilos",
    "ton": "ton tons tonne tonnes",
    "degree": "degree degrees",
}
UNIT_OF = {word.replace("·", " "): unit for unit, all_ in _UNITS.items() for word in all_.split()}
