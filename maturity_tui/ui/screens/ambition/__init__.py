"""The ambition: themes, targets, priorities from groups, the organisation's profile."""
