# Of plots; they follow the reader's light or dark scheme.
STYLE = """
  .ground{fill:#ffffff} text{font:13px system-ui,sans-serif;fill:#24292f} .quiet{fill:#656d76}
  .name{font-weight:600} .host{fill:#0969da} .peer{fill:#8c959f} .range{stroke:#24292f}
  .goal{stroke:#bc4c00} .aim{stroke:#1a7f37} .goal-text{fill:#bc4c00} .aim-text{fill:#1a7f37}
  @media (prefers-color-scheme:dark){
  .ground{fill:#0d1117} text{fill:#e6edf3} .quiet{fill:#9198a1}
  .host{fill:#4493f8} .peer{fill:#6e7681} .range{stroke:#e6edf3}
  .goal{stroke:#f0883e} .aim{stroke:#3fb950} .goal-text{fill:#f0883e} .aim-text{fill:#3fb950}}
"""
