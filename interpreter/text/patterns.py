"""Regular expressions that are compiled when they are first used: most programs need few of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any


class LazyPattern:
    """A compiled pattern, from its first use on: its methods are those of `re.Pattern`."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, method: str) -> Any:
        found = getattr(re.compile(self.pattern, self.flags), method)
        setattr(self, method, found)
        return found


if TYPE_CHECKING:

    def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
        """A pattern that is compiled when it is first used."""
        ...

else:
    lazy = LazyPattern
