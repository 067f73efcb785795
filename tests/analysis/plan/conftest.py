"""So that `tests.analysis.plan.plan_case` is found however pytest was started."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))
