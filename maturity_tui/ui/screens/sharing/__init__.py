"""Sharing an assessment with other councils, and standing among theirs."""
