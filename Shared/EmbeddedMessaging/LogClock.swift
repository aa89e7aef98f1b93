import Models

/// The clock at the edge, from which alone the embedded log learns what time it is: the machine's, or one that stands
/// still, so that two runs write the same bytes.
package typealias LogClock = @Sendable () -> Timestamp
