"""Which step comes next. Pure functions: the answers come from the address, nothing is remembered."""

from webapp.wizard.ladder import Exit
from webapp.wizard.outcome import Outcome
from webapp.wizard.paths import all_paths
from webapp.wizard.steps import Answers, Choice, OutcomeStep, QuestionStep, Step, read_answers, step_after

__all__ = [
    "Answers",
    "Choice",
    "Exit",
    "Outcome",
    "OutcomeStep",
    "QuestionStep",
    "Step",
    "all_paths",
    "read_answers",
    "step_after",
]
