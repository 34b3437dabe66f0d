"""How people tell in life's words what a group must have for them to come, and what they wish for.

Each phrase is written as `phrases` reads it, with what it says. `avoid` before that refuses it.
    After it "!" asks
for a wish beside the phrase, "." for the end of its clause, "@" for a word of a set somewhere in
    what was said;
with "<" the last word says something else as well.
"""

from __future__ import annotations

from peerfind.asking.understanding.how.way_phrases import SETS as WAYS

_WORDS = {
    "CANT": "cant cannot couldnt wont unable struggles struggle struggling",
    "NOT": """not no dont doesnt didnt without never nobody noone isnt wont wouldnt shouldnt neednt cant
        cannot nowhere nothing hates hate""",
    "NOBODY": "nobody noone no none",
    "WHO": "she he i they we you her him them me us",
    "MINE": "her his my their your",
    "MANAGE": "manage do climb face get cope handle tackle use walk",
    "ANY": "a an the any many more flights flight of her his those these lots",
    "STAIRS": "stairs stair steps staircase staircases",
    "HAVE": "have has having need needs got",
    "WHEELS": "wheelchair powerchair scooter frame zimmer rollator walker chair buggy",
    "LOO": "loo loos toilet toilets wc lav bathroom",
    "FITTED": "accessible disabled adapted wheelchair",
    "HEARING": "hear hears hearing aid aids deaf deafness",
    "QUIET": "quiet quieter calm calmer peaceful",
    "LOUD": "noisy noise loud echoey echoing rowdy",
    "PLACE": "place venue spot building location hall cafe premises setting",
    "TRANSIT": """tram trams tube metro bus buses train trains railway rail underground overground
        dlr""",
    "STOP": "stop stops station stations route routes line lines",
    "NEAR": "handy near close next by beside off opposite nr",
    "SOMEBODY": "someone somebody anyone anybody volunteer",
    "WOULD": "to could can would will wd might",
    "FARE": "taxi taxis travel petrol bus train",
    "BRING": "bring bringing",
    "CHILD": """baby babies kid kids child children bairn bairns toddler toddlers wean weans bab bub
        infant newborn grandchild grandchildren grandkids grandkid twins ones one youngest pram buggy
        pushchair kiddie kiddies kiddy tot tots nipper nippers littlie littlies grandbairn grandbairns""",
    "YOUNG": """baby babies kid kids child children bairn bairns toddler toddlers wean weans newborn
        twins kiddie kiddies tot tots nipper nippers grandchildren grandkids""",
    "LITTLE": "little wee young new newborn small two",
    "DOG": """dog dogs pup puppy labrador lab whippet greyhound terrier spaniel collie poodle staffie
        cockapoo dachshund pooch mutt hound lurcher westie pug corgi beagle retriever""",
    "CAMERA": "camera cameras webcam cam",
    "ON_VIDEO": "video videos zoom camera screen online teams skype webcam facetime call",
    "SPEAK": "speak talk share contribute utter",
    "WALKING": "walk walks walking walkers stroll strolls ramble rambles rambling amble wander hike",
    "RESTS": "rest rests breather breathers bench benches break breaks stop stops",
    "NEEDED": "essential required needed vital crucial necessary imperative must",
    "PEOPLES": "people folk folks others those ones mums dads women men lads parents",
    "NEW": "new real proper good true lasting close some a few decent more actual",
    "FRIENDS": "friends mates pals friendships buddies chums",
    "NOW": "straight right immediately instantly quickly fast",
    "ANSWER": "answer answers answered reply replies response",
    "ANYONE": "anyone anybody people neighbours folk family work everyone others",
    "RUSHED": "rushed hurried pressured hurrying rushing",
    "COPE": "cope manage deal handle live",
    "DOCTOR": "gp gps doctor doctors dr",
    "NOTE": "note letter referral permission",
    "FOLK": "people folk folks others",
}  # fmt: skip
SETS = WAYS | {name: frozenset(words.split()) for name, words in _WORDS.items()}

