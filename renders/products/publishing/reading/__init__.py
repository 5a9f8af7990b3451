"""Reading back of what was written: video and captions by FFmpeg, pictures and texts as they are."""
