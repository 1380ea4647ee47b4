import pytest

from assetmap.exchange.osm_tokens import OsmReader, Unreadable, osm_tokens


def test_a_text_is_cut_into_tokens_unless_there_is_something_else_in_it() -> None:
    assert osm_tokens('Mo-Fr 9:00+ || "a; b"') == [
        ("word", "Mo"),
        ("mark", "-"),
        ("word", "Fr"),
        ("clock", "9:00"),
        ("mark", "+"),
        ("between", "||"),
        ("comment", '"a; b"'),
    ]
    assert osm_tokens("Mo & Fr") is None


def test_a_reader_takes_what_comes_and_refuses_what_does_not() -> None:
    reader = OsmReader(osm_tokens('Mo – "ring first" ;') or [])
    assert (reader.next_word(), reader.word(), reader.skip("-")) == ("mo", "Mo", True)
    assert (reader.comment(), reader.comment(), reader.separator()) == ("ring first", "", ";")
    assert reader.at_end()
    with pytest.raises(Unreadable):
        reader.word()
