"""The screens: Textual, and what it is drawn with. Reads core values; decides nothing about them."""
