"""What a sentence says that something may cost, and how somebody can take part."""

from assetmap.domain.search.preference import PreferenceKind, always, preference_rule

_NO_MONEY = (
    r"(?<![\w-])(?:for free|free of charge|free)\b"
    r"(?! (?:time|from|range|up|school|spirit\w*|church|will|speech|milk|after|when|hand))(?!-)"
    r"|\b(?:for nothing|no charge|no money|costs? nothing|without paying)\b"
)
_NOT_MONEY = (
    r"(?:\b(?:i'?m|i am|we'?re|we are|he'?s|she'?s|is|are|be|am|are you|feel\w*|set|break|good|got"
    r"|get|gluten|dairy|nuts?|sugar|meat|lactose|drugs?|smoke|alcohol|pain|rent|debt|hands|stress"
    r"|carbon|germ|risk|cancer)[ -])$"
)
_LITTLE_MONEY = (
    r"\b(?:cheap(?:ly|er)?|inexpensive(?:ly)?|low[- ]cost|skint|on a (?:tight )?budget"
    r"|not (?:got )?much money|(?:no|not|isn'?t)(?: too| very| that| so)? (?:dear|expensive|pricey)"
    r"|money(?:'?s| is) (?:a bit |very )?tight|(?:for )?a (?:couple of|few) (?:quid|pounds)"
    r"|can'?t afford (?:much|a lot|to pay(?! (?:the|my|our|his|her|for|rent|bills?)\b))"
    r"|(?:under|less than|up to|for) (?:£5(?![\d.])|a fiver|five (?:pounds|quid)))(?!\w)"
    r"|(?<='m )broke\b|(?<=am )broke\b|(?<='re )broke\b|(?<=so )broke\b|(?<=flat )broke\b"
    r"|(?<=bit )broke\b"
)
_WHEELS = (
    r"\b(?:(?:in|uses?|with) an? )?wheel ?chairs?(?: (?:users?|accessible|access))?\b"
    r"(?! (?:basketball|rugby|tennis|racing|dancing|football|sports?|hire|loan|repairs?|service))"
)
_NOT_IN_IT = (
    r"\b(?:borrow\w*|hir(?:e|es|ing)|buy\w*|mend\w*|fix\w*|repair\w*|loan of|lend\w*|rent\w*"
    r"|pushing|need|needs|get|old|spare)(?: (?:a|an|my|his|her|the))?\W*$"
)
_NO_STEPS = (
    r"\bstep[- ]free\b|\bno (?:steps|stairs)\b|\bno good (?:with|on) (?:steps|stairs)\b"
    r"|\bcan'?t (?:manage|do|climb|get up)(?: the)? (?:steps|stairs)\b"
)
_AT_HOME = (
    r"\bhouse ?bound\b|\bcan(?:'?t|not) (?:get out|leave (?:the|my|her|his) house|go out)\b"
    r"(?! of (?!the house)| (?:of|from) (?:bed|debt))"
    r"(?: of the house)?(?: any ?more| much)?\b"
)

RULES = (
    preference_rule(PreferenceKind.COST, _NO_MONEY, always(("free",), "Free"), _NOT_MONEY),
    preference_rule(PreferenceKind.COST, _LITTLE_MONEY, always(("upto5",), "Free or up to £5")),
    preference_rule(
        PreferenceKind.ACCESS, _WHEELS, always(("step-free",), "Step-free"), _NOT_IN_IT
    ),
    preference_rule(PreferenceKind.ACCESS, _NO_STEPS, always(("step-free",), "Step-free")),
    preference_rule(
        PreferenceKind.ACCESS, r"\bhearing loop\b", always(("hearing-loop",), "Hearing loop")
    ),
    preference_rule(
        PreferenceKind.ACCESS,
        r"\b(?:bsl|sign language)\b(?! (?:class|classes|course|courses|lessons?|teacher))",
        always(("bsl",), "Sign language (BSL)"),
        r"\b(?:learn\w*|teach\w*|stud\w+|do|beginners?)(?: (?:some|in))?\W*$",
    ),
    preference_rule(
        PreferenceKind.ACCESS, _AT_HOME, always(("home-visit", "by-phone"), "At home or by phone")
    ),
)
