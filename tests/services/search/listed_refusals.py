"""Several things, of which a list refuses all, or the first alone and asks for the others."""

LISTED_REFUSALS = (
    ("avoid music, so pottery or art", ("music",)),
    ("sick of bingo, pottery or art instead", ("bingo",)),
    ("sick of bingo, pottery or art please", ("bingo",)),
    ("sick of bingo, pottery or art class please", ("bingo",)),
    ("fed up with bingo, yoga or pilates would be nice", ("bingo",)),
    ("instead of bingo, pottery or art", ("bingo",)),
    ("rather than bingo, pottery and art please", ("bingo",)),
    ("not bingo, and art", ("bingo",)),
    ("I'm not religious, choir or band", ("religious",)),
    ("no bingo or bowls, pottery and art", ("bingo", "bowls")),
    ("tired of yoga and pilates, swimming or walking", ("yoga", "pilates")),
    ("can't stand bingo, yoga or pilates", ("bingo", "yoga", "pilates")),
    ("no bingo, bowls or church please", ("bingo", "bowls", "church")),
    ("he hates football, cricket, and rugby", ("football", "cricket", "rugby")),
    ("no bingo or bowls, no church", ("bingo", "bowls", "church")),
    ("anything except football, swimming or tennis", ("football", "swimming", "tennis")),
    ("allergic to dogs, cats or birds", ("dogs", "cats", "birds")),
)
ONLY_LISTED = (
    "he was refused asylum, needs support",
    "we got turned down for a flat, advice",
    "no family, no papers, likes photography",
    "please skip those",
    "sick of the same four walls",
)
