"""What the national notebook records: nothing of what no area has."""


def test_every_name_is_recorded(overview):
    keys = [each.key for each in overview.run.quality_indicators]
    evaluated = [f"national.{key}.evaluated" for key in keys]
    assert list(overview.values()) == ["national.areas", "national.records", *evaluated]
    assert list(overview.grade_tables()) == ["national.grades", "national.area_qi"]
    assert list(overview.theme_tables()) == list(overview.theme_figures()) == ["national.themes"]
    assert next(iter(overview.grade_figures())) == "national.distribution"


def test_without_themes_nothing_is_said_of_them(overview):
    for tables in overview.tables.values():
        tables.clear()
    assert overview.theme_tables() == overview.theme_figures() == {}
