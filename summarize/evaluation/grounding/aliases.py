"""What else a name is called: countries and their people, states, acronyms, abbreviations.

Compact tables, made for news in English. A form is a name in lower case, dots left out; the forms
of a line are one name.
"""

from __future__ import annotations

_SAME = """
    us | usa | united states | america | american
    uk | united kingdom | britain | great britain | british | briton | brit
    england | english | englishman
    scotland | scottish | scot | scots
    wales | welsh
    ireland | irish | irishman
    france | french | frenchman
    germany | german
    spain | spanish | spaniard
    portugal | portuguese
    italy | italian
    netherlands | dutch | holland
    belgium | belgian
    switzerland | swiss
    sweden | swedish | swede
    norway | norwegian
    denmark | danish | dane
    finland | finnish | finn
    iceland | icelandic | icelander
    poland | polish | pole
    czech republic | czech | czechia
    hungary | hungarian
    greece | greek
    turkey | turkish | turk
    ukraine | ukrainian
    russia | russian | russian federation
    soviet union | soviet | ussr
    china | chinese
    north korea | north korean | dprk
    south korea | south korean
    japan | japanese
    taiwan | taiwanese
    philippines | filipino | philippine | filipina
    thailand | thai
    vietnam | vietnamese
    myanmar | burma | burmese
    indonesia | indonesian
    afghanistan | afghan
    pakistan | pakistani
    bangladesh | bangladeshi
    nepal | nepali | nepalese
    sri lanka | sri lankan
    iraq | iraqi
    iran | iranian
    israel | israeli
    palestine | palestinian
    lebanon | lebanese
    saudi arabia | saudi | saudi arabian
    united arab emirates | uae | emirati
    yemen | yemeni
    egypt | egyptian
    congo | congolese | drc
    south africa | south african
    niger | nigerien
    mexico | mexican
    canada | canadian
    brazil | brazilian
    argentina | argentine | argentinian
    peru | peruvian
    chile | chilean
    new zealand | new zealander | kiwi
    australia | australian | aussie
    europe | european
    eu | european union
    un | united nations
    tv | television
    us weekly | us. weekly
    middle east | mideast | mid east
    wwii | world war ii | world war two | second world war
    wwi | world war i | world war one | first world war
    new york | ny | new yorker | nyc | new york city
    los angeles | la
    washington | dc
    texas | tex | texan | tx
    nato | north atlantic treaty organization
    who | world health organization
    ap | associated press
    gop | republican | republican party
    democrat | democratic | dem
    nypd | new york police department
    lapd | los angeles police department
    fb | facebook
    saint | st
    street | st
    avenue | ave
    mount | mt
    fort | ft
    department | dept
    company | co
    corporation | corp
    university | univ
    mohammed | muhammad | mohammad
    christian | christianity
    muslim | islam | islamic
    jew | jewish
    alabama | ala
    arizona | ariz
    arkansas | ark
    california | calif | ca | californian
    colorado | colo
    connecticut | conn
    delaware | del
    florida | fla | fl
    georgia | ga
    illinois | ill
    indiana | ind
    kansas | kan
    kentucky | ky
    louisiana | la
    maryland | md
    massachusetts | mass | ma
    michigan | mich
    minnesota | minn
    mississippi | miss
    missouri | mo
    montana | mont
    nebraska | neb
    nevada | nev
    new hampshire | nh
    new jersey | nj
    new mexico | nm
    north carolina | nc
    north dakota | nd
    oklahoma | okla
    oregon | ore
    pennsylvania | pa | penn
    rhode island | ri
    south carolina | sc
    south dakota | sd
    tennessee | tenn
    vermont | vt
    virginia | va
    west virginia | wva
    wisconsin | wis
    wyoming | wyo
"""

Form = tuple[str, ...]

GROUPS: tuple[tuple[Form, ...], ...] = tuple(
    tuple(tuple(form.split()) for form in line.split("|")) for line in _SAME.strip().splitlines()
)
"""The forms of each name, as words."""

GROUPS_OF: dict[Form, tuple[int, ...]] = {}
"""Form to the lines that it stands in; "st" and "la" stand in two."""
for _number, _forms in enumerate(GROUPS):
    for _form in _forms:
        GROUPS_OF[_form] = (*GROUPS_OF.get(_form, ()), _number)

TITLES = frozenset(
    """
    mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister premier
    chancellor secretary deputy assistant attorney general solicitor senator sen gov governor rep
    representative reps sens congressman congresswoman mayor judge justice chief police sheriff
    officer detective det inspector superintendent commissioner sgt sergeant lt lieutenant col
    colonel gen maj major capt captain cmdr commander adm admiral cpl corporal pvt pfc spc
    specialist agent rev reverend father sister bishop archbishop cardinal pope king queen prince
    princess duke duchess sheikh sheik imam rabbi ayatollah ambassador director chairman
    chairwoman adviser advisor senior minority majority ceo cfo executive spokesman spokeswoman
    speaker leader coach first former ex
    then-president republican democratic
    """.split()
)
"""Words before a person's name that are no part of it."""

RANKS = frozenset(
    """
    mr mrs ms dr president prime minister senator sen gov governor rep mayor sgt lt col gen capt
    detective det rev secretary leader minority majority adviser advisor
    """.split()
)
"""Titles that may also stand inside a run ("State Gov. Jane Moss") and still need not be found."""

DEPARTMENTS = frozenset("state defense defence treasury energy labor homeland education".split())

GENERIC = frozenset(
    """
    academy administration agency air airline airlines airport amendment apartment army assembly
    association avenue bay beach bible board border bridge building bureau cabinet campus capital
    capitol castle center central centre church city club coast college commission committee
    community company congress constitution convention corps council county court department
    district division dome drive earth east eastern elementary embassy federal federation fire
    football force foundation fund galaxy god government group guard harbor health high highway
    hill hospital hotel hour house inn institute international internet island islands jail
    journal judiciary lake league legislature lodge marine marines market ministry moon mosque
    mountain mountains mount museum national navy north northeast northern northwest office olympic
    olympics order palace park parliament party peninsula police port post prison province public
    red republic research reserve river road room royal school sea senate senior service services
    sheriff south southeast southern southwest square stadium state states station store street
    summit sun supreme system team temple theater theatre tower town township trust university
    valley village web website west western winter women world zoo mom dad grandma grandpa
    television minority majority act bill law report study survey bachelor mass magazine show news
    times
    """.split()
)
"""Common nouns of names, which one paper writes large and the other small."""
