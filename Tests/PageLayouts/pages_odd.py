"""Layouts that are old, broken, interactive, or that put something between a reader and the text."""
from pages import layout, links, ps, NAV, FOOT, RELATED, TEASERS, COMMENTS, COOKIE, SHARE, PLACES
from pages_publishers import ld, meta


def noframes(r, t, x): return f'<table border=0 cellpadding=4><tr><td bgcolor=#ccccff>{links(r, 8, "<br>", "font")}</td><td><h3>{t}</h3><font face="Times">' + "<p>".join(x) + '</font></td></tr></table><map name=m><area href=/a alt=Home></map>'


def nested_tables(r, t, x): return f'<table><tr><td><table><tr><td>{links(r, 6, " ", "font")}</td></tr></table></td></tr><tr><td><table><tr><td><table><tr><td class=headline><b>{t}</b></td></tr><tr><td class=copy>' + "<br><br>".join(x) + f'</td></tr></table></td><td><table><tr><td>{links(r, 5, "<br>", "b")}</td></tr></table></td></tr></table></td></tr></table>'


def uppercase(r, t, x): return f'<CENTER><FONT SIZE=+2>{t}</FONT></CENTER><HR>' + "".join(f"<P ALIGN=LEFT>{p}</P>" for p in x) + f'<HR><CENTER>{links(r, 4, " | ", "B")}</CENTER>'


def dl_layout(r, t, x): return f'<ul>{links(r, 5)}</ul><h1>{t}</h1><dl>' + "".join(f'<dt>Point {i}</dt><dd>{p}</dd>' for i, p in enumerate(x)) + '</dl>' + FOOT(r), [f"Point {i}" for i in range(6)]


def pre_wire(r, t, x): return f'<div id=nav>{links(r, 5, " ", "span")}</div><h1>{t}</h1><pre>' + "\n\n".join(x) + '</pre>' + FOOT(r)


def metered(r, t, x): return NAV(r) + f'<article><h1>{t}</h1><div class="article-body">{ps(x)}</div><div class="paywall-overlay"><h2>Subscribe to continue reading</h2><p>Unlimited access for one dollar a week. Cancel any time. Already a subscriber? Log in.</p></div></article>' + FOOT(r)


def paywall_cut(r, t, x): return NAV(r) + f'<article><h1>{t}</h1><div class="teaser-text"><p>{x[0]}</p></div><div class="piano-offer"><p>To read the full story, start your free trial today and support independent journalism.</p><ul><li>Full access on web and app</li><li>Daily newsletters from our editors</li></ul></div></article>' + RELATED(r) + FOOT(r)


def cookiewall(r, t, x): return ('<div id="onetrust-consent-sdk"><div class="ot-sdk-container"><h2>About your privacy</h2><p>We process your data to deliver content or advertisements and measure the delivery of such content. You can change your mind at any time.</p>' + "".join(f'<h4>Category {i}</h4><p>These cookies are necessary for the website to function and cannot be switched off in our systems.</p>' for i in range(6)) + '</div></div>' + NAV(r) + f'<article><h1>{t}</h1>{ps(x)}</article>' + FOOT(r))


def tcf(r, t, x): return f'<div class="qc-cmp2-container" id="qc-cmp2-container"><div class="qc-cmp2-summary-info">We and our 841 partners store and access information on a device, such as unique identifiers in cookies.</div></div>' + NAV(r) + f'<div class="single-content"><h1>{t}</h1>{ps(x)}</div>' + FOOT(r)


def scroll(r, t, x):
    more = "".join(f'<article class="infinite-next" data-next="1"><h1><a href="/{p}">{p} rail line closed</a></h1><p>The line at {p} closed after a landslide, the agency said, and buses run instead of trains until further notice.</p><p>Crews expect to clear the track within days.</p></article>' for p in r.sample(PLACES, 2))
    return NAV(r) + f'<div class="infinite"><article class="current" itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{t}</h1><div itemprop="articleBody">{ps(x)}</div></article>{more}</div>' + FOOT(r)


def liveblog(r, t, x): return NAV(r) + f'<main><h1>{t}</h1><div class="key-events"><h2>Key events</h2><ul>{links(r, 4)}</ul></div><div id="liveblog-body">' + "".join(f'<article class="block" id="block-{i}"><header><time datetime="2026-11-26T0{i}:00Z">0{i}.00 GMT</time></header><h2 class="block-title">Update {i}</h2>{ps([p])}<div class="block-share">Share</div></article>' for i, p in enumerate(x)) + '</div></main>' + FOOT(r), [f"Update {i}" for i in range(6)]


