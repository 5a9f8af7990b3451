"""From the film to folders that are ready to upload, with what was verified on their files."""
