"""Names of people: the commonest of several generations and languages, by how surely they are."""

# Hardly ever another word: who writes one writes about somebody.
GIVEN_NAMES = frozenset(
    """
    aaron abdul abdullah abena abigail adam adebayo adeola adrian agata agnes agnieszka ahmed
    aisha akosua alan albert aleksandra alex alexander alexandru alfie alfred ali alice alisha
    alison amanda amelia amina aminata amy andrea andrew andy angela anita anjali ann anna anne
    annie anthony antonio arthur ashok asif audrey ayesha babatunde barbara barry bartosz beata
    beatrice ben benjamin bernard beryl betty bev beverley bilal billy bob bogdan brenda brian
    bridget bruce carl caroline catherine cecil chantelle charlie charlotte chidi chioma chloe
    chris christina christine christopher claire clare clive colin connor courtney craig cynthia
    daniel danielle danuta darren dave david dawid debbie deborah deepak denise dennis derek
    diana diane donald doreen doris dorota dorothy douglas duncan edith edna edward edwin eileen
    elaine eleanor elizabeth ellen ellie elsie elzbieta emeka emily emma eric ernest ethel
    eunice evelyn farah fatima femi fiona francis freda frederick funmilayo gareth gary gavin
    geoff geoffrey george georgina gerald gheorghe gillian gladys gordon graham greg gurpreet
    gwen halima hamza hannah harold harpreet harriet harry hassan helen henry herbert hilary
    hilda howard hugh hussein ian ibrahim ikram imran ioana irene irina isabella jacqueline
    jakub jamal james jamie jane janet janice jason jaspreet jayden jayne jean jeff jeffrey
    jennifer jeremy jessica jill jim jimmy jo joan joanna joanne joe john johnny jonathan joseph
    josephine josh joshua joyce judith julia julian julie kamal karen katarzyna kate kath
    katherine kathleen katie katy kayleigh keith kelly kenneth kevin khadija khalid kieran
    kimberley kofi krzysztof kwabena kwame laura lauren lawrence leonard leslie lewis liam
    lillian linda lisa liz lorraine louise lucy lukasz luke lynn maciej magdalena maggie malcolm
    malgorzata mandeep manpreet marcin marcus margaret maria marian marie marilyn marion
    marjorie martha martin mary matthew maureen maurice mavis megan melanie michael michelle
    mihai mike millie miriam mohamed mohammad mohammed monica monika muhammad muriel nadia nancy
    naomi nasreen natalie nathan navdeep neil ngozi niamh nicholas nicola nigel nisha nora norah
    norman oliver olivia olu oluwaseun oluwatobi olwen omar oscar pamela parveen patricia
    patrick paul paula pauline pawel peter phil philip phyllis piotr pradeep priya przemyslaw
    rachel rajesh ralph ravinder raymond rebecca reginald rhys richard rita robert roger ronald
    rukhsana ryan sally sam samantha samuel sandra sanjay sarah sean shabnam shanice sharon
    sheila shirley sidney simon siobhan sophie stanley stephanie stephen steve steven stuart
    sukhdev sunita surinder susan susie suzanne svetlana sylvia tariq temitope terence teresa
    thelma theresa thomas tim timothy tom tomasz tommy tony tracey trevor trish tunde tyrone
    vasile vera vernon veronica vincent walter wayne wendy wilfred william winifred wojciech
    yasmin yetunde yusuf yvonne zainab zoe zofia zoltan
    """.split()  # noqa: SIM905 - a list of quoted names is not easier to read
)

# Words too, so that only what stands before tells: `my son Mark`, and not `a mark on the wall`.
WORDS_AND_NAMES = frozenset(
    """
    amber bill crystal daisy dan dawn dean eve faith fern florence frank ginger grace guy hazel
    heather holly hope iris ivy jack jade jasmine joy kit lily mark matt max mercy miles mo
    myrtle nick olive opal pat pearl penny pip poppy prince ray rob robin rocky rose rosemary
    ruby russell rusty sandy scarlett sid sonny sue teddy trinity val victoria viola violet
    """.split()  # noqa: SIM905
)

# Surnames that are no trade, colour or place.
SURNAMES = frozenset(
    """
    adams adeyemi ahmed akhtar allen anderson begum bennett boateng campbell chowdhury clarke
    collins daniels davies davis edwards ellis evans fernandes gibson gonzalez graham griffiths
    gupta harris harrison henderson hopkins hughes hussain ionescu iqbal jackson jenkins johnson
    jones kaur kelly kennedy khan kowalska kowalski macdonald mahmood malik matthews mcdonald
    mensah miah mitchell morgan morris murphy murray nguyen nowak obrien oconnor okafor okonkwo
    oneill owusu patel perkins peters phillips popescu rahman reynolds richards richardson
    roberts robertson robinson rodrigues rogers sharma silva simmonds simpson singh smith
    stephens stevens stewart sullivan taylor thompson thomson uddin watkins watson williams
    wilson wisniewski
    """.split()  # noqa: SIM905
)
