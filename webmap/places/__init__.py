"""What a place is. No input or output, no clock: "now" is handed in, always Asia/Tokyo."""
