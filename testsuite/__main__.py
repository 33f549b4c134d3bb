"""`python -m stablehlo_reference.testsuite` is `stablehlo-conform`."""

import sys

from .cli import main

sys.exit(main())
