"""Results: a page for each tab, over one view."""
