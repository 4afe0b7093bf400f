"""A pathway as notebooks record it: what is missing says so, and signals are sorted where the programme sorts them."""


def test_without_cases_everything_is_missing_with_a_reason(pathway_of):
    pathway = pathway_of(None)
    assert {value.status for value in pathway.values().values()} == {"missing"}
    assert {table.status for table in pathway.tables().values()} == {"missing"}
    assert {figure.status for figure in pathway.figures().values()} == {"missing"}


def test_a_pathway_signals_by_quality_indicator(pathway_of, many):
    (table,) = pathway_of(many).signal_tables().values()
    assert [row[0] for row in table.rows] == ["direction", "execution", "results"]
    assert pathway_of(many, signals=None).signal_tables() == {}
