"""The words that refuse before the thing, by their kinds.

Sources of regular expressions, see `refusal_grammar`; `refusal_dislikes` has those that tell of a
dislike or a fear, `refusal_endings` what stands behind it.
"""

from assetmap.domain.search.refusal_dislikes import DISLIKE, DISLIKE_OF_DOING, FEAR
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

_ANYTHING = any_of("(?:any|every|some)(?:thing|where|one|fink|think|thin)", "all", "any")
_WHO = "(?:i|we|he|she|they|you|mum|dad|nan|anyone|anybody)"
_THE = "(?: (?:the|all|any|that|this|those|these|all the|all that))"
_WOULD = any_of("would", "will", "id|hed|shed|wed|theyd|ill|hell|shell|well|theyll|youll")
# Behind something that is wanted these set another thing against it.
_OTHER_THAN = any_of(
    *("other than", "except(?: for)?", "(?:apart|aside) from", "instead of", "rather than"),
    *("excluding", "excl", "minus", "besides", "in place of", "as opposed to", "save for", "sans"),
)
_CHOICE = any_of(
    f"{_ANYTHING} (?:but|bar|besides|than)",
    "anything over(?! (?:[0-9]|(?:the|a|coffee|tea|lunch|zoom|summer|winter|christmas)(?: |$)))",
    "(?:wont|will not|wouldnt|refuses to|(?:dont|doesnt) want to|hates?(?: to)?) talk(?:ing)?"
    " about",
    "(?:any|every)things?(?: is| would be| s)? (?:better than|preferable to)",
    *("other than", "except(?: for)?", "(?:apart|aside) from", "instead of", "rather than"),
    *("in place of", "as opposed to", "excluding|exclude|omit|swerve|dodge|rul(?:e|ed|ing) out"),
    "alternatives? to|(?:something|somewhere|bit)(?: a bit)? different (?:to|from|than)"
    "|(?:a )?(?:nice )?change from|(?:some|any)(?:thing|where) better than"
    "|(?:nicer|livelier|younger"
    "|more (?:fun|exciting|interesting|lively|active|modern)|less boring) than",
    "none of (?:that|this|your|those)|enough (?:of|with)(?= (?:the|all|that|this) )",
    "(?:you|u) can (?:keep|stuff|shove)(?: (?:your|the|all))?",
    "does it(?: (?:always|all))? have to be",
    "(?:rather|prefer|sooner)(?: if)? (?:it|they|there) (?:wasnt|werent|isnt|arent)",
    "stop with|(?:enough|done) already(?: (?:with|of))?|enough with",
    "(?:somewhere|anywhere|where|places?)(?: that)?(?= [^ ,]+ (?:arent|are not|isnt|not) allowed"
    "(?: |$))",
    "no (?:need|call) for|(?:not in a (?:month of sundays|million years|thousand years)"
    f"|over {WHOSE} dead body)(?: ,)?(?: (?:would|will|am|is) {_WHO}(?: ever)?)?"
    "(?: (?:go(?:ing)?(?: to)?|do(?:ing)?|join(?:ing)?|try(?:ing)?|set foot in))?",
    "(?:hard|firm|definite|polite|big|massive|huge) (?:pass|no) (?:on|to|for)|"
    "(?:ill|i will|well|hell|shell|id|i) pass on",
    f"(?:never|wont|wouldnt|will not|would not) (?:get|catch|find|see|drag|tempt) {WHOM}(?: dead)?"
    "(?: (?:in|into|at|on|onto|near|doing|to (?:do|try|go to|join)))",
    f"{_WOULD} never(?: ever)? (?:go|set foot|join|do|touch|try|come|play)(?! without)",
    f"stop (?:sending|telling|offering|suggesting|showing|asking)(?: {WHOM})?(?: to)?",
    "(?:but|so)(?: (?:i|we|he|she|they|mum|dad|nan))? (?:cant|cannot) (?:do|manage)"
    "(?! (?:the |a |my )?(?:computers?|forms?|internet|maths|online)(?: |$))",
    "cant (?:do|be in)(?= (?:online|zoom|crowds|groups|noisy|loud|late|early|evenings|mornings"
    "|nights) )",
    "less of(?= (?:the|that|this|your|all) )",
    "neither(?: (?:is|are|does|do|was))?|minus|excl|turn(?:s|ed|ing)? down",
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
    "do(?:es)? (?:all )?(?:my|his|her|our|their) own(?= [^ ]+ing(?: |$))"
    "|(?:it|they|this|that)(?: really)? (?:cant|cannot|mustnt|must not|shouldnt) be"
    "|(?:bars?|bans?|stops?|forbids?|keeps?) (?:me|him|her|them) from(?: (?:going to|using))?",
    "(?:as|so|if|provided|providing)(?: long as)? (?:its not|it isnt|it is not|it aint|theyre not"
    "|they arent|they are not)",
    f"{DO_NOT}{QUITE} (?:want|fancy|need|wish)",
    "wont(?! (?:do|go) without )(?= (?:do|go|have|eat|touch|set|join|sit|use|try|come|attend"
    "|entertain|play|visit|work (?:in|at|with)) )",
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
    f"last thing(?: that)? (?:{_WHO}|id|hed|shed|wed|theyd)(?: (?:would|really|actually))*"
    " (?:wants?|needs?|fanc(?:y|ies)|wanted|needed) is(?: to)?",
    "(?:if|when) (?:i|we|he|she|they|mum|dad|nan) (?:sees?|hears?|gets?|plays?|do|does|has to"
    "|have to)(?: (?:see|do|play|go to|sit through))? (?:another|one more|any more)",
    "short of(?= [^ ]+ing )",
    "not (?:just|only) for(?= (?:women|men|ladies|blokes|lads|girls|boys)(?: |$))",
    "not for (?:people|those|anyone|someone|somebody|folk) (?:with|who have|living with)",
    "(?:cant|cannot|couldnt) (?:be|sit|go) (?:around|near|among)",
    "(?:god|heaven|goodness) forbid|perish the thought of|(?:save|deliver|protect|preserve)"
    f" {WHOM} from|no thanks? to|no thank you to|thumbs down (?:to|for)",
    "(?:past|beyond) caring about|leave out|give(?:s)? a (?:miss|swerve|wide berth) to",
    "unless (?:its|it is|it involves|it includes|theres|there is|they do|it means)",
    "(?:if|when|whenever|every time|next time) (?:(?:any|some|every)(?:one|body)(?: else)?|people"
    "|they|you|(?:one )?more person)(?: so much as)? (?:mentions?|suggests?|offers?)"
    f"(?: {WHOM})?",
    f"(?:{IS_NOT}|not|never){QUITE} (?:going|about) to (?:take up|start|try|join|do|go to|play)",
    "(?:wont|will not|wouldnt|would not)(?: (?:even|ever))? (?:hear of|consider|contemplate"
    "|countenance|bother with|tolerate|agree to)",
    "rul(?:e|es|ed|ing) out|veto(?:es|ed|ing)?|boycott(?:s|ed|ing)?|reject(?:s|ed|ing)?",
    "opt(?:s|ed|ing)? out of|sa(?:y|ys|id) no (?:thanks |thank you )?to",
    f"(?:advised|warned|told|cautioned|ordered)(?: {WHOM})? (?:against|off|not to(?: (?:do|go|play"
    "|try|join|attempt))?|to (?:avoid|stay off|keep off|lay off))",
    "(?:not|no longer|isnt|arent|aint) (?:allowed|permitted|supposed|meant) to (?:do|play|attend)",
    "(?:mustnt|must not|shouldnt|should not) (?:do|play|attempt|try)",
    "(?:nothing|nowt) (?:to do with|involving|with|like)",
    "no (?:way|chance)(?: in hell)? (?:am|is|are|will|would|can) (?:i|we|he|she|they|mum|dad|nan)"
    "(?: (?:ever|going(?: to| near)?|doing(?: it)?|having))*",
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
    f"run a mile from|(?:dont|do not) (?:drag|force|make|push|tempt|invite|expect|shove|steer"
    f"|nudge|point|herd) {WHOM}(?: (?:to|into|in|along to|towards?|at|onto))?",
    f"keep(?= [^ ,]+(?: [^ ,]+)? (?:well |far )?away from {WHOM}(?: |$))",
    "(?:wont|not) be (?:doing|going to|joining|playing)(?: any)?",
    f"(?:{_WOULD}) die(?: of (?:embarrassment|shame|boredom))? (?:at|in|doing)|past it for",
    "(?:im|i am|hes|he is|shes|she is|theyre|were|feels?|mums|dads) (?:far |much |way |a bit )?too"
    " (?:shy|embarrassed|ashamed|old|cool|clumsy|stiff|unfit|nervous|uncoordinated|grown up)"
    " (?:for|to (?:go to|do|use|play|join))",
    "wont(?= (?:dance|sing|swim|knit|sew|bake|paint|draw|act|run|cycle|garden|exercise|pray)"
    "(?: (?:so|but|and|or|what)(?: |$)| ,|$))",
    "but(?: (?:im|i am|shes|she is|hes|he is|theyre))? (?:hopeless|useless|rubbish|no good"
    "|terrible|dreadful) (?:at|with)",
)
# "Not much on in Aveley" complains.
_NOT = "not(?! (?:much|many|a lot|a great deal) )"
# "Not a gym" refuses; "I am not a swimmer" tells of somebody, and "is there not a choir" asks.
_NOT_A = "not(?! a lot )(?= (?:a|an|another|any|the|in a|at a|in the|at the) )"

