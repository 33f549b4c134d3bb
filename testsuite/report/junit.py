"""A run as JUnit XML, which CI systems show."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from ..harness.records import Verdict
from .record import RunRecord
from .summary import NOT_ASKED, op_of

# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(run: RunRecord) -> str:
    """The text of a report: one suite, one test case a result.

    A verdict that says nothing about conformance is "skipped"; a crash or a timeout is an "error"; every other one that
    is not PASS is a "failure".
    """
    suite = ET.Element("testsuite", name=f"stablehlo-conform {run.backend}", time=f"{run.seconds:.3f}")
    totals = {"tests": len(run.results), "failures": 0, "errors": 0, "skipped": 0}
    for one in run.results:
        attributes = {"classname": op_of(one.id), "name": one.id, "time": f"{one.seconds:.6f}"}
        case = ET.SubElement(suite, "testcase", attributes)
        if one.verdict is Verdict.PASS:
            continue
        kind = _kind(one.verdict)
        totals[{"failure": "failures", "error": "errors", "skipped": "skipped"}[kind]] += 1
        message = _FORBIDDEN.sub("\ufffd", one.message)
        ET.SubElement(case, kind, type=one.verdict.value, message=message.partition("\n")[0]).text = message
    for name, number in totals.items():
        suite.set(name, str(number))
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _kind(verdict: Verdict) -> str:
    if verdict in NOT_ASKED:
        return "skipped"
    return "error" if verdict in (Verdict.CRASH, Verdict.TIMEOUT) else "failure"
