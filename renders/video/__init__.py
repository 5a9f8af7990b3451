"""From pixels to video files: levels, encoder, joining; no scene is known here."""