_NOT_SOMEBODY = (
    f"(?:not|{IS_NOT}){QUITE}(?: of)?(?=(?: (?:an?|the))?(?: [^ ]+){{1,2}}"
    " (?:person|people|folk|man|woman|lady|guy|bloke|family|player|players|type|types"
    "|sort|fan|fans|goer|goers|lover|lovers)(?: |$))"
)

# Only where a clause begins: elsewhere these are no orders.
_ORDER = any_of(
    "(?:strike|cross|filter|screen|strip|leave) (?:out|off)",
    "(?:sod|stuff|bugger|sack off|ditch|scrap|skip|swerve|dodge)",
    "(?:drop|hold|lose|bin|dump|chuck|scratch|axe|shelve)"
    f"(?={_THE}(?: [^ ,]+){{1,3}}(?: (?:please|and|but)(?: |$)| ,|$))",
    "bar|nix",
)
_CLAUSE = "(?:^| ,| (?:but|and|so|please|just|lets|well))"
# What somebody has done and now asks for something else, but not for the like of it.
_DONE = (
    "(?:done|tried|been to|seen|been doing|used to (?:do|go to|play)"
    "|already (?:do|go to|play|have))"
    "(?= .*(?:something|anything|somewhere|what) (?:different|else|new|other|besides|extra)(?: |$))"
    "(?!.* (?:like (?:it|that|them)|similar|again|miss)(?: |$))"
)
# "Without bingo I'd go mad" asks for it.
_WITHOUT = "without(?! [^ ,]+(?: [^ ,]+)? (?:id|ill|hed|shed|life|i would|i will)(?: |$))"
# And only there something is turned down before it is named: "not his thing, dancing".
_NAMED_LATER = (
    f"^(?: (?:its|thats|that is|it is))? (?:(?:{IS_NOT}|not){QUITE} {WHOSE} (?:thing|cup of tea"
    "|scene|bag|style|sort of thing|kind of thing)"
    f"|(?:(?:far|much|way|a bit) )?too [^ ,]+ for {WHOM}) ,"
)

