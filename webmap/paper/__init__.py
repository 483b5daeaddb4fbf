"""What is set in type: pictures of link previews, and all that is printed, by typst."""
