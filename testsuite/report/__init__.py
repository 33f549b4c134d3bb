"""Reports of runs: summaries, dashboards, differences, trends, and bundles that a third party can check."""
