/// The CSS of reports: one column on the screen, A4 in print; it loads nothing from outside the file.
enum Stylesheet {
  static let css: StaticString = """
    :root{--ink:#1c2430;--soft:#5b6675;--rule:#d9dee5;--paper:#fff;--tint:#f4f6f9;--accent:#1f4e79;\
    --watch:#2b6cb0;--advisory:#d69e00;--warning:#dd6b20;--critical:#c53030}
    *{box-sizing:border-box}
    body{margin:0;background:#eceff3;color:var(--ink);font:15px/1.5 "Source Serif 4","Noto Serif","Noto Serif CJK SC",\
    "Source Han Serif SC","Songti SC",SimSun,Georgia,serif}
    main{max-width:46rem;margin:1.5rem auto;background:var(--paper);padding:2.2rem 2.6rem;box-shadow:0 1px 4px #0002}
    h1,h2,.meta,.chip,table,.tiles,svg,.note{font-family:"Inter","Noto Sans","Noto Sans CJK SC","Source Han Sans SC",\
    "PingFang SC","Microsoft YaHei",Arial,sans-serif}
    header{border-bottom:3px solid var(--accent);padding-bottom:.8rem}
    h1{font-size:1.7rem;line-height:1.2;margin:.2rem 0}
    .meta{color:var(--soft);font-size:.82rem;margin:.1rem 0}
    h2{font-size:1.02rem;color:var(--accent);margin:1.7rem 0 .5rem;border-bottom:1px solid var(--rule);\
    padding-bottom:.2rem;break-after:avoid}
    .judgement{font-size:1.12rem;margin:.9rem 0}
    .chip{display:inline-block;color:#fff;border-radius:3px;padding:.05rem .55rem;font-size:.82rem;font-weight:600;\
    vertical-align:middle;background:var(--soft);white-space:nowrap}
    .chip.watch{background:var(--watch)}.chip.advisory{background:var(--advisory);color:#222}
    .chip.warning{background:var(--warning)}.chip.critical{background:var(--critical)}
    .tag{border:1px solid var(--rule);border-radius:3px;padding:0 .35rem;font-size:.78rem;margin-right:.25rem}
    .tag.alarm{border-color:var(--critical);color:var(--critical)}
    .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(6.2rem,1fr));gap:.5rem;margin:.8rem 0}
    .tiles div{background:var(--tint);padding:.5rem .7rem;border-radius:4px}
    .tiles b{display:block;font-size:1.35rem;line-height:1.2}
    .tiles span{color:var(--soft);font-size:.75rem}
    table{border-collapse:collapse;width:100%;font-size:.82rem;margin:.3rem 0}
    th{text-align:left;color:var(--soft);font-weight:600;border-bottom:1px solid var(--ink);padding:.25rem .4rem}
    td{border-bottom:1px solid var(--rule);padding:.3rem .4rem;vertical-align:top;overflow-wrap:break-word}
    td.n{white-space:nowrap}td.n,th.n{text-align:right}.chart+.note{break-before:avoid}
    tr,table.short{break-inside:avoid}table+table{margin-top:.9rem}
    article{break-inside:avoid;border-left:3px solid var(--rule);padding-left:.8rem;margin:.9rem 0}
    article h3{font:600 .95rem/1.35 "Inter","Noto Sans","Noto Sans CJK SC","Microsoft YaHei",Arial,sans-serif;margin:0}
    blockquote{margin:.35rem 0;padding:0 0 0 .8rem;border-left:2px solid var(--accent);font-style:italic}
    :lang(zh) blockquote{font-style:normal}
    blockquote footer{font-style:normal;color:var(--soft);font-size:.78rem}
    .note{color:var(--soft);font-size:.78rem}
    ul{margin:.3rem 0;padding-left:1.2rem}li{break-inside:avoid}
    .part{margin:.6rem 0 .1rem;break-after:avoid}p{orphans:3;widows:3}
    .chart{width:100%;height:auto;display:block;margin:.4rem 0;break-inside:avoid}
    .chart text{font-size:11px;fill:var(--ink)}.chart .label{fill:var(--soft);font-size:10.5px}
    .chart .total{font-weight:700}.bar{fill:#7a8ca3}.bar.total{fill:var(--ink)}.bar.cat-base{fill:#c3ccd8}
    .grid{stroke:var(--rule)}.line{fill:none;stroke:var(--accent);stroke-width:1.8}.period{fill:#1f4e7914}
    .map{background:#e7eef5}.land{fill:#f7f5ef;stroke:#b9bfc7;stroke-width:.6}.land.named{fill:#e3d9bd}
    .site{fill:var(--accent);stroke:#fff}.incident{fill:#c5303099;stroke:#fff}
    @media print{@page{size:A4;margin:16mm 15mm;\
    @bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#5b6675}}body{background:none;font-size:10.5pt}
    .map{max-height:56mm}main{max-width:none;margin:0;padding:0;box-shadow:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
    @media (max-width:36rem){main{padding:1.2rem}.tiles{grid-template-columns:repeat(2,1fr)}}
    """

  /// The rules that colour the bars of each category, by its code.
  static func rules(_ colours: [(category: String, colour: String)]) -> String {
    colours.map { ".cat-\($0.category){fill:\($0.colour)}" }.joined()
  }
}
