"""Made-up details of made-up people, and the sentences they are hidden in."""

FORENAMES = """
    Eilidh Mhairi Catriona Callum Hamish Fraser Isla Ailsa Kirsty Morag Angus Iona Rory Lewis Finlay Skye Jack
    Amelia Mohammed Aisha Zofia Piotr Oluwaseun Priya Ewan Calum Seonaid Ruaridh Shona Struan Jayden Kayleigh
    Logan Olivia Niamh Aoife Darren Shannon Mairi Fiona Gregor Innes Blair Euan Lachlan Heather Rhona Magnus
    Grace Hope Mark Will
""".split()  # noqa: SIM905
SURNAMES = """
    MacDonald Campbell Smith Robertson Stewart Drever Leask Rendall Flett Macleod McIntyre Sutherland Khan
    Singh Kowalski Ahmed Begum Nowak Patel Morrison Murray Isbister Heddle Buchanan Farquharson Urquhart
    Galbraith Jamieson Gallacher Sinclair Manson Halcrow Tulloch Linklater Young Brown Black O'Neill
""".split()  # noqa: SIM905
# Sentence with {f} or {s}, and how many of the forenames have to be found in it.
NAME_SENTENCES = {
    "My worker {f} helped me at the meeting.": 52,
    "I talked to {f} {s} about it.": 52,
    "{f} told me what would happen.": 52,
    "{f} was nice to me and my mum.": 49,
    "We went to {f}'s house after.": 52,
    "They asked {s} to come.": 52,
    "I did not like Mrs {s} at all.": 52,
    "{f} {s} never came back.": 52,
    "i think {fl} did not listen": 47,
    "I TOLD {fu} AND NOBODY LISTENED": 47,
    "i miss mrs {sl} so much": 49,
}
PLACES = [
    "Stromness",
    "Finstown",
    "Broadford",
    "Drumchapel",
    "Wester Hailes",
    "Pollok",
    "Leith",
    "Kirkwall",
    "Lerwick",
    "Portree",
    "Methil",
    "Craigmillar",
    "Cumnock",
    "Galashiels",
    "Tobermory",
    "Ullapool",
]
PLACE_SENTENCES = [
    "I live in {p} with my gran.",
    "We moved to {p} last year.",
    "The {p} team was good.",
    "People from {p} judge us.",
    "i live in {pl} now",
]

# Kind, and details of it. None belongs to anybody: telephone numbers are of the ranges kept free for fiction, the rest
# was made up for this file.
DETAILS = {
    "chi": [
        "0101011237",
        "010101 1237",
        "01 01 01 1237",
        "010101-1237",
    ],
    "national_insurance": [
        "AB123456C",
        "AB 12 34 56 C",
        "ab123456c",
    ],
    "email": [
        "someone@example.org",
        "some.one+x@mail.example.co.uk",
        "someone (at) example dot org",
        "eilidh at example dot com",
    ],
    "phone": [
        "07700 900123",
        "+44 7700 900123",
        "(01632) 960 123",
        "01632960123",
        "0044 7700 900 123",
        "07700-900-123",
    ],
    "postcode": [
        "KW15 1AB",
        "kw15 1ab",
        "KW151AB",
        "G1 1XX",
        "EH99 1SP",
        "KW15 1",
    ],
    "address": [
        "14 Junction Road",
        "14 junction road",
        "3a Whitehouse Lane",
        "Flat 2/1, 14 Harbour Street",
        "22 Old Scapa Court",
    ],
    "reference": [
        "case number 12345",
        "GLW-A123-24",
        "ref: AB/2024/0071",
        "[2024] CSIH 12",
        "SCRA no. 123456",
        "B123/24",
        "1234567",
        "AB12 CDE",
    ],
    "online": [
        "https://example.org/eilidh",
        "www.example.org",
        "example.co.uk/x",
        "@eilidh_d",
        "snapchat: eil_99",
    ],
    "birth": [
        "born on 12 March 2011",
        "DOB 12/03/2011",
        "d.o.b. 12.3.11",
        "birthday is 3rd May",
        "born in May 2012",
    ],
    "date": [
        "12 March 2024",
        "12/03/2024",
        "2024-03-12",
        "12th of March",
        "March 12th",
        "12.3.24",
        "Christmas Day",
    ],
    "school": [
        "Kirkwall Grammar School",
        "Broomlands Primary",
        "St Mary's RC Primary School",
        "Portobello High",
        "Inverness Royal Academy",
        "at broomlands primary",
    ],
    "age": [
        "aged 7",
        "a 7-year-old",
        "a seven year old",
        "I'm 14.",
        "in P7",
        "in S2",
    ],
    "family": [
        "three sisters",
        "2 younger brothers",
        "the youngest of five",
        "my twin",
        "one of six children",
    ],
}

# Everyday sentences with numbers and capitals that identify nobody.
EVERYDAY = [
    "10 young people in a house told us about it.",
    "It is 2 miles down the road.",
    "We met in room 5.",
    "The 2022 policy said so.",
    "In 2024/25 and in 2000s records.",
    "Since COVID-19 and Plan 21-24 things are better.",
    "Children under 12 may need help.",
    "Scores were 10 20 30 40 in 2018 2019 2020.",
    "One of two people agreed.",
    "Call Childline on 0800 1111, or 101.",
    "The Sheriff Court and the High School agreed.",
    "It took 5 to 10 minutes for 25% of 1,200,000 people.",
    "My order ended 2 years ago in March 2024.",
    "Young people aged 16 to 18 were asked.",
    "QI 5.3 and QI 2.1 were evaluated.",
    "Services in Angus are good.",
    "Angus Council and NHS Tayside work with Police Scotland.",
    "Will there be help in May?",
    "Hope is important to us.",
    "My mum and dad went to a Children's Hearing on Monday.",
    "The Chief Social Work Officer chairs the Board.",
    "We keep The Promise in Orkney Islands.",
    "I speak Gaelic and Polish at home.",
    "My social worker's manager came.",
    "Na h-Eileanan Siar has few foster carers.",
    "I use Teams and WhatsApp.",
    "S12000023 is a code.",
]
