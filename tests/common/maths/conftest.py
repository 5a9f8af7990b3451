"""Problems that several test files solve."""

import numpy as np
import pytest

from common.maths.losses.quadratic import QuadraticLoss
from common.maths.penalties.norms import L1, L2, Penalty


@pytest.fixture
def film_loss() -> QuadraticLoss:
    """The loss of the scene ShrinkingRegion."""
    return QuadraticLoss(np.array([[1.0, -0.35], [-0.35, 0.8]]), np.array([1.9, 1.05]))


@pytest.fixture(params=[L1, L2], ids=lambda penalty: penalty.name)
def penalty(request: pytest.FixtureRequest) -> Penalty:
    return request.param
