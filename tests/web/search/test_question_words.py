from assetmap.domain.search.query import Search
from assetmap.web.search.question_words import LONGEST, question_words

CHOICES = {"day": {"tue": "Tuesday"}, "access": {"step-free": "Step-free"}}


def test_a_question_in_a_few_words() -> None:
    assert question_words(Search(), CHOICES) == ""
    search = Search(
        words=" tea\nand cake ",
        near="RM17",
        need="lonely-days",
        age=70,
        day=(("tue", "wed"),),
        access=(("step-free",),),
    )
    assert question_words(search, CHOICES) == (
        "tea and cake, near RM17, lonely days, age 70, Step-free, Tuesday, wed"
    )
    long = question_words(Search(words="word " * 60), CHOICES)
    assert len(long) <= LONGEST
    assert long.endswith("word…")
