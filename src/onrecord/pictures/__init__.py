"""Pictures of a story, drawn here as SVG: amounts over time, the timeline, who goes back to what, who said what when.

Each is a function of a scope and a width. The pages put them between their words, `onrecord plot` writes them to files.
"""
