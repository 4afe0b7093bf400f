"""Details that have a form of their own: numbers, addresses of every kind, dates, schools, ages, siblings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.freetext.numbers import is_chi
from workbench.freetext.vocabulary import is_ordinary, word_set

# A detail found in normalised text: start, end, kind.
Span = tuple[int, int, str]

# Published lines that anybody may be given: a report names them on purpose.
PUBLIC_LINES = frozenset({"08001111", "116123", "111", "101", "999", "112"})

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY "
    "G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP "
    "NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB "
    "W WA WC WD WF WN WR WS WV YO ZE"
).replace(" ", "|")
_SCOTTISH = "AB|DD|DG|EH|FK|G|HS|IV|KA|KW|KY|ML|PA|PH|TD|ZE"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_BORN = r"\b(?:d\.? ?o\.? ?b\.?|date of birth|born|birthday|birth ?date)\b\W{0,3}(?:(?:is|was|on|in|of|the)\W+){0,3}"
# Kinds of road that mean nothing else, and those that often do: the latter need a number and capitals.
_CLEAR_ROAD = "street|road|rd|avenue|ave|lane|crescent|cres|terrace|wynd|vennel|mews|gdns"
_ROAD = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Crescent|Cres|Terrace|Gardens|Gdns|Close|Square|Wynd|Brae|Loan|Row|Grove|"
    "Quay|Vennel|Path|Walk|Way|Rise|Place|Court|Park|View|Hill|Gate|Bank|Green|Mews|Cottages?|Croft|Steading"
)
# What may stand between a house number and the road: not "2 miles down the road".
_ROAD_WORD = (
    r"(?!(?:the|of|in|on|a|an|and|at|to|from|per|down|up|for|my|our|by|off|along|across|more|other|miles?|minutes?|mins?|"
    r"people|children|families|houses|weeks?|months?|years?|times|days?|hours?|is|was|one|every|each)\b)[a-z][\w'-]{1,30}"
)
# Every repetition has an end, so that a text of any making is searched in time that grows with its length.
_CAP = r"[A-Z][\w'-]{0,30}"
_FLAT = r"(?:\b(?:flat|apartment) \d{1,4}(?:/\d{1,3})?[a-z]?,? )?"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_YEARS = rf"(?:one|two|three|four|five|six|seven|eight|nine|{_TEENS}|\d{{1,2}})"
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_CASED = 0


def _compiled(kind: str, *patterns: str, flags: int = re.IGNORECASE) -> list[tuple[str, re.Pattern[str]]]:
    return [(kind, re.compile(pattern, flags)) for pattern in patterns]


_PATTERNS = [
    *_compiled(
        "email",
        r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
        r"(?<=[\w.+%-]{64})[\w.+%-]@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
        # Spelt out so that a search misses it.
        r"(?<![\w.+%-])[\w.+%-]{1,64} ?[(\[{] ?at ?[)\]}] ?[\w-]{1,63}"
        r"(?: ?(?:\.|[(\[{] ?dot ?[)\]}]|\bdot\b) ?[a-z]{1,63}){1,8}",
        r"(?<![\w.+%-])[\w.+%-]{1,64} at [\w-]{1,63}(?: dot [a-z]{1,63}){1,8}\b",
    ),
    *_compiled(
        "online",
        r"\b(?:https?|ftp)://\S{1,2000}",
        r"\bwww\.\S{1,2000}",
        r"(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}?\.(?:com|org|net|uk|scot|info|gov|social)\b(?:/\S*)?",
        r"(?<![\w@])@[a-z0-9_][\w.-]{1,60}",
        r"\b(?:facebook|instagram|insta|snapchat|snap|tiktok|twitter|discord|xbox|psn|roblox|youtube|whatsapp)"
        r" ?(?:name|user ?name|account|handle|id|tag|is|:)(?: ?is| ?:)? ?"
        r"[\w.@#-]{0,40}[\d_.#][\w.#-]{0,40}",
        r"///[a-z]{1,30}\.[a-z]{1,30}\.[a-z]{1,30}",
    ),
    *_compiled("national_insurance", r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[ -]?\d){6}[ -]?[A-D]\b"),
    *_compiled(
        "postcode",
        rf"\b(?:{_AREAS})\d[A-Z\d]? ?-? ?\d[ABD-HJLNP-UW-Z]{{2}}\b",
        rf"\b(?:{_SCOTTISH})\d{{1,2}} \d\b(?!%|[.,]\d| (?:of|out|per|times|visits|people|children|young|years)\b)",
    ),
    # Half a postcode is a town or part of a city.
    *_compiled("place", rf"\b(?:{_SCOTTISH})\d{{1,2}}\b", flags=_CASED),
    *_compiled(
        "address",
        r"\b(?:flat|apartment) \d+(?:/\d+)?[a-z]?,? \d+",
        rf"{_FLAT}\b\d{{1,4}}[a-z]?(?:[/-]\d+)?,? (?:{_ROAD_WORD} ){{1,2}}(?:{_CLEAR_ROAD})\b",
        r"\bP\.? ?O\.? Box \d+",
    ),
    *_compiled(
        "address",
        rf"(?i:{_FLAT})\b\d{{1,4}}[A-Za-z]?(?:[/-]\d+)?,? (?:{_CAP} ){{1,3}}(?:{_ROAD})\b",
        flags=_CASED,
    ),
    *_compiled(
        "place",
        rf"\b(?:{_CAP} ){{1,5}}(?:{_CLEAR_ROAD.title()})\b",
        rf"\b(?:on|in|at|from|down|up|off|to|near) (?:{_CAP} ){{1,5}}(?:{_ROAD})\b",
        flags=_CASED,
    ),
    *_compiled(
        "birth",
        rf"{_BORN}(?:{_DAY}\W+)?(?:(?:of )?{_MONTH}\W+)?"
        r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}[/.-]\d{4})",
        rf"{_BORN}(?:{_DAY}(?: of)? )?{_MONTH}(?:,? {_DAY})?(?:,? \d{{4}})?(?!\w)",
    ),
    *_compiled("age", rf"{_BORN}(?:19|20)\d\d\b"),
    *_compiled(
        "date",
        r"\b(?:0?[1-9]|[12]\d|3[01]) ?[/.-] ?(?:0?[1-9]|1[0-2]) ?[/.-] ?(?:\d{4}|\d{2})\b(?![/.-]\d)",
        r"\b(?:0?[1-9]|1[0-2]) ?/ ?(?:[12]\d|3[01]) ?/ ?(?:\d{4}|\d{2})\b",
        r"\b(?:19|20)\d\d ?[/.-] ?(?:0?[1-9]|1[0-2]) ?[/.-] ?(?:0?[1-9]|[12]\d|3[01])\b",
        rf"\b{_DAY},?(?: of)?[ -]{_MONTH}(?:,?[ -](?:\d{{4}}|'?\d{{2}}))?(?!\w)",
        rf"\b{_MONTH} (?:the )?{_DAY}(?:,? \d{{4}})?\b(?!%| ?(?:per cent|of the|people|\d))",
        r"\b(?:christmas|boxing|new year'?s) (?:day|eve)\b",
    ),
    *_compiled(
        "reference",
        r"\b(?:case|court|file|crime|incident|record|reporter'?s?|scra|referral|reference|ref|care ?first|mosaic|swis"
        r"|seemis|liquid ?logic|account|policy|licence|passport|claim|sgn)\b\W{0,2}"
        r"(?:(?:no|number|num|ref|reference|id|is|was)\b[.:#]?\W{0,2}){0,3}[#(]?"
        r"(?!(?:19|20)\d\d\b)(?=[a-z/-]{0,20}\d[\w/-]{0,20}\d[\w/-]{0,20}\d)[\w/-]{1,60}",
        r"\[(?:19|20)\d\d\] [A-Z]{2,6}(?: \(?[A-Z]+\)?)? \d+",
    ),
    # The last is a registration plate, which leads to its keeper.
    *_compiled(
        "reference",
        r"\b[A-Z]{2,5}[-/ ]?[A-Z]{0,3}[-/]?\d{1,6}[-/]\d{2,4}\b",
        r"\b[A-Z]{1,3}\d{1,5}/\d{2,4}\b",
        r"(?<![\w/-])(?=[\d/-]{0,30}[A-Z])(?=(?:[A-Z/-]{0,30}\d){4})[A-Z\d][A-Z\d/-]{4,30}\b",
        r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b",
        flags=_CASED,
    ),
    *_compiled(
        "school",
        rf"\b(?:{_CAP} ){{1,5}}(?:(?:R\.?C\.? )?(?:Primary|Secondary|High|Grammar)"
        r"(?: School)?|Academy|School|College|PS|HS|RCPS|Campus|Nursery|Playgroup|Family Centre)\b",
        flags=_CASED,
    ),
    *_compiled(
        "school",
        r"\b(?:at|to|in|from|of|attends|attended) [a-z][\w'-]{1,30} (?:primary|academy|grammar|high school|nursery)\b",
    ),
    *_compiled(
        "age",
        rf"(?<!the )\bage[ds]? (?:of )?{_YEARS}\b"
        r"(?! ?(?:-|to|and|or|years? (?:and|or) (?:over|under|older|younger)|plus|\+))",
        rf"(?<!under )(?<!over )(?<!than )(?<!to )(?<!and )(?<!- )(?<!-)\b{_YEARS}[- ](?:year|yr|month)s?[- ]olds?\b",
        r"\b(?:i'?m|i am|he'?s|she'?s|is|was|turned|turns|turning) (?:only |just |now |nearly )?"
        rf"(?:\d{{1,2}}|{_TEENS})\b(?= ?(?:$|[.,;!?]|now|and|years old|when))",
        rf"\bat (?:the )?age (?:of )?{_YEARS}\b",
        r"(?<=[a-z] )\((?:aged? )?(?:[1-9]|1\d)\)",
        r"\b(?:in|into|through|since|start(?:s|ed|ing)?) (?:P ?[1-7]|S ?[1-6]|Primary [1-7]|Secondary [1-6])\b",
    ),
    *_compiled(
        "family",
        rf"\b{_NUMBER} (?:(?:younger|older|little|big|wee|half|step|full|other)[- ])*(?:brothers|sisters|siblings)\b",
        rf"\b(?:youngest|oldest|eldest|middle) of {_NUMBER}\b",
        rf"\bone of {_NUMBER} (?:children|siblings|kids|brothers|sisters|boys|girls|weans|bairns)\b",
        r"\b(?:my|his|her|their|the|a) (?:identical )?(?:twin|triplet)s?\b",
    ),
]  # fmt: skip

_DIGITS = re.compile(r"(?<![\w.,£$€])(?:\+|\(0\) ?|\()?\d(?:[ ()./-]{0,2}\d){5,30}(?!\w)")
_WORD = re.compile(r"[\w'-]+")
_SCHOOL_WORDS = word_set("school_words")


def form_spans(text: str) -> Iterator[Span]:
    """Yield details of normalised text that have a form of their own; they may overlap."""
    yield from _numbers(text)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if not _is_excepted(kind, match.group()):
                yield start, end, kind


def _is_excepted(kind: str, found: str) -> bool:
    """Return whether what was found has the form of a detail and is an everyday phrase."""
    words = _WORD.findall(found.casefold())
    if kind == "school":
        # "the High School", "at our nursery", "to mainstream primary" name no school.
        return all(word in _SCHOOL_WORDS or (found[0].islower() and is_ordinary(word)) for word in words)
    if kind == "reference":
        # Years and spans of years, "COVID-2019", codes of council areas and health boards.
        return bool(re.fullmatch(r"(?:19|20)\d\d[/-]\d{2,4}|[A-Z-]+(?:19|20)\d\d(?:[/-]\d\d)?|S\d{8}", found))
    if kind == "date":
        # "children under 12 may need" and "by 5 march past".
        return bool(re.fullmatch(r"\d{1,2} (?:may|march|mar|dec|sept?|oct|jan)", found)) or bool(
            re.fullmatch(r"(?:may|march|mar|dec|sep|oct|jan) \d{1,2}", found)
        )
    return False


def _numbers(text: str) -> Iterator[Span]:
    """Yield CHI numbers, phone numbers and other long numbers."""
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if digits in PUBLIC_LINES or re.fullmatch(r"(?:19|20)\d\d\W{1,3}(?:19|20)?\d\d", match.group()):
            continue
        start, end = match.span()
        if len(digits) == 10 and is_chi(digits):
            yield start, end, "chi"
        elif (re.match(r"(?:0044|44|0)\d", digits) and 9 <= len(digits) <= 15) or match.group().startswith("+"):
            yield start, end, "phone"
        elif _is_long_number(match.group()):
            # Not a phone number as such, but nobody has to quote a number of six digits or more.
            yield start, end, "reference"


def _is_long_number(found: str) -> bool:
    """Return whether digits are one long number, not a list of short ones, of years, or a date."""
    groups = re.findall(r"\d+", found)
    years = all(re.fullmatch(r"(?:19|20)\d\d", group) for group in groups)
    return all(len(group) >= 3 for group in groups) and not years
