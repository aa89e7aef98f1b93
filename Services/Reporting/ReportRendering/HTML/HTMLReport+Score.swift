import Models

extension HTMLReport {
  func writeJudgement(to main: inout HTMLWriter) {
    main.element("p", ["class": "judgement"]) { line in
      if report.judgement.level != nil {
        chip(report.judgement.level, to: &line)
        line.text(" ")
      }
      line.text(JudgementText(report, language).sentences.joined(separator: language.sentenceBreak))
    }
  }

  func writeScore(to main: inout HTMLWriter) {
    section(.sectionScore, to: &main) { section in
      section.element("div", ["class": "tiles"]) { tiles in
        for (label, value) in ScoreFigures(report, language).tiles {
          tiles.element("div") { tile in
            tile.element("b", text: value)
            tile.element("span", text: label)
          }
        }
      }
      if let baseline = report.score.baseline {
        section.element(
          "p", ["class": "note"],
          text: language(.scoreBaseline, language.score(baseline.value), baseline.source, baseline.date))
      }
      let figures = ScoreFigures(report, language)
      section.element("p") { line in
        line.element("strong", text: language(.driversTitle))
        if figures.drivers.isEmpty { line.text(language.colon + figures.noDrivers) }
      }
      if !figures.drivers.isEmpty {
        section.element("ul") { list in for driver in figures.drivers { list.element("li", text: driver) } }
      }
      section.element("p", ["class": "note"], text: language(.scoreScale))
    }
  }

  func writeCharts(to main: inout HTMLWriter) {
    let waterfall = WaterfallChart(report, language)
    section(.sectionWaterfall, orElse: .noneCategories, isEmpty: waterfall.bars.isEmpty, to: &main) {
      waterfall.write(to: &$0, language)
    }
    section(.sectionSeries, orElse: .noneSeries, isEmpty: report.series.count < 2, to: &main) {
      SeriesChart(points: report.series, from: report.period.from, to: report.period.to).write(to: &$0, language)
    }
    let map = MapChart(report, outlines: outlines, language)
    section(.sectionMap, orElse: .mapNone, isEmpty: map.isEmpty, to: &main) { section in
      map.write(to: &section, language)
      section.element("p", ["class": "note"], text: language(.mapNote))
    }
  }

  func writeCategories(to main: inout HTMLWriter) {
    let categories = report.shownCategories(least: language.settings.leastPoints)
    section(.sectionCategories, orElse: .noneCategories, isEmpty: categories.isEmpty, to: &main) { section in
      section.element("table") { table in
        table.element("thead") { head in
          head.element("tr") { row in
            row.element("th", text: language(.columnCategory))
            for heading in [ReportText.columnNow, .columnLast, .columnPoints, .columnIncidents] {
              row.element("th", ["class": "n"], text: language(heading))
            }
            row.element("th", text: language(.columnLevel))
          }
        }
        table.element("tbody") { body in
          for category in categories {
            body.element("tr") { row in
              row.element("td", text: CategoryText(language).name(category.category))
              row.element("td", ["class": "n"], text: language.score(category.now))
              row.element("td", ["class": "n"], text: category.last.map(language.score) ?? "–")
              row.element("td", ["class": "n"], text: language.score(category.points))
              row.element("td", ["class": "n"], text: "\(category.incidents)")
              row.element("td") { if category.level != nil { chip(category.level, to: &$0) } }
            }
          }
        }
      }
    }
  }
}
