"""The words that refuse behind the thing, by their kinds: "bowls is not her thing", "bingo? no".

Sources of regular expressions, see `refusal_grammar`; `refusal_triggers` has those before it.
"""

from assetmap.domain.search.refusal_grammar import (
    DO_NOT,
    END,
    IS_NOT,
    QUITE,
    WHOM,
    WHOSE,
    Refusing,
    any_of,
)

_WHO = "(?:i|we|he|she|they|mum|dad|nan)"
_LIKED = any_of(
    "hate|hates|hated|loathes|detests",
    "(?:dont|doesnt|didnt|never) (?:like|liked|enjoy|enjoyed|get on with|take to|took to|rate)",
    "(?:cant|cannot|couldnt) (?:stand|bear|abide|stick|stomach|face|be doing with)",
    f"(?:{IS_NOT}|not)(?: (?:really|that|very))? (?:keen on|into|fond of)",
)
# "Reading is hard for my son" tells of a need.
_NOT_KIN = (
    "(?!(?:own|son|daughter|mum|dad|mother|father|wife|husband|kids|children|lad|boy|girl|child)"
    "(?: |$))"
)
_UNWELL = (
    "(?:cringe|shudder|ill|sick|poorly|sad|cry|cross|panic|anxious|nervous|jumpy|tense|uneasy"
    "|uncomfortable|stressed|dizzy|queasy|nauseous|heave|gag|sneeze|wheeze|itch|faint|breathless"
    "|old|stupid|small|awkward|left out|low|worse|depressed|miserable|self conscious|claustrophobic"
    "|paranoid|irritable|angry|cold|scream|run a mile|snooze|feel (?:ill|sick|sad|old|stupid))"
)
_ILLS = (
    "(?:headaches?|migraines?|nightmares|hives|flashbacks|panic attacks?|palpitations|anxiety"
    "|asthma|heartburn|indigestion|earache|backache|stomach ache|rash|rashes|bad dreams"
    "|hot flushes|grief"
    "|vertigo|flare ups?|seizures?|fits|meltdowns?|tinnitus|attacks?)"
)
_ENDINGS: tuple[tuple[Refusing, str], ...] = (
    (
        Refusing.PLACE,
        (
            "(?: (?:is|are|be))?(?: (?:just|much|way|a bit))? (?:too far|miles away|a (?:pain"
            "|trek|long way|nuisance|nightmare)(?: to get to)?"
            "|(?:hard|awkward|impossible) to get to|no (?:good|use)|a no go|not possible"
            "|out of the question)"
            f"(?: (?:away|off|out|for {WHOM}))?{END}"
        ),
    ),
    (
        Refusing.DISLIKE,
        (
            f"(?: r)?(?: ,)? (?:{IS_NOT}|not){QUITE} (?:{WHOSE} (?:thing|cup of tea|scene|bag|style"
            f"|idea of [^ ,]+|(?:kind|sort) of thing)|(?:for|4) {WHOM}(?!(?: ,)?(?: but)?(?: its)?"
            f" for )){END}"
            f"| (?:{IS_NOT}|not){QUITE} {WHOM}(?= ,|$)"
            f"| (?:{IS_NOT}|not){QUITE} (?:right|suitable|good|ideal)(?: for {WHOM}){END}"
            f"|(?: (?:is|are))? not (?:welcome|wanted|needed|required|invited){END}"
            f"|(?: (?:is|are))? a (?:definite |firm |big |hard )?no(?: (?:from|for) {WHOM})?{END}"
            f"| (?:is|are) out of the question{END}| to death{END}"
            f"|(?: (?:once|before|at school|for(?: [^ ,]+){{1,2}}|last [^ ,]+))?(?: ,)?(?: (?:and"
            "|but|so))?"
            f"(?: (?:im|hes|shes|were|theyre|i|we|he|she|they|is|are))?{QUITE} (?:over (?:it|that)"
            "|not"
            f" (?:that|this|those|them|it)(?: again)?|(?:its|thats|theyre) not (?:for {WHOM}"
            f"|{WHOSE} thing)"
            f"|(?:it|they|that) (?:wasnt|isnt|werent|didnt suit)(?: (?:for )?{WHOM})|(?:dont"
            "|doesnt|wont"
            "|didnt) want to(?= ,|$)|(?:sick|bored|tired) of (?:it|them|that)|fed up with (?:it"
            "|them|that)"
            f"|(?:isnt|not|never|wont be) going (?:back|again)){END}"
            f"| (?:{IS_NOT}|not){QUITE} (?:an option|me|on the cards)(?= |$)"
            f"|(?: ,)? over {WHOSE} dead body{END}"
            f"| (?:makes?|made|turns?|leaves?) {WHOM}(?: (?:feel|go|come over|want to|break out"
            f"|even more|so|very|really|travel|sea|car))* {_UNWELL}{END}"
            f"| (?:sends?|puts?) {WHOM} (?:to sleep|round the bend|into a (?:panic|rage|spin|tizzy"
            f"|sweat)|right off|in a bad mood|on edge){END}"
            f"| (?:reduces?|reduced|moves?) {WHOM} to tears{END}"
            "|(?: ,)?(?: (?:its|thats))?(?: (?:is|are|goes|go|being))? (?:haram|forbidden|banned"
            f"|a sin|sinful|against {WHOSE} (?:religion|faith|beliefs?|upbringing|principles"
            f"|conscience|culture|values)){END}"
            f"| (?:fatigue|overload|burnout){END}"
            "|(?: (?:every time|again|all the time|each time))?(?: ,)? (?:im|hes|shes|were|theyre)"
            " not (?:interested|bothered|keen)(?= ,|$)"
            f"|(?: ,)?(?: (?:i|we|he|she|they))? (?:gave|given|giving) (?:it|them|that) up{END}"
            f"| the (?:elbow|boot|push|heave ho){END}"
            f"| (?:is|are|was|were) too (?:cold|hot|loud|noisy|quiet|rough|busy|crowded|boring|slow"
            f"|serious|posh|churchy|wet|muddy|childish|competitive) for {WHOM}{END}"
            f"| (?:{IS_NOT}|not) what (?:(?:i|we|he|she|they) (?:mean|meant|want|wanted|had in"
            f" mind)|(?:im|shes|hes|were|theyre) (?:after|looking for)){END}"
            "|(?: ,)? (?:shes|hes|im|theyre|were|shell|hell|ill) (?:not (?:coming|going|interested)"
            "|stay(?:ing)? (?:home|at home|in))(?= ,|$)"
            f"| (?:bring|brings) back (?:bad|sad|awful|painful|horrible) memories{END}"
            f"| days are (?:over|gone|behind (?:her|him|me|us|them)){END}| need not apply{END}"
            f"| (?:is|are) no (?:good|use) (?:to|for) {WHOM}{END}"
            "| (?:is|are|sounds?|looks?)(?: (?:so|just|too|really|very|a bit|well|like))?"
            " (?:boring|dull|naff|dire|pants|cringe|lame|babyish|cliquey|a no no|a no go"
            "|off the table|out(?= ,|$))(?= |$)"
            "| (?:sounds?|looks?)(?: (?:so|just|too|really|very|a bit|like))? (?:awful|dreadful"
            "|grim"
            f"|ghastly|horrible|terrible|torture|hell){END}"
            f"| (?:wont|doesnt|dont|wouldnt|didnt) (?:suit|appeal|interest|grab)(?: {WHOM})?"
            f"{END}"
            f"| (?:is|are) (?:beneath|wasted on) {WHOM}{END}"
            f"| off (?:the|my|his|her|our|your|their) (?:list|menu|table|agenda){END}"
            f"|(?: ,)?(?: (?:is|are) something)? {_WHO} (?:can|could)(?: (?:happily|well|easily))?"
            "(?: (?:leave|live without|do without))(?= ,|$)"
            "|(?: ,)? (?:id|i would|hed|shed|theyd) (?:rather|sooner) (?:watch paint dry|stick"
            " (?:pins|needles) in [^,]*|eat (?:my|his|her) [^,]*|have (?:a tooth|teeth) [^,]*"
            "|chew [^,]*|starve|boil (?:my|his|her) [^,]*)(?= ,|$)"
            f"| (?:triggers?|knackers?|strains?|ruins?|wrecks?|aggravates?|plays? (?:up|havoc with)"
            "|does in|upsets|kills|irritates?|inflames?|drains?|frays?|crucif(?:y|ies)|murders?"
            f"|messes with|is murder on|brings? on|sets? off|takes? it out of) {WHOSE} [^ ,]+{END}"
            f"| (?:winds|wears|stresses|freaks|creeps|grosses|tires) {WHOM} (?:up|out|down){END}"
            f"| (?:gets|brings) {WHOM} down{END}| brings? {WHOM} out in [^ ,]+{END}"
            f"| (?:defeats?|exhausts?|confuses?|drains?|stresses|bored|tires) {WHOM}{END}"
            f"| (?:would|will|would just)(?: just)? (?:finish {WHOM} off|do {WHOM} no good"
            f"|bore {WHOM}){END}"
            f"| (?:is|are) a (?:trigger|temptation|danger)(?: for {WHOM})?{END}"
            "|(?: ,)? (?:(?:you|u)(?: ?ve| have)?(?: got to| must|re)(?: be)? (?:joking|kidding"
            "|having a laugh)|are you (?:joking|kidding|mad)|youre having a laugh|do me a favour"
            "|pull the other one|not in a (?:million|thousand) years|not in a month"
            "|i dont think so|spare me|heaven forbid|god forbid"
            "|perish the thought|ill pass|i ll pass|well pass|(?:you|they) can keep (?:it|them"
            "|that))(?: of sundays)?"
            "(?= ,|$)| , (?:pass|as if|hardly|i think not|give over)(?= ,|$)"
            "|(?: ,)? (?:i|we|he|she|they|mum|dad|nan) (?:say|says|said) no(?: thanks)?(?= ,|$)"
            "|(?: ,)?(?: (?:and|but))? (?:i|we|he|she|they|mum|dad|nan) (?:wont|wouldnt|will not)"
            " (?:have it|hear of it|have any of it|entertain it|budge|do it|wear it)(?= ,|$)"
            "|(?: (?!and )[^ ,]+){0,3}(?: ,)?(?: and| but)?(?: i| he| she)? (?:swore|vowed|said)"
            "(?: to myself)? never again(?= ,|$)"
            f"|(?: ones)?(?: is| are)? (?:excluded|excepted|out of it){END}"
            f"|(?: is| are) beyond {WHOM}{END}"
            f"| (?:is|are|was|were)(?: right)? out(?: for {WHOM})?"
            "(?= ,|$| (?:as|because|since|cos|so|but|and|i|we|he|she|what|where)(?: |$))"
            "| (?:can|could) (?:do one|go hang|get lost|jog on|get in the sea|stuff it|shove it"
            f"|go whistle|take a (?:hike|running jump)){END}"
            "| (?:is|are)(?: all)? (?:off the (?:menu|list|cards)|off limits|not happening"
            "|a non starter"
            f"|a turn off|a deal ?breaker|(?:{WHOSE} idea of )?(?:hell|torture"
            f"|purgatory)(?: on earth)?"
            f"|{WHOSE} (?:worst nightmare|pet hate)|the last thing {_WHO} (?:wants?|needs?)|old hat"
            f"|(?:bad|terrible|murder|agony|torture|hopeless|a strain"
            f"|too hard|hard|no good) (?:for|on|with) {WHOSE} {_NOT_KIN}[^ ,]+){END}"
            f"| (?:holds?|has|have) no (?:appeal|interest)(?: for {WHOM})?{END}"
            f"| (?:has|have) lost (?:its|their) (?:appeal|charm|shine){END}"
            f"| (?:doesnt|dont|wont|didnt) (?:do it for|excite|thrill|tempt|work for) {WHOM}{END}"
            f"| (?:annoys?|irritates?|depresses|intimidates?) {WHOM}{END}"
            f"| coming out of {WHOSE} ears{END}"
            f"|(?: ,)?(?: then)? (?:(?:you can )?(?:count|leave) {WHOM} out|forget it)(?= ,|$)"
            "|(?: ,)? (?:been there(?: ,)? done that|not on your (?:life|nelly)|not likely|no fear"
            "|hard pass"
            f"|(?:yuck|ugh)(?: no)?)(?= ,|$)|(?: ,)? no (?:thank you|thanks){END}"
            f"| (?:gives?|gave) (?:{WHOM}|gran|grandad|nana|grandma) (?:the (?!(?:chance|confidence"
            "|courage|best|energy|strength|motivation|will|time|space|most)(?: |$))[^ ,]+"
            f"|(?:(?:a|an|really|bad|terrible|splitting|awful|such) )*{_ILLS}){END}"
            f"| (?:brings?|brought|sets?) (?:on|off)(?: (?:a|an|my|his|her|their|our|the|bad))*"
            f" {_ILLS}{END}"
            f"| {DO_NOT} (?:mix|agree with {WHOM}){END}|(?: and| but)? (?:i|we|he|she"
            "|they) cant think"
            f" of anything worse{END}"
            f"| hurts? {WHOSE}(?: [^ ,]+)?{END}"
            "|(?: ,)?(?: even)? (?:if|when) (?:you|they|someone) (?:paid|begged|bribed|forced)"
            f" {WHOM}{END}|(?: ,)? for (?:love nor money|all the tea in china){END}"
            f"| makes? {WHOSE} (?:eyes|nose|chest|throat|skin|ears|head|knees|back) [^ ,]+{END}"
            f"|(?: (?!(?:and|but|would|please|is|are|wanted|needed) )[^ ,]+){{0,5}}(?: ,)?(?: (?:so"
            "|and|but|please|just|can we|lets))* (?:leave (?:it|that|those|them) out|(?:skip|forget"
            "|scrap|ditch|exclude) (?:it|that|those)(?: (?:one|ones|bit|sort|stuff|part))?)"
            "(?= ,|$| (?:please|thanks|and|because|cos|as)(?: |$))"
            f"| (?:bores?|puts?) {WHOM}(?: off| to tears| silly| stiff)?{END}"
            f"| (?:gets on {WHOSE} (?:nerves|wick)|do(?:es)? {WHOSE} head in|leaves? {WHOM} cold"
            f"|does nothing for {WHOM}|a (?:miss|swerve|wide berth)){END}"
            f"|(?: ,)?(?: (?:and|but))?(?: (?:i|we|he|she|they|id|hed|shed|wed))? {_LIKED}"
            f" (?:it|them|that|those|both|all of (?:it|them)|the lot){END}"
            f"|(?: (?!and )[^ ,]+){{0,4}}(?: ,)?(?: but)? (?:its|thats|it is|that is){QUITE}"
            f" not{QUITE} (?:me(?= ,|$)|for {WHOM}|{WHOSE} (?:thing|scene|cup of tea|bag)){END}"
            "|(?: ,)? neither(?: of (?:those|them|these))?(?= ,|$| (?:please|thanks|for))"
            "|(?: ,)? (?:absolutely|definitely|certainly) not(?= ,|$)"
            f"|(?: ,)? (?:i|we|he|she|they|mum|dad|nan) (?:wont|wouldnt) (?:come|go|join|be"
            " (?:there|coming|going|interested))(?= ,|$)"
            "|(?: ,)?(?: (?:oh|god|hell|lord|heavens|definitely))?"
            " no(?: thanks| thank you| ta| way| chance)(?= |$)"
            "|(?: ,)? (?:nope|nah|never again)(?= |$)"
            "|(?: ,)?(?: (?:oh|god|hell|lord|heavens|absolutely))? no(?= ,|$)"
        ),
    ),
    (
        Refusing.CHOICE,
        (
            " so (?:not|no) (?:those|that|them|these)(?: (?:groups?|ones?|clubs?|things?))?"
            f"{END}|(?: (?:is|are|was|were))?(?: (?:all|been|being))? (?:(?:done|sorted|covered"
            "|seen to|taken care of|arranged) already"
            f"|already (?:done|sorted|covered|seen to|arranged)){END}"
            "|(?: ,)? (?:nah|nope|no thanks|no thank you|no ta|no way|not needed|not wanted)"
            f"(?= ,|$)| (?:makes?|made) {WHOM}(?: (?:feel|go|travel|sea|car))*"
            f" (?:ill|sick|anxious|panic|dizzy|nauseous|queasy){END}"
            f"| no good(?: (?:to|for) {WHOM})?(?= ,|$)"
            "|(?: (?!and )[^ ,]+){0,4}(?: ,)?(?: (?:i|we|he|she|they|mum|dad|nan))(?: (?:just"
            "|flatly|completely|point blank|always|absolutely|still))* (?:refuses?(?= ,|$)"
            "|(?:wont|will not|wouldnt) (?:wear|have|use|take|try|touch|entertain|accept)"
            f" (?:it|one|them|any)){END}"
        ),
    ),
    (
        Refusing.FEAR,
        (
            f" free(?! (?:of|to|for|entry|on|at|with|in|if|when) ){END}"
            f"| (?:allerg(?:y|ies|ic)|intoleran(?:t|ce)|phobi(?:a|c)){END}"
            f"| (?:frighten|scare|terrif(?:y|ie)|upset)s? {WHOM}{END}"
            f"| makes? {WHOSE} (?:eyes|nose|chest|throat|skin) [^ ,]+{END}"
            f"| makes? {WHOM} (?:nervous|anxious|jumpy|uneasy|ill|sneeze|wheeze|itch|scared|panic)"
            f"{END}"
            f"| sets? off {WHOSE} (?:asthma|allergies|allergy|chest|eczema){END}"
        ),
    ),
    (
        Refusing.DISLIKE,
        f" (?:frighten|scare|terrif(?:y|ie)|upset|overwhelm|distress)s? {WHOM}{END}",
    ),
    (
        Refusing.TIME,
        (
            "(?:(?: ,)?(?: (?:is|are))? (?:no good|no use|not (?:great|good|possible|ideal"
            "|convenient))"
            # Who says that evenings are hard, or the worst, may be lonely then.
            "| (?:is|are)(?: (?:really|always|just|very|so|a bit|all))* (?:difficult|tricky|awkward"
            "|impossible|useless|busy|taken|out))"
            f"(?: (?:for|with) {WHOM})?{END}"
            f"| (?:dont|doesnt|wont|never) (?:suit|work|work for)(?: {WHOM})?{END}"
        ),
    ),
    (
        Refusing.CLAUSE,
        f" (?:goes|go|went)(?: (?:right|straight|way|clean))? over {WHOSE} head{END}",
    ),
)
# Who says "the bingo lark" means bingo.
_LARK = "(?: (?:things?|malarkey|lark|business|stuff|nonsense|ones?|groups?|clubs?|classes))?"
BEHIND: tuple[tuple[Refusing, str], ...] = tuple(
    (sort, source if sort is Refusing.PLACE else f"{_LARK}(?:{source})")
    for sort, source in _ENDINGS
)
