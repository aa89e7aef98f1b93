import Models

extension ReportBuilder {
  /// What is expected within the horizon: milestones of the register and dates that articles announce, soonest first;
  /// then the states that are still open.
  func outlook(
    _ projects: [ProjectStatus], _ incidents: [ReportIncident], _ announced: [AnnouncedDate], end: Timestamp
  ) -> [OutlookItem] {
    var items = projects.flatMap { milestones(of: $0, end: end) }
    for date in announced
    where date.date.lastDay >= end.day && date.date.firstDay <= end.day.adding(days: settings.outlookDays) {
      if let index = items.firstIndex(where: { $0.isSame(as: date) }) {
        items[index].evidence = date.evidence
      } else {
        items.append(
          OutlookItem(
            kind: .announced, date: date.date, isSoon: isSoon(date.date, end), type: date.type, project: date.project,
            evidence: date.evidence))
      }
    }
    items.sort { left, right in
      func key(_ item: OutlookItem) -> (Int, String, String, String) {
        (
          item.date?.firstDay.dayNumber ?? .max, item.kind.rawValue, item.type ?? "",
          item.project ?? item.evidence?.articleId ?? ""
        )
      }
      return key(left) < key(right)
    }
    return Array(items.prefix(settings.listedDates))
      + incidents.filter(\.isOpen).map {
        OutlookItem(kind: .openState, date: nil, isSoon: true, type: $0.type, incident: $0.id)
      }
  }

  private func milestones(of row: ProjectStatus, end: Timestamp) -> [OutlookItem] {
    row.milestones.compactMap { status in
      guard status.state == .due, let expected = status.milestone.expected else { return nil }
      return OutlookItem(
        kind: .milestone, date: expected, isSoon: isSoon(expected, end), type: status.milestone.type,
        project: row.project.id)
    }
  }

  private func isSoon(_ date: PartialDate, _ end: Timestamp) -> Bool {
    date.firstDay <= end.day.adding(days: settings.soonDays)
  }
}

extension OutlookItem {
  /// Whether an article announces this milestone, for the same time.
  fileprivate func isSame(as announced: AnnouncedDate) -> Bool {
    kind == .milestone && type == announced.type && project == announced.project && date == announced.date
  }
}
