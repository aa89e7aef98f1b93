/// Gives a record that was published from outside the headers, and where it states its own time the time, with which it
/// is kept in the log. `place` names the record for good: a line that is taken again after a crash has the same.
package typealias RecordStamp = @Sendable (_ record: OutgoingRecord, _ place: String) -> OutgoingRecord
