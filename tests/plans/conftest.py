from plans.models import Measure, Plan
from tests.factories.groups import Personas
from tests.factories.plans import (
    make_bare_plan,
    make_goal,
    make_measure,
    make_responsibility,
    make_section,
    make_update,
)
from tests.lasting import lasting


@lasting
def plan(personas: Personas) -> Plan:
    """A published plan of the personas' county: section ``tyoikaiset`` is their group's, ``lapset`` is another's.

    T1.1 is the contact person's and the division's; its newest update, with an internal note, isn't published.
    """
    plan = make_bare_plan(personas.county)
    own, other = make_section(plan, group=personas.group), make_section(plan, "lapset")
    measure = make_measure(make_goal(own), contact_person=personas.contact.person, working_text="Työteksti salassa")
    make_responsibility(measure, personas.division)
    make_update(measure)
    make_update(
        measure,
        measure.plan.valid_from.replace(year=2024, month=6),
        status="completed",
        public_text_fi="Julkaisematon teksti",
        internal_note="Sisäinen huomio",
        published=False,
    )
    make_measure(make_goal(other, "L1"))
    return plan


@lasting
def measure(plan: Plan) -> Measure:
    return plan.measures.get(identifier="T1.1")


@lasting
def sibling(measure: Measure) -> Measure:
    """Another measure of the same goal, without updates."""
    return make_measure(measure.goal)
