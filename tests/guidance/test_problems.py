"""Whoever breaks a content file is told the file, the line and what to do, in German."""

import pytest

NO_SUCCESSOR = "content/successors.yaml nennt keinen Nachfolger."
STRATEGY = "themes/governance/strategy.md"
HEADING = "## Empfehlung gov-reviewer umsetzen {#gov-reviewer}"

# file, what stands there, what somebody makes of it, text in the line that is named, what the message says
SLIPS = [
    (
        STRATEGY,
        "title: Thema strategy",
        "titel: Thema strategy",
        "titel:",
        "„titel“ ist unbekannt. Meinten Sie „title“?",
    ),
    (STRATEGY, "number: 1", "number: eins", "number:", "„number“ ist eine Zahl"),
    (STRATEGY, "number: 1", "number: 8", "number:", "Nummer 8 lässt eine Lücke; die höchste ist 6"),
    (STRATEGY, "id: strategy", "id: strategie", "id:", "nach Ordner und Dateiname ist sie „strategy“"),
    (STRATEGY, "field: governance", "field: governence", "field:", "gibt es nicht. Meinten Sie „governance“?"),
    (STRATEGY, "summary: Alles", 'summary: "Alles', "summary:", "nicht lesbar"),
    (STRATEGY, "summary: Alles zu strategy.", "summary: " + "x" * 201, "summary:", "hat 201 Zeichen, erlaubt sind 200"),
    (STRATEGY, "title: Thema strategy", "title: A\ntitle: B", "title: B", "„title“ steht zweimal da"),
    (STRATEGY, HEADING, "## Etwas umsetzen", "## Etwas umsetzen", "fehlt ihre Kennung"),
    (STRATEGY, "{#gov-reviewer}", "{gov-reviewer}", "{gov-reviewer}", "sieht so aus: {#gov-strategy}"),
    (
        STRATEGY,
        "{#gov-reviewer}",
        "{#gov-reviewr}",
        "{#gov-reviewr}",
        "nicht in diese Datei. Meinten Sie „gov-reviewer“?",
    ),
    (
        STRATEGY,
        "{#gov-reviewer}",
        "{#gov-strategy}",
        "Empfehlung gov-reviewer",
        "„gov-strategy“ gibt es schon: content/de/",
    ),
    (STRATEGY, HEADING, HEADING.replace("umsetzen", "umsetzen."), "{#gov-reviewer}", "Titel endet ohne Punkt"),
    (STRATEGY, HEADING, "## " + "x" * 81 + " {#gov-reviewer}", "{#gov-reviewer}", "Der Titel hat 81 Zeichen"),
    (
        STRATEGY,
        HEADING,
        HEADING.replace("reviewer u", "strategy u"),
        "{#gov-reviewer}",
        "Titel hat schon „gov-strategy“",
    ),
    (STRATEGY, "### Prüffrage", "### Prüfrage", "### Prüfrage", "hier unbekannt. Meinten Sie „Prüffrage“?"),
    (STRATEGY, "### Prüffrage", "###Prüffrage", "###Prüffrage", "beginnt hier mit „## “ oder „### “"),
    (STRATEGY, "Ist gov-strategy umgesetzt?", "Ist es umgesetzt.", "Ist es umgesetzt.", "endet mit einem Fragezeichen"),
    (STRATEGY, "Und so geht es weiter.\n", "", "Das bedeutet gov-strategy", "hat 1 Satz, nötig sind 2 bis 4"),
    (STRATEGY, "Und so geht", "\nUnd so geht", "Das bedeutet gov-strategy", "ein einziger Absatz"),
    (
        STRATEGY,
        "- Bei gov-strategy anfangen",
        "Bei gov-strategy anfangen",
        "Bei gov-strategy anf",
        "Jeder Punkt beginnt mit",
    ),
    (STRATEGY, "- Bei gov-strategy a", "- " + "x" * 200, "x" * 200, "Der Arbeitsschritt hat 207 Zeichen"),
    (STRATEGY, "- ländlich:", "- laendlich:", "- laendlich:", "beginnt mit „ländlich:“ oder „klein:“ oder „mittel:“"),
    (STRATEGY, "hou-planning", "hou-plannung", "hou-plannung", "gibt es nicht. Meinten Sie „hou-planning-against"),
    (STRATEGY, "hou-planning-against-segregation", "gov-use-data", "gov-use-data", "im selben Handlungsfeld"),
    (STRATEGY, "ch-gov-silo", "ch-gov-silos", "ch-gov-silos", "Die Herausforderung „ch-gov-silos“ gibt es nicht"),
    (STRATEGY, "poli, v", "poli, poli, v", "poli, poli", "„poli“ ist zweimal genannt"),
    (STRATEGY, "Alle machen", "Alle Bürger:innen machen", "Bürger:innen", "neutral schreiben statt „Bürger:innen“"),
    ("fields/health.md", "## Herausforderungen", "## Probleme", "## Probleme", "„Probleme“ ist hier unbekannt"),
    ("fields/health.md", "number: 4", "number: 1", "number: 1", "Die Nummer 1 hat schon „governance“"),
    ("examples/poli.md", "- Das Erste\n", "", "### Was sich", "hat 1 Punkt, nötig sind 2 bis 4"),
    ("examples/poli.md", "country: NO", "country: Norwegen", "country:", "hat 8 Zeichen, erlaubt sind 2"),
]


