"""The phrases by which people tell how they would meet without the name of it, and how they refuse it.

Each is written as `phrases` reads it: `a|b` is a choice, a word in capitals one of a set, and what
ends in `?` may be left out.
"""

from __future__ import annotations

# What people who type may do it by; at once, only the first.
WRITTEN = ("chat", "forum", "text", "email")
_WORDS = {
    "DET": "a an the one some any her his my their our another",
    "REAL": "actual real proper physical",
    "ROOM": "room rooms building hall venue circle premises",
    "OTHERS": "others other people folk folks fellow",
    "SOMETHING": "something somewhere summat anything anywhere",
    "WHO": "she he i they we her him them me",
    "MAY": """can could will would wd happy able willing prepared glad keen likes like love loves
        wants want prefers prefer rather sooner needs hell shell theyll ill id hed theyd shed or and""",
    "RIDE": "bus train tram lift taxi metro ferry tube",
    "IN": "in over down across there along round",
    "WITH": "with w beside among amongst alongside",
    "DEVICE": "ipad ipads tablet laptop computer pc mac macbook",
    "CAMERA": "camera cameras webcam cam",
    "PHONE": "phone telephone line blower landline",
    "RING": "ring phone call telephone ringing phoning calling",
    "COMPUTERS": """computer computers internet web wifi broadband smartphone laptop laptops tablet
        technology tech internetty computery online keyboard keyboards net""",
    "SCREEN": "screen screens laptop laptops computer computers ipad monitor",
    "NEVER": "never hasnt havent doesnt dont didnt no not isnt aint cant wont",
    "STARING": "look looking sit sitting stare staring stuck be being",
    "OWNING": """got had have own owned touch touched use used using do doing a an any the on with to at
        my his her good great get gets got getting work trust understand like go going near even really up""",
}  # fmt: skip
SETS = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_IN_PERSON = (
    "going|go|goes along", "turning|showing up", "coming along|in|over", "actual people",
    "sit|sitting down? WITH OTHERS", "be|being sat|sitting down? WITH OTHERS", "sit|sat next to",
    "sit down with",
    "sit|sat|sitting in a circle|room|hall", "at|round|around|across a|the|one table",
    "meet|meeting people in", "people in a room", "see people", "REAL people|humans|bodies|chairs",
    "REAL ROOM", "in a|the|one|some|any REAL? ROOM", "in the same ROOM|place|space", "the same building",
    "under one roof", "under the same roof", "bricks and|n mortar", "bricks mortar", "eyeball to eyeball",
    "eye to eye", "knee to knee", "shoulder to shoulder", "flesh and|n blood people|folk|humans",
    "get|gets|getting WHO? out of? the? house|flat", "out of the house", "a real one",
    "church|village|community hall|centre", "warm bodies", "shake a? hand|hands",
    "look someone|somebody|people|folk|them in the eye|eyes|face", "SOMETHING to turn|show up",
    "SOMETHING to go|get", "getting out", "get down to", "meet|meeting|meets up|ups", "meetup|meetups",
    "meeting for real",
    "come in to", "walk into a|the|some room|hall|building|place|group", "face 2 face", "f 2 f",
    "physically there",
    "be|meet physically", "SOMETHING local to go|walk|get to",
    "SOMETHING|place WHO can|could|might physically? go|get|walk|drive|come|turn|travel|pop|nip",
    "MAY to? come|pop|nip|head|go|drive|walk|cycle|travel|make it? IN", "MAY to? turn|show up",
    "MAY to? get|catch|take|hop on? the|a RIDE IN|to|out|up", "MAY to? get along|there",
    "MAY to? come|go|walk|drive|get|travel|pop|nip out? to something|somewhere|summat",
    "actually go SOMETHING",
    "people|folk|others|them together in",
)  # fmt: skip
_WRITTEN = (
    "typed instead|not|out", "all|everything|its typed", "in writing",
    "write|writing|written instead|not|rather",
    "written messages", "by|via|through|swap|swapping|send|sending|just messages",
    "messaging back|each|someone|somebody|others|people", "messages|message back and|n forth",
    "keyboard not|instead|rather", "nothing spoken",
)  # fmt: skip
_OF_A_PHONE = (
    "voice down|on|over|at|from the|a other? end? of? the? PHONE", "voice at|on the other? end",
    "end of a|the PHONE", "dial|dials|dialling|dialing in",
    "someone|somebody|volunteer|buddy|befriender|others|another who|that can|could|will|would RING",
    "a phone in", "chat|talk|natter|speak|talking|chatting|blether|yarn down|over|on|by the? PHONE",
    "pick up the phone to",
)  # fmt: skip
_BY_RINGING = ("someone|somebody|volunteer|buddy|befriender|others|another to? RING WHO",)
# With a mark of exclamation they ask for nothing by themselves.
PHRASES = (
    *((one, "format=in-person") for one in _IN_PERSON),
    *((one, "format=" + ",".join(WRITTEN)) for one in _WRITTEN),
    *((one, "format=phone") for one in _OF_A_PHONE),
    *((one, "format=phone!") for one in _BY_RINGING),
    ("messaging", "format=" + ",".join(WRITTEN) + "!"),
    ("text|texts back|with|each|another|someone|somebody|others", "format=text"),
    ("email|emails|emailing back|with|each|another|someone|somebody|others", "format=email"),
    ("penpal|penpals|penfriend|penfriends", "format=email"),
    ("pen pal|pals|friend|friends", "format=email"),
    ("to|can|could|n|or|and post and|n|on|or|when|something|stuff|things|there", "format=forum"),
    ("read|reads|reading and|n|or post", "format=forum"),
    ("read what others|other|people have? _? written|wrote|posted|put", "format=forum"),
    ("DEVICE with|w DET? CAMERA", "format=video"),
    ("CAMERA on", "format=video"),
    ("MAY to? log|sign in|on|into|onto", "format=online"),
    ("on|from|via|through|over DET? DEVICE", "format=online!"),
    ("roomful", "setting=group!"), ("one person|human at a time", "setting=one-to-one"),
    ("few|couple of them|us|people|others|folk|you", "setting=group"),
    ("several of|people|others|folk|on", "setting=group"),
    ("people|folk|folks|others together", "setting=group"),
    ("one of a|the crowd|bunch|many", "setting=group"),
    ("sit|sat|sitting|join|joining|be|meet|meeting it? up? WITH other|others", "setting=group"),
    ("sat|sitting round|around DET table WITH other|others|people|folk", "setting=group"),
    ("face|facing|do|doing it? WITH other|others", "setting=group"),
    ("join|joining others|other", "setting=group"),
    ("with|w|to|from|just one|1|single other? person|listener|human|soul", "setting=one-to-one"),
    ("with|w|to|from|just one|1 other mum|dad|woman|man|carer|parent|lad|lass", "setting=one-to-one"),
)  # fmt: skip
# What is refused, with the noun for it as the last word.
REFUSED = (
    ("NEVER OWNING? OWNING? OWNING? COMPUTERS", "online"),
    ("useless|hopeless|rubbish|crap|terrible|clueless|bad with|at|on COMPUTERS", "online"),
    ("scared|frightened|terrified|wary|afraid of|by COMPUTERS|screens", "online"),
    ("than|not STARING at|in|behind|on front? of? a|the|another SCREEN", "online"),
    ("not through|behind|via|over a|the|another SCREEN", "online"),
    ("sick|fed|tired|enough|bored up? of|with STARING at|on|in front? of? DET? SCREEN", "online"),
)  # fmt: skip
