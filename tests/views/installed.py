"""The real region as somebody would run it: with an operator, an editor and an address of its own."""

from collections.abc import Callable

from tests.house import HouseClient

ADDRESS = "https://lotse.example"
OPERATOR = """operator:
  name: Stadt Probe
  represented_by: Erika Probe
  address: Probeweg 1, 45768 Marl
  mail: rathaus@probe.example
  phone: 02365 99-0
editor_mail: redaktion@probe.example
"""
NOBODY = "operator: null\neditor_mail: null\n"
RUN = (NOBODY, OPERATOR)
Installation = Callable[..., HouseClient]
