"""What there is to read for a town's own size."""

from workspace.guidance.sizes import reading


def test_a_size_has_its_hints_by_field(toolbox):
    found = reading(toolbox, "rural", ())

    assert [field.id for field, _principles in found.fields] == [field.id for field in toolbox.fields]
    assert found.principles == toolbox.principles  # in this toolbox every principle has a hint for the countryside
    assert [one.id for one in found.first] == [field.principles[0].id for field in toolbox.fields]


def test_what_is_undecided_comes_first(toolbox):
    decided = {one.id for one in toolbox.fields[0].principles[:3]} | {one.id for one in toolbox.fields[1].principles}
    first = reading(toolbox, "rural", decided).first

    assert first[0] is toolbox.fields[0].principles[3]
    assert first[1] is toolbox.fields[1].principles[0]  # where all is decided, the first of them


def test_a_size_without_hints_has_nothing_to_read(toolbox):
    assert reading(toolbox, "medium", ()).principles == ()
    assert reading(toolbox, "district", ()) is None
