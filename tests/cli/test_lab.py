"""``workbench lab`` and what can be wrong with its words; what it starts is tested in tests/lab."""

import pytest
from click.testing import CliRunner

from tests.miniature import PROGRAMME, ROOT
from workbench.cli import main


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compulsory-supervision-order"], f"Did you mean {PROGRAMME}?"),
        ([PROGRAMME, "--area", "orkny"], "Did you mean orkney-islands?"),
        ([PROGRAMME, "--role", "authr"], "Did you mean author?"),
        (["archive"], "archive has no notebooks, so there is no desk"),
    ],
)
def test_a_misspelt_word_names_the_nearest_and_starts_nothing(arguments, said):
    done = CliRunner().invoke(main, ["--project", str(ROOT), "lab", *arguments, "--no-browser"])
    assert done.exit_code == 2
    assert said in done.output and len(done.output.strip().splitlines()) == 1
