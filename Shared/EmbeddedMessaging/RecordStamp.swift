import Messaging

/// Gives a record from the inbox the headers, and where it tells its own time the time, with which it is to stand in the
/// log. `place` names the record for good: a line that is taken again after a crash has the same.
package typealias RecordStamp = @Sendable (_ record: OutgoingRecord, _ place: String) -> OutgoingRecord
