"""How far raters agree: Krippendorff's alpha, its interval, and plain words."""
