import SandboxWorld

// Prints the part of README.md that lists the methods.

/// Names in lines that fit a page.
func lines(_ names: [String]) -> String {
  var lines = [""]
  for name in names.sorted() {
    if lines[lines.count - 1].count + name.count > 108 { lines.append("") }
    lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + name
  }
  return lines.joined(separator: "\n")
}

print(
  """
  <!-- methods: written by `make telegram-sandbox-methods` -->
  These \(MethodTable.methods.count) behave as Telegram's:

  ```
  \(lines(MethodTable.methods.map(\.name)))
  ```

  These \(MethodTable.refused.count) are known by name, and refused with 501 `Not Implemented`:

  ```
  \(lines(MethodTable.refused))
  ```
  <!-- end of methods -->
  """)
