"""Replaying answers: what is unknown, old or in the wrong order never breaks a step."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.app import CONTENT
from webapp.region import Region, load_region
from webapp.wizard import OutcomeStep, QuestionStep, all_paths, read_answers, step_after
from webapp.wizard.steps import longest_way

REGION = load_region(CONTENT / "emscher-lippe")
SEGMENT = st.tuples(st.text(max_size=12), st.text(max_size=12))
KNOWN = st.sampled_from(
    [
        answer
        for service in REGION.services.values()
        for step in all_paths(REGION, service, REGION.towns["marl"])
        for answer in step.answers
    ]
)


@given(st.sampled_from(list(REGION.services.values())), st.lists(SEGMENT | KNOWN, max_size=6))
def test_any_answers_lead_to_a_step_whose_answers_lead_to_it_again(service, answers) -> None:
    step = step_after(REGION, service, REGION.towns["waltrop"], tuple(answers))
    again = step_after(REGION, service, REGION.towns["waltrop"], step.answers)
    assert again == step
    assert step.number <= step.at_most


def test_misordered_answers_find_their_order(region: Region) -> None:
    service = region.services["grundsicherung-im-alter"]
    ordered = (("alter", "ja"), ("wohnen", "zuhause"))
    town = region.towns["marl"]
    assert step_after(region, service, town, ordered[::-1]) == step_after(region, service, town, ordered)


def test_an_answer_without_equals_sign_is_no_answer(region: Region) -> None:
    step = step_after(region, region.services["geburtsurkunde"], region.towns["marl"], read_answers(["geburtsort"]))
    assert isinstance(step, QuestionStep)
    assert step.answers == ()


def test_the_total_of_steps_never_grows(region: Region) -> None:
    for service in region.services.values():
        for step in all_paths(region, service, region.towns["marl"]):
            if isinstance(step, QuestionStep):
                for choice in step.choices:
                    following = step_after(region, service, region.towns["marl"], (*step.answers, (step.id, choice.id)))
                    assert following.at_most <= step.at_most
            else:
                assert isinstance(step, OutcomeStep)
        assert all(way >= 1 for way in longest_way(service).values())


def test_the_own_town_comes_first(region: Region) -> None:
    step = step_after(region, region.services["geburtsurkunde"], region.towns["waltrop"], ())
    assert isinstance(step, QuestionStep)
    assert [choice.id for choice in step.choices][:1] == ["waltrop"]
    assert [choice.id for choice in step.choices][-2:] == ["woanders", "weiss-nicht"]