def liveupdates(r, t, x): return NAV(r) + f'<section class="live"><h1>{t}</h1><ol class="live-feed">' + "".join(f'<li class="live-feed__item"><div class="live-feed__time">1{i}:05</div><div class="live-feed__text"><p>{p}</p></div></li>' for i, p in enumerate(x)) + '</ol></section>' + FOOT(r)


def gallery(r, t, x): return NAV(r) + f'<article><h1>{t}</h1>{ps(x[:4])}<div class="gallery slick-slider">' + "".join(f'<div class="slide"><img src=i><p class="credit">{i + 1}/3 Photo: Agency</p></div>' for i in range(3)) + f'</div>{ps(x[4:])}</article>' + FOOT(r)


def video_top(r, t, x): return NAV(r) + f'<div class="video-player"><video src=v></video><div class="vjs-modal-dialog">Beginning of dialog window. Escape will cancel and close the window.</div><div class="transcript-toggle">Show transcript</div></div><div class="story-wrap"><h1>{t}</h1>{ps(x)}</div>' + FOOT(r)


def facts_box(r, t, x): return NAV(r) + f'<article><h1>{t}</h1>{ps(x[:2])}<div class="fact-box"><h3>The port in figures</h3><ul><li>Berths: 9</li><li>Cranes: 14</li></ul></div>{ps(x[2:])}</article>' + FOOT(r), ["The port in figures", "Berths: 9", "Cranes: 14"]


def data_table(r, t, x): return NAV(r) + f'<article><h1>{t}</h1>{ps(x[:3])}<table><caption>Calls by month</caption><tr><th>Month</th><th>Ships</th></tr><tr><td>September</td><td>214</td></tr><tr><td>October</td><td>187</td></tr></table>{ps(x[3:])}</article>' + FOOT(r), ["Calls by month", "Month Ships", "September 214", "October 187"]


def drop_cap(r, t, x): return NAV(r) + f'<article><h1>{t}</h1><p><span class="dropcap">{x[0][0]}</span>{x[0][1:]}</p>{ps(x[1:])}</article>' + FOOT(r)


def footnotes(r, t, x): return NAV(r) + f'<article><h1>{t}</h1>' + "".join(f'<p>{p}<sup class="footnote-ref"><a href="#f{i}">[{i}]</a></sup></p>' for i, p in enumerate(x)) + '</article>' + FOOT(r)


def inline_ads(r, t, x): return NAV(r) + f'<div class="content-body"><h1>{t}</h1>' + "".join(f'<p>{p}</p><div class="ad-slot ad-slot--inline" id="div-gpt-ad-{i}"><span class="ad-label">ADVERTISEMENT - CONTINUE READING BELOW</span></div>' for i, p in enumerate(x)) + '</div>' + FOOT(r)


def taboola(r, t, x): return NAV(r) + f'<article><h1>{t}</h1>{ps(x)}</article><div id="taboola-below-article-thumbnails"><span class="trc_header">You may like</span>' + "".join(f'<div class="trc_spotlight_item"><span class="video-title">Doctors in {p} stunned by this one simple trick to sleep</span><span class="branding">Sponsored</span></div>' for p in PLACES) + '</div>' + FOOT(r)


def outbrain(r, t, x): return NAV(r) + f'<div class="main-col"><h1>{t}</h1>{ps(x)}<div class="OUTBRAIN"><div class="ob-widget-header">Recommended</div>' + "".join(f'<a class="ob-dynamic-rec-link" href="/{p}"><span class="ob-rec-text">{p} homes for sale at prices that may surprise you today</span></a>' for p in PLACES[:8]) + '</div></div>' + FOOT(r)


def disqus(r, t, x): return NAV(r) + f'<div class="post-single"><h1>{t}</h1><div class="the-content">{ps(x)}</div><div id="disqus_thread"><div id="posts">' + "".join(f'<div class="post-message"><p>They said the same last year about {p} and nothing happened at all, wait and see.</p></div>' for p in PLACES[:6]) + '</div></div></div>' + FOOT(r)


def print_view(r, t, x): return f'<div class="print-header"><img src=logo alt="The Daily Example"></div><h1>{t}</h1><p class="print-url">https://daily.example/print/7</p>' + ps(x) + '<script>window.print()</script>', ["https://daily.example/print/7"]


def unclosed_div(r, t, x): return f'<div class=wrap><div class=menu><ul>{links(r, 6)}</ul></div><div class=main><h1>{t}</h1><div class=txt>{ps(x)}<div class=foot>About us'


