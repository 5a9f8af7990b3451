"""From pixels and takes to video files: levels, encoder, joining, sound; no scene is known here."""
