import Models

/// The embedded log's only source of the current time: the machine's clock, or a fixed time, with which two runs write
/// the same bytes.
package typealias LogClock = @Sendable () -> Timestamp
