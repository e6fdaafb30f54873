"""What is killed at any moment is, run again, what it would have been; no file is half-written. More: make torture."""

import os
import random

import pytest

from bench.trials import Builds, Exports

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the trials fork")


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """Builds of three short pages."""
    return Builds(tmp_path_factory.mktemp("kills"))


def test_a_build_that_was_killed(builds: Builds) -> None:
    """Killed in six stages, each build goes on to the bytes of one that nobody killed."""
    rng = random.Random(1)
    stages = [stage for stage in (builds.trial(rng) for _ in range(12)) if stage]
    assert len(set(stages)) >= 4, stages


def test_an_export_that_was_killed(builds: Builds) -> None:
    """The old file or the new one, never a part; run again, the new one."""
    exports, rng = Exports(builds), random.Random(1)
    assert [exports.trial(rng) for _ in range(6)] != [None] * 6