# Said of bingo these would ask how to get there.
_TOO_FAR = any_of(
    "(?:cant|cannot|can not|couldnt|unable to) (?:get|go|travel|come|make it)"
    "(?: (?:all the way|over|out|up|down|as far as))* to",
    "too far(?: to (?:get|go|travel|come))? to|miles (?:away )?from|well away from",
    "(?:but|and|just|please|,) nowhere(?: at all)? (?:near|in|around|close to)|outside(?: of)?",
)

# Said of mornings and evenings these tell when somebody cannot come.
_CANNOT = "(?:cant|cannot|couldnt|not able to|unable to|struggle to|dont|do not|wont)"
_BUSY = any_of(
    # Who "can't manage in the mornings" needs help then.
    f"{_CANNOT}(?: (?:really|ever))* (?:do|make|manage|face|like)(?! (?:in|at|of|on|during) )",
    # Who is frightened needs company, or a way there.
    f"{_CANNOT} (?:come|go|get|leave)"
    "(?: (?:it|out|home|going|there|away|anywhere))?"
    "(?!.* (?:scared|frightened|afraid|lonely|alone|anxious|nervous|safe|unsafe)(?: |$))",
    "(?:i|we)(?: (?:always|usually|often|mostly))? works?(?: (?:in|at))?(?! nights?(?: |$))",
    "(?:im|i am|were|we are|shes|hes|theyre)(?: (?:always|usually|often|mostly))?"
    " (?:busy|working|at work|asleep|in bed|at college|at school|on shift|too tired|never up"
    "|no good|useless|rubbish|hopeless|not (?:good|great|at (?:my|his|her) best|up|awake|well))",
    "(?:no good|no use|never at (?:my|his|her) best|keep|avoid|steer clear of)",
)

# In the order in which they are tried where several begin at one word.
TRIGGERS: tuple[tuple[Refusing, str], ...] = (
    (Refusing.FEAR, f" {FEAR}{END}"),
    (Refusing.CHOICE, f" {_CHOICE}{END}"),
    (Refusing.CHOICE, f"{_CLAUSE} {_ORDER}{END}"),
    (Refusing.DISLIKE, f"{_NAMED_LATER}{END}"),
    (Refusing.RATHER, f" (?:than|over|but|bar){END}"),
    (Refusing.CONTRAST, f" (?:{_OTHER_THAN}|{_NOT}){END}"),
    (Refusing.DISLIKE, f" {DISLIKE}{END}"),
    (Refusing.DISLIKE, f" {_DONE}{END}"),
    (Refusing.CLAUSE, f" {DISLIKE_OF_DOING}{END}"),
    (Refusing.NOTHING, f" (?:too(?! many)|overly|nothing|nowt|nuffink|nothink|nuffin|nuthin){END}"),
    (Refusing.NON, f" (?:non|anti){END}"),
    (Refusing.DISLIKE, f" {_NOT_SOMEBODY}"),
    (Refusing.CHOICE, f" {_NOT_A}"),
    (Refusing.NOT, f" {_NOT}{END}"),
    (
        Refusing.WITHOUT,
        f" {_WITHOUT}{END}",
    ),
    (Refusing.NO, f" no{END}"),
    (Refusing.PLACE, f" {_TOO_FAR}{END}"),
    (Refusing.TIME, f" {_BUSY}{END}"),
)