def bad_nesting(r, t, x): return NAV(r) + f'<article><h1>{t}</h1>' + "".join(f'<p><b><i>{p[:40]}</b>{p[40:]}</i></p>' for p in x) + '</article>' + FOOT(r)


def stray_end(r, t, x): return NAV(r) + f'</div></div><div class="story"><h1>{t}</h1></span>' + "</p>".join(f"<p>{p}" for p in x) + '</td></tr></div></body></html>' + '<!-- generated -->'


def entities(r, t, x): return NAV(r) + f'<article><h1>{t}</h1>' + "".join("<p>" + p.replace(" ", "&nbsp;", 1).replace("said", "s&#97;id") + "</p>" for p in x) + '</article>' + FOOT(r)


def no_attribute_quotes(r, t, x): return f'<div class=nav><a href=/a?b=1&c=2>Home</a> <a href=/x>World</a></div><div class=article-text id=t><h1>{t}</h1>' + "".join(f'<p class=p{i}>{p}' for i, p in enumerate(x)) + '</div>' + FOOT(r)


def comments_in_markup(r, t, x): return NAV(r) + f'<!--[if lt IE 9]><p>Your browser is old.</p><![endif]--><article><h1>{t}</h1>' + "".join(f'<!-- paragraph {i} > --><p>{p}</p>' for i, p in enumerate(x)) + '</article>' + FOOT(r)


def xhtml(r, t, x): return f'<div id="navigation"><ul>{links(r, 6)}</ul></div><div id="content"><h2>{t}</h2>' + "".join(f'<p xml:lang="en">{p}</p>' for p in x) + '<br /></div><div id="footer"><p>Valid XHTML</p></div>'


def shadow_template(r, t, x): return f'<news-header><template shadowrootmode="open"><ul>{links(r, 5)}</ul></template></news-header><news-article><h1 slot="title">{t}</h1><div slot="body">{ps(x)}</div></news-article><template id="card"><p>Soldiers seize power.</p></template>' + FOOT(r)


def accordions(r, t, x): return NAV(r) + f'<main><h1>{t}</h1>' + "".join(f'<details open><summary>Part {i}</summary><p>{p}</p></details>' for i, p in enumerate(x)) + '</main>' + FOOT(r), [f"Part {i}" for i in range(6)]


def expand(r, t, x): return NAV(r) + f'<article><h1>{t}</h1>{ps(x[:2])}<button class="read-more">Read more</button><div class="collapsible-content" id="rest">{ps(x[2:])}</div></article>' + FOOT(r)


def two_columns(r, t, x): return NAV(r) + f'<div class="cols"><div class="col-left"><h1>{t}</h1>{ps(x[:3])}</div><div class="col-right">{ps(x[3:])}</div></div>' + FOOT(r)


def standfirst_list(r, t, x): return NAV(r) + f'<article><h1>{t}</h1><ul class="summary-bullets"><li>Work has stopped</li><li>Talks resume next week</li></ul>{ps(x)}</article>' + FOOT(r), ["Work has stopped", "Talks resume next week"]


def corrections(r, t, x): return NAV(r) + f'<article><h1>{t}</h1>{ps(x)}<p class="correction">Correction: an earlier version gave the wrong number of cranes.</p></article>' + FOOT(r), ["Correction: an earlier version gave the wrong number of cranes."]


def speech(r, t, x): return NAV(r) + f'<div class="richtext"><h1>{t}</h1>' + "".join(f'<p><b>SPEAKER {i % 2 + 1}:</b> {p}</p>' for i, p in enumerate(x)) + '</div>' + FOOT(r), [f"SPEAKER {i % 2 + 1}:" for i in range(6)]


def forum_post(r, t, x): return f'<div class="p-nav">{links(r, 5)}</div><div class="p-body"><h1 class="p-title-value">{t}</h1><article class="message message--post"><div class="message-userDetails"><h4>portwatcher</h4><h5>Member</h5></div><div class="message-content"><div class="bbWrapper">' + "<br /><br />".join(x) + '</div></div></article></div>' + FOOT(r)


def email_newsletter(r, t, x): return f'<table role=presentation width=600><tr><td style="font-size:0;max-height:0;overflow:hidden">Preheader of this issue</td></tr><tr><td><h1>{t}</h1></td></tr>' + "".join(f'<tr><td style="padding:10px"><p style="margin:0">{p}</p></td></tr>' for p in x) + '<tr><td><p>You receive this because you subscribed. <a href="/u">Unsubscribe</a></p></td></tr></table>'


