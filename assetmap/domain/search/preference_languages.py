"""Which language somebody wants to be spoken: named in English, or in the language itself.

The languages are the 40 most spoken in England and Wales beside English (Census 2021, table TS024),
under the names that speakers give them (Unicode CLDR).
"""

import re
from dataclasses import dataclass

from assetmap.domain.search.preference import Preference, PreferenceKind
from assetmap.domain.text import slug

_LANGUAGES = {
    "Albanian": "shqip",
    "Amharic": "አማርኛ",
    "Arabic": "العربية|عربي|arabi",
    "Bengali": "বাংলা|bangla|sylheti",
    "Bulgarian": "български|bulgarski|balgarski",
    "Cantonese": "廣東話|广东话|粵語|粤语",
    "Czech": "čeština|česky|cesky|cestina",
    "Dari": "دری",
    "Dutch": "nederlands",
    "Farsi": "فارسی|persian",
    "Filipino": "tagalog|pilipino",
    "French": "français|francais|en français",
    "German": "deutsch|auf deutsch",
    "Greek": "ελληνικά|ellinika",
    "Gujarati": "ગુજરાતી",
    "Hebrew": "עברית|ivrit",
    "Hindi": "हिन्दी|हिंदी",
    "Hungarian": "magyar|magyarul",
    "Igbo": "asụsụ igbo",
    "Italian": "italiano|in italiano",
    "Japanese": "日本語|nihongo",
    "Korean": "한국어",
    "Kurdish": "kurdî|kurmanji|kurmancî|sorani|کوردی",
    "Latvian": "latviešu|latviski|latviesu",
    "Lithuanian": "lietuvių|lietuviškai|lietuviu|lietuviskai",
    "Malayalam": "മലയാളം",
    "Mandarin": "中文|普通话|普通話|国语|國語|putonghua",
    "Nepali": "नेपाली",
    "Pashto": "پښتو|pushto",
    "Polish": "po polsku|język polski|jezyk polski|polski|polska|polskie|polskiego|polskim|polsku",
    "Portuguese": "português|portugues|em português",
    "Punjabi": "ਪੰਜਾਬੀ|پنجابی|पंजाबी|panjabi",
    "Romanian": "în română|in romana|limba română|limba romana|română|romana|românește|romaneste",
    "Russian": "русский|по-русски|русском|русскоязычные|russkiy",
    "Slovak": "slovenčina|slovensky|slovencina",
    "Somali": "af soomaali|soomaali|soomaaliga",
    "Spanish": "español|espanol|en español|castellano",
    "Swahili": "kiswahili",
    "Tamil": "தமிழ்",
    "Telugu": "తెలుగు",
    "Thai": "ภาษาไทย|ไทย",
    "Tigrinya": "ትግርኛ",
    "Turkish": "türkçe|turkce",
    "Twi": "akan twi",
    "Ukrainian": "українська|українською|українська мова|українською мовою|ukrainska",
    "Urdu": "اردو",
    "Vietnamese": "tiếng việt|tieng viet",
    "Yoruba": "yorùbá|èdè yorùbá",
}


def _any_of(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_BY_OWN = {own: name for name, owns in _LANGUAGES.items() for own in owns.split("|")}
_BY_NAME = {name.casefold(): name for name in _LANGUAGES}
_OWN = re.compile(rf"(?<![\w-])({_any_of(list(_BY_OWN))})(?![\w-])", re.IGNORECASE)
_NAMES = _any_of(list(_BY_NAME))
_LEARNED = (
    r"(?! (?:class|classes|course|courses|lessons?|teacher|tutor|conversation|exchange|food|music"
    r"|dancing|dance|bath|delight|cooking|night|remover)\b)"
)
_SPOKEN = re.compile(
    rf"\b({_NAMES})[ -](?:speaking|speakers?|language|spoken)\b{_LEARNED}"
    rf"|\b(?:who )?(?:speak|speaks|speaking|talks?|in)(?: only| mostly)? ({_NAMES})\b{_LEARNED}",
    re.IGNORECASE,
)
_TO_LEARN = re.compile(
    r"\b(?:learn\w*|teach\w*|taught|stud\w+|practi[sc]\w+|improv\w+|lessons?|class\w*|courses?"
    r"|beginners?)(?: (?:how|to|some|in|my|me|a bit of))*\W*$",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"({_NAMES})(?: (?:people|person|group|groups|community|families|support|help))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class LanguageAsked:
    """A language that words ask for: `name` in English, the `phrase` for it, the `rest`."""

    name: str
    phrase: str
    rest: str

    @property
    def preference(self) -> Preference:
        """What its chip says, and the value of the filter of the same name."""
        label = f"Speaks {self.name}"
        return Preference(PreferenceKind.LANGUAGE, (slug(self.name),), self.phrase, label)


def language_asked(words: str) -> LanguageAsked | None:
    """The language that `words` ask for, or None.

    `Polish food` asks for none, and `learn Spanish` neither. Words that are a language and little
    else (`Urdu`, `Ukrainian families`) ask for it, and stay to be looked for as well.
    """
    found = _OWN.search(words)
    if found:
        return _without(words, found, _BY_OWN[found[1].casefold()])
    found = _SPOKEN.search(words)
    if found and not _TO_LEARN.search(words[: found.start()]):
        return _without(words, found, _BY_NAME[(found[1] or found[2]).casefold()])
    found = _ALONE.fullmatch(words.strip(" .,!?"))
    return LanguageAsked(_BY_NAME[found[1].casefold()], found[1], words) if found else None


def _without(words: str, found: re.Match[str], name: str) -> LanguageAsked:
    rest = f"{words[: found.start()]} {words[found.end() :]}"
    return LanguageAsked(name, found[0], " ".join(rest.split()))


def languages_by_word() -> dict[str, str]:
    """The English name of each language by what its speakers call it; of one word, or more."""
    return dict(_BY_OWN)
