"""The Textual face of the tutor: screens call the headless core and draw what it says."""
