/// Sets the headers, and where the record states its own time the log time, of a record published from outside, before
/// it is appended to the log. `place` identifies the record: a line that is read again after a crash has the same
/// place.
package typealias RecordStamp = @Sendable (_ record: OutgoingRecord, _ place: String) -> OutgoingRecord
