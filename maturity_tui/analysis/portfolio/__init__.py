"""The best inputs under limits: objectives, limits, the frontier, why there is none."""
