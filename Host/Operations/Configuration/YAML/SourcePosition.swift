/// A place in a text file.
package struct SourcePosition: Sendable, Hashable {
  /// The line, counted from 1.
  package var line: Int
  /// The column, counted from 1 in Unicode scalars.
  package var column: Int

  /// The place at this line and column, both counted from 1.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Where the parts of a document stand: a tree of the same shape as its value.
///
/// A tree and not a map by path, since a document can make its paths quadratically longer than itself.
struct SourceMap: Sendable, Equatable {
  /// Where the key of this value stands, if it is a member of an object.
  var key: SourcePosition?
  /// Where the value begins.
  var value: SourcePosition
  /// Members or elements, in the order of the value's own.
  var children: [SourceMap] = []
}
