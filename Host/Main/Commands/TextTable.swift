/// Rows of text under a header, each column as wide as its widest cell.
enum TextTable {
  /// Prints a table; every row has as many cells as the header.
  static func print(_ header: [String], _ rows: [[String]]) {
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    for row in [header] + rows {
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      Terminal.out(line)
    }
  }
}
