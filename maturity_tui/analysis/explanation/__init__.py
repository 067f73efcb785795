"""Why a projection says what it says: who contributes, what moves it most, what is worth knowing better."""
