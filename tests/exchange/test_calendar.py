from datetime import date, datetime

import icalendar

from assetmap.domain.times.schedule import LONDON
from assetmap.exchange.calendar import calendar_file


def test_file_says_what_it_is_called_and_how_often_to_look_again() -> None:
    file = calendar_file("Tea, cake\r\nATTACH:x; more", [])
    read = icalendar.Calendar.from_ical(file)
    assert (read["VERSION"], read["PRODID"]) == ("2.0", "-//assetmap//directory//EN")
    assert b"\r\nX-WR-CALNAME:Tea\\, cake ATTACH:x\\; more\r\n" in file
    assert "ATTACH" not in read
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\nX-PUBLISHED-TTL:PT12H\r\n" in file
    assert file.endswith(b"END:VTIMEZONE\r\nEND:VCALENDAR\r\n")


def test_clocks_change_as_they_do_however_far_ahead() -> None:
    (zone,) = icalendar.Calendar.from_ical(calendar_file("All", [])).walk("VTIMEZONE")
    told = zone.to_tz()
    for year in (2024, 2026, 2036):
        for month, day in ((1, 1), (3, 25), (4, 1), (7, 1), (10, 24), (11, 1)):
            noon = datetime.combine(date(year, month, day), datetime.min.time()).replace(hour=12)
            assert noon.replace(tzinfo=told).utcoffset() == noon.replace(tzinfo=LONDON).utcoffset()
