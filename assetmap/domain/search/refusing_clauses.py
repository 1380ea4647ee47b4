"""Clauses that say no to what people do in words that no list foresees: "not exactly thrilled by
bingo", "yoga was a total chore". Looked for where no other words refuse the thing.

Sources of regular expressions, see `refusal_grammar`; each is matched on one clause.
"""

from assetmap.domain.search.refusal_grammar import END, WHOM, WHOSE, any_of

# What begins a clause beside a mark, so that a "no" in it says nothing of another.
BREAKS = (
    *("but", "though", "although", "so", "because", "cos", "what", "where", "who", "which"),
    *("instead", "anything", "something", "and", "only"),
)
# What stands between a "not" and what it does not refuse: "can't get to bingo", "don't mind bingo".
_TOLD = any_of(
    "only|just|mind|minds|know|knows|knew|sure|wait|afford|miss|misses|get|gets|got|find|have|has",
    "had|having|been|able|used|played|tried|done|learned|learnt|forget|stop|cancel|needs?|good",
    "bad|great|confident|well|enough|everyone|everybody|see|saw|seen|hear|heard|remember|believe",
    "think|say|says|matter|far|too|yet|until|till|unless|if|when|why|how|whether|anyone|anybody",
    "alone|allowed|lift|drive|travel|live|open|happy|long|lose|lost|than|let|turn|refuse|beat",
    "better|as|it|them|there|loves|likes|enjoys|wants|manage|more|less|without|asks?|play|plays",
    "giving|give|given|quitting|leaving|expensive|strenuous|hard|strict|serious|competitive|fit|fast|big|busy|fancy|posh|proper|real",
    "much|many|choose|decide|resist|recommend|hate|hates|dislike|tired|bored|sick|fault|complain",
    "sing|dance|swim|cook|draw|paint|knit|sew|act|run|walk|read|wish|regret|put off|scared|afraid",
    "bothers|worse|different|nothing|no|not|never|members?|part|new|near|help|go|goes|come|comes",
    "use|uses|using|hold|holds|grip|move|reach|stand|sit|bend|speak|understand|follow|carry|eat",
    "sleep|concentrate|focus|breathe|work|works|start|begin|choose|pick",
)
_NOT = "(?:not|never|dont|doesnt|didnt|wont|wouldnt|cant|cannot|couldnt|isnt|arent|wasnt|aint)"
# Before the thing, with one word between at least: "I can't dance" tells of somebody.
BEFORE = f" {_NOT}(?! (?:a|an|the|any|some|very|that|so){END})(?: (?!{_TOLD}{END})[^ ,]+){{1,6}}$"
_IS = any_of(
    "is|are|was|were|would be|being|be|sounds?|seems?|looks?|feels?|gets?|just|really|so|very|all",
    "always|such|absolutely|quite|rather|both|totally|completely|a|an|the|bit|too|pretty|frankly",
    "utterly|well|class|classes|clubs?|groups?|sessions?|nights?|ones?|things?|circles?|to|me|for",
    "would|will|can|thing|total|complete|utter|my|his|her|idea|of|load|loads|old|pile|bunch|lot",
)
_AWFUL = any_of(
    "nonsense|tosh|twaddle|tripe|bunkum|hogwash|poppycock|claptrap|codswallop|drivel|con|scam",
    "waste of time|the devils work|too (?:slow|tame|loud|noisy|babyish|churchy|posh|cliquey)",
    "awful|dreadful|terrible|horrible|horrid|rubbish|boring|dull|tedious|chore|pointless|naff|pants",
    "overrated|highbrow|cliquey|childish|embarrassing|humiliating|distressing|torture|hell|horror",
    "nightmare|dread|crap|dire|bore|drag|bind|impossible|tiresome|depressing|dreary|daft|grim|vile",
    "intimidating|hideous|ghastly|cheesy|pretentious|off putting|soul destroying|mind numbing|naff",
    f"excluded|excepted|not possible|(?:drives?|sends?) {WHOM} (?:mad|nuts|potty|crackers|crazy|to"
    f" sleep|up the wall)|fills? {WHOM} with (?:horror|dread|fear|gloom)",
    f"makes? {WHOSE} (?:skin|toes|flesh|heart|blood) [^ ,]+",
    f"turned {WHOM} off|do(?:es)? nothing for {WHOM}",
    f"(?:isnt|arent|wasnt|not|never|(?:has|have) never been|hasnt been) {WHOSE} (?:strong point"
    "|forte|strong suit|passion|choice|favourite|strength|preference)|isnt doing it for [^ ,]+",
    "never again",
    "(?:[^ ,]+ ){0,5}never again",
    "(?:is|are|was|were)(?: just| only)? for (?:old people|old folk|kids|pensioners)",
    f"too [^ ,]+ for {WHOM}",
    "(?:isnt|arent|wasnt|absolutely not|definitely not|certainly not)$",
)
BEHIND_IT = f"^(?: {_IS}(?= )){{0,6}}? {_AWFUL}{END}"
# Without any of these no clause says no.
MAY_SAY_NO = f" (?:{_NOT}|{_AWFUL}){END}"
# Who says so wants it after all, wherever it stands; or cannot get there, or pay.
EXCUSED = (
    " (?:why (?:not|dont|doesnt|isnt|arent|cant)|learn|learning|lessons?|beginners?|teach|miss"
    "|misses|missed|missing|willing|to try|(?:start|starting|up|back|go|going|try|do it) again"
    "|try it|love to|get back|too (?:far|expensive|dear|fast|early|late|difficult|pricey|advanced)"
    f"|toilet|hoist|wheelchair|ramp){END}"
)
