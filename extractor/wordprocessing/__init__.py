"""What the formats of word processors have in common once they are taken apart: paragraphs that become lines, lists, tabs, symbol fonts, drawn boxes.

A reader of such a format collects each paragraph's text, marks, links and looks in an `Inline`; what that becomes is decided here, so that one form
gives one document whichever program saved it.
"""
