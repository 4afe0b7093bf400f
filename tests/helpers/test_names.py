"""Names of results."""

import pytest

from helpers.errors import HelperError
from helpers.names import check_name


@pytest.mark.parametrize("name", ["staff", "staff.supported", "evaluation.qi_2_1.grade"])
def test_good_names(name):
    assert check_name(name) == name


@pytest.mark.parametrize("name", ["", "Staff", "staff..x", ".staff", "staff.", "2.1", "staff-survey", "../up", "a b"])
def test_bad_names_are_refused_with_a_proposal(name):
    with pytest.raises(HelperError, match=r"is not a name.*such as"):
        check_name(name)


@pytest.mark.parametrize(("name", "taken"), [("staff", "staff.supported"), ("staff.supported.word", "staff.supported")])
def test_a_name_cannot_be_a_value_and_a_folder(name, taken):
    with pytest.raises(HelperError, match="begins with the other"):
        check_name(name, [taken])


def test_a_name_is_recorded_once():
    with pytest.raises(HelperError, match="recorded twice"):
        check_name("staff.supported", ["staff.supported"])
