namespace ActionSync.Reports;

/// <summary>How the page looks, by day and by night and on paper.</summary>
internal static class ReportStyle
{
    public const string Css =
        """

        :root { --ink:#1c2430; --soft:#667085; --paper:#f6f7f9; --card:#ffffff; --line:#e4e7ec; --ontime:#2f9e6e; --late:#e0a93b; --overdue:#d64545; --open:#5b8def; --wontdo:#a8b0bd; --backlog:#cfc4e8; --before:#bcd9cc; --link:#1d4ed8; }
        @media (prefers-color-scheme: dark) { :root { --ink:#e6e9ef; --soft:#98a2b3; --paper:#12161c; --card:#1b212a; --line:#2c3440; --ontime:#45b884; --late:#e6b75a; --overdue:#ef6a6a; --open:#7aa5ff; --wontdo:#6b7688; --backlog:#57497d; --before:#35594a; --link:#8ab4ff; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        header, main { max-width: 960px; margin: 0 auto; padding: 0 24px; }
        header { padding-top: 40px; }
        h1 { font-size: 28px; letter-spacing: -.02em; margin: 0; }
        header p { color: var(--soft); margin: 4px 0 24px; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin-bottom: 20px; }
        .tile { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px 18px; }
        .tile b { display: block; font-size: 30px; line-height: 1.1; font-variant-numeric: tabular-nums; }
        .tile span { color: var(--soft); font-size: 13px; }
        .tile.bad b { color: var(--overdue); }
        .tile.good b { color: var(--ontime); }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px 24px; margin: 0 0 16px; break-inside: avoid; }
        h2 { font-size: 16px; margin: 0 0 12px; }
        .legend { display: flex; flex-wrap: wrap; gap: 6px 18px; margin: 0 0 14px; padding: 0; list-style: none; color: var(--soft); font-size: 13px; }
        .legend i { display: inline-block; width: 10px; height: 10px; border-radius: 3px; margin-right: 6px; }
        svg { display: block; width: 100%; height: auto; overflow: visible; }
        svg text { fill: var(--ink); font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; }
        svg .soft { fill: var(--soft); }
        .ontime { fill: var(--ontime); background: var(--ontime); } .late { fill: var(--late); background: var(--late); } .overdue { fill: var(--overdue); background: var(--overdue); }
        .open { fill: var(--open); background: var(--open); } .wontdo { fill: var(--wontdo); background: var(--wontdo); }
        .backlog { fill: var(--backlog); background: var(--backlog); } .before { fill: var(--before); background: var(--before); }
        a, a[style] { color: var(--link) !important; }
        td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        td.number + td, th.number + th { padding-left: 24px; }
        td.day { white-space: nowrap; padding-right: 16px; } td.who { min-width: 190px; }
        details { margin-top: 12px; } summary { cursor: pointer; color: var(--soft); }
        table { width: 100%; border-collapse: collapse; }
        th { text-align: left; font-size: 12px; color: var(--soft); font-weight: 600; padding: 4px 8px 8px 0; border-bottom: 1px solid var(--line); }
        td { padding: 8px 8px 8px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
        tr:last-child td { border-bottom: 0; }
        small { display: block; color: var(--soft); }
        .empty { color: var(--soft); margin: 8px 0 0; }

        """;
}
