"""RFC 5545 and RFC 7529 repeat rules: read, checked, written, expanded and put into words."""

from tasklark.recurrence.errors import RuleError
from tasklark.recurrence.parts import Parts
from tasklark.recurrence.rule import Rule

__all__ = ["Parts", "Rule", "RuleError"]
