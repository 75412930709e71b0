"""How accounts are opened: by a coordinator, never by a visitor; and how their mails leave."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest

from groups.services.mail import queue_mail
from groups.tasks import deliver_after_commit


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Password resets and notices wait in the same rows as all our mail: a mail server may be down."""
        request = allauth_context.request
        known = {"request": request, "email": email, "current_site": get_current_site(request)}
        message = self.render_mail(template_prefix, email, known | context)
        deliver_after_commit(queue_mail(recipient=email, subject=message.subject, text=message.body))
