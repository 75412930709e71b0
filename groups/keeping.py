"""Whose rows somebody keeps in the admin site: worked out from the one table of permissions."""

from dataclasses import dataclass

from groups.permissions import Permission
from groups.standing import standing_of


@dataclass(frozen=True)
class Keeping:
    counties: frozenset[int]
    nation: bool = False  # what all counties share
    everything: bool = False  # the installation's superuser

    @property
    def is_anything(self) -> bool:
        return self.everything or self.nation or bool(self.counties)


def keeping_of(user) -> Keeping:
    standing = standing_of(user)
    return Keeping(
        counties=standing.reach(Permission.USE_ADMIN).counties,
        nation=standing.reach(Permission.EDIT_NATIONAL).nation,
        everything=user.is_active and user.is_superuser,
    )
