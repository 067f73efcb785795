"""The model: from a baseline and chosen inputs to levels, quarter by quarter."""
