"""The demo as tests load it."""

from io import StringIO

from django.apps import apps
from django.core.management import call_command

from groups.models import User


def load_demo(*arguments: str) -> str:
    """Load the demo by the command and return what it said; tests run with DEBUG off."""
    output = StringIO()
    call_command("load_demo", "--force", "--force", *arguments, stdout=output)
    return output.getvalue()


def demo_account(name: str) -> User:
    return User.objects.get(email=f"{name}@demo.example")


def all_ids() -> dict[str, list[int]]:
    """The ids of all rows of our tables, history included."""
    labels = ("groups", "indicators", "plans", "account")
    models = [model for label in labels for model in apps.get_app_config(label).get_models()]
    return {model._meta.label: sorted(model._base_manager.values_list("pk", flat=True)) for model in models}
