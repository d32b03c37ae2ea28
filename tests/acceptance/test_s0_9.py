"""S0.9: a scope that says no names somebody who can help.

Page: /policy
"""

import pytest

from tests.acceptance.proofs import without
from tyyni_desk.care.boundaries.models import Policy

NO = {
    "fi": ("Emme korjaa muiden laitteita.", "Huolto Y korjaa ne."),
    "pl": ("Nie naprawiamy cudzych urządzeń.", "Naprawia je serwis Y."),
    "en": ("We do not repair other makes.", "Workshop Y repairs them."),
}
PLAIN = {"review_days": "90", "notice_days": "7"}


@pytest.mark.parametrize("language", NO)
@without("tyyni_desk.web.care.forms.PolicyForm.clean", lambda form: form.cleaned_data)
def test_a_bare_no_is_refused_and_says_what_is_missing(sign_in, language):
    answer = sign_in("lead").post("/policy", {**PLAIN, f"scope_{language}": NO[language][0]})

    assert "Name somebody who can help" in answer.content.decode()
    assert not Policy.objects.exists()


@pytest.mark.parametrize("language", NO)
def test_a_no_with_an_alternative_is_kept(sign_in, language):
    no, instead = NO[language]

    answer = sign_in("lead").post("/policy", {**PLAIN, f"scope_{language}": no, f"elsewhere_{language}": instead})

    assert answer.status_code == 302
    assert Policy.objects.get().elsewhere == {language: instead}
