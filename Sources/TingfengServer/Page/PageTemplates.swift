import Mustache

/// The pages as templates; `{{…}}` escapes, `{{{…}}}` only takes pictures that we draw ourselves.
struct PageTemplates: Sendable {
    let today: MustacheTemplate
    let login: MustacheTemplate

    init() throws {
        today = try MustacheTemplate(string: Self.page(Self.todayBody))
        login = try MustacheTemplate(string: Self.page(Self.loginBody))
    }

    private static func page(_ body: String) -> String {
        """
        <!doctype html>
        <html lang="{{lang}}"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <title>{{w.app}} · {{title}}</title>
        <style>\(PageStyle.css)</style></head>
        <body>
        \(body)
        </body></html>

        """
    }

    private static let loginBody = """
        <main><form class="login" method="post" action="/login?lang={{langCode}}">
        <h1>{{w.app}}</h1>
        {{#error}}<p class="error" role="alert">{{error}}</p>{{/error}}
        <label for="token">{{w.token}}</label>
        <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
        <button>{{w.login}}</button>
        <p class="soft">{{w.tokenHelp}}</p>
        <p class="soft"><a href="/login?lang={{otherLang}}">{{w.other}}</a></p>
        </form></main>
        """

    private static let todayBody = """
        <a class="skip" href="#main">{{w.skip}}</a>
        <header><h1>{{w.app}} · {{w.today}}</h1><p class="date">{{date}}</p>
        <nav><a href="/?lang={{otherLang}}{{asOfQuery}}">{{w.other}}</a>
        <form method="post" action="/logout?lang={{langCode}}"><button>{{w.logout}}</button></form></nav>
        </header>
        <main id="main">
        <p class="note">{{note}}</p>
        <section class="flush"><dl class="tiles">
        {{#tiles}}<div><dt>{{name}}</dt><dd>{{value}}<small{{#off}} class="off"{{/off}}>{{detail}}</small></dd></div>
        {{/tiles}}</dl></section>
        <section class="plot"><h2>{{w.hours}}</h2>
        <div class="wide">{{{plot}}}</div><div class="narrow">{{{narrowPlot}}}</div></section>
        <section><h2>{{w.alerts}}<small>{{openCount}}</small></h2>
        {{#hasAlerts}}<ol class="alerts">
        {{#alerts}}<li><span class="badge {{level}}">{{severity}}</span><strong>{{name}}</strong>
        <span class="soft">{{state}} · {{span}}</span>
        <p>{{numbers}}</p>{{#reason}}<p class="soft">{{reason}}</p>{{/reason}}
        <p class="links"><a href="/alerts/{{id}}?lang={{langCode}}">{{w.evidence}}</a>
        <a href="/api/v1/alerts/{{id}}/plot.svg?lang={{langCode}}">{{w.plot}}</a></p></li>
        {{/alerts}}</ol>
        {{#more}}<p class="more soft">{{more}}</p>{{/more}}{{/hasAlerts}}
        {{^hasAlerts}}<p class="soft">{{w.noAlerts}}</p>{{/hasAlerts}}</section>
        <section><h2>{{w.hot}}<small>{{w.hotWindow}}</small></h2>
        {{#hasHot}}<table class="cards"><thead><tr><th class="n">{{w.rank}}</th><th>{{w.description}}</th>
        <th class="n">{{w.count}}</th><th class="n">{{w.callers}}</th><th class="n">{{w.expectedCallers}}</th>
        <th class="n">{{w.heat}}</th><th>{{w.spark}}</th></tr></thead><tbody>
        {{#hot}}<tr><td class="n">{{rank}}</td><td class="wide">{{description}}<span class="soft">{{where}}</span></td>
        <td class="n" data-label="{{w.count}}">{{messages}}</td><td class="n" data-label="{{w.callers}}">{{callers}}</td>
        <td class="n" data-label="{{w.expectedCallers}}">{{expected}}</td><td class="n" data-label="{{w.heat}}">{{heat}}</td>
        <td class="spark">{{{spark}}}</td></tr>
        {{/hot}}</tbody></table>{{/hasHot}}
        {{^hasHot}}<p class="soft">{{w.noHot}}</p>{{/hasHot}}</section>
        <section><h2>{{w.feeds}}</h2>
        {{#hasFeeds}}<table><thead><tr><th>{{w.source}}</th><th>{{w.newest}}</th><th class="n">{{w.lastDay}}</th>
        <th class="n">{{w.lastWeek}}</th><th>{{w.state}}</th></tr></thead><tbody>
        {{#feeds}}<tr><td>{{source}}</td><td>{{newest}}</td><td class="n">{{day}}</td><td class="n">{{week}}</td><td>{{state}}</td></tr>
        {{/feeds}}</tbody></table>{{/hasFeeds}}
        {{^hasFeeds}}<p class="soft">{{w.noFeeds}}</p>{{/hasFeeds}}</section>
        </main>
        <footer><span class="links">{{w.files}}<a href="/api/v1/hot.csv">hot.csv</a> ·
        <a href="/api/v1/trend.csv?bin=h">trend.csv</a> · <a href="/api/v1/alerts.csv">alerts.csv</a> ·
        <a href="/api/v1/openapi.json">OpenAPI</a> · </span>{{w.app}} {{version}}</footer>
        """
}
