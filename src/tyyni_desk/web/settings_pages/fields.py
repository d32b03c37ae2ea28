"""Form fields that several of the settings' forms share."""

from __future__ import annotations

from typing import Any

from django import forms

from tyyni_desk.people.models import LANGUAGES


class WordsField(forms.CharField):
    """Words with commas between them, kept as a list."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        words = value.split(",") if isinstance(value, str) else value or []
        return list(dict.fromkeys(word.strip()[:60] for word in words if word.strip()))

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"])


def languages_field(label: Any, *, required: bool = True) -> forms.MultipleChoiceField:  # label: a lazy translation
    return forms.MultipleChoiceField(
        label=label, choices=LANGUAGES, required=required, widget=forms.CheckboxSelectMultiple
    )


def signature_fields(label: Any) -> dict[str, forms.CharField]:  # label: a lazy translation
    """One text a language, named ``signature_fi`` and so on."""
    return {
        f"signature_{code}": forms.CharField(
            label=f"{label} ({name})", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
        )
        for code, name in LANGUAGES
    }


def signatures_in(cleaned: dict[str, Any]) -> dict[str, str]:
    """Take the signatures out of a form's values, as the models keep them: by language, none that is empty."""
    taken = {code: cleaned.pop(f"signature_{code}", "").strip() for code, _name in LANGUAGES}
    return {code: text for code, text in taken.items() if text}


def signature_values(signatures: dict[str, str]) -> dict[str, str]:
    return {f"signature_{code}": text for code, text in signatures.items()}


def signatures_of(form: forms.BaseForm) -> list[forms.BoundField]:
    return [form[f"signature_{code}"] for code, _name in LANGUAGES]
