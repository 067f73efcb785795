"""The canonical JSON of a framework and its digest: what an assessment pins."""

from __future__ import annotations

import hashlib
import json

from maturity_tui.frameworks.models import Framework


def canonical_json(framework: Framework) -> str:
    """The framework as JSON: sorted keys, no spaces, defaults left out: equal content is equal text."""
    data = framework.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    data["schema"] = framework.format
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(framework: Framework) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(framework).encode()).hexdigest()


def from_json(text: str | bytes) -> Framework:
    """The framework that `canonical_json` wrote, validated."""
    return Framework.model_validate_json(text)
