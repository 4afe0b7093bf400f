"""The picture of a pathway: where most cases did not go on."""

import json


def test_the_picture_says_where_most_did_not_go_on(pathway_of, many):
    figure = pathway_of(many).figures()["cases.pathway"]
    assert figure.alt.startswith("100 cases came to “The Standard Prosecution Report (SPR)”, and 60 went on from")
    assert "The suitability assessment and the response by COPFS”: 25 of 85." in figure.alt
    assert "<svg" in figure.svg()
    json.dumps(figure.spec)
