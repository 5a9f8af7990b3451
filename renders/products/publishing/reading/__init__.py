"""What was written, read back: video and captions by FFmpeg's readers, pictures and texts as they are."""
