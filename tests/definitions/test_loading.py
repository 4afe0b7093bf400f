"""Each kind of fault in a parameter file: file, line, and a message that says what to do."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workbench.definitions import load_definitions
from workbench.errors import InputFaults
from workbench.project import find_project

ROOT = Path(__file__).parents[2]
PROGRAMME = "programmes/compulsory-supervision-orders.yaml"

# File, text, what takes its place, text of the line that the message names, message.
FAULTS = {
    "unknown field": (
        "scales.yaml", "label: Very good", "lable: Very good", "lable: Very good",
        "unknown field 'lable'. Did you mean label?",
    ),
    "unknown field deep in a programme": (
        PROGRAMME, "{week: 2, text:", "{wek: 2, text:", "{wek: 2",
        "unknown field 'wek'. Did you mean week?",
    ),
    "unknown field under an alias": (
        "proportion_words.yaml", "{word: few, from: 1,", "{word: few, form: 1,", "form: 1",
        "unknown field 'form'. Did you mean from?",
    ),
    "missing field": (
        "areas.yaml", "    short_name: Angus\n", "", "code: S12000041",
        "the field 'short_name' is missing",
    ),
    "unknown kind of activity": (
        PROGRAMME, "kind: joint_inspection", "kind: joint_inspecton", "kind: joint_inspecton",
        "no kind of activity is called 'joint_inspecton'. Did you mean joint_inspection?",
    ),
    "unknown column type": (
        "instruments/staff_survey.yaml", "type: identifier", "type: identifer", "type: identifer",
        "Did you mean identifier?",
    ),
    "number where text is meant": (
        PROGRAMME, 'quality_indicators: ["2.1",', "quality_indicators: [2.1,", "quality_indicators: [2.1,",
        "'quality_indicators' should be text, not '2.1'; write it in quotes",
    ),
    "text where a number is meant": (
        PROGRAMME, "seed: 20251", 'seed: "20251"', "seed:", "'seed' should be a whole number, not '20251'",
    ),
    "text where a truth is meant": (
        "frameworks/children-2022.yaml", "verified: true", "verified: yes", "verified: yes",
        "'verified' should be true or false, not 'yes'",
    ),
    "list where a mapping is meant": (
        "areas.yaml", "hscp: {code: S37000001, name: Aberdeen City}", "hscp: [S37000001]", "hscp: [",
        "'hscp' should be a mapping of fields, not a list",
    ),
    "blank text": (
        PROGRAMME, "short_title: Compulsory supervision orders, living at home", 'short_title: " "', "short_title:",
        "'short_title': is empty; write something here",
    ),
    "badly written code": (
        "areas.yaml", "code: S12000041", "code: S1200041", "code: S1200041",
        "'S1200041' should be a council area code such as S12000023",
    ),
    "badly written slug": (
        "areas.yaml", "slug: angus", "slug: Angus", "slug: Angus",
        "'Angus' should be lower-case words joined by hyphens",
    ),
    "bad date": (
        PROGRAMME, 'as_of: "2026-03-31"', 'as_of: "31 March 2026"', "as_of:",
        "'31 March 2026' is not a date; write it as year-month-day",
    ),
    "day that is not in the calendar": (
        PROGRAMME, 'as_of: "2026-03-31"', 'as_of: "2026-02-30"', "as_of:", "'2026-02-30' is not a day of the calendar",
    ),
    "area given twice": (
        "areas.yaml", "slug: angus", "slug: aberdeenshire", "slug: argyll-and-bute", None,
    ),
    "code given twice": (
        "areas.yaml", "code: S12000041", "code: S12000034", "name: Angus", None,
    ),
    "spelling of two areas": (
        "areas.yaml", 'spellings: ["Angus Council"]', 'spellings: ["Angus Council", "PERTH & Kinross council"]',
        "name: Perth and Kinross", "'Perth and Kinross Council' already means Angus",
    ),
    "gap between bands": (
        "proportion_words.yaml", "from: 15, to: 49", "from: 16, to: 49", "bands:", "no word covers 15%",
    ),
    "bands that overlap": (
        "proportion_words.yaml", "from: 75, to: 90", "from: 74, to: 92", "bands:",
        "'most' and 'almost all' cover 91% to 92%",
    ),
    "band beyond 100": (
        "proportion_words.yaml", "from: 100, to: 100", "from: 100, to: 101", "to: 101",
        "'to' should be at most 100, not '101'",
    ),
    "grade given twice": (
        "scales.yaml", "value: 5", "value: 6", "value: 6\n", None,
    ),
    "answer without a known side": (
        "answer_scales.yaml", "polarity: neutral", "polarity: neutrl", "polarity: neutrl",
        "Did you mean neutral?",
    ),
    "unknown source": (
        "scales.yaml", "source: care-inspectorate-grades", "source: care-inspectorate-grade", "source: care",
        "no source is called 'care-inspectorate-grade'. Did you mean care-inspectorate-grades?",
    ),
    "unknown framework": (
        PROGRAMME, "framework: children-2022", "framework: children-2202", "framework:",
        "no framework is called 'children-2202'. Did you mean children-2022?",
    ),
    "indicator not in the framework": (
        PROGRAMME, 'quality_indicators: ["2.1", "5.3",', 'quality_indicators: ["2.1", "5.4",', "quality_indicators:",
        "the framework children-2022 holds no quality indicator '5.4'; it holds 2.1, 5.3, 9.2",
    ),
    "column for an indicator not in the framework": (
        "instruments/staff_survey.yaml", 'quality_indicators: ["9.2"]', 'quality_indicators: ["9.3"]', '["9.3"]',
        "of compulsory-supervision-orders holds no quality indicator '9.3'",
    ),
    "unknown scale": (
        PROGRAMME, "scale: six-point", "scale: sixpoint", "scale: sixpoint",
        "no scale is called 'sixpoint'. Did you mean six-point?",
    ),
    "unknown answer scale": (
        "instruments/children_survey.yaml", "scale: how_often", "scale: how_oftn", "scale: how_oftn",
        "no answer scale is called 'how_oftn'. Did you mean how_often?",
    ),
    "unknown lens item": (
        "instruments/children_survey.yaml", "lenses: [people]", "lenses: [poeple]", "lenses: [poeple]",
        "no lens item of compulsory-supervision-orders is called 'poeple'. Did you mean people?",
    ),
    "unknown strand": (
        "instruments/engagement.yaml", "strand: engagement", "strand: engagment", "strand:",
        "Did you mean engagement?",
    ),
    "unknown instrument": (
        PROGRAMME, "instruments: [staff_survey", "instruments: [staf_survey", "instruments: [",
        "no instrument is called 'staf_survey'. Did you mean staff_survey?",
    ),
    "unknown profile": (
        PROGRAMME, "{children_survey: strict", "{children_survey: strikt", "tables:",
        "no disclosure profile is called 'strikt'. Did you mean strict?",
    ),
    "unknown area": (
        PROGRAMME, "\nareas: all", "\nareas: [orkny]", "areas: [orkny]",
        "no area is called 'orkny'. Did you mean orkney-islands?",
    ),
    "unknown stage": (
        PROGRAMME, "needs: [01_scoping", "needs: [01_scopng", "needs:",
        "no stage is called '01_scopng'. Did you mean 01_scoping?",
    ),
    "unknown map": (
        PROGRAMME, "geography: [council_areas", "geography: [council_area", "geography:",
        "no file in parameters/geography is called 'council_area'. Did you mean council_areas?",
    ),
    "unknown statistics": (
        PROGRAMME, "statistics: [area_profile]", "statistics: [area_profiles]", "statistics:",
        "no statistics table is called 'area_profiles'. Did you mean area_profile?",
    ),
    "unknown record": (
        PROGRAMME, "uses: [evaluations]", "uses: [evaluation]", "uses: [evaluation]", "Did you mean evaluations?",
    ),
    "stages in a ring": (
        PROGRAMME, "evidence: [engagement]\n", "evidence: [engagement]\n    needs: [06_evaluation]\n",
        "- id: 05_engagement",
        "stages wait for one another: 05_engagement → 06_evaluation → 05_engagement",
    ),
    "area stage that collects": (
        PROGRAMME, "uses: [evaluations]", "collects: [03_surveys]", "- id: 06_evaluation",
        "only a national stage collects results of every area",
    ),
    "national stage as a need": (
        PROGRAMME, "needs: [01_scoping", "needs: [national_overview", "needs: [",
        "'national_overview' has scope national; needs names stages of scope area",
    ),
    "weeks left out": (
        PROGRAMME, "weeks: [11, 14]", "weeks: [12, 14]", "weeks: [12, 14]",
        "'On site and final analysis' begins in week 12; it leaves out week 11",
    ),
    "step outside its stretch": (
        PROGRAMME, "{week: 13, text:", "{week: 16, text:", "{week: 16,",
        "'The team's final analysis' (week 16) lies outside 'On site and final analysis' (weeks 11 to 14)",
    ),
    "step that ends before it starts": (
        PROGRAMME, "{week: 4, until: 8,", "{week: 4, until: 3,", "until: 3",
        "lasts until week 3, which is not after week 4",
    ),
    "one statement is no disagreement": (
        PROGRAMME, '      - {text: "A timetable of 21 weeks", source: care-inspectorate-cso-timetable}\n', "",
        None, "'statements' has too few entries (1 for 2)",
    ),
    "column given twice": (
        "instruments/staff_survey.yaml", "id: early_help", "id: knows_order", "type: scale", None,
    ),
    "column with a kept name": (
        "instruments/staff_survey.yaml", "id: early_help", "id: responses", "id: responses",
        "the column id 'responses' is kept for other results; choose another",
    ),
    "column with a bad name": (
        "instruments/staff_survey.yaml", "id: early_help", "id: Q1 help", "id: Q1",
        "'Q1 help' should be a lower-case word",
    ),
    "short name of two instruments": (
        "instruments/staff_survey.yaml", "short: staff", "short: records", None,
        "the short name 'records' is that of staff_survey in compulsory-supervision-orders too",
    ),
    "short name of other results": (
        "instruments/staff_survey.yaml", "short: staff", "short: context", "short: context",
        "the short name 'context' is kept for other results",
    ),
    "unknown key column": (
        "instruments/staff_survey.yaml", "key: [respondent]", "key: [respondant]", "key: [",
        "no column is called 'respondant'. Did you mean respondent?",
    ),
    "choice without options": (
        "instruments/staff_survey.yaml", "options: [Practitioner, First-line manager, Senior manager]", "options: []",
        "id: role", "a column of type choice needs at least two options",
    ),
    "field that does not fit the type": (
        "instruments/staff_survey.yaml", "id: respondent, label:", "id: respondent, min: 1, label:",
        "min: 1", "'min' means nothing for a column of type identifier",
    ),
    "file name without the area": (
        "instruments/staff_survey.yaml", '"{area}_staff', '"staff', "file:",
        "the name 'staff_survey.xlsx' should hold {area} once and no folder",
    ),
    "file name that leaves the folder": (
        "instruments/staff_survey.yaml", '"{area}_staff', '"../{area}_staff', "file:", "and no folder",
    ),
    "part of a measure that is not there": (
        "instruments/information_return.yaml", "part_of: cso_all", "part_of: cso_al", "id: measure",
        "'cso_at_home' is said to be a part of 'cso_al', which is no other option",
    ),
    "signal about an indicator that the programme lacks": (
        PROGRAMME, 'lgbf_placements, quality_indicator: "5.3"', 'lgbf_placements, quality_indicator: "5.4"',
        "lgbf_placements", "no quality indicator of this programme is called '5.4'",
    ),
    "thresholds the wrong way round": (
        PROGRAMME, "weak: 50", "weak: 80", "signals:", "weak (80) is above strong (75)",
    ),
    "source of the signals": (
        PROGRAMME, "  source: workbench\n  verified: false", "  source: workbnch\n  verified: false",
        "source: workbnch", "Did you mean workbench?",
    ),
    "id that is not the file's name": (
        "frameworks/children-2022.yaml", "id: children-2022", "id: children-2021", "id: children-2021",
        "the id 'children-2021' belongs in children-2021.yaml",
    ),
    "field given twice": (
        "frameworks/children-2022.yaml", "edition: November 2022", "edition: November 2022\nedition: 2019",
        "edition: 2019", "'edition' is given twice (first on line ",
    ),
    "not YAML": (
        "frameworks/children-2022.yaml", "edition: November 2022", "edition: [November 2022", None,
        "is not valid YAML:",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_names_file_line_and_remedy(parameters, name):
    file, old, new, marked, message = FAULTS[name]
    parameters.change(file, old, new)
    faults = parameters.faults()
    if message is None:
        assert any("is given twice (first " in fault for fault in faults), faults
        return
    place = f"parameters/{file}, line {parameters.line(file, marked)}: " if marked else "parameters/"
    assert any(fault.startswith(place) and message in fault for fault in faults), faults


def test_all_faults_of_all_files_come_at_once(parameters):
    parameters.change("areas.yaml", "slug: angus", "slug: Angus")
    parameters.change("scales.yaml", "label: Good", "lable: Good")
    parameters.change(PROGRAMME, "framework: children-2022", "framework: children")
    parameters.change("instruments/staff_survey.yaml", "scale: agreement", "scale: agrement")
    (parameters.folder / "sources.yaml").unlink()
    files = [fault.partition(",")[0].partition(":")[0] for fault in parameters.faults()]
    assert sorted(set(files)) == [
        "parameters/areas.yaml", "parameters/instruments/staff_survey.yaml", f"parameters/{PROGRAMME}",
        "parameters/scales.yaml", "parameters/sources.yaml",
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_does_not_make_every_reference_to_it_a_fault(parameters):
    parameters.change("sources.yaml", "sources:", "sources: [")
    faults = parameters.faults()
    assert len(faults) == 1
    assert faults[0].startswith("parameters/sources.yaml, line ")


def test_what_editors_and_systems_leave_beside_a_file_is_not_read(parameters):
    folder = parameters.folder / "programmes"
    (folder / ".#mappa.yaml").symlink_to("somebody@somewhere.1234")
    (folder / "._mappa.yaml").write_bytes(b"\x00\x05\x16\x07")
    (folder / "mappa.yaml~").write_text("id: [")
    assert "mappa" in load_definitions(parameters.folder).programmes


def test_faults_come_in_the_same_order_every_time(parameters):
    parameters.change(PROGRAMME, "framework: children-2022", "framework: children")
    parameters.change(PROGRAMME, "scale: six-point", "scale: seven-point")
    parameters.change("areas.yaml", "slug: angus", "slug: Angus")
    assert parameters.faults() == parameters.faults()


def test_a_folder_without_parameters_says_what_is_missing(tmp_path):
    with pytest.raises(InputFaults, match=r"areas.yaml: could not be read \(No such file"):
        load_definitions(tmp_path)


def test_a_project_loads_like_its_folder(definitions):
    assert load_definitions(find_project(ROOT)) == definitions


def test_a_programme_may_cover_some_areas_and_its_sample_follows(parameters):
    parameters.change(PROGRAMME, "\nareas: all", "\nareas: [shetland-islands, angus]")
    definitions = load_definitions(parameters.folder)
    programme = definitions.programme("compulsory-supervision-orders")
    names = ["Angus", "Shetland Islands"]
    assert [area.name for area in definitions.programme_areas(programme)] == names
    assert [area.name for area in definitions.sample_areas(programme)] == names
    assert not programme.all_areas


def test_loading_is_quick():
    load_definitions(ROOT / "parameters")
    seconds = []
    for _ in range(3):
        start = time.process_time()
        load_definitions(ROOT / "parameters")
        seconds.append(time.process_time() - start)
    assert min(seconds) < 0.5


def test_loading_imports_nothing_heavy():
    code = (
        "import sys; from pathlib import Path; from workbench.definitions import load_definitions;"
        "load_definitions(Path('parameters'));"
        "print(sorted({'pandas', 'numpy', 'pyarrow', 'altair', 'papermill', 'duckdb', 'rich'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_parameters_do_not_depend_on_where_they_lie(tmp_path, definitions):
    shutil.copytree(ROOT / "parameters", tmp_path / "elsewhere" / "parameters")
    assert load_definitions(tmp_path / "elsewhere" / "parameters") == definitions
