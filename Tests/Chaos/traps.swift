/// A program ends itself: what an author writes.
@_cdecl("swift_fatal_error")
public func burnDown() { fatalError("the till is on fire") }

/// An element is taken that is not there, the commonest mistake.
@_cdecl("swift_out_of_bounds")
public func takePastTheEnd(_ size: Int) -> UInt8 { [UInt8](repeating: 0, count: size)[size] }
