/** Rules for the tables: what does not fit beside each other on a phone is left out or set in two lines there. */
export const TABLE_STYLE = `
table{border-collapse:collapse;width:100%;font-size:.86rem;line-height:1.35;font-variant-numeric:tabular-nums}
th,td{padding:6px 6px;text-align:right;vertical-align:middle;border-bottom:1px solid var(--grid)}
th:first-child,td:first-child{text-align:left;padding-left:0}
th:last-child,td:last-child{padding-right:0}
td{white-space:nowrap}
.trades td,.conditions td{white-space:normal}
.conditions td:last-child{white-space:nowrap;font-weight:600}
.scroll{max-height:33rem;overflow-y:auto}
.scroll thead th{position:sticky;top:0;background:var(--paper);z-index:1}
thead th{color:var(--ink-soft);font-weight:500;font-size:.8rem;vertical-align:bottom}
tbody th{font-weight:600}
tbody tr:last-child>*{border-bottom:0}
th button{all:unset;cursor:pointer;white-space:nowrap}
th button::after{content:"↕" / "";opacity:.45;margin-left:3px;font-size:.85em}
th[aria-sort=descending] button::after{content:"↓" / "";opacity:1}
th[aria-sort=ascending] button::after{content:"↑" / "";opacity:1}
.wide-cell{display:none}
.bar{display:block;height:5px;border-radius:3px;background:var(--grid);margin-top:3px;position:relative;overflow:hidden;min-width:64px}
.bar i{position:absolute;top:0;bottom:0;width:var(--size)}
.bar .gain{left:50%;background:var(--up)}
.bar .loss{right:50%;background:var(--down)}
.bar::after{content:"";position:absolute;left:50%;top:0;bottom:0;width:1px;background:var(--frame)}
.share{width:34%}
.share-bar{display:block;height:5px;border-radius:3px;background:var(--grid);margin-top:3px;overflow:hidden}
.share-bar i{display:block;height:100%;width:var(--size);background:var(--ink-soft)}
.year{display:grid;gap:6px}
.year h3{display:flex;justify-content:space-between;gap:10px}
.months{display:grid;grid-template-columns:repeat(4,1fr);gap:4px;padding:0;margin:0;list-style:none}
.months li{border-radius:7px;padding:5px 2px 6px;text-align:center;font-size:.86rem;line-height:1.3;font-variant-numeric:tabular-nums;background:var(--ground);min-height:44px}
.months small{display:block;font-size:.74rem;opacity:.85}
.months .gain{background:color-mix(in srgb,var(--up) var(--size),var(--ground));color:var(--ink)}
.months .loss{background:color-mix(in srgb,var(--down) var(--size),var(--ground));color:var(--ink)}
.months .none{color:var(--ink-soft)}
.trade{display:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 12px;align-items:baseline}
.trade b{font-variant-numeric:tabular-nums}
.metrics{display:grid;gap:22px}
.metrics>div{display:grid;align-content:start;min-width:0}
.metrics h3{color:var(--ink-soft);font-weight:600;padding-bottom:6px;border-bottom:1px solid var(--frame)}
.metric{border-bottom:1px solid var(--grid)}
.metric summary{display:flex;justify-content:space-between;gap:12px;padding:8px 0;font-size:.92rem;list-style:none}
.metric summary::-webkit-details-marker{display:none}
.metric summary>span:first-child{padding-left:1.1em;text-indent:-1.1em}
.metric summary>span:first-child::before{content:"+" / "";display:inline-block;width:1.1em;text-indent:0;color:var(--ink-soft)}
.metric[open] summary>span:first-child::before{content:"−" / ""}
.metric .value{font-weight:600;text-align:right;font-variant-numeric:tabular-nums}
.metric p{color:var(--ink-soft);font-size:.86rem;line-height:1.45;padding:0 0 10px 1.05rem}
.trades thead{display:none}
.trades tr{display:grid;grid-template-columns:auto 1fr auto;gap:1px 10px;padding:8px 0;border-bottom:1px solid var(--grid)}
.trades tr>*{border:0;padding:0;text-align:left}
.trades tr>.end{text-align:right}
.trades .moments{grid-area:1/2}
.trades .prices{grid-area:2/1/3/3}
.trades .reason{grid-area:3/1/4/3}
.trades .usd{grid-area:1/3;font-weight:600}
.trades .pct{grid-area:2/3}
.trades .risk{grid-area:3/3}
.trades .prices,.trades .reason,.trades .risk{color:var(--ink-soft)}
@media (min-width:640px){
.wide-cell{display:table-cell}
.months{grid-template-columns:repeat(12,1fr)}
.trades thead{display:table-header-group}
.trades tr{display:table-row}
.trades tr>*{padding:6px;border-bottom:1px solid var(--grid)}
.trades thead .end{text-align:right}
.trades .end,.trades .moments,.trades .prices{white-space:nowrap}
.trades tr>:first-child{padding-left:0}
.trades tr>:last-child{padding-right:0}
}
@media (min-width:1000px){
table{font-size:.9rem}
.metrics{display:block;columns:2;column-gap:36px}
.metrics>div{break-inside:avoid;margin-bottom:28px}
}
`
