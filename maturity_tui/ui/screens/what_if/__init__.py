"""What-if: inputs, the projection, roadmap, assumptions, scenarios."""
