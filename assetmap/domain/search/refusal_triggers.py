"""The words that refuse: before the thing (`TRIGGERS`) and behind it (`BEHIND`), by their kinds.

Sources of regular expressions, see `refusal_grammar`.
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

_ANYTHING = any_of("(?:any|every|some)(?:thing|where|one)", "all", "any")
_WOULD = any_of("would", "will", "id|hed|shed|wed|theyd|ill|hell|shell|well|theyll|youll")
# Behind something that is wanted these set another thing against it.
_OTHER_THAN = any_of(
    *("other than", "except(?: for)?", "(?:apart|aside) from", "instead of", "rather than"),
    *("excluding", "excl", "minus", "besides", "in place of", "as opposed to", "save for"),
)
_CHOICE = any_of(
    f"{_ANYTHING} (?:but|bar|besides|than)",
    *("other than", "except(?: for)?", "(?:apart|aside) from", "instead of", "rather than"),
    *("in place of", "as opposed to", "excluding|exclude|omit|swerve|dodge|rul(?:e|ed|ing) out"),
    "alternatives? to|(?:something|somewhere|bit)(?: a bit)? different (?:to|from|than)"
    "|(?:a )?(?:nice )?change from|(?:better|nicer|livelier|younger"
    "|more (?:fun|exciting|interesting|lively|active|modern)|less boring) than",
    "none of (?:that|this|your|those)|enough (?:of|with)(?= (?:the|all|that|this) )",
    "(?:you|u) can (?:keep|stuff|shove)(?: (?:your|the|all))?",
    "does it(?: (?:always|all))? have to be",
    "(?:rather|prefer|sooner)(?: if)? (?:it|they|there) (?:wasnt|werent|isnt|arent)",
    "no (?:need|call) for",
    f"(?:never|wont|wouldnt|will not|would not) (?:get|catch|find|see|drag|tempt) {WHOM}(?: dead)?"
    "(?: (?:in|into|at|on|onto|near|doing|to (?:do|try|go to|join)))",
    f"{_WOULD} never(?: ever)? (?:go|set foot|join|do|touch|try|come|play)(?! without)",
    f"stop (?:sending|telling|offering|suggesting|showing|asking)(?: {WHOM})?(?: to)?",
    "(?:but|so)(?: (?:i|we|he|she|they|mum|dad|nan))? (?:cant|cannot) (?:do|manage)"
    "(?! (?:the |a |my )?(?:computers?|forms?|internet|maths|online)(?: |$))",
    "cant (?:do|be in)(?= (?:noisy|loud|late|early|evenings|mornings|nights) )",
    "less of(?= (?:the|that|this|your|all) )",
    "neither|minus|excl|turn(?:s|ed|ing)? down",
    "(?:can|could|would)(?: (?:happily|really|well|easily))? do without",
    f"(?:skip|ditch|scrap|leav(?:e|ing) out|cut(?:ting)? out|spare {WHOM})(?= (?:the|all|any) )",
    "(?:forget|never mind)(?: about)?(?! (?:my|how|to|where|things|what|when|if|names|if)(?: |$))",
    "(?:sa(?:y|ys|id|ying) )?no to|(?:nope|nah) to",
    "(?:but|just|please|so) nothing (?:in|at)(?= (?:a|an|the) )",
    "(?:mustnt|must not) (?:be|involve|include)|(?:shouldnt|should not|cant) (?:involve|include)"
    "|cant be(?= (?:a|an|in a|in an|at a|at an|anything|any) )",
    f"(?:that|which) {IS_NOT}",
    f"(?:where|that|which|who)(?: (?:they|it|you|we|people))? {DO_NOT} (?:play|have|serve|allow"
    "|do|involve|include|run|use|mean|require|come with|revolve a?round|centre on|talk about|push"
    "|bang on about|go on about)",
    f"(?:where|if|provided|as|that)(?: there)? {IS_NOT}(?= (?:any|a|an) )",
    "thats not",
    "(?:as|so|if|provided|providing)(?: long as)? (?:its not|it isnt|it is not|it aint|theyre not"
    "|they arent|they are not)",
    f"{DO_NOT}{QUITE} (?:want|fancy|need|wish)",
    "wont(?= (?:do|go|have|eat|touch|set|join|sit|use|try|come|attend|entertain|play|visit) )",
    "will not(?= (?:do|go|have|eat|touch|join|sit|use|try|attend|play|visit) )",
    "(?:refus|declin)(?:e|es|ed|ing)(?: (?:point blank|flatly|outright|absolutely))?",
    "(?:dont|do not)(?: even)? (?:send|put|take|sign|point|offer|suggest|give|show|mention|say"
    "|tell)"
    "(?: (?:me|us|him|her|them|mum|dad|nan)(?: to| in| up for| on)?)?",
    "(?:im|i am|hes|he is|shes|she is|were|we are|mums|dads|mum is|dad is) not"
    "(?= (?:going (?:to|in|into|near|back)|doing|having|joining|sitting in|playing) )",
    "(?:(?:im|i am|hes|he is|shes|she is|were|we are|theyre|they are|mums|dads) not"
    "|isnt|arent|aint)"
    f"{QUITE}(?= (?:religious|churchy|churchgoers?|joiners?|sporty|arty|crafty|political"
    "|outdoorsy)(?! but)(?: |$))",
    "no(?= (?:[^ ,]+ ){1,3}(?:please|pls|plz|thanks|thank you|ta|for me|if possible)(?: ,|$))",
    "(?:wouldnt|would not|wont) (?:touch|set foot in|go (?:anywhere )?near|thank you for"
    "|be caught(?: dead)? (?:in|at|doing))",
    f"not{QUITE} (?:involving|including|connected (?:with|to)|linked to|run by|held (?:in|at))",
    f"not{QUITE} (?:after|wanting|looking (?:for|to)|interested in|bothered (?:about|with)"
    "|fussed (?:about|on)|up for|in the mood for)",
    f"{IS_NOT}{QUITE} (?:interested in|bothered (?:about|with)|fussed (?:about|on)|up for)",
    "(?:no|zero|lost(?: all)?) (?:interest(?: whatsoever| at all)? in|wish to|desire to)",
    "(?:rather|sooner|prefer) not(?: to)?",
    "(?:nothing|nowt) (?:to do with|involving|with|like)",
    "no (?:way|chance)(?: in hell)? (?:am|is|are|will|would|can) (?:i|we|he|she|they|mum|dad|nan)"
    "(?: (?:ever|going(?: to| near)?|doing|having))*",
    "save for|no time for|w or o|with the exception of|excepting|barring|bar(?= the )",
    "no offence to|nothing against|nowhere (?:with|that (?:has|is|does|serves))",
    f"(?:count|leave|keep) {WHOM} out of",
    "be (?:mortified|ashamed|embarrassed|humiliated) (?:at|in|(?:to go|going) to|to be seen (?:in"
    "|at))",
    "(?:where|as|provided|if) (?:nobody|no one|noone) (?:talks?(?: about)?|plays?|drinks?|sings?"
    "|mentions?|does|brings?|has|(?:goes|bangs) on about)",
    "(?:dragged|forced|packed off|pushed)(?: in)?to|(?:dead |heart )?set against",
    "(?:wont|not|wouldnt) (?:go|come|coming|going|join|joining)(?: (?:there|along|in))? if"
    " (?:its|it is|theres|there is|there are)(?: (?:all|full of|just|only))?",
    f"(?:where|that|which)(?: (?:it|they))? {IS_NOT} (?:all|full of|just|only)",
    f"run a mile from|(?:dont|do not) (?:drag|force|make|push|tempt|invite|expect) {WHOM}"
    "(?: (?:to|into|in|along to))?",
    "but(?: (?:im|i am|shes|she is|hes|he is|theyre))? (?:hopeless|useless|rubbish|no good"
    "|terrible|dreadful) (?:at|with)",
)
_DISLIKE = any_of(
    "(?:hat|despis)(?:e|es|ed|ing)",
    "(?:detest|loath|dislik|shun|resent|scorn|abhor)(?:e|es|s|ed|ing)?",
    "dread(?:s|ed|ing)?(?! (?:evenings?|nights?|mornings?|weekends?|christmas)(?: |$))",
    "(?:opposed|averse|an aversion) to|object(?:s|ed)? to|(?:cant|never) get "
    f"{WHOSE} head (?:a)?round",
    "wouldnt be seen dead(?: (?:at|in|doing|with))?",
    "(?:cant|cannot|can not|couldnt) (?:stand|bear|hack|stick|sit through|warm to|abide|stomach"
    "|tolerate|face|do with"
    "|be doing with|be bothered with|get on with|get into|cope with|handle|deal with)",
    f"{DO_NOT}{QUITE} (?:like|enjoy|care for|do|get on with|go in for)",
    "never (?:again|liked|enjoyed|cared for|took to|been into|been keen on"
    "|got on with(?! (?:reading|writing|spelling|school|maths|computers)(?: |$)))",
    f"(?:not|never|{IS_NOT}){QUITE} (?:into|keen on|fond of|mad (?:on|about)|big on"
    "|one for|(?:a|an)(?: (?:big|great|huge))? (?:fan|lover) of)",
    "(?:fed up|bored|tired|sick|sick and tired|weary|done|finished)"
    "(?: (?:to death|(?:up )?to the back teeth|stiff|rigid|silly|to tears))? (?:of|with|by|at)",
    "had(?: (?:more than|quite|just about))? (?:enough of|it(?: up to here)? with"
    "|(?:my|his|her|our|their) fill of)",
    "g(?:ave|ive|ives|iven|iving) up on",
    "outgrown|(?:grown|grew|growing) out of|moved on from|(?:sworn|swore|went) off|packed in",
    "(?:dont|doesnt|cant) see the point (?:of|in)",
    f"turn(?:s|ed|ing)? (?:up )?{WHOSE} nose (?:up )?at|dr(?:aws?|ew) the line at",
    "(?:no|not|zero|hasnt|havent|hasnt got|havent got)(?: (?:the|much|any|a lot of))? (?:patience"
    "|stomach"
    "|taste|appetite|love|liking|enthusiasm) for|gets? nothing out of",
    f"(?:been to|had|done|seen|played) (?:enough|{WHOSE}(?: fair)? share of)|too many",
    "(?:banned|barred|thrown out) (?:from|of)",
    "things? (?:i|we|he|she|they|mum|dad|nan) (?:wont|cant|hates?|refuses?)(?: (?:to )?(?:do|stand"
    "|bear))?"
    " (?:is|are)",
    "gone(?: right)? off",
    "(?:put|turned|scared) off(?: by| of)?",
    f"(?:cant|cannot|couldnt|doesnt|dont) (?:see|imagine|picture) (?:{WHOM}|myself|himself"
    "|herself)",
    f"(?:not|never|{IS_NOT}){QUITE} (?:comfortable|at ease) (?:in|around|at|going to)",
    "(?:struggles?|panics?|anxious|nervous|overwhelmed) in",
    "too (?:shy|old|young|anxious|tired|ill|nervous|frail|grown up) for",
    "no longer (?:into|interested in|likes?|enjoys?|wants?|fanc(?:y|ies))",
    "been there done that(?: with)?",
    "(?:finds?|found)(?= (?:[^ ]+ ){1,3}(?:boring|dull|tedious|childish|cliquey|babyish|too much"
    "|overwhelming)(?: |$))",
    "avoid(?:s|ing)?|allerg(?:ic|y|ies) to",
    f"(?:steer|keep|stay)(?:s|ing)?(?: {WHOM})? (?:clear of|away from)",
)
_FEAR = any_of(
    "allerg(?:ic|y|ies) to",
    "(?:scared|afraid|frightened|terrified|petrified|nervous|wary|phobic|fear|phobia|anxious)"
    " (?:of|about|around|near|with)",
    "(?:upset|spooked|startled|distressed|freaked out|bitten) by|out in (?:hives|a rash"
    "|spots) (?:near|around|from)",
    "(?:cant|cannot|can not|mustnt|must not|shouldnt) (?:eat|drink|go near|be near|be around)",
)
# "Not much on in Aveley" complains.
_NOT = "not(?! (?:much|many|a lot|a great deal) )"
# "Not a gym" refuses; "I am not a swimmer" tells of somebody, and "is there not a choir" asks.
_NOT_A = "not(?! a lot )(?= (?:a|an|another|any|the|in a|at a|in the|at the) )"

_NOT_SOMEBODY = (
    f"(?:not|{IS_NOT}){QUITE}(?: of)?(?=(?: (?:an?|the))?(?: [^ ]+){{1,2}}"
    " (?:person|people|folk|type|types|sort|fan|fans|goer|goers|lover|lovers)(?: |$))"
)

# Said of bingo these would ask how to get there.
_TOO_FAR = any_of(
    "(?:cant|cannot|can not|couldnt|unable to) (?:get|go|travel|come|make it)"
    "(?: (?:all the way|over|out|up|down|as far as))* to",
    "too far to (?:get|go|travel|come) to|miles (?:away )?from",
)

# In the order in which they are tried where several begin at one word.
TRIGGERS: tuple[tuple[Refusing, str], ...] = (
    (Refusing.FEAR, f" {_FEAR}{END}"),
    (Refusing.CHOICE, f" {_CHOICE}{END}"),
    (Refusing.RATHER, f" (?:than|over){END}"),
    (Refusing.CONTRAST, f" (?:{_OTHER_THAN}|{_NOT}){END}"),
    (Refusing.DISLIKE, f" {_DISLIKE}{END}"),
    (Refusing.NOTHING, f" (?:nothing|nowt){END}"),
    (Refusing.NON, f" (?:non|anti){END}"),
    (Refusing.DISLIKE, f" {_NOT_SOMEBODY}"),
    (Refusing.CHOICE, f" {_NOT_A}"),
    (Refusing.NOT, f" {_NOT}{END}"),
    (Refusing.WITHOUT, f" without{END}"),
    (Refusing.NO, f" no{END}"),
    (Refusing.PLACE, f" {_TOO_FAR}{END}"),
)
# Behind the thing: "bowls is not her cup of tea", "bingo? no thanks", "dog free".
_LIKED = any_of(
    "hate|hates|hated|loathes|detests",
    "(?:dont|doesnt|didnt|never) (?:like|liked|enjoy|enjoyed)",
)
BEHIND: tuple[tuple[Refusing, str], ...] = (
    (
        Refusing.PLACE,
        (
            "(?: (?:is|are|be))?(?: (?:just|much|way|a bit))? (?:too far|miles away)(?: (?:away|off"
            "|out"
            f"|for {WHOM}))?{END}"
        ),
    ),
    (
        Refusing.DISLIKE,
        (
            f"(?: r)? (?:{IS_NOT}|not){QUITE} (?:{WHOSE} (?:thing|cup of tea|scene|bag|style"
            f"|idea of [^ ,]+|(?:kind|sort) of thing)|(?:for|4) {WHOM}){END}"
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
            f"|(?:isnt|not|never|wont be) going back){END}"
            f"| (?:{IS_NOT}|not){QUITE} (?:an option|me|on the cards)(?= |$)"
            f"|(?: ,)? over {WHOSE} dead body{END}"
            f"| makes? {WHOM} (?:cringe|shudder|ill|sick|sad|cry|cross|feel (?:ill|sick|sad)){END}"
            f"|(?: ,)?(?: (?:i|we|he|she|they))? (?:gave|given|giving) (?:it|them|that) up{END}"
            f"| the (?:elbow|boot|push|heave ho){END}"
            f"| (?:is|are|was|were) too (?:cold|hot|loud|noisy|quiet|rough|busy|crowded|boring|slow"
            f"|serious|posh|churchy|wet|muddy|childish|competitive) for {WHOM}{END}"
            f"| (?:{IS_NOT}|not) what (?:(?:i|we|he|she|they) (?:mean|meant|want|wanted|had in"
            f" mind)|(?:im|shes|hes|were|theyre) (?:after|looking for)){END}"
            "|(?: ,)? (?:shes|hes|im|theyre|were|shell|hell|ill) (?:not (?:coming|going|interested)"
            "|stay(?:ing)? (?:home|at home|in))(?= ,|$)"
            f"| (?:bring|brings) back(?: (?:bad|sad|awful))? memories{END}"
            f"| days are (?:over|gone|behind (?:her|him|me|us|them)){END}| need not apply{END}"
            f"| (?:is|are) no (?:good|use) (?:to|for) {WHOM}{END}"
            "| (?:is|are|sounds?|looks?)(?: (?:so|just|too|really|very|a bit|well|like))?"
            " (?:boring|dull|naff|dire|pants|cringe|lame|babyish|cliquey|a no no|a no go"
            "|off the table|out(?= ,|$))(?= |$)"
            "| (?:sounds?|looks?)(?: (?:so|just|too|really|very|a bit|like))? (?:awful|dreadful"
            "|grim"
            f"|ghastly|horrible|terrible|torture|hell){END}"
            f"| (?:wont|doesnt|dont|wouldnt) (?:suit|appeal|interest|grab){END}"
            f"|(?: is| are)? (?:excluded|excepted|out of it){END}|(?: is| are) beyond {WHOM}{END}"
            f"| gives? {WHOM} (?:the [^ ,]+|a headache|hives|nightmares){END}"
            f"| {DO_NOT} (?:mix|agree with {WHOM}){END}|(?: and| but)? (?:i|we|he|she"
            "|they) cant think"
            f" of anything worse{END}"
            f"| hurts? {WHOSE}(?: [^ ,]+)?{END}"
            f"| (?:bores?|puts?) {WHOM}(?: off| to tears| silly| stiff)?{END}"
            f"| (?:gets on {WHOSE} (?:nerves|wick)|does {WHOSE} head in|leaves {WHOM} cold"
            f"|does nothing for {WHOM}|a (?:miss|swerve|wide berth)){END}"
            f"|(?: ,)?(?: (?:and|but))?(?: (?:i|we|he|she|they))? {_LIKED} (?:it|them){END}"
            f"|(?: ,)? no(?: thanks| thank you| ta| way| chance)(?= |$)"
            f"|(?: ,)? (?:nope|nah|never again)(?= |$)|(?: ,)? no(?= ,|$)"
        ),
    ),
    (
        Refusing.FEAR,
        (
            f" free(?! (?:of|to|for|entry|on|at|with|in|if|when) ){END}"
            f"| (?:allerg(?:y|ies|ic)|intoleran(?:t|ce)|phobi(?:a|c)){END}"
            f"| (?:frighten|scare|terrif(?:y|ie)|upset)s? {WHOM}{END}"
            f"| makes? {WHOM} (?:nervous|anxious|ill|sneeze|wheeze|itch|scared|panic){END}"
            f"| sets? off {WHOSE} (?:asthma|allergies|allergy|chest|eczema){END}"
        ),
    ),
)
