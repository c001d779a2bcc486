"""What an examination found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, and what to do when that is not well."""

    about: str
    says: str
    do: str = ""

    @property
    def well(self) -> bool:
        return not self.do
