"""Products made of clips and scenes: stills, formats, slides, page, folders to publish."""
