"""Refusals in words that are seldom said, and others that only sound like them."""

ODD_REFUSALS = (
    ("the bingo lark isn't for me, somewhere to meet people", ("bingo",)),
    ("all that yoga malarkey bores me. exercise", ("yoga",)),
    ("keep bingo away from me, tea and company", ("bingo",)),
    ("I already do yoga so something besides", ("yoga",)),
    ("I've been to the choir and I'm not going again. other music", ("choir",)),
    ("exercise sans gym", ("gym",)),
    ("I'd die of embarrassment at karaoke, social group", ("karaoke",)),
    ("past it for football, other sport", ("football",)),
    ("she's too shy for groups, one to one", ("groups",)),
    ("groups make me panic, one to one support", ("groups",)),
    ("dancing is haram for us, women's exercise", ("dancing",)),
    ("counselling but no way am I doing it online", ("online",)),
    ("zoom fatigue, want a real life choir", ("zoom",)),
    ("you offer me yoga every time, I'm not interested", ("yoga",)),
    ("I won't dance, so what else", ("dance",)),
    ("I won't be doing any knitting, crafts", ("knitting",)),
)
ONLY_ODD = (
    "my dog is too much for me since my hip",
    "am I too old for yoga",
    "never too old for football",
    "he won't swim without his dad",
    "the library is far away from me",
    "chronic fatigue",
    "I already do yoga and want more yoga",
)
