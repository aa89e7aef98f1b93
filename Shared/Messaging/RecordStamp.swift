/// Sets the headers of a record published from outside before it is appended to the log, and its log time if the record
/// states one. `place` identifies the record: a line that is read again after a crash has the same place.
package typealias RecordStamp = @Sendable (_ record: OutgoingRecord, _ place: String) -> OutgoingRecord