@pytest.mark.parametrize("place, old, new, at, said", SLIPS, ids=[f"{slip[0]} {slip[2][:30]}" for slip in SLIPS])
def test_a_slip_is_named_with_file_and_line(content, place, old, new, at, said):
    content.change(place, old, new)
    where = f"content/de/{place}:{content.line(place, at)}: "

    found = content.problems()
    assert any(problem.startswith(where) and said in problem for problem in found), found


def test_the_usual_slip_gives_one_message_and_no_others(content):
    content.change(STRATEGY, "- Bei gov-reviewer weitermachen\n", "")

    line = content.line(STRATEGY, "Bei gov-reviewer anfangen") - 2
    assert content.problems() == [
        f"content/de/{STRATEGY}:{line}: Die Empfehlung „gov-reviewer“ hat 1 Arbeitsschritt, nötig sind 2 bis 4."
    ]


def test_a_missing_section_is_named_at_its_principle(content):
    content.change(STRATEGY, "### Prüffrage\n\nIst gov-reviewer umgesetzt?\n", "")

    line = content.line(STRATEGY, "{#gov-reviewer}")
    assert content.problems() == [f"content/de/{STRATEGY}:{line}: Der Abschnitt „Prüffrage“ fehlt bei „gov-reviewer“."]


def test_a_heading_that_stands_twice_is_named(content):
    content.change(STRATEGY, "### Prüffrage", "### Erste Schritte")

    line = content.line(STRATEGY, "Ist gov-strategy umgesetzt?") - 2
    assert f"content/de/{STRATEGY}:{line}: Die Überschrift „Erste Schritte“ steht zweimal da." in content.problems()


def test_a_missing_principle_is_named(content):
    text = content.files["de"][STRATEGY]
    content.files["de"][STRATEGY] = text[: text.index("\n## Empfehlung gov-reviewer")]

    assert content.problems() == [
        f"content/de/{STRATEGY}:1: In dieser Datei fehlt der Abschnitt mit der Kennung „gov-reviewer“; {NO_SUCCESSOR}"
    ]


def test_a_missing_file_and_a_stray_one_are_named(content):
    content.files["de"]["examples/polli.md"] = content.files["de"].pop("examples/poli.md")

    problems = content.problems()
    assert "content/de/examples/poli.md:1: Diese Datei fehlt." in problems
    assert any(
        problem.startswith("content/de/examples/polli.md:1: Diese Datei gehört nicht") and "examples/poli.md" in problem
        for problem in problems
    )


def test_a_challenge_that_no_principle_speaks_to_is_named(content):
    for place in content.files["de"]:
        if place.startswith("themes/governance"):
            text = content.files["de"][place]
            content.files["de"][place] = text.replace("ch-gov-silo, ", "")

    line = content.line("fields/governance.md", "{#ch-gov-silo}")
    sentence = "Keine Empfehlung nennt „ch-gov-silo“ unter ihren Verbindungen."
    assert content.problems() == [f"content/de/fields/governance.md:{line}: {sentence}"]


def test_a_file_without_a_head_or_not_in_utf8_is_named(content):
    content.files["de"]["steps.md"] = "Nur Text\n"
    content.files["de"]["about.md"] = "---\ntitle: Über\n---\n".encode("latin-1")

    problems = content.problems()
    assert any(p.startswith("content/de/steps.md:1: Die Datei beginnt mit Angaben") for p in problems)
    assert "content/de/about.md:1: Die Datei ist nicht als UTF-8 gespeichert." in problems


@pytest.mark.parametrize(
    "text", ["", "---", "---\n---", "---\n- a\n---\n", "---\na: {b: c}\n---\n#", "\x00", "---\n&a\n---"]
)
def test_no_file_however_broken_is_more_than_a_problem(content, text):
    for place in ("steps.md", "about.md", "fields/health.md", STRATEGY, "examples/poli.md"):
        content.files["de"][place] = text

    assert all(problem.startswith("content/de/") for problem in content.problems())


def test_an_empty_folder_is_a_list_of_missing_files(content):
    content.files["de"] = {}

    assert len(content.problems()) == 46
