"""Nothing that runs with kg is under a licence that would bind its users."""

from tests.licences import copyleft, needed


def test_nothing_at_run_time_is_copyleft() -> None:
    """No dependency, direct or not, is under the GPL or AGPL; the check itself knows one when it sees it."""
    licences = needed()
    assert len(licences) > 15
    assert copyleft(licences) == []
    assert copyleft({"igraph": "GNU General Public License (GPL)", "x": "LGPL-3.0", "y": "AGPL-3.0"}) == ["igraph", "y"]
