"""What a county has taught by answering of a file: remembered for the next one."""

from plans.imports.answers import BLANK, NEW, Answers
from plans.imports.outcomes import key_of_name
from plans.imports.reading.understanding import Understanding, mapping_of
from plans.models import LearnedWord, Plan, RememberedMapping

KIND = LearnedWord.Kind
TIES = {KIND.ORGANISATION: "organisation_id", KIND.PERSON: "person_id"}


def learn(plan: Plan, understanding: Understanding, answers: Answers, names: dict[tuple[str, str], int], *, by) -> None:
    """Remember the words that were answered and how the columns were understood; ``names`` are the ids of the new ones."""
    words = [
        word
        for kind, said in answers.names.items()
        for text, answer in said.items()
        if (word := _word(plan, kind, text, answer, names, by))
    ]
    LearnedWord.objects.bulk_create(
        words,
        update_conflicts=True,
        unique_fields=["county", "kind", "text"],
        update_fields=["organisation", "person", "value", "learned_at", "by"],
    )
    RememberedMapping.objects.update_or_create(
        county=plan.county, shape=understanding.shape, defaults={"mapping": mapping_of(understanding)}
    )


def _word(plan: Plan, kind: str, text: str, answer: str, names: dict, by) -> LearnedWord | None:
    """None for a new name that nothing in the file turned out to need."""
    meaning = str(names.get((kind, key_of_name(text)), "")) if answer == NEW else answer
    if not meaning:
        return None
    word = LearnedWord(county=plan.county, kind=kind, text=text, by=by)
    if meaning != BLANK:
        setattr(word, TIES.get(kind, "value"), meaning)
    return word
