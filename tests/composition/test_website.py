import yaml

from workbench.composition.website import quarto_yaml


def test_the_theme_goes_where_quarto_takes_it():
    theme = [
        "theme/reference.docx",
        "theme/components.css",
        "theme/components.lua",
        "theme/typst-show.typ",
        "theme/a.scss",
    ]
    settings = yaml.safe_load(quarto_yaml("Title", "About", "Foot", [("fife", "Fife")], theme))
    assert settings["filters"] == [{"path": "filters/quarto.lua", "at": "pre-ast"}]
    assert settings["format"]["html"]["css"] == ["theme/components.css"]
    assert settings["format"]["html"]["theme"] == ["cosmo", "brand", "theme/a.scss"]
    assert settings["format"]["typst"]["template-partials"] == ["theme/typst-show.typ"]
    assert settings["format"]["docx"]["reference-doc"] == "theme/reference.docx"


def test_what_every_page_has_stands_in_the_project_and_reads_as_plain_text():
    text = quarto_yaml("T", "D", "F", [], [], {"programme": {"title": "A *b*: it's"}})
    assert yaml.safe_load(text)["programme"]["title"] == r"A \*b\*: it\'s"


def test_word_takes_png_and_the_others_svg():
    formats = yaml.safe_load(quarto_yaml("T", "D", "F", [], []))["format"]
    extensions = {name: options["default-image-extension"] for name, options in formats.items()}
    assert extensions == {"html": "svg", "typst": "svg", "docx": "png"}


def test_names_that_yaml_would_misread_are_kept():
    settings = yaml.safe_load(quarto_yaml("No: yes", "#1", "on", [("a", "No")], []))
    assert settings["website"]["title"] == "No: yes"
    assert settings["website"]["sidebar"]["contents"][1]["contents"][0]["text"] == "No"


def test_national_outputs_are_listed_where_no_area_has_a_page():
    outputs = [("directory-page/index.qmd", "Directory")]
    alone = yaml.safe_load(quarto_yaml("T", "D", "F", [], [], home="Overview", outputs=outputs))
    assert alone["website"]["sidebar"]["contents"] == [
        {"text": "Overview", "href": "index.qmd"}, {"text": "Directory", "href": "directory-page/index.qmd"}
    ]  # fmt: skip
    areas = yaml.safe_load(quarto_yaml("T", "D", "F", [("fife", "Fife")], [], outputs=outputs))
    assert [each.get("href", "") for each in areas["website"]["sidebar"]["contents"]] == ["index.qmd", ""]
