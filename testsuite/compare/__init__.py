"""The judge of results: one small file a mode, measures that vendors know, and profiles."""

from .comparison import Comparison, Element, Fault
from .judge import judge_case, judge_output
from .profiles import BUILT_IN, DEFAULT, STRICT, Profile, ProfileError, find_profile, read_profile
from .question import Tolerance
from .statistics import Statistics

__all__ = [
    "BUILT_IN", "DEFAULT", "STRICT", "Comparison", "Element", "Fault", "Profile", "ProfileError", "Statistics",
    "Tolerance", "find_profile", "judge_case", "judge_output", "read_profile",
]  # fmt: skip