def app_shell(r, t, x): return f'<app-root><app-header>{links(r, 6, "", "span")}</app-header><app-article _nghost-abc><h1 _ngcontent-abc>{t}</h1><div _ngcontent-abc class="text">' + "".join(f'<p _ngcontent-abc>{p}</p>' for p in x) + f'</div></app-article><app-latest><h3>Latest</h3>{links(r, 7, "", "div")}</app-latest></app-root>'


def inverted_order(r, t, x): return f'<div class="related-first"><h2>Don\'t miss</h2>{links(r, 6, "", "div")}</div><div class="ticker">BREAKING: {links(r, 4, " • ", "span")}</div><div class="story-area"><div class="story-copy">{ps(x)}</div></div><div class="story-title"><h1>{t}</h1></div>' + FOOT(r)


def short_with_big_footer(r, t, x): return NAV(r) + f'<div class="brief"><h1>{t}</h1>{ps(x)}</div><div class="site-info"><h4>About The Daily Example</h4><p>The Daily Example has been published since 1904 and reaches readers in eighty countries. It belongs to a foundation that owns no other company and takes no subsidy from any state.</p><p>Letters to the editor should be no longer than two hundred words and include a full name, an address and a telephone number. We do not publish anonymous letters or verse.</p></div>'


def sidebar_longer(r, t, x): return NAV(r) + f'<div id="main-column"><h1>{t}</h1>{ps(x)}</div><div id="side-column">' + "".join(f'<div class="box"><h4><a href="/{p}">{p} in brief</a></h4><p>The council of {p} met on Monday and put off a decision on the fee for moorings until the new year.</p></div>' for p in PLACES) + '</div>' + FOOT(r)


def aria_hidden(r, t, x): return NAV(r) + f'<article><h1>{t}</h1><p aria-hidden="true">{t}</p>{ps(x)}<div hidden><p>Soldiers seize power in Gabon.</p></div><div style="position:absolute;left:-9999px">Loans in default now, apply here.</div></article>' + FOOT(r)


def sponsored(r, t, x): return NAV(r) + f'<article><h1>{t}</h1>{ps(x[:3])}<div class="sponsored-content"><h4>Paid content</h4><p>Invest in the coast with the bank that never sleeps, from one hundred dollars.</p></div>{ps(x[3:])}</article>' + FOOT(r)


def poll(r, t, x): return NAV(r) + f'<article><h1>{t}</h1>{ps(x[:4])}<form class="poll"><p>Should the port be sold?</p><label><input type=radio>Yes</label><label><input type=radio>No</label><button>Vote</button></form>{ps(x[4:])}</article>' + FOOT(r)


ODD = [
    layout("frames of the nineties", noframes), layout("tables in tables", nested_tables), layout("upper case of 1996", uppercase), layout("definition list", dl_layout), layout("wire in pre", pre_wire), layout("paywall below the text", metered, head=ld), layout("paywall after the lead", paywall_cut, n=1, head=ld),
    layout("consent kit with categories", cookiewall), layout("consent of partners", tcf), layout("next stories by scrolling", scroll, head=ld), layout("live blog of articles", liveblog), layout("live list", liveupdates), layout("gallery in the text", gallery), layout("video player above", video_top),
    layout("fact box", facts_box), layout("table in the text", data_table), layout("drop cap", drop_cap), layout("footnotes", footnotes), layout("ad after every paragraph", inline_ads), layout("sponsored links below", taboola), layout("recommended links inside", outbrain), layout("comments of a service", disqus, n=3),
    layout("print view", print_view), layout("divs never closed", unclosed_div), layout("crossed inline tags", bad_nesting), layout("stray end tags", stray_end), layout("entities in words", entities), layout("attributes without quotes", no_attribute_quotes), layout("comments in the markup", comments_in_markup),
    layout("XHTML", xhtml), layout("shadow templates", shadow_template), layout("open details", accordions), layout("read more button", expand), layout("two columns of text", two_columns), layout("bullets above the text", standfirst_list), layout("correction below", corrections), layout("transcript", speech),
    layout("forum post", forum_post), layout("newsletter by mail", email_newsletter), layout("Angular", app_shell), layout("title below the text", inverted_order), layout("brief with a long imprint", short_with_big_footer, n=1), layout("side column longer than the text", sidebar_longer, n=2), layout("hidden in four ways", aria_hidden),
    layout("paid content inside", sponsored), layout("poll inside", poll),
]
