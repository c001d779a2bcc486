"""What is said about a rule that cannot be read or followed."""


class RuleError(ValueError):
    """A rule is not valid: where in its text, and why. As text it is one sentence."""

    def __init__(self, reason: str, position: int = 0) -> None:
        super().__init__(f"At position {position}, {reason}.")
        self.reason = reason
        self.position = position
