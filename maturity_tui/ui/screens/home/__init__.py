"""Home: the organisation's teams in one round. Its screen is what the app paints first."""
