"""Which generator makes the rows of which kind of instrument."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbench.errors import WorkbenchError
from workbench.sample.asked import Asked
from workbench.sample.plain import completed, plain_rows

Row = list[str | int]
Generator = Callable[[Asked], list[Row]]

#: Instruments whose words are those of children at home on an order.
_FIRST_FINDINGS, _FIRST_STATEMENTS = "engagement", "position_statement"


def rows_of(asked: Asked) -> list[Row]:
    """Return the rows of one file of the sample, in the order of the instrument's columns.

    Raises
    ------
    WorkbenchError
        When nothing makes rows of this kind of instrument.
    """
    try:
        generator = GENERATORS[asked.instrument.kind]
    except KeyError:
        raise WorkbenchError(
            f"The sample makes no evidence of kind {asked.instrument.kind}, which {asked.instrument.id} is. "
            f"It makes: {', '.join(sorted(GENERATORS))}."
        ) from None
    return completed(asked, generator(asked))


# Every generator is imported where it is called: one programme needs few of them.


def _survey(asked: Asked) -> list[Row]:
    from workbench.sample.surveys import survey_rows

    return survey_rows(asked, asked.count(vars(asked.sizes).get(asked.instrument.short) or asked.sizes.staff))


def _records(asked: Asked) -> list[Row]:
    from workbench.sample.records import record_rows

    return record_rows(asked, asked.count(asked.sizes.records))


def _findings(asked: Asked) -> list[Row]:
    from workbench.sample import banked, neutral
    from workbench.sample.findings import finding_rows

    count = asked.count(asked.sizes.findings)
    if asked.instrument.id == _FIRST_FINDINGS:
        return finding_rows(asked.instrument, asked.draw, asked.sizes)
    sessions = max(2, round(count * asked.sizes.sessions / asked.sizes.findings))
    bank = (
        banked.words_of(asked.instrument.id) if banked.has_bank(asked.instrument.id) else neutral.findings_bank(asked)
    )
    return banked.finding_rows(asked.instrument, asked.draw, sessions, count, bank)


def _statements(asked: Asked) -> list[Row]:
    from workbench.sample import banked, neutral
    from workbench.sample.statements import statement_rows

    known = banked.has_bank(asked.instrument.id)
    if not known and asked.instrument.id == _FIRST_STATEMENTS:
        return statement_rows(asked.instrument, asked.draw)
    bank = banked.words_of(asked.instrument.id) if known else neutral.statements_bank(asked)
    return banked.statement_rows(asked.instrument, asked.draw, bank)


def _return(asked: Asked) -> list[Row]:
    from workbench.sample.returns import known_measures, plain_return_rows, return_rows

    if known_measures(asked.instrument):
        return return_rows(asked.instrument, asked.draw, asked.sizes, asked.unit)
    return plain_return_rows(asked)


def _pathway(asked: Asked) -> list[Row]:
    from workbench.sample.pathway import pathway_rows

    count = asked.count(max(10, asked.sizes.records // 2))
    return pathway_rows(asked.definitions, asked.instrument, asked.draw, count)


def _register(asked: Asked) -> list[Row]:
    from workbench.sample.case_register import register_rows

    count = asked.count(4 * len(asked.units) if asked.national else 6)
    units = asked.units if asked.national else [asked.unit]
    return register_rows(asked.definitions, asked.instrument, asked.draw, units, count)


def _directory(asked: Asked) -> list[Row]:
    from workbench.sample.directory import directory_rows

    return directory_rows(
        asked.definitions, asked.instrument, asked.draw, asked.units if asked.national else [asked.unit]
    )


def _participation(asked: Asked) -> list[Row]:
    from workbench.sample.participation import participation_rows

    return participation_rows(asked.instrument, asked.draw, asked.unit.slug, dict(vars(asked.sizes)))


def _plain(asked: Asked) -> list[Row]:
    return plain_rows(asked, asked.count(10))


GENERATORS: Mapping[str, Generator] = {
    "survey": _survey,
    "record_reading": _records,
    "findings": _findings,
    "position_statement": _statements,
    "return": _return,
    "pathway": _pathway,
    "case_register": _register,
    "directory": _directory,
    "participation": _participation,
    "recommendations": _plain,
}
