import Models
import ReportRendering

/// The expected milestones of projects as an iCalendar file (RFC 5545), each an all-day event.
struct MilestoneCalendar {
  private var lines: [String]

  /// - Parameter stamp: when the calendar is written; RFC 5545 wants it in each event.
  init(_ projects: [Project], stamp: Timestamp, language: ReportLanguage) {
    lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Beacon//Milestones//\(language.code.rawValue.uppercased())",
      "CALSCALE:GREGORIAN", "X-WR-CALNAME:" + Self.escaped(language(.calendarName)),
    ]
    for project in projects {
      for milestone in project.milestones where milestone.actual == nil {
        guard let expected = milestone.expected else { continue }
        let id = contentHash("milestone", project.id, milestone.type, expected.value)
        lines += [
          "BEGIN:VEVENT", "UID:\(id)@beacon", "DTSTAMP:\(Self.stamp(stamp))",
          "DTSTART;VALUE=DATE:\(Self.day(expected.firstDay))",
          "DTEND;VALUE=DATE:\(Self.day(expected.lastDay.adding(days: 1)))",
          "SUMMARY:"
            + Self.escaped(
              language(.calendarEvent, language.name(of: project), language.milestone(milestone.type))),
          "DESCRIPTION:" + Self.escaped(language(.calendarDetail, language.date(expected))),
          "TRANSP:TRANSPARENT", "END:VEVENT",
        ]
      }
    }
    lines.append("END:VCALENDAR")
  }

  /// The file's text; lines end in CR LF and are folded at 75 bytes.
  var text: String { lines.map { Self.folded($0) + "\r\n" }.joined() }

  private static func day(_ day: CivilDate) -> String { day.description.filter { $0 != "-" } }

  private static func stamp(_ time: Timestamp) -> String {
    String(time.description.prefix(19).filter { $0 != "-" && $0 != ":" }) + "Z"
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\\(scalar)"
      case "\n": escaped += "\\n"
      case "\u{0}"..."\u{1F}", "\u{7F}": continue
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func folded(_ line: String) -> String {
    var folded = ""
    var width = 0
    for scalar in line.unicodeScalars {
      let length = UTF8.width(scalar)
      if width + length > 74 {
        folded += "\r\n "
        width = 1
      }
      folded.unicodeScalars.append(scalar)
      width += length
    }
    return folded
  }
}