_STEP_FREE = (
    "CANT MANAGE? up? with? on? ANY? ANY? STAIRS",
    "STAIRS is|are beyond|impossible|out|hard|difficult|murder|agony|hell",
    "STAIRS is|are a problem|issue|nightmare|killer|struggle|deal", "STAIRS is|are no good|use|go",
    "STAIRS kill|kills|defeat|defeats|finish|hurt", "without ANY? STAIRS",
    "avoid|avoiding|avoids ANY? STAIRS",
    "no|not upstairs", "on|with|use|uses|using|got|needs|has DET? mobility scooter",
    "uses|use|using|with|on|has|got DET? zimmer|rollator|walker|powerchair",
    "uses|use|using|walks with|on? DET? walking? frame",
    "get|gets|getting DET WHEELS in|into|through|up|round",
)  # fmt: skip
_CHILDREN = (
    "CHILD can|could come", "can|could|may DET? LITTLE? CHILD come|be",
    "with DET? LITTLE? CHILD in|on tow|lap|arms|hip|sling", "CHILD welcome|allowed|friendly",
    "CHILD can|could run|play|crawl|toddle", "CHILD has|have|must|needs|need to? come",
    "NOBODY one? to mind|watch|babysit them|him|her|DET? LITTLE? CHILD?",
    "NOBODY one? to look after DET? LITTLE? CHILD", "NOBODY one? to have|sit DET CHILD",
    "no|without babysitter|babysitters|sitter|childminder|childcare|creche",
)  # fmt: skip
_NO_SPEAKING = (
    "without|not|dont|doesnt|never|neednt|nobody|noone HAVE to SPEAK|say",
    "NOT one|somewhere|anywhere|where|place where? WHO? have|has|must|got to? SPEAK|say",
    "NOT be|being|get|getting asked|made|forced|expected|pushed to SPEAK",
    "NOT be|being|get|getting? put|putting WHO? on the spot", "neednt have? to? SPEAK|say",
    "need|needs|should|must not have? to? SPEAK|say",
)  # fmt: skip
_LISTENING = (
    "sit|sits|sitting|sat at|in|by the back|corner", "sit|sits|sitting and listen|watch",
    "say|saying nothing|nowt|little", "sit|sits|sitting quiet|quietly|silent|silently",
    "sit|sits|sitting in|there and|but not SPEAK|say",
    "can|could|may|to stay|keep|remain quiet|silent",
)  # fmt: skip
_RELAXED = (
    "leave|slip|nip|pop|duck|step out|away|off? early|halfway|whenever",
    "leave|slip|pop|step|duck|nip out|away|off? if|when|whenever it|she|he|i|things|its|shes|hes",
    "slip|nip|duck|sneak out", "arrive|turn up? late",
)  # fmt: skip
_ACCESS = (
    *((one, "access=step-free") for one in _STEP_FREE),
    ("is|hes|shes|im|theyre|whos in DET chair", "access=step-free."),
    ("on one|the level|flat", "access=step-free."),
    ("lift NEEDED|access", "access=lift"), ("lift or|and ramp|level|steps", "access=lift"),
    ("lift to DET? upper|top|first|second|third|higher|other|all floor|floors", "access=lift"),
    ("PLACE|somewhere|anywhere with|has|having DET? working? lift", "access=lift"),
    ("FITTED LOO", "access=accessible-toilet"),
    (
        (
            "LOO|one WHO? can|could get|fit "
            "DET? DET? WHEELS in|into|round|through"
        ),
        "access=accessible-toilet@LOO",
    ),
    ("LOO for|with DET? FITTED", "access=accessible-toilet"),
    ("a|the|any|without|working|with loop", "access=hearing-loop@HEARING"),
    ("loop NEEDED|please|pls", "access=hearing-loop@HEARING"),
    ("QUIET and? QUIET? PLACE|corner", "access=quiet-venue"),
    ("somewhere|anywhere|place thats? a? bit? QUIET", "access=quiet-venue"),
    ("somewhere|place|space QUIET to go|escape|sit|retreat|calm|step", "access=quiet-room"),
    ("NOT somewhere|anywhere|too|so|very|that|thats|where its? LOUD", "access=quiet-venue"),
    ("not|nowhere|isnt LOUD", "access=quiet-venue"), ("no loud|background music|noise", "access=quiet-venue"),
    ("no|without strip|bright|fluorescent|harsh lights|lighting|light", "access=quiet-venue"),
    ("NEAR for|to? DET? TRANSIT STOP", "access=public-transport"),
    ("NEAR for|to? DET tram|tube|metro|station|bus|underground|railway", "access=public-transport"),
    ("TRANSIT STOP|stops? nearby|handy", "access=public-transport."),
    ("TRANSIT STOP|stops outside|near|nearby|opposite", "access=public-transport."),
    ("somewhere|where|place DET? TRANSIT stops|goes|runs|comes|passes", "access=public-transport"),
    ("on DET? good|direct? TRANSIT STOP", "access=public-transport"),
    ("relies|rely|relying|reliant|depends|dependent on DET? TRANSIT", "access=public-transport"),
    (
        (
            "comes|coming|travels|travelling there|about|around|everywhere? "
            "by TRANSIT"
        ),
        "access=public-transport",
    ),
    ("SOMEBODY who? WOULD have? to? fetch|collect WHO", "access=transport-help"),
    ("could|can|would DET? SOMEBODY fetch|collect|drive|pick WHO", "access=transport-help"),
    ("needs|need|needing picking|collecting|fetching", "access=transport-help"),
    ("SOMEBODY who? WOULD give WHO a lift", "access=transport-help"),
    ("SOMEBODY who? WOULD pick WHO up", "access=transport-help"),
    ("help|helps|towards WHO? with|towards? DET? FARE fare|fares|costs|money", "access=transport-help"),
    ("FARE fare|fares|costs|expenses? paid|covered|reimbursed|refunded", "access=transport-help"),
    ("needs|need|needing a lift there|home|in|to|back|from", "access=transport-help"),
    ("volunteer driver|drivers", "access=transport-help"),
    *((one, "access=children-welcome") for one in _CHILDREN),
    ("BRING DET? LITTLE? CHILD", "access=children-welcome!"),
    ("BRING her|him|them along|too|with?", "access=children-welcome!@YOUNG"),
    ("BRING her|him|them|it along|too|with?", "access=pets!@DOG"),
    ("can|could|may he|she|they come along|too|with", "access=children-welcome@YOUNG"),
    ("can|could|may he|she|they|it come along|too|with", "access=pets@DOG"),
    ("ok|okay|alright|able|possible to bring", "access=children-welcome@YOUNG"),
    ("ok|okay|alright|able|possible to bring", "access=pets@DOG"),
    ("NOT go|come|leave out? without DET DOG", "access=pets"),
    ("DOG comes|goes|coming|come too|along|with", "access=pets"),
    ("DOG welcome|allowed|friendly", "access=pets"), ("DOG is|are allowed|welcome|let", "access=pets"),
    ("where|only|if hes|shes|its|theyre|WHO is? let|allowed in", "access=pets@DOG"),
    ("BRING DET DOG", "access=pets!"), ("come|comes|coming with DET DOG", "access=pets"),
    ("DOG can|could come", "access=pets"), ("can|could|may DET DOG come", "access=pets"),
    ("cant|cannot|couldnt stand|standing for|up|too|very|that|all long?", "access=seated"),
    ("sat|sitting down all the while|time", "access=seated"), ("CANT be? on DET feet", "access=seated"),
    ("do|does|doing|done sat|sitting|seated down?", "access=seated"),
    ("sat|sitting|seated down? instead|throughout", "access=seated"),
    ("on|from a|the chair|chairs", "access=seated!"),
    ("stay|stays|staying seated|sitting|sat", "access=seated"),
    ("chair|chairs|seat|seats|seating essential|needed|provided|must|please|pls", "access=seated"),
    ("needs|need|must|has to? a|be? seat|sit|sat|seated down?", "access=seated."),
    ("with|has|have|having rests|breathers|stops along|on|every|for|in", "access=gentle-pace"),
    ("with|has|have|having|plenty|lots|and of? RESTS", "access=gentle-pace@WALKING"),
    ("stops|stop|stopping for|at|on DET? RESTS", "access=gentle-pace@WALKING"),
    ("somewhere|places|chance|chances to rest|sit|stop", "access=gentle-pace@WALKING"),
    ("rests|stops|breaks|breathers along|on the|her|his way|walk|route", "access=gentle-pace"),
    (
        (
            "gentle|slow|easy|steady|slower flat? "
            "walk|walks|walking|stroll|strolls|amble|ramble|wander|pace"
        ),
        "access=gentle-pace<",
    ),
    ("NOT too|a|any strenuous|steep|hilly|fast|route|taxing", "access=gentle-pace"),
    ("in|somewhere|kept out of the rain|wet|weather", "access=shelter"),
    ("under|with DET? roof over|for|when", "access=shelter"), ("under DET roof", "access=shelter."),
    ("indoors|inside|cover|shelter if|when its|it? rains|raining|wet|pours|tips", "access=shelter"),
    ("CAMERA no|optional", "access=camera-optional."),
    ("CAMERA is|stays|kept|left|be off", "access=camera-optional"),
    ("NOT having|have? to? having|have? DET? CAMERA on", "access=camera-optional"),
    (
        (
            "without|not|wont|doesnt|dont|hates want|wants|like|having? to? show|showing|be|being seen? "
            "DET? face"
        ),
        "access=camera-optional@ON_VIDEO",
    ),
    (
        "NOT want|wants|like|being|be? to? be|being? seen on DET? screen|camera|video|zoom",
        "access=camera-optional",
    ),
    *((one, "access=no-need-to-speak") for one in _NO_SPEAKING),
    ("just|only|rather|sooner wants|want|like? to? listen|watch", "access=no-need-to-speak."),
    (
        (
            "prefer|prefers|happier|content to|just? "
            "just? listen|listening|watch|watching"
        ),
        "access=no-need-to-speak.",
    ),
    (
        (
            "prefer|prefers|rather|happier|happy to? "
            "just? listen|watch for|at|until|till|first"
        ),
        "access=no-need-to-speak",
    ),
    ("not|doesnt|dont want|wants to SPEAK|say anything?", "access=no-need-to-speak."),
    *((one, "access=no-need-to-speak!") for one in _LISTENING),
    (
        (
            "NOT want|wants? to? HAVE "
            "to stay|stop|sit|last DET? whole|till|until|to|for|through"
        ),
        "access=relaxed",
    ),
    *((one, "access=relaxed!") for one in _RELAXED),
    ("big|bigger|large|larger font|fonts|writing|lettering|text", "access=large-print"),
    ("easy to read", "access=easy-read"), ("words on the screen", "access=captions"),
    ("words|writing come|comes|coming|scrolling up|along|across|underneath", "access=captions"),
    (
        "type|typing instead|stead|rather of|than talking|speaking|talk|speak",
        "access=chat-instead@ON_VIDEO",
    ),
    ("SOMEBODY who? WOULD translate|interpret", "access=interpreter"),
    ("park|parking right? outside|close|nearby", "access=parking!"),
    ("somewhere to leave|put DET car|van", "access=parking"),
)  # fmt: skip
_WANT = (
    (
        (
            "PEOPLES who|that|as really|actually|truly|will|would|can? get|gets "
            "it|this|her|him|me|them|what|how"
        ),
        "want=personal-connection",
    ),
    ("PEOPLES who|that|as really|actually|truly|will|would|can? understand", "want=personal-connection"),
    ("PEOPLES who|that|as know|knows what|how its|it", "want=personal-connection"),
    ("muck|mucking in", "want=shared-activities!"),
    ("ANSWER NOW off|away|back|there?", "want=real-time-feedback"),
    ("to|with SOMEBODY right|this now|minute|instant", "want=real-time-feedback"),
    ("quick|fast|instant|immediate ANSWER", "want=real-time-feedback"),
    ("ANSWER while|when WHO|its|it|things", "want=real-time-feedback"),
    ("not in? days|weeks|hours|months|fortnight later", "want=real-time-feedback"),
    ("real|good|proper|broad|wide mix|mixture|variety", "want=diverse-people."),
    ("mix|mixture|variety|range of FOLK|ages|backgrounds|cultures|sorts", "want=diverse-people"),
    ("different ages|backgrounds|cultures", "want=diverse-people"),
    ("different walks|sorts|kinds|types of people|folk|folks|life", "want=diverse-people"),
    (
        (
            "FOLK of|from "
            "all|every|many|any ages|age|backgrounds|background|faiths|cultures"
        ),
        "want=diverse-people",
    ),
    ("FOLK not like WHO", "want=diverse-people"), ("FOLK unlike WHO", "want=diverse-people"),
    ("FOLK different from|to|than WHO", "want=diverse-people"),
    ("not|no more? of? DET own sort|kind|type|lot", "want=diverse-people"),
    ("take|taking MINE own? time", "want=own-pace"),
    ("at|in MINE own? sweet|good? speed|rate|pace", "want=own-pace"),
    ("in MINE own? sweet|good time", "want=own-pace"),
    ("NOT want|wants|like|likes|stand|abide? to? be|being|get|getting RUSHED", "want=own-pace"),
    ("nobody|noone rushing|hurrying|pushing|chivvying WHO", "want=own-pace"),
    ("when|til|till WHO|shes|hes|theyre|im feels|are|is|am|feel? ready", "want=own-pace"),
    (
        (
            "stuff|things|something|summat|ideas|exercises|ways to|that? WHO? can|could? "
            "try|practise|practice|use at home"
        ),
        "want=practical-strategies",
    ),
    (
        "practical stuff|tips|advice|things|help|ideas|ways|hints|suggestions|strategies",
        "want=practical-strategies",
    ),
    (
        (
            "tools|tips|techniques|tricks|strategies|hints and|n|or "
            "techniques|tips|tools|tricks|strategies|hints"
        ),
        "want=practical-strategies",
    ),
    ("how do? FOLK|other|they people|folk|ones? actually|really? COPE", "want=practical-strategies"),
    ("what|whats works|helps|helped|worked for? FOLK|other|them", "want=practical-strategies"),
    ("the only one being|whos|is|thats listened|heard|seen", "want=one-to-one-attention"),
    ("SOMEBODY all? to herself|himself|myself|themselves", "want=one-to-one-attention"),
    ("undivided attention", "want=one-to-one-attention"),
    ("make|making|find|finding|build|building NEW? NEW? FRIENDS", "want=lasting-friendship!"),
    ("FRIENDS for keeps|life", "want=lasting-friendship!"),
    ("FRIENDS|ones who|that|as? last|stick|stay", "want=lasting-friendship!"),
    ("same faces|crowd|people|folk|folks each|every|week", "want=lasting-friendship"),
    ("no name|names given|asked|needed|used|taken", "want=anonymity"),
    ("NOT giving|give|gives DET name|names", "want=anonymity"),
    ("without DET? ANYONE knowing|finding|seeing|hearing", "want=anonymity"),
    (
        (
            "not|dont|doesnt|wouldnt|hates want|wants|like? DET? ANYONE to? "
            "know|knowing|find|finding|hear|hearing"
        ),
        "want=anonymity",
    ),
    ("where|somewhere nobody|noone knows|know|recognises WHO|MINE name?", "want=anonymity"),
    ("where|somewhere no one knows|know|recognises WHO|MINE name?", "want=anonymity"),
    ("NOT want|wants|like|fancy? to? travel|travelling anywhere|at", "want=no-travel"),
    ("NOT want|wants|like|fancy? to? travel|travelling", "want=no-travel."),
    ("NOT want|wants|like? to? be|being recognised|spotted|identified", "want=anonymity"),
    ("stay|stays|staying|remain|keep|keeps|keeping be|it? anonymous|nameless", "want=anonymity"),
)  # fmt: skip
_JOINING = (
    ("rock|rocks|rocking|pitch|pitching|roll up", "joining=drop-in!"),
    ("can|could|may WHO rock|pitch|roll|show|turn up", "joining=drop-in"),
    ("turn|turning|show|showing|just up on the day", "joining=drop-in"),
    ("turn|turning|show|showing|just up unannounced|whenever|without", "joining=drop-in"),
    ("walk|walks|walking|come in off the street", "joining=drop-in"),
    ("no|without waiting list|lists", "joining=drop-in"),
    ("come|go when|whenever WHO like|likes|fancies|fancy", "joining=drop-in!"),
    ("so|wants|want|needs|need|prefers|prefer DET? booking", "joining=book."),
    ("place|places|seat|slot|spot|space booked|saved|reserved|kept|held", "joining=book!"),
    ("book|reserve DET|WHO? a|the|her|his? place|seat|slot|spot|space", "joining=book!"),
    (
        (
            "refer|refers|referring "
            "herself|himself|myself|themselves|yourself|ourselves"
        ),
        "joining=self-referral",
    ),
    ("DOCTOR will|can|could|would do|make|send? DET? referral|refer", "joining=gp-referral"),
    (
        "cpn|nurse|worker|visitor|keyworker will|can|could|would do|make|send? DET? referral|refer",
        "joining=professional-referral",
    ),
    ("no|without|not|nor DOCTOR needed|involved|involvement|NOTE", "avoid joining=gp-referral"),
    ("not|dont|doesnt want|wants|need|needs a|any|DET? DOCTOR NOTE", "avoid joining=gp-referral"),
    (
        (
            "not|dont|doesnt|without want|wants|like|having|have|go|going it|this|to|things? "
            "go|goes|going|it|be? through|via|thru|by|to DET? DOCTOR"
        ),
        "avoid joining=gp-referral",
    ),
    ("no|without membership|memberships", "avoid joining=membership."),
)  # fmt: skip
_OTHER = (
    ("hasnt|havent|not|aint got? the|any|a money|cash|penny|funds|bean", "cost=free"),
    ("cant|couldnt|cannot afford to pay", "cost=free"),
    (
        (
            "wont|not|isnt|wasnt|cant|refuses be? pay|paying|spend|spending "
            "DET|to? pay? DET? penny|bean|pound|quid|cent"
        ),
        "cost=free",
    ),
    ("cant|couldnt|cannot afford anything|owt|much|fees|it", "cost=free."),
    ("wont|not|cant|cannot pay|paying", "cost=free."),
    (
        (
            "nowhere|nothing|not|none one? "
            "that|which|where|thats charges|charge|charging|costs|cost"
        ),
        "cost=free",
    ),
    ("than|not just? sit|sitting and|round|around and? talk|talking|chat|chatting", "style=activity"),
    ("thing|things|something|summat|stuff with|for MINE hands", "style=activity"),
    ("get|gets|getting|have|has|having|with DET? speaker|speakers in", "style=guest-speakers"),
    ("proper|set|clear|fixed|firm|some structure", "style=structured"),
    ("wants|want|needs|need|likes|like|bit more|of? structure", "style=structured."),
    ("week|weeks programme|program|course|block", "style=course"),
    (
        (
            "wants|want|likes|prefers|something|somewhere with|having? "
            "guest|outside|expert? speakers"
        ),
        "style=guest-speakers",
    ),
    ("just|wants to? chat|natter|blether with", "style=open-discussion"),
    ("nobody|noone|none with letters after", "avoid leader=professional"),
    ("walked|been|stood in MINE shoes|boots", "leader=lived-experience"),
    ("no|not|nobody nhs|clinic|clinical|medical types|people|folk|bods", "avoid leader=professional"),
    ("no|without|nobody|noone with|in? lanyards|lanyard|suits", "avoid leader=professional"),
)  # fmt: skip
PHRASES = (*_ACCESS, *_WANT, *_JOINING, *_OTHER)
