"""Every id of the source, in its order, and how many there are: what the first edition has to hold.

Source: Yilmaz & Conte, Whole-COMM Toolbox (Migration Policy Group, January 2024).
"""

from dataclasses import dataclass

COUNTS = {"field": 5, "theme": 30, "principle": 80, "challenge": 31, "example": 8, "core idea": 9, "use step": 7}


@dataclass(frozen=True, slots=True)
class FieldIds:
    """The ids of one field: its themes with their principles, its challenges and its examples."""

    themes: dict[str, list[str]]
    challenges: list[str]
    examples: list[str]


CATALOGUE = {
    "governance": FieldIds(
        themes={
            "strategy": ["gov-strategy", "gov-reviewer"],
            "cooperation": (
                "gov-stakeholders gov-coherent-structures gov-associations gov-town-to-town gov-short-paths "
                "gov-shared-goal"
            ).split(),
            "evidence": ["gov-impact-data", "gov-use-data"],
            "resources": ["gov-joint-lobbying", "gov-lean-monitoring", "gov-budget-line", "gov-creative-funding"],
            "diversity": (
                "gov-role-model-employer gov-newcomers-and-settled gov-exchange-groups gov-flexible-strategies "
                "gov-cultural-mediators"
            ).split(),
            "capacity": ["gov-staff-training", "gov-shared-narrative", "gov-party-agendas"],
        },
        challenges=(
            "ch-gov-no-strategy ch-gov-unclear-roles ch-gov-low-engagement ch-gov-silo ch-gov-scarce-resources "
            "ch-gov-no-recognition ch-gov-little-training ch-gov-poor-data"
        ).split(),
        examples=["poli", "vielfaltsgestalter"],
    ),
    "employment": FieldIds(
        themes={
            "partnerships": (
                "emp-tailored-support emp-chambers emp-employers emp-exploitation emp-entrepreneurs"
            ).split(),
            "skills": ["emp-practical-skills", "emp-language-courses", "emp-counsellor-training"],
            "programmes": (
                "emp-visible-contribution emp-vocational-access emp-mentoring emp-school-business emp-multilingualism"
            ).split(),
            "small-businesses": ["emp-small-business-needs", "emp-small-business-support"],
            "individual-support": ["emp-individual-paths", "emp-rural-reach"],
            "start-ups": ["emp-start-up-risk"],
        },
        challenges=(
            "ch-emp-limited-access ch-emp-prejudice ch-emp-regional-differences ch-emp-different-needs "
            "ch-emp-few-courses ch-emp-weak-cooperation"
        ).split(),
        examples=["ung-kraft"],
    ),
    "education": FieldIds(
        themes={
            "access": (
                "edu-school-places edu-early-language edu-adult-literacy edu-study-advice edu-community-learning"
            ).split(),
            "parents": ["edu-trust-with-families", "edu-parent-involvement", "edu-school-information"],
            "learning-resources": ["edu-fund-initiatives", "edu-fair-resources"],
            "intercultural": ["edu-learning-materials", "edu-teacher-training", "edu-community-places"],
            "feedback": ["edu-feedback-channels"],
        },
        challenges=(
            "ch-edu-scarce-resources ch-edu-language-barriers ch-edu-unfamiliar-system ch-edu-parent-communication "
            "ch-edu-little-training ch-edu-transitions"
        ).split(),
        examples=["brueckenfigur"],
    ),
    "health": FieldIds(
        themes={
            "health-access": ["hea-equal-access", "hea-unconditional-access"],
            "prevention": ["hea-early-screening", "hea-system-knowledge"],
            "interpreting": ["hea-interpreting"],
            "health-information": ["hea-brochures", "hea-crisis-information"],
            "vulnerable-groups": ["hea-mental-health"],
            "health-training": ["hea-staff-training", "hea-provider-awareness"],
        },
        challenges=(
            "ch-hea-overload ch-hea-little-training ch-hea-mental-health-gap ch-hea-communication "
            "ch-hea-interpreting-gap"
        ).split(),
        examples=["psz-rostock"],
    ),
    "housing": FieldIds(
        themes={
            "segregation": ["hou-planning-against-segregation", "hou-cross-cutting-projects"],
            "housing-access": (
                "hou-remove-discrimination hou-rent-monitoring hou-counter-investors hou-public-housing "
                "hou-differentiated-support hou-landlord-relations hou-public-transport"
            ).split(),
            "community": ["hou-organisers", "hou-neighbourhood-centres", "hou-reception-location"],
            "financial-support": ["hou-targeted-support"],
            "lasting-support": ["hou-beyond-reception"],
            "market": ["hou-market-strategy"],
            "cross-functional": ["hou-holistic-approach"],
        },
        challenges=(
            "ch-hou-shortage ch-hou-segregated ch-hou-social-housing ch-hou-language ch-hou-rents ch-hou-requirements"
        ).split(),
        examples=["coevorden", "de-nomade", "diversity-cafe"],
    ),
}
CORE_IDEAS = (
    "idea-local-needs idea-diversity idea-cross-cutting idea-flexible idea-bridges idea-learning idea-complexity "
    "idea-participation idea-examples"
).split()
USE_STEPS = (
    "step-explore step-self-assess step-choose-topics step-fit-size step-use-examples step-connect step-revise"
).split()
