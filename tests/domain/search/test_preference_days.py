"""The days that a sentence wishes for, and what is none."""

from datetime import date

import pytest

from assetmap.domain.search.preferences import extract_preferences
from tests.domain.wishing import said_of

READ = [
    ("somewhere warm to go on Tuesdays", "day:tue", "somewhere warm to go"),
    ("knitting on Tuesday", "day:tue", "knitting"),
    ("a club every Wednesday", "day:wed", "a club"),
    ("Thursday's lunch club", "day:thu", "lunch club"),
    ("chess on Tues", "day:tue", "chess"),
    ("something next Monday or Friday", "day:mon@03-23 day:fri", "something or"),
    ("football at the weekend", "day:sat,sun", "football"),
    ("a walk at weekends", "day:sat,sun", "a walk"),
    ("clubs on week days", "day:mon,tue,wed,thu,fri", "clubs"),
    ("what is on today", "day:mon@03-16", "what is on"),
    ("lunch tomorrow", "day:tue@03-17", "lunch"),
    ("Sunday lunch for people by themselves", "day:sun", "lunch for people by themselves"),
    (
        "skint till Friday and the cupboards are bare",
        "cost:free",
        "till Friday and the cupboards are bare",
    ),
    ("nothing until next Friday", "", "nothing until next Friday"),
    ("I dread Monday mornings", "", "I dread Monday mornings"),
    ("she hates Sundays", "", "she hates Sundays"),
    ("not seen a soul since Thursday", "", "not seen a soul since Thursday"),
    ("he died last Saturday", "", "he died last Saturday"),
    ("not on Mondays", "day:tue,wed,thu,fri,sat,sun", ""),
    ("I can't do Tuesdays", "day:mon,wed,thu,fri,sat,sun", "I"),
    ("rent is due by Friday", "", "rent is due by Friday"),
    ("my mum sat in the house", "kin:mum", "sat in the house"),
    ("lunch on any day except Friday and Saturday", "day:mon,tue,wed,thu,sun", "lunch on"),
    ("any day but Wednesday", "day:mon,tue,thu,fri,sat,sun", ""),
    ("not on Tuesdays or Thursdays", "day:mon,wed,fri,sat,sun", ""),
    ("a choir not at weekends", "day:mon,tue,wed,thu,fri", "a choir"),
    ("can't do weekends or Mondays", "day:tue,wed,thu,fri", ""),
    ("the weekend is no good", "day:mon,tue,wed,thu,fri", "the"),
    ("is the pool not open at weekends", "day:sat,sun", "is the pool not open"),
    ("I dread weekends", "", "I dread weekends"),
    ("yoga, anything but Mondays", "day:tue,wed,thu,fri,sat,sun", "yoga,"),
    ("craft group, weekends no good", "day:mon,tue,wed,thu,fri", "craft group,"),
    ("craft group, weekends, no good", "day:mon,tue,wed,thu,fri", "craft group,"),
    ("no good on Thursdays", "day:mon,tue,wed,fri,sat,sun", ""),
    ("I'm not free on Fridays", "day:mon,tue,wed,thu,sat,sun", "I'm"),
    ("can't get out on Sundays", "day:mon,tue,wed,thu,fri,sat", ""),
    ("I have dialysis Tuesdays and Thursdays", "day:mon,wed,fri,sat,sun", "I"),
    ("I'm at college on Mondays", "day:tue,wed,thu,fri,sat,sun", ""),
    ("husband back at work Monday", "day:mon", "husband back at work"),
    ("I have nothing on Mondays", "day:mon", "I have nothing"),
    ("Sundays are the hardest", "day:sun", "are the hardest"),
    ("in Grays on Mondays", "day:mon", "in Grays"),
    ("Mondays are tricky", "day:tue,wed,thu,fri,sat,sun", ""),
    ("Wednesdays are no good for me", "day:mon,tue,thu,fri,sat,sun", "for me"),
    ("Mondays don't suit", "day:tue,wed,thu,fri,sat,sun", ""),
    ("busy Thursdays", "day:mon,tue,wed,fri,sat,sun", ""),
    ("is the library not open on Mondays", "day:mon", "is the library not open"),
    ("the bus doesn't run on Sundays", "day:sun", "the bus doesn't run"),
    ("my dad works Mondays", "kin:dad", "works Mondays"),
    ("volunteer work on Mondays", "day:mon", "volunteer work"),
    ("lunch on the second Tuesday of the month", "day:tue", "lunch"),
    ("a club every other Friday", "day:fri", "a club"),
    ("the last Friday of the month", "day:fri", ""),
    ("Monday to Wednesday", "day:mon,tue,wed", ""),
    ("lunch Mon to Fri", "day:mon,tue,wed,thu,fri", "lunch"),
    ("open Friday till Sunday", "day:fri,sat,sun", "open"),
    ("Sat mornings", "day:sat time:morning", ""),
    ("dancing on a Sat", "day:sat", "dancing"),
    ("Tue or Wed", "day:tue day:wed", "or"),
    ("the sun is out", "", None),
    ("we wed in June", "", None),
    ("help with my sat nav", "", None),
    ("c'mon", "", None),
    ("Sunday roast", "", "Sunday roast"),
    ("Sunday school", "", "Sunday school"),
    ("Good Friday", "", "Good Friday"),
    ("Boxing Day", "", "Boxing Day"),
    ("bank holiday Monday", "", "bank holiday Monday"),
    ("pancake Tuesday", "", "pancake Tuesday"),
    ("may I bring my dog", "", "may I bring my dog"),
    ("second hand furniture", "", "second hand furniture"),
    ("one to one help", "", "one to one help"),
    ("weekends are the worst", "", "weekends are the worst"),
    ("in today's world", "", "in today's world"),
    ("this Tuesday", "day:tue@03-17", ""),
    ("lunch this Monday", "day:mon@03-16", "lunch"),
    ("next Tuesday", "day:tue@03-17@03-24", ""),
    ("next Monday's walk", "day:mon@03-23", "walk"),
    ("this coming Fri", "day:fri@03-20", ""),
    ("a walk this weekend", "day:sat,sun@03-21@03-22", "a walk"),
    ("next weekend", "day:sat,sun@03-21@03-22@03-28@03-29", ""),
    ("the day after tomorrow", "day:wed@03-18", ""),
    ("later today", "day:mon@03-16", "later"),
    ("a weekend away", "", None),
    ("moved here last weekend", "", None),
    ("nothing until tomorrow", "", None),
    ("not today", "", None),
    ("this sunny garden", "", None),
    ("today's special", "", None),
    ("it is our wedding this satin", "", None),
]


@pytest.mark.parametrize(("words", "preferences", "rest"), READ)
def test_wishes_leave_the_words_and_nothing_else_does(
    words: str, preferences: str, rest: str | None
) -> None:
    assert said_of(words) == (preferences, words if rest is None else rest)


@pytest.mark.parametrize(
    ("today", "words", "dates"),
    [
        ("2026-03-21", "this weekend", "03-21 03-22"),
        ("2026-03-22", "this weekend", "03-22"),
        ("2026-03-22", "next Sunday", "03-29"),
        ("2026-03-20", "next Tuesday", "03-24"),
        ("2026-12-31", "tomorrow", "01-01"),
        ("2026-03-17", "this Tuesday", "03-17"),
    ],
)
def test_dates_go_by_the_day_that_it_is(today: str, words: str, dates: str) -> None:
    (read,) = extract_preferences(words, date.fromisoformat(today)).preferences
    assert " ".join(f"{on:%m-%d}" for on in read.dates) == dates
